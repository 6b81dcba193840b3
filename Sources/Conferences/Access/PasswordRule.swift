/// What a password must be: long, and not one of those that are tried first.
///
/// No digits or signs are asked for: that makes passwords harder to remember, not harder to guess.
///
/// - Source: NCSC, *Password policy: updating your approach*; NIST SP 800-63B, 5.1.1.2.
public enum PasswordRule {
    /// Characters.
    public static let shortest = 12
    /// Characters.
    public static let longest = 200

    /// As a page says it beside the field.
    public static let advice =
        "At least \(shortest) characters. Three random words are easy to remember and hard to guess."

    /// Why a password will not do.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        case tooShort
        case tooLong
        case holdsName
        case common
        case repetitive

        public var description: String {
            switch self {
            case .tooShort: "Use at least \(shortest) characters. Three random words will do."
            case .tooLong: "Use at most \(longest) characters."
            case .holdsName: "Choose a password that does not contain your name or the name of this service."
            case .common: "That is among the passwords that are guessed first. Try three random words."
            case .repetitive: "Choose a password with more different characters, and not in a row such as abcd or 1234."
            }
        }
    }

    /// - Throws: ``Fault``.
    public static func check(_ password: String, for account: AccountName) throws(Fault) {
        guard password.count >= shortest else { throw .tooShort }
        guard password.count <= longest else { throw .tooLong }
        let plain = folded(password)
        let names = [account.text, "quorate"] + account.text.split { "-_.".contains($0) }.map(String.init)
        if names.contains(where: { $0.count >= 4 && plain.contains(folded($0)) }) { throw .holdsName }
        if Set(plain).count < 5 || isInARow(plain) { throw .repetitive }
        if isCommon(plain) || isCommon(password.lowercased()) { throw .common }
    }

    /// In lower case, with letters for the digits and signs that stand for them.
    private static func folded(_ text: String) -> String {
        let letters: [Character: Character] = [
            "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s",
        ]
        return String(text.lowercased().map { letters[$0] ?? $0 })
    }

    /// Whether two thirds of it are neighbours in the alphabet, up or down.
    private static func isInARow(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map { Int($0.value) }
        let steps = zip(scalars, scalars.dropFirst()).map { $1 - $0 }
        let longest = [1, -1].map { step in steps.filter { $0 == step }.count }.max() ?? 0
        return longest * 3 >= scalars.count * 2
    }

    /// Whether hardly anything is left without the words that everybody thinks of.
    private static func isCommon(_ text: String) -> Bool {
        var left = text
        for word in stems { left.removeAll(of: word) }
        return left.filter(\.isLetter).count < 4
    }

    /// The longest first, folded. Keyboards' rows, greetings, and what British lists of leaked passwords begin with.
    private static let stems = [
        "administrator", "safeguarding", "conference", "qwertyuiop", "password", "passwort", "liverpool", "manchester",
        "arsenal", "chelsea", "everton", "rangers", "football", "sunshine", "princess", "superman", "starwars",
        "computer", "internet", "changeme", "asdfghjkl", "zxcvbnm", "qwerty", "azerty", "letmein", "welcome",
        "iloveyou",
        "monkey", "dragon", "master", "shadow", "london", "england", "scotland", "wales", "summer", "winter", "spring",
        "autumn", "monday", "friday", "january", "october", "november", "december", "hello", "admin", "secret", "login",
        "council", "user", "pass", "test", "temp", "abc", "asdf", "wasd", "lza",
    ].sorted { $0.count > $1.count }
}

extension String {
    fileprivate mutating func removeAll(of word: String) {
        var result: [Character] = []
        var rest = self[...]
        while let first = rest.first {
            if rest.hasPrefix(word) {
                rest = rest.dropFirst(word.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        self = String(result)
    }
}
