import Conferences
import WorkingDays

// Test tables read best with plain values; a wrong one stops the test run.

extension CalendarDate: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(iso: text) } catch { fatalError("\(error)") }
    }
}

extension TimeOfDay: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text: text) } catch { fatalError("\(error)") }
    }
}

extension Timestamp: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(iso8601: text) } catch { fatalError("\(error)") }
    }
}

extension Reference: ExpressibleByStringLiteral, ExpressibleByExtendedGraphemeClusterLiteral,
    ExpressibleByUnicodeScalarLiteral
{
    public init(stringLiteral text: String) {
        do { try self.init(text) } catch { fatalError("\(error)") }
    }
}

extension FamilyRecipient: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text: text) } catch { fatalError("\(error)") }
    }
}

extension DeadlineOffset: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text: text) } catch { fatalError("\(error)") }
    }
}

extension LadderStep: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text: text) } catch { fatalError("\(error)") }
    }
}

extension AgendaAreaName: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text) } catch { fatalError("\(error)") }
    }
}

extension ObligationName: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text) } catch { fatalError("\(error)") }
    }
}

extension ObligationID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text: text) } catch { fatalError("\(error)") }
    }
}

extension AccountName: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text) } catch { fatalError("\(error)") }
    }
}
