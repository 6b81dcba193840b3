"""Reads mail files as a mail program would and prints what it finds as a JSON list: read_mail.py FILE...

Any departure from the standards that Python's parser knows of is an error.
"""

import email
import email.policy
import json
import sys

policy = email.policy.default.clone(raise_on_defect=True)


def described(path):
    with open(path, "rb") as file:
        raw = file.read()
    message = email.message_from_bytes(raw, policy=policy)
    defects = [str(defect) for part in message.walk() for defect in part.defects]
    defects += [f"{name}: {defect}" for name, value in message.items() for defect in value.defects]
    recipient = message["To"].addresses[0]
    sender = message["From"].addresses[0]
    reply_to = message["Reply-To"].addresses[0] if message["Reply-To"] else None
    return {
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "to": [recipient.display_name, recipient.addr_spec],
        "from": [sender.display_name, sender.addr_spec],
        "replyTo": [reply_to.display_name, reply_to.addr_spec] if reply_to else [],
        "seconds": int(message["Date"].datetime.timestamp()),
        "type": message.get_content_type(),
        "parts": [part.get_content_type() for part in message.iter_parts()],
        "charsets": [part.get_content_charset() for part in message.iter_parts()],
        "text": message.get_body(("plain",)).get_content(),
        "html": message.get_body(("html",)).get_content(),
        "longestLine": max(len(line) for line in raw.split(b"\n")),
        "isASCII": raw.isascii(),
        "defects": defects,
    }


print(json.dumps([described(path) for path in sys.argv[1:]]))
