import Foundation
import Transfers

/// Requests over HTTP, with libcurl's multi interface.
///
/// Each has connections of its own: what one may call must not be lent to another that may not.
final class HTTPEngine: Sendable {
    private let queue: HTTPQueue
    /// The first is woken by what comes, the others one by another while more waits.
    private let loops: [HTTPLoop]

    /// Starts the threads; connects to nothing yet.
    ///
    /// - Parameter threads: Which share the connections to each host between them. One keeps up with what comes one by
    ///   one; of thousands at once a second takes what the first is too busy for.
    init(_ settings: HTTPSettings, name: String, threads: Int = 1) {
        precondition(LibCurl.isReady, "libcurl could not be initialised.")
        let queue = HTTPQueue(connectionsPerHost: settings.connectionsPerHost, threads: threads)
        self.queue = queue
        loops = (0..<threads).reversed().reduce(into: []) { loops, number in
            loops.insert(HTTPLoop(number, of: queue, settings: settings, following: loops.first), at: 0)
        }
        for loop in loops {
            let thread = Thread { loop.run() }
            thread.name = name
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    deinit {
        close()
    }

    private func close() {
        queue.close()
        wake()
    }

    private func wake() { for loop in loops { loop.wake() } }

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
        if queue.add(jobs) { loops[0].wake() } else { for job in jobs { job.ended(.notBegun) } }
    }

    /// Takes nothing new, gives what is under way so long to finish, and then breaks it off.
    func stop(within grace: Duration) async {
        close()
        await queue.breakOff.after(
            grace, onRaise: { [self] in wake() },
            body: { for loop in loops { await withCheckedContinuation { loop.whenEnded($0) } } })
    }
}

/// A request on its way to a thread.
struct HTTPJob: Sendable {
    /// Host and port, which requests under way are counted by.
    let host: String
    /// Asked, on a thread of the engine's, when a connection is free for it. `nil` where it is not to be sent any more: then whoever
    /// says so knows that it has ended.
    let request: @Sendable () -> HTTPRequest?
    /// Called, on the same thread, with the answer.
    let ended: @Sendable (HTTPAnswer) -> Void
}
