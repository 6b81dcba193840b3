import Conferences
import Persistence

/// An agency is to be chosen: from a list, or by its code where the list would be too long for a page.
struct AgencyChoice: Sendable {
    private static let most = 100

    /// By name; `nil` where there are too many.
    private let agencies: [Agency]?

    init(_ session: any DatabaseSession) throws {
        let found = try DirectoryReadings(session).agencies(lines: 0..<(Self.most + 1))
        agencies = found.count > Self.most ? nil : found
    }

    var isEmpty: Bool { agencies?.isEmpty ?? false }

    /// - Parameters:
    ///   - code: What is chosen.
    ///   - others: What may be chosen besides, before the agencies.
    func content(_ code: String?, among others: [(value: String, label: String)]) -> [String: Any] {
        let choices = others + (agencies ?? []).map { ($0.code.text, $0.name) }
        return [
            "isList": agencies != nil, "typed": code ?? "",
            "choices": choices.map { ["value": $0.0, "label": $0.1, "isChosen": $0.0 == code ?? ""] as [String: Any] },
        ]
    }
}
