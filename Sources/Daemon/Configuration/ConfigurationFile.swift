import Foundation
import Yams

/// A configuration file as it is written: which keys it has, and where.
///
/// swift-configuration reads the values; this finds what it does not tell: unknown keys, wrong shapes, and the line
/// and column of each.
struct ConfigurationFile {
    struct Mark {
        let line: Int
        let column: Int
    }

    enum Value {
        case text(String)
        case list([String])
    }

    private(set) var marks: [String: Mark] = [:]
    private(set) var problems: [ConfigurationProblem] = []
    /// Whether it is YAML with keys and values; if not, nothing more can be said of it.
    private(set) var isReadable = true
    /// What has the right shape.
    private(set) var values: [String: Value] = [:]

    init(text: String) {
        do {
            guard let root = try Yams.compose(yaml: text), root.scalar?.string.isEmpty != true else { return }
            guard let mapping = root.mapping else {
                isReadable = false
                note([], root, "the file must hold keys and values, such as \"database: quorate.db\".")
                return
            }
            walk(mapping, path: [])
        } catch {
            isReadable = false
            problems.append(.notYAML(error))
        }
    }

    /// The names that a partnership chose below a section, in the file's order.
    func names(below section: String) -> [String] {
        let prefix = section + "."
        let found = marks.filter { $0.key.hasPrefix(prefix) }
            .map { ($0.value.line, String($0.key.dropFirst(prefix.count).prefix { $0 != "." })) }
            .sorted { $0 < $1 }.map(\.1)
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private mutating func walk(_ mapping: Node.Mapping, path: [String]) {
        for (keyNode, value) in mapping {
            guard let key = keyNode.string else {
                note(path, keyNode, "a key must be a word.")
                continue
            }
            guard !key.contains(".") else {
                note(path + [key], keyNode, "holds a dot; a name takes letters, digits and hyphens.")
                continue
            }
            let here = path + [key]
            if value.mapping != nil, value.mapping?.isEmpty == false { mark(here, keyNode) }
            switch ConfigurationKeys.shape(of: here) {
            case .text?:
                mark(here, value.scalar == nil ? keyNode : value)
                if let scalar = value.scalar {
                    values[here.joined(separator: ".")] = .text(scalar.string)
                } else {
                    note(here, keyNode, "takes one value, not a list or a section.")
                }
            case .list?:
                mark(here, keyNode)
                let lines = value.sequence.map { $0.compactMap { $0.scalar?.string } }
                if let lines, lines.count == value.sequence?.count {
                    values[here.joined(separator: ".")] = .list(lines)
                } else {
                    note(here, keyNode, "takes a list of lines, each beginning with \"- \".")
                }
            case nil where ConfigurationKeys.isSection(here): section(value, keyNode, here)
            case nil:
                let accepted = ConfigurationKeys.accepted(below: path).joined(separator: ", ")
                note(here, keyNode, "is not known; accepted here: \(accepted).")
            }
        }
    }

    private mutating func section(_ value: Node, _ keyNode: Node, _ path: [String]) {
        if let mapping = value.mapping {
            walk(mapping, path: path)
        } else if value.scalar?.string.isEmpty != true {
            let accepted = ConfigurationKeys.accepted(below: path).joined(separator: ", ")
            note(path, keyNode, "is a section; below it may stand: \(accepted).")
        }
    }

    private mutating func mark(_ path: [String], _ node: Node) {
        guard let mark = node.mark else { return }
        marks[path.joined(separator: ".")] = Mark(line: mark.line, column: mark.column)
    }

    private mutating func note(_ path: [String], _ node: Node, _ sentence: String) {
        let place: ConfigurationProblem.Place =
            node.mark.map { .file(line: $0.line, column: $0.column) } ?? .unset
        problems.append(ConfigurationProblem(key: path.joined(separator: "."), place: place, sentence: sentence))
    }
}

extension ConfigurationProblem {
    /// Why a text is no YAML.
    static func notYAML(_ error: any Error) -> ConfigurationProblem {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            ConfigurationProblem(
                key: "", place: .file(line: mark.line, column: mark.column),
                sentence: "is not YAML here: \(problem).")
        case YamlError.duplicatedKeysInMapping(let duplicates, let context):
            ConfigurationProblem(
                key: duplicates.map { "\($0)" }.joined(separator: ", "),
                place: .file(line: context.mark.line, column: context.mark.column),
                sentence: "stands twice in one section; keep one of them.")
        case let error as YamlError:
            ConfigurationProblem(key: "", place: .unset, sentence: "The file is not YAML: \(error).")
        default: ConfigurationProblem(key: "", place: .unset, sentence: "\(error)")
        }
    }
}
