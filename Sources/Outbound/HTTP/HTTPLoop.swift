import CCurl
import Foundation
import Transfers

/// The thread that all requests of one engine share.
///
/// `@unchecked Sendable`: `inbox`, `isClosed`, `hasEnded` and `waiters` are only touched under the lock; the rest only
/// on the thread that runs `run()`. `multi` never changes, and libcurl allows waking it up from any thread for as long
/// as it exists, which the lock sees to.
final class HTTPLoop: @unchecked Sendable {
    private let lock = NSLock()
    private var inbox: [HTTPJob] = []
    private var isClosed = false
    private var hasEnded = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    let breakOff = BreakOff()
    private let settings: HTTPSettings
    private let multi: UnsafeMutableRawPointer
    private var waiting: [String: HTTPJobQueue] = [:]
    private var underWay: [UnsafeMutableRawPointer: (job: HTTPJob, handle: HTTPHandle)] = [:]
    private var countByHost: [String: Int] = [:]
    private var idle: [HTTPHandle] = []

    init(settings: HTTPSettings) {
        self.settings = settings
        guard let multi = curl_multi_init() else { fatalError("libcurl could not allocate a multi handle.") }
        self.multi = multi
    }

    /// Queues requests; false if the loop is closed.
    func submit(_ jobs: [HTTPJob]) -> Bool {
        lock.withLock {
            guard !isClosed else { return false }
            inbox += jobs
            curl_multi_wakeup(multi)
            return true
        }
    }

    /// Takes no more requests, and makes the thread end when those under way are done.
    func close() {
        lock.withLock {
            guard !isClosed else { return }
            isClosed = true
            curl_multi_wakeup(multi)
        }
    }

    /// Makes the thread look whether the requests are to be broken off.
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
            let (arrived, isClosing) = lock.withLock {
                defer { inbox = [] }
                return (inbox, isClosed)
            }
            if isClosing {
                refuse(arrived)
                if breakOff.isRaised { abandon() }
                if underWay.isEmpty { break }
            } else {
                queue(arrived)
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

    private func refuse(_ arrived: [HTTPJob]) {
        for job in arrived { job.ended(.notBegun) }
        for queue in waiting.values { for job in queue.rest { job.ended(.notBegun) } }
        waiting = [:]
    }

    private func abandon() {
        for (curl, (job, _)) in underWay {
            curl_multi_remove_handle(multi, curl)
            job.ended(.brokenOff)
        }
        underWay = [:]
    }

    private func queue(_ arrived: [HTTPJob]) {
        for job in arrived { waiting[job.host, default: HTTPJobQueue()].append(job) }
        for host in Set(arrived.map(\.host)) { fill(host) }
    }

    /// Begins what waits for a host, as far as it has connections free.
    private func fill(_ host: String) {
        while countByHost[host, default: 0] < settings.connectionsPerHost, let job = waiting[host]?.next() {
            begin(job)
        }
        if waiting[host]?.isEmpty == true { waiting[host] = nil }
    }

    private func begin(_ job: HTTPJob) {
        guard let request = job.request() else { return }
        guard let handle = handle(for: request) else { return job.ended(.noHandle) }
        guard handle.prepare(request), curl_multi_add_handle(multi, handle.curl) == CURLM_OK else {
            return job.ended(.notPossible)
        }
        countByHost[job.host, default: 0] += 1
        underWay[handle.curl] = (job, handle)
    }

    /// One that has been there before, if any is idle.
    private func handle(for request: HTTPRequest) -> HTTPHandle? {
        let destination = HTTPHandle.Destination(of: request)
        if let index = idle.lastIndex(where: { $0.destination == destination }) { return idle.remove(at: index) }
        return idle.popLast() ?? HTTPHandle(settings: settings)
    }

    /// - Returns: How many have ended.
    private func finishTransfers() -> Int {
        var (left, count): (Int32, Int) = (0, 0)
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let curl = message.pointee.easy_handle,
                let (job, handle) = underWay.removeValue(forKey: curl)
            else { continue }
            let answer = handle.answer(message.pointee.data.result)
            curl_multi_remove_handle(multi, curl)
            idle.append(handle)
            let others = countByHost[job.host, default: 1] - 1
            countByHost[job.host] = others == 0 ? nil : others
            fill(job.host)
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

/// What waits for one host, in the order in which it came.
private struct HTTPJobQueue {
    private var jobs: [HTTPJob] = []
    private var head = 0

    var isEmpty: Bool { head == jobs.count }
    var rest: ArraySlice<HTTPJob> { jobs[head...] }

    mutating func append(_ job: HTTPJob) { jobs.append(job) }

    mutating func next() -> HTTPJob? {
        guard head < jobs.count else { return nil }
        defer {
            head += 1
            // Only now and then, so that a long queue is not moved up for every job.
            if head == jobs.count || head >= 1024 {
                jobs.removeFirst(head)
                head = 0
            }
        }
        return jobs[head]
    }
}
