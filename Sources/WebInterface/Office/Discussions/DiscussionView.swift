import Conferences
import Persistence
import WorkingDays

/// A strategy discussion's page as its template sees it.
struct DiscussionView {
    let dossier: DiscussionDossier
    let names: [PersonReference: String]
    let visit: Visit
    let state: ConferenceView.State
    let showsNotes: Bool
    /// Whom the chair could pass to, where that is asked.
    let people: [(reference: PersonReference, name: String)]

    typealias State = ConferenceView.State

    var discussion: Discussion { dossier.discussion }
    var path: String { "/discussions/\(discussion.reference.inPath)" }

    var isOpen: Bool { !discussion.status.isSettled && visit.visitor.may(.changeCases) }

    /// What comes after it is recorded on a closed one too.
    private var mayRecord: Bool { !discussion.status.isCancelled && visit.visitor.may(.changeCases) }

    private var mayCorrect: Bool {
        switch discussion.minutes {
        case .circulated, .correctionsOpen: true
        case .notBegun, .drafting, .chairReview, .approved, .final: false
        }
    }

    private var isArranged: Bool { discussion.status == .arranged && isOpen }

    var content: [String: Any] {
        var content: [String: Any] = [
            "reference": discussion.reference.text, "path": path, "version": dossier.version,
            "today": visit.today.description, "status": status, "isOpen": isOpen, "isArranged": isArranged,
            "when": "\(discussion.sitting.on.spelledOut) at \(discussion.sitting.at.shortText)",
            "place": discussion.sitting.place, "facts": facts, "participants": participants,
            "areas": discussion.agenda.areas.map(area), "actions": discussion.actions.map(action),
            "owed": owed, "minutes": minutes, "tomorrow": visit.today.adding(days: 1).description,
            "areaCount": discussion.agenda.areas.count, "agenda": "\(path)/agenda",
            "addressed": discussion.agenda.areas.count - discussion.unaddressedAreas.count,
        ]
        content["done"] = state.done
        content["refusal"] = state.problem.map { ["field": $0.field, "sentence": $0.sentence] }
        content["overtaken"] = state.overtaken.map { ["changes": $0] }
        if isOpen {
            content["own"] =
                OwnObligationsView(
                    obligations: dossier.obligations, policy: dossier.policy, today: visit.today,
                    sent: state.sent.flatMap { $0.part == "tick" ? $0.fields : nil }
                ).rows.asTable
        }
        if isOpen {
            let arranging = DiscussionArrangingView(
                discussion: discussion, visit: visit, state: state, path: path, people: people)
            content.merge(arranging.content(isArranged: isArranged)) { $1 }
            content["adding"] = [
                "isOpened": state.opened == "add", "agency": sent("add", "agency") ?? "",
                "person": sent("add", "person") ?? "",
                "on": sent("add", "on") ?? "\(min(visit.today, discussion.sitting.on))",
            ]
        }
        if isArranged, discussion.sitting.on <= visit.today { content["hold"] = hold }
        if discussion.heldOn != nil, isOpen { content["enquiry"] = enquiry }
        if !showsNotes { content["showNotes"] = "\(path)?notes=1" }
        if isArranged, discussion.sitting.on <= visit.today {
            content["toRegister"] =
                toRegister.isEmpty
                ? nil : ["rows": toRegister, "isRegistering": state.sent?.part == "attendance"] as [String: Any]
        }
        if isOpen, discussion.heldOn != nil {
            content["closing"] = [
                "isShort": !discussion.unaddressedAreas.isEmpty, "unaddressed": sent("close", "unaddressed") ?? "",
            ]
        }
        if isArranged {
            content["cancelling"] = ["isOpened": state.opened == "cancel", "reason": sent("cancel", "reason") ?? ""]
        }
        content["shortfall"] = discussion.holding?.shortfall.map {
            "Held without \($0.missing.map(\.rawValue).joined(separator: ", "))."
        }
        return content
    }

