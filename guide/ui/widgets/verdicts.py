"""How a verdict is shown in one word and one drawing, for every list alike."""

from guide.content.verdicts import Strictness, Verdict, summed_up, words_of

_INKS = {Strictness.DO_NOT: "caution", Strictness.WITH_CARE: "care", Strictness.NO_NOTE: "muted"}


def label(verdict: Verdict) -> tuple[str, str]:
    """Its words and the name of its icon: ``("With care", "verdict-with-care")``.

    Of a region the words are the sum over its therapies.
    """
    words = words_of(verdict.level) if verdict.counts is None else summed_up(verdict.counts)
    return words, f"verdict-{verdict.look}"


def ink(verdict: Verdict) -> str:
    """The role of its colour, which can be read on every ground of a list."""
    return _INKS[verdict.level] if verdict.counts is None else "muted"
