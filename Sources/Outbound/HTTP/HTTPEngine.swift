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
            perform([
                HTTPJob(host: request.host, request: { request }, ended: { continuation.resume(returning: $0) })
            ])
        }
    }

    /// Sends requests, each when a connection to its host is free for it, and returns at once.
    func perform(_ jobs: [HTTPJob]) {
        if !loop.submit(jobs) { for job in jobs { job.ended(.notBegun) } }
    }

    /// Takes nothing new, gives what is under way so long to finish, and then breaks it off.
    func stop(within grace: Duration) async {
        loop.close()
        await loop.breakOff.after(
            grace, onRaise: { [loop] in loop.wake() },
            body: { await withCheckedContinuation { loop.whenEnded($0) } })
    }
}

/// A request on its way to the thread.
struct HTTPJob: Sendable {
    /// Host and port, which requests under way are counted by.
    let host: String
    /// Asked, on the thread, when a connection is free for it. `nil` where it is not to be sent any more: then whoever
    /// says so knows that it has ended.
    let request: @Sendable () -> HTTPRequest?
    /// Called, on the thread, with the answer.
    let ended: @Sendable (HTTPAnswer) -> Void
}
