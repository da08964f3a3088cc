//! What parties say of the text, and the attacks that it withstands. Each attack is carried out on a real
//! repository, by hand and with git.

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use common::{Proef, Uitkomst, Verwacht};
use oogo::verklaring::{Sha256, teken};

const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";
const ALLEN: [&str; 5] =
    ["voorbeeldstad", "fictiehoven", "denkbeeldrade", "swv-po-voorbeeldland", "swv-vo-voorbeeldland"];

/// The example, of which each party's officer has a home of their own.
struct Regio(Proef);

impl Regio {
    /// With keys for these parties.
    fn met(partijen: &[&str]) -> Self {
        let regio = Self(Proef::voorbeeld());
        for partij in partijen {
            regio.als(partij, &["mijn-gegevens", "--partij", partij, "--functie", "beleidsadviseur"]).goed();
            regio.als(partij, &["sleutel", "maak"]).goed();
        }
        regio
    }

    /// Runs the program as somebody.
    fn als(&self, wie: &str, args: &[&str]) -> Uitkomst {
        let thuis = self.0.thuis().join(wie);
        let mut opdracht = self.0.opdracht(args);
        opdracht.env("OOGO_CONFIG", thuis.join("instellingen")).env("OOGO_DATA", thuis.join("gegevens"));
        Uitkomst::van_opdracht(&mut opdracht)
    }

    /// How a party stands towards lv-k7qm, as everybody sees it.
    fn status(&self, partij: &str) -> String {
        self.gezien_door("voorbeeldstad", partij)
    }

    fn gezien_door(&self, wie: &str, partij: &str) -> String {
        let json = self.als(wie, &["toon", "lv-k7qm", "--json"]).goed().json();
        json["akkoorden"][partij]["status"].as_str().unwrap().to_owned()
    }

    /// The findings, as one text.
    fn controle(&self) -> String {
        let uit = self.als("voorbeeldstad", &["controleer"]);
        uit.uit + &uit.fout
    }

    /// The newest file of a party's log.
    fn nieuwste(&self, partij: &str) -> String {
        let map = format!("partijen/{partij}/verklaringen");
        let mut namen: Vec<String> = fs::read_dir(self.0.map.join(&map))
            .unwrap()
            .flatten()
            .map(|i| i.file_name().into_string().unwrap())
            .filter(|n| n.ends_with(".toml"))
            .collect();
        namen.sort_by_key(|n| n.split('-').next().unwrap().parse::<u32>().unwrap());
        format!("{map}/{}", namen.last().unwrap())
    }

    fn begin(&self, partij: &str) -> String {
        let map = format!("partijen/{partij}/verklaringen");
        let namen = fs::read_dir(self.0.map.join(&map)).unwrap().flatten();
        let naam =
            namen.map(|i| i.file_name().into_string().unwrap()).find(|n| n.starts_with("1-") && n.ends_with(".toml"));
        format!("{map}/{}", naam.unwrap())
    }

    fn sleutel(&self, wie: &str) -> ssh_key::PrivateKey {
        let pad = self.0.thuis().join(wie).join("instellingen/sleutel");
        ssh_key::PrivateKey::from_openssh(fs::read(pad).unwrap()).unwrap()
    }

    /// Writes an entry with a signature of somebody's, as an attacker with that key would.
    fn vervals(&self, pad: &str, tekst: &str, wie: &str, namespace: &str) {
        self.0.schrijf(pad, tekst);
        self.0.schrijf(&format!("{pad}.sig"), teken(&self.sleutel(wie), namespace, tekst.as_bytes()).unwrap());
    }

    fn commit(&self, bericht: &str) {
        self.0.git(&["add", "-A"]);
        self.0.git(&["commit", "-q", "-m", bericht]);
    }

    fn wijzig_tekst(&self, van: &str, naar: &str) {
        self.0.vervang(LV, van, naar);
        self.0.oogo(&["opslaan"]).goed();
    }
}

