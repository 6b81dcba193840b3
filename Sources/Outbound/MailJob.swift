import Transfers

/// A message on its way to a worker thread, and whoever waits for its outcome.
struct MailJob: Sendable {
    let message: MailMessage
    let continuation: CheckedContinuation<DeliveryOutcome, Never>
}

extension WorkerThreads where Job == MailJob {
    /// Hands a message to the threads and waits for its outcome.
    func deliver(_ message: MailMessage) async -> DeliveryOutcome {
        await withCheckedContinuation { continuation in
            if !submit(MailJob(message: message, continuation: continuation)) {
                continuation.resume(returning: .notBegun)
            }
        }
    }

    /// Refuses what has not begun and waits for the rest.
    func stop() async {
        for job in close() {
            job.continuation.resume(returning: .notBegun)
        }
        await join()
    }
}
