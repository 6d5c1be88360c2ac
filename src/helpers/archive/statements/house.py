"""The grammar of the house: seats at stake, filled from lists or in districts, and in all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.archive.statements.claims import Claim, is_base, read_rules
from helpers.archive.statements.grammar import pattern
from helpers.archive.statements.tape import Candidate, Tape
from helpers.archive.statements.words import listed

#: At the start of a French sentence that names no party, "il" is the house.
_IT_HAS = "il|elle HAS THE? TOTAL? ..1 <_chamber_seats> ADJ*2 SEATS"
_IT = pattern(_IT_HAS)
#: The surest first; a number belongs to the first pattern that names it.
RULES = (
    # Both tiers in one breath
    "in <runoff_seats> DISTRICTS BY_RUNOFF",
    "RUNOFF ..5 ,? in|for|dans <runoff_seats> ADJ*2 DISTRICTS|SEATS",
    "<runoff_seats> ADJ? DISTRICTS|SEATS|which|them ..3 RUNOFF",
    "<first_round_seats> ADJ*2 DISTRICTS|SEATS ..4 IN_FIRST_ROUND",
    "in|dans <first_round_seats> ADJ*2 DISTRICTS ..6 IN_FIRST_ROUND",
    "IN_FIRST_ROUND ,? ..1 <first_round_seats> DISTRICTS|SEATS ..1 BE? decided|produced|filled|"
    "settled|"
    "pourvus|attribues",
    "<list_seats> of_them|which|these|ADJ? SEATS? ..4 BY_LISTS ,? and|et|while|whereas|with THE? "
    "..1 "
    "<district_seats> SEATS? ..4 IN_DISTRICTS",
    "<district_seats> of_them|which|these|ADJ? SEATS? ..4 IN_DISTRICTS ,? and|et|while|whereas|"
    "with "
    "THE? ..1 <list_seats> SEATS? ..4 BY_LISTS",
    "<district_seats> of|out_of|des|sur THE? <seats_at_stake> ADJ? SEATS BE*2 ALSO? DESIGN ADVERB? "
    "IN_DISTRICTS",
    "<list_seats> of|out_of|des|sur THE? <seats_at_stake> ADJ? SEATS BE*2 ALSO? DESIGN ADVERB? "
    "BY_LISTS",
    # Lists
    "<list_seats> ADJ*2 LIST_SEATS BE|EXIST",
    "THE <list_seats> ADJ*2 LIST_SEATS",
    "THE <list_seats> ADJ? LIST SEATS",
    "<list_seats> ADJ? LIST SEATS BE|at_stake",
    "<list_seats> ADJ*2 SEATS of|in|du|de THE? HOUSE BE*2 ALSO? DESIGN BY_LISTS",
    "<list_seats> OF_THEM|SEATS|autres|others|remaining BE*2 ALSO? DESIGN? ADVERB? BY_LISTS",
    "<list_seats> ADJ*2 SEATS BE*2 DESIGN ..1 BY_LISTS",
    "<list_seats> BE*2 DESIGN ..3 BY_LISTS",
    "<list_seats> autres|others|restants|remaining? ,? BY_LISTS",
    "<list_seats> BE*2 DESIGN? ADVERB? BY_LISTS",
    "<list_seats> DESIGN BY_LISTS",
    "<list_seats> in_all|en_tout ,? BE*2 DESIGN ADVERB? BY_LISTS",
    "<list_seats> SEATS BE*2 DESIGN among THE? party? lists|parties",
    # Districts
    "<district_seats> ADJ*2 DISTRICT_SEATS BE",
    "THE <district_seats> ADJ*2 DISTRICT_SEATS",
    "THE <district_seats> ADJ? DISTRICT SEATS",
    "<district_seats> ADJ? DISTRICT SEATS BE|at_stake",
    ": THE? <district_seats> ADJ? DISTRICT SEATS and|et|, THE? <list_seats>",
    ": THE? <district_seats> ADJ? DISTRICT SEATS and|et|,",
    ": THE? <list_seats> ADJ? LIST SEATS and|et|,",
    "<district_seats> ADJ*2 SEATS of|in|du|de THE? HOUSE BE*2 ALSO? DESIGN IN_DISTRICTS",
    "<district_seats> OF_THEM|SEATS|autres|others|remaining BE*2 ALSO? DESIGN? ADVERB? "
    "IN_DISTRICTS",
    "<district_seats> ADJ*2 SEATS BE*2 DESIGN ..1 IN_DISTRICTS",
    "<district_seats> autres|others|restants|remaining? ,? IN_DISTRICTS",
    "<district_seats> OF_THEM? BE*2 DESIGN in|dans # ..2 DISTRICTS",
    "<district_seats> ADJ*2 SEATS BE*2 elected|elus|elues in|dans # ..1 DISTRICTS",
    "<district_seats> BE*2 DESIGN? ADVERB? IN_DISTRICTS",
    "<district_seats> DESIGN IN_DISTRICTS",
    "<district_seats> in_all|en_tout ,? BE*2 DESIGN ADVERB? IN_DISTRICTS",
    "<district_seats> DISTRICTS ..1 elect|elects|return|returns|elisent|send|sends|choose THE? #",
    "<district_seats> DISTRICTS BE? electing|returning ..1 #",
    "in|dans|from|into <district_seats> DISTRICT DISTRICTS",
    "dans|en <district_seats> DISTRICTS uninominales",
    "OF_THEM ..6 BY_LISTS ,? and|et|while|whereas THE? ..1 <district_seats> in # ..1 DISTRICTS",
    "<district_seats> BE DESIGN by|from DISTRICT DISTRICTS",
    "OF_THEM THE? <district_seats> IN_DISTRICTS",
    "OF_THEM THE? <list_seats> BY_LISTS",
    # At stake
    "<seats_at_stake> ADJ*2 SEATS ..1 BE*2 ADVERB? STAKE",
    "<seats_at_stake> ADJ*2 SEATS and|et # of|des THE? # ADJ*2 SEATS BE*2 ADVERB? STAKE|a_elire",
    "<seats_at_stake> ADJ*2 SEATS ,? STAKE",
    "<seats_at_stake> ADJ? SEATS ,? OF_THEM # IN_DISTRICTS|BY_LISTS ,? BE*2 STAKE",
    "<seats_at_stake> BE*2 STAKE",
    "at_stake|up_for_election|en_jeu|up_for_renewal|a_pourvoir BE THE*2 <seats_at_stake> ADJ*2 "
    "SEATS",
    "<seats_at_stake> ADJ*2 SEATS of|in|du|de|de_l'|de_la THE? HOUSE ..1 BE*2 STAKE",
    "<seats_at_stake> ADJ*2 SEATS to|a fill|pourvoir|be_filled|renouveler",
    "<seats_at_stake> ADJ*2 SEATS ,? BE*2 ADVERB? SOUGHT",
    "<seats_at_stake> ADJ*2 SEATS of|de|de_l'|de_la|du THE? HOUSE BE*2 ADVERB? SOUGHT",
    "of|sur|parmi THE? <seats_at_stake> ADJ? SEATS STAKE",
    "of|sur THE <seats_at_stake> ADJ? SEATS STAKE? , THE? ..2 @ WIN",
    "of|sur|parmi THE <seats_at_stake> ADJ? SEATS ,? # BE*2 DESIGN",
    "all|les|the THE? <seats_at_stake> ADJ*2 SEATS of|in|du|de|de_l'|de_la THE? HOUSE ..1 BE*2 "
    "STAKE",
    "for|provides_for|provided_for|prevoit <seats_at_stake> popularly|directly elected SEATS",
    "<seats_at_stake> ADJ*2 SEATS BE*2 therefore|thus|then|now? filled|decided|elected|renewed|"
    "contested|chosen|balloted_for",
    "THE <seats_at_stake> ADJ*2 SEATS in|of|de|du THE? HOUSE ..2 BE*2 ADVERB? STAKE",
    # The whole chamber
    "of|des|sur THE HOUSE 's|' <chamber_seats> ADJ*2 SEATS",
    "# of|des THE <chamber_seats> ADJ*2 SEATS of|in|de|du THE? HOUSE BE",
    "% of|des THE <chamber_seats> ADJ*2 SEATS of|in|de|du|de_l'|de_la THE? HOUSE",
    "majority|majorite of|des|in THE <chamber_seats> ADJ*2 SEATS",
    "bringing|brings|bring|brought|raising|porte|portant THE membership|total|number|size|strength|"
    "effectif|nombre ..2 of|in|de|du|des THE? HOUSE|SEATS to|a <chamber_seats>",
    "porte|portent|portant|ramene|ramenant a <chamber_seats> THE effectif|nombre|total ..1 of|de|"
    "du|des|de_l' HOUSE|SEATS",
    "of|sur|des THE <chamber_seats> ADJ*2 SEATS ,? <district_seats> BE*2 DESIGN ..1 IN_DISTRICTS "
    "and|et|while <list_seats> ..1 BY_LISTS",
    "HOUSE HAS THE? TOTAL? ..1 <chamber_seats> ADJ*2 SEATS",
    "HOUSE ,? which|qui HAS THE? TOTAL? ..1 <chamber_seats> ADJ*2 SEATS",
    "country|ADJ? HOUSE ..2 HAS <chamber_seats> ADJ*2 SEATS",
    "<chamber_seats> - member|seat|members|seats|strong ADJ*2 HOUSE",
    "HOUSE ,? of|de <chamber_seats> ADJ? SEATS",
    "HOUSE ,? dont|whose les? <chamber_seats> ADJ? SEATS",
    "HOUSE ,? with|avec its|ses <chamber_seats> ADJ? SEATS",
    "provides|provided|provide|prevoit|prevoyait for? THE? HOUSE of|de <chamber_seats> ADJ*2 SEATS",
    "VIE ..1 THE*2 <seats_at_stake> ADJ*2 SEATS",
    "CANDIDATES for|pour the|les <seats_at_stake> ADJ*2 SEATS",
    "ELECT|to_fill THE*2 <seats_at_stake> ADJ*2 SEATS",
    "ELECT ..4 and|et THE <seats_at_stake> ADJ*2 SEATS of|in|de|du|de_l'|de_la THE? HOUSE",
    "ELECT <seats_at_stake> of|des THE? <chamber_seats> ADJ*2 SEATS of|in|de|du|de_l'|de_la THE? "
    "HOUSE",
    "THE <seats_at_stake> ADJ*2 SEATS of|in|de|du|de_l'|de_la THE? HOUSE BE*2 ADVERB? elected|elus|"
    "chosen|returned",
    "ensemble|totalite de|du|de_l'|de_la THE? HOUSE , soit|or <seats_at_stake> SEATS",
    "THE <chamber_seats> ADJ*2 SEATS of|in|du|de|de_l'|de_la THE? HOUSE TO_TIERS",
    "number_of|nombre_de|nombre_des|list_of SEATS ..2 from|de # to|a <seats_at_stake>",
    "HOUSE ,? ..1 BE? enlarged|expanded|increased|reduced|shrunk|agrandie|elargie ..1 to|a "
    "<seats_at_stake> ADJ? SEATS",
    "number_of SEATS BE|was? ..2 raised|reduced|increased|cut|set|fixed|brought|lowered|enlarged "
    "to|at <seats_at_stake>",
    "number_of SEATS of|in|for THE? HOUSE having? BE*2 ..2 raised|reduced|increased|cut|set|fixed|"
    "brought|lowered|enlarged to|at <seats_at_stake>",
    "raised|reduced|increased|cut|set|fixed|brought|lowered|enlarged|shortened|raising|reducing|"
    "increasing|cutting|expanded the ..1 number_of|list_of SEATS ..3 to|at <seats_at_stake>",
    "porte|portant|reduit|ramene|fixe|eleve a <seats_at_stake> le nombre de|des|total_de THE? "
    "SEATS",
    "nombre_de|nombre_des SEATS ..3 a <seats_at_stake>",
    "there BE now <seats_at_stake> ,? each electing",
    "vacancies|renewal|renouvellement of|de|des|in THE? <seats_at_stake> ADJ? SEATS",
    "by|par THE? single|seule|new? one? HOUSE? of|de <seats_at_stake> ,? elected|elus",
    "D ..3 : <seats_at_stake> IN_ALL",
    "replaced ..9 ,? ..9 ,? by # HOUSE|# of|de <seats_at_stake>",
    "<seats_at_stake> OF_THEM|SEATS? BE*2 ADVERB? elected|elus|elues ..4 ,? ..4 ,? and|et|while # "
    "..2 "
    "BE*2 appointed|nommes|nominated|designes",
    _IT_HAS,
)

#: "Won 12 seats in the constituencies" is a result, and none of the house.
_TAKEN = listed(
    "won wins took takes obtained secured captured received gained carried claimed got holds held "
    "kept retained lost lose losing winning taking added remporte obtenu gagne perdu enleve "
    "recueilli conserve obtient remportent emportent conservent boycotted won"
)


def read(tape: Tape, candidates: Sequence[Candidate], free: set[int]) -> list[Claim]:
    """Read how many seats there are.

    Parameters
    ----------
    tape : Tape
        The sentence, without its foreign clauses.
    candidates : sequence of Candidate
        Its patterns that may match.
    free : set of int
        The quantities that no other grammar has read, by their first words.
    """
    claims = read_rules(tape, candidates, free, _is_result)
    claims = [claim for claim in claims if not _is_part(claim, claims)]
    if "R" not in tape.present and (match := tape.match(_IT)):
        token = tape.slot(match, "_chamber_seats")
        if all(claim.token is not token for claim in claims):
            claims.append(Claim(token, "chamber_seats"))
    return claims


def _is_part(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Return True for the 152 of "152 from regional lists and 58 from national lists"."""
    if claim.subject not in ("list_seats", "district_seats"):
        return False
    values = {c.token.quantity.value for c in claims if c.subject == claim.subject}
    # "210 from lists, 152 of them from regional and 58 from national ones": the 210 are all.
    return len(values) > 1 and 2 * claim.token.quantity.value != sum(values)


