"""The words in which the atlas speaks of its tables, from ``words.toml`` and ``notes.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from guide import paths
from guide.atlas.anchors import VERTEBRAE
from guide.atlas.cun import Along, Scaled
from guide.errors import ContentError
from guide.i18n import _

_NUMBERED = re.compile(r"(?P<word>[A-Za-z]+)(?P<number>[0-9])(?P<rest>\.[a-z]+)?")
_DIGITS = ("hand", "foot")
"""The scales whose anchors carry the number of a finger or toe."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of words, each asked through the method that fills it in."""

    _tables: Mapping[str, Any]
    _doubts: Mapping[str, tuple[str, ...]]
    _also: Mapping[str, tuple[str, ...]]

    def say(self, sentence: str, **values: object) -> str:
        """One of the sentences, filled in."""
        return _filled(self._tables["sentences"][sentence], values)

    def own(self, place: Scaled) -> str:
        """The sentence of a place whose number is no cun of a ruler; empty for all others."""
        found = self._tables["sentences"]["own"].get(f"{place.scale}:{place.anchor}", "")
        return _filled(found, {"cun": count(place.offset)})

    def way(self, place: Scaled) -> str:
        """Where the offset of a place leads: ``up``."""
        ways = self._tables["sentences"]["ways"]
        up, down = ways.get(f"{place.scale}:{place.anchor}", ways[""])
        return str(up if place.offset > 0 else down)

    def anchor(self, place: Scaled, surface: str = "") -> tuple[str, str]:
        """The words of an anchor, and a sentence by which to know it or nothing."""
        if place.scale == "vertebra":
            return self._spine(place)
        found = self._anchor(place.scale, place.anchor, surface)
        name, helping = (found, "") if isinstance(found, str) else found
        return (self._counted(place, name), helping)

    def bone(self, name: str) -> str:
        """A vertebra: ``T3, the third thoracic vertebra``."""
        spine = self._tables["spine"]
        nth = self.ordinal(int(name[1:]))
        return _filled(spine["bone"], {"bone": name, "nth": nth, "part": spine[name[0]]})

    def border(self, part: str) -> str:
        """A part of a vertebra: ``lower border``."""
        return str(self._tables["spine"][part])

    def seen(self) -> Mapping[str, str]:
        """The vertebrae that can be found at once, and how."""
        found: Mapping[str, str] = self._tables["spine"]["seen"]
        return found

    def across(self, place: Along) -> str:
        """What follows “There, …” for a place across."""
        words = str(self._tables["across"][place.word])
        if not place.farther:
            return words
        own = self._tables["across-farther"].get(place.word)
        if own is None:
            return self.say("farther", cun=count(place.farther), across=words)
        return _filled(own, {"cun": count(place.farther)})

    def line_end(self, name: str) -> str:
        """An end of a line that is no point."""
        return str(self._tables["line-ends"][name])

    def landmark(self, name: str) -> str:
        """An end of a cun scale."""
        return str(self._tables["landmarks"][name])

    def share(self, share: Fraction) -> str:
        """A part of a way: ``a third of the way``."""
        shares = self._tables["counting"]["shares"]
        found = shares.get(str(share))
        return str(found) if found else _filled(shares[""], {"share": share})

    def curve(self, across: str) -> str:
        """Along what a curve leads, by the word for its place across."""
        curves = self._tables["counting"]["curves"]
        return str(curves.get(across) or curves[""])

    def number(self, number: int) -> str:
        """A small number as a word."""
        return _listed(self._tables["counting"]["numbers"], number)

    def ordinal(self, number: int) -> str:
        """``third``."""
        return _listed(self._tables["counting"]["ordinals"], number)

    def bumps(self, number: int) -> str:
        """So many bumps of the spine: ``two bumps of the spine``."""
        one, many = self._tables["counting"]["bump"]
        return f"{self.number(number)} {one if number == 1 else many}"

    def not_drawn(self, code: str) -> str:
        """Why no plate shows a point; empty for those that are drawn."""
        return str(self._tables["not-drawn"].get(code, ""))

    def source(self, key: str) -> str:
        """What a key in the column of sources stands for; the key itself where nobody says."""
        return str(self._tables["sources"].get(key, key))

    def doubts(self, code: str) -> tuple[str, ...]:
        """What is weak or disputed about a point, a sentence each."""
        return self._doubts.get(code, ())

    def also(self, code: str) -> tuple[str, ...]:
        """Other names under which sources have a point."""
        return self._also.get(code, ())

    def lines(self, code: str) -> str:
        """How many lines a meridian has, and where they run."""
        lines = self._tables["lines"]
        return str(lines.get(code) or lines[""])

    def _anchor(self, scale: str, anchor: str, surface: str) -> Any:
        words = self._tables["anchors"][scale]
        if scale in _DIGITS and (found := _NUMBERED.fullmatch(anchor)):
            anchor = found["word"] + (found["rest"] or "")
        return words.get(f"{anchor}@{surface}") or words[anchor]

    def _counted(self, place: Scaled, name: str) -> str:
        found = _NUMBERED.fullmatch(place.anchor) if place.scale in _DIGITS else None
        if found is None:
            return name
        number = int(found["number"])
        counting = self._tables["counting"]
        names = counting["fingers" if place.scale == "hand" else "toes"]
        values = {
            "finger": names[number],
            "toe": names[number],
            "next": names[(number + 1) % len(names)],
            "nth": self.ordinal(number),
            "next-nth": self.ordinal(number + 1),
        }
        return _filled(name, values)

    def _spine(self, place: Scaled) -> tuple[str, str]:
        bone = self.bone(place.anchor)
        return f"the {self.border(place.part)} of {bone}", self.seen().get(place.anchor, "")


@lru_cache(maxsize=1)
def known_words() -> Words:
    """The words that come with the program."""
    folder = paths.resources() / "atlas"
    return read(folder / "words.toml", folder / "notes.toml")


def read(words: Path, notes: Path) -> Words:
    """The words in two files; ``ContentError`` where one cannot be read."""
    doubts: dict[str, list[str]] = {}
    told = _toml(notes)
    try:
        for code, sentence in told["points"].items():
            doubts.setdefault(code, []).append(sentence)
        for many in told["many"]:
            for code in many["points"]:
                doubts.setdefault(code, []).append(many["says"])
        also = {code: tuple(names) for code, names in told["also"].items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise ContentError(_("The notes cannot be read: {}.").format(error), notes) from error
    return Words(_toml(words), {code: tuple(said) for code, said in doubts.items()}, also)


def count(number: float) -> str:
    """A number of cun as it is written: ``1.5``, ``3``; its sign is told in words."""
    return f"{abs(number):g}"


def nearest(bone: str, seen: Mapping[str, str]) -> tuple[str, int]:
    """The vertebra that is found most easily, and how many steps down from it ``bone`` lies."""
    at = VERTEBRAE.index(bone)
    steps = {name: at - VERTEBRAE.index(name) for name in seen}
    name = min(steps, key=lambda one: abs(steps[one]))
    return name, steps[name]


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(_("The words cannot be read: {}.").format(error), file) from error


def _filled(words: str, values: Mapping[str, object]) -> str:
    return words.format_map(values)


def _listed(words: list[str], number: int) -> str:
    return words[number] if number < len(words) else str(number)
