import Foundation

/// Mail and text messages through GOV.UK Notify.
///
/// What a message says is put into a template of the service's at Notify, under the placeholders `subject` and `message`.
/// Notify's reference is the message's id.
public final class NotifyTransport: MailTransport, TextTransport {
    private let settings: NotifySettings
    private let engine: HTTPEngine
    private let now: @Sendable () -> Int64

    /// Starts the thread; connects to nothing yet.
    ///
    /// - Parameter now: The time in seconds since 1970, which tokens carry.
    public init(_ settings: NotifySettings, now: @escaping @Sendable () -> Int64) {
        self.settings = settings
        self.now = now
        engine = HTTPEngine(settings.http, name: "notify")
    }

    public func deliver(_ message: MailMessage) async -> DeliveryOutcome {
        guard let templates = settings.mailTemplates else {
            return .permanent(reason: "No templates for mails are set.")
        }
        return await send(
            NotifyMail(
                email_address: message.to.address, template_id: templates[message.kind],
                personalisation: ["subject": message.subject, "message": message.text], reference: message.id,
                email_reply_to_id: settings.replyToID),
            to: "email", recipient: message.to.address, id: message.id, isRepeat: message.isRepeat,
            orderedAt: message.orderedAt)
    }

    public func deliver(_ message: TextMessage) async -> DeliveryOutcome {
        guard let templates = settings.textTemplates else {
            return .permanent(reason: "No templates for text messages are set.")
        }
        return await send(
            NotifyText(
                phone_number: message.to.text, template_id: templates[message.kind],
                personalisation: ["message": message.text], reference: message.id,
                sms_sender_id: settings.textSenderID),
            to: "sms", recipient: message.to.text, id: message.id, isRepeat: message.isRepeat,
            orderedAt: message.orderedAt)
    }

    public func stop(within grace: Duration) async { await engine.stop(within: grace) }

    private func send(
        _ body: some Encodable, to path: String, recipient: String, id: String, isRepeat: Bool, orderedAt: Int64?
    ) async -> DeliveryOutcome {
        // Notify would take the same message twice: whether it had it already is asked first.
        if isRepeat {
            switch await taken(id, since: orderedAt, recipient: recipient) {
            case .asTicket(let taken):
                return .accepted(detail: "GOV.UK Notify had taken it as \(taken)", ticket: taken)
            case .notTaken: break
            case .notAnswered(let outcome): return outcome
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes: [UInt8]
        do { bytes = Array(try encoder.encode(body)) } catch {
            return .permanent(reason: "It could not be written as JSON: \(error)")
        }
        let answer = await engine.perform(request(.post(body: bytes), "/v2/notifications/\(path)"))
        return NotifyAnswer(answer, recipient: recipient, now: now()).outcome
    }

    /// Seconds by which Notify's clock and ours may differ: its tokens allow as many.
    private static let clockDifference: Int64 = 30

    private enum Taken {
        /// Notify's id.
        case asTicket(String)
        case notTaken
        /// Not known: to give it to Notify now might mean to send it twice.
        case notAnswered(DeliveryOutcome)
    }

    /// Whether Notify has a message under this reference that it has not failed to deliver.
    ///
    /// - Parameter since: What it took before, in seconds since 1970, is another sending.
    private func taken(_ reference: String, since: Int64?, recipient: String) async -> Taken {
        let answer = await engine.perform(request(.get, "/v2/notifications?reference=\(reference)"))
        guard case .answered(200, _, let body) = answer, let reports = NotifyReport.list(body) else {
            return .notAnswered(NotifyAnswer(answer, recipient: recipient, now: now()).toQuestion)
        }
        let standing = reports.first { report in
            report.status?.isFailure == false
                && since.map { (report.createdAt ?? .max) >= $0 - Self.clockDifference } ?? true
        }
        return standing.map { .asTicket($0.id) } ?? .notTaken
    }

    /// How a message stands that Notify took.
    ///
    /// - Parameter ticket: Notify's id.
    public func standing(of ticket: String) async -> NotifyStanding {
        let answer = await engine.perform(request(.get, "/v2/notifications/\(ticket)"))
        return NotifyStanding(answer, now: now())
    }

    private func request(_ method: HTTPRequest.Method, _ path: String) -> HTTPRequest {
        var headers = ["Authorization: Bearer \(settings.key.token(at: now()))", "Accept: application/json"]
        if case .post = method { headers.append("Content-Type: application/json") }
        return HTTPRequest(
            method: method, url: settings.address.url + path, host: settings.address.host, headers: headers,
            keptBytes: HTTPHandle.longestBody)
    }
}

// The names are those of Notify's contract.
// swift-format-ignore: AlwaysUseLowerCamelCase
private struct NotifyMail: Encodable {
    let email_address: String
    let template_id: String
    let personalisation: [String: String]
    let reference: String
    let email_reply_to_id: String?
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct NotifyText: Encodable {
    let phone_number: String
    let template_id: String
    let personalisation: [String: String]
    let reference: String
    let sms_sender_id: String?
}
