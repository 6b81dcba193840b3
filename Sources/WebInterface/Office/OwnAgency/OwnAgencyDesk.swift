import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// What an agency is asked, for its safeguarding lead: who of it was invited, and their answers, which the lead may give
/// for them. Nothing of other agencies is shown.
struct OwnAgencyDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    private static let path = "/agency/:reference/:number"
    private static let daysBack = 14

    var routes: [OfficeRoute] {
        [
            .get("/agency", needs: .readAgencyCases) { try await list($0) },
            .get(Self.path, needs: .readAgencyCases) { visit in
                try await page(visit, done: visit.query["done"].flatMap(AnswerForm.Part.init))
            },
        ]
            + AnswerForm.Part.allCases.map { part in
                .post("\(Self.path)/\(part.rawValue)", needs: .readAgencyCases) { try await take($0, part) }
            }
    }

    // What is asked of all of it.

    private func list(_ visit: Visit) async throws -> Response {
        let list = PageOfList(visit.query)
        guard let agency = visit.visitor.agency else {
            return pages.office(
                "own-agency", title: "Your agency", for: visit, ["agency": "Your agency", "unknown": true])
        }
        let view = try await store.read { session in
            var filter = InvitationReadings.Filter(from: visit.today, agency: agency)
            filter.page = list.range
            let readings = InvitationReadings(session)
            let past =
                list.first > 0
                ? []
                : try readings.list(
                    InvitationReadings.Filter(
                        from: visit.today.adding(days: -Self.daysBack), to: visit.today.adding(days: -1), agency: agency
                    ))
            let owed = try DailyReadings(session).owed(
                on: visit.today, now: visit.now, .init(agency: agency.text, page: 0..<list.size))
            let coming = try readings.list(filter)
            return OwnAgencyView(
                agency: try AgencyRegister(session).agency(agency)?.name ?? agency.text, owed: owed,
                coming: coming, past: past,
                names: try DirectoryReadings(session).names(
                    of: owed.compactMap(\.owedBy) + (coming + past).compactMap(\.label.person)))
        }
        var content = view.content(showing: list.size)
        content.merge(list.content(of: view.coming.count, at: "/agency", [])) { $1 }
        return pages.office("own-agency", title: "Your agency", for: visit, content)
    }

    // One invitation.

    private func page(
        _ visit: Visit, done: AnswerForm.Part? = nil, refused: (AnswerForm, AnswerProblem)? = nil
    ) async throws -> Response {
        let (reference, number): (ConferenceReference, Int) = try (visit.reference("reference"), visit.number("number"))
        let found = try await store.readCase(through: reference, on: "page of its agency", visit) {
            [rulebook = store.rulebook] session -> (CaseReference, (AnswerFacts, String?))? in
            let registrar = Registrar(session, rulebook: rulebook, actor: visit.actor, now: visit.now)
            guard let facts = try InvitationLinks(registrar).facts(of: number, in: reference),
                facts.agency.code == visit.visitor.agency
            else { return nil }
            let person = facts.invitation.person
            let names = try DirectoryReadings(session).names(of: person.map { [$0] } ?? [])
            return (facts.conference.caseReference, (facts, person.map { names.label($0) }))
        }
        guard let (facts, invitee) = found else { throw HTTPError(.notFound) }
        let view = AnswerView(
            facts: facts, words: pages.officeWords, action: "/agency/\(reference.inPath)/\(number)", list: nil,
            now: visit.now, invitee: invitee, done: done, refused: refused)
        return pages.office(
            "own-agency-answer", title: "Your agency’s answer", for: visit,
            status: refused == nil ? .ok : .unprocessableContent, view.content)
    }

    private func take(_ visit: Visit, _ part: AnswerForm.Part) async throws -> Response {
        let (reference, number): (ConferenceReference, Int) = try (visit.reference("reference"), visit.number("number"))
        let form = AnswerForm(part: part, fields: AnswerFields(visit.fields))
        do {
            _ = try await store.change(visit) { registrar in
                guard let facts = try InvitationLinks(registrar).facts(of: number, in: reference),
                    facts.agency.code == visit.visitor.agency, form.part.isAsked(of: facts.invitation)
                else { throw HTTPError(.notFound) }
                try registrar.perform(
                    form.command(
                        for: number, by: facts.invitation.person, today: visit.today,
                        hasBeenDiscussed: facts.hasBeenDiscussed), on: reference)
            }
        } catch let problem as AnswerProblem {
            return try await page(visit, refused: (form, problem))
        } catch let refusal as ConferenceRefusal {
            return try await page(
                visit, refused: (form, AnswerProblem(field: part.rawValue, said: .refusal(RefusalWords(refusal)))))
        }
        return .led(to: "/agency/\(reference.inPath)/\(number)?done=\(part.rawValue)")
    }
}

/// An agency's page as its template sees it.
struct OwnAgencyView {
    let agency: String
    let owed: [DailyReadings.Owed]
    let coming: [InvitationReadings.Line]
    /// The latest first.
    let past: [InvitationReadings.Line]
    let names: [PersonReference: String]

    func content(showing count: Int) -> [String: Any] {
        [
            "agency": agency, "hasOwed": !owed.isEmpty, "hasNone": coming.isEmpty, "hasPast": !past.isEmpty,
            "owed": owed.map { line in
                [
                    "title": line.title, "by": line.dueOn.spelledOut, "isOverdue": line.isOverdue,
                    "explanation": PagePath.explanation(of: "\(line.id)"), "matter": line.id.matter.reference,
                    "link": Self.link(line.id) as Any, "who": who(line.owedBy),
                ] as [String: Any]
            },
            "coming": coming.prefix(count).map(row), "past": past.reversed().map(row),
        ]
    }

    /// Where it is answered; `nil` for what no invitation asks.
    private static func link(_ id: ObligationID) -> String? {
        guard case .conference(let reference) = id.matter, let number = id.place else { return nil }
        return "/agency/\(reference.inPath)/\(number)"
    }

    private func row(_ line: InvitationReadings.Line) -> [String: Any] {
        [
            "conference": line.conference.text,
            // Of two invitations to the same conference each says which it is.
            "number": (coming + past).count { $0.conference == line.conference } > 1
                ? line.label.number as Any : false as Any,
            "link": "/agency/\(line.conference.inPath)/\(line.label.number)",
            "sits": "\(line.sitsOn.spelledOut), \(line.sitsAt.shortText)",
            "who": who(line.label.person), "isUnnamed": line.label.person == nil,
            "reply": line.replyWords, "report": line.reportWords, "sharing": line.sharingWords,
        ]
    }

    private func who(_ person: PersonReference?) -> String { person == nil ? "nobody yet" : names.label(person) }
}
