"""The words inside blocks: links, citations, emphasis, code."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from guide.i18n import _
from guide.markup.addresses import Address, Addresses, Problem
from guide.markup.html import escape, escape_value
from guide.markup.limits import INLINE_DEPTH
from guide.markup.lines import Lines
from guide.markup.mentions import Mentions
from guide.markup.typography import Typesetter, unescaped
from guide.markup.values import Context, Finding, Image, Link, Rule

CLASSES = re.compile(
    r"tradition|grade-(?:high|moderate|low|very-low|none|against|usual-care)"
    r"|direction-(?:favours|no-difference|unclear|harm)"
)
# What looks like a link but was not read as one.
_LEFT_OVER = re.compile(r"\]\(|\[\[|\[\^|\[@")
_SOURCE = re.compile(r"@([A-Za-z0-9][A-Za-z0-9-]*)")


def code_text(element: Element) -> str:
    """The characters of a code element; Python-Markdown has escaped them already."""
    words = unescaped("".join(element.itertext()))
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def footnote_letter(number: int) -> str:
    """a, b … z, aa, ab …: letters, because numbers are for sources."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


class Spans:
    """Writes the words of one text, block after block, into ``out``."""

    def __init__(self, context: Context, lines: Lines, text: str) -> None:
        self.out: list[str] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.findings: list[Finding] = []
        self.places: list[tuple[str, int]] = []
        """Anchors of this page that are linked to, with the lines where."""
        self.footnotes: dict[str, str] = {}
        """Footnotes by the names that the author gave them: the letters they got."""
        self._context = context
        self._lines = lines
        self._addresses = Addresses(context)
        self._mentions = Mentions(context, self._addresses, text)
        self._setter = Typesetter()
        self._linking = True
        self._depth = 0
        self._writers: dict[str, Callable[[Element], object]] = {
            "em": self._emphasis,
            "strong": self._emphasis,
            "entry": self._entry,
            "cite": self._citation,
            "a": self._link,
            "code": self._code,
            "sup": self._footnote,
            "img": self.picture,
            "br": self._line_break,
            "raw": self._raw,
            "hidden": self._hidden,
        }

    def begin(self, linking: bool = True) -> None:
        """A new block; in some, such as headings, nothing links itself."""
        self._setter.begin()
        self._linking = linking

    def found(self, rule: Rule, written: str, message: str) -> None:
        """Note a mistake at the next place where ``written`` stands."""
        self.findings.append(Finding(self._lines.of(written), rule, message))

    def text(self, words: str | None) -> None:
        """Write words of the author."""
        if not words:
            return
        if "[" in words or "](" in words:
            self._look_for_rests(words)
        words = self._setter.set(words)
        if not self._linking:
            self.out.append(escape(words))
            return
        for piece, key in self._mentions.split(words):
            if key:
                self._mention(piece, key)
            elif piece:
                self.out.append(escape(piece))

    def element(self, element: Element) -> None:
        """Write an element inside a block."""
        self._writers.get(element.tag, self.inside)(element)

    def inside(self, element: Element) -> None:
        """Write what is inside ``element`` without the element itself."""
        self._depth += 1
        if self._depth > INLINE_DEPTH:
            message = _("Emphasis nests more than {} levels here.").format(INLINE_DEPTH)
            self.found(Rule.HOSTILE_NESTING, "", message)
            self.text("".join(element.itertext()))
        else:
            self.text(element.text)
            for child in element:
                self.element(child)
                self.text(child.tail)
        self._depth -= 1

    def picture(self, element: Element) -> bool:
        """Write a picture; False if it was dropped."""
        source = unescaped(element.get("src") or "")
        alt = " ".join(unescaped(element.get("alt") or "").split())
        line = self._lines.of(f"]({source}")
        if not alt:
            message = _("A picture needs words for those who cannot see it: ![words](plate:…).")
            self.findings.append(Finding(line, Rule.IMAGE_WITHOUT_ALT, message))
        plate = self._addresses.plate(source)
        if isinstance(plate, Problem):
            self.findings.append(Finding(line, plate.rule, plate.message))
            self.out.append(escape(alt))
            return False
        self.images.append(Image(plate, alt, line))
        self.out.append(f'<img src="{escape_value(plate)}" alt="{escape_value(alt)}">')
        return True

    def classes(self, element: Element) -> str:
        """The allowed classes among the attributes of ``element``, ready to write."""
        given = (element.get("class") or "").split()
        allowed = " ".join(name for name in given if CLASSES.fullmatch(name))
        for name in given:
            if not CLASSES.fullmatch(name):
                self.unknown_attribute(f".{name}")
        for name in sorted(set(element.keys()) - {"class"}):
            self.unknown_attribute(name)
        return f' class="{allowed}"' if allowed else ""

    def unknown_attribute(self, name: str) -> None:
        """Note an attribute that the format does not have."""
        self.found(Rule.UNKNOWN_ATTRIBUTE, name, _("“{}” is not an attribute here.").format(name))

    def _look_for_rests(self, words: str) -> None:
        if rest := _LEFT_OVER.search(words):
            written = unescaped(words[rest.start() : rest.start() + 40]).partition("\n")[0]
            message = _("This looks like a link but cannot be read as one: “{}”.").format(written)
            self.found(Rule.BROKEN_LINK, written, message)

    def _mention(self, words: str, key: str) -> None:
        self.links.append(Link(key, self._lines.of(words)))
        self._open(Address(key, key))
        self.out.append(f"{escape(words)}</a>")

    def _emphasis(self, element: Element) -> None:
        classes = self.classes(element) if element.attrib else ""
        self.out.append(f"<{element.tag}{classes}>")
        self.inside(element)
        self.out.append(f"</{element.tag}>")

    def _entry(self, element: Element) -> None:
        target = unescaped(element.get("to") or "")
        line = self._lines.of(f"[[{target}")
        address = self._addresses.entry(target)
        if element.text is None:
            element.text = target
            if isinstance(address, Address) and address.key:
                element.text = self._context.title(address.key)
        self._lead(address, element, line)

    def _link(self, element: Element) -> None:
        if element.get("class") == "footnote-backref":
            return
        href = unescaped(element.get("href") or "")
        line = self._lines.of(href)
        if not (element.text or len(element)):
            message = _("A link needs words: [words]({}).").format(href[:80])
            self.findings.append(Finding(line, Rule.BROKEN_LINK, message))
            return
        for name in sorted(set(element.keys()) - {"href"}):
            self.unknown_attribute(name)
        self._lead(self._addresses.any(href), element, line)

    def _lead(self, address: Address | Problem, element: Element, line: int) -> None:
        linking, self._linking = self._linking, False
        if isinstance(address, Problem):
            self.findings.append(Finding(line, address.rule, address.message))
            self.inside(element)
        else:
            if address.key:
                self.links.append(Link(address.key, line, address.anchor))
            elif address.anchor:
                self.places.append((address.anchor, line))
            self._open(address)
            self.inside(element)
            self.out.append("</a>")
        self._linking = linking

    def _open(self, address: Address) -> None:
        look = f' class="{address.look}"' if address.look else ""
        self.out.append(f'<a{look} href="{escape_value(address.href)}">')

    def _citation(self, element: Element) -> None:
        words = unescaped(element.text or "")
        written = f"[{words}]"
        marks: list[str] = []
        for part in words.split(";"):
            found = _SOURCE.fullmatch(part.strip())
            number = self._context.cite(found[1]) if found else None
            if found is None or number is None:
                message = _("There is no source “{}”.").format(part.strip().removeprefix("@"))
                self.found(Rule.UNKNOWN_SOURCE, written, message)
            else:
                marks.append(f'<a href="#source-{found[1]}">{number}</a>')
        if marks:
            # The number stands close to what it proves.
            if self.out:
                self.out[-1] = self.out[-1].rstrip(" ")
            self.out.append(f"<sup>{', '.join(marks)}</sup>")

    def _code(self, element: Element) -> None:
        words = code_text(element)
        self.out.append(f"<code>{escape(words)}</code>")
        self._setter.after(words)

    def _footnote(self, element: Element) -> None:
        name = (element[0].get("href") or "").removeprefix("#fn:") if len(element) else ""
        first = name not in self.footnotes
        letter = self.footnotes.setdefault(name, footnote_letter(len(self.footnotes) + 1))
        place = f'<a name="fnref-{letter}"></a>' if first else ""
        self.out.append(f'{place}<sup><a href="#fn-{letter}">{letter}</a></sup>')

    def _line_break(self, _element: Element) -> None:
        self.out.append("<br>")
        self._setter.after("\n")

    def _hidden(self, element: Element) -> None:
        written = element.text or ""
        self.found(Rule.BIDI_CONTROL, written, _("This hides or reorders text."))

    def _raw(self, element: Element) -> None:
        written = unescaped(element.text or "")
        message = _("HTML is not read: “{}”. Use Markdown, or \\< for the sign itself.")
        self.found(Rule.RAW_HTML, written.partition("\n")[0], message.format(written[:60]))
        self.out.append(escape(written))
        self._setter.after(written)
