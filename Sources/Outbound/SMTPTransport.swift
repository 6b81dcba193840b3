import Transfers

/// Mail through a server, over connections that are kept open.
///
/// Each connection is one libcurl easy handle on a thread of its own: in libcurl's multi interface the wait for the
/// server's verdict would hold up all other transfers, and taking a transfer out could deliver half a message.
public final class SMTPTransport: MailTransport {
    private let threads: WorkerThreads<MailJob>
    private let breakOff: BreakOff

    /// Starts the threads; each connects when it has its first message.
    public init(_ settings: SMTPSettings) {
        precondition(LibCurl.isReady, "libcurl could not be initialised.")
        let breakOff = BreakOff()
        self.breakOff = breakOff
        threads = WorkerThreads(count: settings.connections, name: "smtp") {
            let session = SMTPSession(settings, breakOff: breakOff)
            return { job in
                job.continuation.resume(returning: session.deliver(job.message))
            }
        }
    }

    public func deliver(_ message: MailMessage) async -> DeliveryOutcome {
        await threads.deliver(message)
    }

    public func stop(within grace: Duration) async {
        await breakOff.after(grace, body: { await threads.stop() })
    }
}
