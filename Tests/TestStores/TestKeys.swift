import Persistence

extension MasterKeys {
    /// A key that is no secret.
    public static let forTests = MasterKeys(bytes: [Array(repeating: 7, count: 32)])

    /// As a key file holds it.
    public static let textForTests = String(repeating: "07", count: 32) + "\n"
}

extension SQLiteDatabase {
    public convenience init(path: String) throws { try self.init(path: path, keys: .forTests) }

    public convenience init(inMemoryNamed name: String) throws { try self.init(inMemoryNamed: name, keys: .forTests) }
}
