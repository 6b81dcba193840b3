import Dispatch
import Glibc

/// Calls whenever somebody commits to a database, in this process or in another.
///
/// Whoever has committed touches the database's file, and Linux tells whoever watches it (inotify(7), `IN_ATTRIB`). The
/// write-ahead log itself would tell too early: its last page is written before the commit counts.
public final class CommitWatch: @unchecked Sendable {
    // Safe: a dispatch source may be cancelled from anywhere.
    private let source: any DispatchSourceRead

    /// - Parameters:
    ///   - path: The database's file.
    ///   - queue: Where it calls; absent, on one of its own.
    ///   - onCommit: Called for each commit; for several at once perhaps only once.
    /// - Returns: `nil` where the system has no watch left to give (`fs.inotify.max_user_instances`).
    init?(path: String, on queue: LoopQueue?, onCommit: @escaping @Sendable () -> Void) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        guard inotify_add_watch(descriptor, path, UInt32(IN_ATTRIB)) >= 0 else {
            close(descriptor)
            return nil
        }
        source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: queue?.queue ?? DispatchQueue(label: "quorate.commits"))
        source.setEventHandler {
            Self.drain(descriptor)
            onCommit()
        }
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }

    deinit { source.cancel() }

    /// What the notices say is known: there is one watch.
    private static func drain(_ descriptor: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
            while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
        }
    }

    /// Tells all watches of the file. Where it may not be touched, they look by themselves before long.
    static func tell(of path: String) { _ = utimensat(AT_FDCWD, path, nil, 0) }
}
