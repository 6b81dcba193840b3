import Conferences
import Foundation
import Logging
import Outbound
import Persistence
import WorkingDays

extension PartnershipConfiguration {
    /// Reads and checks a configuration file; the environment overrides it (`QUORATE_MAIL_SMTP_HOST` for
    /// `mail.smtp.host`).
    ///
    /// - Parameter readsSecrets: Whether passwords and keys are read too. Without them nothing can be sent, and who may
    ///   import need not be able to read them.
    /// - Throws: ``ConfigurationError`` with every problem there is.
    public static func load(
        path: String, environment: [String: String] = ProcessInfo.processInfo.environment, readsSecrets: Bool = true
    ) async throws -> PartnershipConfiguration {
        let settings = try await SettingsReader(path: path, environment: environment, readsSecrets: readsSecrets)
        let loaded = settings.configuration()
        guard let loaded, settings.problems.isEmpty else {
            throw ConfigurationError(path: path, problems: settings.problems)
        }
        return loaded
    }
}

extension SettingsReader {
    fileprivate func configuration() -> PartnershipConfiguration? {
        let partnership = PartnershipConfiguration.Partnership(
            name: oneLine("partnership.name", required("partnership.name", "the name that messages are signed with")),
            administratorContact: text("partnership.administratorContact").map {
                oneLine("partnership.administratorContact", $0)
            })
        let database = path(required("database", "the path of the database file"))
        let masterKeyFiles = masterKeyFiles()
        let calendar = calendar()
        let policy = policy()
        let guidance = guidance(policy)
        let mail = mail()
        let webhooks = webhooks()
        let notify = notify(for: mail, partnership: partnership.name)
        let delivery = delivery(of: mail, notify)
        let web = web()
        let level = word("log.level", default: Logger.Level.info)
        guard let calendar, let mail else { return nil }
        return PartnershipConfiguration(
            partnership: partnership, database: database, commands: commands(), masterKeyFiles: masterKeyFiles,
            retention: retention(),
            calendar: calendar,
            policy: policy, guidance: guidance, mail: mail, invitations: invitations(),
            notify: notify, replyMailbox: replyMailbox(), webhooks: webhooks,
            webhookDelivery: webhookDelivery(),
            delivery: delivery, web: web, logLevel: level)
    }

