/// A message's number in a folder: never given to another message, as long as the folder's numbering holds.
public struct MessageUID: Sendable, Hashable {
    /// The folder's numbering, UIDVALIDITY (RFC 3501, 2.3.1.1). Numbers of another numbering mean nothing.
    public let numbering: UInt32
    /// 0 stands before all messages.
    public let number: UInt32

    public init(numbering: UInt32, number: UInt32) {
        self.numbering = numbering
        self.number = number
    }
}

/// What has arrived in a folder.
public struct MailboxListing: Sendable, Equatable {
    /// A message that arrived.
    public struct Arrival: Sendable, Equatable {
        public let uid: MessageUID
        /// Its size in bytes, as the server tells.
        public let bytes: Int
    }

    /// The folder's numbering.
    public let numbering: UInt32
    /// Whether the folder is numbered otherwise than the given position, so that all of it is listed.
    public let isRenumbered: Bool
    /// Oldest first.
    public let arrivals: [Arrival]
}

/// A message as it lay in the mailbox.
public enum FetchedMessage: Sendable, Equatable {
    /// All of it.
    case whole([UInt8])
    /// It is larger than what is fetched: its size in bytes, and its header, of which at most 64 KiB are kept.
    case tooLarge(bytes: Int, header: [UInt8])
}
