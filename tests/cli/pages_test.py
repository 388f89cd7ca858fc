#!/usr/bin/python3
"""The man pages and completions that the build makes. usage: pages_test.py PROGRAM

They lie in docs/ beside the program. Each shell completes the same lines; one that is not installed is skipped.
"""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
PAGES = os.path.join(os.path.dirname(PROGRAM), "docs")
COMMANDS = ["link", "probe", "convert", "help"]
# What is typed, and words that must be offered; and words that must not.
LINES = [
    ("capalign ", COMMANDS, ["--to"]),
    ("capalign con", ["convert"], ["link"]),
    ("capalign --verb", ["--verbose"], ["--version"]),
    ("capalign --color ", ["auto", "always", "never"], []),
    ("capalign --color never con", ["convert"], []),
    ("capalign convert --", ["--to", "--from", "--force", "--json"], ["--lang"]),
    ("capalign -q convert --f", ["--from", "--force"], ["--to"]),
    ("capalign convert --to ", ["srt", "vtt", "json"], []),
    ("capalign convert --to=v", ["vtt"], ["srt"]),
    ("capalign convert -t j", ["json"], ["srt"]),
    ("capalign convert --to vtt a", ["article.txt"], []),
    ("capalign link --", ["--lang", "--dry-run"], ["--problem", "--to"]),
    ("capalign link -o ", ["folder"], ["article.txt"]),
    ("capalign link article.txt fol", ["folder"], []),
    ("capalign help pr", ["probe"], ["link"]),
]


def words(output):
    """Words of a completion's answer, without what shells add (a value's option, a folder's slash)."""
    return {w.split("=")[-1].rstrip("/") if w.startswith("--to=") else w.rstrip("/ ") for w in output.split()}


class Completion:
    def setUp(self):
        if not shutil.which(self.SHELL):
            self.skipTest(f"{self.SHELL} is not installed")
        self.folder = tempfile.mkdtemp(prefix="capalign-pages-")
        os.mkdir(os.path.join(self.folder, "folder"))
        with open(os.path.join(self.folder, "article.txt"), "w"):
            pass

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def test_lines(self):
        for line, offered, absent in LINES:
            with self.subTest(line=line):
                have = self.complete(line, set(offered))
                self.assertLessEqual(set(offered), have)
                self.assertFalse(set(absent) & have, have)


class Bash(Completion, unittest.TestCase):
    SHELL = "bash"

    # compopt works in a real completion only, so the shell itself is asked for names of files and folders.
    SCRIPT = r"""
source "$1"
compopt() { case $2 in default) fallback=f ;; dirnames) fallback=d ;; esac }
line=$2
# as readline does: '=' is a word of its own
read -ra COMP_WORDS <<<"${line//=/ = }"
[[ $line == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) fallback=
_capalign
[[ ${#COMPREPLY[@]} = 0 && $fallback ]] && COMPREPLY=($(compgen -$fallback -- "${COMP_WORDS[COMP_CWORD]}"))
printf '%s\n' "${COMPREPLY[@]}"
"""

    def complete(self, line, _):
        done = subprocess.run(["bash", "-c", self.SCRIPT, "bash", os.path.join(PAGES, "bash/capalign"), line], cwd=self.folder,
                              capture_output=True, text=True, timeout=20)
        self.assertEqual(done.stderr, "")
        return words(done.stdout)


class Fish(Completion, unittest.TestCase):
    SHELL = "fish"

    def complete(self, line, _):
        environment = {**os.environ, "HOME": self.folder, "XDG_CONFIG_HOME": self.folder, "CAPALIGN_LINE": line}
        script = f"source {os.path.join(PAGES, 'fish/capalign.fish')}; complete -C \"$CAPALIGN_LINE\""
        done = subprocess.run(["fish", "--no-config", "-c", script], cwd=self.folder, env=environment, capture_output=True,
                              text=True, timeout=20)
        self.assertEqual(done.stderr, "")
        return words("\n".join(row.split("\t")[0] for row in done.stdout.splitlines()))


class Zsh(Completion, unittest.TestCase):
    SHELL = "zsh"

    def setUp(self):
        super().setUp()
        shutil.copy(os.path.join(PAGES, "zsh/_capalign"), self.folder)
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(self.folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "PS1": "% ", "HOME": self.folder, "COLUMNS": "200"})
        self.send("PS1='% '; unsetopt zle_bracketed_paste promptsp; fpath=($PWD $fpath); autoload -U compinit; compinit -u -D; "
                  "LISTMAX=10000; zstyle ':completion:*' list-grouped false; setopt list_ambiguous; print REA''DY\n")
        self.read_until("READY")

    def tearDown(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)
        super().tearDown()

    def send(self, text):
        os.write(self.terminal, text.encode())

    def read_until(self, mark, seconds=20):
        """What the shell writes until it has written `mark`."""
        text, end = "", time.monotonic() + seconds
        while mark not in text and time.monotonic() < end:
            if select.select([self.terminal], [], [], 0.2)[0]:
                text += os.read(self.terminal, 65536).decode(errors="replace")
        self.assertIn(mark, text)
        return text

    def ask(self, line, seconds):
        # ^D lists what fits, but only where nothing is typed meanwhile; ^U drops the line.
        self.send(line + "\x04")
        time.sleep(seconds)
        self.send("\x15print DO''NE\n")
        text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x07", "", self.read_until("DONE"))
        return {w.rstrip("/") for row in text.splitlines() if not row.startswith("%") for w in row.split(" -- ")[0].split()}

    def complete(self, line, offered):
        have = set()
        for seconds in (0.3, 1, 4):  # a busy machine needs longer
            have = self.ask(line, seconds)
            if offered <= have:
                break
        return have


class Man(unittest.TestCase):
    def pages(self):
        names = sorted(os.listdir(os.path.join(PAGES, "man")))
        self.assertIn("capalign.1", names)
        for command in COMMANDS:
            self.assertIn(f"capalign-{command}.1", names)
        return [os.path.join(PAGES, "man", n) for n in names]

    @unittest.skipUnless(shutil.which("man"), "man is not installed")
    def test_man_warns_of_nothing(self):
        for page in self.pages():
            done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", page], capture_output=True, text=True, timeout=60,
                                  env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANROFFSEQ": "", "PAGER": "cat"})
            self.assertEqual((done.returncode, done.stderr), (0, ""), page)
            for part in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"):
                self.assertIn("\n" + part + "\n", done.stdout, page)

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_mandoc_has_no_complaint(self):
        for page in self.pages():
            done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True, timeout=60)
            self.assertNotRegex(done.stdout, r"(WARNING|ERROR):(?! missing date)", page)

    def test_every_option_is_in_its_page(self):
        for command in COMMANDS:
            text = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, timeout=20).stdout
            options = re.findall(r"^ +(?:-\w, )?--([a-z-]+)", text, re.M)
            self.assertTrue(options)
            with open(os.path.join(PAGES, f"man/capalign-{command}.1")) as f:
                page = f.read().replace("\\-", "-")
            for option in options:
                self.assertIn("--" + option, page)
            self.assertNotIn("--problem", page)


if __name__ == "__main__":
    if not os.path.isdir(PAGES):
        print("skipped: no docs/ beside the program")
        sys.exit(77)
    unittest.main(verbosity=1)
