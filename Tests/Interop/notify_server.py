"""A stand-in for GOV.UK Notify: notify_server.py LOG_FILE SERVICE_ID SECRET TEMPLATES

Enforces the published contract of the REST API (docs.notifications.service.gov.uk/rest-api.html): tokens, bodies field by
field, templates with their placeholders, limits, statuses. test_notify_server.py shows with Notify's own client that it is
faithful. TEMPLATES is JSON: {"id": {"type": "email" or "sms", "subject": …, "body": …}, …}.

Prints its port, then appends one JSON line to LOG_FILE for each message that it takes. A message stays "sending" until it
is told to finish; then it ends as Notify's simulation numbers and addresses do. Tests steer it below /stand-in:

  POST /stand-in/limits   {"perMinute": N, "perDay": N}   from now on; a minute begins with the request
  POST /stand-in/fail     {"status": N, "times": N}       the next so many requests
  POST /stand-in/finish   {}                              what is sending ends, and the callback is told
  POST /stand-in/tell     {}                              the callback is told once more of all that has ended
  POST /stand-in/callback {"url": …, "token": …}
"""

import http.client
import http.server
import json
import re
import sys
import threading
import time
import urllib.parse
import uuid
from datetime import datetime, timezone

import jwt

log_file, service_id, secret, templates_json = sys.argv[1:5]
templates = json.loads(templates_json)
lock = threading.Lock()
notifications = {}
settings = {"limits": None, "fail": {"status": 0, "times": 0}, "callback": None}
counts = {"minute": 0, "email": 0, "sms": 0}
started_at = time.time()

PERMANENT = {"perm-fail@simulator.notify", "447700900002"}
TEMPORARY = {"temp-fail@simulator.notify", "447700900003"}


class Refusal(Exception):
    """An answer other than what was asked for."""

    def __init__(self, status, error, message):
        super().__init__(message)
        self.status, self.error, self.message = status, error, message


def validation(message):
    return Refusal(400, "ValidationError", message)


def bad_request(message):
    return Refusal(400, "BadRequestError", message)


def forbidden(message):
    return Refusal(403, "AuthError", message)


