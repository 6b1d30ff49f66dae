"""Rows of results and labels, made up, for whole studies."""

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.labels import LabelledImage, MatchedLabels
from xray_desktop.evaluation.study.study import Provenance
from xray_desktop.messages import message
from xray_desktop.results.row import Row

MODEL = "tiny 1 01234567"
PROVENANCE = Provenance("0.1", MODEL, "ab" * 32, "images", "labels.csv", "2024-02-29", 0)


def row(path, probability, *, threshold=0.5, model=MODEL, point="balanced"):
    prediction = "PNEUMONIA" if probability >= threshold else "NORMAL"
    return Row(path, "ok", prediction, probability, threshold, 64, 64, model=model, operating_point=point)


def rejected(path):
    return Row(
        path, "rejected", reasons=(message("not_frontal_chest"),), model=MODEL, operating_point="balanced"
    )


def rows_and_labels(n=120, *, seed=0, per_patient=2, groups=True, decimals=2):
    """Rows of n images with their labels: so many images for each patient, with sex and age."""
    positive, probabilities = scored_images(n, seed=seed, decimals=decimals)
    rows = [row(f"images/{index}.png", float(p)) for index, p in enumerate(probabilities)]
    images = {
        each.path: LabelledImage(
            bool(truth),
            f"secret-{index // per_patient}",
            {"sex": "FM"[index % 2], "age": str(20 + index % 60)} if groups else {},
        )
        for index, (each, truth) in enumerate(zip(rows, positive, strict=True))
    }
    return rows, MatchedLabels(images, ())
