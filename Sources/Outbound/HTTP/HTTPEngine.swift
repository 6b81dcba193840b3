import Foundation
import Transfers

/// Requests over HTTP, all on one thread with libcurl's multi interface.
///
/// Each has connections of its own: what one may call must not be lent to another that may not.
final class HTTPEngine: Sendable {
    private let loop: HTTPLoop

    /// Starts the thread; connects to nothing yet.
    init(_ settings: HTTPSettings, name: String) {
        precondition(LibCurl.isReady, "libcurl could not be initialised.")
        let loop = HTTPLoop(settings: settings)
        self.loop = loop
        let thread = Thread { loop.run() }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    deinit {
        loop.close()
    }

    /// Sends a request and waits for its answer. Cancelling the task does not interrupt it.
    func perform(_ request: HTTPRequest) async -> HTTPAnswer {
        await withCheckedContinuation { continuation in
            if !loop.submit(HTTPJob(request: request, continuation: continuation)) {
                continuation.resume(returning: .notBegun)
            }
        }
    }

    /// Takes nothing new, gives what is under way so long to finish, and then breaks it off.
    func stop(within grace: Duration) async {
        loop.close()
        await loop.breakOff.after(
            grace, onRaise: { [loop] in loop.wake() },
            body: { await withCheckedContinuation { loop.whenEnded($0) } })
    }
}

/// A request on its way to the thread, and whoever waits for its answer.
struct HTTPJob: Sendable {
    let request: HTTPRequest
    let continuation: CheckedContinuation<HTTPAnswer, Never>
}
