from collections.abc import Sequence
from os import PathLike

def send2trash(paths: str | PathLike[str] | Sequence[str | PathLike[str]]) -> None: ...
