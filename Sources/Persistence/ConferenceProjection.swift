import Conferences
import WorkingDays

/// Writes what a conference now is into the read tables, with its obligations and the reminders they bring.
struct ConferenceProjection {
    let session: any DatabaseSession
    let rulebook: Rulebook
    let now: Timestamp

    func write(_ conference: Conference) throws {
        try writeConference(conference)
        for invitation in conference.invitations { try write(invitation, of: conference.reference) }
        let obligations = try conference.obligations(under: rulebook.policy, calendar: rulebook.calendar)
        for obligation in obligations { try write(obligation) }
        try ReminderSchedule(session: session, rulebook: rulebook, now: now)
            .write(obligations, of: conference)
    }

    private func writeConference(_ conference: Conference) throws {
        let status =
            switch conference.status {
            case .scheduled: "scheduled"
            case .held: "held"
            case .cancelled: "cancelled"
            }
        try session.execute(
            """
            INSERT INTO conference
                (reference, type, case_reference, sits_on, sits_at, place, chair, administrator, status)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (reference) DO UPDATE SET
                sits_on = excluded.sits_on, sits_at = excluded.sits_at, place = excluded.place,
                status = excluded.status
            """,
            conference.reference, conference.type.rawValue, conference.caseReference, conference.sitting.on,
            conference.sitting.at, conference.sitting.place, conference.chair, conference.administrator, status)
    }

    private func write(_ invitation: Invitation, of conference: ConferenceReference) throws {
        let reportOn: CalendarDate?
        let report: String
        switch invitation.report {
        case .requested: (report, reportOn) = ("requested", nil)
        case .submitted(let on, _): (report, reportOn) = ("submitted", on)
        case .exempt(let on, _, _): (report, reportOn) = ("exempt", on)
        }
        try session.execute(
            """
            INSERT INTO invitation (conference, number, agency, person, sent_on, withdrawn_on, reply, replied_on,
                report, report_on, attendance)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (conference, number) DO UPDATE SET
                sent_on = excluded.sent_on, withdrawn_on = excluded.withdrawn_on, reply = excluded.reply,
                replied_on = excluded.replied_on, report = excluded.report, report_on = excluded.report_on,
                attendance = excluded.attendance
            """,
            conference, invitation.number, invitation.agency, invitation.person, invitation.sentOn,
            invitation.withdrawnOn, invitation.response?.reply.word, invitation.response?.on, report, reportOn,
            invitation.attendance?.rawValue)
    }

    private func write(_ obligation: Obligation) throws {
        try session.execute(
            """
            INSERT INTO obligation (id, conference, invitation, kind, generation, agency, owed_by, due_on, work_to,
                due_at, provisional, standing, settled_on)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (id) DO UPDATE SET
                generation = excluded.generation, due_on = excluded.due_on, work_to = excluded.work_to,
                due_at = excluded.due_at, provisional = excluded.provisional, standing = excluded.standing,
                settled_on = excluded.settled_on
            """,
            obligation.id.description, obligation.id.invitation.conference, obligation.id.invitation.number,
            obligation.id.kind.rawValue, obligation.generation, obligation.agency, obligation.owedBy,
            obligation.deadline.on, obligation.deadline.workTo, obligation.deadline.at,
            obligation.deadline.isProvisional, obligation.standing.word, obligation.standing.settledOn)
    }
}

/// Keeps the stored reminders of a conference equal to the ladders of its obligations.
struct ReminderSchedule {
    let session: any DatabaseSession
    let rulebook: Rulebook
    let now: Timestamp

    private struct Stored {
        let key: ReminderKey
        let leavesAt: Timestamp
        let state: String
    }

    func write(_ obligations: [Obligation], of conference: Conference) throws {
        var wanted: [ReminderKey: ReminderStep] = [:]
        var open: [String: Obligation] = [:]
        for obligation in obligations where obligation.standing == .outstanding {
            open[obligation.id.description] = obligation
            for step in try ladder(
                obligation, sitting: conference.sitting, policy: rulebook.policy, calendar: rulebook.calendar)
            {
                wanted[Self.key(of: step, obligation)] = step
            }
        }
        for stored in try stored(of: conference.reference) {
            try update(
                stored, to: wanted.removeValue(forKey: stored.key), open: open[stored.key.obligation],
                why: reason(stored.key, obligations))
        }
        // What would have left before now belongs to the past: switching a rule on never mails it.
        for (key, step) in wanted where step.leavesAt >= now { try insert(key, step, conference.reference) }
    }

    private static func key(of step: ReminderStep, _ obligation: Obligation) -> ReminderKey {
        ReminderKey(
            obligation: obligation.id.description, generation: obligation.generation,
            step: step.step.description, audience: step.audience)
    }

    private func reason(_ key: ReminderKey, _ obligations: [Obligation]) -> String {
        guard let obligation = obligations.first(where: { $0.id.description == key.obligation }) else {
            return "no longer owed"
        }
        if obligation.standing != .outstanding { return obligation.standing.word }
        return obligation.generation == key.generation ? "no longer in the ladder" : "the date moved"
    }

    private func stored(of conference: ConferenceReference) throws -> [Stored] {
        try session.rows(
            """
            SELECT obligation, generation, step, audience, leaves_at, state FROM reminder
            WHERE conference = $1 AND state IN ('pending', 'planned', 'stopped')
            """, conference
        ).map { row in
            Stored(key: try ReminderKey(row), leavesAt: try row.timestamp(4), state: try row.text(5))
        }
    }

    private func update(_ stored: Stored, to step: ReminderStep?, open: Obligation?, why: String) throws {
        let isCurrent = open?.generation == stored.key.generation
        switch (stored.state, step) {
        case ("pending", let step?) where step.leavesAt != stored.leavesAt,
            ("stopped", let step?) where step.leavesAt >= now:
            try set(stored.key, state: "pending", leavesAt: step.leavesAt)
        case ("pending", nil):
            try set(stored.key, state: "stopped", leavesAt: stored.leavesAt, reason: why)
        case ("planned", nil) where !isCurrent:
            try set(stored.key, state: "stopped", leavesAt: stored.leavesAt, reason: why)
        default: break
        }
    }

    private func set(_ key: ReminderKey, state: String, leavesAt: Timestamp, reason: String? = nil) throws {
        try session.execute(
            """
            UPDATE reminder SET state = $1, leaves_at = $2, reason = $3
            WHERE obligation = $4 AND generation = $5 AND step = $6 AND audience = $7
            """, state, leavesAt, reason, key.obligation, key.generation, key.step, key.audience.rawValue)
    }

    private func insert(_ key: ReminderKey, _ step: ReminderStep, _ conference: ConferenceReference) throws {
        try session.execute(
            """
            INSERT INTO reminder (obligation, generation, step, audience, conference, leaves_at, urgent, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending')
            ON CONFLICT (obligation, generation, step, audience) DO NOTHING
            """, key.obligation, key.generation, key.step, key.audience.rawValue, conference, step.leavesAt,
            step.isUrgent)
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
