"""What a parameter may be, and the one sentence when it is something else."""

import pandas as pd
import pytest

from helpers.reports.parameters import Archive, ParameterError, resolve

ELECTIONS = pd.DataFrame(
    [
        ("KZ-LC01-E19990101", "KAZ", "Kazakhstan", "Central Asia", "LC", "1999-01-01"),
        ("KZ-LC01-E20040919", "KAZ", "Kazakhstan", "Central Asia", "LC", "2004-09-19"),
        ("KG-LC01-E20050227", "KGZ", "Kyrgyzstan", "Central Asia", "LC", "2005-02-27"),
        ("MD-LC01-E20090405", "MDA", "Moldova", "Eastern Europe", "LC", "2009-04-05"),
        ("MD-LC01-E20090729", "MDA", "Moldova", "Eastern Europe", "LC", "2009-07-29"),
        ("CI-LC01-E20210306", "CIV", "Côte d'Ivoire", "Western Africa", "LC", "2021-03-06"),
        ("GA-UC01-E20210130", "GAB", "Gabon", None, "UC", "2021-01-30"),
        ("DZ-UC01-27761", "DZA", "Algeria", "Northern Africa", "UC", None),
    ],
    columns=["election_id", "iso3", "country", "region", "house", "first_date"],
).astype({"first_date": "datetime64[s]", "region": "string", "house": "string"})
WOMEN = pd.DataFrame({"iso3": ["KAZ"], "year": [1985]})
ARCHIVE = Archive(ELECTIONS, WOMEN)
USUAL = {"country": "Kazakhstan", "since": 1990, "until": 2030, "house": "LC"}


@pytest.mark.parametrize(
    ("given", "name", "expected"),
    [
        ({"country": "Kyrgyzstan"}, "iso3", "KGZ"),
        ({"country": "kyrgyzstan "}, "country", "Kyrgyzstan"),
        ({"country": "KGZ"}, "country", "Kyrgyzstan"),
        ({"country": "kg"}, "country", "Kyrgyzstan"),
        ({"country": "ci"}, "country", "Côte d'Ivoire"),
        ({"country": "kg"}, "region", "Central Asia"),
        ({"country": "Kasachstan"}, "iso3", "KAZ"),
        ({"country": "Казахстан"}, "country", "Kazakhstan"),
        ({"country": "moldavie"}, "iso3", "MDA"),
        ({"country": "Gabon"}, "region", None),
        ({"since": "2000"}, "since", 2000),
        ({"since": 2000.0}, "since", 2000),
        ({"house": "lc"}, "house", "LC"),
        ({"election": "latest"}, "election", "KZ-LC01-E20040919"),
        ({"election": "latest", "until": 2000}, "election", "KZ-LC01-E19990101"),
        ({"election": 2004}, "election", "KZ-LC01-E20040919"),
        ({"election": "1999"}, "election", "KZ-LC01-E19990101"),
        ({"election": "kz-lc01-e20040919"}, "election", "KZ-LC01-E20040919"),
        ({"election": "latest", "house": "UC"}, "election", None),
        ({"label_share": "0.02"}, "label_share", 0.02),
        ({"label_share": 1}, "label_share", 1.0),
        ({"formula": "D'Hondt"}, "formula", "dhondt"),
        ({"formula": "sainte-lague"}, "formula", "sainte_lague"),
        ({"threshold": "0.07"}, "threshold", 0.07),
        ({"threshold": 0}, "threshold", 0.0),
        ({"threshold": " Legal "}, "threshold", "legal"),
        ({"target": 0.3}, "target", 0.3),
        ({"peers": "region"}, "peers", ("KGZ",)),
        ({"peers": "Moldova, kz, KGZ"}, "peers", ("KGZ", "MDA")),
        ({"peers": ["Moldova"]}, "peers", ("MDA",)),
        ({"peers": ""}, "peers", ()),
        ({"country": "Gabon", "house": "UC", "peers": "region"}, "peers", ()),
        ({"target": 0.3, "since": 1980, "until": 1989}, "since", 1980),
    ],
)
def test_a_value_is_read_whatever_its_spelling(given, name, expected):
    assert resolve({**USUAL, **given}, ARCHIVE)[name] == expected


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"country": "Kyrgizstan"},
            "Kyrgizstan is no country of the archive; the nearest is Kyrgyzstan.",
        ),
        (
            {"country": "Xyzzy"},
            "Xyzzy is no country of the archive; give its English name or its ISO code.",
        ),
        (
            {"country": "France"},
            "France is not in the archive, which has 6 countries from Algeria to Moldova.",
        ),
        (
            {"country": "Estland"},
            "Estonia is not in the archive, which has 6 countries from Algeria to Moldova.",
        ),
        ({"country": False}, "country must be given as text, and 'False' is none."),
        ({"country": "../../etc"}, "../../etc is no country of the archive"),
        ({"since": 2005, "until": 2000}, "since (2005) must not come after until (2000)."),
        ({"since": "soon"}, "since must be a number, and 'soon' is none."),
        ({"since": 12}, "since must be a year from 1800 to 2100, and 12 is none."),
        ({"until": 2000.5}, "until must be a year from 1800 to 2100, and 2000.5 is none."),
        ({"since": True}, "since must be a number, and 'True' is none."),
        (
            {"since": 2005, "until": 2010},
            "The archive has no election of Kazakhstan (LC) from 2005 to 2010; "
            "it has some from 1999 to 2004.",
        ),
        (
            {"house": "XX"},
            "house must be LC (lower or single house) or UC (upper house), and XX is neither.",
        ),
        (
            {"election": "KZ-LC01-E20040918"},
            "KZ-LC01-E20040918 is no election of Kazakhstan (LC) in the archive; "
            "the nearest is KZ-LC01-E20040919.",
        ),
        (
            {"country": "Moldova", "election": 2009},
            "Moldova (LC) has 2 elections in 2009: "
            "give MD-LC01-E20090405 or MD-LC01-E20090729 as election.",
        ),
        ({"election": 1999, "since": 2000}, "election 1999 lies outside the years 2000 to 2030"),
        (
            {"formula": "dhont"},
            "formula must be dhondt, sainte_lague, hare or droop, and dhont is none of them; "
            "the nearest is dhondt.",
        ),
        (
            {"threshold": 5},
            "threshold must be a share from 0 below 1, not 5: for 5% give 0.05.",
        ),
        (
            {"threshold": "lawful"},
            "threshold must be \"legal\" or a share such as 0.05, and 'lawful' is neither.",
        ),
        ({"threshold": 300}, "threshold must be a share from 0 below 1, not 300."),
        ({"threshold": "nan"}, "threshold must be a number, and 'nan' is none."),
        ({"label_share": -0.1}, "label_share must be a share from 0 to 1, not -0.1."),
        ({"target": 0}, "target must be a share above 0 below 1, not 0."),
        ({"peers": "Moldva"}, "Moldva is no country of the archive; the nearest is Moldova."),
        ({"peers": 3}, 'peers must be "region" or countries with commas between'),
        ({"contry": "x"}, "This notebook has no parameter contry; the nearest is country."),
    ],
)
def test_a_value_that_does_not_fit_gets_one_sentence(given, sentence):
    with pytest.raises(ParameterError) as caught:
        resolve({**USUAL, **given}, ARCHIVE)
    text = str(caught.value)
    assert text.startswith(sentence)
    assert text.endswith(".")
    assert "\n" not in text
    assert caught.value._render_traceback_() == [text]


def test_a_house_without_elections_is_no_error():
    assert resolve({**USUAL, "house": "UC"}, ARCHIVE)["house"] == "UC"
