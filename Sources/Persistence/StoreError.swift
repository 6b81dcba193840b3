/// What can go wrong with the store. Sentences name files and references, never people.
public enum StoreError: Error, Equatable, Sendable {
    case cannotOpen(path: String, reason: String)
    case readOnly(path: String)
    case full(path: String)
    case busy(path: String)
    case notADatabase(path: String)
    /// Another program, or a newer version of this one, made it.
    case newerSchema(path: String, unknown: [String])
    /// Somebody else wrote to the stream first; read it again and decide anew.
    case conflict(stream: String, expected: Int, found: Int)
    /// Somebody has taken an entry's content out of the log.
    case emptied(stream: String, version: Int)
    case unexpectedValue(column: Int)
    case noRuleSet(Int)
    case noAgenda(Int)
    case failed(path: String, reason: String)

    /// Whether the same call may succeed later without anything being mended.
    public var isWorthRetrying: Bool {
        switch self {
        case .busy, .conflict, .full: true
        default: false
        }
    }
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "The database \(path) cannot be opened: \(reason). Its folder must exist and be writable."
        case .readOnly(let path):
            "The database \(path) cannot be written to: the file or its folder is read-only. Nothing was changed."
        case .full(let path):
            "The disk that holds the database \(path) is full. Nothing was changed; make room and try again."
        case .busy(let path): "The database \(path) is in use by another process; try again."
        case .notADatabase(let path): "The file \(path) is no Quorate database; give another path."
        case .newerSchema(let path, let unknown):
            "The database \(path) was written by a newer version of Quorate (it has \(unknown.joined(separator: ", "))); use that version or a newer one."
        case .emptied(let stream, let version):
            "The content of version \(version) of \(stream) has been taken out of the log, so it cannot be said how it stands. `quorate audit verify` says where the record was altered; restore the database from a backup."
        case .conflict(let stream, let expected, let found):
            "\(stream) was changed by somebody else meanwhile (version \(found), expected \(expected)); look at it again and repeat."
        case .unexpectedValue(let column):
            "The database holds a value that cannot be read (column \(column) of an answer); it was not written by Quorate."
        case .noRuleSet(let number): "There is no rule set \(number); `quorate policy show` lists those there are."
        case .noAgenda(let version):
            "There is no agenda template of version \(version); `quorate agenda show` lists those there are."
        case .failed(let path, let reason): "The database \(path) failed: \(reason)."
        }
    }
}
