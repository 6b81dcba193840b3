import Conferences
import Outbound

extension Person {
    /// A person whose name and address mail can be sent to.
    ///
    /// - Throws: A sentence on what is wrong with the name or the address.
    public static func checked(
        _ reference: PersonReference, agency: AgencyCode, name: String, email: String
    ) throws -> Person {
        try SingleLine.check(name, what: "The name", limit: 500)
        return Person(
            reference: reference, agency: agency, name: name, email: try MailAddress(email, name: name).address)
    }
}
