"""The grammar of the contest: how many parties and candidates stood."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.archive.statements.claims import Claim, is_base, read_rules
from helpers.archive.statements.grammar import pattern
from helpers.archive.statements.tape import Candidate, Tape

#: Read in every sentence.
RULES = (
    "<candidates> ADJ*2 CANDIDATES ,|(? OF_THEM|including|among_them|with|y_compris ADVERB? THE? "
    "<candidates_women> BE? WOMEN|female|feminines",
    "<candidates> ADJ*2 CANDIDATES ..2 ,? <candidates_women> of_them|of_whom ,? BE? WOMEN",
    "<candidates> ADJ*2 CANDIDATES ,? <candidates_women> of_them|of_whom BE? WOMEN",
    "<candidates> ADJ*2 CANDIDATES ,? PUT*2 ,? OF_THEM|including|among_them|with|y_compris ..1 "
    "<candidates_women> BE? WOMEN|female|feminines",
    "of|sur|parmi|among THE? <candidates> ADJ*2 CANDIDATES ..3 ,? ..3 <candidates_women> BE WOMEN",
    "<candidates> ADJ*2 CANDIDATES from|of|representing|de|representant "
    "<parties_contesting> PARTIES ,? including|of_whom|among_them|dont|y_compris "
    "<candidates_women> BE? WOMEN",
    "<candidates> ADJ*2 CANDIDATES PUT ,? representing|for|from|representant "
    "<parties_contesting> ADJ*2 PARTIES",
    "each|all|of|the|chacun|des|les THE? <parties_contesting> competing|participating|contesting|"
    "contending|competing PARTIES",
    "<candidates> ADJ*2 CANDIDATES ..1 from|of|representing|representant|de|put_forward_by|"
    "nominated_by|fielded_by|backed_by|appartenant_a|issus_de|belonging_to|presentes_par|"
    "on_the_lists_of|presented_by|running_for|standing_for|investis_par THE? ..1 "
    "<parties_contesting> ADJ*2 PARTIES",
    "<candidates> ADJ*2 CANDIDATES (|, THE? <candidates_women> WOMEN ,? and|et # men|hommes",
    "<candidates> ADJ*2 CANDIDATES ,? <candidates_women> WOMEN|female among_them|included",
    "<candidates> ADJ*2 CANDIDATES ..2 VIE THE*2 # ADJ*2 SEATS",
    "<candidates> ADJ*2 CANDIDATES ..3 VIE",
    "# SEATS ..3 by|par|among|parmi|from|from_among|d'entre <candidates> ADJ*2 CANDIDATES",
    "for|pour|a|of|par|by|between|entre|among <candidates> ADJ*2 CANDIDATES from|of|appartenant_a|"
    "representant|representing|de <parties_contesting> PARTIES",
    "<candidates> ADJ*2 CANDIDATES , ..9 , VIE",
    "<candidates> ADJ*2 CANDIDATES , ..3 # ADJ*2 PARTIES , PUT|VIE|CONTEST|BE",
    "<candidates> ADJ*2 CANDIDATES , # of_whom|of_them|dont BE? @? ..3 , PUT|VIE|CONTEST|BE",
    "<candidates> ADJ*2 CANDIDATES , ..1 #|% ..3 , PUT|VIE|CONTEST|BE",
    "<candidates> ADJ*2 CANDIDATES , ..1 #|% ..3 , from|representing|representant|de|of|"
    "issus_de <parties_contesting> ADJ*2 PARTIES",
    "CANDIDATES , ..1 # of_them|of_whom BE? WOMEN ,? from|of|representing|representant|de|"
    "appartenant_a|issus_de <parties_contesting> ADJ*2 PARTIES",
    "<candidates> ADJ*2 CANDIDATES ,? ..2 CONTEST",
    "<candidates> ADJ*2 CANDIDATES BE*2 ADVERB? registered|nominated|validated|accredited|approved|"
    "enregistres|en_lice|valides|retenus|cleared|admitted|officially_registered|listed|"
    "in_the_running|in_the_race|admis|inscrits|in_contention|on_the_ballot|en_competition|declares",
    "<candidates> ADJ*2 CANDIDATES , soit|or ..2 #? ..5 ,? VIE",
    "BE STAKE by|par <candidates> ADJ*2 CANDIDATES",
    "SOUGHT by|par <candidates> ADJ*2 CANDIDATES",
    "there BE THE? ..1 <candidates> ADJ*2 CANDIDATES",
    "choice|choose|chose|choosing|choix|choisir|decide|select between|among|from|of|entre|parmi "
    "THE? <candidates> ADJ*2 CANDIDATES",
    "PARTIES REGISTER # of THE <candidates> ADJ*2 CANDIDATES",
    "PARTIES|groups|groupings|lists ADVERB? entered|submitted|put_forward|registered <candidates> "
    "names",
    "il_y_avait|on_comptait|on_denombrait|on_a_denombre|comptait|on_a_compte <candidates> ADJ*2 "
    "CANDIDATES",
    "number|nombre of|de|des|total_de ADJ? CANDIDATES ..4 <candidates> ..2 ,? among_them|of_whom|"
    "and|"
    "including|dont|et <candidates_women> BE? WOMEN|feminines",
    "number|nombre of|de|des|total_de ADJ? CANDIDATES ..4 <candidates>",
    "CANDIDATES ,? BE? numbering|numbered|au_nombre_de|totalling|totaling|etaient_au_nombre_de|"
    "totalled|in_number <candidates>",
    "number|nombre of|de|des ADJ? CANDIDATES , <candidates> ,",
    "field ..1 of <candidates> ADJ*2 CANDIDATES",
    "drew|attracted|saw|brought_out|pitted|opposed|opposait|mettait_aux_prises|a_attire|featured|"
    "a_oppose THE? ..1 <candidates> ADJ*2 CANDIDATES",
    "lists ,? with|totalling|containing|comprising|carrying|bearing <candidates> names|CANDIDATES",
    "CANDIDATES for|pour THE? # ADJ*2 SEATS of|in|de|du|de_l'|de_la? THE? HOUSE? , AMONG_THEM "
    "<candidates_women> BE? WOMEN|female",
    "CANDIDATES ,? AMONG_THEM ADVERB? <candidates_women> BE? WOMEN|female",
    "<candidates_women> WOMEN among|amongst|parmi THE? <candidates> ADJ*2 CANDIDATES",
    "<candidates_women> of|des THE? CANDIDATES BE THE? WOMEN",
    ";|, ..1 <candidates_women> of_them|of_whom|d'_entre_eux BE THE? WOMEN",
    "number of women|female CANDIDATES ..3 <candidates_women>",
    "<candidates_women> women|female candidates|contenders|hopefuls",
    "WOMEN numbered|made_up|were|accounted_for <candidates_women> of|among THE <candidates> "
    "CANDIDATES",
    "THE <candidates> ADJ? CANDIDATES included|comprised|counted|comptaient|comprenaient ..1 "
    "<candidates_women> WOMEN",
    # Parties
    "SOUGHT by|par <parties_contesting> ADJ*2 PARTIES",
    "<candidates> ADJ*2 CANDIDATES , representing|from|issus_de|representant <parties_contesting> "
    "ADJ*2 PARTIES",
    "<parties_contesting> ADJ*2 PARTIES , # ..2 ,? and|et # @|PARTIES ..1 CONTEST|VIE|PRESENTED",
    "<parties_contesting> ADJ*2 PARTIES , # more|fewer|less|de_plus|de_moins , CONTEST|VIE",
    "<parties_contesting> ADJ*2 lists|listes BE*2 ADVERB? presented|submitted|filed|registered|"
    "lodged|"
    "deposees|presentees|validees|admitted|approved|enregistrees|entered",
    "ont_mis_aux_prises|a_mis_aux_prises|mettaient_aux_prises|mettait_aux_prises|opposaient|"
    "opposait|pitted|ont_oppose <parties_contesting> ADJ*2 PARTIES",
    "they|who|which|ils|qui stood|ran|were_standing|were_running for <parties_contesting> ADJ*2 "
    "PARTIES",
    "they|who|ils|qui represented|represent|representaient|came_from|belonged_to|"
    "appartenaient_a <parties_contesting> ADJ*2 PARTIES",
    "PARTIES ..9 ,? but|mais only|seulement? <parties_contesting> ADJ? PARTIES? seulement|"
    "of_them|d'_entre_eux? PRESENTED|CONTEST|did_so|l'_ont_fait",
    "<parties_contesting> of|out_of|des|sur ..3 's? # ADJ*2 PARTIES ..3 CONTEST|VIE|PRESENTED",
    "candidates|contenders|candidats|lists|listes from|representing|de|representant|of "
    "<parties_contesting> ADJ*2 PARTIES",
    "<parties_contesting> ADJ*2 PARTIES only|seulement|alone? and|or|et # ..3 CONTEST|VIE",
    "<parties_contesting> ADJ*2 PARTIES ,? and|or|et|as_well_as|plus # @|ADJ*2 CANDIDATES? ..2 "
    "CONTEST|VIE",
    "<parties_contesting> ADJ*2 PARTIES ADVERB? only|seulement|alone|in_all? and|or|et? PARTIES? "
    "ADVERB? BE? ..1 CONTEST|VIE",
    "<parties_contesting> ADJ*2 PARTIES ,? and|et # lists|listes of|d' @ ..1 CONTEST|VIE",
    "<parties_contesting> ADJ*2 PARTIES ,? with|avec # ADJ? CANDIDATES ,? ..1 CONTEST|VIE",
    "<parties_contesting> ADJ*2 PARTIES PRESENTED",
    "<parties_contesting> ADJ*2 PARTIES and|et|with|avec THE? TOTAL? ..1 # ADJ*2 CANDIDATES "
    ",|CONTEST|VIE|PUT|BE|had|avaient",
    "<parties_contesting> ADJ*2 PARTIES and|et a|an|one|un|une|#? ADJ? candidat|candidate|"
    "independent ..1 CONTEST|VIE",
    "between|among|from|by|of|par|entre|de THE? ..1 <parties_contesting> ADJ*2 PARTIES CONTESTING",
    "nominated|presented|fielded|entered|put_up|put_forward|submitted|presentes|investis by|par "
    "<parties_contesting> ADJ*2 PARTIES",
    "CANDIDATES ,? #? ..4 ,? stood|ran|competed|figured|se_presentaient on|for|under|sur "
    "<parties_contesting> ADJ*2 PARTIES",
    "<parties_contesting> ADJ*2 PARTIES ,*2 BE|PRESENTED represented|lists|candidates|des_listes|"
    "des_candidats",
    "<parties_contesting> ADJ*2 PARTIES REGISTER # of|des THE? # ADJ*2 CANDIDATES",
    "<parties_contesting> ADJ*2 PARTIES ,? and # independent|other|@ groups|groupings|lists ..1 "
    "REGISTER|CONTEST",
    "lists|candidates|candidacies|listes|candidatures|nominations BE*2 ADVERB? submitted|filed|"
    "presented|entered|lodged|put_forward|deposees|presentees|registered|handed_in|nominated|"
    "fielded|"
    "tabled by|par|from|for THE? ..1 <parties_contesting> ADJ*2 PARTIES",
    "number|nombre of|de ADJ*2 PARTIES CONTESTING ..3 <parties_contesting>",
    "there BE ..2 <parties_contesting> ADJ*2 PARTIES ..1 CONTESTING|CONTEST|in_the_running|"
    "on_the_ballot|in_contention|in_the_race",
    "choice|choose|choix|choisir between|among|from|of|entre|parmi <parties_contesting> ADJ*2 "
    "PARTIES",
)

#: Read only where no party is named: "the BNF fielded 33 candidates" is not about all.
WITHOUT_PARTY = (
    "PARTIES|they|ils|elles|commission|candidatures ADVERB? ..4 REGISTER THE*2 TOTAL? ..1 "
    "<candidates> ADJ*2 CANDIDATES",
    "<parties_contesting> ADJ*2 PARTIES ..2 REGISTER THE*2 TOTAL? ..1 <candidates> ADJ*2 "
    "CANDIDATES",
    "REGISTER THE? TOTAL? ..1 <parties_contesting> ADJ*2 PARTIES ,? and|et|with <candidates> ADJ*2 "
    "CANDIDATES",
    "REGISTER THE? TOTAL? ..1 <candidates> ADJ*2 CANDIDATES ,? and|et|from|of <parties_contesting> "
    "PARTIES",
    "<candidates_women> WOMEN ..1 CONTEST|VIE",
    "<candidates_women> BE? women ,? CONTEST",
    "between_them REGISTER <candidates> ADJ*2 CANDIDATES",
    "commission ..2 REGISTER THE? TOTAL? <parties_contesting> ADJ*2 PARTIES",
    "CANDIDATES ,? au_nombre_de|numbering <candidates>",
    "total|total_number|total_de of|de? <candidates> ADJ*2 CANDIDATES",
    "<candidates> names BE? on_the_lists|on_lists",
    "in_all|au_total|altogether|en_tout ,? <candidates> ADJ*2 CANDIDATES",
    "<candidates> ADJ*2 CANDIDATES for THE*2 # ADJ? SEATS",
    "with|avec <candidates> ADJ*2 CANDIDATES ..2 VIE",
    "<candidates> ADJ*2 CANDIDATES IN_ALL",
)
_PER_SEAT = pattern(
    "average|moyenne|per_seat|for_each_seat|for_every_seat|par_siege|a_seat|each_seat"
)
_FAILED = pattern(
    "barred|disqualified|withdrew|withdrawn|rejected|killed|arrested|excluded|refused|boycotted|"
    "retires|rejetees|rejetes|exclus|ecartes|tues|boycotte|invalidees|struck_off|assassinated|"
    "recales|turned_down|murdered|died"
)
#: Before or behind the number of those that count.
_ONLY = frozenset(("only", "just", "seulement"))
#: "On 313 lists submitted by parties"
_LISTS_OF = pattern(
    "# lists|listes submitted|presented|filed|put_forward|deposees|presentees|enregistrees by|par"
)
#: Whoever is returned so is none of the others.
_ALONE = pattern("unopposed")
#: "Two lists, each with 65 candidates": they are not all.
_EACH = pattern("each|chacun|chacune ..2 # ADJ*2 CANDIDATES")
_LISTS = pattern("BY_LISTS|lists|listes|list")
_DISTRICTS = pattern("IN_DISTRICTS|constituency_candidates")
#: "1,343 candidates sought the former": the seats in constituencies, which come first.
_FORMER = pattern("the_former")
#: Names are on lists.
_NAMES = pattern("names")
#: "Nine parties and three blocs registered lists": the three are not all.
_AND_OTHERS = pattern("# PARTIES and|et")
_CANDIDATES = pattern("CANDIDATES")
_STANDING = pattern("CONTEST|VIE|PUT|candidate")
_CANDIDATES_OF = pattern("CANDIDATES of|des|de THE?")


def read(tape: Tape, candidates: Sequence[Candidate], free: set[int]) -> list[Claim]:
    """Read how many parties and candidates stood.

    Parameters
    ----------
    tape : Tape
        The sentence, without its foreign clauses.
    candidates : sequence of Candidate
        Its patterns that may match.
    free : set of int
        The quantities that no other grammar has read, by their first words.
    """
    claims = read_rules(tape, candidates, free, _is_some)
    if not claims or tape.find(_FAILED):
        return []
    for rule in (_PER_SEAT, _ALONE):
        if tape.find(rule):
            claims = [claim for claim in claims if not tape.within(rule, *_clause(tape, claim))]
    counts = [claim.token for claim in claims if claim.subject == "parties_contesting"]
    last = max(counts, key=lambda token: token.start, default=None)
    if len(counts) > 1 and not _ONLY.isdisjoint((*tape.before(last, 1), tape.after(last))):
        # "There were 23 parties, of which only 14 put up candidates."
        claims = [one for one in claims if one.token is last or one.token not in counts]
    return [claim._replace(column=_column(tape, claim)) for claim in claims]


def _is_some(tape: Tape, claim: Claim) -> bool:
    """Return True for the 30 of "nine of the 30 parties", and for "eight other parties"."""
    if claim.subject == "candidates_women" and not tape.find(_CANDIDATES, _STANDING):
        return True
    if claim.subject != "parties_contesting":
        each = tape.find(_EACH)
        return each is not None and tape.starts[tape.place(claim.token)] > each.start()
    before = tape.before(claim.token, 5)
    if tape.match(_LISTS_OF, tape.place(claim.token)):
        # Parties may have a list in every constituency.
        return True
    place = tape.place(claim.token)
    if any(tape.index(match.end()) == place for match in tape.matches(_AND_OTHERS)):
        return True
    # "1,900 candidates of 57 parties" are of all of them.
    candidates = tape.find(_CANDIDATES) and _CANDIDATES_OF.regex.search(" ".join((*before, "")))
    return (
        (is_base(before) and not candidates)
        or bool({"coalition", "alliance", "bloc", "coalitions"} & set(before))
        or tape.after(claim.token) in {"other", "autres", "further", "more", "additional"}
    )


def _clause(tape: Tape, claim: Claim) -> tuple[int, int]:
    """Return the tokens between the marks around a quantity."""
    index = tape.place(claim.token)
    marks = [place for place, symbol in enumerate(tape.symbols) if symbol in {",", ";", ":", "("}]
    begin = max((place + 1 for place in marks if place < index), default=0)
    return begin, min((place for place in marks if place > index), default=len(tape))


def _column(tape: Tape, claim: Claim) -> str | None:
    """Return the tier whose candidates are counted, if their clause names only one."""
    if not claim.subject.startswith("candidates"):
        return None
    index = tape.place(claim.token)
    if tape.match(_NAMES, index + 1):
        return "proportional"
    marks = [place for place, symbol in enumerate(tape.symbols) if symbol in {",", ";", ":"}]
    begins = [0, 0, *(place + 1 for place in marks if place < index)]
    # "In the districts, 527 candidates ran": the opening belongs to the clause.
    opening = tape.match(_DISTRICTS, begins[-2]) or tape.match(_LISTS, begins[-2])
    begin = begins[-2] if opening else begins[-1]
    end = next((place + 1 for place in marks if place > index), len(tape.symbols))
    lists = bool(tape.within(_LISTS, begin, end))
    districts = bool(tape.within(_DISTRICTS, begin, end) or tape.find(_FORMER))
    if lists == districts:
        return None
    return "proportional" if lists else "majority"
