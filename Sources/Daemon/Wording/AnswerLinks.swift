import Conferences
import Persistence
import WorkingDays

/// The links in messages, through which whoever is asked answers on a page.
struct AnswerLinks: Sendable {
    private let signer: LinkSigner
    private let codes: TextCodes
    /// Without a slash at its end.
    private let address: String

    init(_ keys: MasterKeys, below address: String) {
        signer = LinkSigner(keys)
        codes = TextCodes(keys)
        self.address = address
    }

    /// - Parameter message: The id of the message that carries it.
    /// - Returns: `nil` where there is nothing to answer by a link.
    func answer(_ item: ReminderItem, to reader: ClaimedMessage.Recipient, in message: String) -> String? {
        guard let place = item.place else { return nil }
        return link(
            item.type == nil ? .minutes : .answer, place.number, turn: place.turn, of: item.matter,
            sitting: item.sitting, to: reader, in: message)
    }

    /// Where all that is asked of somebody stands, for as long as any of these is answered by a link.
    func list(of items: [ReminderItem], to reader: ClaimedMessage.Recipient, in message: String) -> String? {
        items.map { SignedLink.expiry(after: $0.sitting) }.max().map { end in
            let link = SignedLink.list(of: reader.reference, email: reader.email, expiresAt: end)
            return "\(address)/\(link.purpose.folder)/\(signer.token(of: link, in: message))"
        }
    }

    /// The short address that a text message has room for.
    func short(in message: String, to mobile: String) -> String? {
        codes.code(of: message, to: mobile).map { "\(address)/t/\($0)" }
    }

    /// Where an invitee answers, and a delegate says whether they stand in.
    func answer(_ letter: InvitationLetter, to reader: ClaimedMessage.Recipient, in message: String) -> String? {
        letter.turn.map {
            link(
                letter.reader == .delegate ? .delegate : .answer, letter.entry.number, turn: $0,
                of: .conference(letter.entry.conference), sitting: letter.entry.sitting, to: reader, in: message)
        }
    }

    private func link(
        _ purpose: SignedLink.Purpose, _ number: Int, turn: Int, of matter: Matter, sitting: Sitting,
        to reader: ClaimedMessage.Recipient, in message: String
    ) -> String {
        let link = SignedLink(
            purpose, matter: matter, number: number, person: reader.reference,
            turn: SignedLink.turn(turn, sentTo: reader.email),
            expiresAt: SignedLink.expiry(after: sitting))
        return "\(address)/\(purpose.folder)/\(signer.token(of: link, in: message))"
    }
}
