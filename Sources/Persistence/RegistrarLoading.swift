import Conferences

// Conferences and discussions as they stand in the log.
extension Registrar {
    func load(_ reference: ConferenceReference) throws -> Loaded<ConferenceState> {
        if let loaded = conferences[reference] { return loaded }
        let matter = Matter.conference(reference)
        let head = try EventLog(session).head(of: matter.stream)
        var loaded = Loaded<ConferenceState>(state: nil, version: head?.version ?? 0)
        if let head, case .conference(let state)? = try remembered(matter, head) {
            loaded.state = state
        } else if let head {
            let stream = try CaseStream<ConferenceEvent>(reference, in: session)
            loaded.state = Conference.state(replaying: try stream.events(session), reference: reference)
            try loaded.state.map { try remember(.conference($0), of: matter, $0.caseReference, head) }
        }
        conferences[reference] = loaded
        return loaded
    }

    func load(_ reference: DiscussionReference) throws -> Loaded<Discussion> {
        if let loaded = discussions[reference] { return loaded }
        let matter = Matter.discussion(reference)
        let head = try EventLog(session).head(of: matter.stream)
        var loaded = Loaded<Discussion>(state: nil, version: head?.version ?? 0)
        if let head, case .discussion(let state)? = try remembered(matter, head) {
            loaded.state = state
        } else if let head {
            let stream = try CaseStream<DiscussionEvent>(reference, in: session)
            loaded.state = Discussion.replaying(try stream.events(session), reference: reference)
            try loaded.state.map { try remember(.discussion($0), of: matter, $0.caseReference, head) }
        }
        discussions[reference] = loaded
        return loaded
    }

    /// What an earlier transaction had in hand, unless the case's key was erased since: its notes are to be gone.
    private func remembered(_ matter: Matter, _ head: StateMemory.Head) throws -> StateMemory.State? {
        guard let entry = session.memory.entry(of: matter, endingIn: head),
            try Keyring(session).opener(for: .case(entry.state.caseReference)).isErased == entry.isErased
        else { return nil }
        return entry.state
    }

    private func remember(
        _ state: StateMemory.State, of matter: Matter, _ caseReference: CaseReference, _ head: StateMemory.Head
    ) throws {
        let isErased = try Keyring(session).opener(for: .case(caseReference)).isErased
        session.memory.remember(StateMemory.Entry(head: head, state: state, isErased: isErased), of: matter)
    }
}

extension StateMemory.State {
    fileprivate var caseReference: CaseReference {
        switch self {
        case .conference(let state): state.caseReference
        case .discussion(let discussion): discussion.caseReference
        }
    }
}
