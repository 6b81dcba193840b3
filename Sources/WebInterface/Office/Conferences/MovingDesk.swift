import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Where a conference is given another day, time or place: what will change, and who will be told, is shown before one
/// confirms it.
struct MovingDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/conferences/:reference/move", needs: .changeCases) { visit in
                let conference = try await conference(visit)
                return try await page(visit, conference, fields: Self.fields(conference))
            },
            .post("/conferences/:reference/move", needs: .changeCases) { try await take($0) },
        ]
    }

    private static let fields = ["day", "at", "place", "videoLink"]

    /// What a page tells the consequences of.
    private static func shown(_ fields: [String: String]) -> String {
        Self.fields.map { fields[$0] ?? "" }.joined(separator: "|")
    }

    private static func fields(_ conference: Conference) -> [String: String] {
        let sitting = conference.sitting
        return [
            "day": "\(sitting.on)", "at": sitting.at.shortText, "place": sitting.place,
            "videoLink": sitting.videoLink ?? "",
        ]
    }

    private func conference(_ visit: Visit) async throws -> Conference {
        let reference: ConferenceReference = try visit.reference("reference")
        let found = try await store.readCase(through: reference, on: "page that moves it", visit) { session in
            try ConferenceReadings(session).conference(reference).map { ($0.caseReference, $0) }
        }
        guard let found else { throw HTTPError(.notFound) }
        return found
    }

    private func take(_ visit: Visit) async throws -> Response {
        let conference = try await conference(visit)
        do {
            let sitting = try SchedulingForm(fields: FormFields(visit.fields), today: visit.today).sitting()
            let work: @Sendable (Registrar) throws -> Void = { registrar in
                try EditedVersion(visit.fields).check(registrar, .conference(conference.reference))
                try registrar.perform(.reschedule(sitting, on: visit.today), on: conference.reference)
            }
            // What is confirmed is what was shown.
            guard visit.fields["step"] == "move", visit.fields["shown"] == Self.shown(visit.fields) else {
                let reports = try await store.foresee(visit, work).reports
                return try await page(visit, conference, fields: visit.fields, foreseen: reports)
            }
            _ = try await store.change(visit, work)
            return Response(
                status: .seeOther, headers: [.location: "/conferences/\(conference.reference.inPath)?done=moved"])
        } catch let problem as FormProblem {
            return try await page(visit, conference, fields: visit.fields, problem: problem)
        } catch let refusal as ConferenceRefusal {
            return try await page(
                visit, conference, fields: visit.fields, problem: FormProblem(field: "day", sentence: "\(refusal)"))
        } catch let overtaken as Overtaken {
            return try await page(visit, conference, fields: visit.fields, overtaken: overtaken)
        }
    }

    private func page(
        _ visit: Visit, _ conference: Conference, fields: [String: String], foreseen: [ChangeReport]? = nil,
        problem: FormProblem? = nil, overtaken: Overtaken? = nil
    ) async throws -> Response {
        let (advice, version, names) = try await store.read { [rulebook = store.rulebook] session in
            (
                try Self.advice(session, conference, FormFields(fields), rulebook: rulebook, today: visit.today),
                try ConferenceReadings(session).version(of: .conference(conference.reference)),
                foreseen == nil
                    ? [:] : try DirectoryReadings(session).names(of: Self.people(of: conference, foreseen ?? []))
            )
        }
        var content: [String: Any] = [
            "reference": conference.reference.text, "path": "/conferences/\(conference.reference.inPath)",
            "version": version, "type": conference.type.title,
            "when": "\(conference.sitting.on.spelledOut) at \(conference.sitting.at.shortText)",
        ]
        for field in Self.fields { content[field] = fields[field] ?? "" }
        content["shown"] = Self.shown(fields)
        content["advice"] = try advice.map(SchedulingView.dates)
        content["refusal"] = problem.map { ["field": $0.field, "sentence": $0.sentence] }
        content["overtaken"] = overtaken?.content
        content["foreseen"] = foreseen.map { reports in
            ChangeView(
                reports: reports, invitees: conference.invitations.labels(names), names: names,
                title: store.rulebook.policy.title(of:)
            ).content
        }
        let status: HTTPResponse.Status = overtaken != nil ? .conflict : problem != nil ? .unprocessableContent : .ok
        return pages.office("move", title: "Move \(conference.reference)", for: visit, status: status, content)
    }

    private static func people(of conference: Conference, _ foreseen: [ChangeReport]) -> [PersonReference] {
        conference.invitations.compactMap(\.person) + foreseen.flatMap(\.letters).map(\.person)
    }

    private static func advice(
        _ session: any DatabaseSession, _ conference: Conference, _ fields: FormFields, rulebook: Rulebook,
        today: CalendarDate
    ) throws -> DayAdvice? {
        guard let day = try? CalendarDate(iso: fields["day"]), day != conference.sitting.on,
            WorkingDayCalendar.daysWithRoom.contains(day)
        else { return nil }
        let readings = SchedulingReadings(session)
        var advice = DayAdvice(
            type: conference.type, day: day, time: (try? fields.time("at")) ?? conference.sitting.at, today: today,
            policy: try RuleSets(session, rulebook: rulebook).policy(conference.ruleSet),
            calendar: try rulebook.calendar(session))
        advice.chairHas = try readings.conferences(
            chairedBy: conference.chair, on: day, beside: conference.reference)
        advice.conveneBy = try conference.discussion.flatMap { try readings.conveneBy(after: $0) }
        advice.reviewBy = try readings.reviewDue(of: conference.caseReference)?.dueOn
        return advice
    }
}
