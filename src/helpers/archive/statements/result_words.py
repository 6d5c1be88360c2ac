"""The words and patterns by which results are read, as tables.

What they mean for a walk along a sentence is in :mod:`results` and :mod:`subjects`.
"""

from __future__ import annotations

import re

from helpers.archive.statements.grammar import Table, pattern
from helpers.archive.statements.quantities import Quantity
from helpers.archive.statements.words import CLASSES, FILL, listed

TOTAL, LISTS, DISTRICTS = "total", "proportional", "majority"
#: The column of seats that are a part of the total without a column of its own.
PART = "part"
#: A number of seats beyond which no chamber goes.
LARGEST_CHAMBER = 3_000

#: What stands behind a number of seats, and the column that it says; the first that fits counts.
_UNITS = (
    ("of|out_of|des|de THE? <list_seats> LIST_SEATS", LISTS),
    ("of|out_of|des|de THE? <list_seats> LIST SEATS", LISTS),
    ("of|out_of|des|de THE? <list_seats> ADJ? SEATS BY_LISTS", LISTS),
    ("of|out_of|des|de THE? <list_seats> BY_LISTS", LISTS),
    ("of|out_of|des|de THE? <district_seats> DISTRICT_SEATS", DISTRICTS),
    ("of|out_of|des|de THE? <district_seats> DISTRICT SEATS|DISTRICTS", DISTRICTS),
    ("of|out_of|des|de THE? <district_seats> ADJ? SEATS IN_DISTRICTS", DISTRICTS),
    ("of|out_of|des|de THE? <district_seats> DISTRICTS", DISTRICTS),
    ("of|out_of|des|de WHOLE? <seats_at_stake> ADJ*2 SEATS STAKE? IN_ALL?", None),
    ("of|out_of|des|de WHOLE? <seats_at_stake> STAKE? END", None),
    ("of|out_of|des|de its|their|ses|leurs # ADJ? SEATS?", None),
    ("of|out_of|des|de THE? LIST_SEATS", LISTS),
    ("of|out_of|des|de THE? LIST SEATS", LISTS),
    ("of|out_of|des|de THE? DISTRICT_SEATS", DISTRICTS),
    ("of|out_of|des|de THE? DISTRICT SEATS|DISTRICTS", DISTRICTS),
    ("of|out_of|des THE? DISTRICTS", DISTRICTS),
    ("of|des THE? ADJ? SEATS STAKE?", None),
    ("ADJ? SEATS sur|out_of|of|in_a_house_of THE? <seats_at_stake>", None),
    ("sur THE? <seats_at_stake> SEATS?", None),
    ("ADJ? LIST_SEATS", LISTS),
    ("ADJ? LIST SEATS", LISTS),
    ("additional|further|more LIST SEATS", LISTS),
    ("additional|further|more DISTRICT SEATS", DISTRICTS),
    ("more? SEATS STAKE? BY_LISTS|WITH_LIST", LISTS),
    ("more? DISTRICT_SEATS", DISTRICTS),
    ("more? DISTRICT SEATS", DISTRICTS),
    ("SEATS STAKE? IN_DISTRICTS", DISTRICTS),
    ("BY_LISTS|WITH_LIST", LISTS),
    ("IN_DISTRICTS", DISTRICTS),
    ("DISTRICT? DISTRICTS", DISTRICTS),
    ("ADJ*2 SEATS STAKE? IN_ALL", TOTAL),
    ("SEATS ,? for a total of", None),
    ("IN_ALL", TOTAL),
    ("provincial|regional|departmental|reserved|special|federal|rural|urban|local|overseas|"
     "ethnic|communal|women's SEATS", PART),
    ("SEATS provinciaux|regionaux|reserves|departementaux|federaux", PART),
    ("of ADJ? SEATS", None),
    ("ADJ*2 SEATS STAKE?", None),
)  # fmt: skip
UNITS = Table(*(text for text, _ in _UNITS))
UNIT_COLUMNS = [column for _, column in _UNITS]
CHANGE = pattern(
    "ADJ? SEATS? more|fewer|less|additional|extra|de_plus|de_moins|supplementaires|short|"
    "better|down|up|worse"
)
#: "Six additional list seats" are all of them.
MORE_OF_TIER = pattern("additional|further|more LIST|DISTRICT SEATS")
#: "18.2 per cent and 51 seats": the share is of votes.
AND_SEATS = pattern("and|et ADVERB? # SEATS")
ELLIPSIS = re.compile(
    r"(?:[,.;:()\u2013\u2014] |$|and |et |while |to |for |by |par |au |aux |a |whereas |but |"
    r"each |apiece |chacune? |respectively |respectivement |pour |tandis |in all |on |"
    r"derniers |restants |autres |with |avec |seulement |only |as well )"
)
EACH = pattern("EACH")
OF_THEM = pattern(",? OF_THEM ..3")
VOTES = pattern("of|des|de|d' THE*2 ADJ? VOTES")
VOTES_BARE = pattern("ADJ? VOTES")
OTHER_SHARE = pattern("of|des|de ..2")
GO_TO = pattern("EACH? ,? ..2 GO_TO")
TO = pattern("to|for|au|aux|a|pour|chez THE?")
STICKY_LISTS = pattern(
    "BY_LISTS|in_the_list_vote|on_the_lists|on_lists|on_the_list|in_the_proportional_vote|"
    "in_the_party-list_vote|among_the_lists|au_scrutin_de_liste|in_the_proportional_race|"
    "under_the_list_system|in_the_list_contest|in_the_party_list_vote|"
    "in_the_proportional_contest|of_the_list_seats|for_the_list_seats|in_the_list_ballot"
)
STICKY_DISTRICTS = pattern(
    "IN_DISTRICTS|in_the_races|in_the_majority_contests|in_the_majority_vote|"
    "swept_the_constituencies|swept_the_districts|sweeping_the_constituencies"
)
WIN, GIVE, LOSE = pattern("WIN"), pattern("GIVE"), pattern("LOSE")
#: What is announced of one tier: "The list seats were shared as follows: …".
ANNOUNCED = pattern(
    "announced|distributed|allocated|shared|divided|apportioned|attributed|results|result|outcome|"
    "distribution|allocation|as_follows|annonce|repartis|attribues|resultats|repartition|partages|"
    "fell|went|proclaimed|proclame"
)
#: What announces the next sentence.
RESULTS_OF = pattern(
    "announced|results|result|outcome|proclaimed|published|annonce|resultats|proclame|publie"
)
TIER_SEATS = (
    (pattern("LIST_SEATS|BY_LISTS"), LISTS),
    (pattern("LIST SEATS|vote|ballot|contest|race"), LISTS),
    (pattern("DISTRICT_SEATS|IN_DISTRICTS"), DISTRICTS), (pattern("DISTRICT SEATS"), DISTRICTS),
)  # fmt: skip
#: What joins parties in a row.
JOINING = listed(", and et the le la les l' both an un as well")
#: What may stand before a pronoun that is a subject.
OPENS_CLAUSE = listed(", ; : and et while but which where ) .")
PLURAL = frozenset(("both", "the two parties", "they", "ils", "elles"))
PRONOUN = pattern(
    "it|they|elle|il|ils|elles|the_party|this_party|ce_parti|cette_formation|le_parti|celui-ci|"
    "celle-ci|the_ruling_party|the_bloc|the_coalition|the_alliance|la_coalition|l'_alliance|"
    "le_bloc|"
    "both|the_two_parties"
)
FORMER = pattern("the_former|former|le_premier|la_premiere|celui-la")
LATTER = pattern("the_latter|latter|le_second|la_seconde|ce_dernier|cette_derniere")
ORDINAL = pattern(
    "the|le|la first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|remaining|"
    "only|"
    "other|final|dernier|seul|premier LIST|DISTRICT? seat|siege ..2 GO_TO"
)
HEADS = listed(
    "candidates members representatives deputies list lists coalition alliance bloc "
    "party victory candidats deputes liste listes membres elus partisans"
)
NOT_SUBJECT = listed(
    "group groupe groups leader leaders candidate chairman president minister supporters member "
    "wing youth headquarters government chef candidat leadership strongholds stronghold voters "
    "former faction caucus against contre joined defected"
)


