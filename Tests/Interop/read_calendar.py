"""Reads mail files that carry a calendar object, and prints what a calendar would make of them: read_calendar.py FILE...

The mail goes through Python's `email` in its strict mode. The object goes through the package `icalendar`, which
refuses what it cannot parse; whatever it has set aside as an error counts as one. Times become instants by the rules
of the VTIMEZONE that the object carries, with python-dateutil, and never by the machine's own time zones.

With --reply STATUS, a calendar's answer to each mail is printed instead, in base64, one to a line.
With --sweep, each file is one calendar object with many events, and the instants of DTSTART are compared with what
zoneinfo says of the same clock times in Europe/London.
"""

import base64
import email
import email.policy
import io
import json
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import dateutil.tz
import icalendar

policy = email.policy.default.clone(raise_on_defect=True)


def calendar(raw):
    parsed = icalendar.Calendar.from_ical(raw)
    errors = [error for component in parsed.walk() for error in component.errors]
    assert not errors, errors
    assert parsed.to_ical() and parsed["VERSION"] == "2.0"
    return parsed


def london_of(raw):
    """The time zone in the object itself."""
    return dateutil.tz.tzical(io.StringIO(raw.decode().replace("\r\n ", ""))).get("Europe/London")


def instant(property, zone):
    assert property.params["TZID"] == "Europe/London"
    return int(property.dt.replace(tzinfo=zone).timestamp())


def parts_of(path):
    with open(path, "rb") as file:
        message = email.message_from_bytes(file.read(), policy=policy)
    assert not [defect for part in message.walk() for defect in part.defects]
    alternative, attachment = message.iter_parts()
    part = list(alternative.iter_parts())[-1]
    return message, alternative, part, attachment


def described(path):
    message, alternative, part, attachment = parts_of(path)
    raw = part.get_payload(decode=True)
    parsed = calendar(raw)
    (event,) = parsed.walk("VEVENT")
    attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    zone = london_of(raw)
    return {
        "types": [one.get_content_type() for one in message.walk()],
        "partMethod": part.get_param("method"),
        "charset": part.get_content_charset(),
        "fileName": attachment.get_filename(),
        "fileIsTheSame": attachment.get_payload(decode=True) == raw,
        "method": str(parsed["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "attendees": [str(attendee) for attendee in attendees],
        "attendeeParameters": {name: str(value) for name, value in attendees[0].params.items()},
        "organizer": str(event["ORGANIZER"]),
        "startsAt": instant(event["DTSTART"], zone),
        "endsAt": instant(event["DTEND"], zone),
        "writtenAt": int(event["DTSTAMP"].dt.timestamp()),
        "texts": [str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "URL")],
        "status": str(event["STATUS"]),
        "class": str(event["CLASS"]),
        "properties": sorted(event.keys()),
    }


def answered(path, status):
    _, _, part, _ = parts_of(path)
    (event,) = calendar(part.get_payload(decode=True)).walk("VEVENT")
    reply = icalendar.Calendar({"PRODID": "-//Test//EN", "VERSION": "2.0", "METHOD": "REPLY"})
    answer = icalendar.Event()
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY"):
        answer[name] = event[name]
    answer.add("DTSTAMP", datetime(2026, 11, 26, 8, 15, tzinfo=timezone.utc))
    answer.add("COMMENT", "Yes; I’ll be there,\nwith “papers”")
    attendee = event["ATTENDEE"]
    attendee.params["PARTSTAT"] = status
    answer["ATTENDEE"] = attendee
    reply.add_component(answer)
    return base64.b64encode(reply.to_ical()).decode()


def compared(path):
    """How many moments there were, and those that differ."""
    with open(path, "rb") as file:
        objects = json.load(file)
    zones = {}
    differ = []
    for entry in objects:
        raw = base64.b64decode(entry["object"])
        (event,) = calendar(raw).walk("VEVENT")
        text = raw[raw.index(b"BEGIN:VTIMEZONE") : raw.index(b"END:VTIMEZONE")]
        zone = zones.setdefault(text, london_of(raw))
        clock = event["DTSTART"].dt.replace(tzinfo=None)
        judged = int(clock.replace(tzinfo=ZoneInfo("Europe/London"), fold=0).timestamp())
        if not entry["startsAt"] == judged == instant(event["DTSTART"], zone):
            differ.append([entry["startsAt"], judged, instant(event["DTSTART"], zone)])
    return {"count": len(objects), "zones": len(zones), "differ": differ}


if sys.argv[1] == "--reply":
    for path in sys.argv[3:]:
        print(answered(path, sys.argv[2]))
elif sys.argv[1] == "--sweep":
    print(json.dumps(compared(sys.argv[2])))
else:
    print(json.dumps([described(path) for path in sys.argv[1:]]))
