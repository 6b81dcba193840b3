import Foundation
import Transfers

/// What GOV.UK Notify answered to a message, and what it means for that message.
///
/// It goes by the status and the kind of error, as Notify advises: the sentences may change.
struct NotifyAnswer {
    private let answer: HTTPAnswer
    /// The recipient's address or number, which a reason must not repeat.
    private let recipient: String
    private let now: Int64

    /// - Parameter now: Seconds since 1970.
    init(_ answer: HTTPAnswer, recipient: String, now: Int64) {
        (self.answer, self.recipient, self.now) = (answer, recipient, now)
    }

    /// Seconds until Notify counts anew, at midnight UTC, and a minute for clocks that differ.
    static func secondsToNextDay(from now: Int64) -> Int { 86_400 - Int(now % 86_400) + 60 }

    var outcome: DeliveryOutcome {
        switch answer {
        case .answered(let status, let retryAfter, let body): outcome(status, retryAfter, body)
        case .addressRefused: .unreachable(reason: "The name of GOV.UK Notify leads to an address that is not public.")
        case .failed(let failure, wasSentCompletely: false):
            .unreachable(reason: failure.sentence(peer: "server of GOV.UK Notify"))
        case .failed(let failure, wasSentCompletely: true):
            .unknown(
                reason: "GOV.UK Notify had the whole message but did not answer (\(failure.summary)); it may have been "
                    + "taken.")
        case .brokenOff: .unknown(reason: "GOV.UK Notify had not answered when the daemon stopped.")
        case .notBegun: .notBegun
        case .notPossible:
            .unreachable(reason: "libcurl refused an option that is needed to call GOV.UK Notify safely.")
        case .noHandle: .transient(reason: "libcurl could not allocate a handle.")
        }
    }

    /// Of a question whether it has a message: nothing was given to it, so nothing of the message can be at fault.
    var toQuestion: DeliveryOutcome {
        switch outcome {
        case .unreachable, .shutOut, .closed, .notBegun, .transient: outcome
        default:
            .transient(reason: "GOV.UK Notify did not say whether it had taken the message before.", retryAfter: nil)
        }
    }

    private func outcome(_ status: Int, _ retryAfter: Int, _ body: [UInt8]) -> DeliveryOutcome {
        if (200..<300).contains(status) {
            let ticket = NotifyReceipt(body)?.id
            return .accepted(detail: "GOV.UK Notify took it" + (ticket.map { " as \($0)" } ?? ""), ticket: ticket)
        }
        let error = NotifyError(body)
        let said = "HTTP \(status)" + (error.map { ", \($0.text(without: recipient))" } ?? "")
        switch status {
        case 400 where error?.isAboutRecipient == true:
            return .badAddress(reason: "GOV.UK Notify does not accept the recipient's address: \(said)")
        case 429 where error?.kind == "TooManyRequestsError":
            return .closed(
                reason: "GOV.UK Notify takes no more from the service today: \(said)",
                seconds: Self.secondsToNextDay(from: now))
        case 408, 425, 429, 500...:
            return .transient(
                reason: "GOV.UK Notify did not take it for now: \(said)",
                retryAfter: retryAfter > 0 ? retryAfter : nil)
        case 403:
            // The key or the clock is at fault: no other message would fare better.
            return .shutOut(reason: "GOV.UK Notify refused the service's key or clock: \(said)")
        case 300..<400, 401, 404:
            // Something else answers there than Notify does.
            return .unreachable(reason: "GOV.UK Notify takes nothing from the service as it is set: \(said)")
        default: return .permanent(reason: "GOV.UK Notify refused it: \(said)")
        }
    }
}

/// What Notify answers to a message that it takes.
struct NotifyReceipt: Decodable {
    let id: String

    /// - Returns: `nil` for what is no such answer.
    init?(_ body: [UInt8]) {
        do { self = try JSONDecoder().decode(NotifyReceipt.self, from: Data(body)) } catch { return nil }
        guard NotifyID.isAccepted(id) else { return nil }
    }
}

/// The first of the errors that an answer tells.
struct NotifyError: Equatable {
    /// `BadRequestError`, `AuthError`, …
    let kind: String
    private let message: String

    private struct Body: Decodable {
        struct Entry: Decodable {
            let error: String
            let message: String
        }
        let errors: [Entry]
    }

    /// - Returns: `nil` for what is no answer of Notify's.
    init?(_ body: [UInt8]) {
        do {
            let first = try JSONDecoder().decode(Body.self, from: Data(body)).errors.first
            guard let first else { return nil }
            (kind, message) = (first.error, first.message)
        } catch { return nil }
    }

    /// Whether it is the address or the number that is no such thing.
    var isAboutRecipient: Bool {
        kind == "ValidationError" && (message.hasPrefix("email_address") || message.hasPrefix("phone_number"))
    }

    /// In one line, and shortened.
    func text(without recipient: String) -> String {
        let line = message.replacingOccurrences(of: recipient, with: "[recipient]")
            .split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
        return "\(kind): \(line.prefix(300))"
    }
}
