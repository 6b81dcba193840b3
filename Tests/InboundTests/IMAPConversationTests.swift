import CCurl
import Testing
import Transfers

@testable import Inbound

/// What a server's lines mean.
@Suite("An IMAP conversation")
struct IMAPConversationTests {
    private func conversation(_ lines: [String], isSignedIn: Bool = false) -> IMAPConversation {
        var conversation = IMAPConversation()
        conversation.isSignedIn = isSignedIn
        for line in lines.flatMap({ $0.split(separator: "\r\n", omittingEmptySubsequences: false) }) {
            Array("\(line)\r\n".utf8).withUnsafeBufferPointer { conversation.receive($0) }
        }
        return conversation
    }

    @Test("tells the folder's numbering and how a command ended")
    func lines() {
        let opened = conversation([
            "* 3 EXISTS", "* OK [UIDVALIDITY 4294967295] UIDs valid", "A003 OK [READ-WRITE] Select completed.",
        ])
        #expect(opened.numbering == 4_294_967_295 && opened.status == .ok && opened.code == "READ-WRITE")
        let refused = conversation(["A004 NO [TRYCREATE] Mailbox doesn't exist: Quorate"])
        #expect(refused.status == .no && refused.code == "TRYCREATE" && refused.numbering == nil)
        let afterwards = conversation(["A004 NO [TRYCREATE] no", "* BYE Logging out", "A005 OK Logout completed"])
        #expect(afterwards.status == .no && afterwards.code == "TRYCREATE")
    }

    @Test(
        "is not confused by nonsense",
        arguments: [
            "", "*", "* OK", "* OK [UIDVALIDITY", "* OK [UIDVALIDITY x]", "* NO [UIDVALIDITY 5]", "A004", "A04 OK",
            "A004 MAYBE", "A0004 OK", "\u{0}\u{FF}", "* OK [UIDVALIDITY 99999999999999]", "+ idling",
        ])
    func nonsense(line: String) {
        #expect(conversation([line]) == IMAPConversation())
    }

    @Test("shows no more of a response code than its name")
    func responseCode() {
        #expect(conversation(["A001 NO [jo@x.example] no"]).code == nil)
        #expect(conversation(["A001 OK [COPYUID 1 2 3] done"]).code == "COPYUID")
    }

    @Test(
        "has a meaning for each way of failing",
        arguments: [
            (CURLE_PEER_FAILED_VERIFICATION.rawValue, false, "", MailboxFailure.certificateNotTrusted(details: "d")),
            (CURLE_USE_SSL_FAILED.rawValue, false, "", .noTLS),
            (CURLE_LOGIN_DENIED.rawValue, false, "A002 NO [AUTHENTICATIONFAILED] no", .signInRefused),
            (CURLE_LOGIN_DENIED.rawValue, false, "A001 OK capabilities", .noWayToSignIn),
            (CURLE_LOGIN_DENIED.rawValue, false, "A001 OK capabilities\r\n+ eyJzdGF0dXMi", .signInRefused),
            (CURLE_LOGIN_DENIED.rawValue, true, "A003 NO no such folder", .noSuchFolder("INBOX")),
            (CURLE_OPERATION_TIMEDOUT.rawValue, true, "", .timedOut),
            (CURLE_REMOTE_FILE_NOT_FOUND.rawValue, true, "A003 OK", .renumbered),
            (
                CURLE_QUOTE_ERROR.rawValue, true, "A004 NO [OVERQUOTA] full",
                .refused(command: "UID COPY", code: "OVERQUOTA")
            ),
            (CURLE_ABORTED_BY_CALLBACK.rawValue, true, "", .stopped),
            (
                CURLE_COULDNT_CONNECT.rawValue, false, "",
                .connection("The reply mailbox's server could not be reached (d).")
            ),
        ])
    func failures(code: UInt32, isSignedIn: Bool, line: String, expected: MailboxFailure) {
        let failure = conversation([line], isSignedIn: isSignedIn)
            .failure(CurlFailure(code: CURLcode(rawValue: code), detail: "d"), folder: "INBOX", command: "UID COPY")
        #expect(failure == expected)
        #expect(failure.description.hasSuffix("."))
    }

    @Test("about a message that is gone differs from one in a folder that is numbered anew")
    func goneOrRenumbered() {
        func failure(_ detail: String) -> MailboxFailure {
            conversation([], isSignedIn: true).failure(
                CurlFailure(code: CURLE_REMOTE_FILE_NOT_FOUND, detail: detail), folder: "INBOX", command: nil)
        }
        #expect(failure("") == .noSuchMessage)
        #expect(failure("Mailbox UIDVALIDITY has changed") == .renumbered)
    }

    @Test("lists numbers and sizes in whatever order and company they come")
    func sizes() {
        let answer = """
            * 1 FETCH (UID 7 RFC822.SIZE 46)\r
            * 2 fetch (FLAGS (\\Seen) RFC822.SIZE 2048 UID 9)\r
            * 3 EXISTS\r
            * 3 FETCH (FLAGS (\\Recent))\r
            * 4 FETCH (UID 4294967296 RFC822.SIZE 1)\r
            * 5 FETCH (UID
            """
        let sizes = FetchResponse.sizes(in: Array(answer.utf8))
        #expect(sizes.map(\.uid) == [7, 9] && sizes.map(\.bytes) == [46, 2048])
        #expect(FetchResponse.capabilities(in: Array("* CAPABILITY IMAP4rev1 move\r\n".utf8)).contains("MOVE"))
    }
}
