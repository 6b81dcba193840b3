/// Groups of fields with blank lines between them, as in a delivery status (RFC 3464, 2.1).
enum FieldGroups {
    /// More groups than this are not read.
    private static let maximumGroups = 200

    /// The fields of each group; folded lines are joined.
    static func read(_ bytes: [UInt8]) -> [[MIMEField]] {
        groups(of: bytes).compactMap { MIMEMessage($0)?.entities.first?.fields }.filter { !$0.isEmpty }
    }

    private static func groups(of bytes: [UInt8]) -> [[UInt8]] {
        var groups: [[UInt8]] = [[]]
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            let isBlank = line.allSatisfy { $0 == 13 || $0 == 32 || $0 == 9 }
            if isBlank && groups.count == maximumGroups { break }
            if isBlank {
                groups.append([])
            } else {
                groups[groups.count - 1] += line + [10]
            }
        }
        return groups.filter { !$0.isEmpty }
    }
}
