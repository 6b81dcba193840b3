import Conferences
import Persistence
import WorkingDays

/// What an administrator records for one invitee from the conference's page, and the command that it stands for.
struct InvitationForm: Sendable {
    let part: Part
    let fields: FormFields

    /// The forms of an invitee's row. What a practitioner can say behind a link is read as it is read there.
    enum Part: String, CaseIterable, Sendable {
        case reply, report, sharing, delegate, briefed
        case delegateAccepts = "delegate-accepts"
        case delegateDeclines = "delegate-declines"
        case send, name, bounced, withdraw
        case acceptReport = "accept-report"
        case returnReport = "return-report"
        case exemptReport = "exempt-report"
        case exemptSharing = "exempt-sharing"
        case circulateReport = "circulate-report"
        case attempt
        case explainAbsence = "explain-absence"
        case receipt, correction

        /// What an answer through a link calls the same. Somebody is named here by reference, there from a list.
        var answer: AnswerForm.Part? { self == .name ? nil : AnswerForm.Part(rawValue: rawValue) }
    }

    /// - Throws: ``FormProblem`` or ``AnswerProblem`` naming the field.
    func command(for invitation: Invitation, today: CalendarDate) throws -> ConferenceCommand {
        let number = invitation.number
        if let answer = part.answer {
            return try AnswerForm(part: answer, fields: AnswerFields(fields.fields)).command(
                for: number, by: invitation.person, today: today,
                hasBeenDiscussed: invitation.sharing.values.contains { $0.outcome.isDiscussed })
        }
        let on = try fields.dayUpTo("on", today)
        switch part {
        case .delegateAccepts: return .acceptDelegation(invitation: number, on: on)
        case .delegateDeclines:
            return .declineDelegation(
                invitation: number, reason: try fields.note("reason", "Say why the delegate declines."), on: on)
        case .send: return .sendInvitations([number], on: on)
        case .name:
            return .nameInvitee(
                invitation: number, try fields.reference("person", "Give the person’s reference."), on: on)
        case .bounced: return .recordBounce(invitation: number, on: on)
        case .withdraw: return .withdraw(invitation: number, on: on)
        case .explainAbsence:
            return .explainAbsence(
                invitation: number, reason: try fields.note("reason", "Say why they were absent."), on: on)
        default: return try reportCommand(number, on: on)
        }
    }

    private func reportCommand(_ number: Int, on: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        switch part {
        case .acceptReport: .acceptReport(invitation: number, on: on)
        case .returnReport:
            .returnReport(invitation: number, reason: try fields.note("reason", "Say why it goes back."), on: on)
        case .circulateReport: .circulateReport(invitation: number, to: try agencies(), on: on)
        case .attempt: try attempt(number, on: on)
        case .exemptReport: .exemptReport(invitation: number, approvedBy: try approver(), reason: try reason(), on: on)
        case .exemptSharing:
            .exemptSharing(invitation: number, approvedBy: try approver(), reason: try reason(), on: on)
        case .receipt: .recordReceipt(invitation: number, on: on)
        default:
            .requestCorrection(
                invitation: number, detail: try fields.note("detail", "Say what is to be corrected."), on: on)
        }
    }

    /// Before an agency's code in the name of the field that is ticked for it.
    static let toAgency = "to-"

    private func agencies() throws(FormProblem) -> [AgencyCode] {
        var found: [AgencyCode] = []
        for field in fields.fields.keys.sorted() where field.hasPrefix(Self.toAgency) {
            do { found.append(try Reference(String(field.dropFirst(Self.toAgency.count)))) } catch {
                throw FormProblem(field: part.rawValue, sentence: "\(error)")
            }
        }
        guard !found.isEmpty else {
            throw FormProblem(field: part.rawValue, sentence: "Tick at least one agency to which the report went.")
        }
        return found
    }

    private func attempt(_ number: Int, on: CalendarDate) throws(FormProblem) -> ConferenceCommand {
        .recordAttempt(
            invitation: number,
            with: try fields.choice("recipient", "Say whom somebody tried to reach.") {
                try? FamilyRecipient(text: $0)
            },
            method: try fields.word("method", "Say how they were tried."), by: try fields.reference("by"), on: on)
    }

    private func approver() throws(FormProblem) -> PersonReference {
        try fields.reference("approver", "Give the reference of whoever approved it.")
    }

    private func reason() throws(FormProblem) -> Note { try fields.note("reason", "Say why.") }
}
