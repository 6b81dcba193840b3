import Conferences
import WorkingDays

/// Writes what a strategy discussion now is into the read tables, with its obligations and their reminders.
struct DiscussionProjection {
    let session: any DatabaseSession
    let rules: RuleSets
    let writer: ObligationWriter

    func write(_ discussion: Discussion) throws {
        let number = discussion.ruleSet ?? 1
        let policy = try rules.policy(number)
        try Self.discussions.sync(
            [
                [
                    discussion.reference, discussion.caseReference, discussion.sitting.on, discussion.sitting.at,
                    discussion.sitting.place, discussion.chair, discussion.leadSocialWorker, discussion.status.word,
                    discussion.section47?.isInitiated, number, discussion.agendaIsComplete,
                    discussion.mandatoryAreasConsidered,
                ]
            ], of: discussion.reference, in: session)
        try Self.participants.sync(
            discussion.participants.map { participant in
                [
                    discussion.reference, participant.number, participant.agency, participant.person,
                    participant.withdrawnOn, participant.attendance?.rawValue, participant.minutesReceivedOn,
                ]
            }, of: discussion.reference, in: session)
        try writer.write(
            discussion.obligations(under: policy, calendar: writer.calendar), of: .discussion(discussion.reference),
            policy: policy, ruleSet: number)
    }

    private static let discussions = ReadTable(
        select: """
            SELECT reference, case_reference, sits_on, sits_at, place, chair, lead_social_worker, status, section_47,
                rule_set, complete, mandatory
            FROM discussion WHERE reference = $1
            """,
        upsert: """
            INSERT INTO discussion
                (reference, case_reference, sits_on, sits_at, place, chair, lead_social_worker, status, section_47,
                rule_set, complete, mandatory)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (reference) DO UPDATE SET
                sits_on = excluded.sits_on, sits_at = excluded.sits_at, place = excluded.place,
                chair = excluded.chair, lead_social_worker = excluded.lead_social_worker, status = excluded.status,
                section_47 = excluded.section_47, rule_set = excluded.rule_set, complete = excluded.complete,
                mandatory = excluded.mandatory
            """,
        delete: "DELETE FROM discussion WHERE reference = $1", keyColumns: 1)

    private static let participants = ReadTable(
        select: """
            SELECT discussion, number, agency, person, withdrawn_on, attendance, minutes_received_on
            FROM participant WHERE discussion = $1
            """,
        upsert: """
            INSERT INTO participant (discussion, number, agency, person, withdrawn_on, attendance, minutes_received_on)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (discussion, number) DO UPDATE SET
                withdrawn_on = excluded.withdrawn_on, attendance = excluded.attendance,
                minutes_received_on = excluded.minutes_received_on
            """,
        delete: "DELETE FROM participant WHERE discussion = $1 AND number = $2", keyColumns: 2)
}

extension Discussion.Status {
    var word: String {
        switch self {
        case .arranged: "arranged"
        case .held: "held"
        case .closed: "closed"
        case .cancelled: "cancelled"
        }
    }
}
