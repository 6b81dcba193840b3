#!/usr/bin/env python3
"""`quorate working-days --csv` on a million rows, beside Python's csv module and numpy, answers compared.

The rows mix the operations, the divisions and the partnership's own closures. The peer asks numpy row by row, with a
calendar made once for each division and list of closures.

Exit code 0, or 2 for wrong use, or 3 when an answer differs or the promise is missed: 100,000 rows a second.
"""

import csv
import json
import random
import statistics
import subprocess
import sys
import time

import numpy as np

import figures

PROMISE = 100_000
OPERATIONS = ("before", "before-clear", "after")
DIVISIONS = ("england-and-wales", "scotland", "northern-ireland", "")
CLOSURES = ("", "", "2026-12-29;2026-12-30;2026-12-31", "2027-12-29", "2025-08-22;2027-03-25")
HEADER = ["operation", "count", "date", "division", "closed"]


def write_rows(path, count):
    random.seed(2027)
    days = np.arange("2014-01-01", "2028-06-01", dtype="datetime64[D]").astype(str).tolist()
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(
            # From 1: for 0 working days from a day that is none, numpy has no direction of ours.
            (random.choice(OPERATIONS), random.randrange(1, 41), random.choice(days), random.choice(DIVISIONS),
             random.choice(CLOSURES))
            for _ in range(count))


def ask_quorate(program, rows, answers):
    with rows.open("rb") as source, answers.open("wb") as target:
        start = time.perf_counter()
        subprocess.run([program, "working-days", "--csv"], check=True, stdin=source, stdout=target)
        return time.perf_counter() - start


def ask_numpy(rows, answers):
    published = json.loads((figures.ROOT / "config/bank-holidays.json").read_text())
    holidays = {name: [event["date"] for event in listing["events"]] for name, listing in published.items()}
    calendars = {}
    start = time.perf_counter()
    with rows.open(newline="") as source, answers.open("w", newline="") as target:
        reader, writer = csv.reader(source), csv.writer(target, lineterminator="\n")
        writer.writerow(next(reader) + ["result"])
        for row in reader:
            operation, count, date, division, closed = row
            # Closures pull deadlines before a conference earlier, and never extend later ones.
            key = division or "england-and-wales", "" if operation == "after" else closed
            calendar = calendars.get(key)
            if calendar is None:
                dates = holidays[key[0]] + [day for day in key[1].split(";") if day]
                calendar = calendars[key] = np.busdaycalendar(holidays=dates)
            if operation == "after":
                result = np.busday_offset(date, int(count), roll="backward", busdaycal=calendar)
            else:
                steps = int(count) + (operation == "before-clear")
                result = np.busday_offset(date, -steps, roll="forward", busdaycal=calendar)
            writer.writerow([*row, result])
    return time.perf_counter() - start


def differing(ours, theirs):
    """How many answers differ; the provisional flag is Quorate's alone."""
    with ours.open() as mine, theirs.open() as peer:
        next(mine), next(peer)
        return sum(left.rsplit(",", 1)[0] != right.rstrip("\n") for left, right in zip(mine, peer, strict=True))


def main():
    given = figures.options(__doc__, rounds=5, rows=1_000_000)
    with figures.work_folder() as folder:
        rows, ours, theirs = folder / "rows.csv", folder / "ours.csv", folder / "theirs.csv"
        write_rows(rows, given.rows)
        mine, peer = [], []
        for number in range(given.rounds):
            mine.append(given.rows / ask_quorate(given.build / "quorate", rows, ours))
            # It takes long, so it has two rounds.
            if number < 2:
                peer.append(given.rows / ask_numpy(rows, theirs))
        wrong = differing(ours, theirs)
    rate, other = statistics.median(mine), statistics.median(peer)
    kept = rate >= PROMISE
    figures.show(
        f"{given.rows:,} rows from file to file; median of {given.rounds} rounds; Python {sys.version.split()[0]} with "
        f"numpy {np.__version__}",
        ["rows a second", "Quorate", "csv and numpy", "ratio", f">= {PROMISE:,}", "differ"],
        [("median", f"{rate:,.0f}", f"{other:,.0f}", f"{rate / other:.1f}", figures.yes(kept), f"{wrong:,}")],
    )
    return figures.exit_code(kept and not wrong)


if __name__ == "__main__":
    sys.exit(main())
