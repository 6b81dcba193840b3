#!/usr/bin/env python3
"""Working days beside numpy: a million random dates, the same holidays, every answer compared.

Build first:  swift build -c release --product WorkingDaysBenchmark
Then:         Benchmarks/working_days.py .build/release/WorkingDaysBenchmark

Exit code 0, or 2 for wrong use, or 3 when an answer differs. The promise is a twentieth of numpy's time.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

COUNT = 1_000_000
PROMISE = 20
HOLIDAYS = pathlib.Path(__file__).resolve().parent.parent / "config" / "bank-holidays.json"


def random_days(seed):
    """Starts and ends as day numbers, 2013 to 2098, so that no count leaves the calendar."""
    first, last = np.array(["2013-01-01", "2098-12-31"], "datetime64[D]").astype(np.int32)
    return np.random.default_rng(seed).integers(first, last, (2, COUNT), dtype=np.int32, endpoint=True)


def ask_quorate(program, days, rounds):
    with tempfile.TemporaryDirectory() as folder:
        dates, answers = pathlib.Path(folder, "dates"), pathlib.Path(folder, "answers")
        days.tofile(dates)
        command = [program, HOLIDAYS, dates, answers, str(rounds)]
        report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        return report, np.fromfile(answers, np.int32).reshape(3, COUNT)


def ask_numpy(days, holidays, rounds):
    calendar = np.busdaycalendar(holidays=holidays)
    starts, ends = days.astype("datetime64[D]")
    # numpy counts from the first day up to but not including the last, and mirrors that when they are reversed;
    # Quorate counts after the first day up to and including the last. A day's shift makes them the same.
    shift = np.where(ends >= starts, 1, -1)
    shifted_starts, shifted_ends = starts + shift, ends + shift
    questions = {
        "3": lambda: np.busday_offset(starts, -3, roll="forward", busdaycal=calendar),
        "15": lambda: np.busday_offset(starts, -15, roll="forward", busdaycal=calendar),
        "between": lambda: np.busday_count(shifted_starts, shifted_ends, busdaycal=calendar),
    }
    times, answers = {}, []
    for name, question in questions.items():
        times[name] = []
        for _ in range(rounds):
            start = time.perf_counter_ns()
            answer = question()
            times[name].append((time.perf_counter_ns() - start) / COUNT)
        answers.append(answer.astype(np.int64))
    return times, np.stack(answers)


def show(ours, theirs, differing, rounds):
    titles = {
        "3": "3 working days before a date",
        "15": "15 working days before a date",
        "between": "working days between two dates",
    }
    print(f"{COUNT:,} random dates, 2013 to 2098; median of {rounds} rounds; numpy {np.__version__}, vectorised\n")
    print(f"{'nanoseconds an answer':<32}{'Quorate':>9}{'numpy':>9}{'ratio':>9}{f'<= 1/{PROMISE}':>9}{'differ':>9}")
    for row, (name, title) in enumerate(titles.items()):
        mine, peer = statistics.median(ours[name]), statistics.median(theirs[name])
        kept = "yes" if mine * PROMISE <= peer else "no"
        print(f"{title:<32}{mine:>9.2f}{peer:>9.1f}{f'1/{peer / mine:.0f}':>9}{kept:>9}{differing[row]:>9,}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path, help="the built WorkingDaysBenchmark")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seed", type=int, default=2022)
    options = parser.parse_args()
    if not options.program.is_file():
        parser.error(f"{options.program} is no file: see the head of this script for how to build it")

    days = random_days(options.seed)
    report, ours = ask_quorate(options.program.resolve(), days, options.rounds)
    times, theirs = ask_numpy(days, np.array(report["holidays"], "datetime64[D]"), options.rounds)
    differing = np.count_nonzero(ours != theirs, axis=1)
    show(report["nanoseconds"], times, differing, options.rounds)
    for row, column in np.argwhere(ours != theirs)[:3]:
        start, end = days[:, column].astype("datetime64[D]")
        print(f"Question {row + 1}, {start} (to {end}): {ours[row, column]}, numpy says {theirs[row, column]}")
    return 3 if differing.any() else 0


if __name__ == "__main__":
    sys.exit(main())
