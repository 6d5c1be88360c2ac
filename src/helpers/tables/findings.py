"""Findings: what does not agree, said in a sentence that a person can act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from helpers.archive.page import Cell
from helpers.rules.identities import BY_NAME, Address
from helpers.rules.reconcile import MAX_REPAIRS, Fault, Repair
from helpers.rules.rounding import half_unit
from helpers.rules.system import Rule, System

#: A printed share that is off by no more percentage points changes no reading of it.
SLIGHT = 0.1
#: One share that is a unit too low is a slip; so many together were cut off.
FEWEST_CUT = 2
#: A rule of no more figures is reported whole; of a longer one only what may be wrong.
SHORT_RULE = 4
#: So many figures are listed in a finding's field, and so many in its sentence.
LISTED, SAID = 6, 4


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


@dataclass(frozen=True)
class Checked:
    """A page's figures, the rules between them, and its path: what a finding is written from."""

    page: str
    cells: Mapping[Address, Cell]
    system: System


def number(value: float) -> str:
    """Print a count with commas, a share with its decimals."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def share_value(checked: Checked, fault: Fault, key: Address) -> float | None:
    """Compute what a printed share should be, from the count and base of its rule."""
    for rule in fault.rules:
        if rule.share == key and rule.ratio:
            count, base = (sum(checked.system.values[k] for k in keys) for keys in rule.ratio)
            decimals = -checked.cells[key].value.as_tuple().exponent
            return round(100 * count / base, decimals) if base else None
    return None


def changes_in_words(checked: Checked, fault: Fault, repair: Repair) -> str:
    """Say a repair: which figures, printed and proposed."""
    said = []
    for key, value in repair.changes:
        if value is None and key in {rule.share for rule in fault.rules}:
            value = share_value(checked, fault, key)
        if isinstance(value, tuple):
            new = f"between {number(value[0])} and {number(value[1])}"
        else:
            new = "another value" if value is None else number(value)
        cell = checked.cells[key]
        said.append(f"{cell.title} {new} (printed {cell.text})")
    return " and ".join(said)


def soft(checked: Checked, fault: Fault) -> Finding | None:
    """Report figures that differ without a misprint, as they count different things."""
    rule = fault.rules[0]
    sentence = BY_NAME[rule.name].sentence
    if not sentence:
        return None
    values = checked.system.values
    left = number(sum(w * values[k] for k, w in rule.terms if w > 0))
    right = number(-sum(w * values[k] for k, w in rule.terms if w < 0))
    at = rule.terms[0][0]
    message = sentence.format(left=left, right=right)
    line = checked.cells[at].line
    return Finding(rule.name, "info", "noted", message, checked.page, line, at.group, left, right)


def cut_off(checked: Checked, fault: Fault, repair: Repair) -> Finding | None:
    """Report shares that were cut off after their last decimal and not rounded; else None."""
    printed_shares = {rule.share for rule in fault.rules}
    shares = [key for key, value in repair.changes if value is None and key in printed_shares]
    if len(shares) < len(repair.changes) or len(shares) < FEWEST_CUT:
        return None
    for key in shares:
        value, printed = share_value(checked, fault, key), checked.cells[key].value
        unit = 2 * half_unit(printed)
        if value is None or round((Decimal(str(value)) - printed) / unit) != 1:
            return None
    cells = [checked.cells[key] for key in shares]
    return Finding(
        fault.rules[0].name,
        "info",
        "noted",
        f"The last decimal of {len(shares)} printed shares is one lower than their votes give: "
        "they were cut off there, not rounded.",
        checked.page,
        cells[0].line,
        "; ".join(cell.title for cell in cells),
        "; ".join(f"{cell.title} {cell.text}" for cell in cells),
        group=cells[0].address.group,
    )


def _is_slight(checked: Checked, rules: list[Rule]) -> bool:
    """Return True if a printed share is off by so little that no reading of it changes."""
    values = checked.system.values
    for rule in rules:
        if rule.share is None:
            return False
        count, base = (sum(values[k] for k in keys) for keys in rule.ratio)
        if not base or abs(100 * count / base - values[rule.share]) > SLIGHT:
            return False
    return True


def hard(
    checked: Checked, fault: Fault, outcome: str, repairs: list[Repair], evidence: str
) -> Finding:
    """Report figures of which at least one must be wrong."""
    rules = [r for r in fault.rules if not r.soft] or list(fault.rules)
    rule = rules[0]
    changed = [key for repair in repairs for key, _ in repair.changes]
    of_rule = [key for key in (rule.share, *dict(rule.terms)) if key in checked.cells]
    at = changed[0] if changed else of_rule[0]
    about = of_rule if len(of_rule) <= SHORT_RULE else changed or of_rule
    options = [changes_in_words(checked, fault, repair) for repair in repairs]
    identity = BY_NAME.get(rule.name)
    head = identity.sentence if identity and not identity.soft else ""
    head = head or f"It does not hold that {rule.name}"
    otherwise = identity.otherwise if identity else ""
    if otherwise and outcome == "unconfirmed":
        outcome = "ambiguous"
    if outcome == "corrected":
        tail = f"Corrected to {options[0]}; evidence: {evidence}."
    elif len(options) >= MAX_REPAIRS:
        tail = "Many single figures could be the misprint, and nothing here decides between them."
    elif len(options) > 1:
        tail = f"There are {len(options)} smallest repairs, and nothing here decides between them."
    elif options:
        tail = f"The smallest repair is {options[0]}; no other source confirms it."
    elif fault.searched:
        tail = "No small repair makes them agree."
    else:
        tail = "So many figures of the page disagree that no repair was looked for."
    if otherwise and outcome != "corrected":
        tail = f"Either {otherwise}, or a figure is a misprint. {tail}"
    cells = [checked.cells[key] for key in dict.fromkeys(about)]
    names = list(dict.fromkeys(cell.title for cell in cells))
    texts = list(dict.fromkeys(f"{cell.title} {cell.text}" for cell in cells))
    return Finding(
        rule.name,
        "info" if _is_slight(checked, rules) else "warning",
        outcome,
        f"{head}: {', '.join(texts[:SAID])}. {tail}",
        checked.page,
        checked.cells[at].line,
        "; ".join(names[:LISTED]),
        "; ".join(texts[:LISTED]),
        " or ".join(options),
        evidence,
        at.group,
    )
