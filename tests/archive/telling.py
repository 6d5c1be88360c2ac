"""Narratives made from the oracle's elections, and the statements that they make.

A pattern is a sentence with slots. ``{s1}`` prints the seats of the first party and makes the
statement that it won them; ``{P1}`` names that party and makes none; ``{x:2-9}`` prints a number
that must not be read. Behind a colon stand flags: ``~ > <`` give the qualifier that the words
before the slot say, ``w`` and ``d`` ask for words or digits, ``M`` for millions, ``0`` for a whole
per cent, ``r1`` and ``r2`` name the round. Text before ``||`` and after it are two sentences.

Patterns were written before the grammars were tuned on them. A third of each list is held out:
drawn with the seed :data:`HELD_OUT_SEED`, not looked at while the grammars were built, and tried
at the end.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import oracle

#: Draws the third of the patterns that is held out.
HELD_OUT_SEED = 1889  # the year in which the Inter-Parliamentary Union was founded

# --------------------------------------------------------------------------- English

ENGLISH = (
    # The house and the seats at stake
    "At stake were all {stake} seats in the {CHAMBER}.",
    "Voters were called upon to elect the {stake} members of the {CHAMBER}.",
    "The elections were held to fill {stake} seats, {list} of them by proportional representation "
    "and {district} in single-member constituencies.",
    "{stake} seats were up for election, {district} of which were decided by majority vote and the "
    "remaining {list} on the basis of party lists.",
    "The {CHAMBER} has {chamber} members, all of them directly elected for four years.",
    "The {CHAMBER} comprises {chamber} seats: {district} are filled in single-member districts and "
    "{list} through nationwide lists.",
    "{district} deputies were elected in single-seat constituencies and {list} from party lists.",
    "For the first time, {list} seats were distributed among party lists, while {district} were "
    "contested in single-member constituencies.",
    "The new electoral law provides for a {chamber}-member {CHAMBER}.",
    "A total of {stake} seats were being contested.",
    "The {list} seats based on party lists were shared among the parties with more than {x:3-8} "
    "per cent of the vote.",
    # Candidates and parties
    "{candidates} candidates from {parties} parties contested the {stake} seats.",
    "Some {candidates:~} candidates, including {cw} women, competed for the {stake} seats.",
    "A total of {candidates} candidates were registered, of whom {cw} were women.",
    "{parties} political parties and coalitions took part in the election.",
    "In all, {candidates} contenders stood for the {stake} seats at stake.",
    "{parties} parties fielded a total of {candidates} candidates.",
    "The Central Election Commission registered {parties} parties and {candidates} candidates.",
    "No fewer than {candidates:>} candidates, {cw} of them women, were in the running.",
    "The number of candidates was {candidates}, among them {cw} women.",
    "Lists were submitted by {parties} parties.",
    "The race drew {candidates} hopefuls, of whom {cw} were women.",
    "Of the {candidates} candidates who stood, {cw} were women.",
    # Electors, voters and turnout
    "Turnout was {turnout} per cent.",
    "Turnout stood at {turnout}%, down from {x:30-90} per cent in {PREV}.",
    "More than {turnout:>0} per cent of the {electors:M} registered voters cast their ballots.",
    "Of the {electors} registered electors, {voters} went to the polls, a turnout of {turnout} per "
    "cent.",
    "Some {electors:M~} people were eligible to vote.",
    "Voter participation reached {turnout} per cent, compared with {x:30-90} per cent in {PREV}.",
    "The Commission put turnout at {turnout} per cent.",
    "{voters} of the {electors} registered voters took part.",
    "About {turnout:~0} per cent of those on the rolls voted.",
    "With {turnout} per cent of the electorate voting, participation was the lowest since "
    "independence.",
    "{voters} ballots were cast, of which {valid} were valid.",
    "The electoral roll contained {electors} names.",
    "Participation was low: just over {turnout:>0} per cent of eligible voters turned out.",
    "Nearly {electors:M~} citizens were entitled to take part in the vote.",
    "In the first round, turnout was {turnout:r1} per cent.",
    # Parties' seats and votes
    "The {P1} won {s1} of the {stake} seats.",
    "The {P1} took {s1} seats and the {P2} {s2}.",
    "The {P1} won {s1} seats, followed by the {P2} with {s2} and the {P3} with {s3}.",
    "The {P1} and the {P2} took {s1} and {s2} seats respectively.",
    "With {s1} seats, the {P1} became the largest party in the {CHAMBER}.",
    "The {P1} garnered {v1} per cent of the vote and {s1} seats.",
    "The ruling {P1} secured {s1} seats, while the opposition {P2} had to be content with {s2}.",
    "The {P1}, which had obtained {x:2-60} seats in {PREV}, captured {s1} seats this time.",
    "The {P1} received {v1} per cent of the votes cast, against {v2} per cent for the {P2}.",
    "{s1} seats went to the {P1} and {s2} to the {P2}.",
    "The final results gave the {P1} {s1} seats and the {P2} {s2}.",
    "The {P2} came second with {s2} seats.",
    "The {P1} obtained over {v1:>0} per cent of the valid votes, ahead of the {P2} ({v2} per "
    "cent).",
    "On the lists the {P1} won {l1} seats and the {P2} {l2}; in the constituencies they took {d1} "
    "and {d2} respectively.",
    "The {P1} won {d1} constituency seats, to which were added {l1} seats from its list, giving it "
    "{s1} in all.",
    "The {P1} took {l1} of the {list} list seats.",
    "The {P2} and the {P3} shared the rest, with {s2} and {s3} seats.",
    "The {P1} emerged as the strongest force. || It won {s1} seats and {v1} per cent of the vote.",
    "The remaining {si} seats went to independents.",
    "{si} independents were also elected.",
    "The {P1} returned to power, having won {s1} seats to the {P2}'s {s2}.",
    "The {P1} increased its seats from {x:2-60} to {s1}.",
    "The {P1} lost its majority but remained the biggest party with {s1} seats.",
    "The {P3} was reduced to {s3} seats.",
    "The {P1} ({s1} seats) and the {P2} ({s2} seats) agreed to form a government.",
    "Official results credited the {P1} with {s1} seats; the {P2} finished second with {s2}.",
    "The {P1} claimed victory with {v1:0} per cent of the popular vote, which translated into {s1} "
    "seats.",
    "A further {s3} seats were won by the {P3}.",
    # Women
    "{women} women were elected.",
    "{women} women were elected, up from {x:2-30} in {PREV}.",
    "Women won {women} of the {stake} seats.",
    "Among the newly elected members are {women} women.",
    "The new {CHAMBER} includes {wm} women.",
    "A record {women} women ({wp} per cent) won seats.",
    "There are {wm} women among the members of the new {CHAMBER}.",
    "The number of women elected rose to {women}, from {x:2-30} in {PREV}.",
)

ENGLISH_DISTRACTORS = (
    "In the {PREV} elections, the {P1} had won {x:2-60} seats and the {P2} {x:2-60}.",
    "In {PREV}, turnout had been {x:40-95} per cent.",
    "At the previous elections, held in {PREV}, {x:20-900} candidates had competed for the seats.",
    "The outgoing {CHAMBER} had {x:30-300} members.",
    "A poll published in May gave the {P1} {x:10-60} per cent and the {P2} {x:10-60}.",
    "Opinion polls predicted that the {P1} would win {x:20-90} seats.",
    "Surveys put the {P2} at {x:10-60} per cent.",
    "Exit polls credited the {P1} with {x:10-60} per cent of the vote.",
    "Provisional results gave the {P1} {x:2-60} seats.",
    "Preliminary figures put turnout at {x:40-95} per cent.",
    "A party needed {x:3-7} per cent of the vote to win seats.",
    "The threshold for representation was set at {x:3-7} per cent.",
    "An absolute majority of {x:30-300} seats is required to form a government.",
    "The {P1} thus fell {x:2-9} seats short of the two-thirds majority of {x:30-300}.",
    "Some {x:20-900} observers from {x:5-40} countries monitored the vote.",
    "Voting took place in {x:300-9000} polling stations.",
    "The country has {x:2-60} million inhabitants, {x:10-60} per cent of whom live in towns.",
    "The leader of the {P1}, aged {x:35-80}, had been in power for {x:3-30} years.",
    "The campaign cost {x:2-90} million dollars.",
    "In the presidential election held on the same day, the candidate of the {P1} won {x:20-70} "
    "per cent of the vote.",
    "In the municipal elections of {PREV}, the {P2} had taken {x:20-70} per cent of the vote.",
    "Members of the {OTHER} were renewed in June, when the {P1} won {x:2-60} seats there.",
    "The term of office was extended from {x:4-4} to {x:5-5} years.",
    "The new government was approved by {x:30-300} votes to {x:10-200}.",
    "{x:2-30} people were killed in clashes with the police.",
    "The minimum age for candidates is {x:21-35} years.",
    "In the capital, the {P1} won {x:2-12} of the {x:13-25} seats.",
    "A by-election in March had cost the {P2} {x:2-5} seats.",
    "Unemployment stood at {x:5-40} per cent and inflation at {x:5-90} per cent.",
    "Each of the {x:5-40} provinces elects between {x:2-4} and {x:5-9} members.",
    "The {P1} expected to win at least {x:20-90} seats.",
    "The coalition of {x:3-9} parties had held {x:30-90} seats before the dissolution.",
    "Results were annulled in {x:2-9} districts.",
    "The new Cabinet has {x:10-40} ministers, {x:2-9} of them women.",
)

# --------------------------------------------------------------------------- French

FRENCH = (
    "Les {stake} sièges {DE_CHAMBER} étaient à pourvoir.",
    "Les électeurs étaient appelés à élire les {stake} membres {DE_CHAMBER}.",
    "{stake} sièges étaient en jeu, dont {district} au scrutin uninominal et {list} à la "
    "représentation proportionnelle.",
    "{CHAMBER_CAP} compte {chamber} membres, tous élus au suffrage direct.",
    "{CHAMBER_CAP} se compose de {chamber} députés: {district} sont élus dans des circonscriptions "
    "uninominales et {list} sur des listes nationales.",
    "{district} députés étaient élus au scrutin majoritaire, les {list} autres sur des listes de "
    "partis.",
    "Le scrutin visait à renouveler l'ensemble des {stake} sièges.",
    "La nouvelle loi a porté à {stake|chamber} le nombre de sièges.",
    "Au total, {stake} sièges étaient à pourvoir lors de ce scrutin.",
    "Pour la première fois, {list} sièges étaient attribués à la proportionnelle.",
    # Candidats et partis
    "{candidates} candidats briguaient les {stake} sièges.",
    "Quelque {candidates:~} candidats, dont {cw} femmes, se sont présentés.",
    "Au total, {candidates} candidats représentant {parties} partis étaient en lice.",
    "{parties} partis politiques ont pris part au scrutin.",
    "{parties} partis ont présenté des candidats, au nombre de {candidates}.",
    "Sur les {candidates} candidats en lice, {cw} étaient des femmes.",
    "La Commission électorale a validé {candidates} candidatures, dont {cw} féminines.",
    "Le nombre de candidats s'est élevé à {candidates}.",
    "{parties} listes étaient en compétition.",
    "Pas moins de {candidates:>} candidats se disputaient les {stake} sièges en jeu.",
    "Les {stake} sièges étaient convoités par {candidates} candidats appartenant à {parties} "
    "partis.",
    # Participation
    "Le taux de participation a été de {turnout} %.",
    "Le taux de participation s'est établi à {turnout} %, contre {x:30-90} % en {PREV}.",
    "Plus de {turnout:>0} % des {electors:M} d'électeurs inscrits ont voté.",
    "Sur {electors} électeurs inscrits, {voters} se sont rendus aux urnes.",
    "Près de {electors:M~} d'électeurs étaient appelés aux urnes.",
    "La participation a atteint {turnout} % des inscrits.",
    "Quelque {turnout:~0} % des électeurs inscrits se sont rendus aux urnes.",
    "La participation, en baisse, n'a pas dépassé {turnout:<0} %.",
    "Avec une participation de {turnout} %, le scrutin a peu mobilisé.",
    "Le corps électoral comptait {electors} inscrits.",
    "On a dénombré {voters} votants et {valid} suffrages valablement exprimés.",
    "Au premier tour, le taux de participation a été de {turnout:r1} %.",
    "Moins de {turnout:<0} % des électeurs ont participé au vote.",
    # Sièges et suffrages des partis
    "Le {P1} a remporté {s1} des {stake} sièges.",
    "Le {P1} a obtenu {s1} sièges et le {P2} {s2}.",
    "Le {P1} a remporté {s1} sièges, devant le {P2} ({s2}) et le {P3} ({s3}).",
    "Le {P1} et le {P2} ont obtenu respectivement {s1} et {s2} sièges.",
    "Avec {s1} sièges, le {P1} devient la première force {DE_CHAMBER}.",
    "Le {P1} a recueilli {v1} % des suffrages et {s1} sièges.",
    "Le {P1}, au pouvoir depuis {PREV}, conserve {s1} sièges, tandis que le {P2} en obtient {s2}.",
    "Le {P1} a réuni {v1} % des voix, contre {v2} % pour le {P2}.",
    "{s1} sièges sont revenus au {P1} et {s2} au {P2}.",
    "Les résultats définitifs donnent {s1} sièges au {P1} et {s2} au {P2}.",
    "Le {P2} arrive en deuxième position avec {s2} sièges.",
    "Le {P1} l'emporte avec plus de {v1:>0} % des suffrages exprimés.",
    "Au scrutin de liste, le {P1} a obtenu {l1} sièges et le {P2} {l2}.",
    "Le {P1} a enlevé {d1} sièges dans les circonscriptions, auxquels s'ajoutent {l1} sièges de "
    "liste, soit {s1} au total.",
    "Le {P1} a gagné {l1} des {list} sièges de liste.",
    "Les {si} sièges restants sont allés à des indépendants.",
    "{si} candidats indépendants ont également été élus.",
    "Le {P1} est sorti vainqueur du scrutin. || Il a remporté {s1} sièges avec {v1} % des voix.",
    "Le {P1} est passé de {x:2-60} à {s1} sièges.",
    "Le {P3} doit se contenter de {s3} sièges.",
    "Le {P1} ({s1} sièges) et le {P2} ({s2} sièges) ont formé une coalition.",
    "Le {P1} garde la majorité avec {s1} élus, suivi du {P2}, qui en compte {s2}.",
    "Le {P3} n'a conservé que {s3} sièges.",
    # Femmes
    "{women} femmes ont été élues.",
    "{women} femmes ont été élues, contre {x:2-30} en {PREV}.",
    "Les femmes ont remporté {women} des {stake} sièges.",
    "Parmi les élus figurent {women} femmes.",
    "{CHAMBER_CAP} compte désormais {wm} femmes.",
    "Le nombre de femmes élues est passé de {x:2-30} à {women}.",
    "Le nouveau parlement comprend {wm} femmes ({wp} %).",
)

FRENCH_DISTRACTORS = (
    "Lors des élections de {PREV}, le {P1} avait remporté {x:2-60} sièges et le {P2} {x:2-60}.",
    "En {PREV}, la participation avait été de {x:40-95} %.",
    "{CHAMBER_CAP} sortante comptait {x:30-300} membres.",
    "Un sondage publié en mai créditait le {P1} de {x:10-60} % et le {P2} de {x:10-60} %.",
    "Les sondages donnaient {x:20-90} sièges au {P1}.",
    "Des résultats provisoires attribuaient {x:2-60} sièges au {P1}.",
    "Selon des chiffres partiels, la participation était de {x:40-95} %.",
    "Un parti devait recueillir {x:3-7} % des suffrages pour obtenir des sièges.",
    "Le seuil de représentation est fixé à {x:3-7} %.",
    "La majorité absolue est de {x:30-300} sièges.",
    "Il manque {x:2-9} sièges au {P1} pour atteindre la majorité des deux tiers.",
    "Quelque {x:20-900} observateurs de {x:5-40} pays ont suivi le vote.",
    "Le vote s'est déroulé dans {x:300-9000} bureaux.",
    "Le pays compte {x:2-60} millions d'habitants.",
    "Le chef du {P1}, âgé de {x:35-80} ans, gouvernait depuis {x:3-30} ans.",
    "La campagne a coûté {x:2-90} millions de dollars.",
    "À l'élection présidentielle, le candidat du {P1} a obtenu {x:20-70} % des voix.",
    "Aux élections municipales de {PREV}, le {P2} avait obtenu {x:20-70} % des voix.",
    "La durée du mandat a été portée de {x:4-4} à {x:5-5} ans.",
    "Le gouvernement a été investi par {x:30-300} voix contre {x:10-200}.",
    "{x:2-30} personnes ont été tuées lors d'affrontements.",
    "Dans la capitale, le {P1} a remporté {x:2-12} des {x:13-25} sièges.",
    "Une élection partielle avait coûté {x:2-5} sièges au {P2}.",
    "Le chômage touche {x:5-40} % de la population active.",
    "Le {P1} espérait au moins {x:20-90} sièges.",
    "Les résultats ont été annulés dans {x:2-9} circonscriptions.",
    "Le gouvernement compte {x:10-40} ministres, dont {x:2-9} femmes.",
    "Au {OTHER}, renouvelé en juin, le {P1} avait obtenu {x:2-60} sièges.",
)

PATTERNS = {"en": ENGLISH, "fr": FRENCH}
DISTRACTORS = {"en": ENGLISH_DISTRACTORS, "fr": FRENCH_DISTRACTORS}


def held_out(patterns: tuple[str, ...]) -> frozenset[str]:
    """Draw the third of the patterns that is set aside."""
    return frozenset(random.Random(HELD_OUT_SEED).sample(patterns, len(patterns) // 3))


# --------------------------------------------------------------------------- facts


@dataclass(frozen=True)
class Told:
    """A statement that a narrative makes, in the terms of ``statements.csv``."""

    line: int
    subject: str
    party: str | None
    column: str | None
    round: int | None
    value: int | Decimal
    qualifier: str | None


@dataclass
class Facts:
    """What is told of one election: the oracle's figures, and invented ones where it has none."""

    chamber: str
    year: int
    parties: list[str]
    names: list[str]
    values: dict[str, int | Decimal]
    language: str = "en"


