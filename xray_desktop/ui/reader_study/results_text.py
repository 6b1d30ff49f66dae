"""The results of a reader study as tables of HTML and as a chart, in the language in use."""

import math
from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from xray_desktop.evaluation.agreement import Kappa
from xray_desktop.evaluation.reader_study.comparison import MEASURES, Comparison
from xray_desktop.evaluation.reader_study.ratings import MODEL_READ
from xray_desktop.evaluation.reader_study.reader_sample import ReaderSample
from xray_desktop.evaluation.reader_study.results import RaterFigures, ReaderStudyResults
from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.widgets.charts import Chart, Curve, Marker


def rater_name(name: str, read: int) -> str:
    """The name of a reader, or of the model, whose read is 0."""
    return QCoreApplication.translate("ReaderResults", "Model") if read == MODEL_READ else name


def read_title(read: int) -> str:
    """The name of a read: 1 or 2; empty for the model."""
    titles = {
        1: QCoreApplication.translate("ReaderResults", "First read"),
        2: QCoreApplication.translate("ReaderResults", "Second read"),
    }
    return titles.get(read, "")


def roc_chart(results: ReaderStudyResults) -> Chart:
    """The operating points of all readers on the model's ROC."""
    model = results.curves.get(("model", MODEL_READ))
    title = QCoreApplication.translate("ReaderResults", "Readers on the model's ROC")
    if model is not None:
        title += f" · AUC {model.area:.3f}"
    markers = [
        Marker(
            1 - each.specificity[0],
            each.sensitivity[0],
            f"{rater_name(each.name, each.read)} {each.read or ''}".strip(),
            "accent" if each.read == MODEL_READ else "text",
        )
        for each in results.raters
        if not math.isnan(each.sensitivity[0]) and not math.isnan(each.specificity[0])
    ]
    return Chart(
        title=title,
        x_label=QCoreApplication.translate("ReaderResults", "1 - specificity"),
        y_label=QCoreApplication.translate("ReaderResults", "Sensitivity"),
        curves=[Curve(model.false_positive_rate, model.true_positive_rate, "accent")] if model else (),
        markers=markers,
        diagonal=True,
        remark=""
        if markers
        else QCoreApplication.translate("ReaderResults", "Operating points need labels of both classes."),
    )


def raters_html(results: ReaderStudyResults) -> str:
    """Each reader's figures, and the model's."""
    header = (
        QCoreApplication.translate("ReaderResults", "Reader"),
        QCoreApplication.translate("ReaderResults", "Read"),
        QCoreApplication.translate("ReaderResults", "Images"),
        QCoreApplication.translate("ReaderResults", "Sensitivity"),
        QCoreApplication.translate("ReaderResults", "Specificity"),
        QCoreApplication.translate("ReaderResults", "Accuracy"),
        QCoreApplication.translate("ReaderResults", "AUC"),
        QCoreApplication.translate("ReaderResults", "Seconds per image"),
    )
    return _table(header, (_rater_cells(each) for each in results.raters))


def agreement_html(results: ReaderStudyResults) -> str:
    """Kappa of each two raters, and of all readers."""
    header = (
        QCoreApplication.translate("ReaderResults", "Raters"),
        QCoreApplication.translate("ReaderResults", "Read"),
        QCoreApplication.translate("ReaderResults", "Images"),
        QCoreApplication.translate("ReaderResults", "Observed agreement"),
        QCoreApplication.translate("ReaderResults", "κ of the classes"),
        QCoreApplication.translate("ReaderResults", "Weighted κ of the scores"),
    )
    rows = [
        (
            f"{escape(pair.first)} – {escape(_second_name(pair.second, pair.weighted))}",
            read_title(pair.read),
            str(pair.kappa.images),
            _number(pair.kappa.observed),
            _kappa(pair.kappa),
            "–" if pair.weighted is None else _kappa(pair.weighted),
        )
        for pair in results.pairs
    ]
    for read, kappa in results.all_readers.items():
        everyone = QCoreApplication.translate("ReaderResults", "All readers (Fleiss)")
        rows.append(
            (
                *(everyone, read_title(read), str(kappa.images)),
                *(_number(kappa.observed), _kappa(kappa), "–"),
            )
        )
    if not rows:
        return escape(QCoreApplication.translate("ReaderResults", "Agreement needs two raters."))
    return _table(header, rows)


