import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// One conference as a page that tells its whole story, and where it is changed.
struct ConferenceDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/conferences/:reference", needs: .readCases, .readChairedCases) {
                try await show($0)
            }
        ]
            + ConferenceForm.Part.allCases.map { part in
                .post("/conferences/:reference/\(part.rawValue)", needs: part.needs) { visit in
                    try await take(visit, part.rawValue) { registrar, reference, state in
                        // A request is dropped or given its day, no more.
                        guard (part == .drop) == (state.conference == nil) else { throw HTTPError(.notFound) }
                        let form = ConferenceForm(part: part, fields: FormFields(visit.fields))
                        try registrar.perform(form.command(today: visit.today), on: reference)
                    }
                }
            }
            + InvitationForm.Part.allCases.map { part in
                .post("/conferences/:reference/invitations/:number/\(part.rawValue)", needs: .changeCases) { visit in
                    let number = try visit.number("number")
                    return try await take(visit, part.rawValue, opened: "\(number)") { registrar, reference, state in
                        guard let invitation = state.conference?.invitation(number) else { throw HTTPError(.notFound) }
                        let form = InvitationForm(part: part, fields: FormFields(visit.fields))
                        try registrar.perform(form.command(for: invitation, today: visit.today), on: reference)
                    }
                }
            }
    }

    private func show(_ visit: Visit) async throws -> Response {
        try await page(visit, ConferenceView.State(opened: visit.query["open"], done: done(visit)))
    }

    private func done(_ visit: Visit) -> String? {
        guard let word = visit.query["done"] else { return nil }
        return ConferenceForm.Part(rawValue: word)?.confirmation
            ?? InvitationForm.Part(rawValue: word).map { _ in "It is recorded." }
            ?? [
                "scheduled": "The conference is scheduled.", "moved": "The conference has moved.",
                "register": "The register is recorded.", "requested": "The request is recorded.",
            ][word]
    }

    /// Shows the page; that it was read reaches the trail.
    private func page(_ visit: Visit, _ state: ConferenceView.State, status: HTTPResponse.Status = .ok) async throws
        -> Response
    {
        let reference: ConferenceReference = try visit.reference("reference")
        let showsNotes = visit.query["notes"] != nil
        let reading = showsNotes ? "conference page with notes" : "conference page"
        let facts = try await store.readCase(through: reference, on: reading, visit) {
            [rulebook = store.rulebook] session -> (CaseReference, ConferenceFacts)? in
            guard
                let facts = try ConferenceFacts(
                    session, reference, rulebook: rulebook, visit: visit, isWhole: visit.asked("trail") == "whole")
            else { return nil }
            return (facts.dossier.state.caseReference, facts)
        }
        guard let facts else { throw HTTPError(.notFound) }
        let (people, agencies) = try await store.read { session in
            (
                try Self.offered(session, facts, opened: state.opened),
                try visit.visitor.may(.changeCases) ? AgencyChoice(session) : nil
            )
        }
        let view = ConferenceView(
            facts: facts, visit: visit, state: state, showsNotes: showsNotes, people: people, agencies: agencies)
        return pages.office("conference", title: reference.text, for: visit, status: status, view.content)
    }

    /// Who is offered where what was opened asks for somebody.
    private static func offered(
        _ session: any DatabaseSession, _ facts: ConferenceFacts, opened: String?
    ) throws -> [(reference: PersonReference, name: String)] {
        let readings = SchedulingReadings(session)
        if opened == ConferenceForm.Part.assign.rawValue { return try readings.socialCare(atMost: PersonChoice.most) }
        guard let number = opened.flatMap(Int.init),
            let invitation = facts.dossier.state.conference?.invitation(number)
        else { return [] }
        return try readings.colleagues(of: invitation.agency, atMost: PersonChoice.most)
    }

    /// Carries a form's command out, and leads back to the page, so that loading it anew sends nothing twice.
    private func take(
        _ visit: Visit, _ part: String, opened: String? = nil,
        _ command: @escaping @Sendable (Registrar, ConferenceReference, ConferenceState) throws -> Void
    ) async throws -> Response {
        let reference: ConferenceReference = try visit.reference("reference")
        do {
            _ = try await store.change(visit) { registrar in
                guard let state = try registrar.state(reference), visit.visitor.sees(state) else {
                    throw HTTPError(.notFound)
                }
                try EditedVersion(visit.fields).check(registrar, .conference(reference))
                try command(registrar, reference, state)
            }
        } catch let problem as FormProblem {
            let problem =
                ConferenceForm.Part(rawValue: part).map {
                    ConferenceForm(part: $0, fields: FormFields(visit.fields)).onPage(problem)
                } ?? problem.inForm(part)
            return try await refused(visit, part, opened, problem)
        } catch let problem as AnswerProblem {
            return try await refused(
                visit, part, opened, FormProblem(problem.field, problem.sentence(pages.officeWords)))
        } catch let refusal as ConferenceRefusal {
            let place = opened.map { "invitation-\($0)" } ?? Self.place(part)
            return try await refused(visit, part, opened, FormProblem(field: place, sentence: "\(refusal)"))
        } catch let overtaken as Overtaken {
            return try await page(
                visit, .init(opened: opened ?? part, sent: (part, visit.fields), overtaken: overtaken.changes),
                status: .conflict)
        }
        let anchor = opened.map { "&open=\($0)#invitation-\($0)" } ?? "#\(Self.place(part))"
        return Response(
            status: .seeOther, headers: [.location: "/conferences/\(reference.inPath)?done=\(part)\(anchor)"])
    }

    private static func place(_ part: String) -> String { ConferenceForm.Part(rawValue: part)?.place ?? part }

    private func refused(
        _ visit: Visit, _ part: String, _ opened: String?, _ problem: FormProblem
    ) async throws -> Response {
        try await page(
            visit, .init(opened: opened ?? part, sent: (part, visit.fields), problem: problem),
            status: .unprocessableContent)
    }
}

extension Visitor {
    /// Whether the conference is one that this visitor may see.
    func sees(_ conference: Conference) -> Bool {
        may(.readCases) || (may(.readChairedCases) && person == conference.chair)
    }

    /// Whether what is on record under a conference's reference is this visitor's to see.
    func sees(_ state: ConferenceState) -> Bool { state.conference.map(sees) ?? may(.readCases) }
}
