"""Reads mail files with Python's email package and prints what it finds as a JSON list: read_incoming.py FILE..."""

import email
import email.policy
import email.utils
import json
import sys


def addresses(message, *names):
    values = [str(value) for name in names for value in message.get_all(name, [])]
    return [address for _, address in email.utils.getaddresses(values) if address]


def own_parts(message):
    """The parts of the message, without those of messages inside it."""
    yield message
    if message.is_multipart() and message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            yield from own_parts(part)


def text(message):
    plain = [
        part.get_content()
        for part in own_parts(message)
        if part.get_content_type() == "text/plain" and part.get_content_disposition() != "attachment"
    ]
    return "\n".join(plain).replace("\r\n", "\n").strip()


def statuses(message):
    """The Status fields of a delivery status, and the Message-ID of what was returned."""
    for part in own_parts(message):
        if part.get_content_type() == "message/delivery-status":
            return [group["Status"].split()[0] for group in part.get_payload() if group["Status"]]
    return []


def described(path):
    with open(path, "rb") as file:
        message = email.message_from_bytes(file.read(), policy=email.policy.default)
    date = message["Date"].datetime if message["Date"] else None
    return {
        "from": addresses(message, "From"),
        "recipients": addresses(message, "To", "Cc"),
        "subject": str(message["Subject"] or ""),
        "messageID": str(message["Message-ID"] or "").strip("<>"),
        "seconds": int(date.timestamp()) if date else None,
        "text": text(message),
        "statuses": statuses(message),
    }


print(json.dumps([described(path) for path in sys.argv[1:]]))
