#!/usr/bin/env python3
"""Webhook calls a second from a committed outbox to nginx over HTTPS, beside a `requests` session posting the same.

Quorate claims each call in its database, checks that it is still owed, signs it, waits for the answer and settles it,
all on disk (synchronous=FULL). The session signs and posts the same bodies from memory, over one connection that it
keeps. Both check the server's certificate, which this run made.

The promise is five times the rate of a session as it comes, which looks at the environment with every call. Its rate
when it is told not to (`trust_env` off) is shown beside it and is not promised.

Exit code 0, or 2 for wrong use, or 3 when the promise is missed.
"""

import base64
import contextlib
import hashlib
import hmac
import os
import sqlite3
import statistics
import subprocess
import sys
import time

import requests

import figures
import loopback
from mail_delivery import deliver, prepare_outbox

PROMISE = 5
CONNECTIONS = 8
KEY = bytes(range(32))


def write_certificate(folder):
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    command += " -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out certificate.pem"
    subprocess.run(command.split(), check=True, cwd=folder, stderr=subprocess.DEVNULL)
    return folder / "certificate.pem"


def write_nginx_settings(folder, port, modules="", log="access_log off;", answer="return 204;"):
    settings = folder / "nginx.conf"
    settings.write_text(
        f"""
        {modules}
        daemon off; pid {folder}/nginx.pid; error_log stderr crit; worker_processes auto;
        events {{ worker_connections 8192; }}
        http {{
            {log} keepalive_requests 10000000;
            client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
            uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
            server {{
                listen 127.0.0.1:{port} ssl;
                ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem;
                location / {{ {answer} }}
            }}
        }}
        """
    )
    return settings


def write_settings(folder, url, certificate, more="", timeout=20):
    secret = folder / "secret"
    secret.write_text("whsec_" + base64.b64encode(KEY).decode())
    return figures.write_configuration(
        folder,
        "  transport: maildir\n  maildir: mail\n",
        f"webhooks:\n  case-system:\n    url: {url}\n    secretFile: {secret}\n    caFile: {certificate}\n"
        f"webhookDelivery:\n  allowedNetworks: [127.0.0.0/8, \"::1/128\"]\n  connections: {CONNECTIONS}\n"
        f"  timeout: {timeout}\n{more}",
    )


def prepare(benchmark, folder, url, certificate, calls):
    configuration = write_settings(folder, url, certificate)
    # Each invitation brings two: the report, and sharing it.
    prepare_outbox(benchmark, configuration, calls // 2)
    return configuration


def waiting_calls(folder):
    with contextlib.closing(sqlite3.connect(folder / "quorate.db")) as database:
        return database.execute("SELECT id, payload FROM outbox WHERE state = 'waiting' ORDER BY id").fetchall()


def post(url, certificate, calls, trusts_environment):
    with requests.Session() as session:
        session.trust_env = trusts_environment
        session.verify = str(certificate)
        # Certificates that the environment names would come first.
        for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            os.environ.pop(name, None)
        start = time.perf_counter()
        for call, payload in calls:
            body, timestamp = payload.encode(), str(int(time.time()))
            signed = f"{call}.{timestamp}.".encode() + body
            signature = base64.b64encode(hmac.digest(KEY, signed, hashlib.sha256)).decode()
            headers = {
                "Content-Type": "application/json",
                "webhook-id": call,
                "webhook-timestamp": timestamp,
                "webhook-signature": f"v1,{signature}",
            }
            session.post(url, data=body, headers=headers).raise_for_status()
        return len(calls) / (time.perf_counter() - start)


def main():
    given = figures.options(__doc__, rounds=5, calls=20_000)
    benchmark, port = given.build / "StoreBenchmark", loopback.free_port()
    with figures.work_folder() as folder:
        certificate = write_certificate(folder)
        nginx = [given.peers / "nginx", "-p", folder, "-e", "stderr", "-c", write_nginx_settings(folder, port)]
        url = f"https://127.0.0.1:{port}/hooks/quorate"
        with loopback.running(nginx, port):
            configuration = prepare(benchmark, folder, url, certificate, given.calls)
            calls = waiting_calls(folder)
            ours, theirs = [], {True: [], False: []}
            for _ in range(given.rounds):
                ours.append(deliver(benchmark, configuration, folder, len(calls)))
                for trusts_environment, rates in theirs.items():
                    rates.append(post(url, certificate, calls[:: given.rounds], trusts_environment))
    mine, usual, tuned = (statistics.median(rates) for rates in (ours, theirs[True], theirs[False]))
    kept = mine >= PROMISE * usual
    figures.show(
        f"{len(calls):,} signed calls, committed outbox to nginx over HTTPS; median of {given.rounds} rounds;\n"
        f"Quorate with {CONNECTIONS} connections, requests {requests.__version__} with a session, all kept open",
        ["calls a second", "Quorate", "requests", "ratio", f">= {PROMISE}"],
        [
            ("a session as it comes", f"{mine:,.0f}", f"{usual:,.0f}", f"{mine / usual:.1f}", figures.yes(kept)),
            ("a session with trust_env off", f"{mine:,.0f}", f"{tuned:,.0f}", f"{mine / tuned:.1f}", "-"),
        ],
    )
    return figures.exit_code(kept)


if __name__ == "__main__":
    sys.exit(main())
