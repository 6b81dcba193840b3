import Conferences
import WorkingDays

/// Keeps the stored obligations and reminders of a conference or discussion equal to what it obliges to.
struct ObligationWriter {
    let session: any DatabaseSession
    let calendar: WorkingDayCalendar
    let now: Timestamp
    /// The people whose reminders are held.
    let holds: PersonHolds
    /// Whether whoever's deadline moved is told: the rules changed, not the conference.
    var announcesMoves = false

    func write(_ obligations: [Obligation], of matter: Matter, policy: Policy, ruleSet: Int) throws {
        let held = try holds.all().isEmpty ? obligations : obligations.map { try $0.holding(holds.hold(of: $0.owedBy)) }
        let before = try Self.table.sync(
            held.map { row($0, title: policy.title(of: $0.id.kind)) }, of: matter.description, in: session)
        let schedule = ReminderSchedule(session: session, calendar: calendar, policy: policy, now: now)
        try schedule.write(held, of: matter)
        if announcesMoves { try schedule.announce(held.filter { hasMoved($0, from: before) }, from: before) }
    }

    private func row(_ obligation: Obligation, title: String) -> [any Storable] {
        [
            obligation.id.description, obligation.id.matter.description, obligation.id.place,
            obligation.id.kind.rawValue,
            title, obligation.generation, obligation.agency, obligation.owedBy, obligation.anchoredOn,
            obligation.deadline.on,
            obligation.deadline.workTo, obligation.deadline.at, obligation.deadline.isProvisional,
            obligation.standing.word, obligation.standing.settledOn, obligation.lapses, obligation.arrangedFor,
            obligation.isMissed, obligation.hadNotice,
        ]
    }

    /// Whether the same turn of the same obligation was owed by another day before.
    private func hasMoved(_ obligation: Obligation, from before: [DatabaseValue: [DatabaseValue]]) -> Bool {
        guard obligation.standing == .outstanding, !obligation.lapses,
            let row = before[obligation.id.description.stored]
        else { return false }
        return row[5] == obligation.generation.stored && row[13] == "outstanding".stored
            && row[9] != obligation.deadline.on.stored
    }

    private static let table = ReadTable(
        select: """
            SELECT id, matter, place, kind, title, generation, agency, owed_by, anchored_on, due_on, work_to, due_at,
                provisional, standing, settled_on, lapses, arranged_for, missed, noticed
            FROM obligation WHERE matter = $1
            """,
        upsert: """
            INSERT INTO obligation
                (id, matter, place, kind, title, generation, agency, owed_by, anchored_on, due_on, work_to, due_at,
                provisional, standing, settled_on, lapses, arranged_for, missed, noticed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            ON CONFLICT (id) DO UPDATE SET
                title = excluded.title, generation = excluded.generation, agency = excluded.agency, owed_by = excluded.owed_by,
                anchored_on = excluded.anchored_on, due_on = excluded.due_on, work_to = excluded.work_to,
                due_at = excluded.due_at, provisional = excluded.provisional, standing = excluded.standing,
                settled_on = excluded.settled_on, lapses = excluded.lapses, arranged_for = excluded.arranged_for,
                missed = excluded.missed, noticed = excluded.noticed
            """,
        delete: "DELETE FROM obligation WHERE id = $1", keyColumns: 1)
}

/// Keeps the stored reminders equal to the ladders of the obligations.
struct ReminderSchedule {
    let session: any DatabaseSession
    let calendar: WorkingDayCalendar
    let policy: Policy
    let now: Timestamp

    private struct Stored {
        let key: ReminderKey
        let leavesAt: Timestamp
        let state: String
        let isAlsoByText: Bool
        /// The day that a notice of a moved deadline tells.
        let isNotice: Bool
    }

    func write(_ obligations: [Obligation], of matter: Matter) throws {
        var wanted: [ReminderKey: ReminderStep] = [:]
        var known: [String: Obligation] = [:]
        for obligation in obligations {
            let id = obligation.id.description
            known[id] = obligation
            for step in try ladder(obligation, policy: policy, calendar: calendar) {
                wanted[Self.key(of: step, id, obligation.generation)] = step
            }
        }
        for stored in try stored(of: matter) where !isTrueNotice(stored, known[stored.key.obligation]) {
            try update(stored, to: wanted.removeValue(forKey: stored.key), known[stored.key.obligation])
        }
        // What would have left before now belongs to the past: switching a rule on never mails it.
        for (key, step) in wanted where step.leavesAt >= now { try insert(key, step, matter) }
    }

    /// Tells whoever owes these that their deadlines moved, unless they have passed: nobody is written to about the past.
    ///
    /// - Parameter before: The rows of the obligations as they were.
    func announce(_ obligations: [Obligation], from before: [DatabaseValue: [DatabaseValue]]) throws {
        for obligation in obligations where obligation.arrangedFor == nil && obligation.deadline.at > now {
            guard case .text(let stood)? = before[obligation.id.description.stored]?[9] else { continue }
            // What was to be told and has not left yet is the day that its reader still knows.
            let was = try untold(obligation) ?? stood
            guard was != obligation.deadline.on.description else { continue }
            try session.execute(
                """
                INSERT INTO reminder
                    (obligation, generation, step, audience, matter, leaves_at, urgent, was_due_on, state)
                VALUES ($1, $2, $3, 'owner', $4, $5, 0, $6, 'pending')
                ON CONFLICT (obligation, generation, step, audience) DO UPDATE SET
                    leaves_at = excluded.leaves_at, was_due_on = excluded.was_due_on, state = 'pending', reason = NULL
                WHERE reminder.state = 'stopped'
                """,
                obligation.id.description, obligation.generation, Self.noticeStep(obligation),
                obligation.id.matter.description, try noticeLeaves(obligation), was)
        }
    }

