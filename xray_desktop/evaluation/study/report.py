"""The report of a study: one HTML page with everything in it, no scripts, nothing loaded from elsewhere."""

import math
from collections.abc import Iterable, Sequence
from html import escape

from xray_desktop.evaluation.diagnostic_measures import predictive_values
from xray_desktop.evaluation.metrics import calibration_bins
from xray_desktop.evaluation.study.cases import Case
from xray_desktop.evaluation.study.checklist import COLUMNS as CHECKLIST_COLUMNS
from xray_desktop.evaluation.study.checklist import checklist
from xray_desktop.evaluation.study.comparison import Comparison
from xray_desktop.evaluation.study.drift import Drift, Period
from xray_desktop.evaluation.study.measures import Measure, confusion_of
from xray_desktop.evaluation.study.study import Study
from xray_desktop.evaluation.subgroups import Estimate

PREVALENCES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
MOST_ERRORS = 10

_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 Helvetica, Arial, sans-serif; color: #222; background: #fff; margin: 0 auto; max-width: 1080px;
  padding: 24px; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 36px 0 8px; border-bottom: 1px solid #ccc; }
table { border-collapse: collapse; margin: 8px 0; font-size: 14px; }
th, td { padding: 4px 12px; text-align: left; border-bottom: 1px solid #ddd; vertical-align: top; }
th { background: #f3f4f6; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.note { color: #555; font-size: 13px; }
.warn { background: #fff4e5; border-left: 4px solid #d55e00; padding: 6px 12px; }
.figures { display: flex; flex-wrap: wrap; gap: 16px; } figure { margin: 0; width: 484px; max-width: 100%; }
figure.wide { width: 100%; } figure svg { max-width: 100%; height: auto; }
figcaption { font-size: 13px; color: #555; } code { font-size: 13px; word-break: break-all; }
@media print { h2, figure, tr { break-inside: avoid; } h2 { break-after: avoid; } body { padding: 0; } }
"""


def report_html(study: Study) -> str:
    """The page, as text in UTF-8."""
    sections = [
        _head(study),
        _remarks(study),
        _flow(study),
        _measures(study),
        _figures(study),
        _prevalence(study),
        _calibration(study),
        _comparison(study.comparison),
        _drift(study.drift),
        _errors(study),
        _methods(study),
        _checklist(study),
    ]
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Evaluation study</title>"
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<meta name='viewport' content='width=device-width'><style>{_STYLE}</style></head><body>"
        + "".join(sections)
        + "</body></html>\n"
    )


def share(estimate: Estimate, decimals: int = 3) -> str:
    """A figure with its interval for people: "0.916 (0.906 to 0.925)"."""
    value, low, high = estimate
    if math.isnan(value):
        return "not defined"
    interval = "" if math.isnan(low) else f" ({number(low, decimals)} to {number(high, decimals)})"
    return number(value, decimals) + interval


def number(value: float, decimals: int = 3) -> str:
    """A number for people."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:,.{decimals}f}".replace("-", "−")


def _head(study: Study) -> str:
    cases, source = study.cases, study.provenance
    positives = int(cases.positive.sum())
    sensitivity, specificity, auc = (
        _estimate(study.measure(name)) for name in ("sensitivity", "specificity", "auc")
    )
    hash_text = f"<br>SHA-256 <code>{escape(source.model_sha256)}</code>" if source.model_sha256 else ""
    rows = [
        (
            "Images",
            f"{escape(source.images)}: {len(cases.all):,} labelled, {len(cases.scored):,} with a probability",
        ),
        ("Patients", f"{study.patients:,}"),
        (
            "Prevalence",
            f"{positives:,} PNEUMONIA of {len(cases.scored):,} ({number(cases.positive.mean(), 3)})",
        ),
        ("Labels", escape(source.labels) or "folders NORMAL and PNEUMONIA"),
        ("Model", escape(source.model) + hash_text),
        ("Threshold", f"{cases.threshold:.6f} ({escape(cases.operating_point.replace('_', ' '))})"),
        ("Sensitivity", share(sensitivity)),
        ("Specificity", share(specificity)),
        ("AUC", share(auc)),
        ("Program", f"xray-desktop {escape(source.program_version)}, {escape(source.date)}"),
    ]
    body = "".join(f"<tr><th>{name}</th><td>{text}</td></tr>" for name, text in rows)
    return (
        "<h1>Evaluation study</h1><p class='note'>Positive class: PNEUMONIA. Intervals are 95 % confidence "
        f"intervals. Research use only: not a diagnosis.</p><table>{body}</table>"
    )


def _remarks(study: Study) -> str:
    return "".join(f"<p class='warn'>{escape(str(remark))}</p>" for remark in study.remarks)


def _flow(study: Study) -> str:
    flow = study.cases.flow
    counts = confusion_of(study.cases.positive, study.cases.called)
    classes = {"PNEUMONIA": 0, "NORMAL": 1}
    rows = []
    for name, index in classes.items():
        total = sum(pair[index] for pair in flow.values())
        cells = [_count_and_share(pair[index], total) for pair in flow.values()]
        rows.append([name, *cells, f"{total:,}"])
    matrix = []
    for name, right, wrong in (
        ("PNEUMONIA", counts.true_positive, counts.false_negative),
        ("NORMAL", counts.false_positive, counts.true_negative),
    ):
        matrix.append(
            [name, *(_count_and_share(part, right + wrong) for part in (right, wrong)), f"{right + wrong:,}"]
        )
    return (
        "<h2>Flow of images</h2>"
        + _table(["Ground truth", *(f"{name}" for name in flow), "All"], rows)
        + "<p class='note'>By prediction, with row shares. UNCERTAIN: too close to the threshold or unusual. "
        "Rejected: not suitable for the model. Error: not readable.</p>"
        "<h2>Confusion matrix at the threshold</h2>"
        + _table(["Ground truth", "Predicted PNEUMONIA", "Predicted NORMAL", "All"], matrix)
        + "<p class='note'>Every image with a probability, UNCERTAIN ones included, by whether it reaches the "
        "threshold. Row shares in brackets.</p>"
    )


def _measures(study: Study) -> str:
    rows = []
    for pneumonia, normal in zip(study.measures, study.measures_normal, strict=True):
        formula = ""
        if pneumonia.method and not math.isnan(pneumonia.formula[0]):
            low, high = pneumonia.formula
            formula = f"{number(low)} to {number(high)} ({pneumonia.method})"
        rows.append([pneumonia.title, share(_estimate(pneumonia)), formula, share(_estimate(normal))])
    return (
        "<h2>Measures</h2>"
        + _table(["Measure", "PNEUMONIA positive", "Interval by formula", "NORMAL positive"], rows)
        + "<p class='note'>In brackets: interval by resampling patients. Formulas take the images as independent. "
        "ECE: bins of equally many images; its interval is centred. Calibration slope: 1 is ideal; intercept (with the "
        "slope held at 1): 0 is ideal.</p>"
    )


def _figures(study: Study) -> str:
    parts = [
        f"<figure{' class=wide' if figure.name == 'subgroups' else ''}>{_inline(figure.svg, figure.name)}"
        f"<figcaption>{escape(figure.caption)}</figcaption></figure>"
        for figure in study.figures
    ]
    return f"<h2>Figures</h2><div class='figures'>{''.join(parts)}</div>"


def _inline(svg: str, name: str) -> str:
    """The drawing inside the page, where identifiers of several drawings must differ."""
    return svg.replace("id='area'", f"id='area-{name}'").replace("url(#area)", f"url(#area-{name})")


def _prevalence(study: Study) -> str:
    own = float(study.cases.positive.mean())
    sensitivity, specificity = (study.measure(name).value for name in ("sensitivity", "specificity"))
    if math.isnan(sensitivity) or math.isnan(specificity):
        return ""
    rows = []
    for prevalence in sorted({*PREVALENCES, own}):
        ppv, npv = predictive_values(sensitivity, specificity, prevalence)
        name = f"{prevalence:.1%}".replace("%", " %") + (" (these images)" if prevalence == own else "")
        rows.append([name, number(float(ppv)), number(float(npv))])
    return (
        "<h2>Predictive values at other prevalences</h2>"
        + _table(["Prevalence of pneumonia", "PPV", "NPV"], rows)
        + "<p class='note'>By Bayes' rule from sensitivity and specificity, which are taken as the same there.</p>"
    )


def _calibration(study: Study) -> str:
    rows = [
        [
            f"{each.low:.3f} to {each.high:.3f}",
            f"{each.images:,}",
            number(each.mean_probability),
            number(each.observed),
        ]
        for each in calibration_bins(study.cases.positive, study.cases.probabilities)
    ]
    columns = ["Probability", "Images", "Mean probability", "Share of PNEUMONIA"]
    return "<h2>Calibration by bin</h2>" + _table(columns, rows)


def _comparison(comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    rows = []
    for difference in comparison.differences:
        test = comparison.tests.get(difference.title)
        rates = comparison.rates.get(difference.title, (math.nan, math.nan))
        if test is not None:
            p = f"{test.exact:.4f} / {test.mid_p:.4f}"
            discordant = f"{test.only_first:,} / {test.only_second:,}"
        else:
            p = f"{comparison.auc.p:.4f} (DeLong)" if comparison.auc else ""
            discordant = ""
        figures = share((difference.value, *difference.bootstrap))
        rows.append([difference.title, number(rates[0]), number(rates[1]), figures, discordant, p])
    columns = ["", "First", "Second", "Difference", "Only first / second right", "p (McNemar exact / mid-p)"]
    return (
        "<h2>Comparison on the same images</h2>"
        f"<p>First: {escape(comparison.first)}<br>Second: {escape(comparison.second)}<br>"
        f"{comparison.images:,} images in common, {comparison.positives:,} of them with pneumonia.</p>"
        + _table(columns, rows)
        + "<p class='note'>Intervals of differences by resampling patients. McNemar's test takes images as "
        "independent. p values are not corrected for multiple comparisons.</p>"
    )


def _drift(drift: Drift | None) -> str:
    if drift is None:
        return ""

    def row(title: str, value: str) -> list[str]:
        return [title, *(share(getattr(period, value)) for period in (drift.before, drift.now))]

    def counts(period: Period) -> str:
        return f"{period.files:,} ({period.scored:,})"

    rows = [
        ["Files (with a probability)", counts(drift.before), counts(drift.now)],
        row("Share of PNEUMONIA among predictions", "positives"),
        row("Rejected", "rejected"),
        row("Not readable", "errors"),
        ["Median probability", number(drift.before.median), number(drift.now.median)],
    ]
    changed = drift.changes
    sentence = f"Changed: {', '.join(changed)}." if changed else "No change was found."
    if "model" in changed:
        sentence += " Model or operating point differ: changes may come from there and not from the images."
    return (
        f"<h2>Drift</h2><p><b>{sentence}</b></p>"
        + _table(["", escape(drift.before.name), escape(drift.now.name)], rows)
        + f"<p class='note'>Kolmogorov-Smirnov distance of the probabilities {number(drift.statistic)}, "
        f"p = {number(drift.p, 4)} (asymptotic). A share counts as changed when the 95 % intervals are apart.</p>"
    )


def _errors(study: Study) -> str:
    cases = study.cases
    wrong = [
        (abs(float(probability) - cases.threshold), case, bool(called))
        for case, probability, called, positive in zip(
            cases.scored, cases.probabilities, cases.called, cases.positive, strict=True
        )
        if called != positive
    ]
    parts = []
    for title, called in (("False positives", True), ("False negatives", False)):
        chosen = sorted(
            (item for item in wrong if item[2] is called), key=lambda item: (-item[0], item[1].row.path)
        )
        rows = [_error_row(case) for _, case, _ in chosen[:MOST_ERRORS]]
        if rows:
            parts.append(f"<h3>{title}</h3>" + _table(["File", "Probability", "Prediction"], rows))
    return "<h2>Most confident errors</h2>" + ("".join(parts) or "<p>None.</p>")


def _error_row(case: Case) -> list[str]:
    row = case.row
    return [escape(_printable(row.path)), number(row.probability_pneumonia or 0.0), row.prediction]


def _methods(study: Study) -> str:
    return (
        "<h2>Methods</h2><p>All measures use the images with a label and a probability. An image is positive when its "
        f"probability reaches the threshold. Intervals: {study.replicates:,} bootstrap replicates, patients drawn with "
        f"replacement within strata of their classes (seed {study.provenance.seed}), 2.5th to 97.5th percentile. AUC: "
        "DeLong 1988, computed after Sun and Xu 2014. Shares: Wilson 1927. Calibration slope and intercept: logistic "
        "regression on the logit of the probability (Cox 1958). Decision curve: Vickers and Elkin 2006. Paired "
        "proportions: McNemar 1947, exact, and mid-p after Fagerland 2013.</p>"
    )


def _checklist(study: Study) -> str:
    rows = [[escape(_printable(cell)) for cell in row] for row in checklist(study)]
    return (
        "<h2>Items of reporting guidelines</h2><p class='note'>Those that the program knows, by the numbers of CLAIM "
        "2020 and of STARD 2015, which STARD-AI extends. All others are the authors' to report.</p>"
        + _table([name.capitalize() for name in CHECKLIST_COLUMNS], rows, numbers=False)
    )


def _estimate(measure: Measure) -> Estimate:
    return measure.value, *measure.bootstrap


def _count_and_share(part: int, whole: int) -> str:
    return f"{part:,}" + (f" ({part / whole:.1%})".replace("%", " %") if whole else "")


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = True) -> str:
    """A table of HTML cells; all but the first column are numbers unless said otherwise."""
    kind = " class='n'" if numbers else ""
    head = "".join(f"<th{kind if index else ''}>{column}</th>" for index, column in enumerate(columns))
    body = "".join(
        "<tr>"
        + "".join(f"<td{kind if index else ''}>{cell}</td>" for index, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
