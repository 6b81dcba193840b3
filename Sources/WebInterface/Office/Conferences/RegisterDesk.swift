import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The register: attendance for all in one form, for a tablet in the room.
struct RegisterDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/conferences/:reference/register", needs: .changeCases, .chairCases) {
                try await page($0, fields: [:])
            },
            .post("/conferences/:reference/register", needs: .changeCases, .chairCases) { try await take($0) },
        ]
    }

    private func take(_ visit: Visit) async throws -> Response {
        let reference: ConferenceReference = try visit.reference("reference")
        let work: @Sendable (Registrar) throws -> [String] = { registrar in
            guard let conference = try registrar.conference(reference), visit.visitor.sees(conference) else {
                throw HTTPError(.notFound)
            }
            try EditedVersion(visit.fields).check(registrar, .conference(reference))
            for command in try RegisterForm(fields: FormFields(visit.fields)).commands(for: conference) {
                try registrar.perform(command, on: reference)
            }
            return []
        }
        do {
            guard visit.fields["step"] == "record" else {
                let reports = try await store.foresee(visit, work).reports
                return try await page(visit, fields: visit.fields, advice: reports.flatMap(\.advice))
            }
            _ = try await store.change(visit, work)
            return Response(
                status: .seeOther, headers: [.location: "/conferences/\(reference.inPath)?done=register"])
        } catch let problem as FormProblem {
            return try await page(visit, fields: visit.fields, problem: problem)
        } catch let refusal as ConferenceRefusal {
            return try await page(
                visit, fields: visit.fields, problem: FormProblem(field: "register", sentence: "\(refusal)"))
        } catch let overtaken as Overtaken {
            return try await page(visit, fields: visit.fields, overtaken: overtaken)
        }
    }

    private func page(
        _ visit: Visit, fields: [String: String], advice: [String]? = nil, problem: FormProblem? = nil,
        overtaken: Overtaken? = nil
    ) async throws -> Response {
        let reference: ConferenceReference = try visit.reference("reference")
        let facts = try await store.readCase(through: reference, on: "register", visit) {
            [rulebook = store.rulebook] session -> (CaseReference, ConferenceFacts)? in
            guard let facts = try ConferenceFacts(session, reference, rulebook: rulebook, visit: visit) else {
                return nil
            }
            return (facts.dossier.state.caseReference, facts)
        }
        guard let facts, let conference = facts.dossier.state.conference else { throw HTTPError(.notFound) }
        var content = RegisterView(
            facts: facts, conference: conference, fields: FormFields(fields), isFirst: fields.isEmpty
        ).content
        content["advice"] = advice.map { ["sentences": $0] }
        content["refusal"] = problem.map { ["field": $0.field, "sentence": $0.sentence] }
        content["overtaken"] = overtaken?.content
        let status: HTTPResponse.Status = overtaken != nil ? .conflict : problem != nil ? .unprocessableContent : .ok
        return pages.office("register", title: "Register", for: visit, status: status, content)
    }
}

/// The register as its template sees it: the invitees by the group in which they count.
struct RegisterView {
    let facts: ConferenceFacts
    let conference: Conference
    let fields: FormFields
    /// Whether nothing was filled in yet: then what is on record stands.
    let isFirst: Bool

    private var rules: QuoracyRules { facts.dossier.policy.quoracy }

    var content: [String: Any] {
        let reference = facts.dossier.reference
        var groups: [QuoracyGroup: [Invitation]] = [:]
        var others: [Invitation] = []
        for invitation in conference.registered {
            if invitation.capacity == .directContact, invitation.person != conference.chair {
                groups[group(invitation), default: []].append(invitation)
            } else {
                others.append(invitation)
            }
        }
        return [
            "reference": reference.text, "path": "/conferences/\(reference.inPath)",
            "version": facts.dossier.version,
            "when": "\(conference.sitting.on.spelledOut) at \(conference.sitting.at.shortText)",
            "groups": groups.sorted { Self.order($0.key) < Self.order($1.key) }.map { group, invitations in
                [
                    "name": group.title, "isSocialCare": group == .socialCare, "rows": invitations.map(row),
                ] as [String: Any]
            },
            "others": others.isEmpty ? [] : [["rows": others.map(row)]],
            "minimum": rules.minimum, "requiresSocialCare": rules.requiresSocialCare,
            "isCorrecting": conference.registered.contains { $0.attendance != nil }, "reason": fields["reason"],
            "isEmpty": conference.registered.isEmpty,
        ]
    }

    /// Children's social care first, since it must be there.
    private static func order(_ group: QuoracyGroup) -> String { group == .socialCare ? "" : group.title }

    private func group(_ invitation: Invitation) -> QuoracyGroup {
        rules.group(of: invitation.agency, facts.dossier.agencies[invitation.agency])
    }

    private func row(_ invitation: Invitation) -> [String: Any] {
        let number = invitation.number
        let chosen =
            isFirst ? invitation.attendance?.attendance.rawValue : fields["attendance-\(number)"]
        return [
            "number": number, "agency": facts.dossier.agencies[invitation.agency]?.name ?? invitation.agency.text,
            "who": invitation.person.map { facts.names[$0] ?? $0.text } ?? "nobody named",
            "expected": Self.expected(invitation),
            "choices": Self.words.map { word, label in
                [
                    "id": "attendance-\(number)-\(word.rawValue)", "name": "attendance-\(number)",
                    "value": word.rawValue, "label": label, "isChosen": chosen == word.rawValue,
                    "isPresent": word.isPresent,
                ] as [String: Any]
            },
            "joined": time("joined-\(number)", invitation.attendance?.joinedAt),
            "left": time("left-\(number)", invitation.attendance?.leftAt),
        ]
    }

    private func time(_ field: String, _ known: TimeOfDay?) -> String {
        isFirst ? known?.shortText ?? "" : fields[field]
    }

    private static let words: [(Attendance, String)] = [
        (.present, "Present"), (.part, "In part"), (.delegatePresent, "Delegate"), (.apologies, "Apologies"),
        (.absent, "Absent"),
    ]

    private static func expected(_ invitation: Invitation) -> String {
        switch invitation.response?.reply {
        case .accepted: "said they would attend"
        case .tentative: "tentative"
        case .apologies: invitation.delegate == nil ? "sent apologies" : "sent apologies, a delegate is named"
        case nil: "did not reply"
        }
    }
}
