import WorkingDays

/// What happened, as the rest of a sentence that begins with who did it: *recorded apologies for invitation 3 of
/// HK-26-014 on Mon 23 Nov 2026, reason: …*
///
/// To add a case to an event, add its phrase here.
public struct EventSentence: Sendable {
    /// Whether the notes that people typed are part of it; otherwise a dot leader stands for each.
    public let showsNotes: Bool

    public init(showsNotes: Bool = false) { self.showsNotes = showsNotes }

    public func phrase(_ event: ConferenceEvent, of conference: ConferenceReference) -> String {
        switch event {
        case .scheduled(let arrangement):
            "scheduled \(conference), \(arrangement.type.title.lowercasedFirst) of case \(arrangement.caseReference), "
                + "for \(moment(arrangement.sitting))"
        case .rescheduled(let sitting, let on): "moved \(conference) to \(moment(sitting))\(day(on))"
        case .cancelled(let on, let reason): "cancelled \(conference)\(day(on))\(note("reason", reason))"
        case .invited(let number, let agency, let person, let on, _):
            "invited \(person.map { "\($0) of " } ?? "")\(agency) as \(invitation(number, conference))\(day(on))"
        case .withdrawn(let number, let on): "withdrew \(invitation(number, conference))\(day(on))"
        case .replied(let number, .apologies(let reason?), let on):
            "recorded apologies for \(invitation(number, conference))\(day(on))\(note("reason", reason))"
        case .replied(let number, let reply, let on):
            "recorded the reply “\(reply.word)” for \(invitation(number, conference))\(day(on))"
        case .delegateNamed(let number, let delegate, let on):
            "named \(delegate) as delegate for \(invitation(number, conference))\(day(on))"
        case .delegateBriefed(let number, let on):
            "confirmed the delegate for \(invitation(number, conference)) as briefed\(day(on))"
        case .reportSubmitted(let number, let covers, let on, _, _):
            "recorded the report for \(invitation(number, conference))\(day(on))"
                + (covers ? "" : ", without significant others")
        case .reportExempted(let number, let approver, let reason, let on):
            "exempted \(invitation(number, conference)) from a report, approved by \(approver)\(day(on))"
                + note("reason", reason)
        case .reportShared(let number, let recipient, let outcome, let on):
            "recorded how the report for \(invitation(number, conference)) was shared with the \(recipient): "
                + "\(phrase(outcome))\(day(on))"
        case .attendanceRecorded(let number, let attendance, _, _):
            "recorded \(invitation(number, conference)) as \(phrase(attendance))"
        default: "recorded \(event.kind) for \(conference)"
        }
    }

    public func phrase(_ event: DirectoryEvent) -> String {
        switch event {
        case .agencyRecorded(let agency):
            "recorded agency \(agency.code), “\(agency.name)”, "
                + (agency.safeguardingLead.map { "led by \($0)" } ?? "without a safeguarding lead")
        case .personRecorded(let person): "recorded \(person.reference) of \(person.agency), with name and address"
        default: "recorded \(event.kind)"
        }
    }

    /// - Parameter subject: What a read was of: the case's reference.
    public func phrase(_ event: TrailEvent, of subject: String) -> String {
        switch event {
        case .caseRead(let command, let conference):
            "read case \(subject)\(conference.map { " through \($0)" } ?? ""), by \(command)"
        case .keyErased(let subject, let reason): "erased what was sealed for \(subject), reason: \(reason)"
        case .masterKeyRotated(let id, let keys):
            "wrapped \(keys) \(keys == 1 ? "key" : "keys") anew under master key \(id)"
        }
    }

    private func phrase(_ outcome: SharingOutcome) -> String {
        switch outcome {
        case .sentOnly: "sent, not discussed"
        case .discussed(let method, _): "discussed, \(method.rawValue)"
        case .refused: "refused"
        case .unableToContact(let days):
            "no contact, attempted on \(days.map(\.brief).joined(separator: ", "))"
        case .exempt(let approver, let reason): "exempt, approved by \(approver)\(note("reason", reason))"
        }
    }

    private func phrase(_ attendance: Attendance) -> String {
        switch attendance {
        case .present: "present"
        case .part: "present in part"
        case .delegatePresent: "represented by its delegate"
        case .apologies: "absent with apologies"
        case .absent: "absent"
        }
    }

    private func invitation(_ number: Int, _ conference: ConferenceReference) -> String {
        "invitation \(number) of \(conference)"
    }

    private func day(_ on: CalendarDate) -> String { " on \(on.brief)" }

    private func moment(_ sitting: Sitting) -> String {
        "\(sitting.on.brief) at \(sitting.at.description.prefix(5)), \(sitting.place)"
    }

    private func note(_ label: String, _ note: Note) -> String { ", \(label): \(showsNotes ? note.shown : "…")" }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
