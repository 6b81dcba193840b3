import Conferences
import Inbound
import Outbound
import Persistence
import WebInterface
import WorkingDays

extension Backroom {
    /// What the daemon does for the pages.
    ///
    /// - Throws: `TemplateError` or ``ConfigurationError`` when the templates cannot be used.
    init(_ configuration: PartnershipConfiguration) throws {
        self.init(
            person: Self.person, samples: try ConfiguredSamples(configuration),
            takeIn: { lists, registrar in try Importer.takeIn(lists, by: registrar) },
            uploaded: { UploadedForm(contentType: $0, body: $1)?.fields })
    }

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
                preferredChannel: details.preferredChannel, language: details.language)
        }
    }

    private static func checked<Value>(_ field: String, _ body: () throws -> Value) throws(FormProblem) -> Value {
        do { return try body() } catch { throw FormProblem(field, "\(error)") }
    }
}

/// Samples by the templates that the configuration names.
private struct ConfiguredSamples: SampleWriter {
    let languages: [String]
    let version: String
    private let composers: [String: MailComposer]

    init(_ configuration: PartnershipConfiguration) throws {
        let templates = configuration.mail.templates
        let inUse = configuration.mail.language
        languages = ([inUse] + templates.offered.filter { $0 != inUse }).map(\.rawValue)
        version = templates.version
        composers = Dictionary(
            uniqueKeysWithValues: try templates.offered.map {
                (
                    $0.rawValue,
                    try MailComposer(configuration, templates: templates, language: $0, keys: SampleMessage.keys)
                )
            })
    }

    var named: [String] { SampleMessage.named.map(\.name) }

    func write(_ choice: SampleChoice, policy: Policy) throws -> SampleText? {
        guard let composer = composers[choice.language] else { return nil }
        let sample: SampleMessage
        switch choice.subject {
        case .named(let name):
            guard let found = SampleMessage.named.first(where: { $0.name == name }) else { return nil }
            sample = found.message
        case .obligation(let kind, let step, let isEscalation):
            sample = .obligation(kind, step: step, isEscalation: isEscalation)
        }
        let message = try sample.message(by: composer, policy: policy)
        let text = try sample.text(by: composer, policy: policy)
        return SampleText(
            subject: message.subject, text: message.text, short: text.text, measure: text.measure)
    }
}
