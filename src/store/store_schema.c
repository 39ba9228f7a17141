/* store_schema.c - the tables, step by step from format to format; docs/schema.md tells what they hold. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_priv.h"

#define SPANS    "begin INTEGER NOT NULL, \"end\" INTEGER NOT NULL"
#define FIELD    "field TEXT NOT NULL CHECK (field IN ('headline', 'text'))"
#define OF_STORY "story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE"

/* Rows of a story are numbered within it, so that they are the same whatever came before and stand together on the disk. */
static const char STORIES[] =
    "CREATE TABLE coder (coder INTEGER PRIMARY KEY, name TEXT NOT NULL, program TEXT NOT NULL, model TEXT "
    "NOT NULL,"
    " pack TEXT NOT NULL, lexicon TEXT NOT NULL, UNIQUE (program, model, pack, lexicon)) STRICT;"

    "CREATE TABLE story (story INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, date TEXT NOT NULL,"
    " headline TEXT NOT NULL, text TEXT NOT NULL, publisher TEXT NOT NULL, url TEXT NOT NULL, extra TEXT NOT "
    "NULL,"
    " key TEXT NOT NULL, sum INTEGER NOT NULL, words INTEGER NOT NULL, coder INTEGER NOT NULL REFERENCES "
    "coder) STRICT;"

    "CREATE TABLE entity (" OF_STORY ", entity INTEGER NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL,"
    " country TEXT NOT NULL, sectors TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (story, entity))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE entity_mention (story INTEGER NOT NULL, entity INTEGER NOT NULL, n INTEGER NOT NULL, " FIELD
    ", " SPANS ", via TEXT NOT NULL, PRIMARY KEY (story, entity, n),"
    " FOREIGN KEY (story, entity) REFERENCES entity ON DELETE CASCADE) STRICT, WITHOUT ROWID;";

static const char RECORDS[] =
    "CREATE TABLE mention (mention INTEGER PRIMARY KEY, " OF_STORY ", event INTEGER NOT NULL,"
    " lead INTEGER NOT NULL CHECK (lead IN (0, 1)),"
    " type TEXT NOT NULL, mode TEXT NOT NULL, quad INTEGER NOT NULL CHECK (quad BETWEEN 1 AND 4), cameo TEXT "
    "NOT NULL,"
    " plover_score REAL, goldstein REAL,"
    " polarity TEXT NOT NULL CHECK (polarity IN ('affirmed', 'negated')),"
    " time TEXT NOT NULL CHECK (time IN ('past', 'future', 'historical')),"
    " modality TEXT NOT NULL CHECK (modality IN ('asserted', 'claimed', 'possible', 'hypothetical', "
    "'requested',"
    " 'promised', 'threatened')),"
    " day TEXT NOT NULL, date TEXT NOT NULL, date_end TEXT NOT NULL, date_granularity TEXT NOT NULL,"
    " date_text TEXT NOT NULL, date_from TEXT NOT NULL,"
    " place_text TEXT NOT NULL, place_name TEXT NOT NULL, place_country TEXT NOT NULL, place_admin1 TEXT NOT "
    "NULL,"
    " place_admin2 TEXT NOT NULL, lat REAL, lon REAL, geonameid INTEGER, place_granularity TEXT NOT NULL,"
    " place_from TEXT NOT NULL, " FIELD ", sentence INTEGER NOT NULL,"
    " sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL, clause_begin INTEGER NOT NULL,"
    " clause_end INTEGER NOT NULL, trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL,"
    " confidence REAL, rule TEXT NOT NULL,"
    " counted INTEGER NOT NULL GENERATED ALWAYS AS"
    " (polarity = 'affirmed' AND time <> 'future' AND modality IN ('asserted', 'claimed')) VIRTUAL) STRICT;"
    "CREATE TABLE mention_context (mention INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE, n INTEGER "
    "NOT NULL,"
    " context TEXT NOT NULL, PRIMARY KEY (mention, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE mention_count (mention INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE, n INTEGER "
    "NOT NULL,"
    " what TEXT NOT NULL, least INTEGER NOT NULL, most INTEGER, text TEXT NOT NULL, PRIMARY KEY (mention, n))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE cameo (cameo TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;"

    "CREATE TABLE party (mention INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,"
    " role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'by')), n INTEGER NOT NULL,"
    " story INTEGER NOT NULL, entity INTEGER NOT NULL, code TEXT NOT NULL, country TEXT NOT NULL, day TEXT "
    "NOT NULL,"
    " text TEXT NOT NULL, " SPANS ", via TEXT NOT NULL, PRIMARY KEY (mention, role, n),"
    " FOREIGN KEY (story, entity) REFERENCES entity) STRICT, WITHOUT ROWID;"
    "CREATE TABLE party_sector (mention INTEGER NOT NULL, role TEXT NOT NULL, n INTEGER NOT NULL, sector "
    "TEXT NOT NULL,"
    " day TEXT NOT NULL, PRIMARY KEY (mention, role, n, sector),"
    " FOREIGN KEY (mention, role, n) REFERENCES party ON DELETE CASCADE) STRICT, WITHOUT ROWID;";

