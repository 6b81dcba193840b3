import Foundation
import Synchronization

/// Whether somebody has asked the program to stop.
enum Interruption {
    private static let asked = Atomic<Bool>(false)

    static var isAsked: Bool { asked.load(ordering: .acquiring) }

    /// From now on SIGTERM and SIGINT are noted and end nothing by themselves.
    static func listen() {
        asked.store(false, ordering: .releasing)
        for number in [SIGTERM, SIGINT] { signal(number) { _ in Interruption.asked.store(true, ordering: .releasing) } }
    }
}
