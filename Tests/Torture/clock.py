"""A wall clock for other programs, that can be set while they run; by Debian's libfaketime."""

import datetime
import glob
import os
import pathlib
import time

_LIBRARIES = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
is_available = bool(_LIBRARIES)
# The library sets a variable in the first process that it is loaded into, which moves the environment; a Swift program
# would then not find its arguments. So another program is the first, and becomes the Swift one.
PREFIX = ["/usr/bin/env"]


class SetClock:
    """Runs as the real one does, but stands where it is set."""

    def __init__(self, folder):
        self._file = pathlib.Path(folder) / "clock"
        self._offset = 0.0
        self._write()
        self._environment = {
            "LD_PRELOAD": _LIBRARIES[0], "FAKETIME_TIMESTAMP_FILE": str(self._file), "FAKETIME_NO_CACHE": "1",
            # How long to wait goes by another clock, which nobody sets.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    @property
    def environment(self):
        """With which a program goes by this clock, if it is started by way of `PREFIX`."""
        return os.environ | self._environment

    @staticmethod
    def forget(pid):
        """Removes the memory that the library shared with itself in a process that has ended."""
        for name in (f"sem.faketime_sem_{pid}", f"faketime_shm_{pid}"):
            pathlib.Path("/dev/shm", name).unlink(missing_ok=True)

    def now(self):
        """Seconds since 1970, as those programs see it."""
        return time.time() + self._offset

    def set(self, text):
        """Sets it to an instant, like 2026-10-25T00:59:58Z."""
        self.advance(datetime.datetime.fromisoformat(text).timestamp() - self.now())

    def advance(self, seconds):
        self._offset += seconds
        self._write()

    def _write(self):
        # Replaced whole: a program that reads it meanwhile sees the one or the other.
        new = self._file.with_suffix(".new")
        new.write_text(f"{self._offset:+.3f}\n")
        new.replace(self._file)
