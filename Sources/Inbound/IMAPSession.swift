import Transfers

/// The questions that the reply mailbox answers, over one connection that is opened anew with each listing.
final class IMAPSession {
    private let settings: IMAPSettings
    private let breakOff: BreakOff
    private var openConnection: IMAPConnection?

    /// Bytes of the longest listing: room for some 200,000 messages.
    private static let maximumListing = 16 << 20
    /// Bytes of a short answer.
    private static let maximumAnswer = 64 << 10

    init(_ settings: IMAPSettings, breakOff: BreakOff) {
        self.settings = settings
        self.breakOff = breakOff
    }

    func arrivals(after position: MessageUID?, atMost count: Int) throws(MailboxFailure) -> MailboxListing {
        let (numbering, first) = try list(from: position.map { $0.number &+ 1 } ?? 1)
        guard let position, position.numbering != numbering else {
            let after = position?.number ?? 0
            return listing(numbering, isRenumbered: false, first.filter { $0.uid > after }, count)
        }
        return listing(numbering, isRenumbered: true, try list(from: 1).found, count)
    }

    private func listing(
        _ numbering: UInt32, isRenumbered: Bool, _ found: [(uid: UInt32, bytes: Int)], _ count: Int
    ) -> MailboxListing {
        let oldest = found.sorted { $0.uid < $1.uid }.prefix(count)
        return MailboxListing(
            numbering: numbering, isRenumbered: isRenumbered,
            arrivals: oldest.map {
                MailboxListing.Arrival(uid: MessageUID(numbering: numbering, number: $0.uid), bytes: $0.bytes)
            })
    }

    /// `n:*` always names the last message too, even when its number is smaller (RFC 3501, 6.4.8).
    private func list(
        from number: UInt32
    ) throws(MailboxFailure) -> (numbering: UInt32, found: [(uid: UInt32, bytes: Int)]) {
        // libcurl does not open a folder again that is open, and only opening tells its numbering.
        openConnection = nil
        let answer = try ask("UID FETCH \(max(number, 1)):* (RFC822.SIZE)", limit: Self.maximumListing)
        guard let numbering = openConnection?.conversation.numbering else {
            throw .refused(command: "SELECT", code: "UIDVALIDITY")
        }
        return (numbering, FetchResponse.sizes(in: answer))
    }

    func message(_ uid: MessageUID) throws(MailboxFailure) -> FetchedMessage {
        let sizes = FetchResponse.sizes(
            in: try ask("UID FETCH \(uid.number) (RFC822.SIZE)", about: uid, limit: Self.maximumAnswer))
        guard let size = sizes.first(where: { $0.uid == uid.number })?.bytes else { throw .noSuchMessage }
        guard size > settings.maximumMessageBytes else {
            // The size is what the server believes; room for a line end or two more.
            return .whole(try fetch(uid, "", limit: settings.maximumMessageBytes + 4096))
        }
        let header = try fetch(uid, "/;SECTION=HEADER/;PARTIAL=0.\(Self.maximumAnswer)", limit: Self.maximumAnswer)
        return .tooLarge(bytes: size, header: header)
    }

    /// By URL, since libcurl cuts the text of a message short in the answer to a command of our own.
    private func fetch(_ uid: MessageUID, _ section: String, limit: Int) throws(MailboxFailure) -> [UInt8] {
        try ask(nil, at: "/;UID=\(uid.number)\(section)", about: uid, limit: limit)
    }

    func markSeen(_ uid: MessageUID) throws(MailboxFailure) {
        _ = try ask("UID STORE \(uid.number) +FLAGS.SILENT (\\Seen)", about: uid, limit: Self.maximumAnswer)
    }

    func move(_ uid: MessageUID, to folder: String) throws(MailboxFailure) {
        let capabilities = FetchResponse.capabilities(
            in: try ask("CAPABILITY", about: uid, limit: Self.maximumAnswer))
        try markSeen(uid)
        guard !capabilities.contains("MOVE") else {
            return try transfer("UID MOVE", uid, to: folder)
        }
        try transfer("UID COPY", uid, to: folder)
        _ = try ask("UID STORE \(uid.number) +FLAGS.SILENT (\\Deleted)", about: uid, limit: Self.maximumAnswer)
        // Without UIDPLUS, expunging would remove what others have marked: it stays, marked, for whoever tidies up.
        if capabilities.contains("UIDPLUS") {
            _ = try ask("UID EXPUNGE \(uid.number)", about: uid, limit: Self.maximumAnswer)
        }
    }

    /// Makes the folder if the server says that it is missing.
    private func transfer(_ command: String, _ uid: MessageUID, to folder: String) throws(MailboxFailure) {
        let command = "\(command) \(uid.number) \"\(folder)\""
        do {
            _ = try ask(command, about: uid, limit: Self.maximumAnswer)
        } catch .refused(_, "TRYCREATE") {
            _ = try ask("CREATE \"\(folder)\"", about: uid, limit: Self.maximumAnswer)
            _ = try ask(command, about: uid, limit: Self.maximumAnswer)
        }
    }

    /// The folder is opened only under the numbering that the message's number is from.
    private func ask(
        _ command: String?, at place: String = "", about uid: MessageUID? = nil, limit: Int
    ) throws(MailboxFailure) -> [UInt8] {
        let connection = openConnection ?? IMAPConnection(settings, breakOff: breakOff)
        openConnection = connection
        let numbering = uid.map { ";UIDVALIDITY=\($0.numbering)" } ?? ""
        do {
            return try connection.ask(command, at: numbering + place, limit: limit)
        } catch {
            // Whatever is still under way on it would be taken for the answer to the next question.
            openConnection = nil
            throw error
        }
    }
}
