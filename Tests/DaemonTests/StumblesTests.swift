import Inbound
import Testing

@testable import Daemon

@Suite("A server that hangs up over one message of the mailbox")
struct StumblesTests {
    @Test("is given three chances with it, and the message is passed over then; with another one it begins anew")
    func patience() {
        let stumbles = Stumbles()
        let (first, second) = (MessageUID(numbering: 1, number: 7), MessageUID(numbering: 1, number: 8))
        #expect([first, first].map(stumbles.isHopeless) == [false, false])
        #expect(!stumbles.isHopeless(second))
        #expect([first, first, first].map(stumbles.isHopeless) == [false, false, true])
    }
}
