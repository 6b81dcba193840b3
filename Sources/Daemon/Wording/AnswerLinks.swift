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
    func answer(
        _ number: Int, turn: Int, of conference: ConferenceReference, sitting: Sitting, to person: PersonReference,
        in message: String
    ) -> String {
        let link = SignedLink(
            .answer, matter: .conference(conference), number: number, person: person, turn: turn,
            expiresAt: sitting.startsAt.adding(seconds: Self.daysAfterwards * 86_400))
        return "\(address)/a/\(signer.token(of: link, in: message))"
    }
}
