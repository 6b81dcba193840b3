#!/usr/bin/env python3
"""A tick of the plan loop where nothing is due, at a thousand and at a million stored reminders.

Exit code 0, or 2 for wrong use, or 3 when the promise is missed: within twice of one another.
"""

import contextlib
import json
import sqlite3
import statistics
import subprocess
import sys

import figures

PROMISE = 2


def fill(benchmark, folder, reminders):
    """A configuration with a database that holds about so many."""
    folder.mkdir()
    configuration = figures.write_configuration(folder, "  transport: maildir\n  maildir: mail\n")
    # Each invitation brings sixteen.
    subprocess.run([benchmark, "fill", configuration, str(-(-reminders // 16))], check=True)
    with contextlib.closing(sqlite3.connect(folder / "quorate.db")) as database:
        return configuration, database.execute("SELECT COUNT(*) FROM reminder WHERE state = 'pending'").fetchone()[0]


def main():
    given = figures.options(__doc__, ticks=20_000, small=1000, large=1_000_000)
    benchmark = given.build / "StoreBenchmark"
    with figures.work_folder() as folder:
        filled = [fill(benchmark, folder / str(count), count) for count in (given.small, given.large)]
        command = [benchmark, "tick", *(configuration for configuration, _ in filled), str(given.ticks)]
        times = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["nanoseconds"]
    medians = [statistics.median(series) / 1000 for series in times]
    tails = [statistics.quantiles(series, n=100)[-1] / 1000 for series in times]
    ratio = max(medians) / min(medians)
    kept = ratio <= PROMISE
    figures.show(
        f"{given.ticks:,} ticks where nothing is due, on each database in turn",
        ["microseconds a tick", *(f"{count:,} stored" for _, count in filled), "ratio", f"<= {PROMISE}"],
        [
            ("median", *(f"{value:.1f}" for value in medians), f"{ratio:.2f}", figures.yes(kept)),
            ("99 of 100 are within", *(f"{value:.1f}" for value in tails), f"{max(tails) / min(tails):.2f}"),
        ],
    )
    return figures.exit_code(kept)


if __name__ == "__main__":
    sys.exit(main())