def is_uuid(text):
    try:
        return isinstance(text, str) and str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def authenticate(header):
    """The token is by HS256, issued by the service, and no older or newer than 30 seconds."""
    if not header:
        raise Refusal(401, "AuthError", "Unauthorized: authentication token must be provided")
    if not header.startswith("Bearer "):
        raise Refusal(401, "AuthError", "Unauthorized: authentication bearer scheme must be used")
    token = header[len("Bearer "):]
    try:
        if jwt.get_unverified_header(token).get("alg") != "HS256":
            raise forbidden("Invalid token: algorithm used is not HS256")
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        raise forbidden("Invalid token: make sure your API token matches the example") from None
    if "iss" not in claims:
        raise forbidden("Invalid token: iss field not provided")
    if not is_uuid(claims["iss"]):
        raise forbidden("Invalid token: service id is not the right data type")
    if claims["iss"] != service_id:
        raise forbidden("Invalid token: service not found")
    if "iat" not in claims:
        raise forbidden("Invalid token: iat field not provided")
    try:
        jwt.decode(token, secret, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.InvalidTokenError:
        raise forbidden("Invalid token: API key not found") from None
    if not isinstance(claims["iat"], int) or abs(time.time() - claims["iat"]) > 30:
        raise forbidden("Error: Your system clock must be accurate to within 30 seconds")


def check_limits():
    limits = settings["limits"]
    if not limits:
        return
    if time.time() - limits["since"] > 60:
        limits["since"], counts["minute"] = time.time(), 0
    if counts["minute"] >= limits["perMinute"]:
        raise Refusal(
            429, "RateLimitError",
            f"Exceeded rate limit for key type LIVE of {limits['perMinute']} requests per 60 seconds")
    counts["minute"] += 1


def check_fields(body, required, optional):
    if not isinstance(body, dict):
        raise Refusal(400, "BadRequestError", "Invalid JSON supplied in POST data")
    for name in required:
        if name not in body:
            raise validation(f"{name} is a required property")
    for name in body:
        if name not in required and name not in optional:
            raise validation(f"Additional properties are not allowed ({name} was unexpected)")
    for name in ("template_id", "email_reply_to_id", "sms_sender_id"):
        if name in body and not is_uuid(body[name]):
            raise validation(f"{name} is not a valid UUID")
    if not isinstance(body.get("personalisation", {}), dict):
        raise validation("personalisation is not of type object")
    if not isinstance(body.get("reference", ""), str):
        raise validation("reference is not of type string")


def phone_number(text):
    """As Notify keeps it: 447900900123."""
    if not isinstance(text, str):
        raise validation("phone_number is not of type string")
    digits = re.sub(r"[\s()\-.+]", "", text)
    if not digits.isdigit():
        raise validation("phone_number Must not contain letters or symbols")
    digits = re.sub(r"^0+", "", digits)
    digits = digits if digits.startswith("44") else "44" + digits
    national = re.sub(r"^440?", "", digits)
    if not national.startswith("7"):
        raise validation("phone_number Not a UK mobile number")
    if len(national) < 10:
        raise validation("phone_number Not enough digits")
    if len(national) > 10:
        raise validation("phone_number Too many digits")
    return "44" + national


def email_address(text):
    pattern = r"^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~\-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$"
    plain = isinstance(text, str) and re.match(pattern, text, re.IGNORECASE) and len(text) <= 320
    if not plain or ".." in text:
        raise validation("email_address Not a valid email address")
    return text


def filled(template, personalisation):
    values = {name.lower(): value for name, value in personalisation.items()}
    text = (template.get("subject") or "") + template["body"]
    missing = [name for name in re.findall(r"\(\((.+?)\)\)", text) if values.get(name.lower()) is None]
    if missing:
        raise bad_request("Missing personalisation: " + ", ".join(dict.fromkeys(missing)))

    def fill(text):
        return re.sub(r"\(\((.+?)\)\)", lambda match: str(values[match[1].lower()]), text)

    return fill(template.get("subject") or ""), fill(template["body"])


def take(kind, body):
    recipient_field = {"email": "email_address", "sms": "phone_number"}[kind]
    sender_field = {"email": "email_reply_to_id", "sms": "sms_sender_id"}[kind]
    optional = ["personalisation", "reference", sender_field]
    if kind == "email":
        optional.append("one_click_unsubscribe_url")
    check_fields(body, [recipient_field, "template_id"], optional)
    recipient = {"email": email_address, "sms": phone_number}[kind](body[recipient_field])
    limits = settings["limits"]
    if limits and counts[kind] >= limits["perDay"]:
        raise Refusal(429, "TooManyRequestsError", f"Exceeded send limits ({kind}: {limits['perDay']}) for today")
    template = templates.get(body["template_id"])
    if not template:
        raise bad_request("Template not found")
    if template["type"] != kind:
        raise bad_request(f"{template['type']} template is not suitable for {kind} notification")
    subject, text = filled(template, body.get("personalisation", {}))
    if kind == "sms" and len(text) > 918:
        raise bad_request(f"Text messages cannot be longer than 918 characters. Your message is {len(text)} characters")
    counts[kind] += 1
    return store(kind, body, recipient, subject, text)


def store(kind, body, recipient, subject, text):
    id = str(uuid.uuid4())
    notification = {
        "id": id, "reference": body.get("reference"), "type": kind, "status": "sending", "subject": subject or None,
        "body": text, "email_address": recipient if kind == "email" else None,
        "phone_number": body["phone_number"] if kind == "sms" else None, "created_at": stamp(), "sent_at": stamp(),
        "completed_at": None, "created_by_name": None, "scheduled_for": None, "postage": None,
        "line_1": None, "line_2": None, "line_3": None, "line_4": None, "line_5": None, "line_6": None, "postcode": None,
        "template": {
            "id": body["template_id"], "version": 1, "uri": f"{base()}/v2/template/{body['template_id']}/version/1",
        },
    }
    notifications[id] = notification
    with open(log_file, "a", encoding="utf-8") as file:
        file.write(json.dumps({
            "id": id, "type": kind, "recipient": recipient, "template": body["template_id"],
            "reference": body.get("reference"), "subject": subject, "body": text,
            "replyTo": body.get("email_reply_to_id"), "sender": body.get("sms_sender_id"),
        }) + "\n")
    content = {"body": text}
    if kind == "email":
        content |= {"subject": subject, "from_email": "stand-in@notifications.service.gov.uk"}
    else:
        content |= {"from_number": "STANDIN"}
    return {
        "id": id, "reference": body.get("reference"), "content": content, "uri": f"{base()}/v2/notifications/{id}",
        "template": notification["template"], "scheduled_for": None,
    }


def stamp():
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def finish():
    ended = []
    for notification in notifications.values():
        if notification["status"] != "sending":
            continue
        to = notification["email_address"] or phone_number(notification["phone_number"])
        notification["status"] = (
            "permanent-failure" if to in PERMANENT else "temporary-failure" if to in TEMPORARY else "delivered")
        notification["completed_at"] = stamp()
        ended.append(notification)
    return ended


def call_back(notification):
    """As Notify tells a service's callback of a delivery. Returns the status that it was answered with."""
    callback = settings["callback"]
    url = urllib.parse.urlsplit(callback["url"])
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=10)
    body = {
        "id": notification["id"], "reference": notification["reference"],
        "to": notification["email_address"] or notification["phone_number"], "status": notification["status"],
        "created_at": notification["created_at"], "completed_at": notification["completed_at"],
        "sent_at": notification["sent_at"], "notification_type": notification["type"],
        "template_id": notification["template"]["id"], "template_version": 1,
    }
    connection.request(
        "POST", url.path, json.dumps(body),
        {"Authorization": f"Bearer {callback['token']}", "Content-Type": "application/json"})
    return connection.getresponse().status


