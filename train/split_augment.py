# SPDX-License-Identifier: Apache-2.0
"""Changes to treebank sentences that make them look like the press: quotation marks, abbreviated titles, datelines, initials,
lines, missing blanks.  Every change keeps the tokens and sentences known; none adds a sentence of anybody's."""
import string

TITLES = """Mr. Mrs. Ms. Dr. Prof. Gen. Maj. Lt. Col. Sgt. Capt. Cmdr. Adm. Sen. Rep. Gov. Rev. Pres. Hon. Pvt. Pte. Cpl. Brig. Insp.
Supt. Det. Amb. Fr. Msgr. St. Sec. Dep. Min. Messrs. Mt. Ft.""".split()
TITLE_PAIRS = [t.split() for t in """Lt. Col.;Lt. Gen.;Brig. Gen.;Maj. Gen.;Lt. Cmdr.;Rear Adm.;Vice Adm.;Lt. Gov.;Asst. Sec.;Master Sgt.;
U.S. Sen.;U.S. Rep.;Chief Supt.;Lance Cpl.;Sgt. Maj.;Staff Sgt.""".split(";")]
MONTHS = {"January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.", "November": "Nov.",
          "December": "Dec.", "March": "Mar.", "April": "Apr."}
SHORT_MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "Sept", "Oct", "Sep",
                "January", "September", "December", "Feb", "Nov", "Dec", "Jan", "Aug"]
FIRMS = ["Inc.", "Corp.", "Ltd.", "Co.", "Bros.", "Jr.", "Sr.", "Cos.", "Intl.", "plc", "LLC", "Univ."]
STATES = "Calif. Ky. Wash. Mass. Conn. Fla. Ill. Pa. Tex. Ariz. Minn. Mich. Va. N.Y. N.J. S.C. N.C. D.C. Ore. Colo. Tenn. Ga. La.".split()
PLACES = """Ankara Athens Baghdad Baku Beijing Beirut Belgrade Berlin Bogota Brussels Cairo Canberra Caracas Dakar Damascus Delhi Dhaka
Dublin Gaza Geneva Hanoi Harare Havana Islamabad Jakarta Jerusalem Kabul Kampala Khartoum Kiev Kinshasa Lagos Lima London Madrid Manila
Minsk Mogadishu Moscow Nairobi Ottawa Paris Prague Pretoria Quito Rome Seoul Sofia Tbilisi Tehran Tokyo Tripoli Tunis Vienna Warsaw
Washington Yangon Yerevan Zagreb""".split()
PAIRED_PLACES = [("NEW", "YORK"), ("UNITED", "NATIONS"), ("NEW", "DELHI"), ("TEL", "AVIV"), ("BUENOS", "AIRES"), ("SAN", "SALVADOR")]
AGENCIES = "Reuters AP AFP Xinhua TASS Interfax Anadolu dpa UPI CNN BBC IRNA KUNA Kyodo PTI Yonhap Bloomberg ANSA EFE".split()
SAYS = "said says told added asked warned replied explained announced insisted wrote noted".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday on".split()
PERSONS = "he she they".split()


def tok(form, space=True, upos="X"):
    return [form, space, [form], upos]


def copy(sentence):
    return type(sentence)([list(t) for t in sentence])


def like(sentence, tokens):
    return type(sentence)(tokens)


def is_name(t):
    return t[3] == "PROPN" and t[0][0].isupper() and t[0].isalpha()


def titles(s, rng):
    """Before a name that stands where a name may begin: Gen., Lt. Col., ..."""
    out = []
    for i, t in enumerate(s):
        starts = is_name(t) and len(t[0]) > 2 and (i == 0 or (s[i - 1][3] not in ("PROPN", "ADJ", "NOUN", "SYM", "X", "NUM") and s[i - 1][1]))
        if starts and rng.random() < 0.15:
            for form in (rng.choice(TITLE_PAIRS) if rng.random() < 0.2 else [rng.choice(TITLES)]):
                out.append(tok(form, True, "PROPN"))
        out.append(t)
    return like(s, out)


def subject(s, rng, pool):
    """A name for the pronoun that a sentence begins with."""
    if len(s) < 4 or s[0][0] not in ("He", "She", "It", "They", "We", "I", "This", "There") or not s[0][1] or \
            s[1][3] not in ("VERB", "AUX") or len(s[0][2]) > 1 or rng.random() < 0.5:
        return s
    name = rng.choice(pool)
    r = rng.random()
    if r < 0.15:
        name = rng.choice(["Mc", "Mac", "De", "La", "Van", "Sky", "Net"]) + name
    elif r < 0.3:
        name = "".join(rng.choice(string.ascii_uppercase) for _ in range(rng.randint(2, 5)))
    head = [tok(name, True, "PROPN")]
    if rng.random() < 0.25:
        head.append(tok(rng.choice(pool), True, "PROPN"))
    return like(s, head + s[1:])


