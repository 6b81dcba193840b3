import Conferences
import Logging
import Outbound
import Persistence
import ServiceLifecycle
import UnixSignals
import WebInterface
import WorkingDays

/// The long-running service: its parts put together from a configuration.
public struct QuorateDaemon: Sendable {
    private let configuration: PartnershipConfiguration
    private let database: SQLiteDatabase
    private let clock: any WallClock
    private let logger: Logger
    private let observer: DaemonObserver

    public init(
        configuration: PartnershipConfiguration, database: SQLiteDatabase, clock: any WallClock = SystemWallClock(),
        logger: Logger, observer: DaemonObserver = DaemonObserver()
    ) {
        self.configuration = configuration
        self.database = database
        self.clock = clock
        self.logger = logger
        self.observer = observer
    }

    /// Runs until SIGTERM or SIGINT, then finishes what is under way within five seconds.
    ///
    /// - Parameter limit: Ends by itself after so long; `nil` for never.
    public func run(for limit: Duration? = nil) async throws {
        try await requireWritable()
        try await adoptRules()
        try await forgetOutages()
        try await warnOfSwitchedOff()
        try await inviteFirstAdministrator()
        let notifier = SystemdNotifier()
        let notify = try configuration.notify.map { try $0.transport(clock) }
        let channels = try Channels(configuration, notify: notify)
        let composer = try MailComposer(configuration, keys: database.keys)
        let returnPaths = try configuration.replyMailbox?.returnPaths(database.keys)
        let dispatchers = lanes.map { lane in
            Dispatcher(
                database: database, composer: composer, channels: channels, lane: lane,
                configuration: configuration, clock: clock, logger: logger, returnPaths: returnPaths)
        }
        let planner = Planner(
            database: database, rulebook: configuration.rulebook, endpoints: configuration.webhooks.map(\.subscription),
            texting: configuration.texting)
        let planning = LoopQueue("plan")
        let plan = PlanService(
            planner: planner, clock: clock, queue: planning, rest: rest(on: planning), notifier: notifier,
            logger: logger, observer: observer
        ) { [configuration, logger] in
            notifier.ready("Serving \(configuration.partnership.name)")
            logger.info("ready", metadata: ["database": "\(configuration.database)"])
        }
        var services = try ServiceGroupConfiguration(
            services: [plan]
                + dispatchers.map { dispatcher in
                    let isForWebhooks = dispatcher.channel == .webhook
                    let queue = LoopQueue("deliver.\(dispatcher.channel.rawValue)")
                    return DeliverService(
                        dispatcher: dispatcher, channels: channels, queue: queue,
                        rest: rest(on: queue, yields: !isForWebhooks), logger: logger,
                        observer: observer)
                } + replies() + deliveries(notify) + pages(),
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        if let limit {
            services.services.append(
                .init(
                    service: TimeLimit(limit: limit, clock: ContinuousClock()),
                    successTerminationBehavior: .gracefullyShutdownGroup))
        }
        services.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: services).run()
        logger.info("stopped")
    }

    /// All ways out, though not all are set: what waits for one that is not leaves another way, or fails and is told of.
    private var lanes: [DeliveryLane] {
        [
            configuration.mailLane, configuration.webhookLane ?? DeliveryLane(.webhook, width: 1, slowest: 1),
            configuration.textLane ?? DeliveryLane(.text, width: 1, slowest: 1),
        ]
    }

    /// What is not set any more is not out either.
    private func forgetOutages() async throws {
        var destinations: Set = [MessageChannel.mail.rawValue]
        if configuration.texting.isOn { destinations.insert(MessageChannel.text.rawValue) }
        if configuration.replyMailbox != nil { destinations.insert(Outages.replyMailbox) }
        destinations.formUnion(configuration.webhooks.map { Outages.destination(ofWebhook: $0.name) })
        try await database.write { [destinations] in try Outages($0).keep(only: destinations) }
    }

    private func pages() throws -> [any Service] {
        guard let web = configuration.web else { return [] }
        let settings = WebSettings(
            host: web.host, port: web.port, address: web.address, pages: web.pages,
            language: configuration.mail.language, partnership: configuration.partnership.name,
            administratorContact: configuration.partnership.administratorContact,
            signIn: SignInSettings(
                rules: web.signIn, isSecure: web.isSecure, isBehindProxy: web.isBehindProxy,
                openID: web.openID?.settings))
        let (clock, logger) = (clock, logger)
        let subscription = CalendarSubscription(
            mail: configuration.mail, minutes: configuration.invitations.minutes,
            templates: configuration.mail.templates)
        return [
            try PageServer(
                settings, database: database, rulebook: configuration.rulebook, backroom: try Backroom(configuration),
                logger: logger, calendar: { try subscription.bytes($0, in: $1) }, now: { clock.now },
                worldNow: { SystemWallClock().now },
                onListen: { logger.info("pages served", metadata: ["host": "\(web.host)", "port": "\($0)"]) })
        ]
    }

