"""The words of narratives by what they mean, English and French, folded.

A class is a table of phrases; the grammars name it in capitals. French elisions are words of their
own ("d' electeurs").
"""

from __future__ import annotations

from functools import lru_cache


def listed(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def _phrases(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for text in texts for part in text.split("|")))


CLASSES: dict[str, tuple[str, ...]] = {
    # ------------------------------------------------------------ what is counted
    "SEATS": _phrases(
        "seats|seat|mandates|mandate|deputies|deputy|members|member|mps|mp|parliamentarians|"
        "representatives|lawmakers|legislators|senators|places|members of parliament|"
        "members of the house|deputies' seats|parliamentary seats|parliamentary mandates",
        "sieges|siege|mandats|mandat|deputes|depute|elus|elu|membres|senateurs|parlementaires|"
        "conseillers nationaux",
    ),
    "DISTRICTS": _phrases(
        "constituencies|constituency|districts|district|electoral districts|electoral districts|"
        "races|circonscriptions|circonscription|circonscriptions electorales"
    ),
    "CANDIDATES": _phrases(
        "candidates|contenders|contestants|hopefuls|aspirants|nominees|office-seekers|"
        "candidatures|candidats|candidats et candidates|pretendants|aspirants"
    ),
    "PARTIES": _phrases(
        "parties|political parties|parties and blocs|parties and coalitions|parties or coalitions|"
        "parties and alliances|political groups|political groupings|political formations|"
        "party lists|lists|blocs|political forces|political parties and coalitions|"
        "political parties and blocs|political parties and alliances|parties or blocs|"
        "parties and movements|political parties and movements|political organizations|"
        "parties and groups|political parties and groups|parties or groups|parties and groupings|"
        "political organisations|formations|lists of candidates|parties and electoral blocs|"
        "electoral blocs|coalitions|blocs and parties|groupings|registered parties|"
        "registered political parties|parties and electoral coalitions|party lists",
        "partis|partis politiques|formations politiques|listes|partis et coalitions|"
        "partis ou coalitions|partis et alliances|listes de candidats|partis et blocs|"
        "formations|groupements|groupes politiques|listes de partis|partis politiques et "
        "coalitions|"
        "mouvements politiques|partis et mouvements",
    ),
    "ELECTORS": _phrases(
        "electors|registered electors|registered voters|eligible voters|eligible electors|"
        "qualified voters|entitled voters|potential voters|citizens entitled to vote|"
        "people entitled to vote|persons entitled to vote|those entitled to vote|"
        "those eligible|those qualified|those enrolled|"
        "eligible citizens|people eligible to vote|persons eligible to vote|"
        "citizens eligible to vote|those eligible to vote|persons on the rolls|"
        "people on the rolls|names on the rolls|names on the register|names on the roll|"
        "those on the rolls|those on the roll|those on the register|those registered|"
        "persons registered|people registered|citizens registered|registered citizens|"
        "those registered to vote|people registered to vote|persons registered to vote|"
        "voters on the rolls|voters on the roll|voters on the register|voters registered|"
        "persons on the electoral rolls|persons on the electoral roll|persons on the register|"
        "people on the register|people on the roll|those on the electoral roll|"
        "those on the electoral rolls|electorate|registered electorate|eligible electorate|"
        "those listed",
        "electeurs inscrits|inscrits|electeurs|electrices et electeurs|citoyens inscrits|"
        "electeurs enregistres|personnes inscrites|corps electoral|electeurs appeles aux urnes|"
        "electeurs potentiels|personnes en droit de voter|citoyens en age de voter|electorat",
    ),
    "PEOPLE": _phrases(
        "people|persons|citizens|voters|electors|names|men and women|nationals|electeurs|"
        "personnes|citoyens|noms|inscrits|adults|islanders|votants"
    ),
    "VOTED": _phrases(
        "voted|cast votes|cast their votes|cast their ballots|cast ballots|cast a ballot|"
        "cast a vote|cast their vote|cast their ballot|turned out|turned out to vote|"
        "went to the polls|took part|participated|went to vote|did so|took part in the vote|"
        "took part in the elections|took part in the election|participated in the elections|"
        "participated in the election|participated in the vote|exercised their right to vote|"
        "came to the polls|came out to vote|made use of their right to vote|"
        "actually voted|exercised their franchise|showed up|came out|bothered to vote|"
        "made their way to the polls|had voted|have voted|voting|took part in the poll|"
        "managed to vote|were able to vote|managed to cast their ballots|"
        "turn out|bothered to turn out|discharged their duty|discharged their civic duty|"
        "fulfilled their civic duty|"
        "did their civic duty|performed their civic duty|exercised their voting rights|"
        "exercised their right|made use of their right|made use of their vote|"
        "turning out|taking part|actually cast their votes|went to the ballot boxes",
        "ont vote|se sont rendus aux urnes|ont participe|ont pris part au vote|"
        "ont pris part au scrutin|ont participe au scrutin|ont participe au vote|se sont deplaces|"
        "ont depose leur bulletin|se sont exprimes|sont alles voter|a vote|s' est rendu aux urnes|"
        "a pris part au vote|a participe au scrutin|se sont rendues aux urnes|ont exerce leur "
        "droit de vote|a participe|se sont presentes aux urnes|ont glisse un bulletin dans l' urne|"
        "a pris part au scrutin|se sont deplaces pour voter|se sont rendus dans les bureaux de "
        "vote|"
        "y ont pris part|ont accompli leur devoir|ont depose un bulletin|ont depose leur bulletin "
        "dans l' urne|se sont rendus dans|"
        "ont depose un bulletin dans l' urne|s' y sont rendus|y ont vote|votent|"
        "ont accompli leur devoir electoral|"
        "ont accompli leur devoir civique|"
        "se sont acquittes de leur devoir electoral|ont fait usage de leur droit de vote|y ont "
        "participe|ont rempli leur devoir electoral|ont effectivement vote",
    ),
    "TURNOUT": _phrases(
        "turnout|voter turnout|turn-out|voter turn-out|participation|voter participation|"
        "electoral participation|the turnout rate|turnout rate|participation rate|"
        "voter participation rate|turnout of voters|voting rate|overall turnout|"
        "rate of participation|national turnout|final turnout|official turnout",
        "taux de participation|participation electorale|participation au scrutin|"
        "taux de participation electorale|participation des electeurs|taux officiel de "
        "participation",
    ),
    "VOTES": _phrases(
        "vote|votes|valid vote|valid votes|votes cast|valid votes cast|popular vote|list vote|"
        "list votes|party-list vote|party list vote|ballots|ballots cast|valid ballots|"
        "proportional vote|national vote|total vote|vote cast|polls|votes polled|poll|"
        "party vote|party votes|first-preference votes|vote total|valid vote total|"
        "total votes cast|total valid votes|total votes|list ballots|all votes cast|"
        "all valid votes|total number of votes|electorate's votes|votes nationwide|"
        "vote nationwide|nationwide vote|vote on the lists",
        "voix|suffrages|suffrages exprimes|suffrages valables|votes exprimes|voix exprimees|"
        "votes valables|suffrages valablement exprimes|votes valables exprimes|bulletins|"
        "suffrages de liste|bulletins valables",
    ),
    "VALID": _phrases(
        "valid votes|valid ballots|valid ballot papers|valid|declared valid|were valid|found valid|"
        "suffrages valables|suffrages exprimes|bulletins valables|suffrages valablement exprimes|"
        "votes valables|valables|valablement exprimes|votes valablement exprimes"
    ),
    "BALLOTS": _phrases(
        "votes|ballots|ballot papers|votes in all|voters|voting papers|bulletins|votants|"
        "suffrages|electors|people|persons|citizens"
    ),
    "WOMEN": _phrases(
        "women|women candidates|female candidates|women deputies|women members|female deputies|"
        "women mps|female members|female mps|woman|women senators|women parliamentarians|"
        "female parliamentarians|female legislators|women legislators|woman candidate|"
        "femmes|femme|deputees|femmes deputees|elues|femmes elues|femmes parlementaires|"
        "senatrices|femmes senateurs"
    ),
    # ------------------------------------------------------------ houses
    "HOUSE": _phrases(
        "parliament|house|assembly|chamber|legislature|congress|diet|national parliament|"
        "legislative assembly|new parliament|new house|new assembly|new chamber|new legislature|"
        "parlement|assemblee|chambre|legislature|nouvelle assemblee|nouveau parlement|"
        "nouvelle chambre|nouvelle legislature|CH|new CH|newly elected CH|incoming CH|"
        "next CH|nouveau CH|nouvelle CH|parliament of CH|newly-elected CH|newly elected parliament|"
        "newly elected house|newly elected assembly|body|hemicycle|unicameral parliament|"
        "unicameral CH|lower house|lower chamber|chambre basse|national legislature|institution"
    ),
    "THE": _phrases(
        "country 's|the country 's|the nation 's|the island 's|the kingdom 's|the territory 's|"
        "the|a|an|all|all the|these|those|its|their|this|le|la|les|l'|des|du|de la|de l'|d'|de|au|"
        "aux|a la|un|une|ses|leurs|ces|son|sa|cette|ce|all of the|the total of|a total of|"
        "l' ensemble des|tous les|toutes les|the whole|of the|ensemble des|each of the"
    ),
    "ADJ": _phrases(
        "elective|elected|directly elected|popularly elected|parliamentary|total|legislative|new|"
        "available|other|regular|remaining|voting|vacant|full|house|assembly|contested|"
        "directly-elected|general|disputed|CH|registered|rival|individual|"
        "different|various|accredited|validated|approved|declared|official|"
        "electifs|elus|parlementaires|nouveaux|autres|nouvelles|differents|differentes|"
        "directement elus|restants|legislatifs|officiels|declares|valides"
    ),
    "HAS": _phrases(
        "has|have|will have|comprises|comprised|consists of|is composed of|is made up of|numbers|"
        "counts|now has|now comprises|now counts|contains|is made of|is comprised of|has a total "
        "of|"
        "comprises a total of|will comprise|will consist of|includes|consist of|will number|"
        "will be composed of|now numbers|now consists of|had|will now have|will count|was to have|"
        "would have|would consist of|would comprise|is to have|will include|is to comprise|sits",
        "compte|comprend|se compose de|est compose de|est composee de|comptera|comprendra|compte "
        "desormais|comprend desormais|comporte|est forme de|est formee de|en compte|compte au "
        "total|se composera de|est constitue de|est constituee de|est desormais compose de|"
        "est desormais composee de|compte a present|sera compose de|sera composee de|comportera|"
        "reunit|compte aujourd'hui",
    ),
    "BE": _phrases(
        "was|were|is|are|be|been|being|was to be|were to be|is to be|are to be|will be|would be|"
        "has been|have been|had to be|are being|were being|to be|was being|remain|remained|"
        "etait|etaient|est|sont|ete|a ete|ont ete|devaient etre|devait etre|seront|sera|fut|furent|"
        "devaient|etant|doivent etre|doit etre|seraient|avaient ete"
    ),
    "STAKE": _phrases(
        "at stake|up for election|up for renewal|up for grabs|contested|filled|to be filled|"
        "open|in contention|in play|on offer|up for re-election|being contested|being filled|"
        "to be decided|decided|to be renewed|renewed|to be contested|to fill|to be won|"
        "disputed|to be allocated|up for contest|open to election|open for contest|"
        "a pourvoir|en jeu|a renouveler|renouveles|pourvus|en lice|mis en jeu|renouvelables|"
        "soumis a renouvellement|remis en jeu|a attribuer|en competition|disputes|soumis au vote|"
        "soumis a reelection|a repourvoir|concernes"
    ),
    "VIE": _phrases(
        "competed for|compete for|competing for|contested|contesting|contest|vied for|vying for|"
        "vie for|ran for|running for|stood for|standing for|fought for|sought|seeking|disputed|"
        "were in the race for|fought over|were vying for|were competing for|were running for|"
        "to compete for|in the running for|competed in the elections for|stood for election to|"
        "in competition for|contended for|in contention for|aspired to|battled for|campaigned for|"
        "were contesting|nominated for|ran for election to|standing for election to|"
        "in the race for|registered for|were registered for|were in the running for|put up for|"
        "battled for|presented themselves for|put themselves forward for|came forward for|"
        "offered themselves for|were put forward for|entered the race for",
        "portaient sur|portait sur|se disputer|briguer|convoiter|"
        "briguaient|briguant|briguent|ont brigue|se disputaient|se "
        "disputant|se sont disputes|"
        "se disputent|convoitaient|convoitant|en lice pour|etaient en lice pour|pour|visaient|"
        "se presentaient pour|postulaient a|se sont affrontes pour|s' affrontaient pour|"
        "en competition pour|concouraient pour|se sont presentes pour|etaient en competition pour|"
        "se sont portes candidats a|brigueront",
    ),
    "ELECT": _phrases(
        "elect|to elect|fill|to fill|choose|to choose|renew|to renew|elected|return|to return|"
        "chose|select|to select|elire|pourvoir|designer|renouveler|choisir|d' elire|a elire|"
        "pour elire|de pourvoir|a pourvoir|a renouveler|a designer|de choisir|de designer|"
        "de renouveler|replace|to replace|filling|electing|for the election of|election of|"
        "remplacer|pour pourvoir|l' election de|l' election des|le renouvellement des"
    ),
    # ------------------------------------------------------------ tiers
    "BY_LISTS": _phrases(
        "from party lists|from lists|from national lists|from nationwide lists|from closed lists|"
        "by proportional representation|on the basis of proportional representation|"
        "proportionally|on party lists|from a national list|from the national list|on lists|"
        "through party lists|through national lists|through nationwide lists|through lists|"
        "by party lists|by party list|from party list|via party lists|via national lists|"
        "based on party lists|on the basis of party lists|on the basis of lists|"
        "under proportional representation|under the proportional system|"
        "under a proportional system|under the proportional representation system|"
        "under a proportional representation system|through proportional representation|"
        "by a proportional system|by the proportional system|in a single nationwide constituency|"
        "in a nationwide constituency|in one nationwide constituency|from national party lists|"
        "from nationwide party lists|by proportional vote|according to proportional representation|"
        "by list vote|by lists|by list|from party-list|on national lists|on a national list|"
        "in proportion to the votes|among party lists|from closed party lists|on a proportional "
        "basis|"
        "through a proportional system|from open lists|using proportional representation|"
        "according to the proportional system|by party-list proportional representation|"
        "under the party-list system|by the party-list system|from federal lists|among the lists|"
        "through party-list proportional representation|from federal party lists|"
        "in the proportional vote|in the proportional race|through the proportional system|"
        "in the nationwide constituency|in a single national constituency|in the party-list vote|"
        "on the national list|on the lists|on their lists|from a single nationwide list|"
        "to party lists|to national lists|to lists|to the lists|to the party lists|from the lists|"
        "from regional lists|from national and regional lists|from regional and national lists|"
        "by proportional representation on a nationwide basis|from top-up lists|"
        "from national top-up lists|to the parties' lists",
        "sur des listes|sur des listes nationales|sur des listes de partis|sur listes|"
        "a la proportionnelle|a la representation proportionnelle|au scrutin proportionnel|"
        "au scrutin de liste|selon le systeme proportionnel|par scrutin de liste|"
        "sur des listes de parti|sur liste nationale|sur une liste nationale|"
        "selon la representation proportionnelle|au scrutin de liste proportionnel|"
        "a la representation proportionnelle integrale|sur listes nationales|"
        "sur la base de listes|au scrutin de liste a la proportionnelle|"
        "au scrutin proportionnel de liste|selon le mode proportionnel|par la voie proportionnelle|"
        "selon la regle proportionnelle|au scrutin proportionnel plurinominal|"
        "sur les listes nationales|sur les listes|sur la liste nationale|sur listes de partis|"
        "par la proportionnelle|sur des listes bloquees|sur les listes de partis|"
        "sur des listes fermees",
    ),
    "IN_DISTRICTS": _phrases(
        "in single-member constituencies|in single-member districts|in single-seat constituencies|"
        "in single-seat districts|in as many single-member constituencies|"
        "from single-member constituencies|by single-member constituencies|in constituencies|"
        "in districts|in the constituencies|in the districts|by majority vote|"
        "in single-mandate constituencies|in single-mandate districts|by simple majority|"
        "from constituencies|in single-member electoral districts|"
        "in as many single-member districts|under the majority system|under a majority system|"
        "by the majority system|in uninominal constituencies|under the majoritarian system|"
        "under a majoritarian system|on a majority basis|in single-member electoral constituencies|"
        "under the first-past-the-post system|by the first-past-the-post system|"
        "in as many constituencies|by a majority system|in as many districts|in majority contests|"
        "through a majority system|in majoritarian districts|in majoritarian constituencies|"
        "from single-member districts|from single-seat constituencies|by plurality|"
        "in individual constituencies|in territorial constituencies|by plurality vote|"
        "in one-member constituencies|in first-past-the-post contests|from single-seat districts|"
        "through the majority system|in local constituencies|by direct vote in the constituencies|"
        "by first-past-the-post|in single-member contests|in single-mandate electoral districts|"
        "in single-member seats|in the single-member constituencies|"
        "in the single-member districts|in the single-seat constituencies|"
        "in the single-seat districts|in the single-mandate constituencies|from the constituencies|"
        "by absolute majority|by absolute majority vote|in multi-member districts|"
        "in multi-member constituencies|in the multi-member constituencies|in the prefectures|"
        "in prefectural constituencies|in the prefectural constituencies|"
        "in geographical constituencies|in the geographical constituencies|"
        "in two-member constituencies|in provincial constituencies|by constituencies|"
        "by the constituencies",
        "au scrutin uninominal|au scrutin majoritaire|dans des circonscriptions uninominales|"
        "dans les circonscriptions uninominales|dans les circonscriptions|dans des "
        "circonscriptions|"
        "au scrutin majoritaire uninominal|au scrutin uninominal majoritaire|a la majorite simple|"
        "par circonscription|selon le systeme majoritaire|au scrutin uninominal a deux tours|"
        "au scrutin majoritaire a deux tours|dans autant de circonscriptions|"
        "dans autant de circonscriptions uninominales|au scrutin majoritaire a un tour|"
        "selon le mode majoritaire|au suffrage uninominal|par circonscriptions|"
        "au scrutin uninominal a un tour|dans leur circonscription|en circonscription|"
        "dans des circonscriptions a un siege|a la majorite relative",
    ),
    "LIST": _phrases(
        "list|party-list|proportional|party list|proportional representation|pr|lists|"
        "national list|nationwide list|national-list|nationwide|compensatory|compensation|top-up|"
        "levelling|adjustment|compensatory list"
    ),
    "LIST_SEATS": _phrases(
        "sieges de liste|sieges a la proportionnelle|sieges proportionnels|sieges des listes|"
        "sieges du scrutin de liste|sieges attribues a la proportionnelle|mandats de liste|"
        "sieges pourvus a la proportionnelle|seats on the lists|seats on the list|seats from lists|"
        "seats from the lists|seats from its list|seats from their lists|sieges de la liste "
        "nationale|"
        "seats on the national list|seats reserved for lists|seats for lists|seats by lists|"
        "seats by proportional representation|seats in the list vote|seats on its list|"
        "seats through lists|seats through its list|seats filled from lists|seats from the list|"
        "seats filled by proportional representation|seats based on party lists|"
        "seats allotted to lists|seats allotted to the lists|seats from party lists|"
        "seats under proportional representation|sieges du scrutin proportionnel|"
        "seats under the proportional system|seats allocated by proportional representation|"
        "seats elected by proportional representation|seats allocated proportionally|"
        "seats distributed proportionally|seats through proportional representation|"
        "seats on party lists|seats in the proportional vote|seats on the party list|"
        "seats via party lists|seats through party lists|sieges sur les listes"
    ),
    "DISTRICT": _phrases(
        "constituency|single-member|district|majority|majoritarian|single-seat|single-mandate|"
        "first-past-the-post|single-member constituency|"
        "single-member district|"
        "single-seat constituency|single-mandate constituency|uninominal|territorial|"
        "directly-fought"
    ),
    "DISTRICT_SEATS": _phrases(
        "sieges uninominaux|sieges au scrutin majoritaire|sieges de circonscription|"
        "sieges des circonscriptions|sieges majoritaires|sieges au scrutin uninominal|"
        "seats in the constituencies|seats in constituencies|seats in single-member constituencies|"
        "seats in the districts|seats in single-member districts|seats in single-seat districts|"
        "seats in the single-member constituencies|seats in the single-member districts|"
        "seats in single-seat constituencies|seats in districts|seats by majority vote|"
        "seats under the majority system|sieges dans les circonscriptions|"
        "sieges dans des circonscriptions uninominales|sieges pourvus au scrutin majoritaire|"
        "sieges dans les circonscriptions uninominales|seats in the single-seat constituencies|"
        "seats from single-member constituencies|seats under the majoritarian system|"
        "seats in single-mandate constituencies|seats in majoritarian districts|"
        "seats filled in constituencies|seats filled in single-member constituencies|"
        "seats decided in constituencies|seats decided in single-member constituencies"
    ),
    "IN_ALL": _phrases(
        "in all|in total|altogether|overall|all told|au total|en tout|all in all|"
        "toutes listes confondues|dans l' ensemble|across both tiers|taken together"
    ),
    "EACH": _phrases("each|apiece|chacun|chacune|a piece|respectivement chacun"),
    "RESPECTIVELY": _phrases("respectively|respectivement"),
    "OF_THEM": _phrases(
        "of them|of which|of whom|of these|of those|dont|d' entre eux|parmi lesquels|"
        "de ces sieges|d' entre elles|of its deputies|of its members|of their number"
    ),
    "WITH_LIST": _phrases(
        "from its list|on its list|from its party list|came from its list|through its list|"
        "on the list|sur sa liste|de liste|grace a sa liste|from the list|on lists|from lists|"
        "from the party list|from the lists|on the national list|on the lists|via its list|"
        "on the party list|by way of its list|thanks to its list|on its national list|"
        "from the national list|from its own list|au titre de la liste"
    ),
    # ------------------------------------------------------------ verbs of results
    "WIN": _phrases(
        "won|wins|win|winning|took|takes|take|taking|taken|obtained|obtains|obtaining|secured|"
        "secures|"
        "securing|captured|capturing|received|receives|receiving|garnered|garnering|collected|"
        "gained|gaining|gains|carried|carries|claimed|claiming|got|gets|getting|holds|hold|holding|"
        "held|has|have|having|had|keeps|kept|keep|keeping|retained|retaining|retains|polled|"
        "polling|"
        "scored|scoring|earned|earning|mustered|mustering|attained|returned|picked up|picking up|"
        "was left with|were left with|is left with|was reduced to|were reduced to|fell to|fell "
        "back to|"
        "dropped to|slipped to|shrank to|rose to|was allotted|were allotted|was awarded|"
        "were awarded|was given|were given|was returned|were returned|was credited with|"
        "were credited with|had to be content with|to which are added|to which were added|to which "
        "is added|had to content itself with|content with|"
        "came away with|ended up with|ended with|finished with|emerged with|managed|"
        "was allocated|were allocated|added|adding|adds|gathered|drew|swept|sweeping|sweeps|"
        "reached|commands|command|controls|control|commanding|controlling|occupies|occupy|won over|"
        "did win|was down to|is down to|declined to|went down to|went up to|climbed to|jumped to|"
        "soared to|was entitled to|accounted for|accounts for|numbers|now has|now holds|"
        "now have|now hold|captures|clinched|clinching|picked|attracted|notched up|"
        "dropping to|falling to|rising to|increasing to|climbing to|slipping to|going to|grew to|"
        "increased to|advanced to|improved to|settled for|had to settle for|landed|"
        "wound up with|made do with|had to make do with|salvaged|saved|bagged|snatched|"
        "walked away with|seized|grabbed|conquered|was confined to|was limited to|were limited to|"
        "were confined to|was left holding|share|shared|pocketed|harvested|clung to|could count on|"
        "counts|count|slumped to|crashed to|slid to|shot up to|"
        "was cut down to|was cut to|plummeted to|plunged to|collapsed to|tumbled to|"
        "saw its representation fall to|saw its representation shrink to|"
        "saw its representation drop to|saw its representation rise to|saw its strength fall to|"
        "saw its seats fall to|saw its representation cut to|saw its strength rise to|"
        "improving to|advancing to|jumping to|growing to|surging to|sinking to|plunging to|"
        "slumping to|sliding to|shrinking to|ending up with|finishing with|coming away with|"
        "winding up with|to reach|reaching|to "
        "total|totalled|totalling|muster|to muster|"
        "sank to|went back to|was whittled down to|were cut down to|recovered to|surged to",
        "voit sa representation passer a|a vu sa representation passer a|"
        "voit sa representation tomber a|voit son effectif passer a|a du se contenter|doit se "
        "contenter|se contente|ont du se contenter|passant a|tombant a|"
        "chutant a|montant a|reculant a|retombant a|s' adjugeant|s' assurant|raflant|enlevant|"
        "decrochant|emportant|totalisant|engrangeant|"
        "recoltant|en obtenant|en remportant|en enlevant|en gagnant|n' a pu conserver que|"
        "n' a pu obtenir que|n' ont pu obtenir que|n' a pu en conserver que|ne conserve que|"
        "ne conservent que|ne garde que|ne compte que|ne compte plus que|ne comptent plus que|"
        "ne totalise que|n' obtiennent que|a emporte|s' octroie|s' est octroye|"
        "a eu|ont eu|eut|eurent|disposait de|disposaient de|retombe a|remonte a|recule a|"
        "se partagent|se sont partage|auxquels s' ajoutent|auxquels il faut ajouter|s' y ajoutent|"
        "a remporte|ont remporte|remporte|remportent|remportant|a obtenu|ont obtenu|obtient|"
        "obtiennent|obtenant|a recueilli|ont recueilli|recueille|recueillent|recueillant|"
        "a gagne|ont gagne|gagne|gagnent|gagnant|a enleve|ont enleve|enleve|enlevent|emporte|"
        "emportent|a emporte|ont emporte|conserve|conservent|a conserve|ont conserve|conservant|"
        "n' a conserve que|n' a obtenu que|n' obtient que|n' en a obtenu que|n' en obtient que|"
        "n' a remporte que|n' en conserve que|n' a recueilli que|n' en a que|n' en ont que|"
        "compte|comptent|comptant|detient|detiennent|detenant|a reuni|ont reuni|reunit|reunissent|"
        "totalise|totalisent|a totalise|ont totalise|totalisant|s' adjuge|s' adjugent|"
        "s' est adjuge|se sont adjuge|rafle|raflent|a rafle|decroche|decrochent|a decroche|"
        "ont decroche|s' assure|s' assurent|s' est assure|se contente de|se contentent de|"
        "doit se contenter de|doivent se contenter de|a du se contenter de|ont du se contenter de|"
        "l' emporte avec|l' ont emporte avec|est credite de|sont credites de|a|ont|en a|en ont|"
        "en obtient|en obtiennent|en a obtenu|en ont obtenu|en compte|en comptent|en detient|"
        "en detiennent|en conserve|en conservent|en remporte|en remportent|en a remporte|"
        "en ont remporte|obtint|remporta|recueillit|dispose de|disposent de|tombe a|passe a|"
        "a engrange|engrange|engrangent|garde|gardent|a garde|ont garde|en garde|se voit attribuer|"
        "se voient attribuer|s' est vu attribuer|se sont vu attribuer|a capte|se retrouve avec|"
        "se retrouvent avec|se retrouve a|se retrouvent a|doit se satisfaire de|se satisfait de|"
        "est passe a|sont passes a|ayant obtenu|ayant remporte|ayant recueilli|"
        "ayant gagne|occupe|occupent|occupera|aura|auront|disposera de|disposeront de|"
        "comptera|compteront|est tombe a|n' a garde que|n' en garde que|n' a plus que|"
        "n' ont plus que|n' en ont plus que|n' en a plus "
        "que|"
        "recolte|recoltent|a recolte|ont recolte|obtenait|arrive avec|a sauve|sauve|arrache|"
        "a arrache|en a gagne|en ont gagne|en gagne|beneficie de|peut compter sur|en a enleve|"
        "en enleve|en emporte|en emportent|en a recueilli|en recueille|en totalise|a glane|glane",
    ),
    "WITH": _phrases("with|avec|having|at|par|: |on"),
    "GIVE": _phrases(
        "gave|gives|giving|give|allotted|awarded|awarding|allocated|assigned|brought|earned|"
        "credited|leaving|left|leaves|handed|handing|yielded|netted|bringing|which gives|"
        "which gave|secured|won|granted|credit|"
        "donne|donnent|donnant|attribue|attribuent|attribuant|ont donne|a donne|laissant|laisse|"
        "laissent|accordent|accorde|ont attribue|a attribue|creditent de|creditent|ont accorde|"
        "a valu|ont valu|valent|rapporte|rapportent|a rapporte|a laisse|ce qui donne|ce qui porte|"
        "procurent|procure|assurent|assure"
    ),
    "GO_TO": _phrases(
        "went to|go to|goes to|going to|fell to|falling to|was won by|were won by|were taken by|"
        "was taken by|were allotted to|were awarded to|was awarded to|were allocated to|"
        "was allocated to|was allotted to|were captured by|were secured by|was secured by|"
        "were obtained by|were held by|are held by|is held by|went respectively to|were claimed by|"
        "was claimed by|was captured by|were carried by|won by|taken by|held by|obtained by|"
        "captured by|secured by|gained by|were gained by|was obtained by|were given to|was given "
        "to|"
        "were assigned to|was assigned to|were shared by|were received by|belong to|belongs to|"
        "awarded to|allotted to|allocated to|were picked up by|was picked up by|accrued to|"
        "fell into the hands of|were retained by|was retained by|was held by|were collected by|"
        "were divided between|were filled by|was filled by|were occupied by|are occupied by|"
        "sont revenus a|sont revenus au|sont revenus aux|est revenu a|est revenu au|reviennent a|"
        "reviennent au|reviennent aux|revient a|revient au|sont alles a|sont alles au|"
        "sont alles aux|est alle a|est alle au|est alle aux|est revenu aux|revient aux|vont a|"
        "vont au|vont aux|va a|va au|"
        "ont ete remportes par|ont ete obtenus par|ont ete gagnes par|ont ete attribues a|"
        "ont ete attribues au|ont ete attribues aux|sont detenus par|sont remportes par|remportes "
        "par|"
        "obtenus par|ont ete enleves par|a ete remporte par|echoient a|echoient au|echoient aux|"
        "echoit a|echoit au|a ete attribue a|a ete attribue au|sont echus a|sont echus au|"
        "est echu a|est echu au|sont occupes par|gagnes par|attribues a|attribues au|attribues aux|"
        "sont alles respectivement a|revenant a|revenant au|revenant aux|allant a|allant au|"
        "ont ete conquis par|sont revenus respectivement a|a ete enleve par|a ete gagne par|"
        "sont pour|vont respectivement a"
    ),
    "LOSE": _phrases(
        "lost|losing|loses|lose|a perdu|ont perdu|perd|perdent|perdant|dropped|shed|forfeited|"
        "conceded|cede|a cede|cedant|lacked|lacks|lacking|short|gave up|surrendered|cost"
    ),
    # ------------------------------------------------------------ verbs of the contest
    "CONTEST": _phrases(
        "contested|contesting|took part|took part in|take part in|taking part in|participated|"
        "participated in|competed|competed in|competing|stood|stood for election|ran|"
        "entered the race|ran lists|ran candidates|submitted lists|handed in lists|presented lists|"
        "put forward lists|put forward candidates|presented candidates|fielded candidates|"
        "nominated candidates|registered lists|were in the running|registered to contest|"
        "were in contention|were competing|were contesting|were running|vied|were vying|"
        "joined the race|joined the contest|were on the ballot|appeared on the ballot|"
        "were cleared to run|were allowed to run|"
        "entered lists|filed lists|filed candidates|offered lists|put up candidates|put up lists|"
        "fielded lists|were taking part|were standing|stood in|sought seats|"
        "presented themselves|contended|"
        "were on offer|lined up|threw their hats into the ring|entered the fray|entered candidates|"
        "qualified to run|qualified to take part|qualified for the ballot|stand|run|are standing|"
        "are running|are competing|took up the challenge|were in the race|had been admitted|"
        "were admitted|had been registered|were registered|had registered|entered|"
        "tried their luck|came forward",
        "ont pris part|etaient en lice|ont participe|ont presente des listes|etaient en "
        "competition|"
        "ont presente des candidats|ont concouru|se presentaient|se sont presentes|"
        "se sont presentees|prenaient part|participaient|ont depose des listes|ont brigue|"
        "en lice|ont depose une liste|concouraient|ont aligne des candidats|"
        "se sont affrontes|s' affrontaient|"
        "se sont portes candidats|etaient candidats|briguaient|ont sollicite|"
        "sollicitaient|etaient inscrits|s' etaient inscrits|ont fait acte de "
        "candidature|participent|concourent|se disputaient|etaient en presence|"
        "etaient sur les rangs|y ont pris part|y ont participe|y prenaient part|"
        "ont presente une liste|presentaient des listes|presentaient des candidats|etaient engages|"
        "etaient engagees|sont entres en lice",
    ),
    "REGISTER": _phrases(
        "registered|fielded|nominated|presented|put forward|accredited|approved|proposed|"
        "cleared|put up|ran|submitted|had registered|entered|validated|counted|admitted|"
        "a enregistre|a valide|ont presente|ont aligne|a retenu|avait enregistre|a admis|"
        "a accepte|avait valide|ont designe|ont investi|ont propose|presentaient|alignaient|"
        "avaient presente|avait presente|avaient aligne|avaient investi|avaient designe|"
        "listed|endorsed|had approved|backed|between them nominated"
    ),
}

