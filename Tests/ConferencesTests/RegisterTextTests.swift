import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("What is typed about invitations and the register")
struct RegisterTextTests {
    @Test("An invitation is the conference and its number")
    func invitation() throws {
        #expect(try InvitationID(text: "HK-26-014#3") == InvitationID(conference: "HK-26-014", number: 3))
        // A reference may hold a slash.
        #expect(try InvitationID(text: "HK/26/014#12").number == 12)
    }

    @Test(
        "What is no invitation is refused with an example",
        arguments: ["HK-26-014", "HK-26-014#", "#3", "HK-26-014#0", "HK-26-014#-1", "HK-26-014#3#4", "HK 26#3", ""])
    func noInvitation(text: String) {
        let error = #expect(throws: UnknownWord.self) { try InvitationID(text: text) }
        #expect(error?.description.contains("as in \"HK-26-014#3\"") ?? false)
    }

    @Test(
        "A line of the register is a number and an attendance, with times where somebody came for a part",
        arguments: [
            ("1=present", AttendanceEntry(.present)), ("1=delegate", AttendanceEntry(.delegatePresent)),
            ("1=apologies", AttendanceEntry(.apologies)), ("1=absent", AttendanceEntry(.absent)),
            ("1=part", AttendanceEntry(.part)),
            ("1=part:10:05-11:30", AttendanceEntry(.part, joinedAt: "10:05", leftAt: "11:30")),
            ("1=part:10:05-", AttendanceEntry(.part, joinedAt: "10:05")),
            ("1=part:-11:30", AttendanceEntry(.part, leftAt: "11:30")),
        ])
    func line(text: String, entry: AttendanceEntry) throws {
        #expect(try RegisterLine(text: text) == RegisterLine(invitation: 1, entry))
    }

    @Test(
        "What is no line of the register is refused with what is accepted",
        arguments: [
            ("1", "as in \"3=present\""), ("x=present", "as in \"3=present\""), ("0=present", "as in \"3=present\""),
            ("1=here", "use present, part, delegate, apologies, absent"), ("1=", "use present"),
            ("1=part:", "part:10:05-11:30"), ("1=part:-", "part:10:05-11:30"), ("1=part:10:05", "part:10:05-11:30"),
            ("1=part:25:00-26:00", "part:10:05-11:30"), ("1=present:10:00-11:00", "part:10:05-11:30"),
        ])
    func noLine(text: String, expected: String) {
        let error = #expect(throws: UnknownWord.self) { try RegisterLine(text: text) }
        #expect(error?.description.contains(expected) ?? false, "\(String(describing: error))")
    }
}
