/// A stretch of a long list, and the way to what stands before and after it.
struct PageOfList: Sendable {
    /// The number of the first line.
    let first: Int
    let size: Int

    init(_ query: [String: String], size: Int = 50) {
        first = max(0, Int(query["first"] ?? "") ?? 0)
        self.size = size
    }

    /// What is read: one line more than is shown tells whether there are more.
    var range: Range<Int> { first..<(first + size + 1) }

    /// - Parameter link: An address, to which the first line's number is added.
    func content(of count: Int, link: String) -> [String: Any] {
        var content: [String: Any] = [:]
        if count > size { content["later"] = "\(link)&first=\(first + size)" }
        if first > 0 { content["earlier"] = "\(link)&first=\(max(0, first - size))" }
        return content
    }
}
