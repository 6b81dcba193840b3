import Conferences
import Foundation
import WorkingDays

/// What the log records of agenda templates.
struct AgendaAdopted: Codable {
    let template: AgendaTemplate

    static let stream = "agenda"
    static let kind = "agendaAdopted"
}

/// The partnership's agenda templates for strategy discussions. Version 1 is the rulebook's until another is adopted.
public struct AgendaTemplates {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public func all() throws -> [AgendaTemplate] {
        let kept = try session.rows("SELECT template FROM agenda_template ORDER BY version")
            .map { try JSONDecoder().decode(AgendaTemplate.self, from: Data($0.text(0).utf8)) }
        return kept.contains { $0.version == AgendaTemplate.standard.version } ? kept : [.standard] + kept
    }

    /// The one that the next discussion takes.
    public func latest() throws -> AgendaTemplate { try all().max { $0.version < $1.version } ?? .standard }

    /// - Throws: ``StoreError/noAgenda(_:)``.
    public func template(_ version: Int) throws -> AgendaTemplate {
        guard let found = try all().first(where: { $0.version == version }) else { throw StoreError.noAgenda(version) }
        return found
    }

    /// Adds a version for the discussions to come.
    ///
    /// - Throws: `AgendaTemplateRefusal` when it may not replace the latest.
    public func adopt(_ template: AgendaTemplate, actor: String, now: Timestamp) throws {
        try template.check(replacing: latest())
        let event = AgendaAdopted(template: template)
        let log = EventLog(session)
        try log.append(
            [(AgendaAdopted.kind, try EventCoding.encode(event))], to: AgendaAdopted.stream,
            after: log.version(of: AgendaAdopted.stream), actor: actor, at: now)
        try Self.write(event, session)
    }

    static func write(_ event: AgendaAdopted, _ session: any DatabaseSession) throws {
        try session.execute(
            """
            INSERT INTO agenda_template (version, template) VALUES ($1, $2)
            ON CONFLICT (version) DO UPDATE SET template = excluded.template
            """, event.template.version, try EventCoding.encode(event.template))
    }
}
