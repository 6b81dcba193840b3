import Conferences
import TestValues

extension Frozen<AccountEvent> {
    static let account = [
        Frozen(
            .added(roles: [.administrator, .chair], person: "P-1", agency: nil),
            #"{"added":{"person":"P-1","roles":["administrator","chair"]}}"#),
        Frozen(
            .rolesChanged(roles: [.agencyLead], person: nil, agency: "POL"),
            #"{"rolesChanged":{"agency":"POL","roles":["agency-lead"]}}"#),
        Frozen(.reset, #"{"reset":{}}"#),
        Frozen(.disabled(reason: .byHand), #"{"disabled":{"reason":"by-hand"}}"#),
        Frozen(.disabled(reason: .dormant), #"{"disabled":{"reason":"dormant"}}"#),
        Frozen(.enabled, #"{"enabled":{}}"#),
        Frozen(.passwordChosen, #"{"passwordChosen":{}}"#),
        Frozen(.secondFactorOn, #"{"secondFactorOn":{}}"#),
        Frozen(.secondFactorOff, #"{"secondFactorOff":{}}"#),
        Frozen(.recoveryCodesMade, #"{"recoveryCodesMade":{}}"#),
        Frozen(.signedIn(by: .password), #"{"signedIn":{"by":"password"}}"#),
        Frozen(.signedIn(by: .code), #"{"signedIn":{"by":"code"}}"#),
        Frozen(.signedIn(by: .recoveryCode), #"{"signedIn":{"by":"recovery-code"}}"#),
        Frozen(.signedIn(by: .provider), #"{"signedIn":{"by":"provider"}}"#),
        Frozen(.signedIn(by: .link), #"{"signedIn":{"by":"link"}}"#),
        Frozen(.signInFailed(attempts: 3), #"{"signInFailed":{"attempts":3}}"#),
        Frozen(.signedOutEverywhere, #"{"signedOutEverywhere":{}}"#),
    ]
}