static const char REST[] =
    "CREATE TABLE statement (" OF_STORY
    ", n INTEGER NOT NULL, quote INTEGER, speaker INTEGER, addressee INTEGER,"
    " speaker_text TEXT NOT NULL, speaker_via TEXT NOT NULL, verb TEXT NOT NULL,"
    " direct INTEGER NOT NULL CHECK (direct IN (0, 1)), known INTEGER NOT NULL CHECK (known IN (0, "
    "1)), " FIELD ","
    " sentence INTEGER NOT NULL, " SPANS
    ", cue_begin INTEGER NOT NULL, cue_end INTEGER NOT NULL, PRIMARY KEY (story, n),"
    " FOREIGN KEY (story, speaker) REFERENCES entity, FOREIGN KEY (story, addressee) REFERENCES entity)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE statement_by (story INTEGER NOT NULL, statement INTEGER NOT NULL, n INTEGER NOT NULL,"
    " entity INTEGER NOT NULL, PRIMARY KEY (story, statement, n),"
    " FOREIGN KEY (story, statement) REFERENCES statement ON DELETE CASCADE,"
    " FOREIGN KEY (story, entity) REFERENCES entity) STRICT, WITHOUT ROWID;"
    "CREATE TABLE statement_mention (story INTEGER NOT NULL, statement INTEGER NOT NULL,"
    " mention INTEGER NOT NULL REFERENCES mention, PRIMARY KEY (story, statement, mention),"
    " FOREIGN KEY (story, statement) REFERENCES statement ON DELETE CASCADE) STRICT, WITHOUT ROWID;"

    "CREATE TABLE timex (" OF_STORY ", n INTEGER NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL, " FIELD
    ", " SPANS ", PRIMARY KEY (story, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE place (" OF_STORY ", n INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,"
    " admin1 TEXT NOT NULL, lat REAL, lon REAL, geonameid INTEGER, granularity TEXT NOT NULL, " FIELD
    ", " SPANS ", PRIMARY KEY (story, n)) STRICT, WITHOUT ROWID;";

/* For the questions that are asked (store_query.c), and for the keys that point at a row which may go. */
static const char INDICES[] =
    "CREATE INDEX story_date ON story (date);"
    "CREATE INDEX story_publisher ON story (publisher, date);"
    "CREATE INDEX story_coder ON story (coder);"
    "CREATE INDEX mention_story ON mention (story);"
    "CREATE INDEX mention_event ON mention (event, lead);"
    "CREATE INDEX mention_day ON mention (day, type);"
    "CREATE INDEX mention_type ON mention (type, mode, day);"
    "CREATE INDEX mention_cameo ON mention (cameo, day);"
    "CREATE INDEX mention_quad ON mention (quad, day);"
    "CREATE INDEX mention_status ON mention (modality, polarity, time, day);"
    "CREATE INDEX mention_country ON mention (place_country, day);"
    "CREATE INDEX mention_place ON mention (place_name COLLATE NOCASE, day) WHERE place_name <> '';"
    "CREATE INDEX mention_point ON mention (lat, lon) WHERE lat IS NOT NULL;"
    "CREATE INDEX context_mention ON mention_context (context, mention);"
    "CREATE INDEX party_code ON party (code, role, day);"
    "CREATE INDEX party_country ON party (country, role, day);"
    "CREATE INDEX party_entity ON party (story, entity);"
    "CREATE INDEX party_sector_day ON party_sector (sector, role, day);"
    "CREATE INDEX entity_name ON entity (name COLLATE NOCASE);"
    "CREATE INDEX statement_speaker ON statement (story, speaker);"
    "CREATE INDEX statement_mention_mention ON statement_mention (mention);";

