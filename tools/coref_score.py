#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well pronouns, short names and descriptions come back to who is meant, against a CoNLL-U file with coreference.

    coref_score.py --stories GOLD.conllu > stories.jsonl
    dateline code --from jsonl --format story stories.jsonl > out.jsonl
    coref_score.py GOLD.conllu out.jsonl [--genres news,bio] [--misses CLASS]

GOLD      CoNLL-U whose MISC column holds brackets `Entity=(ID-type-infstat-salience-centering-minspan-link-name` ... `ID)` as
          GUM writes them, `SplitAnte=A<C,B<C` for a plural that means A and B; documents begin at `# newdoc id`, and
          `# meta::genre` is the first of the genre.  The heading of a text (`# newpar_block = head`) is the story's headline.
out.jsonl our own format `story` (docs/schema/story.schema.json); positions are code points

A mention of ours is matched to the gold mention with the same head word.  What it was resolved to is the nearest mention of
the same entity that is a name, else the nearest description, before it or, where there is none, behind it: right when that
lies in the same gold cluster.  A relative pronoun, which GUM leaves unmarked, belongs to the noun that its clause hangs on; a
plural of several entities is right when one of them is, or when all are the parts that SplitAnte gives or lie in one gold
mention of the cluster ("Mali and Niger").

precision  of what we resolved, how much is right (a mention that the gold has not is wrong)
recall     of the gold mentions of this class whose cluster is a person, organisation or place and has a mention with a noun,
           how many we resolved rightly
reach      of those, how many have a nominal mention in the cluster that we made an entity of: the ceiling of recall

classes  he (he, she and their forms), it, they, who (relatives), we (first persons), nominal (descriptions with an earlier
         mention), surname (one word of a longer name of the cluster), acronym"""
import argparse
import json
import re
import sys
from collections import Counter, defaultdict

PRONOUN = {}
for name, forms in {"he": "he him his himself she her hers herself", "it": "it its itself",
                    "they": "they them their theirs themselves", "who": "who whom whose which that",
                    "we": "i me my mine myself we us our ours ourselves"}.items():
    PRONOUN.update(dict.fromkeys(forms.split(), name))
CLASSES = ("he", "it", "they", "who", "we", "nominal", "surname", "acronym")
ACTORS = ("person", "organization", "place")
GENRES = "news,interview,bio,speech,court"


class Word:
    """A word of the tree: its span in the story's field, its head (index in the document, -1) and relation."""
    def __init__(self, field, begin, end, cols, base):
        self.field, self.begin, self.end = field, begin, end
        self.form, self.upos, self.deprel = cols[1], cols[3], cols[7]
        self.head = base + int(cols[6]) - 1 if cols[6] != "0" else -1
        self.misc = dict(x.split("=", 1) for x in cols[9].split("|") if "=" in x)


class Mention:
    """A gold mention: words [first, last], its cluster, the head word."""
    def __init__(self, first, ident, attrs):
        self.first, self.last, self.cluster = first, first, ident
        parts = attrs.split("-")
        self.type, self.info = parts[0], parts[1] if len(parts) > 1 else ""
        self.link = parts[5] if len(parts) > 5 else ""
        self.head = first


class Document:
    def __init__(self, ident):
        self.id, self.genre, self.date = ident, "", ""
        self.headline, self.text = "", ""
        self.words, self.mentions, self.split = [], [], defaultdict(set)


def offsets(text, lines):
    """Spans of the words of a sentence in its text; words inside a multiword token share it as far as their letters go."""
    spans, at, i = [], 0, 0
    while i < len(lines):
        cols = lines[i]
        surface, count = cols[1], 1
        if "-" in cols[0]:
            first, last = cols[0].split("-")
            count = int(last) - int(first) + 1
            i += 1
        begin = text.find(surface, at)
        if begin < 0:
            sys.exit(f"coref_score.py: '{surface}' is not in the text '{text[at:at + 40]}'")
        end = at = begin + len(surface)
        parts = lines[i:i + count]
        if "".join(p[1] for p in parts) == surface:
            for p in parts:
                spans.append((p, begin, begin + len(p[1])))
                begin += len(p[1])
        else:
            spans += [(p, begin, end) for p in parts]
        i += count
    return spans


