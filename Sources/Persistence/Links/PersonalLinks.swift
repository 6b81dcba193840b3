import Conferences
import Crypto
import Foundation
import WorkingDays

// Links that are about a person rather than about one conference.
extension SignedLink {
    /// The link to all that is asked of somebody.
    ///
    /// - Parameter email: Theirs, as the directory has it now.
    public static func list(of person: PersonReference, email: String, expiresAt: Timestamp) -> SignedLink {
        SignedLink(.list, person: person, turn: turn(of: email), expiresAt: expiresAt)
    }

    /// The link that a calendar program asks every few hours. It is the same for the whole of a year, and good for the
    /// two that follow.
    public static func calendar(of person: PersonReference, email: String, now: Timestamp) -> SignedLink {
        let year = EuropeLondon.local(now).date.year
        let end = CalendarDate(year: year + 3, month: 1, day: 1) ?? EuropeLondon.local(now).date
        return SignedLink(
            .calendar, person: person, turn: turn(of: email),
            expiresAt: EuropeLondon.timestamp(on: end, at: TimeOfDay(hour: 0, minute: 0)!))
    }

    /// Another address is another mailbox: what was sent to the first is good no more.
    static func turn(of email: String) -> Int {
        SHA256.hash(data: Data(email.lowercased().utf8)).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }

    /// What a link about a conference or discussion belongs to: a turn of the invitation, and the mailbox it was sent to.
    public static func turn(_ turn: Int, sentTo email: String) -> Int { turn << 32 | Self.turn(of: email) }
}

extension Registrar {
    /// - Returns: `nil` for somebody who is unknown, or was erased.
    func reachable(_ reference: PersonReference) throws -> Person? {
        do { return try person(reference) } catch SealingError.erased { return nil }
    }

    /// Somebody's e-mail address; `nil` for whoever is unknown, or was erased.
    public func email(of person: PersonReference) throws -> String? { try reachable(person)?.email }
}
