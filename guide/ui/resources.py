"""Drawings and style files that come with the program, read once each."""

from functools import cache

from guide import paths


@cache
def text(folder: str, name: str) -> str:
    """The text of one resource file, such as ``("themes", "window.qss")``."""
    return (paths.resources() / folder / name).read_text(encoding="utf-8")
