import Foundation
import Logging
import TestPeers
import TestValues
import Testing

@testable import Daemon

@Suite("The log", .serialized)
struct JournalLogHandlerTests {
    /// What is written to standard error meanwhile.
    private func captured(_ body: () -> Void) throws -> String {
        let folder = try TemporaryFolder("log")
        let path = "\(folder.path)/stderr"
        fflush(nil)
        let kept = dup(STDERR_FILENO)
        let file = open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        dup2(file, STDERR_FILENO)
        body()
        dup2(kept, STDERR_FILENO)
        close(kept)
        close(file)
        return try Files.text(path)
    }

    private func logger(_ environment: [String: String] = ["JOURNAL_STREAM": "8:1"]) -> Logger {
        Logger(label: "test") { _ in JournalLogHandler(level: .debug, environment: environment) }
    }

    private static let breaks = ["\n", "\r", "\r\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}"]

    @Test("keeps an entry in one line, whatever stands in its message and values", arguments: breaks)
    func oneEntry(lineBreak: String) throws {
        let text = try captured {
            logger().error(
                "first\(lineBreak)<0>forged", metadata: ["reason": "second\(lineBreak)<0>also forged"])
        }
        let entries = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
        #expect(entries.count { $0.contains("forged") } == 1)
        #expect(text.contains("<3>first <0>forged reason=\"second <0>also forged\"\n"))
    }

    @Test("gives the priority to the journal, and the time and level to a terminal")
    func heads() throws {
        let journal = try captured {
            logger().critical("c")
            logger().warning("w")
            logger().notice("n")
            logger().info("i")
            logger().debug("d")
        }
        for line in ["<2>c", "<4>w", "<5>n", "<6>i", "<7>d"] { #expect(journal.contains("\(line)\n")) }
        let terminal = try captured { logger([:]).info("i", metadata: ["b": "2", "a": "x=\"y\""]) }
        #expect(terminal.contains("Z info: i a=\"x=\\\"y\\\"\" b=2\n"))
    }

    @Test("leaves out what lies below its level")
    func level() throws {
        let text = try captured { logger().trace("too fine") }
        #expect(!text.contains("too fine"))
    }
}
