#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""split.py TREEBANK_DIR: learn where tokens and sentences end.

Reads CoNLL-U files packed with xz, trains a log-linear classifier of the gaps between atoms, and writes the sections
split.config, split.weights, split.mwt and split.classes and the rows of split.meta.  split_reference.py is what the C code must agree with.

"""
import argparse
import collections
import os
import random
import re
import shutil

import numpy as np

import conllu
from split_augment import press
from split_reference import (COLUMN, JOIN, SENTENCE, TOKEN, WITHIN, Classes, Splitter, Table, decide, feature_rows, lower, parse_templates,
                             scan, score)

DOUBT = 1280  # 1.25 nats: costs nothing on the development sets, and the press rarely leaves out a stop

# Templates: columns hashed together; -1 is the atom before the gap, +1 the one behind it. Whether white space stands in
# the gap is part of each.
TEMPLATES = """
kind-1,kind+1
form-1
form+1
form-2
form+2
form-3
form+3
form-4
form+4
form-1,form+1
form-2,form-1
form+1,form+2
form-2,form-1,form+1
form-1,form+1,form+2
form-3,form-2,form-1
form+1,form+2,form+3
kind-2,kind-1,kind+1
kind-1,kind+1,kind+2
kind-2,kind-1,kind+1,kind+2
kind-3,kind-2,kind-1,kind+1,kind+2
kind-2,kind-1,kind+1,kind+2,kind+3
kind-3,kind-2,kind-1,kind+1,kind+2,kind+3
case-1,case+1
case-2,case-1,case+1,case+2
form-1,case+1
form-1,case+1,form+2
case-1,form+1
kind-2,form-1,case+1
form-2,form-1,case+1
tail-1,form+1
form-1,tail+1
tail-1,kind+1
kind-1,tail+1
tail-2,form-1,case+1
tail-2,form-1,form+1
left-1
left-1,case+1
left-1,form+1
right+1
right+1,kind-1
right+1,form-1
left-1,right+1
outline-1,kind+1
outline-1,case+1,case+2
outline-1,form+1
outline-1,right+1
space-1,space+2,kind-1,kind+1
space-1,space+2,form-1,form+1
space-2,space-1,space+2,space+3,kind-2,kind-1,kind+1,kind+2
state+1,kind-1,kind+1
state+1,form-1,form+1
state+1,kind-2,kind-1,kind+1,kind+2
since+1,kind-1,case+1
since+1,form-1,case+1
rest+1,kind-1,case+1
rest+1,since+1,kind-1,kind+1
rest+1,since+1,form+1
since+1,form+1
place-1,kind-1,kind+1
place-1,case-1,case+1,case+2
size-1,kind-1,kind+1,size+1
case-2,kind-1,case+1
size-2,kind-2,kind-1,kind+1
tail-2,kind-1,kind+1
space+1,kind-1,case+1
space+1,form-1,case+1
space+1,kind-1,form+1
space+1,since+1,kind-1,case+1
space+1
web-1,web+1
web+1,form-1,form+1
web+1,kind-1,kind+1
web+1,kind-2,kind-1,kind+1,kind+2
class-1,kind-1,class+1
class-2,class-1,kind-1,class+1,class+2
class-1,form-1,class+1,case+1
kind-1,class+1,class+2,class+3,case+1
class-1,kind-1,class+1,class+2,class+3
form-1,class+1,class+2
class+1,form+1,class+2
class-2,class-1,form+1
class-2,form-1,class+1
class-3,class-2,class-1,kind-1,class+1
kind-2,kind-1,class-2,class+1,kind+1
cluster-1,kind-1,cluster+1,kind+1
cluster+1,cluster+2,kind+1,kind-1
cluster-2,cluster-1,cluster+1
verbs+1,kind-1,case+1
verbs+1,kind-1,class+1
verbs+1,class-1,class+1,kind+1
verbs+1,ahead+1,since+1,kind-1,kind+1
verbs+1,form+1,kind-1
verbs+1,ahead+1,kind-1,class+1
ahead+1,since+1,rest+1,kind-1,kind+1
verbs+1,since+1,kind-1,kind+1
""".split()


# ---------------------------------------------------------------------------------------------------------------
# Treebanks.

class Sentence(list):
    """Surface tokens [form, space_after, words, upos of the first word]."""


def read_conllu(path):
    """-> documents: lists of paragraphs: lists of Sentence."""
    docs = []
    for comments, rows in conllu.blocks(path):
        if not docs or any(l.startswith("# newdoc") for l in comments):
            docs.append([])
        if not docs[-1] or any(l.startswith("# newpar") for l in comments):
            docs[-1].append([])
        s = Sentence()
        inside = 0
        for r in rows:
            if "." in r[0]:
                continue
            if "-" in r[0]:
                a, b = map(int, r[0].split("-"))
                s.append([r[1], "SpaceAfter=No" not in r[9], [x[1] for x in rows if x[0].isdigit() and a <= int(x[0]) <= b],
                          next(x[3] for x in rows if x[0] == str(a))])
                inside = b
            elif int(r[0]) > inside:
                s.append([r[1], "SpaceAfter=No" not in r[9], [r[1]], r[3]])
        docs[-1][-1].append(s)
    return docs


def compose(paragraphs, rng=None, lines=None):
    """Text of one or more paragraphs -> text, token ends, sentence ends, ends of tokens of more than one word (characters).

    lines: None, blanks only; "wrap", lines of one width; "paragraph", a line end between paragraphs; "clause", line ends
    at random places.  "double" puts two blanks between sentences."""
    out, at, column = [], 0, 0
    tokens, sentences, cut = set(), set(), set()
    width = rng.randint(55, 85) if rng else 0
    for p, paragraph in enumerate(paragraphs):
        for n, s in enumerate(paragraph):
            for k, (form, space, words, _) in enumerate(s):
                last = k == len(s) - 1
                end = last and n == len(paragraph) - 1
                if lines == "wrap" and column + len(form) > width and out and out[-1] == " ":
                    out[-1] = "\n"
                    column = 0
                out.append(form)
                at += len(form)
                column += len(form)
                tokens.add(at)
                if len(words) > 1:
                    cut.add(at)
                if last:
                    sentences.add(at)
                gap = " " if space else ""
                if end and p < len(paragraphs) - 1:
                    gap = "\n"
                elif space and lines == "double" and last:
                    gap = "  "
                elif space and lines == "clause" and (form in ",;:." and rng.random() < 0.2 or rng.random() < 0.02):
                    gap = "\n"
                if gap:
                    out.append(gap)
                    at += len(gap)
                    column = 0 if gap == "\n" else column + len(gap)
    return "".join(out), tokens, sentences, cut


def labelled(made, classes):
    """Composed texts -> Table, labels, number of token ends that fall inside an atom."""
    t = Table([m[0] for m in made], classes)
    y = np.empty(len(t.gaps), dtype=np.int64)
    hit = 0
    for i, (k, left, right) in enumerate(t.where):
        _, tokens, sentences, _ = made[k]
        y[i] = SENTENCE if left in sentences else TOKEN if left in tokens else JOIN
        hit += left in tokens
    return t, y, sum(len(m[1]) - 1 for m in made) - hit


def doubtful_atoms(made, table, doubtful):
    """Tokens that are one atom and a doubtful form -> their rows in the table, TOKEN where they are more than one word, else JOIN."""
    at, y = [], []
    for row, t, begin, end in table.atoms:
        text, tokens, _, cut = made[t]
        if end in tokens and (begin == 0 or begin in tokens or text[begin - 1].isspace()) and fold(text[begin:end]) in doubtful:
            at.append(row)
            y.append(TOKEN if end in cut else JOIN)
    return np.array(at, dtype=np.int64), np.array(y, dtype=np.int64)


def press_copies(docs, rng, copies):
    """Composed texts of changed copies of the documents."""
    out = []
    pool = sorted(t[0] for doc in docs for p in doc for sent in p for t in sent if t[3] == "PROPN" and t[0].isalpha() and t[0].istitle()
                  and len(t[0]) > 2)
    for _ in range(copies):
        for doc in docs:
            changed = [press(p, rng, k == 0 or rng.random() < 0.1, pool) for k, p in enumerate(doc)]
            while changed:
                n = min(len(changed), rng.randint(1, 6))
                mode = rng.choice([None, None, "wrap", "paragraph", "paragraph", "clause", "double"])
                if mode == "paragraph":
                    out.append(compose(changed[:n], rng, mode))
                else:
                    out += [compose([p], rng, mode) for p in changed[:n]]
                changed = changed[n:]
    return out


def f1(gold, system):
    g, s = set(gold), set(system)
    return 200.0 * len(g & s) / (len(g) + len(s))


def spans(table, labels, texts):
    """Token and sentence spans of decided gaps, keyed by text number."""
    tok, sent = [], []
    starts = {}
    k = 0
    for t, text in enumerate(texts):
        for atoms in scan(text):
            tb = sb = atoms[0][0]
            for i in range(1, len(atoms)):
                lab = labels[k]
                k += 1
                if lab:
                    tok.append((t, tb, atoms[i - 1][1]))
                    tb = atoms[i][0]
                    if lab == SENTENCE:
                        sent.append((t, sb, atoms[i - 1][1]))
                        sb = tb
            tok.append((t, tb, atoms[-1][1]))
            sent.append((t, sb, atoms[-1][1]))
    return tok, sent


# ---------------------------------------------------------------------------------------------------------------
# Training.

def train(rows, y, space, bits, epochs, seed, l2=2e-6, lr=0.02, drop=0.0, report=None):
    """Multinomial logistic regression by Adam over the hashed rows; the mean of the last epochs' weights counts."""
    import torch
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    x = torch.from_numpy(rows)
    t = torch.from_numpy(y)
    mask = torch.zeros(len(y), 3)
    mask[torch.from_numpy(space), 0] = -1e9
    w = torch.zeros(1 << bits, 3, requires_grad=True)
    opt = torch.optim.Adam([w], lr=lr, betas=(0.9, 0.99))
    size = 4096
    mean, n_mean = None, 0
    steps = (len(y) + size - 1) // size
    for e in range(epochs):
        order = torch.randperm(len(y))
        for g in opt.param_groups:
            g["lr"] = lr * (1.0 - e / epochs) + 1e-4
        total = 0.0
        for b in range(steps):
            i = order[b * size:(b + 1) * size]
            keep = (torch.rand(len(i), x.shape[1]) >= drop).float() / (1.0 - drop) if drop else None
            z = torch.nn.functional.embedding_bag(x[i].long(), w, mode="sum", per_sample_weights=keep) + mask[i]
            loss = torch.nn.functional.cross_entropy(z, t[i])
            opt.zero_grad()
            (loss + l2 * 0.5 * (w * w).sum()).backward()
            opt.step()
            total += loss.item() * len(i)
        if e >= epochs // 2:
            mean = w.detach().clone() if mean is None else mean + w.detach()
            n_mean += 1
        if report:
            report(e, total / len(y), (mean / n_mean if n_mean else w.detach()).numpy())
    return (mean / n_mean).numpy()


