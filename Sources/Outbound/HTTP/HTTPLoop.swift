import CCurl
import Foundation
import Transfers

/// A thread of an engine's, and the requests that it has under way.
///
/// `@unchecked Sendable`: `hasEnded` and `waiters` are only touched under the lock; the rest only on the thread that runs
/// `run()`. `multi` never changes, and libcurl allows waking it up from any thread for as long as it exists, which the
/// lock sees to.
final class HTTPLoop: @unchecked Sendable {
    private let lock = NSLock()
    private var hasEnded = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    private let queue: HTTPQueue
    private let number: Int
    /// Woken when more waits than this thread may begin.
    private let following: HTTPLoop?
    private let settings: HTTPSettings
    private let multi: UnsafeMutableRawPointer
    private var underWay: [UnsafeMutableRawPointer: Transfer] = [:]
    private var idle: [HTTPHandle] = []

    private typealias Transfer = (job: HTTPJob, handle: HTTPHandle, host: HTTPQueue.Host)

    /// - Parameter number: By which the queue knows the thread; those that follow have higher ones.
    init(_ number: Int, of queue: HTTPQueue, settings: HTTPSettings, following: HTTPLoop?) {
        (self.number, self.queue, self.settings, self.following) = (number, queue, settings, following)
        guard let multi = curl_multi_init() else { fatalError("libcurl could not allocate a multi handle.") }
        self.multi = multi
    }

    /// Makes the thread look what waits, and whether it is to end.
    func wake() {
        lock.withLock { if !hasEnded { _ = curl_multi_wakeup(multi) } }
    }

    func whenEnded(_ waiter: CheckedContinuation<Void, Never>) {
        let isOver = lock.withLock {
            if !hasEnded { waiters.append(waiter) }
            return hasEnded
        }
        if isOver { waiter.resume() }
    }

    func run() {
        while true {
            let isClosing = queue.isClosed
            if isClosing {
                for job in queue.takeAll() { job.ended(.notBegun) }
                if queue.breakOff.isRaised { abandon() }
                if underWay.isEmpty { break }
            } else {
                beginAll()
            }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            // What begins in place of what has ended goes out at once.
            if finishTransfers() > 0 || (isClosing && underWay.isEmpty) { continue }
            // Returns at once when a socket is ready, a time-out is near or somebody wakes it.
            curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
        end()
    }

    private func abandon() {
        for (curl, transfer) in underWay {
            curl_multi_remove_handle(multi, curl)
            queue.ended(at: transfer.host, on: number)
            transfer.job.ended(.brokenOff)
        }
        underWay = [:]
    }

    /// Begins what waits, as far as connections are free.
    private func beginAll() {
        while true {
            switch queue.next(on: number) {
            case .begin(let job, let host):
                if !begin(job, at: host) { queue.ended(at: host, on: number) }
            case .leaveToOthers:
                following?.wake()
                return
            case .nothing: return
            }
        }
    }

    /// - Returns: Whether it is under way; otherwise whoever gave it knows how it ended.
    private func begin(_ job: HTTPJob, at host: HTTPQueue.Host) -> Bool {
        guard let request = job.request() else { return false }
        guard let handle = handle(for: request) else {
            job.ended(.noHandle)
            return false
        }
        guard handle.prepare(request), curl_multi_add_handle(multi, handle.curl) == CURLM_OK else {
            job.ended(.notPossible)
            return false
        }
        underWay[handle.curl] = (job, handle, host)
        return true
    }

    /// One that has been there before, if any is idle.
    private func handle(for request: HTTPRequest) -> HTTPHandle? {
        let destination = HTTPHandle.Destination(of: request)
        if let index = idle.lastIndex(where: { $0.destination == destination }) { return idle.remove(at: index) }
        return idle.popLast() ?? HTTPHandle(settings: settings)
    }

    /// Those that have ended make room for others, which begin before it is told how they ended.
    ///
    /// - Returns: How many have ended.
    private func finishTransfers() -> Int {
        var (left, count): (Int32, Int) = (0, 0)
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let curl = message.pointee.easy_handle,
                let (job, handle, host) = underWay.removeValue(forKey: curl)
            else { continue }
            let answer = handle.answer(message.pointee.data.result)
            curl_multi_remove_handle(multi, curl)
            idle.append(handle)
            queue.ended(at: host, on: number)
            beginAll()
            job.ended(answer)
            count += 1
        }
        return count
    }

    private func end() {
        idle = []
        let resumed = lock.withLock {
            hasEnded = true
            curl_multi_cleanup(multi)
            defer { waiters = [] }
            return waiters
        }
        for waiter in resumed { waiter.resume() }
    }
}
