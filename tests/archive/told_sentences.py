"""Sentences in the archive's manner and what they say, for the grammars of statements.

What is said is written ``subject [party] column round value``, with ``~``, ``>`` and ``<`` before a
value for about, at least and at most.
"""

MIXED = (
    (
        "The September 2004 elections were the third since independence. Some 623 candidates "
        "competed for the 77 seats in the Mazhilis.",
        ["candidates ~623", "seats_at_stake 77"],
    ),
    (
        "Sixty-seven seats were decided in single-member constituencies, while 10 were filled "
        "from party lists.",
        ["district_seats 67", "list_seats 10"],
    ),
    (
        "Candidates from 12 parties, four of them in two blocs, stood.",
        ["parties_contesting 12"],
    ),
    (
        "Just over 53 per cent of the 8.7 million registered voters cast votes on 19 September.",
        ["turnout_pct >53", "electors ~8700000"],
    ),
    (
        "In the first round 45 races produced winners: Otan took 27, the AIST Bloc nine, Asar "
        "two and independents seven. A second round was needed in 22 constituencies.",
        [
            "first_round_seats round1 45",
            "party_seats [Otan] majority round1 27",
            "party_seats [AIST Bloc] majority round1 9",
            "party_seats [Asar] majority round1 2",
            "party_seats [Independents] majority round1 7",
            "runoff_seats round2 22",
        ],
    ),
    (
        "Otan won 42 of the 77 seats; the AIST bloc had 11, Asar four, and Ak Zhol and the "
        "Democratic Party one seat each. The remaining 18 went to independents.",
        [
            "party_seats [Otan] total 42",
            "seats_at_stake 77",
            "party_seats [AIST Bloc] total 11",
            "party_seats [Asar] total 4",
            "party_seats [Ak Zhol (Bright Path)] total 1",
            "party_seats [Democratic Party of Kazakhstan] total 1",
            "party_seats [Independents] total 18",
        ],
    ),
    (
        "Seven of the ten list seats went to Otan; the AIST Bloc, Asar and Ak Zhol took one each.",
        [
            "party_seats [Otan] proportional 7",
            "list_seats 10",
            "party_seats [AIST Bloc] proportional 1",
            "party_seats [Asar] proportional 1",
            "party_seats [Ak Zhol (Bright Path)] proportional 1",
        ],
    ),
    (
        "Otan obtained 60.6 per cent of the vote and seven of the ten list seats. The tenth "
        "list seat went to Ak Zhol.",
        [
            "party_votes_pct [Otan] 60.6",
            "party_seats [Otan] proportional 7",
            "list_seats 10",
            "party_seats [Ak Zhol (Bright Path)] proportional 1",
        ],
    ),
    (
        "Eight women were elected, up from five.",
        ["women_elected 8"],
    ),
    (
        "Otan captured 60.6 per cent of the list vote, followed by Ak Zhol (12 per cent), "
        "Asar (11.4) and AIST (7.1).",
        [
            "party_votes_pct [Otan] 60.6",
            "party_votes_pct [Ak Zhol (Bright Path)] 12",
            "party_votes_pct [Asar] 11.4",
            "party_votes_pct [AIST Bloc] 7.1",
        ],
    ),
    (
        "Final results published on 5 October gave Otan 42 seats, against 11 for AIST.",
        ["party_seats [Otan] total 42", "party_seats [AIST Bloc] total 11"],
    ),
    (
        "Otan's share of the list vote was 60.6 per cent.",
        ["party_votes_pct [Otan] 60.6"],
    ),
    (
        "Some 8.7 million people were eligible to vote, of whom 56.8 per cent did so.",
        ["electors ~8700000", "turnout_pct 56.8"],
    ),
)

