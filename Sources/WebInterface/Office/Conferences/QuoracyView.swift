import Conferences
import Persistence
import WorkingDays

/// Which groups are expected, or were there, and whether they are enough.
struct QuoracyView {
    let conference: Conference
    let dossier: ConferenceDossier
    let names: [PersonReference: String]

    private var rules: QuoracyRules { dossier.policy.quoracy }

    var content: [String: Any] {
        switch conference.status {
        case .scheduled: forecast(conference.quoracyForecast(rules, agencies: dossier.agencies))
        default: found(conference.quoracyOnTheDay(rules, agencies: dossier.agencies))
        }
    }

    private func forecast(_ forecast: QuoracyForecast) -> [String: Any] {
        var content = meter(forecast.expected)
        content["mark"] = forecast.verdict.rawValue
        switch forecast.verdict {
        case .quorate: content["verdict"] = "Quorate, as replies stand"
        case .open: content["verdict"] = "Open: not everybody has decided"
        case .inquorate: content["verdict"] = "Not quorate, as replies stand"
        }
        content["shortfall"] = forecast.expected.shortfall.map { "Sure so far: \($0)." }
        content["hint"] = hint(forecast)
        return content
    }

    private func hint(_ forecast: QuoracyForecast) -> String? {
        if !forecast.tippedBy.isEmpty {
            return (forecast.expected.isQuorate ? "It hangs on " : "Any one of these makes it quorate: ")
                + who(forecast.tippedBy) + "."
        }
        return forecast.awaitedDelegates.isEmpty
            ? nil : "A well-briefed delegate would make it possible: for \(who(forecast.awaitedDelegates))."
    }

    private func who(_ numbers: [Int]) -> String {
        numbers.compactMap(conference.invitation).map { invitation in
            invitation.person.map { names[$0] ?? $0.text } ?? dossier.agencies[invitation.agency]?.name
                ?? invitation.agency.text
        }.joined(separator: ", ")
    }

    private func found(_ count: QuoracyCount) -> [String: Any] {
        var content = meter(count)
        content["mark"] = count.isQuorate ? "quorate" : "inquorate"
        content["verdict"] = count.isQuorate ? "Quorate" : "Not quorate"
        content["shortfall"] = count.shortfall.map { "\($0.prefix(1).uppercased() + $0.dropFirst())." }
        switch conference.ruling {
        case .proceeded(let reason, _): content["hint"] = "The chair went on: \(reason.phrase)."
        case .adjourned: content["hint"] = "The chair adjourned it."
        case nil: break
        }
        return content
    }

    private func meter(_ count: QuoracyCount) -> [String: Any] {
        [
            "present": count.present.count, "minimum": count.minimum,
            "counted":
                "\(count.present.count) \(count.present.count == 1 ? "group" : "groups"), of \(count.minimum) needed",
            "most": max(count.minimum, count.present.count),
            "groups": count.present.keys.sorted().map(\.title),
        ]
    }
}

extension QuoracyGroup {
    /// As a page shows it.
    var title: String {
        self == .socialCare
            ? "Children’s social care"
            : name.prefix(1).uppercased() + name.dropFirst().replacing("-", with: " ")
    }
}
