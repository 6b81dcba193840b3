import Conferences
import Foundation
import WorkingDays

/// One kind's rule as it is typed.
struct RuleForm: Sendable {
    let fields: [String: String]

    init(fields: [String: String]) { self.fields = fields }

    /// As a rule fills it. What a review has as an initial conference does stays empty, so that it follows that.
    init(_ rule: ObligationRule) {
        var fields = [
            "title": rule.title, "cutOff": rule.cutOff?.shortText ?? "", "owner": rule.owner.rawValue,
            "anchor": rule.anchor.rawValue,
        ]
        for (name, offset) in [("initial", rule.initial), ("review", rule.review), ("limit", rule.noLaterThan)] {
            if let offset { fields.merge(OffsetFields(name: name).filled(with: offset)) { $1 } }
        }
        if rule.review == rule.initial { fields["review-count"] = "" }
        self.fields = fields.merging(StepFields.filled(with: rule.ladder)) { $1 }
    }

    /// As a new one begins: counted back from the conference, with one reminder on the day itself.
    static let empty: [String: String] = [
        "anchor": DeadlineAnchor.conference.rawValue, "owner": ObligationOwner.administrator.rawValue,
        "initial-unit": "workingDays", "initial-direction": "before", "review-unit": "workingDays",
        "review-direction": "before", "limit-unit": "workingDays", "limit-direction": "before",
    ].merging(StepFields.filled(with: [LadderStep(.deadline(0))])) { $1 }

    /// What is typed, over the rule that it changes.
    ///
    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func rule(_ known: ObligationRule) throws(FormProblem) -> ObligationRule {
        let title = try title()
        guard known.kind.isOwn else {
            return try rule(known.kind, title, known.owner, known.anchor, over: known)
        }
        let (owner, anchor) = try ownerAndAnchor()
        return try rule(known.kind, title, owner, anchor, over: known)
    }

    /// What is typed of one that the partnership adds.
    ///
    /// - Parameters:
    ///   - policy: What it is added to.
    ///   - former: Names that meant something once: none of them is given by itself.
    func addition(to policy: Policy, former: Set<String>) throws(FormProblem) -> ObligationRule {
        let title = try title()
        let name: ObligationName
        if let typed = text("name") {
            name = try FormProblem.reading("name", typed) { try ObligationName($0) }
            guard policy.rules[.own(name)] == nil else {
                throw FormProblem("name", "There is an obligation of the name \(name) already. Choose another name.")
            }
        } else if let made = ObligationName(madeFrom: title, former: former) {
            name = made
        } else {
            throw FormProblem("name", "No short name can be made from what is owed. Enter one.")
        }
        let (owner, anchor) = try ownerAndAnchor()
        return try rule(.own(name), title, owner, anchor, over: nil)
    }

    private func title() throws(FormProblem) -> String {
        guard let title = text("title") else { throw FormProblem("title", "Enter what is owed, in a few words.") }
        do { try ObligationRule.checkTitle(title) } catch { throw FormProblem("title", "\(error)") }
        return title
    }

    private func ownerAndAnchor() throws(FormProblem) -> (ObligationOwner, DeadlineAnchor) {
        guard let anchor = text("anchor").flatMap(DeadlineAnchor.init(rawValue:)) else {
            throw FormProblem("anchor", "Choose what it is counted from.")
        }
        guard let owner = text("owner").flatMap(ObligationOwner.init(rawValue:)) else {
            throw FormProblem("owner", "Choose who owes it.")
        }
        do { try anchor.check(owner) } catch { throw FormProblem("owner", "\(error)") }
        return (owner, anchor)
    }

    private func rule(
        _ kind: ObligationKind, _ title: String, _ owner: ObligationOwner, _ anchor: DeadlineAnchor,
        over known: ObligationRule?
    ) throws(FormProblem) -> ObligationRule {
        guard let initial = try OffsetFields(name: "initial").offset(in: fields) else {
            throw FormProblem("initial-count", "Enter by when it is owed.")
        }
        var rule = ObligationRule(
            kind: kind, title: title, owner: owner, anchor: anchor, initial: initial, review: initial)
        if anchor.isOfConference {
            rule.review = try OffsetFields(name: "review").offset(in: fields) ?? initial
            rule.noLaterThan = try OffsetFields(name: "limit").offset(in: fields)
        } else if let known, !known.anchor.isOfConference {
            // A strategy discussion has neither, and a form says nothing of them.
            (rule.review, rule.noLaterThan) = (known.review, known.noLaterThan)
        }
        rule.cutOff = try FormProblem.reading("cutOff", text("cutOff")) { try TimeOfDay(text: $0) }
        rule.ladder = try StepFields.ladder(in: fields)
        do { try rule.checkLadder() } catch {
            throw FormProblem(StepFields.field(ofStep: rule.repeatedStep ?? 0, in: fields), "\(error)")
        }
        return rule
    }

    private func text(_ field: String) -> String? { FormText.trimmed(fields[field]) }
}

extension ObligationName {
    /// A name from the words of a title, such as `chronologySharedWithTheChair`.
    ///
    /// - Returns: `nil` where the title has no word that a name can begin with.
    init?(madeFrom title: String, former: Set<String>) {
        let plain = title.folding(options: .diacriticInsensitive, locale: Locale(identifier: "en_GB"))
        let words = plain.replacing("’", with: "").replacing("'", with: "")
            .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map { $0.lowercased() }.drop {
                !($0.first?.isLetter ?? false)
            }
        let joined = words.enumerated().map { $0 == 0 ? $1 : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
        let base = String(joined.prefix(36))
        let tries = [base] + (2...99).map { "\(base)-\($0)" }
        guard let free = tries.lazy.filter({ !former.contains($0) }).compactMap({ try? ObligationName($0) }).first
        else {
            return nil
        }
        self = free
    }
}
