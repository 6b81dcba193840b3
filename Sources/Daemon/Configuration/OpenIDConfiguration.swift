import Conferences
import Outbound
import WebInterface

extension SettingsReader {
    /// The identity provider, if its address is given.
    func openID() -> PartnershipConfiguration.OpenID? {
        guard let issuer = text("web.openID.issuer") else {
            if text("web.openID.clientID") != nil || !list("web.openID.roles").isEmpty {
                note("web.openID.issuer", "is missing; give the address by which the identity provider names itself.")
            }
            return nil
        }
        guard Self.isIssuer(issuer) else {
            note(
                "web.openID.issuer",
                "\"\(issuer.prefix(60))\" is not accepted; give an address beginning with https://, such as https://login.example.org/tenant. Only this machine itself may be http://."
            )
            return nil
        }
        return .init(
            issuer: issuer,
            clientID: required("web.openID.clientID", "the name under which the provider knows Quorate"),
            clientSecret: secret("web.openID.clientSecretFile"),
            scope: value("web.openID.scope", default: "openid profile", accepts: "scopes with openid among them") {
                $0.split(separator: " ").contains("openid") ? $0 : nil
            },
            groupsClaim: text("web.openID.groupsClaim") ?? "groups", roles: groupRoles(),
            label: text("web.openID.label") ?? "Sign in with your work account",
            caFile: text("web.openID.caFile").map(path),
            allowedNetworks: items("web.openID.allowedNetworks") { try IPNetwork($0) })
    }

    /// Lines such as `Conference team = administrator`.
    private func groupRoles() -> [String: Role] {
        var roles: [String: Role] = [:]
        for line in list("web.openID.roles") {
            let parts = line.split(separator: "=", omittingEmptySubsequences: false)
            let role = parts.last.flatMap { Role(rawValue: $0.filter { $0 != " " }) }
            let group = parts.dropLast().joined(separator: "=").trimmed
            guard let role, !group.isEmpty, roles[group] == nil else {
                note(
                    "web.openID.roles",
                    "\"\(line.prefix(60))\" is not accepted; give each group once, as GROUP = ROLE, with a role among \(Role.allCases.map(\.rawValue).joined(separator: ", "))."
                )
                continue
            }
            roles[group] = role
        }
        if roles.isEmpty { note("web.openID.roles", "is empty; say which group makes somebody what.") }
        return roles
    }

    private static func isIssuer(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (33...126).contains($0) }), !text.contains("?"), !text.contains("#") else {
            return false
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 3 && isOrigin(parts[..<3].joined(separator: "/"))
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension PartnershipConfiguration.OpenID {
    /// As the pages take it, with what calls the provider.
    var settings: OpenIDSettings {
        let calls = IdentityProviderCalls(
            caFile: caFile, isLocal: issuer.hasPrefix("http://"), allowedNetworks: allowedNetworks)
        return OpenIDSettings(
            issuer: issuer, clientID: clientID, clientSecret: clientSecret, scope: scope, groupsClaim: groupsClaim,
            roles: roles, label: label
        ) { url, form, authorization in try await calls.call(url, form: form, authorization: authorization) }
    }
}
