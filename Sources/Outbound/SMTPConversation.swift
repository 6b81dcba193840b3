import Transfers

/// How far the delivery of one message has come, told by the server's replies; decides what a failure means.
///
/// libcurl's result alone does not: it reports success for a message that went unauthenticated although a password
/// was set, and a time-out looks alike before and after the server had the whole message.
struct SMTPConversation {
    private enum Phase {
        /// Greeting, EHLO, TLS, sign-in.
        case connecting
        /// MAIL, RCPT and DATA have been, or are being, said.
        case envelope
        /// The message is being handed over.
        case body
        /// The server has, or may have, the whole message and owes the verdict on it.
        case awaitingVerdict
        case verdict
    }

    /// Whether a password is set and must have been accepted before anything is sent.
    let signsIn: Bool
    private var phase = Phase.connecting
    /// Of the connection, which may outlive this message.
    private var isSignedIn = false
    private var wasGreeted = false
    private var wasRefusedUnauthenticated = false
    private var envelopeReplies = 0
    private var reply = ServerReply()
    private var partialReply = ServerReply()

    init(signsIn: Bool) {
        self.signsIn = signsIn
    }

    /// A new message begins, on the old connection or on another: a greeting will tell.
    mutating func begin() {
        phase = .connecting
        wasGreeted = false
        wasRefusedUnauthenticated = false
        envelopeReplies = 0
        reply = ServerReply()
        partialReply = ServerReply()
    }

    /// A line from the server.
    mutating func receive(_ line: UnsafeBufferPointer<UInt8>) {
        guard partialReply.receive(line) else { return }
        defer { partialReply = ServerReply() }
        // 221 answers the QUIT that libcurl says after a refusal; the refusal is what counts.
        guard partialReply.code != 221 else { return }
        reply = partialReply
        switch phase {
        case .connecting:
            // 220 greets, or answers STARTTLS, after which a sign-in has to follow in any case.
            if reply.code == 220 {
                isSignedIn = false
                wasGreeted = true
            }
            if reply.code == 235 { isSignedIn = true }
        case .envelope, .body:
            envelopeReplies += 1
        case .awaitingVerdict:
            phase = .verdict
        case .verdict:
            break
        }
    }

    /// The connection is ready and MAIL comes next: whether to go on.
    mutating func mayStart() -> Bool {
        wasRefusedUnauthenticated = signsIn && !isSignedIn
        if !wasRefusedUnauthenticated { phase = .envelope }
        return !wasRefusedUnauthenticated
    }

    /// libcurl asks for the message: whether to give it.
    mutating func mayGiveBody() -> Bool {
        guard phase == .envelope || phase == .body else { return false }
        phase = .body
        return true
    }

    /// libcurl was told that the message is complete, so it now sends the final dot.
    mutating func bodyIsComplete() {
        phase = .awaitingVerdict
    }

    /// Whether the server has answered to everything that it was told.
    var hasVerdict: Bool { phase == .verdict }

    /// Whether an old connection turned out to be closed by the server: the message can go at once over a new one.
    var foundConnectionClosed: Bool {
        guard !wasGreeted else { return false }
        switch phase {
        case .envelope: return reply.code == 0 || reply.code == 421
        case .connecting, .body, .awaitingVerdict, .verdict: return false
        }
    }

    /// What became of the message.
    ///
    /// - Parameter failure: What libcurl reports; nil if it reports success.
    func outcome(failure: CurlFailure?, recipient: MailAddress) -> DeliveryOutcome {
        let said = reply.summary(recipient: recipient)
        switch phase {
        case .verdict:
            return verdict(said)
        case .awaitingVerdict:
            return .unknown(
                reason: "The mail server had the whole message but its answer did not come"
                    + (failure.map { " (\($0.summary))" } ?? "") + "; it may have been delivered.")
        case .connecting:
            return .unreachable(reason: connectionReason(failure, said))
        case .envelope, .body:
            return envelopeOutcome(failure, said)
        }
    }

    private func verdict(_ said: String) -> DeliveryOutcome {
        switch reply.code {
        case 200..<300: .accepted(detail: said)
        case 500..<600: .permanent(reason: "The mail server refused the content of the message: \(said)")
        case _ where reply.saysSystemTakesNothing: .unreachable(reason: takesNothing(said))
        default: .transient(reason: "The mail server did not take the message for now: \(said)")
        }
    }

    private func takesNothing(_ said: String) -> String { "The mail server takes nothing for now: \(said)" }

    private func connectionReason(_ failure: CurlFailure?, _ said: String) -> String {
        if wasRefusedUnauthenticated {
            return "The mail server offers no way to sign in that Quorate accepts, although a user name and password "
                + "are set; nothing was sent unauthenticated. Check the server's settings."
        }
        guard let failure else {
            return "The mail server ended the conversation before the message was sent."
        }
        switch failure.kind {
        case .signInRefused where reply.code >= 400:
            return "The mail server refused the user name or the password: \(said)"
        case .signInRefused:
            return "The mail server offers no way to sign in that Quorate accepts; check the authentication setting."
        case .noTLS:
            return "The mail server offers no STARTTLS although TLS is required; nothing was sent in clear text."
        default:
            return reply.code >= 400
                ? "The mail server turned the connection away: \(said)" : failure.sentence(peer: "mail server")
        }
    }

    private func envelopeOutcome(_ failure: CurlFailure?, _ said: String) -> DeliveryOutcome {
        guard reply.code >= 400 else {
            return .transient(
                reason: failure?.sentence(peer: "mail server")
                    ?? "The mail server ended the conversation before it had the message.")
        }
        switch (reply.code, envelopeReplies) {
        case (530, _), (534, _), (535, _), (538, _):
            return .unreachable(reason: "The mail server wants another way of signing in: \(said)")
        // All that it knows of the message is whom it is from, and that is us.
        case (421, _), (400..<500, 1): return .unreachable(reason: takesNothing(said))
        case (400..<500, _) where reply.saysSystemTakesNothing: return .unreachable(reason: takesNothing(said))
        case (500..<600, 1) where reply.code != 552:
            // The sender is ours: a configuration error, which stops every message until it is put right.
            return .unreachable(reason: "The mail server refused the sender's address: \(said)")
        case (500..<600, 1):
            return .permanent(reason: "The mail server refused the message as too large: \(said)")
        case (500..<600, 2):
            return reply.saysAddressIsBad
                ? .badAddress(reason: "The mail server knows nobody at the recipient's address: \(said)")
                : .permanent(reason: "The mail server refused the recipient: \(said)")
        case (500..<600, _):
            return .permanent(reason: "The mail server refused the message: \(said)")
        default:
            return .transient(reason: "The mail server did not take the message for now: \(said)")
        }
    }
}
