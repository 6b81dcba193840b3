import Conferences
import Foundation
import Logging
import Outbound
import Persistence
import WorkingDays

/// The demonstration: a sample partnership in a folder of its own, its past weeks lived through, its daemon running.
public struct Demonstration: Sendable {
    public let folder: URL
    /// The moment at which the demonstration's clock starts: five seconds before sending hours open on the first open
    /// day from today.
    public let start: Timestamp
    public let configuration: PartnershipConfiguration
    public let database: SQLiteDatabase
    /// Where its pages will be: links name it weeks before its daemon listens.
    private let port: HeldPort

    public var configurationFile: URL { folder.appendingPathComponent("quorate.yaml") }
    public var maildir: URL { folder.appendingPathComponent("mail") }

    /// Makes the folder, replacing an earlier demonstration in it.
    ///
    /// - Throws: ``DemonstrationError`` when the folder holds something else.
    public init(folder: URL, today: CalendarDate) async throws {
        self.folder = folder
        try Self.clear(folder)
        let file = folder.appendingPathComponent("quorate.yaml")
        let port = try HeldPort.first(of: 8080...8180)
        self.port = port
        try "\(Self.yaml)web:\n  address: http://127.0.0.1:\(port.number)\n  listen: 127.0.0.1:\(port.number)\n"
            .write(to: file, atomically: true, encoding: .utf8)
        _ = try MasterKeys.makeFile(folder.appendingPathComponent("master-key").path)
        configuration = try await .load(path: file.path, environment: [:])
        database = try await configuration.openDatabase()
        let day = try configuration.calendar.firstOpenDay(onOrAfter: today).date
        start = EuropeLondon.timestamp(on: day, at: configuration.policy.sendingHours.opens).adding(seconds: -5)
    }

    /// Lives through the weeks up to ``start``: what happened is recorded when it happened, and what fell due is sent.
    ///
    /// - Parameter progress: Told the day that has come.
    public func liveThroughPast(_ progress: @escaping @Sendable (CalendarDate) -> Void) async throws {
        let sample = try SamplePartnership(
            around: EuropeLondon.local(start).date, calendar: configuration.calendar)
        guard let first = sample.happenings.first?.at else { return }
        let clock = VirtualClock(at: first.adding(seconds: -3600))
        let channels = try Channels(configuration, notify: nil)
        let run = try VirtualRun(
            database: database, configuration: configuration, clock: clock, channels: channels, endpoints: [])
        _ = try await RulesInForce(database: database, rulebook: configuration.rulebook).adopt(now: clock.now)
        try await record(at: clock.now) { registrar in
            for agency in sample.agencies { try registrar.record(agency) }
            for person in sample.people { try registrar.record(person) }
            for (post, person) in [
                (Post.teamManager, "CSC-10"), (.headOfService, "CSC-01"), (.serviceManager, "CSC-01"),
                (.partnership, "VCS-01"),
            ] {
                try registrar.fill(post, with: Reference(person))
            }
        }
        for happenings in Self.byMoment(sample.happenings.filter { $0.at < start }) {
            try await run.advance(to: happenings[0].at)
            progress(EuropeLondon.local(clock.now).date)
            try await record(at: clock.now) { registrar in
                for happening in happenings {
                    switch happening.step {
                    case .conference(let reference, let command): try registrar.perform(command, on: reference)
                    case .discussion(let reference, let command): try registrar.perform(command, on: reference)
                    }
                }
            }
        }
        try await run.advance(to: start)
        try await SampleAccounts.add(to: database, now: start)
        await channels.stop(within: .seconds(3))
    }

    /// The address of the page on which one of a conference's invitees answers.
    public func answerPage(of conference: ConferenceReference) async throws -> String? {
        try await database.read { [configuration, start, database] session in
            let registrar = Registrar(session, rulebook: configuration.rulebook, actor: "", now: start)
            let invitations = try registrar.conference(conference)?.invitations ?? []
            let open = invitations.first { $0.stands && !$0.isDraft && $0.person != nil && $0.response == nil }
            guard let invitation = open ?? invitations.first, let web = configuration.web,
                let link = try InvitationLinks(registrar).link(
                    toAnswer: invitation.number, of: conference, expiresAt: start.adding(seconds: 30 * 86_400))
            else { return nil }
            return "\(web.address)/a/\(LinkSigner(database.keys).token(of: link, in: "demonstration"))"
        }
    }

    private func record(
        at now: Timestamp, _ body: @escaping @Sendable (Registrar) throws -> Void
    ) async throws {
        let rulebook = configuration.rulebook
        try await database.write { session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "demonstration", now: now)
            try body(registrar)
            try registrar.finish()
        }
    }

    private static func byMoment(
        _ happenings: [SamplePartnership.Happening]
    ) -> [[SamplePartnership.Happening]] {
        happenings.reduce(into: []) { groups, happening in
            if groups.last?[0].at == happening.at {
                groups[groups.count - 1].append(happening)
            } else {
                groups.append([happening])
            }
        }
    }

    private static let marker = "# Quorate demonstration"

    private static func clear(_ folder: URL) throws {
        let files = FileManager.default
        let contents = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        if !contents.isEmpty {
            let yaml = try? String(contentsOf: folder.appendingPathComponent("quorate.yaml"), encoding: .utf8)
            guard yaml?.hasPrefix(marker) == true else { throw DemonstrationError(folder: folder.path) }
            try files.removeItem(at: folder)
        }
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private static let yaml = """
        \(marker): made anew each time it runs; nothing in it is real.
        partnership:
          name: Hackbridge Safeguarding Children Partnership
          division: england-and-wales
          administratorContact: the conference team on 020 7946 0123
        database: quorate.db
        commands:
          others: [administrator, auditor, operator]
        encryption:
          masterKeyFiles: [master-key]
        guidance:
          submitReport:
            title: Report template and guidance
            url: https://hackbridge.example.org/safeguarding/report-template
          shareWithFamily:
            title: Sharing your report with the family
            url: https://hackbridge.example.org/safeguarding/sharing
        mail:
          transport: maildir
          maildir: mail
          from: reminders@hackbridge.example.org
          fromName: Hackbridge conference team
          replyTo: conferences@hackbridge.example.org

        """
}

public struct DemonstrationError: Error, CustomStringConvertible {
    public let folder: String

    public var description: String {
        "The folder \(folder) holds something other than a demonstration, and is left alone; give an empty one with --folder."
    }
}
