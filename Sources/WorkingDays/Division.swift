/// Whose bank holidays apply; the raw values are GOV.UK's names for its three lists.
public enum Division: String, CaseIterable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    case englandAndWales = "england-and-wales"
    case scotland
    case northernIreland = "northern-ireland"

    /// For a reader: `England and Wales`.
    public var title: String {
        switch self {
        case .englandAndWales: "England and Wales"
        case .scotland: "Scotland"
        case .northernIreland: "Northern Ireland"
        }
    }
}
