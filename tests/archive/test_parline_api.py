"""Records of Parline's API: read as a layout like the others, named by the lists beside them."""

import csv
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from parline import answer, attribute, chamber, dated, election, party, seats

from helpers import config
from helpers.archive import PageError, read_page, read_text
from helpers.tables.tidy import tidy

KZ = "KZ-LC01-E20210110"
PARTIES = [party("kz-a", "Party A"), party("kz-b", "", "Parti B"), party("kz-b", "", "Parti B")]


def read(value, indent: int | None = None):
    return read_text(json.dumps(value, indent=indent))


def save(folder: Path, name: str, value) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(value, indent=1), "utf-8")
    return path


def rows(folder: Path, name: str, **where) -> list[dict]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    return [row for row in found if all(row[k] == v for k, v in where.items())]


class TestARecord:
    def test_has_the_figures_of_its_attributes(self):
        page = read(answer(election()))
        assert (page.layout, page.form, page.election_id) == ("parline-api", "json", KZ)
        assert page.dates == [date(2021, 1, 10)]
        assert page.scope == "full"
        counts = {name: figure.value for name, figure in page.contest.items()}
        assert counts["seats_at_stake"] == 98
        assert (counts["candidates"], counts["candidates_women"]) == (312, 90)
        assert page.contest["candidates_women_percent"].percent == Decimal("28.8")
        assert [(row.party, row.figures[0].value) for row in page.seats] == [
            ("kz-a", 76),
            ("kz-b", 12),
            ("kz-c", 10),
        ]
        assert [(m.category, m.members.value) for m in page.members] == [("women", 29)]
        assert page.unread == []

    def test_has_the_lines_of_the_file(self):
        text = json.dumps(answer(election()), indent=1)
        page = read_text(text)
        lines = text.splitlines()
        figures = [page.contest["candidates"], page.seats[1].figures[0], page.members[0].members]
        assert all(figure.text in lines[figure.line - 1] for figure in figures)
        assert "total_number_of_seats" in lines[page.seats[1].figures[0].line - 1]

    @pytest.mark.parametrize(
        "value",
        [
            election(),
            [election()],
            answer([election()]),
            answer({"0": election()}),
            {"data": election(), "links": {"self": "x"}},
        ],
    )
    def test_is_found_in_every_shape_of_an_answer(self, value):
        page = read(value)
        assert (page.election_id, len(page.seats)) == (KZ, 3)
        assert page.unread == []

    def test_keeps_unknown_attributes_as_lines_not_understood(self):
        record = election(
            num_robots_elected=attribute(4),
            a_new_text=attribute({"en": "Two\nlines", "fr": ""}),
            empty_one=attribute(None),
        )
        record["relationships"] = {"a": {"b": 1}}
        assert {text for _, text in read(record).unread} == {
            "num_robots_elected 4",
            "a_new_text Two lines",
            "relationships 1",
        }

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("number_of_seats_at_stake", "many"),
            ("number_of_seats_at_stake", -3),
            ("number_of_seats_at_stake", [1, 2]),
            ("number_of_seats_at_stake", {"a": 98}),
            ("percent_women_candidates", 280),
            ("percent_women_candidates", "nan"),
            ("percent_women_candidates", 1e-7),
            ("number_of_seats_at_stake", 1e300),
            ("election_date", "soon"),
            ("scope_of_elections", {"term": "half_renewal"}),
            ("seats_per_parties", "none"),
            ("seats_per_parties", [7]),
            ("seats_per_parties", [{"party": "kz-a", "total_number_of_seats": 99_999}]),
            ("seats_per_parties", [{"party": "kz-a", "color": "red"}]),
        ],
    )
    def test_never_drops_or_guesses_a_value_that_is_none(self, name, value):
        page = read(election(**{name: attribute(value)}))
        assert len(page.unread) >= 1
        assert all(text.startswith(name) for _, text in page.unread)

    def test_takes_of_dated_values_the_one_without_an_end(self):
        number = dated((98, "2020-01-01", ""), (77, "2004-01-01", "2019-12-31"))
        assert read(election(number_of_seats_at_stake=number)).contest["seats_at_stake"].value == 98

    def test_keeps_the_parts_that_a_breakdown_names_beside_the_seats(self):
        def full(number):
            return [{"label": {"en": "Full composition", "fr": ""}, "value": number}]

        own = attribute([seats("in-a", 18, full(33)), seats("in-b", 10, full(27))])
        page = read(election("IN-UC01-E20240227", seats_per_parties=own))
        assert [[figure.value for figure in row.figures] for row in page.seats] == [
            [18, 33],
            [10, 27],
        ]
        assert page.seats[0].columns[1].caption == "Full composition"
        assert page.unread == []

    def test_with_many_parts_has_the_columns_of_a_table(self):
        many = [
            seats(f"kz-{i}", 1, [{"label": {"en": f"Part {i}"}, "value": 1}]) for i in range(1000)
        ]
        page = read(election(seats_per_parties=attribute(many)))
        assert (len(page.seats), len(page.seats[0].columns)) == (1000, 8)
        assert len(page.unread) == 1000 - 7

    def test_with_a_huge_name_does_not_fill_the_memory(self):
        record = election()
        record["attributes"]["x" * 1_000_000] = attribute(list(range(5000)))
        ((_, text),) = read(record).unread
        assert text.startswith("x" * 100 + " 0 1 2")

    def test_keeps_notes_as_narrative(self):
        page = read(
            election(
                elected_note=attribute({"en": "First.\n\nSecond.", "fr": "Un."}),
                number_of_seats_at_stake=attribute(98, note="A note."),
            )
        )
        assert sorted(text for _, text in page.narrative) == ["A note.", "First.", "Second."]

    def test_with_two_codes_is_kept_as_its_id_says_and_reported(self):
        page = read(election(chamber=attribute("KG-LC01")))
        assert page.election_id == KZ
        assert [doubt.check for doubt in page.doubts] == ["codes of the record"]


