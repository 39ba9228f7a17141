#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program's output against docs/schema: every line valid, keys in the documented order, positions that point at their text.

usage: check_schema.py DATELINE STORIES.jsonl|STORY.txt...
Codes the files with --format story and jsonl.  Exit 77 (left out) where python3-jsonschema is missing.
"""
import json
import pathlib
import subprocess
import sys

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs" / "schema"


def load(name):
    return json.loads((SCHEMA / name).read_text(encoding="utf-8"))


def coded(program, form, files):
    done = subprocess.run([program, "code", "-f", form, *files], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"exit {done.returncode}: {done.stderr.decode()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def texts_of(program, files):
    """Fields of each story by id, from JSON Lines; plain text gives none."""
    out = {}
    for name in files:
        if not name.endswith(".jsonl"):
            continue
        for number, line in enumerate(open(name, encoding="utf-8"), 1):
            s = json.loads(line)
            out[s.get("id") or f"{pathlib.Path(name).stem}:{number}"] = {"headline": s.get("headline") or "", "text": s["text"]}
    return out


def spans(story):
    """Every (field, begin, end, text) that a story gives."""
    for e in story["events"]:
        for x in [e["trigger"]] + e["actors"] + e["recipients"]:
            yield e["in"], x["begin"], x["end"], x["text"]
    for s in story["statements"] + story["times"] + story["places"]:
        yield s["in"], s["begin"], s["end"], s["text"]
    for entity in story["entities"]:
        for m in entity["mentions"]:
            yield m["in"], m["begin"], m["end"], m["text"]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        import jsonschema
    except ImportError:
        print("left out: python3-jsonschema is not installed")
        sys.exit(77)
    program, files = sys.argv[1], sys.argv[2:]
    record, story = load("record.schema.json"), load("story.schema.json")
    store = {"record.schema.json": record, "story.schema.json": story}
    resolver = jsonschema.RefResolver("story.schema.json", story, store)
    check = jsonschema.Draft202012Validator(story, resolver=resolver)
    stories = coded(program, "story", files)
    records = coded(program, "jsonl", files)
    errors = []
    fields = texts_of(program, files)
    for s in stories:
        errors += [f"{s['id']}: {'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in check.iter_errors(s)]
        errors += [f"{s['id']}: keys {list(s)}"] if list(s) != story["required"] else []
        for field, begin, end, text in spans(s) if s["id"] in fields else ():
            if fields[s["id"]][field][begin:end] != text:
                errors.append(f"{s['id']}: {field} {begin}..{end} is not {text!r}")
    errors += [f"{r['id']}: keys {list(r)}" for r in records if list(r) != record["required"]]
    if records != [e for s in stories for e in s["events"]]:
        errors.append("the records of jsonl and story differ")
    print("\n".join(errors[:20]))
    print(f"{len(stories)} stories, {len(records)} records, {len(errors)} errors")
    sys.exit(bool(errors) or not stories)


if __name__ == "__main__":
    main()
