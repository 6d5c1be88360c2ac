"""Who votes, and how many of the ballots are not valid.

The figures may be single numbers, arrays or Series; a single number goes with every row of the
other. Single numbers give a float, Series a Float64 Series with their index.
"""

from __future__ import annotations

from helpers.measures._inputs import part_and_whole, per_row


def turnout(voters, electors):
    r"""Return turnout: the share of the registered electors who voted.

    .. math:: T = \text{voters} / \text{electors}

    Parameters
    ----------
    voters : number, array-like or pandas.Series
        Ballots cast, valid or not.
    electors : number, array-like or pandas.Series
        Registered electors.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Shares in [0, 1]; missing where either figure is unknown.

    Raises
    ------
    ValueError
        If a number is negative, nobody is registered, or more voted than are registered.

    References
    ----------
    International IDEA (2016), Voter Turnout Trends around the World, which calls it voter turnout
    (of registered voters) and keeps it apart from turnout of the voting-age population.

    Examples
    --------
    >>> turnout(60, 80)
    0.75
    """
    share, of, inputs = part_and_whole(voters, electors, ("voters", "electors"))
    return per_row(share / of, *inputs, name="turnout")


def invalid_share(blank_or_invalid, voters):
    r"""Return the share of the ballots cast that were blank or invalid.

    .. math:: I = \text{blank or invalid} / \text{voters}

    Parameters
    ----------
    blank_or_invalid : number, array-like or pandas.Series
        Blank or invalid ballot papers.
    voters : number, array-like or pandas.Series
        Ballots cast, valid or not.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Shares in [0, 1]; missing where either figure is unknown.

    Raises
    ------
    ValueError
        If a number is negative, nobody voted, or there are more invalid ballots than ballots.

    References
    ----------
    Power, T. J. and Garand, J. C. (2007), Determinants of invalid voting in Latin America,
    Electoral Studies 26(2), 432-444: blank and spoiled ballots as a share of all ballots cast.

    Examples
    --------
    >>> invalid_share([5, None], [100, 100])
    array([0.05,  nan])
    """
    names = ("blank or invalid ballots", "voters")
    share, of, inputs = part_and_whole(blank_or_invalid, voters, names)
    return per_row(share / of, *inputs, name="invalid_share")
