#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Broken treebanks: each is refused with file, line, what was found and what was expected; no traceback.

usage: test_conllu.py"""
import lzma
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "train"))
import conllu  # noqa: E402

GOOD = """# newdoc id = rain
# text = It didn't rain.
1\tIt\tit\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\train\train\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\thard\thard\tADV\tRB\t_\t_\t_\t4:advmod\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

"""

# What is replaced, by what, the line that must be named, what must be said.
BROKEN = [
    ("4\train\train\t", "4\train\t", 7, "9 columns, 10 expected"),
    ("\t4\tnsubj\t_\t_\n", "\t4\tnsubj\t_\t_\t_\n", 3, "11 columns, 10 expected"),
    ("1\tIt\tit\tPRON\tPRP", "1 It it PRON PRP", 3, "6 columns, 10 expected"),
    ("3\tn't\t", "4\tn't\t", 6, "id '4', 3 expected"),
    ("1\tGo\t", "2\tGo\t", 11, "id '2', 1 expected"),
    ("1\tGo\t", "one\tGo\t", 11, "id 'one', 1 expected"),
    ("1\tGo\t", "²\tGo\t", 11, "id '²', 1 expected"),
    ("2-3\t", "3-4\t", 4, "range 3-4, one from 2 to a greater number expected"),
    ("2-3\t", "2-2\t", 4, "range 2-2, one from 2"),
    ("2-3\t", "2-9\t", 9, "5 words, 9 expected by the range before"),
    ("3\tn't\t", "3-4\tn'train\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t", 6, "range 3-4, one from 4"),
    ("4.1\t", "3.1\t", 8, "empty node 3.1, 4.1 or the like expected"),
    ("\tIt\tit\t", "\t\tit\t", 3, "no form, one expected"),
    ("AUX\tVBD", "AUXIL\tVBD", 5, "UPOS 'AUXIL', one of the 17 tags"),
    ("4\tnsubj", "6\tnsubj", 3, "head '6' of word 1, another number from 0 to 5 expected"),
    ("4\tnsubj", "1\tnsubj", 3, "head '1' of word 1, another number"),
    ("4\tnsubj", "_\tnsubj", 3, "head '_' of word 1"),
    ("4\tnsubj", "-4\tnsubj", 3, "head '-4' of word 1"),
    ("4\tnsubj", "0\tnsubj", 3, "relation 'nsubj' to head 0, 'root' expected for head 0"),
    ("4\tnsubj", "4\troot", 3, "relation 'root' to head 4"),
    ("4\tnsubj", "4\t_", 3, "relation '_' to head 4"),
    ("4\tnsubj", "0\troot", 7, "words 1 and 4 are both the root, one expected"),
    ("0\troot\t_\tSpaceAfter=No", "5\tconj\t_\t_", 3, "no word has head 0, one root expected"),
    ("4\tnsubj\t_\t_\n2-3", "3\tnsubj\t_\t_\n2-3", None, None),  # another tree, but one
    ("4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4", "3\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t2", 5, "word 2 does not come to the root"),
    ("5\t.\t", "# a comment\n5\t.\t", 9, "a comment within a sentence"),
    ("It didn't rain.\n1", "It didn't rain.\n1".replace("1", "\x00"), 3, "id '\x00', 1 expected"),
]


class Conllu(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)

    def read(self, data, name="bank.conllu", trees=True):
        self.path = pathlib.Path(self.tmp.name, name)
        self.path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return conllu.read(str(self.path), trees)

    def refused(self, data, line, says, name="bank.conllu"):
        with self.assertRaises(SystemExit) as e:
            self.read(data, name)
        message = str(e.exception.code)  # a string: printed to stderr, exit status 1
        where = {0: f"{self.path}: ", None: f"{self.path}:"}.get(line, f"{self.path}:{line}: ")
        self.assertTrue(message.startswith(where), message)
        self.assertIn(says, message)
        self.assertNotIn("\n", message)

    def test_good(self):
        for data, name in ((GOOD, "a.conllu"), (GOOD.replace("\n", "\r\n"), "b.conllu"), (lzma.compress(GOOD.encode()), "c.conllu.xz")):
            first, second = self.read(data, name)
            self.assertEqual(first.forms, ["It", "did", "n't", "rain", "."])
            self.assertEqual(first.space_before, [True, True, False, True, False])
            self.assertEqual(first.heads, [3, 3, 3, -1, 3])
            self.assertEqual((second.forms, second.heads), (["Go"], [-1]))

    def test_broken(self):
        for old, new, line, says in BROKEN:
            with self.subTest(old=old, new=new):
                self.assertEqual(GOOD.count(old), 1)
                data = GOOD.replace(old, new)
                if line:
                    self.refused(data, line, says)
                else:
                    self.assertEqual(len(self.read(data)), 2)

    def test_files(self):
        packed = lzma.compress(GOOD.encode() * 2000)
        self.refused("", 0, "no sentences, CoNLL-U expected")
        self.refused("\n\n# nothing\n\n", 4, "no sentences")
        self.refused(GOOD[:-1], 11, "ends within the sentence of line 11, an empty line expected (cut short?)")
        self.refused(GOOD[:-10], 11, "ends within a line")
        self.refused(GOOD.encode().replace(b"didn't", b"didn\x92t", 1), 2, "byte 17 is 0x92, UTF-8 expected")
        self.refused(packed[:len(packed) // 2], None, "a whole xz file expected (cut short?)", "cut.conllu.xz")
        self.refused(GOOD, 0, "a whole xz file expected", "text.conllu.xz")
        self.refused(packed, 1, "UTF-8 expected", "packed.conllu")
        with self.assertRaises(SystemExit) as e:
            conllu.read("/nowhere/bank.conllu.xz")
        self.assertEqual(e.exception.code, "/nowhere/bank.conllu.xz: No such file or directory")

    def test_raw_text_has_no_trees(self):
        raw = "1\tRain\t_\t_\t_\t_\t0\t_\t_\t_\n2\tfell\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
        self.assertEqual(self.read(raw, trees=False)[0].forms, ["Rain", "fell"])
        self.refused(raw, 1, "UPOS '_'")

    def test_own_treebank(self):
        train = pathlib.Path(conllu.__file__).parent
        self.assertEqual(len(conllu.read(str(train / "tiny.conllu"))), 40)


if __name__ == "__main__":
    unittest.main()
