"""What Windows shows of a program under Properties, Details."""

from __future__ import annotations

from house.packing.places import MADE, version

_TOLD = {
    "CompanyName": "The ImaLink authors",
    "FileDescription": "ImaLink",
    "InternalName": "imalink",
    "LegalCopyright": "The ImaLink authors, MIT licence",
    "OriginalFilename": "imalink.exe",
    "ProductName": "ImaLink",
}
_ENGLISH, _UNICODE = 0x0409, 0x04B0


def write() -> None:
    """Write it as PyInstaller reads it."""
    (MADE / "version.txt").write_text(text(version()), encoding="utf-8")


def text(number: str) -> str:
    """The resource for a version such as `0.1.0`."""
    four = (*map(int, number.split(".")), 0)
    told = {**_TOLD, "FileVersion": number, "ProductVersion": number}
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in told.items())
    table = f"StringTable('{_ENGLISH:04x}{_UNICODE:04x}', [{strings}])"
    spoken = f"VarStruct('Translation', [{_ENGLISH}, {_UNICODE}])"
    return (
        f"VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0, OS=0x40004,\n"
        f"    fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([{table}]), VarFileInfo([{spoken}])],\n"
        f")\n"
    )
