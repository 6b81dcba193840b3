extension AgendaTemplate {
    /// The areas that no edit may drop or make optional.
    ///
    /// - Source: Rulebook 1.2.
    public static let alwaysMandatory: [AgendaAreaName] = [.backgroundHistory, .significantOthers, .identity]

    /// Whether discussions may use it.
    ///
    /// - Parameter previous: The version that it replaces; `nil` for the first.
    public func check(replacing previous: AgendaTemplate? = nil) throws(AgendaTemplateRefusal) {
        let least = (previous?.version ?? 0) + 1
        guard version >= least else { throw .versionNotRaised(version, least: least) }
        guard (1...60).contains(areas.count) else { throw .areaCount(areas.count) }
        var seen: Set<AgendaAreaName> = []
        for area in areas {
            guard seen.insert(area.name).inserted else { throw .repeatedName(area.name) }
            try area.check()
        }
        for name in Self.alwaysMandatory {
            guard let area = self[name] else { throw .mandatoryAreaMissing(name) }
            guard area.isMandatory else { throw .mandatoryAreaMadeOptional(name) }
        }
    }
}

extension AgendaArea {
    fileprivate func check() throws(AgendaTemplateRefusal) {
        guard !title.allSatisfy(\.isWhitespace) else { throw .emptyTitle(name) }
        guard SingleLine.fault(of: title, limit: 120) == nil else { throw .titleNotALine(name, limit: 120) }
        guard prompts.count <= 30 else { throw .tooManyPrompts(name, limit: 30) }
        for prompt in prompts {
            guard !prompt.allSatisfy(\.isWhitespace) else { throw .emptyPrompt(name) }
            guard SingleLine.fault(of: prompt, limit: 300) == nil else { throw .promptNotALine(name, limit: 300) }
        }
    }
}

/// Why an agenda template cannot be used.
public enum AgendaTemplateRefusal: Error, Hashable, Sendable {
    case notAName(String)
    case versionNotRaised(Int, least: Int)
    case areaCount(Int)
    case repeatedName(AgendaAreaName)
    case emptyTitle(AgendaAreaName)
    case titleNotALine(AgendaAreaName, limit: Int)
    case tooManyPrompts(AgendaAreaName, limit: Int)
    case emptyPrompt(AgendaAreaName)
    case promptNotALine(AgendaAreaName, limit: Int)
    case mandatoryAreaMissing(AgendaAreaName)
    case mandatoryAreaMadeOptional(AgendaAreaName)
}

extension AgendaTemplateRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAName(let text):
            "\"\(text.prefix(60))\" cannot name an area of the agenda: use 1 to 60 small letters, digits and '-', "
                + "beginning with a letter."
        case .versionNotRaised(let version, let least):
            "An agenda of version \(version) cannot be used next; give it version \(least) or a later one."
        case .areaCount(let count): "An agenda has 1 to 60 areas; this one has \(count)."
        case .repeatedName(let name): "The agenda has two areas named \(name); give each a name of its own."
        case .emptyTitle(let name): "The area \(name) has no title; give it one."
        case .titleNotALine(let name, let limit):
            "The title of the area \(name) must be one line of at most \(limit) characters."
        case .tooManyPrompts(let name, let limit):
            "The area \(name) has more than \(limit) prompts; leave some out or divide the area."
        case .emptyPrompt(let name): "A prompt of the area \(name) is empty; write a question or leave it out."
        case .promptNotALine(let name, let limit):
            "Every prompt of the area \(name) must be one line of at most \(limit) characters."
        case .mandatoryAreaMissing(let name):
            "The agenda lacks the area \(name), which every strategy discussion must cover; put it back."
        case .mandatoryAreaMadeOptional(let name):
            "The area \(name) must be covered by every strategy discussion; mark it as mandatory again."
        }
    }
}
