import Conferences
import Persistence
import WorkingDays

/// The answer page as its template sees it.
struct AnswerView {
    let facts: AnswerFacts
    let token: String
    let now: Timestamp
    /// What was recorded just now.
    var done: AnswerForm.Part?
    /// What was sent and could not be taken, and why.
    var refused: (form: AnswerForm, problem: AnswerForm.Problem)?

    private var conference: Conference { facts.conference }
    private var invitation: Invitation { facts.invitation }
    private var hasMet: Bool { conference.status.isPastMeeting }

    var content: [String: Any] {
        var content: [String: Any] = [
            "type": conference.type.title, "reference": conference.reference.text,
            "when": "\(conference.sitting.on.spelledOut) at \(conference.sitting.at.shortText)",
            "place": conference.sitting.place, "agency": facts.agency.name, "action": "/a/\(token)",
            "today": EuropeLondon.local(now).date.description,
        ]
        content["videoLink"] = conference.sitting.videoLink
        content["done"] = done.map(Self.confirmation)
        content["refusal"] = refused.map { ["field": $0.problem.field, "sentence": $0.problem.sentence] }
        content["missing"] = missing
        content["reply"] = invitation.capacity.attends ? reply : nil
        content["report"] = invitation.capacity.reports ? report : nil
        content["sharing"] = invitation.capacity.reports ? sharing : nil
        content["delegate"] = invitation.response?.reply.isApologies ?? false ? delegate : nil
        return content
    }

    static func confirmation(_ part: AnswerForm.Part) -> String {
        switch part {
        case .reply: "Your reply is recorded. You can change it until the conference begins."
        case .report: "Your report is recorded as submitted."
        case .sharing: "What came of sharing your report is recorded."
        case .delegate: "Your delegate is recorded. Please brief them, and then confirm it here."
        case .briefed: "It is recorded that your delegate is well briefed."
        }
    }

    /// What the letter asks of whoever cannot come, as far as it is wanting.
    private var missing: [String: Any]? {
        let parts = invitation.missingForApologies
        guard !parts.isEmpty else { return nil }
        return [
            "items": parts.map { part in
                switch part {
                case .reason: "the reason why you cannot attend"
                case .report: "your written report"
                case .delegate: "a delegate from your agency who is well briefed"
                }
            }
        ]
    }

    private var reply: [String: Any] {
        let chosen = sent(.reply, "reply") ?? invitation.response?.reply.word
        var section = standing(.reply)
        section["isOpen"] = !hasMet
        section["given"] = invitation.response.map { "You answered on \($0.on.spelledOut): \(Self.said($0.reply))." }
        section["choices"] = [
            ("accepted", "I will attend"), ("tentative", "I may attend, and will say for certain"),
            ("apologies", "I unavoidably cannot attend"),
        ].map { word, label in choice("reply", word, label, chosen) }
        section["reason"] = sent(.reply, "reason") ?? Self.reason(invitation.response?.reply) ?? ""
        section["problem"] = problem("reply") ?? problem("reason")
        return section
    }

    private static func said(_ reply: Reply) -> String {
        switch reply {
        case .accepted: "you will attend"
        case .tentative: "you may attend"
        case .apologies: "you cannot attend"
        }
    }

    private static func reason(_ reply: Reply?) -> String? {
        if case .apologies(let reason?)? = reply { reason.text } else { nil }
    }

    private var report: [String: Any] {
        var section = standing(.submitReport)
        let version = invitation.report.versions.last
        section["given"] = version.map {
            "Submitted on \($0.on.spelledOut)\($0.coversSignificantOthers ? "; it covers significant others." : "; it does not cover significant others.")"
        }
        section["isExempt"] = invitation.report.isExempt
        section["isOpen"] = !invitation.report.isExempt
        section["isFirst"] = version == nil
        section["covers"] = ["yes", "no"].map {
            choice("covers", $0, $0 == "yes" ? "Yes" : "No", sent(.report, "covers"))
        }
        section["householdMembers"] = sent(.report, "householdMembers") ?? ""
        section["significantAdults"] = sent(.report, "significantAdults") ?? ""
        section["again"] =
            hasBeenDiscussed
            ? [
                "choices": ["yes", "no"].map { choice("again", $0, $0 == "yes" ? "Yes" : "No", sent(.report, "again")) }
            ] : nil
        section["problem"] =
            ["covers", "reportOn", "householdMembers", "significantAdults", "again"].compactMap(problem).first
        return section
    }

