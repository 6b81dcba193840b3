import Conferences

extension PartnershipConfiguration {
    /// Whom commands on the server are taken to come from.
    public struct Commands: Sendable {
        /// The account of Quorate's that each of the system's accounts stands for.
        public let accounts: [String: AccountName]
        /// What everybody else is who can run a command there.
        public let others: Set<Role>
    }
}

extension SettingsReader {
    func commands() -> PartnershipConfiguration.Commands {
        .init(accounts: systemAccounts(), others: otherRoles())
    }

    /// Lines such as `anna = anna.evans`.
    private func systemAccounts() -> [String: AccountName] {
        let key = "commands.accounts"
        var accounts: [String: AccountName] = [:]
        for line in written(key) ?? [] {
            let parts = line.split(separator: "=", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
            guard parts.count == 2, !parts[0].isEmpty, accounts[parts[0]] == nil else {
                note(
                    key,
                    "\"\(line.prefix(60))\" is not accepted; give each of the system's accounts once, as SYSTEM ACCOUNT = ACCOUNT."
                )
                continue
            }
            accounts[parts[0]] = attempt(key) { try AccountName(parts[1]) }
        }
        return accounts
    }

    private func otherRoles() -> Set<Role> {
        let key = "commands.others"
        guard let words = written(key) else { return [.operator] }
        return Set(
            words.compactMap { word in
                if let role = Role(rawValue: word) { return role }
                note(
                    key,
                    "\"\(word.prefix(60))\" is no role; give some of \(Role.allCases.map(\.rawValue).joined(separator: ", ")), or []."
                )
                return nil
            })
    }

    /// What the file says, and nothing of the environment, which is whoever's who gives a command.
    private func written(_ key: String) -> [String]? {
        if case .list(let lines)? = file.values[key] { lines } else { nil }
    }
}
