"""The worklist's model: order, filter and updates keep every image, and the choice stays with its image."""

import sys
import time
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message, load_catalogue, message
from xray_desktop.results.row import Row
from xray_desktop.ui.text.messages import sentence, sentences, use_language
from xray_desktop.ui.worklist.columns import Column
from xray_desktop.ui.worklist.entry import Entry, Filter, Outcome, ReaderState
from xray_desktop.ui.worklist.model import WorklistModel
from xray_desktop.ui.worklist.outcome_text import reasons_line

pytestmark = pytest.mark.usefixtures("qapp")


def classified(name: str, predicted_class: str, probability: float, folder: str = "set") -> Entry:
    return Entry(f"/{folder}/{name}", name, Row(name, "ok", predicted_class, probability, 0.5, 10, 10))


def sample() -> list[Entry]:
    return [
        classified("image10.png", "PNEUMONIA", 0.9),
        classified("image2.png", "NORMAL", 0.1, folder="set/PNEUMONIA"),
        Entry("/set/c.png", "c.png"),
        classified("b.png", "UNCERTAIN", 0.5),
        Entry(
            "/set/d.png",
            "d.png",
            Row("d.png", "rejected", reasons=(message("other_body_part", part="KNEE"),)),
        ),
        Entry("/set/e.png", "e.png", Row("e.png", "error", reasons=(message("file_empty", file="e.png"),))),
    ]


@pytest.fixture
def model() -> WorklistModel:
    made = WorklistModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.add(sample())
    return made


def names(model: WorklistModel) -> list[str]:
    return [entry.name for entry in model.shown]


def test_images_are_in_the_order_in_which_they_came(model: WorklistModel) -> None:
    assert names(model) == ["image10.png", "image2.png", "c.png", "b.png", "d.png", "e.png"]


def test_an_image_is_in_the_list_once(model: WorklistModel) -> None:
    assert model.add([*sample(), Entry("/set/new.png", "new.png")]) == 1
    assert names(model)[-1] == "new.png"
    assert model.rowCount() == 7


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        (Column.NAME, Qt.SortOrder.AscendingOrder, ["b", "c", "d", "e", "image2", "image10"]),
        (Column.NAME, Qt.SortOrder.DescendingOrder, ["image10", "image2", "e", "d", "c", "b"]),
        (Column.PROBABILITY, Qt.SortOrder.DescendingOrder, ["image10", "b", "image2", "c", "d", "e"]),
        (Column.OUTCOME, Qt.SortOrder.AscendingOrder, ["image10", "b", "image2", "d", "e", "c"]),
    ],
)
def test_sorting(model: WorklistModel, column: Column, order: Qt.SortOrder, expected: Sequence[str]) -> None:
    model.sort(column, order)
    assert [name.removesuffix(".png") for name in names(model)] == list(expected)
    model.sort(-1)
    assert names(model)[0] == "image10.png"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter("IMAGE"), ["image10.png", "image2.png"]),
        (Filter("knee"), ["d.png"]),
        (Filter(outcomes=frozenset({Outcome.NORMAL, Outcome.WAITING})), ["image2.png", "c.png"]),
        (Filter(truth=PredictedClass.PNEUMONIA), ["image2.png"]),
        (Filter(truth=PredictedClass.PNEUMONIA, outcomes=frozenset({Outcome.PNEUMONIA})), []),
        (Filter(readers=frozenset({ReaderState.DISAGREES})), ["image10.png"]),
        (Filter(), ["image10.png", "image2.png", "c.png", "b.png", "d.png", "e.png"]),
    ],
)
def test_filtering(model: WorklistModel, wanted: Filter, expected: Sequence[str]) -> None:
    model.set_mark("/set/image10.png", Mark(PredictedClass.NORMAL))
    model.set_filter(wanted)
    assert names(model) == list(expected)
    assert len(model.entries) == 6


def test_the_choice_stays_with_its_image_when_the_order_changes(model: WorklistModel) -> None:
    selection = QItemSelectionModel(model)
    flags = QItemSelectionModel.SelectionFlag
    selection.setCurrentIndex(model.index(1, 0), flags.ClearAndSelect | flags.Rows)
    model.sort(Column.NAME)
    assert model.shown[selection.currentIndex().row()].name == "image2.png"
    assert [index.row() for index in selection.selectedRows()] == [4]
    model.set_filter(Filter("image2"))
    assert selection.currentIndex().row() == 0
    model.set_filter(Filter("b.png"))
    assert not selection.currentIndex().isValid()


def test_removed_images_leave_the_others_in_place(model: WorklistModel) -> None:
    kept = QPersistentModelIndex(model.index(4, 0))
    model.remove(["/set/image10.png", "/set/c.png", "/set/unknown.png"])
    assert names(model) == ["image2.png", "b.png", "d.png", "e.png"]
    assert kept.row() == 2
    model.clear()
    assert model.rowCount() == 0
    assert not model.entries