#[test]
fn a_party_agrees_and_everybody_sees_it() {
    let r = Regio::met(&ALLEN);
    assert_eq!(r.status("fictiehoven"), "geen");
    for partij in ALLEN {
        let uit = r.als(partij, &["akkoord", "lv-k7qm", "--ja"]).goed();
        assert!(uit.uit.contains(&format!("lv-k7qm: akkoord van {partij} (bestuurlijk)")), "{}", uit.uit);
    }
    let json = r.0.oogo(&["toon", "lv-k7qm", "--json"]).goed().json();
    assert_eq!(json["overeenstemming"], "ja");
    r.als(
        "fictiehoven",
        &[
            "akkoord",
            "lv-k7qm",
            "--voorbehoud",
            "De raad beslist over het geld.",
            "--voorbehoud-soort",
            "raad",
            "--uiterlijk",
            "1 juni 2027",
            "--ja",
        ],
    )
    .goed();
    let json = r.0.oogo(&["toon", "lv-k7qm", "--json"]).goed().json();
    assert_eq!(json["overeenstemming"], "onder-voorbehoud");
    assert_eq!(json["akkoorden"]["fictiehoven"]["voorbehoud"]["uiterlijk"], "2027-06-01");
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--niet", "--toelichting", "Het is te duur.", "--ja"]).goed();
    assert_eq!(r.status("denkbeeldrade"), "niet-akkoord");
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--intrekken", "Vergissing.", "--ja"]).goed();
    assert_eq!(r.status("denkbeeldrade"), "ingetrokken");
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--intrekken", "Nog eens.", "--ja"]).geweigerd("al ingetrokken");
    // What is ambtelijk does not count for overeenstemming, and stands apart.
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    let json = r.0.oogo(&["toon", "lv-k7qm", "--json"]).goed().json();
    assert_eq!(json["akkoorden"]["denkbeeldrade"]["status"], "ingetrokken");
    assert_eq!(json["akkoorden"]["denkbeeldrade"]["ambtelijk"]["status"], "akkoord");
    assert_eq!(json["overeenstemming"], "nee");
    // A voorbehoud is lifted without touching the text.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    assert!(!r.controle().contains("fout:"), "{}", r.controle());
    // A move to another theme ends nothing; voortgang and beheer end nothing.
    r.0.oogo(&["verplaats", "lv-k7qm", "jeugdhulp"]).goed();
    r.0.oogo(&["voortgang", "wijzig", "lv-k7qm", "status=afgerond"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
}

#[test]
fn what_changed_since_a_party_agreed_is_asked_by_its_name() {
    let r = Regio::met(&["fictiehoven"]);
    assert_eq!(r.0.oogo(&["vergelijk", "akkoord fictiehoven"]).code, 2);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.0.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    // What it agreed to later on another afspraak is another moment.
    r.als("fictiehoven", &["akkoord", "lv-b4xt", "--ja"]).goed();
    let uit = r.0.oogo(&["vergelijk", "akkoord fictiehoven", "--afspraak", "lv-k7qm"]);
    assert!(uit.uit.contains("Van: het akkoord van gemeente Fictiehoven op lv-k7qm ("), "{}{}", uit.uit, uit.fout);
    assert!(uit.uit.contains("+ Anders"), "{}", uit.uit);
    let uit = r.0.oogo(&["vergelijk", "akkoord fictiehoven", "--afspraak", "lv-n9pd"]);
    assert!(uit.code == 2 && uit.fout.contains("gaf nog geen akkoord op lv-n9pd"), "{}", uit.fout);
    for naam in ["toen Fictiehoven akkoord gaf", "het akkoord van gemeente Fictiehoven"] {
        let uit = r.0.oogo(&["vergelijk", naam, "--kort", "--afspraak", "lv-k7qm"]);
        assert!(uit.uit.contains("lv-k7qm: titel"), "{naam}: {}{}", uit.uit, uit.fout);
    }
    assert!(
        r.0.oogo(&["vergelijk", "akkoord denkbeeldrade"])
            .fout
            .contains("gemeente Denkbeeldrade gaf nog geen akkoord op enige tekst")
    );
}

#[test]
fn nothing_is_signed_unseen() {
    let r = Regio::met(&["voorbeeldstad"]);
    let versies = r.0.versies();
    let uit = r.als("voorbeeldstad", &["akkoord", "lv-k7qm"]);
    assert!(uit.code == 1 && uit.uit.contains("titel = \"Analyse van de vervoersstromen\""), "{}", uit.uit);
    assert!(uit.uit.contains("gemeente Voorbeeldstad") && uit.uit.contains("nog niets ondertekend"));
    r.0.vervang(LV, "niveau = \"regionaal\"", "niveau = \"lokaal\"");
    r.als("voorbeeldstad", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("niet is opgeslagen");
    // Who is not bound has nothing to agree to.
    r.0.git(&["checkout", "-q", "."]);
    r.als("fictiehoven", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "x"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("nog geen sleutel");
    r.als("fictiehoven", &["sleutel", "maak"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-n9pd", "--ja"]).geweigerd("is niet gebonden aan lv-n9pd");
    r.als("voorbeeldstad", &["akkoord", "zz-9999", "--ja"]).geweigerd("zz-9999");
    assert_eq!(r.als("voorbeeldstad", &["akkoord", "lv-k7qm", "--soort", "zomaar", "--ja"]).code, 2);
    assert_eq!(r.0.versies(), versies + 1, "only the second key");
}

#[test]
fn an_old_akkoord_on_new_text_is_achterhaald() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.wijzig_tekst("titel = \"Analyse", "titel = \"Nieuwe analyse");
    assert_eq!(r.status("fictiehoven"), "achterhaald");
    let uit = r.0.oogo(&["controleer"]);
    assert!(uit.uit.contains("melding: ") && uit.uit.contains("is achterhaald: de tekst is sindsdien gewijzigd"));
    assert_eq!(uit.code, 0, "that is no fault");
    r.als("fictiehoven", &["stand"]).goed().bevat("Wat u over lv-k7qm zei is achterhaald");
    r.als("voorbeeldstad", &["stand"]).goed().bevat_niet("achterhaald");
    // Line ends alone are other bytes too.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    let crlf = r.0.lees(LV).replace('\n', "\r\n");
    r.0.schrijf(LV, crlf);
    assert_eq!(r.status("fictiehoven"), "achterhaald");
}

#[test]
fn before_a_save_ends_an_akkoord_it_is_named() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    let naam = "Hiermee is achterhaald wat partijen over deze tekst zeiden: akkoord van gemeente Fictiehoven (ambtelijk) over lv-k7qm.";
    // A move, voortgang and another afspraak end nothing.
    for args in [
        &["verplaats", "lv-k7qm", "jeugdhulp"][..],
        &["verplaats", "lv-k7qm", "leerlingenvervoer"],
        &["voortgang", "wijzig", "lv-k7qm", "status=afgerond"],
        &["wijzig", "hv-t6yg", "titel=Anders"],
    ] {
        let uit = r.0.oogo(args).goed();
        assert!(!uit.fout.contains("achterhaald"), "{args:?}: {}", uit.fout);
    }
    // A script is told, and goes on; who said yes beforehand is not told again.
    assert!(r.0.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed().fout.contains(naam));
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    let uit = r.0.oogo(&["wijzig", "lv-k7qm", "titel=Weer anders", "--ja"]).goed();
    assert!(uit.fout.is_empty(), "{}", uit.fout);
    // Also where another program changed it, and where it goes back.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    r.0.vervang(LV, "Weer anders", "Nog eens anders");
    assert!(r.0.oogo(&["opslaan"]).goed().fout.contains(naam));
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    assert!(r.0.oogo(&["terugzetten", "lv-k7qm"]).goed().fout.contains(naam));
}

#[test]
fn text_that_goes_back_to_what_was_agreed_stays_achterhaald() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.wijzig_tekst("titel = \"Analyse", "titel = \"Nieuwe analyse");
    r.wijzig_tekst("titel = \"Nieuwe analyse", "titel = \"Analyse");
    assert_eq!(r.status("fictiehoven"), "achterhaald");
    // Also where it happened on a line of its own that came back.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    r.0.git(&["checkout", "-q", "-b", "zijlijn"]);
    for (van, naar) in [("titel = \"Analyse", "titel = \"Andere"), ("titel = \"Andere", "titel = \"Analyse")] {
        r.0.vervang(LV, van, naar);
        r.commit("zijlijn");
    }
    r.0.git(&["checkout", "-q", "main"]);
    r.0.git(&["merge", "-q", "--no-ff", "-m", "samen", "zijlijn"]);
    assert_eq!(r.status("fictiehoven"), "achterhaald");
}

#[test]
fn an_entry_of_another_party_afspraak_or_ontwikkelagenda_is_ongeldig() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    let (tekst, sig) = (r.0.lees(&pad), r.0.lees(&format!("{pad}.sig")));
    let doel = "partijen/denkbeeldrade/verklaringen/2-xxxx.toml";
    r.0.schrijf(doel, &tekst);
    r.0.schrijf(&format!("{doel}.sig"), &sig);
    r.commit("kopie");
    assert_eq!(r.status("denkbeeldrade"), "ongeldig");
    assert!(r.controle().contains("het is een verklaring van fictiehoven"), "{}", r.controle());
    // Another party's name in it breaks the signature.
    r.0.schrijf(doel, tekst.replace("\"fictiehoven\"", "\"denkbeeldrade\""));
    r.commit("ander");
    assert_eq!(r.status("denkbeeldrade"), "ongeldig");
    // In another ontwikkelagenda it says nothing, even with the party's own signature.
    let uuid = tekst.lines().find(|l| l.starts_with("ontwikkelagenda")).unwrap();
    let elders = tekst.replace(uuid, "ontwikkelagenda = \"11111111-2222-4333-8444-555555555555\"");
    let elders = elders
        .replace("nr = 2", "nr = 3")
        .replace("vorige = [\"", &format!("vorige = [\"{}\", \"", Sha256::van(tekst.as_bytes())));
    r.vervals("partijen/fictiehoven/verklaringen/3-yyyy.toml", &elders, "fictiehoven", "oogo-akkoord");
    r.commit("elders");
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    assert!(r.controle().contains("uit een andere ontwikkelagenda"), "{}", r.controle());
}

#[test]
fn an_altered_entry_or_signature_is_noticed_and_the_original_still_counts_for_what_it_said() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    let tekst = r.0.lees(&pad);
    r.0.schrijf(&pad, tekst.replace("niet-akkoord", "akkoord"));
    r.commit("vervalst");
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    let controle = r.controle();
    assert!(controle.contains("de handtekening past niet bij deze tekst"), "{controle}");
    assert!(controle.contains("is weg of gewijzigd; in de geschiedenis staat zij nog"), "{controle}");
    r.0.schrijf(&pad, &tekst);
    // What nobody of the party signed and is gone again silences nobody; a check goes on telling of it.
    r.commit("terug");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    assert!(r.controle().contains("de handtekening past niet bij deze tekst"));
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    for sig in [
        String::new(),
        "x".repeat(100_000),
        "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n".to_owned(),
    ] {
        let r = Regio::met(&["fictiehoven"]);
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
        let pad = r.nieuwste("fictiehoven");
        // Before anybody saw it: the history knows no better signature.
        r.0.schrijf(&format!("{pad}.sig"), &sig);
        r.0.git(&["add", "-A"]);
        r.0.git(&["commit", "-q", "--amend", "-m", "x"]);
        assert_eq!(r.status("fictiehoven"), "ongeldig", "{:?}", sig.get(..20));
    }
}

#[test]
fn a_signature_made_for_git_or_a_login_is_no_akkoord() {
    for namespace in ["git", "file", "oogo-sleutels"] {
        let r = Regio::met(&["fictiehoven"]);
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
        let pad = r.nieuwste("fictiehoven");
        let tekst = r.0.lees(&pad);
        r.vervals(&pad, &tekst, "fictiehoven", namespace);
        r.0.git(&["add", "-A"]);
        r.0.git(&["commit", "-q", "--amend", "-m", "x"]);
        assert_eq!(r.status("fictiehoven"), "ongeldig");
        assert!(r.controle().contains(&format!("voor iets anders gemaakt (‘{namespace}’)")), "{}", r.controle());
    }
}

#[test]
fn a_stranger_puts_no_key_on_the_list_of_another() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.als("voorbeeldstad", &["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).goed();
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven"]).goed();
    let begin = r.0.lees(&r.begin("fictiehoven"));
    let vreemd = r.sleutel("denkbeeldrade").public_key().to_openssh().unwrap();
    let vreemd = vreemd.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let mijn = begin.lines().rfind(|l| l.starts_with("sleutel = ")).unwrap();
    let lijst = begin
        .replace("nr = 1", "nr = 2")
        .replace("vorige = []", &format!("vorige = [\"{}\"]", Sha256::van(begin.as_bytes())))
        .replace(mijn, &format!("sleutel = \"{vreemd}\""));
    r.vervals("partijen/fictiehoven/verklaringen/2-xxxx.toml", &lijst, "denkbeeldrade", "oogo-sleutels");
    r.commit("erbij");
    assert!(r.controle().contains("staat met deze sleutel niet op de lijst"), "{}", r.controle());
    // What the stranger says on the strength of it is ongeldig as well.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
}

#[test]
fn a_party_that_is_made_anew_is_named_and_not_believed() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("voorbeeldstad", &["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).goed();
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    // The folder is thrown away and begun again by somebody else.
    fs::remove_dir_all(r.0.map.join("partijen/fictiehoven/verklaringen")).unwrap();
    r.commit("weg");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord", "what was said is in history");
    assert!(r.controle().contains("weg of gewijzigd"), "{}", r.controle());
    let ander = Regio::met(&["fictiehoven"]);
    ander.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    for naam in fs::read_dir(ander.0.map.join("partijen/fictiehoven/verklaringen")).unwrap().flatten() {
        let naam = naam.file_name().into_string().unwrap();
        let pad = format!("partijen/fictiehoven/verklaringen/{naam}");
        r.0.schrijf(&pad, ander.0.lees(&pad));
    }
    r.commit("opnieuw");
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    let controle = r.controle();
    assert!(controle.contains("het hoort bij een ander begin dan u hebt bevestigd"), "{controle}");
    assert!(controle.contains("Bel de partij en vergelijk de controlewoorden"), "{controle}");
    // Who never confirmed anything believes neither.
    assert_eq!(r.gezien_door("nieuw", "fictiehoven"), "ongeldig");
}

#[test]
fn a_replaced_key_says_nothing_any_more_whatever_date_it_writes() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("opvolger", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "opvolger"]).goed();
    let uit = r.als("opvolger", &["sleutel", "maak"]).goed();
    assert!(uit.uit.contains("U staat nog niet op de lijst van fictiehoven"), "{}", uit.uit);
    r.als("opvolger", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("staat niet op de lijst");
    let sleutel =
        r.als("opvolger", &["sleutel", "toon", "--json"]).goed().json()["sleutel"].as_str().unwrap().to_owned();
    r.als("fictiehoven", &["sleutel", "voeg-toe", &sleutel, "--functie", "opvolger"]).goed();
    let lijst = r.als("opvolger", &["sleutel", "lijst", "--json"]).goed().json();
    let eerste = lijst["functionarissen"][0]["id"].as_str().unwrap().to_owned();
    r.als("opvolger", &["sleutel", "haal-weg", &eerste]).goed();
    r.als("opvolger", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--intrekken", "Ik ben boos.", "--ja"]).geweigerd("niet op de lijst");
    // By hand it follows on the beginning, before the list on which the key no longer stands.
    let begin = r.0.lees(&r.begin("fictiehoven"));
    let akkoord = r.0.lees(&r.nieuwste("fictiehoven"));
    let functionaris = |t: &str| t.lines().find(|l| l.starts_with("functionaris")).unwrap().to_owned();
    let vorige = akkoord.lines().find(|l| l.starts_with("vorige")).unwrap();
    let nr = akkoord.lines().find(|l| l.starts_with("nr = ")).unwrap();
    let oud = akkoord
        .replace(&functionaris(&akkoord), &functionaris(&begin))
        .replace(vorige, &format!("vorige = [\"{}\"]", Sha256::van(begin.as_bytes())))
        .replace(nr, "nr = 2")
        .replace("standpunt = \"akkoord\"", "standpunt = \"niet-akkoord\"");
    r.vervals("partijen/fictiehoven/verklaringen/2-xxxx.toml", &oud, "fictiehoven", "oogo-akkoord");
    r.commit("met terugwerkende kracht");
    assert!(r.controle().contains("staat niet op een andere lijst die tegelijk is gemaakt"), "{}", r.controle());
    assert_eq!(r.status("fictiehoven"), "ongeldig", "it is not passed over in silence");
}

#[test]
fn the_list_is_not_emptied_and_its_last_man_is_warned_of() {
    let r = Regio::met(&["fictiehoven"]);
    let lijst = r.als("fictiehoven", &["sleutel", "lijst", "--json"]).goed().json();
    let ik = lijst["functionarissen"][0]["id"].as_str().unwrap().to_owned();
    r.als("fictiehoven", &["sleutel", "haal-weg", &ik]).geweigerd("niemand meer");
    let uit = r.als("fictiehoven", &["sleutel", "haal-weg", "f-zzzz"]);
    assert!(uit.code == 2 && uit.fout.contains("staat niet op de lijst"), "{}", uit.fout);
    assert!(r.controle().contains("mag maar één persoon spreken"), "{}", r.controle());
    assert_eq!(r.als("fictiehoven", &["sleutel", "voeg-toe", "ssh-rsa AAAA", "--functie", "x"]).code, 2);
}

#[test]
fn a_history_that_was_rolled_back_is_noticed() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("voorbeeldstad", &["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).goed();
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven"]).goed();
    r.0.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let controle = r.controle();
    assert!(controle.contains("Van gemeente Fictiehoven is er geen enkele verklaring meer"), "{controle}");
    assert!(controle.contains("teruggedraaid of herschreven"), "{controle}");
}

#[test]
fn two_people_of_one_party_at_the_same_time() {
    for (ander, verwacht) in [("akkoord", "akkoord"), ("niet-akkoord", "dubbel")] {
        let r = Regio::met(&["fictiehoven"]);
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
        let pad = r.nieuwste("fictiehoven");
        let tekst = r.0.lees(&pad);
        let tweede = tekst.replace("standpunt = \"akkoord\"", &format!("standpunt = \"{ander}\""))
            + "toelichting = \"Tegelijk.\"\n";
        r.vervals("partijen/fictiehoven/verklaringen/2-zzzz.toml", &tweede, "fictiehoven", "oogo-akkoord");
        r.commit("tegelijk");
        assert_eq!(r.status("fictiehoven"), verwacht);
        // The next one follows on both, and decides.
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
        assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    }
}

#[test]
fn an_agreed_afspraak_that_is_removed_is_an_alarm() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.0.oogo(&["verwijder", "lv-k7qm"]).geweigerd("Fictiehoven");
    fs::remove_file(r.0.map.join(LV)).unwrap();
    r.commit("weg");
    assert!(
        r.controle().contains("Afspraak lv-k7qm is weg, terwijl gemeente Fictiehoven er iets over heeft verklaard")
    );
}

#[test]
fn what_cannot_be_known_is_onbekend_and_never_akkoord() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.0.oogo(&["wijzig", "hv-t6yg", "titel=Anders"]).goed();
    let ondiep = r.0.thuis().join("ondiep");
    let url = format!("file://{}", r.0.map.display());
    let gelukt = Command::new("git").args(["clone", "-q", "--depth", "1", &url]).arg(&ondiep).status().unwrap();
    assert!(gelukt.success());
    let status = |map: &PathBuf| {
        let json = r.als("voorbeeldstad", &["toon", "lv-k7qm", "--json", "--map", map.to_str().unwrap()]).goed().json();
        json["akkoorden"]["fictiehoven"]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status(&ondiep), "onbekend");
    // All of history made into one version: what was seen is no more.
    let plat = r.0.thuis().join("plat");
    let gelukt = Command::new("git").args(["clone", "-q", &url]).arg(&plat).status().unwrap();
    assert!(gelukt.success());
    for args in [
        &["checkout", "-q", "--orphan", "plat"][..],
        &["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "plat"],
    ] {
        assert!(Command::new("git").args(args).current_dir(&plat).status().unwrap().success());
    }
    assert_eq!(status(&plat), "onbekend");
}

#[test]
fn a_key_that_others_can_read_or_that_is_locked_signs_nothing() {
    let r = Regio::met(&["fictiehoven"]);
    let pad = r.0.thuis().join("fictiehoven/instellingen/sleutel");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&pad, fs::Permissions::from_mode(0o644)).unwrap();
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"])
            .geweigerd("Anderen op deze computer kunnen uw sleutel lezen");
        fs::set_permissions(&pad, fs::Permissions::from_mode(0o600)).unwrap();
    }
    let opdracht = ["-q", "-p", "-P", "", "-N", "geheim", "-f", pad.to_str().unwrap()];
    assert!(Command::new("ssh-keygen").args(opdracht).status().unwrap().success());
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("Uw sleutel heeft een wachtwoord");
    let met = |wachtwoord: &str| {
        let thuis = r.0.thuis().join("fictiehoven");
        let mut opdracht = r.0.opdracht(&["akkoord", "lv-k7qm", "--ja"]);
        opdracht.env("OOGO_CONFIG", thuis.join("instellingen")).env("OOGO_DATA", thuis.join("gegevens"));
        Uitkomst::van_opdracht(opdracht.env("OOGO_WACHTWOORD", wachtwoord))
    };
    met("fout").geweigerd("niet het wachtwoord");
    met("geheim").goed();
    for rommel in ["", "geen sleutel", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"]
    {
        fs::write(&pad, rommel).unwrap();
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("geen sleutel die oogo kan lezen");
    }
}

#[test]
fn rubbish_in_a_log_is_named_and_stops_nothing() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let map = "partijen/fictiehoven/verklaringen";
    let goed = r.0.lees(&r.nieuwste("fictiehoven"));
    let onbekend = format!("{goed}nieuw = 1\n");
    for (naam, inhoud) in [
        ("9-aaaa.toml", vec![0, 159, 146, 150]),
        ("9-bbbb.toml", b"nr = ".to_vec()),
        ("9-cccc.toml", onbekend.into_bytes()),
        ("9-dddd.toml", "x = \"\u{202e}\"".as_bytes().to_vec()),
        ("zonder-nummer.toml", goed.replace("nr = 2", "nr = 4_000_000_000").into_bytes()),
    ] {
        r.0.schrijf(&format!("{map}/{naam}"), inhoud);
        assert!(r.controle().contains(&format!("{map}/{naam}")), "{naam}: {}", r.controle());
        fs::remove_file(r.0.map.join(format!("{map}/{naam}"))).unwrap();
    }
    assert_eq!(r.status("fictiehoven"), "akkoord");
    r.0.schrijf("ondertekenaars", "* ssh-ed25519 AAAA\n");
    assert!(r.controle().contains("ondertekenaars: Dit bestand is niet wat uit de verklaringen volgt"));
}

#[test]
fn one_person_for_two_parties_is_shown_and_each_party_counts_once() {
    let r = Regio::met(&["fictiehoven"]);
    let sleutel = r.0.thuis().join("fictiehoven/instellingen/sleutel");
    r.als("dubbel", &["mijn-gegevens", "--partij", "denkbeeldrade", "--functie", "x"]).goed();
    r.als("dubbel", &["sleutel", "maak", "--van", sleutel.to_str().unwrap()]).goed();
    assert!(r.controle().contains("Eén sleutel spreekt namens gemeente Denkbeeldrade en namens gemeente Fictiehoven"));
    r.als("dubbel", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!((r.status("denkbeeldrade").as_str(), r.status("fictiehoven").as_str()), ("akkoord", "geen"));
}

#[test]
fn everything_verifies_without_this_program() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    for partij in ["fictiehoven", "denkbeeldrade"] {
        r.als(partij, &["akkoord", "lv-k7qm", "--ja"]).goed();
        let pad = r.nieuwste(partij);
        let wie =
            r.0.lees("ondertekenaars")
                .lines()
                .find(|l| l.starts_with(partij))
                .unwrap()
                .split(' ')
                .next()
                .unwrap()
                .to_owned();
        let script = format!(
            "ssh-keygen -Y verify -f ondertekenaars -I '{wie}' -n oogo-akkoord -s '{pad}.sig' < '{pad}' && grep -q \"$(sha256sum {LV} | cut -c1-64)\" '{pad}'"
        );
        let uit = Command::new("sh").args(["-c", &script]).current_dir(&r.0.map).output().unwrap();
        assert!(uit.status.success(), "{}", String::from_utf8_lossy(&uit.stderr));
        assert!(String::from_utf8_lossy(&uit.stdout).contains("Good \"oogo-akkoord\" signature"));
    }
    for regel in r.0.lees("ondertekenaars").lines() {
        assert!(regel.contains(" namespaces=\"") && !regel.contains('*'), "{regel}");
    }
}

#[test]
fn what_a_stranger_puts_beside_an_entry_does_not_hide_it() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    let tekst = r.0.lees(&pad);
    // A good signature, but a stranger's, in the place of the party's own.
    r.0.schrijf(&format!("{pad}.sig"), teken(&r.sleutel("denkbeeldrade"), "oogo-akkoord", tekst.as_bytes()).unwrap());
    r.commit("vreemde handtekening");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    // And the same entry once more, under a name that comes first.
    r.0.schrijf("partijen/fictiehoven/verklaringen/0-aaaa.toml", &tekst);
    r.commit("kopie");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    // A signature that is gone or spoiled is told, though history still has it.
    for rommel in [None, Some("rommel")] {
        let r = Regio::met(&["fictiehoven"]);
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
        let sig = format!("{}.sig", r.nieuwste("fictiehoven"));
        match rommel {
            None => fs::remove_file(r.0.map.join(&sig)).unwrap(),
            Some(rommel) => r.0.schrijf(&sig, rommel),
        }
        r.commit("handtekening weg");
        assert!(r.controle().contains("of de handtekening eronder, is weg of gewijzigd"), "{}", r.controle());
        assert_eq!(r.0.oogo(&["controleer"]).code, 1);
    }
}

