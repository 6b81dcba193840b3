"""A wall clock for other programs, that can be set while they run; by Debian's libfaketime."""

import datetime
import glob
import os
import pathlib
import subprocess
import time

_LIBRARIES = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
is_available = bool(_LIBRARIES)


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
        # The library would make memory to share in every process and leave it behind when that is killed; what one
        # process has made serves them all.
        self._sharer = subprocess.Popen(["/bin/sleep", "infinity"], env=os.environ | self._environment)
        names = [f"faketime_sem_{self._sharer.pid}", f"faketime_shm_{self._sharer.pid}"]
        self._remains = [pathlib.Path("/dev/shm", name) for name in (f"sem.{names[0]}", names[1])]
        self._environment["FAKETIME_SHARED"] = " ".join(f"/{name}" for name in names)
        while not all(path.exists() for path in self._remains):
            time.sleep(0.01)

    @property
    def environment(self):
        """With which a program goes by this clock."""
        return os.environ | self._environment

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

    def close(self):
        self._sharer.kill()
        self._sharer.wait()
        for path in self._remains:
            path.unlink(missing_ok=True)