def comparisons_html(comparisons: Sequence[Comparison]) -> str:
    """Differences with intervals and tests, three or four lines for each reader."""
    header = (
        QCoreApplication.translate("ReaderResults", "Reader"),
        QCoreApplication.translate("ReaderResults", "Measure"),
        QCoreApplication.translate("ReaderResults", "Difference (95 % CI)"),
        QCoreApplication.translate("ReaderResults", "Gained / lost"),
        QCoreApplication.translate("ReaderResults", "p (McNemar, DeLong)"),
    )
    titles = {
        "sensitivity": QCoreApplication.translate("ReaderResults", "Sensitivity"),
        "specificity": QCoreApplication.translate("ReaderResults", "Specificity"),
        "accuracy": QCoreApplication.translate("ReaderResults", "Accuracy"),
    }
    rows = []
    for each in comparisons:
        for measure in MEASURES:
            change, test = each.differences[measure], each.tests[measure]
            name = escape(each.second) if measure == MEASURES[0] else ""
            interval = _interval((change.value, change.low, change.high), signed=True)
            counts = f"{test.only_second} / {test.only_first}"
            rows.append((name, titles[measure], interval, counts, _p(test.exact)))
        if each.auc is not None:
            interval = _interval((each.auc.difference, *each.auc.interval), signed=True)
            rows.append(("", "AUC", interval, "", _p(each.auc.p)))
    return _table(header, rows)


def sample_html(sample: ReaderSample) -> str:
    """Mean AUCs of the readers as a sample of readers, and what they are of."""
    header = (
        "",
        QCoreApplication.translate("ReaderResults", "Mean AUC (95 % CI)"),
        QCoreApplication.translate("ReaderResults", "Degrees of freedom"),
        "p",
    )
    rows = [
        (read_title(read), _interval((each.value, each.low, each.high)), _number(each.df, 1), "")
        for read, each in zip(sample.reads, sample.analysis.means, strict=True)
    ]
    difference = sample.analysis.difference
    if difference is not None:
        interval = _interval((difference.value, difference.low, difference.high), signed=True)
        title = QCoreApplication.translate("ReaderResults", "Second read minus first")
        rows.append((title, interval, _number(difference.df, 1), _p(difference.p)))
    about = QCoreApplication.translate(
        "ReaderResults",
        "{readers} readers, {images} images rated by all of them. Readers and images are taken as random "
        "(Obuchowski and Rockette, Hillis): the intervals hold for other readers like these.",
    ).format(readers=len(sample.readers), images=sample.images)
    return f"<p>{escape(about)}</p>{_table(header, rows)}"


def _second_name(name: str, weighted: Kappa | None) -> str:
    return rater_name(name, MODEL_READ) if weighted is None else name


def _rater_cells(each: RaterFigures) -> tuple[str, ...]:
    return (
        escape(rater_name(each.name, each.read)),
        read_title(each.read),
        str(each.images),
        *(_interval(value) for value in (each.sensitivity, each.specificity, each.accuracy, each.auc)),
        _number(each.seconds[0], 1),
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    c = colours()
    head = "".join(
        f"<td style='color: {c.muted}; border-bottom: 1px solid {c.line}'>{name}</td>" for name in header
    )
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table cellspacing='0' cellpadding='5'><tr>{head}</tr>{body}</table>"


def _kappa(kappa: Kappa) -> str:
    return _interval((kappa.value, *kappa.interval))


def _interval(values: tuple[float, float, float], *, signed: bool = False) -> str:
    value, low, high = values
    if math.isnan(value):
        return "–"
    sign = "+" if signed else ""
    text = f"{value:{sign}.3f}"
    if not math.isnan(low):
        text += f" ({low:{sign}.3f} – {high:{sign}.3f})"
    return f"<span style='white-space: nowrap'>{text.replace('-', '−')}</span>"


def _number(value: float, decimals: int = 3) -> str:
    if math.isinf(value):
        return "∞"
    return "–" if math.isnan(value) else f"{value:.{decimals}f}"


def _p(value: float) -> str:
    return "–" if math.isnan(value) else "< 0.001" if value < 0.001 else f"{value:.3f}"
