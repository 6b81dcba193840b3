import Synchronization

/// Tells transfers that are under way to end now.
package final class BreakOff: Sendable {
    private let raised = Atomic(false)

    package init() {}

    package var isRaised: Bool { raised.load(ordering: .acquiring) }

    /// Runs `body`, and raises the flag if it takes longer than `grace`.
    ///
    /// - Parameter onRaise: Called once it is raised, to wake up whoever should look.
    package func after(_ grace: Duration, onRaise: @escaping @Sendable () -> Void = {}, body: () async -> Void) async {
        let timer = Task {
            try await Task.sleep(for: grace)
            raised.store(true, ordering: .releasing)
            onRaise()
        }
        await body()
        timer.cancel()
    }
}
