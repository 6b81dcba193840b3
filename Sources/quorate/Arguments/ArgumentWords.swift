import ArgumentParser
import Conferences
import WorkingDays

extension ConferenceRole: ExpressibleByArgument {}
extension Invitation.Capacity: ExpressibleByArgument {}
extension InquorateReason: ExpressibleByArgument {}
extension NeedKind: ExpressibleByArgument {}
extension PlanCategory: ExpressibleByArgument {}
extension DiscussionMethod: ExpressibleByArgument {}

/// A conference's reference as an argument.
func conferenceReference(_ text: String) throws -> ConferenceReference { try referenceArgument(text) }

func asFamilyRecipient(_ text: String) throws -> FamilyRecipient {
    do { return try FamilyRecipient(text: text) } catch { throw ValidationError("\(error)") }
}

/// Reads `mother,carer:2`.
func asFamilyRecipients(_ text: String) throws -> [FamilyRecipient] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { try asFamilyRecipient(String($0)) }
}

func asRegisterLine(_ text: String) throws -> RegisterLine {
    do { return try RegisterLine(text: text) } catch { throw ValidationError("\(error)") }
}

func asAttendance(_ text: String) throws -> AttendanceEntry {
    do { return try AttendanceEntry(text: text) } catch { throw ValidationError("\(error)") }
}

extension ArgumentHelp {
    static var conference: ArgumentHelp { "The conference's reference." }
    static var invitation: ArgumentHelp { "The invitation, like HK-26-014#3." }
    static var familyRecipient: ArgumentHelp {
        ArgumentHelp(
            "mother, father, carer, child or other-parental-responsibility; a second one like carer:2.",
            valueName: "recipient")
    }
}