def quantise(w):
    q = np.clip(np.rint(w * 1024.0), -32767, 32767).astype(np.int16)
    return q


# The endings that are words of their own wherever they stand behind one; the rest is learned.
ENDINGS = (("n't", "n't"), ("'s", "'s"), ("'re", "'re"), ("'ve", "'ve"), ("'ll", "'ll"), ("'d", "'d"), ("'m", "'m"), ("s'", "'"),
           ("z'", "'"), ("x'", "'"), ("`s", "`s"))


def fold(form):
    return "".join(lower(c) for c in form)


def learn_words(docs):
    """-> forms whose words the endings do not give, {folded form: lengths of its words}; those of them that may be one word.

    "jacks" for "Jack's" is somebody's slip and no rule: forms without an apostrophe are taken from function words only,
    others when they were seen twice.  Every negated auxiliary is also known without its apostrophe.  Words that hang together
    in one run of letters (alot) count as one form."""
    rule = Splitter([], 0, None, {}, [(e, len(w)) for e, w in ENDINGS])
    seen = collections.defaultdict(collections.Counter)
    for sent in (s for doc in docs for par in doc for s in par):
        for form, _, parts, upos in sent:
            seen[fold(form)][(tuple(map(len, parts)), upos)] += 1
        for a, b in zip(sent, sent[1:]):
            if not a[1] and a[0].isalpha() and b[0].isalpha():
                seen[fold(a[0] + b[0])][((len(a[0]), len(b[0])), "RUN")] += 1
    out, doubtful = {}, set()
    for form, counts in seen.items():
        split = collections.Counter({k: n for k, n in counts.items() if len(k[0]) > 1})
        if not split or len(form) > 20:
            continue
        (lens, upos), n = split.most_common(1)[0]
        total = sum(counts.values())
        plain = form.isalpha()
        sound = upos not in ("NOUN", "PROPN", "ADJ", "RUN") if plain else n > 1
        if upos == "RUN":
            sound = n > 1 and len(form) > 3
        if sound and 4 * n > 3 * total and lens != tuple(map(len, rule.words(form))):
            out[form] = lens
        elif sound and plain and n > 1:
            out[form] = lens
            doubtful.add(form)
    for form in list(seen):
        if re.fullmatch("[a-z]+n't", form) and form.replace("'", "") not in seen:
            out[form.replace("'", "")] = (len(form) - 3, 2)
    return out, doubtful


