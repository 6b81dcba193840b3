import Outbound
import Persistence
import TestValues
import WorkingDays

@testable import Daemon

/// Answers as it is told to, and keeps what it was given with the time.
final class ScriptedTransport: MailTransport {
    struct Attempt: Sendable {
        let message: MailMessage
        let at: Timestamp
    }

    private let clock: any WallClock
    private let attempts = Locked<[Attempt]>([])
    private let answer: @Sendable (MailMessage) async -> DeliveryOutcome

    init(
        _ clock: any WallClock,
        answer: @escaping @Sendable (MailMessage) async -> DeliveryOutcome = { _ in .accepted(detail: "250 OK") }
    ) {
        self.clock = clock
        self.answer = answer
    }

    var all: [Attempt] { attempts.withLock { $0 } }

    func deliver(_ message: MailMessage) async -> DeliveryOutcome {
        let now = clock.now
        attempts.withLock { $0.append(Attempt(message: message, at: now)) }
        return await answer(message)
    }

    func stop(within grace: Duration) async {}
}
