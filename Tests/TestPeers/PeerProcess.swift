import Foundation

/// What a program said, and how it ended.
public struct ProgramResult: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
}

/// Why a peer could not do its part.
public struct PeerError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

/// Runs a program to its end and returns what it said. Holds no thread of the cooperative pool meanwhile.
public func run(_ program: String, _ arguments: [String], input: String? = nil) async throws -> ProgramResult {
    let folder = try TemporaryFolder("run")
    // Files rather than pipes: nothing has to be read while it runs, and nothing can block.
    let input = try folder.write(input ?? "", to: "in")
    let paths = (output: try folder.write("", to: "out"), errors: try folder.write("", to: "err"))
    let status = try await exitStatus(program, arguments, input: input, output: paths.output, errors: paths.errors)
    return ProgramResult(
        status: status, output: try String(contentsOfFile: paths.output, encoding: .utf8),
        errors: try String(contentsOfFile: paths.errors, encoding: .utf8))
}

private func exitStatus(
    _ program: String, _ arguments: [String], input: String, output: String, errors: String
) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let files = [
        FileHandle(forReadingAtPath: input), FileHandle(forWritingAtPath: output), FileHandle(forWritingAtPath: errors),
    ]
    process.standardInput = files[0]
    process.standardOutput = files[1]
    process.standardError = files[2]
    let status = try await status(of: process, program)
    // Foundation keeps a process that has ended, and would keep its files open: some 1350 of them, and it crashes when
    // it starts the next one.
    for file in files { try file?.close() }
    return status
}

private func status(of process: Process, _ program: String) async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
        process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
        do {
            try process.run()
        } catch {
            process.terminationHandler = nil
            continuation.resume(throwing: PeerError("\(program) could not be started: \(error)"))
        }
    }
}

/// Runs a program as `run` does and throws if it fails.
@discardableResult
public func runSuccessfully(_ program: String, _ arguments: [String], input: String? = nil) async throws -> String {
    let result = try await run(program, arguments, input: input)
    guard result.status == 0 else {
        throw PeerError("\(program) ended with status \(result.status): \(result.errors)\(result.output)")
    }
    return result.output
}

/// A program that runs beside the test until it is stopped. Only ever stops the process that it started.
///
/// `@unchecked Sendable`: Foundation guards a `Process` that is running; everything else never changes.
public final class PeerProcess: @unchecked Sendable {
    private let process = Process()
    /// What it writes to standard output and standard error.
    public let outputPath: String

    /// Starts a program.
    public init(
        _ program: String, _ arguments: [String], outputPath: String, environment: [String: String]? = nil
    ) throws {
        self.outputPath = outputPath
        guard FileManager.default.createFile(atPath: outputPath, contents: nil),
            let output = FileHandle(forWritingAtPath: outputPath)
        else { throw PeerError("The file \(outputPath) could not be made.") }
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        if let environment {
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit {
        stop(signal: SIGKILL)
    }

    public var isRunning: Bool { process.isRunning }

    /// How it ended; 0 is success. Only once it is no longer running.
    public var exitCode: Int32 { process.terminationStatus }

    public var processIdentifier: Int32 { process.processIdentifier }

    /// Everything that it has written so far.
    public var output: String {
        (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? ""
    }

    /// Asks it to end, or with SIGKILL makes it, together with the programs that it started.
    public func stop(signal: Int32 = SIGTERM) {
        guard process.isRunning else { return }
        let identifier = process.processIdentifier
        // Foundation starts a program as the first of a group of its own.
        let isGroup = signal == SIGKILL && getpgid(identifier) == identifier
        kill(isGroup ? -identifier : identifier, signal)
    }
}

/// Waits until a condition holds, looking often.
///
/// - Throws: `PeerError` after the time-out, in seconds.
public func wait(
    for what: String, timeout: Double = 30, until condition: () async throws -> Bool
) async throws {
    let start = ContinuousClock.now
    while try await !condition() {
        guard ContinuousClock.now - start < .seconds(timeout) else {
            throw PeerError("Waited \(timeout) seconds in vain for \(what).")
        }
        // Another process is waited for, which no clock of ours moves.
        try await Task.sleep(for: .milliseconds(10))
    }
}
