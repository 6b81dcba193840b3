extension WorkingDayCalendar {
    /// The same calendar with more closed days; it shares the tables, so this costs well under a microsecond for a
    /// few days.
    ///
    /// A day that is closed already keeps its reason.
    /// - Throws: ``WorkingDayError`` for a date twice in `more`, or outside the calendar.
    /// - Source: Rulebook 3.7.
    public func closing(_ more: [Closure]) throws(WorkingDayError) -> WorkingDayCalendar {
        var calendar = self
        try calendar.close(more)
        return calendar
    }

    mutating func close(_ more: [Closure]) throws(WorkingDayError) {
        if more.isEmpty { return }
        _ = try Self.checked(more.map(\.date), .closures)
        for closure in more {
            let position = closures.partitioningIndex { $0.date >= closure.date }
            if position < closures.count, closures[position].date == closure.date { continue }
            closures.insert(closure, at: position)
        }
        closedRanks = closures.compactMap(rankIfWorking)
    }

    private func rankIfWorking(_ closure: Closure) -> Int? {
        let offset = closure.date - Self.firstDate
        return ranks[offset + 1] > ranks[offset] ? Int(ranks[offset]) : nil
    }

    /// The rank of the open day that lies `steps` open days before the working day that would have rank `end`;
    /// negative when the calendar does not reach so far.
    @usableFromInline
    func openRank(_ steps: Int, before end: Int) -> Int {
        let closedBefore = closedRanks.partitioningIndex { $0 >= end }
        let openIndex = end - closedBefore - steps
        if openIndex < 0 { return openIndex }
        // Among the open days it has `openIndex`; every closed day before it moves it on by one.
        var (low, high) = (0, closedBefore)
        while low < high {
            let middle = (low + high) / 2
            if closedRanks[middle] - middle > openIndex { high = middle } else { low = middle + 1 }
        }
        return openIndex + low
    }
}

extension Array {
    /// Where the elements begin for which `belongs` holds, given that they all stand at the end.
    func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
