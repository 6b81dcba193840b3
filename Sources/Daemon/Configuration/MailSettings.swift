import Conferences
import Outbound

extension SettingsReader {
    private enum TransportName: String, CaseIterable { case smtp, maildir, notify }

    func mail() -> PartnershipConfiguration.Mail? {
        let address = required("mail.from", "the address that reminders come from")
        let from =
            address.isEmpty ? nil : attempt("mail.from") { try MailAddress(address, name: text("mail.fromName")) }
        let replyTo = text("mail.replyTo").flatMap { written in
            attempt("mail.replyTo") { try MailAddress(written) }
        }
        let templates = attempt("mail.templates") {
            try MessageTemplates(directory: text("mail.templates").map(path) ?? SharedFiles.path(of: "templates"))
        }
        let language = word("mail.language", default: ReadingLanguage.english)
        if let templates { _ = attempt("mail.language") { try templates.language(language) } }
        let transport: PartnershipConfiguration.Mail.Transport? =
            switch word("mail.transport", default: TransportName.smtp) {
            case .smtp: smtp().map { .smtp($0) }
            case .maildir: .maildir(path: path(required("mail.maildir", "the folder that captures the mail")))
            case .notify: .notify
            }
        guard let from, let templates, let transport else { return nil }
        return .init(from: from, replyTo: replyTo, templates: templates, language: language, transport: transport)
    }

    func invitations() -> PartnershipConfiguration.Invitations {
        .init(
            areSent: value("invitations.send", default: true, accepts: "true or false") { Bool($0) },
            minutes: count("invitations.minutes", default: 120, in: 5...1440, unit: "minutes"))
    }

    private func smtp() -> SMTPSettings? {
        let host = required("mail.smtp.host", "the host name of the mail relay")
        let username = text("mail.smtp.username")
        let authentication = word("mail.smtp.authentication", default: SMTPSettings.Authentication.automatic)
        let password =
            authentication == .xoauth2
            ? secretPath("mail.smtp.passwordFile").map { _ in "read when it is needed" }
            : secret("mail.smtp.passwordFile")
        if username != nil, text("mail.smtp.passwordFile") == nil {
            note(
                "mail.smtp.passwordFile", "is missing; with mail.smtp.username, give the file that holds the password.")
        }
        if username == nil {
            for key in ["mail.smtp.passwordFile", "mail.smtp.authentication"] where text(key) != nil {
                note(key, "asks to sign in, but mail.smtp.username is missing; give both or neither.")
            }
        }
        let port = count("mail.smtp.port", default: 587, in: 1...65535, unit: "port")
        let security = word("mail.smtp.security", default: SMTPSettings.Security.startTLS)
        let connections = count("mail.smtp.connections", default: 4, in: 1...64, unit: "connections")
        let connectTimeout = count("mail.smtp.connectTimeout", default: 20, in: 1...600, unit: "seconds")
        let timeout = count("mail.smtp.timeout", default: 90, in: 1...3600, unit: "seconds")
        guard !host.isEmpty else { return nil }
        return attempt("mail.smtp.host") {
            try SMTPSettings(
                host: host, port: port, security: security,
                credentials: username.flatMap { name in password.map { (name, $0) } },
                authentication: authentication,
                tokenFile: text("mail.smtp.passwordFile").map(path), caFile: text("mail.smtp.caFile").map(path),
                connections: connections, connectTimeout: connectTimeout, timeout: timeout)
        }
    }
}
