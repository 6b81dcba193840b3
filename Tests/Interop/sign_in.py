"""A browser without a screen, and the demonstration that it visits: for tests of signing in."""

import base64
import hmac
import http.client
import os
import pathlib
import re
import signal
import subprocess
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / ".build/debug/quorate"
PASSWORD = "tea-with-nine-badgers"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()

    @property
    def place(self):
        return self.headers["Location"]

    @property
    def cookies(self):
        """Name to (value, attributes in lower case)."""
        found = {}
        for line in self.headers.get_all("Set-Cookie") or []:
            first, *attributes = [part.strip() for part in line.split(";")]
            name, value = first.split("=", 1)
            found[name] = (value, sorted(attribute.lower() for attribute in attributes))
        return found


class Browser:
    """Keeps cookies and follows nothing."""

    def __init__(self, site):
        self.address = urllib.parse.urlsplit(site)
        self.jar = {}

    def ask(self, method, path, fields=None, headers=(), jar=None):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=60)
        sent = dict(headers)
        jar = self.jar if jar is None else jar
        if jar:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        try:
            connection.request(method, path, body, sent)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for name, (value, attributes) in answer.cookies.items():
            self.jar.pop(name, None) if "max-age=0" in attributes else self.jar.update({name: value})
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, fields, **more):
        return self.ask("POST", path, fields, **more)

    def form_token(self, path):
        return re.search(r'name="form-token" value="([^"]*)"', self.get(path).text)[1]

    def sign_in(self, name, password=PASSWORD, **more):
        fields = {"form-token": self.form_token("/sign-in"), "name": name, "password": password} | more
        return self.post("/sign-in", fields)


class Demonstration:
    """Runs until it is closed."""

    def __init__(self, folder):
        self.folder = folder
        self.daemon = subprocess.Popen(
            [PROGRAM, "demo", "--folder", folder], stdout=subprocess.PIPE, text=True, env=os.environ | {"TZ": "UTC"})
        self.printed = []
        for line in self.daemon.stdout:
            self.printed.append(line)
            if match := re.search(r"(http://127\.0\.0\.1:\d+)/a/\S+", line):
                self.site, self.answer_page = match[1], match[0]
                break
        else:
            raise AssertionError("the demonstration named no page")

    def close(self):
        self.daemon.send_signal(signal.SIGINT)
        self.daemon.communicate(timeout=20)
        self.daemon.stdout.close()

    def quorate(self, *arguments, check=True):
        return subprocess.run(
            [PROGRAM, *arguments, "--config", self.folder / "quorate.yaml"], check=check, capture_output=True, text=True)


def time_code(secret):
    """What an authenticator app shows now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, (int(time.time()) // 30).to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start:start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"
