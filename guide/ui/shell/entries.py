"""The library as a tree of two levels for the sidebar: headings, and the entries under them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from guide.content.model import Entry, Group
from guide.content.names import fold, tight
from guide.content.verdicts import Verdict
from guide.i18n import _
from guide.ui.widgets.verdicts import label

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

ENTRY = Role.UserRole
BOOKMARKED = Role.UserRole + 1
NOTED = Role.UserRole + 2
OPEN = Role.UserRole + 3
IS_HEADING = Role.UserRole + 4
GROUP = Role.UserRole + 5
VERDICT = Role.UserRole + 6
"""What the entry says about the person whose cautions are ticked; None without."""
_MARKS = frozenset({BOOKMARKED, NOTED, OPEN, VERDICT})
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Line:
    """An entry with its names as they are compared."""

    entry: Entry
    folded: str
    tight: str


class EntriesModel(QAbstractItemModel):
    """Groups and their entries, filtered by all their names, with the reader's marks on them."""

    def __init__(self, groups: Sequence[Group], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(groups)
        self._lines: dict[str, _Line] = {}  # made when somebody filters: most starts do not
        self._shown: list[tuple[Group, tuple[Entry, ...]]] = []
        self._bookmarked: frozenset[str] = frozenset()
        self._noted: frozenset[str] = frozenset()
        self._judge: Callable[[str], Verdict | None] = _no_verdict
        self._open = ""
        self._words: list[str] = []
        self._select()

    def set_filter(self, text: str) -> int:
        """Show only entries whose names hold every word of ``text``; how many these are."""
        words = fold(text).split()
        if words != self._words:
            self.beginResetModel()
            self._words = words
            self._select()
            self.endResetModel()
        return sum(len(entries) for _group, entries in self._shown)

    def set_marks(self, bookmarked: frozenset[str], noted: frozenset[str]) -> None:
        """Show badges at the entries with bookmarks and notes."""
        changed = (bookmarked ^ self._bookmarked) | (noted ^ self._noted)
        self._bookmarked, self._noted = bookmarked, noted
        for key in changed:
            self._touch(key)

    def judge_by(self, judge: Callable[[str], Verdict | None]) -> None:
        """Show at every entry what ``judge`` says of its key now."""
        self._judge = judge
        for row in range(self.rowCount()):
            heading = self.index(row, 0)
            last = self.rowCount(heading) - 1
            self.dataChanged.emit(self.index(0, 0, heading), self.index(last, 0, heading))

    def set_open(self, key: str) -> None:
        """Show which entry is being read."""
        before, self._open = self._open, key
        for touched in {before, key}:
            self._touch(touched)

    def find(self, key: str) -> QModelIndex:
        """Where the entry stands; invalid where it is not shown."""
        for row, (_group, entries) in enumerate(self._shown):
            for place, entry in enumerate(entries):
                if entry.key == key:
                    return self.index(place, 0, self.index(row, 0))
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Headings, or the entries of one."""
        if not parent.isValid():
            return len(self._shown)
        return 0 if parent.internalId() else len(self._shown[parent.row()][1])

    def columnCount(self, _parent: Index = _ROOT) -> int:
        """Always one."""
        return 1

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """An entry's internal id is the row of its heading plus one; a heading has 0."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # QObject has one too
        """The heading of an entry."""
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be chosen: a heading folds."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Titles, marks, and all of it in words for assistive technology."""
        if not index.isValid():
            return None
        if not index.internalId():
            return self._heading(self._shown[index.row()][0], role)
        return self._entry(self._shown[index.internalId() - 1][1][index.row()], role)

    def _heading(self, group: Group, role: int) -> object:
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return group.title
        if role == IS_HEADING:
            return True
        if role == GROUP:
            return group.key
        if role == Role.ToolTipRole:
            return group.summary or None
        return None

    def _entry(self, entry: Entry, role: int) -> object:
        if role == Role.DisplayRole:
            return entry.title
        if role == ENTRY:
            return entry
        if role in _MARKS:
            return self._mark(entry.key, role)
        if role == Role.ToolTipRole:
            return self._tip(entry)
        if role == Role.AccessibleTextRole:
            return ", ".join(self._in_words(entry))
        return None

    def _mark(self, key: str, role: int) -> object:
        if role == VERDICT:
            return self._judge(key)
        if role == OPEN:
            return key == self._open
        return key in (self._bookmarked if role == BOOKMARKED else self._noted)

    def _tip(self, entry: Entry) -> str | None:
        verdict = self._judge(entry.key)
        sentences = verdict.sentences if verdict is not None else ()
        return "\n".join(line for line in (entry.names, *sentences) if line) or None

    def _in_words(self, entry: Entry) -> list[str]:
        words = [entry.title]
        if entry.key == self._open:
            words.append(_("open"))
        verdict = self._judge(entry.key)
        if verdict is not None:
            words.append(label(verdict)[0])
        if entry.key in self._bookmarked:
            words.append(_("bookmarked"))
        if entry.key in self._noted:
            words.append(_("with a note"))
        return words

    def _select(self) -> None:
        tight_words = [tight(word) for word in self._words]
        self._shown = []
        for group in self._all:
            entries = group.entries
            if self._words:
                lines = map(self._line, entries)
                entries = tuple(x.entry for x in lines if _matches(x, self._words, tight_words))
            if entries:
                self._shown.append((replace(group, entries=()), entries))

    def _line(self, entry: Entry) -> _Line:
        if entry.key not in self._lines:
            self._lines[entry.key] = _line(entry)
        return self._lines[entry.key]

    def _touch(self, key: str) -> None:
        index = self.find(key)
        if index.isValid():
            self.dataChanged.emit(index, index)


def _no_verdict(_key: str) -> None:
    return None


def _line(entry: Entry) -> _Line:
    code = entry.key.partition("/")[2]
    names = f"{entry.title} {entry.names} {code}"
    return _Line(entry, fold(names), " ".join(map(tight, names.split("·"))))


def _matches(line: _Line, words: list[str], tight_words: list[str]) -> bool:
    return all(
        word in line.folded or (bool(close) and close in line.tight)
        for word, close in zip(words, tight_words, strict=True)
    )
