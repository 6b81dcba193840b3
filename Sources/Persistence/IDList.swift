/// Ids for one statement: in powers of two only, so that there are few statements to prepare.
struct IDList {
    /// One or more, of which the first stands again for those that are missing.
    private let ids: [String]

    private static let lengths = (0...9).map { 1 << $0 }

    /// As many lists as it takes.
    static func parts(of ids: [String]) -> [IDList] {
        stride(from: 0, to: ids.count, by: lengths.last!).map { start in
            let part = ids[start..<min(start + lengths.last!, ids.count)]
            let length = lengths.first { $0 >= part.count }!
            return IDList(ids: part + Array(repeating: part.first!, count: length - part.count))
        }
    }

    /// `($3, $4)`, to stand after `IN`.
    ///
    /// - Parameter first: The number of the first parameter.
    func parameters(from first: Int) -> String {
        "(\((first..<(first + ids.count)).map { "$\($0)" }.joined(separator: ", ")))"
    }

    var arguments: [any Storable] { ids }
}
