import Conferences
import Outbound

extension Person {
    /// A person whose name, address and number messages can be sent to.
    ///
    /// - Parameter mobile: As people write it.
    /// - Throws: A sentence on what is wrong with one of them.
    public static func checked(
        _ reference: PersonReference, agency: AgencyCode, name: String, email: String, mobile: String? = nil,
        preferredChannel: PreferredChannel = .mail, language: ReadingLanguage? = nil
    ) throws -> Person {
        try SingleLine.check(name, what: "The name", limit: 500)
        guard preferredChannel != .text || mobile != nil else { throw TextWithoutNumber() }
        return Person(
            reference: reference, agency: agency, name: name, email: try MailAddress(email, name: name).address,
            mobile: try mobile.map { try MobileNumber($0).text }, preferredChannel: preferredChannel,
            language: language)
    }
}

/// Somebody who is to be reminded by text has no number.
public struct TextWithoutNumber: Error, Equatable, CustomStringConvertible {
    public let description = "Whoever is to be reminded by text needs a mobile number; give one."
}
