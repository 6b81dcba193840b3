/// The Date header's form of an instant, always in UTC: `Tue, 05 Jan 2027 10:00:00 +0000`.
struct MailDate {
    let secondsSince1970: Int64

    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    var bytes: [UInt8] {
        let dayNumber = floorDivide(secondsSince1970, 86_400)
        let second = Int(secondsSince1970 - dayNumber * 86_400)
        let (year, month, day) = civil(dayNumber)
        let weekday = Int(dayNumber - floorDivide(dayNumber, 7) * 7)
        var out: [UInt8] = []
        out.reserveCapacity(31)
        out.append(contentsOf: Self.days[weekday].utf8)
        out.append(contentsOf: ", ".utf8)
        appendDigits(day, 2, &out)
        out.append(32)
        out.append(contentsOf: Self.months[month - 1].utf8)
        out.append(32)
        appendDigits(year, 4, &out)
        out.append(32)
        appendDigits(second / 3600, 2, &out)
        out.append(UInt8(ascii: ":"))
        appendDigits(second / 60 % 60, 2, &out)
        out.append(UInt8(ascii: ":"))
        appendDigits(second % 60, 2, &out)
        out.append(contentsOf: " +0000".utf8)
        return out
    }

    /// Year, month and day of a day number counted from 1970-01-01, in the proleptic Gregorian calendar.
    ///
    /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    private func civil(_ dayNumber: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(day))
    }

    private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }

    private func appendDigits(_ value: Int, _ count: Int, _ out: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<count { divisor *= 10 }
        while divisor > 0 {
            out.append(UInt8(48 + value / divisor % 10))
            divisor /= 10
        }
    }
}