def write_sections(folder, templates, bits, weights, forms, doubtful, meta):
    os.makedirs(folder, exist_ok=True)

    def put(name, data):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)

    config = f"version=1\nbits={bits}\ndoubt={DOUBT}\n" + "".join(f"template={t}\n" for t in templates)
    put("split.config.bin", config.encode())
    rows = np.zeros((1 << bits, 4), dtype="<i2")
    rows[:, :3] = weights
    put("split.weights.bin", rows.tobytes())

    def spell(form, lens):
        parts = []
        for k in lens:
            parts.append(form[:k])
            form = form[k:]
        return " ".join(parts)

    table = [("?" if f in doubtful else "") + f"{f}\t{spell(f, lens)}" for f, lens in sorted(forms.items())] + [f"*{e}\t{w}" for e, w in ENDINGS]
    put("split.mwt.bin", ("\n".join(table) + "\n").encode())
    put("split.meta", "".join(f"{k}={v}\n" for k, v in meta.items()).encode())


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("treebank")
    ap.add_argument("--out", help="folder for the sections")
    ap.add_argument("--copies", type=int, default=1, help="changed copies of the treebanks")
    ap.add_argument("--plain", type=int, default=1, help="how often the treebanks as they are")
    ap.add_argument("--drop", type=float, default=0.1, help="share of features left out at random")
    ap.add_argument("--bits", type=int, default=17)
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--l2", type=float, default=2e-6)
    ap.add_argument("--lr", type=float, default=0.02)
    ap.add_argument("--classes", required=True, help="split.classes.bin, made by split_classes.py")
    a = ap.parse_args()
    templates = parse_templates(TEMPLATES)
    with open(a.classes, "rb") as f:
        classes = Classes(f.read())

    def paras(name):
        return [p for d in read_conllu(os.path.join(a.treebank, name)) for p in d]

    ewt, gum = (read_conllu(os.path.join(a.treebank, n + ".conllu.xz")) for n in ("ewt-train", "gum-train-permissive"))
    docs = ewt + gum
    forms, doubtful = learn_words(docs)
    print("doubtful:", *sorted(doubtful))
    made = [compose([p]) for d in docs for p in d] * a.plain + press_copies(docs + gum, random.Random(a.seed), a.copies)
    t, y, lost = labelled(made, classes)
    within, within_y = doubtful_atoms(made, t, doubtful)
    print(f"{len(y)} gaps, {np.bincount(y)} by class, {lost} token ends inside an atom, {np.bincount(within_y)} doubtful words", flush=True)
    rows = np.concatenate([feature_rows(t.table, t.gaps, templates, a.bits), feature_rows(t.table, within, templates, a.bits, WITHIN)])
    y, space = np.concatenate([y, within_y]), np.concatenate([t.space, np.zeros(len(within), bool)])
    dev = {}
    for name in ("ewt-dev", "gum-dev-permissive"):
        dev_made = [compose([p]) for p in paras(name + ".conllu.xz")]
        dt, dy, _ = labelled(dev_made, classes)
        at, word_y = doubtful_atoms(dev_made, dt, doubtful)
        dev[name] = (dt, dy, feature_rows(dt.table, dt.gaps, templates, a.bits), [m[0] for m in dev_made],
                     feature_rows(dt.table, at, templates, a.bits, WITHIN), word_y)

    def report(e, loss, w):
        q = quantise(w)
        msg = []
        for name, (dt, dy, dr, texts, wr, wy) in dev.items():
            got = decide(score(q, dr), dt.table, dt.gaps, DOUBT)
            gt, gs = spans(dt, dy, texts)
            st, ss = spans(dt, got, texts)
            s = score(q, wr)
            cut = s[:, TOKEN] > s[:, JOIN] + DOUBT
            msg.append(f"{name} tokens {f1(gt, st):.2f} sentences {f1(gs, ss):.2f} ({len(ss)}/{len(gs)}) "
                       f"doubtful words right {(cut == (wy == TOKEN)).sum()}/{len(wy)}, wrongly cut {(cut & (wy == JOIN)).sum()}")
        print(f"epoch {e} loss {loss:.5f} " + " ".join(msg), flush=True)

    w = quantise(train(rows, y, space, a.bits, a.epochs, a.seed, l2=a.l2, lr=a.lr, drop=a.drop, report=report))
    if a.out:
        write_sections(a.out, TEMPLATES, a.bits, w, forms, doubtful, {
            "split.trained_on": "UD English EWT 2.16 train (CC BY-SA 4.0), UD English GUM 2.16 train, permissive genres (CC BY 4.0 and the licences of the texts)",
            "split.classes_of": "the same, and English Wikinews 2004-2018 (CC BY 2.5)",
            "split.seed": a.seed})
        kept = os.path.join(a.out, "split.classes.bin")
        if os.path.abspath(a.classes) != os.path.abspath(kept):  # split_classes.py may have written it there
            shutil.copyfile(a.classes, kept)


if __name__ == "__main__":
    main()
