/// Something to be mended in a form, and the field that it is about.
struct AnswerProblem: Error, Equatable, Sendable {
    let field: String
    let said: Said

    enum Said: Equatable, Sendable {
        case word(PageWord, [String: String])
        /// What a rule does not allow.
        case refusal(RefusalWords)
    }

    init(field: String, said: Said) { (self.field, self.said) = (field, said) }

    init(_ field: String, _ word: PageWord, _ values: [String: String] = [:]) {
        self.init(field: field, said: .word(word, values))
    }

    func sentence(_ words: PageWords) -> String {
        switch said {
        case .word(let word, let values): words[word, values]
        case .refusal(let refusal): refusal.said(words)
        }
    }
}
