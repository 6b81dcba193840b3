import HTTPTypes
import Hummingbird
import Testing

@testable import WebInterface

@Suite("Limits for each address")
struct LimitTests {
    private static let three = Allowance(burst: 3, secondsEach: 10)

    @Test("let a few through at once, then one after the other")
    func bucket() {
        var buckets = TokenBuckets<String>(most: 10)
        for _ in 1...3 { #expect(buckets.take("a", Self.three, now: .zero) == nil) }
        #expect(buckets.take("a", Self.three, now: .zero) == 10)
        #expect(buckets.take("b", Self.three, now: .zero) == nil)
        #expect(buckets.take("a", Self.three, now: .seconds(4)) == 6)
        #expect(buckets.take("a", Self.three, now: .seconds(10)) == nil)
        #expect(buckets.take("a", Self.three, now: .seconds(10)) == 10)
        for _ in 1...3 { #expect(buckets.take("a", Self.three, now: .seconds(1000)) == nil) }
        #expect(buckets.take("a", Self.three, now: .seconds(1000)) != nil)
    }

    @Test("remember so many addresses and no more, and rather those that asked most")
    func bounded() {
        var buckets = TokenBuckets<Int>(most: 100)
        for _ in 1...3 { _ = buckets.take(-1, Self.three, now: .zero) }
        for address in 0..<1000 {
            _ = buckets.take(address, Self.three, now: .milliseconds(address))
            #expect(buckets.count <= 100)
        }
        #expect(buckets.take(-1, Self.three, now: .seconds(1)) != nil)
    }

    @Test("answer 429 with a time to wait, and bother nobody else")
    func tooMany() async throws {
        let fixture = try PageFixture()
        var statuses: [HTTPResponse.Status] = []
        for _ in 1...101 {
            statuses.append(try await fixture.ask(.post, "/sign-in", from: "192.0.2.1").status)
        }
        #expect(statuses.dropLast().allSatisfy { $0 == .forbidden })
        let last = try await fixture.ask(.post, "/sign-in", from: "192.0.2.1")
        #expect(last.status == .tooManyRequests && statuses.last == .tooManyRequests)
        #expect(last.headers[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
        #expect(try await fixture.ask(.post, "/sign-in", from: "192.0.2.2").status == .forbidden)
        #expect(try await fixture.ask(.get, "/sign-in", from: "192.0.2.1").status == .ok)
    }

    @Test("hold whoever tries keys, in whatever kind of link", arguments: ["a", "d", "m", "l", "t", "c", "set-up"])
    func keys(kind: String) async throws {
        let fixture = try PageFixture()
        for _ in 1...120 { _ = try await fixture.ask(.get, "/\(kind)/x", from: "192.0.2.1") }
        var statuses: Set<Int> = []
        for _ in 1...5 { statuses.insert(try await fixture.ask(.get, "/\(kind)/x", from: "192.0.2.1").status.code) }
        #expect(statuses.contains(429))
        #expect(try await fixture.ask(.get, "/sign-in", from: "192.0.2.1").status == .ok)
    }

    @Test(
        "are the same however many slashes an address has", arguments: ["//sign-in", "/sign-in/", "///sign-in//code"])
    func slashes(path: String) async throws {
        let fixture = try PageFixture()
        for _ in 1...100 { _ = try await fixture.ask(.post, "/sign-in", from: "192.0.2.1") }
        #expect(try await fixture.ask(.post, path, from: "192.0.2.1").status == .tooManyRequests)
        for _ in 1...120 { _ = try await fixture.ask(.get, "/a/x", from: "192.0.2.1") }
        #expect(try await fixture.ask(.get, "//a//x", from: "192.0.2.1").status == .tooManyRequests)
    }

    @Test(
        "believe what a proxy says only where there is one, and what it added last",
        arguments: [
            ("127.0.0.1", "203.0.113.7", true, "203.0.113.7"),
            ("127.0.0.1", "10.0.0.1, 203.0.113.7", true, "203.0.113.7"),
            ("127.0.0.1", "203.0.113.7", false, "127.0.0.1"), ("198.51.100.1", "203.0.113.7", true, "198.51.100.1"),
            ("127.0.0.1", nil, true, "127.0.0.1"), ("2001:db8:1:2:3:4:5:6", nil, false, "32.1.13.184.0.1.0.2"),
            ("2001:db8:1:2:aaaa::1", nil, false, "32.1.13.184.0.1.0.2"),
        ] as [(String, String?, Bool, String)])
    func proxies(peer: String, told: String?, isBehindProxy: Bool, expected: String) throws {
        var headers: HTTPFields = [:]
        headers[HTTPField.Name("X-Forwarded-For")!] = told
        #expect(try PageFixture.address(peer, headers, isBehindProxy) == expected)
    }
}
