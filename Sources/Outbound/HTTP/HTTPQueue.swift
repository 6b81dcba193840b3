import Foundation
import Transfers

/// What waits to be sent, for each host in the order in which it came, and how many requests to it are under way: shared
/// by the threads of one engine.
///
/// `@unchecked Sendable`: whatever changes is only touched under the lock.
final class HTTPQueue: @unchecked Sendable {
    private let lock = NSLock()
    private var hosts: [String: Host] = [:]
    private var isOpen = true
    private let connectionsPerHost: Int
    /// How many of them one thread may have, so that the others have work too.
    private let share: Int
    private let threads: Int

    /// Raised when what is under way is not waited for any longer.
    let breakOff = BreakOff()

    init(connectionsPerHost: Int, threads: Int) {
        (self.connectionsPerHost, self.threads) = (connectionsPerHost, threads)
        share = (connectionsPerHost + threads - 1) / threads
    }

    /// - Returns: Whether they were taken; false once it is closed.
    func add(_ jobs: [HTTPJob]) -> Bool {
        lock.withLock {
            guard isOpen else { return false }
            for job in jobs { host(job.host).waiting.append(job) }
            return true
        }
    }

    func close() { lock.withLock { isOpen = false } }

    var isClosed: Bool { lock.withLock { !isOpen } }

    /// What a thread is to do next.
    enum Next {
        /// This, which counts as under way until ``HTTPQueue/ended(at:on:)``.
        case begin(HTTPJob, at: Host)
        /// Nothing, yet another thread could: this one has its share.
        case leaveToOthers
        case nothing
    }

    func next(on thread: Int) -> Next {
        lock.withLock {
            guard isOpen else { return .nothing }
            var isForOthers = false
            for host in hosts.values where !host.waiting.isEmpty && host.total < connectionsPerHost {
                if host.underWay[thread] < share, let job = host.waiting.next() {
                    host.underWay[thread] += 1
                    return .begin(job, at: host)
                }
                isForOthers = true
            }
            return isForOthers ? .leaveToOthers : .nothing
        }
    }

    /// One that was taken has ended, or was not begun after all.
    func ended(at host: Host, on thread: Int) {
        lock.withLock {
            host.underWay[thread] -= 1
            if host.waiting.isEmpty && host.total == 0 { hosts[host.name] = nil }
        }
    }

    /// All that was not begun.
    func takeAll() -> [HTTPJob] {
        lock.withLock {
            hosts.values.flatMap { host in
                defer { host.waiting = HTTPJobQueue() }
                return host.waiting.rest
            }
        }
    }

    private func host(_ name: String) -> Host {
        if let host = hosts[name] { return host }
        let host = Host(name, threads: threads)
        hosts[name] = host
        return host
    }

    /// A host, as far as requests to it wait or are under way.
    final class Host {
        fileprivate let name: String
        fileprivate var waiting = HTTPJobQueue()
        /// On each thread.
        fileprivate var underWay: [Int]

        fileprivate init(_ name: String, threads: Int) {
            self.name = name
            underWay = Array(repeating: 0, count: threads)
        }

        fileprivate var total: Int { underWay.reduce(0, +) }
    }
}

/// Jobs in the order in which they came.
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
