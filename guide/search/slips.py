"""Slips of the fingers: how far a typed word lies from the one that was meant."""

from collections.abc import Iterable

LETTERS_FOR_ONE, LETTERS_FOR_TWO = 3, 6
"""From so many letters on, a word may have one slip, or two."""
FIRST_TOO = 100_000
"""Among so many words none is sought that begins with another letter than the typed one."""
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SWAPPED, _DOUBLED, _BESIDE, _OTHER, _ONE = 0.8, 0.5, 0.7, 1.1, 1.0
_FIRST = 0.3  # a slip in the first letter is rare
_BAND = 3  # further out no two slips lead


def _neighbours() -> frozenset[str]:
    """Pairs of letters whose keys touch on a QWERTY keyboard."""
    pairs = set()
    for upper, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            near = row[place + 1 : place + 2]
            if upper + 1 < len(_ROWS):
                near += _ROWS[upper + 1][max(0, place - 1) : place + 1]
            pairs.update({letter + other for other in near} | {other + letter for other in near})
    return frozenset(pairs)


_BESIDE_KEYS = _neighbours()


def allowed(word: str) -> int:
    """How many slips ``word`` may have."""
    return (len(word) >= LETTERS_FOR_ONE) + (len(word) >= LETTERS_FOR_TWO)


def dearest(word: str) -> float:
    """What the slips in ``word`` may cost: of three letters none may be missing or quite wrong."""
    return _SWAPPED if len(word) == LETTERS_FOR_ONE else allowed(word) + 0.4


def cost(typed: str, word: str, half_typed: bool = False) -> float:
    """How bad the slips are that make ``typed`` of ``word``, or of its beginning; 0 for none."""
    return align(typed, word, half_typed)[0]


def align(typed: str, word: str, half_typed: bool = False) -> tuple[float, list[int]]:
    """The cost, and the places in ``word`` of the letters that were typed right."""
    # Where both begin alike there is nothing to weigh; two letters stay for swaps and doubles.
    alike = 0
    while typed[alike : alike + 3] == word[alike : alike + 3] and alike + 3 < len(typed):
        alike += 1
    typed, word = typed[alike:], word[alike:]
    table = _table(typed, word, _FIRST if alike == 0 else 0.0)
    last = table[len(typed)]
    end, total = len(word), last[len(word)]
    if half_typed:
        for place, value in enumerate(last):
            left = min(0.5, 0.05 * (len(word) - place))  # what fits as a whole is likelier
            if value + left < total:
                end, total = place, value + left
    places = _right(table, typed, word, end, _FIRST if alike == 0 else 0.0)
    return total, [*range(alike), *(alike + place for place in places)]


def _table(typed: str, word: str, first: float) -> list[list[float]]:
    """The cheapest way from each beginning of ``typed`` to each beginning of ``word``."""
    far = float(len(typed) + len(word) + 9)
    table = [[far] * (len(word) + 1) for _each in range(len(typed) + 1)]
    for i in range(len(typed) + 1):
        for j in range(max(0, i - _BAND), min(len(word), i + _BAND) + 1):
            ways = _ways(table, typed, word, i, j, first if min(i, j) <= 1 else 0.0)
            table[i][j] = min((way for way, _i, _j in ways), default=0.0)
    return table


def _ways(
    table: list[list[float]], typed: str, word: str, i: int, j: int, first: float
) -> Iterable[tuple[float, int, int]]:
    """The ways to reach ``table[i][j]``: cost, and the place before."""
    if i and j:
        yield table[i - 1][j - 1] + _change(typed[i - 1], word[j - 1], first), i - 1, j - 1
    if i:
        doubled = i > 1 and typed[i - 1] == typed[i - 2]
        yield table[i - 1][j] + (_DOUBLED if doubled else _ONE + first), i - 1, j
    if j:
        doubled = j > 1 and word[j - 1] == word[j - 2]
        yield table[i][j - 1] + (_DOUBLED if doubled else _ONE + first), i, j - 1
    if i > 1 and j > 1 and typed[i - 2] == word[j - 1] and typed[i - 1] == word[j - 2]:
        yield table[i - 2][j - 2] + _SWAPPED, i - 2, j - 2


def _change(typed: str, meant: str, first: float) -> float:
    if typed == meant:
        return 0.0
    return first + (_BESIDE if typed + meant in _BESIDE_KEYS else _OTHER)


def _right(table: list[list[float]], typed: str, word: str, end: int, first: float) -> list[int]:
    """The places in ``word`` that the cheapest way passes without a slip, or with a swap."""
    places: list[int] = []
    i, j = len(typed), end
    while i or j:
        ways = _ways(table, typed, word, i, j, first if min(i, j) <= 1 else 0.0)
        _cost, before, place = min(ways)
        if j - place == 2:
            places += [j - 1, j - 2]
        elif i > before and j > place and typed[i - 1] == word[j - 1]:
            places.append(j - 1)
        i, j = before, place
    return places[::-1]


def near(typed: str, words: Iterable[str], limit: int = 0) -> dict[str, int]:
    """Those of ``words`` that few slips make of ``typed``, with how many; the nearest first."""
    # Loaded at the first slip: the start of the window must not wait for it.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found = process.extract(
        typed,
        words,
        scorer=OSA.distance,  # type: ignore[arg-type] # its stubs know no whole numbers
        score_cutoff=allowed(typed),
        limit=limit or None,
    )
    return {word: int(slips) for word, slips, _place in found}
