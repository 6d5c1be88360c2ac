"""Who a sentence is about: the party, or parties, that the next number belongs to.

Walking along a sentence, a party becomes the subject, a pronoun brings one back, words that change
neither (:data:`words.FILL`) keep it, and any other word loses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from helpers.archive.statements import result_words as terms
from helpers.archive.statements.tape import Tape, Token


@dataclass(slots=True)
class Memory:
    """What earlier sentences leave for later ones.

    Parameters
    ----------
    paragraph : int
    topic : int, optional
        Row of the party that the last sentence was about: what "it" stands for.
    pair : (int, int), optional
        Rows of the two parties of the last sentence: "the former" and "the latter".
    ruling : int, optional
        Row of the party that the page calls the ruling one.
    tier : str, optional
        Column that a sentence of the paragraph was about as a whole: "In the constituencies, …".
    unit : {"seats", "votes"}, optional
        What the last sentence counted.
    announced : (str, int or None), optional
        The tier whose results the last sentence announced, and how many seats it said it has.
    seats, votes : bool
        Whether a sentence of the paragraph counted seats; whether the last one counted votes.
    tiers : tuple of str
        The columns in the order in which the page first names them.
    """

    paragraph: int = -1
    topic: int | None = None
    pair: tuple[int, int] | None = None
    ruling: int | None = None
    tier: str | None = None
    unit: str | None = None
    announced: tuple[str, int | None] | None = None
    seats: bool = False
    votes: bool = False
    tiers: tuple[str, ...] = ()


@dataclass(slots=True)
class State:
    """Where a walk along a sentence stands.

    Parameters
    ----------
    subject : tuple of int or None
        Rows of the parties that the next number belongs to; None for one that is unknown.
    licensed : bool
        Whether a verb, or "with", lets a number follow.
    unit : {"seats", "votes"}, optional
        What a number without a noun counts.
    column, sticky : str, optional
        Column of the last seats, and the one that the sentence is about as a whole.
    pending : list of (Token, str or None)
        Numbers that wait for their party: "With 42 seats, …".
    object, beaten : bool
        Whether the last party is no subject: "backed by the Greens", "defeated the Greens".
    clean : bool
        Whether all words so far are known, so that the first party is what the sentence is about.
    related : bool
        Whether the verbs are those of a relative clause: "the Greens, who lost one and kept four".
    listing, reverse, giving, losing, gaining, voting : bool
        In a list of numbers; in one that puts them before the parties; behind "gave"; behind
        "lost"; behind "gained"; in a sentence about votes.
    topic : int, optional
        Row of the party that the sentence is about.
    last : int, optional
        The last party, or the end of what explains it.
    parties : list of int
        Rows of all parties so far.
    """

    subject: tuple[int | None, ...] = ()
    licensed: bool = False
    unit: str | None = None
    column: str | None = None
    sticky: str | None = None
    pending: list[tuple[Token, str | None]] = field(default_factory=list)
    object: bool = False
    beaten: bool = False
    clean: bool = True
    related: bool = False
    listing: bool = False
    losing: bool = False
    gaining: bool = False
    reverse: bool = False
    giving: bool = False
    voting: bool = False
    topic: int | None = None
    last: int | None = None
    parties: list[int] = field(default_factory=list)


def is_number(symbol: str) -> bool:
    """Return True for the symbol of a count."""
    return symbol[0] == "N" and symbol[1:].isdigit()


def is_share(symbol: str) -> bool:
    """Return True for the symbol of a share."""
    return symbol[0] == "P" and symbol[1:].isdigit()


def announced(tape: Tape, memory: Memory) -> str | None:
    """Return the tier whose results the last sentence announced, if this one can be about it."""
    if memory.announced is None:
        return None
    column, size = memory.announced
    if size is None or max(_counts(tape), default=0) <= size:
        return column
    memory.tier = column
    return None


def announces(tape: Tape) -> tuple[str, int | None] | None:
    """Return the tier that a sentence announces for the next one, and its seats."""
    if not tape.find(terms.RESULTS_OF):
        return None
    column = _tier_before(tape, len(tape))
    return None if column is None else (column, max(_counts(tape), default=None))


def _counts(tape: Tape) -> list[int | Decimal]:
    return [token.quantity.value for token in tape.quantities if is_number(token.symbol)]


def _tier_before(tape: Tape, index: int) -> str | None:
    """Return the one tier whose seats the words before a colon announce."""
    begin = tape.clause(index)
    if not tape.within(terms.ANNOUNCED, begin, index) or "R" in tape.keys[begin:index]:
        return None
    named = {c for rule, c in terms.TIER_SEATS if tape.within(rule, begin, index)}
    return named.pop() if len(named) == 1 else None


class Subjects:
    """A walk's sentence, its state, and the steps that change the subject.

    Parameters
    ----------
    tape : Tape
        The sentence.
    memory : Memory
        What earlier sentences left.
    """

    def __init__(self, tape: Tape, memory: Memory):
        self.tape, self.memory = tape, memory
        self.tokens, self.symbols, self.match = tape.tokens, tape.symbols, tape.ends
        self.state = State(voting=memory.unit == "votes" or memory.votes)
        if column := announced(tape, memory):
            self.state.sticky = self.state.column = column
            self.state.unit = "seats"

    def symbol(self, index: int) -> str:
        """Return the symbol of a token; nothing beyond either end."""
        return self.symbols[index] if 0 <= index < len(self.symbols) else ""

    def known(self) -> bool:
        """Return True if there is a subject, all of whose rows are known."""
        return bool(self.state.subject) and None not in self.state.subject

    # ------------------------------------------------------------------ parties

    def party(self, index: int) -> int:
        """Take a party as the subject, or as a part of it; return the token after it."""
        state, token = self.state, self.tokens[index]
        before = self.symbols[:index]
        state.subject = self._with(token.row, index, before)
        alone = state.subject == (token.row,)
        if alone and not self._coordinated(index):
            state.licensed = state.listing or state.giving
        verb = self._verb_before(before) if alone else ""
        state.beaten = bool(verb) and verb not in terms.LEAVING
        state.related = False
        state.object = bool(verb) or (alone and self._governor(before) in terms.PREPOSITIONS)
        if token.row is not None:
            state.parties.append(token.row)
            clean = state.clean or self._follows_opening(before)
            if state.topic is None and alone and not state.object and clean:
                state.topic = token.row
        end = self._aside(index + 1)
        state.last = end - 1
        return self._share_of(end) or end

    def _follows_opening(self, before: Sequence[str]) -> bool:
        """Return True for the first party behind an opening: "Against all odds, Labour …"."""
        rest = [symbol for symbol in before if symbol not in terms.ARTICLES]
        opened = rest[-1:] == [","] and rest.count(",") == 1 and ";" not in rest
        return opened and len(self.state.parties) == 1 and before[0] in terms.OPENING

    def _share_of(self, index: int) -> int | None:
        """Let "'s share of the vote" and, in a list of them, "'s at" license a share."""
        state = self.state
        end = self.match(terms.SHARE_OF, index)
        if end is None and self.match(terms.SHARE_BARE, index):
            # "Labour's share dropped to 38 per cent"
            end = index + 2
        if end is None and state.voting and state.listing:
            end = self.match(terms.SHARE_AT, index)
        if end is not None:
            state.licensed = state.voting = self.known()
        return end

    def _with(self, row: int | None, index: int, before: Sequence[str]) -> tuple[int | None, ...]:
        """Return the subject that a party makes with what stands before it."""
        if row is None or self._is_part_of_phrase(before):
            return (None,)
        if self._coordinated(index):
            return (*self.state.subject, row)
        if self._follows_unknown(index):
            return (None,)
        return (*self.state.subject, None) if self._is_joint(index) else (row,)

    def _verb_before(self, before: Sequence[str]) -> str:
        """Return the verb of "defeated Labour", whose object the party is; nothing if none is."""
        end = len(before)
        while end and (before[end - 1] in terms.ARTICLES or before[end - 1] in terms.MARGINS):
            end -= 1
        verb = before[end - 1] if end else ""
        attribute = end > 1 and before[end - 2] in terms.ARTICLES
        governs = verb in terms.DEFEATED or (verb.endswith("ed") and not attribute)
        return verb if governs and "R" in self.tape.keys[:end] else ""

    def _governor(self, before: Sequence[str]) -> str:
        """Return the word that a party depends on, articles aside: "by" in "backed by the …"."""
        end = len(before)
        while end and before[end - 1] in terms.ARTICLES:
            end -= 1
        last = before[end - 1] if end else ""
        if last not in terms.PREPOSITIONS:
            return last
        named = before[max(end - 2, 0) : end] == ["as", "for"] or before[end - 2 : end - 1] == [
            "quant"
        ]
        heads = last in {"of", "de", "des", "du"} and terms.HEADS & set(before[-4:])
        return "" if named or heads else last

    def _aside(self, index: int) -> int:
        """Step over what explains a party: "(LP)", ", in power since independence,"."""
        symbols = self.symbols[index : index + terms.LONGEST_ASIDE]
        if symbols[:1] == ["("] and ")" in symbols[:6]:
            close = symbols.index(")")
            inside = symbols[1:close]
            if inside and all(s == "X" or s[0] == "R" or s in {"-", "/", "\u2013"} for s in inside):
                return self._aside(index + close + 1)
        if end := self.match(terms.ITS_LEADER, index) or self.match(terms.ITS_HEAD, index):
            return self._aside(end)
        if symbols[:1] == [","] and "," in symbols[1:]:
            close = symbols.index(",", 1)
            inside = symbols[1:close]
            plain = inside and inside[0] not in terms.BEGINS_RESULT and not is_number(inside[0])
            plain = plain and not self.match(terms.WIN, index + 1)
            if plain and inside[0] in terms.RELATIVE and (end := self.match(terms.WIN, index + 2)):
                # "The Greens, who took 16, …" is none.
                plain = not is_number(self.symbols[end])
            named = any(s[0] in "RP" and s[1:].isdigit() or s in {";", ":", "("} for s in inside)
            counted = any(map(is_number, inside)) and self.tape.within(
                terms.COUNTS, index + 1, index + close
            )
            if plain and not named and not counted:
                # Another aside may follow: ", aged 40,".
                return max(self._aside(index + close), index + close)
        return index

    def _coordinated(self, index: int) -> bool:
        """Return True if a party stands in a row with the one before: "Labour and the Greens"."""
        back = index - 1
        seen = False
        while back >= 0 and self.symbols[back] in terms.JOINING:
            seen = seen or self.symbols[back] in {",", "and", "et"}
            back -= 1
        return seen and back >= 0 and self._is_last(back) and bool(self.state.subject)

    def _follows_unknown(self, index: int) -> bool:
        """Return True for "the Pirates and Labour" where no row is the Pirates'."""
        back = index - 1
        while back >= 0 and self.symbols[back] in terms.ARTICLES:
            back -= 1
        if back <= 0 or self.symbols[back] not in {"and", "et"}:
            return False
        if self.symbols[back - 1] in {";", ":"}:
            return False
        while back and self.symbols[back][0] not in "NPR,;:":
            back -= 1
            if self.match(terms.WIN, back) or self.match(terms.LOSE, back):
                return False
        return back == 0 or self.symbols[back] in {";", ":"}

    def _is_joint(self, index: int) -> bool:
        """Return True for "Labour and its ally, the Greens": two parties before any verb."""
        back = index - 1
        seen = False
        while back >= 0 and self.symbols[back][0] not in "RNPX;:":
            symbol = self.symbols[back]
            if self.match(terms.WIN, back) and symbol not in {"has", "had", "have", "a", "ont"}:
                return False
            seen = seen or symbol in {"and", "et"}
            back -= 1
        return seen and back >= 0 and self.symbols[back][0] == "R"

    def _is_last(self, index: int) -> bool:
        if index == self.state.last:
            return True
        named = self.tape.keys[index] == "R" and bool(self.state.subject)
        return named and self.tokens[index].row == self.state.subject[-1]

    def _is_part_of_phrase(self, before: Sequence[str]) -> bool:
        """Return True for "the leader of Labour" and "Labour's leader": no party as a whole."""
        words = list(before[-5:])
        while words and words[-1] in terms.ATTRIBUTES:
            words.pop()
        if words and words[-1] in {"of", "de", "du", "des", "d'"}:
            head = words[-2] if len(words) > 1 else ""
            return head in terms.NOT_SUBJECT
        return bool(words) and words[-1] != "former" and words[-1] in terms.NOT_SUBJECT

    # ------------------------------------------------------------------ pronouns

    def pronoun(self, phrase: str, index: int, end: int) -> bool:
        """Let "it" stand for the party that the clause before was about; return True if it can."""
        state = self.state
        opens = index == 0 or self.symbol(index - 1) in terms.OPENS_CLAUSE
        if not opens and not (state.sticky and not state.subject):
            return False
        if phrase in ("former", "latter"):
            pair = self._pair()
            state.subject = (pair[phrase == "latter"],) if pair else ()
            state.licensed, state.object = state.listing, False
        elif phrase == "share":
            state.subject = self._meant("it", index)
            state.licensed = state.voting = True
        else:
            state.subject = self._meant(" ".join(self.symbols[index:end]), index)
            state.licensed = state.object = False
            if state.topic is None and len(state.subject) == 1:
                state.topic = state.subject[0]
        return True

    def _pair(self) -> tuple[int, int] | None:
        """Return the two parties that the sentence so far, or the one before, names."""
        rows = tuple(dict.fromkeys(self.state.parties))
        return rows if len(rows) == 2 else self.memory.pair if not rows else None

    def _meant(self, words: str, index: int) -> tuple[int, ...]:
        """Return the parties that a pronoun stands for."""
        state, memory = self.state, self.memory
        if words in terms.PLURAL and (pair := self._pair()):
            return pair
        if words == "the ruling party":
            return () if memory.ruling is None else (memory.ruling,)
        row = state.topic if state.topic is not None else memory.topic
        rows = set(state.parties)
        if state.topic is None and len(rows) == 1 and ":" in self.symbols[:index]:
            # "The elections were a success for Labour: it won 42 seats"
            row = rows.pop()
        return () if row is None else (row,)

    # ------------------------------------------------------------------ words

    def verb(self, index: int) -> None:
        """Find the subject of a verb: "Labour, backed by the Greens, won" is about Labour."""
        state = self.state
        before = self.symbol(index - 1)
        if not state.subject and before in terms.JOINS_VERB:
            state.subject = self._resumed(index)
        if before in terms.RELATIVE:
            state.related = True
        if not state.object or before in terms.RELATIVE or (state.related and before in terms.AND):
            return
        topic = state.topic if before in {",", ")"} else None
        state.subject = () if topic is None else (topic,)
        state.object = False

    def _resumed(self, index: int) -> tuple[int, ...]:
        """Return the party of a main clause: "Labour defied the odds, taking" is about Labour."""
        last = self.state.last
        if last is not None and self.symbol(index - 1) == self.symbol(last + 1) == ",":
            # "The Greens, despite a smaller share of the vote (5%), took 12 seats"
            token = self.tokens[last]
            if token and token.row is not None and not self._is_object(last):
                return (token.row,)
        begin = self.tape.clause(index)
        named = [place for place in range(begin, index) if self.tape.keys[place] == "R"]
        if len(named) != 1 or self.state.topic != self.tokens[named[0]].row:
            return ()
        after = self.symbol(named[0] + 1)
        said = terms.REPORTED.intersection(self.symbols[begin:index])
        if self.symbol(index) in terms.WITH:
            said |= terms.GOVERNMENTS.intersection(self.symbols[begin:index])
        return () if after in terms.NO_VERB or said else (self.state.topic,)

    def _is_object(self, index: int) -> bool:
        """Return True for a party that a verb or a preposition governs."""
        before = self.symbols[:index]
        return bool(self._verb_before(before)) or self._governor(before) in terms.PREPOSITIONS

    def word(self, index: int) -> int:
        """Let a word keep the subject, license a number, or lose the subject."""
        symbol, state = self.symbol(index), self.state
        if not state.parties:
            owner = symbol == "X" and self.symbol(index + 1) in terms.OWNING
            if owner or symbol in terms.TITLES:
                # "President X's Labour Party"
                return index + 1
        if symbol not in terms.STEERING:
            if not symbol.endswith(terms.ADVERBS) and not self._is_attribute(index):
                state.subject, state.licensed, state.giving = (), False, False
                state.listing = state.clean = False
        elif symbol in terms.LICENSING:
            formed = not terms.FORMED.isdisjoint(self.symbols[max(index - 4, 0) : index])
            if formed and self.symbol(index - 1) in terms.GOVERNMENTS:
                # "Labour formed a coalition with 47 seats"
                state.subject = ()
            elif state.beaten and symbol != "(":
                # "Labour beat the Greens with 42 seats"
                state.subject = ()
            elif not state.subject and self.match(terms.WITH_SEATS, index):
                # "Labour stormed to victory with 42 seats"
                state.subject = self._resumed(index)
            state.licensed, state.losing = bool(state.subject), False
        elif (
            symbol == "share"
            and state.subject
            or symbol == "to"
            and state.subject
            and self._has_changed(index)
        ):
            state.licensed = True
        elif symbol == ";":
            state.losing, state.licensed, state.subject, state.clean = False, False, (), True
        elif symbol == ":":
            state.losing = False
            self._colon(index)
        elif symbol in terms.TOGETHER or (symbol in terms.ALLIES and state.subject):
            # "Labour beat its allies"
            if self.symbol(index - 2) not in terms.DEFEATED:
                state.subject = (None,)
        else:
            state.losing = state.losing and symbol != ","
        return index + 1

    def _has_changed(self, index: int) -> bool:
        """Return True for the "to" of "increased its seats to"."""
        return bool(self.tape.within(terms.CHANGED, self.tape.clause(index), index))

    def _is_attribute(self, index: int) -> bool:
        """Return True for "distant" in "a distant second", and "mere" in "a mere 12"."""
        after = self.symbol(index + 1)
        counted = after in terms.OUTCOMES or (after != "" and is_number(after))
        return counted and self.symbol(index - 1) in terms.ARTICLES

    def _colon(self, index: int) -> None:
        """Let a list behind a colon count what is named before it: "the seats went as follows:"."""
        state = self.state
        state.sticky = _tier_before(self.tape, index) or state.sticky
        state.column = state.sticky or state.column
        after = self.tape.text[self.tape.starts[index + 1] :]
        reverse = bool(terms.REVERSED_LIST.match(after))
        if not reverse and not terms.COLON_LIST.match(after):
            return
        state.reverse = reverse
        districts = self.tape.within(terms.DISTRICTS_NAMED, 0, index)
        seats = self.tape.within(terms.SEATS_NAMED, 0, index)
        if not seats and not districts and self.tape.within(terms.VOTES_NAMED, 0, index):
            state.unit, state.listing = "votes", True
        if districts or seats:
            state.unit, state.listing = "seats", True
            state.column = state.sticky or (terms.TOTAL if seats else terms.DISTRICTS)
