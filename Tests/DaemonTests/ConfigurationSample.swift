import Foundation
import Persistence
import TestPeers
import TestStores

@testable import Daemon

/// A configuration file in a folder of its own.
struct ConfigurationSample {
    let folder: TemporaryFolder
    var path: String { "\(folder.path)/quorate.yaml" }

    /// As little as will do.
    static let least = """
        partnership: {name: Somewhere}
        encryption: {masterKeyFiles: [master-key]}
        database: quorate.db
        mail:
          transport: maildir
          maildir: mail
          from: quorate@council.example

        """

    /// - Parameter more: Further sections.
    init(_ text: String = Self.least, more: String = "") throws {
        folder = try TemporaryFolder("configuration")
        try folder.write(text + more, to: "quorate.yaml")
        try folder.write(MasterKeys.textForTests, to: "master-key")
        try folder.write("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", to: "hook")
    }

    /// With the files that ship, and no variables of the machine's own.
    func load(_ environment: [String: String] = [:]) async throws -> PartnershipConfiguration {
        try await .load(path: path, environment: Self.shipped.merging(environment) { $1 })
    }

    /// As whoever sends nothing reads it.
    func loadWithoutSecrets() async throws -> PartnershipConfiguration {
        try await .load(path: path, environment: Self.shipped, readsSecrets: false)
    }

    private static let shipped = [
        "QUORATE_CALENDAR_HOLIDAYS": "\(Locations.repository)/config/bank-holidays.json",
        "QUORATE_MAIL_TEMPLATES": Locations.templates,
    ]

    /// What is wrong with it, each as one line.
    func problems(_ environment: [String: String] = [:]) async throws -> [String] {
        do {
            _ = try await load(environment)
            return []
        } catch let error as ConfigurationError {
            return error.problems.map(\.description)
        }
    }
}
