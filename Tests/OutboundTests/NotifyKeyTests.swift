import Foundation
import Testing

@testable import Outbound

@Suite("An API key of GOV.UK Notify")
struct NotifyKeyTests {
    private static let service = "26785a09-ab16-4eb0-8407-a37497a57506"
    private static let secret = "3d844edf-8d35-48ac-975b-e847b4f122b0"

    @Test("is read from its end: the name may have hyphens", arguments: ["mine", "team-and-guest-list", "a_b"])
    func read(name: String) throws {
        #expect(try NotifyKey("\(name)-\(Self.service)-\(Self.secret)").service == Self.service)
    }

    @Test(
        "that is none is refused without repeating it",
        arguments: [
            ("", NotifyKeyError.parts), ("mine", .parts), ("\(service)-\(secret)", .parts),
            ("mine-\(service)-\(secret.dropLast())", .parts),
            ("mine-\(service.dropLast())x-\(secret)", .service), ("mine-\(service)-\(secret.dropLast())x", .secret),
        ])
    func refused(text: String, error: NotifyKeyError) {
        let thrown = #expect(throws: NotifyKeyError.self) { try NotifyKey(text) }
        #expect(thrown == error)
        #expect(thrown?.description.contains("3d844edf") == false)
    }

    /// The value was worked out by PyJWT 2.15.1 for these claims and this key.
    @Test("signs a token as another implementation does")
    func token() throws {
        let token = try NotifyKey("mine-\(Self.service)-\(Self.secret)").token(at: 1_568_818_578)
        #expect(
            token
                == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE1Njg4MTg1NzgsImlzcyI6IjI2Nzg1YTA5LWFiMTYtNGViMC04NDA3LWEzNzQ5N2E1NzUwNiJ9.uL9PA6FeLyeIVhWLHfHrja0BKO_p0w7JGoBSBFdqcz4"
        )
    }

    @Test("does not show")
    func hidden() throws {
        let key = try NotifyKey("mine-\(Self.service)-\(Self.secret)")
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] { #expect(!text.contains(Self.secret)) }
    }
}