    /// A changed calendar may move the deadlines of everybody: the notices are spread over the hours, all of one
    /// reader's at one moment, unless the deadline is nearer than that.
    private func noticeLeaves(_ obligation: Obligation) throws -> Timestamp {
        let hours = policy.sendingHours
        let reader = obligation.owedBy?.text ?? obligation.agency?.text ?? obligation.id.matter.description
        let spread = try hours.spreadMoment(for: reader, from: now, calendar: calendar)
        return spread < obligation.deadline.at ? spread : try hours.nextMoment(from: now, calendar: calendar)
    }

    /// The day that a notice which never left would have told from.
    private func untold(_ obligation: Obligation) throws -> String? {
        try session.row(
            """
            SELECT was_due_on FROM reminder
            WHERE obligation = $1 AND generation = $2 AND was_due_on IS NOT NULL AND state = 'stopped' AND message IS NULL
                AND leaves_at >= $3
            ORDER BY leaves_at DESC, step LIMIT 1
            """, obligation.id.description, obligation.generation, now
        )?.text(0)
    }

    private static func noticeStep(_ obligation: Obligation) -> String { "moved-to-\(obligation.deadline.on)" }

    private static func key(of step: ReminderStep, _ obligation: String, _ generation: Int) -> ReminderKey {
        ReminderKey(
            obligation: obligation, generation: generation, step: step.step.description, audience: step.audience)
    }

    /// A notice stands as long as what it says is true.
    private func isTrueNotice(_ stored: Stored, _ obligation: Obligation?) -> Bool {
        guard stored.isNotice, stored.state != "stopped", let obligation else { return false }
        return obligation.standing == .outstanding && obligation.generation == stored.key.generation
            && Self.noticeStep(obligation) == stored.key.step
    }

    private func why(_ stored: Stored, _ obligation: Obligation?) -> String {
        guard let obligation else { return "no longer owed" }
        if obligation.standing != .outstanding { return obligation.standing.word }
        if obligation.generation != stored.key.generation { return "the date moved" }
        if stored.isNotice { return "the deadline moved again" }
        if let on = obligation.arrangedFor { return "arranged for \(on)" }
        return obligation.holds.isEmpty ? "no longer in the ladder" : "held"
    }

    private func stored(of matter: Matter) throws -> [Stored] {
        try session.rows(
            """
            SELECT obligation, generation, step, audience, leaves_at, state, was_due_on IS NOT NULL, also_text
            FROM reminder
            WHERE matter = $1 AND state IN ('pending', 'planned')
            """, matter.description
        ).map { row in
            Stored(
                key: try ReminderKey(row), leavesAt: try row.timestamp(4), state: try row.text(5),
                isAlsoByText: try row.flag(7), isNotice: try row.flag(6))
        }
    }

    private func update(_ stored: Stored, to step: ReminderStep?, _ obligation: Obligation?) throws {
        let isCurrent =
            obligation?.standing == .outstanding && obligation?.generation == stored.key.generation
            && obligation?.arrangedFor == nil
        switch (stored.state, step) {
        case ("pending", let step?)
        where step.leavesAt != stored.leavesAt || step.isAlsoByText != stored.isAlsoByText:
            try set(stored.key, state: "pending", leavesAt: step.leavesAt, isAlsoByText: step.isAlsoByText)
        case ("pending", nil):
            try set(stored.key, state: "stopped", leavesAt: stored.leavesAt, reason: why(stored, obligation))
        case ("planned", nil) where !isCurrent:
            try set(stored.key, state: "stopped", leavesAt: stored.leavesAt, reason: why(stored, obligation))
        default: break
        }
    }

    private func set(
        _ key: ReminderKey, state: String, leavesAt: Timestamp, reason: String? = nil, isAlsoByText: Bool? = nil
    ) throws {
        try session.execute(
            """
            UPDATE reminder SET state = $1, leaves_at = $2, reason = $3, also_text = COALESCE($4, also_text)
            WHERE obligation = $5 AND generation = $6 AND step = $7 AND audience = $8
            """, state, leavesAt, reason, isAlsoByText, key.obligation, key.generation, key.step,
            key.audience.rawValue)
    }

    /// One that was stopped is owed again; one that left, or was overtaken, stays what it is.
    private func insert(_ key: ReminderKey, _ step: ReminderStep, _ matter: Matter) throws {
        try session.execute(
            """
            INSERT INTO reminder (obligation, generation, step, audience, matter, leaves_at, urgent, also_text, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending')
            ON CONFLICT (obligation, generation, step, audience) DO UPDATE SET
                leaves_at = excluded.leaves_at, also_text = excluded.also_text, state = 'pending', reason = NULL
            WHERE reminder.state = 'stopped'
            """, key.obligation, key.generation, key.step, key.audience.rawValue, matter.description, step.leavesAt,
            step.isUrgent, step.isAlsoByText)
    }
}

extension ReminderKey {
    /// Reads the key from the first four columns: obligation, generation, step, audience.
    init(_ row: DatabaseRow) throws {
        self.init(
            obligation: try row.text(0), generation: try row.integer(1), step: try row.text(2),
            audience: try row.word(3))
    }
}
