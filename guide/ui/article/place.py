"""Where in an article a reader is, in a way that survives another width, text size or theme."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """``scroll``: the first visible character. ``offset``: how many pixels of its line are scrolled away."""

    scroll: int = 0
    offset: int = 0
