import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

/// What every command that changes something takes, and how it is carried out and told.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Say what would change, and change nothing.") var dryRun = false
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    /// Carries out what `body` asks of the registrar in one transaction, and prints what changed: what happened, which
    /// deadlines moved, which messages that adds or stops.
    ///
    /// - Parameter kind: The command, for whoever may give it.
    func perform(
        _ kind: any PermittedCommand.Type, _ body: @escaping @Sendable (Registrar, CalendarDate) throws -> Void
    ) async throws {
        let (configuration, database) = try await store.open(for: kind)
        let now = SystemWallClock().now
        let actor = configuration.actor
        let work: @Sendable (any DatabaseSession) throws -> ([ChangeReport], [DirectoryEvent]) = { session in
            let registrar = Registrar(
                session, rulebook: configuration.rulebook, actor: actor, now: now, notesChanges: true)
            do { try body(registrar, EuropeLondon.local(now).date) } catch {
                throw try Near(session).explained(error)
            }
            try registrar.finish()
            return (try registrar.changeReports(), registrar.directoryEvents)
        }
        let (reports, directory) = dryRun ? try await Rehearsed.run(database, work) : try await database.write(work)
        try ChangePage(reports: reports, directory: directory, isDryRun: dryRun).show(json: json)
    }

    /// One command on a conference.
    func perform(
        _ kind: any PermittedCommand.Type, on reference: ConferenceReference,
        _ command: @escaping @Sendable (CalendarDate) throws -> ConferenceCommand
    ) async throws {
        try await perform(kind) { registrar, today in try registrar.perform(command(today), on: reference) }
    }

    /// One command on a strategy discussion.
    func perform(
        _ kind: any PermittedCommand.Type, on reference: DiscussionReference,
        _ command: @escaping @Sendable (CalendarDate) throws -> DiscussionCommand
    ) async throws {
        try await perform(kind) { registrar, today in try registrar.perform(command(today), on: reference) }
    }
}

/// Names what a mistyped reference may have meant.
struct Near {
    private let session: any DatabaseSession

    init(_ session: any DatabaseSession) { self.session = session }

    /// The error, with what is near where something named in it is unknown.
    func explained(_ error: any Error) throws -> any Error {
        let readings = ConferenceReadings(session)
        let near: [String]
        switch error {
        case ConferenceRefusal.notScheduled(let reference):
            near = try readings.references(like: reference.text).map(\.text)
        case DiscussionRefusal.notArranged(let reference), ConferenceRefusal.unknownDiscussion(let reference):
            near = try readings.discussions(like: reference.text).map(\.text)
        case ConferenceRefusal.unknownPerson(let person), DiscussionRefusal.unknownPerson(let person):
            near = try readings.people(like: person.text).map(\.text)
        case ConferenceRefusal.unknownAgency(let agency), DiscussionRefusal.unknownAgency(let agency):
            near = try readings.agencies(like: agency.text).map(\.text)
        case DiscussionRefusal.unknownArea(let area, let version):
            near = Self.areas(like: area.text, in: try AgendaTemplates(session).template(version))
        case ConferenceRefusal.unknownObligation(let id, _), DiscussionRefusal.unknownObligation(let id, _):
            near = try ObligationReadings(session).obligations(like: id)
        default: return error
        }
        return CommandFailure(code: .failed, message: "Error: \(error)\(Self.hint(near))")
    }

    /// Areas are named at length, so a part of the name counts as near too.
    private static func areas(like text: String, in template: AgendaTemplate) -> [String] {
        let names = template.areas.map(\.name.text)
        let near = Resemblance.nearest(to: text, in: names)
        return near.isEmpty ? Array(names.filter { text.count > 3 && $0.contains(text) }.prefix(3)) : near
    }

    static func hint(_ near: [String]) -> String {
        near.isEmpty ? "" : " Did you mean \(near.joined(separator: " or "))?"
    }
}
