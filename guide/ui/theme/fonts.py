"""Which of the reader's own fonts are used: a serif for reading, a sans for the interface, CJK last.

Only families that are installed are named: asking Qt for a missing one makes it search aliases,
slowly and with a warning.
"""

from functools import lru_cache

from PySide6.QtGui import QFontDatabase

_SANS = (
    "Inter",
    "Noto Sans",
    "Source Sans 3",
    "Segoe UI Variable Text",
    "Segoe UI",
    "SF Pro Text",
    "Helvetica Neue",
    "Cantarell",
    "Ubuntu",
    "DejaVu Sans",
)
_SERIF = (
    "Source Serif 4",
    "Source Serif Pro",
    "Noto Serif",
    "Charter",
    "Georgia",
    "Cambria",
    "DejaVu Serif",
    "Liberation Serif",
    "Times New Roman",
)
_CJK_SANS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
_CJK_SERIF = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
    "AR PL UMing CN",
    *_CJK_SANS,
)


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


def _installed(latin: tuple[str, ...], cjk: tuple[str, ...]) -> tuple[str, ...]:
    there = _families()
    first = [name for name in latin if name in there][:1]
    last = [name for name in cjk if name in there][:1]
    return tuple(first + last)


@lru_cache(maxsize=1)
def sans() -> tuple[str, ...]:
    """Families for the interface, best first; empty where only the system's default is known."""
    return _installed(_SANS, _CJK_SANS)


@lru_cache(maxsize=1)
def serif() -> tuple[str, ...]:
    """Families for reading, best first; falls back to those of the interface."""
    return _installed(_SERIF, _CJK_SERIF) or sans()
