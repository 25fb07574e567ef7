"""The look of the window: colours by what they are for, one scale of type and of space, icons, the style.

`style.apply` dresses the application and may be called again with another theme. Whoever paints by
hand asks `look.current()` for the palette, and asks again on `QEvent.Type.PaletteChange`.
"""
