import Conferences
import Persistence
import WorkingDays

/// What a row of invitations says has happened, as the commands that bring the conference there.
struct InvitationFacts {
    let row: ImportRow
    let conference: ConferenceReference
    let number: Int
    private(set) var staleReplies = 0

    init(row: ImportRow, conference: ConferenceReference, number: Int) {
        self.row = row
        self.conference = conference
        self.number = number
    }

    mutating func commands(registrar: Registrar) throws -> [ConferenceCommand] {
        guard let state = try registrar.conference(conference), let invitation = state.invitation(number) else {
            return []
        }
        return try replies(invitation, hasMoved: state.moves > 0) + report(invitation) + sharing(invitation)
    }

    /// The register's entry. It marks the conference as held, after which nobody else can be invited.
    func attendance(registrar: Registrar) throws -> ConferenceCommand? {
        let known = try registrar.conference(conference)?.invitation(number)?.attendance
        guard let attendance: Attendance = try row.optional("attendance", { try RowImport.word($0, "attendance") }),
            attendance != known?.attendance
        else { return nil }
        return known == nil
            ? .recordAttendance([RegisterLine(invitation: number, attendance)])
            : .correctAttendance(
                invitation: number, AttendanceEntry(attendance), reason: "Another attendance was imported")
    }

    private mutating func replies(_ invitation: Invitation, hasMoved: Bool) throws -> [ConferenceCommand] {
        guard let word = row.text("reply") else { return [] }
        let reply: Reply =
            switch word {
            case "accepted": .accepted
            case "tentative": .tentative
            case "apologies": .apologies(reason: try row.required("reason", RowImport.note))
            default:
                throw row.problem(
                    "reply",
                    "\(UnknownWord(word: word, kind: "reply", accepted: ["accepted", "tentative", "apologies"]))")
            }
        let on = try row.required("reply_on") { try CalendarDate(iso: $0) }
        if hasMoved, let sentOn = invitation.sentOn, on < sentOn {
            staleReplies += 1
            return []
        }
        let isNew = invitation.response.map { $0.reply != reply || $0.on != on } ?? true
        return try (isNew ? [.reply(invitation: number, reply, on: on)] : [])
            + delegate(isNew ? nil : invitation.delegate)
    }

    private func delegate(_ known: Invitation.Delegate?) throws -> [ConferenceCommand] {
        guard let person: PersonReference = try row.optional("delegate", { try Reference($0) }) else { return [] }
        let namedOn = try row.required("delegate_on") { try CalendarDate(iso: $0) }
        var commands: [ConferenceCommand] = []
        let isNamed = known?.person == person
        if !isNamed { commands.append(.nameDelegate(invitation: number, person, on: namedOn)) }
        if let briefedOn = try row.optional("briefed_on", { try CalendarDate(iso: $0) }),
            !isNamed || known?.briefedOn == nil
        {
            commands.append(.confirmDelegateBriefed(invitation: number, on: briefedOn))
        }
        return commands
    }

    private func report(_ invitation: Invitation) throws -> [ConferenceCommand] {
        guard case .requested = invitation.report.stage else { return [] }
        if let on = try row.optional("report_on", { try CalendarDate(iso: $0) }) {
            let covers = try row.required("covers_significant_others") { try Self.yesOrNo($0) }
            return [.submitReport(invitation: number, coversSignificantOthers: covers, on: on)]
        }
        guard let on = try row.optional("exempt_on", { try CalendarDate(iso: $0) }) else { return [] }
        return [
            .exemptReport(
                invitation: number, approvedBy: try row.required("exempt_by") { try Reference($0) },
                reason: try row.required("exempt_reason", RowImport.note), on: on)
        ]
    }

    /// Reads `mother=face-to-face@2026-12-21;father=refused@2026-12-22`.
    private func sharing(_ invitation: Invitation) throws -> [ConferenceCommand] {
        let entries = try row.optional("sharing") { try $0.split(separator: ";").map(Self.sharing) } ?? []
        return entries.compactMap { recipient, outcome, on in
            let known = invitation.sharing[recipient]
            guard known?.outcome != outcome || known?.on != on else { return nil }
            return .recordSharing(invitation: number, with: recipient, outcome, on: on)
        }
    }

    private static func sharing(
        _ text: Substring
    ) throws -> (FamilyRecipient, SharingOutcome, CalendarDate) {
        let parts = text.split(whereSeparator: { $0 == "=" || $0 == "@" }).map { RowImport.trimmed($0) }
        guard parts.count == 3, text.contains("="), text.contains("@") else {
            throw UnknownWord(
                word: String(text), kind: "record of sharing", accepted: ["\"mother=face-to-face@2026-12-21\""],
                note: "several are joined by \";\"")
        }
        let on = try CalendarDate(iso: parts[2])
        let outcome: SharingOutcome =
            switch parts[1] {
            case "sent-only": .sentOnly
            case "refused": .refused
            case "unable-to-contact": .unableToContact(attemptedOn: [on])
            default:
                if let method = DiscussionMethod(rawValue: parts[1]) {
                    .discussed(method: method)
                } else {
                    throw UnknownWord(
                        word: parts[1], kind: "way of sharing",
                        accepted: DiscussionMethod.allCases.map(\.rawValue)
                            + ["sent-only", "refused", "unable-to-contact"])
                }
            }
        return (try FamilyRecipient(text: parts[0]), outcome, on)
    }

    private static func yesOrNo(_ text: String) throws -> Bool {
        switch text {
        case "yes": true
        case "no": false
        default: throw UnknownWord(word: text, kind: "answer", accepted: ["yes", "no"])
        }
    }
}
