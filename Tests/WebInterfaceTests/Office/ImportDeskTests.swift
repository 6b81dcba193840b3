import Conferences
import Persistence
import TestValues
import Testing

@testable import WebInterface

/// What the lists themselves say is the daemon's to test; here it is told by a reader that knows one word.
@Suite("The page that brings lists in")
struct ImportDeskTests {
    @Test("previews without keeping anything, then takes the list in")
    func whole() async throws {
        let sample = try await OfficeSample()
        let preview = try await sample.post(
            "/import/preview", fields: ["list": "code,name\nNHS,Health\nCSC,Social Care\n"])
        #expect(preview.status == 200 && preview.text.contains("agency NHS</td><td>New"))
        #expect(preview.text.contains("1 new") && preview.text.contains("1 that stand like that already"))
        #expect(preview.text.contains("NHS,Health\nCSC"))
        #expect(try await sample.events("agencyRecorded", by: "user/anna") == 0)
        let taken = try await sample.post("/import", fields: ["list": "code,name\nNHS,Health\n"])
        #expect(taken.location == "/import?done=1")
        #expect(try await sample.events("agencyRecorded", by: "user/anna") == 1)
        #expect(try await sample.get("/import", query: ["done": "1"]).text.contains("1 row changed the record"))
        let same = try await sample.post("/import/preview", fields: ["list": "code,name\nNHS,Health\n"])
        #expect(same.text.contains("The record says all of this already") && !same.text.contains("Take the list in"))
    }

    @Test(
        "keeps nothing of a list with a fault, and names its line and column",
        arguments: ["/import/preview", "/import"])
    func faulty(path: String) async throws {
        let sample = try await OfficeSample()
        let page = try await sample.post(path, fields: ["list": "code,name\nNHS,Health\nB AD,X\n"])
        #expect(page.status == 422 && page.text.contains("<td class=\"number\">3</td><td>code</td>"))
        #expect(page.text.contains("There is a problem with 1 row") && !page.text.contains("Take the list in"))
        #expect(try await sample.events("agencyRecorded", by: "user/anna") == 0)
    }

    @Test("asks for a list where none was pasted, and gives one back to be changed")
    func form() async throws {
        let sample = try await OfficeSample()
        let none = try await sample.post("/import/preview", fields: ["list": "  "])
        #expect(none.status == 422 && none.text.contains("href=\"#list\""))
        #expect(try await sample.post("/import/again", fields: ["list": "a,<b>"]).text.contains("a,&lt;b&gt;"))
    }
}

@Suite("The pages of templates")
struct TemplateDeskTests {
    @Test("list every kind with its steps, and show a message as its reader sees it")
    func pages() async throws {
        let sample = try await OfficeSample()
        let list = try await sample.get("/templates", as: [.chair])
        #expect(list.text.contains("/templates/submitReport?step=T-5") && list.text.contains("/templates/single"))
        let step = try await sample.get(
            "/templates/:sample", ["sample": "submitReport"], query: ["step": "C-1", "to": "others"])
        #expect(step.text.contains("english submitReport C-1 true") && step.text.contains("whom it has climbed to"))
        let welsh = try await sample.get("/templates/:sample", ["sample": "single"], query: ["language": "welsh"])
        let short = try await sample.get(
            "/templates/:sample", ["sample": "submitReport"], query: ["step": "T-5", "language": "welsh"])
        #expect(short.text.contains(">welsh in short</pre>") && short.text.contains("2 parts"))
        #expect(welsh.text.contains("welsh single") && welsh.text.contains("In English"))
        for (name, query) in [("nothing", [:]), ("single", ["language": "latin"]), ("reply", ["step": "X"])] {
            await #expect(throws: (any Error).self) {
                try await sample.get("/templates/:sample", ["sample": name], query: query)
            }
        }
    }
}