/* The index of words holds no second copy of the text, so it must be told of every change. */
static const char WORDS[] =
    "CREATE VIRTUAL TABLE story_text USING fts5 (headline, text, content = 'story', content_rowid = 'story',"
    " tokenize = 'unicode61 remove_diacritics 2');"
    "CREATE TRIGGER story_added AFTER INSERT ON story BEGIN"
    " INSERT INTO story_text (rowid, headline, text) VALUES (new.story, new.headline, new.text); END;"
    "CREATE TRIGGER story_gone AFTER DELETE ON story BEGIN"
    " INSERT INTO story_text (story_text, rowid, headline, text)"
    " VALUES ('delete', old.story, old.headline, old.text); END;"
    "CREATE TRIGGER story_changed AFTER UPDATE OF headline, text ON story"
    " WHEN old.headline <> new.headline OR old.text <> new.text BEGIN"
    " INSERT INTO story_text (story_text, rowid, headline, text)"
    " VALUES ('delete', old.story, old.headline, old.text);"
    " INSERT INTO story_text (rowid, headline, text) VALUES (new.story, new.headline, new.text); END;";

/* clang-format off */
#define PIECE(begin, end)                                                                                         \
    "substr(CASE m.field WHEN 'headline' THEN s.headline ELSE s.text END, " begin " + 1, " end " - " begin ")"
#define PARTIES(role, what)                                                                                       \
    "coalesce((SELECT group_concat(x, ';') FROM (SELECT " what " AS x FROM party p JOIN entity e"                 \
    " ON e.story = p.story AND e.entity = p.entity WHERE p.mention = m.mention AND p.role = '" role               \
    "' ORDER BY p.n)), '')"
#define RECORD                                                                                                    \
    "m.type, m.mode, coalesce((SELECT group_concat(x, ';') FROM (SELECT context AS x FROM mention_context c"      \
    " WHERE c.mention = m.mention ORDER BY c.n)), '') AS contexts, m.quad, m.plover_score, m.cameo,"              \
    " (SELECT name FROM cameo WHERE cameo.cameo = m.cameo) AS cameo_name, m.goldstein, "                          \
    PARTIES("actor", "e.name") " AS actor_names, " PARTIES("actor", "e.code") " AS actor_codes, "                 \
    PARTIES("recipient", "e.name") " AS recipient_names, " PARTIES("recipient", "e.code")                         \
    " AS recipient_codes, m.polarity, m.time, m.modality, m.counted, " PARTIES("by", "e.name") " AS by_names, "   \
    PARTIES("by", "e.code") " AS by_codes, m.day, m.date, m.date_end, m.date_granularity, m.date_from,"           \
    " m.place_text, m.place_name, m.place_country, m.place_admin1, m.lat, m.lon, m.geonameid,"                    \
    " m.place_granularity, m.place_from, m.confidence"

static const char MENTIONS[] =
    "CREATE VIEW mentions AS SELECT s.key || ':' || (m.mention % 1000000) AS id, m.mention, m.event, m.lead,"
    " s.id AS story, substr(s.date, 1, 10) AS story_date, s.publisher, s.url, m.field, m.sentence, " RECORD ", "
    PIECE("m.trigger_begin", "m.trigger_end") " AS trigger, " PIECE("m.clause_begin", "m.clause_end") " AS clause, "
    PIECE("m.sentence_begin", "m.sentence_end") " AS text, m.rule, c.name AS coder"
    " FROM mention m JOIN story s ON s.story = m.story JOIN coder c ON c.coder = s.coder;";

static const char EVENTS[] =
    "CREATE VIEW events AS SELECT m.event, (SELECT count(*) FROM mention x WHERE x.event = m.event) AS mentions,"
    " (SELECT count(DISTINCT x.story) FROM mention x WHERE x.event = m.event) AS stories, " RECORD ", "
    PIECE("m.sentence_begin", "m.sentence_end") " AS text, s.id AS story, s.publisher"
    " FROM mention m JOIN story s ON s.story = m.story WHERE m.lead = 1;";

