import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Strategy discussions: a list, one discussion as a page, and the agenda for printing.
struct DiscussionDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/discussions", needs: .readCases, .readChairedCases) { try await list($0) },
            .get("/discussions/new", needs: .changeCases) { try await arranging($0, nil) },
            .post("/discussions/new", needs: .changeCases) { try await arrange($0) },
            .get("/discussions/:reference", needs: .readCases, .readChairedCases) { visit in
                let done = visit.query["done"].flatMap(DiscussionForm.Part.init)?.confirmation
                return try await page(visit, .init(opened: visit.query["open"], done: done))
            },
            .get("/discussions/:reference/agenda", needs: .readCases, .readChairedCases) { try await agenda($0) },
        ]
            + DiscussionForm.Part.allCases.map { part in
                .post("/discussions/:reference/\(part.rawValue)", needs: part.needs) { try await take($0, part) }
            }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let from = (try? CalendarDate(iso: visit.query["from"] ?? "")) ?? visit.today.adding(days: -28)
        let to = try? CalendarDate(iso: visit.query["to"] ?? "")
        let page = PageOfList(visit.query)
        let lines = try await store.read {
            try DiscussionReadings($0).list(
                from: from, to: to, chair: visit.visitor.chairedOnly, lines: page.range, now: visit.now)
        }
        var content = page.content(
            of: lines.count, at: "/discussions", [("from", from.description), ("to", to?.description)])
        let view = DiscussionListView(
            lines: Array(lines.prefix(page.size)), from: from, to: to, mayArrange: visit.visitor.may(.changeCases))
        content.merge(view.content) { $1 }
        return pages.office("discussions", title: "Strategy discussions", for: visit, content)
    }

    // Arranging one.

    private func arrange(_ visit: Visit) async throws -> Response {
        do {
            let fields = FormFields(visit.fields)
            let reference: DiscussionReference = try fields.reference(
                "reference", "Give the discussion a reference, such as SD-27-009.")
            let caseReference: CaseReference = try fields.reference("case", "Give the case’s reference.")
            let chair: PersonReference = try fields.reference("chair", "Give the reference of whoever chairs it.")
            let sitting = try SchedulingForm(fields: fields, today: visit.today).sitting()
            _ = try await store.change(visit) { registrar in
                try registrar.perform(
                    .arrange(
                        Arrangement(
                            caseReference: caseReference, sitting: sitting, chair: chair,
                            isCaseOpen: fields["openCase"] == "yes", agenda: registrar.latestAgenda(), on: visit.today)
                    ), on: reference)
            }
            return Response(status: .seeOther, headers: [.location: "/discussions/\(reference.inPath)"])
        } catch let problem as FormProblem {
            return try await arranging(visit, problem)
        } catch let refusal as DiscussionRefusal {
            return try await arranging(visit, FormProblem(field: "reference", sentence: "\(refusal)"))
        }
    }

    private func arranging(_ visit: Visit, _ problem: FormProblem?) async throws -> Response {
        let people = try await store.read {
            try SchedulingReadings($0).socialCare(atMost: PersonChoice.most)
        }
        var content: [String: Any] = [
            "people": people.map { ["reference": $0.reference.text, "name": $0.name] },
            "isOpen": visit.fields["openCase"] == "yes",
        ]
        for field in ["reference", "case", "day", "at", "place", "videoLink", "chair"] {
            content[field] = visit.fields[field] ?? ""
        }
        content["refusal"] = problem.map { ["field": $0.field, "sentence": $0.sentence] }
        return pages.office(
            "arrange", title: "Arrange a strategy discussion", for: visit,
            status: problem == nil ? .ok : .unprocessableContent, content)
    }

    // One discussion.

    private func read(_ visit: Visit, on page: String) async throws -> (DiscussionDossier, [PersonReference: String]) {
        let reference: DiscussionReference = try visit.reference("reference")
        let found = try await store.readCase(through: nil, on: "\(page) \(reference)", visit) {
            [rulebook = store.rulebook] session
                -> (CaseReference, (DiscussionDossier, [PersonReference: String]))? in
            guard let dossier = try DiscussionReadings(session).dossier(of: reference, rulebook: rulebook),
                visit.visitor.sees(dossier.discussion)
            else { return nil }
            let discussion = dossier.discussion
            let people =
                [discussion.chair] + discussion.participants.compactMap(\.person) + discussion.actions.map(\.owner)
                + (discussion.leadSocialWorker.map { [$0] } ?? [])
            return (discussion.caseReference, (dossier, try DirectoryReadings(session).names(of: people)))
        }
        guard let found else { throw HTTPError(.notFound) }
        return found
    }

    private func page(
        _ visit: Visit, _ state: DiscussionView.State, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let showsNotes = visit.query["notes"] != nil
        let (dossier, names) = try await read(visit, on: showsNotes ? "discussion page with notes" : "discussion page")
        let people =
            state.opened == DiscussionForm.Part.assignChair.rawValue
            ? try await store.read { try SchedulingReadings($0).socialCare(atMost: PersonChoice.most) } : []
        let view = DiscussionView(
            dossier: dossier, names: names, visit: visit, state: state, showsNotes: showsNotes, people: people)
        return pages.office(
            "discussion", title: dossier.discussion.reference.text, for: visit, status: status, view.content)
    }

    /// Anybody invited may see it, so it holds no notes.
    private func agenda(_ visit: Visit) async throws -> Response {
        let (dossier, _) = try await read(visit, on: "discussion agenda")
        let sheet = AgendaSheet(of: dossier.discussion)
        return pages.office(
            "agenda", title: "Agenda", for: visit,
            [
                "heading": sheet.heading, "path": "/discussions/\(dossier.discussion.reference.inPath)",
                "lines": sheet.lines.map(AgendaLineView.content),
            ])
    }

    private func take(_ visit: Visit, _ part: DiscussionForm.Part) async throws -> Response {
        let reference: DiscussionReference = try visit.reference("reference")
        let form = DiscussionForm(part: part, fields: FormFields(visit.fields))
        do {
            _ = try await store.change(visit) { registrar in
                guard let discussion = try registrar.discussion(reference), visit.visitor.sees(discussion) else {
                    throw HTTPError(.notFound)
                }
                try EditedVersion(visit.fields).check(registrar, .discussion(reference))
                try registrar.perform(form.command(for: discussion, today: visit.today), on: reference)
            }
        } catch let problem as FormProblem {
            return try await refused(visit, form, form.onPage(problem))
        } catch let refusal as DiscussionRefusal {
            return try await refused(visit, form, FormProblem(field: form.place, sentence: "\(refusal)"))
        } catch let overtaken as Overtaken {
            return try await page(
                visit, .init(opened: form.opened, sent: (part.rawValue, visit.fields), overtaken: overtaken.changes),
                status: .conflict)
        }
        return Response(
            status: .seeOther,
            headers: [.location: "/discussions/\(reference.inPath)?done=\(part.rawValue)#\(form.place)"])
    }

    private func refused(
        _ visit: Visit, _ form: DiscussionForm, _ problem: FormProblem
    ) async throws -> Response {
        try await page(
            visit, .init(opened: form.opened, sent: (form.part.rawValue, visit.fields), problem: problem),
            status: .unprocessableContent)
    }
}

/// Strategy discussions as a list.
struct DiscussionListView {
    let lines: [DiscussionReadings.Line]
    let from: CalendarDate
    let to: CalendarDate?
    let mayArrange: Bool

    var content: [String: Any] {
        [
            "from": "\(from)", "to": to.map { "\($0)" } ?? "", "isEmpty": lines.isEmpty,
            "mayArrange": mayArrange,
            "rows": lines.map { line in
                [
                    "reference": line.reference.text, "path": "/discussions/\(line.reference.inPath)",
                    "sits": "\(line.sitting.on.spelledOut), \(line.sitting.at.shortText)", "status": line.status,
                    "section47": line.isSection47.map { $0 ? "begun" : "not begun" } ?? "not decided",
                    "present": "\(line.present) of \(line.participants)",
                    "minutes": "\(line.minutesReceived) of \(line.present)",
                    "overdue": line.overdue == 0 ? "" : "\(line.overdue) overdue",
                ]
            },
        ]
    }
}

extension Visitor {
    /// Whether the discussion is one that this visitor may see.
    func sees(_ discussion: Discussion) -> Bool {
        may(.readCases) || (may(.readChairedCases) && person == discussion.chair)
    }
}
