"""Time of an evaluation: `python -m tests.benchmarks.evaluation_speed [--images N] [--replicates N]`.

Makes up results of so many images with two images for each patient and prints the CPU time of each step from
rows and labels to all measures with intervals, the figures, a comparison with a second model and the files of
the study.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.evaluation.study.results_rows import PROVENANCE, row, rows_and_labels
from xray_desktop.evaluation.intervals import REPLICATES
from xray_desktop.evaluation.labels import Entry, match_labels
from xray_desktop.evaluation.study.cases import cases_of
from xray_desktop.evaluation.study.comparison import compare, ratings_of_rows
from xray_desktop.evaluation.study.figures import figures_of
from xray_desktop.evaluation.study.folder import write_study
from xray_desktop.evaluation.study.forest import subgroups_of
from xray_desktop.evaluation.study.measures import bootstrap_of, measures_at, measures_of_scores
from xray_desktop.evaluation.study.study import evaluate_study


class Clock:
    """Prints the time since it was asked last."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def print(self, step: str) -> None:
        """Prints one line."""
        wall, cpu = time.perf_counter(), time.process_time()
        print(f"{step:<36}{cpu - self._cpu:8.3f} s CPU {wall - self._wall:8.3f} s", flush=True)
        self._wall, self._cpu = time.perf_counter(), time.process_time()


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--images", type=int, default=20_000)
    parser.add_argument("--replicates", type=int, default=REPLICATES)
    options = parser.parse_args()
    rows, known = rows_and_labels(options.images, decimals=6)
    entries = [
        Entry(name, "PNEUMONIA" if image.positive else "NORMAL", image.patient, image.groups)
        for name, image in known.images.items()
    ]
    random = np.random.default_rng(1)
    noise = random.normal(0, 0.05, len(rows))
    others = [
        row(each.path, float(np.clip((each.probability_pneumonia or 0) + shift, 0.001, 0.999)))
        for each, shift in zip(rows, noise, strict=True)
    ]
    clock = Clock()
    labels = match_labels([each.path for each in rows], entries)
    clock.print("labels matched")
    cases = cases_of(rows, labels)
    bootstrap = bootstrap_of(cases, replicates=options.replicates)
    clock.print("cases")
    measures_at(cases, cases.threshold, bootstrap)
    clock.print("measures at the threshold")
    measures_of_scores(cases, bootstrap)
    clock.print("measures of the scores")
    subgroups_of(cases)
    clock.print("subgroups")
    figures_of(cases)
    clock.print("figures")
    compare(cases, ratings_of_rows("other", others))
    clock.print("comparison with a second model")
    whole = Clock()
    study = evaluate_study(rows, labels, PROVENANCE, replicates=options.replicates)
    whole.print("study as a whole, without comparison")
    with tempfile.TemporaryDirectory() as folder:
        write_study(study, Path(folder) / "study")
    whole.print("study folder written")


if __name__ == "__main__":
    main()
