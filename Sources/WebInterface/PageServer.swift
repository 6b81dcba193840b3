import Conferences
import Hummingbird
import Logging
import Persistence
import ServiceLifecycle
import WorkingDays

/// Serves the pages.
///
/// What a page changes, it changes by the commands that everything else gives. GET and HEAD change nothing: mail scanners
/// open every link.
public struct PageServer: Service, CustomStringConvertible {
    private let application: any ApplicationProtocol

    public var description: String { "pages" }

    /// - Parameters:
    ///   - calendar: Writes somebody's meetings as a calendar to subscribe to.
    ///   - now: The time on the wall.
    ///   - onListen: Told the port once connections are accepted.
    /// - Throws: ``PageFault`` when a template or the stylesheet cannot be used.
    public init(
        _ settings: WebSettings, database: SQLiteDatabase, rulebook: Rulebook, logger: Logger,
        calendar: @escaping @Sendable ([Engagement]) throws -> [UInt8],
        now: @escaping @Sendable () -> Timestamp, onListen: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        let pages = try Pages(settings)
        let router = Router(context: PageContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: PageHeaders())
        router.add(middleware: OwnPagesOnly())
        router.add(middleware: Kindness(pages: pages, logger: logger))
        router.get("/health") { _, _ in Response(status: .ok) }
        router.get(RouterPath(pages.stylesheet.path)) { _, _ in pages.stylesheet.response }
        let gate = LinkGate(database: database, rulebook: rulebook, now: now)
        AnswerDesk(gate: gate, pages: pages).add(to: router)
        DelegateDesk(gate: gate, pages: pages).add(to: router)
        MinutesDesk(gate: gate, pages: pages).add(to: router)
        ListDesk(gate: gate, pages: pages, address: settings.address).add(to: router)
        CalendarDesk(gate: gate, write: calendar).add(to: router)
        TextDesk(gate: gate).add(to: router)
        Office(database: database, rulebook: rulebook, pages: pages, now: now).add(to: router)
        application = Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil),
            onServerRunning: { channel in onListen(channel.localAddress?.port ?? settings.port) }, logger: logger)
    }

    public func run() async throws { try await application.run() }
}
