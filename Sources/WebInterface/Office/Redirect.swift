import Hummingbird

extension Response {
    /// Leads the browser on after a form did something, so that loading the page anew does it no second time.
    static func led(to path: String) -> Response { Response(status: .seeOther, headers: [.location: path]) }
}
