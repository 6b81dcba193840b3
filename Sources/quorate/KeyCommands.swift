import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct KeyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make, list, rotate and erase the keys of what is encrypted.",
        discussion: """
            Notes are encrypted under a key of their case, names and addresses under a key of their person. Those keys \
            are in the database, wrapped by a master key, which is in a file (encryption.masterKeyFiles).
            """,
        subcommands: [New.self, List.self, Rotate.self, Erase.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Make a file with a new master key.",
            discussion: """
                Only its owner may read it. Keep a copy where the backups are not: without it, a backup holds no notes \
                and no addresses.
                """)

        @Argument(help: "The file, which must not exist.") var file: String

        func run() throws {
            print("\(file) holds the new master key \(try MasterKeys.makeFile(file)).")
        }
    }

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.keepService]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the master keys, and how many keys of cases and persons each wraps.")

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let (inUse, erased) = try await database.read { session in
                (try Keyring(session).mastersInUse(), try Keyring(session).erasedSubjects())
            }
            let counts = Dictionary(uniqueKeysWithValues: inUse.map { ($0.id, $0.subjects) })
            let keys = database.keys.ids.enumerated().map { index, id in
                ListedKeys.Key(id: id, isCurrent: index == 0, wraps: counts[id] ?? 0)
            }
            if json {
                try Output.json(
                    ListedKeys(keys: keys, erased: erased, filesOpenToOthers: database.keys.filesOpenToOthers))
                return
            }
            var table = Table(header: ["master key", "wraps", ""])
            for key in keys { table.add([key.id, "\(key.wraps)", key.isCurrent ? "current" : ""]) }
            print(table.text())
            print("\nErased keys of cases and persons: \(erased).")
            for file in database.keys.filesOpenToOthers {
                print("Everybody may read \(file); take the permission away.")
            }
        }
    }

    struct Rotate: PermittedCommand {
        static let needs: Set<Permission> = [.keepService]
        static let configuration = CommandConfiguration(
            commandName: "rotate", abstract: "Wrap every key anew under the current master key.",
            discussion: """
                Name the new file first under encryption.masterKeyFiles and keep the old ones behind it; then this may \
                run while the daemon does. An old file may go once \"key list\" shows that it wraps nothing.
                """)

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let progress = Progress()
            let count = try await KeyRotation(database: database).run(
                actor: configuration.actor, now: SystemWallClock().now
            ) {
                progress.show("wrapped \($0) keys")
            }
            progress.clear()
            let id = database.keys.ids[0]
            if json {
                try Output.json(Rotated(master: id, wrapped: count))
            } else {
                print(
                    count == 0
                        ? "Everything is under master key \(id) already."
                        : "\(count) \(count == 1 ? "key" : "keys") wrapped anew under master key \(id).")
            }
        }

        private struct Rotated: Encodable {
            let master: String
            let wrapped: Int
        }
    }

    struct Erase: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "erase",
            abstract: "Erase the key of a case or person, and with it their notes or name and address, for good.",
            discussion: """
                References, dates and what was decided stay, and the chain still verifies. Backups made before hold the \
                key still: let them expire. The reason stays readable in the trail: name nobody in it.
                """)

        @Argument(help: "case/REFERENCE or person/REFERENCE.", transform: sealingSubject) var subject: SealingSubject
        @Option(help: "Why, without naming anybody.", transform: erasureReason) var reason: String
        @Flag(help: "Do it: nothing brings the content back.") var yes = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            if case .account = subject { throw AccountKeyStays() }
            let (configuration, database) = try await store.open(for: Self.self)
            guard yes else {
                throw CommandFailure(
                    code: .wrongUse,
                    message: "Nothing was erased. \(try await foretold(database)) Repeat with --yes to do it.")
            }
            let (subject, reason, actor, now) = (subject, reason, configuration.actor, SystemWallClock().now)
            try await database.write {
                try Keyring($0).erase(subject, reason: reason, actor: actor, now: now)
            }
            print("What was sealed for \(subject) is erased.")
            if try await !database.dropRemains() {
                print("Another process reads the database; the key's remains leave its log file shortly.")
            }
        }

        private func foretold(_ database: SQLiteDatabase) async throws -> String {
            switch subject {
            case .case(let reference):
                let count = try await database.read { try Trail($0).matters(of: reference).count }
                let matters = count == 1 ? "1 conference or discussion" : "\(count) conferences and discussions"
                return "The notes of case \(reference) (\(matters)) would be unreadable for good."
            case .person(let reference):
                return
                    "The name and address of \(reference) would be unreadable for good, and nothing could be sent there."
            case .account: throw AccountKeyStays()
            }
        }
    }
}

/// Without its key an account would ask for codes that nothing could check.
private struct AccountKeyStays: Error, CustomStringConvertible {
    let description =
        "The key of an account is not erased by itself; \"quorate user reset\" takes its second factor away."
}

private struct ListedKeys: Encodable {
    let keys: [Key]
    let erased: Int
    let filesOpenToOthers: [String]

    struct Key: Encodable {
        let id: String
        let isCurrent: Bool
        let wraps: Int
    }
}

func sealingSubject(_ text: String) throws -> SealingSubject {
    do { return try SealingSubject(text: text) } catch { throw ValidationError("\(error)") }
}

func erasureReason(_ text: String) throws -> String {
    guard text.contains(where: { !$0.isWhitespace }) else {
        throw ValidationError("The reason is empty; say in a few words why the content goes.")
    }
    do { try SingleLine.check(text, what: "The reason", limit: 500) } catch { throw ValidationError("\(error)") }
    return text
}