ENGLISH = (
    (
        "Of the 386 members 176 were elected in constituencies, 152 from regional lists and 58 "
        "from national lists.",
        ["seats_at_stake 386", "district_seats 176"],
    ),
    (
        "In all, 210 deputies are elected by proportional representation, 152 from "
        "regional lists and 58 from national lists.",
        ["list_seats 210"],
    ),
    (
        "Labour was returned to office with 41 of the 65 seats, the National Front taking 20 "
        "and the Greens the remaining four.",
        [
            "party_seats [Labour Party (LP)] total 41",
            "seats_at_stake 65",
            "party_seats [National Front (NF)] total 20",
            "party_seats [Green Party] total 4",
        ],
    ),
    (
        "The Conservatives, who had held 12 seats, were left with only three.",
        ["party_seats [Conservative Party] total 3"],
    ),
    (
        "Labour polled 48.2 per cent of the valid votes but only 29 seats, whereas the "
        "National Front, with 41 per cent, took 33.",
        [
            "party_votes_pct [Labour Party (LP)] 48.2",
            "party_seats [Labour Party (LP)] total 29",
            "party_votes_pct [National Front (NF)] 41",
            "party_seats [National Front (NF)] total 33",
        ],
    ),
    (
        "With 48.2 per cent of the vote, Labour won 29 seats.",
        ["party_votes_pct [Labour Party (LP)] 48.2", "party_seats [Labour Party (LP)] total 29"],
    ),
    (
        "The ruling Labour Party retained its majority, winning 41 seats. Its main rival, the "
        "National Front, took 20.",
        ["party_seats [Labour Party (LP)] total 41", "party_seats [National Front (NF)] total 20"],
    ),
    (
        "The distribution of seats was as follows: Labour 41, National Front 20, Greens four.",
        [
            "party_seats [Labour Party (LP)] total 41",
            "party_seats [National Front (NF)] total 20",
            "party_seats [Green Party] total 4",
        ],
    ),
    (
        "Seats were distributed as follows: Labour Party, 41; National Front, 20; Green Party, 4.",
        [
            "party_seats [Labour Party (LP)] total 41",
            "party_seats [National Front (NF)] total 20",
            "party_seats [Green Party] total 4",
        ],
    ),
    (
        "Final tallies: 41 seats for Labour, 20 for the National Front and four for the Greens.",
        [
            "party_seats [Labour Party (LP)] total 41",
            "party_seats [National Front (NF)] total 20",
            "party_seats [Green Party] total 4",
        ],
    ),
    (
        "The elections ended in a clear victory for Labour, which won 41 seats.",
        ["party_seats [Labour Party (LP)] total 41"],
    ),
    (
        "Victory went to the Labour Party, which took 41 seats to the National Front's 20.",
        ["party_seats [Labour Party (LP)] total 41", "party_seats [National Front (NF)] total 20"],
    ),
    (
        "It was a landslide: 41 of the 65 seats fell to Labour, and the National Front was "
        "reduced to a rump of four.",
        ["party_seats [Labour Party (LP)] total 41", "seats_at_stake 65"],
    ),
    (
        "Three seats were won by independent candidates.",
        ["party_seats [Independents] total 3"],
    ),
    (
        "The Greens entered parliament for the first time with four seats.",
        ["party_seats [Green Party] total 4"],
    ),
    (
        "No party won an absolute majority: Labour had 30 seats, the National Front 28 and "
        "the Civic Union seven.",
        [
            "party_seats [Labour Party (LP)] total 30",
            "party_seats [National Front (NF)] total 28",
            "party_seats [Civic Union] total 7",
        ],
    ),
    (
        "Labour lost eight seats and now has 33.",
        ["party_seats [Labour Party (LP)] total 33"],
    ),
    (
        "Labour lost its majority, dropping from 41 to 33 seats.",
        ["party_seats [Labour Party (LP)] total 33"],
    ),
    (
        "The Labour Party secured more than half of the vote and 41 seats.",
        ["party_votes_pct [Labour Party (LP)] >50", "party_seats [Labour Party (LP)] total 41"],
    ),
    (
        "The Labour Party carried 41 of the 65 constituencies, the National Front 20.",
        [
            "party_seats [Labour Party (LP)] majority 41",
            "district_seats 65",
            "party_seats [National Front (NF)] majority 20",
        ],
    ),
    (
        "Turnout, at 71.3 per cent, was the highest since 1974.",
        ["turnout_pct 71.3"],
    ),
    (
        "At 71.3 per cent, turnout was the highest since 1974.",
        ["turnout_pct 71.3"],
    ),
    (
        "Turnout: 71.3%.",
        ["turnout_pct 71.3"],
    ),
    (
        "Voter turnout was officially put at 71.3 per cent of the 1,204,667 registered electors.",
        ["turnout_pct 71.3", "electors 1204667"],
    ),
    (
        "Some three-quarters of the electorate went to the polls.",
        ["turnout_pct ~75"],
    ),
    (
        "Of the 1,204,667 citizens on the electoral roll, 858,000 (71.3 per cent) voted.",
        ["electors 1204667", "voters 858000", "turnout_pct 71.3"],
    ),
    (
        "A total of 858,213 votes were cast, 12,004 of which were invalid.",
        ["voters 858213"],
    ),
    (
        "858,213 people voted, or 71.3 per cent of those registered.",
        ["voters 858213", "turnout_pct 71.3"],
    ),
    (
        "The number of registered voters was 1,204,667, of whom 858,213 cast ballots.",
        ["electors 1204667", "voters 858213"],
    ),
    (
        "A total of 312 candidates, 67 of them women, contested the 65 seats.",
        ["candidates 312", "candidates_women 67", "seats_at_stake 65"],
    ),
    (
        "Altogether 312 candidates, including 67 women, were in the running.",
        ["candidates 312", "candidates_women 67"],
    ),
    (
        "The 65 seats were contested by 312 candidates representing nine parties.",
        ["seats_at_stake 65", "candidates 312", "parties_contesting 9"],
    ),
    (
        "Nine parties and 24 independents contested the elections.",
        ["parties_contesting 9"],
    ),
    (
        "Voters had a choice between 312 candidates from nine parties.",
        ["candidates 312", "parties_contesting 9"],
    ),
    (
        "Nine parties were on the ballot.",
        ["parties_contesting 9"],
    ),
    (
        "Of the 312 candidates, 67 were women.",
        ["candidates 312", "candidates_women 67"],
    ),
    (
        "Women numbered 67 among the 312 candidates.",
        ["candidates_women 67", "candidates 312"],
    ),
    (
        "The Assembly has 65 members: 40 elected in single-member constituencies and 25 by "
        "proportional representation.",
        ["chamber_seats 65", "district_seats 40", "list_seats 25"],
    ),
    (
        "The 65-member National Assembly is elected for five years.",
        ["chamber_seats 65"],
    ),
    (
        "All 65 seats in the National Assembly were at stake.",
        ["seats_at_stake 65"],
    ),
    (
        "Forty of the 65 seats are filled in single-member constituencies, the other 25 from "
        "national lists.",
        ["district_seats 40", "seats_at_stake 65", "list_seats 25"],
    ),
    (
        "Of the 65 seats, 40 are filled by majority vote and 25 by proportional representation.",
        ["seats_at_stake 65", "district_seats 40", "list_seats 25"],
    ),
    (
        "Fourteen women entered the new National Assembly, four more than in 1998.",
        ["women_elected 14"],
    ),
    (
        "Women took 14 seats.",
        ["women_elected 14"],
    ),
    (
        "Fourteen of the 65 members are women.",
        ["women_members 14"],
    ),
    (
        "There are now 14 women in the National Assembly.",
        ["women_members 14"],
    ),
    (
        "Fourteen women won seats, 21.5 per cent of the total.",
        ["women_elected 14"],
    ),
    (
        "A record 14 women (21.5%) were elected.",
        ["women_elected 14"],
    ),
    (
        "With a record 14 women (21.5 per cent) elected, the new house is the most equal ever.",
        ["women_elected 14"],
    ),
    (
        "Almost nine of the 15 million inhabitants were eligible to vote.",
        ["electors ~9000000"],
    ),
    (
        "Labour came home with 41 seats, more than twice the 20 of the National Front.",
        ["party_seats [Labour Party (LP)] total 41"],
    ),
    (
        "Labour has 41 of the 65 deputies; the Front sits on the opposition benches with 20, "
        "and the Greens with four.",
        [
            "party_seats [Labour Party (LP)] total 41",
            "seats_at_stake 65",
            "party_seats [Green Party] total 4",
        ],
    ),
    (
        "The Labour Party, whose leader, aged 61, had promised to step down, was rewarded "
        "with 41 seats.",
        ["party_seats [Labour Party (LP)] total 41"],
    ),
    (
        "For the Labour Party the night ended with 41 seats and 48.2 per cent of the vote, "
        "for the National Front with 20 seats.",
        ["party_seats [National Front (NF)] total 20"],
    ),
    (
        "The National Front was wiped out: it kept four of its 20 seats.",
        ["party_seats [National Front (NF)] total 4"],
    ),
    (
        "Of the 25 seats filled from lists, Labour was given 12, the National Front nine and "
        "the Greens four; of the 40 in the constituencies, Labour carried 29 and the National "
        "Front 11.",
        [
            "list_seats 25",
            "party_seats [Labour Party (LP)] proportional 12",
            "party_seats [National Front (NF)] proportional 9",
            "party_seats [Green Party] proportional 4",
            "district_seats 40",
            "party_seats [Labour Party (LP)] majority 29",
            "party_seats [National Front (NF)] majority 11",
        ],
    ),
    (
        "The lists gave Labour 12 seats and the National Front nine; the constituencies added "
        "29 and 11.",
        [
            "party_seats [Labour Party (LP)] proportional 12",
            "party_seats [National Front (NF)] proportional 9",
        ],
    ),
    (
        "Labour took 29 constituencies and 12 list seats, the National Front 11 "
        "constituencies and nine list seats.",
        [
            "party_seats [Labour Party (LP)] majority 29",
            "party_seats [Labour Party (LP)] proportional 12",
            "party_seats [National Front (NF)] majority 11",
            "party_seats [National Front (NF)] proportional 9",
        ],
    ),
    (
        "Independents, 24 of whom had stood, won two seats.",
        ["party_seats [Independents] total 2"],
    ),
    (
        "Two independents were returned.",
        ["party_seats [Independents] total 2"],
    ),
    (
        "The two remaining seats are held by independents.",
        ["party_seats [Independents] total 2"],
    ),
    (
        "The last seat fell to an independent.",
        ["party_seats [Independents] total 1"],
    ),
    (
        "The Greens got 4.8 per cent of the vote and no seat.",
        ["party_votes_pct [Green Party] 4.8"],
    ),
    (
        "Labour's list attracted 48.2 per cent of the votes, that of the National Front 41.",
        ["party_votes_pct [Labour Party (LP)] 48.2", "party_votes_pct [National Front (NF)] 41"],
    ),
    (
        "Roughly 1.2 million people were on the rolls, and 71 per cent of them voted.",
        ["electors ~1200000", "turnout_pct 71"],
    ),
    (
        "The rolls bore 1,204,667 names; 858,213 of them were ticked off on polling day.",
        ["electors 1204667"],
    ),
    (
        "Three voters in four went to the polls.",
        ["turnout_pct 75"],
    ),
    (
        "Only 38.4 per cent of the electorate bothered to vote.",
        ["turnout_pct 38.4"],
    ),
    (
        "Participation did not exceed 40 per cent.",
        ["turnout_pct <40"],
    ),
    (
        "Seven electors out of ten voted.",
        ["turnout_pct 70"],
    ),
    (
        "Up to 80 per cent of the electorate took part.",
        ["turnout_pct <80"],
    ),
    (
        "Turnout, officially 71.3 per cent, was the highest ever.",
        ["turnout_pct 71.3"],
    ),
    (
        "The turnout, estimated at 71 per cent, was the highest ever.",
        ["turnout_pct ~71"],
    ),
    (
        "Polling was brisk, with a turnout of over 71 per cent.",
        ["turnout_pct >71"],
    ),
    (
        "With turnout at 71.3 per cent, the poll was declared valid.",
        ["turnout_pct 71.3"],
    ),
    (
        "Nominations closed on 2 May with 312 candidates for 65 seats.",
        ["candidates 312"],
    ),
    (
        "Never had so many people stood: 312 candidates, 67 of them women.",
        ["candidates 312", "candidates_women 67"],
    ),
    (
        "The 312 candidates included 67 women.",
        ["candidates 312", "candidates_women 67"],
    ),
    (
        "Women accounted for 67 of the 312 candidates.",
        ["candidates_women 67", "candidates 312"],
    ),
    (
        "Nine parties and one coalition took part.",
        ["parties_contesting 9"],
    ),
    (
        "Nine of the 30 registered parties took part.",
        ["parties_contesting 9"],
    ),
    (
        "Only nine of the country's 30 parties fielded candidates.",
        ["parties_contesting 9"],
    ),
    (
        "A new chamber of 65 members was to be elected, 40 in constituencies and 25 from lists.",
        ["seats_at_stake 65", "district_seats 40", "list_seats 25"],
    ),
    (
        "Voters elected 40 deputies in single-member constituencies and 25 from lists.",
        ["district_seats 40", "list_seats 25"],
    ),
    (
        "The Assembly was enlarged from 60 to 65 seats.",
        ["seats_at_stake 65"],
    ),
    (
        "The new Assembly, enlarged to 65 seats, met on 20 June.",
        ["seats_at_stake 65"],
    ),
    (
        "The 40 constituency seats were filled by simple majority, the 25 list seats by "
        "proportional representation.",
        ["district_seats 40", "list_seats 25"],
    ),
    (
        "Of the 65 members elected, 14 are women.",
        ["seats_at_stake 65", "women_elected 14"],
    ),
    (
        "Fourteen of those elected are women, as against ten in 1998.",
        ["women_elected 14"],
    ),
    (
        "There will be 14 women on the benches of the new house, up from 10.",
        ["women_members 14"],
    ),
    (
        "The new Assembly will have 14 women members.",
        ["women_members 14"],
    ),
    (
        "Women won 14 seats, four more than in 1998.",
        ["women_elected 14"],
    ),
    (
        "Fourteen women and 51 men were elected.",
        ["women_elected 14"],
    ),
    (
        "Women hold 14 seats in the new Assembly.",
        ["women_members 14"],
    ),
    (
        "Labour emerged as the winner with 35 seats, down six. The National Front, up eight, "
        "won 28, and the Greens held their two.",
        [
            "party_seats [Labour Party (LP)] total 35",
            "party_seats [National Front (NF)] total 28",
            "party_seats [Green Party] total 2",
        ],
    ),
    (
        "When the votes had been counted, Labour had 35 seats and the National Front 28.",
        ["party_seats [Labour Party (LP)] total 35", "party_seats [National Front (NF)] total 28"],
    ),
    (
        "Labour won 35 seats (41 in 1998), the National Front 28 (20) and the Greens two (none).",
        [
            "party_seats [Labour Party (LP)] total 35",
            "party_seats [National Front (NF)] total 28",
            "party_seats [Green Party] total 2",
        ],
    ),
    (
        "Labour's share fell from 51 to 44 per cent of the vote, while the National Front's "
        "rose from 33 to 40 per cent.",
        ["party_votes_pct [Labour Party (LP)] 44", "party_votes_pct [National Front (NF)] 40"],
    ),
    (
        "The National Front polled 40.1 per cent, seven points more than in 1998, and doubled "
        "its seats to 28.",
        ["party_votes_pct [National Front (NF)] 40.1"],
    ),
    (
        "Labour, which polled 44 per cent, obtained 54 per cent of the seats.",
        ["party_votes_pct [Labour Party (LP)] 44"],
    ),
    (
        "Fewer than half of the electorate voted.",
        ["turnout_pct <50"],
    ),
    (
        "Barely half of the 1.2 million electors turned out.",
        ["turnout_pct ~50", "electors ~1200000"],
    ),
    (
        "The turnout, 61 per cent, was four points lower than in 1998 (65 per cent).",
        ["turnout_pct 61"],
    ),
    (
        "At 61 per cent, participation was lower than four years earlier (65).",
        ["turnout_pct 61"],
    ),
    (
        "In all 742,118 votes were cast, 731,002 of them valid.",
        ["voters 742118", "valid_votes 731002"],
    ),
    (
        "731,002 valid votes were counted.",
        ["valid_votes 731002"],
    ),
    (
        "Voters elected 65 members from among 312 candidates put forward by nine parties.",
        ["seats_at_stake 65", "candidates 312", "parties_contesting 9"],
    ),
    (
        "Eight of the nine parties presented women, 67 in all.",
        ["parties_contesting 8"],
    ),
    (
        "Sixty-seven women stood, and 14 were elected.",
        ["candidates_women 67"],
    ),
    (
        "Fourteen of the 67 women candidates were elected.",
        ["women_elected 14", "candidates_women 67"],
    ),
    (
        "The Assembly has 70 members: 65 elected and five appointed by the President.",
        ["chamber_seats 70", "seats_at_stake 65"],
    ),
    (
        "The Assembly's 65 seats were contested in 40 constituencies.",
        ["seats_at_stake 65"],
    ),
    (
        "The electoral law of 2001 introduced a mixed system: 40 members are elected in "
        "single-member constituencies, 25 from lists.",
        ["district_seats 40", "list_seats 25"],
    ),
    (
        "The Greens won their first two seats ever.",
        ["party_seats [Green Party] total 2"],
    ),
    (
        "A coalition of Labour (35 seats) and the Greens (2) took office.",
        ["party_seats [Labour Party (LP)] total 35", "party_seats [Green Party] total 2"],
    ),
    (
        "In the first round Labour won 20 seats outright and the National Front 12. After the "
        "second round Labour had 35 and the National Front 28.",
        [
            "party_seats [Labour Party (LP)] round1 20",
            "party_seats [National Front (NF)] round1 12",
        ],
    ),
    (
        "In the run-offs Labour took 15 of the 32 seats still open.",
        ["party_seats [Labour Party (LP)] round2 15"],
    ),
    (
        "Fourteen women will sit in the Assembly; six of them belong to Labour.",
        ["women_members 14"],
    ),
    (
        "Labour was credited with 44.2 per cent and 35 seats.",
        ["party_votes_pct [Labour Party (LP)] 44.2", "party_seats [Labour Party (LP)] total 35"],
    ),
    (
        "The seats were shared as follows: Labour 35, National Front 28, Greens 2.",
        [
            "party_seats [Labour Party (LP)] total 35",
            "party_seats [National Front (NF)] total 28",
            "party_seats [Green Party] total 2",
        ],
    ),
    (
        "Labour and the National Front won 44 and 40 per cent of the vote and 35 and 28 seats "
        "respectively.",
        [
            "party_votes_pct [Labour Party (LP)] 44",
            "party_votes_pct [National Front (NF)] 40",
            "party_seats [Labour Party (LP)] total 35",
            "party_seats [National Front (NF)] total 28",
        ],
    ),
    (
        "Of 65 seats, Labour won 35.",
        ["party_seats [Labour Party (LP)] total 35"],
    ),
    (
        "The Greens surprised all observers by winning four seats.",
        ["party_seats [Green Party] total 4"],
    ),
    (
        "Labour narrowly defeated the National Front, in power for 17 years, by 45 seats to 30.",
        ["party_seats [Labour Party (LP)] total 45", "party_seats [National Front (NF)] total 30"],
    ),
    (
        "Labour, the Greens and one independent took two seats each.",
        [
            "party_seats [Labour Party (LP)] total 2",
            "party_seats [Green Party] total 2",
            "party_seats [Independents] total 2",
        ],
    ),
    (
        "President Smith's Labour Party won a landslide: it took 42 seats.",
        ["party_seats [Labour Party (LP)] total 42"],
    ),
    (
        "The Greens more than doubled their seats to ten.",
        ["party_seats [Green Party] total 10"],
    ),
    (
        "Labour won a mere 12 seats.",
        ["party_seats [Labour Party (LP)] total 12"],
    ),
    (
        "According to official results, Labour had won 42 seats.",
        ["party_seats [Labour Party (LP)] total 42"],
    ),
    (
        "The remaining 12 seats were divided between the National Front (seven) and the Greens "
        "(five).",
        ["party_seats [National Front (NF)] total 7", "party_seats [Green Party] total 5"],
    ),
    (
        "As for the Greens, they doubled their strength to ten seats.",
        ["party_seats [Green Party] total 10"],
    ),
    (
        "Labour took 48 of the list seats, which gives it a total of 90.",
        [
            "party_seats [Labour Party (LP)] proportional 48",
            "party_seats [Labour Party (LP)] total 90",
        ],
    ),
    (
        "Slightly over 72 per cent of the country's 4.1 million voters cast their ballots.",
        ["turnout_pct >72", "electors ~4100000"],
    ),
    (
        "The National Front held 17 seats, two of which it owed to the constituencies.",
        [
            "party_seats [National Front (NF)] total 17",
            "party_seats [National Front (NF)] majority 2",
        ],
    ),
    (
        "The number of seats had been raised from 70 to 77.",
        ["seats_at_stake 77"],
    ),
    (
        "The constitution approved by referendum in 1992 provides for a 77-member Assembly.",
        ["chamber_seats 77"],
    ),
    (
        "Its 77 seats were fought over by 14 parties.",
        ["seats_at_stake 77", "parties_contesting 14"],
    ),
    (
        "Nine parties and three blocs registered lists.",
        ["parties_contesting 9"],
    ),
    (
        "The 512 hopefuls were mostly men. They stood for 14 parties.",
        ["parties_contesting 14"],
    ),
    (
        "There were 512 candidates, an average of more than four for each seat.",
        ["candidates 512"],
    ),
    (
        "The new Assembly, in which nine women sit, met on 7 June.",
        ["women_members 9"],
    ),
    (
        "Some 61 per cent of the electors discharged their duty.",
        ["turnout_pct ~61"],
    ),
    (
        "Against all forecasts, Labour swept back to power with 42 seats.",
        ["party_seats [Labour Party (LP)] total 42"],
    ),
    (
        "Labour fared worse than expected, taking 30 seats.",
        ["party_seats [Labour Party (LP)] total 30"],
    ),
    (
        "In the presidential and legislative elections turnout was 76 per cent.",
        ["turnout_pct 76"],
    ),
    (
        "The law had fixed the number of seats at 77: 50 constituency seats and 27 list seats.",
        ["seats_at_stake 77", "district_seats 50", "list_seats 27"],
    ),
    (
        "There were 512 candidates - 400 in the constituencies and 112 on the lists; 77 of them"
        " were women.",
        ["candidates 512", "candidates_women 77"],
    ),
    (
        "Labour's share dropped to 38 per cent.",
        ["party_votes_pct [Labour Party (LP)] 38"],
    ),
    (
        "The elections were a triumph for Labour: it won 42 seats.",
        ["party_seats [Labour Party (LP)] total 42"],
    ),
    (
        "The outgoing Speaker being returned unopposed, 512 candidates vied for 76 seats.",
        ["candidates 512", "seats_at_stake 76"],
    ),
    (
        "Labour - the party of the outgoing President, which had won 45 seats in 1998 - took 30"
        " seats.",
        ["party_seats [Labour Party (LP)] total 30"],
    ),
    (
        "The Greens gained four of the 77 seats.",
        ["party_seats [Green Party] total 4", "seats_at_stake 77"],
    ),
    (
        "The Greens gained four seats, ahead of the Civic Union (three).",
        ["party_seats [Green Party] total 4", "party_seats [Civic Union] total 3"],
    ),
    (
        "The Greens, despite a smaller share of the vote (5%), took 12 seats.",
        ["party_seats [Green Party] total 12"],
    ),
    (
        "The Labour Party of ousted Prime Minister Smith won 27 seats.",
        ["party_seats [Labour Party (LP)] total 27"],
    ),
    (
        "The run-offs confirmed its lead: Labour ended up with a total of 42 seats.",
        ["party_seats [Labour Party (LP)] total 42"],
    ),
    (
        "Out of 565,646 persons on the register, 315,809 voted, i.e. 55.8%.",
        ["electors 565646", "voters 315809", "turnout_pct 55.8"],
    ),
    (
        "The National Front, its main rival, picked up 30 seats.",
        ["party_seats [National Front (NF)] total 30"],
    ),
    (
        "Labour slipped from first to third place with 12 seats.",
        ["party_seats [Labour Party (LP)] total 12"],
    ),
    (
        "Of the 77 seats, Labour took 42, the National Front 30 and the Greens five.",
        [
            "seats_at_stake 77",
            "party_seats [Labour Party (LP)] total 42",
            "party_seats [National Front (NF)] total 30",
            "party_seats [Green Party] total 5",
        ],
    ),
    (
        "More than 1,200 candidates, representing 23 parties, were vying for the 120 seats.",
        ["candidates >1200", "parties_contesting 23", "seats_at_stake 120"],
    ),
    (
        "Twenty-three parties, four alliances and 12 independents contested the elections.",
        ["parties_contesting 23"],
    ),
    (
        "A total of 23 parties were registered, but only 14 put up candidates.",
        ["parties_contesting 14"],
    ),
    (
        "Of the 98 women candidates, 19 were elected.",
        ["candidates_women 98", "women_elected 19"],
    ),
    (
        "Turnout was low, at 41 per cent.",
        ["turnout_pct 41"],
    ),
    (
        "4,100,000 citizens were on the electoral roll and 2,400,000 of them voted.",
        ["electors 4100000", "voters 2400000"],
    ),
    (
        "Labour and the Greens both won six seats.",
        ["party_seats [Labour Party (LP)] total 6", "party_seats [Green Party] total 6"],
    ),
    (
        "There were 1,035 candidates for the 210 seats in the National Assembly, including 44 "
        "women.",
        ["candidates 1035", "seats_at_stake 210", "candidates_women 44"],
    ),
    (
        "The Greens strengthened their position by adding three seats to their previous 65 and "
        "thus held 68.",
        ["party_seats [Green Party] total 68"],
    ),
    (
        "Labour stormed to victory with 42 seats.",
        ["party_seats [Labour Party (LP)] total 42"],
    ),
    (
        "The Greens, standing for the first time, gained three seats with 5.5 per cent of the "
        "vote.",
        ["party_seats [Green Party] total 3", "party_votes_pct [Green Party] 5.5"],
    ),
    (
        "The number of candidates, 975, was slightly lower than in 1998.",
        ["candidates 975"],
    ),
    (
        "The elections followed the repeal, in December 1990, of the ban. The number of seats "
        "was increased from 70 to 77.",
        ["seats_at_stake 77"],
    ),
)