    private var status: String {
        switch discussion.status {
        case .arranged: discussion.moves == 0 ? "Arranged" : "Moved"
        case .held(let on): "Held on \(on.spelledOut)"
        case .closed(let on): "Closed on \(on.spelledOut)"
        case .cancelled(let on, _): "Cancelled on \(on.spelledOut)"
        }
    }

    private var facts: [[String: Any]] {
        var rows: [(String, String)] = [
            ("Case", discussion.caseReference.text + (discussion.isCaseOpen ? ", open to social care" : "")),
            ("Chair", names.label(discussion.chair)),
            (
                "Section 47 enquiry",
                discussion.section47.map { $0.isInitiated ? "Begun on \($0.on.spelledOut)" : "Not begun" }
                    ?? "Not decided yet"
            ),
        ]
        if discussion.section47?.isInitiated ?? false {
            rows.append(("Lead social worker", names.label(discussion.leadSocialWorker)))
        }
        for linked in discussion.linkedConferences {
            rows.append(("Conference", "\(linked.conference), \(linked.sitsOn.spelledOut)"))
        }
        return rows.map { ["label": $0.0, "value": $0.1] }
    }

    // Who takes part.

    private var participants: [[String: Any]] {
        discussion.participants.map { participant in
            var row: [String: Any] = [
                "number": participant.number, "who": names.label(participant.person),
                "agency": dossier.agencies[participant.agency]?.name ?? participant.agency.text,
                "attendance": participant.attendance?.rawValue ?? "", "isWithdrawn": participant.withdrawnOn != nil,
                "minutes": Self.minutes(participant),
            ]
            let waits = participant.attended && participant.minutesReceivedOn == nil
            row["awaitsMinutes"] = waits && mayRecord && discussion.minutesCirculatedOn != nil ? true : nil
            let correcting = DiscussionForm.opened(.correction, participant.number)
            if isOpen, participant.minutesSentOn != nil, participant.withdrawnOn == nil, mayCorrect {
                row["correct"] = "\(path)?open=\(correcting)#\(correcting)"
                row["correction"] = state.opened == correcting ? ["detail": sent("correction", "detail") ?? ""] : nil
            }
            row["mayWithdraw"] =
                isArranged && participant.withdrawnOn == nil && participant.attendance == nil ? true : nil
            return row
        }
    }

    private static func minutes(_ participant: DiscussionParticipant) -> String {
        if let on = participant.minutesReceivedOn { return "received on \(on.spelledOut)" }
        if let on = participant.minutesMissingOn { return "not received, said on \(on.spelledOut)" }
        return participant.minutesSentOn.map { "sent on \($0.spelledOut)" } ?? ""
    }

    private var toRegister: [[String: Any]] {
        discussion.standingParticipants.filter { $0.attendance == nil }.map { participant in
            [
                "number": participant.number,
                "who":
                    "\(dossier.agencies[participant.agency]?.name ?? participant.agency.text): \(names.label(participant.person))",
                "choices": DiscussionAttendance.allCases.map {
                    let field = "attendance-\(participant.number)"
                    return Choice.content(field, $0.rawValue, $0.rawValue, sent("attendance", field))
                },
            ]
        }
    }

    private var hold: [String: Any] {
        let missing = discussion.missingKinds(of: dossier.policy.discussionMinimum, agencyKinds: dossier.agencyKinds)
        return [
            "missing": missing.map(\.rawValue).joined(separator: ", "), "isShort": !missing.isEmpty,
            "shortfall": sent("hold", "shortfall") ?? "",
        ]
    }

    private var enquiry: [String: Any] {
        [
            "on": sent("section-47", "on") ?? "\(discussion.section47?.on ?? discussion.heldOn ?? visit.today)",
            "leadSocialWorker": sent("section-47", "leadSocialWorker") ?? discussion.leadSocialWorker?.text ?? "",
            "choices": [("yes", "An enquiry began"), ("no", "No enquiry began")].map { value, label in
                Choice.content(
                    "section47", value, label,
                    sent("section-47", "section47") ?? discussion.section47.map { $0.isInitiated ? "yes" : "no" })
            },
        ]
    }

