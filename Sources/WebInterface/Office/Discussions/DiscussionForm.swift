import Conferences
import WorkingDays

/// What is recorded of a strategy discussion from its page, and the command that it stands for.
struct DiscussionForm: Sendable {
    let part: Part
    let fields: FormFields

    /// The forms of the page, each with an address of its own.
    enum Part: String, CaseIterable, Sendable {
        case add, withdraw, attendance, hold, consider, flag, answer
        case completeAction = "complete-action"
        case withdrawAction = "withdraw-action"
        case section47 = "section-47"
        case draftMinutes = "draft-minutes"
        case submitMinutes = "submit-minutes"
        case returnMinutes = "return-minutes"
        case approveMinutes = "approve-minutes"
        case circulateMinutes = "circulate-minutes"
        case received, missing
        case finaliseMinutes = "finalise-minutes"
        case tick, close, cancel, move, silence, release, correction
        case assignChair = "assign-chair"

        /// Who may send it: some things are the chair's.
        var needs: Permission {
            switch self {
            case .answer, .approveMinutes, .returnMinutes: .chairCases
            default: .changeCases
            }
        }

        /// What is said once it is done.
        var confirmation: String {
            switch self {
            case .add: "The participant is added."
            case .withdraw: "The participant is withdrawn."
            case .attendance: "It is recorded who came."
            case .hold: "The discussion is recorded as held."
            case .consider: "The area is recorded."
            case .flag: "The chair is prompted about the area."
            case .answer: "The answer is recorded."
            case .completeAction, .withdrawAction: "The action is settled."
            case .silence: "The reminders are held back."
            case .release: "The reminders go on."
            case .correction: "The correction is recorded."
            case .section47: "The decision on a section 47 enquiry is recorded."
            case .tick: "It is recorded that it is done."
            case .close: "The discussion is closed."
            case .cancel: "The discussion is cancelled."
            case .move: "The discussion has moved."
            case .assignChair: "The chair has passed on."
            case .draftMinutes, .submitMinutes, .returnMinutes, .approveMinutes, .circulateMinutes, .received, .missing,
                .finaliseMinutes:
                "How far the minutes are is recorded."
            }
        }
    }

    /// Where on the page it is recorded.
    var place: String {
        switch part {
        case .add, .withdraw, .received, .missing, .correction: "participants"
        case .flag, .answer: "consider"
        case .withdrawAction: "complete-action"
        case .release: "silence"
        default: part.rawValue
        }
    }

    /// The problem with the id of the field on the page.
    func onPage(_ problem: FormProblem) -> FormProblem {
        part == .answer && problem.field == "answer"
            ? FormProblem("answer-\(fields["flag"])", problem.sentence) : problem.inForm(part.rawValue)
    }

    /// What of the page is open while the form is filled in: of several of a kind, one alone.
    var opened: String {
        switch part {
        case .withdrawAction: Self.opened(part, fields["action"])
        case .correction: Self.opened(part, fields["participant"])
        case .consider, .flag: fields["area"]
        default: part.rawValue
        }
    }

    /// - Parameter number: Which of several.
    static func opened(_ part: Part, _ number: some CustomStringConvertible) -> String { "\(part.rawValue)-\(number)" }