def test_results_that_come_in_put_a_sorted_list_in_order_again(model: WorklistModel, qtbot: QtBot) -> None:
    model.sort(Column.PROBABILITY, Qt.SortOrder.DescendingOrder)
    model.set_result("/set/c.png", Row("c.png", "ok", "PNEUMONIA", 0.95, 0.5, 10, 10))
    qtbot.waitUntil(lambda: names(model)[0] == "c.png")


def test_a_result_that_the_filter_rejects_leaves_the_screen(model: WorklistModel, qtbot: QtBot) -> None:
    model.set_filter(Filter(outcomes=frozenset({Outcome.WAITING})))
    assert names(model) == ["c.png"]
    model.set_result("/set/c.png", Row("c.png", "error", reasons=(message("file_empty", file="c.png"),)))
    qtbot.waitUntil(lambda: names(model) == [])


def test_a_result_for_an_image_that_was_removed_changes_nothing(model: WorklistModel) -> None:
    model.set_result("/set/gone.png", Row("gone.png", "error"))
    model.set_mark("/set/gone.png", Mark(PredictedClass.NORMAL))
    assert model.entry("/set/gone.png") is None


def test_every_cell_has_words_for_a_screen_reader(model: WorklistModel) -> None:
    spoken = [model.index(0, column).data(int(Qt.ItemDataRole.AccessibleTextRole)) for column in range(4)]
    assert spoken == ["Image: image10.png", "Prediction: Pneumonia", "P(pneum.): 0.90", "Reader: "]


def test_probabilities_are_never_shown_as_certainties(model: WorklistModel) -> None:
    model.add([classified("x.png", "PNEUMONIA", 0.999999), classified("y.png", "NORMAL", 0.000001)])
    shown = [model.index(row, Column.PROBABILITY).data() for row in (6, 7)]
    assert shown == ["> 0.99", "< 0.01"]


@pytest.mark.timing
def test_ten_thousand_images_are_added_sorted_and_filtered_without_a_pause() -> None:
    model = WorklistModel()
    entries = [classified(f"image{number}.png", "NORMAL", number % 997 / 1000) for number in range(10_000)]
    slowest = 0.0
    for action in (
        lambda: model.add(entries),
        lambda: model.sort(Column.NAME, Qt.SortOrder.DescendingOrder),
        lambda: model.sort(Column.PROBABILITY),
        lambda: model.set_filter(Filter("image99")),
        lambda: model.set_filter(Filter()),
        lambda: model.set_result("/set/image5000.png", Row("image5000.png", "error")),
    ):
        started = time.perf_counter()
        action()
        slowest = max(slowest, time.perf_counter() - started)
    assert model.rowCount() == 10_000
    assert slowest < 0.25


def test_outcomes_and_their_filters_read_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        Row("a.png", "rejected", reasons=(message("not_frontal_chest"),)),
        Row("b.png", "ok", "UNCERTAIN", 0.5, 0.5, 10, 10, reasons=(message("near_threshold"),)),
        Row("c.png", "ok", "UNCERTAIN", 0.9, 0.5, 10, 10, reasons=(message("unusual_image"),)),
        Row("d.png", "error", reasons=(message("file_empty", file="d.png"),)),
    ]

    def shown() -> dict[Outcome, list[str]]:
        model = WorklistModel()
        model.add([Entry(f"/set/{row.path}", row.path) for row in rows])
        for row in rows:
            model.set_result(f"/set/{row.path}", row)
        found = {}
        for outcome in Outcome:
            model.set_filter(Filter(outcomes=frozenset({outcome})))
            found[outcome] = sorted(names(model))
        return found

    before = shown()
    nonsense = dict.fromkeys(load_catalogue("en"), "Colourless green ideas sleep furiously.")
    monkeypatch.setattr(sys.modules[Message.__module__], "load_catalogue", lambda _language: nonsense)
    assert str(message("unusual_image")).startswith("Colourless")
    assert shown() == before
    assert sum(map(len, before.values())) == len(rows)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "is empty. Copy or download it again."),
        ("ko", "파일이 비어 있습니다. 다시 복사하거나 내려받으십시오."),
    ],
)
def test_the_line_under_a_name_does_not_repeat_it(language: str, line: str) -> None:
    use_language(language)
    try:
        row = Row("e.png", "error", reasons=(message("file_empty", file="e.png"),))
        assert reasons_line(Entry("/set/e.png", "e.png", row)) == line
        other = Row("This", "rejected", reasons=(message("lateral_chest"),))
        assert reasons_line(Entry("/set/This", "This", other)) == sentences(other.reasons)
        clause = Row("e.png", "rejected", reasons=(message("truncated"),))
        assert reasons_line(Entry("/set/e.png", "e.png", clause)) == sentence(message("truncated"))
        assert reasons_line(Entry("/set/e.png", "e.png")) == ""
    finally:
        use_language("en")
