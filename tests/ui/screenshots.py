"""Makes an image of every state of the window, to be looked at after every change of how it looks.

    python -m tests.ui.screenshots FOLDER

makes all of them: `STATES` lists the states, and each is shown in both languages, in the light and the dark
theme, at 1280x720 and at 3840x2160. `--states start worklist --languages ko --themes dark --sizes 1280x720`
makes some, `--scale 2` those of a screen of double density (most screens of 3840x2160 are used so), and
`--image` and `--model` take a real image and the real model in place of the synthetic ones. Files are called
STATE_LANGUAGE_THEME_SIZE.png; dialogues have their own size. No screen is needed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from tests.images import synthetic_image, write_dicom, write_png, write_tiff
from tests.models import tiny_model
from tests.ui import screenshots_of_display as display
from tests.ui import screenshots_of_export as export
from tests.ui import screenshots_of_many as many
from tests.ui import screenshots_of_readers as readers
from tests.ui import screenshots_of_studies as studies
from tests.ui import screenshots_of_tools as tools
from tests.ui import screenshots_of_trouble as trouble
from tests.ui import screenshots_of_worklist as lists
from tests.ui.studio import SIZES, Save, Studio, classified, settle, wait_for
from xray_desktop.messages import message
from xray_desktop.self_test import Check
from xray_desktop.ui.application.crash_report import CrashReporter
from xray_desktop.ui.dialogs.self_test_dialog import SelfTestDialog


def start(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        settle()
        save(window)


def start_with_recent(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        for number in range(8):
            window.settings.add_recent(f"/studies/{number}/a rather long name of an image {number}.dcm")
        settle()
        save(window)


def tour(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        window.tour.start()
        assert window.tour.card is not None
        window.tour.card.next.click()
        settle()
        save(window)


def reading(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        window._opening(studio.image)
        settle()
        save(window)


def classification(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        window.model_runner.load = lambda: None  # type: ignore[method-assign]
        window.open_paths([studio.image])
        wait_for(window.radiographShown)
        settle()
        save(window)


def positive(studio: Studio, save: Save) -> None:
    with studio.window(answer=0.87) as window:
        classified(window, studio.image)
        settle()
        save(window)


def heat_map(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        window.actions_["heat_map"].trigger()
        settle()
        save(window)


def predicted_class(studio: Studio, save: Save) -> None:
    """Whatever the model given says of the image given; the README's image."""
    with studio.window() as window:
        classified(window, studio.image)
        settle()
        save(window)


def below_threshold(studio: Studio, save: Save) -> None:
    with studio.window(answer=0.07) as window:
        classified(window, studio.image)
        settle()
        save(window)


def uncertain(studio: Studio, save: Save) -> None:
    with studio.window(answer=0.49) as window:
        classified(window, studio.image)
        settle()
        save(window)


def age_differs(studio: Studio, save: Save) -> None:
    adult = write_dicom(studio.folder / "adult.dcm", synthetic_image(bits=12), PatientAge="045Y")
    with studio.window(model=tiny_model(studio.folder / "child.onnx", answer=0.87, child=0.97)) as window:
        classified(window, adult)
        settle()
        save(window)


def rejection(studio: Studio, save: Save) -> None:
    small = write_png(studio.folder / "stamp.png", synthetic_image(24, 30))
    with studio.window(answer=0.9) as window:
        classified(window, small)
        settle()
        save(window)


def meaning(studio: Studio, save: Save) -> None:
    with studio.window(answer=0.87) as window:
        classified(window, studio.image)
        window.prediction_panel._meaning_switch.click()
        settle()
        save(window)


def no_model(studio: Studio, save: Save) -> None:
    with studio.window(model=studio.folder / "missing.onnx") as window:
        window.open_paths([studio.image])
        wait_for(window.imageFailed)
        settle()
        save(window)


def unreadable(studio: Studio, save: Save) -> None:
    file = studio.folder / "letter.jpg"
    file.write_bytes(b"Dear colleague,\n" * 40)
    with studio.window() as window:
        window.open_paths([file])
        wait_for(window.imageFailed)
        settle()
        save(window)


def several_images(studio: Studio, save: Save) -> None:
    pages = [Image.fromarray(synthetic_image(900, 1100, seed=seed)) for seed in range(3)]
    file = write_tiff(studio.folder / "pages.tif", pages[0], save_all=True, append_images=pages[1:])
    with studio.window() as window:
        classified(window, file)
        settle()
        save(window)


def dicom_information(studio: Studio, save: Save) -> None:
    file = write_dicom(
        studio.folder / "image.dcm",
        synthetic_image(1500, 1800, bits=12),
        PatientName="Phantom^Synthetic",
        PixelSpacing=[0.2, 0.2],
        WindowCenter=[2000, 1500],
        WindowWidth=[3600, 2000],
        WindowCenterWidthExplanation=["NORMAL", "HARDER"],
        ViewPosition="AP",
    )
    with studio.window() as window:
        classified(window, file)
        window.docks.information.raise_()
        window.actions_["patient_data"].trigger()
        settle()
        save(window)


