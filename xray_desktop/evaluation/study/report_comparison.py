"""The sections of a study's report about other ratings of the same images and about earlier results."""

import math
from html import escape

from xray_desktop.evaluation.study.comparison import Comparison
from xray_desktop.evaluation.study.drift import Drift, Period
from xray_desktop.evaluation.study.page import html_heading, html_note, html_table, number, printable, share
from xray_desktop.messages import Words


def comparison_section(comparison: Comparison | None, words: Words) -> str:
    """Two ratings of the same images as HTML; empty without any."""
    if comparison is None:
        return ""
    rows = []
    for difference in comparison.differences:
        test = comparison.tests.get(difference.title)
        rates = comparison.rates.get(difference.title, comparison.aucs or (math.nan, math.nan))
        if test is not None:
            p = f"{test.exact:.4f} / {test.mid_p:.4f}"
            discordant = f"{test.only_first:,} / {test.only_second:,}"
        else:
            p = f"{comparison.auc.p:.4f} (DeLong)" if comparison.auc else ""
            discordant = ""
        title = words(f"measure_{difference.name.removesuffix('_difference')}")
        figures = share((difference.value, *difference.interval), words)
        rows.append([title, number(rates[0]), number(rates[1]), figures, discordant, p])
    columns = [words(name) for name in ("first", "second", "difference", "only_right", "p_mcnemar")]
    lines = (
        words("first_rating", name=comparison.first),
        words("second_rating", name=comparison.second),
        words("images_in_common", images=comparison.images, positives=comparison.positives),
    )
    return (
        html_heading(words("comparison_title"))
        + f"<p>{'<br>'.join(printable(line) for line in lines)}</p>"
        + html_table(["", *columns], rows)
        + html_note(words("comparison_note"))
    )


def drift_section(drift: Drift | None, words: Words) -> str:
    """What changed since earlier results as HTML; empty without any."""
    if drift is None:
        return ""
    periods = drift.before, drift.now

    def counts(period: Period) -> str:
        return f"{period.files:,} ({period.scored:,})"

    rows = [[words("drift_files"), *map(counts, periods)]]
    for name in ("positives", "rejected", "errors"):
        rows.append([words(f"drift_share_{name}"), *(share(getattr(each, name), words) for each in periods)])
    rows.append([words("drift_median_probability"), *(number(each.median) for each in periods)])
    for change in drift.properties:
        digits = 3 if change.name == "aspect" else 0
        values = number(change.before, digits), number(change.now, digits)
        rows.append([words(f"drift_median_{change.name}"), *values])
    sentence = " ".join(map(words.of, drift.statement))
    note = words("drift_note", distance=number(drift.statistic), p=number(drift.p, 4))
    return (
        html_heading(words("drift_title"))
        + f"<p><b>{escape(sentence)}</b></p>"
        + html_table(["", *(printable(each.name) for each in periods)], rows)
        + html_note(note)
    )
