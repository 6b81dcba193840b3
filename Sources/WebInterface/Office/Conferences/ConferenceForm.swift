import Conferences
import WorkingDays

/// What is recorded for a conference as a whole from its page, and the command that it stands for.
struct ConferenceForm: Sendable {
    let part: Part
    let fields: FormFields

    /// The forms of the page, each with an address of its own.
    enum Part: String, CaseIterable, Sendable {
        case invite, send, need, assign
        case arrangeNeed = "arrange-need"
        case exclusion
        case decideExclusion = "decide-exclusion"
        case split, child, rule, decide
        case correctDecision = "correct-decision"
        case letter
        case coreGroup = "core-group"
        case draftRecord = "draft-record"
        case recordToChair = "record-to-chair"
        case returnRecord = "return-record"
        case approveRecord = "approve-record"
        case circulateRecord = "circulate-record"
        case finaliseRecord = "finalise-record"
        case tick, hold, release, close, cancel, drop

        /// Who may send it: some things are the chair's.
        var needs: Permission {
            switch self {
            case .rule, .decide, .correctDecision, .decideExclusion, .returnRecord, .approveRecord: .chairCases
            default: .changeCases
            }
        }

        /// Where on the page it is recorded.
        var place: String {
            switch self {
            case .release: Self.hold.rawValue
            case .arrangeNeed: Self.need.rawValue
            case .decideExclusion: Self.need.rawValue
            case .correctDecision: Self.decide.rawValue
            default: rawValue
            }
        }

        /// What is said once it is done.
        var confirmation: String {
            switch self {
            case .invite: "The invitation is listed."
            case .send: "It is recorded that the invitations went out."
            case .need: "The need is recorded. It stands on the day’s page until it is arranged."
            case .arrangeNeed: "The need is arranged."
            case .exclusion: "The request waits for the chair."
            case .decideExclusion: "The chair’s decision is recorded."
            case .split: "It is recorded that the conference is held in parts."
            case .child: "The child is added."
            case .assign: "The role has passed on."
            case .rule: "The chair’s ruling is recorded."
            case .decide: "The decision is recorded."
            case .correctDecision: "The decision is corrected. The trail shows both."
            case .letter: "The decision letter is recorded as issued."
            case .coreGroup: "The core group is recorded."
            case .draftRecord, .recordToChair, .returnRecord, .approveRecord, .circulateRecord, .finaliseRecord:
                "The record has moved on."
            case .tick: "It is recorded that it is done."
            case .hold: "The reminders are held back."
            case .release: "The reminders go on."
            case .close: "The conference is closed."
            case .cancel: "The conference is cancelled. Everybody invited is told."
            case .drop: "The request is dropped."
            }
        }
    }

    /// The problem with the id of the field on the page: what is asked of several children or requests has theirs before it.
    func onPage(_ problem: FormProblem) -> FormProblem {
        switch part {
        case .decide where problem.field == "plan", .correctDecision where problem.field == "plan":
            FormProblem("\(fields["child"])-plan-none", problem.sentence)
        case .decide where problem.field != "child", .correctDecision where problem.field != "child":
            FormProblem("\(fields["child"])-\(problem.field)", problem.sentence)
        case .decideExclusion: FormProblem("\(part.rawValue)-\(fields["request"])-\(problem.field)", problem.sentence)
        default: problem.inForm(part.rawValue)
        }
    }

    /// - Throws: ``FormProblem`` naming the field.
    func command(today: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        let on = try fields.dayUpTo("on", today)
        switch part {
        case .invite: return try invite(on)
        case .send: return .sendInvitations([], on: on)
        case .need: return try need(on)
        case .arrangeNeed: return .arrangeNeed(try number("need"), on: on)
        case .exclusion: return try exclusion(on)
        case .split: return try split(on)
        case .child: return .addChild(try fields.reference("child", "Give the child’s reference."), on: on)
        case .assign:
            return .assign(
                try fields.word("role", "Say which role."),
                try fields.reference("person", "Give the person’s reference."), on: on)
        case .tick: return try tick(on)
        case .hold:
            return .holdReminders(
                nil, until: try fields.day("until", "Say until when."),
                reason: try fields.note("reason", "Say why reminders are held back."))
        case .release: return .releaseReminders(nil)
        case .close: return .close(on: on)
        case .cancel: return .cancel(on: on, reason: try fields.note("reason", "Say why it is cancelled."))
        case .drop: return .cancel(on: on, reason: try fields.note("reason", "Say why no conference is held."))
        default: return try meeting(on)
        }
    }

