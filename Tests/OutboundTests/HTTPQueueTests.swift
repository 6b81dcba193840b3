import Synchronization
import Testing

@testable import Outbound

@Suite("What waits to be sent over HTTP")
struct HTTPQueueTests {
    private func jobs(_ count: Int, to host: String = "a.example") -> [HTTPJob] {
        (0..<count).map { _ in HTTPJob(host: host, request: { nil }, ended: { _ in }) }
    }

    /// As many as a thread may begin, and what it is to do then.
    private func begin(_ queue: HTTPQueue, on thread: Int) -> (begun: [HTTPQueue.Host], then: HTTPQueue.Next) {
        var begun: [HTTPQueue.Host] = []
        while true {
            let next = queue.next(on: thread)
            guard case .begin(_, let host) = next else { return (begun, next) }
            begun.append(host)
        }
    }

    @Test(
        "goes out on as many connections to a host as are set, of which each thread has its share",
        arguments: [
            (connections: 1, first: 1, second: 0), (2, 1, 1), (3, 2, 1), (4, 2, 2), (64, 32, 32),
        ])
    func shares(connections: Int, first: Int, second: Int) {
        let queue = HTTPQueue(connectionsPerHost: connections, threads: 2)
        #expect(queue.add(jobs(100)))
        let (begun, then) = begin(queue, on: 0)
        #expect(begun.count == first)
        #expect(then.isForOthers == (second > 0))
        let (others, last) = begin(queue, on: 1)
        #expect(others.count == second)
        #expect(!last.isForOthers && !begin(queue, on: 0).then.isForOthers)
    }

    @Test("goes out as connections become free, on the thread that had them, in the order in which it came")
    func order() throws {
        let queue = HTTPQueue(connectionsPerHost: 2, threads: 2)
        let begun = Mutex<[Int]>([])
        #expect(
            queue.add(
                (0..<2000).map { number in
                    HTTPJob(
                        host: "a.example",
                        request: {
                            begun.withLock { $0.append(number) }
                            return nil
                        }, ended: { _ in })
                }))
        guard case .begin(let first, let host) = queue.next(on: 0), case .begin(let second, _) = queue.next(on: 1)
        else {
            Issue.record("Nothing is begun.")
            return
        }
        _ = (first.request(), second.request())
        for _ in 2..<1500 {
            #expect(begin(queue, on: 0).begun.isEmpty)
            queue.ended(at: host, on: 0)
            #expect(begin(queue, on: 1).begun.isEmpty)
            guard case .begin(let job, _) = queue.next(on: 0) else { continue }
            _ = job.request()
        }
        #expect(begun.withLock { $0 } == Array(0..<1500))
        #expect(queue.takeAll().count == 500)
        #expect(queue.takeAll().isEmpty)
    }

    @Test("does not wait for another host's")
    func others() {
        let queue = HTTPQueue(connectionsPerHost: 1, threads: 2)
        #expect(queue.add(jobs(5, to: "slow.example") + jobs(1, to: "quick.example")))
        let (begun, then) = begin(queue, on: 0)
        #expect(begun.count == 2 && !then.isForOthers)
    }

    @Test("is given back once nothing more is sent")
    func closed() {
        let queue = HTTPQueue(connectionsPerHost: 4, threads: 1)
        #expect(queue.add(jobs(5)))
        queue.close()
        #expect(queue.isClosed && begin(queue, on: 0).begun.isEmpty)
        #expect(!queue.add(jobs(1)))
        #expect(queue.takeAll().count == 5)
    }
}

extension HTTPQueue.Next {
    fileprivate var isForOthers: Bool {
        if case .leaveToOthers = self { true } else { false }
    }
}