def _is_result(tape: Tape, claim: Claim) -> bool:
    """Return True if a number is what a party won, or only a part of the seats."""
    before = tape.before(claim.token, 3)
    around = {*before, tape.after(claim.token)}
    if "R" not in tape.present:
        # "Its 165 seats" are the chamber's.
        around.discard("its")
    if claim.subject == "chamber_seats" and _GROUPS & set(tape.before(claim.token, 5)):
        # "In the new House the Alliance has 127 members"
        return True
    index = tape.place(claim.token)
    if claim.subject in ("seats_at_stake", "chamber_seats"):
        near = range(max(index - 3, 0), index)
        if any(tape.keys[i] == "R" and tape.keys[i - 1] != "N" for i in near):
            # "The National Minorities elected eight members."
            return True
        stake = claim.subject == "seats_at_stake"
        part = stake and (
            _PARTS & set(before) or _is_share_of_all(tape, claim) or _is_fraction(before)
        )
        return bool(part or _REST & around)
    if claim.subject not in ("list_seats", "district_seats"):
        return False
    if tape.match(_PER_DISTRICT, index) or _is_of_candidates(tape, index):
        return True
    # "Forty of the 65 are elected in districts": the 65 are not.
    won = is_base(before) or bool(_TAKEN & set(before)) or _is_of_party(tape, claim)
    runoff = not _RUN_OFF.isdisjoint(tape.present)
    return bool(won) or (runoff and claim.subject == "district_seats")


