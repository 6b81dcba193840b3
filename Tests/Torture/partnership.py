"""An invented partnership: its configuration, its lists, and what its administrators type."""

import base64
import datetime
import random
import subprocess

AGENCIES = {"CSC": "social-care", "POL": "police", "HLT": "health", "EDU": "education"}
PEOPLE = 30  # of each agency
RECEIVERS = ("steady", "moody", "refusing", "broken-tls")


def certificates(folder):
    """An authority, and a certificate of it for localhost that is good at any time the clock is set to."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-batch"]
    span = ["faketime", "2020-01-01", "openssl", "req", "-x509", "-days", "9000"]
    authority, certificate = folder / "ca.pem", folder / "server.pem"
    _run([*span, "-subj", "/CN=Torture authority", "-keyout", folder / "ca.key", "-out", authority,
          "-addext", "keyUsage=critical,keyCertSign,cRLSign", *key])
    _run([*span, "-subj", "/CN=localhost", "-keyout", folder / "server.key", "-out", certificate, "-CA", authority,
          "-CAkey", folder / "ca.key", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
          "-addext", "basicConstraints=critical,CA:FALSE", *key])
    return authority, (certificate, folder / "server.key")


def _run(command):
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def configure(folder, database, authority, mail_port, receiver_ports):
    """Writes the configuration and its secrets; returns its path."""
    (folder / "master-key").write_text("5a" * 32 + "\n")
    (folder / "master-key").chmod(0o600)
    (folder / "secret").write_text("whsec_" + base64.b64encode(bytes(range(32))).decode() + "\n")
    webhooks = "".join(
        f'  {name}: {{url: "https://localhost:{port}/hook", secretFile: secret, caFile: {authority}}}\n'
        for name, port in receiver_ports.items())
    path = folder / "quorate.yaml"
    path.write_text(f"""partnership:
  name: Torture Partnership
database: {database}
commands:
  others: [administrator, auditor, operator]
encryption:
  masterKeyFiles: [master-key]
policy:
  obligations:
    reply:
      ladder: ["at-once owner urgent", "T owner", "T+1 owner", "T+2 agencyLead"]
mail:
  from: reminders@example.org
  transport: smtp
  smtp: {{host: localhost, port: {mail_port}, caFile: {authority}, connections: 4, connectTimeout: 2, timeout: 3}}
delivery: {{lease: 6, firstRetry: 1, longestRetry: 5, attempts: 100, messagesPerPerson: 10000}}
webhookDelivery: {{timeout: 3, allowedNetworks: [127.0.0.0/8, "::1/128"]}}
webhooks:
{webhooks}""")
    return path


def address(person):
    return f"{person.lower()}@example.org"


class Lists:
    """CSV lists: the directory, and conferences in waves."""

    def __init__(self, folder, seed):
        self.folder = folder
        self.random = random.Random(seed)
        self.people = [f"{agency}-{number}" for agency in AGENCIES for number in range(1, PEOPLE + 1)]
        self.invitations = []  # (conference, number, person)

    def directory(self):
        return [
            self._write("agencies.csv", "code,name,kind,safeguarding_lead", [
                f"{code},Agency {code},{kind},{code}-1" for code, kind in AGENCIES.items()]),
            self._write("people.csv", "reference,agency,name,email", [
                f"{person},{person[:3]},Somebody {person},{address(person)}" for person in self.people]),
        ]

    def wave(self, name, count, settled_on, first_day, days):
        """Conferences that sit within so many days, all invited on one day."""
        conferences, invitations = [], []
        for number in range(1, count + 1):
            reference = f"{name}-{number}"
            kind = self.random.choice(["initial", "review"])
            conferences.append(
                f"{reference},{kind},C-{reference},{self._weekday(first_day, days)},10:00,Town Hall,CSC-2,CSC-3,mother,"
                f"{settled_on},scheduled,")
            for index, agency in enumerate(AGENCIES, 1):
                person = f"{agency}-{self.random.randint(4, PEOPLE)}"
                invitations.append(f"{reference},{agency},{person},{settled_on}")
                self.invitations.append((reference, index, person))
        return [
            self._write(
                f"{name}-conferences.csv",
                "reference,type,case,date,time,place,chair,administrator,family,settled_on,status,reason", conferences),
            self._write(f"{name}-invitations.csv", "conference,agency,person,sent_on", invitations),
        ]

    def _weekday(self, first, days):
        day = datetime.date.fromisoformat(first) + datetime.timedelta(self.random.randrange(days))
        return day + datetime.timedelta(max(0, 7 - day.isoweekday() + 1) if day.isoweekday() > 5 else 0)

    def _write(self, name, head, lines):
        path = self.folder / name
        path.write_text("\n".join([head, *lines]) + "\n")
        return str(path)

    def order(self):
        """Something that an administrator records; some of it settles what is owed."""
        conference, number, _ = self.random.choice(self.invitations)
        place = f"{conference}#{number}"
        return self.random.choices([
            ["invitation", "reply", place, "accepted"],
            ["report", "submit", place, "--significant-others"],
            ["report", "share", place, "mother", "telephone", "--by", "CSC-4"],
            ["invitation", "withdraw", place],
            ["conference", "cancel", conference, "--reason", "Withdrawn"],
            ["conference", "move", conference, "--at", self.random.choice(["09:30", "11:15", "14:00"])],
        ], [8, 6, 4, 2, 1, 2])[0]