#: Slots of the whole: their subject and column.
_WHOLE = {
    "stake": "seats_at_stake",
    "stake|chamber": "seats_at_stake|chamber_seats",
    "chamber": "chamber_seats",
    "list": "list_seats",
    "district": "district_seats",
    "candidates": "candidates",
    "cw": "candidates_women",
    "parties": "parties_contesting",
    "electors": "electors",
    "voters": "voters",
    "valid": "valid_votes",
    "turnout": "turnout_pct",
    "women": "women_elected",
    "wm": "women_members",
}
#: Slots of a party: subject and column by the letter before its place.
_PARTY = {
    "s": ("party_seats", "total"),
    "l": ("party_seats", "proportional"),
    "d": ("party_seats", "majority"),
    "v": ("party_votes_pct", None),
}
_OTHER_CHAMBER = {"en": "Senate", "fr": "Sénat"}
_BRACKET = re.compile(r"\s*\(([^()]+)\)")


def elections(language: str) -> Iterator[Facts]:
    """Yield the facts of the oracle's elections that have three parties with seats or more."""
    chance = random.Random(7)
    for entry in oracle.entries():
        rows = _seats(entry)
        rows = [row for row in rows if row[1] > 0 and not re.match(_NOT_PARTIES, row[0], re.I)]
        if len(rows) >= 3 and len({name for name, _ in rows}) == len(rows):
            yield _facts(entry, rows, chance, language)


