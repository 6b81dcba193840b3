import Conferences
import Daemon
import Foundation
import Hummingbird
import Logging
import Persistence
import WorkingDays

/// Serves the pages of a stored partnership as they would be at a moment, or, for comparison, one short page of
/// Hummingbird's own; prints what whoever asks them needs.
///
///     PageBenchmark CONFIGURATION 2027-04-12T09:30:00Z
///     PageBenchmark --peer PORT
@main
struct PageBenchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 2 else {
            FileHandle.standardError.write(Data("PageBenchmark CONFIGURATION MOMENT | --peer PORT\n".utf8))
            exit(2)
        }
        if arguments[0] == "--peer" {
            try await servePeer(port: Int(arguments[1]) ?? 0)
        } else {
            try await serve(configuration: arguments[0], at: try Timestamp(iso8601: arguments[1]))
        }
    }

    private static func servePeer(port: Int) async throws {
        let router = Router()
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "<!DOCTYPE html><title>Here</title><p>Hello.")))
        }
        try await Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { _ in say("ready") }
        ).run()
    }

    private static func serve(configuration path: String, at moment: Timestamp) async throws {
        let configuration = try await PartnershipConfiguration.load(path: path, environment: [:])
        let database = try await configuration.openDatabase()
        // Nobody signs in by it: the session is begun right away.
        let password = try PasswordHash(of: SecretToken().text)
        let token = try await database.write { session in
            let name = try AccountName("anna")
            let register = AccountRegister(session, actor: "benchmark", now: moment)
            if try register.account(name) == nil {
                try register.add(
                    name, AccountDetails(displayName: "Anna Evans", roles: [.administrator]), password: password)
            }
            return try Sessions(session).begin(for: name, now: moment, limits: .standard)
        }
        let next = try await database.read { session in
            try ConferenceReadings(session).entries(
                from: EuropeLondon.local(moment).date, to: EuropeLondon.local(moment).date.adding(days: 14)
            )
            .first { $0.status == "scheduled" }
        }
        say("cookie quorate=\(token.text)")
        say("conference /conferences/\(next?.reference.text ?? "")")
        var logger = Logger(label: "quorate")
        logger.logLevel = .warning
        try await QuorateDaemon(
            configuration: configuration, database: database, clock: ShiftedWallClock(startingAt: moment),
            logger: logger
        ).run()
    }

    private static func say(_ line: String) { try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8)) }
}
