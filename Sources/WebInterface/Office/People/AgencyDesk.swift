import Conferences
import Hummingbird
import Persistence

/// The agencies, and the posts that reminders climb to.
struct AgencyDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/agencies", needs: .readDirectory) { try await list($0) },
            .get("/agencies/:agency", needs: .readDirectory) { try await show($0) },
            .post("/agencies/:agency", needs: .changeDirectory) { try await record($0) },
            .get("/new-agency", needs: .changeDirectory) { try await askForNew($0) },
            .post("/new-agency", needs: .changeDirectory) { try await recordNew($0) },
            .post("/posts", needs: .changeDirectory) { try await fill($0) },
        ]
    }

    private func list(
        _ visit: Visit, _ problem: FormProblem? = nil, overtaken: Overtaken? = nil
    ) async throws -> Response {
        let (page, text) = (PageOfList(visit.query), visit.asked("text"))
        let (agencies, counts, holders) = try await store.read { session in
            let readings = DirectoryReadings(session)
            return (
                try readings.agencies(holding: text, lines: page.range), try readings.headcounts(),
                try PostRegister(session).holders()
            )
        }
        var content = page.content(of: agencies.count, at: "/agencies", [("text", text)])
        let more: [String: Any] = [
            "found": agencies.prefix(page.size).map { Self.row($0, people: counts[$0.code] ?? 0) }.asTable,
            "text": text ?? "", "isNarrowed": text != nil,
            "mayChange": visit.visitor.may(.changeDirectory),
            "posts": Post.allCases.map { post in
                [
                    "value": post.rawValue, "title": post.title.prefix(1).uppercased() + post.title.dropFirst(),
                    "holder": (holders[post]?.text).map {
                        ["reference": $0, "link": "/people/\(PagePath.escaped($0))"]
                    }
                        as Any,
                    "isChosen": visit.typed("post") == post.rawValue,
                ] as [String: Any]
            }, "person": visit.typed("person") ?? "", "opened": OpenedRecord.hidden(Self.fields(of: holders)),
        ]
        content.merge(more) { $1 }
        content["problem"] = problem?.content
        content["overtaken"] = overtaken?.content
        if visit.asked("done") != nil { content["done"] = "It is on record who fills the post." }
        let status: HTTPResponse.Status = overtaken != nil ? .conflict : problem != nil ? .unprocessableContent : .ok
        return pages.office("agencies", title: "Agencies", for: visit, status: status, content)
    }

    /// Who fills each post, as the form of the posts carries it.
    private static func fields(of holders: [Post: PersonReference]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: Post.allCases.map { ($0.rawValue, holders[$0]?.text ?? "") })
    }

    private static func row(_ agency: Agency, people: Int) -> [String: Any] {
        [
            "page": PagePath.of(agency.code), "code": agency.code.text, "name": agency.name,
            "kind": agency.kind?.title ?? "Not said", "lead": agency.safeguardingLead?.text ?? "nobody",
            "people": people, "isExempt": agency.sharingExemption != nil,
        ]
    }

    private func show(_ visit: Visit) async throws -> Response {
        var view = try await view(visit)
        if visit.asked("done") != nil { view.done = "It is on record." }
        return page(view, visit)
    }

    private func page(_ view: AgencyView, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        pages.office("agency", title: "An agency", for: visit, status: status, view.content(for: visit.visitor))
    }

    private func view(_ visit: Visit) async throws -> AgencyView {
        let code: AgencyCode = try visit.reference("agency")
        return try await store.read { session in
            guard let agency = try AgencyRegister(session).agency(code) else { throw HTTPError(.notFound) }
            return AgencyView(agency: agency, people: try DirectoryReadings(session).people(of: code, now: visit.now))
        }
    }

    private func record(_ visit: Visit) async throws -> Response {
        let (code, form) = (try visit.reference("agency") as AgencyCode, AgencyForm(visit))
        do {
            let agency = try form.agency(code)
            _ = try await store.change(visit) { registrar in
                guard let known = try registrar.agency(code) else { throw HTTPError(.notFound) }
                try form.opened.check(AgencyForm.fields(of: known))
                try registrar.amend(agency)
            }
        } catch let overtaken as Overtaken {
            var view = try await view(visit)
            (view.overtaken, view.typed) = (overtaken, form.opened.merged(into: AgencyForm.fields(of: view.agency)))
            return page(view, visit, status: .conflict)
        } catch {
            guard let problem = Self.problem(error, form) else { throw error }
            var view = try await view(visit)
            (view.problem, view.typed) = (problem, visit.fields)
            return page(view, visit, status: .unprocessableContent)
        }
        return .led(to: "\(PagePath.of(code))?done=recorded")
    }

    private static func problem(_ error: any Error, _ form: AgencyForm) -> FormProblem? {
        if case ConferenceRefusal.unknownPerson(let person) = error {
            return FormProblem(form.field(naming: person), "\(error)")
        }
        return FormProblem.refused(error, at: "name")
    }

    private func askForNew(_ visit: Visit, _ problem: FormProblem? = nil) async throws -> Response {
        var content = AgencyFormView(typed: visit.fields).content
        content["problem"] = problem?.content
        return pages.office(
            "new-agency", title: "A new agency", for: visit, status: problem == nil ? .ok : .unprocessableContent,
            content)
    }

    private func recordNew(_ visit: Visit) async throws -> Response {
        let form = AgencyForm(visit)
        do {
            let agency = try form.agency(form.code())
            _ = try await store.change(visit) { registrar in
                guard try registrar.agency(agency.code) == nil else {
                    throw FormProblem("code", "\(agency.code) is another agency’s already. Choose another code.")
                }
                try registrar.amend(agency)
            }
            return .led(to: "\(PagePath.of(agency.code))?done=recorded")
        } catch {
            guard let problem = Self.problem(error, form) else { throw error }
            return try await askForNew(visit, problem)
        }
    }

    private func fill(_ visit: Visit) async throws -> Response {
        do {
            guard let post = visit.typed("post").flatMap(Post.init(rawValue:)) else {
                throw FormProblem("post", "Choose the post.")
            }
            let person: PersonReference = try FormProblem.reading(
                "person", visit.needed("person", orElse: "Enter the reference of whoever fills it.")
            ) { try Reference($0) }
            let label = post == .partnership ? "The contact of the partnership" : "The \(post.title)"
            let opened = OpenedRecord([OpenedRecord.Field(name: post.rawValue, label: label)], sent: visit.fields)
            _ = try await store.change(visit) { registrar in
                try opened.check(Self.fields(of: PostRegister(registrar.session).holders()))
                try registrar.fill(post, with: person)
            }
        } catch let overtaken as Overtaken {
            return try await list(visit, overtaken: overtaken)
        } catch {
            guard let problem = FormProblem.refused(error, at: "person") else { throw error }
            return try await list(visit, problem)
        }
        return .led(to: "/agencies?done=filled")
    }
}
