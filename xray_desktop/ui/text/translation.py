"""The languages of the window: which there are, and switching between them while it is open."""

import re
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from xray_desktop.resources import resource
from xray_desktop.ui.text import messages

SOURCE_LANGUAGE = "en"
_CATALOGUE = "xray-desktop_"
_NAME = "xray-desktop translation"


def languages() -> dict[str, str]:
    """The languages there are, code to own name, the source language first.

    Another language is one more file, resources/translations/xray-desktop_CODE.qm.
    """
    found = {SOURCE_LANGUAGE: "English"}
    for file in sorted(resource("translations").glob(f"{_CATALOGUE}*.qm")):
        code = file.stem.removeprefix(_CATALOGUE)
        if code != SOURCE_LANGUAGE and re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", code):
            name = QLocale(code).nativeLanguageName()
            found[code] = name[:1].upper() + name[1:] if name else code
    return found


def language_of_the_system(wanted: list[str] | None = None) -> str:
    """The first language of the system's list that there is; the source language when there is none.

    Args:
        wanted: codes as `QLocale.uiLanguages` gives them ("ko-KR", "en"), by default this system's.
    """
    known = languages()
    for code in QLocale.system().uiLanguages() if wanted is None else wanted:
        plain = code.replace("-", "_")
        for candidate in (plain, plain.split("_")[0]):
            if candidate in known:
                return candidate
    return SOURCE_LANGUAGE


class Translation(QObject):
    """Puts the application into a language; every open window gets a LanguageChange event from Qt.

    Signals:
        changed: the language is another now; carries its code.
    """

    changed = Signal(str)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._language = SOURCE_LANGUAGE

    @property
    def language(self) -> str:
        """Code of the language in use."""
        return self._language

    def use(self, language: str) -> None:
        """Switches to a language by its code; an empty code follows the system, an unknown one is English."""
        code = language or language_of_the_system()
        if code not in languages():
            code = SOURCE_LANGUAGE
        # Those of an earlier window too: they belong to the application.
        for old in self._application.findChildren(QTranslator, _NAME):
            self._application.removeTranslator(old)
            old.deleteLater()
        # Dates and numbers that a person reads follow the language; files never do.
        QLocale.setDefault(QLocale(code))
        # Qt's own words first (dialog buttons, context menus): what is installed last is asked first.
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        files = [Path(qt, f"qtbase_{code}.qm"), resource(f"translations/{_CATALOGUE}{code}.qm")]
        for file in files:
            self._install(file)
        messages.use_language(code)
        self._language = code
        self.changed.emit(code)

    def _install(self, file: Path) -> None:
        translator = QTranslator(self._application)
        translator.setObjectName(_NAME)
        if not (file.is_file() and translator.load(str(file))):
            translator.deleteLater()
            return
        self._application.installTranslator(translator)
