import Conferences

/// Conferences and discussions as they stood when this process last had them in hand, so that the next command need not
/// replay their whole past.
///
/// What is remembered counts only while the stream still ends in the very entry that it was made from: that entry's hash
/// covers all that came before. So nothing has to be forgotten when a transaction is taken back or another process writes.
/// A case whose key was erased since is replayed.
public final class StateMemory: Sendable {
    /// Where a stream ends.
    struct Head: Equatable, Sendable {
        let version: Int
        let hash: [UInt8]
    }

    enum State: Sendable {
        case conference(ConferenceState)
        case discussion(Discussion)
    }

    struct Entry: Sendable {
        let head: Head
        let state: State
        let isErased: Bool
    }

    /// Some 20 KiB each.
    private let most: Int
    private let halves = Locked<(young: [Matter: Entry], old: [Matter: Entry])>(([:], [:]))

    init(most: Int = 1000) { self.most = most }

    func entry(of matter: Matter, endingIn head: Head) -> Entry? {
        halves.withLock { halves in
            guard let entry = halves.young[matter] ?? halves.old[matter], entry.head == head else { return nil }
            return entry
        }
    }

    /// What has not been in hand for longest goes: half at a time, which takes no bookkeeping.
    func remember(_ entry: Entry, of matter: Matter) {
        halves.withLock { halves in
            if halves.young.count >= most / 2 { halves = ([:], halves.young) }
            halves.young[matter] = entry
        }
    }
}
