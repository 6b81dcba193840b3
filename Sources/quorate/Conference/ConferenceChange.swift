import ArgumentParser
import Conferences
import WorkingDays

/// A subcommand that gives one command to one conference.
protocol ConferenceChange: PermittedCommand {
    var conference: ConferenceReference { get }
    var when: DayOption { get }
    var change: ChangeOptions { get }

    /// - Parameter day: The day on which it happened.
    func command(on day: CalendarDate) throws -> ConferenceCommand
}

extension ConferenceChange {
    static var needs: Set<Permission> { [.changeCases] }

    func run() async throws {
        let command = try command(on: when.date)
        try await change.perform(Self.self, on: conference) { _ in command }
    }
}

/// A subcommand that gives one command about one invitation.
protocol InvitationChange: PermittedCommand {
    var place: InvitationArgument { get }
    var when: DayOption { get }
    var change: ChangeOptions { get }

    /// - Parameter day: The day on which it happened.
    func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand
}

extension InvitationChange {
    static var needs: Set<Permission> { [.changeCases] }

    func run() async throws {
        let id = try await place.id(change.store, for: Self.self)
        let command = try command(id.number, on: when.date)
        try await change.perform(Self.self, on: id.conference) { _ in command }
    }
}
