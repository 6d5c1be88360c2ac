"""Which parts of a sentence are about this election and this chamber.

What is about another year, house or kind of election, a poll, provisional figures or a part of the
country is cut out before any grammar reads. A clause that is foreign by itself goes alone; a main
clause or an opening ("In 1998, …") takes the rest of its part of the sentence with it, and the
sentences after it in the same paragraph, until one says that it is about this election again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.archive.statements.grammar import any_of, openings, pattern
from helpers.archive.statements.tokens import Token, symbols
from helpers.archive.statements.words import listed


class Tape:
    """Tokens and the text of their symbols, with the way back from text to tokens."""

    def __init__(self, tokens: Sequence[Token]):
        self.tokens = list(tokens)
        self.text = symbols(self.tokens)
        self._has: dict[str, bool] = {}
        self._symbols = {token.symbol for token in self.tokens}
        self.starts = [0]
        for token in self.tokens:
            self.starts.append(self.starts[-1] + len(token.symbol) + 1)

    def has(self, name: str) -> bool:
        """Return True if a phrase of a class of words stands somewhere."""
        if name not in self._has:
            # A phrase that begins with no symbol of the sentence need not be searched for.
            begins = not self._symbols.isdisjoint(openings(name))
            self._has[name] = begins and bool(pattern(name).search(self.text))
        return self._has[name]

    def index(self, place: int) -> int:
        """Return the token at a place of the text."""
        return bisect_right(self.starts, place) - 1

    def place(self, token: Token) -> int:
        """Return the place of a token."""
        return next(place for place, other in enumerate(self.tokens) if other is token)

    def before(self, token: Token, count: int) -> list[str]:
        """Return the symbols of up to so many tokens before one."""
        place = self.place(token)
        return [other.symbol for other in self.tokens[max(place - count, 0) : place]]

    def after(self, token: Token) -> str:
        """Return the symbol behind a token; nothing at the end."""
        place = self.place(token) + 1
        return self.tokens[place].symbol if place < len(self.tokens) else ""

    def spans(self, rule: re.Pattern) -> Iterable[tuple[int, int]]:
        """Yield the first token of each match, and the one after its last."""
        for match in rule.finditer(self.text):
            yield self.index(match.start()), self.index(match.end())


def _any(*texts: str) -> list[re.Pattern]:
    """Compile patterns as one."""
    return [any_of(map(pattern, texts))]


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
    "another year": _any(
        "Y",
        f"previous|last|preceding|outgoing|old|former|earlier|prior|dissolved|departing ..2 "
        f"{_ELECTION}",
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
    "another time": _any(
        "had ADVERB*2 PARTICIPLE",
        "avait|avaient ADVERB*2 ete|obtenu|remporte|recueilli|gagne|enleve|compte|atteint|vote|"
        "participe|conquis|totalise|reuni|coute|depasse|detenu|eu|pris|boycotte|valu|donne|perdu",
        "qui|dont en? detenait|detenaient|comptait|comptaient|possedait|avait #|en",
        "which|who that? was|were defending",
        "once it|they|he|she|elle|il",
        "subsequently|thereafter|later_on|afterwards|par_la_suite|ulterieurement",
        "noon|midday|midi|p.m|a.m|pm|o'clock",
    ),
    "another house": _any("OC"),
    "another election": _any(
        "presidential election|elections|contest|vote|poll|race|ballot|run-off|candidate|campaign|"
        "polls",
        "for|to the? president|presidency",
        "municipal|mayoral|gubernatorial|referendum|plebiscite|by-election|by-elections|primaries",
        "local|regional|provincial|council|european|district|departmental|county|state "
        "election|elections|polls|government_elections|council_elections|assembly_elections|"
        "assemblies",
        "european_parliament|primary_election|primary_elections|presidential_and|and_presidential",
        "presidentielle|presidentielles|scrutin_presidentiel|municipales|cantonales|regionales|"
        "europeennes|communales|election_partielle|elections_partielles|elections_locales|"
        "elections_provinciales|election_municipale|departementales",
    ),
    "no result": _any(
        "opinion_poll|opinion_polls|survey|surveys|exit_poll|exit_polls|a_poll|poll_of|pollsters|"
        "polling_institute|polling_institutes|voting_intentions|polls_conducted|poll_conducted",
        "polls gave|put|predicted|suggested|showed|had|credited|forecast|indicated|pointed|placed|"
        "saw|"
        "published|taken|still",
        "forecast|forecasts|predicted|predict|predicts|prediction|predictions|projected|projection|"
        "projections|expected|expecting|expectations|hoped|hoping|hopes|aimed|aiming|tipped",
        "sondage|sondages|enquete|enquetes|prevision|previsions|predisaient|prevoyaient|prevoyait|"
        "esperait|esperaient|esperant|attendait|attendaient|tablait|tablaient|intentions_de_vote|"
        "pronostics|pronostiquait|predisait",
        f"provisional|preliminary|unofficial|initial|early|partial|incomplete ..1 {_RESULTS}",
        "provisional|preliminary|provisionally|first_results|first_returns|first_count",
        "provisoire|provisoires|provisoirement|preliminaire|preliminaires|officieux|officieuse|"
        "resultats_partiels|chiffres_partiels|premieres_estimations|premiers_resultats|"
        "decompte_partiel|resultats_officieux",
        "newspaper|newspapers|daily|press|media|analysts|commentators|la_presse|quotidien|"
        "observateurs_prevoyaient|selon_le_parti|according_to_the_party|"
        "according_to_the_opposition",
        "had it|they|he|she",
        "would|could|might|should have",
        "aurait|auraient|pourrait|pourraient",
        "votes|ballots|bulletins|stations|precincts counted|depouilles",
        "defected|defection|defections|defectors|crossed_the_floor|transfuges|scission",
        "rerun|reruns|re-run|re-runs|repeat|supplementary|recount|recounts",
        "annulled|invalidated|annule|annules|annulee|annulees|invalide|invalides",
    ),
    "a group": _any(
        "seats|seat|members|those that|which|who? were|was|are|is not up_for|at_stake|renewed|"
        "concerned|due_for|subject_to",
        "sieges|membres qui? ne|n' etaient|sont|etait|est pas",
        "whole_house|whole_CH|entire_house|full_house|CH_entier|entire_CH|CH_as_a_whole",
    ),
}  # fmt: skip
#: What a party has with seats that were not at stake is no result.
_WITH_OTHERS = pattern(
    "together_with|counting|including|added_to|adding|avec|compte_tenu_des the|les seats|sieges|"
    "members|senators|senateurs that|which|who|qui|not"
)
_ALL_FOREIGN = [any_of(rule for rules in _FOREIGN.values() for rule in rules)]
#: An opening about a part of the country makes its clause foreign.
_REGION = _any(
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

#: Dates that say nothing of the figures beside them: a law's, a party's, "the lowest since 1990".
_NEUTRAL = _any(
    "code|law|act|constitution|amendments|amendment|decree|reform|reforms|loi|ordonnance|accord|"
    "revision|agreement|charter|accords|lois ..3 of|du|de|in|adopted_in|dated Y",
    "adopted|proclaimed|promulgated|enacted|passed|introduced|approved|amended|adoptee|"
    "promulguee|votee|independence|independance ..2 Y",
    "founded|formed|created|established|set_up|launched|fonde|fondee|cree|creee|ne|nee|born ..3 Y",
    "since|depuis|until|jusqu'_en|au_pouvoir_depuis Y",
)

#: Comparisons: they and what follows them in their clause are foreign.
_COMPARED = _any(
    "compared|as_compared with|to",
    "as_against|as_opposed_to|up_from|down_from|instead_of|rather_than|in_comparison_with|unlike|"
    "contrary_to|par_rapport_a|au_lieu_de|en_comparaison|than|twice_the|double_the|half_the|"
    "de_plus_que|de_moins_que|alors_qu'|twice_as_many|after_the|rising_from|falling_from|"
    "apres_les|en_hausse_par|en_baisse_par|double_that|the_same_as|similar_to|against_only",
    "as|comme in|en|on Y|D",
    "up|down on|from",
)
_AGAINST = _any("against|contre|to ..1 #|%")
_FROM = _any(
    "from|de the? #|% SEATS|VOTES? in|en? Y? to|a",
    "passe|passant|passee|passes|porte|porter de #|% a",
)

_OWN = _any(
    "D",
    "this time|year|election|vote|poll",
    "now|today|cette_fois|cette_fois-ci|desormais|aujourd'hui|ces_elections|ce_scrutin|"
    "lors_de_ce_scrutin|final_results|official_results|resultats_definitifs|resultats_officiels|"
    "polling_day|these_elections|election_day|final_figures|resultats_finals|final_count|"
    "definitive_results|nouvelle_assemblee|nouveau_parlement|nouvelle_chambre|the_elections_were",
    "the|la|le newly_elected|new|nouvelle|nouveau house|assembly|parliament|chamber|CH|legislature",
)
_PRESENT = _any(
    "are|is|sont|est ADVERB? elected|filled|chosen|elus|elues|pourvus|designes "
    "IN_DISTRICTS|BY_LISTS"
)
#: "The 99 seats in the House and the 30 in the Senate"
_OTHER_SEATS = _any("and|et|as_well_as|, THE? # SEATS? of|in|du|de|for|to|au THE? OC")
#: Openers of clauses that are foreign by themselves only.
_LOCAL = listed(
    """
    which who whose whom where when after following despite although though having qui que qu'
    dont ou lorsque quand apres malgre depuis since unlike as first formerly once previously led
    formed founded created down up dissolved elected not than besides fort fondee fondes issu issue
    dirige dirigee devenu among well including vainqueur winner winners victor against contre
    compared fewer more less grand grande big
    """
)
_ONCE = [["once", word] for word in ("it", "they", "he", "she")]
#: "The parties that had boycotted …": what follows is about them, not what the clause says.
_RELATIVE = listed("which who whose whom where qui dont ou that")
_AUXILIARIES = listed("had avait avaient")
_CONJUNCTIONS = listed("while whereas but although though tandis mais")
_SEPARATORS = listed(", ; : ( ) \u2013 \u2014 .")


@dataclass
class Memory:
    """What a paragraph was about so far."""

    paragraph: int = -1
    foreign: bool = False
    house: bool = False


def _marks(tape: Tape, rules: Iterable[re.Pattern]) -> set[int]:
    return {first for rule in rules for first, _ in tape.spans(rule)}


def _neutral(tokens: Sequence[Token]) -> list[Token]:
    """Take the year out of dates that say nothing of the figures beside them."""
    tape = Tape(tokens)
    if not any(token.symbol == "Y" for token in tokens):
        return list(tokens)
    past = bool(_marks(tape, _FOREIGN["another time"]))
    changed = list(tokens)
    for rule in _NEUTRAL:
        for first, end in tape.spans(rule):
            is_since = tokens[first].symbol in {"since", "depuis"}
            if is_since and (past or first == 0):
                continue
            changed[end - 1] = Token("year", tokens[end - 1].start, tokens[end - 1].end)
    return changed


def _clauses(tokens: Sequence[Token], first: int, end: int) -> list[tuple[int, int]]:
    """Cut a part of a sentence at its commas, brackets and conjunctions."""
    cuts, begin = [], first
    for index in range(first, end):
        symbol = tokens[index].symbol
        if symbol in _SEPARATORS or (symbol in _CONJUNCTIONS and index > begin):
            cuts.append((begin, index))
            begin = index if symbol in _CONJUNCTIONS else index + 1
    cuts.append((begin, end))
    return [(a, b) for a, b in cuts if b > a]


def own(tokens: Sequence[Token], paragraph: int, memory: Memory) -> list[Token]:
    """Return the tokens of a sentence that are about this election and this chamber.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence.
    paragraph : int
        Its paragraph.
    memory : Memory
        What went before; it is brought up to date.

    Returns
    -------
    list of Token
        Without the foreign clauses; empty if the whole sentence is foreign.
    """
    if paragraph != memory.paragraph:
        memory.paragraph, memory.foreign = paragraph, False
    tokens = _neutral(tokens)
    tape = Tape(tokens)
    foreign = _marks(tape, _ALL_FOREIGN)
    cut = _comparisons(tape, foreign)
    left = [token for index, token in enumerate(tokens) if index not in cut]
    places = [index for index in range(len(tokens)) if index not in cut]
    foreign = {place for place, index in enumerate(places) if index in foreign}
    tape = Tape(left) if cut else tape
    if _WITH_OTHERS.search(tape.text):
        return []
    regional = _marks(tape, _REGION)
    ours = _marks(tape, _OWN)
    # "Of the 225 seats, 196 are filled in districts" is about no time but the present.
    ours |= set() if memory.house else _marks(tape, _PRESENT)
    if memory.foreign and not foreign and not ours:
        return []
    memory.house = any(token.symbol == "OC" for token in tokens)
    memory.foreign = False
    gone = _foreign_clauses(left, foreign, regional, ours, memory)
    return [token for index, token in enumerate(left) if index not in gone]


def _comparisons(tape: Tape, foreign: set[int]) -> set[int]:
    """List the tokens of comparisons with something else."""
    tokens = tape.tokens
    cut: set[int] = set()
    changes = [span for rule in _FROM for span in tape.spans(rule)]
    for rule in _COMPARED:
        for first, end in tape.spans(rule):
            if any(begin - 1 <= first < stop for begin, stop in changes):
                # "Went down from 107 to 77"
                continue
            cut.update(range(first, _clause_end(tokens, end)))
    for rule in _AGAINST:
        for first, end in tape.spans(rule):
            stop = _clause_end(tokens, end)
            rest = range(first, stop)
            party = any(tokens[i].symbol[0] == "R" for i in rest)
            if tokens[first].symbol != "to" and (foreign & set(rest) or not party):
                cut.update(rest)
    for rule in _OTHER_SEATS:
        for first, end in tape.spans(rule):
            cut.update(range(first, end))
    for first, end in changes:
        begin = next(i for i in range(first, end) if tokens[i].symbol in {"from", "de"})
        cut.update(range(begin, end - 1))
    return cut


def _clause_end(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].symbol not in _SEPARATORS:
        index += 1
    return index


def _foreign_clauses(
    tokens: Sequence[Token], foreign: set[int], regional: set[int], ours: set[int], memory: Memory
) -> set[int]:
    """List the tokens of the foreign clauses of a sentence, part by part."""
    gone: set[int] = set()
    begin, inherited = 0, False
    for index in (*range(len(tokens)), len(tokens)):
        if index < len(tokens) and tokens[index].symbol not in {";", ":"}:
            continue
        clauses = _clauses(tokens, begin, index)
        inherited = _foreign_part(tokens, clauses, (foreign, regional, ours), inherited, gone)
        memory.foreign = inherited
        begin = index + 1
    return gone


def _foreign_part(
    tokens: Sequence[Token],
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
        elsewhere = _is_elsewhere(tokens, regional & inside, first, end, number)
        # "Labour, whose leader, aged 61, had promised …, took 41 seats"
        goes_on = related_before and tokens[first].symbol in _AUXILIARIES
        local = goes_on or _is_local(tokens, first, min(foreign & inside, default=end))
        related_before = related_before or tokens[first].symbol in _RELATIVE
        if running or marked or elsewhere:
            alone = marked and local and not running and not elsewhere
            gone.update(inside - _main_clause(tokens, first, foreign & inside, alone))
        if (marked and not local) or (elsewhere and number == 0):
            running = True
            whole = whole or (number == 0 and marked)
    return whole and running


def _main_clause(tokens: Sequence[Token], first: int, marks: set[int], alone: bool) -> set[int]:
    """List what stands before a foreign relative clause: "regained the seats which it lost"."""
    if not alone:
        return set()
    mark = min(marks)
    related = [i for i in range(first + 1, mark) if tokens[i].symbol in _RELATIVE]
    return set(range(first, related[-1])) if related else set()


def _is_elsewhere(
    tokens: Sequence[Token], regions: set[int], first: int, end: int, number: int
) -> bool:
    """Return True if a clause is about a part of the country: its opening, or a party there."""
    parties = any(token.symbol[0] == "R" for token in tokens[first:end])
    return bool(regions) and (parties or (number == 0 and min(regions) == first))


def _is_local(tokens: Sequence[Token], first: int, mark: int) -> bool:
    """Return True if what makes a clause foreign ends with it: "which had 30 seats in 1998"."""
    if [token.symbol for token in tokens[first : first + 2]] in _ONCE:
        # "Once it had absorbed the Greens, Labour had 262 deputies."
        return False
    bracket = first > 0 and tokens[first - 1].symbol == "("
    related = any(token.symbol in _RELATIVE for token in tokens[first:mark])
    return bracket or related or tokens[first].symbol in _LOCAL