    /// Each loop has its own: whoever is told first would leave nothing for the others.
    private func rest(on queue: LoopQueue, yields: Bool = false) -> Rest {
        Rest(ContinuousClock(), watching: database, on: queue, yields: yields)
    }

    private func replies() throws -> [any Service] {
        guard let settings = configuration.replyMailbox else { return [] }
        let reader = try ReplyReader(
            database: database, rulebook: configuration.rulebook, settings: settings,
            subscriptions: configuration.webhooks.map(\.subscription), texting: configuration.texting, clock: clock,
            logger: logger)
        return [
            ReplyService(
                reader: reader, interval: .seconds(settings.pollInterval), rest: Rest(ContinuousClock()), logger: logger
            )
        ]
    }

    /// Asks Notify what became of what it took, and listens where it tells so by itself.
    private func deliveries(_ notify: NotifyTransport?) -> [any Service] {
        guard let notify, let settings = configuration.notify else { return [] }
        let inquiry = NotifyInquiry(
            database: database, transport: notify, subscriptions: configuration.webhooks.map(\.subscription),
            texting: configuration.texting, clock: clock, logger: logger)
        let asking = NotifyInquiryService(
            inquiry: inquiry, interval: .seconds(settings.pollInterval), rest: Rest(ContinuousClock()), logger: logger)
        guard let callback = settings.callback, let token = callback.token else { return [asking] }
        let listener = CallbackListener(port: callback.port, token: token, logger: logger) { report in
            try await inquiry.take(NotifyReport(id: report.id, status: report.status))
        }
        return [asking, listener]
    }

    /// What somebody must see to, after a restart too.
    private func warnOfSwitchedOff() async throws {
        let names = Set(configuration.webhooks.map(\.name))
        for webhook in try await database.read({ try WebhookReadings($0).switchedOff() })
        where names.contains(webhook.endpoint) {
            logger.warning(
                "webhook is switched off; \"quorate webhook enable\" calls it again",
                metadata: [
                    "webhook": "\(webhook.endpoint)", "since": "\(webhook.at)", "reason": "\(webhook.reason)",
                ])
        }
    }

    /// Without any account nobody could make one: a link for the first is written where the operator looks. It is a
    /// secret, so it is good for an hour, and replaced at the next start.
    private func inviteFirstAdministrator() async throws {
        guard let web = configuration.web else { return }
        let now = clock.now
        guard let token = try await database.write({ try SetUpLinks($0).makeFirst(now: now) }) else { return }
        logger.notice(
            "there is no account yet; this link makes the first administrator's, once",
            metadata: [
                "link": "\(web.address)/set-up/\(token.text)", "hours": "\(SetUpLinks.firstHours)",
            ])
    }

    /// A read-only database can be opened; a daemon that can record nothing would only look alive.
    ///
    /// - Throws: ``StoreError`` unless it may pass by itself, which is left to the loops.
    private func requireWritable() async throws {
        do {
            try await database.requireWritable()
        } catch let error as StoreError where error.isWorthRetrying {
            logger.warning("the database cannot be written to just now", metadata: ["reason": "\(error)"])
        }
    }

    private func adoptRules() async throws {
        let adoption = try await RulesInForce(database: database, rulebook: configuration.rulebook).adopt(
            now: clock.now)
        if let count = adoption.rebuilt {
            logger.notice("read tables written anew from the log", metadata: ["matters": "\(count)"])
        }
        if let count = adoption.recounted {
            logger.notice("the calendar changed; deadlines counted anew", metadata: ["matters": "\(count)"])
        }
        if adoption.configurationDiffers {
            logger.warning(
                "the configuration's policy is not the first rule set of the log, which stays in force; \"quorate policy apply\" takes another"
            )
        }
    }
}

extension Channels {
    /// The channels that a partnership has set.
    ///
    /// - Parameter notify: What speaks to GOV.UK Notify, where it is set.
    public init(_ configuration: PartnershipConfiguration, notify: NotifyTransport?) throws {
        let mail: any MailTransport =
            switch configuration.mail.transport {
            case .smtp(let settings): SMTPTransport(settings)
            case .maildir(let path): try MaildirTransport(directory: path)
            case .notify: try notify ?? { throw NotifySecretNotRead() }()
            }
        self.init(
            mail: mail,
            webhooks: configuration.webhooks.isEmpty
                ? nil
                : WebhookChannel(
                    transport: WebhookTransport(settings: configuration.webhookDelivery),
                    composer: WebhookComposer(configuration),
                    endpoints: configuration.webhooks),
            texts: configuration.texting.isOn ? notify : nil)
    }
}
