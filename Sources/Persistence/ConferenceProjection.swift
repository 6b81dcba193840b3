import Conferences
import WorkingDays

/// Writes what a conference now is into the read tables, with its obligations and the reminders they bring.
struct ConferenceProjection {
    let session: any DatabaseSession
    let rules: RuleSets
    let agencies: AgencyRegister
    let writer: ObligationWriter

    func write(_ state: ConferenceState, reference: ConferenceReference) throws {
        switch state {
        case .requested(let request): try write(request, reference, status: "requested")
        case .requestDropped(let request, _): try write(request, reference, status: "dropped")
        case .arranged(let conference): try write(conference)
        }
    }

    private func write(_ request: ConferenceRequest, _ reference: ConferenceReference, status: String) throws {
        let nothing: String? = nil
        try Self.conferences.sync(
            [
                [
                    reference, request.type.rawValue, request.caseReference, nothing, nothing, nothing, nothing,
                    nothing,
                    request.requestedBy, request.discussion, status, nothing, nothing, nothing, nothing,
                ]
            ], of: reference, in: session)
    }

    private func write(_ conference: Conference) throws {
        let policy = try rules.policy(conference.ruleSet)
        try Self.conferences.sync(
            [
                [
                    conference.reference, conference.type.rawValue, conference.caseReference, conference.sitting.on,
                    conference.sitting.at, conference.sitting.place, conference.chair, conference.administrator,
                    conference.leadSocialWorker, conference.discussion, conference.status.word, conference.ruleSet,
                    try quoracy(of: conference, policy), conference.record.stored?.since,
                    conference.record.stored?.stage,
                ]
            ], of: conference.reference, in: session)
        try Self.invitations.sync(
            conference.invitations.map { row($0, of: conference) }, of: conference.reference, in: session)
        try Self.needs.sync(
            conference.needs.map {
                [conference.reference, $0.number, $0.kind.rawValue, $0.recipient?.description, $0.arrangedOn]
            }, of: conference.reference, in: session)
        try Self.sharing.sync(
            conference.invitations.flatMap { sharing(of: $0, conference) }, of: conference.reference, in: session)
        try Self.adjournments.sync(
            conference.adjournments.enumerated().map { [conference.reference, $0.offset + 1, $0.element.on] },
            of: conference.reference, in: session)
        try writer.write(
            conference.obligations(under: policy, calendar: writer.calendar), of: .conference(conference.reference),
            policy: policy, ruleSet: conference.ruleSet)
    }

    private func quoracy(of conference: Conference, _ policy: Policy) throws -> String? {
        if case .adjourned? = conference.ruling { return "inquorate-adjourned" }
        guard conference.status.isPastMeeting else { return nil }
        // The register counts: corrected, it may say that a conference was quorate on which the chair had to rule.
        let known = try agencies.entries(conference.invitations.map(\.agency))
        if conference.quoracyOnTheDay(policy.quoracy, agencies: known).isQuorate { return "quorate" }
        if case .proceeded? = conference.ruling { return "inquorate-proceeded" }
        return "inquorate"
    }

    private func row(_ invitation: Invitation, of conference: Conference) -> [any Storable] {
        let exemptOn: CalendarDate? =
            if case .exempt(let on, _, _) = invitation.report.stage { on } else { nil }
        return [
            conference.reference, invitation.number, invitation.agency, invitation.person, invitation.capacity.rawValue,
            invitation.sentOn, invitation.withdrawnOn, invitation.bouncedOn, invitation.response?.reply.word,
            invitation.response?.on, invitation.delegate?.person, invitation.delegate?.briefedOn,
            invitation.report.stage.word, exemptOn ?? invitation.report.versions.first?.on,
            invitation.attendance?.attendance.rawValue, conference.turn(of: invitation),
            invitation.report.versions.last?.coversSignificantOthers,
        ]
    }

    private func sharing(of invitation: Invitation, _ conference: Conference) -> [[any Storable]] {
        invitation.sharing.map { recipient, sharing in
            [
                conference.reference, "\(invitation.number) \(recipient)", invitation.number, recipient.description,
                sharing.outcome.word, sharing.on,
            ]
        }
    }

