#!/usr/bin/python3
"""docs/check-rules.md is what the program says. usage: check_rules_page_test.py PROGRAM"""
import os
import subprocess
import sys
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


class Page(unittest.TestCase):
    def test_it_is_up_to_date(self):
        made = subprocess.run([os.path.join(ROOT, "scripts", "make-check-rules"), PROGRAM],
                              capture_output=True, check=True, text=True).stdout
        with open(os.path.join(ROOT, "docs", "check-rules.md"), encoding="utf-8") as page:
            self.assertEqual(page.read(), made,
                             "run scripts/make-check-rules >docs/check-rules.md")

    def test_every_row_has_its_cells(self):
        with open(os.path.join(ROOT, "docs", "check-rules.md"), encoding="utf-8") as page:
            rows = [line for line in page if line.startswith("| `")]
        self.assertGreater(len(rows), 100)
        for row in rows:
            self.assertEqual(row.replace("\\|", "").count("|"), 9, row)


if __name__ == "__main__":
    unittest.main()
