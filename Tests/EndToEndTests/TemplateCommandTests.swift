import Foundation
import TestPeers
import Testing

@Suite("template, on the command line")
struct TemplateCommandTests {
    private let installation: Installation

    init() throws {
        installation = try Installation()
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
    }

    private func template(_ arguments: String...) async throws -> ProgramResult {
        try await run(Installation.program, ["template"] + arguments + ["--config", installation.configuration])
    }

    @Test("shows the folder in use, and renders every sample as text and as HTML")
    func render() async throws {
        let shown = try await template("show")
        #expect(shown.status == 0 && shown.output.contains("reminder-html.mustache"), "\(shown)")
        for sample in [
            "single", "several", "escalation", "invitation", "delegation", "change", "cancellation", "alert", "alerts",
        ] {
            let text = try await template("render", sample)
            #expect(text.output.hasPrefix("Subject: ") && text.output.contains("CP-2026-0141"), "\(text)")
            let html = try await template("render", sample, "--html")
            #expect(html.output.contains("<!DOCTYPE html>") && html.output.contains("O’Brien &amp; Co &lt;test&gt;"))
        }
    }

    @Test("renders a kind of obligation at a step of its ladder, in either language, and names the samples there are")
    func kinds() async throws {
        let own = try await template("render", "submitReport", "--step", "T-2")
        #expect(own.output.contains("Submit your written report, by Thursday 31 December 2026."), "\(own)")
        let climbed = try await template("render", "submitReport", "--escalated", "--language", "welsh")
        #expect(climbed.output.contains("Dim adroddiad ysgrifenedig gan Health."), "\(climbed)")
        let late = try await template("render", "submitReport", "--step", "T+1")
        #expect(late.output.hasPrefix("Subject: Overdue by 1 working day: submit your written report"), "\(late)")
        let unknown = try await template("render", "sumbitReport")
        #expect(unknown.status == 2 && unknown.errors.contains("use one of: single, several"), "\(unknown)")
    }

    @Test("checks a folder of one's own, and says in which file and line something is wrong")
    func check() async throws {
        let folder = installation.folder.path + "/own"
        try FileManager.default.copyItem(atPath: Locations.templates, toPath: folder)
        let good = try await template("check", folder)
        #expect(good.status == 0 && good.output.contains("all is well"), "\(good)")
        let before = try await template("show", "--json")
        try Data("Dear {{recipientName}},\n{{colour}}\n".utf8)
            .write(to: URL(fileURLWithPath: folder + "/reminder-text.mustache"))
        let bad = try await template("check", folder)
        #expect(bad.status == 3, "\(bad)")
        #expect(bad.errors.contains("reminder-text.mustache asks in line 2 for colour"), "\(bad)")
        try FileManager.default.removeItem(atPath: folder + "/reminder-text.mustache")
        try FileManager.default.copyItem(
            atPath: Locations.templates + "/reminder-text.mustache", toPath: folder + "/reminder-text.mustache")
        try Data("dates: {}\n".utf8).write(to: URL(fileURLWithPath: folder + "/welsh/words.yaml"))
        let words = try await template("check", folder)
        #expect(words.status == 3 && words.errors.contains("welsh/words.yaml: "), "\(words)")
        #expect(words.errors.contains("urgency.dueToday: is missing"), "\(words)")
        #expect(try await template("show", "--json").output == before.output, "what is in use has not changed")
    }

    @Test("finds a layout that leaves out what its reader cannot do without", arguments: ["ask", "due", "link"])
    func omissions(key: String) async throws {
        // Without pages there are no links.
        try installation.configure(
            mail: "transport: maildir\nmaildir: mail", more: "web: {address: https://quorate.example.org}\n")
        for (part, name) in [("text", "text"), ("html", "HTML")] {
            let folder = installation.folder.path + "/own-\(part)"
            try FileManager.default.copyItem(atPath: Locations.templates, toPath: folder)
            let file = URL(fileURLWithPath: folder + "/reminder-\(part).mustache")
            var layout = try String(contentsOf: file, encoding: .utf8)
            layout.replace(try Regex("\\{\\{#\(key)\\}\\}[\\s\\S]*?\\{\\{/\(key)\\}\\}"), with: "")
            layout.replace("{{\(key)}}", with: "")
            try Data(layout.utf8).write(to: file)
            let found = try await template("check", folder)
            #expect(found.status == 3, "\(found)")
            #expect(
                found.errors.contains("the \(name) part of the sample") && found.errors.contains("{{\(key)}}"),
                "\(found)")
        }
    }

    @Test("shows a text message with its alphabet, length and parts, and finds what has no room in one")
    func texts() async throws {
        let english = try await template("render", "reply", "--sms")
        #expect(english.output.hasPrefix("Due today: Reply to the invitation"), "\(english)")
        #expect(english.output.contains("of the GSM-7 alphabet: 1 part"), "\(english)")
        let welsh = try await template("render", "submitReport", "--step", "T-2", "--sms", "--language", "cy")
        #expect(welsh.output.contains("(CP-2026-0141)") && welsh.output.contains("part"), "\(welsh)")
        let both = try await template("render", "reply", "--sms", "--html")
        #expect(both.status == 2 && both.errors.contains("give --html or --sms"), "\(both)")

        let folder = installation.folder.path + "/own"
        try FileManager.default.copyItem(atPath: Locations.templates, toPath: folder)
        let file = URL(fileURLWithPath: folder + "/welsh/words.yaml")
        let words = try String(contentsOf: file, encoding: .utf8)
        let long = words.replacing("{{urgency}}", with: "{{urgency}} " + String(repeating: "w", count: 400))
        try Data(long.utf8).write(to: file)
        let bad = try await template("check", folder)
        #expect(bad.status == 3 && bad.errors.contains("in welsh: The text message would take"), "\(bad)")
    }
}
