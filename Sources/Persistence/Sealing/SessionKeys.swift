/// The keys that one transaction works with.
///
/// What it has looked up holds until it ends, since it sees one state of the database; the next transaction looks
/// again, and so notices what was erased or wrapped anew.
public final class SessionKeys {
    let master: MasterKeys
    private(set) var opened: [SealingSubject: SubjectSealer] = [:]

    /// A long import would otherwise hold a key for everybody in it.
    private static let most = 20_000

    init(master: MasterKeys) { self.master = master }

    func remember(_ sealer: SubjectSealer) {
        if opened.count >= Self.most { opened.removeAll(keepingCapacity: true) }
        opened[sealer.subject] = sealer
    }
}
