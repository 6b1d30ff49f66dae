"""What mouse, trackpad and the image's own keys do: the buttons to choose, and all gestures to read."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.input_profiles import pointer_bindings
from xray_desktop.ui.settings import Settings

_BUTTONS = {
    "left": remembered.MOUSE_LEFT,
    "middle": remembered.MOUSE_MIDDLE,
    "right": remembered.MOUSE_RIGHT,
    "wheel": remembered.MOUSE_WHEEL,
}


class MousePage(QWidget):
    """A page of the sheet; a choice holds at once.

    Attributes:
        choices: the fields by button, "left", "middle", "right", "wheel".
        gestures: every gesture with what it does.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.choices = {name: QComboBox() for name in _BUTTONS}
        self._labels = {name: QLabel() for name in _BUTTONS}
        self.gestures = QTreeWidget(columnCount=2)
        self.gestures.setRootIsDecorated(False)
        self.gestures.setAlternatingRowColors(True)
        self.gestures.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        form = QFormLayout()
        for name, box in self.choices.items():
            self._labels[name].setBuddy(box)
            form.addRow(self._labels[name], box)
            box.activated.connect(lambda _, name=name: self._chosen(name))
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.gestures, 1)
        settings.changed.connect(self._setting_changed)
        self.retranslate()

    def filter(self, text: str) -> None:
        """Shows the gestures whose words contain a text."""
        for index in range(self.gestures.topLevelItemCount()):
            item = self.gestures.topLevelItem(index)
            if item is not None:
                item.setHidden(text.casefold() not in f"{item.text(0)} {item.text(1)}".casefold())

    def _chosen(self, name: str) -> None:
        self._settings.set(_BUTTONS[name], self.choices[name].currentData())

    def _setting_changed(self, key: str) -> None:
        if key.startswith(("mouse/", "keys/")):
            self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Shows all texts in the language in use, and the buttons as they are set."""
        titles = {
            "left": self.tr("&Left drag"),
            "middle": self.tr("&Middle drag"),
            "right": self.tr("&Right drag"),
            "wheel": self.tr("&Wheel"),
        }
        drags = {
            "window": self.tr("Window width (left, right) and centre (up, down)"),
            "pan": self.tr("Pan"),
            "zoom": self.tr("Zoom"),
            "region": self.tr("W/L from ROI"),
            "images": self.tr("Next and previous image"),
            "none": self.tr("Nothing"),
        }
        wheels = {**drags, "zoom": self.tr("Zoom at the pointer")}
        bindings = pointer_bindings(self._settings)
        for name, box in self.choices.items():
            self._labels[name].setText(titles[name])
            box.clear()
            for word in _BUTTONS[name].choices:
                box.addItem(wheels[word] if name == "wheel" else drags[word], word)
            box.setCurrentIndex(box.findData(getattr(bindings, name)))
        self.gestures.setHeaderLabels([self.tr("Gesture"), self.tr("Action")])
        self.gestures.setAccessibleName(self.tr("Gestures"))
        self.gestures.clear()
        arrows = self.tr("Previous and next image; left and right pan")
        whole = self.tr("Default display settings, fit to window")
        for gesture, effect in (
            (self.tr("Left drag"), drags[bindings.left]),
            (self.tr("Middle drag"), drags[bindings.middle]),
            (self.tr("Right drag"), drags[bindings.right]),
            (self.tr("Wheel"), wheels[bindings.wheel]),
            (self.tr("Ctrl + wheel"), wheels["zoom"]),
            (self.tr("Shift + drag"), self.tr("Window width and centre, ten times finer")),
            (self.tr("Ctrl + left drag"), drags["region"]),
            (self.tr("Space + left drag"), drags["pan"])
            if bindings.space == "pan"
            else (self.tr("Space"), whole),
            (self.tr("Drag on the overview"), drags["pan"]),
            (self.tr("Double-click"), self.tr("Fit to window")),
            (self.tr("Drag a line, label or handle"), self.tr("Change a measurement")),
            (self.tr("Delete"), self.tr("Delete the selected measurement")),
            (self.tr("Esc"), self.tr("End the tool, then deselect")),
            (self.tr("Right-click"), self.tr("Context menu")),
            (self.tr("Two fingers on a trackpad"), drags["pan"]),
            (self.tr("Pinch on a trackpad"), wheels["zoom"]),
            (self.tr("Arrow keys"), drags["pan"] if bindings.arrows == "pan" else arrows),
            (self.tr("Ctrl + arrow keys"), self.tr("Window width and centre; finer with Shift")),
        ):
            QTreeWidgetItem(self.gestures, [gesture, effect])
