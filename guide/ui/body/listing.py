"""Everything on the plates as a tree: regions, and points under their meridians."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QIcon

from guide.atlas.names import known_meridians, known_points, organ_of
from guide.atlas.regions import known_regions
from guide.atlas.tables import Point
from guide.content.names import fold, tight
from guide.i18n import _

Index = QModelIndex | QPersistentModelIndex

KEY = Qt.ItemDataRole.UserRole
"""The role of a row's key, empty for headings."""
FITS = Qt.ItemDataRole.UserRole + 1
"""The role that tells whether a row is shown for itself, and not for what it holds."""
_ROOT = QModelIndex()
_Mark = Callable[[str], tuple[str, QIcon] | None]


@dataclass(slots=True)
class _Row:
    """A row, with the numbers of the row that holds it and of those it holds."""

    title: str
    key: str
    told: str
    """All its names, as they are compared."""
    parent: int
    rows: list[int] = field(default_factory=list)


class AtlasModel(QAbstractItemModel):
    """The atlas in three levels, narrowed by words and to what one view shows.

    An index carries the number of its row plus one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = [_Row("", "", "", -1)]
        self._shown: dict[int, list[int]] = {}
        self._places: dict[int, int] = {}
        self._mark: _Mark = _no_mark
        self._fitting: set[int] = set()
        self._strong = QFont()
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._words: list[str] = []
        self._keys: Collection[str] | None = None
        self._add_regions()
        self._add_points()
        self._select()

    def narrow(self, text: str, keys: Collection[str] | None) -> int:
        """Show only what has every word of ``text`` in its names and is among ``keys`` (None: all).

        Returns how many regions, points and meridians these are.
        """
        words = fold(text).split()
        if (words, keys) != (self._words, self._keys):
            self.beginResetModel()
            self._words, self._keys = words, keys
            self._select()
            self.endResetModel()
        return sum(bool(self._rows[number].key) for number in self._places)

    def mark_with(self, mark: _Mark) -> None:
        """Show beside every entry what ``mark`` has for its key now: words and a drawing."""
        self.beginResetModel()
        self._mark = mark
        self.endResetModel()

    def find(self, key: str) -> QModelIndex:
        """Where an entry stands; invalid where it is not shown."""
        for number, place in self._places.items():
            if self._rows[number].key == key:
                return self.createIndex(place, 0, number)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._shown.get(_number(parent), ()))

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 1

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        rows = self._shown.get(_number(parent), [])
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row])

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # QObject has one too
        if not child.isValid():
            return QModelIndex()
        number = self._rows[_number(child)].parent
        return self.createIndex(self._places[number], 0, number) if number else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[_number(index)]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DecorationRole):
            return self._marked(row, in_words=role == Qt.ItemDataRole.AccessibleTextRole)
        if role == Qt.ItemDataRole.FontRole and not row.key:
            return self._strong
        if role == FITS:
            return _number(index) in self._fitting
        return row.key if role == KEY else None

    def _marked(self, row: _Row, *, in_words: bool) -> object:
        mark = self._mark(row.key) if row.key else None
        if mark is None:
            return row.title if in_words else None
        return f"{row.title}, {mark[0]}" if in_words else mark[1]

    # ---- what there is

    def _add_regions(self) -> None:
        heading = self._add(0, _("Regions"))
        numbers: dict[str, int] = {}
        for slug, region in known_regions().items():
            names = (region.zh, *region.everyday)
            parent = numbers.get(region.parent, heading)
            numbers[slug] = self._add(parent, region.name, region.key, names)

    def _add_points(self) -> None:
        heading = self._add(0, _("Meridians and their points"))
        numbers: dict[str, int] = {}
        for code, line in known_meridians().items():
            names = (code, line.hanzi, line.pinyin)
            numbers[code] = self._add(heading, line.english, f"meridian/{code}", names)
        others = self._add(0, _("Points outside the meridians"))
        for code, point in known_points().items():
            title = f"{code}  {point.pinyin}  {point.hanzi}"
            parent = numbers.get(point.meridian, others)
            self._add(parent, title, f"point/{code}", _names(point))

    def _add(self, parent: int, title: str, key: str = "", names: Iterable[str] = ()) -> int:
        words = (title, *names)
        told = " ".join((*map(fold, words), *map(tight, words)))
        self._rows.append(_Row(title, key, told, parent))
        number = len(self._rows) - 1
        self._rows[parent].rows.append(number)
        return number

    # ---- what is shown

    def _select(self) -> None:
        self._shown, self._places, self._fitting = {}, {}, set()
        self._select_below(0, held=False)

    def _select_below(self, number: int, *, held: bool) -> bool:
        """Select among the rows of one row; whether any is shown. ``held``: its own name matched."""
        chosen: list[int] = []
        for below in self._rows[number].rows:
            row = self._rows[below]
            fits = held or (bool(row.key) and all(word in row.told for word in self._words))
            here = fits and bool(row.key) and (self._keys is None or row.key in self._keys)
            if here:
                self._fitting.add(below)
            if self._select_below(below, held=fits and bool(self._words)) or here:
                self._places[below] = len(chosen)
                chosen.append(below)
        self._shown[number] = chosen
        return bool(chosen)


def _names(point: Point) -> tuple[str, ...]:
    return point.hanzi_trad, point.english, organ_of(point)


def _number(index: Index) -> int:
    return index.internalId() if index.isValid() else 0


def _no_mark(_key: str) -> None:
    return None