    private func meeting(_ on: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        switch part {
        case .decideExclusion:
            .decideExclusion(
                try number("request"), granted: try yes("granted", "Say what the chair decided."),
                reason: try fields.note("reason", "Give the chair’s reason."), on: on)
        case .rule: .rule(try ruling(), on: on)
        case .decide:
            .decide(
                child: try fields.reference("child", "Say which child."),
                ChildDecision(plan: try plan(), dissent: try dissent()), on: on)
        case .correctDecision:
            .correctDecision(
                child: try fields.reference("child", "Say which child."),
                ChildDecision(plan: try plan(), dissent: try dissent()),
                reason: try fields.note("reason", "Say why it is corrected."))
        case .letter: .issueLetter(on: on)
        case .coreGroup: .recordCoreGroup(on: on)
        case .draftRecord: .draftRecord(on: on)
        case .recordToChair: .sendRecordToChair(on: on)
        case .returnRecord: .returnRecord(reason: try fields.note("reason", "Say why it goes back."), on: on)
        case .approveRecord: .approveRecord(on: on)
        case .circulateRecord: .circulateRecord([], on: on)
        default: .finaliseRecord(on: on)
        }
    }

    /// One of the partnership's own obligations is done.
    private func tick(_ on: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        let name = try fields.choice("name", "Say what is done.") { try? ObligationName($0) }
        return .tick(name, invitation: fields["place"].isEmpty ? nil : try number("place"), on: on)
    }

    private func number(_ field: String) throws(FormProblem) -> Int {
        try fields.choice(field, "Say which one.") { Int($0) }
    }

    private func yes(_ field: String, _ missing: String) throws(FormProblem) -> Bool {
        try fields.choice(field, missing) { ["yes": true, "no": false][$0] }
    }

    private func invite(_ on: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        let agency: AgencyCode = try fields.reference("agency", "Say which agency is invited.")
        let person: PersonReference? = try fields.reference("person")
        let capacity: Invitation.Capacity = try fields.word("capacity", "Say how the invitee counts.")
        return fields["sent"] == "yes"
            ? .invite(agency: agency, person: person, on: on, capacity: capacity)
            : .listInvitee(agency: agency, person: person, capacity: capacity, on: on)
    }

    private func recipient(_ field: String) throws(FormProblem) -> FamilyRecipient {
        try fields.choice(field, "Say who in the family it is about.") { try? FamilyRecipient(text: $0) }
    }

    private func need(_ on: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        .recordNeed(
            try fields.word("kind", "Say what is needed."),
            for: fields["for"] == "professional" ? nil : try recipient("for"),
            detail: try fields.note("detail", "Say what is to be arranged, such as the language."), on: on)
    }

    private func exclusion(_ on: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        .requestExclusion(
            of: try recipient("of"), by: try fields.reference("by", "Give the reference of whoever asks."),
            reason: try fields.note("reason", "Give the reason."), lateBecause: try fields.note("late"), on: on)
    }

    /// Everybody in the family by the number of the part in which they take part.
    private func split(_ on: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        var parts: [Int: [FamilyRecipient]] = [:]
        for field in fields.fields.keys.sorted() where field.hasPrefix(Self.partOf) {
            guard let recipient = try? FamilyRecipient(text: String(field.dropFirst(Self.partOf.count))) else {
                throw FormProblem(field: "split", sentence: "\(field) is nobody with whom reports are shared.")
            }
            parts[try number(field), default: []].append(recipient)
        }
        return .split(
            into: parts.sorted { $0.key < $1.key }.map(\.value),
            reason: try fields.note("reason", "Say why they must not meet."), on: on)
    }

    /// Before the recipient in the name of the field that says in which part they take part.
    static let partOf = "part-"

    private func ruling() throws(FormProblem) -> QuoracyRuling {
        guard fields["ruling"] != "adjourned" else {
            return .adjourned(note: try fields.note("note", "Give the chair’s reason."))
        }
        return .proceeded(
            because: try fields.word("ruling", "Say how the chair rules."), note: try fields.note("note"))
    }

    private func plan() throws(FormProblem) -> PlanCategory? {
        fields["plan"] == "none" ? nil : try fields.word("plan", "Say what was decided.")
    }

    private func dissent() throws(FormProblem) -> [ChildDecision.Dissent] {
        guard let agency: AgencyCode = try fields.reference("dissenter") else {
            guard fields["dissent"].isEmpty else {
                throw FormProblem(field: "dissenter", sentence: "Say which agency dissented.")
            }
            return []
        }
        return [.init(agency: agency, note: try fields.note("dissent", "Write down the dissent."))]
    }
}