#: French compounds: "a obtenu", "ont obtenu", "en a obtenu", "n'a obtenu que"
_OBTAINED = (
    "obtenu remporte recueilli gagne enleve emporte conserve decroche sauve arrache glane engrange "
    "rafle capte recolte garde totalise reuni conquis"
)
CLASSES["WIN"] += tuple(
    phrase
    for verb in _OBTAINED.split()
    for has in ("a", "ont", "ayant")
    for phrase in (f"{has} {verb}", f"en {has} {verb}", f"n' {has} {verb} que",
                   f"n' en {has} {verb} que")
)  # fmt: skip
CLASSES["DESIGN"] = _phrases(
    "elected|to be elected|filled|to be filled|chosen|decided|returned|allocated|distributed|"
    "contested|assigned|selected|attributed|to be chosen|reserved|determined|awarded|allotted|"
    "directly elected|elected directly|to be decided|set aside|open|shared out|designated|"
    "elus|pourvus|designes|attribues|repartis|a pourvoir|a elire|a attribuer|choisis|elues|"
    "pourvues|attribues|decernes|reserves|to be distributed|to be allocated|apportioned|"
    "elus directement|contestees|mis en jeu|en jeu|up for election|at stake"
)
CLASSES["AMONG_THEM"] = _phrases(
    "including|of whom|among them|among whom|with|dont|y compris|parmi lesquels|parmi eux|"
    "au nombre desquels|au nombre desquelles"
)
CLASSES["SOUGHT"] = _phrases(
    "sought|contested|disputed|fought over|vied for|competed for|coveted|fought for|"
    "brigues|convoites|disputes|brigue|convoite|briguees|convoitees|disputees"
)
CLASSES["PUT"] = _phrases(
    "were registered|who stood|stood|were nominated|registered|were in the running|in the running|"
    "took part|ran|were approved|were standing|se sont presentes|en lice|etaient en lice|"
    "ont ete enregistres|ont ete valides|were accepted|competed|presented themselves|"
    "were fielded|participated|contested the election|contested the elections|came forward|"
    "were put forward|ont ete retenus|se presentaient|were cleared"
)
CLASSES["PRESENTED"] = _phrases(
    "presented candidates|submitted lists|fielded candidates|nominated candidates|ran lists|"
    "handed in lists|put up candidates|put forward candidates|entered lists|fielded|nominated|"
    "put forward|avaient engage des candidats|avaient presente des candidats|"
    "ont engage des candidats|avaient depose des listes|avaient presente|avaient depose|ont "
    "presente|ont depose|presented|submitted|"
    "registered|entered|entered the race|"
    "presentaient|alignaient|were registered|were in the running"
)
CLASSES["CONTESTING"] = _phrases(
    "contesting the election|contesting the elections|taking part|in the running|competing|running|"
    "in contention|participating|en lice|en competition|on the ballot|in the race|that took part|"
    "which took part|that competed|that contested|contesting|standing|qui se presentaient|"
    "participantes|candidats|taking part in the election|registered"
)
CLASSES["TURN"] = _phrases(
    "was|is|were|stood at|reached|amounted to|was put at|was given as|was estimated at|came to|"
    "averaged|exceeded|was reported at|fell to|rose to|dropped to|was set at|has been put at|"
    "was recorded at|hit|was reported to be|declined to|climbed to|increased to|settled at|was of|"
    "totalled|totaled|approached|neared|was in the region of|was announced as|turned out to be|"
    "attained|topped|did not exceed|did not reach|slipped to|"
    "was officially put at|was officially given as|surpassed|plunged to|sank to|grew to|jumped to|"
    "decreased to|ran to|was calculated at|edged up to|was measured at|came in at|was only|"
    "stands at|has reached|was at|remained at|was some|had been put at|failed to reach|"
    "was estimated to be|officially reached|was close to|was above|was below|was around|"
    "a ete de|a atteint|s' est etabli a|s' est etablie a|s' est eleve a|s' est elevee a|etait de|"
    "est de|a ete estime a|a ete estimee a|a ete evalue a|a ete fixe a|a depasse|n' a pas depasse|"
    "n' a pas atteint|n' a atteint que|n' a ete que de|a ete chiffree a|est estimee a|atteint|"
    "est tombee a|est tombe a|est passe a|est montee a|est monte a|a avoisine|avoisine|depasse|"
    "a ete evaluee a|s' etablit a|s' eleve a|se situe a|se chiffre a|s' est situe a|s' est situee "
    "a|"
    "s' est chiffre a|est descendue a|est descendu a|fut de|a frole|frolait|atteignait|atteignit|"
    "s' est situe|s' est situee|se situe|se situait|"
    "s' est fixee a|est retombee a|a plafonne a|est estime a|est evaluee a|n' a guere depasse|"
    "a ete|etait|etait estimee a|s' etait elevee a"
)
CLASSES["ROLL"] = _phrases(
    "electoral roll|roll|rolls|electoral rolls|register|electoral register|voters' roll|"
    "voters ' roll|voters ' list|voters ' lists|voter register|electorate|voters ' register|"
    "registers|register of voters|registers of electors|voter list|voter rolls|voters ' rolls|"
    "list of voters|lists of voters|corps electoral|listes electorales|liste electorale|fichier|"
    "fichier electoral|registre electoral|electorat|les listes"
)
CLASSES["HOLDS"] = _phrases(
    "contained|contains|had|numbered|numbers|listed|comprised|comprises|counted|held|bore|included|"
    "totalled|stood at|was made up of|consisted of|counts|has|ran to|carried|showed|consists of|"
    "was composed of|amounted to|lists|was put at|grew to|had grown to|was estimated at|"
    "comptait|compte|comprenait|comprend|contenaient|contenait|comportait|etait de|etait compose "
    "de|"
    "comptaient|s' elevait a|recensait|recensaient|totalisait|comportaient|regroupait|"
    "etait fort de|se composait de|comprenaient"
)
CLASSES["WON_BY_THEM"] = _phrases(
    "won|win|took|captured|obtained|gained|secured|received|claimed|earned|garnered|"
    "ont remporte|ont obtenu|ont gagne|remportent|obtiennent|ont enleve|ont decroche"
)
CLASSES["CHANGED"] = _phrases(
    "increased|raised|improved|expanded|boosted|doubled|tripled|trebled|reduced|cut|slipped|fell|"
    "rose|dropped|jumped|sank|plunged|halved|quadrupled|quintupled|gained|added|doubling|tripling|"
    "increasing|raising|went|saw|grew|shrank|"
    "progresse|recule|passe|tombe|monte|double|triple|double"
)
CLASSES["NUMBERED"] = _phrases(
    "increased|raised|reduced|enlarged|expanded|cut|lowered|set|fixed|brought|"
    "porte|portee|augmente|releve|reduit|ramene|ramenee|fixe|eleve|elargie|agrandie"
)
CLASSES["RUNOFF"] = _phrases(
    "second round|run-off|run-offs|runoff|runoffs|second ballot|second tour|deuxieme tour|"
    "ballottage|second rounds|run-off elections|run-off election"
)
CLASSES["BY_RUNOFF"] = _phrases("a fortnight later|two weeks later|went to a second round")
CLASSES["IN_FIRST_ROUND"] = _phrases(
    "in the first round|first-round winners|first-round winner|at the first round|"
    "on the first ballot|in the first ballot|au premier tour|des le premier tour|"
    "winners in the first round"
)
CLASSES["ENROLLED"] = _phrases(
    "registered electors|registered voters|eligible voters|eligible electors|qualified voters|"
    "citizens entitled to vote|people entitled to vote|persons entitled to vote|eligible citizens|"
    "people eligible to vote|persons eligible to vote|citizens eligible to vote|"
    "persons on the rolls|people on the rolls|names on the rolls|names on the register|"
    "names on the roll|persons registered|people registered|registered citizens|"
    "persons on the register|people on the register|people on the roll|persons on the roll|"
    "voters on the rolls|voters on the roll|voters on the register|persons registered to vote|"
    "people registered to vote|citizens registered to vote|electeurs inscrits|citoyens inscrits|"
    "electeurs enregistres|personnes inscrites|citizens on the electoral roll|"
    "people on the electoral roll|names on the electoral roll"
)
CLASSES["WHOLE"] = _phrases("the|all|all the|les|these|the total of|a total of|ces")
CLASSES["ALSO"] = _phrases(
    "once again|again|de nouveau|a nouveau|also|then|now|each|egalement|aussi|desormais|still|"
    "thus|in turn"
)
CLASSES["EXIST"] = _phrases("existed|were available|remain|exist|go|went")
CLASSES["TOTAL"] = _phrases("total of|total|in all|in total|au total|altogether|desormais|now|au")
CLASSES["TO_TIERS"] = _phrases(
    "to|, which|which|, which for|, of which|, dont|are|were|,|.|:|will|sont|etaient|, for the "
    "first"
)

