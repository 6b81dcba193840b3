import Foundation

/// Where things are that tests need.
public enum Locations {
    /// The repository, told from where this file was when it was compiled.
    public static let repository: String = {
        // Tests/TestPeers/Locations.swift; symbolic links are resolved, so a copy that links here works too.
        var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 1...3 { url.deleteLastPathComponent() }
        return url.path
    }()

    /// The templates that are shipped.
    public static var templates: String { repository + "/config/templates" }

    /// The pages that are shipped.
    public static var pages: String { repository + "/config/pages" }

    /// The Python with the packages that peers need: `QUORATE_PYTHON`, else the one of `.venv`.
    public static let python: String =
        ProcessInfo.processInfo.environment["QUORATE_PYTHON"] ?? repository + "/.venv/bin/python"

    /// A script beside the interoperability tests.
    public static func script(_ name: String) -> String {
        repository + "/Tests/Interop/\(name)"
    }
}
