"""The batch as the window runs it: everything is reported, written, and can be resumed."""

import sys
from pathlib import Path

import pytest

from tests.codes import raises_code
from tests.images import synthetic_image, write_png
from tests.imaging.test_isolated_reading import POISONOUS
from xray_desktop.batch.driver import BatchRequest, Ended
from xray_desktop.batch.files import NothingToDo
from xray_desktop.batch.runner import Control
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import UnusableResults
from xray_desktop.ui.batch.run import Classified, FilesFound, batch_events, path_of


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    (folder / "deep").mkdir(parents=True)
    for number in range(3):
        write_png(folder / f"image{number}.png", synthetic_image(60, 80, seed=number))
    write_png(folder / "deep" / "image3.png", synthetic_image(60, 80, seed=3))
    (folder / "broken.jpg").write_bytes(b"")
    return folder


def test_a_batch_reports_all_images_then_each_then_its_end(
    images: Path, tmp_path: Path, model_file: Path
) -> None:
    output = tmp_path / "out.csv"
    events = list(batch_events(BatchRequest([str(images)], output=output, model_file=model_file), Control()))
    found, *classified, ended = events
    assert isinstance(found, FilesFound)
    assert list(found.files.names) == ["broken.jpg", "deep/image3.png"] + [f"image{n}.png" for n in range(3)]
    assert path_of(found.files, "deep/image3.png") == str(images / "deep" / "image3.png")
    rows = [row for event in classified if isinstance(event, Classified) for row in event.rows]
    assert sorted(row.path for row in rows) == list(found.files.names)
    assert isinstance(ended, Ended)
    assert (ended.progress.done, ended.cancelled) == (5, False)
    assert list(read_results(output)) == sorted(rows, key=lambda row: row.path)


def test_subfolders_can_be_left_out(images: Path, model_file: Path) -> None:
    request = BatchRequest([str(images)], recursive=False, model_file=model_file)
    found = next(iter(batch_events(request, Control())))
    assert isinstance(found, FilesFound)
    assert "deep/image3.png" not in found.files.names


def test_a_resumed_csv_gives_its_rows_and_only_the_missing_images_are_classified(
    images: Path, tmp_path: Path, model_file: Path
) -> None:
    output = tmp_path / "out.csv"
    request = BatchRequest([str(images)], output=output, model_file=model_file)
    control = Control()
    for event in batch_events(request, control):
        if isinstance(event, Classified) and event.progress.done:
            control.cancel()
    first = list(read_results(output))
    again = BatchRequest([str(images)], output=output, mode="resume", model_file=model_file)
    events = list(batch_events(again, Control()))
    assert isinstance(events[0], FilesFound)
    assert [entry.row for entry in events[0].entries if entry.row] == first
    assert isinstance(events[-1], Ended)
    assert events[-1].before == len(first)
    assert events[-1].progress.done == 5 - len(first)
    assert len(list(read_results(output))) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="the poison is made for POSIX")
def test_rows_behind_an_image_that_hangs_are_in_the_csv(
    images: Path, tmp_path: Path, model_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xray_desktop.imaging.isolated_reading._own_command", lambda: POISONOUS)
    monkeypatch.setattr("xray_desktop.batch.runner.cores", lambda: 2)
    write_png(images / "! hang.png", synthetic_image(60, 80))
    output, control = tmp_path / "out.csv", Control()
    for event in batch_events(BatchRequest([str(images)], output=output, model_file=model_file), control):
        if isinstance(event, Classified) and event.progress.done == 5:
            assert "! hang.png" not in {row.path for row in read_results(output)}
            control.cancel()
    assert len(list(read_results(output))) == 5


def test_cancelling_keeps_the_rows_so_far(images: Path, tmp_path: Path, model_file: Path) -> None:
    output, control = tmp_path / "out.csv", Control()
    control.cancel()
    events = list(batch_events(BatchRequest([str(images)], output=output, model_file=model_file), control))
    assert isinstance(events[-1], Ended)
    assert events[-1].cancelled
    assert list(read_results(output)) == []


def test_a_csv_that_exists_is_not_overwritten_without_consent(
    images: Path, tmp_path: Path, model_file: Path
) -> None:
    output = tmp_path / "out.csv"
    output.write_text("mine")
    with raises_code(UnusableResults, "results_exist", file="out.csv"):
        list(batch_events(BatchRequest([str(images)], output=output, model_file=model_file), Control()))
    assert output.read_text() == "mine"


def test_an_empty_folder_is_reported(tmp_path: Path, model_file: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(NothingToDo):
        list(batch_events(BatchRequest([str(empty)], model_file=model_file), Control()))


def test_very_many_images_are_reported_in_portions(tmp_path: Path, model_file: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    first = write_png(folder / "0000.png", synthetic_image(20, 30))
    for number in range(1, 4500):
        (folder / f"{number:04}.png").hardlink_to(first)
    control = Control()
    found = []
    for event in batch_events(BatchRequest([str(folder)], model_file=model_file), control):
        if isinstance(event, FilesFound):
            found.append(event)
        else:
            control.cancel()
    assert [event.first for event in found] == [True, False, False]
    names = [entry.name for event in found for entry in event.entries]
    assert names == list(found[0].files.names)
