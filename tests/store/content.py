# SPDX-License-Identifier: Apache-2.0
"""The content of a store as text that does not depend on the way in which it came to be: every row of every table, with the
story's id in place of its number, in order."""
import sqlite3

# Numbers of stories and coders are given in the order of arrival; what SQLite keeps for itself is not content.
TABLES = ["entity", "entity_mention", "mention", "mention_context", "mention_count", "party", "party_sector", "statement",
          "statement_by", "statement_mention", "timex", "place", "story_print"]
LAYER = 1000000


def dump(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    ids = dict(db.execute("SELECT story, id FROM story"))
    lines = []
    for row in db.execute("SELECT s.id, s.date, s.headline, s.text, s.publisher, s.url, s.extra, s.key, s.sum, s.words, c.name,"
                          " c.program, c.model, c.pack, c.lexicon FROM story s JOIN coder c USING (coder)"):
        lines.append(("story", *map(repr, row)))
    happenings = dict(db.execute("SELECT happening, what || ' ' || at || ' ' || spot FROM happening"))
    cells = dict(db.execute("SELECT cell, what || ' ' || day || ' ' || exact || ' ' || place FROM cell"))
    for cell, happening in db.execute("SELECT cell, happening FROM cell"):
        lines.append(("cell", cells[cell], happenings[happening]))
    for happening, up in db.execute("SELECT happening, up FROM happening"):
        lines.append(("happening", happenings[happening], happenings.get(up, "")))
    for key, at, happening in db.execute("SELECT key, at, happening FROM happening_key"):
        lines.append(("key", key, str(at), happenings[happening]))
    for story, of, first, jaccard, share in db.execute("SELECT * FROM copy"):
        lines.append(("copy", ids[story], ids[of], ids[first], repr(jaccard), repr(share)))
    for row in db.execute("SELECT * FROM relink"):
        lines.append(("relink", *map(repr, row)))
    for table in TABLES:
        cursor = db.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            plain = []
            for name, value in zip(names, row):
                if name == "story":
                    value = ids[value]
                elif name in ("mention", "event"):
                    value = (ids[value // LAYER], value % LAYER)
                elif name == "cell":
                    value = cells.get(value)
                plain.append(f"{name}={value!r}")
            lines.append((table, *plain))
    # the index of words: how often each word stands in each story
    db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, story_text, instance)")
    for word, number, column, offset in db.execute("SELECT term, doc, col, \"offset\" FROM temp.words"):
        lines.append(("word", ids[number], column, str(offset), word))
    db.close()
    return "\n".join("\t".join(line) for line in sorted(lines)).encode()
