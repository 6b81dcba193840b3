import Transfers

/// A receiver's answer, and what it means for the call.
struct WebhookAnswer {
    private let answer: HTTPAnswer
    private let host: String

    init(_ answer: HTTPAnswer, host: String) { (self.answer, self.host) = (answer, host) }

    var outcome: DeliveryOutcome {
        switch answer {
        case .answered(let status, let retryAfter, _): outcome(status, retryAfter: retryAfter)
        case .addressRefused:
            .permanent(
                reason: "The webhook receiver \(host) has no public address, and webhookDelivery.allowedNetworks does "
                    + "not name its network.")
        case .failed(let failure, wasSentCompletely: false):
            .unreachable(reason: failure.sentence(peer: "webhook receiver"))
        case .failed(let failure, wasSentCompletely: true):
            .unknown(
                reason: "The webhook receiver \(host) had the whole call but did not answer it (\(failure.summary)); "
                    + "it may have been taken.")
        case .brokenOff:
            .unknown(reason: "The receiver had not answered when the daemon stopped; it may have had the call.")
        case .notBegun: .notBegun
        case .notPossible:
            .unreachable(reason: "libcurl refused an option that is needed to call a webhook safely.")
        case .noHandle: .transient(reason: "libcurl could not allocate a handle.")
        }
    }

    private func outcome(_ status: Int, retryAfter: Int) -> DeliveryOutcome {
        switch status {
        case 200..<300:
            .accepted(detail: "HTTP \(status)")
        case 300..<400:
            .permanent(
                reason: "The webhook receiver \(host) answered with a redirect (HTTP \(status)), which is not "
                    + "followed; set the address that it leads to.")
        case 410:
            .gone(reason: "The webhook receiver \(host) says that it is gone for good (HTTP 410).")
        case 408, 425, 429, 500...:
            .transient(
                reason: "The webhook receiver \(host) did not take it for now (HTTP \(status))\(hint(retryAfter)).",
                retryAfter: retryAfter > 0 ? retryAfter : nil)
        default:
            .permanent(reason: "The webhook receiver \(host) refused the call (HTTP \(status)).")
        }
    }

    private func hint(_ retryAfter: Int) -> String {
        retryAfter > 0 ? " and asks to wait \(retryAfter) seconds" : ""
    }
}
