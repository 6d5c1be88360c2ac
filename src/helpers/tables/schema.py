"""The tidy tables, defined once: from here come types, checks, the data package and its texts.

A :class:`Field` says what a column means; a :class:`Table` says which columns a file has, what
identifies a row and what refers to other tables. Nothing here reads or writes a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Frictionless type -> pandas dtype, all of them with a missing value.
DTYPES = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}

ORIGINS = ("ipu", "parline", "compiled")
HOUSES = ("LC", "UC")
SCOPES = ("full", "partial")
QUALIFIERS = ("approximate", "at_least", "at_most")
SEAT_COLUMNS = ("total", "proportional", "majority", "change", "previous", "women", "other")
STATUSES = ("printed", "inferred", "corrected")
DIMENSIONS = ("sex", "age", "profession")
SEVERITIES = ("info", "warning", "error")
OUTCOMES = ("corrected", "ambiguous", "unconfirmed", "noted")
SUBJECTS = (
    "turnout_pct",
    "electors",
    "voters",
    "valid_votes",
    "candidates",
    "candidates_women",
    "parties_contesting",
    "seats_at_stake",
    "list_seats",
    "district_seats",
    "chamber_seats",
    "party_seats",
    "party_votes_pct",
    "women_elected",
    "women_members",
)
TIERS = ("total", "proportional", "majority")
USES = ("confirms", "fills", "decides", "contradicts", "unchecked")
THRESHOLD_BASES = ("valid", "votes", "ballots", "electors")
BASES = ("all", "lists")
MEASURES = (
    "gallagher",
    "loosemore_hanby",
    "sainte_lague",
    "enep",
    "enpp",
    "pedersen",
    "turnout",
    "invalid_share",
    "women_share",
)
PARTY_KINDS = ("party", "bloc", "independents", "against_all", "others", "appointed")
#: Colours that parties are known by; the charts have one of each name.
COLOURS = ("blue", "gold", "red", "azure", "purple", "green", "brown", "pink")


@dataclass(frozen=True)
class Field:
    """One column.

    Parameters
    ----------
    name, type : str
        Column name; Frictionless type, a key of :data:`DTYPES`.
    title : str
        What the column holds, with its unit.
    required : bool
        Whether it is never empty.
    minimum, maximum : float, optional
        Bounds, both included.
    values : tuple of str
        The only values allowed, where they are listed.
    """

    name: str
    type: str
    title: str
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One file: its columns in order, what identifies a row, and what it refers to."""

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    refers: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in the order of the file."""
        return [f.name for f in self.fields]

    @property
    def dtypes(self) -> dict[str, str]:
        """Pandas dtype of each column."""
        return {f.name: DTYPES[f.type] for f in self.fields}


def _text(name: str, title: str, required: bool = False, *, values=()) -> Field:
    return Field(name, "string", title, required, values=tuple(values))


def _count(name: str, title: str, *, required: bool = False, minimum: int | None = 0) -> Field:
    return Field(name, "integer", title, required, minimum=minimum)


def _percent(name: str, title: str, *, maximum: float | None = None) -> Field:
    """Return a percentage; what pages print has no maximum, as it is kept with its misprints."""
    return Field(name, "number", title, minimum=0, maximum=maximum)


_ELECTION = _text(
    "election_id", "Election: chamber and first day, in Parline's scheme", required=True
)
_ROUND = _count("round", "Number of the round", minimum=1)
_PAGE = _text("page", "Page that prints it, relative to data/raw", required=True)
_LINE = _count("line", "Line of the page as saved, counted from 1", minimum=1)
_PREFERRED = Field(
    "preferred",
    "boolean",
    "Whether this page is the one to use for this election and group of figures",
    required=True,
)
_ROW = _count("row", "Place of the row in the page's tables of its kind, from 1", minimum=1)
_OF_ELECTION = {"election_id": ("elections", "election_id"), "page": ("pages", "page")}

TABLES = {
    table.name: table
    for table in (
        Table(
            "pages",
            "Pages of the archive",
            (
                _PAGE,
                _text("origin", "Where the page comes from", required=True, values=ORIGINS),
                _text("layout", "Layout that it was read as", required=True),
                _text("language", "Language of the labels (ISO 639-1)", values=("en", "fr")),
                _text("sha256", "SHA-256 of the file", required=True),
                _text("election_id", "Election that the page is on"),
                _text("url", "Address of the original"),
                _count("unread_lines", "Lines that were kept and not understood", required=True),
            ),
            key=("page",),
            refers={"election_id": ("elections", "election_id")},
        ),
        Table(
            "elections",
            "Elections",
            (
                _ELECTION,
                _text("iso3", "Country (ISO 3166 alpha-3)", required=True),
                _text("country", "Country's English name", required=True),
                _text("region", "Sub-region (UN M49)"),
                _text("chamber", "Chamber, as the preferred page names it"),
                _text("house", "LC lower or single, UC upper; empty if unknown", values=HOUSES),
                Field("first_date", "date", "First day of voting or renewal"),
                Field("last_date", "date", "Last day of voting or renewal"),
                _count("rounds", "Rounds that pages have"),
                _text("scope", "Whole house or part of it", values=SCOPES),
                _count("seats_at_stake", "Seats at stake, as a page or evidence.csv has them"),
                _count("parties_contesting", "Parties contesting"),
                _count("candidates", "Candidates"),
                _count("candidates_men", "Candidates who are men"),
                _count("candidates_women", "Candidates who are women"),
            ),
            key=("election_id",),
        ),
        Table(
            "turnout",
            "Electors, voters and ballots",
            (
                _ELECTION,
                _ROUND,
                Field("date", "date", "Day of the round"),
                _count("electors", "Registered electors"),
                _text("electors_qualifier", "How exact the electors are", values=QUALIFIERS),
                _count("voters", "Voters"),
                _text("voters_qualifier", "How exact voters or turnout are", values=QUALIFIERS),
                _count("blank_or_invalid", "Blank or invalid ballot papers"),
                _count("valid_votes", "Valid votes"),
                _percent("turnout_pct", "Turnout as printed, per cent of electors"),
                _PAGE,
                _LINE,
                _PREFERRED,
            ),
            key=("page", "round"),
            refers=_OF_ELECTION,
        ),
        Table(
            "votes",
            "Votes by party",
            (
                _ELECTION,
                _ROUND,
                _text("party", "Party, as printed", required=True),
                _count("candidates", "Candidates"),
                _count("votes", "Votes"),
                _percent("pct", "Share of the votes as printed, per cent"),
                _PAGE,
                _LINE,
                _PREFERRED,
                _ROW,
            ),
            key=("page", "row"),
            refers=_OF_ELECTION,
        ),
        Table(
            "seats",
            "Seats by party",
            (
                _ELECTION,
                _ROUND,
                _text("party", "Party, as printed", required=True),
                _text("column", "What the number counts", required=True, values=SEAT_COLUMNS),
                _count("seats", "Seats; for the column change, seats won or lost", minimum=None),
                _text("status", "How the number came here", required=True, values=STATUSES),
                _PAGE,
                _LINE,
                _PREFERRED,
                _text("caption", "Caption of the column, or its place where it has none"),
                _ROW,
            ),
            key=("page", "row", "column", "caption"),
            refers=_OF_ELECTION,
        ),
        Table(
            "members",
            "Members by sex, age and profession",
            (
                _ELECTION,
                _text("dimension", "By what members are counted", required=True, values=DIMENSIONS),
                _text("category", "Category, as printed (sex: men, women)", required=True),
                _count("members", "Members"),
                _percent("percent", "Share of the members as printed, per cent"),
                _PAGE,
                _LINE,
                _PREFERRED,
                _ROW,
            ),
            key=("page", "row"),
            refers=_OF_ELECTION,
        ),
        Table(
            "statements",
            "What the narrative of a page says of its election",
            (
                _ELECTION,
                _PAGE,
                _LINE,
                _text("subject", "What is counted", required=True, values=SUBJECTS),
                _text("party", "Party, as the page's tables print it; empty if of the whole"),
                _text("column", "Which seats are counted", values=TIERS),
                _ROUND,
                Field("value", "number", "The figure: a count, or per cent", True, minimum=0),
                _text("qualifier", "How exact the sentence is", values=QUALIFIERS),
                _text("printed", "The words of the quantity", required=True),
                _text("use", "What it does for the page's tables", required=True, values=USES),
            ),
            key=("page", "line", "subject", "party", "column", "round", "value", "printed"),
            refers=_OF_ELECTION,
        ),
        Table(
            "findings",
            "What does not agree, and what was done",
            (
                _text("election_id", "Election"),
                _text("page", "Page, relative to data/raw"),
                _LINE,
                _text("check", "Rule or step that found it", required=True),
                _text("severity", "How grave", required=True, values=SEVERITIES),
                _text("outcome", "What was done", required=True, values=OUTCOMES),
                _text("field", "Figure that it is about"),
                _text("printed", "The figure as printed"),
                _text("proposed", "Each smallest repair"),
                _text("evidence", "What confirms the repair"),
                _text("message", "The finding, in a sentence", required=True),
            ),
            key=("page", "line", "check", "field", "message"),
            refers={"election_id": ("elections", "election_id")},
        ),
        Table(
            "parties",
            "Parties, by country and printed name",
            (
                _text("iso3", "Country (ISO 3166 alpha-3)", required=True),
                _text("party", "Party, as printed", required=True),
                _text("party_id", "Party, the same under all its spellings"),
                _text("name", "English name to show", required=True),
                _text("kind", "What kind of row it is", required=True, values=PARTY_KINDS),
                _text("successor_of", "Whom it continues (party_id;party_id), the main one first"),
                _text("colour", "Colour that it is known by", values=COLOURS),
            ),
            key=("iso3", "party"),
        ),
        Table(
            "women_by_year",
            "Women in the lower or single chamber in single years",
            (
                _text("iso3", "Country (ISO 3166 alpha-3)", required=True),
                Field("year", "integer", "Year", required=True, minimum=1800, maximum=2100),
                _count("women", "Women"),
                _count("members", "Members, both sexes", minimum=1),
                _percent("pct", "Women as printed, per cent of members", maximum=100),
                _text("url", "Source"),
            ),
            key=("iso3", "year", "women", "members", "pct", "url"),
        ),
        Table(
            "rules",
            "Rules of elections: tiers and legal thresholds",
            (
                _ELECTION,
                _count("list_seats", "Seats filled from party lists"),
                _count("list_districts", "Districts in which they were filled"),
                _count("district_seats", "Seats filled by plurality or majority"),
                _count("districts", "Districts in which they were filled"),
                _count("appointed_seats", "Members whom the voters do not elect"),
                _percent(
                    "threshold_pct", "Legal threshold for a party's list, per cent", maximum=100
                ),
                _percent(
                    "bloc_threshold_pct", "The same for a list of several parties", maximum=100
                ),
                _text("threshold_base", "What it is a share of", values=THRESHOLD_BASES),
                _text("source", "Law or report that says so", required=True),
            ),
            key=("election_id",),
            refers={"election_id": ("elections", "election_id")},
        ),
        Table(
            "indices",
            "Indices of elections, each a value or the bounds that the data and the rules allow",
            (
                _ELECTION,
                _text("measure", "Index", required=True, values=MEASURES),
                _text("basis", "What is compared: all seats or list seats", True, values=BASES),
                Field("value", "number", "Its value; empty unless the figures are complete"),
                Field("low", "number", "The lowest value that is possible", True),
                Field("high", "number", "The highest value; empty if there is no limit"),
                _text("note", "Why the value is not exact, or what it rests on"),
            ),
            key=("election_id", "measure", "basis"),
            refers={"election_id": ("elections", "election_id")},
        ),
    )
}
