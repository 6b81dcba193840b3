import Conferences
import Persistence
import WorkingDays

/// A conference's page as its template sees it.
struct ConferenceView {
    let facts: ConferenceFacts
    let visit: Visit
    let state: State
    /// Whether what people typed is shown, and the categories of plans.
    let showsNotes: Bool
    /// To whom a role could pass, where that is asked.
    /// Who is offered where somebody is to be named: social care's where a role is passed on, an invitee's colleagues.
    var people: [(reference: PersonReference, name: String)] = []
    /// Of which agencies somebody may be invited; absent for whoever invites nobody.
    var agencies: AgencyChoice?

    /// What has just been done on the page, or is being done.
    struct State: Sendable {
        /// Whose forms are open: an invitee's number, or the name of a part.
        var opened: String?
        /// What was recorded just now.
        var done: String?
        /// What was sent and could not be taken.
        var sent: (part: String, fields: [String: String])?
        var problem: FormProblem?
        /// What somebody else recorded while the form was being filled in.
        var overtaken: [String]?
    }

    var dossier: ConferenceDossier { facts.dossier }
    var path: String { "/conferences/\(dossier.reference.inPath)" }
    var mayChange: Bool { visit.visitor.may(.changeCases) }
    var mayChair: Bool { visit.visitor.may(.chairCases) }

    var content: [String: Any] {
        var content: [String: Any] = [
            "reference": dossier.reference.text, "path": path, "version": dossier.version,
            "today": visit.today.description, "tomorrow": visit.today.adding(days: 1).description,
            "done": state.done as Any?, "trail": facts.trail.map(\.line),
        ].compactMapValues { $0 }
        if facts.hasEarlier { content["wholeTrail"] = "\(path)?trail=whole#trail" }
        if let problem = state.problem {
            content["refusal"] = ["field": problem.field, "sentence": problem.sentence]
        }
        if let overtaken = state.overtaken { content["overtaken"] = ["changes": overtaken] }
        switch dossier.state {
        case .requested(let request): content["request"] = requested(request, droppedOn: nil)
        case .requestDropped(let request, let on): content["request"] = requested(request, droppedOn: on)
        case .arranged(let conference): content["arranged"] = arranged(conference)
        }
        return content
    }

    private func requested(_ request: ConferenceRequest, droppedOn: CalendarDate?) -> [String: Any] {
        var content: [String: Any] = [
            "type": request.type.title, "case": request.caseReference.text, "by": name(request.requestedBy),
            "on": request.on.spelledOut,
        ]
        content["droppedOn"] = droppedOn?.spelledOut
        if droppedOn == nil, mayChange {
            content["open"] = [
                "schedule": "/conferences/new?reference=\(dossier.reference.inPath)",
                "drop": reasoned("drop"),
            ]
        }
        return content
    }

    private func arranged(_ conference: Conference) -> [String: Any] {
        var content: [String: Any] = [
            "type": conference.type.title, "status": Self.status(conference),
            "when": "\(conference.sitting.on.spelledOut) at \(conference.sitting.at.shortText)",
            "place": conference.sitting.place, "facts": roles(conference),
            "quoracy": conference.status.isCancelled
                ? false as Any : QuoracyView(conference: conference, dossier: dossier, names: facts.names).content,
            "timeline": TimelineView(conference: conference, dossier: dossier, now: visit.now).rows,
            "own": mayChange
                ? OwnObligationsView(
                    obligations: dossier.obligations, policy: dossier.policy, today: visit.today,
                    sent: state.sent.flatMap { $0.part == "tick" ? $0.fields : nil }
                ).rows.asTable : [],
            "invitees": InviteesView(page: self, conference: conference).content,
            "meeting": MeetingView(page: self, conference: conference).content,
            "messages": MessagesView(
                dossier: dossier, invitees: conference.invitations.labels(facts.names), now: visit.now,
                mayRead: visit.visitor.may(.readMessages)
            ).content,
            "actions": actions(conference),
        ]
        content["videoLink"] = conference.sitting.videoLink
        content["record"] =
            conference.status.isPastMeeting
            ? RecordView(page: self, conference: conference).content : nil
        content["notes"] = notes(conference)
        if mayChange, !conference.status.isSettled {
            content["toAssign"] = "\(path)?open=assign#assign"
            content["assign"] = state.opened == "assign" ? assigning : nil
        }
        return content
    }

