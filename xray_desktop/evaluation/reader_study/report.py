"""The report of a reader study: the readers on the model's ROC, and one HTML page with every figure."""

import math
from collections.abc import Iterator
from html import escape

from xray_desktop import __version__
from xray_desktop.evaluation.agreement import Kappa
from xray_desktop.evaluation.reader_study.comparison import MEASURES, Comparison
from xray_desktop.evaluation.reader_study.ratings import MODEL_READ
from xray_desktop.evaluation.reader_study.reader_sample import ReaderSample
from xray_desktop.evaluation.reader_study.results import CaseResult, RaterFigures, ReaderStudyResults
from xray_desktop.evaluation.reader_study.tables import READS
from xray_desktop.evaluation.study.figure import Figure
from xray_desktop.evaluation.study.page import (
    html_head,
    html_heading,
    html_note,
    html_page,
    html_table,
    number,
    share,
)
from xray_desktop.evaluation.study.svg import BLUE, GREEN, GREY, ORANGE, Plot, share_axis
from xray_desktop.messages import Words

MOST_CASES = 50
READER_COLOURS = (ORANGE, GREEN, "#cc79a7", "#e69f00", "#56b4e9", "#222222")
"""One after the other; further readers begin again (M. Okabe, K. Ito, 2008)."""


def readers_roc(results: ReaderStudyResults, words: Words) -> Figure | None:
    """The readers' operating points on the model's ROC; None when no reader has one."""
    model = results.curves.get(("model", 0))
    points = [each for each in results.raters if _has_point(each)]
    if not any(each.read for each in points):
        return None
    plot = Plot(
        words("readers_roc_plot"),
        share_axis(words("roc_x")),
        share_axis(words("roc_y")),
    )
    plot.line([0, 1], [0, 1], GREY, dash="5 4", width=1.2)
    legend = []
    if model is not None:
        plot.line(model.false_positive_rate.tolist(), model.true_positive_rate.tolist(), BLUE)
        legend.append((words("legend_model_auc", value=model.area), BLUE, ""))
    names = [record.reader for record in results.records]
    first = {each.name: each for each in points if each.read == 1}
    for each in points:
        x, y = 1 - each.specificity[0], each.sensitivity[0]
        if each.read == 0:
            plot.point(x, y, BLUE)
            continue
        place = names.index(each.name)
        colour = READER_COLOURS[place % len(READER_COLOURS)]
        if each.read == 2 and each.name in first:
            before = first[each.name]
            plot.line([1 - before.specificity[0], x], [before.sensitivity[0], y], colour, dash="3 3")
        plot.point(x, y, colour, radius=5 if each.read == 1 else 7.5)
        if each.read == 1:
            auc = "" if math.isnan(each.auc[0]) else f", AUC {each.auc[0]:.3f}"
            legend.append((f"{each.name}{auc}", colour, ""))
    plot.legend(legend, corner="bottom right")
    return Figure(
        "readers_roc",
        words("readers_roc_title"),
        words("readers_roc_caption"),
        plot.svg(),
        ("rater", "read", "false_positive_rate", "sensitivity"),
        [(each.name, READS[each.read], 1 - each.specificity[0], each.sensitivity[0]) for each in points],
    )


def reader_report(results: ReaderStudyResults, words: Words) -> str:
    """The page, as text in UTF-8."""
    return html_page(words("readers_title"), _sections(results, words), words)


def _sections(results: ReaderStudyResults, words: Words) -> Iterator[str]:
    yield _head(results, words)
    for remark in results.remarks:
        yield f"<p class='warn'>{escape(words.of(remark))}</p>"
    yield html_heading(words("readers_and_model")) + _raters(results, words)
    figure = readers_roc(results, words)
    if figure is not None:
        yield f"<figure>{figure.svg}<figcaption>{escape(figure.caption)}</figcaption></figure>"
    yield html_heading(words("agreement")) + _agreement(results, words)
    if results.help:
        yield html_heading(words("help_title")) + html_note(words("help_note"))
        yield _comparisons(results.help, words)
    if results.sample is not None:
        yield html_heading(words("sample_title")) + _sample(results.sample, words)
    if results.against_model:
        yield html_heading(words("against_model_title")) + html_note(words("against_model_note"))
        yield _comparisons(results.against_model, words)
    yield html_heading(words("disagreement_title")) + _cases(results, words)
    yield _methods(results, words)


def _head(results: ReaderStudyResults, words: Words) -> str:
    study, model = results.study, results.study.model
    labelled = sum(image.truth is not None for image in study.images)
    ill = sum(image.truth == "PNEUMONIA" for image in study.images)
    images = words("readers_count", images=len(study.images), labelled=labelled, positives=ill)
    rows = [
        (words("images"), images),
        (words("readers"), escape(", ".join(study.readers))),
        (words("second_read"), words(f"second_read_{study.second_read.name.lower()}")),
        (words("seed_of_orders"), str(study.seed)),
    ]
    if model is not None:
        sha = f"<br>SHA-256 <code>{escape(model.sha256)}</code>" if model.sha256 else ""
        point = words.point(model.operating_point)
        threshold = words("threshold_at_point", threshold=model.threshold, point=point)
        rows += [(words("model"), escape(model.name) + sha), (words("threshold"), escape(threshold))]
    rows += [
        (words("created"), escape(study.created)),
        (words("definition"), f"SHA-256 <code>{study.digest}</code>"),
        (words("program"), f"xray-desktop {__version__}"),
    ]
    return html_head(words("readers_title"), f"{words('study_note')} {words('disclaimer')}", rows)


