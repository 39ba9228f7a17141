/* store_sql.c - the statements that write a store and read stories back; values are bound, in the order of the columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_priv.h"

#define STORY "story, id, date, headline, text, publisher, url, extra"

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
                          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
};
