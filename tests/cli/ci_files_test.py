#!/usr/bin/python3
"""The files for CI systems: action.yml, .pre-commit-hooks.yaml and docs/examples. Each is parsed, held against the rules of
the system that reads it, and its shell parts are run on captions with and without findings.

usage: ci_files_test.py PROGRAM
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import readers

try:
    import yaml
except ImportError:
    print("skipped: python3-yaml is not installed")
    sys.exit(77)

program = os.path.abspath(sys.argv[1])
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
GOOD = "1\n00:00:01,000 --> 00:00:03,000\nAll is well.\n"
BAD = "1\n00:00:03,000 --> 00:00:01,000\n::error::x\n"


def text_of(name):
    with open(os.path.join(root, name)) as f:
        return f.read()


def load(name):
    return yaml.safe_load(text_of(name))


class InFolder(unittest.TestCase):
    """A folder with subs/good.srt and subs/bad.srt, and a bin/ with the program."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = self.temporary.name
        for name, text in (("good", GOOD), ("bad", BAD)):
            self.put(f"subs/{name}.srt", text)
        os.makedirs(os.path.join(self.folder, "build"))
        os.symlink(program, os.path.join(self.folder, "build/capalign"))

    def tearDown(self):
        self.temporary.cleanup()

    def put(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)

    def read(self, name):
        with open(os.path.join(self.folder, name)) as f:
            return f.read()

    def run_shell(self, script, **variables):
        environment = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
        environment.update(variables)
        environment["PATH"] = os.path.join(self.folder, "build") + ":" + environment["PATH"]
        return subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
                              cwd=self.folder, env=environment, capture_output=True, text=True)


# Stand-ins for the tools that build, so that the steps run without a network and a compiler: each refuses what the real
# one would refuse of these files.
TOOLS = {
    "apt-get": 'case "$1" in update|install) ;; *) exit 100 ;; esac',
    "git": f'[ "$1" = clone ] && [ -n "$CAPALIGN_REF" ] || exit 128\nmkdir "${{!#}}" && ln -s "{os.path.abspath(root)}"/* "${{!#}}"',
    "cmake": f'''case "$1" in
--preset) grep -q '"name": "'"$2"'", "inherits"' CMakePresets.json ;;
--build) [ "$3" = release ] && rm -f build && mkdir -p build && ln -sf "{program}" build/capalign ;;
*) exit 1 ;;
esac''',
}


class Building(InFolder):
    """The whole of each set-up, from the checkout of captions on."""

    def setUp(self):
        super().setUp()
        os.unlink(os.path.join(self.folder, "build/capalign"))
        for name, script in TOOLS.items():
            self.put("build/" + name, "#!/bin/bash\nset -e\n" + script + "\n")
            os.chmod(os.path.join(self.folder, "build", name), 0o755)
        self.put("build/dpkg-query", "#!/bin/sh\necho installed\n")  # what scripts/packages asks
        os.chmod(os.path.join(self.folder, "build/dpkg-query"), 0o755)

    def check_workflow(self, workflow):
        """Its steps in their order: captions, capalign beside them, and the action out of that folder."""
        job, = workflow["jobs"].values()
        captions, capalign, check = job["steps"][:3]
        self.assertEqual(captions, {"uses": "actions/checkout@v4"})
        folder = capalign["with"]["path"]
        self.assertEqual(check["uses"], "./" + folder)
        self.assertTrue(folder.startswith("."), "its own samples would be checked")
        variables = {"CAPALIGN_REF": "main", "GITHUB_ACTION_PATH": os.path.join(self.folder, folder)}
        self.assertEqual(self.run_shell(f"git clone x {folder}", **variables).returncode, 0)
        action = load("action.yml")
        for step in action["runs"]["steps"]:
            inputs = {name: given["default"] for name, given in action["inputs"].items()} | check["with"]
            names = {name: inputs[re.fullmatch(r"\${{ inputs\.([\w-]+) }}", value).group(1)]
                     for name, value in step.get("env", {}).items()}
            done = self.run_shell(step["run"], GITHUB_ACTIONS="true", GITHUB_OUTPUT=os.path.join(self.folder, "output"),
                                  **variables, **names)
            self.assertEqual((done.returncode, done.stderr), (1 if step.get("id") == "check" else 0, ""), step["name"])
        told = {properties["file"] for _, properties, _ in readers.read_log(done.stdout)}
        self.assertEqual(told, {"subs/bad.srt"})

    def test_github(self):
        self.check_workflow(load("docs/examples/github-workflow.yml"))

    def test_the_readme(self):
        block, = re.findall(r"```yaml\n(# \.github/workflows/.*?)```", text_of("README.md"), re.S)
        self.check_workflow(yaml.safe_load(block))

    def test_gitlab(self):
        job = load("docs/examples/gitlab-ci.yml")["captions"]
        variables = {"CI_SERVER_URL": "https://gitlab.example", "CI_PROJECT_NAMESPACE": "group", **job["variables"]}
        done = self.run_shell("\n".join(job["before_script"]), **variables)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        done = self.run_shell("\n".join(job["script"]), **variables)
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        issues = readers.read_gitlab(self.read(job["artifacts"]["reports"]["codequality"]))
        self.assertEqual({issue["location"]["path"] for issue in issues}, {"subs/bad.srt"})
        self.assertIn("<testsuites", self.read(job["artifacts"]["reports"]["junit"]))