    private static let conferences = ReadTable(
        select: """
            SELECT reference, type, case_reference, sits_on, sits_at, place, chair, administrator, lead_social_worker,
                discussion, status, rule_set, quoracy, record_on, record
            FROM conference WHERE reference = $1
            """,
        upsert: """
            INSERT INTO conference
                (reference, type, case_reference, sits_on, sits_at, place, chair, administrator, lead_social_worker,
                discussion, status, rule_set, quoracy, record_on, record)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT (reference) DO UPDATE SET
                type = excluded.type, case_reference = excluded.case_reference, sits_on = excluded.sits_on,
                sits_at = excluded.sits_at, place = excluded.place, chair = excluded.chair,
                administrator = excluded.administrator, lead_social_worker = excluded.lead_social_worker,
                discussion = excluded.discussion, status = excluded.status, rule_set = excluded.rule_set,
                quoracy = excluded.quoracy, record_on = excluded.record_on, record = excluded.record
            """,
        delete: "DELETE FROM conference WHERE reference = $1", keyColumns: 1)

    private static let invitations = ReadTable(
        select: """
            SELECT conference, number, agency, person, capacity, sent_on, withdrawn_on, bounced_on, reply, replied_on,
                delegate, briefed_on, report, report_on, attendance, turn, covers
            FROM invitation WHERE conference = $1
            """,
        upsert: """
            INSERT INTO invitation
                (conference, number, agency, person, capacity, sent_on, withdrawn_on, bounced_on, reply, replied_on,
                delegate, briefed_on, report, report_on, attendance, turn, covers)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            ON CONFLICT (conference, number) DO UPDATE SET
                person = excluded.person, capacity = excluded.capacity, sent_on = excluded.sent_on,
                withdrawn_on = excluded.withdrawn_on, bounced_on = excluded.bounced_on, reply = excluded.reply,
                replied_on = excluded.replied_on, delegate = excluded.delegate, briefed_on = excluded.briefed_on,
                report = excluded.report, report_on = excluded.report_on, attendance = excluded.attendance,
                turn = excluded.turn, covers = excluded.covers
            """,
        delete: "DELETE FROM invitation WHERE conference = $1 AND number = $2", keyColumns: 2)

    private static let needs = ReadTable(
        select: "SELECT conference, number, kind, recipient, arranged_on FROM need WHERE conference = $1",
        upsert: """
            INSERT INTO need (conference, number, kind, recipient, arranged_on) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (conference, number) DO UPDATE SET arranged_on = excluded.arranged_on
            """,
        delete: "DELETE FROM need WHERE conference = $1 AND number = $2", keyColumns: 2)

    private static let sharing = ReadTable(
        select: "SELECT conference, place, number, recipient, outcome, shared_on FROM sharing WHERE conference = $1",
        upsert: """
            INSERT INTO sharing (conference, place, number, recipient, outcome, shared_on)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (conference, place) DO UPDATE SET outcome = excluded.outcome, shared_on = excluded.shared_on
            """,
        delete: "DELETE FROM sharing WHERE conference = $1 AND place = $2", keyColumns: 2)

    private static let adjournments = ReadTable(
        select: "SELECT conference, number, adjourned_on FROM adjournment WHERE conference = $1",
        upsert: """
            INSERT INTO adjournment (conference, number, adjourned_on) VALUES ($1, $2, $3)
            ON CONFLICT (conference, number) DO UPDATE SET adjourned_on = excluded.adjourned_on
            """,
        delete: "DELETE FROM adjournment WHERE conference = $1 AND number = $2", keyColumns: 2)
}

extension ConferenceRecord {
    /// The stage in one word, and since when; `nil` while it has not begun.
    fileprivate var stored: (stage: String, since: CalendarDate)? {
        switch stage {
        case .notBegun: nil
        case .drafting(let since): ("drafting", since)
        case .chairReview(let since): ("chair-review", since)
        case .approved(let on): ("approved", on)
        case .circulated(let on): ("circulated", on)
        case .final(let on): ("final", on)
        }
    }
}

extension SharingOutcome {
    /// As the table of sharing and the audit know it.
    fileprivate var word: String {
        switch self {
        case .sentOnly: "sent-only"
        case .discussed(let method, _): method.rawValue
        case .refused: "refused"
        case .unableToContact: "unable-to-contact"
        case .exempt: "exempt"
        }
    }
}