#: Women elected, and women in the house after it.
CLASSES["WERE_ELECTED"] = _phrases(
    "were elected|was elected|have been elected|were returned|won seats|won a seat|gained seats|"
    "obtained seats|succeeded|were successful|were also elected|captured seats|won election|"
    "took seats|secured seats|were voted in|got elected|won|made it into parliament|"
    "were chosen|were among those elected|entered parliament|entered the house|"
    "entered the assembly|entered CH|were elected to CH|were elected to parliament|earned seats|"
    "have won seats|gained a seat|are elected|won mandates|were among the winners|"
    "were elected to the house|were elected to the CH|will enter the house|"
    "ont ete elues|sont elues|ont obtenu un siege|ont remporte un siege|furent elues|"
    "ont decroche un siege|ont ete egalement elues|ont egalement ete elues|ont gagne un siege|"
    "entrent a l' assemblee|entrent au parlement|ont fait leur entree|ont obtenu des sieges|"
    "ont remporte des sieges|ont conquis un siege|font leur entree|sont entrees|ont ete elus|"
    "ont enleve un siege|a ete elue|est elue|fut elue|entrent au CH|entrent a la chambre"
)
CLASSES["SIT"] = _phrases(
    "sit in|sit on|sits in|will sit in|have seats in|have a seat in|hold seats in|are members of|"
    "serve in|now sit in|will have seats in|will be members of|are in|will serve in|"
    "siegent a|siegent au|siegent dans|siegent desormais a|siegent desormais au|"
    "siegent desormais dans|siegeront a|siegeront au|siegeront dans|feront partie de|"
    "font partie de|hold a seat in|belong to|occupy seats in|will take seats in|take seats in|"
    "are to sit in|are found in"
)
CLASSES["NEW_MEMBERS"] = _phrases(
    "those elected|the elected members|the new members|the newly elected members|"
    "the elected deputies|the new deputies|the winners|the successful candidates|those returned|"
    "newly elected members|the members elected|the newly elected deputies|the deputies elected|"
    "newly elected deputies|elected members|the elected|the victors|the newly elected|"
    "elected deputies|new members|new deputies|the new parliamentarians|those who won seats|"
    "the candidates elected|the elected candidates|the new mps|the elected mps|"
    "les elus|les nouveaux elus|les deputes elus|les membres elus|les vainqueurs|"
    "les candidats elus|les nouveaux deputes|nouveaux elus|elus|les parlementaires elus|"
    "ceux-ci|les senateurs elus|the senators elected|the elected senators"
)
CLASSES["HOUSE_MEMBERS"] = _phrases(
    "the members|members|the deputies|deputies|its members|its deputies|the mps|"
    "les membres|les deputes|ses membres|ses deputes|the senators"
)

