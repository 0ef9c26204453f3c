"""The settings file: read with care, written whole or not at all."""

import os
import re
import tomllib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from guide.errors import SettingsError
from guide.i18n import _
from guide.settings import upgrades
from guide.settings.values import Settings, from_tree

_VERSION = "version"
_LARGEST = 1_000_000  # bytes; a settings file has a few hundred


class SettingsFile:
    """The one TOML file in which the reader's settings lie.

    A file that cannot be understood is kept beside as ``settings.broken.toml``; ``load`` then raises
    a ``SettingsError`` with its line once, and the next ``load`` gives the defaults.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Settings:
        """What the file says; defaults where there is none."""
        text = self._text()
        if text is None:
            return Settings()
        try:
            return _read(text)
        except SettingsError as error:
            raise SettingsError(self._put_aside(str(error))) from None

    def save(self, settings: Settings) -> None:
        """Write ``settings``; the file is the old or the new one at every moment."""
        target = self.path.resolve()  # a linked file stays a link
        fresh = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with fresh.open("w", encoding="utf-8", newline="\n") as file:
                    file.write(write(settings))
                    file.flush()
                    os.fsync(file.fileno())
                fresh.replace(target)
            finally:
                fresh.unlink(missing_ok=True)
        except OSError as error:
            raise SettingsError(
                _("Your settings could not be saved in {file}: {why}.").format(
                    file=self.path, why=error.strerror or error
                )
            ) from error

    def change(self, section: str, **values: Any) -> Settings:
        """Save and return the settings with these ``values`` of one ``section`` changed.

        A broken file was put aside by then: the change starts from the defaults.
        """
        try:
            settings = self.load()
        except SettingsError:
            settings = Settings()
        try:
            part = replace(getattr(settings, section), **values)
        except ValueError as error:
            raise SettingsError(f"{section}.{error}") from None
        changed = replace(settings, **{section: part})
        self.save(changed)
        return changed

    def _text(self) -> str | None:
        try:
            with self.path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SettingsError(
                _("Your settings in {file} cannot be read ({why}); defaults apply.").format(
                    file=self.path, why=error.strerror or error
                )
            ) from error
        if len(data) > _LARGEST:
            return "this file is too large"  # no TOML: it goes the way of every broken file
        return data.decode("utf-8-sig", errors="replace")

    def _put_aside(self, problem: str) -> str:
        aside = self.path.with_suffix(".broken.toml")
        try:
            self.path.replace(aside)
        except OSError:
            aside = self.path
        return _("{file}:{problem} Defaults apply; your file is kept as {aside}.").format(
            file=self.path, problem=problem, aside=aside.name
        )


def write(settings: Settings) -> str:
    """``settings`` as TOML, every one of them, in the order in which they are declared."""
    lines = [f"{_VERSION} = {upgrades.CURRENT}"]
    for name, values in asdict(settings).items():
        lines += ["", f"[{name}]", *(f"{key} = {_value(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04x}", text)
    return f'"{escaped}"'


def _read(text: str) -> Settings:
    """The settings in ``text``; a ``SettingsError`` begins with ``line: ``."""
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column \d+\)|\(at end of document\)", str(error))
        line = found[1] if found and found[1] else text.count("\n") + 1
        raise SettingsError(f"{line}: " + _("this is not TOML.")) from None
    version = tree.pop(_VERSION, 1)
    if type(version) is not int or not 1 <= version <= upgrades.CURRENT:
        words = _("version {version} is not known to this program; a later one wrote it.")
        raise SettingsError(f"{_line_of(text, _VERSION)}: " + words.format(version=version))
    upgrades.bring_forward(tree, version)
    try:
        return from_tree(tree)
    except SettingsError as error:
        name = str(error).partition(":")[0].partition(" ")[0]
        raise SettingsError(f"{_line_of(text, name)}: {error}") from None


def _line_of(text: str, name: str) -> int:
    """The line on which the dotted ``name`` stands; 1 where it cannot be found."""
    section, _dot, key = name.rpartition(".")
    inside = not section
    for number, line in enumerate(text.splitlines(), start=1):
        heading = re.match(r"\s*\[\s*([\w.-]+)\s*\]", line)
        if heading:
            inside = heading[1] == section
            if not section and heading[1] == key:
                return number
        elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return 1