def read_entities(doc):
    """The brackets of the MISC column as mentions with their heads."""
    open_ = defaultdict(list)
    for i, w in enumerate(doc.words):
        for piece in re.findall(r"\(\d+-[^()]*\)?|\d+\)", w.misc.get("Entity", "")):
            if piece[0] == "(":
                ident, attrs = piece[1:].rstrip(")").split("-", 1)
                m = Mention(i, ident, attrs)
                doc.mentions.append(m)
                if not piece.endswith(")"):
                    open_[ident].append(m)
            elif open_[piece[:-1]]:
                open_[piece[:-1]].pop().last = i
        for pair in filter(None, w.misc.get("SplitAnte", "").split(",")):
            part, whole = pair.split("<")
            doc.split[whole].add(part)
    for m in doc.mentions:
        inside = range(m.first, m.last + 1)
        m.head = next((i for i in inside if doc.words[i].head not in inside and doc.words[i].upos != "PUNCT"), m.first)


def add_sentence(doc, block, lines, new_paragraph, pending):
    text = next((x[9:] for x in block if x.startswith("# text = ")), "")
    heading = any(x.startswith("# newpar_block = head") for x in block)
    field = "text"
    if heading and not doc.words:
        field, doc.headline, start = "headline", text, 0
    else:
        doc.text += "" if not doc.text else "\n\n" if new_paragraph else pending
        start = len(doc.text)
        doc.text += text
    base = len(doc.words)
    for cols, begin, end in offsets(text, lines):
        doc.words.append(Word(field, start + begin, start + end, cols, base))


def read_gold(path, genres):
    docs, doc, pending = [], None, ""
    with open(path, encoding="utf-8") as f:
        blocks = f.read().split("\n\n")
    for raw in blocks:
        block = raw.split("\n")
        lines = [x.split("\t") for x in block if x[:1].isdigit()]
        lines = [x for x in lines if "." not in x[0]]
        for x in block:
            if x.startswith("# newdoc id = "):
                doc = Document(x[14:])
                docs.append(doc)
            elif x.startswith("# meta::genre = "):
                doc.genre = x[16:]
            elif x.startswith("# meta::dateCreated = "):
                doc.date = x[22:]
        if not lines:
            continue
        add_sentence(doc, block, lines, any(x.startswith("# newpar") for x in block), pending)
        pending = "" if "SpaceAfter=No" in lines[-1][9] else " "
    docs = [d for d in docs if d.genre in genres]
    for d in docs:
        read_entities(d)
    return docs


def write_stories(docs):
    for d in docs:
        date = d.date if re.fullmatch(r"\d{4}-\d\d-\d\d", d.date) else "2015-01-01"
        print(json.dumps({"id": d.id, "date": date, "headline": d.headline, "text": d.text}, ensure_ascii=False))


def text_of(doc, m):
    return " ".join(w.form for w in doc.words[m.first:m.last + 1])


def name_words(doc, m):
    """Proper nouns of a gold mention around its head; () where its head is none."""
    if doc.words[m.head].upos != "PROPN":
        return ()
    near = [i for i in range(m.first, m.last + 1)
            if i == m.head or (doc.words[i].head == m.head and doc.words[i].deprel.split(":")[0] in ("flat", "compound"))]
    return tuple(doc.words[i].form for i in near if doc.words[i].upos == "PROPN")