def listed(query):
    chosen = list(reversed(notifications.values()))
    for name, field in (("reference", "reference"), ("template_type", "type"), ("status", "status")):
        if name in query:
            chosen = [entry for entry in chosen if entry[field] in query[name]]
    return {"notifications": chosen[:250], "links": {"current": f"{base()}/v2/notifications"}}


def one(id):
    if not is_uuid(id):
        raise validation("notification_id is not a valid UUID")
    if id not in notifications:
        raise Refusal(404, "NoResultFound", "No result found")
    return notifications[id]


def template(id):
    if not is_uuid(id):
        raise validation("id is not a valid UUID")
    if id not in templates:
        raise Refusal(404, "NoResultFound", "No result found")
    known = templates[id]
    text = (known.get("subject") or "") + known["body"]
    return {
        "id": id, "name": id[:8], "type": known["type"], "created_at": stamp(), "updated_at": None, "version": 1,
        "created_by": "stand-in@example.org", "body": known["body"], "subject": known.get("subject"),
        "letter_contact_block": None, "postage": None,
        "personalisation": {name: {"required": True} for name in re.findall(r"\(\((.+?)\)\)", text)},
    }


class Notify(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"] or 0))
        try:
            body = json.loads(raw)
        except ValueError:
            body = None
        if self.path.startswith("/stand-in/"):
            return self.steer(self.path.split("/")[2], body)
        self.answer(lambda: self.post(body), 201)

    def do_GET(self):
        self.answer(self.get, 200)

    def post(self, body):
        if self.headers["Content-Type"].split(";")[0] != "application/json":
            raise Refusal(400, "BadRequestError", "Invalid JSON supplied in POST data")
        for kind in ("email", "sms"):
            if self.path == f"/v2/notifications/{kind}":
                return take(kind, body)
        raise Refusal(404, "NoResultFound", "No result found")

    def get(self):
        url = urllib.parse.urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        if parts == ["v2", "notifications"]:
            return listed(urllib.parse.parse_qs(url.query))
        if parts[:2] == ["v2", "notifications"] and len(parts) == 3:
            return one(parts[2])
        if parts[:2] == ["v2", "template"] and len(parts) == 3:
            return template(parts[2])
        raise Refusal(404, "NoResultFound", "No result found")

    def answer(self, work, status):
        with lock:
            try:
                if settings["fail"]["times"] > 0:
                    settings["fail"]["times"] -= 1
                    raise Refusal(settings["fail"]["status"], "Exception", "Internal server error")
                authenticate(self.headers["Authorization"])
                check_limits()
                content = work()
            except Refusal as refusal:
                status = refusal.status
                content = {
                    "status_code": status, "errors": [{"error": refusal.error, "message": refusal.message}]}
        self.reply(status, content)

    def steer(self, what, body):
        answers = []
        with lock:
            if what == "limits":
                settings["limits"] = body | {"since": time.time()}
                counts.update({"minute": 0, "email": 0, "sms": 0})
            elif what == "finish":
                ended = finish()
            elif what == "tell":
                ended = [entry for entry in notifications.values() if entry["status"] != "sending"]
            else:
                settings[what] = body
        # The callback may ask us in turn.
        if what in ("finish", "tell") and settings["callback"]:
            answers = [call_back(notification) for notification in ended]
        self.reply(200, {"callbacks": answers})

    def reply(self, status, content):
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


server = Server(("127.0.0.1", 0), Notify)


def base():
    return f"http://127.0.0.1:{server.server_port}"


print(server.server_port, flush=True)
server.serve_forever()
