/// What a mistyped word may have meant.
public enum Resemblance {
    /// Those that differ from `text` in two letters at most, the nearest first; at most three, and none where it is one
    /// of them itself.
    public static func nearest(to text: String, in words: some Sequence<String>) -> [String] {
        let near = words.map { (word: $0, distance: distance($0, text)) }.filter { $0.distance <= 2 }
            .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
        return near.first?.distance == 0 ? [] : near.prefix(3).map(\.word)
    }

    /// Levenshtein's, over characters.
    private static func distance(_ one: String, _ other: String) -> Int {
        let other = Array(other)
        var previous = Array(0...other.count)
        for (row, character) in one.enumerated() {
            var current = [row + 1]
            for (column, letter) in other.enumerated() {
                current.append(
                    min(previous[column] + (character == letter ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
                )
            }
            previous = current
        }
        return previous[other.count]
    }
}
