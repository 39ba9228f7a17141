#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One pass of training on forty sentences of ours, exported and run: that the scripts work together, not how well.

usage: test_training.py DATELINE

Left out (exit 77) where PyTorch or WordNet is missing.  Another Python that has PyTorch (Debian's) is looked for."""
import lzma
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TRAIN = ROOT / "train"
WORDNET = pathlib.Path("/usr/share/wordnet")
SCRIPTS = sorted(p.name for p in TRAIN.glob("*.py") if "ArgumentParser" in p.read_text(encoding="utf-8"))


def find_python():
    for python in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(python) and subprocess.run([python, "-c", "import torch, numpy"], capture_output=True, check=False).returncode == 0:
            return python
    return None


def run(python, script, *args, fails=False):
    env = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", OMP_NUM_THREADS="1")
    p = subprocess.run([python, str(TRAIN / script), *map(str, args)], capture_output=True, text=True, env=env, check=False)
    if (p.returncode != 0) != fails:
        sys.exit(f"{script} {' '.join(map(str, args))}: exit {p.returncode}\n{p.stdout[-2000:]}{p.stderr[-3000:]}")
    return p


def treebank(folder, text):
    """The four files that training reads: two thirds of our sentences twice, the rest twice."""
    blocks = text.strip().split("\n\n")
    cut = 2 * len(blocks) // 3
    folder.mkdir()
    for name, part in (("ewt-train", blocks[:cut]), ("gum-train-permissive", blocks[:cut]), ("ewt-dev", blocks[cut:]),
                       ("gum-dev-permissive", blocks[cut:])):
        (folder / f"{name}.conllu.xz").write_bytes(lzma.compress(("\n\n".join(part) + "\n\n").encode()))


def sections(python, bank, folder):
    """Trains for one pass and exports -> {section: bytes}"""
    run(python, "train.py", "--treebank", bank, "--out", folder / "run", "--passes", 1, "--headlines", 10, "--seed", 5)
    run(python, "export.py", "--checkpoint", folder / "run" / "checkpoint.pt", "--sections", folder / "sections")
    return {p.name: p.read_bytes() for p in (folder / "sections").glob("*.bin")}


def main():
    dateline = sys.argv[1]
    python = find_python()
    if not python or not WORDNET.is_dir():
        print("left out: " + ("no WordNet in /usr/share/wordnet" if python else "no Python with PyTorch"))
        sys.exit(77)
    for script in SCRIPTS:
        if "usage: " + script not in run(python, script, "--help").stdout:
            sys.exit(f"{script} --help shows no usage")
    text = (TRAIN / "tiny.conllu").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        treebank(tmp / "good", text)
        treebank(tmp / "broken", text.replace("\t0\troot", "\t0\tdep", 1))
        p = run(python, "train.py", "--treebank", tmp / "broken", "--out", tmp / "none", fails=True)
        want = f"{tmp}/broken/ewt-train.conllu.xz:"
        if p.returncode != 1 or not p.stderr.startswith(want) or p.stderr.count("\n") != 1:
            sys.exit(f"a broken treebank: exit {p.returncode}, {p.stderr}")
        (tmp / "a").mkdir()
        (tmp / "b").mkdir()
        first, second = sections(python, tmp / "good", tmp / "a"), sections(python, tmp / "good", tmp / "b")
        different = [k for k in first if first[k] != second.get(k)]
        if different or not first:
            sys.exit(f"the same seed gives other sections: {' '.join(different)}")
        model = tmp / "new.dlm"
        run(python, "export.py", "--update", ROOT / "tests" / "model" / "tiny.dlm", "--sections", tmp / "a" / "sections", "--out", model,
            "--name", "smoke-1")
        (tmp / "a.txt").write_text("Norland will send doctors. It didn't rain in May.\n")
        p = subprocess.run([dateline, "parse", "-m", model, tmp / "a.txt"], capture_output=True, text=True, check=False)
        if p.returncode or p.stdout.count("\troot\t") != 2:
            sys.exit(f"two sentences expected, exit {p.returncode}:\n{p.stdout}{p.stderr}")
        dump = subprocess.run([dateline, "dump", model], capture_output=True, text=True, check=True).stdout
        missing = [k for k in ("name=smoke-1", "licence=", "data=", "seed=5", "commit=", "passes=1 of 1", "scores.ewt.dev") if "\n" + k not in dump]
        if missing:
            sys.exit(f"the metadata has no {', '.join(missing)}")
        run(python, "tiny.py", "--out", tmp)
        p = subprocess.run([dateline, "parse", "-m", tmp / "tiny.dlm", tmp / "a.txt"], capture_output=True, text=True, check=False)
        if p.returncode or "\troot\t" not in p.stdout:
            sys.exit(f"the test model made anew does not parse, exit {p.returncode}:\n{p.stdout}{p.stderr}")
    print(f"{len(SCRIPTS)} scripts, {len(first)} sections")


if __name__ == "__main__":
    main()
