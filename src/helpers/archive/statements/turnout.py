"""The grammar of participation: electors, voters, valid votes and turnout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.archive.statements.claims import Claim, read_rules
from helpers.archive.statements.grammar import pattern
from helpers.archive.statements.quantities import percent_of
from helpers.archive.statements.tape import Candidate, Tape, Token

#: "Three in four", "seven in ten", and no count of voters.
_LARGEST_WHOLE = 20
#: "Three voters in four went to the polls", "almost nine of the 15 million were eligible"
_IN_TWO_NUMBERS = (
    "<_part> ADJ? ELECTORS|PEOPLE|voter|elector|electeur|citizen out_of|in|sur <_whole> ..2 VOTED",
    "<_part> of|des|sur|out_of THE? <_whole> ..2 BE? eligible|entitled|registered|on_the_rolls|"
    "enrolled|qualified|had_the_vote|have_the_vote|could_vote|were_eligible|electeurs|inscrits",
)
_ONE_IN_SOME, _OF_MILLIONS = map(pattern, _IN_TWO_NUMBERS)

RULES = (
    # Shares of the electors who voted
    "of|sur|parmi THE? ADJ? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..4 ,? ..1 <turnout_pct%> ..1 "
    "VOTED",
    "of|sur|parmi THE? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..4 ,? ..1 <voters> ADJ? PEOPLE? "
    "..1 VOTED "
    ",? "
    "a|or|for|giving|making|representing|soit|ce_qui|i_._e_.|so_that ..5 <turnout_pct%>",
    "of|sur|parmi THE? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..4 ,? ..1 <voters> ADJ? PEOPLE? "
    "..1 "
    "VOTED ,? soit|or <turnout_pct%>",
    "of|sur|parmi THE? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..4 ,? ..1 <voters> ADJ? PEOPLE? "
    "..1 "
    "VOTED",
    "of|sur|parmi THE? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..4 ,? <voters> ,? or|soit "
    "<turnout_pct%> "
    ",? ..1 VOTED",
    "<voters> of|sur|parmi|des|de THE? ADJ? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..3 VOTED",
    "<turnout_pct%> of|des|de|d' THE*2 ADJ? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..4 VOTED",
    "<turnout_pct%> of|des|de|d' THE*2 ADJ? <electors> d'? ADJ*2 ELECTORS",
    "<turnout_pct%> of|des|de THE*2 ELECTORS|PEOPLE ..3 VOTED",
    "with|avec <turnout_pct%> of|des THE? ELECTORS VOTED|participating|taking_part|casting_ballots",
    "mobilise|attire|drew|brought_out|attracted|mobilised|mobilized|brought ..2 <turnout_pct%> of|"
    "des|de "
    "THE? ELECTORS|PEOPLE",
    "VOTED BE? ..2 <turnout_pct%> of THE? ELECTORS",
    "TURNOUT of|in|for|at|among|des|du|de ..3 ,? TURN ..2 <turnout_pct%>",
    "TURNOUT ,? ADVERB? at|a|of|de|d' <turnout_pct%> of|des|de|d' THE*2 <electors> de|d'? ADJ? "
    "ELECTORS|PEOPLE",
    "TURNOUT ,? ADVERB? at|a|of|de|d' <turnout_pct%> of|des? THE? ELECTORS?",
    "TURNOUT ..4 TURN ..3 <turnout_pct%>",
    "TURNOUT ..1 ,? ..6 ,? TURN ..3 <turnout_pct%>",
    "at|a|with|avec ..1 <turnout_pct%> ,? THE? ..1 TURNOUT",
    "<electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..5 ,? of_whom|dont|of_which ..2 <turnout_pct%> ..1 "
    "VOTED",
    "ELECTORS ..5 <electors> ,? of_whom|dont|of_which ..1 <voters> ..1 VOTED",
    "<electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..5 ,? of_whom|dont|of_which ..1 <voters> ..1 VOTED",
    "of|sur THE? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..5 ,? <voters> ( <turnout_pct%> ) ..1 "
    "VOTED",
    "<voters> ( <turnout_pct%> ) ..1 VOTED",
    "<voters> ADJ? PEOPLE|ELECTORS ,? or|soit <turnout_pct%> of|des THE? ELECTORS ,? ..1 VOTED",
    "TURNOUT ,? officially|estimated|put|given|reported ..1 at|to_be|as? <turnout_pct%>",
    "<electors> ADJ*2 PEOPLE|ELECTORS ..5 ,? and|; <turnout_pct%> of_them|of_these ..1 VOTED",
    "TURNOUT , <turnout_pct%> ,",
    "TURNOUT ( <turnout_pct%>",
    "TURNOUT : ..2 <turnout_pct%>",
    "TURNOUT BE ..1 low|high|modest|heavy|poor|strong|moderate|faible|forte|elevee ,|: at? ..1 "
    "<turnout_pct%>",
    "registered|inscrits|eligible|enrolled|ELECTORS|ROLL ,|;? and|et? <voters> of_them|of_whom|"
    "d'_entre_eux|of_these ..1 VOTED",
    "of|sur THE? <electors> de|d'? X ELECTORS|inscrits|registered|eligible|appeles_aux_urnes ,? "
    "..1 "
    "<voters> ADJ? PEOPLE? ..1 VOTED",
    "registered|inscrits|eligible|enrolled ,|;? and|et <voters> ..1 VOTED",
    "participation BE ..3 : ..2 <turnout_pct%> of ELECTORS VOTED",
    "<turnout_pct%> turnout|participation|voter_turnout",
    "put|estimated|gave|reported|placed|set|announced|recorded|chiffre|fixe|estime|evalue|establi "
    "THE? TURNOUT ..2 at|as|to|of|a <turnout_pct%>",
    "turnout|participation rate? of|de ..1 <turnout_pct%>",
    "a? record|low|high|modest|heavy TURNOUT of|de <turnout_pct%>",
    "pas_depasse|pas_atteint|depasse <turnout_pct%>",
    "<turnout_pct%> of|des THE? ELECTORS ,? or|soit <voters> PEOPLE? ,? VOTED",
    "<voters> of|sur|parmi|des|de THE? ADJ? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ..4 VOTED ( "
    "<turnout_pct%>",
    "<voters> ELECTORS|PEOPLE out_of|of THE? <electors> ELECTORS? (|,? or? <turnout_pct%> "
    ")|,? VOTED",
    "<voters> of|sur THE? <electors> de|d'? ADJ*2 ELECTORS|PEOPLE ,|( or|soit|i_._e_.? "
    "<turnout_pct%> ,|) "
    "..1 VOTED",
    "<voters> ELECTORS|PEOPLE sur|out_of|of THE? <electors> ELECTORS? ..1 ,? VOTED",
    "<turnout_pct%> of|des THE? <electors> registered|inscrits END",
    "TURNOUT BE ..1 massive|brisk|satisfactory|disappointing|record|lower|higher|sparse|light ,? : "
    "..1 <turnout_pct%>",
    "TURNOUT on|in|le|du|of D ,? TURN ..2 <turnout_pct%>",
    "VOTED ,? i_._e_.|or|soit|thus <turnout_pct%>",
    "VOTED ,? or|giving|a|for THE? ..1 TURNOUT|rate of|de? <turnout_pct%>",
    "registered|inscrits|ELECTORS|ROLL ,|; of_these|of_them|of_whom|dont ,? ..1 <turnout_pct%> "
    "..1 VOTED",
    "<turnout_pct%> of_them|of_those_registered|d'_entre_eux|d'_entre_elles ..1 VOTED",
    "<electors> d' ELECTORS ,? <turnout_pct%> ..1 VOTED",
    "appeles_aux_urnes|inscrits|registered|eligible_to_vote|entitled_to_vote|appeles_a_voter ,? "
    "and|et|of_whom|dont ..1 <turnout_pct%> ..2 VOTED",
    # Counts
    "<electors> had|have ADVERB? registered|been_registered|enrolled",
    "<electors> PEOPLE had|have|BE been? put_on|entered_on|placed_on|registered_on|listed_on|"
    "enrolled_on THE? ROLL",
    "<electors> d' ELECTORS ..1 s'_etaient|se_sont inscrits",
    "<voters> ADJ? BALLOTS ..2 VOTED ,? a|for|or|representing|soit ..5 <turnout_pct%>",
    "<voters> BALLOTS BE*2 cast|deposited|deposes|counted|polled|recorded ,? of_which|of_these|"
    "of_them|dont|including|and|et ..1 <valid_votes> ..1 BE? ..1 VALID",
    "<voters> BALLOTS|votants|voters ..2 ,? of_which|of_whom|dont|of_these|and|et <valid_votes> "
    "..1 BE? "
    "..1 VALID",
    "<voters> BALLOTS BE*2 cast|deposited|deposes|polled|recorded",
    "<voters> PEOPLE ADVERB? VOTED",
    "<voters> ELECTORS ADVERB? VOTED",
    "<voters> votants",
    "number of|de voters|votants|ballots_cast ..3 <voters>",
    "<valid_votes> of_them|of_which|of_these|BALLOTS ..1 BE*2 VALID",
    "<valid_votes> VALID votes|ballots|ballot_papers",
    "<valid_votes> suffrages|bulletins ADVERB? VALID",
    "number of VALID votes|ballots? ..3 <valid_votes>",
    "VALID votes|ballots? numbered|totalled|amounted_to|came_to|reached <valid_votes>",
    "<electors> de|d'? persons|people|citizens|names|voters|electors|men_and_women|citoyens|"
    "personnes|"
    "electeurs ..1 BE*2 ADVERB? entitled_to|eligible_to|registered_to|able_to|called_upon_to|"
    "called_to|qualified_to|entitled_to_take|invited_to|called_on_to|on_the_roll|on_the_rolls|"
    "registered|inscrits|on_the_register|appeles_aux_urnes|appeles_a_voter|appeles_a|appelees_a|"
    "called_on|inscrites|enrolled|"
    "on_the_electoral_roll|convoques_aux_urnes|invites_a|admis_a_voter|on_the_voters'_list|"
    "on_the_electoral_rolls|called_to_the_polls|eligible|enregistres|listed|aux_urnes|asked_to",
    "of|sur|parmi THE? <electors> de|d'? ADJ*2 ELECTORS",
    "<electors> ADJ? ENROLLED",
    "the|les THE? <electors> electors|electeurs|voters|inscrits",
    "<electors> d' ELECTORS",
    "<electors> de|d' X BE inscrits|appeles|convoques|enregistres",
    "ROLL ..1 HOLDS THE? TOTAL? ..1 <electors>",
    "ROLL ,? which|qui HOLDS ..1 <electors>",
    "number|nombre of|de|d'|des ELECTORS ..5 <electors>",
    "contained|listed|numbered|comprised|comptait|comptaient|comportait|contenait <electors> "
    "de|d'? voters|electors|names|electeurs|inscrits|noms",
    "ROLL of|de <electors>",
    "ROLL ,? with|containing|comprising|listing|avec|comptant|comportant THE? TOTAL? ..1 "
    "<electors>",
    "votes of|from <electors> people|electors|persons|citizens|voters",
    "<electors> persons|people|names|citizens|noms on|sur THE? ROLL",
    "<_x> of|des THE? <electors> ELECTORS",
    *_IN_TWO_NUMBERS,
)
_OTHER = pattern("among women|men|young|expatriates|minorities|youth")
_PER_HUNDRED = pattern("every|each|chaque #")
#: Their figures are not those of the authorities.
_CRITICS = pattern("observers|monitors|opposition|critics|observateurs|l'_opposition ..4 "
                   "put|estimated|estimate|estimates|claimed|spoke|evaluent|estimaient|chiffre|"
                   "estiment|evaluait|evaluaient|parlait")  # fmt: skip
_SOMEWHERE = pattern("in|on|at|dans|a the|la|le|les? X|capital|capitale|north|south|east|west|"
                     "cities|towns|countryside|villes|nord|sud")  # fmt: skip
_REGIONAL = pattern("TURNOUT in|on|at|dans|a|among the|la|le|les? X|capital|capitale|north|south|"
                    "countryside|cities|towns|women|young|expatriates")  # fmt: skip


def read(tape: Tape, candidates: Sequence[Candidate], free: set[int]) -> list[Claim]:
    """Read how many could vote and how many did.

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
    claims += _of_millions(tape, [claim.token for claim in claims])
    claims += _one_in_some(tape)
    if claims and tape.find(_PER_HUNDRED, _REGIONAL, _OTHER, _CRITICS):
        return []
    return claims