#[test]
fn no_trick_with_moves_revives_an_akkoord() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let ander = r.0.lees(LV).replace("titel = \"Analyse", "titel = \"Iets heel anders");
    // Another text is parked, takes the place of the agreed one under the same name, and goes again.
    r.0.schrijf("park/lv-k7qm.toml", &ander);
    r.commit("geparkeerd");
    fs::create_dir_all(r.0.map.join("park2")).unwrap();
    fs::rename(r.0.map.join(LV), r.0.map.join("park2/lv-k7qm.toml")).unwrap();
    fs::rename(r.0.map.join("park/lv-k7qm.toml"), r.0.map.join("agendas/huisvesting/lv-k7qm.toml")).unwrap();
    r.commit("verwisseld");
    fs::rename(r.0.map.join("agendas/huisvesting/lv-k7qm.toml"), r.0.map.join("park/lv-k7qm.toml")).unwrap();
    fs::rename(r.0.map.join("park2/lv-k7qm.toml"), r.0.map.join(LV)).unwrap();
    r.commit("terug");
    assert_eq!(r.status("fictiehoven"), "achterhaald");
    // Out of the agenda and back again is no move either; from theme to theme is.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.0.oogo(&["verplaats", "lv-k7qm", "jeugdhulp"]).goed();
    r.0.oogo(&["verplaats", "lv-k7qm", "leerlingenvervoer"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    fs::rename(r.0.map.join(LV), r.0.map.join("park/lv-k7qm.toml")).unwrap();
    r.commit("eruit");
    fs::rename(r.0.map.join("park/lv-k7qm.toml"), r.0.map.join(LV)).unwrap();
    r.commit("erin");
    assert_eq!(r.status("fictiehoven"), "achterhaald");
}

#[test]
fn an_entry_that_was_carried_in_from_elsewhere_does_not_vanish_without_a_trace() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    r.0.git(&["reset", "-q", "--soft", "HEAD~1"]);
    for eind in ["", ".sig"] {
        let naar = r.0.map.join(format!("elders{eind}"));
        fs::rename(r.0.map.join(format!("{pad}{eind}")), naar).unwrap();
    }
    r.commit("elders");
    for eind in ["", ".sig"] {
        fs::rename(r.0.map.join(format!("elders{eind}")), r.0.map.join(format!("{pad}{eind}"))).unwrap();
    }
    r.commit("binnengebracht");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    fs::remove_file(r.0.map.join(&pad)).unwrap();
    r.commit("weg");
    assert!(r.controle().contains("weg of gewijzigd"), "{}", r.controle());
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
}

