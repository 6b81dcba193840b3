import Conferences
import TestValues
import Testing

@Suite("A password")
struct PasswordRuleTests {
    @Test(
        "is refused where it is among the first guesses",
        arguments: [
            ("short", .tooShort, "length"),
            ("elevenchars", .tooShort, "one too few"),
            (String(repeating: "xk29 ", count: 41), .tooLong, "205 characters"),
            ("Password123456", .common, "the best known one, with digits"),
            ("P@ssw0rd!2026!", .common, "signs for letters change nothing"),
            ("welcome-welcome-1", .common, "twice the same word"),
            ("Liverpool 2026!", .common, "a club and a year"),
            ("qwertyuiop12", .common, "a row of keys"),
            ("aaaaaaaaaaaaaa", .repetitive, "one letter"),
            ("abababababab", .repetitive, "two letters"),
            ("abcdefghijklmn", .repetitive, "the alphabet"),
            ("anna.evans loves tea", .holdsName, "the account's name"),
            ("xEv4ns-and-tractors", .holdsName, "a part of it, disguised"),
            ("quorate-and-tractors", .holdsName, "the service"),
        ] as [(String, PasswordRule.Fault, String)])
    func refused(password: String, fault: PasswordRule.Fault, why: String) {
        #expect(throws: fault) { try PasswordRule.check(password, for: "anna.evans") }
    }

    @Test(
        "needs no digits, capitals or signs",
        arguments: [
            "correct horse battery", "tea-with-nine-badgers", "пчела облако ложка", "xk29 vq81 mz07",
            "dyma fy nghath frown",
        ])
    func accepted(password: String) {
        #expect(throws: Never.self) { try PasswordRule.check(password, for: "anna.evans") }
    }
}

@Suite("An account's name")
struct AccountNameTests {
    @Test("is lower case, whatever was typed")
    func lower() throws {
        let typed = "Anna.Evans"
        #expect(try AccountName(typed).text == "anna.evans")
    }

    @Test(
        "holds nothing that could be taken for something else",
        arguments: [
            "", "a", ".anna", "anna evans", "anna/evans", "anna\r\nSet-Cookie: x", "ánna", "a@b",
            String(repeating: "a", count: 41),
        ])
    func refused(text: String) { #expect(throws: AccountNameError.self) { try AccountName(text) } }
}
