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
    ///   - backroom: What other parts of the program do for the pages.
    ///   - now: The time on the wall.
    ///   - worldNow: What clocks elsewhere say; another time in a demonstration.
    ///   - onListen: Told the port once connections are accepted.
    /// - Throws: ``PageFault`` when a template or the stylesheet cannot be used.
    public init(
        _ settings: WebSettings, database: SQLiteDatabase, rulebook: Rulebook, backroom: Backroom, logger: Logger,
        now: @escaping @Sendable () -> Timestamp, worldNow: @escaping @Sendable () -> Timestamp,
        onListen: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        let pages = try Pages(settings)
        let cookies = PageCookies(isSecure: settings.signIn.isSecure)
        let frame = SignInFrame(
            database: database, pages: pages, cookies: cookies, rules: settings.signIn.rules, work: PasswordWork(),
            now: now, worldNow: worldNow)
        let router = Router(context: PageContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: PageHeaders())
        router.add(middleware: OwnPagesOnly())
        router.add(middleware: Kindness(pages: pages, logger: logger))
        router.add(
            middleware: Recognition(
                database: database, cookies: cookies, limits: settings.signIn.rules.limits, now: now))
        router.get("/health") { _, _ in Response(status: .ok) }
        router.get(RouterPath(pages.stylesheet.path)) { _, _ in pages.stylesheet.response }
        AnswerDesk(database: database, rulebook: rulebook, pages: pages, now: now).add(to: router)
        SignInDesk(frame: frame, devices: KnownDevice(database.keys)).add(to: router)
        CodeDesk(frame: frame).add(to: router)
        SetUpDesk(frame: frame).add(to: router)
        Office(rulebook: rulebook, pages: pages, backroom: backroom, frame: frame).add(to: router)
        application = Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil),
            onServerRunning: { channel in onListen(channel.localAddress?.port ?? settings.port) }, logger: logger)
    }

    public func run() async throws { try await application.run() }
}
