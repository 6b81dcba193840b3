import Conferences
import WorkingDays

/// What a check of the whole chain found.
public enum ChainCheck: Sendable {
    /// Every event is there and as it was written.
    ///
    /// - Parameter lastHash: In hexadecimal; 64 zeros for an empty log.
    case whole(events: Int, lastHash: String)
    case broken(ChainBreak)
}

/// The first event at which the chain no longer fits.
public struct ChainBreak: Sendable {
    public enum Fault: Equatable, Sendable {
        /// The content is not what was written.
        case payload
        /// The content was taken out.
        case emptied
        /// Stream, version, time, actor, kind, digest or hash is not what was written, or the event was put in.
        case metadata
        /// It was taken out.
        case missing
        /// The log ends before it.
        case cutOff
        /// An earlier check printed another hash: everything up to it was written anew.
        case rewritten
    }

    public let position: Int
    public let fault: Fault
    /// What stands there now; `nil` when there is nothing.
    public let entry: LoggedEvent?
}

extension ChainBreak: CustomStringConvertible {
    public var description: String {
        let what = entry.map { entry in
            let (date, time) = EuropeLondon.local(entry.recordedAt)
            return " (\(entry.stream), version \(entry.version), \(entry.kind), recorded by \(entry.actor) on "
                + "\(date.brief) at \(time.description.prefix(5)))"
        }
        return switch fault {
        case .payload: "The content of event \(position)\(what ?? "") is not what was written."
        case .emptied: "The content of event \(position)\(what ?? "") has been taken out."
        case .metadata: "Event \(position)\(what ?? "") is not what was written: it was altered, or put in."
        case .missing: "Event \(position) is missing; the next that is there is \(entry?.position ?? 0)\(what ?? "")."
        case .cutOff: "The log ends before event \(position), which an earlier check saw."
        case .rewritten:
            "Event \(position)\(what ?? "") has another hash than an earlier check printed: the log was written anew up to it."
        }
    }
}

/// The end of the chain as an earlier check printed it.
public struct ChainHead: Equatable, Sendable {
    public let position: Int
    /// In hexadecimal.
    public let hash: String

    public init(position: Int, hash: String) { (self.position, self.hash) = (position, hash) }

    /// Reads what an earlier check printed: `1234:5a3f…`, the number of events and 64 hexadecimal digits.
    ///
    /// - Throws: ``UnknownWord`` showing how one is written.
    public init(text: String) throws(UnknownWord) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int(parts[0]), position > 0, parts[1].utf8.count == 64,
            parts[1].allSatisfy(\.isHexDigit)
        else {
            throw UnknownWord(
                word: text, kind: "chain’s end", accepted: ["what a check said, like 1234:5a3f…"])
        }
        self.init(position: position, hash: parts[1].lowercased())
    }

    /// As ``init(text:)`` reads it.
    public var text: String { "\(position):\(hash)" }
}
