"""Libraries for tests: a small one that any test may break, and the packs made from it and the real one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from guide import paths
from guide.content.compile import build
from guide.content.library import Library

ATLAS = paths.resources() / "atlas"
CORE = paths.resources() / "library"

LIBRARY = """\
id: small
title: A small library
version: 1.2
groups:
  manual: {title: Hands, sentence: Pressure and strokes.}
  needle-skin: {title: Skin}
  condition: {title: Conditions}
  page: {title: About}
"""
CAUTIONS = """\
cautions:
  fever: {name: fever or infection}
  thin-bones: {name: thin bones}
  pregnancy: {name: pregnancy}
sets:
  ABS-M: {name: Hands-on work, items: [fever, thin-bones], sources: [shared-2001]}
red-flags:
  RF-SPINE: {area: Spine, signs: numb saddle area or weak legs, sources: [shared-2001]}
situations:
  - title: Life
    situations:
      - {id: pregnant, title: Pregnant, covers: [pregnancy]}
  - title: Body
    situations:
      - {id: bones, title: Fragile bones, covers: [thin-bones]}
      - {id: ill, title: Ill today, covers: [fever, thin-bones]}
"""
SOURCES = [
    {
        "id": name,
        "type": "systematic review",
        "authors": "Müller & Söhne",
        "title": title,
        "year": year,
        "doi": None,
        "pmid": "123",
        "address": address,
        "says": says,
        "seen": address,
        "says_basis": "result text",
    }
    for name, title, year, address, says in (
        (
            "trial-2020",
            "A trial of strokes",
            2020,
            "https://example.org/a?b=1&c=2",
            "Small <effect>.",
        ),
        ("shared-2001", "A shared warning", None, "http://example.org/", "Take care."),
    )
]
TUINA = """\
---
title: Tuina
kind: therapy
group: manual
names: {zh: 推拿, pinyin: tuīná, also: [Chinese massage, push and grasp]}
summary: Chinese massage by hand.
regions: [upper-back, lower-back]
meridians: [BL]
points: [BL13, ST36]
session: {position: prone, minutes: [10, 30], pressure: firm}
cautions:
  absolute: [ABS-M]
  relative:
    - {id: pregnancy, why: No work on the belly., sources: [trial-2020]}
  red-flags: [RF-SPINE]
claims:
  - says: Eases a stiff back
    tradition: true
    evidence: low
    direction: favours
    basis: review
    sources: [trial-2020]
    note: For some weeks.
related: [back-stepping, condition/back-pain]
order: 10
reviewed: 2026-11-22
---

## Technique

The hand presses on BL13 and follows the Foot-Taiyang Bladder Meridian [@trial-2020].

## Where it comes from

An old craft; see [[back-stepping#technique|treading]] and [[region/lower-back]].

![The back with one point](plate:back?points=BL13&meridian=BL)
"""
STEPPING = """\
---
title: Back stepping
kind: therapy
group: manual
names: {zh: 踩背, zh-alt: [踩跷法], pinyin: cǎibèi}
summary: Massage with the feet.
regions: [upper-back]
points: [BL15]
cautions: {absolute: [thin-bones, ABS-M], relative: [thin-bones, pregnancy]}
claims:
  - {says: Puts bones back, tradition: true, evidence: against, direction: harm, basis: reading,
     sources: [trial-2020]}
related: [tuina]
previous: condition/back-pain
order: 20
reviewed: 2026-11-22
---

## Technique

The foot takes the place of the hand of [[tuina]].
"""
CUPPING = """\
---
title: Cupping
kind: therapy
group: needle-skin
names: {zh: 拔罐, also: [cups]}
summary: Suction on the skin.
regions: [skin]
cautions: {absolute: [fever], relative: [pregnancy]}
reviewed: 2026-11-22
---

## How

Cups of glass are set on the skin. Handling them needs practice. Compare [[tuina]].
"""
PAIN = """\
---
title: Back pain
kind: condition
group: condition
names: {zh: 腰痛, also: [lumbago]}
summary: Pain in the lower back.
regions: [lower-back]
cautions: {red-flags: [RF-SPINE]}
related: [therapy/tuina, therapy/cupping]
reviewed: 2026-11-22
---

## What it is

Most back pain eases by itself. Some try [[therapy/tuina]] or [[page/about]].
"""
ABOUT = """\
---
title: About
kind: page
group: page
summary: What this is.
reviewed: 2026-11-22
---

## What this is

A library for tests.
"""


@dataclass(frozen=True)
class SmallFolder:
    """A folder of articles that a test may change."""

    path: Path

    @property
    def tuina(self) -> Path:
        return self.path / "therapies" / "tuina.md"

    def replace(self, old: str, new: str, file: str = "therapies/tuina.md") -> None:
        """Change a file; the old words must be there, so that a test cannot pass by mistake."""
        place = self.path / file
        text = place.read_text("utf-8")
        assert old in text
        place.write_text(text.replace(old, new), "utf-8")


def write_small_library(path: Path) -> SmallFolder:
    """A clean library of five articles."""
    files = {
        "library.yaml": LIBRARY,
        "cautions.yaml": CAUTIONS,
        "sources.json": json.dumps(SOURCES, ensure_ascii=False, indent=1),
        "therapies/tuina.md": TUINA,
        "therapies/back-stepping.md": STEPPING,
        "therapies/cupping.md": CUPPING,
        "conditions/back-pain.md": PAIN,
        "pages/about.md": ABOUT,
    }
    for name, text in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return SmallFolder(path)


@pytest.fixture
def small_folder(tmp_path: Path) -> SmallFolder:
    """A fresh small library."""
    return write_small_library(tmp_path / "articles")


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library as a pack; tests only read it."""
    place = tmp_path_factory.mktemp("small")
    folder = write_small_library(place / "articles")
    return build(folder.path, ATLAS, place / "small.tgpack", processes=1).out


@pytest.fixture(scope="session")
def core_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that comes with the program as a pack; tests only read it."""
    return build(CORE, ATLAS, tmp_path_factory.mktemp("core") / "core.tgpack", processes=1).out


@pytest.fixture
def small(small_pack: Path) -> Iterator[Library]:
    """The small library, open."""
    library = Library.open(small_pack)
    yield library
    library.close()


@pytest.fixture
def core(core_pack: Path) -> Iterator[Library]:
    """The real library, open."""
    library = Library.open(core_pack)
    yield library
    library.close()
