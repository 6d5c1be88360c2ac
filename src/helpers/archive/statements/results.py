"""The grammar of results: which party won how many seats, or what share of the votes.

A sentence is walked from left to right (:mod:`subjects` keeps who it is about). A verb of winning
licenses numbers; a number takes its unit from the words behind it or, in a list ("Labour 30 and the
Greens five"), from the number before. A number before "went to" or "for" waits for its party.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from helpers.archive.statements import result_words as terms
from helpers.archive.statements.claims import Claim
from helpers.archive.statements.subjects import (
    Memory,
    Subjects,
    announced,
    announces,
    is_number,
    is_share,
)
from helpers.archive.statements.tape import Tape, Token

#: What a number of all seats counts where a sentence is about one tier.
_OF_TIER = {terms.LISTS: "list_seats", terms.DISTRICTS: "district_seats"}
_TIERS = {subject: column for column, subject in _OF_TIER.items()}


class _Unit(NamedTuple):
    """What stands behind a number: its column, the token after it, and a total beside it."""

    column: str | None
    end: int
    extra: Claim | None


class _Walk(Subjects):
    """One walk along a sentence.

    Parameters
    ----------
    tape, memory
        As for :class:`Subjects`.
    seats : bool
        Whether the sentence speaks of seats, also in a clause that was cut out.
    """

    def __init__(self, tape: Tape, memory: Memory, seats: bool):
        super().__init__(tape, memory)
        self.seats = seats
        self.claims: list[Claim] = []

    def run(self) -> list[Claim]:
        """Walk to the end and return what was read."""
        index = 0
        for place, symbol in enumerate(self.symbols):
            if place < index:
                continue
            if symbol in terms.STEPPED_OVER:
                if symbol == ",":
                    self.state.losing = False
            else:
                index = self._step(place, symbol)
        self._remember()
        return _without_conflicts(self.claims)

    def _step(self, index: int, symbol: str) -> int:
        key = self.tape.keys[index]
        if key == "R":
            end = self.party(index)
            self._take_pending(index, end)
            return end
        if key == "N":
            return self._count(index)
        if key == "P":
            return self._share(index)
        if symbol == "to" and self.state.giving and self.state.subject:
            return index + 1
        if symbol in terms.OPENINGS and (end := self._phrase(index)):
            return end
        return self.word(index)

    def _phrase(self, index: int) -> int | None:
        """Read a phrase that says the tier, a party, a verb or the unit."""
        for number, end in self.tape.all_ends(terms.PHRASES, index):
            if after := self._said(terms.PHRASE_NAMES[number], index, end):
                return after
        return None

    def _said(self, phrase: str, index: int, end: int) -> int | None:
        """Take what a phrase says; return the token after it, None if it says nothing here."""
        state = self.state
        if phrase == "tier":
            lists = self.match(terms.STICKY_LISTS, index)
            state.sticky = state.column = terms.LISTS if lists else terms.DISTRICTS
            state.voting = state.voting or self.symbol(end - 1) == "vote"
            return end
        if phrase == "ordinal":
            return self._ordinal(index, end)
        if phrase == "lost":
            # "Dropped to 24" is no loss of 24.
            state.losing = (self.match(terms.WIN, index) or 0) <= end
            return end if state.losing else None
        if phrase in ("won", "gave"):
            return self._winning(index, end, phrase == "won")
        if phrase == "votes":
            state.voting = True
            return end
        if not self.pronoun(phrase, index, end):
            return None
        self._give_pending()
        return end

    def _winning(self, index: int, end: int, won: bool) -> int:
        """Read a verb of winning or giving: it licenses the next number."""
        state = self.state
        self.verb(index)
        state.voting = state.voting or self.symbol(index) in terms.POLLING
        if not won:
            # "The lists gave Labour 12 seats"
            nouns = [self.symbol(place) for place in (index - 2, index - 1)]
            named = [terms.TIER_NOUNS[noun] for noun in nouns if noun in terms.TIER_NOUNS]
            state.sticky = next(iter(named), state.sticky)
            if not terms.GOVERNMENTS.isdisjoint(self.symbols[end : end + 3]):
                # "A coalition, which gives the Government 47 seats"
                state.subject = (None,)
        state.licensed, state.giving = bool(state.subject) or not won, not won
        state.losing = False
        state.gaining = not terms.GAINING.isdisjoint(self.symbols[index:end])
        return end

    # ------------------------------------------------------------------ counts

    def _count(self, index: int) -> int:
        """Read a count; return the token after what was read."""
        state, token = self.state, self.tokens[index]
        changed = self.match(terms.CHANGE, index + 1) and not self.match(
            terms.MORE_OF_TIER, index + 1
        )
        if changed or state.losing:
            state.losing = False
            if self.match(terms.COUNTS, index + 1):
                state.unit = state.unit or "seats"
            return index + 1
        if self.symbol(index - 1) == "(" and (end := self._series(index)):
            return end
        if end := self._score(index):
            return end
        if self._is_base(index):
            if self.match(terms.COUNTS, index + 1):
                state.unit = state.unit or "seats"
            return index + 1
        if token.quantity.kind == "decimal":
            return self._share(index)
        if end := self._series(index):
            return end
        if unit := self._unit(index):
            return self._seats(index, unit) or self._no_result(index)
        end = self._independents(index) or self._part_of(index) or self._elliptical(index)
        return end or self._no_result(index)

    def _seats(self, index: int, unit: _Unit) -> int | None:
        """Read a number of seats with its noun."""
        state, token = self.state, self.tokens[index]
        if after := self._reversed(index, unit.end, unit.column):
            self._claim_extra(unit.extra)
            return after
        if self._is_pending(index):
            state.pending.append((token, unit.column))
            self._claim_extra(unit.extra)
            return unit.end
        gain = state.gaining and unit.extra is None and unit.column is None
        gain = gain and not self._is_whole_gain(index, unit.end)
        gain = gain or self.match(terms.TO_THEIRS, unit.end) is not None
        if gain:
            state.unit = "seats"
        if gain or not state.licensed or not self.known():
            return None
        if self.match(terms.SOMEWHERE, unit.end):
            # "Two seats in Montevideo" are not all its seats.
            return unit.end
        each = self.match(terms.EACH, unit.end)
        if len(state.subject) > 1 and not (each or self._is_each(index)):
            return None
        self._assign(token, unit.column, unit.extra)
        return each or unit.end

    def _is_whole_gain(self, index: int, end: int) -> bool:
        """Return True for "gained 12 of the seats" and "gained 12, ahead of …": all it has."""
        partitive = self.symbol(index + 1) in terms.PARTITIVES
        voted = any(
            claim.subject == "party_votes_pct" and (claim.row,) == self.state.subject
            for claim in self.claims
        )
        return partitive or voted or bool(self.match(terms.AHEAD, end))

    def _score(self, index: int) -> int | None:
        """Read "Labour beat the Greens by 42 seats to 30"."""
        state = self.state
        if not state.beaten or self.symbol(index - 1) not in terms.BY_WORDS:
            return None
        rows = (state.topic, *state.subject)
        if None in rows:
            return None
        match = self.tape.match(terms.SCORE, index)
        if match is None or len(rows) != 2:
            return None
        other = self.tape.index(match.start("_other"))
        for place, row in zip((index, other), rows, strict=True):
            state.subject = (row,)
            self._assign(self.tokens[place], None)
        return other + 1

    def _is_each(self, index: int) -> bool:
        """Return True if "each" stands between the parties and their number: "each with 18"."""
        back = index - 1
        while back >= 0 and self.symbols[back][0] not in "RNP;:":
            if self.symbols[back] in terms.EACH_WORDS:
                return True
            back -= 1
        return False

    def _is_base(self, index: int) -> bool:
        """Return True for what others are counted from: "of the 40", "a majority of 12"."""
        before = self.symbols[max(index - 4, 0) : index]
        while before and before[-1] in terms.BEFORE_BASE:
            before.pop()
        last, head = ("", "", *before)[-1], ("", "", *before)[-2]
        different = last in terms.DIFFERENCES and head not in terms.PICKED
        if different or self._all_but(index):
            return True
        if last == "(":
            again = any(map(is_number, before[-3:-1])) and before[-2][0] != "R"
            return again or not terms.THRESHOLDS.isdisjoint(before[-3:])
        if last in {"de", "d'"}:
            return head in terms.THRESHOLDS
        # "All of the 18 seats" are the 18.
        return last in terms.PARTITIVES and head not in terms.WHOLES

    def _all_but(self, index: int) -> bool:
        """Return True for the numbers of "all 40 constituencies but one"."""
        after = self.symbols[index + 1 : index + 5]
        whole = index and self.symbols[index - 1] in {"all", "tous", "toutes", "les"}
        return bool(whole and {"but", "except", "save", "sauf"} & set(after))

    def _is_pending(self, index: int) -> bool:
        """Return True for a number behind "with" that opens a clause, before its party."""
        state = self.state
        if state.subject and not state.pending:
            return False
        before = self.symbols[max(index - 2, 0) : index]
        if state.pending:
            return before[-1:] in (["and"], ["et"])
        opens = len(before) == 1 or before[:1] in ([";"], [":"])
        return opens and bool(before) and before[-1] in {"with", "avec"}

    def _no_result(self, index: int) -> int:
        self.state.licensed = self.state.listing = False
        return index + 1

    def _unit(self, index: int) -> _Unit | None:
        """Read what stands behind a number of seats."""
        found = self.tape.first_match(terms.UNITS, index + 1)
        if found is None:
            return None
        number, match = found
        named = [name for name, text in match.groupdict().items() if text]
        extra = next((Claim(self.tape.slot(match, name), name) for name in named), None)
        return _Unit(terms.UNIT_COLUMNS[number], self.tape.index(match.end()), extra)

    def _assign(self, token: Token, column: str | None, extra: Claim | None = None) -> None:
        """Give seats to the subject, in the column said, the sentence's, or the total."""
        state = self.state
        said = column or state.sticky
        # After "In the constituencies, …" a sentence that names no tier may be of it or of all.
        doubtful = said is None and self.memory.tier is not None
        whole = token.quantity.kind == "count" and token.quantity.value <= terms.LARGEST_CHAMBER
        if whole and not doubtful:
            column = said or terms.TOTAL
            name = None if column == terms.PART else column
            self.claims += [Claim(token, "party_seats", row, name) for row in state.subject]
        if extra and said in _OF_TIER and extra.subject == "seats_at_stake":
            # "The list seats went as follows: Labour took seven of the ten"
            extra = extra._replace(subject=_OF_TIER[said])
        self._claim_extra(extra)
        # "38 seats, which gives it 54 in all; the Greens took one": the list is still of districts.
        state.column = state.sticky if column == terms.TOTAL and state.sticky else said
        state.unit, state.listing, state.licensed = "seats", True, True

    def _claim_extra(self, extra: Claim | None) -> None:
        if extra and extra.token.quantity.kind == "count":
            self.claims.append(extra)

    # ------------------------------------------------------------------ lists

    def _elliptical(self, index: int) -> int | None:
        """Read a number without a noun in a list of seats or shares."""
        state, end = self.state, index + 1
        rest = self.tape.text[self.tape.starts[end] :][:12]
        counted = (state.unit or self.memory.unit) == "seats" or self.seats
        if counted and self.match(terms.GO_TO, end):
            return self._reversed(index, end, state.column)
        if not terms.ELLIPSIS.match(rest) or (state.unit is None and not state.licensed):
            return None
        if after := self._reversed(index, end, state.column):
            return after
        if rest.split(" ")[0] in terms.TO_PARTY or not self._is_said(index):
            return None
        each = self.match(terms.EACH, end)
        if len(state.subject) > 1 and not (each or self._is_each(index)):
            return None
        if state.gaining and not self._has_seats() and self.tape.find(terms.LOSE):
            # "Labour lost 12 seats and the Greens gained three"
            return None
        said = any(
            claim.subject == "party_votes_pct" and claim.row == state.subject[0]
            for claim in self.claims
        )
        if said and not (self.memory.seats or self.seats):
            return None
        # A party has one share: "with 7.5 per cent, it was allotted 21".
        if state.unit == "votes" and not self._has_seats() and not said:
            # "L'UPRONA en a recueilli dix": of the seats named before.
            if self.seats or "en" in self.symbols[max(index - 5, 0) : index]:
                return None
            if not (each or state.giving):
                self._votes(self.tokens[index])
                return end
        seats = self.memory.seats or self.seats or self._is_followed_by_seats(index)
        if state.unit is None and not (each or seats):
            return None
        # "48 of the list seats, which gives it a total of 119"
        total = self.symbols[max(index - 2, 0) : index] in (["total", "of"], ["total", "de"])
        self._assign(self.tokens[index], None if total else state.column)
        return each or end

    def _is_said(self, index: int) -> bool:
        """Return True if a verb, or a party right before it, lets a number stand alone."""
        state = self.state
        back = index - 2 if self.symbol(index - 1) == "," else index - 1
        listed = bool(self.claims) or state.listing
        beside = back >= 0 and back == state.last and listed
        return (state.licensed or beside) and self.known()

    def _has_seats(self) -> bool:
        return any(claim.subject == "party_seats" for claim in self.claims)

    def _is_followed_by_seats(self, index: int) -> bool:
        """Return True for the first number of a list whose noun comes with the second."""
        return not {"seats", "sieges"}.isdisjoint(self.symbols[index + 1 : index + 12]) and (
            "P" not in self.tape.keys[index + 1 : index + 12]
        )

    def _series(self, index: int) -> int | None:
        """Read as many numbers as there are parties: "took 40 and 37 seats respectively"."""
        state = self.state
        places, end = _run_of_numbers(self.symbols, index)
        if len(places) < 2:
            return None
        unit = self._unit(places[-1])
        stop = unit.end if unit else end
        tail = self.match(terms.RESPECTIVELY, stop)
        bracket = len(state.subject) == 1 and self.symbol(index - 1) == "("
        if tail and len(state.subject) != len(places) and not bracket:
            return tail
        if not self.known() or not (state.licensed or state.listing):
            return None
        if len(state.subject) == len(places):
            if is_share(self.symbol(places[-1])):
                return self._shares(places, end)
            return (tail or stop) if self._each_its_own(places, unit) else None
        counts = [self.tokens[place].quantity.kind for place in places] == ["count", "count"]
        if len(state.subject) == 1 and counts and self.symbol(index - 1) == "(":
            return self._tiers(places, stop)
        return None

    def _each_its_own(self, places: list[int], unit: _Unit | None) -> bool:
        """Give each party of the subject its number of seats."""
        state = self.state
        if unit is None and state.unit != "seats":
            return False
        rows = state.subject
        for place, row in zip(places, rows, strict=True):
            state.subject = (row,)
            self._assign(self.tokens[place], unit.column if unit else state.column)
        state.subject = rows
        self._claim_extra(unit.extra if unit else None)
        return True

    def _shares(self, places: list[int], end: int) -> int | None:
        """Read "44 and 40 per cent of the vote" of as many parties."""
        state = self.state
        after = self.match(terms.VOTES, end) or self.match(terms.VOTES_BARE, end)
        if not (after or state.voting or state.unit == "votes"):
            return None
        for place, row in zip(places, state.subject, strict=True):
            self.claims.append(Claim(self.tokens[place], "party_votes_pct", row))
        state.unit, state.listing = "votes", True
        return after or end

    def _tiers(self, places: list[int], end: int) -> int | None:
        """Read "85 seats (44 and 41)" in the order in which the page named its tiers."""
        values = [self.tokens[p].quantity.value for p in places]
        total = self.claims[-1].token.quantity.value if self.claims else None
        if total != sum(values) or len(self.memory.tiers) != 2:
            return end
        for place, column in zip(places, self.memory.tiers, strict=True):
            self.claims.append(
                Claim(self.tokens[place], "party_seats", self.state.subject[0], column)
            )
        return end

    def _part_of(self, index: int) -> int | None:
        """Read "29 of which came from its list" behind a party's seats."""
        before = {self.symbol(index - 1), f"{self.symbol(index - 2)} {self.symbol(index - 1)}"}
        them = self.match(terms.OF_THEM, index + 1) or before & terms.OF_WHICH
        if not them or not self.claims or self.state.unit != "seats":
            return None
        row = self.claims[-1].row
        if row is None:
            return None
        for rule, column in terms.PART_TIERS:
            if self.tape.match(rule, index + 1):
                self.claims.append(Claim(self.tokens[index], "party_seats", row, column))
                return self.match(rule, index + 1) or index + 1
        return None

    def _independents(self, index: int) -> int | None:
        """Read "18 independents were elected", and the like in a list of seats."""
        state = self.state
        if self.tape.keys[index + 1] != "R":
            return None
        match = terms.INDEPENDENTS.match(self.tape.text, self.tape.starts[index + 1])
        party = self.tokens[index + 1]
        # "There is also one independent."
        clause = self.tape.text[self.tape.starts[self.tape.clause(index)] : self.tape.starts[index]]
        elected = bool(match["elected"] or terms.THERE_IS.search(clause))
        if party.row is None or not (elected or state.listing and state.unit == "seats"):
            return None
        rows = state.subject if self._coordinated(index) else ()
        state.subject = (party.row,)
        if rows and self.tokens[index].quantity.value == 1:
            # "Labour, the Greens and one independent took two seats each"
            state.subject, state.last = (*rows, party.row), index + 1
            return index + 2
        self._assign(self.tokens[index], state.column if state.listing else None)
        state.last = index + 1
        return self.tape.index(match.end())

    # ------------------------------------------------------------------ numbers before parties

    def _take_pending(self, index: int, end: int) -> None:
        """Give "with 42 seats, Labour …" its party."""
        state = self.state
        pending, state.pending = state.pending, []
        if not pending or len(state.subject) != 1 or state.subject[0] is None:
            return
        before = self.symbols[index - 1]
        follows = self.symbol(end) or "."
        plain = before in terms.NEUTRAL or before in terms.BEFORE_PARTY
        if not plain or follows in {"and", "et"}:
            return
        state.pending = pending
        self._give_pending()
        state.listing, state.licensed = False, False

    def _give_pending(self) -> None:
        """Give "with 42 seats, it …" to the party that the pronoun stands for."""
        state = self.state
        pending, state.pending = state.pending, []
        if len(state.subject) != 1 or state.subject[0] is None:
            return
        for token, column in pending:
            if token.symbol[0] == "P":
                self._votes(token)
            else:
                self._assign(token, column)

    def _reversed(self, index: int, end: int, column: str | None) -> int | None:
        """Read a number before its party: "18 seats went to independents"."""
        state = self.state
        place = self.match(terms.GO_TO, end)
        if place is None and (state.reverse or state.giving or state.listing):
            place = self.match(terms.TO, end)
        if place is None and self.symbol(end) in {"for", "pour"}:
            place = end + 1 if end > index + 1 else None
        if place is None and state.reverse:
            # "30 seats were won by Labour, five by the Greens and two each by …"
            place = self.match(terms.BY, end)
        if place is None and state.reverse and state.listing:
            place = end
        if place is None:
            return None
        rows, after = self._parties_at(place)
        each = not {"each", "chacun", "chacune", "apiece"}.isdisjoint(
            self.symbols[index + 1 : place]
        ) or self.match(terms.EACH, after)
        if not rows or None in rows or (len(rows) > 1 and not each):
            return None
        if self.symbol(after) == "(":
            if self._is_sum(index, after):
                state.unit, state.listing = "seats", True
                return place
            if self._is_shared(after):
                return None
        state.subject, state.reverse = tuple(rows), True
        state.parties.extend(rows)
        self._assign(self.tokens[index], column)
        state.last = after - 1
        return after

    def _is_sum(self, index: int, bracket: int) -> bool:
        """Return True for the 12 of "12 seats went to the Greens (seven) and Labour (five)"."""
        part = self.tokens[bracket + 1] if self.symbol(bracket + 2) == ")" else None
        if part is None or self.tape.keys[bracket + 1] != "N":
            return False
        return part.quantity.value < self.tokens[index].quantity.value

    def _is_shared(self, bracket: int) -> bool:
        """Return True for "12 seats went to Labour (seven in the north) and the Greens"."""
        rest = self.symbols[bracket:]
        close = bracket + rest.index(")") if ")" in rest else len(self.symbols)
        return self.symbol(close + 1) in terms.AND and self._party_ahead(close + 2)

    def _parties_at(self, place: int) -> tuple[list[int | None], int]:
        rows: list[int | None] = []
        end = place
        while end < len(self.symbols):
            symbol = self.symbols[end]
            if symbol[0] == "R":
                rows.append(self.tokens[end].row)
                place = end + 1
            elif (
                symbol not in terms.BEFORE_PARTY
                or rows
                and symbol in {"and", "et", ","}
                and not self._party_ahead(end + 1)
            ):
                break
            end += 1
        return rows, place

    def _party_ahead(self, index: int) -> bool:
        while self.symbol(index) in terms.BETWEEN_PARTIES:
            index += 1
        return index < len(self.symbols) and self.tape.keys[index] == "R"

    def _ordinal(self, index: int, place: int) -> int | None:
        """Read "the tenth list seat went to …" as one seat."""
        rows, after = self._parties_at(place)
        if len(rows) != 1 or rows[0] is None:
            return None
        words = self.symbols[index:place]
        column = terms.LISTS if {"list", "proportional"}.intersection(words) else None
        seat = index + next(n for n, word in enumerate(words) if word in {"seat", "siege"})
        self.state.subject = (rows[0],)
        one = Token("N0", self.tape.words[index], self.tape.words[seat] + 1, terms.ONE)
        self._assign(one, column)
        self.state.last = after - 1
        return after

    # ------------------------------------------------------------------ shares

    def _share(self, index: int) -> int:
        state, token = self.state, self.tokens[index]
        # "40 seats (50 per cent)" may be a share of the seats.
        aside = self.symbol(index - 1) == "(" and state.unit == "seats"
        if state.losing or (aside and not self.match(terms.VOTES, index + 1)):
            state.losing = False
            return index + 1
        end = self.match(terms.VOTES, index + 1) or self.match(terms.VOTES_BARE, index + 1)
        if end is None and self.match(terms.OTHER_SHARE, index + 1):
            return index + 1
        voting = state.unit == "votes" or state.voting or self.match(terms.AND_SEATS, index + 1)
        if end is None and not voting:
            return index + 1
        after = end or index + 1
        if self._is_pending(index) and end:
            state.pending.append((token, None))
            return after
        if (place := self._reversed_share(index, after)) is not None:
            return place
        compared = index and self.symbols[index - 1] in {"against", "contre"}
        if compared or not self.known() or len(state.subject) > 1 or not state.licensed:
            return after
        if token.quantity.kind == "fraction" and end is None:
            return after
        self._votes(token)
        return after

    def _reversed_share(self, index: int, after: int) -> int | None:
        state = self.state
        place = self.match(terms.TO, after) or self.match(terms.GO_TO, after)
        if place is None or (state.unit != "votes" and after == index + 1):
            return None
        rows, end = self._parties_at(place)
        if len(rows) != 1 or rows[0] is None:
            return None
        state.subject = (rows[0],)
        self._votes(self.tokens[index])
        state.last = end - 1
        return end

    def _votes(self, token: Token) -> None:
        if token.quantity.value <= 100:
            self.claims.append(Claim(token, "party_votes_pct", self.state.subject[0]))
        self.state.unit, self.state.listing, self.state.voting = "votes", True, True

    def _remember(self) -> None:
        """Leave for the next sentence what its words may stand for."""
        state, memory = self.state, self.memory
        said = {claim.subject for claim in self.claims}
        rows = list(dict.fromkeys(state.parties))
        memory.pair = (rows[0], rows[1]) if len(rows) == 2 else None
        memory.topic, memory.unit = state.topic, state.unit
        memory.seats = memory.seats or self.seats or state.unit == "seats" or "party_seats" in said
        memory.announced = None if self.claims else announces(self.tape)
        memory.votes = "party_votes_pct" in said
        if "party_seats" in said:
            whole = any(claim.column == terms.TOTAL for claim in self.claims)
            memory.tier = None if whole else state.sticky or memory.tier


