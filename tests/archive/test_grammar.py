"""The grammars of numbers and dates: what is written in a supported style reads back.

All else is refused, not guessed.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.archive.dates import dates, round_and_date
from helpers.archive.numbers import change, count, figure, is_empty, share

MARKS = [",", " ", "\u00a0", "\u202f", "\u2009", "'", "’", ".", ""]
QUALIFIERS = {
    "{} (approx.)": "approximate",
    "about {}": "approximate",
    "over {}": "at_least",
    "more than {}": "at_least",
    "less than {}": "at_most",
}
SHARES = st.decimals(0, 100, places=2, allow_nan=False) | st.integers(0, 100).map(Decimal)
COUNTS = st.integers(0, 999_999_999) | st.integers(0, 9999)


def grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


# --------------------------------------------------------------------------- counts


@given(COUNTS, st.sampled_from(MARKS))
def test_a_count_reads_back(value, mark):
    assert count(grouped(value, mark)) == value


@pytest.mark.parametrize(
    "text",
    ["", "1,23", "12,34", "1,2345", "1,234,56", "12 34", "1 23", "1 234 56", "1,234 567",
     "1'234,567", ",123", "123,", "1,,234", "1  234", "1\t234", "1\n234", "-5", "+5", "--5", "=",
     "1.5", "12%", "(12)", "12a", "a12", "#5", "$5", "1/2", "1-2", "twelve", "½", "²", "①", "1e5",
     "0x10", "1_000"],
)  # fmt: skip
def test_what_is_no_count_is_refused(text):
    assert count(text) is None


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Nd"])))
def test_a_text_without_digits_is_no_count(text):
    assert count(text) is None


@given(st.text(max_size=30))
@example("٣٤٥")
@example("１２３")
@example("1²")
def test_only_plain_digits_and_marks_make_a_count(text):
    value = count(text)
    if value is not None:
        bare = "".join(c for c in text if c.isalnum())
        assert bare.isascii()
        assert int(bare) == value


# --------------------------------------------------------------------------- shares


@given(SHARES, st.sampled_from([".", ","]), st.sampled_from(["", "%", " %", "\u00a0%", "\u202f%"]))
def test_a_share_reads_back(value, mark, sign):
    assert share(str(value).replace(".", mark) + sign) == value


@pytest.mark.parametrize(
    "text",
    ["101", "100.01", "000", "012", "-1", "+1%", "1.2.3", "12.", ".5%", "5%%", "% 5", "12 34%",
     "a%", "", "%", "NaN", "Infinity", "1e1", "12.3456789%"],
)  # fmt: skip
def test_what_is_no_share_is_refused(text):
    assert share(text) is None


# --------------------------------------------------------------------------- changes


@given(st.integers(-600, 600).filter(bool))
def test_a_change_reads_back(value):
    assert change(f"{value:+d}") == value
    assert change(f"{value:+d}".replace("-", "−")) == value


def test_no_change():
    assert change("=") == 0


@pytest.mark.parametrize("text", ["==", "+-3", "--3", "+", "-", "", "+3.5", "+3%", "+ 3 4", "+3-4"])
def test_what_is_no_change_is_refused(text):
    assert change(text) is None


# --------------------------------------------------------------------------- figures


@given(
    COUNTS,
    st.sampled_from(MARKS),
    SHARES,
    st.sampled_from(["{} ({}%)", "{} ({} %)", "{} {}%", "{} ( {}% )", "{}\u00a0({}%)"]),
    st.sampled_from([".", ","]),
)
def test_a_count_with_its_share_reads_back(value, mark, percent, form, decimal):
    found = figure(form.format(grouped(value, mark), str(percent).replace(".", decimal)))
    assert (found.value, found.percent, found.qualifier) == (value, percent, None)


@given(COUNTS, st.sampled_from(MARKS), st.sampled_from(list(QUALIFIERS)))
def test_a_qualified_count_reads_back(value, mark, form):
    found = figure(form.format(grouped(value, mark)), line=7)
    assert (found.value, found.percent, found.line) == (value, None, 7)
    assert found.qualifier == QUALIFIERS[form]


@given(SHARES, st.sampled_from(list(QUALIFIERS)))
def test_a_qualified_share_reads_back(percent, form):
    found = figure(form.format(f"{percent}%"))
    assert (found.value, found.percent, found.qualifier) == (None, percent, QUALIFIERS[form])


def test_the_forms_of_the_archive():
    printed = {
        "6,037,885": (6037885, None, None),
        "33 482 387": (33482387, None, None),
        "3'688": (3688, None, None),
        "3,693,656 (61.17%)": (3693656, Decimal("61.17"), None),
        "19 156 515 (57 %)": (19156515, Decimal(57), None),
        "1,431,913 69.98%": (1431913, Decimal("69.98"), None),
        "7,291,089 (66% - approx.)": (7291089, Decimal(66), "approximate"),
        "2,600,000 (approx.)": (2600000, None, "approximate"),
        "60% (approx.)": (None, Decimal(60), "approximate"),
        "20%": (None, Decimal(20), None),
        "over 79%": (None, Decimal(79), "at_least"),
        "(57.43%)": (None, Decimal("57.43"), None),
    }
    read = {text: figure(text) for text in printed}
    assert {t: (f.value, f.percent, f.qualifier) for t, f in read.items()} == printed


@pytest.mark.parametrize("text", ["", "-", "n/a", "–", "N/A", "\u00a0", "--", "—"])
def test_nothing_is_no_figure(text):
    assert is_empty(text)
    assert figure(text) is None


@pytest.mark.parametrize(
    "text",
    ["12 (13)", "12 (101%)", "12% 13%", "12 of 15", "12 seats", "12-15", "12 or 13", "12?", "12*",
     "about", "over", "(approx.)", "12 (61%) (62%)", "12 (61% of the roll)", "1998 elections",
     "19 September 2004", "12 / 15", "not 12", "12 (women: 3)"],
)  # fmt: skip
def test_what_is_no_figure_is_refused(text):
    found = figure(text)
    assert found is None


@given(st.text(max_size=60))
def test_any_text_is_a_figure_or_not(text):
    found = figure(text)
    if found is not None:
        assert found.value is not None or found.percent is not None
        assert found.percent is None or 0 <= found.percent <= 100
        assert found.text.strip() in text or text.strip() == found.text


# --------------------------------------------------------------------------- dates

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
ENGLISH, FRENCH = MONTHS["en"].split(), MONTHS["fr"].split()
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
FORMS = {
    "19 September 2004": lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "19 SEPTEMBER 2004": lambda d: f"{d.day} {ENGLISH[d.month - 1].upper()} {d.year}",
    "09 Sep 2004": lambda d: f"{d.day:02} {ENGLISH[d.month - 1][:3]} {d.year}",
    "9 septembre 2004": lambda d: f"{d.day} {FRENCH[d.month - 1]} {d.year}",
    "6 Juin 2004": lambda d: f"{d.day} {FRENCH[d.month - 1].capitalize()} {d.year}",
    "1er mars 1998": lambda d: (
        f"{d.day}{'er' if d.day == 1 else ''} {FRENCH[d.month - 1]} {d.year}"
    ),
    "10.01.2021": lambda d: f"{d:%d.%m.%Y}",
    "no-break": lambda d: f"{d.day}\u00a0{ENGLISH[d.month - 1]}\u00a0{d.year}",
}


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_a_date_reads_back(form, day):
    assert dates(FORMS[form](day)) == [day]


@given(first=DAYS, last=DAYS)
def test_a_range_reads_back(first, last):
    form = FORMS["09 Sep 2004"]
    assert dates(f"{form(first)} to {form(last)}") == [first, last]


@given(year=st.integers(1900, 2099), month=st.integers(1, 12), day=st.integers(1, 27))
def test_neighbouring_days_read_back(year, month, day):
    both = [date(year, month, day), date(year, month, day + 1)]
    name = ENGLISH[month - 1]
    assert dates(f"{day}-{day + 1} {name} {year}") == both
    assert dates(f"{day} and {day + 1} {name} {year}") == both


@pytest.mark.parametrize(
    "text",
    ["", "2004", "September", "31 February 2004", "30.02.2004", "32 May 2004", "0 May 2004",
     "19 Septober 2004", "19 September", "19 September 04", "19 September 2004 was a Sunday",
     "on 19 September 2004", "13.13.2013", "19 September 20045", "119 September 2004",
     "Round no 1"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    assert dates(text) == []


@given(st.text(max_size=60))
def test_any_text_is_dates_or_not(text):
    assert all(isinstance(day, date) for day in dates(text))


@given(day=DAYS, number=st.integers(1, 3), form=st.sampled_from(list(FORMS)[:6]))
def test_a_round_with_the_date_run_on_reads_back(day, number, form):
    """The date that the page has given says where the number ends."""
    assert round_and_date(f"{number}{FORMS[form](day)}", [day]) == (number, day)


@given(number=st.integers(1, 9))
def test_a_round_without_a_date_reads_back(number):
    assert round_and_date(str(number), []) == (number, None)


@pytest.mark.parametrize("text", ["", "one", "1 was held on 3 June 1995", "x1", "-1", "1.5"])
def test_what_is_no_round_is_refused(text):
    assert round_and_date(text, []) is None