def _name(name: str, read: int, words: Words) -> str:
    return words("rater_model") if read == MODEL_READ else escape(name)


def _raters(results: ReaderStudyResults, words: Words) -> str:
    rows = []
    for each in results.raters:
        median, total = each.seconds
        time = (
            "–"
            if math.isnan(median)
            else words("time_spent", median=number(median, 1), total=number(total / 60, 1))
        )
        counts = each.confusion
        cells = counts.true_positive, counts.false_negative, counts.false_positive, counts.true_negative
        measures = (each.sensitivity, each.specificity, each.accuracy, each.auc)
        rows.append(
            [
                _name(each.name, each.read, words),
                words(f"read_{each.read}"),
                f"{each.images:,}",
                " / ".join(f"{count:,}" for count in cells),
                *(share(value, words) for value in measures),
                time,
            ]
        )
    columns = [
        *(words("rater"), words("read"), words("images"), "TP / FN / FP / TN"),
        *(words(f"measure_{name}") for name in MEASURES),
        *(words("auc"), words("time")),
    ]
    return html_table(columns, rows)


def _agreement(results: ReaderStudyResults, words: Words) -> str:
    rows = [
        [
            words(
                "two_raters",
                first=escape(pair.first),
                second=_name(pair.second, MODEL_READ if pair.weighted is None else pair.read, words),
            ),
            words(f"read_{pair.read}"),
            f"{pair.kappa.images:,}",
            number(pair.kappa.observed),
            _kappa(pair.kappa, words),
            "–" if pair.weighted is None else _kappa(pair.weighted, words),
        ]
        for pair in results.pairs
    ]
    for read, kappa in results.all_readers.items():
        cells = f"{kappa.images:,}", number(kappa.observed), f"{_kappa(kappa, words)} (Fleiss)", "–"
        rows.append([words("all_readers"), words(f"read_{read}"), *cells])
    columns = [
        words(name) for name in ("raters", "read", "images", "observed", "kappa_classes", "kappa_scores")
    ]
    return html_table(columns, rows) if rows else f"<p>{words('one_rater')}</p>"


def _kappa(kappa: Kappa, words: Words) -> str:
    return share((kappa.value, *kappa.interval), words)


def _comparisons(comparisons: tuple[Comparison, ...], words: Words) -> str:
    rows = []
    for each in comparisons:
        for measure in MEASURES:
            change, test = each.differences[measure], each.tests[measure]
            rows.append(
                [
                    escape(each.second),
                    words(f"measure_{measure}"),
                    share((change.value, change.low, change.high), words),
                    f"{test.only_second:,} / {test.only_first:,}",
                    number(test.exact, 4),
                    number(test.mid_p, 4),
                ]
            )
        if each.auc is not None:
            interval = share((each.auc.difference, *each.auc.interval), words)
            rows.append([escape(each.second), words("auc"), interval, "–", number(each.auc.p, 4), "–"])
    columns = [words(name) for name in ("reader", "measure", "difference", "gained_lost")]
    return html_table([*columns, "p", "mid-p"], rows)


def _sample(sample: ReaderSample, words: Words) -> str:
    analysis = sample.analysis
    estimates = [
        (words(f"sample_read_{read}"), each) for read, each in zip(sample.reads, analysis.means, strict=True)
    ]
    if analysis.difference is not None:
        estimates.append((words("difference"), analysis.difference))
    rows = [
        [
            name,
            share((each.value, each.low, each.high), words),
            number(each.error, 4),
            number(each.df, 1),
            number(each.p, 4),
        ]
        for name, each in estimates
    ]
    columns = ["", words("sample_mean_auc"), words("standard_error"), words("degrees_of_freedom"), "p"]
    counts = words("sample_of", readers=len(sample.readers), images=sample.images, positives=sample.positives)
    return html_table(columns, rows) + html_note(f"{counts} {words('sample_note')}")


def _cases(results: ReaderStudyResults, words: Words) -> str:
    keys = [(record.reader, read) for record in results.records for read in (1, 2)]
    keys = [key for key in keys if any(key in case.readings for case in results.cases)]
    rows = [
        [
            str(case.case),
            escape("–" if case.image.truth is None else case.image.truth.value),
            _model_cell(case),
            *(_answer_cell(case, key) for key in keys),
            f"{case.disagreement:.2f}",
        ]
        for case in results.cases[:MOST_CASES]
    ]
    readers = [f"{escape(name)}, {words(f'read_{read}')}" for name, read in keys]
    note = (
        html_note(words("disagreement_note", shown=MOST_CASES, count=len(results.cases)))
        if len(results.cases) > MOST_CASES
        else ""
    )
    columns = [words("case"), words("ground_truth"), words("model"), *readers, words("disagreement")]
    return html_table(columns, rows, numbers=False) + note


def _model_cell(case: CaseResult) -> str:
    if case.image.probability is None:
        return "–"
    word = "–" if case.image.prediction is None else case.image.prediction.value
    return f"{word} {case.image.probability:.2f}"


def _answer_cell(case: CaseResult, key: tuple[str, int]) -> str:
    reading = case.readings.get(key)
    return "–" if reading is None else f"{reading.answer.value} {reading.confidence}"


def _has_point(rater: RaterFigures) -> bool:
    return not (math.isnan(rater.sensitivity[0]) or math.isnan(rater.specificity[0]))


def _methods(results: ReaderStudyResults, words: Words) -> str:
    second_read = words(f"second_read_{results.study.second_read.name.lower()}")
    design = words("readers_design", second_read=second_read)
    return (
        html_heading(words("methods_title"))
        + f"<p>{escape(design)}</p><p>{escape(words('readers_methods'))}</p>"
    )
