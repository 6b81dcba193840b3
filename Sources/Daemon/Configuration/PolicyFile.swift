import Conferences
import Foundation
import WorkingDays
import Yams

/// A rule set as a YAML file: the section `policy` of the configuration and nothing else.
public enum PolicyFile {
    /// What is written in the file, over the rulebook's table.
    ///
    /// - Throws: ``ConfigurationError`` with every problem there is.
    public static func read(path: String) async throws -> Policy {
        let settings = try await SettingsReader(path: path, environment: [:], readsSecrets: false)
        for key in settings.file.values.keys.sorted() where !key.hasPrefix("policy.") {
            settings.note(key, "does not belong into a rule set; only the section \"policy\" does.")
        }
        let policy = settings.policy()
        guard settings.problems.isEmpty else { throw ConfigurationError(path: path, problems: settings.problems) }
        return policy
    }

    /// The whole rule set as text that ``read(path:)`` takes.
    public static func text(of policy: Policy, heading: String) throws -> String {
        var section: [(Node, Node)] = [
            pair("cutOff", quoted(policy.cutOff.description)),
            pair("sendFrom", quoted(policy.sendingHours.opens.description)),
            pair("sendUntil", quoted(policy.sendingHours.closes.description)),
            pair("exclusionNotice", plain(policy.exclusionNotice.description)),
            pair("conveneFrom", plain(policy.conveneFrom.rawValue)),
            pair("discussionMinimum", list(policy.discussionMinimum.map(\.rawValue))),
        ]
        var quoracy = [
            pair("minimum", plain(String(policy.quoracy.minimum))),
            pair("socialCare", plain(String(policy.quoracy.requiresSocialCare))),
        ]
        if !policy.quoracy.groups.isEmpty {
            quoracy.append(
                pair("groups", list(policy.quoracy.groups.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }))
            )
        }
        section.append(pair("quoracy", Node(quoracy)))
        section.append(
            pair(
                "obligations",
                Node(policy.kinds.compactMap { policy.rules[$0] }.map { pair($0.kind.rawValue, node($0)) })))
        let body = try Yams.serialize(node: Node([pair("policy", Node(section))]), width: -1, allowUnicode: true)
        return heading.split(separator: "\n").map { "# \($0)\n" }.joined() + body
    }

    private static func node(_ rule: ObligationRule) -> Node {
        var pairs = [pair("title", plain(rule.title))]
        if rule.kind.isOwn {
            pairs += [pair("owner", plain(rule.owner.rawValue)), pair("anchor", plain(rule.anchor.rawValue))]
        }
        pairs += [pair("initial", plain("\(rule.initial)")), pair("review", plain("\(rule.review)"))]
        if let limit = rule.noLaterThan { pairs.append(pair("noLaterThan", plain("\(limit)"))) }
        if let cutOff = rule.cutOff { pairs.append(pair("cutOff", quoted("\(cutOff)"))) }
        pairs.append(pair("ladder", list(rule.ladder.map(\.description))))
        return Node(pairs)
    }

    private static func pair(_ key: String, _ value: Node) -> (Node, Node) { (Node(key), value) }
    private static func plain(_ text: String) -> Node { Node(text) }
    private static func list(_ lines: [String]) -> Node { Node(lines.map { Node($0) }) }

    /// Unquoted, YAML 1.1 reads a time of day as a number.
    private static func quoted(_ text: String) -> Node {
        .scalar(Node.Scalar(text, Tag(.str), .doubleQuoted))
    }
}
