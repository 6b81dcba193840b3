"""How every benchmark shows its figures, and where it finds what it measures."""

import argparse
import contextlib
import pathlib
import secrets
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
MISSED = 3


def options(description, **numbers):
    """The options that all share, and whole numbers with their defaults."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / ".build/release", help="the optimised programs")
    parser.add_argument("--peers", type=pathlib.Path, default=ROOT / ".build/peers/bin", help="the peers' programs")
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    if not given.build.is_dir():
        parser.error(f"{given.build} is no folder: build first, as Benchmarks/run does")
    return given


@contextlib.contextmanager
def work_folder():
    """A folder on the project's own disk, since some systems keep their temporary files in memory."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build", prefix="bench-") as folder:
        yield pathlib.Path(folder)


def write_configuration(folder, mail, webhooks=""):
    """A partnership whose database is `folder/quorate.db`, unless QUORATE_DATABASE says otherwise."""
    path = folder / "quorate.yaml"
    (folder / "master-key").write_text(secrets.token_hex(32))
    path.write_text(
        "partnership:\n  name: Hackbridge Safeguarding Children Partnership\n"
        "  administratorContact: the conference team on 020 7946 0123\n"
        "database: quorate.db\nencryption:\n  masterKeyFiles: [master-key]\nlog:\n  level: notice\n"
        "mail:\n  from: reminders@hackbridge.example.org\n  replyTo: conferences@hackbridge.example.org\n"
        f"{mail}invitations:\n  send: false\n{webhooks}"
    )
    return path


def show(heading, columns, rows):
    """Rows of a label and values, each value as its column writes it; the first column is 34 wide."""
    print(f"{heading}\n")
    widths = [max(10, len(title) + 2) for title in columns[1:]]
    print(f"{columns[0]:<34}" + "".join(f"{title:>{width}}" for title, width in zip(columns[1:], widths)))
    for label, *values in rows:
        print(f"{label:<34}" + "".join(f"{value:>{width}}" for value, width in zip(values, widths)))


def exit_code(kept):
    return 0 if kept else MISSED


def yes(kept):
    return "yes" if kept else "NO"
