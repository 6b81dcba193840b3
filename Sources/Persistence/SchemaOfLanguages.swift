// The step that lets a person be written to in a language of their own.
extension Schema {
    static let addLanguages = [
        "ALTER TABLE person ADD COLUMN language TEXT CHECK \(oneOf("language", "english welsh"))"
    ]
}
