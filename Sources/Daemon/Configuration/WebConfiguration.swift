import Foundation
import Persistence

extension SettingsReader {
    /// The pages, if their address is given.
    func web() -> PartnershipConfiguration.Web? {
        guard let written = text("web.address") else {
            if text("web.listen") != nil || text("web.pages") != nil {
                note(
                    "web.address",
                    "is missing; give what people's links begin with, such as https://quorate.example.org.")
            }
            return nil
        }
        let (host, port) = value(
            "web.listen", default: ("127.0.0.1", 8080),
            accepts: "an address and a port, such as 127.0.0.1:8080 or [::1]:8080",
            Self.hostAndPort)
        guard Self.isOrigin(written) else {
            note(
                "web.address",
                "\"\(written.prefix(60))\" is not accepted; give an address beginning with https://, without a path, such as https://quorate.example.org. Only this machine itself may be http://."
            )
            return nil
        }
        let pages = attempt("web.pages") { try text("web.pages").map(path) ?? SharedFiles.path(of: "pages") }
        return pages.map {
            .init(
                host: host, port: port, address: written.hasSuffix("/") ? String(written.dropLast()) : written,
                pages: $0, signIn: signIn(), isBehindProxy: isBehindProxy(written),
                openID: openID())
        }
    }

    /// Quorate speaks plain HTTP, so that something else stands in front wherever people come by HTTPS.
    private func isBehindProxy(_ address: String) -> Bool {
        value("web.behindProxy", default: address.hasPrefix("https://"), accepts: "true or false") { Bool($0) }
    }

    private func signIn() -> SignIn.Rules {
        enum SecondFactor: String, CaseIterable { case optional, required }
        let standard = SessionLimits.standard
        return SignIn.Rules(
            limits: SessionLimits(
                idleMinutes: count(
                    "web.session.idleMinutes", default: standard.idleMinutes, in: 5...720, unit: "minutes"),
                hours: count("web.session.hours", default: standard.hours, in: 1...72, unit: "hours")),
            requiresSecondFactor: word("web.secondFactor", default: SecondFactor.optional) == .required)
    }

    private static func hostAndPort(_ text: String) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty || host.contains(where: \.isWhitespace) ? nil : (String(host), port)
    }

    /// `https://` and a host, perhaps a port; nothing behind it.
    static func isOrigin(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.query == nil, parts.fragment == nil, parts.path.isEmpty || parts.path == "/"
        else { return false }
        return parts.scheme == "https"
            || (parts.scheme == "http" && ["127.0.0.1", "localhost", "[::1]"].contains(host))
    }
}
