import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The professionals whom reminders go to: found, shown, recorded and held.
struct PersonDesk: Sendable {
    let store: OfficeStore
    let pages: Pages
    let backroom: Backroom

    var routes: [OfficeRoute] {
        [
            .get("/people", needs: .readDirectory) { try await list($0) },
            .get("/people/:person", needs: .readDirectory) { try await show($0) },
            .post("/people/:person", needs: .changeDirectory) { try await record($0) },
            .post("/people/:person/hold", needs: .changeDirectory) { try await hold($0) },
            .post("/people/:person/release", needs: .changeDirectory) { try await release($0) },
            .get("/new-person", needs: .changeDirectory) { try await askForNew($0) },
            .post("/new-person", needs: .changeDirectory) { try await recordNew($0) },
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let (text, after) = (visit.asked("text"), visit.asked("after").flatMap { try? PersonReference($0) })
        let (typed, isUnreached) = (visit.asked("agency"), visit.asked("unreached") != nil)
        let agency = typed.flatMap { try? AgencyCode($0) }
        let view = try await store.read { session in
            let readings = DirectoryReadings(session)
            // What is no code is nobody's agency.
            let people =
                agency == nil && typed != nil
                ? []
                : try readings.people(
                    holding: text, of: agency, after: after, limit: PersonListView.pageSize + 1, now: visit.now,
                    isUnreached: isUnreached)
            return PersonListView(
                text: text, agency: typed, names: try readings.names(of: people.map(\.agency)),
                choice: try AgencyChoice(session), isUnreached: isUnreached, people: people)
        }
        return pages.office("people", title: "People", for: visit, view.content(for: visit.visitor))
    }

    private func show(_ visit: Visit) async throws -> Response {
        var view = try await view(visit)
        view.done = PersonView.sentence(visit.asked("done"))
        return page(view, visit)
    }

    private func page(_ view: PersonView, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        pages.office("person", title: "A person", for: visit, status: status, view.content(for: visit.visitor))
    }

    private func view(_ visit: Visit) async throws -> PersonView {
        let reference: PersonReference = try visit.reference("person")
        return try await store.read { session in
            let readings = DirectoryReadings(session)
            guard let person = try readings.people(only: reference, now: visit.now).first else {
                throw HTTPError(.notFound)
            }
            let leads = try readings.agencies(ledBy: reference)
            return PersonView(
                person: person, leads: leads,
                posts: try posts(of: reference, session),
                owed: try readings.owed(by: reference, now: visit.now),
                failures: try AddressFailures(session).failures(of: reference),
                agencies: try readings.names(of: leads + [person.agency]), choice: try AgencyChoice(session))
        }
    }

    private func posts(of person: PersonReference, _ session: any DatabaseSession) throws -> [Post] {
        let holders = try PostRegister(session).holders()
        return Post.allCases.filter { holders[$0] == person }
    }

    /// Shows the page again with what was wrong, and with what was typed.
    private func again(_ visit: Visit, _ error: any Error, blaming field: String) async throws -> Response {
        guard let problem = FormProblem.refused(error, at: field) else { throw error }
        var view = try await view(visit)
        (view.problem, view.typed) = (problem, visit.fields)
        return page(view, visit, status: .unprocessableContent)
    }

    private func record(_ visit: Visit) async throws -> Response {
        let (reference, form): (PersonReference, _) = (try visit.reference("person"), PersonForm(visit))
        do {
            let person = try backroom.person(form.details(of: reference))
            _ = try await store.change(visit) { registrar in
                guard let known = try DirectoryReadings(registrar).people(only: reference, now: visit.now).first else {
                    throw HTTPError(.notFound)
                }
                if let known = PersonForm.fields(of: known) { try form.opened.check(known) }
                try registrar.record(person)
            }
        } catch let overtaken as Overtaken {
            var view = try await view(visit)
            view.overtaken = overtaken
            view.typed = form.opened.merged(into: PersonForm.fields(of: view.person) ?? [:])
            return page(view, visit, status: .conflict)
        } catch { return try await again(visit, error, blaming: "name") }
        return .led(to: "\(PagePath.of(reference))?done=recorded")
    }

    private func hold(_ visit: Visit) async throws -> Response {
        let reference: PersonReference = try visit.reference("person")
        do {
            let hold = try PersonForm(visit).hold(today: visit.today)
            _ = try await store.change(visit) { try $0.hold(reference, hold) }
        } catch { return try await again(visit, error, blaming: "reason") }
        return .led(to: "\(PagePath.of(reference))?done=held")
    }

    private func release(_ visit: Visit) async throws -> Response {
        let reference: PersonReference = try visit.reference("person")
        do { _ = try await store.change(visit) { try $0.hold(reference, nil) } } catch {
            return try await again(visit, error, blaming: "held")
        }
        return .led(to: "\(PagePath.of(reference))?done=released")
    }

    // Somebody new.

    private func askForNew(_ visit: Visit, _ problem: FormProblem? = nil) async throws -> Response {
        let choice = try await store.read { try AgencyChoice($0) }
        let typed = visit.fields.isEmpty ? visit.query : visit.fields
        var content = PersonFormView(typed: typed, choice: choice).content
        content["problem"] = problem?.content
        content["hasNoAgencies"] = choice.isEmpty
        return pages.office(
            "new-person", title: "Somebody new", for: visit, status: problem == nil ? .ok : .unprocessableContent,
            content)
    }

    private func recordNew(_ visit: Visit) async throws -> Response {
        do {
            let form = PersonForm(visit)
            let reference = try form.reference()
            let person = try backroom.person(form.details(of: reference))
            _ = try await store.change(visit) { registrar in
                guard try !registrar.knows(reference) else {
                    throw FormProblem("reference", "\(reference) is somebody else’s already. Choose another reference.")
                }
                try registrar.record(person)
            }
            return .led(to: "\(PagePath.of(reference))?done=recorded")
        } catch {
            guard let problem = FormProblem.refused(error, at: "reference") else { throw error }
            return try await askForNew(visit, problem)
        }
    }
}
