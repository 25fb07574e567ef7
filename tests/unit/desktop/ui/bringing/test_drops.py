"""What is dropped on the window, however strange its address is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.ui.bringing.drops import dropped, local_path, may_hold_photos
from imalink_desktop.ui.bringing.veil import Veil
from tests.unit.desktop.ui.bringing.bench import Bench, away

posix = pytest.mark.skipif(sys.platform == "win32", reason="names are bytes there")


@posix
@pytest.mark.parametrize("address", [b"file:///", b"file:/", b"file://localhost//"])
def test_a_whole_computer_is_not_said_to_lie_elsewhere(address: bytes) -> None:
    found = dropped(listed(address, b"file:///home/ada"))
    assert found.paths == (Path("/home/ada"),)
    assert found.trouble is not None
    assert "whole computer" in found.trouble.sentence


def listed(*lines: bytes) -> QMimeData:
    mime = QMimeData()
    mime.setData("text/uri-list", b"\r\n".join(lines))
    return mime


@posix
@pytest.mark.parametrize(
    ("address", "name"),
    [
        (b"file:///home/ada/a.jpg", b"/home/ada/a.jpg"),
        (b"file:/home/ada/a.jpg", b"/home/ada/a.jpg"),
        (b"FILE://localhost/home/ada/a.jpg", b"/home/ada/a.jpg"),
        (b"file:///home/ada/%C3%9Cber%20all.jpg", "/home/ada/Über all.jpg".encode()),
        ("file:///home/ada/Über all.jpg".encode(), "/home/ada/Über all.jpg".encode()),
        (b"file:///home/ada/a%FFb.jpg", b"/home/ada/a\xffb.jpg"),
        (b"file:///home/ada/50%.jpg", b"/home/ada/50%.jpg"),
        (b"file:///home/ada/a#b?c.jpg", b"/home/ada/a#b?c.jpg"),
        (b"file:///home/ada/a%0Ab.jpg", b"/home/ada/a\nb.jpg"),
    ],
)
def test_any_name_comes_through(address: bytes, name: bytes) -> None:
    assert local_path(address) == Path(os.fsdecode(name))


@pytest.mark.parametrize(
    "address",
    [
        *(b"https://example.org/a.jpg", b"smb://nas/photos/a.jpg", b"file://nas.example.org/a.jpg"),
        *(
            b"mtp://phone/DCIM",
            b"hello",
            b"",
            b"file://",
            b"file:///",
            b"file:///a%00b.jpg",
            b"data:image/png,x",
        ),
    ],
)
def test_what_lies_elsewhere_is_no_file_of_ours(address: bytes) -> None:
    assert local_path(address) is None


@posix
@given(st.binary(min_size=1, max_size=40).filter(lambda name: not {0, 47} & set(name) and name.strip(b"/")))
def test_qt_and_we_agree_on_every_name_that_is_text(name: bytes) -> None:
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        return
    address = bytes(QUrl.fromLocalFile(f"/home/ada/{text}").toEncoded().data())
    if QUrl(QUrl.fromLocalFile(f"/home/ada/{text}")).toLocalFile() == f"/home/ada/{text}":
        assert local_path(address) == Path(f"/home/ada/{text}")


def test_remarks_and_repetitions_are_passed_over() -> None:
    found = dropped(
        listed(b"# from a file manager", b"file:///home/ada/a.jpg", b"file:///home/ada/a.jpg", b"")
    )
    assert (found.paths, found.trouble) == ((Path("/home/ada/a.jpg"),), None)


def test_of_a_mixed_drop_the_files_are_taken_and_the_rest_is_told() -> None:
    found = dropped(listed(b"file:///home/ada/a.jpg", b"https://example.org/b.jpg"))
    assert found.paths == (Path("/home/ada/a.jpg"),)
    assert found.trouble is not None
    assert "1 thing that was dropped lies on no drive" in found.trouble.sentence


def test_text_is_refused() -> None:
    mime = QMimeData()
    mime.setText("file:///home/ada/a.jpg")
    assert not may_hold_photos(mime)
    assert dropped(mime).paths == ()


def drag(widget: QWidget, mime: QMimeData, kind: QEvent.Type) -> bool:
    """What the window system sends; whether it was taken."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = copy | Qt.DropAction.MoveAction
    event: QDropEvent
    if kind is QEvent.Type.DragEnter:
        event = QDragEnterEvent(QPoint(9, 9), actions, mime, left, none)
    else:
        event = QDropEvent(QPointF(9, 9), actions, mime, left, none)
    event.ignore()
    QApplication.sendEvent(widget, event)
    assert not event.isAccepted() or event.dropAction() is copy
    return event.isAccepted()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_the_veil_covers_the_window_while_something_is_dragged(bench: Bench, window: QWidget) -> None:
    veil = Veil(bench.library, window)
    taken: list[tuple[Path, ...]] = []
    veil.taken.connect(taken.append)
    assert drag(window, listed(b"file:///home/ada/a.jpg"), QEvent.Type.DragEnter)
    assert veil.isVisible()
    assert veil.geometry() == window.rect()
    window.resize(500, 200)
    assert drag(veil, listed(b"file:///home/ada/a.jpg"), QEvent.Type.DragEnter)
    assert veil.geometry() == window.rect()
    assert drag(veil, listed(b"file:///home/ada/a.jpg"), QEvent.Type.Drop)
    assert not veil.isVisible()
    assert taken == [(Path("/home/ada/a.jpg"),)]
    away(veil)


def test_the_veil_goes_when_the_drag_leaves(bench: Bench, window: QWidget) -> None:
    veil = Veil(bench.library, window)
    assert drag(window, listed(b"file:///home/ada/a.jpg"), QEvent.Type.DragEnter)
    assert drag(veil, listed(b"file:///home/ada/a.jpg"), QEvent.Type.DragEnter)
    QApplication.processEvents()
    assert veil.isVisible()
    QApplication.sendEvent(veil, QDragLeaveEvent())
    assert not veil.isVisible()
    away(veil)


def test_the_veil_goes_when_the_drag_leaves_before_it_came_to_the_veil(bench: Bench, window: QWidget) -> None:
    veil = Veil(bench.library, window)
    assert drag(window, listed(b"file:///home/ada/a.jpg"), QEvent.Type.DragEnter)
    QApplication.sendEvent(window, QDragLeaveEvent())
    bench.wait(lambda: not veil.isVisible())
    away(veil)


def test_words_from_elsewhere_do_not_raise_the_veil(bench: Bench, window: QWidget) -> None:
    veil = Veil(bench.library, window)
    mime = QMimeData()
    mime.setText("hello")
    assert not drag(window, mime, QEvent.Type.DragEnter)
    assert not veil.isVisible()
    away(veil)


def test_what_comes_from_the_web_is_answered_by_a_sentence(bench: Bench, window: QWidget) -> None:
    veil = Veil(bench.library, window)
    taken: list[tuple[Path, ...]] = []
    veil.taken.connect(taken.append)
    drag(window, listed(b"https://example.org/a.jpg"), QEvent.Type.DragEnter)
    drag(veil, listed(b"https://example.org/a.jpg"), QEvent.Type.DragEnter)
    drag(veil, listed(b"https://example.org/a.jpg"), QEvent.Type.Drop)
    assert taken == []
    assert "no drive of this computer" in str(bench.troubles[0])
    away(veil)
