"""What a page says in words: the sentences of its narrative as qualified figures.

A narrative is cut into sentences (:mod:`sentences`), a sentence into tokens (:mod:`tokens`, with
:mod:`quantities` and :mod:`parties`); what is not about this election and this chamber is cut out
(:mod:`scope`); then small grammars read what is left, one for each group of subjects
(:mod:`results` with :mod:`subjects`, :mod:`women`, :mod:`contest`, :mod:`turnout`, :mod:`house`),
written as tables of patterns (:mod:`grammar`) over classes of words (:mod:`words`). A number that
no grammar is sure of is not read.

Two subjects serve arithmetic only and are none of ``statements.csv`` (:data:`SIDE_SUBJECTS`): seats
that a first round filled, and those that went to a run-off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from helpers.archive.statements import contest, house, results, scope, turnout, women
from helpers.archive.statements.claims import Claim
from helpers.archive.statements.context import LONGEST_PRINTED, Context, Statement
from helpers.archive.statements.grammar import Groups, pattern
from helpers.archive.statements.parties import Parties
from helpers.archive.statements.quantities import Words
from helpers.archive.statements.sentences import Sentence, sentences
from helpers.archive.statements.tape import Tape, Token
from helpers.archive.statements.tokens import Reader
from helpers.archive.statements.words import listed

__all__ = ["SIDE_SUBJECTS", "Context", "Statement", "statements"]

#: Subjects that are no column of ``statements.csv``.
SIDE_SUBJECTS = ("first_round_seats", "runoff_seats")
_SEATS = listed("seats sieges seat siege deputies deputes mandates mandats")
_GRAMMARS = {"women": women, "contest": contest, "turnout": turnout, "house": house}
_RULES = Groups(
    {name: grammar.RULES for name, grammar in _GRAMMARS.items()}
    | {"contest without party": contest.WITHOUT_PARTY}
)
_OF_ALL_ROUNDS = ("seats_at_stake", "chamber_seats")
_ROUNDS = (
    (1, pattern("first|1st|premier|1er round|ballot|tour")),
    (1, pattern("first-round")),
    (2, pattern("second|deuxieme|2nd|2e round|ballot|tour")),
    (2, pattern("run-off|run-offs|runoff|runoffs|second-round|ballottage")),
)
_LAST_ROUND = 2
_IN_ROUND = frozenset().union(*(rule.follows for _, rule in _ROUNDS))
_OF_OTHERS = pattern(
    "first|second|premier|deuxieme|1st|2nd|1er|2e round|ballot|tour of|de|du|d' THE? ..1 "
    "presidential|presidentielle|presidency|senatorial|senatoriales"
)
#: After the last round all seats are won.
_AFTER_ALL = pattern(
    "after|following|apres|a_l'_issue_de|a_l'_issue_du THE? second|deuxieme|2nd round|ballot|tour"
)


def statements(narrative: Sequence[tuple[int, str]], context: Context) -> list[Statement]:
    """Read what a narrative says of its election.

    Parameters
    ----------
    narrative : sequence of (int, str)
        Number and text of each of its lines, in the order of the page.
    context : Context
        The page that it stands on.

    Returns
    -------
    list of Statement
        In the order of the page.

    Examples
    --------
    >>> page = Context(chamber="National Assembly", years=(1999,), parties=("Labour Party",))
    >>> said = statements([(7, "Labour won over 42 of the 77 seats; in 1995 it took 30.")], page)
    >>> [(s.subject, s.party, s.value, s.qualifier) for s in said]
    [('party_seats', 'Labour Party', 42, 'at_least'), ('seats_at_stake', None, 77, None)]
    """
    text = " ".join(text for _, text in narrative)
    parties = Parties(context.parties, context.aliases, text, context.country)
    reader = Reader(context, parties, context.language or _language(text))
    carried = results.Memory()
    # Step by step for all sentences, which is quicker than sentence by sentence.
    cut, words = _with_numbers(sentences(narrative))
    tapes = reader.read(words)
    own = scope.own(tapes, [sentence.paragraph for sentence in cut])
    claims: list[list[Claim]] = []
    for sentence, whole, tape in zip(cut, tapes, own, strict=True):
        results.note_ruling(whole, carried)
        seats = not _SEATS.isdisjoint(whole.present)
        claims.append(_read(tape, sentence.paragraph, carried, seats) if tape.symbols else [])
    # A round may be named in a clause that was cut out.
    rows = zip(claims, cut, words, tapes, strict=True)
    return [one for row in rows if row[0] for one in _statements(*row, parties)]


def _with_numbers(cut: Iterable[Sentence]) -> tuple[list[Sentence], list[Words]]:
    """Leave out what stands behind the last number of a paragraph: no figure hangs on it."""
    kept: list[tuple[Sentence, Words]] = []
    paragraph = -1
    for sentence in reversed(list(cut)):
        words = Words(sentence.text)
        counted = words.numeric or not results.TELLING.isdisjoint(words.texts)
        if counted or sentence.paragraph == paragraph:
            kept.append((sentence, words))
            paragraph = sentence.paragraph
    kept.reverse()
    return [sentence for sentence, _ in kept], [words for _, words in kept]


_ENGLISH = listed("the of and was were in for by with from its")
_FRENCH = listed(
    "un que ne elle il le la les de des du et ont est une dans pour au aux en compte \u00e9taient "
    "sont se par sur"
)
#: So many characters tell the language of a text.
_TELLING = 1_000


def _language(text: str) -> str:
    """Return the language whose small words a text has more of."""
    words = text[:_TELLING].lower().split()
    french = sum(map(_FRENCH.__contains__, words))
    return "fr" if french > sum(map(_ENGLISH.__contains__, words)) else "en"


def _read(tape: Tape, paragraph: int, carried: results.Memory, seats: bool) -> list[Claim]:
    """Read the results of a sentence, and then what patterns say of its other quantities."""
    claims = results.read(tape, paragraph, carried, seats)
    free = {token.start for token in tape.quantities} - {claim.token.start for claim in claims}
    if free:
        claims += _by_rules(tape, free)
    results.remember_tiers(claims, carried)
    return claims


def _statements(
    claims: Sequence[Claim], sentence: Sentence, words: Words, tape: Tape, parties: Parties
) -> Iterator[Statement]:
    for claim in sorted(claims, key=lambda claim: claim.token.start):
        statement = _statement(claim, sentence, words, tape, parties)
        # What is at stake in one round is not what is at stake.
        if statement.round is None or statement.subject not in _OF_ALL_ROUNDS:
            yield statement


def _by_rules(tape: Tape, free: set[int]) -> list[Claim]:
    """Read what the tables of patterns say, of the quantities that are no party's."""
    found = tape.candidates(_RULES)
    without_party = found.pop("contest without party", None)
    if without_party and "R" not in tape.present:
        found["contest"] = found.get("contest", []) + without_party
    more: list[Claim] = []
    for name, grammar in _GRAMMARS.items():
        if name in found:
            claimed = grammar.read(tape, found[name], free)
            free = free - {claim.token.start for claim in claimed}
            more += claimed
    return more


