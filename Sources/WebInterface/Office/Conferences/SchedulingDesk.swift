import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Where a conference is given its day: every date that follows is shown while one is choosing it.
struct SchedulingDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/conferences/new", needs: .changeCases) { visit in
                try await page(visit, SchedulingForm(fields: FormFields(try await start(visit)), today: visit.today))
            },
            .post("/conferences/new", needs: .changeCases) { try await take($0) },
        ]
    }

    /// What the form begins with: what was requested, and what the address says.
    private func start(_ visit: Visit) async throws -> [String: String] {
        var fields = visit.query
        // Who schedules it arranges it, as a rule.
        if fields["administrator"] == nil, let own = visit.visitor.person { fields["administrator"] = own.text }
        guard let text = fields["reference"], let reference = try? ConferenceReference(text) else { return fields }
        let state = try await store.read { try ConferenceReadings($0).state(reference) }
        guard case .requested(let request)? = state else { return fields }
        fields["type"] = request.type.rawValue
        fields["case"] = request.caseReference.text
        fields["discussion"] = request.discussion?.text
        fields["leadSocialWorker"] = request.requestedBy.text
        return fields
    }

    private func take(_ visit: Visit) async throws -> Response {
        let form = SchedulingForm(fields: FormFields(visit.fields), today: visit.today)
        guard visit.fields["step"] == "schedule" else { return try await page(visit, form) }
        let problems = form.problems
        guard problems.isEmpty else { return try await page(visit, form, problems) }
        do {
            let reference = try form.reference()
            let command = try form.command()
            _ = try await store.change(visit) { try $0.perform(command, on: reference) }
            return Response(
                status: .seeOther, headers: [.location: "/conferences/\(reference.inPath)?done=scheduled"])
        } catch let refusal as ConferenceRefusal {
            return try await page(visit, form, [FormProblem(field: "day", sentence: "\(refusal)")])
        }
    }

    private func page(_ visit: Visit, _ form: SchedulingForm, _ problems: [FormProblem] = []) async throws -> Response {
        let (advice, people) = try await store.read { [rulebook = store.rulebook] session in
            (
                try form.advice(session, rulebook: rulebook),
                try SchedulingReadings(session).socialCare(atMost: PersonChoice.most)
            )
        }
        let view = SchedulingView(form: form, advice: advice, people: people, problems: problems)
        var content = try view.content
        content["script"] = pages.script.path
        var response = pages.office(
            "schedule", title: "Schedule a conference", for: visit,
            status: problems.isEmpty ? .ok : .unprocessableContent, content)
        response.headers[.contentSecurityPolicy] = ContentSecurityPolicy.withScript
        return response
    }
}

extension SchedulingForm {
    /// What speaks for or against the day chosen, as far as one is.
    fileprivate func advice(_ session: any DatabaseSession, rulebook: Rulebook) throws -> DayAdvice? {
        guard let outline else { return nil }
        let readings = SchedulingReadings(session)
        var advice = DayAdvice(
            type: outline.type, day: outline.day, time: outline.time, today: today,
            policy: try RuleSets(session, rulebook: rulebook).inForce(on: today).policy,
            calendar: try rulebook.calendar(session))
        if let chair = try? PersonReference(fields["chair"]) {
            advice.chairHas = try readings.conferences(
                chairedBy: chair, on: outline.day, beside: try? Reference(fields["reference"]))
        }
        if let discussion = try? DiscussionReference(fields["discussion"]) {
            advice.conveneBy = try readings.conveneBy(after: discussion)
        }
        if let caseReference = try? CaseReference(fields["case"]) {
            advice.reviewBy = try readings.reviewDue(of: caseReference)?.dueOn
        }
        return advice
    }
}

/// The page on which a conference is scheduled, as its template sees it.
struct SchedulingView {
    let form: SchedulingForm
    let advice: DayAdvice?
    let people: [(reference: PersonReference, name: String)]
    let problems: [FormProblem]

    private static let texts = [
        "reference", "case", "day", "at", "place", "videoLink", "chair", "administrator", "leadSocialWorker",
        "discussion", "children",
    ]

    var content: [String: Any] {
        get throws {
            var content: [String: Any] = [:]
            for field in Self.texts { content[field] = form.fields[field] }
            content["types"] = ConferenceType.allCases.map {
                Choice.content("type", $0.rawValue, $0.title, form.fields["type"])
            }
            content["family"] = FamilyRecipient.Relationship.allCases.map { relationship in
                let field = "family-\(relationship.rawValue)"
                return [
                    "field": field, "label": Self.label(relationship),
                    "count": form.fields[field].isEmpty ? "0" : form.fields[field],
                ]
            }
            content["people"] = people.map { ["reference": $0.reference.text, "name": $0.name] }
            content["refusal"] = FormProblem.content(of: problems)
            content["advice"] = try advice.map(Self.dates)
            return content
        }
    }

    private static func label(_ relationship: FamilyRecipient.Relationship) -> String {
        switch relationship {
        case .mother: "Mother"
        case .father: "Father"
        case .carer: "Carers"
        case .child: "Children"
        case .otherParentalResponsibility: "Others with parental responsibility"
        }
    }

    static func dates(_ advice: DayAdvice) throws -> [String: Any] {
        let warnings = try advice.warnings()
        return [
            "day": advice.day.spelledOut, "warnings": warnings, "isFine": warnings.isEmpty,
            "dates": try advice.dates().map { rule, deadline in
                [
                    "title": rule.title, "by": deadline.workTo.spelledOut,
                    "isPast": deadline.workTo < advice.today, "isProvisional": deadline.isProvisional,
                    "why": try advice.reasons(rule, deadline),
                ] as [String: Any]
            },
        ]
    }
}