def _without_conflicts(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out what a sentence says twice of a party, and differently."""
    values: dict[tuple, set] = {}
    for claim in claims:
        key = (claim.subject, claim.row, claim.column)
        values.setdefault(key, set()).add(claim.token.quantity.value)
    return [
        claim
        for claim in claims
        if claim.row is None or len(values[claim.subject, claim.row, claim.column]) == 1
    ]


def note_ruling(tape: Tape, memory: Memory) -> None:
    """Keep which party the page calls the ruling one, in whatever sentence."""
    if _RULING.isdisjoint(tape.present):
        return
    for before, token in zip(tape.symbols, tape.tokens[1:], strict=False):
        if before in _RULING and token and token.row is not None:
            memory.ruling = token.row


_RULING = frozenset(("ruling", "governing"))
#: Words that say something without a number: which party rules, and "the tenth seat went to".
TELLING = _RULING | {"seat", "siege"}


def _run_of_numbers(symbols: Sequence[str], index: int) -> tuple[list[int], int]:
    """Find numbers joined by commas and "and": their places, and the token after the last."""
    places, end = [index], index + 1
    while end + 1 < len(symbols):
        joint, after = symbols[end], symbols[end + 1]
        if joint == "," and after in {"and", "et"} and end + 2 < len(symbols):
            end, after = end + 1, symbols[end + 2]
        counted = is_number(after) or is_share(after)
        if joint not in {",", "and", "et"} or not counted:
            break
        places.append(end + 1)
        end += 2
        if after[0] == "P":
            break
    return places, end


def read(tape: Tape, paragraph: int, memory: Memory, seats: bool = False) -> list[Claim]:
    """Read the seats and shares of votes that parties won.

    Parameters
    ----------
    tape : Tape
        The sentence, without its foreign clauses.
    paragraph : int
        Its paragraph.
    memory : Memory
        What earlier sentences left for pronouns; it is brought up to date.
    seats : bool
        Whether the sentence speaks of seats, also in a clause that was cut out.
    """
    if paragraph != memory.paragraph:
        memory.paragraph, memory.tier, memory.unit = paragraph, None, None
        memory.topic = memory.pair = None
        memory.seats = memory.votes = False
    # Without a party, in the sentence or meant by a pronoun of it, nothing is read.
    if "R" in tape.present or tape.may_begin(terms.PRONOUNS):
        return _Walk(tape, memory, seats).run()
    _pass_by(tape, memory)
    return []


def _pass_by(tape: Tape, memory: Memory) -> None:
    """Leave for the next sentence what one without parties does."""
    seats = announced(tape, memory) or tape.find(terms.OF_SEATS)
    memory.topic = memory.pair = None
    memory.unit, memory.votes = "seats" if seats else None, False
    memory.seats = memory.seats or bool(seats)
    memory.announced = announces(tape)


def remember_tiers(claims: Sequence[Claim], memory: Memory) -> None:
    """Keep the order in which the page first names its two tiers."""
    told = [claim for claim in claims if claim.subject in _TIERS] if len(memory.tiers) < 2 else []
    for claim in sorted(told, key=lambda claim: claim.token.start):
        column = _TIERS[claim.subject]
        if column not in memory.tiers:
            memory.tiers = (*memory.tiers, column)
