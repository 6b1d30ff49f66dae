"""What a comparison over time shows: the lines of its table and the chart of the probabilities."""

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from xray_desktop.evaluation.study.drift import Drift, Period
from xray_desktop.evaluation.subgroups import Estimate
from xray_desktop.messages import Message
from xray_desktop.ui.text.messages import shown
from xray_desktop.ui.widgets.charts import Chart, Curve

_BINS = 20
_REASONS = 5
"""Most frequent reasons for rejection that the table lists."""


def period_lines(drift: Drift) -> list[tuple[str, str, str]]:
    """The lines of the table: what it is, before, now."""
    before, now = drift.before, drift.now

    def counts(period: Period) -> str:
        return f"{period.files:,} ({period.scored:,})"

    lines = [
        (
            QCoreApplication.translate("DriftWindow", "Files (with a probability)"),
            counts(before),
            counts(now),
        ),
        (
            QCoreApplication.translate("DriftWindow", "PNEUMONIA among predictions"),
            _share(before.positives),
            _share(now.positives),
        ),
        (
            QCoreApplication.translate("DriftWindow", "Not classified"),
            _share(before.rejected),
            _share(now.rejected),
        ),
    ]
    reasons = {**before.reasons, **now.reasons}
    none = (0.0, 0.0, 0.0)
    for code in list(reasons)[:_REASONS]:
        first, second = (period.reasons.get(code, (None, none))[1] for period in (before, now))
        name = f"    {_reason(reasons[code][0])}"
        lines.append((name, f"{100 * first[0]:.1f} %", f"{100 * second[0]:.1f} %"))
    unreadable = QCoreApplication.translate("DriftWindow", "Cannot be opened")
    median = QCoreApplication.translate("DriftWindow", "Median probability")
    lines.append((unreadable, _share(before.errors), _share(now.errors)))
    lines.append((median, _number(before.median, 3), _number(now.median, 3)))
    titles = {
        "width": QCoreApplication.translate("DriftWindow", "Median width (pixels)"),
        "height": QCoreApplication.translate("DriftWindow", "Median height (pixels)"),
        "aspect": QCoreApplication.translate("DriftWindow", "Median width / height"),
    }
    for each in drift.properties:
        digits = 3 if each.name == "aspect" else 0
        lines.append((titles[each.name], _number(each.before, digits), _number(each.now, digits)))
    return lines


def probability_chart(drift: Drift | None) -> Chart:
    """The probabilities before and now, as shares of the images."""
    curves = []
    highest = 0.0
    if drift is not None:
        edges = np.linspace(0, 1, _BINS + 1)
        names = {
            True: QCoreApplication.translate("DriftWindow", "Before"),
            False: QCoreApplication.translate("DriftWindow", "Now"),
        }
        for period, colour, dashed in ((drift.before, "muted", True), (drift.now, "accent", False)):
            if period.scored:
                share = np.histogram(period.probabilities, edges)[0] / period.scored * 100
                highest = max(highest, float(share.max()))
                steps = np.repeat(edges, 2)[1:-1]
                curves.append(
                    Curve(steps, np.repeat(share, 2), colour, names[dashed], dashed=dashed, filled=not dashed)
                )
    return Chart(
        title=QCoreApplication.translate("DriftWindow", "Probabilities"),
        x_label=QCoreApplication.translate("DriftWindow", "Probability of pneumonia"),
        y_label=QCoreApplication.translate("DriftWindow", "% of images"),
        curves=curves,
        y_range=(0.0, math.ceil(highest * 1.2 / 4) * 4 if highest else 1.0),
        remark="" if curves else QCoreApplication.translate("DriftWindow", "No results to compare yet."),
    )


def _reason(reason: Message) -> str:
    words = shown(reason)
    # Its values are those of one image.
    example = QCoreApplication.translate("DriftWindow", "for instance: {reason}")
    return example.format(reason=words) if reason.values else words


def _share(estimate: Estimate) -> str:
    value, low, high = (100 * share for share in estimate)
    return "–" if math.isnan(value) else f"{value:.1f} % ({low:.1f} – {high:.1f})"


def _number(value: float, decimals: int) -> str:
    return "–" if math.isnan(value) else f"{value:.{decimals}f}"
