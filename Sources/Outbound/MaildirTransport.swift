import Foundation
import Transfers

/// Mail into a folder in Maildir form, for trying things out: nothing leaves the machine.
public final class MaildirTransport: MailTransport {
    private let threads: WorkerThreads<MailJob>

    /// Makes the folder with `cur`, `new` and `tmp` in it, readable by this user only, where they are missing.
    ///
    /// - Throws: `MaildirError` if that cannot be done.
    public init(directory: String) throws(MaildirError) {
        for path in [directory, "\(directory)/cur", "\(directory)/new", "\(directory)/tmp"] {
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw MaildirError(action: "make the folder", path: path, number: errno)
            }
        }
        let writer = MaildirWriter(directory: directory)
        threads = WorkerThreads(count: 1, name: "maildir") {
            { job in
                job.continuation.resume(returning: writer.write(job.message))
            }
        }
    }

    public func deliver(_ message: MailMessage) async -> DeliveryOutcome {
        await threads.deliver(message)
    }

    /// Writing to a folder is quick: nothing is broken off.
    public func stop(within grace: Duration) async {
        await threads.stop()
    }
}

/// Why a Maildir could not be made or written to.
public struct MaildirError: Error, CustomStringConvertible {
    public let action: String
    public let path: String
    /// The system's error number.
    public let number: Int32

    public var description: String {
        "It was not possible to \(action) \(path): \(String(cString: strerror(number)))."
    }
}

/// Writes messages, each durable before it is reported.
private struct MaildirWriter: Sendable {
    let directory: String
    /// Tells the files of one run from those of another with the same process number.
    let run = String(UInt32.random(in: 0...UInt32.max), radix: 16)

    func write(_ message: MailMessage) -> DeliveryOutcome {
        let name = fileName(message)
        do throws(MaildirError) {
            try writeFile("\(directory)/tmp/\(name)", content(message))
            guard rename("\(directory)/tmp/\(name)", "\(directory)/new/\(name)") == 0 else {
                throw MaildirError(action: "move a message into", path: "\(directory)/new", number: errno)
            }
            try synchronise("\(directory)/new")
        } catch {
            return .unreachable(reason: error.description)
        }
        return .accepted(detail: "new/\(name)")
    }

    /// Time, something unique and a host, as is the custom; the id comes first in the second part, so that a message
    /// which was delivered twice shows as two files with the same id.
    private func fileName(_ message: MailMessage) -> String {
        let unique = UInt64.random(in: 0...UInt64.max)
        return "\(message.date).\(message.id)_\(run)_\(String(unique, radix: 36)).quorate"
    }

    /// The message as a delivery agent leaves it: the envelope in two headers, lines ending in LF.
    private func content(_ message: MailMessage) -> [UInt8] {
        let encoded = message.encoded()
        var content = Array(
            "Return-Path: <\((message.returnPath ?? message.from).address)>\nDelivered-To: \(message.to.address)\n".utf8
        )
        content.reserveCapacity(content.count + encoded.count)
        // All line ends are CR LF, and CR stands nowhere else.
        content.append(contentsOf: encoded.lazy.filter { $0 != 13 })
        return content
    }

    private func writeFile(_ path: String, _ bytes: [UInt8]) throws(MaildirError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw MaildirError(action: "create the file", path: path, number: errno) }
        var written = 0
        var failure: Int32 = 0
        while written < bytes.count && failure == 0 {
            let count = bytes.withUnsafeBytes {
                Foundation.write(file, $0.baseAddress! + written, bytes.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { failure = errno }
        }
        if failure == 0 && fsync(file) != 0 { failure = errno }
        if close(file) != 0 && failure == 0 { failure = errno }
        guard failure == 0 else {
            unlink(path)
            throw MaildirError(action: "write the file", path: path, number: failure)
        }
    }

    /// A file's new name is durable once its folder is.
    private func synchronise(_ path: String) throws(MaildirError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw MaildirError(action: "open the folder", path: path, number: errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw MaildirError(action: "save the folder", path: path, number: errno) }
    }
}
