import Conferences
import Hummingbird
import Logging
import Persistence
import WorkingDays

/// Which address leads to what, and what every request passes on its way there.
struct PageRouter {
    let router = Router(context: PageContext.self, options: [.autoGenerateHeadEndpoints])
    /// Every page behind the sign-in.
    let officeRoutes: [OfficeRoute]

    init(
        _ settings: WebSettings, database: SQLiteDatabase, rulebook: Rulebook, pages: Pages, backroom: Backroom,
        logger: Logger, calendar: @escaping @Sendable ([Engagement], ReadingLanguage?) throws -> [UInt8],
        now: @escaping @Sendable () -> Timestamp, worldNow: @escaping @Sendable () -> Timestamp,
        elapsed: @escaping @Sendable () -> Duration
    ) {
        let cookies = PageCookies(isSecure: settings.signIn.isSecure)
        let frame = SignInFrame(
            database: database, pages: pages, cookies: cookies, rules: settings.signIn.rules, work: PasswordWork(),
            now: now, worldNow: worldNow)
        let office = Office(rulebook: rulebook, pages: pages, backroom: backroom, frame: frame)
        officeRoutes = office.routes
        router.add(middleware: PageHeaders())
        router.add(middleware: Kindness(pages: pages, logger: logger))
        router.add(middleware: OwnPagesOnly(address: settings.address))
        router.add(middleware: NoZeroBytes())
        router.add(middleware: AddressLimits(isBehindProxy: settings.signIn.isBehindProxy, elapsed: elapsed))
        router.add(
            middleware: Recognition(
                database: database, cookies: cookies, limits: settings.signIn.rules.limits, now: now))
        router.get("/health") { _, _ in Response(status: .ok) }
        for asset in [pages.stylesheet, pages.script] { router.get(RouterPath(asset.path)) { _, _ in asset.response } }
        let gate = LinkGate(database: database, rulebook: rulebook, now: now)
        AnswerDesk(gate: gate, pages: pages).add(to: router)
        DelegateDesk(gate: gate, pages: pages).add(to: router)
        MinutesDesk(gate: gate, pages: pages).add(to: router)
        ListDesk(gate: gate, pages: pages, address: settings.address).add(to: router)
        SubscriptionDesk(gate: gate, write: calendar).add(to: router)
        TextDesk(gate: gate).add(to: router)
        LanguageDesk(gate: gate).add(to: router)
        SignInDesk(
            frame: frame, devices: KnownDevice(database.keys), provider: settings.signIn.openID?.label
        ).add(to: router)
        if let openID = settings.signIn.openID {
            OpenIDDesk(
                frame: frame,
                provider: IdentityProvider(
                    openID, redirectURI: "\(settings.address)/sign-in/callback", worldNow: worldNow),
                seal: FlowSeal(database.keys), logger: logger
            ).add(to: router)
        }
        CodeDesk(frame: frame).add(to: router)
        SetUpDesk(frame: frame).add(to: router)
        office.add(to: router)
    }
}
