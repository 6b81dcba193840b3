import WorkingDays

/// What people typed about a conference.
public struct ConferenceNotes {
    let conference: Conference

    public init(_ conference: Conference) { self.conference = conference }

    /// Each in a line, after what it is about.
    public var lines: [String] { invitations + meeting + afterwards }

    private var invitations: [String] {
        conference.invitations.flatMap { invitation -> [String] in
            var lines: [String] = []
            if case .apologies(let reason?)? = invitation.response?.reply {
                lines.append("#\(invitation.number) apologies: \(reason.shown)")
            }
            switch invitation.report.stage {
            case .returned(_, let reason): lines.append("#\(invitation.number) report returned: \(reason.shown)")
            case .exempt(_, let by, let reason):
                lines.append("#\(invitation.number) exempt from a report, approved by \(by): \(reason.shown)")
            case .requested, .submitted, .accepted: break
            }
            for recipient in conference.familyRecipients {
                guard case .exempt(let by, let reason)? = invitation.sharing[recipient]?.outcome else { continue }
                lines.append(
                    "#\(invitation.number) not shared with \(recipient), approved by \(by): \(reason.shown)")
            }
            return lines
        }
    }

    private var meeting: [String] {
        conference.needs.map { "need \($0.number), \($0.kind.rawValue): \($0.detail.shown)" }
            + conference.exclusions.flatMap { request in
                ["exclusion \(request.number): \(request.reason.shown)"]
                    + (request.decision.map { ["exclusion \(request.number), decision: \($0.reason.shown)"] } ?? [])
            } + (conference.split.map { ["held in parts: \($0.reason.shown)"] } ?? [])
    }

    private var afterwards: [String] {
        var lines: [String] = []
        if case .cancelled(_, let reason) = conference.status { lines.append("cancelled: \(reason.shown)") }
        switch conference.ruling {
        case .proceeded(_, let note?), .adjourned(let note): lines.append("the chair’s ruling: \(note.shown)")
        case .proceeded(_, nil), nil: break
        }
        for child in conference.children {
            lines += (child.decision?.dissent ?? []).map {
                "\(child.reference), dissent of \($0.agency): \($0.note.shown)"
            }
        }
        lines += conference.record.corrections.map { "#\($0.invitation) correction: \($0.detail.shown)" }
        lines += conference.holds.map { "reminders held until \($0.hold.until.brief): \($0.reason.shown)" }
        return lines
    }
}
