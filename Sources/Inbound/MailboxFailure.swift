/// Why the reply mailbox could not be read or changed. Texts name neither people nor messages' content.
public enum MailboxFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The server shows a certificate that we have no reason to trust.
    case certificateNotTrusted(details: String)
    /// The server offers no STARTTLS.
    case noTLS
    /// The server refused user name, password or token.
    case signInRefused
    /// There is no token to sign in with; a sentence.
    case noToken(String)
    /// The server offers no way to sign in that we accept.
    case noWayToSignIn
    /// There is no such folder, or it may not be opened.
    case noSuchFolder(String)
    /// The server has numbered the folder's messages anew: what was listed before means nothing any more.
    case renumbered
    /// There is no message of that number any more.
    case noSuchMessage
    case timedOut
    /// Something else went wrong with the connection; a sentence.
    case connection(String)
    /// The server answered NO or BAD to a command, with this response code, if any (RFC 3501, 7.1).
    case refused(command: String, code: String?)
    /// The server's answer is longer than any that makes sense.
    case answerTooLong
    /// libcurl does not know an option that safety needs; its number.
    case unsafeLibrary(option: UInt32)
    /// Stopping: what was under way was broken off, or nothing was begun.
    case stopped

    /// Whether the same may succeed later with nobody doing anything.
    public var mayPass: Bool {
        switch self {
        case .timedOut, .connection, .refused, .stopped, .renumbered: true
        case .certificateNotTrusted, .noTLS, .signInRefused, .noToken, .noWayToSignIn, .noSuchFolder, .noSuchMessage,
            .answerTooLong, .unsafeLibrary:
            false
        }
    }

    public var description: String {
        switch self {
        case .certificateNotTrusted(let details):
            "The certificate of the reply mailbox's server is not trusted\(details.isEmpty ? "" : " (\(details))"); "
                + "check the caFile setting and the host."
        case .noTLS:
            "The reply mailbox's server offers no STARTTLS although TLS is required; nobody signed in in clear text."
        case .signInRefused:
            "The reply mailbox's server refused the user name, the password or the token."
        case .noToken(let sentence):
            sentence
        case .noWayToSignIn:
            "The reply mailbox's server offers no way to sign in that the authentication setting allows: PLAIN or LOGIN, "
                + "or with xoauth2 that alone."
        case .noSuchFolder(let folder):
            "The reply mailbox has no folder \(folder) that may be opened; check the folder setting."
        case .renumbered:
            "The reply mailbox's server has numbered the messages anew, so they are to be listed again."
        case .noSuchMessage:
            "The message is no longer in the reply mailbox; perhaps somebody moved or deleted it."
        case .timedOut:
            "The reply mailbox's server did not answer in time; it is asked again later."
        case .connection(let sentence):
            sentence
        case .refused(let command, let code):
            "The reply mailbox's server refused the command \(command)\(code.map { " with the code \($0)" } ?? "")."
        case .answerTooLong:
            "The reply mailbox's server gave an answer that is longer than any that makes sense."
        case .unsafeLibrary(let option):
            "libcurl refused option \(option), so the reply mailbox cannot be read safely with this version of it."
        case .stopped:
            "Reading the reply mailbox was broken off because Quorate is stopping; it goes on after the next start."
        }
    }
}
