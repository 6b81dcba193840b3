"""Peers' servers on this machine, on ports that were free, stopped when the benchmark is done with them."""

import contextlib
import os
import socket
import subprocess
import time


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def running(command, port, **how):
    """Runs a server, and begins when it accepts connections."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, **how)
    try:
        wait_for(server, port)
        yield server
    finally:
        server.terminate()
        server.wait(10)


def wait_for(server, port):
    for _ in range(500):
        if server.poll() is not None:
            raise SystemExit(f"{server.args[0]} ended with exit code {server.returncode}")
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.01)
    raise SystemExit(f"{server.args[0]} does not accept connections on port {port}")


@contextlib.contextmanager
def readiness(folder):
    """A function that waits until a program says it is ready, as to systemd, and the environment in which it does."""
    address = str(folder / "notify")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(address)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.bind(address)
        notify.settimeout(60)

        def wait():
            while b"READY=1" not in notify.recv(4096).split(b"\n"):
                pass

        yield wait, os.environ | {"NOTIFY_SOCKET": address}
