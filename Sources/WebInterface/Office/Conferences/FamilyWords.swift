import Conferences

extension FamilyRecipient {
    /// As the office's pages show it: *mother*, *child 2*.
    var label: String {
        let label =
            relationship == .otherParentalResponsibility ? "other with parental responsibility" : relationship.rawValue
        return ordinal == 1 ? label : "\(label) \(ordinal)"
    }
}
