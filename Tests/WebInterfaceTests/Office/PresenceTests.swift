import Conferences
import Foundation
import Persistence
import TestValues
import Testing

@testable import WebInterface

@Suite("Who must be there, on the pages")
struct PresenceTests {
    private static func form(_ more: [String: String]) -> [String: String] {
        PresenceForm(.standard).fields.merging(["effective": "2026-12-01", "base": "1"]) { $1 }.merging(more) { $1 }
    }

    @Test("is changed: the number, the groups, social care, and what a strategy discussion needs")
    func change() async throws {
        let sample = try await OfficeSample()
        let page = try await sample.get("/policy-quoracy")
        #expect(page.text.contains("name=\"group-HOUSING\""))
        let fields = Self.form([
            "minimum": "2", "socialCare": "", "group-POLICE": "emergency", "group-HOUSING": " emergency ",
            "needs-health": "", "needs-education": "yes",
        ])
        let preview = try await sample.post("/policy-quoracy/preview", fields: fields)
        #expect(preview.text.contains("<li>HOUSING counts as emergency</li>"))
        #expect(preview.text.contains("children’s social care, police, education"))
        _ = try await sample.post("/policy-quoracy", fields: fields)
        let policy = try await sample.database.read {
            try RuleSets($0, rulebook: OfficeSample.rulebook).latest().policy
        }
        #expect(policy.quoracy.minimum == 2 && !policy.quoracy.requiresSocialCare)
        #expect(
            policy.quoracy.groups == [
                "POLICE": QuoracyGroup(name: "emergency"), "HOUSING": QuoracyGroup(name: "emergency"),
            ])
        #expect(policy.discussionMinimum == [.socialCare, .police, .education])
        #expect(policy.rules == Policy.standard.rules && policy.cutOff == Policy.standard.cutOff)
    }

    @Test(
        "is refused with the field, and what was typed is kept",
        arguments: [
            ("minimum", "0", "from 1 to 20"), ("minimum", "many", "from 1 to 20"),
            ("group-HOUSING", "a=b", "\(PolicyRefusal.group("a=b"))"),
        ])
    func refused(field: String, value: String, sentence: String) async throws {
        let sample = try await OfficeSample()
        let page = try await sample.post("/policy-quoracy/preview", fields: Self.form([field: value]))
        #expect(page.status == 422 && page.text.contains("<a href=\"#\(field)\">"))
        #expect(
            page.text.replacing("&quot;", with: "\"").contains(sentence) && page.text.contains("value=\"\(value)\""))
    }
}
