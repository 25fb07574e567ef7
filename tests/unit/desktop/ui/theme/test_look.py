"""Which theme is worn, how it changes while we look, and what the style is made of."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from imalink_desktop.settings.schema import General
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.look import Theme, chosen, current
from imalink_desktop.ui.theme.palette import DARK, LIGHT, Palette
from imalink_desktop.ui.theme.style import apply, qt_palette, sheet
from imalink_desktop.ui.theme.type import Role, font
from imalink_resources import text

# Windows without a screen have no frame, and Qt says so of each.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SCHEME = Qt.ColorScheme


@pytest.mark.parametrize(
    ("theme", "scheme", "palette"),
    [
        ("dark", SCHEME.Light, DARK),
        ("light", SCHEME.Dark, LIGHT),
        ("follow", SCHEME.Light, LIGHT),
        ("follow", SCHEME.Dark, DARK),
        ("follow", SCHEME.Unknown, DARK),
    ],
)
def test_the_setting_decides_and_the_system_is_followed(
    theme: Theme, scheme: Qt.ColorScheme, palette: Palette
) -> None:
    assert chosen(theme, scheme) is palette


def test_every_theme_of_the_settings_can_be_worn(app: QApplication) -> None:
    rule = next(each for each in fields(General) if each.name == "theme").metadata["rule"]
    for theme in rule.words:
        apply(app, theme)
        assert app.palette().color(QPalette.ColorRole.Window).name() == current().panel


def test_following_goes_with_the_system_while_we_look(app: QApplication) -> None:
    apply(app, "follow")
    app.styleHints().colorSchemeChanged.emit(SCHEME.Light)
    assert current() is LIGHT
    app.styleHints().colorSchemeChanged.emit(SCHEME.Dark)
    assert current() is DARK


def test_a_theme_that_was_chosen_stays_whatever_the_system_does(app: QApplication) -> None:
    apply(app, "light")
    app.styleHints().colorSchemeChanged.emit(SCHEME.Dark)
    assert current() is LIGHT


@pytest.mark.usefixtures("app")
def test_an_application_that_was_never_dressed_paints_dark() -> None:
    assert current() is DARK


def test_whoever_paints_by_hand_hears_of_a_change(app: QApplication, qtbot: QtBot) -> None:
    class Ear(QWidget):
        heard: list[Palette]

        def changeEvent(self, event: QEvent) -> None:  # noqa: N802
            if event.type() is QEvent.Type.PaletteChange:
                self.heard.append(current())

    apply(app, "dark")
    ear = Ear()
    ear.heard = []
    qtbot.addWidget(ear)
    ear.show()
    apply(app, "light")
    assert ear.heard
    assert set(ear.heard) == {LIGHT}


def test_dressing_twice_alike_does_nothing(app: QApplication, qtbot: QtBot) -> None:
    told: list[QEvent.Type] = []

    class Ear(QWidget):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802
            told.append(event.type())

    apply(app, "dark")
    ear = Ear()
    qtbot.addWidget(ear)
    ear.show()
    told.clear()
    apply(app, "dark")
    assert told == []


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_the_sheet_uses_colours_of_the_palette_only(palette: Palette) -> None:
    filled = sheet(palette)
    assert "$" not in filled
    used = set(re.findall("#[0-9a-fA-F]+", filled))
    assert used <= {palette.colour(each.name) for each in fields(palette) if each.name != "is_dark"}
    assert not re.search("#[0-9a-f]{3}", text("window.qss"))


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_what_is_disabled_looks_so_in_qt_as_well(palette: Palette) -> None:
    made = qt_palette(palette)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        assert made.color(QPalette.ColorGroup.Disabled, role).name() == palette.text_off
        assert made.color(QPalette.ColorGroup.Active, role).name() == palette.text


@pytest.mark.usefixtures("app")
def test_the_scale_of_type_has_five_sizes_in_order() -> None:
    sizes = [font(role).pointSizeF() for role in Role]
    assert sizes == sorted(sizes)
    assert 3 <= len(set(sizes)) <= 5
    assert min(sizes) >= 8


@pytest.mark.usefixtures("app")
def test_counts_have_figures_of_one_width() -> None:
    assert len(font(counts=True).featureTags()) == 1
    assert font().featureTags() == []


def test_spaces_are_made_of_one_step() -> None:
    small = {"HAIRLINE", "FOCUS_RING"}
    sizes = {name: size for name, size in vars(space).items() if name.isupper() and name not in small}
    assert {name for name, size in sizes.items() if size % space.STEP} == set()