def _statement(
    claim: Claim, sentence: Sentence, words: Words, tape: Tape, parties: Parties
) -> Statement:
    token, quantity = claim.token, claim.token.quantity
    round_number = _round(tape, claim)
    if round_number == _LAST_ROUND and _is_tally(words, token):
        # "The run-offs confirmed its lead: it ended up with a total of 45 seats"
        round_number = None
    column = claim.column
    if claim.subject == "party_seats" and round_number and column == "total":
        # What a party won in one round is no total.
        column = None
    return Statement(
        sentence.line(words.starts[max(quantity.number, token.start)]),
        claim.subject,
        None if claim.row is None else parties.names[claim.row],
        column,
        round_number,
        quantity.value,
        quantity.qualifier,
        sentence.text[words.starts[token.start] : words.end(token.end - 1)][:LONGEST_PRINTED],
    )


def _is_tally(words: Words, token: Token) -> bool:
    """Return True for "a total of 45": what a party has after a round, too."""
    return words.texts[token.start - 2 : token.start] in (["total", "of"], ["total", "de"])


def _round(tape: Tape, claim: Claim) -> int | None:
    """Return the round that the clause of a quantity, or what stands before it, names."""
    if _IN_ROUND.isdisjoint(tape.present):
        return None
    place = next((i for i, first in enumerate(tape.words) if first >= claim.token.start), 0)
    begin = max((i for i in range(place) if tape.symbols[i] == ";"), default=0)
    end = place
    while end < len(tape) and tape.symbols[end] not in {",", ";", ":", "."}:
        end += 1
    text = _OF_OTHERS.regex.sub("", tape.text[tape.starts[begin] : tape.starts[end]])
    text = _AFTER_ALL.regex.sub("", text)
    named = {number for number, rule in _ROUNDS if rule.regex.search(text)}
    return named.pop() if len(named) == 1 else None
