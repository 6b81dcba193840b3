import Conferences

/// What is done for the pages by the parts of the program that stand above them: those know how messages are addressed
/// and written, and how lists are read.
public struct Backroom: Sendable {
    /// A person to whom messages can be sent.
    public let person: @Sendable (ContactDetails) throws(FormProblem) -> Person

    public init(person: @escaping @Sendable (ContactDetails) throws(FormProblem) -> Person) { self.person = person }
}

/// What is typed of a person; nothing of it has been looked at.
public struct ContactDetails: Sendable {
    public let reference: PersonReference
    public let agency: AgencyCode
    public let name: String
    public let email: String
    public let mobile: String?
    public let preferredChannel: PreferredChannel

    public init(
        reference: PersonReference, agency: AgencyCode, name: String, email: String, mobile: String?,
        preferredChannel: PreferredChannel
    ) {
        (self.reference, self.agency, self.name, self.email) = (reference, agency, name, email)
        (self.mobile, self.preferredChannel) = (mobile, preferredChannel)
    }

    /// Somebody known, under another address and number.
    init(of person: Person, email: String, mobile: String?) {
        self.init(
            reference: person.reference, agency: person.agency, name: person.name, email: email, mobile: mobile,
            preferredChannel: mobile == nil ? .mail : person.preferredChannel)
    }
}
