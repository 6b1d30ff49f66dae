"""The states of the window that are seldom met or soon over, for `python -m tests.ui.screenshots`."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.images import encoded, synthetic_image, write_png
from tests.ui.conftest import workspace_of
from tests.ui.screenshots_of_many import class_folders
from tests.ui.studio import Save, Studio, classified, settle, wait_for
from xray_desktop.ui.window.main_window import MainWindow

HOSTILE_NAMES = (
    "two\nlines.png",
    "lungs 🫁 and a very happy 😀.png",
    "a" * 246 + ".png",
    "<b>bold &amp; %1 {name}.png",
    "흉부 방사선 사진.png",
    "‮gnp.right to left.png",
    "tab\there.png",
)
"""What a file may be called on some system; the third is as long as any can be."""


def hostile_images(studio: Studio) -> list[Path]:
    """An image by each of the names."""
    folder = studio.folder / "hostile"
    folder.mkdir(exist_ok=True)
    return [
        write_png(folder / name, synthetic_image(300, 340, seed=seed))
        for seed, name in enumerate(HOSTILE_NAMES)
    ]


def truncated(studio: Studio, save: Save) -> None:
    file = studio.folder / "truncated.jpg"
    whole = encoded(synthetic_image(1400, 1600), "JPEG", quality=90)
    file.write_bytes(whole[: len(whole) * 2 // 3])
    with studio.window() as window:
        classified(window, file)
        settle()
        save(window)


def hostile_names(studio: Studio, save: Save) -> None:
    images = hostile_images(studio)
    with studio.window() as window:
        window.open_paths(images)
        wait_for(window.predictionReady)
        window.worklist.step(2)
        wait_for(window.predictionReady)
        window.docks.information.raise_()
        settle(1500)
        save(window)


def notice(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        window.help.copy_diagnostics()
        settle()
        save(window)


def batch_dialog_problem(studio: Studio, save: Save) -> None:
    results = studio.folder / "results so far.csv"
    results.write_text("path,status\n")
    with studio.window() as window:
        wait_for(window.model_runner.modelReady)
        workspace = workspace_of(window)
        dialog = workspace.batch.ask()
        dialog.source.setText(str(class_folders(studio) / "missing"))
        dialog.output.setText(str(results))
        settle()
        save(dialog)
        dialog.reject()


def dropping(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(studio.image))])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, mime, left, none)
        QApplication.sendEvent(window, enter)
        settle()
        save(window)


def keyboard_focus(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        window.activateWindow()
        window.viewer.view.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        save(window)


def file_menu(studio: Studio, save: Save) -> None:
    _menu(studio, save, lambda window: window.menus.file)


def recent_menu(studio: Studio, save: Save) -> None:
    hostile = hostile_images(studio)
    _menu(studio, save, lambda window: window.menus.recent, hostile)


def image_menu(studio: Studio, save: Save) -> None:
    def context_menu(window: MainWindow) -> QMenu:
        menu = QMenu(window)
        window.menus.fill_context_menu(menu)
        return menu

    _menu(studio, save, context_menu)


def _menu(
    studio: Studio, save: Save, menu_of: Callable[[MainWindow], QMenu], recent: list[Path] | None = None
) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        window.settings.add_recent(*(recent or []))
        menu = menu_of(window)
        menu.popup(window.mapToGlobal(QPoint(20, 20)))
        settle()
        save(menu)
        menu.close()


def shortcut_taken(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        settle()  # the change of language arrives
        sheet = window.help.show_shortcuts()
        sheet.table.setCurrentIndex(sheet.table.model().index(list(window.actions_).index("fit"), 0))
        sheet.set_keys("fit", "H")
        settle()
        save(sheet)
