import Conferences
import WorkingDays

/// The invitees of a conference as tables: what they answered, and with whom their reports were shared.
struct InvitationTable {
    let conference: Conference
    let agencies: [AgencyCode: Agency]

    var text: String {
        guard !conference.invitations.isEmpty else { return "INVITED\n  nobody yet" }
        let hasDelegates = conference.invitations.contains { $0.delegate != nil }
        let hasRegister = conference.invitations.contains { $0.attendance != nil }
        var table = Table(
            header: ["#", "agency", "who", "reply"] + (hasDelegates ? ["delegate"] : []) + ["report"]
                + (hasRegister ? ["attendance"] : []))
        for invitation in conference.invitations {
            table.add(
                [
                    "\(invitation.number)", name(invitation), invitation.person?.text ?? "(by role)",
                    reply(invitation),
                ] + (hasDelegates ? [delegate(invitation)] : []) + [report(invitation)]
                    + (hasRegister ? [attendance(invitation)] : []))
        }
        let lines = conference.invitations.filter { $0.stands && !$0.missingForApologies.isEmpty }.map {
            "  #\($0.number) sent apologies, which still lack: "
                + $0.missingForApologies.map(\.rawValue).joined(separator: ", ")
        }
        return (["INVITED", table.text(indent: "  ")] + lines).joined(separator: "\n")
    }

    private func name(_ invitation: Invitation) -> String {
        let name = agencies[invitation.agency]?.name ?? invitation.agency.text
        return name.count > 24 ? name.prefix(23) + "…" : name
    }

    private func reply(_ invitation: Invitation) -> String {
        if let on = invitation.withdrawnOn { return "withdrawn \(on.dayAndMonth)" }
        if invitation.isDraft { return "DRAFT" }
        if let on = invitation.bouncedOn { return "BOUNCED \(on.dayAndMonth)" }
        guard invitation.capacity.attends else { return "report only" }
        return invitation.response.map { "\($0.reply.word) \($0.on.dayAndMonth)" } ?? "none"
    }

    private func delegate(_ invitation: Invitation) -> String {
        invitation.delegate.map { delegate in
            "\(delegate.person)"
                + (delegate.briefedOn != nil ? ", briefed" : delegate.acceptedOn != nil ? ", accepted" : ", named")
        } ?? ""
    }

    private func report(_ invitation: Invitation) -> String {
        guard invitation.capacity.reports else { return "note-taker" }
        let report = invitation.report
        let version = report.versions.count > 1 ? "v\(report.versions.count) " : ""
        let lacks = report.versions.last.map { $0.coversSignificantOthers ? "" : ", no sig. others" } ?? ""
        let went = report.circulatedOn == nil ? "" : ", circulated"
        return switch report.stage {
        case .requested: "none"
        case .exempt: "exempt"
        case .submitted(let on): "\(version)came \(on.dayAndMonth)\(lacks)\(went)"
        case .accepted(let on): "\(version)accepted \(on.dayAndMonth)\(lacks)\(went)"
        case .returned(let on, _): "\(version)RETURNED \(on.dayAndMonth)"
        }
    }

    private func attendance(_ invitation: Invitation) -> String {
        guard let entry = invitation.attendance else { return "" }
        let times = [entry.joinedAt.map { "from \($0.shortText)" }, entry.leftAt.map { "to \($0.shortText)" }]
            .compactMap { $0 }.joined(separator: " ")
        let explained = entry.attendance == .absent ? (invitation.absenceExplainedOn == nil ? "" : ", explained") : ""
        return entry.attendance.rawValue + (times.isEmpty ? "" : " \(times)") + explained
    }

    /// A column for each of the family; empty while no report is asked for.
    var sharing: String {
        let asked = conference.invitations.filter { $0.stands && !$0.isDraft && $0.capacity.reports }
        guard !asked.isEmpty else { return "" }
        var table = Table(header: ["#", "report of"] + conference.familyRecipients.map(\.description))
        for invitation in asked {
            table.add(
                ["\(invitation.number)", invitation.agency.text]
                    + conference.familyRecipients.map { cell(invitation, $0) })
        }
        return "SHARED WITH THE FAMILY\n" + table.text(indent: "  ")
    }

    private func cell(_ invitation: Invitation, _ recipient: FamilyRecipient) -> String {
        if invitation.report.isExempt { return "no report" }
        if let sharing = invitation.sharing[recipient] {
            return "\(sharing.outcome.phrase) \(sharing.on.dayAndMonth)"
        }
        let attempts = invitation.attempts[recipient]?.count ?? 0
        return attempts == 0 ? "no" : "no, \(attempts) attempt\(attempts == 1 ? "" : "s")"
    }
}
