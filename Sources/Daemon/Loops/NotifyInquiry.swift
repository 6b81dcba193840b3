import Logging
import Outbound
import Persistence
import ServiceLifecycle
import WorkingDays

/// Asks GOV.UK Notify what became of the messages that it took, and records the answer with what follows from it.
public struct NotifyInquiry: Sendable {
    private let database: any Database
    private let transport: NotifyTransport
    private let subscriptions: [WebhookSubscription]
    private let texting: Texting
    private let clock: any WallClock
    private let logger: Logger

    /// Questions in one round: what Notify takes in a second.
    private static let most = 50

    /// - Parameters:
    ///   - subscriptions: The webhooks that are told of what was not delivered.
    ///   - texting: Whether that may leave by text.
    public init(
        database: any Database, transport: NotifyTransport, subscriptions: [WebhookSubscription] = [],
        texting: Texting, clock: any WallClock, logger: Logger
    ) {
        (self.database, self.transport, self.texting) = (database, transport, texting)
        self.subscriptions = subscriptions
        (self.clock, self.logger) = (clock, logger)
    }

    /// Asks about everything whose turn it is.
    ///
    /// - Returns: How many have been told of.
    @discardableResult
    public func tick() async throws -> Int {
        var told = 0
        while !Task.isCancelled {
            let now = clock.now
            let tickets = try await database.read { try Tickets($0).due(now: now, limit: Self.most) }
            for ticket in tickets where !Task.isCancelled {
                guard let standing = await standing(of: ticket) else { return told }
                try await record(ticket, standing)
                if standing != .open { told += 1 }
            }
            if tickets.count < Self.most { break }
        }
        return told
    }

    /// Records what Notify told by itself, unless it is about a message whose end is known, or about none of ours.
    public func take(_ report: NotifyReport) async throws {
        guard let status = report.status,
            let ticket = try await database.read({ try Tickets($0).ticket(report.id) })
        else { return }
        try await record(ticket, Self.standing(status))
    }

    /// - Returns: `nil` where it could not be asked, and others could not be either.
    private func standing(of ticket: Tickets.Ticket) async -> Tickets.Standing? {
        switch await transport.standing(of: ticket.number) {
        case .told(let status): return Self.standing(status)
        case .notKnown: return .unknown
        case .notAnswered(let reason):
            // The daemon stops: it is asked after the next start.
            if Task.isCancelled { return nil }
            logger.warning("GOV.UK Notify did not say what became of a message", metadata: ["reason": "\(reason)"])
            return nil
        case .notUsable(let reason):
            logger.warning(
                "GOV.UK Notify says nothing usable of one message",
                metadata: [
                    "message": "\(ticket.message)", "reason": "\(reason)",
                ])
            return .open
        }
    }

    private func record(_ ticket: Tickets.Ticket, _ standing: Tickets.Standing) async throws {
        let now = clock.now
        try await database.write { [subscriptions, texting] session in
            try Tickets(session).record(ticket, standing, telling: subscriptions, texting: texting, now: now)
        }
        if case .failedForGood(let reason) = standing {
            logger.error("message not delivered", metadata: ["message": "\(ticket.message)", "reason": "\(reason)"])
        }
    }

    private static func standing(_ status: NotifyStatus) -> Tickets.Standing {
        switch status {
        case .sending: .open
        case .delivered: .arrived
        case .permanentFailure: .failedForGood("GOV.UK Notify could not deliver it: nobody is reached there.")
        case .temporaryFailure:
            .failedForNow("GOV.UK Notify could not deliver it: the mailbox was full, or the telephone off.")
        case .technicalFailure: .failedForNow("GOV.UK Notify could not deliver it, by a fault of its own.")
        }
    }
}

/// Asks until the daemon stops.
struct NotifyInquiryService: Service, CustomStringConvertible {
    let inquiry: NotifyInquiry
    let interval: Duration
    let rest: Rest
    let logger: Logger

    var description: String { "inquiry" }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await inquiry.tick() } catch is CancellationError { break } catch {
                    logger.error(
                        "what became of messages could not be recorded; trying again", metadata: ["reason": "\(error)"])
                }
                await rest.pause(interval)
            }
        }
    }
}