    /// The name goes into a status line of systemd's and both into messages.
    private func oneLine(_ key: String, _ text: String) -> String {
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            note(key, "holds a line break or another control character; write it in one line.")
        }
        return text
    }

    private func retention() -> RetentionSchedule {
        func years(_ key: String) -> Int? {
            text(key) == nil ? nil : count(key, default: 1, in: 1...100, unit: "years")
        }
        return RetentionSchedule(
            caseYears: years("retention.caseYears"), personYears: years("retention.personYears"))
    }

    private func masterKeyFiles() -> [String] {
        let key = "encryption.masterKeyFiles"
        let files = list(key).map(path)
        guard !files.isEmpty else {
            note(
                key,
                "is missing; give the file of the key that encrypts notes and addresses: \"quorate key new FILE\" makes one."
            )
            return []
        }
        if readsSecrets { _ = attempt(key) { try MasterKeys(files: files) } }
        return files
    }

    private func calendar() -> WorkingDayCalendar? {
        let division = word("partnership.division", default: Division.englandAndWales)
        let additions = items("calendar.additions") { line in
            let parts = try Self.parts(line, 3, like: "2026-06-15 | World Cup holiday | Proclaimed on 7 May 2026")
            return LocalHoliday(date: try CalendarDate(iso: parts[0]), title: parts[1], reason: parts[2])
        }
        let removals = items("calendar.removals") { line in
            let parts = try Self.parts(line, 2, like: "2026-08-03 | Works as usual here")
            return LocalRemoval(date: try CalendarDate(iso: parts[0]), reason: parts[1])
        }
        let closures = items("calendar.closures") { line in
            let parts = try Self.parts(line, 2, like: "2026-12-29 | Offices closed after Christmas")
            return Closure(date: try CalendarDate(iso: parts[0]), reason: parts[1])
        }
        let published = attempt("calendar.holidays") {
            try HolidayFile.read(
                path: text("calendar.holidays").map(path) ?? SharedFiles.path(of: "bank-holidays.json"))
        }
        guard let published else { return nil }
        do {
            return try WorkingDayCalendar(
                division: division, published: published, additions: additions, removals: removals,
                closures: closures)
        } catch {
            note(Self.key(of: error), "\(error)")
            return nil
        }
    }

    private static func key(of error: WorkingDayError) -> String {
        switch error {
        case .repeatedDate(_, let list): "calendar.\(list.rawValue)"
        case .nothingToRemove: "calendar.removals"
        case .bothAddedAndRemoved: "calendar.additions"
        case .outsideCalendar, .leavesCalendar, .negativeCount: "calendar"
        }
    }

    /// `2026-12-29 | Offices closed`: the parts of a line, as many as there must be.
    private static func parts(_ line: String, _ count: Int, like example: String) throws -> [String] {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == count, parts.allSatisfy({ !$0.isEmpty }) else {
            throw UnknownWord(word: line, kind: "line of this list", accepted: ["a line like \"\(example)\""])
        }
        return parts
    }

    private func guidance(_ policy: Policy) -> [ObligationKind: PartnershipConfiguration.Guidance] {
        var found: [ObligationKind: PartnershipConfiguration.Guidance] = [:]
        for name in file.names(below: "guidance") {
            let key = "guidance.\(name)"
            let names = policy.kinds.map(\.rawValue)
            let near = Resemblance.nearest(to: name, in: names)
            // A rule of one's own may have been added on the pages: the file does not know of it.
            guard let kind = ObligationKind(rawValue: name), policy.rules[kind] != nil || kind.isOwn && near.isEmpty
            else {
                note(
                    key,
                    near.isEmpty
                        ? "is no name for an obligation; use one of \(names.joined(separator: ", "))."
                        : "is no obligation; did you mean \(near.joined(separator: ", or "))?")
                continue
            }
            let url = required("\(key).url", "the address of the page, beginning with https://")
            guard url.hasPrefix("https://"), !url.contains(where: { $0.isWhitespace || $0 == "<" || $0 == "\"" })
            else {
                if !url.isEmpty {
                    note("\(key).url", "\"\(url)\" is not accepted; give an address beginning with https://.")
                }
                continue
            }
            found[kind] = .init(title: text("\(key).title") ?? "Guidance", url: url)
        }
        return found
    }

    private func delivery(
        of mail: PartnershipConfiguration.Mail?, _ notify: PartnershipConfiguration.Notify?
    ) -> PartnershipConfiguration.Delivery {
        let lease = count("delivery.lease", default: 120, in: 5...3600, unit: "seconds")
        if case .smtp(let smtp)? = mail?.transport, lease <= smtp.timeout {
            note(
                "delivery.lease",
                "\(lease) s does not outlast mail.smtp.timeout (\(smtp.timeout) s): a slow message would be sent twice; give more."
            )
        }
        if let notify, lease <= notify.slowest {
            note(
                "delivery.lease",
                "\(lease) s does not outlast twice notify.timeout (\(notify.slowest) s), as a message may take; give more."
            )
        }
        if !file.names(below: "webhooks").isEmpty, lease <= webhookDelivery().timeout {
            note("delivery.lease", "\(lease) s does not outlast webhookDelivery.timeout; give more.")
        }
        return .init(
            lease: lease, attempts: count("delivery.attempts", default: 12, in: 1...100, unit: "attempts"),
            firstRetry: count("delivery.firstRetry", default: 30, in: 1...3600, unit: "seconds"),
            longestRetry: count("delivery.longestRetry", default: 3600, in: 1...86_400, unit: "seconds"),
            messagesPerMinute: text("delivery.messagesPerMinute") == nil
                ? nil
                : count("delivery.messagesPerMinute", default: 600, in: 1...1_000_000, unit: "messages"),
            messagesPerPerson: count("delivery.messagesPerPerson", default: 40, in: 1...10_000, unit: "messages"))
    }
}
