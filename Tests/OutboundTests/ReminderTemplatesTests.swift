import Foundation
import TestPeers
import Testing

@testable import Outbound

@Suite("The templates of reminders")
struct ReminderTemplatesTests {
    static let item = ReminderMail.Item(
        conference: "HK-2026-014", matter: "Conference", conferenceType: "Initial child protection conference",
        when: "Tuesday 5 January 2027 at 10:00", place: "Hackney Service Centre, room 2",
        ask: "Share and discuss your report with the family", detail: "Discuss it face to face if you can <or> call.",
        due: "by Wednesday 30 December 2026", urgency: "Due today", provisional: true,
        link: "https://quorate.example/r/8fK2?a=1&b=2", guidanceTitle: "Sharing reports",
        guidanceLink: "https://guidance.example/sharing")

    static func overdue(_ item: ReminderMail.Item) -> ReminderMail.Item {
        var item = item
        item.conference = "HK-2026-020"
        item.ask = "Submit your report"
        item.urgency = "Overdue by 1 working day"
        item.isOverdue = true
        return item
    }

    static func escalated(_ item: ReminderMail.Item) -> ReminderMail.Item {
        var item = overdue(item)
        item.isEscalation = true
        return item
    }

    private func mail(_ items: [ReminderMail.Item]) -> ReminderMail {
        ReminderMail(
            partnership: "City & Hackney Partnership", recipientName: "Dr Okafor", matters: "your conferences",
            items: items,
            administratorContact: "Jo Bell on 020 7946 0000")
    }

    private var templates: ReminderTemplates {
        get throws { try ReminderTemplates(directory: Locations.templates) }
    }

    /// A copy of the shipped templates with one of them changed.
    private func changed(_ name: String, _ change: (String) -> String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder("templates")
        for file in try FileManager.default.contentsOfDirectory(atPath: Locations.templates)
        where file.hasSuffix(".mustache") {
            let text = try String(contentsOfFile: "\(Locations.templates)/\(file)", encoding: .utf8)
            try folder.write(file == name ? change(text) : text, to: file)
        }
        return folder
    }

    @Test(
        "give a subject that says what matters",
        arguments: [
            ([item], "Due today: share and discuss your report with the family (conference HK-2026-014)"),
            ([overdue(item)], "Overdue by 1 working day: submit your report (conference HK-2026-020)"),
            (
                [escalated(item)],
                "For your attention: overdue by 1 working day, submit your report (conference HK-2026-020)"
            ),
            ([item, item, overdue(item)], "3 things due for your conferences, 1 overdue"),
        ])
    func subjects(items: [ReminderMail.Item], expected: String) throws {
        #expect(try templates.render(mail(items)).subject == expected)
    }

    @Test("put every fact into the text and the HTML")
    func facts() throws {
        let item = Self.item
        let (_, text, html) = try templates.render(mail([Self.escalated(item), item]))
        let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let facts = [
            item.conference, item.conferenceType, item.when, item.place, item.ask, item.detail, item.due, item.urgency,
            item.link!, item.guidanceTitle!, item.guidanceLink!, "Dr Okafor", "Jo Bell on 020 7946 0000",
            "City & Hackney Partnership", "provisional", "Overdue by 1 working day", "Submit your report",
        ]
        for fact in facts {
            #expect(flat.contains(fact))
            let escaped = fact.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            #expect(html.contains(escaped))
        }
        #expect(!html.contains("<or>"))
    }

    @Test("give each person their own name, though what they are asked is written once")
    func names() throws {
        let templates = try templates
        for name in ["Ama <Osei> & Co", "Zoë O’Neill", "Ama <Osei> & Co"] {
            var mail = mail([Self.item])
            mail.recipientName = name
            let (_, text, html) = try templates.render(mail)
            #expect(text.contains("Dear \(name),"))
            let escaped = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            #expect(html.contains("Dear \(escaped),"))
            #expect(!(text + html).unicodeScalars.contains(ReminderDrafts.mark))
        }
    }

