#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a trained network as int8 sections, and a folder of sections as one model file (.dlm).

    export.py --checkpoint C.pt --sections DIR     enc.*.bin and enc.meta from a checkpoint of train.py
    export.py --sections DIR --out en.dlm          all *.bin of DIR as sections, all *.meta as rows of "meta"
    export.py --update OLD.dlm --sections DIR --out NEW.dlm     OLD with the sections and rows of DIR added or replaced
The first two at once are fine.  Sections of the encoder: docs/engine.md; the container: src/model/dlm.h."""
import argparse
import glob
import json
import os
import struct
import subprocess
import sys

import numpy as np
import torch

from features import WORD, Features, WordNet, xxh
from network import DILATIONS, HEAD, NEAR, ROW, WIDTH

FORMAT = 4        # of the enc.* sections
CAUTION = 0.75    # added to the score of "no name": words left open in training are mostly none, and were not learned as such
LANES = 16        # output channels come in blocks of so many
MAX_WEIGHT = 64   # of a product: two of them with 255 fit 16 bits
TAGS = ("upos", "xpos", "feats", "lemma")
# What train.py reads, for the metadata; rows of the checkpoint ("about") go before these.
ABOUT = {
    "data": "UD English EWT 2.16 train (CC BY-SA 4.0); UD English GUM 2.16 train, genres academic bio court interview "
            "news speech textbook vlog voyage (CC BY 4.0, texts CC BY, CC BY-SA or public domain)",
    "knowledge": "WordNet 3.0 (WordNet licence)",
}
LISTS = ("classes of names: US census 1990 (public domain), Moby (CC0), @cspell/dict-companies (MIT), GeoNames (CC BY 4.0), "
         "own tables")
RAW = "English Wikinews, 5,492 stories of 2004 to 2018 (CC BY 2.5)"
ROWS = ("name", "licence", "data", "seed", "commit")  # that every model must have


def rounded(n):
    return (n + LANES - 1) // LANES * LANES


class Sections:
    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        for old in glob.glob(os.path.join(folder, "enc.*")):
            os.remove(old)

    def put(self, name, data):
        with open(os.path.join(self.folder, name + ".bin"), "wb") as f:
            f.write(data.tobytes() if isinstance(data, np.ndarray) else data)

    def linear(self, name, weight, bias, pad=None):
        """weight [out, in], bias [out] -> NAME.w int8 in blocks [out/16][in/4][16][4], NAME.scale, NAME.bias float."""
        n_out, n_in = weight.shape
        full = rounded(n_out)
        w = np.zeros((full, n_in), np.float32)
        b = np.zeros(full, np.float32)
        w[:n_out], b[:n_out] = weight, bias
        scale = np.abs(w).max(1) / np.float32(MAX_WEIGHT)
        q = np.rint(w / np.where(scale > 0, scale, 1)[:, None]).clip(-MAX_WEIGHT, MAX_WEIGHT).astype(np.int8)
        blocks = q.reshape(full // LANES, LANES, n_in // 4, 4).transpose(0, 2, 1, 3)
        self.put(name + ".w", np.ascontiguousarray(blocks))
        self.put(name + ".scale", scale.astype("<f4"))
        self.put(name + ".bias", b.astype("<f4"))


def hash_table(keys, seed, slots):
    """{norm: value} -> u32 slots, then u32 check[slots] (0: free), u16 value[slots]; open addressing, linear probing."""
    check, value = np.zeros(slots, "<u4"), np.zeros(slots, "<u2")
    for k, v in keys.items():
        h = xxh(k.encode(), seed)
        at = ((h >> 32) * slots) >> 32
        low = (h & 0xFFFFFFFF) or 1
        while check[at] and check[at] != low:
            at = (at + 1) % slots
        check[at], value[at] = low, v
    return struct.pack("<I", slots) + check.tobytes() + value.tobytes()


def strings(items):
    return b"".join(s.encode() + b"\0" for s in items)


def tables(net, sizes, out):
    """Feature tables with their projection folded in: rows of WIDTH, int8, a scale a row.  In double precision, so that
    the order in which a library sums does not show."""
    weight = net["project.weight"].numpy().astype(np.float64)
    for i, n in enumerate(sizes):
        rows = (net[f"tables.{i}.weight"].numpy() @ weight[:, i * ROW:(i + 1) * ROW].T).astype(np.float32)
        scale = np.abs(rows).max(1) / np.float32(127)
        q = np.rint(rows / np.where(scale > 0, scale, 1)[:, None]).clip(-127, 127).astype(np.int8)
        out.put(f"enc.table{i}.rows", q)
        out.put(f"enc.table{i}.scale", scale.astype("<f4"))


def lexicon(c, wordnet, out):
    words = c["words"]
    out.put("enc.words", hash_table({w: i + 1 for i, w in enumerate(words)}, WORD, len(words) * 4 // 3))
    names = c.get("names", {})
    known = Features(words, c["masks"], wordnet, c.get("kinds", ()), names).known
    entries = {f: known(f) for f in sorted({**wordnet, **names})}
    classes = sorted(set(entries.values()))
    number = {k: i for i, k in enumerate(classes)}
    out.put("enc.lex", hash_table({f: number[v] for f, v in entries.items()}, WORD, len(entries) * 4 // 3))
    out.put("enc.lexclass", np.array(classes, "<u2"))
    out.put("enc.masks", np.array(c["masks"], "<u2"))
    if c["args"].get("lists"):  # classes of gazetteer.py
        out.put("enc.kinds", np.array(c["kinds"], "<u2"))


def attention(net, i, out):
    """A layer of attention; the scale of the dot products is folded into the queries."""
    weight, bias = net[f"layers.{i}.qkv.weight"].numpy().copy(), net[f"layers.{i}.qkv.bias"].numpy().copy()
    weight[:WIDTH] *= np.float32(HEAD ** -0.5)
    bias[:WIDTH] *= np.float32(HEAD ** -0.5)
    out.linear(f"enc.layer{i}", weight, bias)
    out.linear(f"enc.layer{i}.out", net[f"layers.{i}.out.weight"].numpy(), net[f"layers.{i}.out.bias"].numpy())
    norm_ = [net[f"layers.{i}.norm.{k}"].numpy() for k in ("weight", "bias")]
    out.put(f"enc.layer{i}.norm", np.concatenate(norm_).astype("<f4"))


def export_network(c, wordnet, folder):
    out, net, labels, sizes = Sections(folder), dict(c["mean"]), c["labels"], c["sizes"]
    f32 = lambda *names: np.concatenate([net[n].numpy() for n in names]).astype("<f4")
    counts = [len(labels[k]) for k in TAGS + ("ner", "deprel")]
    dilations = list(c.get("dilations", DILATIONS))
    arc, z = len(net["arc_mix.bias"]), net["label_out.weight"].shape[1]  # z: label + product
    label = len(net["label_dep.bias"]) - z                               # which has 2 * label + product
    out.put("enc.config", np.array([FORMAT, WIDTH, len(dilations), arc, label, z - label, len(NEAR), len(sizes)] + counts
                                   + list(sizes) + dilations + NEAR, "<u4"))
    tables(net, sizes, out)
    lexicon(c, wordnet, out)
    out.put("enc.in", f32("project.bias", "norm_in.weight", "norm_in.bias"))
    for i, dilation in enumerate(dilations):
        if dilation == 0:
            attention(net, i, out)
            continue
        out.linear(f"enc.layer{i}", net[f"layers.{i}.maxout.linear.weight"].numpy(),
                   net[f"layers.{i}.maxout.linear.bias"].numpy())
        out.put(f"enc.layer{i}.norm", f32(f"layers.{i}.norm.weight", f"layers.{i}.norm.bias"))
    out.put("enc.out", f32("norm_out.weight", "norm_out.bias"))
    both = lambda a, b, kind: np.concatenate((net[f"{a}.{kind}"].numpy(), net[f"{b}.{kind}"].numpy()))
    # One product over the encoding for all that reads it directly: arcs, distances, hidden layer of the tags, labels.
    parts = ["arc_dep", "arc_head", "label_dep", "label_head", "tag_hidden.linear", "distance"]
    out.linear("enc.heads", np.concatenate([net[p + ".weight"].numpy() for p in parts]),
               np.concatenate([net[p + ".bias"].numpy() for p in parts]))
    root = np.float32(1.0 / arc ** 0.5)
    out.linear("enc.mix", net["arc_mix.weight"].numpy() * root, net["arc_mix.bias"].numpy() * root)
    pad = lambda a: np.concatenate((a, np.zeros((rounded(len(a)) - len(a),) + a.shape[1:], np.float32)))
    caution = [CAUTION if tag == "O" else 0.0 for tag in labels["ner"]]
    out.linear("enc.name", net["name_hidden.linear.weight"].numpy(), net["name_hidden.linear.bias"].numpy())
    out.linear("enc.nametags", net["name_tags.weight"].numpy(), net["name_tags.bias"].numpy() + np.array(caution, np.float32))
    out.put("enc.namefollow", net["name_follow"].numpy().astype("<f4"))
    out.linear("enc.tags", np.concatenate([pad(net[f"tags.{k}.weight"].numpy()) for k in TAGS]),
               np.concatenate([pad(net[f"tags.{k}.bias"].numpy()) for k in TAGS]))
    out.linear("enc.label", net["label_out.weight"].numpy(), net["label_out.bias"].numpy())
    for k in TAGS + ("ner", "deprel"):
        out.put(f"enc.names.{k}", strings(labels[k]))
    with open(os.path.join(folder, "enc.meta"), "w", encoding="utf-8") as f:
        f.writelines(f"{k}={v}\n" for k, v in about(c).items())


def commit():
    """The commit of train/ that this is, "+" behind it where files differ from it; "unknown" outside a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    git = lambda *args: subprocess.run(["git", "-C", here, *args], capture_output=True, text=True, check=True).stdout.strip()
    try:
        return (git("log", "-1", "--format=%h", "--abbrev=12", "--", ".") or "unknown") + ("+" if git("status", "--porcelain", ".") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def about(c):
    """Rows of the metadata that a checkpoint gives: what it learnt from, how, and how good it is."""
    rows = {**ABOUT, "seed": c["args"]["seed"], "passes": f"{c['done']} of {c['args']['passes']}", "commit": commit()}
    if c["args"].get("taught"):
        rows["raw"] = f"{RAW}, trees of teachers"
        rows["teachers"] = ", ".join(c.get("teachers", ["not recorded"]))
    if c.get("kinds") and "about" not in c:
        rows["knowledge"] += f"; {LISTS}"
    rows.update(c.get("about", {}))
    rows.update({f"scores.{k}.dev.given_words": json.dumps(v) for k, v in c["scores"].items()})
    return rows


def read_container(path):
    """Rows of "meta" and {section: bytes} of a .dlm file."""
    data = open(path, "rb").read()
    count = struct.unpack_from("<I", data, 16)[0]
    sections = {}
    for i in range(count):
        name, at, n = struct.unpack_from("<32sQQ", data, 64 + 64 * i)
        sections[name.rstrip(b"\0").decode()] = data[at:at + n]
    return [r for r in sections.pop("meta").decode().split("\n") if r], sections


def write_container(folder, out, name, old=None):
    rows, sections = read_container(old) if old else ([f"name={name}", "format=1", "licence=CC BY-SA 4.0"], {})
    added = []
    for path in sorted(glob.glob(os.path.join(folder, "*.meta"))):
        added += [r for r in open(path, encoding="utf-8").read().split("\n") if r]
    keys = {r.split("=", 1)[0] for r in added}
    rows = [r for r in rows if r.split("=", 1)[0] not in keys] + added
    if old and name:
        rows = [f"name={name}" if r.startswith("name=") else r for r in rows]
    missing = [k for k in ROWS if not any(r.startswith(k + "=") for r in rows)]
    if missing:
        print(f"export.py: {out}: the metadata has no {', '.join(missing)}", file=sys.stderr)
    if os.path.exists(os.path.join(folder, "enc.config.bin")):  # another encoder: nothing stays of the old one
        sections = {k: v for k, v in sections.items() if not k.startswith("enc.")}
    for path in glob.glob(os.path.join(folder, "*.bin")):
        sections[os.path.basename(path)[:-4]] = open(path, "rb").read()
    sections = [("meta", ("\n".join(rows) + "\n").encode())] + sorted(sections.items())
    at = (64 + 64 * len(sections) + 63) // 64 * 64
    table, body = b"", b""
    start = at
    for name_, data in sections:
        body += b"\0" * (at - start - len(body))
        table += struct.pack("<32sQQQQ", name_.encode(), at, len(data), xxh(data, 0), 0)
        body += data
        at = (at + len(data) + 63) // 64 * 64
    length = 64 + len(table) + len(body)
    head = struct.pack("<8sIIIIQQ24x", b"DLM\r\n\x1a\n\0", 1, 0x01020304, len(sections), 1, length, xxh(table, 0))
    with open(out + ".new", "wb") as f:
        f.write(head + table + body)
    os.replace(out + ".new", out)
    print(f"{out}: {len(sections)} sections, {length} bytes")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--checkpoint")
    p.add_argument("--wordnet", default="/usr/share/wordnet")
    p.add_argument("--sections", required=True)
    p.add_argument("--out")
    p.add_argument("--update", metavar="OLD", help="take over the sections and rows of this model that DIR has not")
    p.add_argument("--name", help="name and version of the model, goes into every record (en-1, or that of OLD)")
    args = p.parse_args()
    if args.checkpoint:
        export_network(torch.load(args.checkpoint), WordNet(args.wordnet).form, args.sections)
    if args.out:
        write_container(args.sections, args.out, args.name or ("" if args.update else "en-1"), args.update)


if __name__ == "__main__":
    main()
