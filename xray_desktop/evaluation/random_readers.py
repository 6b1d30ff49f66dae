"""Mean AUC of readers who are a sample of readers, in one or two reads of the same images.

The analysis of variance of N. A. Obuchowski and H. E. Rockette, Commun. Stat. Simul. Comput. 24 (1995),
285-308, with the degrees of freedom of S. L. Hillis, Stat. Med. 26 (2007), 596-619, readers and cases both
random; variances and covariances of the AUCs by the jackknife over images. Intervals of one read: S. L.
Hillis, K. S. Berbaum, C. E. Metz, Acad. Radiol. 15 (2008), 647-661.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.delong import structural_components
from xray_desktop.evaluation.student_t import quantile_975, two_sided_p

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MeanAuc:
    """A mean over readers, or the difference of two, for readers and images like these.

    Attributes:
        value: 0 to 1; a difference -1 to 1.
        low, high: 95 % interval by the t distribution, cut off at 0 and 1, that of a difference at -1 and 1;
            NaN where there is no variance at all.
        error: standard error.
        df: degrees of freedom, possibly infinite.
        p: two-sided p value of the hypothesis that the difference is 0; NaN for a mean.
    """

    value: float
    low: float
    high: float
    error: float
    df: float
    p: float = math.nan


@dataclass(frozen=True)
class VarianceComponents:
    """How the AUCs vary.

    Attributes:
        reader: variance of readers; may be negative, as estimates of it are.
        reader_by_read: of the interaction of reader and read, likewise.
        error: of an AUC by the sample of images.
        cov1: covariance of one reader's AUCs in two reads.
        cov2: of two readers' in the same read.
        cov3: of two readers' in different reads.
    """

    reader: float
    reader_by_read: float
    error: float
    cov1: float
    cov2: float
    cov3: float


@dataclass(frozen=True)
class RandomReaders:
    """The mean AUCs of readers as a sample.

    Attributes:
        areas: AUC of each reader in each read.
        means: of each read.
        difference: second read minus first; None with one read.
        components: of the two reads; None with one read.
    """

    areas: tuple[tuple[float, ...], ...]
    means: tuple[MeanAuc, ...]
    difference: MeanAuc | None
    components: VarianceComponents | None


def random_readers(positive: npt.ArrayLike, scores: npt.ArrayLike) -> RandomReaders | None:
    """Analyses the scores of readers who all rated the same images in every read.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        scores: shape (1 or 2, readers, n), higher means pneumonia.

    Returns:
        None with fewer than two readers, or fewer than two images of a class.
    """
    truth, values = np.asarray(positive, dtype=bool), np.asarray(scores, dtype=np.float64)
    reads, readers, n = values.shape
    if readers < 2 or min(truth.sum(), (~truth).sum()) < 2:
        return None
    areas, covariance = jackknife_aucs(truth, values.reshape(reads * readers, n))
    areas = areas.reshape(reads, readers)
    covariance = covariance.reshape(reads, readers, reads, readers)
    means = tuple(_mean(areas[read], covariance[read, :, read]) for read in range(reads))
    of_readers = tuple(tuple(map(float, row)) for row in areas)
    if reads == 1:
        return RandomReaders(of_readers, means, None, None)
    return RandomReaders(of_readers, means, *_difference(areas, covariance))


def jackknife_aucs(positive: npt.NDArray[np.bool_], scores: Floats) -> tuple[Floats, Floats]:
    """Areas under the ROC curves and their covariance by leaving out one image after the other.

    Args:
        positive: shape (n,), with at least two images of each class.
        scores: shape (k, n), higher means pneumonia.

    Returns:
        The areas, shape (k,), and their covariance, shape (k, k).
    """
    of_positives, of_negatives = structural_components(positive, scores)
    areas = of_positives.mean(axis=1, keepdims=True)
    # What is left of the mean of the components when one of them is taken out.
    without = np.concatenate(
        [(len(each.T) * areas - each) / (len(each.T) - 1) for each in (of_positives, of_negatives)], axis=1
    )
    n = without.shape[1]
    centred = without - without.mean(axis=1, keepdims=True)
    return areas[:, 0], (n - 1) / n * centred @ centred.T


def _mean(areas: Floats, covariance: Floats) -> MeanAuc:
    readers = len(areas)
    between = float(areas.var(ddof=1))
    return _estimate(
        float(areas.mean()),
        between,
        readers * max(_off_diagonal(covariance), 0.0),
        readers - 1,
        1 / readers,
        lowest=0.0,
    )


def _difference(areas: Floats, covariance: Floats) -> tuple[MeanAuc, VarianceComponents]:
    readers = areas.shape[1]
    of_readers, of_reads = areas.mean(axis=0), areas.mean(axis=1)
    residuals = areas - of_readers - of_reads[:, None] + areas.mean()
    interaction = float((residuals**2).sum()) / (readers - 1)
    across = (covariance[0, :, 1] + covariance[1, :, 0]) / 2
    error = float(np.mean([covariance[read, :, read].trace() for read in (0, 1)])) / readers
    cov1 = float(across.trace()) / readers
    cov2 = float(np.mean([_off_diagonal(covariance[read, :, read]) for read in (0, 1)]))
    cov3 = _off_diagonal(across)
    shared = max(cov2 - cov3, 0.0)
    components = VarianceComponents(
        reader=float(of_readers.var(ddof=1)) - interaction / 2 - cov1 + cov3,
        reader_by_read=interaction - error + cov1 + shared,
        error=error,
        cov1=cov1,
        cov2=cov2,
        cov3=cov3,
    )
    value = float(of_reads[1] - of_reads[0])
    estimate = _estimate(value, interaction, readers * shared, readers - 1, 2 / readers, lowest=-1.0)
    t = value / estimate.error if estimate.error else math.nan
    p = two_sided_p(t, estimate.df)
    return MeanAuc(value, estimate.low, estimate.high, estimate.error, estimate.df, p), components


def _estimate(
    value: float, mean_square: float, shared: float, df: int, factor: float, *, lowest: float
) -> MeanAuc:
    """An estimate whose variance is `factor` times the sum of a mean square with `df` degrees of freedom and
    of a covariance that is taken as known.
    """
    # What rounding leaves of a mean square that is 0 would have few degrees of freedom.
    mean_square = 0.0 if mean_square < 1e-20 else mean_square
    total = mean_square + shared
    if total <= 1e-20:
        return MeanAuc(value, math.nan, math.nan, 0.0, math.nan)
    degrees = df * (total / mean_square) ** 2 if mean_square else math.inf
    error = math.sqrt(factor * total)
    half = quantile_975(degrees) * error
    return MeanAuc(value, max(lowest, value - half), min(1.0, value + half), error, degrees)


def _off_diagonal(covariance: Floats) -> float:
    readers = len(covariance)
    return float(covariance.sum() - covariance.trace()) / (readers * (readers - 1))