#[test]
fn junk_in_a_log_silences_nobody() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let goed = r.0.lees(&r.nieuwste("fictiehoven"));
    let nr = goed.lines().find(|l| l.starts_with("nr = ")).unwrap();
    let pad = "partijen/fictiehoven/verklaringen/4294967295-a.toml";
    r.0.schrijf(pad, goed.replace(nr, "nr = 4294967295").replace("\"akkoord\"", "\"niet-akkoord\""));
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("staat in geen versie");
    r.commit("rommel");
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord", "the next one sets it aside");
    // Also where the junk came before the first key.
    let r = Regio::met(&[]);
    r.0.schrijf("partijen/fictiehoven/verklaringen/1-a.toml", "nr = 1\n");
    r.commit("rommel");
    r.als("fictiehoven", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "x"]).goed();
    r.als("fictiehoven", &["sleutel", "maak"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
}

#[test]
fn the_recovery_key_decides_when_all_keys_are_lost() {
    let r = Regio::met(&[]);
    let kluis = r.0.thuis().join("kluis.txt");
    r.als("fictiehoven", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "x"]).goed();
    assert_eq!(r.als("fictiehoven", &["sleutel", "maak", "--herstelsleutel", "partijen/herstel.txt"]).code, 2);
    r.als("fictiehoven", &["sleutel", "maak", "--herstelsleutel", kluis.to_str().unwrap()]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    // Another person, another computer, nobody left who is on the list.
    r.als("nieuw", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "opvolger"]).goed();
    r.als("nieuw", &["sleutel", "herstel", kluis.to_str().unwrap()]).geweigerd("nog geen sleutel");
    r.als("nieuw", &["sleutel", "maak"]).goed();
    r.als("nieuw", &["akkoord", "lv-k7qm", "--niet", "--ja"]).geweigerd("niet op de lijst");
    let vreemd = r.0.thuis().join("fictiehoven/instellingen/sleutel");
    r.als("nieuw", &["sleutel", "herstel", vreemd.to_str().unwrap()]).geweigerd("Dit is niet de herstelsleutel");
    r.als("nieuw", &["sleutel", "herstel", kluis.to_str().unwrap()]).goed();
    r.als("nieuw", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("niet op de lijst");
    assert!(!r.controle().contains("fout:"), "{}", r.controle());
}

#[test]
fn who_is_on_the_list_puts_no_recovery_key_of_their_own_in_its_place() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    let begin = r.0.lees(&r.begin("fictiehoven"));
    let eigen = r.sleutel("denkbeeldrade").public_key().to_openssh().unwrap();
    let eigen = format!("herstelsleutel = \"{}\"", eigen.split(' ').take(2).collect::<Vec<_>>().join(" "));
    let herstel = begin.lines().find(|l| l.starts_with("herstelsleutel")).unwrap();
    let eerste = begin
        .replace("nr = 1", "nr = 2")
        .replace("vorige = []", &format!("vorige = [\"{}\"]", Sha256::van(begin.as_bytes())))
        .replace(herstel, &eigen);
    r.vervals("partijen/fictiehoven/verklaringen/2-a.toml", &eerste, "fictiehoven", "oogo-sleutels");
    let functionaris = eerste.lines().find(|l| l.starts_with("functionaris")).unwrap();
    let tweede = eerste
        .replace("nr = 2", "nr = 3")
        .replace(functionaris, "functionaris = \"herstel\"")
        .replace(&Sha256::van(begin.as_bytes()).to_string(), &Sha256::van(eerste.as_bytes()).to_string());
    r.vervals("partijen/fictiehoven/verklaringen/3-a.toml", &tweede, "denkbeeldrade", "oogo-sleutels");
    r.commit("eigen herstelsleutel");
    assert!(
        r.controle().contains("3-a.toml: Deze verklaring van fictiehoven is ongeldig: herstel staat"),
        "{}",
        r.controle()
    );
}

