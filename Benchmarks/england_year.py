#!/usr/bin/env python3
"""A year of England rehearsed: conferences and messages a second, memory, and counting every open deadline anew.

An invented country lives through 250 working days with the daemon's own loops by a virtual clock; every command, message
and settlement goes through a database on disk (synchronous=FULL). Beside it the same for one authority: memory must not
grow with the number of conferences. Then a bank holiday is proclaimed, and every open deadline is counted anew.

--conferences 15000 rehearses a part; the whole takes an hour or more.

Exit code 0, or 2 for wrong use, or 3 when a promise is missed.
"""

import json
import os
import subprocess
import sys

import figures

MEMORY = 2
SECONDS = 30
# A Monday some weeks after the rehearsed year.
PROCLAIMED = "2027-09-20"
# As the systemd unit has it.
ENVIRONMENT = os.environ | {"MALLOC_ARENA_MAX": "2"}


def rehearse(program, folder, conferences):
    command = [program, "--conferences", str(conferences), "--folder", folder]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=ENVIRONMENT).stdout)


def proclaim(program, folder):
    command = [program, "--proclaim", PROCLAIMED, "--folder", folder]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=ENVIRONMENT).stdout)


def main():
    given = figures.options(__doc__, conferences=115_000, authority=1500)
    program = given.build / "YearRehearsal"
    with figures.work_folder() as folder:
        small = rehearse(program, folder / "authority", given.authority)
        large = rehearse(program, folder / "england", given.conferences)
        recount = proclaim(program, folder / "england")
    ratio = large["peakMemoryMiB"] / small["peakMemoryMiB"]
    rows = [
        (label, *(f"{write(year[key])}" for year in (large, small)))
        for label, key, write in (
            ("commands", "commands", "{:,}".format),
            ("messages", "messages", "{:,}".format),
            ("seconds", "seconds", "{:,.0f}".format),
            ("conferences a second", "conferencesPerSecond", "{:.1f}".format),
            ("messages a second", "messagesPerSecond", "{:,.0f}".format),
            ("database, MB", "databaseBytes", lambda size: f"{size / 1e6:,.0f}"),
        )
    ]
    memory = ("peak memory, MiB", f"{large['peakMemoryMiB']:.0f}", f"{small['peakMemoryMiB']:.0f}", f"{ratio:.2f}",
              f"<= {MEMORY}", figures.yes(ratio <= MEMORY))
    counted = ("counted anew after a holiday, s", f"{recount['seconds']:.1f}", "", "", f"<= {SECONDS}",
               figures.yes(recount["seconds"] <= SECONDS))
    figures.show(
        f"A year of {given.conferences:,} conferences beside one of {given.authority:,};\n"
        f"then a holiday on {PROCLAIMED}: {recount['open']:,} conferences and discussions open, "
        f"{recount['counted']:,} counted anew, {recount['told']:,} told of a new date",
        ["", f"{given.conferences:,}", f"{given.authority:,}", "ratio", "promise", "kept"],
        [*rows, memory, counted],
    )
    return figures.exit_code(ratio <= MEMORY and recount["seconds"] <= SECONDS)


if __name__ == "__main__":
    sys.exit(main())
