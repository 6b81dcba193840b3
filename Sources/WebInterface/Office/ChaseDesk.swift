import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// What the day's page counts, line by line: what is owed, and which invitations lack something.
struct ChaseDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/owed", needs: .readCases) { try await owed($0) },
            .get("/invitations", needs: .readCases) { try await invitations($0) },
        ]
    }

    // What is owed.

    private func owed(_ visit: Visit) async throws -> Response {
        let page = PageOfList(visit.query)
        let when = visit.query["by"].flatMap(DailyReadings.OwedFilter.When.init)
        let agency = visit.asked("agency")
        let (lines, names, people, choice) = try await store.read { session in
            let lines = try DailyReadings(session).owed(
                on: visit.today, now: visit.now, .init(when: when, agency: agency, page: page.range))
            return (
                lines, try DirectoryReadings(session).names(of: lines.compactMap(\.agency)),
                try DirectoryReadings(session).names(of: lines.compactMap(\.owedBy)), try AgencyChoice(session)
            )
        }
        var content = page.content(of: lines.count, at: "/owed", [("by", when?.rawValue), ("agency", agency)])
        content["rows"] = lines.prefix(page.size).map { line in
            [
                "title": line.title, "by": line.dueOn.spelledOut, "isOverdue": line.isOverdue,
                "explanation": PagePath.explanation(of: "\(line.id)"), "matter": line.id.matter.reference,
                "link": PagePath.of(line.id.matter),
                "who": people.label(line.owedBy),
                "agency": line.agency.map { names[$0] ?? $0.text } ?? "",
            ] as [String: Any]
        }
        content["isEmpty"] = lines.isEmpty
        content["heading"] = when == .overdue ? "Overdue" : when == .dueToday ? "Due today" : "Due today, and overdue"
        content["agencyChoice"] = choice.content(agency, among: [("", "All"), ("none", "Roles of a conference")])
        content["isOverdue"] = when == .overdue
        content["isToday"] = when == .dueToday
        return pages.office("owed", title: "Owed", for: visit, content)
    }

    // Invitations that lack something.

    private static let lacks: [(InvitationReadings.Lack, String)] = [
        (.reply, "No reply yet"), (.report, "Reports missing"), (.sharing, "Not discussed with the family"),
        (.bounced, "Bounced"),
    ]

    private func invitations(_ visit: Visit) async throws -> Response {
        let page = PageOfList(visit.query)
        let lack = visit.query["lacks"].flatMap(InvitationReadings.Lack.init) ?? .reply
        let today = visit.today
        let (lines, names, people) = try await store.read { session in
            var filter = InvitationReadings.Filter(
                from: today, to: today.adding(days: lack.daysAhead), lacks: [lack])
            (filter.status, filter.page) = ("scheduled", page.range)
            let lines = try InvitationReadings(session).list(filter)
            return (
                lines, try DirectoryReadings(session).names(of: lines.map(\.label.agency)),
                try DirectoryReadings(session).names(of: lines.compactMap(\.label.person))
            )
        }
        var content = page.content(of: lines.count, at: "/invitations", [("lacks", lack.rawValue)])
        content["rows"] = lines.prefix(page.size).map { line in
            [
                "conference": line.conference.text,
                "link":
                    "/conferences/\(line.conference.inPath)?open=\(line.label.number)#invitation-\(line.label.number)",
                "sits": "\(line.sitsOn.spelledOut), \(line.sitsAt.shortText)", "number": line.label.number,
                "agency": names[line.label.agency] ?? line.label.agency.text,
                "who": people.label(line.label.person),
                "reply": line.replyWords, "report": line.reportWords, "sharing": line.sharingWords,
            ] as [String: Any]
        }
        content["isEmpty"] = lines.isEmpty
        content["heading"] = Self.lacks.first { $0.0 == lack }?.1 ?? ""
        content["ahead"] = lack.timeAhead
        content["others"] = Self.lacks.map { other, label in
            ["link": "/invitations?lacks=\(other.rawValue)", "label": label, "isHere": other == lack] as [String: Any]
        }
        return pages.office("invitations", title: "Invitations", for: visit, content)
    }
}

extension InvitationReadings.Line {
    /// Where each stands, in the words of a list.
    var replyWords: String { withdrawnOn != nil ? "withdrawn" : reply ?? "none yet" }
    var reportWords: String { report == "requested" ? "not yet" : report }
    var sharingWords: String {
        switch sharing {
        case "outstanding": "not yet"
        case "met": "done"
        case "impossible-notice": "not chased"
        case let other?: other
        case nil: "not asked"
        }
    }
}

extension [PersonReference: String] {
    /// The name with its reference, or the reference where nobody has a name.
    func label(_ person: PersonReference?) -> String {
        guard let person else { return "nobody named yet" }
        return self[person].map { "\($0) (\(person))" } ?? person.text
    }
}
