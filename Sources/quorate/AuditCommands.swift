import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Show and verify the trail.", subcommands: [Show.self, Verify.self])

    struct Verify: PermittedCommand {
        static let needs: Set<Permission> = [.readTrail, .keepService]
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Check the chain from the first event.",
            discussion: """
                Names the first event that was altered, removed or put in; exit code 3 then. Note the number of events \
                and the last hash elsewhere: with --known, a later check also tells whether the end was cut off or the \
                whole log written anew.
                """)

        @Option(
            help: ArgumentHelp("The end of the chain as an earlier check printed it.", valueName: "events:hash"),
            transform: chainHead)
        var known: ChainHead?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let check = try await database.read { [known] in try EventLog($0).check(known: known) }
            if json { try Output.json(CheckedChain(check)) }
            switch check {
            case .whole(let events, let hash):
                if !json {
                    print("The chain is whole: \(events) events, the last hash is \(hash) (\(events):\(hash)).")
                }
            case .broken(let fault):
                throw CommandFailure(code: .found, message: "The chain is broken. \(fault)")
            }
        }
    }

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readTrail]
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show what was recorded, and who read what, as sentences.",
            discussion: """
                The latest events that fit, in order. Showing a case is itself recorded. The notes that people typed are \
                left out unless --notes asks for them, which goes with --case or --conference.
                """)

        @Option(name: .customLong("case"), help: "Only this case, reads of it included.", transform: caseArgument)
        var caseReference: CaseReference?
        @Option(help: "Only this conference.", transform: conferenceReference) var conference: ConferenceReference?
        @Option(help: "Only events about this person, or that name them.", transform: personArgument)
        var person: PersonReference?
        @Option(help: "Only what this account did, for example anna; account/anna for its commands alone.") var actor:
            String?
        @Option(help: "Not before this day, as YYYY-MM-DD.", transform: day) var from: CalendarDate?
        @Option(help: "Not after this day, as YYYY-MM-DD.", transform: day) var to: CalendarDate?
        @Option(help: "At most so many events.") var limit = 1000
        @Flag(help: "Open the notes, too, for those who may read cases.") var notes = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit \(limit) shows nothing; give 1 or more.") }
            if notes, caseReference == nil, conference == nil {
                throw ValidationError("--notes goes with --case or --conference: a read of notes is recorded by case.")
            }
            if caseReference != nil, conference != nil {
                throw ValidationError("Give --case or --conference, not both.")
            }
            if let from, let to, to < from {
                throw ValidationError("--to \(to) comes before --from \(from); give a later day.")
            }
        }

        private var filter: TrailFilter {
            var filter = TrailFilter()
            filter.caseReference = caseReference
            filter.conference = conference
            filter.person = person
            filter.actor = actor
            filter.from = from.map { EuropeLondon.timestamp(on: $0, at: TimeOfDay(hour: 0, minute: 0)!) }
            filter.to = to.map { EuropeLondon.timestamp(on: $0, at: TimeOfDay(hour: 23, minute: 59, second: 59)!) }
            return filter
        }

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            if notes {
                // The trail is an auditor's; what people wrote about a case is not.
                let now = SystemWallClock().now
                try await database.read { try configuration.access.require([.readCases], $0, now: now) }
            }
            let end = try await recordRead(in: database, actor: configuration.actor)
            let (entries, hasEarlier) = try await database.read { [filter, limit, notes] in
                try Trail($0).entries(filter, through: end, limit: limit, notes: notes)
            }
            if json {
                try Output.json(entries.map(ShownEvent.init))
                return
            }
            var output = Output()
            for entry in entries { try output.write(entry.line + "\n") }
            try output.flush()
            if entries.isEmpty { print("Nothing is recorded that fits.") }
            if hasEarlier { print("Earlier events fit, too: give a higher --limit, or a period.") }
        }

        /// - Returns: The end of the trail before this read.
        private func recordRead(in database: SQLiteDatabase, actor: String) async throws -> Int {
            let command = notes ? "audit show --notes" : "audit show"
            let now = SystemWallClock().now
            return try await database.write { [caseReference, conference] session in
                let trail = Trail(session)
                let end = try trail.end()
                let read = try caseReference ?? conference.flatMap { try trail.caseReference(of: .conference($0)) }
                guard caseReference == nil && conference == nil || read != nil else {
                    throw CommandFailure(
                        code: .failed, message: "Error: No conference is known as \(conference?.text ?? "").")
                }
                if let read {
                    try TrailRecorder(session)
                        .recordRead(of: read, through: conference, by: command, actor: actor, at: now)
                }
                return end
            }
        }
    }
}

private struct ShownEvent: Encodable {
    let position: Int
    let at: String
    let actor: String
    let stream: String
    let version: Int
    let kind: String
    let sentence: String

    init(_ entry: TrailEntry) {
        position = entry.event.position
        at = entry.event.recordedAt.iso8601
        actor = entry.event.actor
        stream = entry.event.stream
        version = entry.event.version
        kind = entry.event.kind
        sentence = entry.phrase
    }
}

private struct CheckedChain: Encodable {
    let whole: Bool
    var events: Int?
    var lastHash: String?
    var position: Int?
    var stream: String?
    var version: Int?
    var kind: String?
    var at: String?
    var sentence: String?

    init(_ check: ChainCheck) {
        switch check {
        case .whole(let count, let hash): (whole, events, lastHash) = (true, count, hash)
        case .broken(let fault):
            whole = false
            position = fault.position
            stream = fault.entry?.stream
            version = fault.entry?.version
            kind = fault.entry?.kind
            at = fault.entry?.recordedAt.iso8601
            sentence = "\(fault)"
        }
    }
}

private func chainHead(_ text: String) throws -> ChainHead {
    do { return try ChainHead(text: text) } catch { throw ValidationError("\(error)") }
}

private func caseArgument(_ text: String) throws -> CaseReference {
    do { return try CaseReference(text) } catch { throw ValidationError("\(error)") }
}

private func personArgument(_ text: String) throws -> PersonReference {
    do { return try PersonReference(text) } catch { throw ValidationError("\(error)") }
}
