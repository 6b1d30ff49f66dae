"""What was open is open again at the next start, when that is wanted."""

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom, write_png, write_tiff
from tests.ui.conftest import WAIT_MS, Reopen, WindowMaker, open_each
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of four images."""
    (tmp_path / "images").mkdir()
    for number in range(4):
        write_png(tmp_path / "images" / f"{number}.png", synthetic_image(seed=number))
    return tmp_path / "images"


@pytest.fixture
def single(tmp_path: Path) -> Path:
    """A file of three frames in another folder."""
    pages = [Image.fromarray(synthetic_image(seed=seed)) for seed in range(3)]
    (tmp_path / "other").mkdir()
    return write_tiff(tmp_path / "other" / "pages.tif", pages[0], save_all=True, append_images=pages[1:])


def shows(window: MainWindow, path: Path, frame: int = 0) -> bool:
    """Whether that image is on the screen."""
    image = window.image
    return image is not None and image.path == path and image.radiograph.frame == frame


def test_files_folders_the_current_image_and_its_frame_come_back(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, folder: Path, single: Path
) -> None:
    window = make_main_window()
    window.settings.set(remembered.REOPEN_SESSION, True)
    open_each(window, qtbot, folder, single)
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        window.step_frame(2)
    names = [entry.path for entry in window.worklist.model.entries]
    window.close()
    again = reopen()
    qtbot.waitUntil(lambda: shows(again, single, 2), timeout=WAIT_MS)
    assert [entry.path for entry in again.worklist.model.entries] == names
    assert again.worklist.current().path == str(single)
    assert again.viewer.notices == () or "session" not in again.viewer.notices[0].code
    assert again.tour.card is None


def test_nothing_is_kept_unless_it_is_wanted(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, folder: Path
) -> None:
    window = make_main_window()
    assert not window.settings.get(remembered.REOPEN_SESSION)
    open_each(window, qtbot, folder)
    window.close()
    assert window.settings.save()
    assert "session/" not in window.settings.file.read_text(encoding="utf-8")
    assert "[session]" not in window.settings.file.read_text(encoding="utf-8")
    again = reopen()
    qtbot.wait(100)
    assert again.image is None
    assert not again.worklist.model.entries


def test_turning_it_off_forgets_what_was_kept(
    make_main_window: WindowMaker, qtbot: QtBot, folder: Path
) -> None:
    window = make_main_window()
    window.settings.reopen_session(True)
    open_each(window, qtbot, folder)
    window.close()
    assert window.settings.get(remembered.SESSION_SOURCES) == [str(folder)]
    window.settings.reopen_session(False)
    assert window.settings.save()
    assert "[session]" not in window.settings.file.read_text(encoding="utf-8")


def test_what_is_gone_is_named_and_the_rest_opens(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, folder: Path, single: Path
) -> None:
    window = make_main_window()
    window.settings.set(remembered.REOPEN_SESSION, True)
    open_each(window, qtbot, folder, single)
    window.close()
    single.unlink()
    again = reopen()
    qtbot.waitUntil(lambda: shows(again, folder / "0.png"), timeout=WAIT_MS)
    (notice,) = again.viewer.notices
    assert notice.code == "session_files_missing"
    assert dict(notice.values) == {"count": 1, "names": "pages.tif"}


def test_when_all_is_gone_the_start_page_says_so(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, single: Path
) -> None:
    window = make_main_window()
    window.settings.set(remembered.REOPEN_SESSION, True)
    open_each(window, qtbot, single)
    window.close()
    single.unlink()
    again = reopen()
    qtbot.waitUntil(lambda: bool(again.viewer.notices), timeout=WAIT_MS)
    assert again.viewer.notices[0].code == "session_files_missing"
    assert again.image is None
    assert again.viewer.start_page.isVisible()


def test_an_image_gone_from_its_folder_is_named(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, folder: Path
) -> None:
    window = make_main_window()
    window.settings.set(remembered.REOPEN_SESSION, True)
    open_each(window, qtbot, folder)
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        window.worklist.step(2)
    window.close()
    (folder / "2.png").unlink()
    again = reopen()
    qtbot.waitUntil(lambda: bool(again.viewer.notices), timeout=WAIT_MS)
    assert again.viewer.notices[0].code == "session_image_missing"
    assert shows(again, folder / "0.png")


def test_a_file_opened_at_once_is_not_overtaken_by_the_session(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, folder: Path, single: Path
) -> None:
    window = make_main_window()
    window.settings.set(remembered.REOPEN_SESSION, True)
    open_each(window, qtbot, folder)
    window.close()
    again = reopen()
    again.open_paths([single])
    qtbot.waitUntil(lambda: shows(again, single), timeout=WAIT_MS)
    qtbot.wait(200)
    assert shows(again, single)
    assert len(again.worklist.model.entries) == 1


def test_only_paths_are_kept_and_nothing_about_a_patient(
    make_main_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    file = write_dicom(tmp_path / "image.dcm", synthetic_image(), PatientName="Doe^Jane", PatientID="ID-4711")
    window = make_main_window()
    window.settings.set(remembered.REOPEN_SESSION, True)
    open_each(window, qtbot, file)
    window.close()
    assert window.settings.save()
    text = window.settings.file.read_text(encoding="utf-8")
    assert "image.dcm" in text
    assert "Doe" not in text
    assert "4711" not in text


def test_images_taken_out_of_the_worklist_stay_out(
    make_main_window: WindowMaker, qtbot: QtBot, folder: Path, single: Path
) -> None:
    window = make_main_window()
    window.settings.set(remembered.REOPEN_SESSION, True)
    open_each(window, qtbot, single, folder)
    window.worklist.model.remove([str(single)])
    window.close()
    assert Settings(window.settings.file).get(remembered.SESSION_SOURCES) == [str(folder)]
