"""Parties in a sentence: which row of the page's tables a mention names.

A mention can be the whole name, its abbreviation, its core ("the Agrarians"), a leading part
("Labour") or another part ("Conservatives") of it. The closest kind of match counts, and only if
exactly one row matches so; else the mention is a party's, but nobody knows whose.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from helpers.archive.statements.quantities import Word, split
from helpers.archive.statements.words import listed
from helpers.archive.text import fold

#: How a mention names a row, the surest first.
_WHOLE, _CORE, _LEADING, _INNER, _INITIALS = range(5)
#: Mentions are no longer than this.
_LONGEST = 12

#: Words that stand in names and name nobody.
_GENERIC = listed(
    "party parti partido partito partie parties partis bloc block electoral political coalition "
    "alliance movement mouvement movimiento list liste group"
)
#: Words that are no name by themselves, because others are named so too.
_WEAK = _GENERIC | listed(
    "national nationale people peuple popular populaire new nouveau nouvelle united uni union "
    "unie social general central political front frente free freedom movement for against all "
    "independent young progressive first state republican republic parliamentary constitutional "
    "democratic democratique democrat forces force front women of the and its allies citizens "
    "federation rally rassemblement forum congress congres council league ligue action african "
    "africain africaine europe european national-"
)
_JOINING = listed(
    "of the for and de du des la le les l' d' et pour in en del y e & a an un une dans au aux its "
    "- \u2013"
)
_MARKS = frozenset(",;:.()!?")
_ARTICLES = listed("the le la les l' un une an a")
_SAME = {
    "democratique": "democrat", "democratic": "democrat", "democrate": "democrat",
    "movimiento": "movement", "mouvement": "movement", "partido": "party", "parti": "party",
    "popular": "popul", "populaire": "popul", "nacional": "national", "nationale": "national",
    "frente": "front", "democratico": "democrat", "democratica": "democrat", "union": "union",
    "socialista": "socialist", "socialiste": "socialist", "communiste": "communist",
    "comunista": "communist", "liberale": "liberal", "conservateur": "conservative",
    "republicain": "republican", "republicaine": "republican", "block": "bloc",
}  # fmt: skip
_INDEPENDENTS = re.compile(
    r"independents?\b|independants?\b|non-?partisans?|non-?party|no party|self-nominated|"
    r"sans (?:parti|etiquette)"
)
#: Rows that are no party's.
_NOBODY = re.compile(
    r"blank|invalid|against all|none of|others?\b|other part|vacant|appointed|nominated|autres|"
    r"blancs|bulletins|contre tous|total\b|divers$|minor parties|speaker"
)
#: How narrative names candidates of no party.
_NO_PARTY = frozenset(
    [
        "independents",
        "independent candidates",
        "independent deputies",
        "independent members",
        "non-partisans",
        "independent",
        "non-partisan candidates",
        "independants",
        "candidats independants",
        "deputes independants",
        "independant",
        "sans etiquette",
        "candidats sans etiquette",
        "candidates without party affiliation",
        "independent candidate",
        "candidat independant",
    ]
)
_NO_PARTY_OPENINGS = frozenset(phrase.split()[0] for phrase in _NO_PARTY)


#: So many letters of a country's name begin its adjective.
_ADJECTIVE = 4


@dataclass(frozen=True)
class Mention:
    """A party named in a sentence: its words from `first` up to `end`, and its row if known."""

    first: int
    end: int
    row: int | None


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    """Reduce a word to what its plural and its adjective share."""
    word = word.replace("\u2019", "'")
    if word in _SAME:
        return _SAME[word]
    if word.endswith("aux") and len(word) > 5:
        return word[:-3] + "al"
    if word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        word = word[:-1]
    if word in _SAME:
        return _SAME[word]
    if word.endswith("cratic"):
        return word[:-2]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    skip = _ARTICLES | {"'s", "'", '"', "\u201c", "\u201d", "*", ",", ".", "!", "?"}
    return tuple(_stem(word) for word in words if word not in skip)


_GENERIC_STEMS = frozenset(map(_stem, _GENERIC))
_WEAK_STEMS = frozenset(map(_stem, _WEAK))
_JOINING_STEMS = frozenset(map(_stem, _JOINING)) | _JOINING


class Parties:
    """The rows of a page's tables, by what narrative may call them.

    Parameters
    ----------
    names : sequence of str
        The rows' names, as the page prints them.
    aliases : sequence of (str, str)
        Other names, each with the row's name that it stands for.
    country : str, optional
        Its adjective may be left out of a name: "the Democratic Forum" of Hungary.
    text : str
        The whole narrative, in which abbreviations may be explained: "National Union (NU)".
    """

    def __init__(
        self,
        names: Sequence[str],
        aliases: Sequence[tuple[str, str]] = (),
        text: str = "",
        country: str | None = None,
    ):
        self._country = fold(country or "")[:_ADJECTIVE]
        self.names = tuple(dict.fromkeys(names))
        self._keys: dict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
        self._initials: dict[str, set[int]] = defaultdict(set)
        # Abbreviations are names only in capitals: PAS is a party, "Pas" is French for "not".
        self._short: set[str] = set()
        self._marked: set[tuple[str, ...]] = set()
        rows = {name: row for row, name in enumerate(self.names)}
        for name, row in rows.items():
            if not _NOBODY.match(fold(name)):
                self._add(name, row)
        for alias, name in aliases:
            if name in rows:
                self._add(alias, rows[name])
        free = [row for name, row in rows.items() if _INDEPENDENTS.match(fold(name))]
        self._independents = free[0] if len(free) == 1 else None
        self._explain(text)
        self._longest = min(max(map(len, self._keys), default=0) + 3, _LONGEST)
        self._openings = {key[0] for key in self._keys}
        self._letters = {letters[0] for letters in self._initials}

    def _put(self, key: tuple[str, ...], row: int, rank: int) -> None:
        if key:
            known = self._keys[key]
            known[row] = min(known.get(row, rank), rank)

    def _add(self, name: str, row: int) -> None:
        """List what a name may be called."""
        outside = re.sub(r"\([^()]*\)", " ", name)
        for inside in re.findall(r"\(([^()]+)\)", name):
            for part in (inside, *re.split(r"[/,;\u2013]| - ", inside)):
                self._put(_stems(w.text for w in split(part)), row, _WHOLE)
                self._abbreviation(part.strip(), row)
            # "FIDESZ" of "FIDESZ-MPP"
            if lead := re.match(r"([A-Z]{3,})-[A-Z]", inside):
                self._put(_stems([fold(lead[1])]), row, _LEADING)
                self._abbreviation(lead[1], row)
        for quoted in re.findall(r"[\"\u201c]([^\"\u201c\u201d]+)[\"\u201d]", name):
            self._put(_stems(w.text for w in split(quoted)), row, _CORE)
        if re.fullmatch(r"[A-Z][A-Za-z]{1,8}", name.strip()):
            self._abbreviation(name.strip(), row)
        words = [word.text for word in split(outside)]
        self._put(_stems(w.text for w in split(name)), row, _WHOLE)
        stems = _stems(words)
        self._put(stems, row, _WHOLE)
        if "," in outside or ":" in outside:
            self._marked.add(stems)
        core = _core(stems)
        if core and (core != stems or len(core) > 1):
            self._put(core, row, _CORE)
        if self._country and stems[-2:-1] == ("of",) and stems[-1].startswith(self._country):
            self._put(stems[:-2], row, _WHOLE)
        if self._country and stems and stems[0].startswith(self._country):
            self._put(stems[1:], row, _CORE)
        # "Latvia" names nobody in "Latvia's First Party".
        owners = {_stem(word) for word, after in itertools.pairwise(words) if after == "'s"}
        for whole in {core, stems}:
            for begin, end in itertools.combinations(range(min(len(whole), _LONGEST) + 1), 2):
                part = whole[begin:end]
                if part[0] in _JOINING_STEMS or part[-1] in _JOINING_STEMS | owners:
                    continue
                # A country at the end of a name is nobody's: "Congress Party of Kazakhstan".
                country = end == len(whole) and whole[begin - 1 : begin] in (("of",), ("united",))
                if country and begin and end - begin == 1:
                    continue
                if not all(stem in _WEAK_STEMS for stem in part):
                    self._put(part, row, _INNER if begin else _LEADING)

    def _abbreviation(self, text: str, row: int) -> None:
        if text.isupper():
            self._short.add(text.casefold())
        if re.fullmatch(r"[A-Z][A-Za-z]{2,8}", text) and sum(c.isupper() for c in text) >= 3:
            self._initials[text.casefold()].add(row)

    def _explain(self, text: str) -> None:
        """Learn names that the narrative explains by an abbreviation, and the reverse."""
        for match in re.finditer(r"\(([A-Z][A-Za-z-]{1,9})\)", text):
            short = _stems([fold(match[1])])
            before = re.split(r"[^\w\s'\u2019-]", text[max(match.start() - 90, 0) : match.start()])
            name = before[-1].split()[-9:]
            while name and not all(w[0].isupper() or fold(w) in _JOINING for w in name):
                name = name[1:]
            while name and fold(name[0]) in _JOINING:
                name = name[1:]
            long = _stems(word.text for word in split(" ".join(name)))
            tails = [long[begin:] for begin in range(len(long))]
            row = self._row(short, _LEADING)
            if row is not None and not any(tail in self._keys for tail in tails):
                self._put(long, row, _WHOLE)
            row = next((r for tail in tails if (r := self._row(tail, _LEADING)) is not None), None)
            if row is not None and short not in self._keys:
                self._put(short, row, _WHOLE)

    def _row(self, key: tuple[str, ...], worst: int = _INNER) -> int | None:
        """Return the row that a key names best, if there is exactly one."""
        known = self._keys.get(key)
        if not known:
            return None
        best = min(known.values())
        rows = [row for row, rank in known.items() if rank == best]
        return rows[0] if len(rows) == 1 and best <= worst else None

    def find(self, words: Sequence[Word], sentence: str) -> list[Mention]:
        """Find the parties that a sentence names.

        Parameters
        ----------
        words : sequence of Word
            The sentence's words, as :func:`quantities.split` cuts them.
        sentence : str
            The sentence as printed.

        Returns
        -------
        list of Mention
            Without overlaps, in their order. A mention that fits several rows has no row.

        Examples
        --------
        >>> rows = Parties(["Labour Party (LP)", "Law and Unity Bloc", "Unity Bloc"])
        >>> text = "Unity and Labour won, Law and Unity lost."
        >>> [rows.names[m.row] for m in rows.find(split(text), text)]
        ['Unity Bloc', 'Labour Party (LP)', 'Law and Unity Bloc']
        """
        found, index = [], 0
        while index < len(words):
            mention = self._at(words, index, sentence) or self._no_party(words, index)
            if mention and self._is_place(words, mention):
                mention = None
            if mention:
                found.append(mention)
            index = mention.end if mention else index + 1
        return found

    def _is_place(self, words: Sequence[Word], mention: Mention) -> bool:
        """Return True for "on Nevis" and "in Georgia", which begin a party's name too."""
        before = words[mention.first - 1].text if mention.first else ""
        dated = words[mention.first].text.isdigit() and before in _PLACE | {
            "le",
            "du",
            "since",
            "of",
        }
        return dated or (before in _PLACE and mention.end == mention.first + 1)

    def _no_party(self, words: Sequence[Word], index: int) -> Mention | None:
        if words[index].text not in _NO_PARTY_OPENINGS:
            return None
        for length in (4, 3, 2, 1):
            text = " ".join(word.text for word in words[index : index + length])
            if text in _NO_PARTY and index + length <= len(words):
                return Mention(index, index + length, self._independents)
        return None

    def _at(self, words: Sequence[Word], index: int, sentence: str) -> Mention | None:
        word = words[index]
        if not word.text[:1].isalnum() or word.text in _JOINING - {"for", "pour"}:
            return None
        stem, capital = _stem(word.text), sentence[word.start].isupper()
        generic = word.text in _JOINING or stem in _GENERIC_STEMS
        if generic and not capital:
            return None
        if not (generic or stem in self._openings or (capital and word.text[0] in self._letters)):
            return None
        for length in range(min(self._longest, len(words) - index), 0, -1):
            part = words[index : index + length]
            if part[-1].text in _JOINING or not part[-1].text[:1].isalnum():
                continue
            key = _stems(word.text for word in part)
            # A comma is part of a name only where a row has it: "Alga, Kyrgyzstan".
            if any(word.text in _MARKS for word in part) and key not in self._marked:
                continue
            known = self._keys.get(key)
            core = key if known else _core(key)
            known = known or (self._keys.get(core) if len(core) < len(key) else None)
            known = known or self._by_initials(part, sentence)
            if part[-1].text in _TITLES:
                continue
            if known and self._is_name(words, index, index + length, core, known, sentence):
                best = min(known.values())
                rows = [row for row, rank in known.items() if rank == best]
                return Mention(index, index + length, rows[0] if len(rows) == 1 else None)
        return None

    def _by_initials(self, part: Sequence[Word], sentence: str) -> dict[int, int] | None:
        """Match a name in full with a row that is printed as its initials."""
        ends = part[0].text[0].isalpha() and part[-1].text[0].isalpha()
        if not 3 <= len(part) <= 9 or not ends:
            return None
        named = [w for w in part if w.text not in _JOINING and w.text[0].isalpha()]
        letters = [w.text[0] for w in named]
        printed = [sentence[w.start : w.end] for w in named]
        capitals = all(text[0].isupper() and not text[1:].isupper() for text in printed)
        rows = self._initials.get("".join(letters)) if capitals else None
        return dict.fromkeys(rows, _INITIALS) if rows else None

    def _is_name(
        self,
        words: Sequence[Word],
        first: int,
        end: int,
        key: tuple[str, ...],
        known: dict[int, int],
        sentence: str,
    ) -> bool:
        """Return True if words are used as a name, and not a part of another one."""

        def capital(index: int) -> bool:
            word = words[index] if 0 <= index < len(words) else None
            return bool(word) and sentence[word.start].isupper()

        if end == first + 1 and words[first].text in self._short:
            return sentence[words[first].start : words[first].end].isupper()
        content = [w for w in range(first, end) if words[w].text not in _JOINING]
        if not any(map(capital, content)):
            # In lower case only what is plainly a party's: "les communistes", "the trade unions".
            article = words[first - 1].text in {"the", "les", "des", "aux"} if first else False
            plural = any(words[w].text.endswith(("s", "x")) for w in content)
            core = min(known.values()) <= _CORE or len(content) > 1
            if not (article and plural and core):
                return False
        elif not capital(content[0]) or (len(content) == 1 and key[-1:] and key[-1] in _WEAK_STEMS):
            # "Democrats" alone is a name where it is one row's whole core.
            rank = min(known.values())
            whole = rank == _WHOLE and first > 0
            if not whole and (rank > _CORE or not words[end - 1].text.endswith("s")):
                return not (content and capital(content[0])) and len(content) > 1
        before = words[first - 1] if first else None
        if before and capital(first - 1) and before.text not in _ARTICLES | _JOINING:
            starts = first - 1 == 0 or words[first - 2].text in {".", ":"}
            if not starts and before.text not in _ROLES:
                return False
            if starts and before.text[:1].isalpha() and before.text not in _ROLES:
                return before.text in _OPENERS
        after = words[end] if end < len(words) else None
        return not (after and capital(end) and after.text not in _ROLES)


