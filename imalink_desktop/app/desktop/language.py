"""Which language the window speaks: settled once, before its first text is asked for."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from imalink_desktop.base.words import speak
from imalink_resources import folder


def choose_language(app: QApplication, wanted: str) -> str:
    """Speak as it is set, or as the system does; Qt's own buttons too. Says which language it is."""
    languages = QLocale.system().uiLanguages() if wanted == "follow" else [wanted]
    language = speak(folder("locale"), languages)
    translator = QTranslator(app)
    shipped = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and translator.load(f"qtbase_{language}", shipped):
        app.installTranslator(translator)
    return language
