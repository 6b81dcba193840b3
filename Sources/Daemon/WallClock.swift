import Foundation
import WorkingDays

/// What time it is. How long to wait is another question, which a `Clock` answers.
public protocol WallClock: Sendable {
    var now: Timestamp { get }
}

public struct SystemWallClock: WallClock {
    public init() {}

    public var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970.rounded(.down))) }
}

/// A clock that runs as the system's does, but stands elsewhere: for demonstrations.
public struct ShiftedWallClock: WallClock {
    private let offset: Int

    /// A clock that shows `start` now.
    public init(startingAt start: Timestamp) {
        offset = Int(start.seconds - SystemWallClock().now.seconds)
    }

    public var now: Timestamp { SystemWallClock().now.adding(seconds: offset) }
}
