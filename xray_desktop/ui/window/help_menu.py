"""The Help menu: keys, model card, self-test, diagnostic information, about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from xray_desktop import __version__
from xray_desktop.messages import message
from xray_desktop.resources import resource
from xray_desktop.ui.text.messages import shown
from xray_desktop.ui.text.predictions import (
    model_title,
    operating_point_figures,
    operating_point_purpose,
    operating_point_title,
)
from xray_desktop.ui.widgets.file_drops import FileDrops
from xray_desktop.ui.window.parts import WindowParts

if TYPE_CHECKING:
    from xray_desktop.ui.dialogs.self_test_dialog import SelfTestDialog
    from xray_desktop.ui.dialogs.shortcut_sheet import ShortcutSheet
    from xray_desktop.ui.widgets.text_dialog import TextDialog


D = TypeVar("D", bound=QDialog)


class Help(QObject):
    """What the Help menu's actions do; every dialog leaves the window usable beside it."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        window.prediction_panel.modelCardWanted.connect(self.show_model_card)

    def show_shortcuts(self) -> ShortcutSheet:
        """The sheet of keys and gestures."""
        # Imported on first use, to keep the start short.
        from xray_desktop.ui.dialogs.shortcut_sheet import ShortcutSheet

        return self._shown(ShortcutSheet(self._window.actions_, self._window.settings, self._window))

    def show_model_card(self) -> TextDialog:
        """The model card; what the model says of itself when the card is not there."""
        return self._text(self._model_card)

    def _model_card(self) -> tuple[str, str]:
        for name in (f"model_card.{self._window.translation.language}.md", "model_card.md"):
            try:
                return self.tr("Model card"), resource(name).read_text(encoding="utf-8")
            except OSError:
                continue
        return self.tr("Model card"), self._card_of_metadata()

    def show_self_test(self) -> SelfTestDialog:
        """Runs the self-test."""
        from xray_desktop.ui.dialogs.self_test_dialog import SelfTestDialog

        return self._shown(SelfTestDialog(self._window.workers.worker("self-test"), parent=self._window))

    def copy_diagnostics(self) -> None:
        """Puts the diagnostic information on the clipboard."""
        from xray_desktop.ui.dialogs.diagnostics import diagnostic_information

        image = self._window.image
        radiograph = image.radiograph if image else None
        QGuiApplication.clipboard().setText(diagnostic_information(self._window.model_runner, radiograph))
        self._window.viewer.show_notice(message("diagnostics_copied"))

    def show_about(self) -> TextDialog:
        """What this program is, and is not."""
        return self._text(self._about)

    def _about(self) -> tuple[str, str]:
        classifier = self._window.model_runner.classifier
        parts = [
            "# X-ray Desktop " + __version__,
            self.tr(
                "Displays chest radiographs and estimates the probability of pneumonia with a neural network."
            ),
            "**"
            + self.tr("For research and education only. Not a medical device, not for clinical use.")
            + "**",
            self.tr(
                "The network was trained on radiographs of children aged one to five years and of adults."
            )
            if classifier is None or not classifier.metadata.training.get("description")
            else str(classifier.metadata.training["description"]),
            self.tr("Model: {model}").format(model=model_title(classifier.model) if classifier else "–"),
            self.tr("All data stay on this computer: the program makes no network connections."),
            self.tr("MIT licence. The licences of the included components follow."),
        ]
        text = "\n\n".join(parts) + "\n\n" + _licences()
        return self.tr("About X-ray Desktop"), text

    def _text(self, contents: Callable[[], tuple[str, str]]) -> TextDialog:
        from xray_desktop.ui.widgets.text_dialog import TextDialog

        return self._shown(TextDialog(contents, self._window))

    def _shown(self, dialog: D) -> D:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        FileDrops(dialog).dropped.connect(self._window.pathsWanted)
        dialog.show()
        return dialog

    def _card_of_metadata(self) -> str:
        metadata = self._window.model_runner.metadata
        if metadata is None:
            failure = self._window.model_runner.failure
            return shown(failure) if failure else self.tr("Loading the model…")
        parts = [f"# {metadata.name} {metadata.version}"]
        for point in metadata.operating_points:
            parts.append(f"## {operating_point_title(point.name)} ({point.threshold:.2f})")
            parts.append(f"{operating_point_purpose(point)} {operating_point_figures(point)}".strip())
        return "\n\n".join(parts)


def _licences() -> str:
    for name in ("THIRD_PARTY_LICENSES.md", "THIRD_PARTY_LICENSES.txt"):
        try:
            text = resource(name).read_text(encoding="utf-8")
        except OSError:
            continue
        return text if name.endswith(".md") else "```\n" + text + "\n```"
    return (
        "- PySide6 (LGPL 3), ONNX Runtime (MIT), pydicom (MIT), Pillow (MIT-CMU), imagecodecs (BSD), "
        "NumPy (BSD)"
    )
