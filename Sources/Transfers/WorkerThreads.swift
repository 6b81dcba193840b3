import Foundation

/// A few threads that take jobs from one queue, for work that blocks: a thread of its own keeps it off the
/// cooperative pool, which has only as many threads as the machine has cores.
package final class WorkerThreads<Job: Sendable>: Sendable {
    private let queue = Queue()

    /// Starts the threads.
    ///
    /// - Parameter makeWorker: Called once on each thread. What it returns never leaves that thread, so it may own
    ///   things that are not thread-safe; it is released there when the threads stop.
    package init(count: Int, name: String, makeWorker: @escaping @Sendable () -> (Job) -> Void) {
        queue.running = count
        for number in 1...count {
            let thread = Thread { [queue] in
                Self.run(queue, makeWorker)
                queue.threadEnded()
            }
            thread.name = "\(name)-\(number)"
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    deinit {
        _ = queue.close()
    }

    /// Queues a job; false if the threads are stopping, in which case it will not run.
    package func submit(_ job: Job) -> Bool {
        queue.push(job)
    }

    /// Stops taking jobs, returns those that had not begun and does not wait for the others.
    package func close() -> [Job] {
        queue.close()
    }

    /// Returns when every thread has finished the job that it had and ended. Call `close()` first.
    package func join() async {
        await withCheckedContinuation { queue.whenEnded($0) }
    }

    private static func run(_ queue: Queue, _ makeWorker: () -> (Job) -> Void) {
        let worker = makeWorker()
        while let job = queue.pop() {
            worker(job)
        }
    }

    /// `@unchecked Sendable`: every property is only touched with the condition's lock held, except `running` before
    /// the first thread starts.
    private final class Queue: @unchecked Sendable {
        private let condition = NSCondition()
        private var jobs: [Job?] = []
        private var head = 0
        private var isClosed = false
        private var waiters: [CheckedContinuation<Void, Never>] = []
        var running = 0

        func push(_ job: Job) -> Bool {
            condition.lock()
            defer { condition.unlock() }
            guard !isClosed else { return false }
            jobs.append(job)
            condition.signal()
            return true
        }

        /// The next job, waiting for one; nil once closed.
        func pop() -> Job? {
            condition.lock()
            defer { condition.unlock() }
            while !isClosed && head == jobs.count {
                condition.wait()
            }
            guard head < jobs.count else { return nil }
            let job = jobs[head]
            jobs[head] = nil
            head += 1
            // Only now and then, so that a long queue is not moved up for every job.
            if head == jobs.count || head >= 1024 {
                jobs.removeFirst(head)
                head = 0
            }
            return job
        }

        func close() -> [Job] {
            condition.lock()
            defer { condition.unlock() }
            isClosed = true
            let left = jobs[head...].compactMap { $0 }
            jobs = []
            head = 0
            condition.broadcast()
            return left
        }

        func threadEnded() {
            condition.lock()
            running -= 1
            let resumed = running == 0 ? waiters : []
            if running == 0 { waiters = [] }
            condition.unlock()
            for waiter in resumed { waiter.resume() }
        }

        func whenEnded(_ waiter: CheckedContinuation<Void, Never>) {
            condition.lock()
            let hasEnded = running == 0
            if !hasEnded { waiters.append(waiter) }
            condition.unlock()
            if hasEnded { waiter.resume() }
        }
    }
}
