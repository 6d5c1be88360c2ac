"""Countries and chambers as the archive names them."""

import re
from collections import Counter
from pathlib import Path

import pycountry
import pytest

from helpers.archive import places

RAW = Path(__file__).parents[2] / "data" / "raw"
TEXTS = sorted(RAW.glob("*/*.txt"))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("SYRIAN ARAB REPUBLIC", "Syria"),
        ("LAO PEOPLE'S DEMOCRATIC REPUBLIC", "Laos"),
        ("Lao People’s Democratic Republic", "Laos"),
        ("MICRONESIA (FEDERATED STATES OF)", "Micronesia"),
        ("Tanzania (United Republic of)", "Tanzania"),
        ("United Republic of Tanzania", "Tanzania"),
        ("DEMOCRATIC REPUBLIC OF THE CONGO", "Democratic Republic of the Congo"),
        ("CONGO", "Republic of the Congo"),
        ("Côte d'Ivoire", "Côte d'Ivoire"),
        ("COTE D´IVOIRE", "Côte d'Ivoire"),
        ("The former Yugoslav Republic of Macedonia", "North Macedonia"),
        ("VIET NAM", "Vietnam"),
        ("Türkiye", "Turkey"),
        ("TURKEY", "Turkey"),
        ("SWAZILAND", "Eswatini"),
        ("CAPE VERDE", "Cape Verde"),
        ("Cabo Verde", "Cape Verde"),
        ("REPUBLIC OF MOLDOVA", "Moldova"),
        ("RUSSIAN FEDERATION", "Russia"),
        ("REPUBLIC OF KOREA", "South Korea"),
        ("Democratic People's Republic of Korea", "North Korea"),
        ("Iran (Islamic Republic of)", "Iran"),
        ("Bolivia (Plurinational State of)", "Bolivia"),
        ("CZECH REPUBLIC", "Czech Republic"),
        ("LIBYAN ARAB JAMAHIRIYA", "Libya"),
        ("Gambia (The)", "Gambia"),
        ("ST. LUCIA", "Saint Lucia"),
        ("Burma", "Myanmar"),
        ("ZAIRE", "Democratic Republic of the Congo"),
        ("  kyrgyzstan ", "Kyrgyzstan"),
        ("RÉPUBLIQUE DÉMOCRATIQUE DU CONGO", "Democratic Republic of the Congo"),
        ("TANZANIE (RÉPUBLIQUE-UNIE DE)", "Tanzania"),
        ("Iran (République islamique d')", "Iran"),
        ("EX-RÉPUBLIQUE YOUGOSLAVE DE MACÉDOINE", "North Macedonia"),
        ("Fédération de Russie", "Russia"),
        ("TADJIKISTAN", "Tajikistan"),
        ("SÉNÉGAL", "Senegal"),
        ("Émirats arabes unis", "United Arab Emirates"),
        ("KOSOVO", "Kosovo"),
    ],
)
def test_finds_a_country_by_the_name_that_is_printed(printed, name):
    assert places.find(printed).name == name


@pytest.mark.parametrize("unknown", ["Kyrgizstan", "Korea", "Utopia", "Niger River", "", " - "])
def test_an_unknown_or_ambiguous_name_is_not_guessed(unknown):
    assert places.find(unknown) is None


@pytest.mark.parametrize(
    ("printed", "iso3"),
    [
        ("Yugoslavia", "YUG"),
        ("Serbia and Montenegro", "SCG"),
        ("Czechoslovakia", "CSK"),
        ("USSR", "SUN"),
        ("GERMAN DEMOCRATIC REPUBLIC", "DDR"),
        ("Democratic Yemen", "YMD"),
        ("Netherlands Antilles", "ANT"),
    ],
)
def test_states_that_ended_keep_their_former_codes(printed, iso3):
    place = places.find(printed)
    former = pycountry.historic_countries.get(alpha_3=iso3)
    assert (place.iso3, place.iso2) == (iso3, former.alpha_2)


def test_every_country_of_the_standard_is_listed_with_its_codes():
    listed = {place.iso3: place.iso2 for place in places.every()}
    for country in pycountry.countries:
        assert listed[country.alpha_3] == country.alpha_2
    extra = set(listed) - {country.alpha_3 for country in pycountry.countries}
    assert extra == {"ANT", "CSK", "DDR", "SCG", "SUN", "XKX", "YMD", "YUG"}


def test_no_name_stands_for_two_countries():
    owners = {}
    for place, also in places._places().items():
        for name in (place.name, *also, *places._iso_names(place.iso3)):
            owners.setdefault(places._key(name), set()).add(place.iso3)
    assert {name: owner for name, owner in owners.items() if len(owner) > 1} == {}


