import Daemon
import Foundation
import Persistence
import WorkingDays

/// Fills databases as real commands would, and times the daemon's two loops on them. Reports in JSON.
@main
struct StoreBenchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("fill", 3): try await fill(arguments[1], invitations: number(arguments[2]))
        case ("prepare", 3): try await prepare(arguments[1], invitations: number(arguments[2]))
        case ("enqueue", 3): try await enqueue(arguments[1], invitations: number(arguments[2]))
        case ("message", 2): try await DeliveryRun(configuration: .load(path: arguments[1])).printMessage()
        case ("deliver", 2): try await report(DeliveryRun(configuration: .load(path: arguments[1])).deliver())
        case ("tick", 4):
            try await report(
                TickRun(ticks: number(arguments[3])).compare(.load(path: arguments[1]), .load(path: arguments[2])))
        default: fail(usage)
        }
    }

    private static let usage = """
        Usage: StoreBenchmark fill CONFIG INVITATIONS           nothing falls due for two working days
               StoreBenchmark prepare CONFIG INVITATIONS        a message to each invitee waits in the outbox; with a
                                                                webhook, the calls wait and the messages have gone
               StoreBenchmark enqueue CONFIG INVITATIONS        times how their messages get into the outbox
               StoreBenchmark message CONFIG                    claims a message of the outbox and prints it as sent
               StoreBenchmark deliver CONFIG                    delivers the outbox
               StoreBenchmark tick CONFIG OTHER-CONFIG TICKS    plans, where nothing is due
        """

    private static func fill(_ path: String, invitations: Int) async throws {
        let configuration = try await PartnershipConfiguration.load(path: path)
        let database = try await configuration.openDatabase()
        let filling = SampleConferences(database: database, rulebook: configuration.rulebook)
        try await filling.record(invitations, at: SystemWallClock().now, firstSitting: 30, days: 20)
        try database.close()
    }

    private static func prepare(_ path: String, invitations: Int) async throws {
        let configuration = try await PartnershipConfiguration.load(path: path)
        let database = try await configuration.openDatabase()
        try await DueMessages(database: database, configuration: configuration).prepare(invitations: invitations)
        try database.close()
    }

    private static func enqueue(_ path: String, invitations: Int) async throws {
        let configuration = try await PartnershipConfiguration.load(path: path)
        let database = try await configuration.openDatabase()
        try report(
            await DueMessages(database: database, configuration: configuration).enqueue(invitations: invitations))
        try database.close()
    }

    private static func report(_ figures: some Encodable) throws {
        try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(figures))
    }

    private static func number(_ text: String) -> Int {
        guard let number = Int(text), number > 0 else { fail("\"\(text)\" is no number; give a whole one, 1 or more.") }
        return number
    }

    private static func fail(_ sentence: String) -> Never {
        FileHandle.standardError.write(Data("\(sentence)\n".utf8))
        exit(2)
    }
}