_NOT_PARTIES = r"indep|indép|other|autre|vacant|non-?part|against|appoint|nominat|state list|divers"


def _seats(entry: dict) -> list[tuple[str, int]]:
    if entry["page"].startswith("ipu/"):
        return [(r["party"], int(oracle.number(r["cells"][0]) or 0)) for r in entry["seats"]]
    name = "seats" if entry["page"].startswith("parline/") else "total"
    return [(r["party"], int(r[name] or 0)) for r in entry["seats"]]


def _facts(entry: dict, rows: list, chance: random.Random, language: str) -> Facts:
    rows = sorted(rows, key=lambda row: -row[1])
    values: dict[str, int | Decimal] = {}
    shares = sorted((chance.randint(300, 6000) for _ in rows), reverse=True)
    for place, ((_, seats), share) in enumerate(zip(rows, shares, strict=True), 1):
        lists = chance.randint(1, seats - 1) if seats > 2 else seats
        values |= {f"s{place}": seats, f"l{place}": lists, f"d{place}": max(seats - lists, 1)}
        values[f"v{place}"] = Decimal(share).scaleb(-2)
    stake = sum(seats for _, seats in rows)
    values["list"] = chance.randint(stake // 4 + 1, stake // 2 + 1)
    values["district"] = max(stake - values["list"], 2)
    electors = entry.get("electors") or entry.get("registered_voters")
    electors = electors or chance.randint(40_000, 30_000_000)
    turnout = Decimal(chance.randint(3500, 9500)).scaleb(-2)
    values |= {
        "stake": stake, "chamber": stake, "si": chance.randint(2, 40), "electors": electors,
        "turnout": turnout, "voters": int(electors * turnout / 100),
        "valid": int(electors * turnout / 104), "candidates": chance.randint(3, 12) * stake + 11,
        "parties": chance.randint(3, 40), "women": chance.randint(2, stake // 3 + 3),
        "wm": chance.randint(2, stake // 3 + 3), "cw": chance.randint(2, stake),
        "wp": Decimal(chance.randint(20, 500)).scaleb(-1),
    }  # fmt: skip
    names = [row[0] for row in rows]
    chamber = "Assemblée nationale" if language == "fr" else "National Assembly"
    facts = Facts(chamber, _year(entry), names, [_name(n, names, chance) for n in names], values)
    facts.language = language
    return facts


def _year(entry: dict) -> int:
    printed = str(entry.get("date_from") or entry.get("dates") or entry["page"])
    return int((re.search(r"(?:19|20)\d\d", printed) or ["1999"])[0])


def _name(printed: str, others: list[str], chance: random.Random) -> str:
    """Choose how narrative names a party: as printed, its abbreviation, or without "Party"."""
    bare = _BRACKET.sub("", printed).strip(' "*')
    forms = [bare, printed]
    if match := _BRACKET.search(printed):
        forms.append(match[1])
    short = re.sub(r"\s+(?:Party|Bloc|Electoral Bloc)$", "", bare)
    alone = [name for name in others if re.search(rf"\b{re.escape(short)}\b", name)]
    if len(alone) == 1 and len(short) > 4:
        forms.append(short)
    form = chance.choice(forms)
    return form if sum(form in name for name in others) <= 1 else printed


# --------------------------------------------------------------------------- writing

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize",
}
_TENS = {
    "en": "0 0 twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "0 dix vingt trente quarante cinquante soixante",
}


def words(value: int, language: str) -> str:
    """Write a number below a hundred (in French below seventy) in words."""
    units, tens = _UNITS[language].split(), _TENS[language].split()
    if value < len(units):
        return units[value]
    ten, unit = divmod(value, 10)
    if unit == 0:
        return tens[ten]
    link = " et " if language == "fr" and unit == 1 and ten > 1 else "-"
    return f"{tens[ten]}{link}{units[unit]}"


def _number(value: int | Decimal, facts: Facts, flags: str, chance: random.Random) -> str:
    french = facts.language == "fr"
    if isinstance(value, Decimal):
        text = f"{value.normalize():f}"
        return text.replace(".", ",") if french else text
    spelled = value < (70 if french else 100) and "d" not in flags
    if spelled and ("w" in flags or chance.random() < (0.8 if value < 11 else 0.2)):
        return words(value, facts.language)
    return f"{value:,}".replace(",", chance.choice(" \u00a0") if french else chance.choice(", "))


def _slot(key: str, flags: str, facts: Facts, chance: random.Random):
    """Return what a slot prints, and its value and qualifier."""
    value = facts.values[key]
    marks = {"~": "approximate", ">": "at_least", "<": "at_most"}
    qualifier = next((name for mark, name in marks.items() if mark in flags), None)
    if isinstance(value, Decimal) and "0" in flags:
        mode = ROUND_FLOOR if ">" in flags else ROUND_CEILING if "<" in flags else ROUND_HALF_UP
        value = value.quantize(Decimal(1), rounding=mode)
    if "M" in flags:
        value = max(Decimal(value).scaleb(-6).quantize(Decimal("0.1")), Decimal("1.1"))
        unit = "million" if facts.language == "en" or value < 2 else "millions"
        text = f"{_number(value, facts, flags, chance)} {unit}"
        return text, int(value.scaleb(6)), qualifier or "approximate"
    if "~" in flags and isinstance(value, int):
        value = max(round(value, -1), 10)
    return _number(value, facts, flags, chance), value, qualifier


_SLOT = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")


def sentence(
    pattern: str, facts: Facts, chance: random.Random, line: int
) -> tuple[str, list[Told]]:
    """Write a pattern, and list the statements that it makes."""
    told: list[Told] = []

    def fill(match: re.Match) -> str:
        key, flags = match[1], match[2] or ""
        if key == "x":
            low, high = map(int, flags.split("-"))
            return _number(chance.randint(low, high), facts, "", chance)
        if key in ("wp",):
            return _number(facts.values[key], facts, "", chance)
        if key[0] == "P" and key[1:].isdigit():
            return facts.names[int(key[1:]) - 1]
        if key in (names := _names(facts)):
            return names[key]
        text, value, qualifier = _slot(key.split("|")[0], flags, facts, chance)
        number = int(flags[flags.index("r") + 1]) if "r" in flags else None
        if key == "si":
            subject, column, party = "party_seats", "total", "Independents"
        elif key in _WHOLE:
            subject, column, party = _WHOLE[key], None, None
        else:
            subject, column = _PARTY[key[0]]
            party = facts.parties[int(key[1:]) - 1]
        told.append(Told(line, subject, party, column, number, value, qualifier))
        return text

    text = _SLOT.sub(fill, pattern).replace(" || ", " ")
    if facts.language == "fr":
        text = re.sub(r"million(s?) d'", r"million\1 d'", text)
    return text[0].upper() + text[1:], told


def _names(facts: Facts) -> dict[str, str]:
    return {
        "CHAMBER": facts.chamber,
        "DE_CHAMBER": f"de l'{facts.chamber}",
        "CHAMBER_CAP": f"L'{facts.chamber}",
        "OTHER": _OTHER_CHAMBER[facts.language],
        "PREV": str(facts.year - 4),
    }


def narrative(
    facts: Facts,
    patterns: list[str],
    distractors: list[str],
    chance: random.Random,
    most: int = 6,
) -> tuple[list[tuple[int, str]], list[Told]]:
    """Write a narrative of some patterns and distractors, each on a line of its own or wrapped."""
    chosen = [(p, True) for p in chance.sample(patterns, min(most, len(patterns)))]
    chosen += [(p, False) for p in chance.sample(distractors, min(most, len(distractors)))]
    chance.shuffle(chosen)
    lines: list[tuple[int, str]] = []
    told: list[Told] = []
    number = 10
    for pattern, _ in chosen:
        text, made = sentence(pattern, facts, chance, number)
        lines.append((number, text))
        told.extend(made)
        number += 2
    return lines, told
