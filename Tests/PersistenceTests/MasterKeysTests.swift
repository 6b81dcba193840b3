import Foundation
import TestPeers
import TestStores
import Testing

@testable import Persistence

@Suite("Master keys")
struct MasterKeysTests {
    private static let hexadecimal = String(repeating: "5a", count: 32)
    private static let base64 = Data(repeating: 0x5A, count: 32).base64EncodedString()

    @Test(
        "are read in either form, with or without the line's end",
        arguments: [hexadecimal, hexadecimal + "\n", hexadecimal.uppercased() + "\r\n", base64, " \(base64) \n\n"])
    func forms(text: String) throws {
        let folder = try TemporaryFolder("keys")
        let keys = try MasterKeys(files: [try folder.write(text, to: "key")])
        // The first bytes of the digest of thirty-two bytes 0x5a.
        #expect(keys.ids == ["60bf07c4"])
    }

    @Test("come in the order of the files and of their lines, the first being the current one")
    func order() throws {
        let folder = try TemporaryFolder("keys")
        let first = try folder.write("\(Self.hexadecimal)\n\(MasterKeys.textForTests)", to: "first")
        let second = "\(folder.path)/second"
        let made = try MasterKeys.makeFile(second)
        let keys = try MasterKeys(files: [first, second])
        #expect(keys.ids == ["60bf07c4", MasterKeys.forTests.ids[0], made])
        #expect(keys.current.id == "60bf07c4")
    }

    @Test(
        "that are none are refused with the file, the line and what is accepted",
        arguments: [
            ("", 1), ("\n\n", 1), ("secret", 1), (String(hexadecimal.dropLast(2)), 1), (hexadecimal + "5a", 1),
            ("\(hexadecimal)\nx\n", 2), (Data(count: 31).base64EncodedString(), 1),
            (String(repeating: "zz", count: 32), 1),
        ])
    func malformed(text: String, line: Int) throws {
        let folder = try TemporaryFolder("keys")
        let path = try folder.write(text, to: "key")
        let error = #expect(throws: SealingError.malformedKeyFile(path: path, line: line)) {
            try MasterKeys(files: [path])
        }
        #expect(error?.description.contains("64 hexadecimal digits, or 32 bytes in base64") == true)
    }

    @Test("whose file is missing are refused by name")
    func missing() throws {
        #expect(throws: SealingError.unreadableKeyFile(path: "/no/such/key")) {
            try MasterKeys(files: ["/no/such/key"])
        }
        #expect(throws: SealingError.noKeyFile) { try MasterKeys(files: []) }
        #expect(SealingError.unreadableKeyFile(path: "$CREDENTIALS_DIRECTORY/k").description.contains("LoadCredential"))
    }

    @Test("written where their file should be named are not repeated", arguments: [hexadecimal, base64])
    func keyInsteadOfFile(key: String) throws {
        let error = #expect(throws: SealingError.keyInsteadOfFile) { try MasterKeys(files: ["/etc/quorate/\(key)"]) }
        #expect(error?.description.contains(key) == false)
    }

    @Test("are made in a file for its owner alone, differ each time, and never overwrite one")
    func make() throws {
        let folder = try TemporaryFolder("keys")
        let path = "\(folder.path)/key"
        let id = try MasterKeys.makeFile(path)
        let keys = try MasterKeys(files: [path])
        #expect(keys.ids == [id])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(keys.filesOpenToOthers.isEmpty)
        #expect(throws: SealingError.keyFileExists(path: path)) { try MasterKeys.makeFile(path) }
        #expect(try MasterKeys(files: [path]).ids == [id])
        #expect(try MasterKeys.makeFile("\(folder.path)/other") != id)
        #expect(throws: SealingError.self) { try MasterKeys.makeFile("\(folder.path)/no/such/folder") }
        chmod(path, 0o644)
        #expect(keys.filesOpenToOthers == [path])
    }

    @Test("are looked for in the files once more when one is not known")
    func readAgain() throws {
        let folder = try TemporaryFolder("keys")
        let path = try folder.write(Self.hexadecimal, to: "key")
        let keys = try MasterKeys(files: [path])
        #expect(throws: SealingError.unknownMasterKey(id: MasterKeys.forTests.ids[0], files: [path])) {
            try keys.key(MasterKeys.forTests.ids[0])
        }
        try folder.write("\(MasterKeys.textForTests)\(Self.hexadecimal)", to: "key")
        #expect(try keys.key(MasterKeys.forTests.ids[0]).id == MasterKeys.forTests.ids[0])
        #expect(keys.current.id == MasterKeys.forTests.ids[0])
    }

    @Test("do not show themselves")
    func hidden() throws {
        var shown = "\(MasterKeys.forTests)"
        dump(MasterKeys.forTests, to: &shown)
        #expect(!shown.contains("0707"))
        #expect(!shown.contains("7, 7"))
    }
}
