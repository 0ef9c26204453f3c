"""Libraries of any size for measuring: articles of real length in the words of the real ones.

The text is a random walk through the words of ``resources/library`` (which word followed which),
so that compression and search meet language and not noise; rare invented words are strewn in, as
names are in a real library. The same count and seed give the same files.
"""

import json
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

LIBRARY = Path(__file__).parents[2] / "resources" / "library"
WORDS = 650
"""How long an article is, on average."""
REGIONS = ("head-face", "neck", "shoulder", "upper-back", "lower-back", "leg", "foot", "arm-hand")
POINTS = ("BL13", "BL15", "BL17", "ST36", "LI4", "SP6", "PC6", "GB20", "LR3", "KI3")
GRADES = ("moderate", "low", "very-low", "none")
DIRECTIONS = ("favours", "no-difference", "unclear")
CAUTIONS = ("fever-infection", "vein-clot", "osteoporosis", "blood-thinners", "spine-surgery")
HEADINGS = ("Where it comes from", "How it is done", "What is known", "What can go wrong", "After")
SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "ha", "ji", "ke", "la", "mo", "nu", "pa"),
    *("qi", "ro", "sa", "te", "vo", "wu", "xi", "yan", "zon", "lun", "mer", "tal"),
)
_RARE = 0.02  # how many of all words are invented ones


@dataclass
class Writer:
    """Writes sentences; everything random in it comes from one seed."""

    seed: int
    sources: tuple[str, ...]
    chance: random.Random = field(init=False)
    follows: dict[str, list[str]] = field(init=False)
    starts: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.follows, self.starts = _read_words()

    def name(self, syllables: int = 3) -> str:
        """An invented word."""
        return "".join(self.chance.choices(SYLLABLES, k=syllables))

    def characters(self) -> str:
        """An invented Chinese name."""
        return "".join(chr(self.chance.randrange(0x4E00, 0x9F00)) for _each in range(3))

    def sentence(self) -> str:
        """Between 6 and 26 words, from a word that begins a sentence somewhere."""
        words = [self.chance.choice(self.starts)]
        for _each in range(self.chance.randint(5, 25)):
            if self.chance.random() < _RARE:
                words.append(self.name())
            else:
                words.append(self.chance.choice(self.follows.get(words[-1].lower()) or self.starts))
        return " ".join([words[0].capitalize(), *map(_inside, words[1:])]) + "."

    def paragraph(self, words: int, links: list[str]) -> str:
        """About so many words, with a source at its end and the links in its middle."""
        sentences: list[str] = []
        while sum(each.count(" ") + 1 for each in sentences) < words:
            sentences.append(self.sentence())
        for link in links:
            sentences.insert(1, f"See [[{link}]] and {self.chance.choice(POINTS)} beside it.")
        sentences[-1] = sentences[-1][:-1] + f" [@{self.chance.choice(self.sources)}]."
        return " ".join(sentences)


def library(folder: Path, entries: int, seed: int = 1, words: int = WORDS) -> Path:
    """Write ``entries`` therapies into ``folder``, ready for ``pack build``; returns ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("library.yaml", "cautions.yaml", "sources.json"):
        shutil.copy(LIBRARY / name, folder / name)
    writer = Writer(seed, _source_ids())
    therapies = folder / "therapies"
    therapies.mkdir(exist_ok=True)
    slugs = [f"{writer.name()}-{number}" for number in range(entries)]
    for number, slug in enumerate(slugs):
        near = [slugs[(number + step) % entries] for step in (1, 7)] if entries > 7 else []
        text = article(writer, slug, near, words)
        (therapies / f"{slug}.md").write_text(text, encoding="utf-8")
    return folder


def article(writer: Writer, slug: str, near: list[str], words: int = WORDS) -> str:
    """One article as a file: front matter, then ``words`` words or somewhat more."""
    chance = writer.chance
    paragraphs = [
        writer.paragraph(words // 16, [near[place % 2]] if near and place < 2 else [])
        for place in range(10)
    ]
    body = [
        f"## {heading}\n\n" + "\n\n".join(paragraphs[2 * place : 2 * place + 2])
        for place, heading in enumerate(HEADINGS)
    ]
    body.insert(2, "- " + "\n- ".join(writer.sentence() for _each in range(3)))
    body.insert(4, f'!!! caution "Before you begin"\n    {writer.sentence()}')
    body.insert(
        5,
        "| Word | Meaning |\n|---|---|\n"
        + "\n".join(f"| {writer.name()} | {writer.sentence()} |" for _each in range(3)),
    )
    summary = writer.sentence()[:180].rstrip(". ")
    front = {
        "title": slug.replace("-", " ").capitalize(),
        "kind": "therapy",
        "group": chance.choice(("manual", "needle-skin", "movement", "self-care")),
        "names": {"zh": writer.characters(), "pinyin": writer.name(), "also": [writer.name(4)]},
        "summary": summary + ".",
        "regions": chance.sample(REGIONS, 2),
        "points": chance.sample(POINTS, 3),
        "techniques": ["press", "rub"],
        "session": {"position": "prone", "minutes": [10, 30]},
        "cautions": {"absolute": ["ABS-M", *chance.sample(CAUTIONS, 2)], "relative": ["REL-M"]},
        "claims": [_claim(writer) for _each in range(3)],
        "related": near,
        "reviewed": "2026-11-22",
    }
    # JSON is YAML; the date alone must stay without quotes to be one.
    head = "\n".join(f"{key}: {_yaml(value)}" for key, value in front.items())
    return f"---\n{head}\n---\n" + "\n\n".join(body) + "\n"


def _claim(writer: Writer) -> dict[str, object]:
    chance = writer.chance
    grade = chance.choice(GRADES)
    return {
        "says": writer.sentence()[:90].rstrip(". "),
        "tradition": chance.random() < 0.5,
        "evidence": grade,
        "direction": "unclear" if grade == "none" else chance.choice(DIRECTIONS),
        "basis": "reading",
        "sources": [chance.choice(writer.sources)],
    }


def _yaml(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _source_ids() -> tuple[str, ...]:
    """The sources that somebody has seen: a grade may rest on any of them."""
    sources = json.loads((LIBRARY / "sources.json").read_text(encoding="utf-8"))
    return tuple(source["id"] for source in sources if source["seen"])


def _read_words() -> tuple[dict[str, list[str]], list[str]]:
    follows: defaultdict[str, list[str]] = defaultdict(list)
    starts: list[str] = []
    for sentence in _sentences():
        words = re.findall(r"[A-Za-z][a-z]+|\d+|of|a", sentence)
        starts += words[:1]
        for one, next_one in pairwise(words):
            follows[one.lower()].append(next_one)
    return dict(follows), starts


def _sentences() -> Iterator[str]:
    for file in sorted(LIBRARY.glob("*/*.md")):
        body = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        plain = re.sub(r"\[@[^\]]*\]|\]\([^)]*\)|[|*_#>!\[\]]", " ", body)
        yield from re.split(r"[.?!:]\s", plain)


def _inside(word: str) -> str:
    """A word in the middle of a sentence: without the capital that a start gave it."""
    return word if word[1:].lower() != word[1:] else word.lower()
