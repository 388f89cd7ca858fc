#!/usr/bin/python3
"""The check scripts find what they are for. Each is run on a small tree with one fault, and on one without.

usage: checks_test.py PROGRAM (not used)
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
HEADER = "#ifndef A_H\n#define A_H\n#include <stddef.h>\nsize_t a(void);\n#endif\n"
LAYERS = "base:\ntext: base\nmedia: base\ncli:\n"


class Check(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="capalign-checks-")

    def tearDown(self):
        shutil.rmtree(self.root)

    def put(self, name, text):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)

    def run_check(self, name, *arguments):
        """The script as it stands, in the small tree, whose files git knows."""
        os.makedirs(os.path.join(self.root, "scripts"), exist_ok=True)
        shutil.copy(os.path.join(ROOT, "scripts", name), os.path.join(self.root, "scripts"))
        shutil.copy(os.path.join(ROOT, ".clang-format"), self.root)
        for command in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", "-C", self.root, *command], check=True, capture_output=True)
        return subprocess.run([os.path.join(self.root, "scripts", name), *arguments], capture_output=True, text=True, timeout=120)

    def expect(self, done, fault):
        """Exit 0 and one line without a fault; else exit 1 and the fault named."""
        text = done.stdout + done.stderr
        if fault is None:
            self.assertEqual((done.returncode, text.count("\n")), (0, 1), text)
        else:
            self.assertEqual(done.returncode, 1, text)
            self.assertIn(fault, text)


class Layers(Check):
    def test_includes(self):
        for folder, line, fault in (
            ("cli", "#include <capalign/error.h>", None),
            ("cli", '#include "cli/other.h"', None),
            ("cli/docs", '#include "../cli.h"', None),
            ("text", '#include "base/error.h"', None),
            ("media", "#include <libavformat/avformat.h>", None),
            ("cli", '#include "base/error.h"', "x.c:1: cli may not include base/error.h"),
            ("cli", "#include <base/error.h>", "cli may not include base/error.h"),
            ("cli", '#include "../base/error.h"', "cli may not include base/error.h"),
            ("cli", '#include "../../tests/x.h"', "outside of src"),
            ("cli", '  #  include "text/article.h"', "cli may not include text/article.h"),
            ("base", '#include "text/article.h"', "base may not include text/article.h"),
            ("text", "#include <sndfile.h>", "only media may include sndfile.h"),
            ("new", "#include <stdio.h>", "not in src/LAYERS"),
        ):
            with self.subTest(folder=folder, line=line):
                self.tearDown()
                self.setUp()
                self.put("src/LAYERS", LAYERS)
                self.put(f"src/{folder}/x.c", line + "\n")
                self.expect(self.run_check("check-layers"), fault)

    def test_an_empty_tree_is_no_pass(self):
        self.put("src/LAYERS", LAYERS)
        self.assertEqual(self.run_check("check-layers").returncode, 1)


@unittest.skipUnless(shutil.which("clang-format"), "clang-format is not installed")
class Style(Check):
    def test_layout(self):
        for text, fault in (("int a;\n", None), ("int  a ;\n", "src/x.c")):
            with self.subTest(text=text):
                self.put("src/x.c", text)
                self.expect(self.run_check("check-style"), fault)


@unittest.skipUnless(shutil.which("g++") and shutil.which("pkg-config"), "no compiler for C++")
class Headers(Check):
    def test_each_stands_alone(self):
        for name, text, fault in (
            ("include/capalign/a.h", HEADER, None),
            ("include/capalign/a.h", HEADER.replace("#include <stddef.h>\n", ""), "size_t"),
            ("include/capalign/a.h", HEADER.replace("a(void)", "a(int class)"), "class"),
            ("src/base/a.h", HEADER.replace("a(void)", "a(int class)"), None),
            ("src/base/a.h", HEADER.replace("#include <stddef.h>\n", ""), "size_t"),
        ):
            with self.subTest(name=name, text=text):
                self.tearDown()
                self.setUp()
                self.put(name, text)
                self.expect(self.run_check("check-headers"), fault)


@unittest.skipUnless(shutil.which("gcc") and shutil.which("nm"), "no compiler")
class Symbols(Check):
    LIBRARY = "int capalign_a(void);int capalign_a(void){return 1;}\n"
    MODULE = "const int ca_media_module = 1;\n"

    def build(self, name, text):
        self.put("x.c", text)
        os.makedirs(os.path.join(self.root, "build"), exist_ok=True)
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", os.path.join(self.root, "build", name), os.path.join(self.root, "x.c")],
                       check=True)

    def test_exports(self):
        for library, module, fault in (
            (self.LIBRARY, self.MODULE, None),
            (self.LIBRARY + "int ca_b;\n", self.MODULE, "exported but not declared: ca_b"),
            ("int b(void){return 1;}\n", self.MODULE, "declared but not exported: capalign_a"),
            (self.LIBRARY, self.MODULE + "int av_leak;\n", "the module exports"),
        ):
            with self.subTest(library=library, module=module):
                self.put("include/capalign/a.h", "/* CAPALIGN_API int capalign_old(void); */\nCAPALIGN_API int\ncapalign_a(void);\n")
                self.build("libcapalign.so", library)
                self.build("capalign-media.so", module)
                self.expect(self.run_check("check-symbols", os.path.join(self.root, "build")), fault)


if __name__ == "__main__":
    if not shutil.which("git"):
        print("skipped: git is not installed")
        sys.exit(77)
    sys.argv[1:] = []
    unittest.main(verbosity=1)
