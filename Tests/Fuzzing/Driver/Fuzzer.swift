import CFuzzer
import FuzzedParsers
import Glibc

/// libFuzzer over one of the parsers, which the variable FUZZED_PARSER names; the arguments are libFuzzer's own.
@main
struct Fuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments, read))
    }

    fileprivate static let parser: FuzzedParser = {
        let name = getenv("FUZZED_PARSER").map { String(cString: $0) } ?? ""
        guard let parser = FuzzedParser(rawValue: name) else {
            fatalError("FUZZED_PARSER is \"\(name)\"; it takes one of \(FuzzedParser.allCases.map(\.rawValue)).")
        }
        return parser
    }()
}

private func read(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    Fuzzer.parser.read(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