class Action(InFolder):
    def test_its_shape(self):
        action = load("action.yml")
        self.assertEqual(set(action), {"name", "description", "branding", "inputs", "outputs", "runs"})
        self.assertEqual(action["runs"]["using"], "composite")
        for given in action["inputs"].values():
            self.assertLessEqual(set(given), {"description", "required", "default"})
            self.assertIsInstance(given["default"], str)
        used = set(re.findall(r"\${{ inputs\.([\w-]+) }}", text_of("action.yml")))
        self.assertEqual(used, set(action["inputs"]))
        steps = action["runs"]["steps"]
        for step in steps:
            self.assertEqual(step["shell"], "bash")  # required in a composite action
            self.assertNotIn("${{", step["run"])  # inputs come as variables: no text is pasted into a script
            done = subprocess.run(["bash", "-n"], input=step["run"], capture_output=True, text=True)
            self.assertEqual(done.stderr, "")
        for output in action["outputs"].values():
            step, name = re.fullmatch(r"\${{ steps\.(\w+)\.outputs\.([\w-]+) }}", output["value"]).groups()
            found, = (s for s in steps if s.get("id") == step)
            self.assertIn(f'"{name}=$', found["run"])

    def run_check(self, **inputs):
        action = load("action.yml")
        step, = (s for s in action["runs"]["steps"] if s.get("id") == "check")
        values = {name: given["default"] for name, given in action["inputs"].items()}
        self.assertLessEqual(set(inputs), set(values))
        values.update(inputs)
        variables = {}
        for name, value in step["env"].items():
            variables[name] = values[re.fullmatch(r"\${{ inputs\.([\w-]+) }}", value).group(1)]
        output = os.path.join(self.folder, "output")
        done = self.run_shell(step["run"], GITHUB_ACTIONS="true", GITHUB_OUTPUT=output,
                              GITHUB_ACTION_PATH=self.folder, **variables)
        self.assertEqual(self.read("output"), f"exit-code={done.returncode}\n")
        os.unlink(output)
        return done

    def test_it_checks(self):
        done = self.run_check()
        commands = readers.read_log(done.stdout)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(("error", "subs/bad.srt"), [(name, properties["file"]) for name, properties, _ in commands])
        self.assertLessEqual({name for name, _, _ in commands}, {"error", "warning", "notice"})
        self.assertEqual(self.run_check(files="subs/good.srt\n").returncode, 0)
        self.assertEqual(self.run_check(args="--set=no-such-rule=1").returncode, 2)
        self.put("subs/a $(touch x) b.srt", GOOD)
        self.assertEqual(self.run_check(files="subs/a $(touch x) b.srt\nsubs/good.srt").returncode, 0)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "x")))

    def test_the_workflow(self):
        workflow = load("docs/examples/github-workflow.yml")
        self.assertIn("on", {"on" if key is True else key for key in workflow})  # YAML 1.1 takes "on" for true
        steps = workflow["jobs"]["check"]["steps"]
        step, = (s for s in steps if s["uses"] == "./.capalign")
        self.assertEqual(self.run_check(**step["with"]).returncode, 1)
        self.assertTrue(readers.read_sarif(self.read(step["with"]["sarif"])))
        upload = steps[-1]
        self.assertEqual(upload["with"]["sarif_file"], step["with"]["sarif"])
        self.assertEqual(workflow["permissions"]["security-events"], "write")


class PreCommit(InFolder):
    def test_hooks(self):
        hooks = load(".pre-commit-hooks.yaml")
        known = {"id", "name", "description", "entry", "language", "files", "exclude", "types", "types_or", "args",
                 "pass_filenames", "require_serial", "always_run", "verbose", "minimum_pre_commit_version", "stages"}
        for hook in hooks:
            self.assertLessEqual({"id", "name", "entry", "language"}, set(hook))
            self.assertLessEqual(set(hook), known)
            self.assertTrue(re.search(hook["files"], "subs/a.srt") and re.search(hook["files"], "b.en.vtt"))
            self.assertFalse(re.search(hook["files"], "a.srt.txt"))
            self.assertEqual(self.run_shell(hook["entry"] + " subs/good.srt").returncode, 0)
            self.assertEqual(self.run_shell(hook["entry"] + " subs/good.srt subs/bad.srt").returncode, 1)

    def test_the_example(self):
        hooks = {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}
        repository, = load("docs/examples/pre-commit-config.yaml")["repos"]
        self.assertEqual(repository["repo"], "local")
        for used in repository["hooks"]:
            for key in "name", "entry", "language", "files":  # those of the hook that is published
                self.assertEqual(used[key], hooks[used["id"]][key])
            command = " ".join([used["entry"], *used["args"], "subs/good.srt"])
            self.assertEqual(self.run_shell(command).returncode, 0)


