#!/usr/bin/env python3
"""The day's page and a conference's under 50 requests a second, beside a minimal page of Hummingbird.

Stored is what a rehearsal leaves: an authority's year, or, with --folder, what YearRehearsal left there, such as England's.
The pages are served as they would be at its last moment. Fifty people ask, each from an address of their own.

Exit code 0, or 2 for wrong use, or 3 when a promise is missed.
"""

import argparse
import concurrent.futures
import datetime
import http.client
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import time

import figures
import loopback

A_SECOND = 50
PROMISES = {"today": (50, 100), "conference": (20, None)}
MEBIBYTES = 150


def ask(port, path, cookie, number):
    """Milliseconds that an answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie, "X-Forwarded-For": f"10.0.{number % 50}.1"})
    answer = connection.getresponse()
    answer.read()
    spent = (time.perf_counter() - begun) * 1000
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} was answered with {answer.status}")
    return spent


def press(port, path, cookie, seconds):
    """Asks so often a second, however long the answers take."""
    with concurrent.futures.ThreadPoolExecutor(50) as people:
        begun, asked = time.perf_counter(), []
        for number in range(A_SECOND * seconds):
            time.sleep(max(0, begun + number / A_SECOND - time.perf_counter()))
            asked.append(people.submit(ask, port, path, cookie, number))
        spent = sorted(one.result() for one in asked)
    return statistics.median(spent), spent[int(len(spent) * 0.99)]


def resident(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1024


def serve(program, folder, port):
    settings = (folder / "quorate.yaml").read_text().split("\nweb:")[0].rstrip()
    (folder / "pages.yaml").write_text(
        f"{settings}\nweb:\n  address: http://127.0.0.1:{port}\n  listen: 127.0.0.1:{port}\n  behindProxy: true\n")
    with sqlite3.connect(f"file:{folder}/quorate.db?mode=ro", uri=True) as database:
        last = database.execute("SELECT recorded_at FROM event ORDER BY position DESC LIMIT 1").fetchone()[0]
    moment = datetime.datetime.fromtimestamp(last + 1, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    process = subprocess.Popen([program, folder / "pages.yaml", moment], stdout=subprocess.PIPE, text=True)
    cookie = process.stdout.readline().split()[1]
    conference = process.stdout.readline().split()[1]
    loopback.wait_for(process, port)
    return process, cookie, conference


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=figures.ROOT / ".build/release")
    parser.add_argument("--folder", type=pathlib.Path, help="what YearRehearsal left; an authority's year otherwise")
    parser.add_argument("--conferences", type=int, default=1500, help="of the year that is rehearsed without --folder")
    parser.add_argument("--seconds", type=int, default=30)
    given = parser.parse_args()
    if given.folder:
        return measure(given, given.folder)
    with figures.work_folder() as folder:
        command = [given.build / "YearRehearsal", "--conferences", str(given.conferences), "--folder", folder / "year"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return measure(given, folder / "year")


def measure(given, folder):
    program = given.build / "PageBenchmark"
    peer_port, port = loopback.free_port(), loopback.free_port()
    peer = subprocess.Popen([program, "--peer", str(peer_port)], stdout=subprocess.PIPE, text=True)
    try:
        peer.stdout.readline()
        least = press(peer_port, "/", "", given.seconds)
    finally:
        peer.terminate()
    process, cookie, conference = serve(program, folder, port)
    try:
        paths = {"today": "/today", "conference": conference}
        # The first of each works the day out and opens the database's pages.
        for path in paths.values():
            ask(port, path, cookie, 0)
        found = {name: press(port, path, cookie, given.seconds) for name, path in paths.items()}
        memory = resident(process)
    finally:
        process.terminate()
        process.wait(timeout=20)
    rows, kept = [], memory <= MEBIBYTES
    for name, (median, worst) in found.items():
        most, mostly = PROMISES[name]
        good = median <= most and (mostly is None or worst <= mostly)
        kept = kept and good
        rows.append((f"{name}: median, ms", f"{median:.1f}", f"{least[0]:.1f}", f"{median / least[0]:.1f}", f"<= {most}",
                     figures.yes(good)))
        rows.append((f"{name}: 99 of 100 within, ms", f"{worst:.1f}", f"{least[1]:.1f}", f"{worst / least[1]:.1f}",
                     f"<= {mostly}" if mostly else "", ""))
    rows.append(("most memory, MiB", f"{memory:.0f}", "", "", f"<= {MEBIBYTES}", figures.yes(memory <= MEBIBYTES)))
    figures.show(
        f"{A_SECOND} requests a second for {given.seconds} s, beside a minimal page of Hummingbird",
        ["", "Quorate", "minimal", "ratio", "promise", "kept"], rows)
    return figures.exit_code(kept)


if __name__ == "__main__":
    sys.exit(main())
