/// A receiver's answer, and what it means for the call.
struct WebhookAnswer {
    let status: Int
    /// From Retry-After; 0 if it was not given.
    let retryAfterSeconds: Int
    let host: String

    var outcome: DeliveryOutcome {
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
                reason: "The webhook receiver \(host) did not take it for now (HTTP \(status))\(retryHint).",
                retryAfter: retryAfterSeconds > 0 ? retryAfterSeconds : nil)
        default:
            .permanent(reason: "The webhook receiver \(host) refused the call (HTTP \(status)).")
        }
    }

    private var retryHint: String {
        retryAfterSeconds > 0 ? " and asks to wait \(retryAfterSeconds) seconds" : ""
    }
}