def test_regions_hold_as_many_countries_as_m49_lists():
    today = {country.alpha_3 for country in pycountry.countries}
    count = Counter(place.region for place in places.every() if place.iso3 in today)
    assert count == {
        "Northern Africa": 7,
        "Eastern Africa": 22,
        "Middle Africa": 9,
        "Southern Africa": 5,
        "Western Africa": 17,
        "Caribbean": 28,
        "Central America": 8,
        "South America": 16,
        "Northern America": 5,
        "Central Asia": 5,
        "Eastern Asia": 8,  # Taiwan among them, which M49 does not list
        "South-eastern Asia": 11,
        "Southern Asia": 9,
        "Western Asia": 18,
        "Eastern Europe": 10,
        "Northern Europe": 16,  # without Sark, which has no ISO code
        "Southern Europe": 16,
        "Western Europe": 9,
        "Australia and New Zealand": 6,
        "Melanesia": 5,
        "Micronesia": 8,
        "Polynesia": 10,
        "Antarctica": 1,
    }


@pytest.mark.parametrize(
    ("iso3", "region"),
    [
        ("KAZ", "Central Asia"),
        ("GEO", "Western Asia"),
        ("LVA", "Northern Europe"),
        ("IRN", "Southern Asia"),
        ("SSD", "Eastern Africa"),
        ("SDN", "Northern Africa"),
        ("MEX", "Central America"),
        ("CYP", "Western Asia"),
        ("XKX", "Southern Europe"),
    ],
)
def test_region_is_the_finest_level_of_m49(iso3, region):
    assert places.by_code(iso3).region == region


def test_codes_are_found_in_either_length_and_case():
    assert places.by_code("kz") is places.by_code("KAZ")
    assert places.by_code("XK").name == "Kosovo"
    assert places.by_code("CS") is None
    assert places.by_code("KZX") is None


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_page_is_placed_by_its_header_or_its_number(path):
    text = path.read_text(encoding="utf-8")
    returns = re.search(r"results for (.+?) *<<<", text)
    header = returns[1] if returns else text.splitlines()[0]
    if not header:
        assert places.by_archive_code(path.stem) is not None
        return
    place = places.find(header)
    if path.parent.name == "ipu":
        assert places.by_archive_code(path.stem)[0] == place
    else:
        assert place == places.by_code(re.match(r"[A-Z]+", path.stem)[0])


@pytest.mark.parametrize(
    ("code", "iso3", "house"),
    [
        ("2165", "KAZ", "LC"),
        ("2165_04", "KAZ", "LC"),
        ("2027b_95", "BLR", "LC"),
        ("1366_E", "TJK", "UC"),
        ("2366", "TJK", "UC"),
        ("1230_01", "NPL", "UC"),
        ("1379_07", "OMN", "UC"),
        ("1384_13", "QAT", "LC"),
        ("2174_00", "KGZ", None),  # the upper house in 2000, the single chamber in 2007
    ],
)
def test_the_archives_number_tells_the_chamber(code, iso3, house):
    place, chamber = places.by_archive_code(code)
    assert (place.iso3, chamber) == (iso3, house)


@pytest.mark.parametrize("code", ["2999", "3165", "21655", "165", "KZ-LC01-E20210110", ""])
def test_a_number_without_evidence_tells_nothing(code):
    assert places.by_archive_code(code) is None


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_house_of_every_page_agrees_with_its_file_name(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    printed = re.match(r"Parliamentary Chamber: (.*)", lines[0])
    chamber = printed[1] if printed else lines[1]
    if path.parent.name == "parline":
        place, expected = places.by_code(path.stem[:2]), path.stem[3:5]
    elif path.parent.name == "ipu":
        place, expected = places.by_archive_code(path.stem)
    else:
        # Mongolia had a standing house beside the Great Hural in 1990.
        second = path.stem == "MNG_1990_2"
        place, expected = places.by_code(path.stem[:3]), "UC" if second else "LC"
    assert places.house(place.iso3, chamber) == (expected if chamber.strip() else None)


@pytest.mark.parametrize(
    ("iso3", "chamber", "house"),
    [
        ("KAZ", "Senat / Senate", "UC"),
        ("UZB", "Senate of the Oliy Majlis", "UC"),
        ("URY", "Cámara de Senadores", "UC"),
        ("BLR", "Soviet Respubliki / Council of the Republic", "UC"),
        ("BHR", "Majlis Al-Shura / Consultative Council", "UC"),
        ("SAU", "Majlis Al-Shura / Consultative Council", "LC"),
        ("OMN", "Majles A'Shura / Consultative Council", "LC"),
        ("TJK", "Majlisi milli / Assemblée nationale", "UC"),
        ("LSO", "National Assembly", "LC"),
        ("CHE", "Nationalrat - Conseil national - Consiglio nazionale", "LC"),
        ("CHE", "Ständerat - Conseil des Etats - Consiglio degli Stati", "UC"),
        ("NAM", "National Council", "UC"),
        ("KGZ", "Assembly of People's Representatives", "UC"),
        ("KGZ", "Legislative Assembly and Assembly of People's Representatives", "LC"),
        ("TUN", "Assembly of People's Representatives", "LC"),
        ("GBR", "House of Lords", "UC"),
        ("JPN", "Sangiin / House of Councillors", "UC"),
        ("KAZ", "", None),
    ],
)
def test_upper_houses_are_known_by_name_and_country(iso3, chamber, house):
    assert places.house(iso3, chamber) == house


def test_tables_name_known_countries():
    assert all(places.by_code(iso3) for iso3 in places._upper_houses())
