"""The libraries that are measured are real ones: long enough, without mistakes, and always the same."""

import re
from pathlib import Path

from guide import paths
from guide.content.check import check
from tests.bench.figure import Figure, percentile
from tests.bench.generate import WORDS, library
from tests.bench.library import ease_of, reading_ease

COUNT = 40


def test_a_generated_library_has_no_mistakes(tmp_path: Path) -> None:
    """A compiler that stopped at a mistake would be measured as a fast one."""
    findings = check(library(tmp_path / "library", COUNT), paths.resources() / "atlas")
    assert findings.errors == ()
    assert findings.entries > COUNT


def test_generated_articles_are_as_long_as_real_ones(tmp_path: Path) -> None:
    """650 words on average, the front matter not counted."""
    files = list((library(tmp_path, COUNT) / "therapies").glob("*.md"))
    assert len(files) == COUNT
    words = [
        len(re.findall(r"\w+", file.read_text("utf-8").split("\n---\n", 1)[1])) for file in files
    ]
    assert 0.9 * WORDS < sum(words) / COUNT < 1.15 * WORDS


def test_the_same_seed_gives_the_same_library(tmp_path: Path) -> None:
    """Figures of two days are figures of the same text; another seed is another library."""
    texts = [
        "".join(file.read_text("utf-8") for file in sorted((folder / "therapies").glob("*.md")))
        for folder in (
            library(tmp_path / "one", 5),
            library(tmp_path / "two", 5),
            library(tmp_path / "three", 5, seed=2),
        )
    ]
    assert texts[0] == texts[1] != texts[2]


def test_percentiles_are_values_that_were_measured() -> None:
    """p95 of a hundred values is the 95th, and of one value that value."""
    values = [float(value) for value in range(100, 0, -1)]
    assert percentile(values, 95) == 95
    assert percentile(values, 50) == 50
    assert percentile([7.0], 95) == 7.0
    assert "1,234" in Figure("find", "x", 1234.4, "ms").line()


def test_the_reading_ease_is_flesch_s() -> None:
    """Worked by hand: six words and syllables; six words with nineteen, in one sentence each."""
    assert round(reading_ease("The cat sat on the mat."), 1) == 116.1
    hard = "Contraindications necessitate interdisciplinary evaluation before treatment."
    assert reading_ease(hard) < 0
    assert reading_ease("") == 0


def test_tables_are_no_sentences() -> None:
    """Their cells would make every page look easy."""
    text = "<p>The cat sat on the mat.</p>"
    assert ease_of(text) == ease_of(f"{text}<table><tr><td>Yes. No. Yes. No.</td></tr></table>")
