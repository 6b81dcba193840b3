import Conferences
import Persistence
import WorkingDays

/// The forms of one invitee's row, opened in place.
struct InviteeFormsView {
    let page: ConferenceView
    let conference: Conference
    let invitation: Invitation

    private var hasMet: Bool { conference.status.isPastMeeting }

    /// Whether there is anything to record.
    var asks: Bool {
        conference.status.isSettled
            ? !conference.status.isCancelled && (absence != nil || receipt != nil) : true
    }

    var content: [String: Any] {
        // What is not asked is said to be so: the row around has cells of the same names.
        var forms: [String: Any] = [
            "action": "\(page.path)/invitations/\(invitation.number)",
            "close": "\(page.path)#invitation-\(invitation.number)",
            "reply": false, "delegate": false, "report": false, "sharing": false, "cameBack": false,
            "colleagues": page.people.map { ["reference": $0.reference.text, "name": $0.name] },
        ]
        forms["absence"] = absence
        forms["receipt"] = receipt
        guard !conference.status.isSettled else { return forms }
        if invitation.isDraft {
            forms["draft"] = hasMet ? nil : true
        } else {
            if !hasMet, invitation.capacity.attends { forms["reply"] = reply }
            if invitation.response?.reply.isApologies ?? false { forms["delegate"] = delegate }
            forms["bounce"] = !hasMet && invitation.bouncedOn == nil ? true : nil
            if !hasMet, let bouncedOn = invitation.bouncedOn { forms["cameBack"] = cameBack(bouncedOn) }
            if invitation.capacity.reports { forms["report"] = report }
            if invitation.capacity.reports, !invitation.report.isExempt { forms["sharing"] = sharing }
        }
        forms["naming"] =
            hasMet
            ? nil : ["person": sent(.name, "person") ?? "", "isNamed": invitation.person != nil] as [String: Any]
        forms["withdraw"] = hasMet ? nil : true
        return forms
    }

    private func sent(_ part: InvitationForm.Part, _ field: String) -> String? { page.sent(part.rawValue, field) }

    private var reply: [String: Any] {
        let chosen = sent(.reply, "reply") ?? invitation.response?.reply.word
        return [
            "choices": [
                ("accepted", "Attends"), ("tentative", "Tentative"), ("apologies", "Apologies"),
            ].map { Choice.content("reply", $0, $1, chosen) },
            "reason": sent(.reply, "reason") ?? "",
        ]
    }

    private func cameBack(_ on: CalendarDate) -> [String: Any] {
        var content: [String: Any] = ["on": on.spelledOut]
        if let person = invitation.person, page.visit.visitor.may(.readDirectory) {
            content["person"] = ["name": page.name(person), "link": PagePath.of(person)]
        }
        return content
    }

    private var delegate: [String: Any] {
        let named = invitation.delegate
        return [
            "colleague": sent(.delegate, "colleague") ?? named?.person.text ?? "",
            "declines": sent(.delegateDeclines, "reason") ?? "",
            "awaitsAnswer": named != nil && named?.acceptedOn == nil,
            "toBrief": named != nil && named?.briefedOn == nil,
        ]
    }

    private var report: [String: Any] {
        let covers = sent(.report, "covers")
        var report: [String: Any] = [
            "covers": [("yes", "Covers significant others"), ("no", "Does not cover them")].map {
                Choice.content("covers", $0, $1, covers)
            },
            "householdMembers": sent(.report, "householdMembers") ?? "",
            "significantAdults": sent(.report, "significantAdults") ?? "",
            "reportOn": sent(.report, "reportOn") ?? page.visit.today.description,
            "returned": sent(.returnReport, "reason") ?? "",
            "exemptApprover": sent(.exemptReport, "approver") ?? "",
            "exemptReason": sent(.exemptReport, "reason") ?? "",
            "unsharedApprover": sent(.exemptSharing, "approver") ?? "",
            "unsharedReason": sent(.exemptSharing, "reason") ?? "",
        ]
        if invitation.sharing.values.contains(where: { $0.outcome.isDiscussed }) {
            report["again"] = [
                "choices": [("yes", "Share it again"), ("no", "No need to share it again")].map {
                    Choice.content("again", $0, $1, sent(.report, "again"))
                }
            ]
        }
        if case .submitted = invitation.report.stage { report["toAccept"] = true }
        report["mayExempt"] = invitation.report.isExempt ? nil : true
        report["isAsked"] = invitation.report.versions.isEmpty
        report["circulate"] = invitation.report.versions.isEmpty ? nil : circulation
        return report
    }

    /// The other agencies invited, those that have the report already apart.
    private var circulation: [String: Any]? {
        let others = Set(conference.invitations.filter(\.stands).map(\.agency)).subtracting([invitation.agency])
            .sorted()
        guard !others.isEmpty else { return nil }
        let reached = invitation.report.circulatedTo
        return [
            "rows": others.map { agency in
                let field = InvitationForm.toAgency + agency.text
                return [
                    "field": field, "agency": page.dossier.agencies[agency]?.name ?? agency.text,
                    "isReached": reached.contains(agency), "isTicked": sent(.circulateReport, field) != nil,
                ]
            }
        ]
    }

    /// Absent without apologies, and nobody has said why.
    private var absence: [String: Any]? {
        guard invitation.attendance?.attendance == .absent, invitation.absenceExplainedOn == nil else { return nil }
        return ["reason": sent(.explainAbsence, "reason") ?? ""]
    }

    private var attempt: [String: Any] {
        [
            "recipients": conference.familyRecipients.map {
                Choice.content("recipient", "\($0)", $0.label, sent(.attempt, "recipient"))
            },
            "methods": [("face-to-face", "A visit"), ("video", "By video"), ("telephone", "By telephone")].map {
                Choice.content("method", $0, $1, sent(.attempt, "method"))
            },
            "by": sent(.attempt, "by") ?? "", "on": sent(.attempt, "on") ?? page.visit.today.description,
            "isOpened": page.state.sent?.part == InvitationForm.Part.attempt.rawValue,
        ]
    }

    private var sharing: [String: Any] {
        [
            "attempt": attempt, "sharedOn": sent(.sharing, "sharedOn") ?? page.visit.today.description,
            "recipients": conference.familyRecipients.map {
                Choice.content("with", "\($0)", $0.label, sent(.sharing, "with"))
            },
            "outcomes": [
                ("face-to-face", "Discussed face to face"), ("video", "Discussed by video"),
                ("telephone", "Discussed by telephone"), ("sent-only", "Sent only"), ("refused", "Refused"),
                ("unable-to-contact", "Could not be reached"),
            ].map { Choice.content("outcome", $0, $1, sent(.sharing, "outcome")) },
            "states": conference.familyRecipients.map { recipient in
                [
                    "recipient": recipient.label,
                    "state": invitation.sharing[recipient].map { "\($0.outcome.phrase), \($0.on.spelledOut)" }
                        ?? "not shared yet",
                ]
            },
        ]
    }

    /// Of the record, once it went to this invitee.
    private var receipt: [String: Any]? {
        let record = conference.record
        guard record.circulatedOn[invitation.number] != nil else { return nil }
        let isAwaited = record.receivedOn[invitation.number] == nil
        let mayCorrect = if case .circulated = record.stage { true } else { false }
        guard isAwaited || mayCorrect else { return nil }
        return [
            "isAwaited": isAwaited, "mayCorrect": mayCorrect, "detail": sent(.correction, "detail") ?? "",
        ]
    }
}
