"""Which parts of a sentence are about this election and this chamber.

What is about another year, house or kind of election, a poll, provisional figures or a part of the
country is cut out before any grammar reads. A clause that is foreign by itself goes alone; a main
clause or an opening ("In 1998, …") takes the rest of its part of the sentence with it, and the
sentences after it in the same paragraph, until one says that it is about this election again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.archive.statements.grammar import Groups
from helpers.archive.statements.tape import Tape
from helpers.archive.statements.words import listed

_RESULTS = "results|returns|counts|count|figures|tallies|result|tally|estimates|official_results"
_ELECTION = (
    "election|elections|poll|polls|vote|contest|assembly|parliament|house|legislature|chamber|CH|"
    "term|ballot|time|occasion|general_election|legislative_elections|parliamentary_elections|"
    "parliamentary_election|general_elections|occasion|consultation"
)
_SCRUTIN = (
    "elections|election|scrutin|legislature|assemblee|chambre|parlement|CH|legislatives|"
    "consultation|mandature|hemicycle|renouvellement|elections_legislatives|scrutins"
)

#: Phrases that make a clause foreign, by what it then is about.
_FOREIGN = {
    "another year": (
        "Y",
        f"previous|last|preceding|outgoing|old|former|earlier|prior|dissolved|departing ..2 "
        f"{_ELECTION}",
        "next|coming|future election|elections|polls|renewal|vote",
        "prochaines|prochain|prochaine elections|scrutin|renouvellement|consultation",
        "previously|formerly|at_the_time|at_that_time|back_then|the_last_time|last_time",
        "years|months|year|weeks ago|earlier|before|previously",
        "before the|its dissolution|election|elections|vote|poll",
        f"{_SCRUTIN} precedente|precedentes|precedent|precedents|sortante|sortant|anterieures",
        f"precedent|precedente|precedentes|dernieres|dernier|derniere|ancienne|ancien|anciennes "
        f"{_SCRUTIN}",
        "auparavant|precedemment|ans_plus_tot|la_fois_precedente|a_l'_epoque|jadis|"
        "a_l'_issue_du_precedent",
        "avant la|les|le dissolution|elections|scrutin",
    ),
    "another time": (
        "had ADVERB*2 PARTICIPLE",
        "avait|avaient ADVERB*2 ete|obtenu|remporte|recueilli|gagne|enleve|compte|atteint|vote|"
        "participe|conquis|totalise|reuni|coute|depasse|detenu|eu|pris|boycotte|valu|donne|perdu",
        "qui|dont en? detenait|detenaient|comptait|comptaient|possedait|avait #|en",
        "which|who that? was|were defending",
        "once it|they|he|she|elle|il",
        "subsequently|thereafter|later_on|afterwards|par_la_suite|ulterieurement",
        "noon|midday|midi|p.m|a.m|pm|o'clock",
    ),
    "another house": ("OC",),
    "another election": (
        "presidential election|elections|contest|vote|poll|race|ballot|run-off|candidate|campaign|"
        "polls",
        "for|to the? president|presidency",
        "municipal|mayoral|gubernatorial|referendum|plebiscite|by-election|by-elections|primaries",
        "local|regional|provincial|council|european|district|departmental|county "
        "election|elections|polls|government_elections|council_elections|assembly_elections|"
        "assemblies",
        "state elections|polls|assembly_elections|assemblies|legislatures",
        "scrutin|vote|election|elections europeen|europeenne|europeennes|municipal|regional|local|"
        "locale|locales|communal|senatorial",
        "european_parliament|primary_election|primary_elections|presidential_and|and_presidential",
        "presidentielle|presidentielles|scrutin_presidentiel|municipales|cantonales|regionales|"
        "europeennes|communales|election_partielle|elections_partielles|elections_locales|"
        "elections_provinciales|election_municipale|departementales",
    ),
    "no result": (
        "opinion_poll|opinion_polls|survey|surveys|exit_poll|exit_polls|a_poll|poll_of|pollsters|"
        "polling_institute|polling_institutes|voting_intentions|polls_conducted|poll_conducted",
        "polls gave|put|predicted|suggested|showed|had|credited|forecast|indicated|pointed|placed|"
        "saw|"
        "published|taken|still",
        "forecast|forecasts|predicted|predict|predicts|prediction|predictions|projected|projection|"
        "projections|expected|expecting|expectations|hoped|hoping|hopes|aimed|aiming|tipped",
        "sondage|sondages|enquete|enquetes|prevision|previsions|predisaient|prevoyaient|prevoyait|"
        "esperait|esperaient|esperant|tablait|tablaient|intentions_de_vote|"
        "pronostics|pronostiquait|predisait",
        f"provisional|preliminary|unofficial|initial|early|partial|incomplete ..1 {_RESULTS}",
        "provisional|preliminary|provisionally|first_results|first_returns|first_count",
        "provisoire|provisoires|provisoirement|preliminaire|preliminaires|officieux|officieuse|"
        "resultats_partiels|chiffres_partiels|premieres_estimations|premiers_resultats|"
        "decompte_partiel|resultats_officieux",
        # "Comme on s'y attendait" is none.
        "s'_attendait|s'_attendaient|@|qui|il|elle|ils|parti|opposition attendait|attendaient",
        "newspaper|newspapers|daily|press|media|analysts|commentators|la_presse|quotidien|"
        "observateurs_prevoyaient|selon_le_parti|according_to_the_party|"
        "according_to_the_opposition",
        "had it|they|he|she",
        "would|could|might|should have",
        "aurait|auraient|pourrait|pourraient",
        "votes|ballots|bulletins|stations|precincts|districts|constituencies|circonscriptions "
        "counted|reporting|depouilles|depouillees",
        "defected|defection|defections|defectors|crossed_the_floor|transfuges|scission",
        "rerun|reruns|re-run|re-runs|repeat|supplementary|recount|recounts",
        "annulled|invalidated|annule|annules|annulee|annulees|invalide|invalides",
    ),
    "a group": (
        "seats|seat|members|those that|which|who? were|was|are|is not up_for|at_stake|renewed|"
        "concerned|due_for|subject_to",
        "sieges|membres qui? ne|n' etaient|sont|etait|est pas",
        "of|among|sur|des THE # nominated|appointed|co-opted|non-elective|indirectly SEATS|elected",
        "of|among|sur|des THE # SEATS nommes|cooptes|designes",
        "whole_house|whole_CH|entire_house|full_house|CH_entier|entire_CH|CH_as_a_whole",
    ),
}  # fmt: skip
#: What a party has with seats that were not at stake is no result.
_WITH_OTHERS = (
    "together_with|counting|including|added_to|adding|avec|compte_tenu_des the|les seats|sieges|"
    "members|senators|senateurs that|which|who|qui|not",
)
#: An opening about a part of the country makes its clause foreign.
_REGION = (
    "in|on|at|within|inside the|its ADJ? capital|city|north|south|east|west|countryside|province|"
    "provinces|region|regions|island|islands|northern|southern|eastern|western|coalition|bloc|"
    "suburbs|towns|cities|diaspora|interior|alliance",
    "in|dans %|#|most|some|several|many|both|plusieurs|certaines|half of|des the|les ..1 "
    "constituencies|districts|provinces|regions|circonscriptions|departements",
    "in|dans %|#|most|some|several|many|both|plusieurs|certaines|half other|autres? "
    "constituencies|districts|provinces|regions|circonscriptions|departements",
    "in|on|at|near|around the? X",
    "abroad|overseas|a_l'_etranger|en_metropole|outre-mer|dans_la_capitale|dans_le_nord|"
    "dans_le_sud|dans_l'_est|dans_l'_ouest|dans_la_region|dans_la_province|dans_les_villes|"
    "dans_les_campagnes|au_sein_de_la_coalition|dans_l'_ile|dans_le_departement",
    "dans|en|a|au la|le|les? X",
)

#: Dates and words that say nothing of the figures beside them: a law's date, a party's, "the
#: lowest since 1990", and what was foreseen or done before this election.
_NEUTRAL = (
    "code|law|act|constitution|amendments|amendment|decree|reform|reforms|loi|ordonnance|accord|"
    "revision|agreement|charter|accords|lois ..3 of|du|de|in|adopted_in|dated Y",
    "adopted|proclaimed|promulgated|enacted|passed|introduced|approved|amended|adoptee|"
    "promulguee|votee|independence|independance ..2 Y",
    "founded|formed|created|established|set_up|launched|fonde|fondee|cree|creee|ne|nee|born ..3 Y",
    "since|depuis|until|jusqu'_en|au_pouvoir_depuis Y",
    # A constitution or a reform that a referendum approved
    "approved|adopted|endorsed|ratified|passed|accepted|approuvee|adoptee|approuve|adopte ADVERB? "
    "by|in|at|par a|the|le|un|voie_de? Y|popular|national? referendum|plebiscite",
    "for the last|first time",
    "following|after|since|a_la_suite_du|a_la_suite_d'|apres THE? ..1 referendum|plebiscite",
    # What surveys were wrong about
    "against|contrary_to|despite|defying|defied|confounding|contre|dejouant|contrairement_aux THE? "
    "..1 forecasts|predictions|expectations|polls|sondages|previsions|pronostics",
    "better|worse|as than? expected|predicted|forecast|hoped",
    # A chamber that was made larger before the election
    "had ADVERB? NUMBERED THE? ..1 number|total|size|membership|number_of",
    "avait|avaient NUMBERED",
    "number_of|nombre_de|nombre_des|total_of|total_des ..3 had|avait been|ete NUMBERED",
    "HOUSE|membership ..2 had|avait been|ete NUMBERED",
    # Elections held together
    "presidential and|, legislative|parliamentary|congressional|general",
    "legislative|parliamentary and presidential",
)
#: What these dates, and these words, are replaced by.
_REPLACED = {
    "Y": "year", "referendum": "vote", "plebiscite": "vote", "had": "has", "avait": "a",
    "last": "final", "presidential": "national", "expected": "usual", "predicted": "usual",
    "hoped": "usual", "forecast": "odds", "forecasts": "odds", "predictions": "odds",
    "expectations": "odds", "polls": "odds", "sondages": "odds", "previsions": "odds",
    "pronostics": "odds",
}  # fmt: skip
#: These have figures of their own.
_VOTES = frozenset(("referendum", "plebiscite"))

#: Comparisons: they and what follows them in their clause are foreign.
_COMPARED = (
    "compared|as_compared with|to",
    "as_against|as_opposed_to|up_from|down_from|instead_of|rather_than|in_comparison_with|unlike|"
    "contrary_to|par_rapport_a|au_lieu_de|en_comparaison|than|twice_the|double_the|half_the|"
    "de_plus_que|de_moins_que|alors_qu'|twice_as_many|after_the|rising_from|falling_from|"
    "apres_les|en_hausse_par|en_baisse_par|double_that|the_same_as|similar_to|against_only",
    "as|comme in|en|on Y|D",
    "up|down on|from",
    "the_same_day|the_same_time|le_meme_jour|en_meme_temps|concurrently|simultaneously as|que|with|"
    "to",
)
_AGAINST = ("against|contre|to ..1 #|%",)
_FROM = (
    "from|de the? #|% SEATS|VOTES? in|en? Y? to|a",
    "passe|passant|passee|passes|porte|porter de #|% a",
)

_OWN = (
    "D",
    "this time|year|election|vote|poll",
    "now|today|cette_fois|cette_fois-ci|desormais|aujourd'hui|ces_elections|ce_scrutin|"
    "lors_de_ce_scrutin|final_results|official_results|resultats_definitifs|resultats_officiels|"
    "polling_day|these_elections|election_day|final_figures|resultats_finals|final_count|"
    "definitive_results|nouvelle_assemblee|nouveau_parlement|nouvelle_chambre|the_elections_were",
    "the|la|le newly_elected|new|nouvelle|nouveau house|assembly|parliament|chamber|CH|legislature",
)
_PRESENT = (
    "are|is|sont|est ADVERB? elected|filled|chosen|elus|elues|pourvus|designes "
    "IN_DISTRICTS|BY_LISTS",
    "are|is|sont|est ADVERB? elected|filled|chosen|elus|elues|pourvus|designes in|dans # ADJ? "
    "DISTRICTS",
)
#: "The 99 seats in the House and the 30 in the Senate"
_OTHER_SEATS = ("and|et|as_well_as|, THE? # SEATS? of|in|du|de|for|to|au THE? OC",)
#: What official results say that a party had won, it won now.
_REPORTED = (
    "final|official|definitive|complete|certified ..1 results|figures|returns|count|tally",
    "resultats|chiffres ..1 definitifs|officiels|complets",
    "commission|committee|court|ministry|authorities ADVERB? announced|declared|confirmed|reported "
    "that",
    "commission|cour|conseil|ministere a_annonce|a_declare|a_confirme que|qu'",
)
_DATES = Groups({"past": _FOREIGN["another time"], "neutral": _NEUTRAL})
_MARKS = Groups(
    {
        "foreign": [text for texts in _FOREIGN.values() for text in texts],
        "compared": _COMPARED,
        "against": _AGAINST,
        "from": _FROM,
        "other seats": _OTHER_SEATS,
        "region": _REGION,
        "own": _OWN,
        "present": _PRESENT,
        "with others": _WITH_OTHERS,
        "reported": _REPORTED,
    }
)
#: Openers of clauses that are foreign by themselves only.
_LOCAL = listed(
    """
    which who whose whom where when after following despite although though having qui que qu'
    dont ou lorsque quand apres malgre depuis since unlike as first formerly once previously led
    formed founded created down up dissolved elected not than besides fort fondee fondes issu issue
    dirige dirigee devenu among well including vainqueur winner winners victor against contre
    compared fewer more less grand grande big coupled combined coinciding couple couplee couplees
    jumele jumelees jumelee appliquee appliquees introduite introduit adoptee adoptees instauree
    tenue tenues held introduced adopted applied auquel auxquels auxquelles duquel desquels
    desquelles
    """
)
_ONCE = [["once", word] for word in ("it", "they", "he", "she")]
#: "The parties that had boycotted …": what follows is about them, not what the clause says.
_RELATIVE = listed(
    "which who whose whom where qui dont ou that because car puisque auquel auxquels auxquelles "
    "laquelle lequel lesquels lesquelles duquel desquels desquelles"
)
#: They go on about what a comparison is with.
_OF_IT = listed("which lequel laquelle lesquels lesquelles dont whose")
_AUXILIARIES = listed("had avait avaient")
_CONJUNCTIONS = listed("while whereas but although though tandis mais")
_SEPARATORS = listed(", ; : ( ) \u2013 \u2014 .")


@dataclass
class _Memory:
    """What a paragraph was about so far."""

    paragraph: int = -1
    foreign: bool = False
    house: bool = False


#: The first token of each mark and the one after its last, by what it marks.
_Marks = dict[str, list[tuple[int, int]]]


def _neutral(tape: Tape) -> Tape:
    """Take the year out of dates that say nothing of the figures beside them."""
    if _REPLACED.keys().isdisjoint(tape.present):
        return tape
    marks = tape.spans(_DATES)
    if not marks["neutral"]:
        return tape
    neutral = {place for span in marks["neutral"] for place in range(*span)}
    past = any(first not in neutral for first, _ in marks["past"])
    symbols = tape.symbols.copy()
    for first, end in marks["neutral"]:
        if symbols[first] in {"since", "depuis"} and (past or first == 0):
            continue
        if "P" in tape.present and not _VOTES.isdisjoint(symbols[first:end]):
            # The share is the referendum's.
            continue
        symbols[first:end] = [_REPLACED.get(symbol, symbol) for symbol in symbols[first:end]]
    return Tape(symbols, tape.words, tape.tokens)


def _clauses(symbols: Sequence[str], first: int, end: int) -> list[tuple[int, int]]:
    """Cut a part of a sentence at its commas, brackets and conjunctions."""
    cuts, begin = [], first
    for index in range(first, end):
        symbol = symbols[index]
        if symbol in _SEPARATORS or (symbol in _CONJUNCTIONS and index > begin):
            cuts.append((begin, index))
            begin = index if symbol in _CONJUNCTIONS else index + 1
    cuts.append((begin, end))
    return [(a, b) for a, b in cuts if b > a]


def own(tapes: Sequence[Tape], paragraphs: Sequence[int]) -> list[Tape]:
    """Return the tokens of sentences that are about this election and this chamber.

    Parameters
    ----------
    tapes : sequence of Tape
        The sentences of a narrative.
    paragraphs : sequence of int
        The paragraph of each.

    Returns
    -------
    list of Tape
        Without the foreign clauses; empty where the whole sentence is foreign.
    """
    tapes = list(map(_neutral, tapes))
    marks = [tape.spans(_MARKS) for tape in tapes]
    memory = _Memory()
    return [_own(*one, memory) for one in zip(tapes, marks, paragraphs, strict=True)]


def _own(tape: Tape, marks: _Marks, paragraph: int, memory: _Memory) -> Tape:
    """Return what is left of a sentence, and bring the memory up to date."""
    if paragraph != memory.paragraph:
        memory.paragraph, memory.foreign = paragraph, False
    if not marks:
        if memory.foreign:
            return _NOTHING
        memory.house = False
        return tape
    foreign = {first for first, _ in marks["foreign"]}
    if marks["reported"]:
        foreign = {place for place in foreign if tape.symbols[place] not in _AUXILIARIES}
    if cut := _comparisons(tape, marks, foreign):
        places = [index for index in range(len(tape)) if index not in cut]
        foreign = {place for place, index in enumerate(places) if index in foreign}
        tape = tape.without(cut)
        marks = tape.spans(_MARKS)
    if marks["with others"]:
        return _NOTHING
    regional = {first for first, _ in marks["region"]}
    # "Of the 225 seats, 196 are filled in districts" is about no time but the present.
    ours = {first for first, _ in marks["own"] + ([] if memory.house else marks["present"])}
    if memory.foreign and not foreign and not ours:
        return _NOTHING
    memory.house = "OC" in tape.present
    memory.foreign = False
    if not (foreign or regional):
        return tape
    gone = _foreign_clauses(tape, foreign, regional, ours, memory)
    return tape.without(gone) if gone else tape


_NOTHING = Tape([], [], [])


def _comparisons(tape: Tape, marks: _Marks, foreign: set[int]) -> set[int]:
    """List the tokens of comparisons with something else."""
    symbols = tape.symbols
    cut: set[int] = set()
    changes = marks["from"]
    for first, end in marks["compared"]:
        if any(begin - 1 <= first < stop for begin, stop in changes):
            # "Went down from 107 to 77"
            continue
        if symbols[end - 1] == "than" and symbols[end : end + 1] and _is_verb(symbols[end]):
            # "More than doubled its seats"
            continue
        stop = _clause_end(symbols, end)
        # "Ten parties - two fewer than in 1998 - took part"
        dash = next((i for i in range(end, stop) if symbols[i] == "-"), stop)
        if symbols[stop : stop + 1] == [","] and not _OF_IT.isdisjoint(symbols[stop : stop + 3]):
            # "On the same day as the European vote, for which six seats were to be filled"
            dash = _clause_end(symbols, stop + 1)
        # "14 de moins que la majorité absolue"
        counted = symbols[first] == "de" and tape.keys[first - 1] == "N"
        cut.update(range(first - counted, dash))
    for first, end in marks["against"]:
        rest = range(first, _clause_end(symbols, end))
        party = any(tape.keys[i] == "R" for i in rest)
        if symbols[first] != "to" and (foreign & set(rest) or not party):
            cut.update(rest)
    for first, end in marks["other seats"]:
        cut.update(range(first, end))
    for first, end in changes:
        begin = next(i for i in range(first, end) if symbols[i] in {"from", "de"})
        cut.update(range(begin, end - 1))
    return cut


def _is_verb(symbol: str) -> bool:
    return symbol.endswith(("bled", "pled", "lved")) or symbol in _MULTIPLYING


#: What a party does with its seats behind "more than": "it more than halved them".
_MULTIPLYING = listed("doubling tripling trebling halving quadrupling")


def _clause_end(symbols: Sequence[str], index: int) -> int:
    while index < len(symbols) and symbols[index] not in _SEPARATORS:
        index += 1
    return index


def _foreign_clauses(
    tape: Tape, foreign: set[int], regional: set[int], ours: set[int], memory: _Memory
) -> set[int]:
    """List the tokens of the foreign clauses of a sentence, part by part."""
    gone: set[int] = set()
    begin, inherited = 0, False
    symbols = tape.symbols
    ends = [index for index, symbol in enumerate(symbols) if symbol in {";", ":"}]
    for index in (*ends, len(symbols)):
        clauses = _clauses(symbols, begin, index)
        inherited = _foreign_part(symbols, clauses, (foreign, regional, ours), inherited, gone)
        memory.foreign = inherited
        begin = index + 1
    return gone


def _foreign_part(
    symbols: Sequence[str],
    clauses: list[tuple[int, int]],
    marks: tuple[set[int], set[int], set[int]],
    inherited: bool,
    gone: set[int],
) -> bool:
    """Cut the foreign clauses of a part of a sentence; return True if the rest goes on foreign."""
    foreign, regional, ours = marks
    running, whole = inherited, inherited
    related_before = False
    for number, (first, end) in enumerate(clauses):
        inside = set(range(first, end))
        marked = bool(foreign & inside)
        if running and ours & inside and not marked:
            running = False
        elsewhere = _is_elsewhere(symbols, regional & inside, first, end, number)
        # "Labour, whose leader, aged 61, had promised …, took 41 seats"
        goes_on = related_before and symbols[first] in _AUXILIARIES
        # "The repeal, in 1990, of the ban" is about no other election.
        dated = number and symbols[end - 1] == "Y" and end - first <= 2
        dated = dated and not any(s[0] == "R" for s in symbols[clauses[0][0] : first])
        local = goes_on or dated or _is_local(symbols, first, min(foreign & inside, default=end))
        related_before = related_before or symbols[first] in _RELATIVE
        if running or marked or elsewhere:
            alone = marked and local and not running and not elsewhere
            gone.update(inside - _main_clause(symbols, first, foreign & inside, alone))
        if (marked and not local) or (elsewhere and number == 0):
            running = True
            whole = whole or (number == 0 and marked)
    return whole and running


def _main_clause(symbols: Sequence[str], first: int, marks: set[int], alone: bool) -> set[int]:
    """List what stands before a foreign relative clause: "regained the seats which it lost"."""
    if not alone:
        return set()
    mark = min(marks)
    related = [i for i in range(first + 1, mark) if symbols[i] in _RELATIVE]
    return set(range(first, related[-1])) if related else set()


def _is_elsewhere(
    symbols: Sequence[str], regions: set[int], first: int, end: int, number: int
) -> bool:
    """Return True if a clause is about a part of the country: its opening, or a party there."""
    parties = any(symbol[0] == "R" for symbol in symbols[first:end])
    return bool(regions) and (parties or (number == 0 and min(regions) == first))


def _is_local(symbols: Sequence[str], first: int, mark: int) -> bool:
    """Return True if what makes a clause foreign ends with it: "which had 30 seats in 1998"."""
    if symbols[first : first + 2] in _ONCE:
        # "Once it had absorbed the Greens, Labour had 262 deputies."
        return False
    bracket = first > 0 and symbols[first - 1] == "("
    related = not _RELATIVE.isdisjoint(symbols[first:mark])
    return bracket or related or symbols[first] in _LOCAL