static const char DYADS[] =
    "CREATE VIEW dyad_month AS SELECT month, actor, recipient, count(DISTINCT event) AS events,"
    " count(DISTINCT CASE quad WHEN 1 THEN event END) AS verbal_cooperation,"
    " count(DISTINCT CASE quad WHEN 2 THEN event END) AS material_cooperation,"
    " count(DISTINCT CASE quad WHEN 3 THEN event END) AS verbal_conflict,"
    " count(DISTINCT CASE quad WHEN 4 THEN event END) AS material_conflict,"
    " avg(goldstein) AS goldstein, avg(plover_score) AS plover_score"
    " FROM (SELECT DISTINCT m.event AS event, substr(m.day, 1, 7) AS month, m.quad AS quad, m.goldstein AS goldstein,"
    " m.plover_score AS plover_score, CASE a.country WHEN '' THEN a.code ELSE a.country END AS actor,"
    " CASE r.country WHEN '' THEN r.code ELSE r.country END AS recipient"
    " FROM mention m JOIN party a ON a.mention = m.mention AND a.role = 'actor'"
    " JOIN party r ON r.mention = m.mention AND r.role = 'recipient'"
    " WHERE m.lead = 1 AND m.counted = 1 AND m.date_granularity IN ('month', 'week', 'day', 'hour'))"
    " GROUP BY month, actor, recipient;";
/* clang-format on */

/* Format 2.  Questions are about what stands for an event and is counted (lead, counted); the indices hold what is filtered, grouped
 * and averaged by, too, so that counting reads nothing else.  Parties come in the order of their mentions, so that sets of them are
 * met quickly; mention_told is a narrow copy of the mentions for the sets. */
#define COUNTING "lead, counted, day, date_granularity, type, quad, goldstein, event"
static const char ASKING[] =
    "DROP INDEX mention_event; CREATE INDEX mention_event ON mention (event, lead, counted, story, day, "
    "date_granularity, type,"
    " quad, goldstein);"
    "DROP INDEX mention_story; CREATE INDEX mention_story ON mention (story, event);"
    "DROP INDEX mention_day; CREATE INDEX mention_day ON mention (" COUNTING ");"
    "DROP INDEX mention_type; CREATE INDEX mention_type ON mention (type, lead, counted, mode, day, "
    "date_granularity, quad,"
    " place_country, goldstein, event);"
    "DROP INDEX mention_cameo; CREATE INDEX mention_cameo ON mention (cameo, " COUNTING ");"
    "DROP INDEX mention_quad; CREATE INDEX mention_quad ON mention (quad, lead, counted, day, "
    "date_granularity, type, goldstein,"
    " event);"
    "DROP INDEX mention_country; CREATE INDEX mention_country ON mention (place_country, " COUNTING ");"
    "DROP INDEX mention_place; CREATE INDEX mention_place ON mention (place_name COLLATE NOCASE, " COUNTING
    ")"
    " WHERE place_name <> '';"
    "DROP INDEX mention_status; CREATE INDEX mention_status ON mention (polarity, time, modality, lead, "
    "type, day);"
    "CREATE INDEX mention_told ON mention (mention, " COUNTING ");"
    "DROP INDEX party_country; CREATE INDEX party_country ON party (country, role, mention, day);"
    "DROP INDEX party_code; CREATE INDEX party_code ON party (code, role, mention, day);"
    "DROP INDEX party_sector_day; CREATE INDEX party_sector_mention ON party_sector (sector, role, mention, "
    "day);"
    "CREATE INDEX story_key ON story (key) WHERE key <> '';";

/* Format 2.  Links over stories; docs/linking.md tells the rules.  `relink` names what is to be settled by the next program that
 * writes: rows that were deleted by hand leave an event without the mention that stands for it, so another is chosen at once. */