@unittest.skipUnless(shutil.which("pre-commit") and shutil.which("git"), "pre-commit or git is not installed")
class RealPreCommit(InFolder):
    """pre-commit itself, on the files as they are, in a repository of captions."""

    def setUp(self):
        super().setUp()
        self.put("build/.gitignore", "*\n")
        self.git("init", "-q", ".")
        self.git("add", "subs")

    def git(self, *arguments, folder="."):
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True, capture_output=True,
                       cwd=os.path.join(self.folder, folder))

    def pre_commit(self, *arguments):
        home = os.path.join(self.folder, "build/home")
        return self.run_shell(" ".join(["pre-commit", *arguments]), PRE_COMMIT_HOME=home, HOME=home, PRE_COMMIT_COLOR="never")

    def test_the_manifest_and_the_example_are_valid(self):
        for command, name in (("validate-manifest", ".pre-commit-hooks.yaml"), ("validate-config", "docs/examples/pre-commit-config.yaml")):
            done = self.pre_commit(command, os.path.abspath(os.path.join(root, name)))
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    def test_the_example(self):
        self.put(".pre-commit-config.yaml", text_of("docs/examples/pre-commit-config.yaml"))
        done = self.pre_commit("run", "--all-files")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("subs/bad.srt:", done.stdout)
        self.assertNotIn("good.srt", done.stdout)
        self.git("rm", "-qf", "subs/bad.srt")
        done = self.pre_commit("run", "--all-files")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_hooks_of_a_repository(self):
        """As with "repo:" and "rev:": pre-commit takes the manifest out of a commit."""
        self.put("build/capalign-repository/.pre-commit-hooks.yaml", text_of(".pre-commit-hooks.yaml"))
        for arguments in (["init", "-q", "."], ["add", "."], ["commit", "-qm", "hooks"]):
            self.git(*arguments, folder="build/capalign-repository")
        done = self.pre_commit("try-repo", "build/capalign-repository", "capalign-check", "--all-files")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("subs/bad.srt:", done.stdout)
        self.put("subs/bad.srt", GOOD.replace(",000 -->", ".000 -->"))
        self.git("add", "subs")
        done = self.pre_commit("try-repo", "build/capalign-repository", "capalign-fix", "--all-files")
        self.assertIn("files were modified by this hook", done.stdout)
        self.assertEqual(self.read("subs/bad.srt"), GOOD)


@unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
class Shell(unittest.TestCase):
    def test_it_is_clean(self):
        job = load("docs/examples/gitlab-ci.yml")["captions"]
        scripts = {step["name"]: step["run"] for step in load("action.yml")["runs"]["steps"]}
        scripts["gitlab"] = "\n".join(job["before_script"] + job["script"])
        for name, script in scripts.items():
            variables = "export CAPALIGN_REF CAPALIGN_REPOSITORY GITHUB_ACTION_PATH GITHUB_OUTPUT FILES ARGS PROFILE SARIF\n"
            done = subprocess.run(["shellcheck", "-s", "bash", "-"], input=variables + script, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout), (0, ""), name)


class GitLab(InFolder):
    def test_its_shape(self):
        job = load("docs/examples/gitlab-ci.yml")["captions"]
        self.assertLessEqual(set(job), {"image", "variables", "before_script", "script", "artifacts"})
        self.assertLessEqual(set(job["artifacts"]["reports"]), {"codequality", "junit", "sast"})
        for line in job["before_script"] + job["script"]:
            self.assertIsInstance(line, str)
            self.assertEqual(subprocess.run(["bash", "-n", "-c", line], capture_output=True).returncode, 0)


class Documentation(InFolder):
    def test_jenkins(self):
        text = text_of("docs/examples/Jenkinsfile")
        script = re.search(r"script: '([^']*)'", text).group(1)
        done = self.run_shell(script)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("<testsuites", self.read(re.search(r"junit '([^']*)'", text).group(1)))
        self.assertEqual(text.count("{"), text.count("}"))

    def test_the_commands_of_the_page(self):
        page = text_of("docs/ci.md")
        commands = [line for block in re.findall(r"```\n(.*?)```", page, re.S) for line in block.splitlines()]
        self.assertGreater(len(commands), 5)
        for command in commands:
            done = self.run_shell("set +o pipefail; " + re.sub(r"\| reviewdog .*", "| cat", command))
            wanted = 0 if "--baseline" in command or "|" in command else 1
            self.assertEqual(done.returncode, wanted, command + done.stderr)
        for name in re.findall(r"\]\((examples/[^)]*|json\.md)\)", page):
            self.assertTrue(os.path.exists(os.path.join(root, "docs", name)), name)
        self.assertTrue(json.loads(self.read("known.json"))["files"])
        self.assertTrue(readers.read_sarif(self.read("captions.sarif")))
        self.assertTrue(readers.read_gitlab(self.read("gl-code-quality-report.json")))


if __name__ == "__main__":
    sys.argv[1:] = []
    unittest.main()