class Gold:
    """What is asked of a document: clusters, the class of each gold mention, the cluster of each head word."""
    def __init__(self, doc):
        self.doc = doc
        self.by_head = {}
        self.clusters = defaultdict(list)
        for m in sorted(doc.mentions, key=lambda m: m.last - m.first):
            self.by_head.setdefault(m.head, m)
            self.clusters[m.cluster].append(m)
        for members in self.clusters.values():
            members.sort(key=lambda m: (m.first, -m.last))
        self.kind = {m: self.classify(m) for m in doc.mentions}
        self.relatives = self.find_relatives()

    def nominal(self, m):
        return self.doc.words[m.head].upos in ("NOUN", "PROPN", "NUM", "ADJ", "X", "SYM")

    def classify(self, m):
        doc = self.doc
        w = doc.words[m.head]
        if w.upos in ("PRON", "DET"):
            kind = PRONOUN.get(w.form.lower(), "")
            return "" if kind == "who" else kind
        members = self.clusters[m.cluster]
        earlier = [x for x in members if x.first < m.first and self.nominal(x)]
        mine = name_words(doc, m)
        if len(mine) == 1:
            acronym = re.fullmatch(r"(?:[A-Z]\.?){2,6}s?", mine[0])
            longer = [name_words(doc, x) for x in earlier]
            if acronym and any(len(x) > 1 and mine[0] not in x for x in longer):
                return "acronym"
            if not acronym and any(len(x) > 1 and mine[0] in x for x in longer):
                return "surname"
        definite = doc.words[m.first].form.lower() in ("the", "this", "that", "these", "those", "both")
        return "nominal" if w.upos == "NOUN" and earlier and definite and m.link != "appos" else ""

    def find_relatives(self):
        """Relative pronouns by word: the mention that their clause hangs on."""
        found, words = {}, self.doc.words
        for i, w in enumerate(words):
            if w.form.lower() not in ("who", "whom", "whose", "which", "that") or w.upos not in ("PRON", "DET"):
                continue
            x = i
            for _ in range(24):
                if words[x].head < 0 or words[x].deprel == "acl:relcl":
                    break
                x = words[x].head
            if words[x].deprel == "acl:relcl" and words[x].head < i:
                found[i] = self.by_head.get(words[x].head)
        return found


class System:
    """One story of ours: mentions by head word of the gold tree."""
    def __init__(self, gold, story):
        self.gold = gold
        words = gold.doc.words
        at = {}
        for i, w in enumerate(words):
            for c in range(w.begin, w.end):
                at.setdefault((w.field, c), i)
        self.entities = []
        self.at_head = defaultdict(list)
        for e in story["entities"]:
            mine = []
            for m in e["mentions"]:
                inside = sorted({at[m["in"], c] for c in range(m["begin"], m["end"]) if (m["in"], c) in at})
                if not inside:
                    continue
                head = next((i for i in inside if words[i].head not in inside), inside[0])
                one = {"entity": e, "head": head, "text": m["text"], "via": m["via"], "all": mine,
                       "first": inside[0]}
                mine.append(one)
                self.at_head[head].append(one)
            self.entities.append(mine)

    def cluster(self, mention):
        if mention["head"] in self.gold.relatives:
            m = self.gold.relatives[mention["head"]]
        else:
            m = self.gold.by_head.get(mention["head"])
        return m.cluster if m else None

    def antecedent(self, mention):
        """What the mention was resolved to: nearest name, else nearest description, that the gold knows."""
        i = mention["all"].index(mention)
        before, behind = mention["all"][:i][::-1], mention["all"][i + 1:]
        for named in (True, False):
            for group in (before, behind):
                for x in group:
                    is_name = x["via"] in ("name", "acronym", "demonym", "metonym")
                    if x["via"] != "pronoun" and is_name == named and x["head"] != mention["head"] and self.cluster(x):
                        return x
        return None

    def classify(self, m):
        form = m["text"].lower()
        if m["via"] == "pronoun":
            return PRONOUN.get(form, "")
        earlier = [x for x in m["all"] if x["first"] < m["first"] and x["via"] != "pronoun"]
        if not earlier:
            return ""
        if m["via"] in ("name", "acronym") and " " not in m["text"]:
            longer = [x for x in earlier if x["via"] == "name" and " " in x["text"]]
            if re.fullmatch(r"(?:[A-Z]\.?){2,6}s?", m["text"]):
                return "acronym" if any(m["text"] not in x["text"] for x in longer) else ""
            return "surname" if any(m["text"] in x["text"].split() for x in longer) else ""
        return "nominal" if m["via"] in ("title", "noun", "role") else ""

    def right(self, mentions):
        """Whether what stands at one head word (several entities of a plural) is resolved rightly."""
        mine = self.cluster(mentions[0])
        if mine is None:
            return False
        found = [self.antecedent(m) for m in mentions]
        clusters = {self.cluster(x) for x in found if x}
        split = self.gold.doc.split.get(mine)
        whole = len(clusters) > 1 and any(all(x and g.first <= x["head"] <= g.last for x in found)
                                          for g in self.gold.clusters[mine])
        return mine in clusters or whole or bool(split) and bool(clusters) and clusters <= split


