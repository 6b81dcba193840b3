import GRDB

/// A database file as another program would make it: without this one's schema.
enum RawDatabase {
    static func execute(_ statements: [String], at path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            for statement in statements { try database.execute(sql: statement) }
        }
        try queue.close()
    }
}
