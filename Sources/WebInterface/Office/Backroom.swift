import Conferences
import Persistence

/// What is done for the pages by the parts of the program that stand above them: those know how messages are addressed
/// and written, and how lists are read.
public struct Backroom: Sendable {
    /// A person to whom messages can be sent.
    public let person: @Sendable (ContactDetails) throws(FormProblem) -> Person
    /// Messages as the templates write them.
    public let samples: any SampleWriter
    /// Takes lists in within a transaction that the caller keeps only where nothing was wrong with them.
    public let takeIn: @Sendable ([PastedList], Registrar) throws -> TakenIn
    /// The fields of a form that came with a file, from its content type and its body; `nil` where it is no such form.
    public let uploaded: @Sendable (String, [UInt8]) -> [String: [UInt8]]?

    public init(
        person: @escaping @Sendable (ContactDetails) throws(FormProblem) -> Person, samples: any SampleWriter,
        takeIn: @escaping @Sendable ([PastedList], Registrar) throws -> TakenIn,
        uploaded: @escaping @Sendable (String, [UInt8]) -> [String: [UInt8]]?
    ) {
        (self.person, self.samples, self.takeIn, self.uploaded) = (person, samples, takeIn, uploaded)
    }
}

/// Writes invented messages with the templates in use.
public protocol SampleWriter: Sendable {
    /// The samples that are about no one kind of obligation, by name.
    var named: [String] { get }
    /// The languages that messages can be written in, that in use first.
    var languages: [String] { get }
    /// Which templates they are.
    var version: String { get }

    /// - Parameter policy: What names the obligations.
    /// - Returns: `nil` where there is no such sample, or no such language.
    func write(_ sample: SampleChoice, policy: Policy) throws -> SampleText?
}

/// Which message is to be written.
public struct SampleChoice: Sendable, Equatable {
    public enum Subject: Sendable, Equatable {
        case named(String)
        /// One kind of obligation at a step of its ladder, to whoever owes it or to whom it has climbed.
        case obligation(ObligationKind, StepTime, isEscalation: Bool)
    }

    public let subject: Subject
    public let language: String

    public init(subject: Subject, language: String) { (self.subject, self.language) = (subject, language) }
}

/// A message as its reader sees it.
public struct SampleText: Sendable {
    public let subject: String
    public let text: String
    /// The same as a text message.
    public let short: String
    /// How long that is.
    public let measure: String

    public init(subject: String, text: String, short: String, measure: String) {
        (self.subject, self.text, self.short, self.measure) = (subject, text, short, measure)
    }
}

/// What is typed of a person; nothing of it has been looked at.
public struct ContactDetails: Sendable {
    public let reference: PersonReference
    public let agency: AgencyCode
    public let name: String
    public let email: String
    public let mobile: String?
    public let preferredChannel: PreferredChannel
    /// Absent for the partnership's.
    public let language: ReadingLanguage?

    public init(
        reference: PersonReference, agency: AgencyCode, name: String, email: String, mobile: String?,
        preferredChannel: PreferredChannel, language: ReadingLanguage? = nil
    ) {
        (self.reference, self.agency, self.name, self.email) = (reference, agency, name, email)
        (self.mobile, self.preferredChannel, self.language) = (mobile, preferredChannel, language)
    }

    /// Somebody known, under another address and number.
    init(of person: Person, email: String, mobile: String?) {
        self.init(
            reference: person.reference, agency: person.agency, name: person.name, email: email, mobile: mobile,
            preferredChannel: mobile == nil ? .mail : person.preferredChannel, language: person.language)
    }
}
