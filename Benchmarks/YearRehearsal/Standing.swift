import Foundation
import WorkingDays

/// How far a year was lived through, kept beside its database: England's takes hours, and is lived through in parts.
///
/// What happens depends on the seed and the hour alone, so that the hour is all that has to be known to go on.
struct Standing: Codable, Sendable {
    let conferences: Int
    let seed: UInt64
    /// The last moment that is over.
    let at: Timestamp
    let isWhole: Bool
    let counts: RehearsedYear.Counts
    /// Of all parts together.
    var seconds = 0.0
    /// MiB: the most of any part.
    var peakMemory = 0.0
    var parts = 1

    private static func file(_ folder: String) -> URL { URL(fileURLWithPath: folder + "/standing.json") }

    /// `nil` where nothing was kept.
    static func kept(in folder: String) throws -> Standing? {
        guard FileManager.default.fileExists(atPath: file(folder).path) else { return nil }
        return try JSONDecoder().decode(Standing.self, from: Data(contentsOf: file(folder)))
    }

    static func forget(in folder: String) throws { try FileManager.default.removeItem(at: file(folder)) }

    func keep(in folder: String) throws {
        try JSONEncoder().encode(self).write(to: Self.file(folder), options: .atomic)
    }
}
