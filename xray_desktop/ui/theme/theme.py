"""The colours of the window: light, dark, or as the system is."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from xray_desktop.resources import resource


@dataclass(frozen=True)
class Colours:
    """One theme's colours, as #rrggbb; every text colour has a contrast of 4.5 or more on window and base.

    Attributes:
        window: behind panels.
        base: behind lists and text fields.
        raised: buttons, headers, alternate rows.
        image: around a radiograph; dark in both themes, so that the eye adapts to the image.
        line: separators and frames.
        text: what is read.
        muted: what is read second.
        accent: selection, focus, links.
        on_accent: text on the accent.
        pneumonia: PNEUMONIA, always beside its word and sign.
        no_pneumonia: NORMAL; neutral, because it excludes no other disease.
        correct: a correct prediction, a passed check.
        uncertain: UNCERTAIN.
        not_assessed: no prediction.
        failed: errors.
    """

    window: str
    base: str
    raised: str
    image: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    pneumonia: str
    no_pneumonia: str
    correct: str
    uncertain: str
    rejection: str
    failed: str


LIGHT = Colours(
    window="#f3f4f6",
    base="#ffffff",
    raised="#e6e8ec",
    image="#101113",
    line="#c4c8cf",
    text="#1b1d21",
    muted="#555b65",
    accent="#0b5cad",
    on_accent="#ffffff",
    pneumonia="#a34100",
    no_pneumonia="#3d4654",
    correct="#0c6450",
    uncertain="#6b5600",
    rejection="#555b65",
    failed="#ad1f18",
)

DARK = Colours(
    window="#1d1f23",
    base="#16181b",
    raised="#2a2d33",
    image="#0b0c0d",
    line="#44484f",
    text="#e8eaed",
    muted="#a9aeb7",
    accent="#7db5f5",
    on_accent="#0d1420",
    pneumonia="#ffa368",
    no_pneumonia="#c9ced6",
    correct="#66cdb0",
    uncertain="#e2c95c",
    rejection="#a9aeb7",
    failed="#ff9087",
)


class Theme(QObject):
    """Puts a theme's colours on the whole application, and follows the system while "system" is chosen.

    Signals:
        changed: the colours are others now.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._name = "system"
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def name(self) -> str:
        """The chosen theme: "system", "light" or "dark"."""
        return self._name

    def apply(self, name: str) -> None:
        """Shows "light", "dark" or "system"."""
        self._name = name
        self._apply()

    def follow_text_size(self) -> None:
        """Brings the system's new text size to every widget; under a style sheet Qt stops at the windows."""
        self._application.setStyleSheet(self._application.styleSheet())

    def _follow(self) -> None:
        if self._name == "system":
            self._apply()

    def _apply(self) -> None:
        scheme = self._application.styleHints().colorScheme()
        dark = self._name == "dark" or (self._name == "system" and scheme == Qt.ColorScheme.Dark)
        wanted = DARK if dark else LIGHT
        self._application.setProperty(_PROPERTY, "dark" if dark else "light")
        self._application.setPalette(_palette(wanted))
        self._application.setStyleSheet(_style_sheet(wanted))
        self.changed.emit()


_PROPERTY = "xray_theme"


def colours() -> Colours:
    """The colours in use now."""
    application = QGuiApplication.instance()
    return DARK if application is not None and application.property(_PROPERTY) == "dark" else LIGHT


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.window,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.base,
        QPalette.ColorRole.AlternateBase: c.window,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.Button: c.raised,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.BrightText: c.failed,
        QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.on_accent,
        QPalette.ColorRole.Accent: c.accent,
        QPalette.ColorRole.Link: c.accent,
        QPalette.ColorRole.LinkVisited: c.accent,
        QPalette.ColorRole.ToolTipBase: c.raised,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.Light: c.raised,
        QPalette.ColorRole.Midlight: c.raised,
        QPalette.ColorRole.Mid: c.line,
        QPalette.ColorRole.Dark: c.line,
        QPalette.ColorRole.Shadow: c.image,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    faint = QColor(c.muted)
    faint.setAlphaF(0.55)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(c.line))
    palette.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight, QColor(c.accent))
    return palette


