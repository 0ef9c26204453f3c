"""Saves the article in front as a PDF file, where the reader says."""

from PySide6.QtWidgets import QWidget


def ask(window: QWidget) -> None: ...
