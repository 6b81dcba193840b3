"""A disk of its own for the database, that can be full or read-only."""

import os
import subprocess

SIZE = 256  # megabytes; memory is taken only for what is stored


class SmallDisk:
    """A file system in memory. Full and read-only go for its administrator too."""

    def __init__(self, path):
        self.path = path
        path.mkdir()
        self.is_mounted = self._mount("-t", "tmpfs", "-o", f"size={SIZE}m", "quorate-torture", path)

    @staticmethod
    def _mount(*arguments):
        return subprocess.run(
            ["mount", *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        ).returncode == 0

    def _remount(self, options):
        if not self._mount("-o", f"remount,{options}", self.path):
            raise OSError(f"the disk could not be remounted with {options}")

    def fill(self):
        """Leaves no byte free, although somebody may be writing meanwhile."""
        for attempt in range(1000):
            status = os.statvfs(self.path)
            if self._mount("-o", f"remount,size={(status.f_blocks - status.f_bfree) * status.f_frsize}", self.path):
                return
        raise TimeoutError("the disk did not become full")

    def relieve(self):
        self._remount(f"size={SIZE}m")

    def forbid_writing(self):
        """Works only while nobody has a file on it open for writing."""
        self._remount("ro")

    def allow_writing(self):
        self._remount("rw")

    def close(self):
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", self.path], check=True)
