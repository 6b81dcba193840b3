import Conferences
import Foundation
import HTTPTypes
import Hummingbird
import Persistence
import TestPeers
import TestStores
import TestValues
import WorkingDays

@testable import WebInterface

/// The office's pages over a small partnership: asked as a visitor asks, past the sign-in.
struct OfficeSample {
    let database: SQLiteDatabase
    let office: Office

    /// A Monday morning, eight weeks before the conference.
    static let start: Timestamp = "2026-11-23T09:00:00Z"

    /// The first agency, once it is said what it is.
    static let socialCare = Agency(code: "CSC", name: "Social Care", safeguardingLead: "P-lead", kind: .socialCare)

    static let rulebook: Rulebook = {
        do {
            let events = Dictionary(
                uniqueKeysWithValues: Division.allCases.map { division in
                    (division, [2026, 2027].flatMap { StatutoryPattern.holidays(inYear: $0, division: division) })
                })
            return Rulebook(
                policy: .standard,
                calendar: try WorkingDayCalendar(
                    division: .englandAndWales, published: PublishedHolidays(events: events)))
        } catch { fatalError("\(error)") }
    }()

    /// Three agencies, a conference on Tuesday 19 January 2027, and two invitations to it.
    ///
    /// - Parameter now: When the pages are asked.
    init(at now: Timestamp = Self.start) async throws {
        let database = try SQLiteDatabase(inMemoryNamed: "office-\(UUID())")
        self.database = database
        let settings = WebSettings(
            host: "127.0.0.1", port: 0, address: "https://quorate.example",
            pages: Locations.repository + "/config/pages",
            partnership: "Testing Partnership", administratorContact: nil,
            signIn: SignInSettings(isSecure: true, isBehindProxy: false))
        let pages = try Pages(settings)
        office = Office(
            rulebook: Self.rulebook, pages: pages, backroom: .forTests,
            frame: SignInFrame(
                database: database, pages: pages, cookies: PageCookies(isSecure: true), rules: SignIn.Rules(),
                work: PasswordWork(), now: { now }, worldNow: { now }))
        try await act { registrar in
            for (code, name, lead) in [
                ("CSC", "Social Care", "P-lead"), ("POLICE", "Police", "P-police-lead"), ("HOUSING", "Housing", nil),
            ] as [(AgencyCode, String, PersonReference?)] {
                try registrar.record(Agency(code: code, name: name, safeguardingLead: lead))
            }
            for (reference, agency) in [
                ("P-worker", "CSC"), ("P-lead", "CSC"), ("P-chair", "CSC"), ("P-admin", "CSC"),
                ("P-officer", "POLICE"), ("P-police-lead", "POLICE"), ("P-housing", "HOUSING"),
            ] as [(PersonReference, AgencyCode)] {
                try registrar.record(
                    Person(
                        reference: reference, agency: agency, name: "Name of \(reference)",
                        email: "\(reference.text.lowercased())@agency.example"))
            }
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .initial, caseReference: "C-1",
                        sitting: Sitting(on: "2027-01-19", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre"),
                        chair: "P-chair", administrator: "P-admin", familyRecipients: [FamilyRecipient(.mother)],
                        on: "2026-11-23")), on: "CP-1")
            for (agency, person) in [("POLICE", "P-officer"), ("CSC", "P-worker")] as [(AgencyCode, PersonReference)] {
                try registrar.perform(.invite(agency: agency, person: person, on: "2026-11-23"), on: "CP-1")
            }
        }
    }

    func act(at now: Timestamp = Self.start, _ body: @escaping @Sendable (Registrar) throws -> Void) async throws {
        try await database.write { session in
            let registrar = Registrar(session, rulebook: Self.rulebook, actor: "tester", now: now)
            try body(registrar)
            try registrar.finish()
        }
    }

    /// Makes what is due by a moment into messages, and says how each ended.
    @discardableResult
    func send(at now: Timestamp, _ settlement: Settlement = .sent(detail: "250 ok")) async throws -> [String] {
        try await database.write { session in
            _ = try ReminderQueue(session).plan(now: now, withinHours: true, endpoints: [])
            let outbox = Outbox(session)
            let claimed = try outbox.claim(100, as: "test", now: now, leaseUntil: now.adding(seconds: 60))
            try outbox.settle(claimed.map { ($0.id, settlement) }, now: now)
            return claimed.map(\.id)
        }
    }

    /// How often an event of a kind is in the log, by an actor.
    func events(_ kind: String, by actor: String) async throws -> Int {
        try await database.read { session in
            var filter = TrailFilter()
            filter.actor = actor
            return try Trail(session).entries(filter, through: Trail(session).end(), limit: 1000, notes: false)
                .entries.count { $0.event.kind == kind }
        }
    }
}