#[test]
fn a_party_that_began_anew_speaks_again_and_its_old_log_stays_true() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.als("voorbeeldstad", &["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).goed();
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven"]).goed();
    r.als("nieuw", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "opvolger"]).goed();
    r.als("nieuw", &["partij", "vertrouw", "fictiehoven"]).goed();
    let json = r.als("nieuw", &["sleutel", "maak", "--opnieuw", "--json"]).goed().json();
    let woorden: Vec<&str> = json["controlewoorden"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
    assert_eq!(r.status("fictiehoven"), "akkoord", "what was said stays true");
    r.als("nieuw", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "ongeldig", "until the words are compared");
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven", "--woorden", &woorden.join(" ")]).goed();
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven", "--woorden", "aap noot mies"])
        .geweigerd("passen niet");
}

#[test]
fn what_this_machine_saw_is_missed_when_history_is_rolled_back() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--intrekken", "Vergissing.", "--ja"]).goed();
    assert!(!r.controle().contains("fout:"), "{}", r.controle());
    r.0.git(&["reset", "-q", "--hard", "HEAD~1"]);
    assert_eq!(r.status("fictiehoven"), "akkoord");
    let controle = r.controle();
    assert!(controle.contains("Een verklaring van gemeente Fictiehoven die hier sinds"), "{controle}");
    assert!(controle.contains("is er niet meer, ook niet in de geschiedenis"), "{controle}");
}

