import Conferences
import WorkingDays

/// What happened to one conference or discussion, and what follows from it.
public struct ChangeReport: Sendable {
    public enum Happening: Sendable {
        case conference(ConferenceEvent, ConferenceReference)
        case discussion(DiscussionEvent, DiscussionReference)
    }

    public struct Deadline: Sendable, Equatable {
        public let obligation: String
        /// Absent where it was not owed before.
        public let was: CalendarDate?
        public let now: CalendarDate
    }

    public struct Settled: Sendable, Equatable {
        public let obligation: String
        /// `met`, `exempt`, `outstanding` where it is owed again, or `no longer owed`.
        public let standing: String
    }

    public struct Reminder: Sendable, Equatable {
        public let key: ReminderKey
        public let leavesAt: Timestamp
        public let reason: String?
    }

    /// What an invitee's calendar is told by mail.
    public struct Letter: Sendable, Equatable {
        public enum Kind: String, Sendable { case invitation, change, cancellation }

        public let kind: Kind
        public let number: Int
        public let person: PersonReference
    }

    public let matter: Matter
    public internal(set) var happenings: [Happening] = []
    /// What whoever brought this about should know, each a sentence.
    public internal(set) var advice: [String] = []
    public internal(set) var moved: [Deadline] = []
    public internal(set) var settled: [Settled] = []
    public internal(set) var added: [Reminder] = []
    public internal(set) var stopped: [Reminder] = []
    /// What leaves for calendars, by the invitation's number.
    public internal(set) var letters: [Letter] = []

    /// Whether anything but the record of it changes.
    public var hasConsequences: Bool {
        !(moved.isEmpty && settled.isEmpty && added.isEmpty && stopped.isEmpty && letters.isEmpty)
    }
}

/// Compares matters as they stood with what they become.
final class ChangeNotes {
    private let session: any DatabaseSession
    private var before: [Matter: Snapshot] = [:]
    private var happenings: [Matter: [ChangeReport.Happening]] = [:]
    private var order: [Matter] = []

    private struct Snapshot {
        var obligations: [String: (generation: Int, dueOn: CalendarDate, standing: String)] = [:]
        var reminders: [ReminderKey: (leavesAt: Timestamp, state: String, reason: String?)] = [:]
        var entries: [String: CalendarEntry] = [:]
    }

    init(_ session: any DatabaseSession) { self.session = session }

    func before(_ matter: Matter) throws {
        guard before[matter] == nil else { return }
        before[matter] = try snapshot(matter)
        order.append(matter)
    }

    func happened(_ events: [ChangeReport.Happening], to matter: Matter) { happenings[matter, default: []] += events }

    func reports() throws -> [ChangeReport] {
        try order.map { matter in
            try compare(matter, before[matter] ?? Snapshot(), snapshot(matter))
        }
    }

    private func snapshot(_ matter: Matter) throws -> Snapshot {
        var found = Snapshot()
        for row in try session.rows(
            "SELECT id, generation, due_on, standing FROM obligation WHERE matter = $1", matter.description)
        {
            found.obligations[try row.text(0)] = (try row.integer(1), try row.date(2), try row.text(3))
        }
        for row in try session.rows(
            """
            SELECT obligation, generation, step, audience, leaves_at, state, reason FROM reminder WHERE matter = $1
            """, matter.description)
        {
            found.reminders[try ReminderKey(row)] = (
                try row.timestamp(4), try row.text(5), try row.optional(6, row.text)
            )
        }
        if case .conference(let reference) = matter {
            for entry in try CalendarEntries(session).entries(of: reference) { found.entries[entry.uid] = entry }
        }
        return found
    }

    private func letters(_ old: Snapshot, _ new: Snapshot) -> [ChangeReport.Letter] {
        new.entries.values.filter { $0 != old.entries[$0.uid] }.map { entry in
            let isNew = !entry.isChange || (old.entries[entry.uid]?.sequence ?? entry.sequence) == entry.sequence
            return ChangeReport.Letter(
                kind: entry.isCancelled ? .cancellation : isNew ? .invitation : .change, number: entry.number,
                person: entry.person)
        }.sorted { ($0.number, $0.kind.rawValue) < ($1.number, $1.kind.rawValue) }
    }

    private func compare(_ matter: Matter, _ old: Snapshot, _ new: Snapshot) -> ChangeReport {
        var report = ChangeReport(matter: matter)
        report.happenings = happenings[matter] ?? []
        report.letters = letters(old, new)
        for (id, now) in new.obligations.sorted(by: { $0.key < $1.key }) {
            let was = old.obligations[id]
            if now.standing == "outstanding", was?.dueOn != now.dueOn || was?.standing != "outstanding" {
                report.moved.append(.init(obligation: id, was: was?.dueOn, now: now.dueOn))
            }
            if let was, was.standing != now.standing {
                report.settled.append(.init(obligation: id, standing: now.standing))
            } else if was == nil, now.standing != "outstanding" {
                report.settled.append(.init(obligation: id, standing: now.standing))
            }
        }
        for id in old.obligations.keys.sorted() where new.obligations[id] == nil {
            report.settled.append(.init(obligation: id, standing: "no longer owed"))
        }
        for (key, now) in new.reminders {
            let was = old.reminders[key]
            if now.state == "pending", was?.state != "pending" || was?.leavesAt != now.leavesAt {
                report.added.append(.init(key: key, leavesAt: now.leavesAt, reason: nil))
            }
            if now.state == "stopped", let was, was.state != "stopped" {
                report.stopped.append(.init(key: key, leavesAt: now.leavesAt, reason: now.reason))
            }
        }
        report.added.sort { ($0.leavesAt, $0.key.description) < ($1.leavesAt, $1.key.description) }
        report.stopped.sort { ($0.leavesAt, $0.key.description) < ($1.leavesAt, $1.key.description) }
        return report
    }
}

extension Registrar {
    /// What happened and follows, of every matter touched in the order of touching; ask after ``finish()``.
    public func changeReports() throws -> [ChangeReport] {
        var reports = try changes?.reports() ?? []
        for index in reports.indices { reports[index].advice = try advice(on: reports[index]) }
        return reports
    }

    private func advice(on report: ChangeReport) throws -> [String] {
        let events = report.happenings.compactMap { happening -> ConferenceEvent? in
            if case .conference(let event, _) = happening { event } else { nil }
        }
        guard case .conference(let reference) = report.matter, !events.isEmpty,
            let conference = try conference(reference)
        else { return [] }
        let adviser = ConferenceAdviser(
            conference: conference, policy: try rules.policy(conference.ruleSet),
            agencies: try agencies.entries(conference.invitations.map(\.agency)), calendar: try calendar,
            inquorateBefore: try inquorateConference(before: conference))
        return try adviser.advice(after: events).map(\.description)
    }

    /// The case's conference before this one, if that was not quorate.
    private func inquorateConference(before conference: Conference) throws -> ConferenceReference? {
        let row = try session.row(
            """
            SELECT reference, quoracy FROM conference
            WHERE case_reference = $1 AND sits_on < $2 AND reference <> $3 AND quoracy IS NOT NULL
            ORDER BY sits_on DESC, sits_at DESC LIMIT 1
            """, conference.caseReference, conference.sitting.on, conference.reference)
        guard let row, try row.text(1) != "quorate" else { return nil }
        return try row.reference(0)
    }
}
