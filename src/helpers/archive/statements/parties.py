"""Parties in a sentence: which row of the page's tables a mention names.

A mention can be the whole name, its abbreviation, its core ("the Agrarians"), a leading part
("Labour") or another part ("Conservatives") of it. The closest kind of match counts, and only if
exactly one row matches so; else the mention is a party's, but nobody knows whose.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from helpers.archive.statements.quantities import Words, known_words
from helpers.archive.statements.words import listed
from helpers.archive.statements.words import stem as stem_of
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
_INDEPENDENTS = re.compile(
    r"independents?\b|independants?\b|non-?partisans?|non-?party|no party|self-nominated|"
    r"sans (?:parti|etiquette)"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_PARTS = re.compile(r"[/,;\u2013]| - ")
#: "FIDESZ" of "FIDESZ-MPP"
_LEAD = re.compile(r"([A-Z]{3,})-[A-Z]")
_SHORT_NAME = re.compile(r"[A-Z][A-Za-z]{1,8}")
_EXPLAINED = re.compile(r"\(([A-Z][A-Za-z-]{1,9})\)")
_NO_NAME = re.compile(r"[^\w\s'\u2019-]")
_QUOTED = re.compile(r"[\"\u201c]([^\"\u201c\u201d]+)[\"\u201d]")
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


#: What is no part of a name that counts.
_UNNAMED = _ARTICLES | {"'s", "'", '"', "\u201c", "\u201d", "*", ",", ".", "!", "?"}


class Mention(NamedTuple):
    """A party named in a sentence: its words from `first` up to `end`, and its row if known."""

    first: int
    end: int
    row: int | None


def _stems(name: str) -> tuple[str, ...]:
    """Return the stems of the words of a name that count."""
    return tuple([stem for text, stem, *_ in known_words(name) if text not in _UNNAMED])


def _named(words: Words, first: int, end: int) -> tuple[str, ...]:
    """Return the stems of some words, without those that are no part of a name that counts."""
    both = zip(words.texts[first:end], words.stems[first:end], strict=True)
    return tuple([stem for text, stem in both if text not in _UNNAMED])


_FOR = frozenset(("for", "pour"))
_NEVER_FIRST = _JOINING - _FOR
_GENERIC_STEMS = frozenset(map(stem_of, _GENERIC))
_NO_PARTY_STEMS = frozenset(map(stem_of, _NO_PARTY_OPENINGS))
_WEAK_STEMS = frozenset(map(stem_of, _WEAK))
_JOINING_STEMS = frozenset(map(stem_of, _JOINING)) | _JOINING
#: Stems and marks that may stand in any name.
_COMMON = _GENERIC_STEMS | _JOINING_STEMS | frozenset(map(stem_of, _UNNAMED))


#: The stems of a name or its core, a place in them, and the stems of what it belongs to.
_Part = tuple[tuple[str, ...], int, set[str]]


class _Called(NamedTuple):
    """What a name may be called.

    Parameters
    ----------
    keys : list of (tuple of str, int)
        Stems, and how they name it.
    short : list of str
        Abbreviations, which are names only in capitals: PAS is a party, "Pas" is French for "not".
    initials : list of str
        Abbreviations that narrative may write in full.
    marked : list of tuple of str
        Stems of a name that has a comma or a colon.
    parts : list of (str, tuple)
        A stem, and the parts of the name that begin with it.
    nobody, free : bool
        Whether it is no party's, or that of candidates of no party.
    """

    keys: list[tuple[tuple[str, ...], int]]
    short: list[str]
    initials: list[str]
    marked: list[tuple[str, ...]]
    parts: list[tuple[str, _Part]]
    nobody: bool
    free: bool


@lru_cache(maxsize=10_000)
def _called(name: str, country: str) -> _Called:
    """Return what a name may be called; the pages of a country name the same parties.

    Parameters
    ----------
    name : str
    country : str
        The first letters of the country's name, folded.
    """
    folded = fold(name)
    nobody, free = bool(_NOBODY.match(folded)), bool(_INDEPENDENTS.match(folded))
    called = _Called([], [], [], [], [], nobody, free)
    abbreviations = []
    outside = _BRACKETS.sub(" ", name) if "(" in name else name
    for inside in filter(None, _BRACKETS.findall(name)) if outside is not name else ():
        for part in {inside, *_PARTS.split(inside)}:
            called.keys.append((_stems(part), _WHOLE))
            abbreviations.append(part.strip())
        if lead := _LEAD.match(inside):
            called.keys.append((_stems(lead[1]), _LEADING))
            abbreviations.append(lead[1])
    called.keys.extend((_stems(quoted), _CORE) for quoted in _QUOTED.findall(name))
    if _SHORT_NAME.fullmatch(name.strip()):
        abbreviations.append(name.strip())
    for text in abbreviations:
        if text.isupper():
            called.short.append(text.casefold())
        if _SHORT_NAME.fullmatch(text) and sum(c.isupper() for c in text) >= 3:
            called.initials.append(text.casefold())
    words = list(known_words(outside))
    stems = tuple([stem for text, stem, *_ in words if text not in _UNNAMED])
    called.keys.append((stems, _WHOLE))
    if outside is not name:
        called.keys.append((_stems(name), _WHOLE))
    if " - " in outside:
        # "Democratic Rally - Liberal Party"
        called.keys.extend((_stems(part), _LEADING) for part in outside.split(" - "))
    if "," in outside or ":" in outside:
        called.marked.append(stems)
    core = _core(stems)
    if core and (core != stems or len(core) > 1):
        called.keys.append((core, _CORE))
    if country and stems[-2:-1] == ("of",) and stems[-1].startswith(country):
        called.keys.append((stems[:-2], _WHOLE))
    if country and len(stems) > 1 and stems[-1].startswith(country):
        # "Les communistes" of a "Parti communiste français"
        called.keys.append((_core(stems[:-1]), _CORE))
    if country and stems and stems[0].startswith(country):
        called.keys.append((stems[1:], _CORE))
    # "Latvia" names nobody in "Latvia's First Party".
    owners = {word[1] for word, after in itertools.pairwise(words) if after[0] == "'s"}
    for whole in {core, stems}:
        for begin, stem in enumerate(whole[:_LONGEST]):
            if stem not in _JOINING_STEMS:
                called.parts.append((stem, (whole, begin, owners)))
    return called


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
        self.names = tuple(dict.fromkeys(names))
        self._keys: dict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
        # Parts of names are listed when a narrative has their first word.
        self._parts: dict[str, list[tuple[int, _Part]]] = defaultdict(list)
        self._initials: dict[str, set[int]] = defaultdict(set)
        self._short: set[str] = set()
        self._marked: set[tuple[str, ...]] = set()
        country = fold(country or "")[:_ADJECTIVE]
        rows = {name: row for row, name in enumerate(self.names)}
        free = []
        for name, row in rows.items():
            called = _called(name, country)
            if not called.nobody:
                self._add(called, row)
            if called.free:
                free.append(row)
        for alias, name in aliases:
            if name in rows:
                self._add(_called(alias, country), rows[name])
        self._independents = free[0] if len(free) == 1 else None
        self._explain(text)
        self._longest = min(max(map(len, self._keys), default=0) + 3, _LONGEST)
        openings = {key[0] for key in self._keys} | self._parts.keys()
        self._begin = (openings | _NO_PARTY_STEMS) - _GENERIC_STEMS - _JOINING
        self._vocabulary = _COMMON.union(*self._keys)
        self._letters = {letters[0] for letters in self._initials}

    def _put(self, key: tuple[str, ...], row: int, rank: int) -> None:
        if key:
            known = self._keys[key]
            if known.get(row, rank) >= rank:
                known[row] = rank

    def _add(self, called: _Called, row: int) -> None:
        """List what a row may be called."""
        for key, rank in called.keys:
            self._put(key, row, rank)
        self._short.update(called.short)
        for text in called.initials:
            self._initials[text].add(row)
        self._marked.update(called.marked)
        for stem, part in called.parts:
            self._parts[stem].append((row, part))

    def _put_parts(self, first: str) -> None:
        """List the parts of names that begin with a word, once a narrative has it."""
        for row, (whole, begin, owners) in self._parts.pop(first, ()):
            for end in range(begin + 1, min(len(whole), _LONGEST) + 1):
                part = whole[begin:end]
                if part[-1] in _JOINING_STEMS or part[-1] in owners:
                    continue
                # A country at the end of a name is nobody's: "Congress Party of Kazakhstan".
                country = end == len(whole) and whole[begin - 1 : begin] in (("of",), ("united",))
                if country and begin and end - begin == 1:
                    continue
                if not _WEAK_STEMS.issuperset(part):
                    self._put(part, row, _INNER if begin else _LEADING)

    def _rows(self, key: tuple[str, ...]) -> dict[int, int] | None:
        """Return the rows that a key can name, each with its rank."""
        if key and key[0] in self._parts:
            self._put_parts(key[0])
        return self._keys.get(key)

    def _explain(self, text: str) -> None:
        """Learn names that the narrative explains by an abbreviation, and the reverse."""
        for match in _EXPLAINED.finditer(text):
            short = _stems(match[1])
            before = _NO_NAME.split(text[max(match.start() - 90, 0) : match.start()])
            name = before[-1].split()[-9:]
            while name and not all(w[0].isupper() or fold(w) in _JOINING for w in name):
                name = name[1:]
            while name and fold(name[0]) in _JOINING:
                name = name[1:]
            long = _stems(" ".join(name))
            tails = [long[begin:] for begin in range(len(long))]
            row = self._row(short, _LEADING)
            if row is not None and not any(map(self._rows, tails)):
                self._put(long, row, _WHOLE)
            row = next((r for tail in tails if (r := self._row(tail, _LEADING)) is not None), None)
            if row is not None and not self._rows(short):
                self._put(short, row, _WHOLE)

    def _row(self, key: tuple[str, ...], worst: int = _INNER) -> int | None:
        """Return the row that a key names best, if there is exactly one."""
        known = self._rows(key)
        if not known:
            return None
        best = min(known.values())
        rows = [row for row, rank in known.items() if rank == best]
        return rows[0] if len(rows) == 1 and best <= worst else None

    def find(self, words: Words) -> list[Mention]:
        """Find the parties that a sentence names.

        Parameters
        ----------
        words : Words
            The sentence.

        Returns
        -------
        list of Mention
            Without overlaps, in their order. A mention that fits several rows has no row.

        Examples
        --------
        >>> rows = Parties(["Labour Party (LP)", "Law and Unity Bloc", "Unity Bloc"])
        >>> words = Words("Unity and Labour won, Law and Unity lost.")
        >>> [rows.names[m.row] for m in rows.find(words)]
        ['Unity Bloc', 'Labour Party (LP)', 'Law and Unity Bloc']
        """
        found: list[Mention] = []
        end = 0
        for index in self._beginnings(words):
            if index < end:
                continue
            mention = self._at(words, index) or self._no_party(words, index)
            if mention and not self._is_place(words, mention):
                found.append(mention)
                end = mention.end
        return found

    def _beginnings(self, words: Words) -> list[int]:
        """List the places at which a mention can begin."""
        opened = map(self._begin.__contains__, words.stems)
        places = list(itertools.compress(itertools.count(), opened))
        capitals = [
            place
            for place in words.capitals
            if words.texts[place][0] in self._letters
            or words.texts[place] in _FOR
            or words.stems[place] in _GENERIC_STEMS
        ]
        return sorted({*places, *capitals}) if capitals else places

    def _is_place(self, words: Words, mention: Mention) -> bool:
        """Return True for "on Nevis" and "in Georgia", which begin a party's name too."""
        before = words.texts[mention.first - 1]
        if words.texts[mention.first].isdigit() and before in _PLACE | {"le", "du", "since", "of"}:
            return True
        return before in _PLACE and mention.end == mention.first + 1

    def _no_party(self, words: Words, index: int) -> Mention | None:
        if words.texts[index] not in _NO_PARTY_OPENINGS:
            return None
        for length in (4, 3, 2, 1):
            if " ".join(words.texts[index : index + length]) in _NO_PARTY:
                return Mention(index, index + length, self._independents)
        return None

    def _at(self, words: Words, index: int) -> Mention | None:
        texts, text = words.texts, words.texts[index]
        if not text[:1].isalnum() or text in _NEVER_FIRST:
            return None
        initial = words.printed[index][0].isupper() and text[0] in self._letters
        for end in range(self._longest_end(words, index, initial), index, -1):
            last = texts[end - 1]
            if last in _JOINING or not last[:1].isalnum():
                continue
            if (
                texts[end - 2] == "of"
                and end - 2 > index
                and not words.printed[end - 1][0].isupper()
            ):
                # "The Labour Party of ousted Prime Minister X"
                continue
            key = _named(words, index, end)
            # A comma is part of a name only where a row has it: "Alga, Kyrgyzstan".
            marked = self._marked and not _MARKS.isdisjoint(texts[index:end])
            if marked and key not in self._marked:
                continue
            known = self._rows(key)
            core = key if known else _core(key)
            known = known or (self._rows(core) if len(core) < len(key) else None)
            known = known or (self._by_initials(words, index, end) if initial else None)
            if known and last not in _TITLES and self._is_name(words, index, end, core, known):
                best = min(known.values())
                rows = [row for row, rank in known.items() if rank == best]
                return Mention(index, end, rows[0] if len(rows) == 1 else None)
        return None

    def _longest_end(self, words: Words, index: int, initial: bool) -> int:
        """Return where a mention ends at the latest: at the first word that no name has."""
        texts, vocabulary = words.texts, self._vocabulary
        last = min(index + self._longest, len(words))
        end = index + 1
        while end < last:
            text = texts[end]
            named = words.stems[end] in vocabulary or (
                # "Of" brings the country; initials stand for whatever has a capital.
                "of" in texts[end - 2 : end]
                or (initial and (words.printed[end][0].isupper() or not text[0].isalpha()))
            )
            if not named or (text in _MARKS and not self._marked):
                break
            end += 1
        return end

    def _by_initials(self, words: Words, first: int, end: int) -> dict[int, int] | None:
        """Match a name in full with a row that is printed as its initials."""
        texts = words.texts[first:end]
        ends = texts[0][0].isalpha() and texts[-1][0].isalpha()
        if not 3 <= len(texts) <= 9 or not ends:
            return None
        named = [
            place
            for place in range(first, end)
            if words.texts[place] not in _JOINING and words.texts[place][0].isalpha()
        ]
        rows = self._initials.get("".join(words.texts[place][0] for place in named))
        printed = [words.printed[place] for place in named]
        capitals = all(text[0].isupper() and not text[1:].isupper() for text in printed)
        return dict.fromkeys(rows, _INITIALS) if rows and capitals else None

    def _is_name(
        self, words: Words, first: int, end: int, key: tuple[str, ...], known: dict[int, int]
    ) -> bool:
        """Return True if words are used as a name, and not a part of another one."""
        texts, printed = words.texts, words.printed

        def capital(index: int) -> bool:
            return 0 <= index < len(printed) and printed[index][0].isupper()

        if end == first + 1 and texts[first] in self._short:
            return printed[first].isupper()
        content = [place for place in range(first, end) if texts[place] not in _JOINING]
        if not any(map(capital, content)):
            # In lower case only what is plainly a party's: "les communistes", "the trade unions".
            article = texts[first - 1] in {"the", "les", "des", "aux"}
            plural = any(texts[place].endswith(("s", "x")) for place in content)
            core = min(known.values()) <= _CORE or len(content) > 1
            if not (article and plural and core):
                return False
        elif not capital(content[0]) or (len(content) == 1 and key[-1:] and key[-1] in _WEAK_STEMS):
            # "Democrats" alone is a name where it is one row's whole core.
            rank = min(known.values())
            whole = rank == _WHOLE and first > 0
            if not whole and (rank > _CORE or not texts[end - 1].endswith("s")):
                return not (content and capital(content[0])) and len(content) > 1
        before = texts[first - 1]
        if capital(first - 1) and before not in _ARTICLES | _JOINING:
            starts = first == 1 or texts[first - 2] in {".", ":"}
            if not starts and before not in _ROLES:
                return False
            if starts and before[:1].isalpha() and before not in _ROLES:
                return before in _OPENERS
        return not (capital(end) and texts[end] not in _ROLES)


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