    @Test("give each person their own links in their places, though what they are asked is written once")
    func links() throws {
        let templates = try templates
        var bare = Self.item
        bare.link = nil
        for reader in ["ama", "zoe", "ama"] {
            var mail = mail([Self.item, bare, Self.overdue(Self.item)])
            mail.items[0].link = "https://quorate.example/a/\(reader)?first=1&more=2"
            mail.items[2].link = "https://quorate.example/a/\(reader)-late"
            mail.listLink = "https://quorate.example/l/\(reader)"
            let (_, text, html) = try templates.render(mail)
            for (content, isHTML) in [(text, false), (html, true)] {
                let found = content.matches(of: /https:\/\/quorate\.example\/[al]\/[^\s"]+/).map { String($0.0) }
                let first = isHTML ? mail.items[0].link!.replacing("&", with: "&amp;") : mail.items[0].link!
                #expect(found == [mail.items[2].link!, first, mail.listLink!])
                #expect(!content.unicodeScalars.contains(ReminderDrafts.mark))
            }
        }
    }

    @Test("are rendered once for all who are asked the same, and anew where anything else differs")
    func shared() {
        let drafts = ReminderDrafts()
        var count = 0
        func render(_ mail: ReminderMail) {
            _ = drafts.drafts(for: mail) { common in
                count += 1
                let draft = ReminderDrafts.Draft(common.recipientName)
                return ReminderDrafts.Drafts(subject: draft, text: draft, html: draft)
            }
        }
        var one = mail([Self.item, Self.item])
        one.listLink = "https://quorate.example/l/one"
        render(one)
        (one.recipientName, one.listLink, one.items[1].link) = ("Another", "https://other.example", "https://x.example")
        render(one)
        #expect(count == 1)
        one.items[0].ask = "Submit your report"
        render(one)
        one.items[1].link = nil
        render(one)
        #expect(count == 3)
    }

    @Test("show what is overdue first, whatever the order that it came in")
    func order() throws {
        let (_, text, html) = try templates.render(mail([Self.item, Self.overdue(Self.item)]))
        for content in [text, html] {
            let late = try #require(content.firstRange(of: "Overdue by 1 working day"))
            let soon = try #require(content.firstRange(of: "Due today"))
            #expect(late.lowerBound < soon.lowerBound)
        }
    }

    @Test("leave nothing behind where an item has no value")
    func absent() throws {
        let bare = ReminderMail.Item(
            conference: "HK-1", matter: "Conference", conferenceType: "Review", when: "Monday", place: "", ask: "Reply",
            detail: "",
            due: "today", urgency: "Due today")
        let (_, text, html) = try templates.render(
            ReminderMail(partnership: "P", recipientName: "R", matters: "your conference", items: [bare]))
        for content in [text, html] {
            #expect(!content.contains("Optional") && !content.contains("nil") && !content.contains("{{"))
            #expect(!content.contains("provisional") && !content.contains("Guidance"))
            #expect(!content.contains("href=\"\""))
        }
        #expect(!text.contains("\n\n\n"))
    }

    @Test("give text with lines of at most 76 columns, links aside")
    func columns() throws {
        let (_, text, _) = try templates.render(mail([Self.item, Self.overdue(Self.item)]))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 76 || $0.contains("https://") })
        #expect(text.hasSuffix("\n") && !text.contains(" \n"))
    }

    @Test(
        "are refused when they ask for what a reminder does not have",
        arguments: [
            ("reminder-text.mustache", "{{recipientName}}", "{{recipientNam}}", "recipientNam"),
            ("reminder-html.mustache", "{{urgency}}", "{{ugency}}", "ugency"),
            ("reminder-html.mustache", "provisional}}", "provisinal}}", "provisinal"),
            ("reminder-text.mustache", "Dear", "{{{conference}}}", "conference"),
            ("reminder-subject.mustache", "{{count}}", "{{& total}}", "total"),
            ("reminder-text.mustache", "Dear", "{{> footer}}", "footer"),
        ])
    func misspelt(file: String, good: String, bad: String, key: String) throws {
        let folder = try changed(file) { $0.replacing(good, with: bad) }
        let error = #expect(throws: TemplateError.self) { try ReminderTemplates(directory: folder.path) }
        let sentence = try #require(error?.description)
        #expect(sentence.contains(file) && sentence.contains(key))
    }

    @Test("are refused when one is missing, broken or not text")
    func broken() throws {
        let unclosed = try changed("reminder-text.mustache") { $0 + "{{#items}}" }
        let error = #expect(throws: TemplateError.self) { try ReminderTemplates(directory: unclosed.path) }
        #expect(error?.description.contains("reminder-text.mustache is not valid Mustache") == true)
        let missing = try changed("reminder-text.mustache") { $0 }
        try FileManager.default.removeItem(atPath: "\(missing.path)/reminder-html.mustache")
        #expect(throws: TemplateError.missing(file: "reminder-html.mustache")) {
            try ReminderTemplates(directory: missing.path)
        }
        try Data([0xFF, 0xFE, 0xC0]).write(to: URL(fileURLWithPath: "\(missing.path)/reminder-html.mustache"))
        #expect(throws: TemplateError.unreadable(file: "reminder-html.mustache")) {
            try ReminderTemplates(directory: missing.path)
        }
        #expect(throws: TemplateError.folder("/no/such")) { try ReminderTemplates(directory: "/no/such") }
    }

    @Test("have a view with something for every key when all is filled in")
    func everyKeyHasAValue() {
        let item = ReminderItemView(Self.escalated(Self.item), isHTML: true)
        for key in ReminderItemView.values.keys {
            #expect(item.child(named: key) != nil, "\(key)")
        }
        var mail = mail([Self.overdue(Self.item)])
        mail.subject = "Subject"
        mail.intro = "Hello"
        mail.reason = "you are invited"
        mail.listLink = "https://quorate.example.org/l/x"
        for key in ReminderView.values.keys {
            #expect(ReminderView(mail, isHTML: true).child(named: key) != nil, "\(key)")
        }
    }

    @Test("finds tags in every form, with their lines")
    func tags() {
        let tags = TemplateKeys.tags(in: "{{a}}\n{{# b }}{{{c}}}\n{{&d}}{{/b}}{{! note\nmore }}{{> p}}")
        #expect(
            tags.map { "\($0.kind)\($0.name)\($0.line)" } == [" a1", "#b2", " c2", " d3", "/b3", "!notemore3", ">p4"])
    }
}