def _is_of_candidates(tape: Tape, index: int) -> bool:
    """Return True for the 80 of "512 candidates, 80 on the lists and 432 in the districts"."""
    counted = [tape.index(match.start()) for match in tape.matches(_CANDIDATES)]
    seats = [tape.index(match.start()) for match in tape.matches(_SEATS)]
    last = max((place for place in counted if place < index), default=-1)
    return last > max((place for place in seats if place <= index + 1), default=-1)


def _is_of_party(tape: Tape, claim: Claim) -> bool:
    """Return True for "Labour has 248 seats: 200 in the districts", and for "others ran"."""
    index = tape.place(claim.token)
    named = _PARTY_SEATS.search(tape.text[: tape.starts[index]])
    return bool(named or tape.match(_RAN, index))


def _is_share_of_all(tape: Tape, claim: Claim) -> bool:
    """Return True for seats that are one kind of several, or filled otherwise or before."""
    whole = tape.match(_OF_ALL)
    counted = whole and tape.slot(whole, "all") is not claim.token
    others = (_NOT_AT_STAKE, _OF_SOME, _FROM_LIST, _EACH)
    return bool(counted) or any(tape.match(rule, tape.place(claim.token)) for rule in others)


def _is_fraction(before: Sequence[str]) -> bool:
    """Return True for "half of the 252 seats were at stake": the 252 were not."""
    shares = [symbol for symbol in before if symbol[0] == "P" and symbol[1:].isdigit()]
    return bool(shares) and is_base(before)


