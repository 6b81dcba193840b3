// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// Built by scripts/fuzz alone: it needs the sanitizer that brings libFuzzer.
let fuzzing: [Target] =
    Context.environment["FUZZING"] == nil
    ? []
    : [
        .target(name: "CFuzzer", path: "Tests/Fuzzing/CFuzzer"),
        .executableTarget(
            name: "Fuzzer", dependencies: ["CFuzzer", "FuzzedParsers"], path: "Tests/Fuzzing/Driver",
            swiftSettings: settings, linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
    ]

let package = Package(
    name: "Quorate",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "quorate", targets: ["quorate"])
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", exact: "1.4.0",
            traits: ["YAML", .defaults]),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .executableTarget(
            name: "quorate",
            dependencies: [
                "Daemon", "Persistence", "Conferences", "WorkingDays",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .target(
            name: "Daemon",
            dependencies: [
                "CalendarReplies", "Inbound", "Outbound", "Persistence", "WebInterface", "Conferences", "WorkingDays",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .target(
            name: "WebInterface",
            dependencies: [
                "Persistence", "Conferences", "WorkingDays",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .target(
            name: "Outbound",
            dependencies: [
                "CCurl", "CLibical", "Transfers", "WorkingDays",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: settings),
        .target(
            name: "Inbound",
            dependencies: [
                "CCurl", "CMIME", "Transfers",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .target(name: "Transfers", dependencies: ["CCurl"], swiftSettings: settings),
        .target(
            name: "Persistence",
            dependencies: [
                "CSQLite", "Conferences", "WorkingDays",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(
            name: "CalendarReplies", dependencies: ["CLibical", "Outbound", "WorkingDays"], swiftSettings: settings),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .target(name: "CMIME", dependencies: ["CGMime"]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "CLibical", linkerSettings: [.linkedLibrary("ical")]),
        .target(name: "Conferences", dependencies: ["WorkingDays"], swiftSettings: settings),
        .target(name: "WorkingDays", swiftSettings: settings),
        .testTarget(name: "WorkingDaysTests", dependencies: ["WorkingDays", "TestValues"], swiftSettings: settings),
        .testTarget(
            name: "ConferencesTests", dependencies: ["Conferences", "WorkingDays", "TestValues"],
            swiftSettings: settings),
        .testTarget(
            name: "PersistenceTests",
            dependencies: [
                "Persistence", "Conferences", "WorkingDays", "TestPeers", "TestStores", "TestValues",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Persistence", "Outbound", "WebInterface", "Conferences", "WorkingDays", "TestPeers",
                "TestStores", "TestValues",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "OutboundTests",
            dependencies: ["Outbound", "CCurl", "Transfers", "WorkingDays", "TestPeers", "TestValues"],
            swiftSettings: settings),
        .testTarget(
            name: "WebInterfaceTests",
            dependencies: [
                "WebInterface", "Persistence", "Conferences", "WorkingDays", "TestPeers", "TestStores", "TestValues",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "InboundTests", dependencies: ["Inbound", "CCurl", "TestPeers", "Transfers"],
            exclude: ["Samples"], swiftSettings: settings),
        .testTarget(
            name: "CalendarRepliesTests",
            dependencies: ["CalendarReplies", "Outbound", "WorkingDays", "TestPeers", "TestValues"],
            exclude: ["replies"], swiftSettings: settings),
        .testTarget(
            name: "Interop",
            dependencies: ["CalendarReplies", "Inbound", "Outbound", "WorkingDays", "TestPeers", "TestValues"],
            exclude: [
                "attack.py", "barriers.py", "check_shape.py", "forms.py", "hostile.py", "notify_server.py",
                "read_calendar.py", "read_incoming.py", "read_mail.py", "sign_in.py", "stalling_mail_server.py",
                "test_attacks.py", "test_desk_pages.py", "test_every_page.py", "test_first_account.py",
                "test_notify_server.py", "test_office.py", "test_openid.py", "test_own_rules.py", "test_pages.py",
                "test_sign_in.py", "test_sign_in_pages.py", "test_torture.py", "test_year.py", "visitor.py",
                "walk.py", "webhook_receiver.py", "year",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests", dependencies: ["quorate", "TestPeers"], swiftSettings: settings),
        .target(
            name: "FuzzedParsers",
            dependencies: ["CalendarReplies", "Daemon", "Inbound", "Outbound", "Persistence", "WorkingDays"],
            path: "Tests/Fuzzing/Parsers", swiftSettings: settings),
        .testTarget(name: "FuzzingTests", dependencies: ["FuzzedParsers", "TestPeers"], swiftSettings: settings),
        .target(
            name: "TestValues", dependencies: ["Conferences", "WorkingDays"], path: "Tests/TestValues",
            swiftSettings: settings),
        .target(
            name: "TestStores", dependencies: ["Persistence"], path: "Tests/TestStores", swiftSettings: settings),
        .target(
            name: "TestPeers", dependencies: ["CLibical", .product(name: "Crypto", package: "swift-crypto")],
            path: "Tests/TestPeers", swiftSettings: settings),
        .executableTarget(
            name: "WorkingDaysBenchmark", dependencies: ["WorkingDays"], path: "Benchmarks/WorkingDaysBenchmark",
            swiftSettings: settings),
        .executableTarget(
            name: "StoreBenchmark",
            dependencies: [
                "Daemon", "Outbound", "Persistence", "Conferences", "WorkingDays",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks/StoreBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "YearRehearsal",
            dependencies: ["Daemon", "Outbound", "Persistence", "Conferences", "WorkingDays"],
            path: "Benchmarks/YearRehearsal", swiftSettings: settings),
        .executableTarget(
            name: "PageBenchmark",
            dependencies: [
                "Daemon", "Persistence", "Conferences", "WorkingDays",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks/PageBenchmark", swiftSettings: settings),
    ] + fuzzing
)
