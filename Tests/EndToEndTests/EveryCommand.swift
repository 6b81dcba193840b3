/// One way of giving each command of the program that is well formed, on things that nobody knows.
enum EveryCommand {
    /// Those that need no partnership, or read its configuration alone.
    static let open = lines(
        """
        working-days before 3 2027-01-05
        deadlines --type initial --on 2026-12-22
        explain before 3 2027-01-04
        explain after 3 2027-01-04
        explain deadline submitReport --type initial --on 2027-01-05
        template show
        template render
        template check
        webhook add desk --url https://desk.example.org/
        webhook test desk
        key new FOLDER/another-key
        config check FOLDER/quorate.yaml
        agenda check FOLDER/agenda.yaml
        policy check FOLDER/policy.yaml
        """)

    /// What runs until it is stopped, if it is let.
    static let lasting = ["serve"]

    /// What works on a partnership of its own making, which it serves until it is stopped.
    static let ownPartnership = ["demo"]

    static let permitted = lines(
        """
        explain obligation X-1#1/submitReport
        import FOLDER/none.csv
        today
        measures
        conference list
        conference show X-1
        conference request X-1 --type initial --case C-1 --requested-by P-1
        conference schedule X-1 --day 2027-01-05 --at 10:00 --place Hall --chair P-1 --administrator P-1 --family mother
        conference move X-1 --day 2027-01-06
        conference cancel X-1 --reason why
        conference assign X-1 chair P-1
        conference add-child X-1 child-2
        conference need add X-1 interpreter --detail Polish
        conference need arranged X-1 1
        conference exclusion request X-1 father --by P-1 --reason why
        conference exclusion decide X-1 1 --granted --reason why
        conference split X-1 --part father --reason why
        conference register X-1 1=present
        conference correct X-1#1 present --reason why
        conference rule X-1 --adjourn --note why
        conference decide X-1 child-1 --plan neglect
        conference correct-decision X-1 child-1 --no-plan --reason why
        conference explain-absence X-1#1 --reason why
        conference letter X-1
        conference core-group X-1 --on 2027-01-12
        conference record draft X-1
        conference record to-chair X-1
        conference record return X-1 --reason why
        conference record approve X-1
        conference record circulate X-1
        conference record received X-1#1
        conference record correction X-1#1 --detail what
        conference record final X-1
        conference close X-1
        conference tick X-1 room-booked
        conference hold X-1 --until 2027-01-04 --reason why
        conference release X-1
        invitation list
        invitation draft X-1 POL
        invitation invite X-1 POL
        invitation send X-1
        invitation name X-1#1 P-1
        invitation bounce X-1#1
        invitation withdraw X-1#1
        invitation reply X-1#1 accepted
        invitation delegate name X-1#1 P-1
        invitation delegate accept X-1#1
        invitation delegate decline X-1#1 --reason why
        invitation delegate briefed X-1#1
        report submit X-1#1 --significant-others
        report accept X-1#1
        report return X-1#1 --reason why
        report circulate X-1#1 POL
        report exempt X-1#1 --approved-by P-1 --reason why
        report share X-1#1 mother telephone
        report attempt X-1#1 mother telephone
        report exempt-sharing X-1#1 --approved-by P-1 --reason why
        message list
        message show abcdef01
        message resend abcdef01
        message cancel abcdef01
        inbox list
        inbox done abcdef01
        webhook list
        webhook enable desk
        webhook replay desk --from 2027-01-04 --to 2027-01-05
        preview --from 2027-01-04 --to 2027-01-05
        rehearse --from 2027-01-04 --to 2027-01-05
        audit show
        audit verify
        key list
        key rotate
        key erase person/P-1 --reason why
        retention list
        retention hold person/P-1 --reason why
        retention release person/P-1 --reason why
        retention apply
        user list
        user add zoe --role chair
        user roles yves --role chair
        user disable yves
        user enable yves
        user reset yves
        discussion list
        discussion show S-1
        discussion agenda S-1
        discussion arrange S-1 --case C-1 --date 2027-01-04 --time 10:00 --place Hall --chair P-1
        discussion move S-1 --date 2027-01-05
        discussion cancel S-1 --reason why
        discussion add S-1 --agency POL
        discussion withdraw S-1 1
        discussion assign-chair S-1 P-1
        discussion attendance S-1 1=present
        discussion correct S-1 1=present
        discussion hold S-1
        discussion section47 S-1 begun
        discussion close S-1
        discussion consider S-1 sources --note what --no-action
        discussion flag S-1 sources --by 1
        discussion answer S-1 1 --answer what
        discussion action done S-1 1
        discussion action withdraw S-1 1 --reason why
        discussion tick S-1 room-booked
        discussion silence S-1 --until 2027-01-04 --reason why
        discussion release S-1
        minutes draft S-1
        minutes submit S-1
        minutes send-back S-1 --reason why
        minutes approve S-1
        minutes circulate S-1
        minutes received S-1 1
        minutes missing S-1 1
        minutes correction S-1 1 --text what
        minutes final S-1
        agenda show
        agenda export
        agenda adopt FOLDER/agenda.yaml --dry-run
        policy show
        policy export
        policy apply FOLDER/policy.yaml --effective 2027-01-04 --dry-run
        policy withdraw 7
        person list
        person show P-1
        person set P-1 --name Jo
        person silence P-1 --until 2027-01-04 --reason why
        person release P-1
        agency list
        agency show POL
        agency set POL --name Police
        post list
        post set teamManager P-1
        calendar show
        calendar check
        calendar apply --dry-run
        calendar close 2030-12-30 --reason Closure --dry-run
        calendar holiday 2030-12-30 --name Mourning --dry-run
        calendar withdraw 2030-12-30 --dry-run
        rebuild --check
        """)

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
