"""States of the image's display: filters, loupe and overview, turned images, the patient in the corner."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.images import synthetic_image, write_dicom
from tests.ui.studio import Save, Studio, classified, settle


def filters(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        for name in ("local_contrast", "sharpen", "gamma"):
            window.actions_[name].trigger()
        settle(600)
        save(window)


def loupe_and_overview(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        view = window.viewer.view
        view.zoom(2.5)
        QTest.mouseMove(view, QPoint(view.width() // 3, view.height() // 2))
        QTest.keyPress(view, Qt.Key.Key_Z)
        settle(600)
        save(window)
        QTest.keyRelease(view, Qt.Key.Key_Z)


def flipped_and_rotated(studio: Studio, save: Save) -> None:
    file = write_dicom(
        studio.folder / "oriented.dcm",
        synthetic_image(1500, 1800, bits=12),
        PatientName="Phantom^Synthetic",
        PatientID="4711",
        PatientOrientation=["L", "F"],
        PixelSpacing=[0.2, 0.2],
    )
    with studio.window() as window:
        classified(window, file)
        window.actions_["patient_data"].trigger()
        for name in ("flip_horizontally", "rotate_right", "invert"):
            window.actions_[name].trigger()
        settle()
        save(window)


def colour_map(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        for _ in range(3):
            window.actions_["colour_map"].trigger()
        settle()
        save(window)


def image_tools_menu(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        window.actions_["local_contrast"].trigger()
        window.menus.tools.popup(window.mapToGlobal(QPoint(320, 120)))
        settle()
        save(window.menus.tools)
        window.menus.tools.close()
