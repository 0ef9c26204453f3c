"""Verdicts on a page: a banner under its names, and a label at each entry that it lists."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from guide.content.model import Page
from guide.content.verdicts import Situation, Verdict, Verdicts, words_of
from guide.i18n import _
from guide.markup.html import element, escape

ANCHOR = "verdict"
"""The named place in the banner."""

Judge = Callable[[str], Verdict | None]
_HEAD = re.compile(r'<h1>.*?</h1>\s*(?:<p class="names">.*?</p>\s*)?', re.DOTALL)
_LINK = re.compile(
    r'<a\b[^>]*\bhref="((?:therapy|condition|point)/[^"#]+)[^"]*"[^>]*>.*?</a>', re.DOTALL
)
_BEFORE_LISTED = ("<td>", "<li>", "<p><strong>", " · ")


def with_verdicts(page: Page, verdicts: Verdicts) -> Page:
    """``page`` with its banner and the labels of what it lists; the same where nothing is ticked."""
    if not verdicts.chosen:
        return page
    html, verdict = marked(page.html, verdicts.of), verdicts.of(page.entry.key)
    if verdict is None:
        return replace(page, html=html)
    html = _HEAD.sub(lambda head: head[0] + banner(verdict, verdicts.chosen), html, count=1)
    return replace(page, html=html, verdict=verdict.sentences)


def banner(verdict: Verdict, chosen: Iterable[Situation]) -> str:
    """A box that says for whom the page is read, and all that it says about that, as HTML."""
    title = f'<a name="{ANCHOR}"></a>{escape(about(chosen))}'
    lines = [element("p", title, class_="verdict-title")]
    for sentence in verdict.sentences:
        lead, stop, rest = sentence.partition(". ")
        lines.append(element("p", f"<strong>{escape(lead + stop)}</strong>{escape(rest)}"))
    cell = "".join(lines)
    return f'<table class="verdict-{verdict.look}"><tr><td>{cell}</td></tr></table>'


def about(chosen: Iterable[Situation]) -> str:
    """``Filter: Pregnant · Blood thinners``."""
    return _("Filter: {0}").format(" · ".join(one.title for one in chosen))


def marked(html: str, judge: Judge) -> str:
    """``html`` with a label after each therapy, condition and point in its lists and tables."""

    def labelled(link: re.Match[str]) -> str:
        verdict = judge(link[1]) if _is_listed(link) else None
        if verdict is None:
            return link[0]
        return f'{link[0]} <span class="verdict-{verdict.look}">{words_of(verdict.level)}</span>'

    return _LINK.sub(labelled, html)


def _is_listed(link: re.Match[str]) -> bool:
    """Does the link begin an item, a cell or a line, or stand in a row of names?"""
    before, after = link.string[: link.start()][-12:], link.string[link.end() :][:4]
    if before.endswith("<p>"):
        return after.startswith((" · ", "</p>"))
    return before.endswith(_BEFORE_LISTED)
