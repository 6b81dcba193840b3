import Outbound
import TestPeers

/// A message for tests.
func sampleMessage(
    id: String = "b7f4a2c0-1", to: String = "amina@example.org", subject: String = "Due today: your report",
    text: String = "Dear Amina,\n\nYour report is due.\n", from: String = "quorate@council.example"
) throws -> MailMessage {
    try MailMessage(
        id: id, from: MailAddress(from, name: "Hackney Safeguarding"),
        replyTo: MailAddress("conferences@council.example", name: "Conference team"),
        to: MailAddress(to, name: "Amina Yusuf"), subject: subject, text: text,
        html: "<!DOCTYPE html>\n<html><body><p>Your report is due.</p></body></html>\n", date: 1_767_607_200)
}

/// Settings for a test's server; STARTTLS with the right password unless told otherwise.
func settings(
    for server: EximServer, security: SMTPSettings.Security = .startTLS,
    credentials: (username: String, password: String)? = (EximServer.username, EximServer.password),
    authentication: SMTPSettings.Authentication = .automatic, caFile: String? = nil, connections: Int = 1,
    timeout: Int = 30
) throws -> SMTPSettings {
    try SMTPSettings(
        host: "localhost", port: security == .implicitTLS ? server.tlsPort : server.port, security: security,
        credentials: credentials, authentication: authentication, caFile: caFile ?? server.certificates.caFile,
        heloName: "quorate.example", connections: connections, connectTimeout: 10, timeout: timeout)
}

/// Delivers one message over a transport of its own.
func deliverOnce(_ message: MailMessage, _ settings: SMTPSettings) async -> DeliveryOutcome {
    let transport = SMTPTransport(settings)
    let outcome = await transport.deliver(message)
    await transport.stop()
    return outcome
}

extension DeliveryOutcome {
    var isAccepted: Bool {
        if case .accepted = self { true } else { false }
    }

    /// The reason, if the outcome is transient.
    var transientReason: String? {
        if case .transient(let reason, _) = self { reason } else { nil }
    }

    /// The reason, if the destination could not be spoken to.
    var unreachableReason: String? {
        if case .unreachable(let reason) = self { reason } else { nil }
    }

    /// The reason, if the destination does not let us in.
    var shutOutReason: String? {
        if case .shutOut(let reason) = self { reason } else { nil }
    }

    /// The reason, if nobody is reached at the address.
    var badAddressReason: String? {
        if case .badAddress(let reason) = self { reason } else { nil }
    }

    /// The reason, if the outcome is permanent.
    var permanentReason: String? {
        if case .permanent(let reason) = self { reason } else { nil }
    }

    /// The reason, if the outcome is unknown.
    var unknownReason: String? {
        if case .unknown(let reason) = self { reason } else { nil }
    }
}
