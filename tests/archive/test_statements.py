"""What the sentences of narratives are read as, grammar by grammar, and on whole pages."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import telling
import told_pages
import told_sentences
import yaml

from helpers.archive.statements import SIDE_SUBJECTS, Context, statements
from helpers.archive.statements.grammar import pattern
from helpers.archive.statements.parties import Parties
from helpers.archive.statements.quantities import find, split
from helpers.archive.statements.scope import own
from helpers.archive.statements.sentences import LONGEST, sentences
from helpers.archive.statements.tokens import Reader

MIXED = Context(
    chamber="Mazhilis",
    other_chamber="Senate",
    dates=(date(2004, 9, 19), date(2004, 10, 3)),
    parties=(
        "Fatherland Party (Otan)",
        "Agrarian and Industrial Union of Workers Block (AIST)",
        "Asar",
        "Ak Zhol (Bright Path)",
        "Democratic Party of Kazakhstan",
        "Communist Party of Kazakhstan",
        "Independents",
    ),
    country="Kazakhstan",
)
ENGLISH = Context(
    chamber="National Assembly",
    other_chamber="Senate",
    dates=(date(2002, 5, 30),),
    parties=(
        "Labour Party (LP)",
        "National Front (NF)",
        "Conservative Party",
        "Liberal Democrats",
        "Green Party",
        "Independents",
        "Civic Union",
    ),
    country="Ruritania",
)
FRENCH = Context(
    chamber="Assemblée nationale",
    other_chamber="Sénat",
    dates=(date(2002, 5, 30),),
    parties=(
        "Parti socialiste (PS)",
        "Union pour la démocratie (UPD)",
        "Rassemblement du peuple (RDP)",
        "Verts",
        "Front national",
        "Indépendants",
    ),
    country="Ruritanie",
)
_SHORT = {
    "Fatherland Party (Otan)": "Otan",
    "Agrarian and Industrial Union of Workers Block (AIST)": "AIST Bloc",
}
_MARKS = {None: "", "approximate": "~", "at_least": ">", "at_most": "<"}


def said(text: str, context: Context) -> list[str]:
    """Return what a text says, written as in told_sentences."""
    return [
        " ".join(
            filter(
                None,
                (
                    s.subject,
                    f"[{_SHORT.get(s.party, s.party)}]" if s.party else "",
                    s.column,
                    f"round{s.round}" if s.round else "",
                    f"{_MARKS[s.qualifier]}{s.value}",
                ),
            )
        )
        for s in statements([(1, text)], context)
    ]


# --------------------------------------------------------------------------- quantities


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("sixty-seven seats and forty-two", "en", ["67", "42"]),
        ("one hundred and five, three hundred twenty-two", "en", ["105", "322"]),
        ("nine million, one and a half million", "en", ["~9000000", "~1500000"]),
        ("2.2 million, 5.26 million", "en", ["~2200000", "~5260000"]),
        (
            "1,002 and 6,037,885 and 33 482 387 and 3'688",
            "en",
            ["1002", "6037885", "33482387", "3688"],
        ),
        ("over 41 per cent, 64.3%, just under 8.4 percent", "en", [">41%", "64.3%", "<8.4%"]),
        (
            "two-thirds, half, three-quarters, seven out of ten",
            "en",
            ["66.7%", "50%", "75%", "70%"],
        ),
        ("some 623, about 60, nearly 40, up to 12", "en", ["~623", "~60", "~40", "<12"]),
        ("no fewer than 12, more than 9, at most 3", "en", [">12", ">9", "<3"]),
        ("turnout did not exceed 40 per cent", "en", ["<40%"]),
        ("the third seat, the 2nd, the tenth list", "en", []),
        ("five percentage points, 88-54, no. 7", "en", []),
        ("a single seat, a dozen", "en", ["1", "12"]),
        ("quarante-deux, soixante et onze, quatre-vingt-dix-sept", "fr", ["42", "71", "97"]),
        ("deux cent trente-quatre, cent dix, mille deux", "fr", ["234", "110", "1002"]),
        ("un million et demi, près de 2,7 millions", "fr", ["~1500000", "~2700000"]),
        ("8,4 %, plus de 53 pour cent, moins de 9,5 %", "fr", ["8.4%", ">53%", "<9.5%"]),
        ("les deux tiers, la moitié, un seul siège", "fr", ["66.7%", "50%", "1"]),
        ("9 709 candidats, 13 000 conseillers, quelque 300", "fr", ["9709", "13000", "~300"]),
        ("le troisième siège, le 1er octobre", "fr", []),
    ],
)
def test_quantities_in_digits_and_words(text, language, expected):
    found = [
        f"{_MARKS[q.qualifier]}{q.value}{'' if q.kind == 'count' else '%'}"
        for _, _, q in find(split(text), language)
    ]
    assert found == expected


@pytest.mark.parametrize("text", ["parquatre-vingt-dix-sept", "-dix-neuf", "x-et-un"])
def test_what_only_looks_like_a_number_word_is_none(text):
    assert find(split(text), "fr") == []


# --------------------------------------------------------------------------- sentences


def test_sentences_keep_the_lines_of_wrapped_text():
    narrative = [
        (7, "In St. Kitts 3.5 million voted. Labour"),
        (8, "won 42 seats. It lost"),
        (9, "none."),
    ]
    cut = list(sentences(narrative))
    assert [s.text for s in cut] == [
        "In St. Kitts 3.5 million voted.",
        "Labour won 42 seats.",
        "It lost none.",
    ]
    assert cut[1].line(0) == 7
    assert cut[1].line(cut[1].text.index("42")) == 8


def test_words_cut_at_the_end_of_a_line_are_joined():
    narrative = [(1, "Sixty-seven were elected in single-"), (2, "member constituencies.")]
    assert next(sentences(narrative)).text.endswith("single-member constituencies.")


def test_a_longer_sentence_than_any_is_skipped():
    text = "Labour won 42 seats, " * (LONGEST // 20)
    assert not list(sentences([(1, text)]))
    assert said(text, ENGLISH) == []


def test_blank_lines_and_short_last_lines_end_paragraphs():
    narrative = [(1, "a" * 60 + " and so on"), (2, "it ends."), (3, "B" * 60), (5, "C.")]
    assert [s.paragraph for s in sentences(narrative)] == [0, 1]


# --------------------------------------------------------------------------- parties

ROWS = (
    "Botswana Democratic Party (BDP)",
    "Labour Party (LP)",
    "Law and Unity Bloc",
    "Unity Bloc (HZK–HHK)",
    "Communist Party of Kazakhstan",
    "Social Christian Party (PSC)",
    "Mongolian Conservative United Party",
    "Latvia's First Party (LPP)",
    "Movement 2000",
    "NFP",
    "Parti socialiste (PS)",
    "Independents",
    "Against all",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The BDP and Labour won.", ["Botswana Democratic Party (BDP)", "Labour Party (LP)"]),
        ("Law and Unity, then Unity", ["Law and Unity Bloc", "Unity Bloc (HZK–HHK)"]),
        ("The Social Christians and the Conservatives", [ROWS[5], ROWS[6]]),
        ("the National Federation Party took three", ["NFP"]),
        ("Les socialistes et les indépendants", ["Parti socialiste (PS)", "Independents"]),
        ("Movement 2000 stood", ["Movement 2000"]),
        ("two independent candidates", ["Independents"]),
        ("people in Latvia and in Labour town", []),
        ("the National Assembly was against all", []),
        ("Unity was achieved by labour", ["Unity Bloc (HZK–HHK)"]),
    ],
)
def test_parties_are_matched_with_the_rows_of_the_page(text, expected):
    rows = Parties(ROWS)
    assert [rows.names[m.row] for m in rows.find(split(text))] == expected


def test_a_name_that_fits_two_rows_names_neither():
    rows = Parties(["United Communist Party", "New Communist Movement"])
    text = "The Communists won."
    assert [m.row for m in rows.find(split(text))] == [None]


def test_narrative_explains_abbreviations():
    text = (
        "The Forum for Democratic Change (FDC) came second. The Forum for Democratic Change lost."
    )
    rows = Parties(["FDC"], text=text)
    assert {m.row for m in rows.find(split(text))} == {0}


def test_other_names_can_be_given():
    rows = Parties(["AIST"], [("Agrarian Industrial Bloc", "AIST")])
    text = "The Agrarian Industrial Bloc won."
    assert [m.row for m in rows.find(split(text))] == [0]


# --------------------------------------------------------------------------- scope


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Labour won 42 seats, as against 30 in 1998.", ["42"]),
        ("Six women were elected, twice the three of 1998.", ["Six"]),
        ("Labour, which had 30 seats in the outgoing house, kept 25.", ["25"]),
        ("In 1998 Labour won 30 seats and the Greens four.", []),
        ("In 1998 Labour won 30; this time it won 25.", ["25"]),
        ("The code of December 2001 gave the house 65 seats.", ["65"]),
        ("Turnout was 61 per cent, the lowest since 1974.", ["61 per cent"]),
        ("A survey gave Labour 47 per cent.", []),
        ("Provisional returns gave Labour 41 seats.", []),
        ("In the Senate Labour won 20 seats.", []),
        ("In the presidential election he won 60 per cent.", []),
        ("Labour rose from 30 to 42 seats.", ["42"]),
    ],
)
def test_what_is_about_something_else_is_cut_out(text, kept):
    sentence = next(sentences([(1, text)]))
    words = split(sentence.text)
    tape = Reader(ENGLISH, Parties(ENGLISH.parties), "en").read([words])[0]
    left = own([tape], [0])[0]
    numbers = left.quantities
    assert [" ".join(words.printed[t.quantity.number : t.end]) for t in numbers] == kept


def test_what_goes_on_about_another_election_is_foreign_too():
    earlier = (
        "In 1998 Labour had won 41 seats. The National Front took 20. Turnout was 70 per cent."
    )
    assert said(earlier, ENGLISH) == []
    assert said(earlier + " This time Labour won 35 seats.", ENGLISH) == [
        "party_seats [Labour Party (LP)] total 35"
    ]


def test_a_new_paragraph_is_about_this_election_again():
    narrative = [(1, "In 1998 Labour had won 41 seats."), (3, "Turnout was 61 per cent.")]
    assert [s.line for s in statements(narrative, ENGLISH)] == [3]


def test_without_a_chamber_sentences_about_either_house_are_foreign():
    unknown = Context(dates=(date(2002, 5, 30),), parties=("Labour Party (LP)",))
    assert said("In the Senate Labour won 20 seats.", unknown) == []
    assert said("In the National Assembly Labour won 20 seats.", unknown) == []


# --------------------------------------------------------------------------- grammars


def test_patterns_match_between_whole_tokens():
    rule = pattern("<candidates> ADJ? CANDIDATES ..2 from|of <parties_contesting> PARTIES")
    assert rule.regex.search("N0 candidates who came from N5 parties . ")
    assert not rule.regex.search("N0 candidates from N3 partiesX . ")


CASES = [
    *((MIXED, text, expected) for text, expected in told_sentences.MIXED),
    *((ENGLISH, text, expected) for text, expected in told_sentences.ENGLISH),
    *((FRENCH, text, expected) for text, expected in told_sentences.FRENCH),
]


@pytest.mark.parametrize(("context", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_sentences_say(context, text, expected):
    assert said(text, context) == expected


@pytest.mark.parametrize("text", told_sentences.NOTHING)
def test_sentences_about_something_else_say_nothing(text):
    assert said(text, ENGLISH) == []


def test_pronouns_stand_for_the_party_of_the_sentence_before():
    assert said("Labour won decisively. It took seven seats.", ENGLISH) == [
        "party_seats [Labour Party (LP)] total 7"
    ]
    # Nobody knows who beat Labour, so "it" is nobody.
    assert said("The Pirates beat Labour. They took seven seats.", ENGLISH) == []
    assert said("The Pirates triumphed. It took seven seats.", ENGLISH) == []


def test_tiers_in_brackets_stand_in_the_order_in_which_the_page_names_them():
    text = (
        "The 65 members were 40 elected from lists and 25 elected in districts. Labour and the "
        "National Front competed. The former holds 45 seats (30 and 15), the latter 20 (10 and 10)."
    )
    assert [line for line in said(text, ENGLISH) if line.startswith("party")] == [
        "party_seats [Labour Party (LP)] total 45",
        "party_seats [Labour Party (LP)] proportional 30",
        "party_seats [Labour Party (LP)] majority 15",
        "party_seats [National Front (NF)] total 20",
        "party_seats [National Front (NF)] proportional 10",
        "party_seats [National Front (NF)] majority 10",
    ]


def test_seats_after_a_sentence_about_one_tier_are_not_taken_for_totals():
    text = "In the constituencies Labour won 29 seats. The National Front won 11 seats."
    assert said(text, ENGLISH) == ["party_seats [Labour Party (LP)] majority 29"]


def test_seats_of_a_round_are_never_totals():
    text = "In the first round Labour won 20 seats, the Greens two."
    assert said(text, ENGLISH) == [
        "party_seats [Labour Party (LP)] round1 20",
        "party_seats [Green Party] round1 2",
    ]


#: Narratives that look like results and are none of this election's.
MISLEADING = (
    "Labour is strong: 41 of its 65 deputies are lawyers, and 20 are farmers.",
    "The National Front, had it won 33 seats, would have governed; Labour would have kept 32.",
    "Labour counts 41,000 members, the National Front 20,000.",
    "In a mock election among pupils Labour won 41 seats in a poll of 1,200 schools.",
    "Labour's 41 years in power ended; the National Front needed 20 months to form a cabinet.",
    "The Civic Union of 41 deputies that split from Labour dissolved before the election.",
)


@pytest.mark.parametrize("text", MISLEADING)
def test_misleading_narratives_say_nothing(text):
    assert said(text, ENGLISH) == []


# --------------------------------------------------------------------------- pages

_QUALIFIERS = {
    "exact": None,
    "about": "approximate",
    "almost": "approximate",
    "more than": "at_least",
    "at least": "at_least",
    "at most": "at_most",
    "less than": "at_most",
}
SUBJECTS = set(
    "turnout_pct electors voters valid_votes candidates candidates_women parties_contesting "  # noqa: SIM905
    "seats_at_stake list_seats district_seats chamber_seats party_seats party_votes_pct "
    "women_elected women_members".split()
)
_COLUMNS = {"total", "proportional", "majority"}


def _same(typed: dict, read) -> bool:
    value = abs(Decimal(str(typed["value"])) - read.value) < Decimal("0.06")
    place = typed["line"] == read.line and typed["subject"] == read.subject
    if not (value and place and typed["party"] == read.party):
        return False
    column = typed["tier"] if typed["tier"] in _COLUMNS else None
    return typed["subject"] != "party_seats" or column == read.column


def _compare(page: str) -> Counter:
    entry = told_pages.EXPECTED[page]
    left = statements(told_pages.narrative(page), told_pages.context(page))
    counted = Counter(read=len(left))
    for typed in entry["statements"]:
        core = typed["core"] and typed["subject"] in SUBJECTS
        counted["core"] += core
        found = next((s for s in left if _same(typed, s)), None)
        if found:
            left.remove(found)
            counted["found"] += core
            counted["right"] += 1
            counted["qualifiers"] += found.qualifier == _QUALIFIERS[typed["qualifier"]]
            continue
        # A side fact is no error where it is read with the value that it has.
        side = (
            next((s for s in left if s.value == typed["value"] and s.line == typed["line"]), None)
            if not typed["core"]
            else None
        )
        if side and side.subject not in SUBJECTS:
            left.remove(side)
            counted["right"] += 1
            counted["qualifiers"] += 1
    counted["wrong"] = len(left)
    return counted


def test_the_pages_with_narrative(report):
    counted = sum((_compare(page) for page in told_pages.PAGES), Counter())
    recall, precision = counted["found"] / counted["core"], counted["right"] / counted["read"]
    report(
        f"statements of {len(told_pages.PAGES)} pages: recall {recall:.3f} of {counted['core']}, "
        f"precision {precision:.3f} of {counted['read']}"
    )
    assert recall >= 0.90
    assert precision >= 0.99
    assert counted["qualifiers"] == counted["right"]


@pytest.mark.parametrize("page", told_pages.PAGES)
def test_no_distractor_is_read(page):
    entry = told_pages.EXPECTED[page]
    true = {(s["line"], Decimal(str(s["value"]))) for s in entry["statements"]}
    false = {(d["line"], Decimal(str(d["value"]))) for d in entry["distractors"]} - true
    found = statements(told_pages.narrative(page), told_pages.context(page))
    assert not {(s.line, Decimal(s.value)) for s in found} & false


@pytest.mark.parametrize("page", told_pages.PAGES)
def test_only_the_words_of_quantities_are_printed(page):
    for statement in statements(told_pages.narrative(page), told_pages.context(page)):
        assert len(statement.printed) <= 40
        assert statement.printed in dict(told_pages.narrative(page))[statement.line]


# --------------------------------------------------------------------------- generated


def _context(facts: telling.Facts) -> Context:
    rows = (*facts.parties, "Independents")
    return Context(chamber=facts.chamber, years=(facts.year,), parties=rows)


def _is(told: telling.Told, read) -> bool:
    return read.subject in told.subject.split("|") and (
        (told.line, told.party, told.column, told.round, told.value, told.qualifier)
        == (read.line, read.party, read.column, read.round, read.value, read.qualifier)
    )


def _measure(language: str, held_out: bool, narratives: int = 150) -> tuple[float, float]:
    chance = random.Random(1889)
    lists = []
    for patterns in (telling.PATTERNS[language], telling.DISTRACTORS[language]):
        apart = telling.held_out(patterns)
        lists.append([p for p in patterns if (p in apart) == held_out])
    elections = list(telling.elections(language))
    counted = Counter()
    for _ in range(narratives):
        facts = chance.choice(elections)
        lines, told = telling.narrative(facts, *lists, chance)
        left = statements(lines, _context(facts))
        counted["read"] += len(left)
        counted["told"] += len(told)
        for one in told:
            found = next((s for s in left if _is(one, s)), None)
            if found:
                left.remove(found)
                counted["found"] += 1
    return counted["found"] / counted["told"], counted["found"] / counted["read"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("held_out", [False, True], ids=["open", "held out"])
def test_generated_narratives(language, held_out, report):
    recall, precision = _measure(language, held_out)
    name = "held-out" if held_out else "open"
    report(f"{name} patterns, {language}: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.80
    assert precision >= 0.98


@pytest.mark.parametrize("language", ["en", "fr"])
def test_there_are_enough_patterns_and_a_third_is_apart(language):
    patterns = telling.PATTERNS[language]
    assert len(patterns) == len(set(patterns)) >= 60
    assert len(telling.held_out(patterns)) == len(patterns) // 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On 23 May the Commission announced the list seats: Labour took seven of the ten, and "
            "the Greens and the Civic Union one seat each.",
            [
                "party_seats [Labour Party (LP)] proportional 7",
                "list_seats 10",
                "party_seats [Green Party] proportional 1",
                "party_seats [Civic Union] proportional 1",
            ],
        ),
        (
            "The Commission announced the results of the list vote. Labour took seven of the ten "
            "seats.",
            ["party_seats [Labour Party (LP)] proportional 7", "list_seats 10"],
        ),
        (
            "The results for the ten list seats were announced. Labour won 42 of the 77 seats.",
            ["list_seats 10", "seats_at_stake 77"],
        ),
        (
            "The results in the constituencies were as follows: Labour 30 and the Greens five.",
            [
                "party_seats [Labour Party (LP)] majority 30",
                "party_seats [Green Party] majority 5",
            ],
        ),
    ],
)
def test_a_tier_that_is_announced_is_what_the_numbers_after_it_count(text, expected):
    assert said(text, ENGLISH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Labour defeated the National Front, taking 50 seats.", ["Labour Party (LP)] total 50"]),
        (
            "Labour, which defeated the National Front, took 50 seats.",
            ["Labour Party (LP)] total 50"],
        ),
        ("Labour led a fierce campaign and took 50 seats.", ["Labour Party (LP)] total 50"]),
        ("The Labour candidate campaigned for weeks, winning 50 seats.", []),
        ("Labour said that its rivals had lied and won 50 seats.", []),
        (
            "Labour and the Greens, each with 18 seats, were next.",
            ["Labour Party (LP)] total 18", "Green Party] total 18"],
        ),
    ],
)
def test_a_verb_goes_on_about_the_party_of_the_main_clause(text, expected):
    assert said(text, ENGLISH) == [f"party_seats [{one}" for one in expected]


# --------------------------------------------------------------------------- held out


def _told(name: str) -> list[dict]:
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))


def _read(entry: dict) -> list:
    context = Context(
        chamber=entry["chamber"],
        other_chamber=entry.get("other_chamber"),
        dates=tuple(date.fromisoformat(day) for day in entry["dates"]),
        parties=tuple(entry["parties"]),
        country=entry["country"],
    )
    return statements(list(enumerate(entry["text"].splitlines(), 1)), context)


def _agrees(typed: dict, read) -> bool:
    """Return whether a reading is the typed statement; a round is compared if one is typed."""
    said = (typed["line"], typed.get("party"), Decimal(str(typed["value"])), typed.get("qualifier"))
    return (
        read.subject in typed["subject"].split("|")
        and said == (read.line, read.party, Decimal(read.value), read.qualifier)
        and (read.subject != "party_seats" or typed.get("column") == read.column)
        and typed.get("round", read.round) == read.round
    )


def _tell(entry: dict) -> tuple[Counter, list[dict], list]:
    """Count what is found of an entry; return also what is missed and what is read wrongly."""
    left = [s for s in _read(entry) if s.subject not in SIDE_SUBJECTS]
    counted, missed = Counter(), []
    counted["read"] = len(left)
    for typed in entry["statements"]:
        right = [s for s in left if _agrees(typed, s)]
        left = [s for s in left if s not in right]
        counted["right"] += len(right)
        core = typed.get("core", True)
        counted["core"] += core
        counted["found"] += core and bool(right)
        if core and not right:
            missed.append(typed)
    false = {(d["line"], Decimal(str(d["value"]))) for d in entry["distractors"]}
    counted["distractors"] = sum((s.line, Decimal(s.value)) in false for s in left)
    return counted, missed, left


#: What each file of narratives is read with at least: recall and precision.
_FLOORS = {
    "narrative_held_out": (0.90, 0.99),
    "narrative_fresh": (0.93, 0.99),
    "narrative_last": (0.85, 0.99),
    "narrative_unseen": (0.92, 0.99),
    "narrative_second": (0.95, 0.99),
    "narrative_third": (0.87, 0.99),
    "narrative_fourth": (0.97, 0.99),
    "narrative_fifth": (0.95, 0.99),
    "narrative_sixth": (0.97, 0.99),
    "narrative_seventh": (0.97, 0.99),
    "narrative_eighth": (0.94, 0.99),
    "narrative_ninth": (0.91, 0.99),
}


@pytest.mark.parametrize("name", _FLOORS)
def test_narratives_that_were_held_out(name, report):
    counted = sum((_tell(entry)[0] for entry in _told(name)), Counter())
    recall, precision = counted["found"] / counted["core"], counted["right"] / counted["read"]
    report(
        f"{name}: recall {recall:.3f} of {counted['core']}, "
        f"precision {precision:.3f} of {counted['read']}"
    )
    assert recall >= _FLOORS[name][0]
    assert precision >= _FLOORS[name][1]
