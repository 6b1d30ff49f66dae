"""The threshold is moved by hand on any of the curves, and everything follows."""

import math

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from pytestqt.qtbot import QtBot
from sklearn.metrics import roc_auc_score

from tests.ui.evaluation.conftest import N, Opened, P, finished
from xray_desktop.evaluation.study.figure import RocPoint
from xray_desktop.ui.evaluation.window import EvaluationWindow
from xray_desktop.ui.widgets.charts import ChartView
from xray_desktop.ui.worklist.entry import Outcome


def drag(qtbot: QtBot, view: ChartView, *points: tuple[float, float]) -> None:
    """Drags with the left button through points in the chart's units."""
    frame = view.frame()
    assert frame is not None
    places: list[QPoint] = [frame.place(*point).toPoint() for point in points]
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        move(view, place)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=places[-1])


def move(view: ChartView, place: QPoint) -> None:
    """Moves the mouse with the left button held; QtBot moves it without."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(view.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(view, event)


@pytest.fixture
def curves(many: EvaluationWindow) -> EvaluationWindow:
    many.tabs.setCurrentWidget(many.curves)
    return many


def test_the_roc_is_square_and_has_the_area_with_its_interval(curves: EvaluationWindow) -> None:
    frame, chart = curves.curves.roc.frame(), curves.curves.roc.chart
    assert frame is not None
    assert chart is not None
    assert frame.area.width() == frame.area.height()
    basis = curves.evaluator.basis
    assert basis is not None
    area = roc_auc_score(basis.cases.positive, basis.cases.probabilities)
    low, high = basis.curves.auc_interval
    assert chart.title == f"ROC · AUC {area:.3f} ({low:.3f} to {high:.3f})"
    assert [marker.name for marker in chart.markers] == ["High sensitivity", "Balanced", "High specificity"]


@pytest.mark.parametrize("name", ["scores", "decision"])
def test_a_line_dragged_on_one_curve_moves_the_threshold_on_all(
    curves: EvaluationWindow, qtbot: QtBot, name: str
) -> None:
    page = curves.curves
    view: ChartView = getattr(page, name)
    drag(qtbot, view, (0.5, 0.1), (0.4, 0.1), (0.25, 0.1))
    threshold = curves.evaluator.threshold
    assert threshold == pytest.approx(0.25, abs=0.01)
    assert page.scores.line == page.decision.line == threshold
    assert page.threshold.value() == pytest.approx(threshold, abs=0.0006)
    basis = curves.evaluator.basis
    assert basis is not None
    called = basis.cases.probabilities >= threshold
    hits = int((called & basis.cases.positive).sum())
    assert curves.measures.matrix.cells[P, Outcome.PNEUMONIA].text().startswith(f"✓ {hits}\n")
    counts = curves.evaluator.counts
    (marker,) = page.roc.moving
    assert (marker.x, marker.y) == (1 - counts.specificity, counts.sensitivity)
    (marker,) = page.precision_recall.moving
    assert (marker.x, marker.y) == (counts.sensitivity, counts.ppv)
    assert f"{counts.sensitivity:.3f}" in page.live.text()
    assert page.point.currentText() == "Set by hand"


def test_a_point_dragged_along_the_roc_moves_the_threshold(curves: EvaluationWindow, qtbot: QtBot) -> None:
    drag(qtbot, curves.curves.roc, (0.5, 0.5), (0.05, 0.1))
    low = curves.evaluator.counts
    drag(qtbot, curves.curves.roc, (0.9, 0.99))
    high = curves.evaluator.counts
    assert low.specificity > 0.8
    assert high.sensitivity > 0.9
    assert high.sensitivity > low.sensitivity


def test_intervals_follow_the_threshold(curves: EvaluationWindow, qtbot: QtBot) -> None:
    before = curves.evaluator.matrix_measures
    drag(qtbot, curves.curves.scores, (0.5, 1), (0.3, 1))
    finished(curves, qtbot)
    measures = curves.evaluator.matrix_measures
    assert measures is not None
    assert before is not None
    sensitivity = measures[0][0]
    assert sensitivity.value == curves.evaluator.counts.sensitivity != before[0][0].value
    assert sensitivity.interval[0] <= sensitivity.value <= sensitivity.interval[1]
    assert curves.measures.table.item(0, 1).text() == f"{sensitivity.value:.3f}"  # type: ignore[union-attr]
    groups = curves.evaluator.groups
    assert groups is not None
    assert groups.subgroups[0].sensitivity[0] == sensitivity.value


def test_arrow_keys_and_the_number_move_the_threshold(curves: EvaluationWindow, qtbot: QtBot) -> None:
    page = curves.curves
    page.scores.setFocus()
    qtbot.keyClick(page.scores, Qt.Key.Key_Right)
    assert curves.evaluator.threshold == pytest.approx(0.505)
    qtbot.keyClick(page.scores, Qt.Key.Key_PageDown)
    assert curves.evaluator.threshold == pytest.approx(0.455)
    page.threshold.selectAll()
    qtbot.keyClicks(page.threshold, "0.77")
    qtbot.keyClick(page.threshold, Qt.Key.Key_Return)
    assert curves.evaluator.threshold == pytest.approx(0.77)
    qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    assert curves.evaluator.threshold == 0.5
    assert page.point.currentText() == "Balanced"


def test_the_best_threshold_and_the_operating_points_can_be_chosen(curves: EvaluationWindow) -> None:
    point = curves.curves.point
    index = point.findText("Highest sensitivity + specificity")
    point.activated.emit(index)
    basis = curves.evaluator.basis
    assert basis is not None
    assert curves.evaluator.threshold == basis.counts.youden()
    point.activated.emit(point.findText("High sensitivity"))
    assert curves.evaluator.point == "high_sensitivity"


def test_a_cell_at_a_threshold_set_by_hand_holds_the_images_of_that_threshold(
    curves: EvaluationWindow, qtbot: QtBot
) -> None:
    drag(qtbot, curves.curves.scores, (0.5, 1), (0.2, 1))
    expected = curves.evaluator.counts.false_positive
    qtbot.mouseClick(curves.measures.matrix.cells[N, Outcome.PNEUMONIA], Qt.MouseButton.LeftButton)
    assert curves.cases.title.text() == f"False positives ({expected})"


def test_readers_are_shown_on_the_roc(curves: EvaluationWindow) -> None:
    curves.show_readers([RocPoint("Reader 1", 0.8, 0.9)])
    chart = curves.curves.roc.chart
    assert chart is not None
    reader = chart.markers[-1]
    assert (reader.name, round(reader.x, 6), reader.y) == ("Reader 1", 0.1, 0.8)


def test_charts_without_curves_take_no_drag(evaluated: Opened, qtbot: QtBot) -> None:
    window = evaluated([])
    chart = window.curves.roc.chart
    assert chart is not None
    assert chart.remark
    window.results.setCurrentWidget(window.tabs)
    window.tabs.setCurrentWidget(window.curves)
    drag(qtbot, window.curves.roc, (0.5, 0.5))
    assert window.evaluator.threshold == 0.5
    assert math.isnan(window.evaluator.counts.sensitivity)
