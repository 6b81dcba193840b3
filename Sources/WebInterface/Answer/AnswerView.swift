import Conferences
import Persistence
import WorkingDays

/// The answer page as its template sees it.
struct AnswerView {
    let facts: AnswerFacts
    let words: PageWords
    /// Where its forms go, each with a part of its own behind it.
    let action: String
    /// Where all that is asked of the reader stands.
    let list: String?
    let now: Timestamp
    /// Who is invited, where the reader answers for somebody else.
    var invitee: String?
    /// What was recorded just now.
    var done: AnswerForm.Part?
    /// What was sent and could not be taken, and why.
    var refused: (form: AnswerForm, problem: AnswerProblem)?

    private var conference: Conference { facts.conference }
    private var invitation: Invitation { facts.invitation }
    private var hasMet: Bool { conference.status.isPastMeeting }

    var content: [String: Any] {
        var content: [String: Any] = [
            "type": words.title(of: conference.type), "reference": conference.reference.text,
            "when": words.moment(conference.sitting),
            "place": conference.sitting.place, "agency": facts.agency.name, "action": action,
            "today": EuropeLondon.local(now).date.description,
        ]
        content["invitee"] = invitee
        content["list"] = list
        content["videoLink"] = conference.sitting.videoLink
        content["done"] = done.map { words[$0.confirmation] }
        content["refusal"] = refused.map { ["field": $0.problem.field, "sentence": $0.problem.sentence(words)] }
        if case .cancelled(let on, _) = conference.status {
            content["over"] = words[.refusedCancelled, ["day": words.date(on)]]
            content["refusal"] = nil
            return content
        }
        content["missing"] = missing
        content["naming"] = invitation.person == nil && !hasMet ? naming : nil
        content["reply"] = invitation.capacity.attends ? reply : nil
        content["report"] = invitation.capacity.reports ? report : nil
        content["sharing"] = invitation.capacity.reports ? sharing : nil
        content["delegate"] = invitation.response?.reply.isApologies ?? false ? delegate : nil
        return content
    }

    /// What the letter asks of whoever cannot come, as far as it is wanting.
    private var missing: [String: Any]? {
        let parts = invitation.missingForApologies
        guard !parts.isEmpty else { return nil }
        return [
            "items": parts.map { part in
                switch part {
                case .reason: words[.missingReason]
                case .report: words[.missingReport]
                case .delegate: words[.missingDelegate]
                }
            }
        ]
    }

    private var naming: [String: Any] {
        [
            "colleagues": facts.colleagues.map { colleague in
                choice("invitee", colleague.reference.text, colleague.name, sent(.name, "invitee"))
            },
            "hasNoColleagues": facts.colleagues.isEmpty, "problem": problem("invitee") ?? false,
        ]
    }

    private var reply: [String: Any] {
        var section = standing(.reply)
        let isOpen = !hasMet && EuropeLondon.local(now).date <= conference.sitting.on
        section["isOpen"] = isOpen
        section["until"] =
            isOpen && invitation.response != nil
            ? words[.replyUntil, ["date": words.date(conference.sitting.on)]] : nil
        section["given"] = invitation.response.map {
            words[.replyGiven, ["date": words.date($0.on), "answer": words[Self.said($0.reply)]]]
        }
        // One tap each.
        section["attending"] = [
            ["value": "accepted", "label": words[.accepted], "isSecond": false],
            ["value": "tentative", "label": words[.tentative], "isSecond": true],
        ]
        section["declining"] = ["value": "apologies", "label": words[.apologies]]
        section["reason"] = sent(.reply, "reason") ?? Self.reason(invitation.response?.reply) ?? ""
        section["problem"] = problem("reply")
        section["reasonProblem"] = problem("reason")
        return section
    }

    private static func said(_ reply: Reply) -> PageWord {
        switch reply {
        case .accepted: .saidAccepted
        case .tentative: .saidTentative
        case .apologies: .saidApologies
        }
    }

    private static func reason(_ reply: Reply?) -> String? {
        if case .apologies(let reason?)? = reply { reason.text } else { nil }
    }