/// What a page answered.
struct Answered {
    let status: Int
    let location: String?
    let text: String
    /// What the page may load, where it says so itself.
    let policy: String?
}

extension OfficeSample {
    /// Asks for a page as the router would hand the request on.
    ///
    /// - Throws: What the page throws, ``NotAllowed`` where no role opens it.
    func get(
        _ path: String, _ parameters: [String: String] = [:], query: [String: String] = [:],
        as roles: Set<Role> = [.administrator], person: PersonReference? = nil, agency: AgencyCode? = nil
    ) async throws -> Answered {
        try await ask(
            .get, path, parameters, query: query, fields: [:],
            by: Visitor(
                account: "anna", name: "Anna Admin", roles: roles, person: person, agency: agency, formToken: "token"))
    }

    /// Sends a form.
    func post(
        _ path: String, _ parameters: [String: String] = [:], fields: [String: String] = [:],
        as roles: Set<Role> = [.administrator], person: PersonReference? = nil, agency: AgencyCode? = nil
    ) async throws -> Answered {
        try await ask(
            .post, path, parameters, query: [:], fields: fields,
            by: Visitor(
                account: "anna", name: "Anna Admin", roles: roles, person: person, agency: agency, formToken: "token"))
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ parameters: [String: String], query: [String: String],
        fields: [String: String], by visitor: Visitor
    ) async throws -> Answered {
        guard let route = office.routes.first(where: { $0.method == method && $0.path == path }) else {
            throw HTTPError(.notFound)
        }
        guard route.needs.contains(where: visitor.may) else { throw NotAllowed() }
        var captured: Parameters = [:]
        var asked = path
        for (name, value) in parameters {
            captured[Substring(name)] = Substring(value)
            asked = asked.replacing(":\(name)", with: value)
        }
        let response = try await route.answer(
            Visit(
                visitor: visitor, token: SecretToken(), now: office.now(), path: asked, parameters: captured,
                query: query,
                fields: fields))
        return Answered(
            status: response.status.code, location: response.headers[.location], text: try await response.text(),
            policy: response.headers[.contentSecurityPolicy])
    }
}

extension Backroom {
    /// Looks at no more than that an address has its sign, and that a code is one.
    static let forTests = Backroom(
        person: { details throws(FormProblem) in
            guard details.email.contains("@") else { throw FormProblem("email", "Give an address with an @ in it.") }
            return Person(
                reference: details.reference, agency: details.agency, name: details.name, email: details.email,
                mobile: details.mobile, preferredChannel: details.preferredChannel, language: details.language)
        }, samples: EchoingSamples(), takeIn: takeInAgencies,
        uploaded: { _, body in ["file": body] })

    /// Lists of agencies alone, a code and a name in each line.
    private static func takeInAgencies(_ lists: [PastedList], by registrar: Registrar) throws -> TakenIn {
        var (rows, faults): ([TakenIn.Row], [TakenIn.Fault]) = ([], [])
        for (index, line) in (lists.first?.text ?? "").split(separator: "\n").enumerated().dropFirst() {
            let parts = line.split(separator: ",").map(String.init)
            guard let code = try? AgencyCode(parts[0]) else {
                faults.append(TakenIn.Fault(list: "list", line: index + 1, column: "code", sentence: "No code."))
                continue
            }
            let known = try registrar.agency(code)
            let isChanged = try registrar.record(
                Agency(code: code, name: parts[1], safeguardingLead: known?.safeguardingLead))
            rows.append(
                TakenIn.Row(
                    line: index + 1, subject: "agency \(code)",
                    outcome: !isChanged ? .same : known == nil ? .new : .changed))
        }
        return TakenIn(rows: rows, faults: faults, staleReplies: 0)
    }
}

/// Says which sample was asked for.
private struct EchoingSamples: SampleWriter {
    let named = ["single"]
    let languages = ["english", "welsh"]
    let version = "abcd1234"

    func write(_ sample: SampleChoice, policy: Policy) throws -> SampleText? {
        guard languages.contains(sample.language) else { return nil }
        return switch sample.subject {
        case .named(let name):
            SampleText(subject: name, text: "\(sample.language) \(name)", short: "short", measure: "1 part")
        case .obligation(let kind, let step, let isEscalation):
            SampleText(
                subject: "S", text: "\(sample.language) \(kind.rawValue) \(step) \(isEscalation)",
                short: "\(sample.language) in short", measure: "2 parts")
        }
    }
}
