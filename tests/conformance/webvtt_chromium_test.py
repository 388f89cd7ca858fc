#!/usr/bin/env python3
"""Has Chromium read WebVTT as <track> elements and compares its cues with capalign's: for the sample
files, and for what capalign writes of the SRT samples."""
import functools
import glob
import html
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

repository = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.path.abspath(sys.argv[1])
chromium = shutil.which("chromium")

# Where Chromium departs from the standard, and why the sample is left out.
LEFT_OUT = {
    "vtt-time-capped.vtt": "an hour of eleven digits is infinite there",
    "vtt-utf16.vtt": "it heeds the mark of UTF-16, which UTF-8 decode does not",
}
UNKNOWN = "not exposed"  # Chromium knows some settings only inside
PAGE = """<!doctype html><meta charset="utf-8"><video></video><script>
const names = NAMES, result = {}, video = document.querySelector("video");
function cueOf(c) {
  return [c.id, Math.round(c.startTime * 1000), Math.round(c.endTime * 1000), c.text, c.vertical,
          c.snapToLines, c.line, c.lineAlign, c.position, c.positionAlign, c.size, c.align]
         .map(value => value === undefined ? "not exposed" : value);
}
function load(name) {
  return new Promise(done => {
    const element = document.createElement("track");
    element.addEventListener("load", () => {
      result[name] = Array.from(element.track.cues, cueOf);
      done();
    });
    element.addEventListener("error", () => { result[name] = null; done(); });
    element.src = name;
    video.append(element);
    element.track.mode = "hidden";
  });
}
Promise.all(names.map(load)).then(() => {
  const pre = document.createElement("pre");
  pre.textContent = JSON.stringify(result).replace(/[^ -~]/g,
    c => "\\\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  document.body.append(pre);
});
</script>"""
SETTINGS = ("vertical", "snapToLines", "line", "lineAlign", "position", "positionAlign", "size",
            "align")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder):
    handler = functools.partial(QuietHandler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def collect(folder):
    """Copies the samples, and what becomes of the SRT samples, into the folder."""
    for path in glob.glob(os.path.join(repository, "samples/webvtt/*/*.vtt")):
        shutil.copyfile(path, os.path.join(folder, "vtt-" + os.path.basename(path)))
    for path in glob.glob(os.path.join(repository, "samples/srt/*/*.srt")):
        out = os.path.join(folder, "srt-" + os.path.basename(path)[:-4] + ".vtt")
        subprocess.run([program, "convert", "-q", path, out], capture_output=True)
    return sorted(name for name in os.listdir(folder) if name.endswith(".vtt"))


def read_in_chromium(folder, names):
    with open(os.path.join(folder, "page.html"), "w") as page:
        page.write(PAGE.replace("NAMES", json.dumps(names)))
    server = serve(folder)
    with tempfile.TemporaryDirectory() as profile:
        result = subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", f"--user-data-dir={profile}", "--virtual-time-budget=60000",
             "--dump-dom", f"http://127.0.0.1:{server.server_port}/page.html"],
            capture_output=True, timeout=240)
    server.shutdown()
    dumped = re.search(r"<pre>(.*)</pre>", result.stdout.decode(), re.S)
    if not dumped:
        sys.exit(f"Chromium gave no cues: {result.stderr.decode()[-400:]}")
    return json.loads(html.unescape(dumped.group(1)))


def read_with_capalign(path):
    result = subprocess.run([program, "convert", "-q", "--to", "json", path], capture_output=True)
    if result.returncode == 3:
        return None
    cues = json.loads(result.stdout)["cues"]
    # The browser lists cues in text track cue order: by start, then the longer first.
    cues.sort(key=lambda c: (c["start_us"], -c["end_us"]))
    return [[c["id"], c["start_us"] // 1000, c["end_us"] // 1000, c["text"]] +
            [c["settings"][name] for name in SETTINGS] for c in cues]


def same(ours, theirs):
    if ours is None or theirs is None:
        return ours is theirs
    return len(ours) == len(theirs) and all(
        y in (x, UNKNOWN) for mine, other in zip(ours, theirs) for x, y in zip(mine, other))


def main():
    if not chromium:
        print("skipped: there is no chromium")
        return 77
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        names = [name for name in collect(folder) if name not in LEFT_OUT]
        theirs = read_in_chromium(folder, names)
        for name in names:
            ours = read_with_capalign(os.path.join(folder, name))
            if not same(ours, theirs[name]):
                print(f"{name}\n  capalign {ours}\n  Chromium {theirs[name]}")
                failures += 1
    print(f"{len(names)} files, {failures} read otherwise by Chromium")
    return 1 if failures or not names else 0


sys.exit(main())
