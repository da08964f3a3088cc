//! One action, two doors: the table of actions and the list of subcommands are held side by side.

use std::collections::BTreeSet;

use oogo::tui::action::TABLE;

/// Subcommands that are part of an action's screen, and those that only scripts and administrators
/// need.
const BESIDE: &[(&str, &str)] = &[
    ("thema toon", "the list of parties and themes"),
    ("thema wijzig", "a theme is edited like an afspraak"),
    ("partij wijzig", "a party is edited like an afspraak"),
    ("voorblad toon", "the cover page opens like an afspraak"),
    ("voorblad wijzig", "the cover page is edited like an afspraak"),
    ("voortgang toon", "stands below the afspraak"),
    ("opmerking antwoord", "Enter on a remark"),
    ("opmerking afgehandeld", "Enter on a remark"),
    ("notitie wijzig", "the note's own field"),
    ("opmaak", "for whoever edits the files elsewhere"),
    ("beheer opruimen", "the terminal program does it of its own accord"),
    ("beheer versies-bijhouden", "for a folder that was made elsewhere"),
    ("beheer shell-aanvulling", "for a shell"),
    ("beheer git-instellen", "for whoever uses git itself"),
    ("schoning", "done a few times in a lifetime, together with an administrator"),
    ("samenvoegen", "how git merges a file then"),
    ("als-tekst", "how git reads a file then"),
    ("sleutel maak", "asked for before the first standpunt"),
    ("ongedaan", "a line on the page with standpunten"),
    ("sleutel lijst", "part of who may speak for whom"),
    ("sleutel voeg-toe", "part of who may speak for whom"),
    ("sleutel haal-weg", "part of who may speak for whom"),
    ("sleutel vervang", "part of who may speak for whom"),
    ("sleutel opvolger", "part of who may speak for whom"),
    ("sleutel herstel", "part of who may speak for whom"),
    ("partij vertrouw", "part of who may speak for whom"),
];

#[test]
fn every_action_that_changes_or_reports_has_its_subcommand_and_the_other_way_round() {
    let opdrachten: BTreeSet<String> = oogo::cli::opdrachten().into_iter().collect();
    let van_acties: BTreeSet<String> = TABLE.iter().filter_map(|e| e.action.subcommand()).map(str::to_owned).collect();
    let zonder: Vec<_> = van_acties.difference(&opdrachten).collect();
    assert!(zonder.is_empty(), "no such subcommand: {zonder:?}");
    let ernaast: BTreeSet<String> = BESIDE.iter().map(|(naam, _)| (*naam).to_owned()).collect();
    let bekend: BTreeSet<String> = van_acties.union(&ernaast).cloned().collect();
    assert_eq!(opdrachten, bekend);
    assert!(van_acties.is_disjoint(&ernaast));
}
