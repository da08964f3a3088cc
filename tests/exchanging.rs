//! Two parties with a copy each: what they exchange, and what happens when something goes wrong.

mod common;
#[path = "common/two.rs"]
mod two;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Proef, Uitkomst, Verwacht};
use two::{LV, Twee, git};

#[test]
fn two_parties_exchange_and_both_have_all_of_it() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "looptijd.tot=2031-01-01"]).goed();
    t.b.oogo(&["verplaats", "lv-b4xt", "overgangen"]).goed();
    t.a.oogo(&["wijzig", "lv-b4xt", "titel=Brochure"]).goed();
    t.a.oogo(&["uitwisselen", "--bekijk"])
        .goed()
        .bevat("0 wijzigingen van hen, 2 van u")
        .bevat("lv-k7qm: titel gewijzigd");
    let uit = t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden:").bevat_niet("Ontvangen");
    assert_eq!(uit.fout, "");
    t.b.oogo(&["uitwisselen", "--bekijk"]).goed().bevat("2 wijzigingen van hen, 2 van u");
    let eerste =
        t.b.oogo(&["uitwisselen"])
            .goed()
            .bevat("Samengevoegd: 2 versies van gemeente Voorbeeldstad met 2 versies van gemeente Fictiehoven");
    assert!(eerste.fout.contains("Alles in deze ontwikkelagenda leest de andere partij"), "{}", eerste.fout);
    t.a.oogo(&["uitwisselen"])
        .goed()
        .bevat("Ontvangen:")
        .bevat_niet("Samengevoegd: 2 versies van gemeente Fictiehoven");
    t.gelijk();
    let tekst = t.a.lees("agendas/overgangen/lv-b4xt.toml");
    assert!(tekst.contains("titel = \"Brochure\""));
    let lv = t.b.lees(LV);
    assert!(lv.contains("Titel van A") && lv.contains("2031-01-01"));
    t.a.oogo(&["uitwisselen"]).goed().bevat("Alles is al uitgewisseld");
    t.a.oogo(&["stand"]).goed().bevat_niet("nog niet uitgewisseld");
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Nieuwer"]).goed();
    t.a.oogo(&["stand"]).goed().bevat("1 versie is nog niet uitgewisseld");
    // Whoever uses git finds the address there too.
    for p in [&t.a, &t.b] {
        assert_eq!(Path::new(p.git(&["remote", "get-url", "origin"]).trim()), t.gedeeld());
    }
}

