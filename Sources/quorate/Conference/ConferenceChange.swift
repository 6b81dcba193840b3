import ArgumentParser
import Conferences
import WorkingDays

/// A subcommand that gives one command to one conference.
protocol ConferenceChange: AsyncParsableCommand {
    var conference: ConferenceReference { get }
    var when: DayOption { get }
    var change: ChangeOptions { get }

    /// - Parameter day: The day on which it happened.
    func command(on day: CalendarDate) throws -> ConferenceCommand
}

extension ConferenceChange {
    func run() async throws {
        let command = try command(on: when.date)
        try await change.perform(on: conference) { _ in command }
    }
}

/// A subcommand that gives one command about one invitation.
protocol InvitationChange: AsyncParsableCommand {
    var place: InvitationArgument { get }
    var when: DayOption { get }
    var change: ChangeOptions { get }

    /// - Parameter day: The day on which it happened.
    func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand
}

extension InvitationChange {
    func run() async throws {
        let id = try await place.id(change.store)
        let command = try command(id.number, on: when.date)
        try await change.perform(on: id.conference) { _ in command }
    }
}
