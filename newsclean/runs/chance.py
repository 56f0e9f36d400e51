"""How likely a number of pages is by chance alone."""

from math import comb

MAX_NUMBER = 1_000
"""Of more pages a difference that passes a tolerance of percents is no chance; and larger ones overflow a float."""


def chance_of_at_least(count: int, number: int, rate: float) -> float:
    """How likely `count` or more of `number` are when each is with `rate` (binomial distribution).

    0 beyond MAX_NUMBER, where the difference itself is what counts.

    >>> round(chance_of_at_least(2, 2, 0.5), 2)
    0.25
    """
    if number > MAX_NUMBER:
        return 0.0
    return sum(comb(number, hit) * rate**hit * (1 - rate) ** (number - hit) for hit in range(count, number + 1))


def rate_of(count: int, number: int) -> float:
    """The rate that a past of `count` of `number` suggests; never quite 0 or 1, whatever the past was."""
    return (count + 0.5) / (number + 1)
