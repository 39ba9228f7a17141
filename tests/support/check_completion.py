#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Completions: bash gives every command and every option that help shows, and files elsewhere; zsh and fish take theirs, where they are
installed.

usage: check_completion.py PROGRAM"""
import re
import shutil
import subprocess
import sys
import tempfile

program = sys.argv[1]
failed = []


def out(*args):
    return subprocess.run([program, *args], capture_output=True, text=True, check=True).stdout


def check(what, ok, more=""):
    if not ok:
        failed.append(what)
        print("FAILED:", what, more)


def complete(script, words):
    """What bash offers for the last of the words."""
    line = " ".join(f"'{w}'" for w in words)
    code = f"source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _dateline; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
    check(f"bash says nothing: {words}", done.returncode == 0 and not done.stderr, done.stderr)
    return set(done.stdout.split())


commands = re.findall(r"^  ([a-z]+) +[A-Z]", out("help"), re.M)
check("commands", len(commands) > 10, commands)
with tempfile.TemporaryDirectory() as tmp:
    scripts = {}
    for shell in ("bash", "zsh", "fish"):
        scripts[shell] = f"{tmp}/completion.{shell}"
        with open(scripts[shell], "w", encoding="utf-8") as f:
            f.write(out("help", "--completion", shell))
    bash = scripts["bash"]
    check("all commands", complete(bash, ["dateline", ""]) == set(commands), complete(bash, ["dateline", ""]))
    check("commands behind help", complete(bash, ["dateline", "help", "pl"]) == {c for c in commands if c.startswith("pl")})
    for c in commands:
        shown = set(re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", out("help", c), re.M))
        check(f"options of {c}", complete(bash, ["dateline", c, "--"]) == shown, complete(bash, ["dateline", c, "--"]) ^ shown)
        for shell in ("zsh", "fish"):
            text = open(scripts[shell], encoding="utf-8").read()
            check(f"{shell}: options of {c}", all(re.search(rf"(--|-l ){o[2:]}\b", text) for o in shown))
    check("files behind an argument", complete(bash, ["dateline", "code", "--model", "--"]) == set())
    check("files", complete(bash, ["dateline", "code", "n"]) == set())
    for shell in ("bash", "zsh", "fish"):
        if shutil.which(shell):
            done = subprocess.run([shell, "-n", scripts[shell]], capture_output=True, text=True, check=False)
            check(f"{shell} takes it", done.returncode == 0 and not done.stderr, done.stderr)
        else:
            print(shell, "is not installed: its script is not read")
    if shutil.which("fish"):
        done = subprocess.run(["fish", "-c", f"source {scripts['fish']}; complete -C 'dateline query --sect'"], capture_output=True, text=True, check=False)
        check("fish offers", done.stdout.startswith("--sector\t"), done.stdout + done.stderr)
bad = subprocess.run([program, "help", "--completion", "csh"], capture_output=True, text=True, check=False)
check("another shell", bad.returncode == 2 and "not one of bash, zsh, fish" in bad.stderr, bad.stderr)
print(f"{len(failed)} failed")
sys.exit(bool(failed))
