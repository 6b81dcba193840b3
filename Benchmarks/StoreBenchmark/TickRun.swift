import Daemon
import Persistence
import WorkingDays

/// The plan loop where nothing is due, on a small and a large database in turn.
struct TickRun {
    let ticks: Int

    struct Figures: Encodable {
        /// One for each of the ticks.
        let nanoseconds: [[Double]]
    }

    func compare(_ configurations: PartnershipConfiguration...) async throws -> Figures {
        let now = SystemWallClock().now
        var databases: [SQLiteDatabase] = []
        for configuration in configurations { databases.append(try await configuration.openDatabase()) }
        let planners = zip(databases, configurations).map { database, configuration in
            Planner(database: database, rulebook: configuration.rulebook, endpoints: [])
        }
        var nanoseconds = planners.map { _ in [Double]() }
        // The first tick of each opens a connection.
        for planner in planners { try await planner.tick(now: now) }
        for _ in 0..<ticks {
            for (index, planner) in planners.enumerated() {
                let start = ContinuousClock.now
                let summary = try await planner.tick(now: now)
                nanoseconds[index].append((ContinuousClock.now - start) / .nanoseconds(1))
                guard summary == PlanSummary() else { throw SomethingWasDue(messages: summary.messages) }
            }
        }
        return Figures(nanoseconds: nanoseconds)
    }
}

struct SomethingWasDue: Error, CustomStringConvertible {
    let messages: Int

    var description: String { "\(messages) messages fell due meanwhile; fill the databases anew." }
}