def short_end(s, rng):
    """An abbreviation whose stop is also the end: "in the U.S." """
    if len(s) < 4 or s[-1][0] != "." or s[-2][3] not in ("PROPN", "NOUN") or not s[-2][0].isalpha() or rng.random() < 0.97:
        return s
    t = tok(rng.choice(["U.S.", "U.S.", "U.N.", "U.K.", "p.m.", "a.m.", "Inc.", "Corp.", "Co.", "Ltd.", "D.C.", "etc.", "Jr."]), s[-1][1], "PROPN")
    return like(s, s[:-2] + [t])


def times(s, rng):
    """5 p.m. before a day."""
    out = []
    for i, t in enumerate(s):
        if i and t[0] in DAYS and s[i - 1][1] and s[i - 1][3] in ("NOUN", "VERB", "PROPN", "ADV") and rng.random() < 0.3:
            out += [tok("at"), tok(rng.choice(["5", "11", "8:30", "7", "10:15"]), True, "NUM"), tok(rng.choice(["p.m.", "a.m.", "p.m.", "pm", "a.m."]), True, "NOUN")]
        out.append(t)
    return like(s, out)


def other_names(s, rng, pool):
    """Other names for some: nothing should hang on which name it is."""
    out = []
    for t in s:
        if is_name(t) and len(t[2]) == 1 and rng.random() < 0.3:
            name = rng.choice(pool) if rng.random() < 0.7 else "".join(rng.choice(string.ascii_uppercase) for _ in range(rng.randint(2, 5)))
            t = [name, t[1], [name], t[3]]
        out.append(t)
    return like(s, out)


def names(s, rng):
    """Initials between names, firms and states behind them, U.S. before nouns, short months."""
    out = []
    for i, t in enumerate(s):
        after = s[i + 1] if i + 1 < len(s) else None
        if t[0] in MONTHS and after and after[0][:1].isdigit() and t[1] and rng.random() < 0.7:
            t = tok(MONTHS[t[0]], True, t[3])
        if t[3] == "ADJ" and t[0][0].isupper() and t[1] and after and after[3] in ("NOUN", "PROPN", "ADJ") and rng.random() < 0.3:
            t = tok(rng.choice(["U.S.", "U.N.", "U.K.", "E.U.", "U.S.", "U.S.-led", "U.N.-backed"]), True, "PROPN")
        if t[3] == "NUM" and t[0].isdigit() and i and s[i - 1][1] and s[i - 1][3] not in ("SYM", "PROPN", "NUM") and rng.random() < 0.1:
            out.append(tok(rng.choice(["No.", "Art.", "Sec.", "Res.", "No.", "no.", "p.", "Vol."]), True, "NOUN"))
        out.append(t)
        if not (is_name(t) and t[1] and after):
            continue
        r = rng.random()
        if is_name(after) and len(t[0]) > 2:
            if r < 0.3:
                out.append(tok(rng.choice(string.ascii_uppercase) + ".", True, "PROPN"))
            elif r < 0.35:
                out += [tok(rng.choice(string.ascii_uppercase) + ".", True, "PROPN") for _ in range(2)]
        elif after[3] in ("VERB", "AUX", "ADP") and after[0].islower():
            if r < 0.06:
                out.append(tok(rng.choice(FIRMS), True, "PROPN"))
            elif r < 0.10:
                t = out[-1]
                out[-1] = [t[0], False, t[2], t[3]] if len(t[2]) == 1 else t
                out += [tok(",", True, "PUNCT"), tok(rng.choice(STATES), False, "PROPN"), tok(",", True, "PUNCT")]
            elif r < 0.13:
                out += [tok("(", False), tok(rng.choice("RD"), False), tok("-", False), tok(rng.choice(STATES), False), tok(")", True)]
    return like(s, out)


def dateline(s, rng):
    """YEREVAN, Sept 29 (Reuters) -- before the first sentence of a story."""
    city = list(rng.choice(PAIRED_PLACES)) if rng.random() < 0.15 else [rng.choice(PLACES)]
    if rng.random() < 0.7:
        city = [c.upper() for c in city]
    head = [tok(c) for c in city]
    agency = rng.choice(AGENCIES)
    date = [tok(rng.choice(SHORT_MONTHS)), tok(str(rng.randint(1, 31)))]
    if rng.random() < 0.2:
        date[-1][1] = False
        date += [tok(","), tok(str(rng.randint(1995, 2026)))]
    brackets = [tok("(", False), tok(agency, False), tok(")")]
    r = rng.random()
    if r < 0.6:
        head[-1][1] = False
        head += [tok(",")] + date + (brackets if rng.random() < 0.85 else [])
    elif r < 0.9:
        head += brackets
    else:
        head += brackets[:2] + [tok(")", False), tok(",")] + date
    dash = rng.choice(["\u2014", "\u2013", "-", "--", "\u2014"])
    if rng.random() < 0.15:
        head[-1][1] = False
        return like(s, head + [tok(dash, rng.random() < 0.7)] + s)
    return like(s, head + [tok(dash)] + s)


