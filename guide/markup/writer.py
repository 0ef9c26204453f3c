"""The checked tree as HTML: an allow-list of blocks, written one by one."""

import re
import unicodedata
from html import unescape
from xml.etree.ElementTree import Element

from guide.i18n import _
from guide.markup.html import anchor, escape
from guide.markup.limits import TABLE_DEPTH
from guide.markup.lines import Lines
from guide.markup.reader import HEADINGS, Tree
from guide.markup.spans import Spans, code_text
from guide.markup.values import Context, Finding, Rule, Section

BLOCKS = HEADINGS | {
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "hr",
    "table",
    "div",
}
_LISTS = frozenset({"ul", "ol", "dl"})
_TAG = re.compile(r"<[^>]*>")
_NOTE = re.compile(r"<sup>.*?</sup>")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_OWN_ANCHORS = ("source-", "fn-", "fnref-")


def callout_titles() -> dict[str, str]:
    """The kinds of callouts, with the title of one that brings none."""
    return {
        "note": _("Note"),
        "caution": _("Caution"),
        "red-flag": _("Red flag"),
        "tip": _("Tip"),
        "client": _("In short"),
        "professional": _("For professionals"),
    }


def slug(title: str) -> str:
    """``title`` as the name of a place: small ASCII letters, digits and hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain.lower()).strip("-")[:60].rstrip("-")


class Writer:
    """Writes one tree. After `write`, the lists say what was in it and what is wrong."""

    def __init__(self, tree: Tree, context: Context, lines: Lines, text: str) -> None:
        self.sections: list[Section] = []
        self._tree = tree
        self._spans = Spans(context, lines, text)
        self._out = self._spans.out
        self.links = self._spans.links
        self.images = self._spans.images
        self.findings: list[Finding] = self._spans.findings
        self._anchors = set(context.reserved)
        self._repeats: dict[str, int] = {}
        self._tables = 0
        self._kept_beside = context.beside
        self.beside: dict[str, str] = {}
        self._notes: dict[str, Element] = {}

    def write(self) -> str:
        """The HTML of the tree."""
        self._content(self._tree.root)
        self._footnotes()
        for place, line in self._spans.places:
            if place not in self._anchors:
                message = _("There is no heading “#{}” on this page.").format(place)
                self.findings.append(Finding(line, Rule.BROKEN_LINK, message))
        return "".join(self._out)

    def _content(self, element: Element) -> None:
        """What is in ``element``: words, blocks or, as in lists, words and then blocks."""
        self._spans.text(element.text)
        for child in element:
            if child.tag in BLOCKS:
                self._block(child)
                self._spans.begin()
            else:
                self._spans.element(child)
            self._spans.text(child.tail)

    def _block(self, block: Element) -> None:
        tag = block.tag
        if tag in HEADINGS:
            self._heading(block)
        elif tag == "p":
            self._paragraph(block)
        elif tag in _LISTS or tag == "blockquote":
            self._plain(block, linking=True)
        elif tag in {"li", "dd", "dt"}:
            self._plain(block, linking=tag != "dt")
        elif tag == "table":
            self._table(block)
        elif tag == "pre":
            self._preformatted(block)
        elif tag == "hr":
            self._out.append("<hr>")
        else:
            self._division(block)

    def _plain(self, block: Element, linking: bool) -> None:
        classes = self._spans.classes(block) if block.attrib else ""
        self._out.append(f"<{block.tag}{classes}>")
        self._spans.begin(linking)
        self._content(block)
        self._out.append(f"</{block.tag}>")

    def _heading(self, block: Element) -> None:
        if block not in self._tree.lines:
            self._spans.found(Rule.HEADING_JUMP, "#", _("A heading needs words."))
            return
        line = self._tree.lines[block]
        level = self._level(int(block.tag[1]), line)
        mark = len(self._out)
        self._spans.begin(linking=False)
        self._spans.inside(block)
        inner = "".join(self._out[mark:])
        title = " ".join(unescape(_TAG.sub("", _NOTE.sub("", inner))).split())
        name = self._name(block.attrib.pop("id", "") or "", title)
        classes = self._spans.classes(block) if block.attrib else ""
        self._out[mark:] = [f"<h{level}{classes}>{anchor(name)}{inner}</h{level}>"]
        self.sections.append(Section(name, title, level, line))

    def _level(self, wanted: int, line: int) -> int:
        """The level a heading gets: at most one deeper than the heading before it."""
        before = self.sections[-1].level if self.sections else 1
        level = min(max(wanted, 2), before + 1, 4)
        if level != wanted:
            message = _("A heading of level {} cannot stand here; level {} was taken.")
            message = message.format(wanted, level)
            self.findings.append(Finding(line, Rule.HEADING_JUMP, message))
        return level

    def _name(self, given: str, title: str) -> str:
        """An anchor that nothing else on the page has."""
        wanted = slug(given) or slug(title) or f"section-{len(self.sections) + 1}"
        if wanted.startswith(_OWN_ANCHORS):
            wanted = f"section-{wanted}"
        name = wanted
        while name in self._anchors:
            # Counted on, not from the beginning: a thousand equal headings cost a thousand steps.
            self._repeats[wanted] = self._repeats.get(wanted, 1) + 1
            name = f"{wanted}-{self._repeats[wanted]}"
        self._anchors.add(name)
        return name

    def _paragraph(self, block: Element) -> None:
        if len(block) == 1 and block[0].tag == "img" and not _words(block.text, block[0].tail):
            self._figure(block[0])
            return
        self._plain(block, linking=True)

    def _figure(self, picture: Element) -> None:
        caption = picture.get("title") or ""
        self._out.append('<p class="figure">')
        self._spans.picture(picture)
        self._out.append("</p>")
        if caption:
            self._out.append('<p class="caption">')
            self._spans.begin(linking=False)
            self._spans.text(caption)
            self._out.append("</p>")

    def _preformatted(self, block: Element) -> None:
        words = "".join(code_text(child) for child in block).strip("\n")
        self._out.append(f"<pre><code>{escape(words)}</code></pre>")

    def _table(self, block: Element) -> None:
        if not self._deeper():
            return
        self._out.append('<table class="data">')
        for part in block:
            self._out.append(f"<{part.tag}>")
            for row in part:
                self._row(row)
            self._out.append(f"</{part.tag}>")
        self._out.append("</table>")
        self._tables -= 1

    def _row(self, row: Element) -> None:
        self._out.append("<tr>")
        for cell in row:
            align = cell.attrib.pop("align", "")
            classes = self._spans.classes(cell) if cell.attrib else ""
            aligned = f' align="{align}"' if align in {"left", "center", "right"} else ""
            self._out.append(f"<{cell.tag}{classes}{aligned}>")
            self._spans.begin(linking=cell.tag == "td")
            self._content(cell)
            self._out.append(f"</{cell.tag}>")
        self._out.append("</tr>")

    def _deeper(self) -> bool:
        """Whether one more table may be drawn inside the tables that are open."""
        if self._tables >= TABLE_DEPTH:
            message = _("Tables and callouts nest more than {} deep here.").format(TABLE_DEPTH)
            self._spans.found(Rule.HOSTILE_NESTING, "", message)
            return False
        self._tables += 1
        return True

    def _division(self, block: Element) -> None:
        kinds = (block.get("class") or "").split()
        if kinds[:1] == ["footnote"]:
            self._notes = {
                (item.get("id") or "").removeprefix("fn:"): item for item in block.iter("li")
            }
        elif kinds[:1] == ["admonition"]:
            self._callout(block, " ".join(kinds[1:]))
        else:
            self._content(block)

    def _callout(self, block: Element, kind: str) -> None:
        titles = callout_titles()
        if kind not in titles:
            message = _("There is no callout “{}”; the kinds are {}.")
            message = message.format(kind, ", ".join(titles))
            self._spans.found(Rule.UNKNOWN_CALLOUT, f"!!! {kind}", message)
            kind = "note"
        if not self._deeper():
            return
        if kind in self._kept_beside and self._tables == 1:
            self._set_beside(block, kind)
        else:
            self._frame(block, kind, titles[kind])
        self._tables -= 1

    def _set_beside(self, block: Element, kind: str) -> None:
        """Take what is in a callout out of the text; two of a kind follow each other."""
        start = len(self._out)
        for child in block:
            if child.get("class") != "admonition-title" and child.tag in BLOCKS:
                self._block(child)
        self.beside[kind] = self.beside.get(kind, "") + "".join(self._out[start:])
        del self._out[start:]

    def _frame(self, block: Element, kind: str, title: str) -> None:
        self._out.append(f'<table class="callout-{kind}"><tbody><tr><td>')
        for child in block:
            if child.get("class") == "admonition-title":
                self._callout_title(child, title)
            elif child.tag in BLOCKS:
                self._block(child)
        self._out.append("</td></tr></tbody></table>")

    def _callout_title(self, title: Element, usual: str) -> None:
        self._out.append('<p class="callout-title">')
        self._spans.begin(linking=False)
        # Python-Markdown makes "Red-flag" out of the kind where the author gives no title.
        given = "" if not len(title) and (title.text or "").lower() in callout_titles() else "x"
        if given:
            self._spans.inside(title)
        else:
            self._spans.text(usual)
        self._out.append("</p>")

    def _footnotes(self) -> None:
        """The footnotes in the order in which the text leads to them; those may lead to more."""
        if not self._spans.footnotes:
            return
        self._out.append("<hr>")
        written: set[str] = set()
        while waiting := [name for name in self._spans.footnotes if name not in written]:
            written.add(waiting[0])
            if waiting[0] in self._notes:
                self._note(self._notes[waiting[0]], self._spans.footnotes[waiting[0]])

    def _note(self, note: Element, letter: str) -> None:
        blocks = list(note)
        self._out.append(f'<p class="footnote">{anchor(f"fn-{letter}")}<sup>{letter}</sup> ')
        self._spans.begin()
        if blocks and blocks[0].tag == "p":
            self._spans.inside(blocks.pop(0))
        self._out.append(f' <a href="#fnref-{letter}">↩</a></p>')
        for block in blocks:
            if block.tag in BLOCKS and (len(block) > 1 or _words(block.text)):
                self._block(block)


def _words(*pieces: str | None) -> str:
    return "".join(piece or "" for piece in pieces).strip()