def _drawing(c: Colours, name: str) -> str:
    """Path of a drawing that a style sheet shows, in a theme's colours."""
    return resource(f"theme/{name}-{'dark' if c is DARK else 'light'}.svg").as_posix()


def _style_sheet(c: Colours) -> str:
    """What a palette cannot say. Sizes are in em-like steps of the font, so that they follow the system's."""
    return f"""
        QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
        QToolBar {{ border: none; spacing: 2px; padding: 3px; }}
        QToolBar QToolButton {{ border: none; border-radius: 5px; padding: 5px; }}
        QToolBar QToolButton:hover {{ background: {c.raised}; }}
        QToolBar QToolButton:checked {{ background: {c.line}; border: 1px solid {c.accent}; }}
        QToolBar QToolButton:focus {{ outline: none; border: 1px solid {c.accent}; }}
        QToolButton[role="switch"] {{
            background: {c.base}; border: 1px solid {c.line}; border-radius: 4px; padding: 3px 6px;
        }}
        QToolButton[role="switch"]:hover, QToolButton[role="switch"]:focus {{ border-color: {c.accent}; }}
        QToolButton[role="switch"]:checked {{
            background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
        }}
        QToolButton[role="switch"]:disabled {{ color: {c.muted}; background: transparent; }}
        QFrame[role="notice"] {{
            background: {c.raised}; border: 1px solid {c.line}; border-radius: 8px;
        }}
        QLabel[role="hint"] {{
            background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; border-radius: 8px;
            padding: 8px 14px;
        }}
        QDockWidget::title {{ text-align: left; padding: 6px 8px; }}
        QDockWidget {{
            titlebar-close-icon: url("{_drawing(c, "dock-close")}");
            titlebar-normal-icon: url("{_drawing(c, "dock-float")}");
        }}
        QDockWidget::close-button:hover, QDockWidget::float-button:hover {{
            background: {c.raised}; border-radius: 3px;
        }}
        QCheckBox::indicator {{
            width: 14px; height: 14px; border: 1px solid {c.muted}; border-radius: 3px; background: {c.base};
        }}
        QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {c.accent}; }}
        QCheckBox::indicator:checked {{
            background: {c.accent}; border-color: {c.accent}; image: url("{_drawing(c, "check")}");
        }}
        QCheckBox::indicator:disabled {{ border-color: {c.line}; }}
        QRadioButton::indicator {{
            width: 12px; height: 12px; border: 1px solid {c.muted}; border-radius: 7px; background: {c.base};
        }}
        QRadioButton::indicator:hover, QRadioButton::indicator:focus {{ border-color: {c.accent}; }}
        QRadioButton::indicator:checked {{
            width: 6px; height: 6px; border: 4px solid {c.accent}; background: {c.on_accent};
        }}
        QRadioButton::indicator:disabled {{ border-color: {c.line}; }}
        QLineEdit {{
            background: {c.base}; border: 1px solid {c.line}; border-radius: 3px; padding: 3px 4px;
        }}
        QLineEdit:focus {{ border-color: {c.accent}; }}
        QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; }}
        QAbstractSpinBox {{ border: 1px solid {c.line}; border-radius: 3px; padding: 1px 2px; }}
        QAbstractSpinBox:focus {{ border-color: {c.accent}; }}
        QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
            subcontrol-origin: border; width: 18px; border: none; background: transparent;
        }}
        QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
        QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
        QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {c.raised}; }}
        QAbstractSpinBox::up-arrow {{ image: url("{_drawing(c, "up")}"); width: 10px; height: 10px; }}
        QAbstractSpinBox::down-arrow {{ image: url("{_drawing(c, "down")}"); width: 10px; height: 10px; }}
        QTreeView::item {{ padding: 3px 2px; }}
        QHeaderView::section {{
            background: {c.window}; color: {c.muted}; border: none;
            border-bottom: 1px solid {c.line}; padding: 4px 6px;
        }}
        QMainWindow::separator {{ background: {c.line}; width: 1px; height: 1px; }}
        QLabel[role="muted"] {{ color: {c.muted}; }}
        QLabel[role="failed"] {{ color: {c.failed}; }}
        QLabel[role="heading"] {{ font-weight: 600; }}
        QLabel[role="failed heading"] {{ font-weight: 600; color: {c.failed}; }}
    """
