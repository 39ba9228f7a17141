#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make data/lexicon/forms.tsv: the inflected forms of every verb and noun that the lexicon knows.

usage: make_forms.py [--check] [DATA_DIR]           (default: ../data beside this file)
A word of the lexicon must be found whatever the tagger's lemma of it is ("granted" must be "grant"): forms are made by the rules of
English spelling, irregular ones from the list below. Run it again when a trigger or a set has changed; --check
(test lint.forms) says so and writes nothing.
"""
import pathlib
import re
import sys

IRREGULAR = """arise arose arisen;be was were been is are am 's;bear bore borne;beat beat beaten;become became become;begin began begun;
behold beheld;bend bent;bet bet;bid bid;bind bound;bite bit bitten;bleed bled;blow blew blown;break broke broken;
breed bred;bring brought;build built;burn burnt;burst burst;buy bought;cast cast;catch caught;choose chose chosen;
cling clung;come came come;cost cost;creep crept;cut cut;deal dealt;dig dug;do did done does;draw drew drawn;
drive drove driven;eat ate eaten;fall fell fallen;feed fed;feel felt;fight fought;find found;flee fled;fling flung;
fly flew flown flies;forbid forbade forbidden;forecast forecast;forego forewent foregone;foresee foresaw foreseen;
forget forgot forgotten;forgive forgave forgiven;forsake forsook forsaken;freeze froze frozen;get got gotten;give gave given;
go went gone goes;grow grew grown;hang hung hanged;have had has;hear heard;hide hid hidden;hit hit;hold held;hurt hurt;
keep kept;know knew known;lay laid;lead led;learn learnt;leave left;lend lent;let let;lie lay lain lying;light lit;lose lost;
make made;mean meant;meet met;mislead misled;oversee oversaw overseen;overrun overran;overtake overtook overtaken;
overthrow overthrew overthrown;pay paid;plead pled;prove proven;put put;quit quit;read read;rebuild rebuilt;retake retook retaken;
rid rid;ride rode ridden;ring rang rung;rise rose risen;run ran;say said;see saw seen;seek sought;sell sold;send sent;set set;
shake shook shaken;shed shed;shine shone;shoot shot;show shown;shrink shrank shrunk;shut shut;sing sang sung;sink sank sunk;
sit sat;slay slew slain;sleep slept;slide slid;sling slung;speak spoke spoken;spend spent;spill spilt;spin spun;split split;
spread spread;spring sprang sprung;stand stood;steal stole stolen;stick stuck;sting stung;stride strode;strike struck stricken;
string strung;strive strove striven;swear swore sworn;sweep swept;swim swam swum;swing swung;take took taken;teach taught;
tear tore torn;tell told;think thought;throw threw thrown;undergo underwent undergone undergoes;understand understood;
undertake undertook undertaken;undo undid undone;unfreeze unfroze unfrozen;uphold upheld;wake woke woken;wear wore worn;
win won;wind wound;withdraw withdrew withdrawn;withhold withheld;withstand withstood;wring wrung;write wrote written"""
NOUNS = """man men;woman women;child children;policeman policemen;policewoman policewomen;serviceman servicemen;
gunman gunmen;militiaman militiamen;journalist journalists;knife knives;life lives;thief thieves;wife wives;crisis crises;
analysis analyses;hypothesis hypotheses;foot feet;half halves;loaf loaves;shelf shelves;wolf wolves;medium media;
salesman salesmen;spokesman spokesmen;chairman chairmen;postman postmen;airman airmen;businessman businessmen"""
DOUBLED_LAST = re.compile(r"(?:.*[^aeiou]|qu|)[aeiou][bdgklmnprt]\Z")  # as the last syllable, stressed or not: both spellings


def irregular(text):
    out = {}
    for entry in text.replace("\n", "").split(";"):
        words = entry.split()
        out[words[0]] = words[1:]
    return out


def s_form(w):
    if re.search(r"[^aeiou]y\Z", w):
        return w[:-1] + "ies"
    return w + ("es" if re.search(r"(s|x|z|ch|sh)\Z", w) else "s")


def verb_forms(w, known):
    stems = [w[:-1] if w.endswith("e") and not re.search(r"(ee|oe|ye)\Z", w) else w]
    if DOUBLED_LAST.search(w) and not w.endswith("w"):
        stems.append(w + w[-1])
    forms = {s_form(w)}
    for stem in stems:
        forms.add(stem + "ing")
        if w not in known:
            forms.add(w + "d" if w.endswith("e") else w[:-1] + "ied" if re.search(r"[^aeiou]y\Z", w) else stem + "ed")
    forms.update(known.get(w, ()))
    if w.endswith("ie"):
        forms.add(w[:-2] + "ying")
    if w.endswith("ic"):
        forms.update((w + "ked", w + "king"))
    return forms - {w}


def read(path, column):
    rows = [x.split("\t") for x in path.read_text(encoding="utf-8").split("\n") if x and not x.startswith("#")]
    at = rows[0].index(column)
    return [r[at] for r in rows[1:]]


def lemmas(lex):
    """Verbs and nouns of triggers, in the order of the tables; nouns of sets."""
    verbs, nouns = {}, {}
    for table in ("deeds", "acts", "lights", "status", "cues"):
        for t in read(lex / f"{table}.tsv", "trigger"):
            words, pos = t[:-2].split(), t[-1]
            if pos == "v":
                verbs[words[0]] = None
            elif pos == "n":
                nouns[words[-1]] = None
    for cell in read(lex / "sets.tsv", "lemmas"):
        for x in cell.split(";"):
            if not x.startswith("@"):
                nouns[x.split()[-1]] = None
    plain = re.compile(r"[a-z-]{2,}\Z")
    plural = {s_form(n) for n in nouns} | {f for of in irregular(NOUNS).values() for f in of}  # a set may list a plural too
    return [v for v in verbs if plain.match(v)], [n for n in nouns if plain.match(n) and n not in plural]


def table(lex):
    verbs, nouns = lemmas(lex)
    known, plurals = irregular(IRREGULAR), irregular(NOUNS)
    own = {v + "/v" for v in verbs} | {n + "/n" for n in nouns}
    out = {}
    for v in verbs:
        for f in verb_forms(v, known):
            out.setdefault(f + "/v", set()).add(v)
    for n in nouns:
        for f in set(plurals.get(n, [s_form(n)])) - {n}:
            out.setdefault(f + "/n", set()).add(n)
    # a form that is a lemma itself is that; one of two lemmas decides nothing
    rows = [(f, next(iter(of))) for f, of in out.items() if len(of) == 1 and f not in own]
    return sorted(rows + [(f, f[:-2]) for f in own])


def main(argv):
    check = "--check" in argv
    folders = [a for a in argv if a != "--check"]
    data = pathlib.Path(folders[0]) if folders else pathlib.Path(__file__).resolve().parent.parent / "data"
    lex = data / "lexicon"
    lines = ["# SPDX-License-Identifier: Apache-2.0", "# Forms of the lexicon's verbs and nouns. Made by tools/make_forms.py: do not edit.",
             "form\tlemma"]
    lines += ["\t".join(row) for row in table(lex)]
    text, path = "\n".join(lines) + "\n", lex / "forms.tsv"
    if not check:
        path.write_text(text, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != text:
        print("lexicon/forms.tsv: not up to date: run tools/make_forms.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
