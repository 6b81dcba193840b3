import Conferences
import TestValues
import WorkingDays

// The meeting, the day, and what follows.
extension RandomCommands {
    mutating func ofTheMeeting(
        _ name: CommandName, _ on: CalendarDate, _ conference: Conference?
    ) -> ConferenceCommand {
        switch name {
        case .recordNeed:
            return .recordNeed(one(of: NeedKind.allCases), for: chance(30) ? nil : recipient(), detail: note(), on: on)
        case .arrangeNeed: return .arrangeNeed(number(in: 0...max(1, conference?.needs.count ?? 1)), on: on)
        case .requestExclusion:
            return .requestExclusion(
                of: recipient(), by: person(), reason: note(), lateBecause: chance(40) ? note() : nil, on: on)
        case .decideExclusion:
            let waiting = conference?.exclusions.last { $0.decision == nil }?.number
            return .decideExclusion(waiting ?? number(in: 0...2), granted: chance(50), reason: note(), on: on)
        case .split:
            return .split(
                into: chance(70) ? [["mother"], ["father"]] : one(of: [[], [["mother"]], [["mother"], ["mother"]]]),
                reason: note(), on: on)
        case .recordAttendance: return .recordAttendance(register(conference))
        case .correctAttendance:
            return .correctAttendance(
                invitation: invitation(conference) { $0.attendance != nil }, entry(), reason: note())
        case .explainAbsence:
            return .explainAbsence(
                invitation: invitation(conference) { $0.attendance?.attendance == .absent }, reason: note(), on: on)
        case .rule: return .rule(ruling(), on: on)
        case .decide: return .decide(child: child(conference), decision(), on: on)
        case .correctDecision: return .correctDecision(child: child(conference), decision(), reason: note())
        default: return afterTheMeeting(name, on, conference)
        }
    }

    private mutating func register(_ conference: Conference?) -> [RegisterLine] {
        let open = (conference?.invitations ?? []).filter { $0.stands && !$0.isDraft && $0.attendance == nil }
        guard !chance(15), !open.isEmpty else {
            return (0..<number(in: 0...2)).map { _ in RegisterLine(invitation: invitation(conference), entry()) }
        }
        return open.filter { _ in chance(80) }.map { RegisterLine(invitation: $0.number, entry(for: $0)) }
    }

    private mutating func entry(for invitation: Invitation? = nil) -> AttendanceEntry {
        let canBeDelegated = invitation.map { $0.delegate != nil } ?? true
        let all = Attendance.allCases.filter { $0 != .delegatePresent || canBeDelegated }
        let attendance = chance(45) ? .present : one(of: all)
        guard attendance == .part || chance(2) else { return AttendanceEntry(attendance) }
        return AttendanceEntry(
            attendance, joinedAt: one(of: [nil, "10:15"]), leftAt: one(of: [nil, "10:00", "11:00"]))
    }

    private mutating func ruling() -> QuoracyRuling {
        chance(50)
            ? .adjourned(note: note())
            : .proceeded(because: one(of: InquorateReason.allCases), note: chance(50) ? note() : nil)
    }

    private mutating func child(_ conference: Conference?) -> ChildReference {
        let open = (conference?.children ?? []).filter { $0.decision == nil }.map(\.reference)
        return open.isEmpty || chance(5) ? one(of: ["ch-1", "ch-9"]) : one(of: open)
    }

    private mutating func decision() -> ChildDecision {
        ChildDecision(
            plan: chance(70) ? one(of: PlanCategory.allCases) : nil,
            dissent: chance(20) ? [.init(agency: agency(), note: note())] : [])
    }

    private mutating func afterTheMeeting(
        _ name: CommandName, _ on: CalendarDate, _ conference: Conference?
    ) -> ConferenceCommand {
        switch name {
        case .issueLetter: return .issueLetter(on: on)
        case .recordCoreGroup: return .recordCoreGroup(on: on)
        case .draftRecord: return .draftRecord(on: on)
        case .sendRecordToChair: return .sendRecordToChair(on: on)
        case .returnRecord: return .returnRecord(reason: note(), on: on)
        case .approveRecord: return .approveRecord(on: on)
        case .circulateRecord: return .circulateRecord(chance(60) ? [] : [invitation(conference)], on: on)
        case .recordReceipt: return .recordReceipt(invitation: invitation(conference), on: on)
        case .requestCorrection:
            return .requestCorrection(invitation: invitation(conference), detail: note(), on: on)
        case .finaliseRecord: return .finaliseRecord(on: on)
        default: preconditionFailure("\(name) has no arguments yet")
        }
    }
}
