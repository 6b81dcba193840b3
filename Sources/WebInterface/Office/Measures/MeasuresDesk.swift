import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The audit for quality assurance: figures over agencies and a period, and nothing of any case. An agency's lead sees
/// those of their own agency.
struct MeasuresDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    /// Agencies on one page.
    private static let shown = 25

    var routes: [OfficeRoute] {
        [
            .get("/measures", needs: .readFigures, .readAgencyCases) { try await page($0) },
            .get("/measures/figures.csv", needs: .readFigures, .readAgencyCases) { try await file($0) },
        ]
    }

    private func page(_ visit: Visit) async throws -> Response {
        let (asked, problem) = Self.period(visit)
        guard let figures = try await figures(asked, visit) else {
            return pages.office("measures", title: "Measures", for: visit, ["unknown": true])
        }
        let list = PageOfList(visit.query, size: Self.shown)
        var content = MeasuresView(figures: figures, first: list.first, shown: Self.shown).content
        content.merge(
            list.content(
                of: max(0, figures.agencies.count - list.first), at: "/measures",
                [("from", "\(asked.from)"), ("to", "\(asked.to)")])
        ) { $1 }
        content["file"] = PagePath.query("/measures/figures.csv", [("from", "\(asked.from)"), ("to", "\(asked.to)")])
        content["problem"] = problem?.content
        return pages.office(
            "measures", title: "Measures", for: visit, status: problem == nil ? .ok : .unprocessableContent, content)
    }

    private func file(_ visit: Visit) async throws -> Response {
        let (asked, problem) = Self.period(visit)
        guard problem == nil, let figures = try await figures(asked, visit) else { throw HTTPError(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"measures-\(asked.from)-\(asked.to).csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: figures.csv)))
    }

    /// - Returns: `nil` for an agency lead whose account names no agency.
    private func figures(_ period: MeasuredPeriod, _ visit: Visit) async throws -> AuditFigures? {
        let ownOnly = !visit.visitor.may(.readFigures)
        guard !ownOnly || visit.visitor.agency != nil else { return nil }
        return try await store.read { [rulebook = store.rulebook] session in
            try AuditFigures(
                session, period, only: ownOnly ? visit.visitor.agency : nil, calendar: rulebook.calendar(session),
                now: visit.now)
        }
    }

    /// The period asked for; the usual one, and what is wrong, where that is none.
    private static func period(_ visit: Visit) -> (period: MeasuredPeriod, problem: FormProblem?) {
        let fields = FormFields(visit.query)
        func day(_ field: String) throws(FormProblem) -> CalendarDate? {
            fields[field].isEmpty ? nil : try fields.day(field, "")
        }
        do throws(FormProblem) {
            guard let period = MeasuredPeriod(from: try day("from"), to: try day("to"), today: visit.today) else {
                throw FormProblem("to", "Give a last day that is not before the first.")
            }
            return (period, nil)
        } catch { return (MeasuredPeriod(from: nil, to: nil, today: visit.today)!, error) }
    }
}

/// The audit as its template sees it.
struct MeasuresView {
    let figures: AuditFigures
    /// Which agencies are shown; all together always are.
    let first: Int
    let shown: Int

    var content: [String: Any] {
        var content: [String: Any] = [
            "from": figures.period.from.description, "to": figures.period.to.description,
            "period": "\(figures.period.from.spelledOut) to \(figures.period.to.spelledOut)",
            "tables": figures.agencies.isEmpty
                ? []
                : [
                    table("Attendance", "Of those invited to attend.", AgencyMeasures.attendance),
                    table(
                        "Reports, and work with the family",
                        "Of those asked for a report; in time, of those asked with time enough.",
                        AgencyMeasures.reporting),
                ],
            "isEmpty": figures.agencies.isEmpty, "sharing": sharing.asTable,
            "unrecorded": figures.all.unrecorded == 0 ? false : figures.all.unrecorded as Any,
        ]
        content["whole"] = figures.partnership.map(partnership)
        return content
    }

    private var lines: [AgencyMeasures] {
        figures.agencies.dropFirst(first).prefix(shown) + (figures.agencies.count > 1 ? [figures.all] : [])
    }

    private func name(_ line: AgencyMeasures) -> String {
        line.agency.map { figures.names[$0] ?? $0.text } ?? "All agencies"
    }

    private func table(_ title: String, _ hint: String, _ measures: [AgencyMeasures.Measure]) -> [String: Any] {
        [
            "title": title, "hint": hint, "heads": measures.map(\.title),
            "rows": lines.map { line in
                ["name": name(line), "isAll": line.agency == nil, "cells": measures.map { Self.cell($0.share(line)) }]
                    as [String: Any]
            },
        ]
    }

    private static func cell(_ share: Share) -> [String: Any] {
        [
            "percent": share.percentText.map { "\($0) %" } ?? "–",
            "of": share.of == 0 ? false : "\(share.count) of \(share.of)" as Any,
        ]
    }

    /// How reports were shared, by recipient.
    private var sharing: [[String: Any]] {
        guard !figures.all.outcomes.isEmpty else { return [] }
        return lines.map { line in
            [
                "name": name(line), "isAll": line.agency == nil,
                "cells": SharingWord.allCases.map { "\(line.outcomes[$0] ?? 0)" },
            ]
        }
    }

    private func partnership(_ measures: PartnershipMeasures) -> [String: Any] {
        let day = measures.initialMedianDay.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
        return [
            "rows": PartnershipMeasures.measures.map { measure in
                let share = measure.share(measures)
                return Self.cell(share).merging([
                    "title": measure.title,
                    "bar": share.percent.map { Int($0.rounded()) } ?? false as Any,
                ]) { $1 }
            },
            "day": day ?? false as Any,
        ]
    }
}
