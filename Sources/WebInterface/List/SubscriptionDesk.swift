import Conferences
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Persistence
import WorkingDays

/// Where calendar programs ask, every few hours, for somebody's meetings.
struct SubscriptionDesk: Sendable {
    let gate: LinkGate
    /// Writes the meetings as a calendar, in the language that its reader chose.
    let write: @Sendable ([Engagement], ReadingLanguage?) throws -> [UInt8]

    /// Days for which what has been stays in the calendar.
    private static let daysBack = 90
    private static let suffix = ".ics"

    func add(to router: Router<PageContext>) {
        router.get("/c/:file") { request, context in
            let file = try context.parameters.require("file")
            guard file.hasSuffix(Self.suffix) else { throw HTTPError(.notFound) }
            return try await show(
                gate.pass(String(file.dropLast(Self.suffix.count)), for: .calendar),
                known: request.headers[.ifNoneMatch])
        }
    }

    /// - Parameter known: What the program has already, by its tag.
    private func show(_ pass: LinkGate.Pass, known: String?) async throws -> Response {
        let (engagements, language) = try await gate.read(by: pass) { registrar in
            let engagements = try EngagementReadings(registrar).engagements(
                of: pass.link.person, from: pass.today.adding(days: -Self.daysBack))
            return (engagements.filter(\.attends), try registrar.language(of: pass.link.person))
        }
        let calendar = try write(engagements, language)
        let tag = "\"" + SHA256.hash(data: calendar).prefix(12).map { String(format: "%02x", $0) }.joined() + "\""
        // Nobody in between keeps it, and whoever asked asks again before using it.
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
        if known.map({ Self.tags($0).contains(tag) }) ?? false {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = "text/calendar; charset=utf-8; method=PUBLISH"
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: calendar)))
    }

    /// - Source: RFC 9110, 13.1.2: compared weakly.
    private static func tags(_ field: String) -> [String] {
        field.split(separator: ",").map { tag in
            let tag = tag.drop(while: \.isWhitespace)
            return String(tag.hasPrefix("W/") ? tag.dropFirst(2) : tag)
        }
    }
}
