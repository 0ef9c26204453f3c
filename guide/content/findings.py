"""What is wrong with a library: findings with a place, a rule and a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from guide.errors import ContentError
from guide.i18n import _


class Severity(StrEnum):
    """An error keeps a pack from being built; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


RULES: dict[str, Severity] = {
    "unreadable": Severity.ERROR,  # not UTF-8, NUL, too large, no front matter, broken YAML
    "outside": Severity.ERROR,  # a symbolic link, or a file where no article may lie
    "no-article": Severity.ERROR,  # a folder without any
    "file-name": Severity.ERROR,  # not a slug
    "unknown-field": Severity.ERROR,
    "bad-value": Severity.ERROR,
    "unknown-id": Severity.ERROR,
    "broken-link": Severity.ERROR,
    "duplicate-name": Severity.ERROR,  # a title or Chinese name; for other names a warning
    "missing-cautions": Severity.ERROR,
    "claim-without-source": Severity.ERROR,
    "claim-without-grade": Severity.ERROR,
    "image-without-alt": Severity.ERROR,
    "heading-jump": Severity.ERROR,
    "long-paragraph": Severity.ERROR,
    "raw-html": Severity.ERROR,
    "hostile-nesting": Severity.ERROR,
    "too-large": Severity.ERROR,
    "bidi-control": Severity.ERROR,  # a character that changes the order of the others
    "control-character": Severity.ERROR,
    "unsafe-link": Severity.ERROR,  # anything but an entry, https and mailto
    "unknown-source": Severity.ERROR,  # a citation in the text
    "unknown-callout": Severity.ERROR,
    "unknown-attribute": Severity.ERROR,
    "bad-plate-reference": Severity.ERROR,
    "atlas": Severity.ERROR,  # a broken row in the tables of points, meridians or regions
    "long-summary": Severity.ERROR,
    "unseen-source": Severity.ERROR,  # a grade that rests on sources that nobody has seen
    "catalogue": Severity.ERROR,  # an article differs from the catalogue of its library
    "length": Severity.ERROR,  # of a therapy in the catalogue, or of a level of it
    "orphan": Severity.WARNING,  # no other article leads here
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One mistake. ``file`` as the reader named the folder; ``line`` counts from 1."""

    file: str
    line: int
    rule: str
    sentence: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Findings:
    """The result of a check, in the order of files and lines."""

    entries: int
    found: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.found if one.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.found if one.severity is Severity.WARNING)


class Refused(ContentError):
    """A library has errors, so no pack was built; ``findings`` names them."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        errors = findings.errors
        sentence = _("{} mistakes keep the pack from being built; the first: {}")
        super().__init__(sentence.format(len(errors), errors[0]))


class Notes:
    """Collects findings about files of one folder."""

    def __init__(self) -> None:
        self._found: set[Finding] = set()

    def add(
        self, rule: str, file: Path | str, line: int, sentence: str, warning: bool = False
    ) -> None:
        severity = Severity.WARNING if warning else RULES[rule]
        self._found.add(Finding(str(file), max(line, 1), rule, sentence, severity))

    def extend(self, findings: Iterable[Finding]) -> None:
        self._found.update(findings)

    def forget(self, rule: str) -> bool:
        """Drop the findings of ``rule``; whether there were any."""
        kept = {one for one in self._found if one.rule != rule}
        forgotten = len(kept) < len(self._found)
        self._found = kept
        return forgotten

    def sorted(self) -> tuple[Finding, ...]:
        return tuple(sorted(self._found))
