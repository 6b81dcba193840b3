import Outbound

extension SettingsReader {
    private enum TransportName: String, CaseIterable { case smtp, maildir }

    func mail() -> PartnershipConfiguration.Mail? {
        let address = required("mail.from", "the address that reminders come from")
        let from =
            address.isEmpty ? nil : attempt("mail.from") { try MailAddress(address, name: text("mail.fromName")) }
        let replyTo = text("mail.replyTo").flatMap { written in
            attempt("mail.replyTo") { try MailAddress(written) }
        }
        let templates = attempt("mail.templates") {
            try text("mail.templates").map(path) ?? SharedFiles.path(of: "templates")
        }
        if let templates { _ = attempt("mail.templates") { try ReminderTemplates(directory: templates) } }
        let transport: PartnershipConfiguration.Mail.Transport? =
            switch word("mail.transport", default: TransportName.smtp) {
            case .smtp: smtp().map { .smtp($0) }
            case .maildir: .maildir(path: path(required("mail.maildir", "the folder that captures the mail")))
            }
        guard let from, let templates, let transport else { return nil }
        return .init(from: from, replyTo: replyTo, templates: templates, transport: transport)
    }

    func invitations() -> PartnershipConfiguration.Invitations {
        .init(
            areSent: value("invitations.send", default: true, accepts: "true or false") { Bool($0) },
            minutes: count("invitations.minutes", default: 120, in: 5...1440, unit: "minutes"))
    }

    private func smtp() -> SMTPSettings? {
        let host = required("mail.smtp.host", "the host name of the mail relay")
        let username = text("mail.smtp.username")
        let password = secret("mail.smtp.passwordFile")
        if username != nil, password == nil, text("mail.smtp.passwordFile") == nil {
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
        let authentication = word("mail.smtp.authentication", default: SMTPSettings.Authentication.automatic)
        let connections = count("mail.smtp.connections", default: 4, in: 1...64, unit: "connections")
        let connectTimeout = count("mail.smtp.connectTimeout", default: 20, in: 1...600, unit: "seconds")
        let timeout = count("mail.smtp.timeout", default: 90, in: 1...3600, unit: "seconds")
        guard !host.isEmpty else { return nil }
        return attempt("mail.smtp.host") {
            try SMTPSettings(
                host: host, port: port, security: security,
                credentials: username.flatMap { name in password.map { (name, $0) } },
                authentication: authentication, caFile: text("mail.smtp.caFile").map(path),
                connections: connections, connectTimeout: connectTimeout, timeout: timeout)
        }
    }

    func webhooks() -> [PartnershipConfiguration.Webhook] {
        file.names(below: "webhooks").compactMap { name in
            let key = "webhooks.\(name)"
            let url = required("\(key).url", "the address of the receiver, beginning with https://")
            if !url.isEmpty, !Self.isAddress(url) {
                // The value is not repeated: the path of a receiver may be its secret.
                note(
                    "\(key).url",
                    "is not accepted; give an address beginning with https://, without spaces, user name or password.")
            }
            if text("\(key).secretFile") == nil {
                note("\(key).secretFile", "is missing; give the file that holds the signing secret (whsec_…).")
            }
            guard let written = secret("\(key).secretFile"),
                let secret = attempt("\(key).secretFile", { try WebhookSecret(written) })
            else { return nil }
            return .init(name: name, url: url, secret: secret, caFile: text("\(key).caFile").map(path))
        }
    }

    private static func isAddress(_ url: String) -> Bool {
        let host = url.dropFirst("https://".count).prefix { !"/?#".contains($0) }
        return url.hasPrefix("https://") && !host.isEmpty && !host.contains("@")
            && url.utf8.allSatisfy { (33...126).contains($0) }
    }

    func webhookDelivery() -> WebhookSettings {
        WebhookSettings(
            connectionsPerHost: count("webhookDelivery.connections", default: 4, in: 1...64, unit: "connections"),
            timeout: count("webhookDelivery.timeout", default: 20, in: 1...600, unit: "seconds"),
            allowPrivateAddresses: value(
                "webhookDelivery.allowPrivateAddresses", default: false, accepts: "true or false"
            ) { Bool($0) })
    }
}
