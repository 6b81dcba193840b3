import Conferences
import Persistence
import WorkingDays

/// The day's page as its template sees it.
struct TodayView {
    let glance: Glance
    let agencies: [AgencyCode: String]

    private static let shown = Glance.shown

    var content: [String: Any] {
        [
            "date": glance.today.spelledOut, "counts": counts, "conferences": conferences,
            "noConferences": glance.conferences.isEmpty, "tomorrow": glance.tomorrow.spelledOut,
            "unregistered": glance.unregistered.isEmpty ? [] : [unregistered],
            "agencies": agencyTable.isEmpty ? [] : [["rows": agencyTable]],
            "enquiries": section(glance.enquiries.map(enquiry)), "needs": section(glance.needs.map(need)),
            "records": section(glance.records.map(record)),
        ]
    }

    private func section(_ rows: [[String: Any]]) -> [[String: Any]] {
        rows.isEmpty
            ? []
            : [
                ["rows": Array(rows.prefix(Self.shown)), "more": max(0, rows.count - Self.shown)]
                    .dropping(zero: "more")
            ]
    }

    // Counts, each a link to what it counts.

    private var counts: [[String: Any]] {
        let lacks = glance.lacks
        return [
            count(glance.dueToday, "due today", "/owed?by=today", isPressing: false),
            count(glance.overdue, "overdue", "/owed?by=overdue"),
            count(lacks.reply, "no reply yet", "/invitations?lacks=reply"),
            count(lacks.report, "reports missing", "/invitations?lacks=report"),
            count(lacks.sharing, "not discussed with the family", "/invitations?lacks=sharing"),
            count(lacks.bounced, "bounced", "/invitations?lacks=bounced"),
            count(glance.enquiries.count, "enquiries without a conference by day 15", "#enquiries"),
            count(glance.needs.count, "interpreters and other needs not arranged", "#needs"),
            count(glance.records.count, "records with their chair", "#records"),
        ]
    }

    private func count(_ number: Int, _ label: String, _ link: String, isPressing: Bool = true) -> [String: Any] {
        ["number": number, "label": label, "link": link, "isPressing": isPressing && number > 0, "isNone": number == 0]
    }

    private var agencyTable: [[String: Any]] {
        glance.owed.filter { $0.overdue > 0 }.prefix(Self.shown).map { line in
            [
                "agency": line.agency.map { agencies[$0] ?? $0.text } ?? "Roles of a conference",
                "overdue": line.overdue, "dueToday": line.dueToday,
                "link": "/owed?by=overdue&agency=\(line.agency?.text ?? "none")",
            ]
        }
    }

    // Conferences up to the next working day, and how they look.

    private var conferences: [[String: Any]] {
        glance.conferences.prefix(Self.shown).map { line in
            var row: [String: Any] = [
                "reference": line.reference.text, "type": line.type.title, "replied": line.replied,
                "invited": line.invited, "reports": line.reports, "asked": line.asked,
            ]
            if let sitting = line.sitting {
                row["when"] =
                    (sitting.on == glance.today ? "Today" : sitting.on.spelledOut) + ", \(sitting.at.shortText)"
                row["place"] = sitting.place
            }
            row["quoracy"] = QuoracyWords(line: line).content
            return row
        }
    }

    private var unregistered: [String: Any] {
        [
            "rows": glance.unregistered.prefix(Self.shown).map { line in
                [
                    "reference": line.reference.text,
                    "when": line.sitting.map { "\($0.on.spelledOut), \($0.at.shortText)" } ?? "",
                ]
            },
            "count": glance.unregistered.count,
        ]
    }

    private func enquiry(_ line: DailyReadings.Enquiry) -> [String: Any] {
        [
            "reference": line.discussion.text, "satOn": line.satOn.spelledOut, "dueOn": line.dueOn.spelledOut,
            "isPast": line.dueOn < glance.today, "who": line.leadSocialWorker?.text ?? "nobody named",
            "conference": line.conferenceOn.map { "arranged for \($0.spelledOut), too late" } ?? "none arranged",
        ]
    }

    private func need(_ line: DailyReadings.OpenNeed) -> [String: Any] {
        [
            "reference": line.conference.text, "sitsOn": line.sitsOn.spelledOut, "kind": line.kind.rawValue,
            "who": line.recipient.map { "\($0)" } ?? "a professional",
        ]
    }

    private func record(_ line: DailyReadings.WaitingRecord) -> [String: Any] {
        var row: [String: Any] = [
            "reference": line.conference.text, "chair": line.chair.text, "since": line.since.spelledOut,
        ]
        if let due = line.dueOn {
            row["dueOn"] = due.spelledOut
            row["isPast"] = due < glance.today
        }
        return row
    }
}

/// What replies let expect of a conference, in words and never in colour alone.
struct QuoracyWords {
    let line: ConferenceReadings.Line

    var content: [String: Any] {
        guard let forecast = line.forecast else { return ["verdict": "Nobody is invited yet", "mark": "open"] }
        var content: [String: Any] = ["mark": forecast.verdict.rawValue]
        switch forecast.verdict {
        case .quorate: content["verdict"] = "Quorate, as replies stand"
        case .open: content["verdict"] = "Open"
        case .inquorate: content["verdict"] = "Not quorate, as replies stand"
        }
        if let shortfall = forecast.expected.shortfall { content["shortfall"] = "Sure so far: \(shortfall)" }
        let hints = [
            hint(line.tippedBy, tipping(forecast)), hint(line.awaitedDelegates, "A briefed delegate decides it"),
        ]
        content["hint"] = hints.compactMap { $0 }.first
        return content
    }

    private func tipping(_ forecast: QuoracyForecast) -> String {
        forecast.expected.isQuorate ? "It hangs on" : "Who tips it"
    }

    private func hint(_ labels: [InvitationLabel], _ words: String) -> String? {
        labels.isEmpty
            ? nil : "\(words): " + labels.map { $0.person?.text ?? $0.agency.text }.joined(separator: ", ")
    }
}

extension [String: Any] {
    /// Without the key where it counts nothing, so that a template's section for it is left out.
    func dropping(zero key: String) -> Self {
        var copy = self
        if copy[key] as? Int == 0 { copy[key] = nil }
        return copy
    }
}
