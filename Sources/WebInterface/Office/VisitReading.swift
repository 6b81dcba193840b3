import Conferences
import Foundation
import Hummingbird
import Persistence
import WorkingDays

// What a visitor asks for, read as what it stands for.
extension Visit {
    /// A part of the path as a reference.
    ///
    /// - Throws: `HTTPError` where it is none: there is no such page then.
    func reference<Subject>(_ name: String) throws -> Reference<Subject> {
        guard let text = try parameters.require(name).removingPercentEncoding,
            let reference = try? Reference<Subject>(text)
        else { throw HTTPError(.notFound) }
        return reference
    }

    /// What stands behind the question mark under a name, trimmed; `nil` where nothing does.
    func asked(_ name: String) -> String? { Self.trimmed(query[name]) }

    /// What a form sent under a name, trimmed; `nil` where nothing was typed.
    func typed(_ name: String) -> String? { Self.trimmed(fields[name]) }

    private static func trimmed(_ text: String?) -> String? {
        let text = text?.trimmingCharacters(in: .whitespacesAndNewlines)
        return text?.isEmpty == false ? text : nil
    }

    /// What a form must hold.
    ///
    /// - Throws: ``FormProblem`` with this sentence where nothing was typed.
    func needed(_ name: String, orElse sentence: String) throws(FormProblem) -> String {
        guard let text = typed(name) else { throw FormProblem(name, sentence) }
        return text
    }

    /// Asks for a permission beside those of the route.
    func require(_ permission: Permission) throws(NotAllowed) {
        guard visitor.may(permission) else { throw NotAllowed() }
    }
}

extension FormProblem {
    /// Reads a field, blaming it for what cannot be read.
    static func reading<Value>(
        _ field: String, _ text: String, as read: (String) throws -> Value
    ) throws(FormProblem) -> Value {
        do { return try read(text) } catch let problem as FormProblem { throw problem } catch {
            throw FormProblem(field, "\(error)")
        }
    }

    /// Reads a field that may be empty.
    static func reading<Value>(
        _ field: String, _ text: String?, as read: (String) throws -> Value
    ) throws(FormProblem) -> Value? {
        guard let text else { return nil }
        return try reading(field, text, as: read) as Value
    }
}

/// A span of days as a form asks for it; either end may be open.
struct AskedPeriod: Equatable {
    let from: CalendarDate?
    let to: CalendarDate?

    /// - Throws: ``FormProblem`` for what is no date, and for a last day before the first.
    init(_ visit: Visit) throws(FormProblem) {
        from = try FormProblem.reading("from", visit.asked("from")) { try CalendarDate(iso: $0) }
        to = try FormProblem.reading("to", visit.asked("to")) { try CalendarDate(iso: $0) }
        if let from, let to, to < from {
            throw FormProblem("to", "The last day comes before the first. Choose \(from.spelledOut) or a later day.")
        }
    }

    /// The first second of it, in London.
    var start: Timestamp? { from.map { EuropeLondon.timestamp(on: $0, at: TimeOfDay(hour: 0, minute: 0)!) } }
    /// The last second of it, in London.
    var end: Timestamp? { to.map { EuropeLondon.timestamp(on: $0, at: TimeOfDay(hour: 23, minute: 59, second: 59)!) } }
}

extension FormProblem {
    /// What a rule's refusal says of a form; `nil` for what is no refusal, and no fault of whoever typed.
    ///
    /// - Parameter field: Which is blamed where the refusal names none.
    static func refused(_ error: any Error, at field: String) -> FormProblem? {
        switch error {
        case let problem as FormProblem: problem
        case let refusal as ConferenceRefusal: FormProblem(refusal.field ?? field, "\(refusal)")
        case is DiscussionRefusal, is PersonNotOnHold: FormProblem(field, "\(error)")
        case let error as SealingError where error.isOfErased: FormProblem(field, "\(error)")
        default: nil
        }
    }
}

extension ConferenceRefusal {
    fileprivate var field: String? {
        switch self {
        case .holdIntoThePast: "until"
        case .unknownAgency: "agency"
        default: nil
        }
    }
}

extension SealingError {
    /// What was known of a case or person is gone for good, by order.
    fileprivate var isOfErased: Bool { if case .erased = self { true } else { false } }
}
