import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

extension ExplainCommand {
    struct OfObligation: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "obligation",
            abstract: "Explain one obligation in full: its rule, its deadline day by day, and each step of its ladder.",
            discussion: """
                For example: quorate explain obligation HK-26-014#3/submitReport. The trail keeps who looked, and when.
                """)

        @Argument(
            help: "The obligation, such as HK-26-014/decisionLetter or sd:SD-26-009/conveneInitial.",
            transform: obligationID)
        var obligation: ObligationID
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open()
            let now = SystemWallClock().now
            let page = try await database.write { [obligation, actor = store.actor] session in
                try ObligationFinder(session: session, configuration: configuration, actor: actor, now: now)
                    .page(obligation)
            }
            if json { try Output.json(page.described()) } else { print(try page.text()) }
        }
    }
}

private func obligationID(_ text: String) throws -> ObligationID {
    do { return try ObligationID(text: text) } catch { throw ValidationError("\(error)") }
}

/// Gathers what is known of an obligation, and records that its case was read.
private struct ObligationFinder {
    let session: any DatabaseSession
    let configuration: PartnershipConfiguration
    let actor: String
    let now: Timestamp

    func page(_ id: ObligationID) throws -> ObligationPage {
        let (matter, ruleSet) = try matter(of: id)
        let rules = RuleSets(session, rulebook: configuration.rulebook)
        guard let set = try rules.all().first(where: { $0.number == ruleSet }) else {
            throw StoreError.noRuleSet(ruleSet)
        }
        let all = try matter.obligations(under: set.policy, calendar: configuration.calendar)
        guard let obligation = all.first(where: { $0.id == id }), let rule = set.policy.rules[id.kind] else {
            throw try unknown(id)
        }
        let hold = try obligation.owedBy.flatMap { try PersonHolds(session).all()[$0] }
        let held = obligation.holding(hold)
        try TrailRecorder(session).recordRead(
            of: matter.caseReference, through: matter.conference, by: "explain obligation \(id)", actor: actor, at: now)
        return ObligationPage(
            obligation: held, rule: rule, ruleSet: set, subject: matter.subject,
            offset: matter.type.map(rule.offset) ?? rule.initial, anchorTime: matter.time,
            rungs: try rungs(of: held, policy: set.policy, calendar: configuration.calendar),
            reminders: try ObligationReadings(session).reminders(of: id), ownHolds: obligation.holds, personHold: hold,
            calendar: configuration.calendar, now: now)
    }

    private func matter(of id: ObligationID) throws -> (ExplainedMatter, ruleSet: Int) {
        let readings = ConferenceReadings(session)
        switch id.matter {
        case .conference(let reference):
            guard let conference = try readings.conference(reference) else { throw try unknown(id) }
            return (.conference(conference), conference.ruleSet)
        case .discussion(let reference):
            guard let discussion = try readings.discussion(reference) else { throw try unknown(id) }
            return (.discussion(discussion), discussion.ruleSet ?? 1)
        }
    }

    private func unknown(_ id: ObligationID) throws -> CommandFailure {
        Near.unknown("No obligation is known as \(id).", try ObligationReadings(session).obligations(like: id))
    }
}

/// The conference or discussion that an obligation belongs to.
private enum ExplainedMatter {
    case conference(Conference)
    case discussion(Discussion)

    func obligations(under policy: Policy, calendar: WorkingDayCalendar) throws -> [Obligation] {
        switch self {
        case .conference(let conference): try conference.obligations(under: policy, calendar: calendar)
        case .discussion(let discussion): try discussion.obligations(under: policy, calendar: calendar)
        }
    }

    var caseReference: CaseReference {
        switch self {
        case .conference(let conference): conference.caseReference
        case .discussion(let discussion): discussion.caseReference
        }
    }

    var conference: ConferenceReference? { if case .conference(let found) = self { found.reference } else { nil } }
    var type: ConferenceType? { if case .conference(let found) = self { found.type } else { nil } }

    var time: TimeOfDay {
        switch self {
        case .conference(let conference): conference.sitting.at
        case .discussion(let discussion): discussion.sitting.at
        }
    }

    /// *Initial child protection conference HK-26-014 of Tuesday 19 January 2027*
    var subject: String {
        switch self {
        case .conference(let found): "\(found.type.title) \(found.reference) of \(found.sitting.on.spelledOut)"
        case .discussion(let found): "Strategy discussion \(found.reference) of \(found.sitting.on.spelledOut)"
        }
    }
}
