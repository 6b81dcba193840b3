import Conferences
import Persistence
import WorkingDays

/// The day's page as its template sees it.
struct TodayView {
    let glance: Glance
    let agencies: [AgencyCode: String]
    let people: [PersonReference: String]
    /// When the page is made.
    let now: Timestamp
    /// Of which part all lines are shown.
    let whole: String?
    /// What could not be reached, in sentences.
    let outages: [String]

    private static let shown = Glance.shown

    var content: [String: Any] {
        [
            "date": glance.today.spelledOut, "asAt": EuropeLondon.local(now).time.shortText, "counts": counts,
            "outages": outages,
            "conferences": conferences, "hasMoreConferences": glance.conferences.count > Self.shown,
            "from": "\(glance.today)", "to": "\(glance.tomorrow)",
            "noConferences": glance.conferences.isEmpty, "tomorrow": glance.tomorrow.spelledOut,
            "unregistered": glance.unregistered.isEmpty ? [] : [unregistered],
            "agencies": agencyTable.isEmpty
                ? [] : [["rows": agencyTable, "hasMore": overdueAgencies.count > Self.shown]],
            "enquiries": section("enquiries", glance.enquiries.map(enquiry)),
            "needs": section("needs", glance.needs.map(need)),
            "records": section("records", glance.records.map(record)),
        ]
    }

    /// The first lines, and a link to the rest.
    private func section(_ name: String, _ rows: [[String: Any]]) -> [[String: Any]] {
        guard !rows.isEmpty else { return [] }
        guard whole != name, rows.count > Self.shown else { return [["rows": rows, "more": false]] }
        let more: [String: Any] = ["link": "/today?all=\(name)#\(name)", "count": rows.count]
        return [["rows": Array(rows.prefix(Self.shown)), "more": more]]
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
            count(glance.unreached, "people whom nothing reaches", "/people?unreached=yes"),
            count(glance.enquiries.count, "enquiries without a conference by day 15", "#enquiries"),
            count(glance.needs.count { $0.arrangedOn == nil }, "interpreters and other needs not arranged", "#needs"),
            count(glance.records.count, "records with their chair", "#records"),
        ]
    }

    private func count(_ number: Int, _ label: String, _ link: String, isPressing: Bool = true) -> [String: Any] {
        ["number": number, "label": label, "link": link, "isPressing": isPressing && number > 0, "isNone": number == 0]
    }

    private var overdueAgencies: [Glance.Owed] { Self.overdueAgencies(of: glance) }

    private static func overdueAgencies(of glance: Glance) -> [Glance.Owed] { glance.owed.filter { $0.overdue > 0 } }

    /// The agencies that the page names.
    static func agencies(of glance: Glance) -> [AgencyCode] {
        overdueAgencies(of: glance).prefix(shown).compactMap(\.agency)
    }

    private var agencyTable: [[String: Any]] {
        overdueAgencies.prefix(Self.shown).map { line in
            [
                "agency": line.agency.map { agencies[$0] ?? $0.text } ?? "Roles of a conference",
                "overdue": line.overdue, "dueToday": line.dueToday,
                "link": PagePath.query("/owed", [("by", "overdue"), ("agency", line.agency?.text ?? "none")]),
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
            row["quoracy"] = QuoracyWords(line: line, people: people).content
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
            "hasMore": glance.unregistered.count > Self.shown,
        ]
    }

    private func enquiry(_ line: DailyReadings.Enquiry) -> [String: Any] {
        [
            "reference": line.discussion.text, "satOn": line.satOn.spelledOut, "dueOn": line.dueOn.spelledOut,
            "isPast": line.dueOn < glance.today, "who": people.label(line.leadSocialWorker),
            "conference": line.conferenceOn.map { "arranged for \($0.spelledOut), too late" } ?? "none arranged",
        ]
    }

    private func need(_ line: DailyReadings.Need) -> [String: Any] {
        [
            "reference": line.conference.text, "sitsOn": line.sitsOn.spelledOut, "kind": line.kind.rawValue,
            "who": line.recipient.map(\.label) ?? "a professional",
            "arrangedOn": line.arrangedOn.map { $0.spelledOut as Any } ?? false,
        ]
    }

    private func record(_ line: DailyReadings.WaitingRecord) -> [String: Any] {
        var row: [String: Any] = [
            "reference": line.conference.text, "chair": people.label(line.chair), "since": line.since.spelledOut,
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
    let people: [PersonReference: String]

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
            ? nil
            : "\(words): "
                + labels.map { label in label.person.map { people.label($0) } ?? label.agency.text }.joined(
                    separator: ", ")
    }
}

extension Glance {
    /// Everybody whom the page names.
    var people: [PersonReference] {
        enquiries.compactMap(\.leadSocialWorker) + records.map(\.chair)
            + conferences.flatMap { ($0.tippedBy + $0.awaitedDelegates).compactMap(\.person) }
    }
}
