"""How likely a number of pages is, going by the past alone."""

from math import exp, lgamma

_PRIOR = 0.5
"""Jeffreys' prior: what is held of a rate before any page was seen."""


def chance_of_at_least(count: int, number: int, past_count: int, past_number: int) -> float:
    """How likely `count` or more of `number` are where `past_count` of `past_number` were.

    By the beta-binomial distribution, which knows that a short past says little: after 0 of 10, even 3 of 5
    may be chance, after 0 of 1,000 it is none.

    >>> [round(chance_of_at_least(3, 5, 0, past), 4) for past in (10, 1000)]
    [0.0073, 0.0]
    """
    alpha, beta = past_count + _PRIOR, past_number - past_count + _PRIOR
    return sum(
        exp(_log_choose(number, hit) + _log_beta(hit + alpha, number - hit + beta) - _log_beta(alpha, beta))
        for hit in range(count, number + 1)
    )


def _log_choose(number: int, chosen: int) -> float:
    return lgamma(number + 1) - lgamma(chosen + 1) - lgamma(number - chosen + 1)


def _log_beta(alpha: float, beta: float) -> float:
    return lgamma(alpha) + lgamma(beta) - lgamma(alpha + beta)