    static func status(_ conference: Conference) -> String {
        switch conference.status {
        case .scheduled:
            conference.moves == 0
                ? "Scheduled" : "Moved \(conference.moves == 1 ? "once" : "\(conference.moves) times")"
        case .held: "Held"
        case .adjourned(let on): "Adjourned on \(on.spelledOut), not quorate"
        case .cancelled(let on, _): "Cancelled on \(on.spelledOut)"
        case .decided: "Decided"
        case .recordIssued: "Record issued"
        case .closed(let on): "Closed on \(on.spelledOut)"
        }
    }

    private func roles(_ conference: Conference) -> [[String: Any]] {
        var rows: [(String, String)] = [
            ("Case", conference.caseReference.text), ("Chair", name(conference.chair)),
            ("Administrator", name(conference.administrator)),
            ("Lead social worker", conference.leadSocialWorker.map(name) ?? "nobody named yet"),
            ("Reports shared with", conference.familyRecipients.map(\.label).joined(separator: ", ")),
        ]
        if let discussion = conference.discussion { rows.insert(("After discussion", discussion.text), at: 1) }
        return rows.map { ["label": $0.0, "value": $0.1] }
    }

    private var assigning: [String: Any] {
        let labels: [(ConferenceRole, String)] = [
            (.chair, "The chair"), (.administrator, "The administrator"), (.leadSocialWorker, "The lead social worker"),
        ]
        var content = PersonChoice(typed: sent("assign", "person"), people: people).content
        content["roles"] = labels.map { Choice.content("role", $0.0.rawValue, $0.1, sent("assign", "role")) }
        return content
    }

    /// The name with its reference, or the reference where nobody has a name.
    func name(_ person: PersonReference) -> String { facts.names.label(person) }

    private func actions(_ conference: Conference) -> [String: Any] {
        guard mayChange || mayChair else { return [:] }
        var actions: [String: Any] = [:]
        switch conference.status {
        case .scheduled, .adjourned:
            if mayChange {
                actions["move"] = "\(path)/move"
                actions["cancel"] = reasoned("cancel")
            }
            if conference.sitting.on <= visit.today { actions["register"] = "\(path)/register" }
        case .held, .decided, .recordIssued: actions["register"] = "\(path)/register"
        case .cancelled, .closed: break
        }
        actions["hold"] = mayChange && conference.status == .scheduled ? hold(conference) : nil
        return actions
    }

    private func hold(_ conference: Conference) -> [String: Any] {
        let held = conference.holds.first { $0.obligation == nil && $0.hold.until > visit.today }
        var content = reasoned("hold")
        content["held"] = held.map { ["until": $0.hold.until.spelledOut] }
        content["until"] = sent("hold", "until") ?? ""
        return content
    }

    /// A form that asks why.
    private func reasoned(_ part: String) -> [String: Any] {
        ["isOpened": state.opened == part, "reason": sent(part, "reason") ?? ""]
    }

    private func notes(_ conference: Conference) -> [String: Any] {
        guard showsNotes else { return ["show": "\(path)?notes=1#notes"] }
        let lines = ConferenceNotes(conference).lines
        return ["lines": lines, "isEmpty": lines.isEmpty, "areShown": true]
    }

    /// What stood in a field of a part when it was sent and refused.
    func sent(_ part: String, _ field: String) -> String? {
        state.sent.flatMap { $0.part == part ? $0.fields[field] : nil }
    }
}
