import Conferences
import Outbound
import Persistence
import WorkingDays

/// Turns the event that a call carries into what its receiver takes, when the call leaves.
struct WebhookComposer: Sendable {
    private let partnership: String
    private let policy: Policy

    init(_ configuration: PartnershipConfiguration) {
        partnership = configuration.partnership.name
        policy = configuration.policy
    }

    /// - Parameter payload: The event as it was stored.
    /// - Throws: ``WebhookUnread`` where the receiver's secret was not read, `DecodingError` when the payload is none.
    func compose(
        id: String, to webhook: PartnershipConfiguration.Webhook, payload: String, now: Timestamp
    ) throws -> WebhookCall {
        guard let access = webhook.access else { throw WebhookUnread(name: webhook.name) }
        let body =
            webhook.shape == .standard
            ? nil : try notice(WebhookEvent(json: payload)).body(for: webhook.shape)
        return WebhookCall(
            id: id, address: access.address, signing: access.signing, timestamp: now.seconds,
            body: body ?? Array(payload.utf8), caFile: webhook.caFile)
    }

    /// An event in words.
    func notice(_ event: WebhookEvent) -> WebhookNotice {
        switch event {
        case .reminderDue(let step, _): notice(of: step, title: "Reminder: \(title(of: step.kind))")
        case .obligationOverdue(let step, _): notice(of: step, title: "Overdue: \(title(of: step.kind))")
        case .messageFailed(let failure, let at): notice(of: failure, at: at)
        case .messageLate(let lateness, let at): notice(of: lateness, at: at)
        case .test(let webhook, let at):
            WebhookNotice(
                title: "Test: this is where Quorate tells of reminders",
                facts: [.init("Webhook", webhook), .init("Sent", moment(at)), .init("From", partnership)])
        }
    }

    private func notice(of step: WebhookEvent.Step, title: String) -> WebhookNotice {
        WebhookNotice(
            title: title,
            facts: [
                step.conference.map { .init("Conference", $0) }, step.discussion.map { .init("Discussion", $0) },
                .init("Due", step.dueOn.brief), .init("Step", step.step), .init("Obligation", step.obligation),
                .init("From", partnership),
            ].compactMap { $0 })
    }

    private func notice(of failure: WebhookEvent.Failure, at: Timestamp) -> WebhookNotice {
        WebhookNotice(
            title: "A message could not be delivered",
            facts: [
                list("Conference", failure.conferences), list("Discussion", failure.discussions),
                failure.content == "invitation"
                    ? .init("About", "an invitation") : list("About", failure.kinds.map(self.title)),
                .init("Reason", failure.reason.words),
                .init("Message", failure.message), .init("At", moment(at)), .init("From", partnership),
            ].compactMap { $0 })
    }

    private func notice(of lateness: WebhookEvent.Lateness, at: Timestamp) -> WebhookNotice {
        let count = lateness.messages.count
        return WebhookNotice(
            title: count == 1
                ? "A message may not leave before its deadline"
                : "\(count) messages may not leave before their deadlines",
            facts: [
                list("Conference", lateness.conferences), list("Discussion", lateness.discussions),
                list("About", lateness.kinds.map(self.title)), list("Message", lateness.messages),
                .init("At", moment(at)), .init("From", partnership),
            ].compactMap { $0 })
    }

    /// The first few: a notice is read at a glance.
    private func list(_ name: String, _ values: [String]) -> WebhookNotice.Fact? {
        guard !values.isEmpty else { return nil }
        let more = values.count > 5 ? " and \(values.count - 5) more" : ""
        return .init(name, values.prefix(5).joined(separator: ", ") + more)
    }

    private func title(of kind: String) -> String {
        ObligationKind(rawValue: kind).map(policy.title) ?? kind
    }

    /// `Mon 23 Nov 2026 09:00`, in London.
    private func moment(_ at: Timestamp) -> String {
        let (date, time) = EuropeLondon.local(at)
        return "\(date.brief) \(time.hoursAndMinutes)"
    }
}

extension WebhookEvent.Failure.Reason {
    fileprivate var words: String {
        switch self {
        case .address: "nobody is reached at the address"
        case .failed: "refused or given up"
        }
    }
}

/// A call that cannot be made, since the receiver's secret or address was not read.
struct WebhookUnread: Error, CustomStringConvertible {
    let name: String

    var description: String { "The secret of the webhook \(name) was not read; nothing is sent unsigned." }
}
