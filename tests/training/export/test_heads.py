"""Heads by population on features made in code, where what each should find is known."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="the training package needs scikit-learn")
pytest.importorskip("torch", reason="the training package needs torch")

from training.data.dataset import NORMAL, OTHER, PNEUMONIA, Sample
from training.export.calibration import Calibration
from training.export.features import Features
from training.export.heads import fit_heads, own_linear
from training.export.out_of_hospital import hospitals, out_of_hospital_logits, unseen_acquisition

STRENGTH = 0.01
OWN = own_linear(np.eye(1, 512, dtype=np.float32)[0], -1.7)
"""An own head that reads the first mean of block 5."""


def _sample(number, source, label, *, acquisition="", patient=None):
    return Sample(
        Path(f"{source}/{number}.png"),
        source,
        label,
        patient or f"{source}:{number}",
        acquisition=acquisition,
    )


def _data(count=400, *, seed=0):
    """Children whose first feature is the disease, adults whose second is, and a third that tells them
    apart.
    """
    rng = np.random.default_rng(seed)
    samples, rows = [], []
    for source, young, labels in (
        ("children", True, (NORMAL, PNEUMONIA)),
        ("adult", False, (NORMAL, PNEUMONIA)),
        ("nih", False, (NORMAL, PNEUMONIA, OTHER)),
    ):
        for number in range(count):
            label = labels[number % len(labels)]
            row = rng.normal(1, 0.3, 12)
            row[0 if young else 1] += 1.5 * (label == PNEUMONIA)
            row[2] += 3 * young
            row[3] += 1.5 * (label == OTHER)
            samples.append(_sample(number, source, label))
            rows.append(row)
    pooled = np.zeros((len(rows), 512), np.float32)
    pooled[:, :12] = rows
    zeros = np.zeros_like(pooled)
    block5 = np.zeros_like(pooled)
    block5[:, 0] = pooled[:, 0]
    logits, sides = (np.zeros((len(rows), count), np.float32) for count in (3, 1024))
    features = Features(logits, pooled, block5, zeros, zeros, sides)
    return features, samples, np.array([sample.source == "children" for sample in samples])


def test_each_population_gets_the_head_for_its_own_signs():
    features, samples, children = _data()
    heads = fit_heads(features, samples, children, OWN, strength=STRENGTH)
    labels = np.array([sample.label for sample in samples])
    assert np.mean((heads.share_of_child(features) > 0.5) == children) > 0.99
    logits = heads.pneumonia(features)
    # Half of each head is the own one, which knows nothing of adults here.
    for population, auc in ((children, 0.97), (~children, 0.8)):
        ill, normal = (logits[population & (labels == label)] for label in (PNEUMONIA, NORMAL))
        assert np.mean(ill[:, None] > normal[None]) > auc
    own, fitted = heads.children.weight[1024], heads.children.weight[0]
    assert own > 0
    assert fitted > 0
    assert np.abs(heads.children.weight[1025:]).max() == 0
    # What tells children's disease says nothing about adults.
    assert abs(heads.adults.weight[0]) < 0.2 * heads.adults.weight[1]


def test_abnormality_counts_other_findings_in_adults_and_only_pneumonia_in_children():
    features, samples, children = _data()
    heads = fit_heads(features, samples, children, OWN, strength=STRENGTH)
    labels = np.array([sample.label for sample in samples])
    abnormal = heads.abnormality(features)
    nih = np.array([sample.source == "nih" for sample in samples])
    other, normal = abnormal[nih & (labels == OTHER)], abnormal[nih & (labels == NORMAL)]
    assert np.mean(other[:, None] > normal[None]) > 0.97
    share = heads.share_of_child(features)
    mixed = share * heads.children.logit(features) + (1 - share) * heads.abnormal.logit(features)
    np.testing.assert_allclose(abnormal, mixed, atol=1e-9)


def test_calibration_is_folded_into_the_heads():
    features, samples, children = _data()
    heads = fit_heads(features, samples, children, OWN, strength=STRENGTH)
    calibrated = heads.calibrated(Calibration(2.0, 0.5), Calibration(3.0, -1.0), Calibration(0.5, 0.1))
    share = heads.share_of_child(features)
    expected = share * (3 * heads.children.logit(features) - 1) + (1 - share) * (
        2 * heads.adults.logit(features) + 0.5
    )
    np.testing.assert_allclose(calibrated.pneumonia(features), expected, atol=1e-9)
    np.testing.assert_allclose(
        calibrated.abnormal.logit(features), 0.5 * heads.abnormal.logit(features) + 0.1, atol=1e-9
    )


def test_one_population_gets_one_head_and_no_caution():
    features, samples, children = _data()
    for population in (children, ~children & np.array([sample.source == "adult" for sample in samples])):
        chosen = [sample for sample, keep in zip(samples, population, strict=True) if keep]
        part = features.taken(population)
        heads = fit_heads(part, chosen, children[population], OWN, strength=STRENGTH)
        assert heads.children is None
        assert heads.abnormal is None
        assert heads.share_of_child(part).max() == 0
        ill = np.array([sample.label for sample in chosen]) == PNEUMONIA
        logits = heads.pneumonia(part)
        assert np.mean(logits[ill][:, None] > logits[~ill][None]) > 0.8


def test_a_hospital_is_predicted_by_heads_that_did_not_see_it():
    features, samples, children = _data()
    heads = fit_heads(features, samples, children, OWN, strength=STRENGTH)
    logits = out_of_hospital_logits(
        (features, samples, children), (features, samples), heads, OWN, strength=STRENGTH
    )
    for source in ("adult", "nih"):
        here = np.array([sample.source == source for sample in samples])
        kept = [sample for sample, out in zip(samples, here, strict=True) if not out]
        without = fit_heads(features.taken(~here), kept, children[~here], OWN, strength=STRENGTH)
        np.testing.assert_allclose(logits[here], without.adults.logit(features.taken(here)), atol=1e-9)
        assert not np.allclose(logits[here], heads.adults.logit(features.taken(here)))


def test_acquisitions_count_as_hospitals_and_share_the_pneumonias_by_patient():
    samples = [_sample(n, "children", NORMAL, acquisition="IM" if n % 2 else "NORMAL2-IM") for n in range(20)]
    ill = [_sample(n, "children", PNEUMONIA, patient=f"children:p{n // 2}") for n in range(60)]
    homes = hospitals([*samples, *ill, _sample(0, "adult", NORMAL)])
    assert set(homes[:20]) == {"children/IM", "children/NORMAL2-IM"}
    of_ill = homes[20:80]
    assert {np.mean(of_ill == home) > 0.2 for home in set(of_ill)} == {True}
    assert all(of_ill[n] == of_ill[n + 1] for n in range(0, 60, 2))
    assert homes[-1] == "adult"


def _acquired(acquisitions, *, seed):
    """Children whose first feature is the disease; normals of a second acquisition look a little ill."""
    rng = np.random.default_rng(seed)
    samples = [
        _sample(
            number, "children", number % 2, acquisition="" if number % 2 else acquisitions[number // 2 % 2]
        )
        for number in range(600)
    ]
    pooled = np.zeros((600, 512), np.float32)
    pooled[:, :12] = rng.normal(1, 0.3, (600, 12))
    pooled[:, 0] += [1.0 * (s.label == PNEUMONIA) + 0.4 * (s.acquisition == "second") for s in samples]
    # A sign of the acquisition that a head learns to make up for, if it has seen both.
    pooled[:, 1] += [1.5 * (s.acquisition == "second") for s in samples]
    zeros = np.zeros_like(pooled)
    logits, sides = (np.zeros((600, count), np.float32) for count in (3, 1024))
    return Features(logits, pooled, zeros, zeros, zeros, sides), samples


def test_an_unseen_acquisition_lowers_the_probability_where_its_normals_look_ill():
    two = ("first", "second")
    change = unseen_acquisition(_acquired(two, seed=0), _acquired(two, seed=1), strength=STRENGTH)
    assert change.scale < 1 or change.offset < 0
    same = ("first", "first")
    unchanged = unseen_acquisition(_acquired(same, seed=0), _acquired(same, seed=1), strength=STRENGTH)
    assert unchanged == Calibration(1.0, 0.0)


def test_calibrations_follow_each_other():
    logits = np.array([-1.0, 0.5, 2.0])
    first, second = Calibration(2.0, 0.5), Calibration(0.9, -0.1)
    np.testing.assert_allclose(first.then(second).logit(logits), second.logit(first.logit(logits)))
