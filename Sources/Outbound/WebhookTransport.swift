import Foundation
import Transfers

/// Signed HTTPS calls to receivers, all on one thread with libcurl's multi interface.
public final class WebhookTransport: Sendable {
    private let settings: WebhookSettings
    private let loop: WebhookLoop

    /// Starts the thread; connects to nothing yet.
    public init(settings: WebhookSettings) {
        precondition(LibCurl.isReady, "libcurl could not be initialised.")
        self.settings = settings
        let loop = WebhookLoop(settings: settings)
        self.loop = loop
        let thread = Thread { loop.run() }
        thread.name = "webhooks"
        thread.stackSize = 1 << 20
        thread.start()
    }

    deinit {
        loop.close()
    }

    /// Makes one call and says what became of it: only an answer of 2xx counts as accepted, and no redirect is
    /// followed. Cancelling the task does not interrupt the call.
    public func deliver(_ call: WebhookCall) async -> DeliveryOutcome {
        if let objection = call.objection(allowInsecureHTTP: settings.allowInsecureHTTP) {
            return .permanent(reason: objection)
        }
        return await withCheckedContinuation { continuation in
            if !loop.submit(WebhookJob(call: call, continuation: continuation)) {
                continuation.resume(returning: .notBegun)
            }
        }
    }

    /// Takes nothing new, gives the calls under way so long to finish, and then breaks them off.
    public func stop(within grace: Duration = .seconds(86_400)) async {
        loop.close()
        await loop.breakOff.after(
            grace, onRaise: { [loop] in loop.wake() },
            body: { await withCheckedContinuation { loop.whenEnded($0) } })
    }
}

/// A call on its way to the thread, and whoever waits for its outcome.
struct WebhookJob: Sendable {
    let call: WebhookCall
    let continuation: CheckedContinuation<DeliveryOutcome, Never>
}
