#!/usr/bin/python3
"""The thresholds of the profiles against the table of house styles that the project was given: no value that was read is
missing or different, what was read second-hand says so, and nothing is claimed that is not in the table.

usage: house_styles_test.py PROGRAM"""
import csv
import json
import os
import subprocess
import sys
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(os.environ.get("CAPALIGN_SHARED") or os.path.join(HERE, "../../../shared"), "cases/rules.tsv")

# Rows that a rule of another name checks, some of them with another number.
AS = {
    ("netflix", "close-gap-to"): ("netflix", "min-gap", None),  # what max-gap-to-close closes gaps to
    ("netflix", "speaker-dash"): ("netflix", "dash-spaces", 0),
    ("netflix", "break-after"): ("netflix", "max-bad-breaks", 0),
    ("netflix", "break-before"): ("netflix", "max-bad-breaks", 0),
    ("netflix", "keep-together"): ("netflix", "max-bad-breaks", 0),
    ("bbc", "break-after"): ("bbc", "max-bad-breaks", 0),
    ("bbc", "keep-together"): ("bbc", "max-bad-breaks", 0),
    ("bbc", "max-lines-vertical"): ("bbc-vertical", "max-lines", None),
    ("bbc", "max-chars-per-line-vertical"): ("bbc-vertical", "max-chars-per-line", None),
    ("channel4", "max-chars-per-line-wide"): ("channel4-wide", "max-chars-per-line", None),
    ("youtube", "allowed-markup"): ("youtube", "max-tags", 0),
    ("amazon", "min-first-hour"): ("amazon", "max-first-hour", None),
}
# Rows that are the same for every profile: these rules are on by default.
ALWAYS = {("youtube", "encoding"): ["encoding-utf16", "encoding-guessed", "encoding-invalid"],
          ("amazon", "encoding"): ["encoding-utf16", "encoding-guessed", "encoding-invalid"],
          ("amazon", "max-order-errors"): ["time-order", "cue-order"]}
# Rows that nothing in a caption file can be held against.
BEYOND = {
    ("netflix", "italics-for"): "a program cannot tell thoughts from speech",
    ("netflix", "allowed-characters"): "the list itself was not read",
    ("bbc", "max-line-width"): "a caption file does not know the picture and the font",
    ("bbc", "preferred-gap-in-pause"): "a preference: min-gap-in-pause is the least",
    ("ebu", "teletext-row"): "it counts control codes, which SRT and WebVTT do not have",
    ("fcc", "captions-accurate-synchronous-complete-placed"): "it has no number",
}


def scaled(value, unit):
    return int(value) * (1000 if unit in ("cps", "wpm") else 1)


class HouseStyles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        done = subprocess.run([PROGRAM, "check", "--rules", "--json"], capture_output=True, check=True)
        cls.rules = {rule["code"]: rule for rule in json.loads(done.stdout)["rules"]}
        cls.values = {(v["profile"], code): v for code, rule in cls.rules.items() for v in rule["values"]}
        with open(TABLE, encoding="utf-8", newline="") as table:
            rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
            cls.rows = {(row["profile"], row["rule"]): row for row in rows}

    def claims(self):
        """(profile, rule) of the program, and the row and number that stand for it."""
        for key, row in self.rows.items():
            if row["read"] == "no" or key in ALWAYS or key in BEYOND:
                continue
            profile, rule, value = AS.get(key, (*key, None))
            yield (profile, rule), row, scaled(row["value"], row["unit"]) if value is None else value

    def test_every_value_is_there(self):
        self.assertGreater(len(list(self.claims())), 50)
        for key, row, value in self.claims():
            with self.subTest(key=key, row=row["rule"]):
                self.assertIn(key, self.values)
                told = self.values[key]
                self.assertEqual((told["value"], told["frames"]), (value, row["unit"] == "frames"))
                if row["read"] != "-":
                    self.assertEqual(told["second_hand"], row["read"] == "second-hand")
                self.assertTrue(told["source"])

    def test_nothing_else_is_claimed(self):
        known = {key for key, _, _ in self.claims()}
        for key, told in self.values.items():
            with self.subTest(key=key):
                if key[0] == "default":
                    self.assertTrue(key in known or told["source"].startswith("own choice"), told["source"])
                else:
                    self.assertIn(key, known)

    def test_what_was_not_read_is_left_out(self):
        unread = [key for key, row in self.rows.items() if row["read"] == "no"]
        self.assertTrue(unread)
        for key in unread:
            self.assertNotIn(key, self.values)

    def test_what_every_profile_asks_is_on(self):
        for key, rules in ALWAYS.items():
            self.assertIn(key, self.rows)
            for rule in rules:
                self.assertTrue(self.rules[rule]["enabled"], rule)

    def test_exceptions_are_rows(self):
        for key in [*AS, *BEYOND]:
            self.assertIn(key, self.rows)


if __name__ == "__main__":
    if not os.path.exists(TABLE):
        print("skipped: the shared table of house styles is not here")
        sys.exit(77)
    unittest.main(verbosity=1)
