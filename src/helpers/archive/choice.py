"""Which reading of each row: the one that the page's own figures allow.

A table is chosen as a whole: rows that can be read in one way only tell how the others are to be
read. What the figures leave open stays open, and becomes a :class:`~helpers.archive.page.Doubt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median

from helpers.archive.rows import Reading
from helpers.archive.text import fold
from helpers.archive.vocabulary import SeatColumn
from helpers.rules.rounding import agrees

_NOT_ON_LISTS = re.compile(
    r"\b(independents?|independants?|non-?partisans?|non-?party|no party|vacant|sans parti|"
    r"self-nominated)\b"
)


#: Rules that settle a row and are worth telling.
BY_VOTES = "because list seats follow the list votes"
BY_NAME = "because no other row has candidates"
BY_COLUMN = "because the other parties' rows lack the same column"


#: No party has put up more candidates in one election.
MOST_CANDIDATES = 5000


def is_not_on_lists(party: str) -> bool:
    """Tell whether a row cannot have list seats: independents and vacant districts."""
    return bool(_NOT_ON_LISTS.search(fold(party)))


@dataclass
class Choice:
    """The reading taken for a row, the rule that took it, and what else it could still be.

    `inferred` holds the columns in which the rule had a choice.
    """

    reading: Reading
    rule: str = ""
    rivals: list[Reading] = field(default_factory=list)
    inferred: frozenset[int] = frozenset()

    def settle(self, reading: Reading, rule: str) -> None:
        """Take one of the readings by a rule."""
        options = [self.reading, *self.rivals]
        self.inferred = frozenset(
            i for i in reading.filled if any(o.figures[i] != reading.figures[i] for o in options)
        )
        self.reading, self.rivals, self.rule = reading, [], rule


# -- votes -------------------------------------------------------------------------------------


def choose_votes(
    rows: list[list[Reading]], columns: list[str], bases: list[int], ballots: int | None
) -> list[Choice]:
    """Choose the readings of a table of votes.

    Parameters
    ----------
    rows : list of list of Reading
        The readings of each row.
    columns : list of str
        candidates, votes, percent, in the table's order.
    bases : list of int
        Counts of the page on which the shares may stand: valid votes, voters.
    ballots : int or None
        Ballots cast, or the electors: the size of the electorate.

    Returns
    -------
    list of Choice
    """
    base = _base(rows, columns, bases)
    lone = _lone_counts(rows, columns, ballots)
    only_names = sum(any(not r.filled for r in row) and _bare(row) for row in rows)
    odd_one = _alone_with_candidates(rows, columns)
    choices = []
    for row in rows:
        options = row
        if row is odd_one:
            # No other row has candidates: the figure is the end of a name ("Charta 91").
            options = [r for r in row if "candidates" not in _names(r, columns)] or row
        elif len(rows) >= 3 and only_names == len(rows) - 1 and not _bare(row):
            # All other rows are bare names: the figure is the end of a name ("AHD 54").
            options = [r for r in row if not r.filled] or row
        best = min(options, key=lambda r: _vote_cost(r, columns, base, lone))
        cost = _vote_cost(best, columns, base, lone)
        rivals = [
            r
            for r in options
            if r is not best and _vote_cost(r, columns, base, lone) == cost and r.filled
        ]
        choices.append(Choice(best, BY_NAME if row is odd_one else "", rivals))
    return choices


def _alone_with_candidates(rows: list[list[Reading]], columns: list[str]) -> list[Reading] | None:
    """Return the only row that could have candidates beside its votes, if others have votes."""
    whole = {"candidates", "votes", "percent"}
    could = [row for row in rows if any(_names(r, columns) == whole for r in row)]
    if len(could) != 1 or any(is_not_on_lists(r.party) for r in could[0]):
        return None
    others = [
        r
        for row in rows
        if row not in could
        for r in row
        if {"votes", "percent"} <= _names(r, columns)
        and _cell(r, columns, "votes").value > MOST_CANDIDATES
    ]
    return could[0] if others and any(r.kept_digits for r in could[0]) else None


def _bare(row: list[Reading]) -> bool:
    return all(not reading.filled for reading in row)


def _cell(reading: Reading, columns: list[str], name: str):
    return reading.figures[columns.index(name)] if name in columns else None


def _vote_cost(reading: Reading, columns: list[str], base: float | None, lone: str | None) -> float:
    votes, percent = (_cell(reading, columns, name) for name in ("votes", "percent"))
    candidates = _cell(reading, columns, "candidates")
    cost = 4.0 * reading.kept_digits
    if candidates and votes:
        cost += (candidates.value > votes.value) * 2.0
    if votes and percent:
        if base is not None:
            off = abs(100 * votes.value / base - float(percent.percent))
            # A slip of the page must not turn the row into another reading: cost grows slowly.
            cost += (
                0
                if agrees(votes.value, base, percent.percent)
                else 1 + min(2 * off / max(float(percent.percent), 0.1), 2)
            )
        else:
            # So few votes could as well be candidates.
            cost += 0.5 if votes.value >= 1000 else 1.7
    elif candidates and percent:
        cost += 1.7 if base is None else 1.3
        cost += 4.0 * (candidates.value > MOST_CANDIDATES)
    elif votes or candidates:
        taken = "votes" if votes else "candidates"
        cost += 1.7 if lone is None else (1.0 if taken == lone else 3.0)
    elif percent:
        cost += 1.0
        # A share printed without its count has decimals or a sign; a bare integer is a count.
        if percent.text.isdigit() and lone != "percent":
            cost += 1.0
    return cost


def _base(rows: list[list[Reading]], columns: list[str], bases: list[int]) -> float | None:
    """Find the count on which most shares of the table stand."""
    pairs = [
        [
            (v.value, p.percent)
            for r in row
            if (v := _cell(r, columns, "votes")) and (p := _cell(r, columns, "percent"))
        ]
        for row in rows
    ]
    implied = [
        100 * count / float(percent)
        for row in pairs
        for count, percent in row
        if percent > 1 and count
    ]
    # The sharpest estimate comes from the largest counts.
    candidates = [*map(float, bases), *sorted(implied, reverse=True)[:40]]
    best, most = None, 0
    for base in filter(None, candidates):
        fits = sum(any(abs(100 * c / base - float(p)) <= 0.06 for c, p in row) for row in pairs)
        if fits > most:
            best, most = base, fits
    if best is None or (most == 1 and best not in map(float, bases)):
        return None
    sharp = [
        100 * count / float(percent)
        for row in pairs
        for count, percent in row
        if percent > 1 and abs(100 * count / best - float(percent)) <= 0.06
    ]
    exact = [b for b in map(float, bases) if abs(b / best - 1) < 0.001]
    return exact[0] if exact else median(sharp) if sharp else best


def _names(reading: Reading, columns: list[str]) -> set[str]:
    return {columns[i] for i in reading.filled}


def _lone_counts(rows: list[list[Reading]], columns: list[str], ballots: int | None) -> str | None:
    """Tell whether lone counts are votes or candidates, by their sum against the ballots."""
    lone = [
        figure.value
        for row in rows
        for reading in row
        if len(reading.filled) == 1
        and not reading.kept_digits
        and (figure := _cell(reading, columns, "votes"))
    ]
    if not lone:
        return None
    shares = [
        row
        for row in rows
        if any(
            len(r.filled) == 1 and (p := _cell(r, columns, "percent")) and "." in p.text
            for r in row
        )
        and not any(_cell(r, columns, "votes") for r in row)
    ]
    if len(shares) >= 3 and max(lone) <= 100:
        return "percent"
    if "candidates" not in columns:
        return "votes"
    pairs = [
        row for row in rows if any({"votes", "percent"} == _names(r, columns) for r in row)
        and not any("candidates" in _names(r, columns) and len(r.filled) == 3 for r in row)
    ]  # fmt: skip
    if pairs or max(lone) > MOST_CANDIDATES:
        # The other rows leave the candidates out: so do these.
        return "votes"
    if ballots and sum(lone) > 0.02 * ballots:
        return "votes"
    # A single small count beside other rows can be the votes of a small party.
    return "candidates" if ballots and (len(lone) > 1 or len(rows) == 1) else None


# -- seats -------------------------------------------------------------------------------------


def choose_seats(
    rows: list[list[Reading]],
    columns: list[SeatColumn],
    list_votes: dict[str, float],
    names: set[str],
) -> list[Choice]:
    """Choose the readings of a table of seats.

    Parameters
    ----------
    rows : list of list of Reading
        The readings of each row.
    columns : list of SeatColumn
        The table's columns.
    list_votes : dict of str to float
        Votes, or shares of the votes, by folded party name; empty where the page has none.
    names : set of str
        Folded names that the page's table of votes has: a name that ends in digits is among them.

    Returns
    -------
    list of Choice
        `rivals` is not empty where more than one reading is left.
    """
    choices = []
    for row in rows:
        named = [reading for reading in row if reading.kept_digits and fold(reading.party) in names]
        row = named or row
        fewest = min(reading.kept_digits for reading in row)
        full = [r for r in row if r.kept_digits == fewest and _seat_fault(r, columns) == 0]
        if not full:
            # A row that adds up in no reading: take the figures as the layout has them.
            complete = [r for r in row if len(r.filled) == len(columns) and not r.kept_digits]
            looser = sorted(row, key=lambda r: (_seat_fault(r, columns), r.kept_digits))
            full = complete or [r for r in looser if _seat_fault(r, columns) < 2][:1] or looser[:1]
        most = max(len(r.filled) for r in full)
        full = [r for r in full if len(r.filled) == most]
        choices.append(Choice(full[0], rivals=full[1:]))
    tiers = [i for i, c in enumerate(columns) if c.tier]
    _doubt_lone_nought(choices, rows, columns)
    for choice in choices:
        _settle_by_kind(choice, columns, tiers)
    if len(tiers) == 2:
        _settle_by_votes(choices, columns, tiers, list_votes)
    return choices


def _doubt_lone_nought(
    choices: list[Choice], rows: list[list[Reading]], columns: list[SeatColumn]
) -> None:
    """Leave open a nought that stands alone in a table of tiers whose other rows have more.

    It can be the total, or a tier of a party whose total the page does not know.
    """
    lone = [i for i, choice in enumerate(choices) if len(choice.reading.filled) == 1]
    if len(lone) != 1 or len(choices) < 3 or not any(column.tier for column in columns):
        return
    choice = choices[lone[0]]
    if _value(choice.reading, choice.reading.filled[0]) == 0:
        choice.rivals = [
            r for r in rows[lone[0]] if len(r.filled) == 1 and r.filled != choice.reading.filled
        ]


def _value(reading: Reading, index: int) -> int | None:
    figure = reading.figures[index]
    return None if figure is None else figure.value


def _seat_fault(reading: Reading, columns: list[SeatColumn]) -> int:
    """Count what speaks against a reading: 2 for what cannot be, 1 for what does not add up."""
    if not reading.filled:
        return 0
    kinds = [column.kind for column in columns]
    total = _value(reading, kinds.index("total")) if "total" in kinds else None
    if "total" in kinds and total is None:
        return 2
    fault = 0
    tiers = [i for i, c in enumerate(columns) if c.tier]
    values = [_value(reading, i) for i in tiers]
    known = [v for v in values if v is not None]
    if total is not None and known:
        if any(v > total for v in known):
            fault = 2
        elif len(known) == len(tiers) > 1 and sum(known) != total:
            fault = 1
    if "women" in kinds and total is not None:
        women = _value(reading, kinds.index("women"))
        if women is not None and women > total:
            fault = max(fault, 2)
    for index in reading.filled:
        text = reading.figures[index].text
        if columns[index].kind == "change" and text.isdigit() and text != "0":
            fault = max(fault, 1)
    return fault


def _settle_by_kind(choice: Choice, columns: list[SeatColumn], tiers: list[int]) -> None:
    """Independents and vacant districts have no list seats."""
    if not choice.rivals or not is_not_on_lists(choice.reading.party):
        return
    lists = [i for i in tiers if columns[i].kind == "proportional"]
    left = [r for r in (choice.reading, *choice.rivals) if not any(_value(r, i) for i in lists)]
    if len(left) == 1:
        choice.settle(left[0], "no list seats for independents")


def _settle_by_votes(
    choices: list[Choice],
    columns: list[SeatColumn],
    tiers: list[int],
    list_votes: dict[str, float],
) -> None:
    """List seats are about proportional to list votes: a lone figure goes where it fits that.

    Only a clear fit settles a row: the better reading must miss by less than half of what the
    other one misses.
    """
    proportional = next((i for i in tiers if columns[i].kind == "proportional"), None)
    open_rows = [c for c in choices if len(c.rivals) == 1 and c.reading.party]
    if proportional is None or not open_rows or not list_votes:
        return
    other = next(i for i in tiers if i != proportional)
    total = next((i for i, c in enumerate(columns) if c.kind == "total"), None)
    if total is None:
        return

    def list_seats(reading: Reading) -> int:
        printed = _value(reading, proportional)
        if printed is not None:
            return printed
        rest = (_value(reading, total) or 0) - (_value(reading, other) or 0)
        return max(rest, 0)

    def votes(choice: Choice) -> float:
        return list_votes.get(fold(choice.reading.party), 0.0)

    options = {id(c): [c.reading, *c.rivals] for c in open_rows}
    chosen = {id(c): c.reading for c in choices}
    for c in open_rows:
        on_list = [r for r in options[id(c)] if _value(r, proportional) is not None]
        chosen[id(c)] = on_list[0] if on_list and votes(c) else c.rivals[-1]
    rate = 0.0
    for _ in range(10):
        seats = [(list_seats(chosen[id(c)]), votes(c)) for c in choices]
        won = [(s, v) for s, v in seats if s > 0 and v > 0]
        if not won:
            return
        rate = sum(s for s, _ in won) / sum(v for _, v in won)
        before = dict(chosen)
        for c in open_rows:
            due = rate * votes(c)
            chosen[id(c)] = min(options[id(c)], key=lambda r, due=due: abs(list_seats(r) - due))
        if chosen == before:
            break
    columns_taken = set()
    for c in open_rows:
        best, due = chosen[id(c)], rate * votes(c)
        rivals = [r for r in options[id(c)] if r is not best]
        miss = abs(list_seats(best) - due)
        if _value(best, max(best.filled)) == 0 and _value(best, total):
            # A printed 0 may be a threshold missed; votes under it tell nothing.
            continue
        if all(abs(list_seats(r) - due) > 2 * miss for r in rivals):
            c.settle(best, BY_VOTES)
            if votes(c):
                columns_taken.add(max(best.filled))
    if len(columns_taken) == 1:
        # Where all others lack the same tier, the rest of the parties on the list lack it too.
        (column,) = columns_taken
        for c in open_rows:
            same = [r for r in (c.reading, *c.rivals) if max(r.filled) == column]
            if c.rivals and len(same) == 1 and (votes(c) or not _value(same[0], total)):
                c.settle(same[0], BY_COLUMN)
