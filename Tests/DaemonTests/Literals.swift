import Conferences
import WorkingDays

// Tables of tests read best with plain words; a wrong one stops the test run.

extension CalendarDate: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(iso: text) } catch { fatalError("\(error)") }
    }
}

extension Timestamp: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(iso8601: text) } catch { fatalError("\(error)") }
    }
}

extension Reference: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral
{
    public init(stringLiteral text: String) {
        do { try self.init(text) } catch { fatalError("\(error)") }
    }
}
