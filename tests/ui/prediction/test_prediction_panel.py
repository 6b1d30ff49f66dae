"""What the panel says of each result."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QToolButton
from pytestqt.qtbot import QtBot

from tests.models import tiny_metadata
from xray_desktop.imaging.cam_colours import cam_colours
from xray_desktop.inference.prediction import PredictedClass, Prediction
from xray_desktop.messages import message
from xray_desktop.ui.prediction.panel import PredictionPanel
from xray_desktop.ui.prediction.probability_bar import ProbabilityBar


def prediction(
    predicted_class: PredictedClass | None, probability: float | None, **more: object
) -> Prediction:
    values: dict[str, object] = {
        "predicted_class": predicted_class,
        "probability": probability,
        "threshold": 0.5,
        "operating_point": "balanced",
        "model": "tiny 1 12345678",
        "seconds": 0.25,
    }
    return Prediction(**(values | more))  # type: ignore[arg-type]


@pytest.fixture
def panel(qtbot: QtBot) -> PredictionPanel:
    made = PredictionPanel()
    qtbot.addWidget(made)
    made.set_metadata(tiny_metadata(), "balanced")
    made.resize(340, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def read(panel: PredictionPanel) -> str:
    """All that stands on the panel to be read."""
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


STATES: dict[str, tuple[Callable[[PredictionPanel], None], list[str], bool]] = {
    "nothing": (lambda p: p.show_nothing(), ["No image"], False),
    "reading": (lambda p: p.show_waiting(for_image=True), ["Reading"], False),
    "classifying": (lambda p: p.show_waiting(), ["Classifying"], False),
    "model": (lambda p: p.show_waiting(for_model=True), ["Loading the model"], False),
    "positive": (
        lambda p: p.show_prediction(prediction(PredictedClass.PNEUMONIA, 0.87)),
        ["Pneumonia suggested", "0.87", "Above the Balanced threshold (0.50)", "0.25 s", "tiny 1 12345678"],
        True,
    ),
    "below": (
        lambda p: p.show_prediction(prediction(PredictedClass.NORMAL, 0.123)),
        [
            "No pneumonia suggested",
            "0.12",
            "Below the Balanced threshold (0.50)",
            "Does not exclude pneumonia or other",
        ],
        True,
    ),
    "uncertain": (
        lambda p: p.show_prediction(
            prediction(PredictedClass.UNCERTAIN, 0.51, reasons=(message("near_threshold"),))
        ),
        ["Uncertain", "0.51", str(message("near_threshold"))],
        True,
    ),
    "not assessed": (
        lambda p: p.show_prediction(prediction(None, None, reasons=(message("not_frontal_chest"),))),
        ["Not classified", str(message("not_frontal_chest"))],
        False,
    ),
    "failed": (
        lambda p: p.show_failure(message("model_missing", file="x.onnx")),
        ["No prediction", str(message("model_missing", file="x.onnx"))],
        False,
    ),
    "unreadable": (lambda p: p.show_unreadable(), ["No prediction"], False),
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_said_in_words_with_a_symbol(panel: PredictionPanel, state: str) -> None:
    show, words, number = STATES[state]
    show(panel)
    text = read(panel)
    assert all(word in text for word in words), text
    assert ("Probability of pneumonia" in text) == number
    symbols = [label for label in panel.findChildren(QLabel) if not label.pixmap().isNull()]
    assert len(symbols) == 1
    assert panel.accessibleName().startswith("Prediction: ")


def test_only_waiting_shows_progress(panel: PredictionPanel) -> None:
    bar = panel.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    panel.show_waiting()
    assert bar.isVisible()
    panel.show_prediction(prediction(PredictedClass.NORMAL, 0.1))
    assert not bar.isVisible()


@pytest.mark.parametrize(("probability", "words"), [(0.999999, "> 0.99"), (0.000001, "< 0.01")])
def test_certainty_is_never_claimed(panel: PredictionPanel, probability: float, words: str) -> None:
    predicted_class = PredictedClass.PNEUMONIA if probability > 0.5 else PredictedClass.NORMAL
    panel.show_prediction(prediction(predicted_class, probability))
    assert words in read(panel)
    assert "1.00" not in read(panel)
    assert "0.00" not in read(panel)


@pytest.mark.parametrize(
    ("bacterial", "words"),
    [
        (0.9, "Bacterial favoured over viral (0.90)"),
        (0.2, "Viral favoured over bacterial (0.80)"),
        (0.5, "equally likely"),
    ],
)
def test_the_kind_is_given_with_a_positive_predicted_class_only(
    panel: PredictionPanel, bacterial: float, words: str
) -> None:
    panel.show_prediction(prediction(PredictedClass.PNEUMONIA, 0.9, bacterial=bacterial))
    assert words in read(panel)
    panel.show_prediction(prediction(PredictedClass.NORMAL, 0.1))
    assert "likel" not in read(panel)


def test_operating_points_can_be_chosen_by_name_and_threshold(panel: PredictionPanel, qtbot: QtBot) -> None:
    box = panel.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert [box.itemText(i) for i in range(3)] == [
        "High sensitivity (0.20)",
        "Balanced (0.50)",
        "High specificity (0.80)",
    ]
    with qtbot.waitSignal(panel.operatingPointChosen) as caught:
        box.setCurrentIndex(2)
        box.activated.emit(2)
    assert caught.args == ["high_specificity"]


def test_what_the_number_means_is_answered_in_place_with_the_points_own_figures(
    panel: PredictionPanel,
) -> None:
    panel.show_prediction(prediction(PredictedClass.PNEUMONIA, 0.9))
    assert "95.0 %" not in read(panel)
    switch = next(b for b in panel.findChildren(QToolButton) if "number mean" in b.text())
    switch.click()
    assert "95.0 % (93.0–97.0)" in read(panel)
    assert "93.0 % (90.0–95.0)" in read(panel)
    assert "False negatives and false positives are weighted equally." in read(panel)
    panel.set_operating_point("high_specificity")
    assert "80.0 % (77.0–83.0)" in read(panel)


def test_the_heat_map_is_offered_only_when_there_is_one(panel: PredictionPanel) -> None:
    panel.show_prediction(prediction(PredictedClass.PNEUMONIA, 0.9))
    assert not panel.heat_map.isVisible()
    panel.show_prediction(prediction(PredictedClass.PNEUMONIA, 0.9, cam=np.zeros((14, 14), dtype=np.float32)))
    assert panel.heat_map.isVisible()
    assert "Does not localise disease" not in read(panel)
    panel.heat_map.set_shown(True)
    assert "Does not localise disease" in read(panel)


def test_the_bar_is_filled_up_to_the_probability(panel: PredictionPanel) -> None:
    bar = panel.findChild(ProbabilityBar)
    assert isinstance(bar, ProbabilityBar)
    panel.show_prediction(prediction(PredictedClass.PNEUMONIA, 0.7))
    image = bar.grab().toImage()
    y = round(bar._bar().center().y())
    row = [image.pixelColor(round(bar.width() * share), y).name() for share in (0.1, 0.35, 0.65, 0.75, 0.95)]
    assert row[0] == row[1] == row[2]
    assert row[3] == row[4] != row[0]


def test_heat_map_colours_distinguish_increase_from_decrease_and_show_nothing_for_nothing() -> None:
    raising, lowering, none = cam_colours(np.array([1.0, -1.0, 0.0], np.float32))
    assert raising[0] > raising[2]
    assert lowering[2] > lowering[0]
    assert raising[3] == lowering[3] == 255
    assert none[3] == 0


def test_a_note_on_the_age_follows_the_explanation_of_any_class(panel: PredictionPanel) -> None:
    note = message("age_differs_adult")
    near = (message("near_threshold"), note)
    for said in (
        prediction(PredictedClass.NORMAL, 0.1, reasons=(note,)),
        prediction(PredictedClass.PNEUMONIA, 0.9, reasons=(note,)),
        prediction(PredictedClass.UNCERTAIN, 0.5, reasons=near),
    ):
        panel.show_prediction(said)
        assert f". {note}" in read(panel)
        assert str(note) in panel.accessibleDescription()
    panel.show_prediction(prediction(PredictedClass.PNEUMONIA, 0.9))
    assert str(note) not in read(panel)


@pytest.mark.parametrize(
    ("child", "words"),
    [
        (0.03, "Weights for adults: 97 %"),
        (0.5, "Weights for children: 50 %"),
        (0.98, "Weights for children: 98 %"),
    ],
)
def test_the_weights_used_are_named_with_the_model(panel: PredictionPanel, child: float, words: str) -> None:
    panel.show_prediction(prediction(PredictedClass.NORMAL, 0.1, probability_child=child))
    assert f"0.25 s · {words} · tiny 1 12345678" in read(panel)
    panel.show_prediction(prediction(PredictedClass.NORMAL, 0.1))
    assert "Weights" not in read(panel)


def test_another_abnormality_is_a_caution_beside_no_pneumonia(panel: PredictionPanel) -> None:
    panel.show_prediction(
        prediction(PredictedClass.NORMAL, 0.1, probability_abnormal=0.83, other_abnormality=True)
    )
    assert "No pneumonia suggested" in read(panel)
    assert "Other abnormality possible (0.83)" in read(panel)
    assert "Other abnormality possible" in panel.accessibleDescription()
    panel.show_prediction(prediction(PredictedClass.NORMAL, 0.1, probability_abnormal=0.2))
    assert "Other abnormality" not in read(panel)


def test_the_number_is_explained_only_where_there_is_one(panel: PredictionPanel) -> None:
    question = next(b for b in panel.findChildren(QToolButton) if b.text() == "What does this number mean?")
    panel.show_prediction(prediction(PredictedClass.PNEUMONIA, 0.87))
    question.click()
    assert "calibrated" in read(panel)
    panel.show_prediction(prediction(None, None, reasons=(message("not_frontal_chest"),)))
    assert not question.isVisible()
    assert "calibrated" not in read(panel)
    panel.show_waiting()
    assert question.isVisible(), "it flickers from image to image"
    panel.show_prediction(prediction(PredictedClass.NORMAL, 0.12))
    assert "calibrated" in read(panel)
