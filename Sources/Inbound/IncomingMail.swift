/// A message that somebody sent to the reply mailbox, understood as far as it can be.
///
/// It is full of personal data: nothing of it belongs in a log, except what says so.
public struct IncomingMail: Sendable {
    /// Without angle brackets; nil if it has none.
    public let messageID: String?
    /// The addresses in From, without names.
    public let from: [String]
    /// The addresses in To and Cc, without names.
    public let recipients: [String]
    /// Where it was delivered, as told by Delivered-To, X-Original-To and Envelope-To; then `recipients`. The return
    /// path of one of our messages would be among them.
    public let deliveredTo: [String]
    /// Who wants to hear about failures, as told by Return-Path: empty if nobody does, nil if the field is missing.
    public let returnPath: String?
    /// Identifiers of the messages that it answers, without angle brackets.
    public let inReplyTo: [String]
    /// Identifiers of the conversation, oldest first, without angle brackets.
    public let references: [String]
    public let subject: String
    /// When it says that it was written, in seconds since 1970; nil if it does not say or says nonsense.
    public let writtenAt: Int64?
    /// What it says, whatever its kind.
    public let text: LetterText
    /// What it is, and why.
    public let kind: Kind

    /// What a message is.
    public enum Kind: Sendable, Equatable {
        /// A mail server tells what became of a message of ours.
        case deliveryStatus(DeliveryReport)
        /// It carries a calendar object, such as an answer to an invitation (RFC 6047), here as it came in UTF-8 or
        /// whatever its character set.
        case calendar([UInt8])
        /// Nobody wrote it: it is filed and never answered.
        case automaticReply(AutomaticSign)
        /// Somebody wrote it.
        case letter(LetterText)
    }

    /// No more addresses or identifiers than this are taken from a field.
    private static let maximumEntries = 200
    /// No longer a subject than this is kept, in characters.
    private static let maximumSubject = 500

    /// Reads a message as it lay in the mailbox. One that breaks the rules is read as far as it makes sense.
    ///
    /// - Throws: `IncomingMailError`, whose text repeats nothing of the message.
    public init(_ bytes: [UInt8]) throws(IncomingMailError) {
        guard !bytes.isEmpty else { throw .empty }
        // What does not begin with header fields is taken for a text without any.
        guard let message = MIMEMessage(bytes) ?? MIMEMessage([13, 10] + bytes) else { throw .unreadable }
        let text = LetterText(of: message)
        messageID = message.field("Message-ID").flatMap(\.identifiers.first)
        from = Self.addresses(["From"], in: message)
        recipients = Self.addresses(["To", "Cc"], in: message)
        deliveredTo = Self.addresses(["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"], in: message)
        returnPath = message.field("Return-Path").map { $0.addresses.first ?? "" }
        inReplyTo = Self.identifiers("In-Reply-To", in: message)
        references = Self.identifiers("References", in: message)
        subject = String((message.field("Subject")?.value ?? "").prefix(Self.maximumSubject))
        writtenAt = message.field("Date")?.seconds
        kind = Self.kind(of: message, text)
        self.text = text
    }

    /// The id of the message of ours whose return path this one was sent to; nil if it was sent to none.
    public func messageID(by returnPaths: ReturnPath) -> String? {
        deliveredTo.lazy.compactMap(returnPaths.messageID).first
    }

    private static func kind(of message: MIMEMessage, _ text: LetterText) -> Kind {
        if let report = DeliveryReport(of: message) { return .deliveryStatus(report) }
        if let calendar = calendarObject(of: message) { return .calendar(calendar) }
        if let sign = AutomaticSign(of: message) { return .automaticReply(sign) }
        return .letter(text)
    }

    /// The object that says what to do with it (`method`), else any: whether it is an answer is its parser's matter.
    private static func calendarObject(of message: MIMEMessage) -> [UInt8]? {
        let objects = message.ownEntities.filter { $0.type == "text/calendar" || $0.type == "application/ics" }
        let chosen = objects.first { $0.method != nil } ?? objects.first
        return chosen.flatMap { object in object.text.map { Array($0.utf8) } ?? object.content }
    }

    private static func addresses(_ names: [String], in message: MIMEMessage) -> [String] {
        let all = names.flatMap { name in message.fields.filter { $0.has(name) }.flatMap(\.addresses) }
        var known: Set<String> = []
        return Array(all.filter { known.insert($0).inserted }.prefix(maximumEntries))
    }

    private static func identifiers(_ name: String, in message: MIMEMessage) -> [String] {
        Array((message.field(name)?.identifiers ?? []).suffix(maximumEntries))
    }
}

/// Why a message cannot be read. Trying again does not help.
public enum IncomingMailError: Error, Equatable, CustomStringConvertible {
    case empty
    case unreadable

    public var description: String {
        switch self {
        case .empty: "A message in the reply mailbox is empty; one has header fields, a blank line and a text."
        case .unreadable: "A message in the reply mailbox could not be read; memory may have run out."
        }
    }
}
