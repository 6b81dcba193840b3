import Foundation
import Glibc
import TestPeers

/// A file system of its own in memory: it can be full, or read-only also for the administrator.
final class SmallDisk {
    let path: String
    private let folder: TemporaryFolder

    /// Whether this process may mount anything; without that these tests cannot be had honestly.
    static let isPossible: Bool = (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        folder = try TemporaryFolder("disk")
        path = "\(folder.path)/disk"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("quorate-test", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    func makeReadOnly() throws { try remount(UInt(MS_RDONLY), "") }

    func grow(toMegabytes size: Int) throws { try remount(0, "size=\(size)m") }

    private func remount(_ flags: UInt, _ options: String) throws {
        guard mount("quorate-test", path, "tmpfs", UInt(MS_REMOUNT) | flags, options) == 0 else {
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }
}