_GROUPS = listed("alliance coalition bloc party group front movement parti groupe mouvement it")
#: "Of which 288 are filled in constituencies" is a part.
_PARTS = listed("which them dont these whom")
#: "The 25 remaining seats" are not all.
_REST = listed("remaining other others autres restants rest further additional more its")
_PARTY_SEATS = re.compile(
    r"(?:R\d+ [^;:]*N\d+ (?:seats|sieges|deputies|deputes|members) [:(]|"
    r"^(?:with|avec) N\d+ (?:seats|sieges|deputies|deputes|members) [:(,]) "
)
_RAN = pattern("# others|autres? candidates|candidats? ran|stood|competed|were_candidates")
#: "Of the 71 seats, 46 are communal and 25 are open": the 25 are not all.
_OF_ALL = pattern("of|sur THE <all> ADJ*2 SEATS")
#: "30 seats are filled by appointees", "32 were filled on the first day"
_NOT_AT_STAKE = pattern(
    "# ADJ*2 SEATS? BE*2 ADVERB? STAKE|DESIGN ..2 appointees|appointment|nomination|nominees|"
    "nominated|appointed|des_le|des_la|outright|d'_emblee|ex_officio|co-option|cooptation|"
    "indirectly"
)
#: "30 seats were contested by Labour alone", "twelve members from a list of 40"
_OF_SOME = pattern("# ADJ*2 SEATS BE*2 ADVERB? SOUGHT by|par THE? @")
_FROM_LIST = pattern("# ADJ*2 SEATS from|among|parmi|sur a|an|une list|liste")
_EACH = pattern("# ADJ*2 SEATS EACH")
#: "2,896 candidates, or five per constituency": these are no seats.
_PER_DISTRICT = pattern("# par|per circonscription|constituency|district|siege|seat")
_CANDIDATES = pattern("CANDIDATES")
_SEATS = pattern("SEATS")
_RUN_OFF = listed("run-off run-offs runoff runoffs ballottage second-round")
