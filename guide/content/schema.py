"""The tables of a pack, and the numbers that tell ours from any other SQLite file."""

APPLICATION_ID = 0x5447504B  # "TGPK"
FORMAT = 1
"""Raised whenever a program of today could not read the packs of tomorrow, or the reverse."""

SUFFIX = ".tgpack"
PAGE_SIZE = 16384
"""Pages this large waste less at the end of compressed articles of two to five kilobytes."""

SEAL = b"\x00tgpack-sha256\x00"  # no text of an article may hold a NUL
SEAL_LENGTH = 32
"""The row ``seal`` holds SEAL and the SHA-256 of the file, taken with these bytes as zeros."""

WEIGHTS = "bm25(12.0, 10.0, 4.0, 3.0, 1.0)"
"""How much a word counts in title, names, headings, summary and body."""

TABLES = {
    "meta": "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "part": "CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB NOT NULL)",
    # Entries stand in reading order, so an id is also a place in every list.
    "entry": (
        "CREATE TABLE entry (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
        " title TEXT NOT NULL, grp TEXT NOT NULL, summary TEXT NOT NULL, names TEXT NOT NULL,"
        " regions TEXT NOT NULL, evidence TEXT NOT NULL)"
    ),
    "grp": (
        "CREATE TABLE grp (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL,"
        " title TEXT NOT NULL, summary TEXT NOT NULL)"
    ),
    # body: zlib of one line of JSON (figure, cautions, neighbours) and the HTML after it.
    "page": "CREATE TABLE page (id INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    # tight: the name as it is compared; nth: 0 for title and code, larger for lesser names.
    "name": (
        "CREATE TABLE name (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, text TEXT NOT NULL,"
        " tight TEXT NOT NULL, nth INTEGER NOT NULL)"
    ),
    "section": (
        "CREATE TABLE section (entry INTEGER, nth INTEGER, anchor TEXT NOT NULL,"
        " title TEXT NOT NULL, level INTEGER NOT NULL, PRIMARY KEY (entry, nth)) WITHOUT ROWID"
    ),
    "link": (
        "CREATE TABLE link (source INTEGER, target INTEGER, PRIMARY KEY (source, target))"
        " WITHOUT ROWID"
    ),
    "place": (
        "CREATE TABLE place (region TEXT, entry INTEGER, PRIMARY KEY (region, entry)) WITHOUT ROWID"
    ),
    "media": "CREATE TABLE media (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID",
    "words": (
        "CREATE VIRTUAL TABLE words USING fts5(title, names, headings, summary, body, content='',"
        " tokenize='unicode61 remove_diacritics 2')"
    ),
}
INDEXES = {
    "entry_kind": "CREATE INDEX entry_kind ON entry (kind)",
    "name_tight": "CREATE INDEX name_tight ON name (tight)",
}
EXPECTED = frozenset((TABLES | INDEXES).items())
