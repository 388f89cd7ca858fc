"""The kept results: rows of results.csv, each script's by the names of its sets, and tables in the documentation."""
import csv
import os

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS = os.path.join(HERE, "results.csv")
PAGES = [os.path.join(HERE, "../../docs", name) for name in ("alignment.md", "edges.md")]
LIMITS = (10, 25, 50, 100)  # ms
FIELDS = ["set", "gold", "missing", "invented", *(f"within_{limit}" for limit in LIMITS), "mean_ms", "right_named",
          "wrong_not_named"]
OTHERS = ("confidence-", "cross-", "made-")  # beginnings of the sets that are not human speech aligned as it is
DROP = 1.0  # points; under the noise of one standard error on these sets


def read():
    """{set: row}"""
    with open(ROWS) as f:
        return {r["set"]: r for r in csv.DictReader(f)}


def write(rows, mine):
    """Puts rows in the place of those of which `mine` says so of the set's name."""
    kept = [r for name, r in read().items() if not mine(name)]
    with open(ROWS, "w", newline="") as f:
        writer = csv.DictWriter(f, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(kept + rows, key=lambda r: r["set"]))


def drops(rows):
    """Says what is more than DROP worse than what is kept, in small sets more than two edges."""
    kept = read()
    for row in rows:
        if row["set"] not in kept:
            yield f"{row['set']}: there is no row of it in {ROWS}; write it with --write"
            continue
        drop = max(DROP, 100 / int(row["gold"]))
        for field in ("within_25", "within_100"):
            if float(row[field]) < float(kept[row["set"]][field]) - drop:
                yield f"{row['set']}: {field} fell from {kept[row['set']][field]} to {row[field]}"


def write_page(script, text):
    """Puts text between the marks that name the script."""
    begin, end = f"<!-- {script} -->\n", "<!-- end -->"
    for path in PAGES:
        with open(path) as f:
            head, found, rest = f.read().partition(begin)
        if found:
            with open(path, "w") as f:
                f.write(head + begin + text + "\n" + end + rest.split(end, 1)[1])