#[test]
fn what_contradicts_itself_is_not_taken() {
    let r = Regio::met(&["fictiehoven"]);
    let weigert = |args: &[&str], zin: &str| {
        let uit = r.als("fictiehoven", &[&["akkoord", "lv-k7qm", "--ja"], args].concat());
        assert!(uit.code != 0 && uit.fout.contains(zin), "{args:?}: {}", uit.fout);
    };
    weigert(&["--besluit-door", "ambtelijk"], "gaan niet samen");
    weigert(&["--soort", "ambtelijk", "--besluit-door", "college"], "gaan niet samen");
    weigert(&["--voorbehoud", "Later.", "--uiterlijk", "2020-01-01"], "al geweest");
    weigert(&["--besluitdatum", "1 jan 2099"], "moet nog komen");
    weigert(&["--wijze", "papier"], "met het stuk erbij");
    weigert(&["--toelichting", "regel 1\nregel 2"], "");
    assert_eq!(r.als("fictiehoven", &["sleutel", "voeg-toe", "ssh-ed25519 AAAA", "--functie", "x"]).code, 2);
    // By hand it is ongeldig.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    let tekst = r.0.lees(&pad).replace("besluit-door = \"college\"", "besluit-door = \"ambtelijk\"");
    r.vervals(&pad, &tekst, "fictiehoven", "oogo-akkoord");
    r.0.git(&["add", "-A"]);
    r.0.git(&["commit", "-q", "--amend", "-m", "x"]);
    assert_eq!(r.status("fictiehoven"), "ongeldig");
}

