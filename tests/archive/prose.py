"""Narrative as real pages have it, in our own words: numbers, parties and the labels' words.

Each paragraph is told of an :class:`~writers.Election`, with its own parties and figures, so that
it looks as much like the page's data as narrative can. A line break in a paragraph is one of the
page's.
"""

from __future__ import annotations

import textwrap

from archive.writers import Election


def english(election: Election) -> dict[str, str]:
    """Return the paragraphs by shape."""
    parties = [seat.party for seat in election.seats] or ["Civic Union", "National Front"]
    first, last = parties[0], parties[-1]
    seats = sum(seat.cells[0] or 0 for seat in election.seats) or 120
    year = election.dates[0].year if election.dates else 1994
    one_line = (
        f"At stake were all {seats} seats of the {election.chamber}, {seats // 3} of them filled "
        f"by lists and {seats - seats // 3} in single-member districts. Some 1,204 candidates of "
        f"{len(parties) + 7} parties stood, 15% of them women. The {first} took 43.7% of the "
        f"valid votes and 51 seats, against 39 in {year - 4}, and the {last} 12 (-3). Turnout was "
        f"put at 61.2%, and 212,044 ballot papers were blank or invalid. Distribution of seats "
        f"among the groups changed again on 14 May {year + 1}, when 2 members left."
    )
    return {
        "one long line": one_line,
        "wrapped lines": textwrap.fill(one_line, 72),
        "narrow lines": textwrap.fill(one_line, 38, break_on_hyphens=False),
        "lines that start with labels": (
            "Voters went to the polls in a calm that few had foretold, the commission said; of\n"
            "Valid votes, the observers wrote, 4 in 10 had gone to lists that won nothing: 38%\n"
            "Number of registered electors rose by a tenth to 5,771,018 between 1 May and 30\n"
            "Blank or invalid ballot papers were few, and came to 2.4% of the whole, or 88,913\n"
            "Women won more than ever, 23 of them against 11 before, and make up 19.2% now; 96\n"
            "Men still hold 4 seats in 5. Percent of women among those who stood: about 15.5"
        ),
        "lines that end in numbers": (
            f"In the new house the {first} has 51\n"
            f"while the {last} had to be content with 12\n"
            "The remaining seats went to those who stood without a party, 9 in all, up from 4\n"
            "The Speaker was chosen on the third ballot by 61 to 48"
        ),
        "a list of parties": (
            f"The coalition that governs is made up as follows:\n- {first}: 51 seats\n"
            f"- {last}: 12 seats\n- members without a party: 9 seats"
        ),
        "rounds and dates": (
            f"Round no 1 was held on 3 June {year} and decided 71 seats. A second round, on 17\n"
            f"June {year}, was needed for 23 more; Round no 2 drew 48.9% of the electors."
        ),
        "headings in running text": (
            "The law says how the distribution of votes becomes a distribution of seats: of each\n"
            "Political Group the total votes are divided by 1, 2, 3 and so on. Total seats: 120."
        ),
        "source and notes": (
            "Note: figures were taken from the bulletin of 12 July, no. 27 (pages 114-118).\n"
            "* Includes 4 seats that were filled later.\n** 1 seat vacant."
        ),
        "figures in brackets": (
            "Turnout (61.2%) fell below that of the last poll (74.9%), the lowest since 1946;\n"
            "participation by region ran from 38.1% (north) to 82.4% (islands)."
        ),
    }


def french(election: Election) -> dict[str, str]:
    """Return the paragraphs by shape, in French."""
    parties = [seat.party for seat in election.seats] or ["Union civique", "Front national"]
    first, last = parties[0], parties[-1]
    one_line = (
        f"Les 120 sièges de la chambre étaient à pourvoir. Quelque 1 204 candidats de 14 partis "
        f"étaient en lice, dont 15,5 % de femmes. Le parti {first} a obtenu 43,7 % des suffrages "
        f"valables et 51 sièges contre 39 en 1994, et {last} 12 seulement. Les votants étaient "
        f"4 120 338, soit 61,2 % des électeurs inscrits. La répartition des sièges a changé le "
        f"14 mai, 2 députés ayant démissionné."
    )
    return {
        "one long line": one_line,
        "wrapped lines": textwrap.fill(one_line, 72),
        "lines that start with labels": (
            "Votants et candidats ont bravé la pluie, si bien que la commission a compté 61,2 %\n"
            "Suffrages valables et bulletins nuls ont fait l'objet de 14 plaintes, dont 3 sur 4\n"
            "Femmes et jeunes gagnent du terrain : 23 élues, contre 11 auparavant, soit 19,2 %\n"
            "Hommes : ils restent majoritaires, avec 4 sièges sur 5"
        ),
        "lines that end in numbers": (
            f"Dans la nouvelle chambre, {first} compte 51\net {last} doit se contenter de 12"
        ),
        "rounds and dates": (
            "Tour no 1, le 3 juin : 71 sièges pourvus. Un second tour, le 17 juin, a été\n"
            "nécessaire pour 23 autres."
        ),
    }