def _is_whole(tape: Tape, claim: Claim) -> bool:
    """Return True for the 60 of "60 per cent in the capital", and the 900 of "some of the 900"."""
    if claim.subject == "turnout_pct" and tape.match(_SOMEWHERE, tape.place(claim.token) + 1):
        return True
    before = tape.before(claim.token, 5)
    if before[-1:] == ["'s"]:
        # "72 per cent of the country's 4.1 million voters"
        before = before[:-2]
    if before and before[-1] in {"the", "les"}:
        before.pop()
    of = before[-1:] in (["of"], ["des"], ["sur"], ["parmi"])
    return claim.subject == "voters" and of and before[-2:-1] != ["total"]


def _of_millions(tape: Tape, taken: list[Token]) -> Iterator[Claim]:
    """Read "almost nine of the 15 million were eligible": nine million."""
    for match in tape.matches(_OF_MILLIONS):
        part, whole = tape.slot(match, "_part"), tape.slot(match, "_whole")
        value = whole.quantity.value
        scale = 10**9 if value >= 10**9 else 10**6
        if part in taken or value < scale or part.quantity.value * scale >= value:
            continue
        quantity = replace(
            part.quantity,
            value=int(part.quantity.value * scale),
            kind="count",
            qualifier=part.quantity.qualifier or "approximate",
        )
        yield Claim(replace(part, quantity=quantity), "electors")


def _one_in_some(tape: Tape) -> Iterator[Claim]:
    """Read "three voters in four went to the polls": a turnout of 75 per cent."""
    for match in tape.matches(_ONE_IN_SOME):
        part, whole = tape.slot(match, "_part"), tape.slot(match, "_whole")
        if not part.quantity.value < whole.quantity.value <= _LARGEST_WHOLE:
            continue
        share = percent_of(part.quantity.value, whole.quantity.value)
        quantity = replace(part.quantity, value=share, kind="fraction")
        yield Claim(Token(part.symbol, part.start, whole.end, quantity), "turnout_pct")