def histogram_with_references(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        window.actions_["references"].trigger()
        window.actions_["logarithmic"].trigger()
        settle()
        save(window)


def worklist(studio: Studio, save: Save) -> None:
    folder = studio.folder / "folder"
    folder.mkdir(exist_ok=True)
    for seed in range(8):
        write_png(folder / f"image {seed + 1}.png", synthetic_image(700, 800, seed=seed))
    with studio.window() as window:
        classified(window, folder)
        window.worklist.step(1)
        wait_for(window.predictionReady)
        settle(1500)
        save(window)


def shortcut_sheet(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        sheet = window.help.show_shortcuts()
        settle()
        save(sheet)


def mouse_sheet(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        sheet = window.help.show_shortcuts()
        sheet.tabs.setCurrentIndex(1)
        settle()
        save(sheet)


def reading_mode(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        window.actions_["full_screen"].trigger()
        settle()
        save(window)


def model_card(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        wait_for(window.model_runner.modelReady)
        card = window.help.show_model_card()
        settle()
        save(card)


def about(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        wait_for(window.model_runner.modelReady)
        dialog = window.help.show_about()
        settle()
        save(dialog)


def self_test(studio: Studio, save: Save) -> None:
    def checks() -> Iterator[Check]:
        yield Check(message("check_format", format="PNG"), True, message("check_pixels", bits=16, error=0))
        yield Check(message("check_decoder", format="JPEG 2000"), True, message("check_lossless"))
        yield Check(message("check_model"), False, message("model_missing", file="model.onnx"))

    with studio.window() as window:
        dialog = SelfTestDialog(window.workers.worker("self-test"), checks, window)
        dialog.show()
        settle()
        save(dialog)


def crash(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        reporter = CrashReporter(window, studio.folder / "crashes.log")
        try:
            raise RuntimeError
        except RuntimeError as error:
            reporter.take(type(error), error, error.__traceback__)
        settle()
        assert reporter.dialog is not None
        save(reporter.dialog)


STATES: dict[str, Callable[[Studio, Save], None]] = {
    each.__name__: each
    for each in (
        *(
            start,
            start_with_recent,
            tour,
            reading,
            classification,
            predicted_class,
            positive,
            heat_map,
            below_threshold,
            uncertain,
            age_differs,
            rejection,
            meaning,
        ),
        *(no_model, unreadable, several_images, dicom_information, histogram_with_references, worklist),
        *(display.filters, display.loupe_and_overview, display.flipped_and_rotated, display.colour_map),
        display.image_tools_menu,
        *(shortcut_sheet, mouse_sheet, reading_mode, model_card, about, self_test, crash),
        *(many.batch_dialog, many.batch_searching, many.batch_running, many.batch_paused, many.batch_done),
        *(many.batch_stopped, many.batch_failed, many.reader_marks, many.filtered, many.ten_thousand_images),
        *(many.compare, many.compare_heat_map),
        *(lists.grouped, lists.grouped_with_patient_data, lists.worklist_columns, lists.columns_menu),
        *(lists.long_names, lists.classifying_in_the_background, lists.false_negatives),
        *(lists.prior, lists.no_prior, lists.swipe, lists.fade, lists.frames_playing),
        *(many.explore, many.explore_before_classification, many.matrix, many.curves, many.images),
        *(many.nothing_to_evaluate, many.subgroups, many.comparison_of_ratings),
        *(trouble.truncated, trouble.hostile_names, trouble.notice, trouble.batch_dialog_problem),
        *(trouble.dropping, trouble.keyboard_focus, trouble.file_menu, trouble.recent_menu),
        *(trouble.image_menu, trouble.shortcut_taken),
        *(tools.measurements, tools.measurements_on_black_and_white, tools.tool_prompt),
        *(tools.text_on_the_image, tools.no_measurements),
        *(export.saved_report, export.export_dialog, export.exported, export.elements, export.elements_found),
        *(export.elements_damaged, export.batch_of_open_images, export.quitting_during_a_batch),
        *(many.report_dialog, many.report_page, many.settings),
        *readers.STATES,
        *(studies.case_review, studies.case_review_empty, studies.case_review_writing),
        *(studies.case_review_written, studies.contact_sheet, studies.drift, studies.drift_empty),
        *(studies.dataset_overview, studies.dataset_findings, studies.dataset_giveaways),
        *(studies.dataset_reading, studies.dataset_empty),
    )
}
"""Every state that has an image, by its name."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes an image of every state of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--image", type=Path, help="an image to show in place of the synthetic one")
    parser.add_argument("--model", type=Path, help="a model to ask in place of the small one")
    parser.add_argument("--states", nargs="*", choices=STATES, default=list(STATES))
    parser.add_argument("--themes", nargs="*", default=["dark", "light"])
    parser.add_argument("--languages", nargs="*", default=["en", "ko"])
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=list(SIZES))
    parser.add_argument("--scale", type=int, default=1, help="pixels of the screen for one of the window's")
    options = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        studio = Studio(Path(temporary), options.image, options.model)
        for language in options.languages:
            for theme in options.themes:
                for size in options.sizes:
                    studio.theme, studio.language = theme, language
                    studio.size = tuple(edge // options.scale for edge in SIZES[size])
                    for state in options.states:
                        file = options.folder / f"{state}_{language}_{theme}_{size}.png"
                        STATES[state](studio, lambda widget, file=file: _save(widget, file))  # type: ignore[misc]
                        print(file, flush=True)
    return 0


def _save(widget: QWidget, file: Path) -> None:
    QApplication.sendPostedEvents()
    if not widget.grab().save(str(file)):
        raise OSError(f"{file} cannot be written")


if __name__ == "__main__":
    sys.exit(main())
