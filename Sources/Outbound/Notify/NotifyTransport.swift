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
            to: "email", recipient: message.to.address, id: message.id, isRepeat: message.isRepeat)
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
            to: "sms", recipient: message.to.text, id: message.id, isRepeat: message.isRepeat)
    }

    public func stop(within grace: Duration) async { await engine.stop(within: grace) }

    private func send(
        _ body: some Encodable, to path: String, recipient: String, id: String, isRepeat: Bool
    ) async -> DeliveryOutcome {
        // Notify would take the same message twice: whether it had it already is asked first.
        if isRepeat, let taken = await taken(id) {
            return .accepted(detail: "GOV.UK Notify had taken it as \(taken)", ticket: taken)
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

    /// Notify's id of a message that it has under this reference and has not failed to deliver.
    private func taken(_ reference: String) async -> String? {
        let answer = await engine.perform(request(.get, "/v2/notifications?reference=\(reference)"))
        guard case .answered(200, _, let body) = answer else { return nil }
        return NotifyReport.list(body).first { $0.status?.isFailure == false }?.id
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
