import Conferences
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
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
    ///   - calendar: Writes somebody's meetings as a calendar to subscribe to, in the language that they chose.
    ///   - now: The time on the wall.
    ///   - worldNow: What clocks elsewhere say; another time in a demonstration.
    ///   - onListen: Told the port once connections are accepted.
    /// - Throws: ``PageFault`` when a template or the stylesheet cannot be used.
    public init(
        _ settings: WebSettings, database: SQLiteDatabase, rulebook: Rulebook, backroom: Backroom, logger: Logger,
        calendar: @escaping @Sendable ([Engagement], ReadingLanguage?) throws -> [UInt8],
        now: @escaping @Sendable () -> Timestamp, worldNow: @escaping @Sendable () -> Timestamp,
        onListen: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        let pages = try Pages(settings)
        let start = ContinuousClock.now
        let router = PageRouter(
            settings, database: database, rulebook: rulebook, pages: pages, backroom: backroom, logger: logger,
            calendar: calendar, now: now, worldNow: worldNow,
            elapsed: { ContinuousClock.now - start }
        ).router
        application = Application(
            router: router, server: .http1(configuration: Self.connections),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil),
            onServerRunning: { channel in onListen(channel.localAddress?.port ?? settings.port) }, logger: logger)
    }

    /// Whoever says nothing for a while is let go, and so is whoever takes long over one request; nobody's headers are long.
    private static let connections = HTTP1Channel.Configuration(
        additionalChannelHandlers: [RequestDeadline(.seconds(30))],
        idleTimeout: .seconds(30),
        httpDecoderConfiguration: .init(maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100)
    )

    public func run() async throws { try await application.run() }
}