class TestNames:
    def test_come_from_the_lists_beside_the_record(self, tmp_path):
        path = save(tmp_path, f"{KZ}.json", answer(election()))
        save(tmp_path, "political_parties_KZ.json", answer(PARTIES))
        names = ("Old House", "1996-01-30", "2007-08-17"), ("New House", "2007-08-18", "")
        save(tmp_path, "chambers_KZ.json", answer({"0": chamber("KZ-LC01", *names)}))
        page = read_page(path)
        assert [row.party for row in page.seats] == ["Party A", "Parti B", "kz-c"]
        assert page.chamber == "New House"
        assert [(d.check, d.printed) for d in page.doubts] == [("names of parties", "kz-c")]

    def test_are_read_anew_when_a_list_changes(self, tmp_path):
        path = save(tmp_path, f"{KZ}.json", answer(election()))
        assert read_page(path).seats[0].party == "kz-a"
        save(tmp_path, "political_parties_KZ.json", answer(PARTIES))
        assert read_page(path).seats[0].party == "Party A"

    @pytest.mark.parametrize("text", ["", "{", "[1, 2]", '{"data": "x"}', "[" * 100_000, "null"])
    def test_an_unsound_list_gives_none(self, tmp_path, text):
        path = save(tmp_path, f"{KZ}.json", answer(election()))
        (tmp_path / "political_parties_KZ.json").write_text(text, "utf-8")
        assert read_page(path).seats[0].party == "kz-a"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<html><body>Sorry</body></html>", "named as JSON and is not"),
        ('{"data": {"type": "elections", "id"', "not valid JSON .* in line 1"),
        ('{"data":\n {"attributes": {"x": NaN}}}', "number that is not valid, such as NaN"),
        ('{"a":' * 30 + "1" + "}" * 30, "too deeply nested"),
        ("[" * 200_000, "too deeply nested"),
        ("[[" + "1," * 30_000 + "1]]", "no election of Parline's API"),
        ("[[" + "[]," * 30_000 + "1]]", "no election of Parline's API"),
        ('{"n": ' + "9" * 5000 + "}", "number that is not valid"),
        (json.dumps(answer([election(), election()])), "a list of 2 elections"),
        (json.dumps(answer(PARTIES)), "no election of Parline's API"),
        (json.dumps(answer([{"type": "chambers", "attributes": {}}])), "no election"),
        ('{"data": {"0": {"election_code": "KZ-LC01-E20210110"}}}', "no election of Parline's API"),
        ("{}", "no election of Parline's API"),
    ],
)
def test_wrong_json_gets_a_sentence(tmp_path, text, sentence):
    path = tmp_path / f"{KZ}.json"
    path.write_text(text, "utf-8")
    with pytest.raises(PageError, match=sentence):
        read_page(path)


def test_a_record_of_too_many_values_is_read_as_far_as_it_goes(tmp_path):
    record = answer(election())
    whole = read_page(save(tmp_path, f"{KZ}.json", record))
    record["data"]["attributes"]["elected_note"] = attribute("a\n" * 30_000)
    page = read_page(save(tmp_path, f"{KZ}.json", record))
    assert [row.party for row in page.seats] == [row.party for row in whole.seats]
    (limit,) = [doubt for doubt in page.doubts if doubt.check == "limits"]
    assert "more than 20,000 values; those that follow them, from line" in limit.message
    assert [doubt for doubt in whole.doubts if doubt.check == "limits"] == []


