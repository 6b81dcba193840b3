import Inbound
import Outbound

/// How to sign in to the reply mailbox.
private enum MailboxAuthentication: String, CaseIterable {
    /// PLAIN or LOGIN, whichever the server offers, with a password.
    case automatic
    case xoauth2
}

extension SettingsReader {
    /// The reply mailbox, if there is such a section.
    func replyMailbox() -> PartnershipConfiguration.ReplyMailbox? {
        guard !file.names(below: "replyMailbox").isEmpty || text("replyMailbox.host") != nil else { return nil }
        let host = required("replyMailbox.host", "the host name of the IMAP server")
        let username = required("replyMailbox.username", "the user name to sign in with")
        if text("replyMailbox.passwordFile") == nil {
            note("replyMailbox.passwordFile", "is missing; give the file that holds the password.")
        }
        let authentication = word("replyMailbox.authentication", default: MailboxAuthentication.automatic)
        let password =
            authentication == .xoauth2
            ? secretPath("replyMailbox.passwordFile").map { _ in "read when it is needed" }
            : secret("replyMailbox.passwordFile")
        let port = count("replyMailbox.port", default: 993, in: 1...65535, unit: "port")
        let security = word("replyMailbox.security", default: IMAPSettings.Security.implicitTLS)
        let pollInterval = count("replyMailbox.pollInterval", default: 60, in: 5...3600, unit: "seconds")
        let bounceAddress = text("replyMailbox.bounceAddress").flatMap { written in
            attempt("replyMailbox.bounceAddress") { try MailAddress(written) }
        }
        checkBounceAddress(bounceAddress)
        let (folder, filedFolder) = (
            text("replyMailbox.folder") ?? "INBOX", text("replyMailbox.filedFolder") ?? "Quorate"
        )
        if folder.uppercased() == filedFolder.uppercased() {
            note(
                "replyMailbox.filedFolder",
                "is the folder in which mail arrives; give another one, such as Quorate.")
        }
        guard !host.isEmpty, !username.isEmpty, readsSecrets ? password != nil : true else { return nil }
        let settings = attempt("replyMailbox.host") {
            try IMAPSettings(
                host: host, port: port, security: security,
                signIn: authentication == .xoauth2
                    ? .token(user: username, tokenFile: path(text("replyMailbox.passwordFile") ?? ""))
                    : .password(user: username, password: password ?? "not read"),
                caFile: text("replyMailbox.caFile").map(path), folder: folder)
        }
        return settings.map {
            .init(
                settings: $0, filedFolder: filedFolder, pollInterval: pollInterval,
                bounceAddress: bounceAddress)
        }
    }

    /// The signature behind the plus sign leaves 14 characters of the 64 that a local part may have.
    private func checkBounceAddress(_ address: MailAddress?) {
        guard let address else { return }
        _ = attempt("replyMailbox.bounceAddress") {
            try ReturnPath(
                prefix: String(address.localPart), domain: String(address.domain),
                keys: [ReturnPathKey([UInt8](repeating: 0, count: 32))])
        }
    }
}
