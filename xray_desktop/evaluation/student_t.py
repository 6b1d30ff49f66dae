"""Student's t distribution with any positive degrees of freedom, whole or not."""

import math

_LARGEST = 1e6
"""From here on the distribution is taken as the normal one: they differ by less than 1e-6."""

_TINY = 1e-300


def two_sided_p(t: float, df: float) -> float:
    """The chance that the absolute value of t is at least this large, 0 to 1; NaN for NaN.

    Args:
        t: the statistic.
        df: degrees of freedom, above 0; may be infinite.
    """
    if math.isnan(t) or math.isnan(df):
        return math.nan
    if math.isinf(t):
        return 0.0
    if df > _LARGEST:
        return math.erfc(abs(t) / math.sqrt(2))
    return _incomplete_beta(df / 2, 0.5, df / (df + t * t))


def quantile_975(df: float) -> float:
    """The number that t exceeds with a chance of 2.5 %; NaN for NaN.

    Args:
        df: degrees of freedom, above 0; may be infinite.
    """
    if math.isnan(df):
        return math.nan
    low, high = 0.0, 2.0
    while two_sided_p(high, df) > 0.05:
        high *= 2
    while high - low > 1e-14 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if two_sided_p(middle, df) > 0.05 else (low, middle)
    return (low + high) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function (NIST Handbook of Mathematical Functions 8.17.22)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    logarithm = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(logarithm) / a / _continued_fraction(a, b, x)


def _continued_fraction(a: float, b: float, x: float) -> float:
    """Its continued fraction by the modified algorithm of Lentz."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, 10_000):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / ((1 + term * d) or _TINY)
        c = (1 + term / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value