static const char LINKS[] =
    "CREATE TABLE happening (happening INTEGER PRIMARY KEY, what TEXT NOT NULL, at INTEGER NOT NULL, spot "
    "TEXT NOT NULL,"
    " up INTEGER REFERENCES happening, UNIQUE (what, at, spot)) STRICT;"
    "CREATE INDEX happening_up ON happening (up);"
    "CREATE TABLE happening_key (key TEXT NOT NULL, at INTEGER NOT NULL, happening INTEGER NOT NULL,"
    " PRIMARY KEY (key, at, happening)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE cell (cell INTEGER PRIMARY KEY, what TEXT NOT NULL, day INTEGER NOT NULL,"
    " exact INTEGER NOT NULL CHECK (exact IN (0, 1)), place TEXT NOT NULL, happening INTEGER REFERENCES "
    "happening,"
    " UNIQUE (what, day, exact, place)) STRICT;"
    "CREATE INDEX cell_happening ON cell (happening, exact);"
    "ALTER TABLE mention ADD COLUMN telling REAL NOT NULL DEFAULT 0;"
    "ALTER TABLE mention ADD COLUMN cell INTEGER REFERENCES cell;"
    "CREATE INDEX mention_cell ON mention (cell, story) WHERE cell IS NOT NULL;"
    "CREATE TABLE story_print (story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE, n INTEGER NOT NULL,"
    " week INTEGER NOT NULL, print INTEGER NOT NULL, PRIMARY KEY (story, n)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX story_print_print ON story_print (week, print);"
    "CREATE TABLE copy (story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE, of INTEGER NOT NULL,"
    " first INTEGER NOT NULL, jaccard REAL NOT NULL, share REAL NOT NULL) STRICT;"
    "CREATE INDEX copy_of ON copy (of);"
    "CREATE INDEX copy_first ON copy (first);"
    "CREATE TABLE relink (kind TEXT NOT NULL CHECK (kind IN ('cell', 'copy', 'story')), number INTEGER NOT "
    "NULL,"
    " PRIMARY KEY (kind, number)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER mention_gone AFTER DELETE ON mention WHEN old.cell IS NOT NULL BEGIN"
    " INSERT OR IGNORE INTO relink VALUES ('cell', old.cell);"
    " UPDATE mention SET lead = 1 WHERE old.lead = 1 AND mention = (SELECT mention FROM mention WHERE event "
    "= old.event"
    " ORDER BY telling DESC, mention LIMIT 1); END;"
    "CREATE TRIGGER story_gone_copies AFTER DELETE ON story BEGIN"
    " INSERT OR IGNORE INTO relink SELECT 'copy', story FROM copy WHERE of = old.story;"
    " DELETE FROM copy WHERE of = old.story; END;"
    "UPDATE mention SET telling = (polarity = 'affirmed') * 1000 + (time <> 'future') * 300"
    " + CASE modality WHEN 'asserted' THEN 2 WHEN 'claimed' THEN 1 ELSE 0 END * 100"
    " + (EXISTS (SELECT 1 FROM party p WHERE p.mention = mention.mention AND role = 'actor')"
    " + EXISTS (SELECT 1 FROM party p WHERE p.mention = mention.mention AND role = 'recipient')) * 10"
    " + coalesce(confidence, 0.0);"
    "INSERT INTO relink SELECT 'story', story FROM story;";

/* clang-format off */
/* The publisher of the first of all copies, or its id where it names none: copies bring no second source. */
static const char SOURCES[] =
    "DROP VIEW events;"
    "CREATE VIEW events AS SELECT m.event, (SELECT count(*) FROM mention x WHERE x.event = m.event) AS mentions,"
    " (SELECT count(DISTINCT x.story) FROM mention x WHERE x.event = m.event) AS stories,"
    " (SELECT count(DISTINCT coalesce(nullif(f.publisher, ''), f.id, x.story)) FROM mention x LEFT JOIN copy c"
    " ON c.story = x.story LEFT JOIN story f ON f.story = coalesce(c.first, x.story) WHERE x.event = m.event) AS sources, " RECORD ", "
    PIECE("m.sentence_begin", "m.sentence_end") " AS text, s.id AS story, s.publisher"
    " FROM mention m JOIN story s ON s.story = m.story WHERE m.lead = 1;";
/* clang-format on */

/* What takes a store of format i to i + 1, a list that ends with NULL. */
static const char *const FIRST[] = { STORIES, RECORDS, REST, INDICES, WORDS, MENTIONS, EVENTS, DYADS, NULL };
static const char *const SECOND[] = { ASKING, LINKS, SOURCES, NULL };
static const char *const *const STEPS[DL__STORE_FORMAT] = { FIRST, SECOND };

static int set_pragma(sqlite3 *db, const char *name, int value)
{
    char *sql = sqlite3_mprintf("PRAGMA %s = %d", name, value); /* pragmas take no parameters */
    int rc = sql ? sqlite3_exec(db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
    sqlite3_free(sql);
    return rc;
}

int dl__store_migrate(sqlite3 *db, int from, int to)
{
    int rc = SQLITE_OK;
    for (int i = from; i < to && !rc; i++)
        for (const char *const *step = STEPS[i]; *step && !rc; step++)
            rc = sqlite3_exec(db, *step, NULL, NULL, NULL);
    if (!rc)
        rc = set_pragma(db, "application_id", DL__STORE_APPLICATION);
    return rc ? rc : set_pragma(db, "user_version", to);
}
