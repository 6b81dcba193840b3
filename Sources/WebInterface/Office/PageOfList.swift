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

    /// - Parameters:
    ///   - path: The list's address.
    ///   - fields: What narrows it. What is empty stays: it was emptied on purpose.
    func content(of count: Int, at path: String, _ fields: [(name: String, value: String?)]) -> [String: Any] {
        let narrowing = fields.compactMap { field in field.value.map { "\(field.name)=\(PagePath.escaped($0))&" } }
        func link(_ first: Int) -> String { "\(path)?\(narrowing.joined())first=\(first)" }
        var content: [String: Any] = [:]
        if count > size { content["later"] = link(first + size) }
        if first > 0 { content["earlier"] = link(max(0, first - size)) }
        return content
    }
}
