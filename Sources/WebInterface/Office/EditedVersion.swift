import Conferences
import Persistence

/// The version that a form was filled in against, so that two people who edit do not undo each other's work unseen.
struct EditedVersion {
    private let version: Int?

    init(_ fields: [String: String]) { version = fields["version"].flatMap(Int.init) }

    /// - Throws: ``Overtaken`` when something has been recorded since.
    func check(_ registrar: Registrar, _ matter: Matter) throws {
        guard let version else { return }
        let changes = try registrar.happenings(in: matter, after: version)
        if !changes.isEmpty { throw Overtaken(changes: changes) }
    }
}

/// Somebody else changed something while a form was being filled in.
struct Overtaken: Error {
    /// What happened meanwhile, in sentences.
    let changes: [String]

    /// As the page says it.
    var content: [String: Any] { ["changes": changes] }
}