#: Words that may stand between a party, its verb and its number: they change neither.
FILL = listed("""
    the a an its their his her it they them he she this that these those there which who whose whom
    of in on to from by for with at as and or but also only just still again now then thus hence
    alone even more most much very far out up down over ahead behind before after while whereas
    although though however meanwhile followed following together both either another other others
    first second third fourth fifth last largest biggest strongest smallest leading main chief sole
    big great new old small large strong clear comfortable outright absolute simple overall slim
    narrow overwhelming landslide crushing resounding decisive sweeping solid bare
    party parties force forces group bloc alliance coalition movement place position rank lead
    majority victory win triumph success plurality winner winners runner-up opposition ruling
    governing majorities partner partners ally allies rest remainder remaining balance others
    parliament house assembly chamber national political parliamentary elections election poll
    vote voting count results result final official definitive published according
    was were is are be been being came comes come coming became becomes become becoming emerged
    emerges emerging remained remains remain remaining finished finishing placed ranked ranks
    ended topped stood stands won returned returning surged retained keeps having did does do
    not no longer less than well easily narrowly clearly decisively comfortably respectively
    successfully finally eventually merely barely hardly already once too so seats seat mandates
    members deputies list lists proportional system race races contests constituencies
    single-member constituency districts district contest further additional one all share shared
    sharing divided split best score table power government side front-runner end side behind close
    closely next came in-between total totalling totaling making representing represented equal
    equivalent meaning translated translates translating into good exactly precisely each apiece
    had has have would-be popular electoral support showing performance defeat winning
    consolidated confirmed increased increasing improved expanded strengthened maintained
    preserved lost won held outgoing incumbent main long-ruling centre-right centre-left left-wing
    right-wing conservative liberal socialist communist opposition's newcomer newly formed newcomers
    font fait faisant entree entrees nouveaux nouvelle nouvelles premiere fois forte force fort
    rewarded satisfied crowned home
    office time rump representation ground showing success successes strength benches presence
    maintiennent progressent confortent conforte confirment ressortent sortent terminent
    ever recorded history since yet back went slipped slid climbed moved
    jumped advanced rose top dominance grip tied beneficiary
    itself himself herself themselves elle-meme lui-meme eux-memes
    number tally nombre able made make making return debut appearance breakthrough entrance
    nevertheless nonetheless moreover furthermore indeed instead thereby besides
    neanmoins toutefois cependant pourtant
    quadrupled halved
    doubled tripled doubling tripling trebled against entered entering entry opponents rivals rival
    contender contenders only newcomer outright all-time high low record bench delegation caucus
    stunning surprise surprisingly unexpectedly impressive poor modest mere paltry handful
    congress diet legislature hural duma
    term comeback setback likewise amounted challenger challengers share lui totalite integralite
    ensemble losses loss distant triumphed prevailed dominated reaffirmed trailed lagged retained
    regained forged short
    formerly pro-government pro-presidential independent nationalist fell devance devancent
    consecutive successive straight eclipsed outpolled outstripped

    le la les l' un une des du de d' au aux a en y sur sous par pour avec sans dans chez entre vers
    et ou mais puis donc ainsi aussi encore toujours alors enfin egalement seulement desormais
    ne n' que qu' qui dont ou lequel laquelle lesquels auxquels auxquelles se s' son sa ses leur
    leurs ce cet cette ces celui celle ceux celles il elle ils elles en lui
    premier premiere second seconde deuxieme troisieme quatrieme dernier derniere seul seule
    grand grande principal principale principaux large nette courte absolue relative simple
    confortable ecrasante parti partis force forces groupe coalition alliance bloc mouvement
    formation formations position place rang tete majorite victoire vainqueur succes scrutin
    elections election resultats resultat definitifs officiels opposition pouvoir gouvernement
    est sont etait etaient fut furent ete arrive arrivent arrivee arrivees arrives vient viennent
    suivi suivie suivis suivies devant derriere apres tandis alors lors contre soit total reste
    restent demeure demeurent devient deviennent termine sort sorti ressort confirme conforte
    renforce progresse maintient garde maintenu moins plus tres bien loin juste pres peu sieges
    siege mandats elus deputes liste listes proportionnelle majoritaire uninominal circonscriptions
    circonscription systeme national nationale presidentiel chacun chacune respectivement autres
    autre restants restant quant puisque meme ayant obtenu remporte etant classe classee classes
    largement nettement facilement suffrages voix premieres second large parlement assemblee chambre
    hemicycle parlementaire politique politiques allie allies partenaire sortant sortante pays
    """)

