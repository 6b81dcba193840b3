import Conferences
import Outbound
import WebInterface

extension Backroom {
    /// What the daemon does for the pages.
    static let daemon = Backroom(person: person)

    private static func person(_ details: ContactDetails) throws(FormProblem) -> Person {
        let email = try checked("email") { try MailAddress(details.email, name: details.name).address }
        let mobile = try details.mobile.map { text throws(FormProblem) in
            try checked("mobile") { try MobileNumber(text).text }
        }
        if details.preferredChannel == .text, mobile == nil {
            throw FormProblem("mobile", "\(TextWithoutNumber())")
        }
        return try checked("name") {
            try Person.checked(
                details.reference, agency: details.agency, name: details.name, email: email, mobile: mobile,
                preferredChannel: details.preferredChannel)
        }
    }

    private static func checked<Value>(_ field: String, _ body: () throws -> Value) throws(FormProblem) -> Value {
        do { return try body() } catch { throw FormProblem(field, "\(error)") }
    }
}
