"""Shows that notify_server.py is faithful to GOV.UK Notify, by Notify's own client: test_notify_server.py

Exits with 0 and prints how many checks there were, or ends with the first that failed.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from unittest import mock

import jwt
import requests
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
EMAIL = "f33517ff-2a88-4f6e-b855-c550268ce08a"
TEXT = "740e5834-3a29-46b4-9a6f-16142fde533a"
UNKNOWN = "00000000-0000-4000-8000-000000000000"
TEMPLATES = {
    EMAIL: {"type": "email", "subject": "((subject))", "body": "((message))"},
    TEXT: {"type": "sms", "body": "((message))"},
}
checks = 0
# What the client says of refusals is expected.
logging.disable(logging.CRITICAL)


def check(is_so, what):
    global checks
    checks += 1
    if not is_so:
        sys.exit(f"not so: {what}")


def refused(status, error, message, call):
    """The call is refused so, which the client tells by an HTTPError."""
    try:
        call()
    except HTTPError as refusal:
        found = (refusal.status_code, refusal.message[0]["error"], refusal.message[0]["message"])
        check(found == (status, error, message), f"{found} is {(status, error, message)}")
    else:
        check(False, f"{status} {error}: {message}")


def steer(url, what, body):
    request = urllib.request.Request(f"{url}/stand-in/{what}", json.dumps(body).encode(), method="POST")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def takes_messages(client, url):
    mail = client.send_email_notification(
        "jo@example.org", EMAIL, personalisation={"subject": "Due", "message": "Soon"}, reference="r-1")
    check(mail["content"]["subject"] == "Due" and mail["content"]["body"] == "Soon", "a mail is filled in")
    check(mail["reference"] == "r-1" and mail["template"]["id"] == EMAIL, "a mail is answered with what it is")
    text = client.send_sms_notification("07900 900123", TEXT, personalisation={"Message": "Soon"}, reference="r-2")
    check(text["content"]["body"] == "Soon", "placeholders take any case")
    check(client.get_notification_by_id(mail["id"])["status"] == "sending", "a mail is sending at first")
    steer(url, "finish", {})
    check(client.get_notification_by_id(mail["id"])["status"] == "delivered", "and is delivered in the end")
    found = client.get_all_notifications(reference="r-2")["notifications"]
    check([entry["id"] for entry in found] == [text["id"]], "messages are found by reference")
    check(client.get_template(EMAIL)["personalisation"].keys() == {"subject", "message"}, "a template tells its fields")


def simulates(client, url):
    failures = {
        "perm-fail@simulator.notify": "permanent-failure", "temp-fail@simulator.notify": "temporary-failure",
        "07700900002": "permanent-failure", "07700900003": "temporary-failure",
    }
    for recipient, status in failures.items():
        values = {"subject": "s", "message": "m"}
        sent = (
            client.send_email_notification(recipient, EMAIL, personalisation=values) if "@" in recipient
            else client.send_sms_notification(recipient, TEXT, personalisation=values))
        steer(url, "finish", {})
        check(client.get_notification_by_id(sent["id"])["status"] == status, f"{recipient} ends as {status}")


def refuses(client):
    values = {"subject": "s", "message": "m"}
    refused(400, "BadRequestError", "Missing personalisation: message",
            lambda: client.send_email_notification("jo@example.org", EMAIL, personalisation={"subject": "s"}))
    refused(400, "BadRequestError", "Template not found",
            lambda: client.send_email_notification("jo@example.org", UNKNOWN, personalisation=values))
    refused(400, "BadRequestError", "sms template is not suitable for email notification",
            lambda: client.send_email_notification("jo@example.org", TEXT, personalisation=values))
    refused(400, "ValidationError", "email_address Not a valid email address",
            lambda: client.send_email_notification("jo", EMAIL, personalisation=values))
    refused(400, "ValidationError", "phone_number Not enough digits",
            lambda: client.send_sms_notification("07900", TEXT, personalisation=values))
    refused(400, "ValidationError", "template_id is not a valid UUID",
            lambda: client.send_sms_notification("07900900123", "mine", personalisation=values))
    refused(404, "NoResultFound", "No result found", lambda: client.get_notification_by_id(UNKNOWN))


def guards(client, url):
    def with_key(service, secret):
        return NotificationsAPIClient(f"mine-{service}-{secret}", base_url=url)

    refused(403, "AuthError", "Invalid token: service not found",
            lambda: with_key(UNKNOWN, SECRET).get_template(EMAIL))
    refused(403, "AuthError", "Invalid token: API key not found",
            lambda: with_key(SERVICE, UNKNOWN).get_template(EMAIL))
    clock = "notifications_python_client.authentication.epoch_seconds"
    with mock.patch(clock, return_value=int(time.time()) - 40):
        refused(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds",
                lambda: client.get_template(EMAIL))
    unsigned = jwt.encode({"iss": SERVICE, "iat": int(time.time())}, None, algorithm="none")
    answer = requests.get(f"{url}/v2/template/{EMAIL}", headers={"Authorization": f"Bearer {unsigned}"}, timeout=10)
    check(answer.status_code == 403, "a token by another algorithm is refused")
    check(requests.get(f"{url}/v2/template/{EMAIL}", timeout=10).status_code == 401, "so is a request without one")


def limits(client, url):
    values = {"subject": "s", "message": "m"}
    steer(url, "limits", {"perMinute": 100, "perDay": 1})
    client.send_sms_notification("07900900123", TEXT, personalisation=values)
    refused(429, "TooManyRequestsError", "Exceeded send limits (sms: 1) for today",
            lambda: client.send_sms_notification("07900900123", TEXT, personalisation=values))
    client.send_email_notification("jo@example.org", EMAIL, personalisation=values)
    steer(url, "limits", {"perMinute": 1, "perDay": 100})
    client.get_template(EMAIL)
    refused(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 1 requests per 60 seconds",
            lambda: client.get_template(EMAIL))
    steer(url, "limits", {"perMinute": 1000, "perDay": 1000})
    steer(url, "fail", {"status": 503, "times": 1})
    refused(503, "Exception", "Internal server error", lambda: client.get_template(EMAIL))
    client.get_template(EMAIL)


with tempfile.TemporaryDirectory() as folder:
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "notify_server.py")
    server = subprocess.Popen(
        [sys.executable, "-u", script, f"{folder}/log", SERVICE, SECRET, json.dumps(TEMPLATES)],
        stdout=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{int(server.stdout.readline())}"
        client = NotificationsAPIClient(f"mine-{SERVICE}-{SECRET}", base_url=url)
        takes_messages(client, url)
        simulates(client, url)
        refuses(client)
        guards(client, url)
        limits(client, url)
    finally:
        server.kill()
        server.wait()
print(f"{checks} checks")
