"""The report of a study: one HTML page with everything in it, no scripts, nothing loaded from elsewhere."""

import math
from html import escape

from xray_desktop.evaluation.diagnostic_measures import predictive_values
from xray_desktop.evaluation.metrics import calibration_bins
from xray_desktop.evaluation.study.cases import Case
from xray_desktop.evaluation.study.checklist import COLUMNS as CHECKLIST_COLUMNS
from xray_desktop.evaluation.study.checklist import checklist
from xray_desktop.evaluation.study.measures import Measure, confusion_of
from xray_desktop.evaluation.study.page import (
    count_and_share,
    html_head,
    html_heading,
    html_note,
    html_page,
    html_table,
    number,
    percent,
    printable,
    share,
)
from xray_desktop.evaluation.study.report_comparison import comparison_section, drift_section
from xray_desktop.evaluation.study.study import Study
from xray_desktop.evaluation.subgroups import Estimate

PREVALENCES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
MOST_ERRORS = 10


def report_html(study: Study) -> str:
    """The page in the language of the study, as text in UTF-8."""
    sections = [
        _head(study),
        _remarks(study),
        _flow(study),
        _measures(study),
        _figures(study),
        _prevalence(study),
        _calibration(study),
        comparison_section(study.comparison, study.words),
        drift_section(study.drift, study.words),
        _errors(study),
        _methods(study),
        _checklist(study),
    ]
    return html_page(study.words("study_title"), sections, study.words)


def _head(study: Study) -> str:
    cases, source, words = study.cases, study.provenance, study.words
    hash_text = f"<br>SHA-256 <code>{escape(source.model_sha256)}</code>" if source.model_sha256 else ""
    point = words.point(cases.operating_point)
    images = words("images_of_study", images=source.images, labelled=len(cases.all), scored=len(cases.scored))
    prevalence = words(
        "prevalence_of_images",
        positives=int(cases.positive.sum()),
        images=len(cases.scored),
        share=number(cases.positive.mean()),
    )
    rows = [
        (words("images"), escape(images)),
        (words("patients"), f"{study.patients:,}"),
        (words("prevalence"), prevalence),
        (words("labels"), escape(source.labels or words("labels_of_folders"))),
        (words("model"), escape(source.model) + hash_text),
        (words("threshold"), escape(words("threshold_at_point", threshold=cases.threshold, point=point))),
        *(
            (words(f"measure_{name}"), share(_estimate(study.measure(name)), words))
            for name in ("sensitivity", "specificity", "auc")
        ),
        (words("program"), f"xray-desktop {escape(source.program_version)}, {escape(source.date)}"),
    ]
    return html_head(words("study_title"), f"{words('study_note')} {words('disclaimer')}", rows)


def _remarks(study: Study) -> str:
    return "".join(f"<p class='warn'>{escape(study.words.of(remark))}</p>" for remark in study.remarks)


def _flow(study: Study) -> str:
    flow, words = study.cases.flow, study.words
    counts = confusion_of(study.cases.positive, study.cases.called)
    rows = []
    for index, name in enumerate(("PNEUMONIA", "NORMAL")):
        total = sum(pair[index] for pair in flow.values())
        cells = [count_and_share(pair[index], total) for pair in flow.values()]
        rows.append([name, *cells, f"{total:,}"])
    matrix = []
    for name, right, wrong in (
        ("PNEUMONIA", counts.true_positive, counts.false_negative),
        ("NORMAL", counts.false_positive, counts.true_negative),
    ):
        shares = (count_and_share(part, right + wrong) for part in (right, wrong))
        matrix.append([name, *shares, f"{right + wrong:,}"])
    truth, total_title = words("ground_truth"), words("all")
    outcomes = [words.known(f"outcome_{name}", name) for name in flow]
    predicted = words("predicted_pneumonia"), words("predicted_normal")
    return (
        html_heading(words("flow_title"))
        + html_table([truth, *outcomes, total_title], rows)
        + html_note(words("flow_note"))
        + html_heading(words("matrix_title"))
        + html_table([truth, *predicted, total_title], matrix)
        + html_note(words("matrix_note"))
    )