#[test]
fn a_checkpoint_is_missed_when_history_or_its_list_is_not_what_it_was() {
    let r = Regio::met(&["voorbeeldstad"]);
    let zet = || r.als("voorbeeldstad", &["peilmerk", "--overleg", "2027-03-12-oogo", "--json"]);
    let json = zet().goed().json();
    assert!(!r.controle().contains("peilmerk"), "{}", r.controle());
    let lijst = json["manifest"].as_str().unwrap();
    let goed = r.0.lees(lijst);
    assert!(goed.lines().any(|l| l.ends_with("  agendas/leerlingenvervoer/lv-k7qm.toml")));
    r.0.schrijf(lijst, goed.replace('a', "b"));
    assert!(r.controle().contains("De lijst van bestanden naast dit peilmerk is weg of gewijzigd"));
    r.0.schrijf(lijst, goed);
    // Somebody squashes everything that was before: the versions that the checkpoint is of are gone.
    r.0.git(&["checkout", "-q", "--orphan", "plat"]);
    r.0.git(&["add", "-A"]);
    r.0.git(&["commit", "-qm", "plat"]);
    assert!(r.controle().contains("De versie van dit peilmerk hoort niet meer bij de geschiedenis"));
    // What is not saved is in no checkpoint, and a meeting that is not there is said.
    let r = Regio::met(&["voorbeeldstad"]);
    r.als("voorbeeldstad", &["peilmerk", "--overleg", "is-er-niet"]);
    r.0.vervang(LV, "Analyse", "Nog niet opgeslagen");
    r.als("voorbeeldstad", &["peilmerk"]).geweigerd("nog iets dat niet is opgeslagen");
    // A key that may not speak makes none.
    let zonder = Proef::voorbeeld();
    zonder.oogo(&["peilmerk"]).geweigerd("sleutel");
}

#[test]
fn a_forged_checkpoint_is_ongeldig() {
    let r = Regio::met(&["voorbeeldstad", "fictiehoven"]);
    r.als("voorbeeldstad", &["peilmerk"]).goed();
    let pad = r.nieuwste("voorbeeldstad");
    let tekst = r.0.lees(&pad);
    // Signed for something else.
    let anders = tekst.replace("nr = 2", "nr = 3");
    let doel = "partijen/voorbeeldstad/verklaringen/3-abcd.toml";
    r.0.schrijf(doel, &anders);
    r.0.schrijf(&format!("{doel}.sig"), teken(&r.sleutel("voorbeeldstad"), "oogo-akkoord", anders.as_bytes()).unwrap());
    assert!(r.controle().contains("ongeldig"), "{}", r.controle());
    // Altered, and no version in it.
    r.0.schrijf(doel, tekst.replace("versie = \"", "versie = \"x"));
    assert!(r.controle().contains("het is geen verklaring volgens formaat 1"), "{}", r.controle());
}
