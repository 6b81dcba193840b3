import Transfers

/// The reply mailbox: a folder on an IMAP server (RFC 3501), read through libcurl on a thread of its own.
///
/// Questions are answered one after the other. Cancelling a task does not interrupt one; `stop(within:)` does.
public final class IMAPMailbox: Sendable {
    private let threads: WorkerThreads<IMAPJob>
    private let breakOff: BreakOff

    /// Starts the thread; it connects when it has its first question.
    public init(_ settings: IMAPSettings) {
        precondition(LibCurl.isReady, "libcurl could not be initialised.")
        let breakOff = BreakOff()
        self.breakOff = breakOff
        threads = WorkerThreads(count: 1, name: "imap") {
            let session = IMAPSession(settings, breakOff: breakOff)
            return { job in job.run(session) }
        }
    }

    /// What has arrived since, and does not change any of it.
    ///
    /// - Parameters:
    ///   - position: The last message that was dealt with; nil for all that is there.
    ///   - count: At most so many, the oldest.
    public func arrivals(
        after position: MessageUID?, atMost count: Int = 1000
    ) async throws(MailboxFailure) -> MailboxListing {
        try await perform { session throws(MailboxFailure) in try session.arrivals(after: position, atMost: count) }
    }

    /// A message, all of it unless it is larger than the settings allow. The server takes it for read then.
    public func message(_ uid: MessageUID) async throws(MailboxFailure) -> FetchedMessage {
        try await perform { session throws(MailboxFailure) in try session.message(uid) }
    }

    /// Marks a message as read. One that is no longer there is left alone.
    public func markSeen(_ uid: MessageUID) async throws(MailboxFailure) {
        try await perform { session throws(MailboxFailure) in try session.markSeen(uid) }
    }

    /// Marks a message as read and moves it into another folder of the mailbox, which is made if it is missing.
    ///
    /// With a server that knows neither MOVE (RFC 6851) nor UIDPLUS (RFC 4315) the message is copied, and the one left
    /// behind only marked as deleted.
    public func move(_ uid: MessageUID, to folder: String = "Quorate") async throws(MailboxFailure) {
        guard FolderName.isAccepted(folder) else { throw .noSuchFolder("with such a name") }
        try await perform { session throws(MailboxFailure) in try session.move(uid, to: folder) }
    }

    /// Takes no more questions, gives the one under way so long to be answered, and then breaks it off.
    public func stop(within grace: Duration) async {
        await breakOff.after(grace) {
            for job in threads.close() { job.refuse() }
            await threads.join()
        }
    }

    private func perform<Answer: Sendable>(
        _ question: @escaping @Sendable (IMAPSession) throws(MailboxFailure) -> Answer
    ) async throws(MailboxFailure) -> Answer {
        let result: Result<Answer, MailboxFailure> = await withCheckedContinuation { continuation in
            let job = IMAPJob { session in
                continuation.resume(returning: Result { () throws(MailboxFailure) in try question(session) })
            } refuse: {
                continuation.resume(returning: .failure(.stopped))
            }
            if !threads.submit(job) { job.refuse() }
        }
        return try result.get()
    }
}

/// A question on its way to the mailbox's thread.
private struct IMAPJob: Sendable {
    let run: @Sendable (IMAPSession) -> Void
    /// What to do instead if it never gets its turn.
    let refuse: @Sendable () -> Void

    init(run: @escaping @Sendable (IMAPSession) -> Void, refuse: @escaping @Sendable () -> Void) {
        self.run = run
        self.refuse = refuse
    }
}
