import Conferences
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Persistence
import TestPeers
import TestStores
import TestValues
import WorkingDays

@testable import WebInterface

/// The pages as they are served, asked without a network.
struct PageFixture {
    let database: SQLiteDatabase
    let pages: PageRouter
    let rulebook: Rulebook
    private let responder: any HTTPResponder<PageContext>

    static let now: Timestamp = "2027-01-07T09:00:00Z"

    init(
        isSecure: Bool = true, rules: SignIn.Rules = SignIn.Rules(), language: ReadingLanguage = .english
    ) throws {
        database = try SQLiteDatabase(inMemoryNamed: "pages")
        let settings = WebSettings(
            host: "127.0.0.1", port: 0, address: "https://quorate.example.org",
            pages: Locations.repository + "/config/pages", language: language, partnership: "Test",
            administratorContact: nil, signIn: SignInSettings(rules: rules, isSecure: isSecure, isBehindProxy: false))
        let calendar = try WorkingDayCalendar(
            division: .englandAndWales,
            published: PublishedHolidays(
                events: Dictionary(
                    uniqueKeysWithValues: Division.allCases.map { division in
                        (division, [2026, 2027].flatMap { StatutoryPattern.holidays(inYear: $0, division: division) })
                    })))
        rulebook = Rulebook(policy: .standard, calendar: calendar)
        pages = PageRouter(
            settings, database: database, rulebook: rulebook,
            pages: try Pages(settings), backroom: .forTests,
            logger: Logger(label: "test"), calendar: { _, _ in [] }, now: { Self.now }, worldNow: { Self.now },
            elapsed: { .zero })
        responder = pages.router.buildResponder()
    }

    /// An account for each role, under one password.
    func addAccounts() async throws {
        let hash = try PasswordHash(ofKnown: Self.password)
        let rulebook = rulebook
        try await database.write { session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "tester", now: Self.now)
            try registrar.record(Agency(code: "CSC", name: "Social care", safeguardingLead: nil))
            try registrar.record(
                Person(reference: "P-1", agency: "CSC", name: "Maya Okafor", email: "maya@agency.example"))
            try registrar.finish()
            let register = AccountRegister(session, actor: "tester", now: Self.now)
            for role in Role.allCases {
                let details = AccountDetails(displayName: role.title, roles: [role], person: "P-1", agency: "CSC")
                try register.add(Self.name(role), details, password: hash)
            }
        }
    }

    static let password = "tea-with-nine-badgers"

    static func name(_ role: Role) -> AccountName { AccountName(stringLiteral: role.rawValue) }

    /// Somebody who has just signed in: what their browser brings, and what their forms carry.
    func signIn(_ role: Role) async throws -> (cookie: HTTPFields, formToken: String) {
        try await database.write { session in
            let token = try SignIn(session, now: Self.now, rules: SignIn.Rules()).open(Self.name(role), by: .password)
            let found = try Sessions(session).resume(token, now: Self.now, limits: .standard)
            return ([.cookie: "__Host-quorate=\(token.text)"], found?.formToken ?? "")
        }
    }

    private struct Source: RequestContextSource {
        let logger = Logger(label: "test")
    }

    /// One request.
    ///
    /// - Parameters:
    ///   - from: Who asks; each request comes from an address of its own unless told otherwise.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], form: [String: String] = [:],
        from address: String =
            "10.\(UInt8.random(in: 0...255)).\(UInt8.random(in: 0...255)).\(UInt8.random(in: 1...254))"
    ) async throws -> Response {
        var characters = CharacterSet.alphanumerics
        characters.insert(charactersIn: "-._")
        let body = form.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: characters)!)" }
            .joined(separator: "&")
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "test", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(string: body)))
        let context = PageContext(Source(), from: try SocketAddress(ipAddress: address, port: 1))
        return try await responder.respond(to: request, context: context)
    }

    /// The page that one request is answered with.
    func text(_ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:]) async throws -> String {
        try await ask(method, path, headers: headers).text()
    }
}

extension PageFixture {
    /// Who the limits take a request to come from.
    static func address(_ peer: String, _ headers: HTTPFields, _ isBehindProxy: Bool) throws -> String {
        AddressLimits.address(
            of: Request(
                head: HTTPRequest(method: .get, scheme: "http", authority: "test", path: "/", headerFields: headers),
                body: RequestBody(buffer: ByteBuffer())),
            PageContext(Source(), from: try SocketAddress(ipAddress: peer, port: 1)), isBehindProxy)
    }
}
