import Outbound
import Persistence

@testable import Daemon

/// Answers texts as it is told to, and keeps them.
final class ScriptedTexts: TextTransport {
    private let messages = Locked<[TextMessage]>([])
    private let answer: @Sendable (TextMessage) async -> DeliveryOutcome

    init(
        answer: @escaping @Sendable (TextMessage) async -> DeliveryOutcome = {
            .accepted(detail: "taken", ticket: $0.id)
        }
    ) {
        self.answer = answer
    }

    var all: [TextMessage] { messages.withLock { $0 } }

    func deliver(_ message: TextMessage) async -> DeliveryOutcome {
        messages.withLock { $0.append(message) }
        return await answer(message)
    }

    func stop(within grace: Duration) async {}
}