#: Capitalised words that are words and no unknown names.
_INSTITUTIONS = listed(
    """
    president prime minister government state commission electoral central constitution
    court supreme general attorney speaker election elections parliament republic members member
    results law code act decree opposition cabinet ministry minister monday tuesday wednesday
    thursday friday saturday sunday constitutional republique constitution etat gouvernement
    premier ministre loi cour commission votants chef lundi mardi mercredi jeudi vendredi samedi
    dimanche secretary national assembly council i ii iii"""
)


#: All words that the grammars know; a capital makes no name of them.
KNOWN = FILL | _INSTITUTIONS.union(*(p.split() for group in CLASSES.values() for p in group))


_SAME = {
    "democratique": "democrat", "democratic": "democrat", "democrate": "democrat",
    "movimiento": "movement", "mouvement": "movement", "partido": "party", "parti": "party",
    "popular": "popul", "populaire": "popul", "nacional": "national", "nationale": "national",
    "frente": "front", "democratico": "democrat", "democratica": "democrat", "union": "union",
    "socialista": "socialist", "socialiste": "socialist", "communiste": "communist",
    "comunista": "communist", "liberale": "liberal", "conservateur": "conservative",
    "republicain": "republican", "republicaine": "republican", "block": "bloc",
}  # fmt: skip


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """Reduce a word to what its plural and its adjective share."""
    if "-" in word:
        return "-".join(map(stem, word.split("-")))
    word = word.replace("\u2019", "'")
    if word in _SAME:
        return _SAME[word]
    if word.endswith("aux") and len(word) > 5:
        return word[:-3] + "al"
    if word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        word = word[:-1]
    if word in _SAME:
        return _SAME[word]
    if word.endswith("cratic"):
        return word[:-2]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