#: What "the tenth seat" counts.
#: "The party's share of the vote reached"
ITS_SHARE = pattern("its|their|sa|leur share|part|score of|des THE*2 VOTES")
#: Any of these stands for a party, or two.
PRONOUNS = Table(*(rule.text for rule in (PRONOUN, FORMER, LATTER, ITS_SHARE)))
#: Behind what a party gained, these say that it is all it has: "gained 12 seats, ahead of …".
AHEAD = pattern(",|(|with|avec ahead_of|followed_by|devant|suivi_de|suivi_par|%")
#: "By 42 seats to 30"
SCORE = pattern("# SEATS to|against|contre|a <_other>")
BY_WORDS = frozenset(("by", "par"))
#: What stands behind "won by": "five by the Greens".
BY = pattern("EACH? by|par|to|for THE?")
#: "Labour's share of the vote was put at", and in a list of them "the Greens' at".
SHARE_OF = pattern("'s|' share|score of|in THE*2 VOTES TURN?")
#: "Labour's share dropped to 38 per cent"
SHARE_BARE = pattern("'s|' share|score|result ..3 %")
SHARE_AT = pattern("'s|' at|to|with|stood_at|was")
EACH_WORDS = listed("each chacun chacune both")
OF_WHICH = frozenset(("dont", "of which", "of whom", "of these", "of them", "including"))
#: Nouns of results that may have an attribute.
OUTCOMES = listed(
    "second third fourth fifth last place position majority victory win triumph success defeat "
    "term comeback result score showing lead loss losses setback gains performance"
)
ONE = Quantity(1, "count", None, 0)
#: An aside is no longer than this.
LONGEST_ASIDE = 30
COUNTS = pattern("SEATS|VOTES|DISTRICTS")
#: "One of the 42 seats": what follows counts seats too.
OF_SEATS = pattern("of|des|sur THE? # ADJ? SEATS|DISTRICTS")
BEGINS_RESULT = listed(
    "each both all chacun chacune with avec winning taking securing obtaining capturing and et"
)
NEUTRAL = listed(", ) D CH country 's ' year both \" ! ? \u201c \u201d \u00ab \u00bb .")
TO_PARTY = listed("to for au aux a pour by par")
#: With others a party's seats are not its own: "Labour and its allies".
ALLIES = listed("ally allies partner partners allie partenaire partenaires satellites")
#: "Gained 12 seats" may be 12 more than before.
GAINING = listed("gained gaining gains gagne gagnent gagnant")
#: "Adding three seats to their previous 65"
TO_THEIRS = pattern("to its|their ..1 #")
#: Verbs that are of votes: "polled 40 per cent".
POLLING = listed("polled polling")
#: Parties behind these are not the subject of the verb that follows.
PREPOSITIONS = listed(
    "by of with from over against than behind to for between among par de du des avec contre sur "
    "devant derriere pour au aux entre without sans"
)
#: Verbs with an object, besides those in -ed.
DEFEATED = listed(
    "eclipsed outpolled outstripped "
    "beat overtook overtaking beating defeating ousting joining leaving left behind facing battu "
    "devance vaincu defait supplante rejoint quitte distance devancant battant allie"
)
#: "Leaving the Greens with 12 seats": these are theirs.
LEAVING = frozenset(("leaving", "left"))
#: By how much another was beaten.
MARGINS = listed("de peu justesse loin largement nettement narrowly easily clearly soundly")
ARTICLES = listed("the le la les l' an un une a ruling governing opposition main")
#: What an opening begins with that says when, where or how, and not who.
OPENING = listed(
    "in on at after following despite against under during by as for to contrary with amid "
    "apres malgre contre selon lors pour dans a au sous avec conformement"
)
#: What may stand between a party and the word that makes it no subject.
ATTRIBUTES = listed("the ruling governing opposition main le la les l' new former")
#: Words that let a number follow a subject without a verb.
LICENSING = listed("with avec ( fort forte forts fortes credite credites creditee creditees")
#: Adverbs keep the subject, known or not.
ADVERBS = ("ly", "ment", "ous", "ful")
#: Behind these a verb may go on about the party of the main clause.
JOINS_VERB = listed(", and et but mais by en")
AND = listed("and et")
#: "X's": what follows is an owner's.
OWNING = frozenset(("'s", "'"))
#: They stand before a name, which is no party's: "President X's Labour Party".
TITLES = listed("president prime minister premier general mr mrs ms dr m mme")
#: Behind a party these say that it is no subject: "the Labour candidate".
NO_VERB = NOT_SUBJECT | listed(
    "'s ' candidate candidates candidat deputies members supporters voters list lists - politician "
    "official officials deputy member mayor minister spokesman nominee"
)
#: "Labour said that the others cheated and won": who won is open.
REPORTED = listed("that said saying claimed accused alleged que accuse affirme estime")
#: "The party of Prime Minister X"
ITS_LEADER = pattern(
    "of|de|du|d' ..3 prime|premier|president|general|mr|mrs|"
    "ms|m|mme|dr? minister|ministre|.? X_._X_._X_._X|X_._X_._X|X_._X|X"
)
#: "The party of the outgoing Prime Minister"
ITS_HEAD = pattern(
    "of|de|du|d' the|le|l'? outgoing|former? prime_minister|premier_ministre|president|"
    "chef_de_l'_etat|chancellor|head_of_state|chancelier sortant?"
)
RELATIVE = listed("which who that qui")
TOGETHER = listed("together jointly combined ensemble conjointement between")
CHANGED = pattern("CHANGED")
VOTES_NAMED = pattern("VOTES")
SEATS_NAMED = pattern("SEATS")
DISTRICTS_NAMED = pattern("DISTRICTS")
COLON_LIST = re.compile(
    r"(?:(?:the |le |la |les |l' )?R\d+ (?:\( R?X?\d* ?\) )?(?:took |won |had |with |, |: |"
    r"obtained |\( )?N\d+ "
    r"(?:SEATS |seats |sieges |\) )?(?:[,;.] |and |et )+){2}"
)
REVERSED_LIST = re.compile(
    r"(?:N\d+ (?:seats |sieges )?(?:for |to |went to |pour |au |aux |a )(?:the |le |la |les |l' )?"
    r"R\d+ (?:[,;.] |and |et )+){2}"
)
#: Behind these stands a difference, or what is left out.
DIFFERENCES = listed("previous precedents down up by but except sauf save plus minus")
#: Whoever is given seats so is no party by itself.
GOVERNMENTS = listed("government cabinet coalition gouvernement")
#: "Formed a coalition with 47 seats": not the party has them.
FORMED = listed("formed form forms forming forme former formant forment")
WITH = frozenset(("with", "avec"))
#: They may belong to a party named before words that nobody knows.
WITH_SEATS = pattern("with|avec ..1 # seats|sieges|mandates|mandats END")
#: "Picked up 42 seats" has no difference.
PICKED = listed("picked picking notched chalked")
#: "A total of 42" is the 42; "a majority of 12" is not.
TALLIES = listed("total rump handful tally haul score totals")
#: "All of the 42" and "a total of 42" are the 42.
WHOLES = TALLIES | listed("all totalite integralite ensemble")
PARTITIVES = listed("of des sur parmi among out")
#: What may stand between these and a number.
BEFORE_BASE = ARTICLES | listed("all these its their ses leurs sa son leur")
THRESHOLDS = listed(
    "majority majorite avance marge margin lead seuil threshold absolue absolute quorum majorites"
)
TIER_NOUNS = {"lists": LISTS, "listes": LISTS, "constituencies": DISTRICTS,
               "districts": DISTRICTS, "circonscriptions": DISTRICTS}  # fmt: skip
