import WorkingDays

extension Timestamp {
    /// Reads `20270105T100000Z`; nil if it is written otherwise or does not exist.
    ///
    /// - Source: RFC 5545, 3.3.5, form 2.
    init?(calendarUTC text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z"),
            (bytes[..<8] + bytes[9..<15]).allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        let date = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
        let time = "\(part(9..<11)):\(part(11..<13)):\(part(13..<15))"
        do { self = try Timestamp(iso8601: "\(date)T\(time)Z") } catch { return nil }
    }
}
