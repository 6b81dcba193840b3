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

    private var discussion: Discussion { dossier.discussion }
    private var path: String { "/discussions/\(discussion.reference.inPath)" }

    private var isOpen: Bool { !discussion.status.isSettled && visit.visitor.may(.changeCases) }

    private var isArranged: Bool { discussion.status == .arranged && isOpen }

    var content: [String: Any] {
        var content: [String: Any] = [
            "reference": discussion.reference.text, "path": path, "version": dossier.version,
            "today": visit.today.description, "status": status, "isOpen": isOpen, "isArranged": isArranged,
            "when": "\(discussion.sitting.on.spelledOut) at \(discussion.sitting.at.shortText)",
            "place": discussion.sitting.place, "facts": facts, "participants": participants,
            "areas": discussion.agenda.areas.map(area), "actions": discussion.actions.map(action),
            "owed": owed, "minutes": minutes, "unaddressedCount": discussion.unaddressedAreas.count,
            "areaCount": discussion.agenda.areas.count, "agenda": "\(path)/agenda",
            "addressed": discussion.agenda.areas.count - discussion.unaddressedAreas.count,
        ]
        content["done"] = state.done
        content["refusal"] = state.problem.map { ["field": $0.field, "sentence": $0.sentence] }
        content["overtaken"] = state.overtaken.map { ["changes": $0] }
        if isOpen {
            content["own"] = OwnObligationsView(obligations: dossier.obligations, policy: dossier.policy).rows.asTable
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
        if isArranged { content["toRegister"] = toRegister.isEmpty ? nil : ["rows": toRegister] }
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
            row["awaitsMinutes"] = waits && isOpen && discussion.minutesCirculatedOn != nil ? true : nil
            let correcting = DiscussionForm.opened(.correction, participant.number)
            if isOpen, participant.minutesSentOn != nil {
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
                    Choice.content("attendance-\(participant.number)", $0.rawValue, $0.rawValue, nil)
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

    // The agenda.

    private func area(_ area: AgendaArea) -> [String: Any] {
        let flags = discussion.openFlags(of: area.name)
        let isOpened = isOpen && state.opened == area.name.text
        var row: [String: Any] = [
            "name": area.name.text, "title": area.title, "isMandatory": area.isMandatory,
            "mark": !flags.isEmpty ? "overdue" : discussion.isRecorded(area) ? "met" : "due",
            "state": !flags.isEmpty
                ? "flagged as not covered" : discussion.isRecorded(area) ? "considered" : "not considered yet",
            "flags": flags.map { ["number": $0.number, "participant": $0.participant] },
        ]
        if area.perAgency {
            let waiting = discussion.agenciesWithoutAnswer(in: area)
            row["waiting"] =
                waiting.isEmpty
                ? nil : waiting.map { dossier.agencies[$0]?.name ?? $0.text }.joined(separator: ", ")
        }
        row["notes"] = showsNotes ? notes(area) : nil
        if isOpened {
            row["form"] = form(area)
        } else if isOpen {
            row["change"] = "\(path)?open=\(area.name)#area-\(area.name)"
        }
        return row
    }

    private func notes(_ area: AgendaArea) -> [String] {
        if !area.perAgency { return discussion.areas[area.name].map { [$0.note.shown] } ?? [] }
        let answers = discussion.agencyAreas[area.name] ?? [:]
        return answers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.note.shown)" }
    }

    private func form(_ area: AgendaArea) -> [String: Any] {
        var form: [String: Any] = [
            "prompts": area.prompts, "note": sent("consider", "note") ?? "", "what": sent("consider", "what") ?? "",
            "owner": sent("consider", "owner") ?? "", "due": sent("consider", "due") ?? "",
            "outcomes": [("none", "No action is needed"), ("action", "An action is agreed")].map {
                Choice.content("outcome", $0, $1, sent("consider", "outcome"))
            },
        ]
        let standing = discussion.standingParticipants
        form["flag"] =
            standing.isEmpty
            ? nil
            : [
                "participants": standing.map {
                    [
                        "number": "\($0.number)",
                        "label": "\($0.number). \(dossier.agencies[$0.agency]?.name ?? $0.agency.text)",
                    ]
                }
            ]
        if area.perAgency {
            form["agencies"] = [
                "list": discussion.agencies.map { ["value": $0.text, "label": dossier.agencies[$0]?.name ?? $0.text] }
            ]
        }
        return form
    }

    private func action(_ action: DiscussionAction) -> [String: Any] {
        var row: [String: Any] = [
            "number": action.number, "owner": names.label(action.owner), "due": action.dueOn.spelledOut,
            "area": discussion.agenda[action.area]?.title ?? action.area.text,
            "what": showsNotes ? action.what.shown : "",
        ]
        switch action.status {
        case .open:
            row["state"] = action.dueOn < visit.today ? "overdue" : "open"
            row["isOpen"] = isOpen ? true : nil
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
            "steps": isOpen
                ? steps.map(step) : [],
        ]
    }

    private func step(_ part: DiscussionForm.Part, _ label: String) -> [String: Any] {
        var step: [String: Any] = [
            "part": part.rawValue, "label": label, "asksReason": part == .returnMinutes,
            "reason": sent(part.rawValue, "reason") ?? "",
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

    private func sent(_ part: String, _ field: String) -> String? {
        state.sent.flatMap { $0.part == part ? $0.fields[field] : nil }
    }
}

/// One line of an agenda for printing.
enum AgendaLineView {
    static func content(_ line: AgendaSheet.Line) -> [String: Any] {
        var content: [String: Any] = [
            "number": line.number, "title": line.area.title, "isMandatory": line.area.isMandatory,
            "prompts": line.area.prompts,
            "agencies": line.agencies.map { ["agency": $0.agency.text, "state": word($0.mark)] },
        ]
        content["state"] = line.mark.map(word)
        content["isAddressed"] = line.mark.map { if case .addressed = $0 { true } else { false } } ?? false
        return content
    }

    private static func word(_ mark: AgendaSheet.Mark) -> String {
        switch mark {
        case .notYet: "not yet"
        case .addressed(let on): "addressed on \(on.spelledOut)"
        case .flagged(let participants):
            "flagged as not covered by participant \(participants.map { "\($0)" }.joined(separator: ", "))"
        }
    }
}
