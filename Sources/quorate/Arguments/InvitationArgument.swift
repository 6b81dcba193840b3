import ArgumentParser
import Conferences
import Persistence

/// One invitation as an argument, like `HK-26-014#3`.
struct InvitationArgument: ParsableArguments {
    @Argument(help: .invitation, transform: ConferencePlace.init)
    var invitation: ConferencePlace

    /// - Throws: ``CommandFailure`` listing the conference's invitations when only that was named.
    func id(_ store: StoreOptions, for command: any PermittedCommand.Type) async throws -> InvitationID {
        if let id = invitation.invitation { return id }
        let conference = invitation.conference
        let (known, near) = try await store.open(for: command).database.read { session in
            (
                try InvitationReadings(session).numbers(of: conference),
                try ConferenceReadings(session).references(like: conference.text)
            )
        }
        let list = known.map { "\n  \(conference)#\($0.number)  \($0.agency)\($0.person.map { ", \($0)" } ?? "")" }
        throw CommandFailure(
            code: .wrongUse,
            message: known.isEmpty
                ? "Error: \(conference) names no invitation; write one like \(conference)#1.\(Near.hint(near.map(\.text)))"
                : "Error: \(conference) names no invitation; write one of\(list.joined())")
    }
}

/// A conference, or one invitation of it: `HK-26-014` or `HK-26-014#3`.
struct ConferencePlace: Sendable {
    let conference: ConferenceReference
    let number: Int?

    init(_ text: String) throws {
        do {
            if text.contains("#") {
                let id = try InvitationID(text: text)
                (conference, number) = (id.conference, id.number)
            } else {
                (conference, number) = (try Reference(text), nil)
            }
        } catch { throw ValidationError("\(error)") }
    }

    var invitation: InvitationID? { number.map { InvitationID(conference: conference, number: $0) } }
}