    /// Whether an earlier version was talked through: then a new one asks whether to share again.
    var hasBeenDiscussed: Bool {
        !invitation.report.versions.isEmpty && invitation.sharing.values.contains { $0.outcome.isDiscussed }
    }

    private var sharing: [String: Any] {
        var section = standing(.shareWithFamily)
        section["isOpen"] = !invitation.report.isExempt
        section["family"] = conference.familyRecipients.map { recipient -> [String: Any] in
            var line: [String: Any] = ["label": Self.label(recipient)]
            if let sharing = invitation.sharing[recipient] {
                line["state"] = "\(Self.said(sharing.outcome)) (\(sharing.on.spelledOut))"
                line["isSettled"] = sharing.outcome.settles
            } else {
                line["state"] = "not recorded yet"
            }
            return line
        }
        section["recipients"] = conference.familyRecipients.map { recipient in
            choice("with", recipient.description, Self.label(recipient), sent(.sharing, "with"))
        }
        section["outcomes"] = [
            ("face-to-face", "Discussed face to face"), ("video", "Discussed by video"),
            ("telephone", "Discussed by telephone"), ("sent-only", "Sent only, not talked through yet"),
            ("refused", "They did not want to"), ("unable-to-contact", "I could not reach them"),
        ].map { word, label in choice("outcome", word, label, sent(.sharing, "outcome")) }
        section["problem"] = ["with", "outcome", "sharedOn"].compactMap(problem).first
        return section
    }

    private static func said(_ outcome: SharingOutcome) -> String {
        switch outcome {
        case .sentOnly: "sent, not talked through yet"
        case .discussed(.faceToFace, _): "discussed face to face"
        case .discussed(let method, _): "discussed by \(method.rawValue)"
        case .refused: "they did not want to"
        case .unableToContact: "could not be reached"
        case .exempt: "need not be shared"
        }
    }

    private static func label(_ recipient: FamilyRecipient) -> String {
        let label =
            switch recipient.relationship {
            case .mother: "Mother"
            case .father: "Father"
            case .carer: "Carer"
            case .child: "Child"
            case .otherParentalResponsibility: "Other person with parental responsibility"
            }
        return recipient.ordinal == 1 ? label : "\(label) \(recipient.ordinal)"
    }

    private var delegate: [String: Any] {
        var section = standing(.nameDelegate)
        let named = invitation.delegate
        let name = named.map { named in
            facts.colleagues.first { $0.reference == named.person }?.name ?? named.person.text
        }
        section["isOpen"] = !hasMet
        section["given"] = name.map { "\($0) stands in for you." }
        section["isBriefed"] = named?.briefedOn != nil
        section["toBrief"] = named != nil && named?.briefedOn == nil ? ["name": name ?? ""] : nil
        section["colleagues"] = facts.colleagues.map { colleague in
            choice(
                "colleague", colleague.reference.text, colleague.name,
                sent(.delegate, "colleague") ?? named?.person.text)
        }
        section["hasNoColleagues"] = facts.colleagues.isEmpty
        section["problem"] = problem("colleague")
        return section
    }

    /// By when it is due, and what has become of it.
    private func standing(_ kind: ObligationKind) -> [String: Any] {
        guard let obligation = facts.obligation(kind) else { return [:] }
        var section: [String: Any] = [:]
        let day = obligation.deadline.workTo.spelledOut
        switch obligation.standing {
        case .outstanding where obligation.deadline.at < now:
            section["late"] = "Overdue: it was due by \(day)."
        case .outstanding: section["due"] = "Due by \(day)."
        case .met, .exempt: section["isDone"] = true
        case .withdrawn, .cancelled, .impossibleNotice: break
        }
        section["isProvisional"] = obligation.standing == .outstanding && obligation.deadline.isProvisional
        return section
    }

    private func choice(_ field: String, _ value: String, _ label: String, _ chosen: String?) -> [String: Any] {
        [
            "id": "\(field)-\(value.replacing(":", with: "-"))", "name": field, "value": value, "label": label,
            "isChosen": value == chosen,
        ]
    }

    /// What stood in a field when it was sent and refused.
    private func sent(_ part: AnswerForm.Part, _ field: String) -> String? {
        refused.flatMap { $0.form.part == part ? $0.form.fields[field] : nil }
    }

    private func problem(_ field: String) -> String? {
        refused.flatMap { $0.problem.field == field ? $0.problem.sentence : nil }
    }
}