#[test]
fn where_both_wrote_the_same_a_person_chooses_and_until_then_nothing_changes() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A", "voortgang.status=afgerond"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B", "voortgang.status=gestopt"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let (voor, versies) = (t.b.alles(), t.b.git(&["rev-parse", "HEAD"]));
    let json = t.b.oogo(&["uitwisselen", "--json"]);
    assert_eq!(json.code, 1);
    let json = json.json();
    let velden: Vec<_> = json["conflicten"].as_array().unwrap().iter().map(|c| c["veld"].as_str().unwrap()).collect();
    assert_eq!(velden, ["titel", "voortgang.status"]);
    let c = &json["conflicten"][0];
    assert_eq!(c["afspraak"], "lv-k7qm");
    assert_eq!([&c["basis"], &c["ons"], &c["hun"]], ["Analyse van de vervoersstromen", "Titel van B", "Titel van A"]);
    assert_eq!(c["hun-door"]["partij"], "voorbeeldstad");
    let tekst = t.b.oogo(&["uitwisselen"]);
    assert_eq!(tekst.code, 1);
    let tekst = tekst.bevat("Op 2 plaatsen botst wat beide kanten deden").bevat("Er is nog niets veranderd");
    tekst.bevat("Ons (beleidsadviseur, gemeente Fictiehoven").bevat("--kies lv-k7qm:titel=ons");
    assert_eq!((t.b.alles(), t.b.git(&["rev-parse", "HEAD"])), (voor, versies));
    // One answer is not enough; a mistyped one is wrong use.
    assert_eq!(t.b.oogo(&["uitwisselen", "--kies", "lv-k7qm:titel=hun"]).code, 1);
    assert_eq!(t.b.oogo(&["uitwisselen", "--kies", "lv-k7qm:titel"]).code, 2);
    let kies = ["uitwisselen", "--kies", "lv-k7qm:titel=hun", "--kies", "lv-k7qm:voortgang.status=ons"];
    t.b.oogo(&kies).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.gelijk();
    assert!(t.a.lees(LV).contains("Titel van A"));
    assert!(t.a.lees("voortgang/lv-k7qm.toml").contains("status = \"gestopt\""));
    // Who looks up the afspraak finds what was chosen above what was not.
    let verloop = t.a.oogo(&["geschiedenis", "lv-k7qm"]).goed().uit;
    assert!(verloop.lines().next().unwrap().contains("Samengevoegd: "), "{verloop}");
    assert!(verloop.contains("lv-k7qm titel: de tekst van"), "{verloop}");
    // Of what only one side changed there is nothing else to tell.
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van nu"]).goed();
    t.b.oogo(&["wijzig", "hv-c8rw", "titel=Een andere"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let verloop = t.a.oogo(&["geschiedenis", "lv-k7qm"]).goed().uit;
    assert!(verloop.lines().next().unwrap().contains("lv-k7qm: titel gewijzigd"), "{verloop}");
    // What was not chosen is still in history.
    assert!(t.a.git(&["log", "-p", "--all"]).contains("Titel van B"));
}

#[test]
fn removed_here_and_changed_there_is_asked() {
    let t = Twee::nieuw();
    let uit = t.a.oogo(&["voeg-toe", "--thema", "overgangen", "--titel", "Nieuw"]).goed().uit;
    let id = uit.lines().next().unwrap();
    t.a.oogo(&["wijzig", id, "doel=Een doel dat blijft.", "aanleiding=Een aanleiding die weggaat."]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["verwijder", id]).goed();
    t.b.oogo(&["wijzig", id, "titel=Toch anders", "aanleiding="]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let json = t.b.oogo(&["uitwisselen", "--json"]).json();
    let c = &json["conflicten"][0];
    assert_eq!([&c["afspraak"], &c["veld"]], [id, "geheel"]);
    assert!(c["hun"].is_null() && c["ons"].as_str().unwrap().contains("Toch anders"));
    // Not the whole afspraak three times: only what would go with it.
    let vraag = t.b.oogo(&["uitwisselen"]).bevat("Dit is bij hen weggehaald en bij ons gewijzigd").uit;
    assert!(vraag.contains("Titel: Toch anders") && vraag.contains("Titel: Nieuw"), "{vraag}");
    assert!(vraag.contains("Een aanleiding die weggaat.") && vraag.contains("Aanleiding: (leeg)"), "{vraag}");
    assert!(!vraag.contains("Een doel dat blijft."), "{vraag}");
    t.b.oogo(&["uitwisselen", "--kies", &format!("{id}:geheel=ons")]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.gelijk();
    t.a.oogo(&["toon", id]).goed().bevat("Toch anders");
}

/// Not who wrote last in the file: who wrote this.
#[test]
fn of_what_both_wrote_it_is_told_who_wrote_it() {
    let t = Twee::nieuw();
    let als = |p: &Proef, partij: &str, functie: &str| {
        p.oogo(&["mijn-gegevens", "--partij", partij, "--functie", functie]).goed();
    };
    als(&t.a, "voorbeeldstad", "titelschrijver");
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    als(&t.a, "voorbeeldstad", "ander");
    t.a.oogo(&["wijzig", "lv-k7qm", "evaluatievraag=Werkte het?"]).goed();
    t.a.oogo(&["verplaats", "lv-k7qm", "huisvesting"]).goed();
    als(&t.b, "fictiehoven", "eindredacteur");
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Eerste poging"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    als(&t.b, "fictiehoven", "derde");
    t.b.oogo(&["wijzig", "lv-k7qm", "meerwaarde-leerling=Meer."]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let json = t.b.oogo(&["uitwisselen", "--json"]).json();
    let c = &json["conflicten"][0];
    assert_eq!(c["veld"], "titel", "{json}");
    assert!(c["hun-door"].to_string().contains("titelschrijver"), "{json}");
    assert!(c["ons-door"].to_string().contains("eindredacteur"), "{json}");
    // Brought together and sent on by a third copy, it is still theirs.
    let derde = Proef::kopie_van(&t.gedeeld(), "denkbeeldrade");
    derde.oogo(&["wijzig", "hv-c8rw", "titel=Van C"]).goed();
    derde.oogo(&["uitwisselen"]).goed();
    let json = t.b.oogo(&["uitwisselen", "--json"]).json();
    assert!(json["conflicten"][0]["hun-door"].to_string().contains("titelschrijver"), "{json}");
}

/// Nothing of the text itself is otherwise: it is shown whole to who decides about it, with what was done beside it.
#[test]
fn removed_here_and_worked_on_there_shows_what_would_go() {
    let t = Twee::nieuw();
    let uit = t.a.oogo(&["voeg-toe", "--thema", "overgangen", "--titel", "Nieuw"]).goed().uit;
    let id = uit.lines().next().unwrap();
    t.a.oogo(&["wijzig", id, "doel=Een doel dat blijft."]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["verwijder", id]).goed();
    t.b.oogo(&["wijzig", id, "voortgang.belemmeringen=Er is geen chauffeur."]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let vraag = t.b.oogo(&["uitwisselen"]).bevat("geheel").uit;
    assert!(vraag.contains("Titel: Nieuw") && vraag.contains("Doel: Een doel dat blijft."), "{vraag}");
    let ons = vraag.lines().find(|r| r.starts_with("  Ons (beleidsadviseur, gemeente Fictiehoven, ")).unwrap_or(&vraag);
    assert!(ons.ends_with("): Voortgang · Belemmeringen: Er is geen chauffeur."), "{vraag}");
    // What is done since is another question than the one that was answered.
    t.b.oogo(&["verplaats", id, "huisvesting"]).goed();
    let vraag = t.b.oogo(&["uitwisselen"]).bevat("geheel").uit;
    assert!(
        vraag.contains("Verplaatst van ‘Overgangen") && vraag.contains("naar ‘Inclusieve onderwijshuisvesting’."),
        "{vraag}"
    );
    assert!(vraag.contains("    Voortgang · Belemmeringen: Er is geen chauffeur."), "{vraag}");
    assert!(vraag.contains("  Hun (beleidsadviseur, gemeente Voorbeeldstad, "), "{vraag}");
}

/// Another copy would refuse a version in which it is gone.
#[test]
fn what_a_party_declared_something_about_cannot_be_chosen_away() {
    let t = Twee::nieuw();
    let uit = t.a.oogo(&["voeg-toe", "--thema", "overgangen", "--titel", "Nieuw"]).goed().uit;
    let id = uit.lines().next().unwrap();
    t.a.oogo(&["wijzig", id, "gebonden=voorbeeldstad,fictiehoven", "doel=Een doel."]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["verwijder", id]).goed();
    t.b.oogo(&["sleutel", "maak"]).goed();
    t.b.oogo(&["akkoord", id, "--soort", "ambtelijk", "--besluit-door", "ambtelijk", "--ja"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    let weg = t.a.oogo(&["uitwisselen", "--kies", &format!("{id}:geheel=ons")]);
    assert_eq!(weg.code, 1);
    weg.bevat("Een partij heeft er iets over verklaard; daarom kan zij niet weg.");
    t.a.oogo(&["uitwisselen", "--kies", &format!("{id}:geheel=hun")]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.gelijk();
    t.b.oogo(&["controleer"]).goed();
}

/// What the other refers to since stays: nothing may be removed that something refers to.
#[test]
fn what_the_other_refers_to_since_is_not_removed_without_a_word() {
    let t = Twee::nieuw();
    let uit = t.a.oogo(&["voeg-toe", "--thema", "overgangen", "--titel", "Nieuw"]).goed().uit;
    let id = uit.lines().next().unwrap();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["verwijder", id]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", &format!("afhankelijk-van={id}")]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    let gevraagd = t.a.oogo(&["uitwisselen"]);
    assert_eq!(gevraagd.code, 1);
    gevraagd.bevat("Afspraak lv-k7qm verwijst er nu naar; daarom kan zij niet weg.");
    let json = t.a.oogo(&["uitwisselen", "--json"]).json();
    let ernaast = &json["conflicten"][0]["ernaast"][0];
    assert_eq!(ernaast["genoemd-in"], "agendas/leerlingenvervoer/lv-k7qm.toml", "{json}");
    assert_eq!(t.a.oogo(&["uitwisselen", "--kies", &format!("{id}:geheel=ons")]).code, 1);
    t.a.oogo(&["uitwisselen", "--kies", &format!("{id}:geheel=hun")]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.gelijk();
    t.b.oogo(&["controleer"]).goed();
}

#[test]
fn both_at_the_same_moment_lose_nothing() {
    let t = Twee::nieuw();
    let c = Proef::kopie_van(&t.gedeeld(), "denkbeeldrade");
    let wie = [(&t.a, "lv-k7qm"), (&t.b, "hv-c8rw"), (&c, "jh-p4vd")];
    for ronde in 0..3 {
        for (p, id) in wie {
            p.oogo(&["wijzig", id, &format!("titel={id} ronde {ronde}")]).goed();
        }
        std::thread::scope(|s| {
            let bezig = wie.map(|(p, _)| s.spawn(move || p.oogo(&["uitwisselen"]).goed()));
            bezig.into_iter().for_each(|b| drop(b.join().unwrap()));
        });
    }
    for (p, _) in wie.iter().chain(&wie) {
        p.oogo(&["uitwisselen"]).goed();
    }
    t.gelijk();
    let uit = c.oogo(&["toon"]).goed();
    let uit = uit.bevat("lv-k7qm ronde 2").bevat("hv-c8rw ronde 2").bevat("jh-p4vd ronde 2");
    drop(uit);
    git(&t.gedeeld(), &["fsck", "--strict"]);
}

#[test]
fn both_declare_at_the_same_time_and_the_list_of_who_may_sign_holds_both() {
    let t = Twee::nieuw();
    for p in [&t.a, &t.b] {
        p.oogo(&["sleutel", "maak"]).goed();
        p.oogo(&["akkoord", "lv-k7qm", "--soort", "bestuurlijk", "--besluit-door", "college", "--ja"]).goed();
    }
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    for p in [&t.a, &t.b] {
        let lijst = p.lees("ondertekenaars");
        assert!(lijst.contains("voorbeeldstad/1-") && lijst.contains("fictiehoven/1-"), "{lijst}");
        let uit = p.oogo(&["controleer"]);
        assert!(!uit.uit.contains("fout"), "{}", uit.uit);
        let json = p.oogo(&["toon", "lv-k7qm", "--json"]).json();
        for partij in ["voorbeeldstad", "fictiehoven"] {
            assert_eq!(json["akkoorden"][partij]["status"], "akkoord");
        }
    }
}

#[test]
fn an_akkoord_that_a_merge_ends_is_named_and_never_made_fresh() {
    let t = Twee::nieuw();
    t.a.oogo(&["sleutel", "maak"]).goed();
    t.a.oogo(&["wijzig", "lv-k7qm", "doel=Doel van A."]).goed();
    t.a.oogo(&["akkoord", "lv-k7qm", "--soort", "bestuurlijk", "--besluit-door", "college", "--ja"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    let json = t.b.oogo(&["uitwisselen", "--bekijk", "--json"]).goed().json();
    assert_eq!(json["eindigt"][0], "akkoord van gemeente Voorbeeldstad (bestuurlijk) over lv-k7qm");
    let uit = t.b.oogo(&["uitwisselen"]).goed();
    assert!(uit.fout.contains("achterhaald") && uit.fout.contains("gemeente Voorbeeldstad"), "{}", uit.fout);
    t.a.oogo(&["uitwisselen"]).goed();
    for p in [&t.a, &t.b] {
        let json = p.oogo(&["toon", "lv-k7qm", "--json"]).json();
        assert_eq!(json["akkoorden"]["voorbeeldstad"]["status"], "achterhaald");
    }
}

#[test]
fn what_was_changed_outside_and_not_saved_stands_in_the_way() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.vervang(LV, "Analyse", "Zelf getypt");
    t.b.oogo(&["uitwisselen"]).geweigerd("hier buiten oogo gewijzigd en nog niet als versie bewaard");
    assert!(t.b.lees(LV).contains("Zelf getypt"));
    t.b.oogo(&["opslaan"]).goed();
    assert_eq!(t.b.oogo(&["uitwisselen"]).code, 1);
    t.b.oogo(&["uitwisselen", "--kies", "lv-k7qm:titel=hun"]).goed();
    // What does not come in, may stay as it is.
    t.b.vervang("agendas/huisvesting/hv-c8rw.toml", "titel = \"", "titel = \"Nog niet ");
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel twee van A"]).goed_of_eerst(&t);
    t.b.oogo(&["uitwisselen"]).goed();
    assert!(t.b.lees("agendas/huisvesting/hv-c8rw.toml").contains("Nog niet"));
}

/// After a change, brings it.
trait Brengt {
    fn goed_of_eerst(self, t: &Twee);
}

impl Brengt for Uitkomst {
    fn goed_of_eerst(self, t: &Twee) {
        self.goed();
        t.a.oogo(&["uitwisselen"]).goed();
    }
}

#[test]
fn offline_or_elsewhere_is_said_and_work_goes_on() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let weg = t.a.thuis().join("stick/gedeeld");
    let elders = t.a.oogo(&["uitwisselen", "--met", weg.to_str().unwrap()]);
    elders.geweigerd("is er niet").bevat_niet("Verzonden");
    t.a.oogo(&["uitwisselen", "--met", t.a.map.to_str().unwrap()]);
    t.a.oogo(&["uitwisselen", "--met", "http://voorbeeld.example/x.git"])
        .geweigerd("kan met dit adres niet uitwisselen");
    let leeg = Proef::voorbeeld();
    let uit = leeg.oogo(&["uitwisselen"]);
    assert_eq!(uit.code, 2);
    assert!(uit.fout.contains("--met MAP"), "{}", uit.fout);
    // None of this changed with what one exchanges.
    t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named_and_what_came_in_stays() {
    use std::os::unix::fs::PermissionsExt;
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let objecten = t.gedeeld().join("objects/pack");
    fs::set_permissions(&objecten, fs::Permissions::from_mode(0o555)).unwrap();
    let uit = t.a.oogo(&["uitwisselen"]);
    fs::set_permissions(&objecten, fs::Permissions::from_mode(0o755)).unwrap();
    // Root writes everywhere.
    if uit.code != 0 {
        assert_eq!(uit.code, 1, "{}", uit.fout);
        t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden");
    }
    t.b.oogo(&["uitwisselen"]).goed();
    t.gelijk();
}

#[test]
fn a_shared_folder_that_was_cut_off_while_it_was_made_is_made_after_all() {
    let a = Proef::voorbeeld();
    let gedeeld = a.thuis().join("gedeeld");
    for map in ["objects/pack", "refs/heads"] {
        fs::create_dir_all(gedeeld.join(map)).unwrap();
    }
    a.oogo(&["uitwisselen", "--met", gedeeld.to_str().unwrap()]).goed().bevat("Verzonden:");
    // What is somebody's own is not written into.
    let eigen = a.thuis().join("eigen");
    fs::create_dir_all(eigen.join("objects")).unwrap();
    fs::write(eigen.join("brief.docx"), "").unwrap();
    a.oogo(&["uitwisselen", "--met", eigen.to_str().unwrap()]).geweigerd("is geen gedeelde map");
}

#[test]
fn no_git_needs_to_be_there() {
    let a = Proef::voorbeeld();
    let leeg = a.thuis().join("leeg");
    fs::create_dir(&leeg).unwrap();
    let kaal = |p: &Proef, args: &[&str]| {
        let mut c = p.opdracht(args);
        Uitkomst::van_opdracht(c.env("PATH", &leeg).current_dir(if p.map.exists() { &p.map } else { p.thuis() }))
    };
    let (gedeeld, map, bestand) = (a.thuis().join("gedeeld"), a.thuis().join("b"), a.thuis().join("a.bundle"));
    let [gedeeld, nieuw, bestand] = [&gedeeld, &map, &bestand].map(|pad| pad.to_str().unwrap());
    kaal(&a, &["uitwisselen", "--met", gedeeld]).goed();
    kaal(&a, &["open", gedeeld, nieuw]).goed();
    kaal(&a, &["wijzig", "lv-k7qm", "titel=Zonder git"]).goed();
    kaal(&a, &["uitwisselen"]).goed().bevat("Verzonden:");
    kaal(&a, &["uitwisselen", "--bestand", bestand]).goed();
    let b = |args: &[&str]| {
        let mut c = a.opdracht(args);
        Uitkomst::van_opdracht(c.env("PATH", &leeg).current_dir(&map))
    };
    b(&["inlezen", bestand]).goed().bevat("Ontvangen:");
    b(&["toon", "lv-k7qm"]).goed().bevat("Zonder git");
}

#[test]
fn with_a_copy_of_another_one_exchanges_too() {
    let a = Proef::voorbeeld();
    let b = Proef::kopie_van(&a.map, "fictiehoven");
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    a.oogo(&["wijzig", "hv-c8rw", "titel=Titel van A"]).goed();
    b.oogo(&["uitwisselen"]).goed();
    Twee { a, b }.gelijk();
}

#[test]
fn killed_at_any_moment_the_next_start_has_the_old_or_the_new() {
    let punten = [
        "git-lock",
        "begin",
        "objecten",
        "journaal",
        "bestand",
        "bestand:2",
        "git-gewisseld",
        "hoofd",
        "index",
        "gebracht",
    ];
    for punt in punten {
        let t = Twee::nieuw();
        t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
        t.a.oogo(&["verplaats", "lv-b4xt", "overgangen"]).goed();
        t.b.oogo(&["wijzig", "hv-c8rw", "titel=Titel van B"]).goed();
        t.a.oogo(&["uitwisselen"]).goed();
        let uit = Uitkomst::van_opdracht(t.b.opdracht(&["uitwisselen"]).env("OOGO_BREEKPUNT", punt));
        assert_eq!(uit.code, -1, "{punt} {}", uit.fout);
        let start = t.b.oogo(&["toon", "lv-k7qm"]).goed();
        let na = start.uit.clone();
        let is_nieuw = na.contains("Titel van A");
        let stand = if is_nieuw { "Wat van de andere partij kwam, staat hier al" } else { "Hier is niets veranderd" };
        assert!(start.fout.contains("is oogo onderbroken tijdens het uitwisselen."), "{punt} {}", start.fout);
        assert!(start.fout.contains(stand), "{punt} {}", start.fout);
        assert!(!t.b.oogo(&["toon"]).goed().fout.contains("onderbroken"), "{punt}: it is told once");
        assert!(na.contains("Titel van A") || na.contains("Analyse van de vervoersstromen"), "{punt}");
        assert!(t.b.lees("agendas/huisvesting/hv-c8rw.toml").contains("Titel van B"), "{punt}");
        t.b.oogo(&["uitwisselen"]).goed();
        t.a.oogo(&["uitwisselen"]).goed();
        t.gelijk();
    }
}

#[test]
fn whoever_uses_git_merges_by_field_too() {
    let t = Twee::nieuw();
    t.b.oogo(&["beheer", "git-instellen"]).goed();
    t.b.git(&["config", "merge.conflictStyle", "merge"]);
    // Lines beside each other, which git alone would ask about.
    t.a.vervang(LV, "titel = \"Analyse", "titel = \"Grondige analyse");
    t.a.git(&["commit", "-qam", "a"]);
    t.b.oogo(&["wijzig", "lv-k7qm", "trekker=fictiehoven"]).goed();
    t.b.git(&["pull", "-q", "--no-rebase", "--no-edit", t.a.map.to_str().unwrap(), "main"]);
    let lv = t.b.lees(LV);
    assert!(lv.contains("Grondige analyse") && lv.contains("trekker = [\"fictiehoven\"]"), "{lv}");
    // What both changed stays marked for a person.
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    let mut c = Command::new("git");
    c.args(["-c", "user.name=x", "-c", "user.email=x@x", "pull", "-q", "--no-rebase", "--no-edit"]);
    c.arg(&t.a.map).arg("main").current_dir(&t.b.map);
    let uit = Uitkomst::van_opdracht(&mut c);
    assert_ne!(uit.code, 0);
    let lv = t.b.lees(LV);
    assert!(
        lv.contains("<<<<<<< ons\ntitel = \"Titel van B\"\n=======\ntitel = \"Titel van A\"\n>>>>>>> hun\n"),
        "{lv}"
    );
    assert!(t.b.git(&["status", "--short"]).contains("UU"));
}

#[test]
fn the_merge_of_three_files_by_hand_answers_with_its_exit_code() {
    let p = Proef::voorbeeld();
    let tekst = p.lees(LV);
    let (basis, ons, hun) = ("basis.toml", "ons.toml", "hun.toml");
    let zet = |o: &str, h: &str| {
        p.schrijf(basis, &tekst);
        p.schrijf(ons, tekst.replace("Analyse van de", o));
        p.schrijf(hun, tekst.replace("2027", h));
    };
    zet("Onze", "2028");
    p.oogo(&["samenvoegen", basis, ons, hun]).goed();
    assert!(p.lees(ons).contains("Onze") && p.lees(ons).contains("2028"));
    p.schrijf(basis, &tekst);
    p.schrijf(ons, tekst.replace("Analyse van de", "Onze"));
    p.schrijf(hun, tekst.replace("Analyse van de", "Hun"));
    let uit = p.oogo(&["samenvoegen", basis, ons, hun]);
    assert_eq!(uit.code, 1);
    assert!(uit.fout.contains("titel") && p.lees(ons).contains("<<<<<<< ons"), "{}", uit.fout);
    // Where ours cannot be read, theirs is not dropped either by whoever goes on.
    p.schrijf(ons, "geen = [toml\n");
    let uit = p.oogo(&["samenvoegen", basis, ons, hun]);
    assert_eq!(uit.code, 1);
    assert!(uit.fout.contains("geen geldige TOML"), "{}", uit.fout);
    let beide = p.lees(ons);
    assert!(beide.starts_with("<<<<<<< ons\ngeen = [toml\n=======\n") && beide.contains("Hun"), "{beide}");
    p.schrijf(ons, "\u{0}");
    assert_eq!(p.oogo(&["samenvoegen", basis, ons, hun]).code, 1);
    assert_eq!(p.lees(ons), "\u{0}");
    p.oogo(&["samenvoegen", basis, "is-er-niet.toml", hun]).geweigerd("is niet te lezen");
}

#[test]
fn a_choice_is_never_undone_by_bringing_both_ways_together_unasked() {
    for (van_a, van_b) in [("basis", "ons"), ("ons", "ons"), ("hun", "hun")] {
        let t = Twee::nieuw();
        t.a.oogo(&["wijzig", "lv-k7qm", "titel=Van A"]).goed();
        t.b.oogo(&["wijzig", "lv-k7qm", "titel=Van B"]).goed();
        let (naar_b, naar_a) = (t.a.thuis().join("a.bundle"), t.a.thuis().join("b.bundle"));
        t.a.oogo(&["uitwisselen", "--bestand", naar_b.to_str().unwrap()]).goed();
        t.b.oogo(&["uitwisselen", "--bestand", naar_a.to_str().unwrap()]).goed();
        t.a.oogo(&["inlezen", naar_a.to_str().unwrap(), "--kies", &format!("lv-k7qm:titel={van_a}")]).goed();
        t.b.oogo(&["inlezen", naar_b.to_str().unwrap(), "--kies", &format!("lv-k7qm:titel={van_b}")]).goed();
        t.a.oogo(&["uitwisselen"]).goed();
        let uit = t.b.oogo(&["uitwisselen"]);
        assert_eq!(uit.code, 1, "{van_a} {van_b}: {}", uit.uit);
        t.b.oogo(&["uitwisselen", "--kies", "lv-k7qm:titel=hun"]).goed();
        t.a.oogo(&["uitwisselen"]).goed();
        t.gelijk();
    }
}

#[test]
fn a_wrong_place_is_not_remembered_and_a_missing_one_not_taken_for_an_old_one() {
    let t = Twee::nieuw();
    let map = t.a.thuis().join("word");
    fs::create_dir(&map).unwrap();
    fs::write(map.join("nota.docx"), "x").unwrap();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.a.oogo(&["uitwisselen", "--met", map.to_str().unwrap(), "--bekijk"]).geweigerd("is geen gedeelde map");
    t.a.oogo(&["uitwisselen", "--met", "file://"]).gebruik("geen map en geen server");
    t.a.oogo(&["uitwisselen", "--met", " "]).gebruik("geen map en geen server");
    t.a.oogo(&["uitwisselen", "--met", &format!("{}/../agenda/gedeeld", t.a.map.display())]);
    assert!(!t.a.map.join("gedeeld").exists());
    #[cfg(unix)]
    {
        let om = t.a.thuis().join("om");
        std::os::unix::fs::symlink(t.a.map.parent().unwrap(), &om).unwrap();
        let naam = t.a.map.file_name().unwrap().to_str().unwrap();
        let met = om.join(naam).join("gedeeld").display().to_string();
        t.a.oogo(&["uitwisselen", "--met", &met]).gebruik("Dat is deze kopie zelf.");
        assert!(!t.a.map.join("gedeeld").exists());
    }
    t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden:");
    // The drive is not there today.
    let elders = t.a.thuis().join("weg");
    fs::rename(t.gedeeld(), &elders).unwrap();
    let fout = t.b.oogo(&["uitwisselen"]).geweigerd("is er niet").fout;
    assert!(!fout.contains("reservekopie"), "{fout}");
    // How old the copy is then, there and on the page that says how things stand.
    let vandaag = chrono::Local::now().format("%d-%m-%Y").to_string();
    assert!(fout.contains(&format!("Het laatst uitgewisseld op {vandaag} om ")), "{fout}");
    t.b.oogo(&["stand"]).goed().bevat_niet("Het laatst uitgewisseld");
    let straks = (chrono::Local::now() + chrono::Days::new(9)).format("%Y-%m-%d").to_string();
    let stand = Uitkomst::van_opdracht(t.b.opdracht(&["stand"]).env("OOGO_VANDAAG", straks));
    stand.goed().bevat("Het laatst uitgewisseld op ").bevat("9 dagen geleden.");
    fs::rename(&elders, t.gedeeld()).unwrap();
    // However one writes it, it is the same place: what it lost is missed.
    t.b.oogo(&["uitwisselen"]).goed();
    git(&t.gedeeld(), &["update-ref", "refs/heads/main", "main~1"]);
    t.b.oogo(&["uitwisselen", "--met", &format!("{}/", t.gedeeld().display())]).geweigerd("er niet meer");
}

#[cfg(unix)]
#[test]
fn a_shared_folder_on_a_full_disk_keeps_what_it_had() {
    let t = Twee::nieuw();
    let voor = git(&t.gedeeld(), &["rev-parse", "main"]);
    t.a.oogo(&["wijzig", "lv-k7qm", &format!("aanleiding={}", common::veel_woorden())]).goed();
    // Files may be no larger than this: what is written fails as on a full disk.
    let oogo = t.a.opdracht(&["uitwisselen"]);
    let mut c = Command::new("sh");
    c.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]).arg(oogo.get_program()).args(oogo.get_args());
    c.envs(oogo.get_envs().filter_map(|(k, v)| Some((k, v?)))).current_dir(&t.a.map);
    let uit = Uitkomst::van_opdracht(&mut c);
    assert_eq!(uit.code, 1, "{}", uit.fout);
    assert!(uit.fout.contains("kan niet geschreven worden") && uit.fout.contains("staat er nog"), "{}", uit.fout);
    assert_eq!(git(&t.gedeeld(), &["rev-parse", "main"]), voor);
    git(&t.gedeeld(), &["fsck", "--strict"]);
    t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden:");
    t.b.oogo(&["uitwisselen"]).goed();
    t.gelijk();
}

#[test]
fn a_party_begins_anew_only_when_what_it_said_before_is_elsewhere_too() {
    let t = Twee::nieuw();
    t.a.oogo(&["sleutel", "maak"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    let voor = t.a.alles();
    t.a.oogo(&["sleutel", "maak", "--opnieuw"]).geweigerd("is nog niet uitgewisseld");
    assert_eq!(t.a.alles(), voor);
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["sleutel", "maak", "--opnieuw"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
}