    /// - Throws: ``FormProblem`` naming the field.
    func command(for discussion: Discussion, today: CalendarDate) throws(FormProblem) -> DiscussionCommand {
        let on = try fields.dayUpTo("on", today)
        switch part {
        case .add:
            return .addParticipant(
                agency: try fields.reference("agency", "Say which agency takes part."),
                person: try fields.reference("person"), on: on)
        case .withdraw: return .withdrawParticipant(try participant(), on: on)
        case .attendance: return .recordAttendance(try attendance(discussion))
        // It is held on the day for which it is set: held on another, it moves there first.
        case .hold: return .hold(on: discussion.sitting.on, withoutMinimum: try fields.note("shortfall"))
        case .section47:
            return .recordSection47(
                isInitiated: try fields.choice("section47", "Say whether an enquiry began.") {
                    ["yes": true, "no": false][$0]
                }, leadSocialWorker: try fields.reference("leadSocialWorker"), on: on)
        case .tick:
            return .tick(try fields.choice("name", "Say what is done.") { try? ObligationName($0) }, on: on)
        case .close: return .close(on: on, unaddressed: try fields.note("unaddressed"))
        case .cancel: return .cancel(on: on, reason: try fields.note("reason", "Say why it is cancelled."))
        case .move: return .move(try SchedulingForm(fields: fields, today: today).sitting(), on: today)
        case .assignChair:
            return .assignChair(try fields.reference("person", "Give the person’s reference."), on: on)
        case .silence:
            return .holdReminders(
                nil, until: try fields.day("until", "Say until when."),
                reason: try fields.note("reason", "Say why reminders are held back."))
        case .release: return .releaseReminders(nil)
        case .consider, .flag, .answer, .completeAction, .withdrawAction: return try area(on)
        default: return .minutes(try minutes(on))
        }
    }

    private func participant() throws(FormProblem) -> Int {
        try fields.choice("participant", "Say which participant.") { Int($0) }
    }

    private func number(_ field: String) throws(FormProblem) -> Int {
        try fields.choice(field, "Say which one.") { Int($0) }
    }

    private func attendance(_ discussion: Discussion) throws(FormProblem) -> [Int: DiscussionAttendance] {
        var found: [Int: DiscussionAttendance] = [:]
        for participant in discussion.standingParticipants where participant.attendance == nil {
            found[participant.number] = DiscussionAttendance(rawValue: fields["attendance-\(participant.number)"])
        }
        guard !found.isEmpty else {
            throw FormProblem(field: "attendance", sentence: "Say of at least one participant whether they came.")
        }
        return found
    }

    private func area(_ on: CalendarDate) throws(FormProblem) -> DiscussionCommand {
        switch part {
        case .consider:
            .considerArea(
                try areaName(), agency: try fields.reference("agency"),
                note: try fields.note("note", "Write down what was said."), try outcome(), on: on)
        case .flag: .flagArea(try areaName(), participant: try participant(), on: on)
        case .answer: .answerFlag(try number("flag"), answer: try fields.note("answer", "Give the answer."), on: on)
        case .completeAction: .completeAction(try number("action"), on: on)
        default:
            .withdrawAction(
                try number("action"), reason: try fields.note("reason", "Say why it will not be done."), on: on)
        }
    }

    private func areaName() throws(FormProblem) -> AgendaAreaName {
        try fields.choice("area", "Say which area.") { try? AgendaAreaName($0) }
    }

    /// An action with its owner and day, or that none is needed.
    private func outcome() throws(FormProblem) -> AreaOutcome {
        guard fields["outcome"] != "none" else { return .noActionNeeded }
        guard fields["outcome"] == "action" else {
            throw FormProblem(field: "outcome-none", sentence: "Say whether an action follows, or that none is needed.")
        }
        return .actions(agreed: [
            AgreedAction(
                what: try fields.note("what", "Say what is to be done."),
                owner: try fields.reference("owner", "Give the reference of whoever does it."),
                dueOn: try fields.day("due", "Say by when."))
        ])
    }

    private func minutes(_ on: CalendarDate) throws(FormProblem) -> MinutesCommand {
        switch part {
        case .draftMinutes: .draft(on: on)
        case .submitMinutes: .submit(on: on)
        case .returnMinutes: .sendBack(on: on, reason: try fields.note("reason", "Say why they go back."))
        case .approveMinutes: .approve(on: on)
        case .circulateMinutes: .circulate(fields["to"] == "invited" ? .invited : .attended, on: on)
        case .received: .recordReceived(participant: try participant(), on: on)
        case .missing: .reportMissing(participant: try participant(), on: on)
        case .correction:
            .requestCorrection(
                participant: try participant(), try fields.note("detail", "Say what is to be corrected."), on: on)
        default: .finalise(on: on)
        }
    }
}
