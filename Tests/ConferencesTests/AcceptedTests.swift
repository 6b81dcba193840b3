import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("Every command")
struct AcceptedTests {
    @Test("brings its events where nothing is against it", arguments: AcceptedCase.all)
    func accepts(_ row: AcceptedCase) {
        #expect(given(row.given).when(row.when, in: row.context) == .events(row.then))
    }

    @Test("is accepted somewhere")
    func coversEveryCommand() {
        let accepted = Set(AcceptedCase.all.map { CommandName($0.when) })
        #expect(Set(CommandName.allCases).subtracting(accepted).isEmpty)
    }

    @Test("names the people and agencies whom the directory must know, and is refused while one is unknown")
    func namesPeopleAndAgencies() {
        let empty = DecisionContext(
            today: Sample.today, calendar: GovUKList.englandAndWales, agencyOfPerson: [:], agencies: [:])
        for row in AcceptedCase.all {
            let outcome = given(row.given).when(row.when, in: empty)
            if let person = row.when.people.first {
                #expect(outcome == .refused(.unknownPerson(person)))
            } else if let agency = row.when.agencies.first {
                #expect(outcome == .refused(.unknownAgency(agency)))
            }
        }
    }
}