    // What was agreed.

    private func action(_ action: DiscussionAction) -> [String: Any] {
        var row: [String: Any] = [
            "number": action.number, "owner": names.label(action.owner), "due": action.dueOn.spelledOut,
            "area": discussion.agenda[action.area]?.title ?? action.area.text,
            "what": showsNotes ? action.what.shown : "",
        ]
        switch action.status {
        case .open:
            row["state"] = action.dueOn < visit.today ? "overdue" : "open"
            row["mayComplete"] = mayRecord
            let withdrawing = DiscussionForm.opened(.withdrawAction, action.number)
            row["toWithdraw"] = isOpen ? "\(path)?open=\(withdrawing)#\(withdrawing)" : nil
            row["withdrawing"] =
                isOpen && state.opened == withdrawing ? ["reason": sent("withdraw-action", "reason") ?? ""] : nil
        case .done(let on): row["state"] = "done on \(on.spelledOut)"
        case .withdrawn(let on, _): row["state"] = "withdrawn on \(on.spelledOut)"
        }
        return row
    }

    // What follows.

    private var owed: [[String: Any]] {
        dossier.obligations.filter { obligation in
            switch obligation.standing {
            case .withdrawn, .cancelled: false
            default: true
            }
        }.sorted { ($0.deadline.at, $0.id) < ($1.deadline.at, $1.id) }.map { obligation in
            [
                "day": obligation.deadline.workTo.spelledOut, "title": dossier.policy.title(of: obligation.id.kind),
                "detail": TimelineView.word(obligation, visit.now)
                    + (obligation.id.place.map { ", participant \($0)" } ?? ""),
                "mark": TimelineView.mark(obligation, visit.now).rawValue,
                "explanation": PagePath.explanation(of: "\(obligation.id)"),
                "isProvisional": obligation.deadline.isProvisional,
            ]
        }
    }

    private var minutes: [String: Any] {
        let (word, steps): (String, [(DiscussionForm.Part, String)]) =
            switch discussion.minutes {
            case .notBegun: ("Not begun", discussion.heldOn == nil ? [] : [(.draftMinutes, "Being written")])
            case .drafting: ("Being written", [(.submitMinutes, "Sent to the chair")])
            case .chairReview:
                ("With the chair", [(.approveMinutes, "Chair approves"), (.returnMinutes, "Chair returns them")])
            case .approved: ("Approved", [(.circulateMinutes, "Sent out")])
            case .circulated: ("Circulated", [(.finaliseMinutes, "Final")])
            case .correctionsOpen: ("Corrections are open", [(.finaliseMinutes, "Final")])
            case .final: ("Final", [])
            }
        return [
            "word": word,
            "steps": discussion.status.isSettled
                ? [] : steps.filter { visit.visitor.may($0.0.needs) }.map(step),
        ]
    }

    private func step(_ part: DiscussionForm.Part, _ label: String) -> [String: Any] {
        var step: [String: Any] = [
            "part": part.rawValue, "label": label, "asksReason": part == .returnMinutes,
            "reason": sent(part.rawValue, "reason") ?? "",
            "on": sent(part.rawValue, "on") ?? visit.today.description,
        ]
        if part == .circulateMinutes {
            let chosen = sent(part.rawValue, "to") ?? "attended"
            step["audiences"] = [
                "choices": [("attended", "Everybody who came"), ("invited", "Everybody who was asked")].map {
                    Choice.content("to", $0, $1, chosen)
                }
            ]
        }
        return step
    }

    func sent(_ part: String, _ field: String) -> String? {
        state.sent.flatMap { $0.part == part ? $0.fields[field] : nil }
    }
}
