import Conferences
import TestValues

extension Frozen<DirectoryEvent> {
    static let directory = [
        Frozen(
            .agencyRecorded(agency: Agency(code: "POL", name: "Police", safeguardingLead: "pol-1")),
            #"{"agencyRecorded":{"agency":{"code":"POL","name":"Police","safeguardingLead":"pol-1"}}}"#),
        Frozen(
            .agencyRecorded(agency: Agency(code: "HEA", name: "Health", safeguardingLead: nil)),
            #"{"agencyRecorded":{"agency":{"code":"HEA","name":"Health"}}}"#),
        Frozen(
            .personRecorded(
                person: Person(reference: "pol-1", agency: "POL", name: "Sergeant", email: "pol-1@police.example")),
            #"{"personRecorded":{"person":{"agency":"POL","email":"pol-1@police.example","name":"Sergeant","#
                + #""reference":"pol-1"}}}"#),
        Frozen(
            .personRecorded(
                person: Person(
                    reference: "pol-1", agency: "POL", name: "Sergeant", email: "pol-1@police.example",
                    mobile: "+447900900123", preferredChannel: .text)),
            #"{"personRecorded":{"person":{"agency":"POL","email":"pol-1@police.example","mobile":"+447900900123","#
                + #""name":"Sergeant","preferredChannel":"text","reference":"pol-1"}}}"#),
        Frozen(
            .agencyRecorded(
                agency: Agency(
                    code: "POL", name: "Police", safeguardingLead: nil, kind: .police,
                    sharingExemption: SharingExemption(approvedBy: "pol-2", reason: "Enquiries"))),
            #"{"agencyRecorded":{"agency":{"code":"POL","kind":"police","name":"Police","#
                + #""sharingExemption":{"approvedBy":"pol-2","reason":"Enquiries"}}}}"#),
        Frozen(
            .postFilled(post: .headOfService, person: "csc-3"),
            #"{"postFilled":{"person":"csc-3","post":"headOfService"}}"#),
        Frozen(
            .personHeld(person: "pol-1", until: "2026-10-08", reason: "On leave"),
            #"{"personHeld":{"person":"pol-1","reason":"On leave","until":"2026-10-08"}}"#),
        Frozen(.personReleased(person: "pol-1"), #"{"personReleased":{"person":"pol-1"}}"#),
        Frozen(
            .personLanguageChosen(person: "pol-1", language: .welsh),
            #"{"personLanguageChosen":{"language":"welsh","person":"pol-1"}}"#),
        Frozen(
            .personRecorded(
                person: Person(
                    reference: "pol-1", agency: "POL", name: "Sergeant", email: "pol-1@police.example",
                    language: .english)),
            #"{"personRecorded":{"person":{"agency":"POL","email":"pol-1@police.example","language":"english","#
                + #""name":"Sergeant","reference":"pol-1"}}}"#),
    ]
}
