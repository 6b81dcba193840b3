import Logging
import Outbound
import Persistence
import ServiceLifecycle
import WorkingDays

/// Runs the plan loop until the daemon stops.
struct PlanService: Service, CustomStringConvertible {
    let planner: Planner
    let clock: any WallClock
    let queue: LoopQueue
    let rest: Rest
    let notifier: SystemdNotifier
    let logger: Logger
    let observer: DaemonObserver
    /// Says that the daemon is up. The group that runs its services heeds signals by then: sooner, whoever is told could
    /// stop it in a way that ends it at once.
    let announce: @Sendable () -> Void

    var description: String { "plan" }

    func run() async throws {
        announce()
        await cancelWhenGracefulShutdown { await withTaskExecutorPreference(queue) { await plan() } }
        notifier.stopping()
    }

    private func plan() async {
        var signOfLife = ContinuousClock.now
        while !Task.isCancelled {
            do {
                let summary = try await planner.tick(now: clock.now)
                if summary.messages > 0 { report(summary) }
            } catch is CancellationError {
                break
            } catch {
                logger.error("planning failed; trying again", metadata: ["reason": "\(error)"])
                await rest.pause()
            }
            // After a failure too: a full disk or a held database passes, and a restart would not mend it.
            if signOfLife <= .now {
                notifier.watchdog()
                signOfLife = .now + .seconds(1)
            }
            await rest()
        }
    }

    private func report(_ summary: PlanSummary) {
        logger.info(
            "reminders planned",
            metadata: [
                "messages": "\(summary.messages)", "reminders": "\(summary.reminders)",
                "overtaken": "\(summary.overtaken)", "webhooks": "\(summary.webhookCalls)",
            ])
        observer.planned(summary)
    }
}

/// Runs the deliver loop until the daemon stops; then finishes what is under way.
struct DeliverService: Service, CustomStringConvertible {
    let dispatcher: Dispatcher
    let channels: Channels
    let queue: LoopQueue
    let rest: Rest
    let logger: Logger
    let observer: DaemonObserver

    var description: String { "deliver" }

    /// What is with a server when the daemon is told to stop has so long to finish; the rest of the five seconds is
    /// for recording how it ended.
    private static let grace = Duration.seconds(3)

    func run() async throws {
        let shutdown = AsyncStream<Void>.makeStream()
        async let stopped: Void = {
            for await _ in shutdown.stream { await channels.stop(within: Self.grace) }
        }()
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await withTaskExecutorPreference(queue) { await deliver() } }
        } onGracefulShutdown: {
            shutdown.continuation.yield()
        }
        shutdown.continuation.finish()
        await stopped
    }

    private func deliver() async {
        while !Task.isCancelled {
            do {
                let summary = try await dispatcher.tick()
                if summary != DeliverySummary() { report(summary) }
            } catch is CancellationError {
                break
            } catch {
                logger.error("delivering failed; trying again", metadata: ["reason": "\(error)"])
                await rest.pause()
            }
            await rest()
        }
    }

    private func report(_ summary: DeliverySummary) {
        logger.info(
            "messages delivered",
            metadata: [
                "sent": "\(summary.sent)", "deferred": "\(summary.deferred)", "failed": "\(summary.failed)",
            ])
        observer.delivered(summary)
    }
}

/// Ends the group when its time is up.
struct TimeLimit: Service {
    let limit: Duration
    let clock: any Clock<Duration>

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await clock.sleep(for: limit) }
    }
}

/// Told what the loops did; the demonstration prints it.
public struct DaemonObserver: Sendable {
    public var planned: @Sendable (PlanSummary) -> Void = { _ in }
    public var delivered: @Sendable (DeliverySummary) -> Void = { _ in }

    public init() {}
}

extension Channels {
    /// Waits for what is with a server, and takes nothing new.
    func stop(within grace: Duration) async {
        async let mailStopped: Void = mail.stop(within: grace)
        async let textsStopped: Void? = texts?.stop(within: grace)
        await webhooks?.transport.stop(within: grace)
        _ = await textsStopped
        await mailStopped
    }
}
