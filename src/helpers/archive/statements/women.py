"""The grammar of women: how many were elected, and how many sit in the house."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.archive.statements.claims import Claim, is_base, read_rules
from helpers.archive.statements.grammar import pattern
from helpers.archive.statements.tape import Candidate, Tape

RULES = (
    "<women_elected> of|out_of|des THE? <candidates_women> WOMEN candidates? ..2 WERE_ELECTED",
    "of|sur|parmi THE? <candidates_women> WOMEN candidates? ,? ..1 <women_elected> WERE_ELECTED",
    # In the house
    "<women_members> WOMEN ,? ..1 SIT",
    "<women_members> WOMEN among|in|on THE? HOUSE_MEMBERS|HOUSE|benches ..2 of? THE? HOUSE?",
    "HOUSE HAS ..2 <women_members> WOMEN",
    "ou|dans_lequel|dans_laquelle siegent|siegeront <women_members> WOMEN",
    "HOUSE ,? in_which|where|on_which|ou|dans_lequel|dans_laquelle <women_members> WOMEN sit|"
    "will_sit|have_seats|siegent|siegeront",
    "HOUSE ..2 ,? HAS ..2 <women_members> WOMEN",
    "there BE ..1 <women_members> WOMEN in|among THE? HOUSE|HOUSE_MEMBERS|members|deputies",
    "there BE ..1 <women_members> WOMEN HOUSE_MEMBERS",
    "number of|de WOMEN in THE? HOUSE ..4 <women_members>",
    "<women_members> of|des THE? ADJ? #? HOUSE_MEMBERS|members|deputies|sieges|seats BE women|"
    "femmes|"
    "occupes_par_des_femmes|held_by_women|filled_by_women|occupied_by_women",
    "women|femmes now|desormais? hold|occupy|fill|detiennent|occupent|make_up THE? ..1 "
    "<women_members> "
    "of|des? THE? #? SEATS?",
    "femmes sont|etaient|seront <women_members> a|au|dans|sur THE? HOUSE",
    "WOMEN hold|occupy|detiennent|occupent|fill|will_hold|will_occupy <women_members>",
    "HOUSE en compte|comprend|comptera|comprendra <women_members>",
    "HOUSE HAS # SEATS ,? OF_THEM|including|among_them ..1 <women_members> BE? WOMEN",
    "<women_members> WOMEN ( % ) ,? ..1 SIT",
    "<women_members> WOMEN , or|soit % , ..1 SIT",
    "WOMEN ..3 % of|des THE*2 ..2 HOUSE_MEMBERS|members|seats|sieges ,|( <women_members> in_all|"
    "seats|of_them|en_tout",
    # Elected
    "au_nombre_des|parmi_les elus figurent|on_compte|figuraient <women_elected> WOMEN",
    "<women_elected> WOMEN entered|enter|entering|joined|made_it_into|reached THE? HOUSE",
    "<women_elected> WOMEN ( % ) WERE_ELECTED",
    "<women_elected> WOMEN and|et # men|hommes WERE_ELECTED",
    "<women_elected> WOMEN , ..7 , WERE_ELECTED",
    "with|avec ..2 <women_elected> WOMEN ( % ) elected|elues",
    "<women_elected> WOMEN ,? or|soit % ,? ..3 WERE_ELECTED",
    "<women_elected> WOMEN ,? ..2 WERE_ELECTED",
    "saw <women_elected> WOMEN elected|returned|enter",
    "elected|elu|elected_were|electing|electrices|returned|elurent|choisi|chose ..1 "
    "<women_elected> "
    "WOMEN",
    "number|nombre of|de|des WOMEN BE? elected|elues|returned|among_those_elected ..5 "
    "<women_elected>",
    "number|nombre of|de WOMEN deputies|members|elected ..5 to|a|at|reached|was|is <women_elected>",
    "among|parmi|amongst NEW_MEMBERS ,? ..2 <women_elected> WOMEN",
    "NEW_MEMBERS ..2 include|included|comprised|were|comptent|comprennent ..1 <women_elected> "
    "WOMEN",
    "including|dont|of_whom|among_them|among_whom <women_elected> WOMEN ,? BE elected|elues",
    "<women_elected> of|des|d'_entre NEW_MEMBERS BE THE? WOMEN",
    "<women_elected> of THE? #? NEW_MEMBERS|SEATS|winners|successful_candidates BE? won_by|"
    "captured_by|taken_by|went_to|gained_by|obtained_by WOMEN",
    "<women_elected> of|des|sur THE? #? NEW_MEMBERS BE THE? WOMEN",
    "WOMEN WON_BY_THEM <women_elected> of|des THE? <seats_at_stake> SEATS",
    "WOMEN won|win|took|captured|obtained|gained|secured|ont_remporte|ont_obtenu|ont_gagne|"
    "remportent|received|obtiennent|ont_enleve|ont_decroche|claimed|earned|garnered THE? ..1 "
    "<women_elected>",
    "<women_elected> SEATS? ..2 GO_TO WOMEN",
    "<women_elected> SEATS ..2 won_by|to WOMEN",
    "of|sur|parmi THE? # NEW_MEMBERS|elus|members|SEATS ,? elected|returned|elus? ,? "
    "<women_elected> "
    "BE THE? WOMEN",
    "are|figurent|were|comptent|figuraient|include|compte|trouve-t-on ..1 <women_elected> WOMEN "
    "among|parmi NEW_MEMBERS",
)
_OTHER = pattern(
    "ministers|ministres|cabinet|ministers|judges|observers|government|gouvernement|observateurs|"
    "vice-presidents|mayors|commission|councillors|nouveaux_senateurs|candidates_women|reserved|"
    "reserves|quota|quotas|minimum|required"
)


def read(tape: Tape, candidates: Sequence[Candidate], free: set[int]) -> list[Claim]:
    """Read how many women were elected, and how many sit in the house.

    Parameters
    ----------
    tape : Tape
        The sentence, without its foreign clauses.
    candidates : sequence of Candidate
        Its patterns that may match.
    free : set of int
        The quantities that no other grammar has read, by their first words.
    """
    claims = read_rules(tape, candidates, free, _is_whole)
    return [] if claims and tape.find(_OTHER) else claims


def _is_whole(tape: Tape, claim: Claim) -> bool:
    """Return True for the 67 of "14 of the 67 women were elected"."""
    return claim.subject.startswith("women") and is_base(tape.before(claim.token, 3))
