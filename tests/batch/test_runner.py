import dataclasses
import os
import shutil
import threading
import time
import zipfile
from contextlib import closing
from itertools import islice, pairwise

import numpy as np
import pytest

from tests.batch.conftest import without_privileges
from tests.codes import raises_code
from tests.images import encoded, synthetic_image, write_dicom, write_jpeg, write_png
from tests.imaging.test_isolated_reading import POISONOUS, poisonous_reader
from xray_desktop.batch import runner
from xray_desktop.batch.files import find_files
from xray_desktop.batch.runner import BatchStopped, Control, classify_files
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference import UnusableModel
from xray_desktop.messages import message


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "images"
    (folder / "b").mkdir(parents=True)
    for seed in range(4):
        write_png(folder / f"{seed}.png", synthetic_image(seed=seed))
    write_dicom(folder / "b" / "9.dcm", synthetic_image(bits=12))
    write_jpeg(folder / "bright.jpg", np.maximum(synthetic_image(), 200))
    return folder


def rows(steps):
    return [step.row for step in steps if step.row is not None]


def classify(folder, classifier, **options):
    return rows(
        classify_files(find_files([folder]), classifier, **{"readers": 1, "inference_threads": 1, **options})
    )


def test_every_row_is_what_the_classifier_predicts_for_its_file(images, classifier):
    for row in classify(images, classifier):
        prediction = classifier.classify(read_radiograph(images / row.path))
        assert row.status == "ok"
        assert row.prediction == prediction.predicted_class
        assert row.probability_pneumonia == round(prediction.probability, 6)
        assert row.model == classifier.model


def test_rows_come_in_order_and_alike_whatever_the_number_of_threads_and_processes(images, classifier):
    one = classify(images, classifier)
    many = classify(images, classifier, readers=3, inference_threads=4)
    assert many == one
    assert [row.path for row in one] == list(find_files([images]).names)


def test_bad_files_cost_one_error_row_each_and_nothing_else(images, classifier):
    (images / "empty.png").write_bytes(b"")
    (images / "text.jpg").write_text("not an image")
    (images / "dot.png").write_bytes(encoded(np.zeros((1, 1), np.uint8), "PNG"))
    (images / "cut.jpg").write_bytes(encoded(synthetic_image(), "JPEG")[:300])
    (images / "broken link.png").symlink_to(images / "nowhere")
    os.mkfifo(images / "pipe.dcm")
    write_dicom(images / "no pixels.dcm", synthetic_image(), PixelData=None)
    found = {row.path: row for row in classify(images, classifier)}
    bad = {path for path, row in found.items() if row.status == "error"}
    assert bad == {
        "empty.png",
        "text.jpg",
        "cut.jpg",
        "broken link.png",
        "pipe.dcm",
        "no pixels.dcm",
    }
    for path in bad:
        row = found[path]
        assert path in row.message
        assert (row.prediction, row.probability_pneumonia, row.width) == ("", None, None)
    assert found["dot.png"].status == "rejected"
    assert sum(row.status == "ok" for row in found.values()) == 6


