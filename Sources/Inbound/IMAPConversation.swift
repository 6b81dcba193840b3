import CCurl
import Transfers

/// What an IMAP server said during one question, gathered line by line (RFC 3501, 7).
struct IMAPConversation: Equatable {
    enum Status: String {
        case ok = "OK"
        case no = "NO"
        case bad = "BAD"
    }

    /// Whether TLS and sign-in are behind us.
    var isSignedIn = false
    /// The folder's UIDVALIDITY, if it was opened during this question.
    private(set) var numbering: UInt32?
    /// How the latest command ended; nil if none has.
    private(set) var status: Status?
    /// The response code of that end, such as TRYCREATE.
    private(set) var code: String?
    /// After a refusal libcurl says LOGOUT, whose answer would hide it.
    private var hasSaidFarewell = false

    /// Takes a line, without its meaning anything if it belongs to a message's text.
    mutating func receive(_ line: UnsafeBufferPointer<UInt8>) {
        let words = String(decoding: line.prefix(200), as: UTF8.self).split(whereSeparator: \.isWhitespace)
        // The server asks for more: what is under way now has not ended, as a sign-in by token that was refused.
        if words.first == "+" { status = nil }
        guard words.count >= 2 else { return }
        if words[0] == "*" {
            receiveUntagged(words.dropFirst())
        } else if !hasSaidFarewell, Self.isTag(words[0]), let status = Status(rawValue: words[1].uppercased()) {
            self.status = status
            code = words.count > 2 ? Self.responseCode(words[2]) : nil
        }
    }

    private mutating func receiveUntagged(_ words: ArraySlice<Substring>) {
        let words = Array(words)
        if words[0].uppercased() == "BYE" { hasSaidFarewell = true }
        guard words.count >= 3, words[0].uppercased() == "OK", words[1].uppercased() == "[UIDVALIDITY" else { return }
        numbering = UInt32(words[2].prefix(while: \.isNumber))
    }

    /// libcurl's tags: a letter and three digits.
    private static func isTag(_ word: Substring) -> Bool {
        word.utf8.count == 4 && word.first?.isLetter == true && word.dropFirst().allSatisfy(\.isNumber)
    }

    /// The atom in `[TRYCREATE]` or `[COPYUID 1 2 3]`: only letters, digits and hyphens, so nothing personal.
    private static func responseCode(_ word: Substring) -> String? {
        guard word.first == "[" else { return nil }
        let atom = word.dropFirst().prefix(while: { $0 != "]" }).prefix(40)
        return atom.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? String(atom) : nil
    }

    /// Why a question failed.
    ///
    /// - Parameter command: What was asked, for the sentence; nil for opening the folder or fetching.
    func failure(_ failure: CurlFailure, folder: String, command: String?) -> MailboxFailure {
        switch failure.code {
        case CURLE_ABORTED_BY_CALLBACK: return .stopped
        case CURLE_LOGIN_DENIED where isSignedIn: return .noSuchFolder(folder)
        // With a command of our own this can only be the numbering, which libcurl compares with the folder's.
        case CURLE_REMOTE_FILE_NOT_FOUND:
            return command != nil || failure.detail.contains("UIDVALIDITY") ? .renumbered : .noSuchMessage
        case CURLE_QUOTE_ERROR: return .refused(command: command ?? "FETCH", code: code)
        default: break
        }
        switch failure.kind {
        case .certificateNotTrusted: return .certificateNotTrusted(details: failure.detail)
        case .noTLS: return .noTLS
        case .signInRefused: return status == .ok ? .noWayToSignIn : .signInRefused
        case .timedOut: return .timedOut
        default: return .connection(failure.sentence(peer: "reply mailbox's server"))
        }
    }
}
