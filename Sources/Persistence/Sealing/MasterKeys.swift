import Crypto
import Foundation

/// A key that wraps the keys of cases and persons.
struct MasterKey: Sendable {
    /// The first 8 hexadecimal digits of its SHA-256 digest.
    let id: String
    let secret: SymmetricKey

    init(bytes: [UInt8]) {
        id = String(hexadecimal: SHA256.hash(data: Data(bytes)).prefix(4))
        secret = SymmetricKey(data: bytes)
    }
}

/// The master keys at hand: the first wraps, all of them unwrap.
///
/// The files are read again when a key is asked for that they did not hold, so that a daemon follows a rotation that
/// another process made.
public final class MasterKeys: Sendable {
    /// Where the keys come from; empty when they were given.
    public let files: [String]
    private let held: Locked<[MasterKey]>

    /// - Parameter files: Each holds one key or more, one in each line; the first of all is the current one.
    /// - Throws: ``SealingError`` naming the file that cannot be used.
    public init(files: [String]) throws {
        self.files = files
        held = Locked(try Self.read(files))
    }

    /// Of 32 bytes each, the current one first.
    public init(bytes keys: [[UInt8]]) {
        precondition(!keys.isEmpty && keys.allSatisfy { $0.count == 32 }, "a master key has 32 bytes")
        files = []
        held = Locked(keys.map(MasterKey.init))
    }

    /// Ids, the current one first.
    public var ids: [String] { held.withLock { $0.map(\.id) } }

    var current: MasterKey { held.withLock { $0[0] } }

    /// - Throws: ``SealingError/unknownMasterKey(id:files:)`` when the files do not hold it now either.
    func key(_ id: String) throws -> MasterKey {
        if let key = held.withLock({ keys in keys.first { $0.id == id } }) { return key }
        if !files.isEmpty {
            let now = try Self.read(files)
            held.withLock { $0 = now }
            if let key = now.first(where: { $0.id == id }) { return key }
        }
        throw SealingError.unknownMasterKey(id: id, files: files)
    }

    /// Keys for another use that follow from these, each under the same id.
    ///
    /// - Parameter use: Different uses have keys that tell nothing of each other.
    /// - Source: RFC 5869 (HKDF with SHA-256).
    func derived(for use: String) -> [(id: String, key: SymmetricKey)] {
        held.withLock { keys in
            keys.map { key in
                (
                    key.id,
                    HKDF<SHA256>.deriveKey(
                        inputKeyMaterial: key.secret, info: Data(use.utf8), outputByteCount: 32)
                )
            }
        }
    }

    /// Those of ``derived(for:)`` as bytes, the current one first, for what signs outside the store.
    public func derivedBytes(for use: String) -> [[UInt8]] {
        derived(for: use).map { $0.key.withUnsafeBytes(Array.init) }
    }

    /// The files that more than their owner and group may read.
    public var filesOpenToOthers: [String] {
        files.filter { path in
            let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            return (mode ?? 0) & 0o007 != 0
        }
    }

    private static func read(_ files: [String]) throws -> [MasterKey] {
        let keys = try files.flatMap(read)
        guard !keys.isEmpty else { throw SealingError.noKeyFile }
        return keys
    }

    private static func read(_ path: String) throws -> [MasterKey] {
        guard key(String(path.suffix(64))) == nil, key(String(path.suffix(44))) == nil else {
            throw SealingError.keyInsteadOfFile
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw SealingError.unreadableKeyFile(path: path)
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let keys = try lines.enumerated().compactMap { index, line -> MasterKey? in
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.isEmpty { return nil }
            guard let key = key(text) else { throw SealingError.malformedKeyFile(path: path, line: index + 1) }
            return MasterKey(bytes: key)
        }
        guard !keys.isEmpty else { throw SealingError.malformedKeyFile(path: path, line: 1) }
        return keys
    }

    private static func key(_ text: String) -> [UInt8]? {
        let bytes = text.utf8.count == 64 ? [UInt8](hexadecimal: text) : Data(base64Encoded: text).map { [UInt8]($0) }
        return bytes?.count == 32 ? bytes : nil
    }
}

extension MasterKeys {
    /// Makes a file with a new key that only its owner may read.
    ///
    /// - Returns: The new key's id.
    /// - Throws: ``SealingError/keyFileExists(path:)``; a key is never overwritten.
    public static func makeFile(_ path: String) throws -> String {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { throw SealingError.keyFileExists(path: path) }
            throw SealingError.keyFileNotWritten(path: path, reason: String(cString: strerror(errno)))
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data("\(String(hexadecimal: bytes))\n".utf8))
            try handle.synchronize()
        } catch {
            throw SealingError.keyFileNotWritten(path: path, reason: "\(error)")
        }
        return MasterKey(bytes: bytes).id
    }
}

extension String {
    /// `[10, 255]` is `0aff`.
    package init(hexadecimal bytes: some Sequence<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        self.init(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension [UInt8] {
    /// `nil` where a character is no hexadecimal digit, or one is left over.
    fileprivate init?(hexadecimal text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