def test_a_truncated_image_is_rejected_with_the_reason_and_its_size(images, classifier):
    data = encoded(synthetic_image(), "PNG")
    (images / "cut.png").write_bytes(data[: len(data) * 2 // 3])
    row = {row.path: row for row in classify(images, classifier)}["cut.png"]
    assert (row.status, row.prediction, row.probability_pneumonia) == ("rejected", "", None)
    assert row.reasons == (message("truncated"),)
    assert (row.width, row.height) == (360, 300)


def test_poisonous_files_cost_one_row_each(images, classifier):
    write_png(images / "1 crash.png", synthetic_image())
    write_png(images / "2 hang.png", synthetic_image())
    write_png(images / "3 exit.png", synthetic_image())
    found = classify(images, classifier, readers=2, new_reader=poisonous_reader)
    errors = {row.path: row.reason for row in found if row.status == "error"}
    assert set(errors) == {"1 crash.png", "2 hang.png", "3 exit.png"}
    assert errors["1 crash.png"] == "decoder_crashed"
    assert errors["2 hang.png"] == "decoding_timed_out"
    assert [row.path for row in found] == list(find_files([images]).names)


def test_images_in_an_archive_are_classified_like_those_beside_it(images, classifier):
    with zipfile.ZipFile(images / "z.zip", "w") as archive:
        archive.write(images / "bright.jpg", "in/bright.jpg")
        archive.writestr("in/text.png", "hello")
    found = {row.path: row for row in classify(images, classifier)}
    beside = found["bright.jpg"]
    assert dataclasses.replace(found["z.zip/in/bright.jpg"], path=beside.path) == beside
    assert found["z.zip/in/text.png"].status == "error"


def test_a_folder_that_cannot_be_listed_has_a_row(images, classifier):
    files = find_files([images])
    listed = dataclasses.replace(files, names=["locked/"])
    (row,) = rows(classify_files(listed, classifier, readers=1, inference_threads=1))
    assert (row.status, row.reasons) == ("error", (message("folder_not_listed", folder="locked"),))


def test_progress_counts_up_to_the_end(images, classifier):
    (images / "empty.png").write_bytes(b"")
    steps = list(classify_files(find_files([images]), classifier, readers=1, inference_threads=1))
    assert [step.progress.done for step in steps if step.row] == [1, 2, 3, 4, 5, 6, 7]
    last = steps[-1].progress
    assert (last.done, last.total) == (7, 7)
    assert last.statuses == {"ok": 6, "error": 1}
    assert sum(last.predictions.values()) == 6
    assert last.rate > 0
    assert last.seconds_left == 0


def test_predictions_and_images_come_with_the_rows_when_wanted(images, classifier):
    for step in classify_files(
        find_files([images]), classifier, readers=1, inference_threads=1, keep_images=True
    ):
        if step.row:
            assert step.prediction.cam.shape == (4, 4)
            assert step.image.input.shape == (1, 1, 32, 32)


def many(folder, count):
    folder.mkdir(exist_ok=True)
    image = write_png(folder / "00000.png", synthetic_image(60, 60))
    for number in range(1, count):
        os.link(image, folder / f"{number:05}.png")
    return folder


@pytest.mark.timing
def test_cancelling_ends_the_batch_within_a_second(tmp_path, classifier):
    control = Control()
    steps = classify_files(
        find_files([many(tmp_path / "f", 500)]), classifier, control=control, readers=2, inference_threads=2
    )
    done = 0
    for step in steps:
        done += step.row is not None
        if done == 5:
            started = time.monotonic()
            control.cancel()
    assert done == 5
    assert time.monotonic() - started < 1
    assert not [thread for thread in threading.enumerate() if thread.name == "batch"]


@pytest.mark.timing
def test_leaving_the_generator_ends_threads_and_processes_within_a_second(tmp_path, classifier):
    readers = []

    def new_reader():
        readers.append(IsolatedReader())
        return readers[-1]

    steps = classify_files(
        find_files([many(tmp_path / "f", 500)]), classifier, readers=2, new_reader=new_reader
    )
    while next(steps).row is None:
        pass
    started = time.monotonic()
    steps.close()
    assert time.monotonic() - started < 1
    assert [reader._process for reader in readers] == [None, None]
    assert not [thread for thread in threading.enumerate() if thread.name == "batch"]


def test_a_pause_begins_no_further_file_and_gives_heartbeats(tmp_path, classifier, monkeypatch):
    # No further than this ahead of the caller, however fast the machine is.
    monkeypatch.setattr(runner, "AHEAD", 16)
    control = Control()
    count = 400
    steps = classify_files(
        find_files([many(tmp_path / "f", count)]), classifier, control=control, readers=1, inference_threads=1
    )
    while next(steps).row is None:
        pass
    control.pause()
    quiet = 0
    while quiet < 3:  # what was begun comes out first
        step = next(steps)
        quiet = quiet + 1 if step.row is None else 0
    done, seconds = step.progress.done, step.progress.seconds
    assert done < count
    step = next(steps)
    assert (step.row, step.progress.done, step.progress.seconds) == (None, done, seconds)
    control.resume()
    assert len(rows(steps)) == count - done


@pytest.mark.timing
def test_a_heartbeat_comes_at_least_every_half_second_while_a_decoder_hangs(tmp_path, classifier):
    write_png(tmp_path / "hang.png", synthetic_image(60, 60))
    times = []
    for _ in classify_files(find_files([tmp_path]), classifier, readers=1, new_reader=poisonous_reader):
        times.append(time.monotonic())
    assert max(after - before for before, after in pairwise(times)) < 0.5


def test_a_deleted_folder_stops_the_batch(tmp_path, classifier, monkeypatch):
    monkeypatch.setattr(runner, "AHEAD", 16)
    folder = many(tmp_path / "f", 300)
    steps = classify_files(find_files([folder]), classifier, readers=1, inference_threads=1)
    found = [next(step for step in steps if step.row)]
    shutil.rmtree(folder)
    with raises_code(BatchStopped, "batch_folder_missing", folder=str(folder)):
        found.extend(steps)
    assert {step.row.status for step in found if step.row} == {"ok"}


def test_a_permission_lost_half_way_stops_the_batch(public_folder, classifier):
    folder = many(public_folder / "f", 50)
    (folder / "00040.png").unlink()
    (folder / "00040.png").write_bytes(b"")
    files = find_files([folder])
    folder.chmod(0)

    def started() -> IsolatedReader:
        reader = IsolatedReader()
        reader.start()  # while this user may still start programs, wherever they lie
        return reader

    steps = classify_files(files, classifier, readers=1, inference_threads=1, new_reader=started)
    with closing(steps):
        found = [next(steps)]
        with without_privileges(), raises_code(BatchStopped, "batch_folder_not_permitted"):
            found.extend(steps)
    # The last before the file that cannot be read may still be in the network.
    statuses = [step.row.status for step in found if step.row]
    assert set(statuses) == {"ok"}
    assert len(statuses) <= 40


def test_a_deleted_subfolder_stops_the_batch(tmp_path, classifier):
    for name in ("a", "b"):
        many(tmp_path / name, 150)
    steps = classify_files(find_files([tmp_path]), classifier, readers=1, inference_threads=1)
    found = [next(step for step in steps if step.row)]
    shutil.rmtree(tmp_path / "a")
    with raises_code(BatchStopped, "batch_folder_missing", folder=str(tmp_path / "a")):
        found.extend(steps)
    assert {step.row.status for step in found if step.row} == {"ok"}


def test_files_deleted_one_by_one_cost_a_row_each(tmp_path, classifier):
    many(tmp_path / "f", 4)
    files = find_files([tmp_path / "f"])
    (tmp_path / "f" / "00002.png").unlink()
    found = rows(classify_files(files, classifier, readers=1, inference_threads=1))
    assert [row.status for row in found] == ["ok", "ok", "error", "ok"]
    assert found[2].reason == "file_not_found"


def test_without_an_order_the_rows_are_the_same(images, classifier):
    (images / "0 empty.png").write_bytes(b"")
    found = classify(images, classifier, readers=3, inference_threads=3, in_order=False)
    assert sorted(found, key=lambda row: row.path) == classify(images, classifier)


def test_without_an_order_no_image_waits_for_one_that_hangs(tmp_path, classifier):
    folder = many(tmp_path / "f", 20)
    write_png(folder / "0 hang.png", synthetic_image(60, 60))
    steps = classify_files(
        find_files([folder]),
        classifier,
        readers=2,
        inference_threads=1,
        in_order=False,
        new_reader=lambda: IsolatedReader(command=POISONOUS, time_limit=100),
    )
    with closing(steps):
        found = [row.path for row in islice((step.row for step in steps if step.row), 20)]
    assert sorted(found) == [f"{number:05}.png" for number in range(20)]


def test_a_network_that_fails_stops_the_batch(images, classifier):
    class Failing:
        metadata, model, decide = classifier.metadata, classifier.model, classifier.decide

        def outputs(self, _inputs):
            raise RuntimeError("out of memory")

    with raises_code(BatchStopped, "network_failed", problem="RuntimeError"):
        classify(images, Failing())


def test_a_reading_process_that_cannot_start_stops_the_batch(images, classifier):
    with raises_code(BatchStopped, "reading_process_not_started"):
        classify(images, classifier, new_reader=lambda: IsolatedReader(command=["/nowhere"]))


def test_an_unknown_operating_point_is_reported_at_once(images, classifier):
    with raises_code(UnusableModel, "unknown_operating_point", point="best"):
        classify(images, classifier, operating_point="best")


def test_the_operating_point_moves_predictions_and_not_probabilities(images, classifier):
    strict = classify(images, classifier, operating_point="high_specificity")
    lax = classify(images, classifier, operating_point="high_sensitivity")
    assert [row.probability_pneumonia for row in strict] == [row.probability_pneumonia for row in lax]
    assert {row.threshold for row in strict + lax} == {0.2, 0.8}
    for row in strict + lax:
        assert row.prediction == ("PNEUMONIA" if row.probability_pneumonia >= row.threshold else "NORMAL")
    assert [row.prediction for row in strict] != [row.prediction for row in lax]
