"""Made-up answers of Parline's API, in its own shape."""


def attribute(value, note: str = "") -> dict:
    notes = {"en": note, "fr": ""}
    return {"value": value, "annotation": {"notes": notes}, "missing_reason": ""}


def dated(*values: tuple) -> list[dict]:
    """Return dated values, each from (value, first day, last day)."""
    return [attribute(value) | {"date_from": since, "date_to": to} for value, since, to in values]


def election(code: str = "KZ-LC01-E20210110", **attributes) -> dict:
    """Return the record of an election; attributes are added or, if None, left out."""
    day = f"{code[-8:-4]}-{code[-4:-2]}-{code[-2:]}T00:00:00.000Z"
    known = {
        "election_code": attribute(code),
        "chamber": attribute(code[:7]),
        "election_date": attribute({"from": day, "to": None}),
        "election_title": attribute({"en": "House, an election", "fr": ""}),
        "scope_of_elections": attribute({"term": "full_renewal"}),
        "number_of_seats_at_stake": attribute(98),
        "seats_per_parties": attribute(
            [seats("kz-a", 76), seats("kz-b", 12, breakdown=[]), seats("kz-c", 10)]
        ),
        "total_num_candidates": attribute(312),
        "num_women_candidates": attribute(90),
        "percent_women_candidates": attribute(28.8),
        "num_women_after_election": attribute(29),
        "sources": attribute({"en": "House (15.01.2021)\r\n\nAn office", "fr": ""}),
    }
    known |= attributes
    return {
        "type": "elections",
        "id": code,
        "attributes": {name: value for name, value in known.items() if value is not None},
    }


def seats(party: str, total: int | None, breakdown: list | None = None) -> dict:
    return {"party": party, "total_number_of_seats": total, "vote_breakdown": breakdown}


def party(code: str, english: str, french: str = "") -> dict:
    return {
        "political_party_code": code,
        "party_name": {"en": english, "fr": french},
        "political_party_country": code[:2].upper(),
    }


def chamber(code: str, *names: tuple) -> dict:
    """Return the record of a chamber; names are (English name, first day, last day)."""
    english = [({"en": name, "fr": ""}, since, to) for name, since, to in names]
    attributes = {
        "chamber_code": attribute(code),
        "parliament": attribute(code[:2]),
        "chamber_name": dated(*english),
    }
    return {"type": "chambers", "id": code, "attributes": attributes}


def answer(data) -> dict:
    total = len(data) if isinstance(data, list) else 1
    return {"meta": {"total": total, "publisher": "Inter-Parliamentary Union"}, "data": data}
