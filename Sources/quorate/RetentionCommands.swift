import ArgumentParser
import Conferences
import Daemon
import Foundation
import Persistence
import WorkingDays

struct RetentionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "What is past the term for which it is kept: list it, hold it, erase it.",
        subcommands: [List.self, Hold.self, Release.self, Apply.self])

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List what is past its term, and the legal holds.",
            discussion: """
                The terms stand in the configuration under retention: years after anything of a case was last recorded \
                or sat, and after a professional last had a part in anything.
                """)

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let today = EuropeLondon.local(SystemWallClock().now).date
            let (due, holds) = try await database.read { [schedule = configuration.retention] session in
                (try Retention(session).due(on: today, by: schedule), try Retention(session).holds())
            }
            if json {
                try Output.json(Listed(due: due.map(Listed.Due.init), holds: holds.map(Listed.Hold.init)))
                return
            }
            print(terms(configuration.retention) + "\n\n" + table(due) + "\n\n" + table(holds))
        }

        private func terms(_ schedule: RetentionSchedule) -> String {
            func term(_ years: Int?) -> String { years.map { $0 == 1 ? "1 year" : "\($0) years" } ?? "for ever" }
            return "Cases are kept \(term(schedule.caseYears)), people \(term(schedule.personYears))."
        }

        private func table(_ due: [Retention.Due]) -> String {
            guard !due.isEmpty else { return "PAST THEIR TERM\n  nothing" }
            var table = Table(header: ["what", "last", "since", ""])
            for line in due {
                table.add([
                    "\(line.subject)", line.lastOn.brief, line.dueOn.brief, line.isHeld ? "legal hold" : "",
                ])
            }
            return "PAST THEIR TERM\n" + table.text(indent: "  ")
        }

        private func table(_ holds: [Retention.LegalHold]) -> String {
            guard !holds.isEmpty else { return "LEGAL HOLDS\n  none" }
            var table = Table(header: ["what", "since", "by"])
            for hold in holds {
                table.add(["\(hold.subject)", EuropeLondon.local(hold.heldAt).date.brief, hold.actor])
            }
            return "LEGAL HOLDS\n" + table.text(indent: "  ")
        }

        private struct Listed: Encodable {
            let due: [Due]
            let holds: [Hold]

            struct Due: Encodable {
                let subject, lastOn, dueOn: String
                let isHeld: Bool

                init(_ due: Retention.Due) {
                    (subject, isHeld) = ("\(due.subject)", due.isHeld)
                    (lastOn, dueOn) = ("\(due.lastOn)", "\(due.dueOn)")
                }
            }

            struct Hold: Encodable {
                let subject, heldAt, actor: String

                init(_ hold: Retention.LegalHold) {
                    (subject, heldAt, actor) = ("\(hold.subject)", "\(hold.heldAt)", hold.actor)
                }
            }
        }
    }

    /// What a legal hold is about, and why.
    struct HeldSubject: ParsableArguments {
        @Argument(help: "case/REFERENCE or person/REFERENCE.", transform: sealingSubject) var subject: SealingSubject
        @Option(help: "Why, without naming anybody.", transform: erasureReason) var reason: String
    }

    struct Hold: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "hold", abstract: "Put a case or person under a legal hold: nothing of it is erased.",
            discussion: "The reason stays readable in the trail: name nobody in it.")

        @OptionGroup var what: HeldSubject
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            try await database.write { [what, actor = configuration.actor] session in
                try Retention(session).hold(what.subject, reason: what.reason, actor: actor, now: SystemWallClock().now)
            }
            print("\(what.subject) is under a legal hold: nothing of it is erased until it is released.")
        }
    }

    struct Release: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "End a legal hold.",
            discussion: "What is past its term may be erased from then on.")

        @OptionGroup var what: HeldSubject
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            try await database.write { [what, actor = configuration.actor] session in
                try Retention(session).release(
                    what.subject, reason: what.reason, actor: actor, now: SystemWallClock().now)
            }
            print("\(what.subject) is under no legal hold any more.")
        }
    }

    struct Apply: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "apply", abstract: "Erase for good what is past its term and under no legal hold.",
            discussion: """
                References, dates and what was decided stay, and the chain still verifies; the trail says what was \
                erased. Backups made before hold the keys still: let them expire.
                """)

        @Flag(help: "Do it: nothing brings the content back.") var yes = false
        @OptionGroup var store: StoreOptions

        /// Keys erased in one transaction.
        private static let part = 500

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let (schedule, actor, now) = (configuration.retention, configuration.actor, SystemWallClock().now)
            guard !schedule.isEmpty else {
                throw CommandFailure(
                    code: .wrongUse,
                    message: "Nothing is erased: the configuration gives no term. Set retention.caseYears or "
                        + "retention.personYears.")
            }
            let going = try await database.read { session in
                try Retention(session).due(on: EuropeLondon.local(now).date, by: schedule).filter { !$0.isHeld }
            }
            guard yes || going.isEmpty else {
                throw CommandFailure(
                    code: .wrongUse,
                    message:
                        "Nothing was erased. What is sealed for \(Self.count(going)) would be unreadable for good; "
                        + "\"quorate retention list\" names each. Repeat with --yes to do it.")
            }
            var erased: [Retention.Due] = []
            while true {
                let part = try await database.write { session in
                    try Retention(session).apply(schedule, limit: Self.part, actor: actor, now: now)
                }
                erased += part
                if part.count < Self.part { break }
            }
            guard !erased.isEmpty else {
                print("Nothing is past its term but what is under a legal hold.")
                return
            }
            print("What was sealed for \(Self.count(erased)) is erased.")
            if try await !database.dropRemains() {
                print("Another process reads the database; the keys' remains leave its log file shortly.")
            }
        }

        private static func count(_ due: [Retention.Due]) -> String {
            let cases = due.count { if case .case = $0.subject { true } else { false } }
            let people = due.count - cases
            return [(cases, "case", "cases"), (people, "person", "people")].filter { $0.0 > 0 }
                .map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }.joined(separator: " and ")
        }
    }
}
