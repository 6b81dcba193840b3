import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

extension ExplainCommand {
    struct OfObligation: PermittedCommand {
        static let needs: Set<Permission> = [.readCases]
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
            let (configuration, database) = try await store.open(for: Self.self)
            let now = SystemWallClock().now
            let account = try await database.write { [obligation, actor = configuration.actor] session in
                guard
                    let account = try ObligationAccounts(session, rulebook: configuration.rulebook, now: now)
                        .account(of: obligation)
                else {
                    throw Near.unknown(
                        "No obligation is known as \(obligation).",
                        try ObligationReadings(session).obligations(like: obligation))
                }
                try TrailRecorder(session).recordRead(
                    of: account.caseReference, through: account.conference, by: "explain obligation \(obligation)",
                    actor: actor, at: now)
                return account
            }
            let page = ObligationPage(account: account)
            if json { try Output.json(page.described()) } else { print(try page.text()) }
        }
    }
}

private func obligationID(_ text: String) throws -> ObligationID {
    do { return try ObligationID(text: text) } catch { throw ValidationError("\(error)") }
}
