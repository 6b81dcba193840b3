import Conferences
import WorkingDays

/// The register as it was filled in for all at once.
struct RegisterForm: Sendable {
    let fields: FormFields

    /// - Returns: What is recorded first and what is corrected; whoever has no entry yet is left out.
    /// - Throws: ``FormProblem`` naming the field.
    func commands(for conference: Conference) throws(FormProblem) -> [ConferenceCommand] {
        var (first, corrections): ([RegisterLine], [(Int, AttendanceEntry)]) = ([], [])
        for invitation in conference.registered {
            guard let entry = try entry(invitation.number), entry != invitation.attendance else { continue }
            if invitation.attendance == nil {
                first.append(RegisterLine(invitation: invitation.number, entry))
            } else {
                corrections.append((invitation.number, entry))
            }
        }
        guard !first.isEmpty || !corrections.isEmpty else {
            throw FormProblem(field: "register", sentence: "Say of at least one invitee whether they came.")
        }
        let reason =
            corrections.isEmpty ? nil : try fields.note("reason", "Say why what was recorded is corrected.")
        return (first.isEmpty ? [] : [.recordAttendance(first)])
            + corrections.map { .correctAttendance(invitation: $0.0, $0.1, reason: reason ?? "") }
    }

    private func entry(_ number: Int) throws(FormProblem) -> AttendanceEntry? {
        let word = fields["attendance-\(number)"]
        guard !word.isEmpty else { return nil }
        guard let attendance = Attendance(rawValue: word) else {
            throw FormProblem(field: "attendance-\(number)-present", sentence: "Choose one of what is offered.")
        }
        guard attendance == .part else { return AttendanceEntry(attendance) }
        return AttendanceEntry(
            .part, joinedAt: try fields.time("joined-\(number)"), leftAt: try fields.time("left-\(number)"))
    }
}

extension Conference {
    /// Those whom the register asks about.
    var registered: [Invitation] { invitations.filter { $0.stands && !$0.isDraft && $0.capacity.attends } }
}