def test_escapes_hide_no_control_characters_and_no_halves_of_letters(tmp_path):
    odd = "A\x1b[31m\x00\u009b\ud800B"
    note = attribute({"en": f"Note {odd}", "fr": ""})
    record = election(elected_note=note, seats_per_parties=attribute([seats("kz-\x1ba", 1)]))
    save(tmp_path / "raw", f"{KZ}.json", answer(record))
    save(tmp_path / "raw", "political_parties_KZ.json", answer([party("kz-\x1ba", odd)]))
    page = read_page(tmp_path / "raw" / f"{KZ}.json")
    assert page.seats[0].party == "A[31m\ufffdB"
    assert page.narrative[0][1] == "Note A[31m\ufffdB"
    assert tidy(tmp_path / "raw", tmp_path / "out").unreadable == []


def test_a_comment_in_a_record_is_no_address():
    note = "<!-- saved from url=(0014)https://data.ipu.org/KG-LC01-E20200101 -->"
    page = read({"attributes": {"elected_note": attribute(note)}} | election())
    assert (page.url, page.election_id) == (None, KZ)


class TestTables:
    @pytest.fixture
    def raw(self, tmp_path):
        """A folder with a page of an election and its record, which differ in one figure."""
        raw = tmp_path / "raw"
        (raw / "parline").mkdir(parents=True)
        shutil.copy(config.raw_folder() / "parline" / f"{KZ}.txt", raw / "parline")
        record = election(total_num_candidates=attribute(315), new_one=attribute(1))
        save(raw / "parline-api", f"{KZ}.json", answer(record))
        save(raw / "parline-api", "political_parties_KZ.json", answer(PARTIES))
        save(raw / "parline-api", "chambers_KZ.json", answer([]))
        return raw

    def test_a_record_is_a_page_of_its_election_and_compared_with_the_others(self, raw, tmp_path):
        summary = tidy(raw, tmp_path / "out")
        assert (summary.pages, summary.elections, summary.unreadable) == (2, 1, [])
        pages = rows(tmp_path / "out", "pages")
        assert [(p["layout"], p["origin"], p["unread_lines"]) for p in pages] == [
            ("parline-api", "parline", "1"),
            ("parline-2018", "parline", "0"),
        ]
        found = rows(tmp_path / "out", "findings", check="sources disagree")
        assert any("315 on parline-api" in row["message"] for row in found)
        # The page lists one party of the three; the record is complete, and so preferred.
        chosen = rows(tmp_path / "out", "seats", preferred="True")
        assert {row["page"] for row in chosen} == {f"parline-api/{KZ}.json"}
        assert {row["party"] for row in chosen} == {"Party A", "Parti B", "kz-c"}

    def test_the_chambers_name_makes_no_second_chamber(self, raw, tmp_path):
        listed = chamber("KZ-LC01", ("A name that the page has not", "1990-01-01", ""))
        save(raw / "parline-api", "chambers_KZ.json", answer([listed]))
        assert tidy(raw, tmp_path / "out").elections == 1

    def test_the_election_keeps_parlines_id_beside_its_own_days(self, tmp_path):
        days = attribute({"from": "2024-01-12T00:00:00.000Z", "to": "2024-02-27T00:00:00.000Z"})
        record = election("IN-UC01-E20240227", election_date=days)
        save(tmp_path / "raw", "renamed.json", answer(record))
        tidy(tmp_path / "raw", tmp_path / "out")
        (own,) = rows(tmp_path / "out", "elections")
        assert own["election_id"] == "IN-UC01-E20240227"
        assert (own["first_date"], own["last_date"]) == ("2024-01-12", "2024-02-27")
        assert (own["iso3"], own["house"]) == ("IND", "UC")

    def test_two_records_are_two_elections_however_near_their_days(self, tmp_path):
        for code in ("KZ-LC01-E20210110", "KZ-LC01-E20210115"):
            save(tmp_path / "raw", f"{code}.json", answer(election(code)))
        tidy(tmp_path / "raw", tmp_path / "out")
        found = [row["election_id"] for row in rows(tmp_path / "out", "elections")]
        assert found == ["KZ-LC01-E20210110", "KZ-LC01-E20210115"]

    def test_wrong_json_is_named_and_the_rest_is_read(self, raw, tmp_path):
        (raw / "parline-api" / "KZ-LC01-E20230319.json").write_text('{"data": ', "utf-8")
        summary = tidy(raw, tmp_path / "out")
        ((name, sentence),) = summary.unreadable
        assert name == "parline-api/KZ-LC01-E20230319.json"
        assert "not valid JSON" in sentence
        assert summary.pages == 2
