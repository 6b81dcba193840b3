/// Every key of the configuration, and the shape of its value. `*` stands for a name of the partnership's own.
enum ConfigurationKeys {
    enum Shape {
        case text, list
    }

    static let all: [String: Shape] = [
        "partnership.name": .text,
        "partnership.division": .text,
        "partnership.administratorContact": .text,
        "database": .text,
        "commands.accounts": .list,
        "commands.others": .list,
        "encryption.masterKeyFiles": .list,
        "retention.caseYears": .text,
        "retention.personYears": .text,
        "calendar.holidays": .text,
        "calendar.additions": .list,
        "calendar.removals": .list,
        "calendar.closures": .list,
        "policy.cutOff": .text,
        "policy.sendFrom": .text,
        "policy.sendUntil": .text,
        "policy.exclusionNotice": .text,
        "policy.conveneFrom": .text,
        "policy.discussionMinimum": .list,
        "policy.quoracy.minimum": .text,
        "policy.quoracy.socialCare": .text,
        "policy.quoracy.groups": .list,
        "policy.obligations.*.title": .text,
        "policy.obligations.*.owner": .text,
        "policy.obligations.*.anchor": .text,
        "policy.obligations.*.cutOff": .text,
        "policy.obligations.*.initial": .text,
        "policy.obligations.*.review": .text,
        "policy.obligations.*.noLaterThan": .text,
        "policy.obligations.*.ladder": .list,
        "guidance.*.title": .text,
        "guidance.*.url": .text,
        "mail.transport": .text,
        "mail.from": .text,
        "mail.fromName": .text,
        "mail.replyTo": .text,
        "mail.templates": .text,
        "mail.language": .text,
        "mail.maildir": .text,
        "mail.smtp.host": .text,
        "mail.smtp.port": .text,
        "mail.smtp.security": .text,
        "mail.smtp.username": .text,
        "mail.smtp.passwordFile": .text,
        "mail.smtp.authentication": .text,
        "mail.smtp.caFile": .text,
        "mail.smtp.connections": .text,
        "mail.smtp.connectTimeout": .text,
        "mail.smtp.timeout": .text,
        "notify.apiKeyFile": .text,
        "notify.baseURL": .text,
        "notify.caFile": .text,
        "notify.connections": .text,
        "notify.timeout": .text,
        "notify.mailTemplates.reminder": .text,
        "notify.mailTemplates.invitation": .text,
        "notify.mailTemplates.delegation": .text,
        "notify.mailTemplates.change": .text,
        "notify.mailTemplates.cancellation": .text,
        "notify.mailTemplates.alert": .text,
        "notify.textTemplates.reminder": .text,
        "notify.textTemplates.invitation": .text,
        "notify.textTemplates.delegation": .text,
        "notify.textTemplates.change": .text,
        "notify.textTemplates.cancellation": .text,
        "notify.textTemplates.alert": .text,
        "notify.replyToID": .text,
        "notify.textSenderID": .text,
        "notify.serviceName": .text,
        "notify.mailsPerDay": .text,
        "notify.textsPerDay": .text,
        "notify.textsPerMinute": .text,
        "notify.pollInterval": .text,
        "notify.callback.port": .text,
        "notify.callback.tokenFile": .text,
        "invitations.send": .text,
        "invitations.minutes": .text,
        "replyMailbox.host": .text,
        "replyMailbox.port": .text,
        "replyMailbox.security": .text,
        "replyMailbox.username": .text,
        "replyMailbox.passwordFile": .text,
        "replyMailbox.authentication": .text,
        "replyMailbox.caFile": .text,
        "replyMailbox.folder": .text,
        "replyMailbox.filedFolder": .text,
        "replyMailbox.pollInterval": .text,
        "replyMailbox.bounceAddress": .text,
        "webhooks.*.shape": .text,
        "webhooks.*.url": .text,
        "webhooks.*.urlFile": .text,
        "webhooks.*.secretFile": .text,
        "webhooks.*.previousSecretFile": .text,
        "webhooks.*.events": .list,
        "webhooks.*.caFile": .text,
        "webhookDelivery.allowedNetworks": .list,
        "webhookDelivery.connections": .text,
        "webhookDelivery.timeout": .text,
        "delivery.lease": .text,
        "delivery.attempts": .text,
        "delivery.firstRetry": .text,
        "delivery.longestRetry": .text,
        "delivery.messagesPerMinute": .text,
        "delivery.messagesPerPerson": .text,
        "web.address": .text,
        "web.listen": .text,
        "web.pages": .text,
        "web.session.idleMinutes": .text,
        "web.session.hours": .text,
        "web.secondFactor": .text,
        "web.behindProxy": .text,
        "web.openID.issuer": .text,
        "web.openID.clientID": .text,
        "web.openID.clientSecretFile": .text,
        "web.openID.scope": .text,
        "web.openID.groupsClaim": .text,
        "web.openID.roles": .list,
        "web.openID.label": .text,
        "web.openID.caFile": .text,
        "web.openID.allowedNetworks": .list,
        "log.level": .text,
    ]

    static func shape(of path: [String]) -> Shape? {
        all.first { matches($0.key, path) }?.value
    }

    /// Whether some key lies below this path.
    static func isSection(_ path: [String]) -> Bool {
        all.keys.contains { key in
            let parts = key.split(separator: ".").map(String.init)
            return parts.count > path.count && matches(parts.prefix(path.count).joined(separator: "."), path)
        }
    }

    /// What may stand directly below a path.
    static func accepted(below path: [String]) -> [String] {
        let names = all.keys.compactMap { key -> String? in
            let parts = key.split(separator: ".").map(String.init)
            guard parts.count > path.count,
                path.isEmpty || matches(parts.prefix(path.count).joined(separator: "."), path)
            else { return nil }
            return parts[path.count] == "*" ? "a name of your own" : parts[path.count]
        }
        return Set(names).sorted()
    }

    private static func matches(_ key: String, _ path: [String]) -> Bool {
        let parts = key.split(separator: ".")
        return parts.count == path.count && zip(parts, path).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
