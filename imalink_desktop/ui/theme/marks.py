"""The small marks of Qt's own widgets, drawn with our icons: ticks, arrows, branches, the ring of focus.

A style sheet can only take such marks from files, each in one colour; so they are drawn here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QWidget

from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.palette import Palette
from imalink_desktop.ui.theme.space import CONTROL, FOCUS_RING, MARK, RADIUS, ROW, SNUG

_Element = QStyle.PrimitiveElement
_State = QStyle.StateFlag

_ICONS: Final[Mapping[QStyle.PrimitiveElement, str]] = MappingProxyType(
    {
        _Element.PE_IndicatorArrowDown: "chevron-down",
        _Element.PE_IndicatorArrowUp: "chevron-up",
        _Element.PE_IndicatorArrowLeft: "chevron-left",
        _Element.PE_IndicatorArrowRight: "chevron-right",
        _Element.PE_IndicatorTabClose: "close",
    }
)
_Part = QStyle.SubControl
_ARROWS: Final[Mapping[QStyle.ComplexControl, Mapping[QStyle.SubControl, str]]] = MappingProxyType(
    {
        QStyle.ComplexControl.CC_ComboBox: {_Part.SC_ComboBoxArrow: "chevron-down"},
        QStyle.ComplexControl.CC_SpinBox: {
            _Part.SC_SpinBoxUp: "chevron-up",
            _Part.SC_SpinBoxDown: "chevron-down",
        },
    }
)
_WORDS: Final[Mapping[QStyle.ComplexControl, QStyle.SubControl]] = MappingProxyType(
    {
        QStyle.ComplexControl.CC_ComboBox: _Part.SC_ComboBoxEditField,
        QStyle.ComplexControl.CC_SpinBox: _Part.SC_SpinBoxEditField,
    }
)
_HEIGHTS: Final[Mapping[QStyle.ContentsType, int]] = MappingProxyType(
    {
        QStyle.ContentsType.CT_ItemViewItem: ROW,
        QStyle.ContentsType.CT_ComboBox: CONTROL,
        QStyle.ContentsType.CT_SpinBox: CONTROL,
    }
)
_BOXES = (_Element.PE_IndicatorCheckBox, _Element.PE_IndicatorItemViewItemCheck)


class Marks(QProxyStyle):
    """Fusion, but for the marks."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(  # noqa: N802
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a mark of ours, or leave it to Fusion."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if (name := _ICONS.get(element)) is not None:
            _draw_icon(painter, name, rect, state)
        elif element in _BOXES:
            _draw_box(painter, rect, state)
        elif element is _Element.PE_IndicatorRadioButton:
            _draw_radio(painter, rect, state)
        elif element is _Element.PE_IndicatorMenuCheckMark:
            if state & _State.State_On:
                _draw_icon(painter, "check", rect, state, "accent")
        elif element is _Element.PE_IndicatorBranch:
            if state & _State.State_Children:
                name = "chevron-down" if state & _State.State_Open else "chevron-right"
                _draw_icon(painter, name, rect, state)
        elif element is _Element.PE_FrameFocusRect:
            _draw_ring(painter, rect)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(  # noqa: N802
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the box and the arrows of a choice or a number, or leave it to Fusion."""
        if control not in _ARROWS or widget is None:
            super().drawComplexControl(control, option, painter, widget)
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_typed_in = not isinstance(widget, QComboBox) or widget.isEditable()
        _draw_frame(painter, rect, state, is_typed_in=is_typed_in)
        for part, name in _ARROWS[control].items():
            where = self.subControlRect(control, option, part, widget)
            _draw_icon(painter, name, where, state)

    def sizeFromContents(  # noqa: N802
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Give rows their height: here, because lists measure before a style sheet counts for them.

        And what is drawn here gets the height of a button.
        """
        made = self.baseStyle().sizeFromContents(kind, option, size, widget)
        return made.expandedTo(QSize(0, _HEIGHTS.get(kind, 0)))

    def subControlRect(  # noqa: N802
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Leave before the words of a choice or a number what a field leaves before its own."""
        rect = self.baseStyle().subControlRect(control, option, part, widget)
        if part == _WORDS.get(control):
            rect.setLeft(SNUG)
        return rect


def _draw_frame(painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, is_typed_in: bool) -> None:
    """The box of a field, or of a button when nothing can be typed into it."""
    palette = current()
    ground, edge = (palette.field if is_typed_in else palette.button), palette.edge
    if not state & _State.State_Enabled:
        ground = palette.panel
    elif state & (_State.State_Sunken | _State.State_On) and not is_typed_in:
        ground = palette.button_pressed
    elif state & _State.State_MouseOver:
        ground, edge = (ground, palette.outline) if is_typed_in else (palette.button_hover, edge)
    if state & _State.State_HasFocus:
        edge = palette.focus
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(edge))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS - 0.5, RADIUS - 0.5)
    painter.restore()


def _draw_icon(
    painter: QPainter, name: str, rect: QRect, state: QStyle.StateFlag, tint: str = "text_quiet"
) -> None:
    side = min(MARK, rect.width(), rect.height())
    place = QStyle.alignedRect(
        Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignCenter, QSize(side, side), rect
    )
    tint = tint if state & _State.State_Enabled else "text_off"
    paint(painter, place, name, current().colour(tint))


def _square(rect: QRect) -> QRectF:
    """The largest square in the middle, with its edge on whole dots."""
    side = min(rect.width(), rect.height())
    left, top = rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2
    return QRectF(left, top, side, side).adjusted(0.5, 0.5, -0.5, -0.5)


def _ground_and_edge(palette: Palette, state: QStyle.StateFlag) -> tuple[str, str]:
    """What a box is filled with, and the line around it."""
    is_set = bool(state & (_State.State_On | _State.State_NoChange))
    if not state & _State.State_Enabled:
        return (palette.text_off if is_set else palette.panel), palette.text_off
    if is_set:
        fill = palette.accent_hover if state & _State.State_MouseOver else palette.accent_fill
        return fill, fill
    return palette.field, palette.text if state & _State.State_MouseOver else palette.outline


def _draw_box(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    palette = current()
    box = _square(rect)
    ground, edge = _ground_and_edge(palette, state)
    sign = palette.accent_text if state & _State.State_Enabled else palette.panel
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(edge))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 3, 3)
    pen = QPen(QColor(sign), 1.75)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    at, side = box.topLeft(), box.width()
    if state & _State.State_NoChange:
        painter.drawLine(at + QPointF(0.26, 0.5) * side, at + QPointF(0.74, 0.5) * side)
    elif state & _State.State_On:
        tick = [at + QPointF(x, y) * side for x, y in ((0.22, 0.53), (0.42, 0.72), (0.78, 0.3))]
        painter.drawPolyline(tick)
    painter.restore()


def _draw_radio(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    palette = current()
    circle = _square(rect)
    ground, edge = _ground_and_edge(palette, state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(edge))
    painter.setBrush(QColor(ground))
    painter.drawEllipse(circle)
    if state & _State.State_On:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent_text if state & _State.State_Enabled else palette.panel))
        painter.drawEllipse(circle.center(), circle.width() * 0.2, circle.width() * 0.2)
    painter.restore()


def _draw_ring(painter: QPainter, rect: QRect) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(current().focus), FOCUS_RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = FOCUS_RING / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), RADIUS, RADIUS)
    painter.restore()
