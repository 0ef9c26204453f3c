PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE bookmarks (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" TEXT NOT NULL, 
	section TEXT NOT NULL, 
	title TEXT NOT NULL, 
	created TEXT NOT NULL, 
	removed TEXT
);
INSERT INTO "bookmarks" VALUES(1,'therapy/back-stepping','','Back stepping','2026-11-22T10:00:00.000000Z',NULL);
INSERT INTO "bookmarks" VALUES(2,'therapy/back-stepping','technique','Back stepping: Technique','2026-11-23T08:15:30.250000Z',NULL);
INSERT INTO "bookmarks" VALUES(3,'condition/low-back-pain','','Low back pain','2026-11-24T21:59:59.999999Z','2026-11-24T21:59:59.999999Z');
INSERT INTO "bookmarks" VALUES(4,'point/BL13','','BL13 肺俞','2026-11-22T10:00:00.000000Z',NULL);
CREATE TABLE notes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" TEXT NOT NULL, 
	text TEXT NOT NULL, 
	created TEXT NOT NULL, 
	changed TEXT NOT NULL, 
	removed TEXT, 
	seal BLOB NOT NULL
);
INSERT INTO "notes" VALUES(1,'therapy/back-stepping','Only the **sacrum**, never the ribs.

- light first
- ask','2026-11-22T10:00:00.000000Z','2026-11-24T21:59:59.999999Z',NULL,X'DCCF65CCEE6A15E3AC9BD3BF1FECF435');
INSERT INTO "notes" VALUES(2,'therapy/tuina','推拿 — ask about osteoporosis 😀','2026-11-23T08:15:30.250000Z','2026-11-23T08:15:30.250000Z',NULL,X'35308B110566205DEAE6900D7DC1D0AF');
INSERT INTO "notes" VALUES(3,'condition/low-back-pain','It''s ''quoted''; DROP TABLE notes; --','2026-11-23T08:15:30.250000Z','2026-11-24T21:59:59.999999Z','2026-11-24T21:59:59.999999Z',X'19BEE48386BFF01504D63FE6769B7341');
INSERT INTO "notes" VALUES(4,'point/BL13','','2026-11-22T10:00:00.000000Z','2026-11-22T10:00:00.000000Z',NULL,X'80A98508D039455C751489493EB1E721');
CREATE TABLE revisions (
	id INTEGER NOT NULL, 
	note_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	at TEXT NOT NULL, 
	seal BLOB NOT NULL, 
	CONSTRAINT pk_revisions PRIMARY KEY (id), 
	CONSTRAINT fk_revisions_note_id_notes FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);
INSERT INTO "revisions" VALUES(1,1,'Only the sacrum.','2026-11-22T10:00:00.000000Z',X'FD10D2F2D832423AA0FBEC20C83590A7');
INSERT INTO "revisions" VALUES(2,1,'Only the **sacrum**.','2026-11-23T08:15:30.250000Z',X'087A315576EE8342C4768CE76FE77E8E');
INSERT INTO "revisions" VALUES(3,3,'It hurts','2026-11-23T08:15:30.250000Z',X'EF1D7DC02392685C41161B1D36484B78');
INSERT INTO "revisions" VALUES(4,1,'','2026-11-23T08:15:30.250000Z',X'52CF3D52F5AC4A7368742902BBBD5A44');
CREATE UNIQUE INDEX uq_bookmarks_place ON bookmarks ("key", section) WHERE removed IS NULL;
CREATE INDEX ix_notes_key ON notes ("key");
CREATE INDEX ix_revisions_note_id ON revisions (note_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('bookmarks',4);
INSERT INTO "sqlite_sequence" VALUES('notes',4);
COMMIT;
PRAGMA application_id = 1413960532;
PRAGMA user_version = 1;
