import Conferences
import Persistence
import WorkingDays

/// Who is invited, and at a glance where each stands: reply, report, sharing, delegate, attendance.
struct InviteesView {
    let page: ConferenceView
    let conference: Conference

    private var dossier: ConferenceDossier { page.dossier }

    var content: [String: Any] {
        let drafts = conference.invitations.filter { $0.stands && $0.isDraft }.count
        var content: [String: Any] = [
            "rows": conference.invitations.map(row), "isEmpty": conference.invitations.isEmpty,
        ]
        guard page.mayChange, !conference.status.isSettled, !conference.status.isPastMeeting else { return content }
        content["invite"] = InvitingView(page: page).content
        content["drafts"] = drafts == 0 ? nil : ["count": drafts]
        return content
    }

    private func row(_ invitation: Invitation) -> [String: Any] {
        let forms = InviteeFormsView(page: page, conference: conference, invitation: invitation)
        let mayChange = page.mayChange && invitation.stands && forms.asks
        let isOpened = mayChange && page.state.opened == "\(invitation.number)"
        var row: [String: Any] = [
            "number": invitation.number,
            "agency": dossier.agencies[invitation.agency]?.name ?? invitation.agency.text,
            "who": invitation.person.map(page.name) ?? "nobody named yet",
            "reply": reply(invitation), "report": report(invitation), "sharing": sharing(invitation),
            "isWithdrawn": !invitation.stands,
        ]
        row["counts"] = Self.counts(invitation.capacity)
        row["delegate"] = invitation.delegate.map { delegate in
            "\(page.name(delegate.person)), \(delegate.briefedOn == nil ? "not yet briefed" : "well briefed")"
        }
        row["attendance"] = invitation.attendance.map(Self.attendance)
        if invitation.attendance == nil, conference.status.isPastMeeting, conference.registered.contains(invitation) {
            row["isNotRegistered"] = true
        }
        if isOpened {
            row["forms"] = forms.content
        } else if mayChange {
            row["change"] = "\(page.path)?open=\(invitation.number)#invitation-\(invitation.number)"
        }
        return row
    }

    private static func counts(_ capacity: Invitation.Capacity) -> String? {
        switch capacity {
        case .directContact: nil
        case .noDirectContact: "no direct contact: does not count for quoracy"
        case .reportOnly: "report only"
        case .noteTaker: "note-taker"
        }
    }

    private func cell(_ mark: TimelineView.Mark, _ text: String, _ kind: ObligationKind? = nil, of number: Int = 0)
        -> [String: Any]
    {
        var cell: [String: Any] = ["mark": mark.rawValue, "text": text]
        if let obligation = obligation(kind, number), obligation.standing == .outstanding {
            cell["by"] = obligation.deadline.workTo.spelledOut
            cell["explanation"] = PagePath.explanation(of: "\(obligation.id)")
        }
        return cell
    }

    private func obligation(_ kind: ObligationKind?, _ number: Int) -> Obligation? {
        kind.flatMap { kind in dossier.obligations.first { $0.id.place == number && $0.id.kind == kind } }
    }

    private func mark(_ kind: ObligationKind, _ number: Int) -> TimelineView.Mark {
        obligation(kind, number).map { TimelineView.mark($0, page.visit.now) } ?? .none
    }

    private func reply(_ invitation: Invitation) -> [String: Any] {
        let number = invitation.number
        if invitation.isDraft { return cell(.due, "not sent yet") }
        if invitation.bouncedOn != nil { return cell(.overdue, "bounced", .reply, of: number) }
        switch invitation.response?.reply {
        case .accepted: return cell(.met, "attends")
        case .tentative: return cell(.due, "tentative")
        case .apologies:
            let missing = invitation.missingForApologies
            return missing.isEmpty
                ? cell(.met, "apologies, complete")
                : cell(.due, "apologies, without \(missing.map(\.rawValue).joined(separator: " and "))")
        case nil: return cell(mark(.reply, number), "no reply", .reply, of: number)
        }
    }

    private func report(_ invitation: Invitation) -> [String: Any] {
        guard invitation.capacity.reports else { return cell(.none, "none asked") }
        switch invitation.report.stage {
        case .exempt: return cell(.none, "exempt")
        case .submitted: return cell(.met, "submitted\(covers(invitation))")
        case .accepted: return cell(.met, "accepted\(covers(invitation))")
        case .returned: return cell(.overdue, "returned", .submitReport, of: invitation.number)
        case .requested:
            let missing = mark(.submitReport, invitation.number)
            return cell(missing, missing == .none ? "not chased" : "missing", .submitReport, of: invitation.number)
        }
    }

    private func covers(_ invitation: Invitation) -> String {
        invitation.report.versions.last?.coversSignificantOthers == false ? ", without significant others" : ""
    }

    private func sharing(_ invitation: Invitation) -> [String: Any] {
        guard invitation.capacity.reports else { return cell(.none, "none asked") }
        let settled = conference.familyRecipients.filter { invitation.sharing[$0]?.outcome.settles ?? false }.count
        let mark = mark(.shareWithFamily, invitation.number)
        let all = conference.familyRecipients.count
        let text =
            mark == .none && settled == 0 ? "not asked" : settled == all ? "with all" : "with \(settled) of \(all)"
        return cell(mark, text, .shareWithFamily, of: invitation.number)
    }

    static func attendance(_ entry: AttendanceEntry) -> String {
        switch entry.attendance {
        case .present: "present"
        case .part:
            "in part" + (entry.joinedAt.map { ", from \($0.shortText)" } ?? "")
                + (entry.leftAt.map { ", to \($0.shortText)" } ?? "")
        case .delegatePresent: "delegate present"
        case .apologies: "absent, apologies"
        case .absent: "absent without apologies"
        }
    }
}

/// The form that invites somebody more.
struct InvitingView {
    let page: ConferenceView

    var content: [String: Any] {
        [
            "isOpened": page.state.opened == "invite",
            "agencyChoice": page.agencies?.content(
                page.sent("invite", "agency"), among: [("", "Choose an agency")]) as Any,
            "person": page.sent("invite", "person") ?? "",
            // Ticked, unless it was taken away.
            "isSentNow": page.state.sent?.part != "invite" || page.sent("invite", "sent") != nil,
            "capacities": [
                (Invitation.Capacity.directContact, "Direct contact with the child: counts for quoracy"),
                (.noDirectContact, "No direct contact"), (.reportOnly, "Report only, need not attend"),
                (.noteTaker, "Note-taker"),
            ].map { capacity, label in
                Choice.content(
                    "capacity", capacity.rawValue, label, page.sent("invite", "capacity") ?? "direct-contact")
            },
        ]
    }
}

/// One radio button.
enum Choice {
    /// - Parameter part: Before the id, where a page holds several of a name.
    static func content(
        _ field: String, _ value: String, _ label: String, _ chosen: String?, part: String = ""
    ) -> [String: Any] {
        [
            "id": "\(part)\(field)-\(value.replacing(":", with: "-"))", "name": field, "value": value, "label": label,
            "isChosen": value == chosen,
        ]
    }
}
