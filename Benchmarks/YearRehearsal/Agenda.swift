import WorkingDays

/// Which cases have something happen to them in which hour.
///
/// Hours, since what happens to England in a whole day is many megabytes.
struct Agenda {
    let cases: Int
    private let seed: UInt64
    private let year: YearCalendar
    private let areas: Int
    /// Conferences of the last case.
    private let mostOfLast: Int
    /// The cases of each hour that is still to come, by the hour's number since 1970.
    private var waiting: [Int32: [Int32]] = [:]

    /// - Parameter hour: The last that is over already, where a year goes on.
    init(conferences: Int, seed: UInt64, year: YearCalendar, areas: Int, after hour: Int32? = nil) throws {
        self.seed = seed
        self.year = year
        self.areas = areas
        var (number, left, most) = (0, conferences, 0)
        while left > 0 {
            most = left
            let life = try CaseLife(number, seed: seed, year: year, areas: areas, most: most)
            left -= life.conferences
            if let first = life.happenings.first(where: { $0.hour > hour ?? .min }) {
                waiting[first.hour, default: []].append(Int32(number))
            }
            number += 1
        }
        cases = number
        mostOfLast = most
    }

    static func hour(of moment: Timestamp) -> Int32 { Int32(moment.seconds / 3600) }

    /// What happens in the next hour in which anything does, by moments.
    mutating func nextHour() throws -> [[Happening]]? {
        guard let hour = waiting.keys.min(), let numbers = waiting.removeValue(forKey: hour) else { return nil }
        var happenings: [Happening] = []
        for number in numbers.sorted() {
            let life = try CaseLife(
                Int(number), seed: seed, year: year, areas: areas, most: number == cases - 1 ? mostOfLast : .max)
            happenings += life.happenings.filter { $0.hour == hour }
            if let next = life.happenings.first(where: { $0.hour > hour }) {
                waiting[next.hour, default: []].append(number)
            }
        }
        return Self.byMoment(happenings)
    }

    /// Stable: what happens to one case at one moment keeps its order.
    private static func byMoment(_ happenings: [Happening]) -> [[Happening]] {
        let ordered = happenings.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        return ordered.reduce(into: []) { moments, entry in
            if moments.last?[0].at == entry.element.at {
                moments[moments.count - 1].append(entry.element)
            } else {
                moments.append([entry.element])
            }
        }
    }
}

extension Happening {
    fileprivate var hour: Int32 { Agenda.hour(of: at) }
}
