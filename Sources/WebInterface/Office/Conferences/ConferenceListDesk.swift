import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Conferences as a list and as a month.
struct ConferenceListDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/conferences", needs: .readCases, .readChairedCases) { try await list($0) },
            .get("/conferences/month", needs: .readCases, .readChairedCases) { try await month($0) },
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let query = ConferenceQuery(visit)
        if let wanted = query.wanted, let found = try await find(wanted, visit) {
            return Response(status: .seeOther, headers: [.location: "/conferences/\(found.inPath)"])
        }
        let (lines, near, waiting) = try await store.read { [rulebook = store.rulebook] session in
            let readings = ConferenceReadings(session)
            let lines = try readings.list(
                query.filter, rules: RuleSets(session, rulebook: rulebook), now: visit.now,
                page: query.page.range)
            let near = visit.visitor.may(.readCases) ? query.wanted : nil
            let waiting = try visit.visitor.chairedOnly.map { try DailyReadings(session).recordsWithChair($0) } ?? []
            return (lines, try near.map { try readings.references(like: $0) } ?? [], waiting)
        }
        let view = ConferenceListView(query: query, lines: lines, near: near, waiting: waiting, visit: visit)
        return pages.office("conferences", title: "Conferences", for: visit, view.content)
    }

    /// The conference of exactly this reference, where the visitor may see it: to others it is not known.
    private func find(_ wanted: String, _ visit: Visit) async throws -> ConferenceReference? {
        guard let reference = try? ConferenceReference(wanted) else { return nil }
        return try await store.read { session in
            try ConferenceReadings(session).state(reference).map(visit.visitor.sees) == true ? reference : nil
        }
    }

    private func month(_ visit: Visit) async throws -> Response {
        let asked = visit.query["month"].flatMap { try? CalendarDate(iso: "\($0)-01") }
        let wanted = asked.flatMap { WorkingDayCalendar.daysWithRoom.contains($0) ? $0 : nil }
        let month = MonthGrid(of: wanted ?? visit.today)
        let (entries, calendar) = try await store.read { [rulebook = store.rulebook] session in
            (
                try ConferenceReadings(session).entries(
                    from: month.first, to: month.last, chair: visit.visitor.chairedOnly),
                try rulebook.calendar(session)
            )
        }
        let view = MonthView(month: month, entries: entries, calendar: calendar, today: visit.today)
        return pages.office("month", title: month.title, for: visit, try view.content)
    }
}

extension Visitor {
    /// Whose conferences alone are shown; `nil` where all may be seen.
    var chairedOnly: PersonReference? {
        guard !may(.readCases) else { return nil }
        // Whom the directory does not know chairs nothing.
        return person ?? (try? PersonReference("nobody"))
    }
}

/// Which conferences a list is asked for.
struct ConferenceQuery: Sendable {
    let filter: ConferenceReadings.Filter
    /// As they were written.
    let from: String
    let to: String
    let status: String
    let wanted: String?
    let page: PageOfList

    static let statuses = [
        ("", "Any"), ("requested", "Requested"), ("scheduled", "Scheduled"), ("adjourned", "Adjourned"),
        ("held", "Held"), ("decided", "Decided"), ("record-issued", "Record issued"), ("closed", "Closed"),
        ("cancelled", "Cancelled"),
    ]

    init(_ visit: Visit) {
        let fields = FormFields(visit.query)
        let isNew = visit.query["from"] == nil && visit.query["to"] == nil && visit.query["status"] == nil
        from = isNew ? visit.today.description : fields["from"]
        to = fields["to"]
        status = Self.statuses.contains { $0.0 == fields["status"] } ? fields["status"] : ""
        wanted = fields["reference"].isEmpty ? nil : fields["reference"]
        page = PageOfList(visit.query)
        filter = ConferenceReadings.Filter(
            from: try? CalendarDate(iso: from), to: try? CalendarDate(iso: to), status: status.isEmpty ? nil : status,
            chair: visit.visitor.chairedOnly)
    }

    var narrowing: [(name: String, value: String?)] { [("from", from), ("to", to), ("status", status)] }
}

/// A list of conferences as its template sees it.
struct ConferenceListView {
    let query: ConferenceQuery
    /// One more than a page, where there are more.
    let lines: [ConferenceReadings.Line]
    let near: [ConferenceReference]
    /// Records that wait for the visitor's review, where the visitor is a chair.
    let waiting: [DailyReadings.WaitingRecord]
    let visit: Visit

    var content: [String: Any] {
        var content = query.page.content(of: lines.count, at: "/conferences", query.narrowing)
        let own: [String: Any] = [
            "from": query.from, "to": query.to, "wanted": query.wanted ?? "",
            "statuses": ConferenceQuery.statuses.map { value, label in
                ["value": value, "label": label, "isChosen": value == query.status] as [String: Any]
            },
            "rows": lines.prefix(query.page.size).map(row), "isEmpty": lines.isEmpty,
            "mayChange": visit.visitor.may(.changeCases),
        ]
        content.merge(own) { $1 }
        content["waiting"] =
            waiting.map { record in
                [
                    "record": record.conference.text, "page": "/conferences/\(record.conference.inPath)#record",
                    "since": record.since.spelledOut, "due": record.dueOn?.spelledOut ?? "",
                ]
            }.asTable
        if let wanted = query.wanted {
            content["notFound"] = [
                "wanted": wanted, "near": near.map { ["reference": $0.text, "path": "/conferences/\($0.inPath)"] },
            ]
        }
        return content
    }

    private func row(_ line: ConferenceReadings.Line) -> [String: Any] {
        [
            "reference": line.reference.text, "path": "/conferences/\(line.reference.inPath)",
            "type": line.type.title.replacing(" child protection conference", with: ""),
            "when": line.sitting.map { "\($0.on.spelledOut), \($0.at.shortText)" } ?? "no day yet",
            "status": line.status.replacing("-", with: " "), "replies": "\(line.replied) of \(line.invited)",
            "reports": "\(line.reports) of \(line.asked)",
            "overdue": line.overdue == 0 ? "" : "\(line.overdue) overdue", "quoracy": quoracy(line),
        ]
    }

    private func quoracy(_ line: ConferenceReadings.Line) -> [String: Any] {
        if let found = line.quoracy {
            return ["mark": found == "quorate" ? "quorate" : "inquorate", "word": found.replacing("-", with: ", ")]
        }
        guard let forecast = line.forecast else { return [:] }
        let word =
            switch forecast.verdict {
            case .quorate: "expected"
            case .open: "open"
            case .inquorate: "not expected"
            }
        return ["mark": forecast.verdict.rawValue, "word": word]
    }
}
