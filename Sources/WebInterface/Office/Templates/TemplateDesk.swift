import Conferences
import Hummingbird
import Persistence

/// What messages say, kind by kind and step by step, as their readers see it.
struct TemplateDesk: Sendable {
    let store: OfficeStore
    let pages: Pages
    let backroom: Backroom

    var routes: [OfficeRoute] {
        [
            .get("/templates", needs: .readRules) { try await list($0) },
            .get("/templates/:sample", needs: .readRules) { try await show($0) },
        ]
    }

    private func policy(_ visit: Visit) async throws -> Policy {
        try await store.read { [rulebook = store.rulebook] in
            try RuleSets($0, rulebook: rulebook).inForce(on: visit.today).policy
        }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let policy = try await policy(visit)
        return pages.office(
            "templates", title: "Templates", for: visit,
            [
                "version": backroom.samples.version,
                "languages": backroom.samples.languages.map { Self.title($0) as String }.joined(separator: " and "),
                "named": backroom.samples.named.map {
                    ["link": "/templates/\($0)", "title": Self.title(ofSample: $0)]
                },
                "kinds": policy.kinds.map { kind in
                    [
                        "title": policy.title(of: kind),
                        "steps": (policy.rules[kind]?.ladder ?? []).map { Self.step($0, of: kind) },
                        "hasNone": policy.rules[kind]?.ladder.isEmpty ?? true,
                    ] as [String: Any]
                },
            ])
    }

    private static func step(_ step: LadderStep, of kind: ObligationKind) -> [String: Any] {
        [
            "link": PagePath.query(
                "/templates/\(PagePath.escaped(kind.rawValue))",
                [
                    ("step", "\(step.time)"),
                    ("to", step.audiences.contains(.owner) ? nil : "others"),
                ]), "phrase": step.phrase,
        ]
    }

    private func show(_ visit: Visit) async throws -> Response {
        let policy = try await policy(visit)
        let language = visit.asked("language") ?? backroom.samples.languages.first ?? ""
        let (subject, title) = try subject(visit, policy)
        guard
            let sample = try backroom.samples.write(SampleChoice(subject: subject, language: language), policy: policy)
        else { throw HTTPError(.notFound) }
        var content: [String: Any] = [
            "what": title, "subject": sample.subject, "text": sample.text, "short": sample.short,
            "measure": sample.measure,
            "choices": backroom.samples.languages.count < 2
                ? []
                : backroom.samples.languages.map { other in
                    [
                        "label": "In \(Self.title(other))", "isHere": other == language,
                        "link": PagePath.query(
                            visit.path,
                            [("step", visit.asked("step")), ("to", visit.asked("to")), ("language", other)]),
                    ] as [String: Any]
                },
        ]
        if case .obligation(_, let step, let isEscalation) = subject {
            content["step"] = "\(step.phrase), to \(isEscalation ? "whom it has climbed to" : "whoever owes it")"
            content["other"] = [
                "link": PagePath.query(
                    visit.path,
                    [("step", "\(step)"), ("to", isEscalation ? nil : "others"), ("language", visit.asked("language"))]),
                "label": isEscalation ? "As whoever owes it reads it" : "As it reads to whom it has climbed",
            ]
        }
        return pages.office("template", title: "A message", for: visit, content)
    }

    private func subject(_ visit: Visit, _ policy: Policy) throws -> (SampleChoice.Subject, title: String) {
        let name = try visit.parameters.require("sample")
        if backroom.samples.named.contains(name) { return (.named(name), Self.title(ofSample: name)) }
        guard let kind = ObligationKind(rawValue: name), policy.rules[kind] != nil,
            let step = StepTime(text: visit.asked("step") ?? "T")
        else { throw HTTPError(.notFound) }
        return (.obligation(kind, step, isEscalation: visit.asked("to") == "others"), policy.title(of: kind))
    }

    private static func title(ofSample name: String) -> String {
        switch name {
        case "single": "One thing that is due"
        case "several": "Several things in one message"
        case "escalation": "What has climbed to somebody else"
        case "invitation": "The invitation"
        case "delegation": "To a delegate"
        case "lead": "To the lead of an agency without a name"
        case "relieved-lead": "To that lead, once somebody is named"
        case "change": "A change of the conference"
        case "cancellation": "The cancellation"
        case "release": "To whoever is asked no more"
        case "alert": "A message reached nobody"
        case "alerts": "Several messages reached nobody"
        default: name
        }
    }

    private static func title(_ language: String) -> String {
        "\(language.prefix(1).uppercased())\(language.dropFirst())"
    }
}