def plain_end(s):
    """A statement that could be quoted: ends in one stop, has no quotation marks."""
    return len(s) > 3 and s[-1][0] == "." and not any(c in t[0] for t in s for c in "\"\u201c\u201d`\u2018") and s[0][0][0].isupper()


def said(s, rng):
    who = [tok(rng.choice(PERSONS))]
    named = [t[0] for t in s if is_name(t)]
    if named and rng.random() < 0.5:
        who = [tok(rng.choice(named))]
    verb = tok(rng.choice(SAYS))
    out = [verb] + who if rng.random() < 0.3 else who + [verb]
    out = [list(t) for t in out]
    if rng.random() < 0.3:
        out += [tok("on"), tok(rng.choice(["Monday", "Tuesday", "Friday", "Sunday"]))]
    out[-1][1] = False
    return out + [tok(".")]


def quoted(pair, rng):
    """Direct speech out of one or two statements; -> sentences."""
    a, b = copy(pair[0]), copy(pair[1]) if len(pair) > 1 else None
    last = b if b is not None else a
    a.insert(0, tok("\"", False))
    if b is None and rng.random() < 0.15:  # He said: "A."
        a[-1] = tok(rng.choice(".?!."), False)
        return [like(a, [tok(rng.choice(["He", "She"])), tok(rng.choice(SAYS), False), tok(rng.choice([":", ",", ":"]))] + a + [tok("\"")])]
    if rng.random() < 0.4:  # "A. B."
        last[-1][1] = False
        last.append(tok("\"", True))
    else:  # "A. B," he said.
        mark = rng.choice([",", ",", ",", "?", "!"])
        last[-1] = tok(mark, False)
        last.append(tok("\"", True))
        last += said(last, rng)
    return [a] if b is None else [a, b]


def typographic(s, rng_style, state):
    """Plain marks to typographic ones. rng_style: (double or single, apostrophes too, dashes too); state: [open]."""
    double, apostrophes, dashes = rng_style
    out = []
    for i, (form, space, parts, upos) in enumerate(s):
        spaced = i == 0 or s[i - 1][1]
        if form in ("\"", "``", "''"):
            opening = form == "``" or (form == "\"" and not state[0] and (spaced or not space))
            state[0] = opening
            form = ("\u201c" if opening else "\u201d") if double else ("\u2018" if opening else "\u2019")
            parts = [form]
        elif apostrophes and "'" in form:
            form, parts = form.replace("'", "\u2019"), [p.replace("'", "\u2019") for p in parts]
        elif dashes and form in ("--", "-") and spaced and space:
            form = dashes
            parts = [form]
        out.append([form, space, parts, upos])
    return like(s, out)


def plain(s):
    table = {"\u201c": "\"", "\u201d": "\"", "\u2018": "'", "\u2019": "'"}
    out = []
    for form, space, parts, upos in s:
        for a, b in table.items():
            form, parts = form.replace(a, b), [p.replace(a, b) for p in parts]
        out.append([form, space, parts, upos])
    return like(s, out)


def upper(s):
    return like(s, [[f.upper(), sp, [p.upper() for p in parts], u] for f, sp, parts, u in s])


def glue(a, b, rng):
    """A missing blank between two sentences: "talks.The"."""
    if a[-1][0] in (".", "?", "!", "\"", "\u201d") and len(a) > 2 and len(a[-2][0]) > 3 and a[-2][0].islower() and b[0][0][:1].isupper() \
            and len(b[0][0]) > 1 and rng.random() < 0.04:
        a[-1][1] = False


def press(paragraph, rng, first, pool):
    """One paragraph as the press might print it; first: it begins a story; pool: names."""
    out = []
    style = (rng.random() < 0.9, rng.random() < 0.8, rng.choice([None, "\u2014", "\u2013"]))
    mode = rng.random()
    i = 0
    while i < len(paragraph):
        s = other_names(subject(copy(paragraph[i]), rng, pool), rng, pool)
        if plain_end(s) and rng.random() < 0.15:
            pair = [s]
            if i + 1 < len(paragraph) and plain_end(paragraph[i + 1]) and rng.random() < 0.4:
                pair.append(paragraph[i + 1])
            made = quoted(pair, rng)
            i += len(pair)
        else:
            made = [s]
            i += 1
        out += [times(names(titles(short_end(m, rng), rng), rng), rng) for m in made]
    if first and len(out[0]) > 6 and out[0][-1][0] == "." and out[0][0][0][0].isupper():
        out[0] = dateline(out[0], rng)
    state = [False]
    out = [typographic(s, style, state) if mode < 0.55 else plain(s) if mode < 0.85 else s for s in out]
    out = [upper(s) if rng.random() < 0.015 else s for s in out]
    for a, b in zip(out, out[1:]):
        glue(a, b, rng)
    out[-1][-1][1] = True
    return out