FRENCH = (
    (
        "Quelque 312 candidats, dont 67 femmes, briguaient les 65 sièges de l'Assemblée nationale.",
        ["candidates ~312", "candidates_women 67", "seats_at_stake 65"],
    ),
    (
        "Les élections du 30 mai 2002 portaient sur les 65 sièges de l'Assemblée: 40 au "
        "scrutin uninominal et 25 à la proportionnelle.",
        ["seats_at_stake 65", "district_seats 40", "list_seats 25"],
    ),
    (
        "Sur les 65 députés, 40 sont élus au scrutin majoritaire dans des circonscriptions et "
        "25 sur des listes nationales.",
        ["seats_at_stake 65", "district_seats 40", "list_seats 25"],
    ),
    (
        "Neuf partis et 24 indépendants se disputaient les suffrages de 1 204 667 électeurs.",
        ["parties_contesting 9"],
    ),
    (
        "Le PS l'a emporté avec 41 sièges sur 65, devant l'UPD (20) et les Verts (quatre).",
        [
            "party_seats [Parti socialiste (PS)] total 41",
            "seats_at_stake 65",
            "party_seats [Union pour la démocratie (UPD)] total 20",
            "party_seats [Verts] total 4",
        ],
    ),
    (
        "Le Parti socialiste, avec 48,2 % des suffrages, enlève 29 sièges; l'UPD, forte de 41 "
        "% des voix, en obtient 33.",
        [
            "party_votes_pct [Parti socialiste (PS)] 48.2",
            "party_seats [Parti socialiste (PS)] total 29",
            "party_votes_pct [Union pour la démocratie (UPD)] 41",
            "party_seats [Union pour la démocratie (UPD)] total 33",
        ],
    ),
    (
        "Les socialistes remportent 41 des 65 sièges, l'Union pour la démocratie 20 et les "
        "Verts les quatre derniers.",
        [
            "party_seats [Parti socialiste (PS)] total 41",
            "seats_at_stake 65",
            "party_seats [Union pour la démocratie (UPD)] total 20",
            "party_seats [Verts] total 4",
        ],
    ),
    (
        "Le PS et l'UPD obtiennent respectivement 41 et 20 sièges, les Verts et le Front "
        "national deux chacun.",
        [
            "party_seats [Parti socialiste (PS)] total 41",
            "party_seats [Union pour la démocratie (UPD)] total 20",
            "party_seats [Verts] total 2",
            "party_seats [Front national] total 2",
        ],
    ),
    (
        "Quarante et un sièges sont allés au PS, vingt à l'UPD.",
        [
            "party_seats [Parti socialiste (PS)] total 41",
            "party_seats [Union pour la démocratie (UPD)] total 20",
        ],
    ),
    (
        "Les indépendants se partagent les quatre sièges restants.",
        ["party_seats [Indépendants] total 4"],
    ),
    (
        "La participation s'est élevée à 71,3 %, soit huit points de moins qu'en 1998.",
        ["turnout_pct 71.3"],
    ),
    (
        "Le taux de participation (71,3 %) est le plus élevé depuis 1974.",
        ["turnout_pct 71.3"],
    ),
    (
        "71,3 % des électeurs inscrits se sont rendus aux urnes.",
        ["turnout_pct 71.3"],
    ),
    (
        "Plus de sept électeurs sur dix ont voté.",
        ["turnout_pct >70"],
    ),
    (
        "Les deux tiers des inscrits ont voté.",
        ["turnout_pct 66.7"],
    ),
    (
        "Quatorze femmes siègent dans la nouvelle Assemblée, contre dix dans l'ancienne.",
        ["women_members 14"],
    ),
    (
        "Quatorze femmes ont été élues, soit 21,5 % des membres.",
        ["women_elected 14"],
    ),
    (
        "L'Assemblée compte désormais 14 femmes.",
        ["women_members 14"],
    ),
    (
        "Un second tour a été nécessaire dans 22 circonscriptions.",
        ["runoff_seats round2 22"],
    ),
    (
        "Le RDP, qui avait obtenu 30 sièges en 1998, n'en conserve que douze.",
        ["party_seats [Rassemblement du peuple (RDP)] total 12"],
    ),
    (
        "Le PS perd huit sièges mais en garde 33.",
        ["party_seats [Parti socialiste (PS)] total 33"],
    ),
    (
        "Le PS passe de 41 à 33 sièges.",
        ["party_seats [Parti socialiste (PS)] total 33"],
    ),
    (
        "Les résultats officiels, proclamés le 3 juin, attribuent 41 sièges au PS, 20 à l'UPD "
        "et quatre aux Verts.",
        [
            "party_seats [Parti socialiste (PS)] total 41",
            "party_seats [Union pour la démocratie (UPD)] total 20",
            "party_seats [Verts] total 4",
        ],
    ),
    (
        "Avec 41 élus, le PS dispose de la majorité absolue.",
        ["party_seats [Parti socialiste (PS)] total 41"],
    ),
    (
        "Le scrutin, boycotté par trois partis, a mobilisé 71,3 % des électeurs.",
        ["turnout_pct 71.3"],
    ),
    (
        "1 204 667 électeurs étaient appelés à élire 65 députés parmi 312 candidats.",
        ["electors 1204667", "seats_at_stake 65", "candidates 312"],
    ),
    (
        "858 213 des 1 204 667 électeurs inscrits ont pris part au vote.",
        ["voters 858213", "electors 1204667"],
    ),
    (
        "Le PS recueille 48 % des suffrages exprimés et l'UPD 41 %.",
        [
            "party_votes_pct [Parti socialiste (PS)] 48",
            "party_votes_pct [Union pour la démocratie (UPD)] 41",
        ],
    ),
    (
        "Le PS obtient la majorité des sièges (41), suivi de l'UPD (20).",
        [
            "party_seats [Parti socialiste (PS)] total 41",
            "party_seats [Union pour la démocratie (UPD)] total 20",
        ],
    ),
    (
        "Répartition des sièges: PS 41, UPD 20, Verts quatre.",
        [
            "party_seats [Parti socialiste (PS)] total 41",
            "party_seats [Union pour la démocratie (UPD)] total 20",
            "party_seats [Verts] total 4",
        ],
    ),
    (
        "Le parti au pouvoir, le PS, conserve la majorité avec 41 sièges.",
        ["party_seats [Parti socialiste (PS)] total 41"],
    ),
    (
        "L'UPD, principal parti d'opposition, n'obtient que 20 sièges.",
        ["party_seats [Union pour la démocratie (UPD)] total 20"],
    ),
    (
        "Il y avait 312 candidats en lice pour 65 sièges.",
        ["candidates 312", "seats_at_stake 65"],
    ),
    (
        "Le nombre des députés a été porté de 60 à 65.",
        ["seats_at_stake 65"],
    ),
    (
        "L'Assemblée nationale est composée de 65 membres élus pour cinq ans.",
        ["chamber_seats 65"],
    ),
    (
        "Les Verts font leur entrée au parlement avec quatre sièges.",
        ["party_seats [Verts] total 4"],
    ),
    (
        "Quarante-deux femmes (8,4 %) ont été élues.",
        ["women_elected 42"],
    ),
    (
        "Les Verts, crédités de 12,4 % des voix, ont obtenu dix sièges.",
        ["party_votes_pct [Verts] 12.4", "party_seats [Verts] total 10"],
    ),
    (
        "Le siège restant est allé aux Verts.",
        ["party_seats [Verts] total 1"],
    ),
    (
        "Le nombre des sièges avait été porté de 70 à 77.",
        ["seats_at_stake 77"],
    ),
    (
        "Les élections ont eu lieu le même jour que le scrutin municipal, pour lequel six "
        "sièges étaient à pourvoir.",
        [],
    ),
    (
        "Sur les quelque 4,7 millions de citoyens appelés à voter, 4 655 000 se sont déplacés.",
        ["electors ~4700000", "voters 4655000"],
    ),
    (
        "Quatorze partis étaient autorisés, mais huit seulement ont présenté des listes.",
        ["parties_contesting 8"],
    ),
    (
        "Les 77 sièges étaient convoités par 512 candidats.",
        ["seats_at_stake 77", "candidates 512"],
    ),
    (
        "L'Assemblée compte 80 membres : 53 sont élus au suffrage direct à la proportionnelle.",
        ["chamber_seats 80", "list_seats 53"],
    ),
    (
        "Le Front national n'a pu conserver que 12 de ses 30 sièges.",
        ["party_seats [Front national] total 12"],
    ),
    (
        "Le Parti socialiste, qui perd deux sièges et n'en a plus que 40, reste premier.",
        ["party_seats [Parti socialiste (PS)] total 40"],
    ),
    (
        "Sur les 77 élus, 19 sont des femmes.",
        ["women_elected 19"],
    ),
    (
        "Les socialistes ont sauvé 27 sièges.",
        ["party_seats [Parti socialiste (PS)] total 27"],
    ),
    (
        "Le Parti socialiste s'effondre, passant de 29 à quatre sièges.",
        ["party_seats [Parti socialiste (PS)] total 4"],
    ),
    (
        "Le Parti socialiste a obtenu 42 sièges, 14 de moins que la majorité absolue.",
        ["party_seats [Parti socialiste (PS)] total 42"],
    ),
    (
        "Les élections ont mis aux prises 47 formations politiques.",
        ["parties_contesting 47"],
    ),
    (
        "La révision des listes a porté le nombre des inscrits à 4 466 354.",
        ["electors 4466354"],
    ),
    (
        "Le Parti socialiste voit sa représentation passer de 30 à 42 sièges.",
        ["party_seats [Parti socialiste (PS)] total 42"],
    ),
    (
        "On comptait 98 femmes parmi les 1 204 candidats.",
        ["candidates_women 98", "candidates 1204"],
    ),
    (
        "Dix-neuf des 77 élus sont des femmes.",
        ["women_elected 19"],
    ),
    (
        "Sur les 13,5 millions de Marocains inscrits, 6,1 millions ont accompli leur devoir.",
        ["electors ~13500000", "voters ~6100000"],
    ),
    (
        "Le RDP du Premier ministre sortant a décroché 60 sièges.",
        ["party_seats [Rassemblement du peuple (RDP)] total 60"],
    ),
    (
        "À la suite du référendum de juillet, le nombre de sièges est passé de 325 à 395.",
        ["seats_at_stake 395"],
    ),
    (
        "Trente-deux des 68 partis reconnus y ont pris part.",
        ["parties_contesting 32"],
    ),
    (
        "Dix-neuf partis avaient engagé des candidats.",
        ["parties_contesting 19"],
    ),
)
NOTHING = (
    "Labour had 41 seats in the outgoing Assembly, the National Front 20.",
    "In 1998 Labour won 41 seats. The National Front took 20. Turnout was 70 per cent.",
    (
        "At the last elections, in May 1998, Labour had taken 41 seats; the National Front "
        "followed with 20."
    ),
    "A coalition of four parties governed with 45 seats.",
    "A bill to raise the number of seats to 80 was rejected by 30 votes to 25.",
    "A candidate must be at least 25 years old and supported by 300 electors.",
    "Polls gave Labour 45 per cent, the National Front 30 and the Greens 10.",
    "According to the last survey, Labour would win 40 seats.",
    "The leader of the National Front predicted that his party would take 35 seats.",
    "Labour needed 33 seats for a majority.",
    "Labour fell two seats short of the 33 needed for an absolute majority.",
    "To obtain seats, parties must win five per cent of the votes.",
    (
        "Some 40,000 soldiers guarded 2,300 polling stations, where 500 observers from 23 "
        "countries were at work."
    ),
    "The electorate has grown by 100,000 since 1998.",
    "Twelve candidates were disqualified and three withdrew.",
    "Three parties boycotted the elections.",
    "On 10 June the Assembly elected Mr. Smith Speaker by 41 votes to 20.",
    "The new government of 18 ministers, five of them women, was approved by 45 votes.",
    "Labour deputies, 12 of whom are lawyers, met on Monday.",
    "Forty per cent of the population lives on less than two dollars a day.",
    "The Senate, whose 30 members are appointed, was not concerned.",
    "In the Senate, renewed in March, Labour had won 20 of the 30 seats.",
    "Provisional returns put Labour ahead with 38 seats and turnout at 72 per cent.",
    "With half of the votes counted, Labour led with 45 per cent.",
    "In the presidential election of April, Labour's candidate obtained 52 per cent of the vote.",
    "Voters in the capital gave Labour 10 of its 12 seats.",
    "In Port Town, the National Front took eight seats.",
    (
        "The Constitutional Court annulled the results in two constituencies, where "
        "by-elections took place in September."
    ),
    "The by-elections of September gave the National Front two more seats.",
    "Labour spent 2 million dollars, the National Front 500,000.",
    "Labour gained six seats more than in 1998.",
    "Two Labour deputies defected to the National Front, which now has 22 members.",
    "The youngest member is 23 years old.",
    "Each constituency returns two members.",
    "The law reserves 10 seats for women.",
    "The quota requires 30 per cent of candidates to be women.",
    "Women make up 52 per cent of the electorate.",
    "Thirty of the candidates were sitting members.",
    "The National Front claimed that 200,000 voters had been left off the rolls.",
    "Ten years ago Labour held 50 seats.",
    "The opposition parties together won 24 seats.",
    "Labour would have won 45 seats under the old system.",
    "By noon turnout stood at 35 per cent.",
    "Labour won the 1998 elections with 41 seats.",
    "The Liberal Democrats, founded in 1999 by eight deputies, ran for the first time.",
    "Labour's candidates were elected unopposed in six constituencies.",
    "About 30 parties are registered in Ruritania; most did not take part.",
    (
        "Labour had campaigned on a promise to create 100,000 jobs, the National Front on tax "
        "cuts of 10 per cent."
    ),
    "The National Front obtained 41 per cent of the vote in the north.",
    "The swing from Labour to the National Front was six per cent.",
    "Labour's vote fell by five per cent.",
    "In the municipal elections of May, Labour won 30 per cent of the seats.",
    "The parliamentary group of Labour has 45 members.",
    "Turnout among women was 60 per cent.",
    "The turnout of 61 per cent in 1998 was not matched.",
    "Turnout fell by eight points.",
    "Observers estimated turnout at 40 per cent, the Commission at 61.",
    "The opposition put turnout at 40 per cent.",
    "More than 50 per cent of voters must take part for the poll to be valid.",
    "Fewer than half of the seats changed hands.",
    "Labour promised to reduce the number of seats to 50.",
    "In half of the constituencies, fewer than 50 per cent of the electors voted.",
    "Labour nominated 65 candidates, the National Front 60.",
    "The National Front, whose 20 members had resigned in March, stood again.",
    "There were 15 women in the outgoing Assembly.",
    "Twelve women stood for Labour.",
    "Two women were appointed ministers.",
    "The party of the President won 12 seats.",
    "Unofficial results showed Labour with 42 seats.",
    "Labour was expected to win easily; it hoped for 45 seats.",
    "If it wins 33 seats, Labour will govern alone.",
    "The Assembly may be dissolved by a vote of 44 members.",
    "Nine deputies voted against.",
    "Since 1960 Labour has won 10 of the 12 elections.",
    "Labour had hoped for 45 seats; it got 35.",
    "After recounts in three constituencies, Labour's total rose to 36.",
    "In a rerun on 4 July, the National Front took two of three seats.",
    "Labour won all 40 constituencies but one.",
    "Half of the 65 members are elected from lists, the other half in constituencies.",
    "For every 100 registered voters only 61 voted.",
    "The Labour Party and the National Front won 63 of the 65 seats between them.",
    "The coalition formed by Labour and the Greens commands 37 seats.",
    "Labour and its ally, the Civic Union, together hold 45 seats.",
    "Labour, backed by the Pirates and the Monarchists, led the polls with 41 per cent.",
    "Labour just missed an absolute majority (33 seats).",
    "Labour has a majority of 12 seats.",
    "Fourteen groups and 22 independents took part in the contest.",
    "Twelve seats went to Labour (seven in the north) and the Greens.",
    "Turnout was 60 per cent in the capital.",
    "The National Front beat Labour by 12 seats.",
    "Labour took the lead by collecting 12,000 signatures.",
    "La Constitution adoptée par référendum en 1992 (participation : 31 %) est en vigueur.",
    "The Greens gained four seats, Labour lost five.",
    "The Commission has 12 members; five of them are women.",
    "Opinion polls gave Labour 42 seats; contrary to the polls, it won 30.",
    "Labour forfeited five of its 95 seats.",
    "On dénombrait cinq candidats par siège, soit cinq par circonscription en moyenne.",
    "Labour formed a coalition with the Greens, which gives the Government 47 seats.",
    "Labour lost 12 seats and the Greens gained three.",
    "Thirty seats were contested by Labour alone.",
    "Voters had to choose 12 members from a list of 40.",
    "With 42 of the 77 districts counted, Labour led in 30.",
    "Labour needed 39 seats for a majority.",
    "The coalition of Labour and the Greens has 47 seats.",
    "Seven members of the National Front defected to Labour.",
    "Of the 12 nominated seats, Labour was allocated seven and the Greens four.",
    "Labour elected eight members to the board.",
    "They stood on 313 lists submitted by movements.",
    "The islands elect two members each.",
    "Labour formed a coalition with 47 seats.",
    "Labour negotiated with 42 deputies.",
    "An amendment raising the number of members from 60 to 63 was to take effect at the next "
    "elections.",
)
