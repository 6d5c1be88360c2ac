"""Numbers and grammar, case by case."""

import numpy as np
import pandas as pd
import pytest

from helpers.sentences import words

NA = pd.NA
DAY = pd.Timestamp


@pytest.mark.parametrize("missing", [None, NA, np.nan, pd.NaT])
def test_unknown_is_unknown(missing):
    assert not words.known(missing)
    assert words.decimal(missing) == "unknown"
    assert words.figures(missing) == "unknown"
    assert words.percent(missing) == "an unknown share"
    assert words.count(missing, "seat") == "an unknown number of seats"
    assert words.points(missing) == "an unknown number of percentage points"
    assert words.date(missing) == "an unknown date"
    assert words.change(missing, 0.5, "2004") == "with no data for 2004"
    assert words.of_total(missing, 77, "seat") == "an unknown number of seats"


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (42 / 77, "54.5%"),
        (8 / 77, "10.4%"),
        (0, "0%"),
        (1, "100%"),
        (0.5, "50%"),
        (0.50001, "50.0%"),
        (0.99999, "more than 99.9%"),
        (0.0000001, "less than 0.1%"),
        (1 / 3, "33.3%"),
        (0.07, "7%"),
        (np.float64(0.29), "29%"),
    ],
)
def test_percent(share, expected):
    assert words.percent(share) == expected


def test_a_half_is_rounded_up_in_sentences_and_charts():
    """Mongolia 2024: 69.85%, which is a little less in binary."""
    assert words.percent(0.6985) == "69.9%"
    assert words.short_percent(0.6985) == "69.9"


@pytest.mark.parametrize(
    ("difference", "expected"),
    [
        (0.032, "3.2 percentage points"),
        (-0.032, "3.2 percentage points"),
        (0.01, "one percentage point"),
        (0.02, "two percentage points"),
        (0.18, "18 percentage points"),
        (0, "no percentage points"),
        (0.0000001, "less than 0.1 percentage points"),
    ],
)
def test_points(difference, expected):
    assert words.points(difference) == expected


@pytest.mark.parametrize(
    ("n", "noun", "expected"),
    [
        (0, "seat", "no seats"),
        (1, "seat", "one seat"),
        (2, "seat", "two seats"),
        (10, "seat", "ten seats"),
        (11, "seat", "11 seats"),
        (6037885, "elector", "6,037,885 electors"),
        (1, "woman", "one woman"),
        (8, "woman", "eight women"),
        (2, "man", "two men"),
        (2, "party", "two parties"),
        (1, "party", "one party"),
        (3, "country", "three countries"),
        (2, "bus", "two buses"),
        (4, "list seat", "four list seats"),
        (2, "political party", "two political parties"),
        (2, "day", "two days"),
        (2, "candidate who is a woman", "two candidates who are women"),
    ],
)
def test_count(n, noun, expected):
    assert words.count(n, noun) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (42, 77, "42 of 77 seats"),
        (1, 77, "1 of 77 seats"),
        (77, 77, "all 77 seats"),
        (1, 1, "the only seat"),
        (0, 77, "none of the 77 seats"),
        (3, 7, "three of seven seats"),
        (7, 7, "all seven seats"),
        (5, None, "five seats"),
        (1000, 2987, "1,000 of 2,987 seats"),
    ],
)
def test_of_total(part, whole, expected):
    assert words.of_total(part, whole, "seat") == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [(1, "first"), (2, "second"), (10, "tenth"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (23, "23rd"), (101, "101st"), (111, "111th"), (1001, "1,001st")],
)  # fmt: skip
def test_ordinal(n, expected):
    assert words.ordinal(n) == expected


@pytest.mark.parametrize(
    ("items", "options", "expected"),
    [
        ([], {}, ""),
        (["a"], {}, "a"),
        (["a", "b"], {}, "a and b"),
        (["a", "b", "c"], {}, "a, b and c"),
        (["a", "b"], {"conjunction": "or"}, "a or b"),
        (["a", "b", "c"], {"most": 2}, "a, b and c"),
        (["a", "b", "c", "d"], {"most": 2}, "a, b and two others"),
        (iter("abcde"), {"most": 1}, "a and four others"),
    ],
)
def test_listing(items, options, expected):
    assert words.listing(items, **options) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2004-09-19", "2004-09-19", "19 September 2004"),
        ("2004-09-19", "2004-10-03", "19 September to 3 October 2004"),
        ("2003-12-07", "2003-12-08", "7 to 8 December 2003"),
        ("1995-12-09", "1996-02-04", "9 December 1995 to 4 February 1996"),
        ("2004-09-19", None, "19 September 2004"),
        (None, "2004-09-19", "19 September 2004"),
        (None, None, "an unknown date"),
    ],
)
def test_dates(first, last, expected):
    assert words.dates(first and DAY(first), last and DAY(last)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2.11, 2.38, "between 2.1 and 2.4"),
        (2.11, 2.12, "2.1"),
        (2.1, None, "at least 2.1"),
        (None, 2.1, "at most 2.1"),
        (None, None, "unknown"),
        (0, 0, "0.0"),
    ],
)
def test_between(low, high, expected):
    assert words.between(low, high) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.1, 0.2, "between 10% and 20%"),
        (0.1234, 0.12341, "12.3%"),
        (0.1, None, "at least 10%"),
        (None, 0.1, "at most 10%"),
        (None, None, "an unknown share"),
    ],
)
def test_between_percent(low, high, expected):
    assert words.between_percent(low, high) == expected


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [("approximate", "about 60"), ("at_least", "at least 60"), ("at_most", "at most 60"),
     (None, "60"), (NA, "60")],
)  # fmt: skip
def test_qualified(qualifier, expected):
    assert words.qualified("60", qualifier) == expected


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        (0.545, 0.513, "up 3.2 percentage points from 2004"),
        (0.513, 0.545, "down 3.2 percentage points from 2004"),
        (0.5, 0.5, "about the same as in 2004"),
        (0.50001, 0.5, "about the same as in 2004"),
        (0.51, 0.5, "up one percentage point from 2004"),
        (0.5, NA, "with no data for 2004"),
    ],
)
def test_change(new, old, expected):
    assert words.change(new, old, "2004") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kazakhstan", "Kazakhstan's"),
        ("Belarus", "Belarus's"),
        ("Laos", "Laos's"),
        ("the Philippines", "the Philippines'"),
        ("the Solomon Islands", "the Solomon Islands'"),
    ],
)
def test_possessive(name, expected):
    assert words.possessive(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Latvia", "Latvia"),
        ("Philippines", "the Philippines"),
        ("The Gambia", "the Gambia"),
        ("Dominican Republic", "the Dominican Republic"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("Marshall Islands", "the Marshall Islands"),
        ("Russia", "Russia"),
    ],
)
def test_article_of_countries(name, expected):
    assert words.the_country(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no votes  are\nknown", "No votes are known."),
        ("is it known?", "Is it known?"),
        ("", ""),
        ("eBay won", "EBay won."),
    ],
)
def test_sentence(text, expected):
    assert words.sentence(text) == expected
