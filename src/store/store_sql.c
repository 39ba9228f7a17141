/* store_sql.c - the statements that write a store and read stories back; values are bound, in the order of the columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_priv.h"

#define STORY "story, id, date, headline, text, publisher, url, extra"

/* What comes first: what has a date, the earlier one, then by id; the same whatever came first into the store. */
#define IN_ORDER(s) s ".date = '', " s ".date, " s ".id"

#define PARTIES(role)                                                                                        \
    "coalesce((SELECT group_concat(code, ' ') FROM party p WHERE p.mention = m.mention AND p.role = '" role  \
    "'), '---')"

const char *const DL__QUERY_TEXT[DL__N_QUERIES] = {
    [DL__Q_BEGIN] = "BEGIN IMMEDIATE", /* not to find out in the middle that somebody else writes */
    [DL__Q_COMMIT] = "COMMIT",
    [DL__Q_ROLLBACK] = "ROLLBACK",
    [DL__Q_SAVE] = "SAVEPOINT story",
    [DL__Q_RELEASE] = "RELEASE story",
    [DL__Q_UNDO] = "ROLLBACK TO story",
    [DL__Q_FIND_STORY] = "SELECT story, sum, coder FROM story WHERE id = ?",
    [DL__Q_FIND_CODER] =
        "SELECT coder FROM coder WHERE program = ? AND model = ? AND pack = ? AND lexicon = ?",
    [DL__Q_ADD_CODER] = "INSERT INTO coder (program, model, pack, lexicon, name) VALUES (?, ?, ?, ?, ?)",
    [DL__Q_ADD_STORY] =
        "INSERT INTO story (id, date, headline, text, publisher, url, extra, key, sum, words, coder) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [DL__Q_REPLACE_STORY] =
        "UPDATE story SET id = ?, date = ?, headline = ?, text = ?, publisher = ?, url = ?, extra = ?, "
        "key = ?, sum = ?, words = ?, coder = ? WHERE story = ?",
    /* in this order, so that nothing points at what goes; what hangs on a row goes with it */
    [DL__Q_CLEAR_STATEMENTS] = "DELETE FROM statement WHERE story = ?",
    [DL__Q_CLEAR_MENTIONS] = "DELETE FROM mention WHERE story = ?",
    [DL__Q_CLEAR_ENTITIES] = "DELETE FROM entity WHERE story = ?",
    [DL__Q_CLEAR_TIMES] = "DELETE FROM timex WHERE story = ?",
    [DL__Q_CLEAR_PLACES] = "DELETE FROM place WHERE story = ?",
    [DL__Q_ADD_ENTITY] = "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)",
    [DL__Q_ADD_ENTITY_MENTION] = "INSERT INTO entity_mention VALUES (?, ?, ?, ?, ?, ?, ?)",
    [DL__Q_ADD_MENTION] = "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
    [DL__Q_ADD_CAMEO] = "INSERT INTO cameo VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name "
                        "WHERE name <> excluded.name",
    [DL__Q_ADD_CONTEXT] = "INSERT INTO mention_context VALUES (?, ?, ?)",
    [DL__Q_ADD_COUNT] = "INSERT INTO mention_count VALUES (?, ?, ?, ?, ?, ?)",
    [DL__Q_ADD_PARTY] = "INSERT INTO party VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [DL__Q_ADD_SECTOR] = "INSERT OR IGNORE INTO party_sector VALUES (?, ?, ?, ?, ?)",
    [DL__Q_ADD_STATEMENT] = "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [DL__Q_ADD_STATEMENT_BY] = "INSERT INTO statement_by VALUES (?, ?, ?, ?)",
    [DL__Q_ADD_STATEMENT_MENTION] = "INSERT OR IGNORE INTO statement_mention VALUES (?, ?, ?)",
    [DL__Q_ADD_TIME] = "INSERT INTO timex VALUES (?, ?, ?, ?, ?, ?, ?)",
    [DL__Q_ADD_PLACE] = "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [DL__Q_NEXT] = "SELECT " STORY " FROM story WHERE story > ? ORDER BY story LIMIT 1",
    [DL__Q_NEXT_OUTDATED] =
        "SELECT " STORY " FROM story WHERE story > ? AND coder <> ? ORDER BY story LIMIT 1",
    /* all that was coded, in a line to read; parties by code, since names follow from the same text */
    [DL__Q_RECORDS] =
        "SELECT m.trigger_begin * 2 + (m.field = 'text') AS at, '\"' || substr(CASE m.field WHEN 'headline' "
        "THEN s.headline ELSE s.text END, m.trigger_begin + 1, m.trigger_end - m.trigger_begin) || '\" ' || "
        "m.field || ' ' || m.trigger_begin || ': ' || m.type || CASE m.mode WHEN '' THEN '' ELSE '-' || "
        "m.mode "
        "END || ' ' || m.cameo || ', ' || " PARTIES("actor") " || ' > ' || " PARTIES(
            "recipient") " || CASE "
                         "(SELECT count(*) FROM party p WHERE p.mention = m.mention AND p.role = 'by') WHEN "
                         "0 THEN '' ELSE "
                         "', by ' || " PARTIES(
                             "by") " END || ', ' || m.polarity || ' ' || m.time || ' ' || m.modality || "
                                   "', ' || m.date || CASE WHEN m.date_end IN ('', m.date) THEN '' ELSE '/' "
                                   "|| m.date_end END || "
                                   "CASE m.place_from WHEN '' THEN '' ELSE ', ' || m.place_name || ' (' || "
                                   "m.place_country || ')' END || "
                                   "coalesce(', ' || (SELECT group_concat(context, ' ') FROM mention_context "
                                   "c "
                                   "WHERE c.mention = m.mention), '') FROM story s JOIN mention m ON m.story "
                                   "= s.story WHERE s.id = ? "
                                   "ORDER BY at, m.mention",
    /* ---- links over stories (store_link.h) ---- */
    [DL__Q_TOLD] =
        "SELECT mention, event, type, polarity, time, modality, date, date_end, date_granularity, date_from, "
        "day, place_country, place_admin1, place_name, geonameid, place_granularity, place_from, cameo FROM "
        "mention "
        "WHERE story = ? ORDER BY event, telling DESC, mention",
    [DL__Q_TOLD_PARTIES] =
        "SELECT role, code, country FROM party WHERE mention = ? AND role IN ('actor', 'recipient')",
    [DL__Q_FIND_CELL] = "SELECT cell FROM cell WHERE what = ? AND day = ? AND exact = ? AND place = ?",
    [DL__Q_ADD_CELL] = "INSERT INTO cell (what, day, exact, place) VALUES (?, ?, ?, ?)",
    [DL__Q_SET_CELL] = "UPDATE mention SET cell = ? WHERE story = ? AND event = ?",
    [DL__Q_CELL] = "SELECT what, day, happening FROM cell WHERE cell = ?",
    [DL__Q_CELLS] =
        "SELECT cell, day, exact, place, happening FROM cell WHERE what = ? AND day BETWEEN ? AND ?",
    [DL__Q_DROP_CELL] =
        "DELETE FROM cell WHERE cell = ?1 AND NOT EXISTS (SELECT 1 FROM mention WHERE cell = ?1)",
    [DL__Q_PLACE_CELL] = "UPDATE cell SET happening = ? WHERE cell = ?",
    [DL__Q_HAPPENING] =
        "SELECT what, at, spot, up, (SELECT max(exact) FROM cell c WHERE c.happening = h.happening) "
        "FROM happening h WHERE happening = ?",
    [DL__Q_FIND_HAPPENING] = "SELECT happening FROM happening WHERE what = ? AND at = ? AND spot = ?",
    [DL__Q_ADD_HAPPENING] = "INSERT INTO happening (what, at, spot) VALUES (?, ?, ?)",
    [DL__Q_DROP_HAPPENING] = "DELETE FROM happening WHERE happening = ?",
    [DL__Q_ADD_KEY] = "INSERT OR IGNORE INTO happening_key VALUES (?, ?, ?)",
    [DL__Q_DROP_KEY] = "DELETE FROM happening_key WHERE key = ? AND at = ? AND happening = ?",
    [DL__Q_NEAR] =
        "SELECT happening FROM happening_key WHERE key = ? AND at BETWEEN ? AND ? AND happening <> ?",
    [DL__Q_HAS_CELL] = "SELECT 1 FROM cell WHERE happening = ? LIMIT 1",
    [DL__Q_SET_UP] = "UPDATE happening SET up = ? WHERE happening = ?",
    [DL__Q_LEAVE_UP] = "UPDATE happening SET up = NULL WHERE up = ?",
    [DL__Q_EVENT] =
        "WITH RECURSIVE tree (happening) AS (SELECT ? UNION SELECT h.happening FROM happening h JOIN tree ON "
        "h.up = "
        "tree.happening) SELECT m.mention, m.event, m.lead, m.telling FROM tree JOIN cell USING (happening) "
        "JOIN mention m USING (cell) JOIN story s USING (story) ORDER BY " IN_ORDER("s") ", m.mention",
    [DL__Q_NAME_MENTION] = "UPDATE mention SET event = ?, lead = ? WHERE mention = ?",
    [DL__Q_OTHER_EVENT] = "SELECT event FROM mention WHERE cell = ? AND story <> ? LIMIT 1",
    [DL__Q_LEAD] = "SELECT mention, telling FROM mention WHERE event = ? AND lead = 1",
    [DL__Q_OWN_VOICE] = "SELECT mention, telling FROM mention WHERE story = ? AND cell = ? ORDER BY telling "
                        "DESC, mention LIMIT 1",
    [DL__Q_JOIN_EVENT] = "UPDATE mention SET event = ?, lead = 0 WHERE story = ? AND cell = ?",
    [DL__Q_SET_LEAD] = "UPDATE mention SET lead = ? WHERE mention = ?",
    [DL__Q_IS_BEFORE] = "SELECT (" IN_ORDER("a") ") < (" IN_ORDER(
        "b") ") FROM story a, story b WHERE a.story = ? AND b.story = ?",
    [DL__Q_TELLER] = "SELECT date, date || char(1) || id, text FROM story WHERE story = ?",
    [DL__Q_FIND_PRINT] = "SELECT story FROM story_print WHERE week = ? AND print = ?",
    [DL__Q_ADD_PRINT] = "INSERT INTO story_print VALUES (?, ?, ?, ?)",
    [DL__Q_CLEAR_PRINTS] = "DELETE FROM story_print WHERE story = ?",
    [DL__Q_FIND_COPY] = "SELECT of FROM copy WHERE story = ?",
    [DL__Q_FIND_COPIES] = "SELECT story FROM copy WHERE of = ?",
    [DL__Q_PUT_COPY] = "INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?)",
    [DL__Q_DROP_COPY] = "DELETE FROM copy WHERE story = ?",
    [DL__Q_SET_FIRST] = "UPDATE copy SET first = ? WHERE story = ? AND first <> ?",
    [DL__Q_ORPHAN_COPIES] = "INSERT OR IGNORE INTO relink SELECT 'copy', story FROM copy WHERE of = ?",
    [DL__Q_DROP_COPIES] = "DELETE FROM copy WHERE of = ?",
    [DL__Q_WAITING_CELLS] = "SELECT number FROM relink WHERE kind = 'cell'",
    [DL__Q_SETTLED_CELLS] = "DELETE FROM relink WHERE kind = 'cell'",
    [DL__Q_WAITING_COPIES] = "SELECT number FROM relink WHERE kind = 'copy'",
    [DL__Q_SETTLED_COPIES] = "DELETE FROM relink WHERE kind = 'copy'",
    [DL__Q_WAITING_STORY] = "SELECT number FROM relink WHERE kind = 'story' LIMIT 1",
    [DL__Q_SETTLED_STORY] = "DELETE FROM relink WHERE kind = 'story' AND number = ?",
};
