import WorkingDays

/// What can go wrong with sealing. Sentences name files, keys and references, never what was sealed.
public enum SealingError: Error, Equatable, Sendable {
    case noKeyFile
    /// The path is a key: it is not repeated.
    case keyInsteadOfFile
    case unreadableKeyFile(path: String)
    case malformedKeyFile(path: String, line: Int)
    case keyFileExists(path: String)
    case keyFileNotWritten(path: String, reason: String)
    /// No file holds the master key that something is wrapped under.
    case unknownMasterKey(id: String, files: [String])
    /// Something is sealed under a key that is not there: the row was removed.
    case noKey(SealingSubject)
    case erased(SealingSubject)
    /// What was sealed, or the key itself, is not what was written.
    case tampered(SealingSubject)
    /// A note in an event that belongs to no case and no person: a programmer's mistake.
    case noSubject
    case nothingToErase(SealingSubject)
    case legallyHeld(SealingSubject)
    case notHeld(SealingSubject)
}

extension SealingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noKeyFile:
            "No file of a master key is named; without one nothing can be stored. Make one with \"quorate key new FILE\"."
        case .keyInsteadOfFile:
            "A key stands where the path of its file is expected; put it into a file that only its owner may read, and name that."
        case .unreadableKeyFile(let path) where path.hasPrefix("$CREDENTIALS_DIRECTORY"):
            "\(path) cannot be read: $CREDENTIALS_DIRECTORY is not set. systemd sets it for a unit with LoadCredential=; elsewhere, set it to the folder that holds the key."
        case .unreadableKeyFile(let path):
            "The key file \(path) cannot be read; give the path of a file made by \"quorate key new FILE\"."
        case .malformedKeyFile(let path, let line):
            "The key file \(path) holds no key in line \(line): a key is 64 hexadecimal digits, or 32 bytes in base64. \"quorate key new FILE\" makes one."
        case .keyFileExists(let path):
            "\(path) exists and is left alone; a key is never overwritten. Give another path."
        case .keyFileNotWritten(let path, let reason):
            "The key file \(path) cannot be written: \(reason). Its folder must exist and be writable."
        case .unknownMasterKey(let id, let files):
            "The database needs the master key \(id), which is in none of \(files.joined(separator: ", ")); name its file under encryption.masterKeyFiles."
        case .noKey(let subject): "The key of \(subject) is missing from the database; what was sealed cannot be read."
        case .erased(let subject):
            "The key of \(subject) was erased, so nothing can be kept about it any more; use a new reference."
        case .tampered(let subject): "Something sealed for \(subject) was altered, or belongs to somebody else."
        case .noSubject:
            "A note was to be stored that belongs to no case and no person; this is a fault of the program."
        case .legallyHeld(let subject):
            "\(subject) is under a legal hold; \"quorate retention release\" ends it."
        case .notHeld(let subject):
            "No legal hold stands on \(subject); \"quorate retention list\" names those that do."
        case .nothingToErase(let subject): "Nothing is sealed for \(subject); check the reference."
        }
    }
}