def show(doc, i, what):
    around = " ".join(("[%s]" if k == i else "%s") % doc.words[k].form
                      for k in range(max(0, i - 22), min(len(doc.words), i + 9)))
    return f"{doc.id}\t{what}\t{around}"


def score(gold, system, count, misses):
    doc = gold.doc
    judged = {}
    for head, mentions in system.at_head.items():
        kind = next(filter(None, map(system.classify, mentions)), "")
        if not kind:
            continue
        ok = judged[head] = system.right(mentions)
        count[kind, "made"] += 1
        count[kind, "right"] += ok
        if not ok:
            names = ", ".join(f"{m['entity']['name']} ({(system.antecedent(m) or {'text': '-'})['text']})" for m in mentions)
            target = next((text_of(doc, x) for x in gold.clusters.get(system.cluster(mentions[0]), ()) if gold.nominal(x)), "-")
            misses.append((kind, show(doc, head, f"WRONG {names} FOR {target[:60]}")))
    asked = {m.head: (k, m) for m, k in gold.kind.items() if k}
    asked.update({i: ("who", m) for i, m in gold.relatives.items() if m})
    for head, (kind, m) in asked.items():
        if m.type not in ACTORS:
            continue
        own = {m.cluster} | gold.doc.split.get(m.cluster, set())
        nominal = [x for c in own for x in gold.clusters[c] if gold.nominal(x) and x.head != head]
        if not nominal:
            continue
        count[kind, "asked"] += 1
        count[kind, "found"] += judged.get(head, False) and head in system.at_head
        reach = any(s["via"] != "pronoun" for x in nominal for s in system.at_head.get(x.head, ()))
        count[kind, "reach"] += reach
        if head not in judged and reach:
            misses.append((kind, show(doc, head, f"OPEN FOR {text_of(doc, nominal[0])[:60]}")))


def percent(a, b):
    return f"{100 * a / b:6.1f}" if b else "     -"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("gold")
    p.add_argument("system", nargs="?")
    p.add_argument("--stories", action="store_true", help="print the gold texts as stories, to be coded")
    p.add_argument("--genres", default=GENRES, help=f"default {GENRES}")
    p.add_argument("--misses", metavar="CLASS", help="list what of this class is wrong or open")
    args = p.parse_args()
    docs = read_gold(args.gold, args.genres.split(","))
    if args.stories or not args.system:
        write_stories(docs)
        return
    with open(args.system, encoding="utf-8") as f:
        stories = {s["id"]: s for s in map(json.loads, f)}
    count, misses = Counter(), []
    for d in docs:
        if d.id not in stories:
            sys.exit(f"coref_score.py: no story '{d.id}' in {args.system}")
        gold = Gold(d)
        score(gold, System(gold, stories[d.id]), count, misses)
    if args.misses:
        for kind, line in misses:
            if kind == args.misses:
                print(line)
        return
    print(f"{'class':10}{'made':>6}{'P':>7}{'asked':>7}{'R':>7}{'F1':>7}{'reach':>7}")
    for k in CLASSES:
        made, right, asked, found = (count[k, x] for x in ("made", "right", "asked", "found"))
        pr, re_ = (right / made if made else 0), (found / asked if asked else 0)
        f1 = 200 * pr * re_ / (pr + re_) if pr + re_ else 0
        print(f"{k:10}{made:6}{percent(right, made):>7}{asked:7}{percent(found, asked):>7}{f1:7.1f}"
              f"{percent(count[k, 'reach'], asked):>7}")


if __name__ == "__main__":
    main()