    private var report: [String: Any] {
        var section = standing(.submitReport)
        let version = invitation.report.versions.last
        section["given"] = version.map {
            words[
                $0.coversSignificantOthers ? .reportCovering : .reportNotCovering, ["date": words.date($0.on)]]
        }
        section["isExempt"] = invitation.report.isExempt
        section["isOpen"] = !invitation.report.isExempt
        section["isFirst"] = version == nil
        section["covers"] = affirmation("covers")
        section["householdMembers"] = sent(.report, "householdMembers") ?? ""
        section["significantAdults"] = sent(.report, "significantAdults") ?? ""
        section["again"] = facts.hasBeenDiscussed ? ["choices": affirmation("again")] : nil
        section["problem"] =
            ["covers", "reportOn", "householdMembers", "significantAdults", "again"].compactMap(problem).first
        return section
    }

    private func affirmation(_ field: String) -> [[String: Any]] {
        [("yes", .yes), ("no", .no)].map { choice(field, $0, words[$1], sent(.report, field)) }
    }

    private var sharing: [String: Any] {
        var section = standing(.shareWithFamily)
        section["isOpen"] = !invitation.report.isExempt
        section["family"] = conference.familyRecipients.map { recipient -> [String: Any] in
            var line: [String: Any] = ["label": label(recipient)]
            if let sharing = invitation.sharing[recipient] {
                line["state"] =
                    words[.sharedOn, ["state": words[Self.said(sharing.outcome)], "date": words.date(sharing.on)]]
                line["isSettled"] = sharing.outcome.settles
            } else {
                line["state"] = words[.notShared]
            }
            return line
        }
        section["recipients"] = conference.familyRecipients.map { recipient in
            choice("with", recipient.description, label(recipient), sent(.sharing, "with"))
        }
        section["outcomes"] = [
            ("face-to-face", .faceToFace), ("video", .video), ("telephone", .telephone), ("sent-only", .sentOnly),
            ("refused", .refused), ("unable-to-contact", .unableToContact),
        ].map { word, label in choice("outcome", word, words[label], sent(.sharing, "outcome")) }
        section["problem"] = ["with", "outcome", "sharedOn"].compactMap(problem).first
        return section
    }

    private static func said(_ outcome: SharingOutcome) -> PageWord {
        switch outcome {
        case .sentOnly: .saidSentOnly
        case .discussed(.faceToFace, _): .saidFaceToFace
        case .discussed(.video, _): .saidVideo
        case .discussed(.telephone, _): .saidTelephone
        case .refused: .saidRefused
        case .unableToContact: .saidUnableToContact
        case .exempt: .saidExempt
        }
    }

    private func label(_ recipient: FamilyRecipient) -> String {
        let word: PageWord =
            switch recipient.relationship {
            case .mother: .mother
            case .father: .father
            case .carer: .carer
            case .child: .child
            case .otherParentalResponsibility: .otherParentalResponsibility
            }
        let label = words[word]
        return recipient.ordinal == 1
            ? label : words[.furtherRecipient, ["label": label, "number": "\(recipient.ordinal)"]]
    }

    private var delegate: [String: Any] {
        var section = standing(.nameDelegate)
        let named = invitation.delegate
        let name = named.map { named in
            facts.colleagues.first { $0.reference == named.person }?.name ?? named.person.text
        }
        section["isOpen"] = !hasMet
        section["given"] = name.map { words[.delegateGiven, ["name": $0]] }
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
        let day = ["date": words.date(obligation.deadline.workTo)]
        switch obligation.standing {
        case .outstanding where obligation.isMissed || obligation.isOverdue(at: now):
            section["late"] = words[.overdue, day]
        case .outstanding: section["due"] = words[.due, day]
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
        refused.flatMap { $0.problem.field == field ? $0.problem.sentence(words) : nil }
    }
}

extension AnswerForm.Part {
    fileprivate var confirmation: PageWord {
        switch self {
        case .name: .doneName
        case .reply: .doneReply
        case .report: .doneReport
        case .sharing: .doneSharing
        case .delegate: .doneDelegate
        case .briefed: .doneBriefed
        }
    }
}
