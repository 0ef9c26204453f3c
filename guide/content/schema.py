"""The tables of a pack, and the numbers that tell ours from any other SQLite file."""

APPLICATION_ID = 0x5447504B  # "TGPK"
FORMAT = 4
"""Raised whenever a program of today could not read the packs of tomorrow, or the reverse."""

SUFFIX = ".tgpack"
PAGE_SIZE = 4096

SEAL = b"\x00tgpack-sha256\x00"  # no text of an article may hold a NUL
SEAL_LENGTH = 32
"""The row ``seal`` holds SEAL and the SHA-256 of the file, taken with these bytes as zeros."""

CAUTIONS = "cautions"
"""The part with the questionnaire and what every entry says about every caution, as JSON."""

VOCABULARY = "vocabulary"
"""The part with every word of the full-text index, and in how many entries it stands."""

WEIGHTS = "bm25(1.0, 12.0, 10.0, 4.0, 3.0)"
"""How much a word counts in body, title, names, headings and summary."""

TABLES = {
    "meta": "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "part": "CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB NOT NULL)",
    # Entries stand in reading order, so an id is also a place in every list; kinds follow each other.
    "entry": (
        "CREATE TABLE entry (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
        " title TEXT NOT NULL, grp TEXT NOT NULL, summary TEXT NOT NULL, names TEXT NOT NULL,"
        " regions TEXT NOT NULL, evidence TEXT NOT NULL,"
        " sheet INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL)"
    ),
    "grp": (
        "CREATE TABLE grp (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL,"
        " title TEXT NOT NULL, summary TEXT NOT NULL)"
    ),
    # Many compressed pages one after the other: singly they would leave a third of the file empty.
    "sheet": "CREATE TABLE sheet (id INTEGER PRIMARY KEY, pages BLOB NOT NULL)",
    # The words about a source stand here once, and not in every article that rests on it.
    "source": "CREATE TABLE source (id TEXT PRIMARY KEY, words BLOB NOT NULL) WITHOUT ROWID",
    # tight: the name as it is compared; nth: 0 for title and code, larger for lesser names.
    "name": (
        "CREATE TABLE name (tight TEXT, entry INTEGER, text TEXT, nth INTEGER NOT NULL,"
        " PRIMARY KEY (tight, entry, text)) WITHOUT ROWID"
    ),
    "link": (
        "CREATE TABLE link (source INTEGER, target INTEGER, PRIMARY KEY (source, target))"
        " WITHOUT ROWID"
    ),
    "place": (
        "CREATE TABLE place (region TEXT, entry INTEGER, PRIMARY KEY (region, entry)) WITHOUT ROWID"
    ),
    # entries: a compressed byte for each entry, see guide.content.frequent.
    "frequent": "CREATE TABLE frequent (word TEXT PRIMARY KEY, entries BLOB NOT NULL)",
    "media": "CREATE TABLE media (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID",
    # The body comes first because the first column takes least room in the index.
    "words": (
        "CREATE VIRTUAL TABLE words USING fts5(body, title, names, headings, summary, content='',"
        " tokenize='unicode61 remove_diacritics 2')"
    ),
}
EXPECTED = frozenset(TABLES.items())

PIECES_START, PIECES_END = "\ue000", "\ue001"
"""Around the ids of a page's sources in their order, where the numbered list of them will stand."""
