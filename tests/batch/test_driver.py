"""One driver for window, command line and Python: the same request gives the same rows in the same order."""

import io
from contextlib import closing
from pathlib import Path

import pytest

from tests.codes import raises_code
from tests.images import synthetic_image, write_png
from xray_desktop.batch.driver import BatchRequest, Ended, Started, run_batch
from xray_desktop.batch.steps import Control, Step
from xray_desktop.inference import Classifier
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import ResultsInTheWay, Row, UnusableResults
from xray_desktop.results.text_rows import read_csv


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    for seed in range(4):
        write_png(folder / f"{seed}.png", synthetic_image(60, 80, seed=seed))
    (folder / "empty.png").write_bytes(b"")
    return folder


def rows_of(events: list[Started | Step | Ended]) -> list[Row]:
    return [event.row for event in events if isinstance(event, Step) and event.row is not None]


def test_a_batch_starts_steps_and_ends(images: Path, tmp_path: Path, model_file: Path) -> None:
    output = tmp_path / "r.csv"
    started, *steps, ended = run_batch(BatchRequest([images], output=output, model_file=model_file))
    assert isinstance(started, Started)
    assert list(started.files.names) == ["0.png", "1.png", "2.png", "3.png", "empty.png"]
    assert isinstance(ended, Ended)
    assert (ended.progress.done, ended.before, ended.cancelled) == (5, 0, False)
    assert sorted(rows_of(steps), key=lambda row: row.path) == list(read_results(output))
    assert (started.tally.rows, started.tally.statuses["error"]) == (5, 1)


def test_without_an_output_rows_are_only_yielded(images: Path, classifier: Classifier) -> None:
    started, *steps, _ = run_batch(BatchRequest([images], in_order=True), classifier=classifier)
    assert isinstance(started, Started)
    assert started.classifier is classifier
    assert [row.path for row in rows_of(steps)] == list(started.files.names)
    assert started.tally.rows == 5
    assert sorted(file.name for file in images.iterdir()) == list(started.files.names)


def test_a_stream_gets_the_rows_as_they_come(images: Path, classifier: Classifier) -> None:
    stream = io.BytesIO()
    _, *steps, _ = run_batch(BatchRequest([images], in_order=True), classifier=classifier, stream=stream)
    stream.seek(0)
    assert [row for row, _ in read_csv(stream, "-")] == rows_of(steps)
    with raises_code(UnusableResults, "stream_not_resumable"):
        list(run_batch(BatchRequest([images], format="parquet"), classifier=classifier, stream=stream))


def test_closing_the_generator_keeps_the_rows_which_are_resumed(
    images: Path, tmp_path: Path, classifier: Classifier
) -> None:
    output = tmp_path / "r.csv"
    with closing(run_batch(BatchRequest([images], output=output), classifier=classifier)) as events:
        for event in events:
            if isinstance(event, Step) and event.row is not None:
                break
    held = list(read_results(output))
    assert held
    with raises_code(ResultsInTheWay, "results_exist"):
        list(run_batch(BatchRequest([images], output=output), classifier=classifier))
    started, *_, ended = run_batch(
        BatchRequest([images], output=output, mode="resume"), classifier=classifier
    )
    assert isinstance(started, Started)
    assert set(started.done) == {row.path for row in read_results(output)} or len(held) < 5
    assert isinstance(ended, Ended)
    assert (ended.before, ended.progress.done) == (len(held), 5 - len(held))
    assert len(list(read_results(output))) == 5


def test_a_cancelled_batch_says_so(images: Path, classifier: Classifier) -> None:
    control = Control()
    control.cancel()
    *_, ended = run_batch(BatchRequest([images]), control, classifier=classifier)
    assert isinstance(ended, Ended)
    assert ended.cancelled


def test_the_outputs_of_a_batch_are_not_classified(images: Path, classifier: Classifier) -> None:
    request = BatchRequest(
        [images],
        output=images / "r.csv",
        heat_maps=images / "maps",
        other_outputs=[images / "summary.json"],
        mode="overwrite",
    )
    for _ in range(2):
        started, *_ = list(run_batch(request, classifier=classifier))
        (images / "summary.json").touch()
        (images / "r.csv.marks.json").touch()
        assert isinstance(started, Started)
        assert len(started.files.names) == 5
    assert len(list((images / "maps").rglob("*.png"))) == 4


def test_a_shard_is_a_part_of_the_files(images: Path, classifier: Classifier) -> None:
    paths: list[str] = []
    for index in (1, 2):
        started, *_ = run_batch(BatchRequest([images], shard=(index, 2)), classifier=classifier)
        assert isinstance(started, Started)
        paths += started.files.names
    assert sorted(paths) == ["0.png", "1.png", "2.png", "3.png", "empty.png"]
