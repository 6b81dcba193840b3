import Conferences
import Persistence
import WorkingDays

/// The links in messages, through which whoever is asked answers on a page.
struct AnswerLinks: Sendable {
    private let signer: LinkSigner
    /// Without a slash at its end.
    private let address: String

    init(_ keys: MasterKeys, below address: String) {
        signer = LinkSigner(keys)
        self.address = address
    }

    /// Long enough for whatever comes after a conference: its record, corrections, the reason for an absence.
    private static let daysAfterwards = 90

    /// - Parameter message: The id of the message that carries it.
    /// - Returns: `nil` where there is nothing to answer by a link.
    func answer(_ item: ReminderItem, to person: PersonReference, in message: String) -> String? {
        guard let place = item.place, case .conference(let conference) = item.matter else { return nil }
        return answer(
            place.number, turn: place.turn, of: conference, sitting: item.sitting, to: person, in: message)
    }

    func answer(_ letter: InvitationLetter, to person: PersonReference, in message: String) -> String? {
        letter.turn.map {
            answer(
                letter.entry.number, turn: $0, of: letter.entry.conference, sitting: letter.entry.sitting, to: person,
                in: message)
        }
    }

    private func answer(
        _ number: Int, turn: Int, of conference: ConferenceReference, sitting: Sitting, to person: PersonReference,
        in message: String
    ) -> String {
        let link = SignedLink(
            .answer, matter: .conference(conference), number: number, person: person, turn: turn,
            expiresAt: sitting.startsAt.adding(seconds: Self.daysAfterwards * 86_400))
        return "\(address)/a/\(signer.token(of: link, in: message))"
    }
}
