"""What somebody hostile sends, and whether anything of it took hold in an answer."""

import re

import html5lib

MARK = "hit-mark"
MARKUP = (
    f"'\"></title></textarea></select></option><{MARK}><script>window.hit=1</script>"
    f"<img src=/{MARK} onerror=window.hit=1>{{{{x}}}}{{{{{{x}}}}}}")
SHORT = f"\"'><{MARK}>"
ATTRIBUTE = f"x\" onfocus=\"window.hit=1\" autofocus data-{MARK}='1' onclick='window.hit=1"
ADDRESS = f"javascript:window.hit=1//{MARK}"
SQL = f"../../../../etc/passwd{MARK}' OR 1=1); DROP TABLE event; --%_"
CONTROL = f"{MARK}\r\nSet-Cookie: {MARK}=1\r\nBcc: {MARK}@example.org\r\n\r\n<{MARK}>\x00\x01\x1b[2J\x7f\u202e\u2066\u200f\ufeff\ufffe"
LONG = f"{MARK}<" * 10_000
NO_UTF8 = MARK.encode() + b"\xff\xfe\xc0\x80\xed\xa0\x80<"
# For what people type; what they choose, a shorter list, since it is compared with what was offered.
TEXTS = {
    "markup": MARKUP, "short markup": SHORT, "attribute": ATTRIBUTE, "sql": SQL, "control": CONTROL, "long": LONG,
    "no utf-8": NO_UTF8,
}
CHOICES = {name: TEXTS[name] for name in ("markup", "sql", "control")}

FORBIDDEN = {"script", "img", "iframe", "object", "embed", "base", "svg", "math", "video", "audio", "style", MARK}
RAW = re.compile(rf"<{MARK}|<script|<img|\" onfocus=\"window|href=[\"']?javascript:".encode())
# What a page of the program itself may hold once.
OWN_SCRIPT = re.compile(rb'<script src="/[\w-]+\.js" defer></script>')
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def took_hold(body, thoroughly):
    """What of it became part of a page or of a mail, as a browser reads it."""
    body = OWN_SCRIPT.sub(b"", body, count=1)
    if not thoroughly:
        return [match.decode() for match in RAW.findall(body)]
    found = []
    tree = html5lib.parse(body.decode(), treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in FORBIDDEN:
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            if name.startswith("on") or name == f"data-{MARK}" or name == "autofocus":
                found.append(f"<{element.tag} {name}>")
            if name in ("href", "src", "action", "formaction") and (scheme := SCHEME.match(value)):
                if scheme[1].lower() not in ("http", "https", "mailto", "tel", "webcal", "otpauth"):
                    found.append(f"{name}={value[:40]}")
    return found
