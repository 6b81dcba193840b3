extension Timestamp {
    /// For a table, in London: `Tue 24 Nov 2026 09:00`.
    public var brief: String {
        let (date, time) = EuropeLondon.local(self)
        return "\(date.brief) \(time.shortText)"
    }

    /// For a reader, in London: `Tuesday 24 November 2026, 09:00`.
    public var spelledOut: String {
        let (date, time) = EuropeLondon.local(self)
        return "\(date.spelledOut), \(time.shortText)"
    }
}
