import Dispatch

/// Where a loop runs, in turn: a queue of its own, which hears of commits and may wait for the database.
///
/// Whoever awaits a transaction elsewhere hands it to another thread and is woken by it again, which takes longer than
/// most transactions; on a loop's queue the database does it in place (``SQLiteDatabase``). Tasks come to it by
/// `withTaskExecutorPreference`. Other work that takes long belongs to `globalConcurrentExecutor`, and what is written while
/// the loop does something else, such as settlements, to a task of its own: a loop's queue does one thing at a time.
public final class LoopQueue: TaskExecutor {
    let queue: DispatchQueue
    private static let mark = DispatchSpecificKey<Void>()

    /// - Parameter name: What it is called among the process's queues.
    public init(_ name: String) {
        queue = DispatchQueue(label: "quorate.\(name)")
        queue.setSpecific(key: Self.mark, value: ())
    }

    /// Whether the caller runs on a loop's queue.
    static var isCurrent: Bool { DispatchQueue.getSpecific(key: mark) != nil }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