def _measures(study: Study) -> str:
    words = study.words
    rows = []
    for pneumonia, normal in zip(study.measures, study.measures_normal, strict=True):
        formula = ""
        if pneumonia.formula_method and not math.isnan(pneumonia.formula[0]):
            low, high = pneumonia.formula
            formula = f"{words.interval(number(low), number(high))} ({pneumonia.formula_method})"
        title = words(f"measure_{pneumonia.name}")
        rows.append([title, share(_estimate(pneumonia), words), formula, share(_estimate(normal), words)])
    columns = ["measure", "pneumonia_positive", "interval_by_formula", "normal_positive"]
    return (
        html_heading(words("measures_title"))
        + html_table([words(column) for column in columns], rows)
        + html_note(words("measures_note"))
    )


def _figures(study: Study) -> str:
    parts = [
        f"<figure{' class=wide' if figure.name == 'subgroups' else ''}>{figure.svg}"
        f"<figcaption>{escape(figure.caption)}</figcaption></figure>"
        for figure in study.figures
    ]
    return f"{html_heading(study.words('figures_title'))}<div class='figures'>{''.join(parts)}</div>"


def _prevalence(study: Study) -> str:
    words, own = study.words, float(study.cases.positive.mean())
    sensitivity, specificity = (study.measure(name).value for name in ("sensitivity", "specificity"))
    if math.isnan(sensitivity) or math.isnan(specificity):
        return ""
    rows = []
    for prevalence in sorted({*PREVALENCES, own}):
        ppv, npv = predictive_values(sensitivity, specificity, prevalence)
        name = percent(prevalence)
        if prevalence == own:
            name = words("these_images", share=name)
        rows.append([name, number(float(ppv)), number(float(npv))])
    columns = [words("prevalence_of_pneumonia"), "PPV", "NPV"]
    return (
        html_heading(words("predictive_title"))
        + html_table(columns, rows)
        + html_note(words("predictive_note"))
    )


def _calibration(study: Study) -> str:
    words = study.words
    rows = [
        [
            words.interval(f"{each.low:.3f}", f"{each.high:.3f}"),
            f"{each.images:,}",
            number(each.mean_probability),
            number(each.observed),
        ]
        for each in calibration_bins(study.cases.positive, study.cases.probabilities)
    ]
    columns = ("probability", "images", "mean_probability", "share_of_pneumonia")
    return html_heading(words("calibration_title")) + html_table([words(name) for name in columns], rows)


def _errors(study: Study) -> str:
    cases, words = study.cases, study.words
    wrong = [
        (abs(float(probability) - cases.threshold), case, bool(called))
        for case, probability, called, positive in zip(
            cases.scored, cases.probabilities, cases.called, cases.positive, strict=True
        )
        if called != positive
    ]
    columns = [words("file"), words("probability"), words("prediction")]
    parts = []
    for title, called in ((words("false_positives"), True), (words("false_negatives"), False)):
        chosen = sorted(
            (item for item in wrong if item[2] is called), key=lambda item: (-item[0], item[1].row.path)
        )
        rows = [_error_row(case) for _, case, _ in chosen[:MOST_ERRORS]]
        if rows:
            parts.append(f"<h3>{title}</h3>{html_table(columns, rows)}")
    return html_heading(words("errors_title")) + ("".join(parts) or f"<p>{words('no_errors')}</p>")


def _error_row(case: Case) -> list[str]:
    row = case.row
    return [printable(row.path), number(row.probability_pneumonia or 0.0), row.prediction]


def _methods(study: Study) -> str:
    words = study.words
    text = words("study_methods", replicates=study.replicates, seed=study.provenance.seed)
    return f"{html_heading(words('methods_title'))}<p>{escape(text)}</p>"


def _checklist(study: Study) -> str:
    words = study.words
    rows = [[printable(cell) for cell in row] for row in checklist(study)]
    columns = [words(f"column_{name}") for name in CHECKLIST_COLUMNS]
    return (
        html_heading(words("checklist_title"))
        + html_note(words("checklist_note"))
        + html_table(columns, rows, numbers=False)
    )


def _estimate(measure: Measure) -> Estimate:
    return measure.value, *measure.interval
