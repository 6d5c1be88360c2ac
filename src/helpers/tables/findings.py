"""Findings: what does not agree, said in a sentence that a person can act on."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.tables import identities
from helpers.tables.identities import Key, System
from helpers.tables.reconcile import MOST, Fault, Repair


@dataclass(frozen=True)
class Finding:
    """One row of findings.csv; `group` is the group of figures that it concerns."""

    check: str
    severity: str
    outcome: str
    message: str
    page: str | None = None
    line: int | None = None
    field: str = ""
    printed: str = ""
    proposed: str = ""
    evidence: str = ""
    group: str = ""


def number(value: float) -> str:
    """Print a count with commas, a share with its decimals."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def group_of(key: Key) -> str:
    """Tell which group of figures a cell belongs to: turnout, votes, seats, sex, election."""
    return {"round": "turnout", "page": "election", "base": "votes"}.get(key[0], key[0])


def share_value(system: System, fault: Fault, key: Key) -> float | None:
    """Compute what a printed share should be, from the count and base of its rule."""
    for rule in fault.rules:
        if rule.share == key and rule.ratio:
            count, base = (sum(system.values[k] for k in keys) for keys in rule.ratio)
            text = system.texts[key]
            decimals = len(text.rsplit(".", 1)[1].rstrip("%) ")) if "." in text else 0
            return round(100 * count / base, decimals) if base else None
    return None


def changes_in_words(system: System, fault: Fault, repair: Repair) -> str:
    """Say a repair: which figures, printed and proposed."""
    said = []
    for key, value in repair.changes:
        if value is None and key in {rule.share for rule in fault.rules}:
            value = share_value(system, fault, key)
        if isinstance(value, tuple):
            new = f"between {number(value[0])} and {number(value[1])}"
        else:
            new = "another value" if value is None else number(value)
        said.append(f"{system.names[key]} {new} (printed {system.texts[key]})")
    return " and ".join(said)


_SOFT_WORDS = {
    identities.MEN_WOMEN: "The seats table counts {left} members and the table by sex {right}: "
    "they do not count the same members.",
    identities.ALL_AT_STAKE: "The rows of the seats table add up to {left} of {right} seats at "
    "stake: the list of parties is not complete, or counts other seats.",
    identities.ALL_HOUSE: "The rows of the seats table add up to {left} of the house's {right} "
    "seats: the list of parties is not complete, or seats were empty.",
    identities.VOTES_ALL: "The parties' votes add up to {left}, the valid votes are {right}: some "
    "votes are not listed.",
    identities.WOMEN_SUM: "The parties' women add up to {left}, the table by sex has {right}.",
}

_WHOLE = {
    identities.TIERS: "The tiers do not add up to the total",
    identities.TIER_OVER: "A tier has more seats than the total",
    identities.AT_STAKE: "The parties have more seats than were at stake",
    identities.AT_HOUSE: "The parties have more seats than the house has",
    identities.BALLOTS: "Valid and invalid ballots do not add up to the voters",
    identities.ELECTORS: "There are more voters than electors",
    identities.TURNOUT: "The printed turnout is not voters over electors",
    identities.VOTES_VALID: "The parties have more votes than there are valid votes",
    identities.VOTE_SHARE: "A printed share does not agree with its votes",
    identities.SHARES_ALL: "The printed shares do not add up to 100 per cent",
    identities.CANDIDATES: "Men and women do not add up to the candidates",
    identities.CANDIDATE_SHARE: "The printed percentage of women candidates does not agree",
    identities.WOMEN_SHARE: "The printed percent of women is not women over members",
    identities.WOMEN_PARTY: "A party has more women than seats",
}


def soft(system: System, fault: Fault, page: str) -> Finding:
    """Report figures that differ without a misprint: they count different things."""
    rule = fault.rules[0]
    left = sum(w * system.values[k] for k, w in rule.terms if w > 0)
    right = -sum(w * system.values[k] for k, w in rule.terms if w < 0)
    words = _SOFT_WORDS.get(rule.name, "Figures that often agree do not: {left} and {right}.")
    key = rule.terms[0][0]
    return Finding(
        rule.name,
        "info",
        "noted",
        words.format(left=number(left), right=number(right)),
        page,
        system.lines.get(key),
        group_of(key),
        number(left),
        number(right),
        group="",
    )


def _is_slight(system: System, rules: list) -> bool:
    """Tell whether a printed share is off by so little that no reading of it changes."""
    if any(rule.share is None for rule in rules):
        return False
    for rule in rules:
        count, base = (sum(system.values[k] for k in keys) for keys in rule.ratio)
        if not base or abs(100 * count / base - system.values[rule.share]) > 0.1:
            return False
    return True


def hard(
    system: System, fault: Fault, page: str, outcome: str, repairs: list[Repair], evidence: str
) -> Finding:
    """Report figures of which at least one must be wrong."""
    rules = [r for r in fault.rules if not r.soft] or list(fault.rules)
    rule = rules[0]
    changed = [key for repair in repairs for key, _ in repair.changes]
    of_rule = [key for key in (rule.share, *dict(rule.terms)) if key in system.lines]
    at = changed[0] if changed else of_rule[0]
    # A short rule is told whole; of a long one only what may be wrong.
    cells = of_rule if len(of_rule) <= 4 else changed or of_rule
    options = [changes_in_words(system, fault, repair) for repair in repairs]
    head = _WHOLE.get(rule.name, f"It does not hold that {rule.name}")
    if outcome == "corrected":
        tail = f"Corrected to {options[0]}; evidence: {evidence}."
    elif len(options) >= MOST:
        tail = "Many single figures could be the misprint, and nothing here decides between them."
    elif len(options) > 1:
        tail = f"There are {len(options)} smallest repairs, and nothing here decides between them."
    elif options:
        tail = f"The smallest repair is {options[0]}; no other source confirms it."
    else:
        tail = "No small repair makes them agree."
    names = list(dict.fromkeys(system.names[k] for k in cells if k in system.names))
    texts = list(
        dict.fromkeys(f"{system.names[k]} {system.texts[k]}" for k in cells if k in system.texts)
    )
    return Finding(
        rule.name,
        "info" if _is_slight(system, rules) else "warning",
        outcome,
        f"{head}: {', '.join(texts[:4])}. {tail}",
        page,
        system.lines.get(at),
        "; ".join(names[:6]),
        "; ".join(texts[:6]),
        " or ".join(options),
        evidence,
        group_of(at),
    )