RESPECTIVELY = pattern("RESPECTIVELY")
BEFORE_PARTY = frozenset(
    [
        "the",
        "le",
        "la",
        "les",
        "l'",
        "un",
        "une",
        "an",
        "a",
        "des",
        "de",
        "du",
        "to",
        "au",
        "aux",
        "both",
        "and",
        "et",
        ",",
        "ruling",
        "governing",
        "opposition",
        "candidates",
        "candidats",
        "respectively",
        "respectivement",
        "of",
        "by",
        "members",
        "deputies",
        "main",
        "party",
        "list",
        "newly",
        "new",
        "other",
        "former",
        '"',
        "“",
        "«",
    ]
)
BETWEEN_PARTIES = BEFORE_PARTY - {",", "and", "et"}
SOMEWHERE = pattern(
    "in|on|at|dans|a the|la|le|les|l'? X|capital|capitale|north|south|east|west|nord|sud|est|ouest|"
    "northern|southern|eastern|western|city|cities|countryside|province|region"
)
PART_TIERS = (
    (pattern("OF_THEM? ..5 WITH_LIST|BY_LISTS"), LISTS),
    (pattern("OF_THEM? ..5 IN_DISTRICTS|DISTRICTS"), DISTRICTS),
    (pattern("LIST_SEATS"), LISTS),
    (pattern("LIST SEATS"), LISTS),
    (pattern("OF_THEM? THE? LIST SEATS"), LISTS),
    (pattern("OF_THEM? THE? DISTRICT SEATS"), DISTRICTS),
    (pattern("OF_THEM elected in|on D"), None),
)
THERE_IS = re.compile(r"(?:^|[;,] )there (?:is|are|was|were) (?:also |now |only )?$")
INDEPENDENTS = re.compile(
    r"(?P<row>R\d+) (?P<elected>,? ?(?:(?:all|also|tous|toutes|egalement|furthermore|too) )*"
    r"(?:were |have been |are |ont |sont |furent |was )?(?:(?:also|all|egalement|ete|aussi|tous) )*"
    r"(?:elected |returned |won |elus |gained |obtained |successful |elu |secured |"
    r"entered (?!the (?:race|contest|fray|running|lists) )|took (?!part )"
    r"|font (?:egalement |aussi )?leur entree |entrent ))?"
)
#: "Le siège restant est allé à"
LAST_SEAT = pattern("le|un|the|a siege|seat restant|remaining ..2 GO_TO")
#: Phrases that a walk looks for, and what they say; all else are numbers, parties and words.
_PHRASES = (
    (STICKY_LISTS, "tier"), (STICKY_DISTRICTS, "tier"), (ORDINAL, "ordinal"),
    (LAST_SEAT, "ordinal"), (FORMER, "former"), (LATTER, "latter"), (ITS_SHARE, "share"),
    (PRONOUN, "pronoun"), (LOSE, "lost"), (WIN, "won"), (GIVE, "gave"), (VOTES_BARE, "votes"),
)  # fmt: skip
PHRASES = Table(*(rule.text for rule, _ in _PHRASES))
PHRASE_NAMES = [name for _, name in _PHRASES]
#: Words that open what the walk looks for; all others are only words.
OPENINGS = frozenset(
    phrase.split()[0]
    for name in ("BY_LISTS", "IN_DISTRICTS", "WIN", "GIVE", "LOSE", "VOTES", "ADJ")
    for phrase in CLASSES[name]
) | listed("in on among au under of for the le la it they elle il ils elles this ce cette celui-ci "
              "celle-ci both l' former latter celui-la to its their sa leur")  # fmt: skip
#: Words that keep a subject, or change it; all others lose it.
STEERING = NEUTRAL | FILL | LICENSING | TOGETHER | ALLIES | listed("share to ; :")
#: Words that keep it, and change nothing but the end of a loss: a walk steps over them.
STEPPED_OVER = (NEUTRAL | FILL) - (
    LICENSING | TOGETHER | ALLIES | OPENINGS | listed("share to ; :")
)
