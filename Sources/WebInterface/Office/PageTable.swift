extension [[String: Any]] {
    /// The rows for a template's section that brings the table's frame too: nothing of it is shown where there are none.
    var asTable: [[String: Any]] { isEmpty ? [] : [["rows": self]] }
}