#: Words that may stand with a capital beside a party's name and are no part of it.
_ROLES = listed(
    "party parties bloc block coalition alliance list candidates candidate leader president prime "
    "minister front-runner movement in on of at and or with by former opposition"
)
#: They follow "of" and a party without being of its name: "the Labour Party of President X".
_TITLES = listed("prime president premier mr mrs ms general dr mme")
_PLACE = listed("in on at near en")
#: Words that open a sentence before a name without an article.
_OPENERS = listed(
    "only both while with for as in on of and but when after among although then thus here "
    "avec pour seul seuls ainsi mais enfin ni against under by behind next since if yet so even "
    "neither nor followed"
)


def _core(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Cut a name's generic words and its "of the country" off.

    Examples
    --------
    >>> _core(("communist", "party", "of", "kazakhstan"))
    ('communist',)
    """
    core = stems
    if len(core) > 2 and "of" in core[1:]:
        place = core.index("of", 1)
        if core[place - 1] in _GENERIC_STEMS and place > 1 and len(core) - place == 2:
            core = core[:place]
    while len(core) > 1 and core[-1] in _GENERIC_STEMS:
        core = core[:-1]
    while len(core) > 1 and core[0] in _GENERIC_STEMS | _JOINING_STEMS:
        core = core[1:]
    return core
