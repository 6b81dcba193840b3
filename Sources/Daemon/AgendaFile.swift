import Conferences
import Yams

/// An agenda template for strategy discussions as a YAML file that a partnership edits.
public enum AgendaFile {
    /// The template that a file holds.
    ///
    /// - Parameter latest: The version that it is to replace. A file without a version takes the next one.
    /// - Throws: ``ConfigurationError`` with every problem there is, each with line and column.
    public static func read(path: String, replacing latest: AgendaTemplate) throws -> AgendaTemplate {
        let text = try ConfigurationError.text(ofFile: path)
        var reader = AgendaReader(latest: latest)
        let template = reader.template(text)
        guard let template, reader.problems.isEmpty else {
            throw ConfigurationError(path: path, problems: reader.problems)
        }
        return template
    }

    /// A template as text that ``read(path:replacing:)`` takes.
    public static func text(of template: AgendaTemplate, heading: String) throws -> String {
        let areas = template.areas.map { area -> Node in
            var pairs: [(Node, Node)] = [
                (Node("name"), Node(area.name.text)), (Node("title"), Node(area.title)),
            ]
            if area.isMandatory { pairs.append((Node("mandatory"), Node("true"))) }
            if area.perAgency { pairs.append((Node("perAgency"), Node("true"))) }
            pairs.append((Node("prompts"), Node(area.prompts.map { Node($0) })))
            return Node(pairs)
        }
        let root = Node([(Node("version"), Node("\(template.version)")), (Node("areas"), Node(areas))])
        return heading.split(separator: "\n").map { "# \($0)\n" }.joined()
            + (try Yams.serialize(node: root, width: -1, allowUnicode: true))
    }
}

/// Reads a template, and notes all that is wrong with it.
private struct AgendaReader {
    let latest: AgendaTemplate
    private(set) var problems: [ConfigurationProblem] = []

    init(latest: AgendaTemplate) { self.latest = latest }

    mutating func template(_ text: String) -> AgendaTemplate? {
        let root: Node
        do {
            guard let composed = try Yams.compose(yaml: text) else {
                note("", nil, "The file is empty; \"quorate agenda export\" writes one to begin with.")
                return nil
            }
            root = composed
        } catch {
            problems.append(.notYAML(error))
            return nil
        }
        guard let fields = mapping(root, "", accepted: ["version", "areas"]) else { return nil }
        guard let list = fields["areas"]?.sequence else {
            note("areas", fields["areas"] ?? root, "is missing or no list; give each area as an entry of it.")
            return nil
        }
        let version = version(fields["version"])
        let nodes = Array(list)
        let areas = nodes.enumerated().map { area($1, "areas[\($0 + 1)]") }
        guard problems.isEmpty else { return nil }
        let template = AgendaTemplate(version: version, areas: areas.compactMap(\.self))
        check(template, nodes, fields)
        return problems.isEmpty ? template : nil
    }

    private mutating func version(_ node: Node?) -> Int {
        guard let node else { return latest.version + 1 }
        guard let version = node.int, version > 0 else {
            note("version", node, "is no number of a version; give a whole number, or leave it out for the next one.")
            return latest.version + 1
        }
        return version
    }

    private mutating func area(_ node: Node, _ key: String) -> AgendaArea? {
        guard let fields = mapping(node, key, accepted: ["name", "title", "mandatory", "perAgency", "prompts"]) else {
            return nil
        }
        let title = text(fields["title"], node, "\(key).title", "what the area is called")
        let prompts = prompts(fields["prompts"], "\(key).prompts")
        let isMandatory = flag(fields["mandatory"], "\(key).mandatory")
        let perAgency = flag(fields["perAgency"], "\(key).perAgency")
        guard let name = text(fields["name"], node, "\(key).name", "a name such as siblings") else { return nil }
        do {
            return AgendaArea(
                name: try AgendaAreaName(name), title: title ?? "", prompts: prompts, isMandatory: isMandatory,
                perAgency: perAgency)
        } catch {
            note("\(key).name", fields["name"], "\(error)")
            return nil
        }
    }

    private mutating func prompts(_ node: Node?, _ key: String) -> [String] {
        guard let node else { return [] }
        let lines = node.sequence.map { $0.map { $0.scalar?.string } }
        guard let lines, !lines.contains(nil) else {
            note(key, node, "takes a list of questions, each beginning with \"- \".")
            return []
        }
        return lines.compactMap(\.self)
    }

    private mutating func flag(_ node: Node?, _ key: String) -> Bool {
        guard let node else { return false }
        guard let value = node.bool else {
            note(key, node, "takes true or false.")
            return false
        }
        return value
    }

    private mutating func text(_ node: Node?, _ parent: Node, _ key: String, _ meaning: String) -> String? {
        guard let text = node?.scalar?.string, !text.isEmpty else {
            note(key, node ?? parent, "is missing; give \(meaning).")
            return nil
        }
        return text
    }

    private mutating func mapping(_ node: Node, _ key: String, accepted: [String]) -> [String: Node]? {
        guard let mapping = node.mapping else {
            note(key, node, "takes keys and values: \(accepted.joined(separator: ", ")).")
            return nil
        }
        var fields: [String: Node] = [:]
        for (name, value) in mapping {
            guard let word = name.string, accepted.contains(word) else {
                note(
                    (key.isEmpty ? "" : "\(key).") + (name.string ?? ""), name,
                    "is not known; accepted here: \(accepted.joined(separator: ", ")).")
                continue
            }
            fields[word] = value
        }
        return fields
    }

    /// The rules of a template, each told where the area or the version stands.
    private mutating func check(_ template: AgendaTemplate, _ nodes: [Node], _ fields: [String: Node]) {
        do throws(AgendaTemplateRefusal) { try template.check(replacing: latest) } catch {
            let last = error.area.flatMap { name in template.areas.lastIndex { $0.name == name } }
            switch error {
            case .versionNotRaised: note("version", fields["version"], "\(error)")
            default:
                note(last.map { "areas[\($0 + 1)]" } ?? "areas", last.map { nodes[$0] } ?? fields["areas"], "\(error)")
            }
        }
    }

    private mutating func note(_ key: String, _ node: Node?, _ sentence: String) {
        let place: ConfigurationProblem.Place =
            node?.mark.map { .file(line: $0.line, column: $0.column) } ?? .unset
        problems.append(ConfigurationProblem(key: key, place: place, sentence: sentence))
    }
}

extension AgendaTemplateRefusal {
    /// The area that it is about.
    fileprivate var area: AgendaAreaName? {
        switch self {
        case .repeatedName(let name), .emptyTitle(let name), .titleNotALine(let name, _), .tooManyPrompts(let name, _),
            .emptyPrompt(let name), .promptNotALine(let name, _), .mandatoryAreaMadeOptional(let name):
            name
        case .notAName, .versionNotRaised, .areaCount, .mandatoryAreaMissing: nil
        }
    }
}
