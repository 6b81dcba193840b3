import Foundation
import FuzzedParsers
import TestPeers
import Testing

/// Every input by which the fuzzer reached something new, read again.
@Suite("What the fuzzer found")
struct CorpusTests {
    @Test("is read without a crash, and keeps what must hold", arguments: FuzzedParser.allCases)
    func corpus(parser: FuzzedParser) throws {
        let folder = Locations.repository + "/Tests/Fuzzing/Corpus/\(parser.rawValue)"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count >= 10)
        for name in names {
            parser.read([UInt8](try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))))
        }
    }
}
