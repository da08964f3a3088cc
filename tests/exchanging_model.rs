//! Some copies in which people edit, move, remove and exchange in any order: in the end all copies are the same,
//! and no text that somebody saved is gone from history. `PROPTEST_CASES` says how many runs.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{Proef, Uitkomst, Verwacht};
use oogo::actions::bewerk::Invoer;
use oogo::actions::registratie::Registratie;
use oogo::actions::uitwisselen::{self, Met, Opties, Uitgewisseld, Vorm};
use oogo::actions::{Kopie, Thuis, afspraak, akkoord, controleer, gebruiker, nieuw, onderdeel, tekenen};
use oogo::agenda::Ernst;
use oogo::export::vraag::{Kant, is_te_kiezen};
use oogo::merge::Choice;
use oogo::verklaring::Onderwerp;
use proptest::prelude::*;

const PARTIJEN: [&str; 5] = ["een", "twee", "drie", "vier", "vijf"];

/// One thing that somebody does in one copy.
#[derive(Debug, Clone)]
enum Daad {
    /// Writes a field.
    Schrijft {
        afspraak: usize,
        veld: usize,
    },
    /// Adds a milestone.
    Regel {
        afspraak: usize,
    },
    /// Removes or changes the first milestone.
    EersteRegel {
        afspraak: usize,
        weg: bool,
    },
    Verplaatst {
        afspraak: usize,
        thema: usize,
    },
    Verwijdert {
        afspraak: usize,
    },
    VoegtToe,
    /// Lets one afspraak refer to another.
    Verwijst {
        afspraak: usize,
        naar: usize,
    },
    /// Says akkoord with what stands there now.
    IsAkkoord {
        afspraak: usize,
    },
    WisseltUit {
        kiest_ons: bool,
    },
    /// Gives another a file, so that lines are brought together both ways.
    Stuurt {
        naar: usize,
        kiest_ons: bool,
    },
}

const VELDEN: [&str; 6] = ["titel", "doel", "resultaat", "looptijd.tot", "voortgang.status", "evaluatievraag"];

fn daad() -> impl Strategy<Value = Daad> {
    let afspraak = 0..3usize;
    prop_oneof![
        4 => (afspraak.clone(), 0..VELDEN.len()).prop_map(|(afspraak, veld)| Daad::Schrijft { afspraak, veld }),
        2 => afspraak.clone().prop_map(|afspraak| Daad::Regel { afspraak }),
        1 => (afspraak.clone(), any::<bool>()).prop_map(|(afspraak, weg)| Daad::EersteRegel { afspraak, weg }),
        1 => (afspraak.clone(), 0..4usize).prop_map(|(afspraak, thema)| Daad::Verplaatst { afspraak, thema }),
        1 => (afspraak.clone(), 0..3usize).prop_map(|(afspraak, naar)| Daad::Verwijst { afspraak, naar }),
        1 => afspraak.clone().prop_map(|afspraak| Daad::IsAkkoord { afspraak }),
        1 => afspraak.prop_map(|afspraak| Daad::Verwijdert { afspraak }),
        1 => Just(Daad::VoegtToe),
        4 => any::<bool>().prop_map(|kiest_ons| Daad::WisseltUit { kiest_ons }),
        2 => (0..5usize, any::<bool>()).prop_map(|(naar, kiest_ons)| Daad::Stuurt { naar, kiest_ons }),
    ]
}

struct Wereld {
    _map: tempfile::TempDir,
    kopieen: Vec<Kopie>,
    ids: Vec<String>,
    themas: Vec<String>,
    /// Every text that was saved.
    geschreven: BTreeSet<String>,
    /// How many entries there are in the logs of all parties.
    verklaard: usize,
    teller: usize,
}

fn invoer(veld: &str, waarde: &str) -> Invoer {
    Invoer { veld: veld.to_owned(), waarde: waarde.to_owned() }
}

impl Wereld {
    fn nieuw(aantal: usize) -> Self {
        let map = tempfile::tempdir().unwrap();
        let thuis = |i: usize| Thuis::in_map(&map.path().join(format!("thuis{i}")));
        let eerste = nieuw::nieuw(&thuis(0), &map.path().join("0"), Some("Proef"), None).unwrap();
        for partij in PARTIJEN {
            let wie = onderdeel::nieuwe_partij(&eerste, &format!("gemeente {partij}"), None, &[]).unwrap();
            if partij == PARTIJEN[0] {
                gebruiker::stel_in(&eerste, &wie.to_string(), Some("adviseur"), None, None).unwrap();
            }
        }
        let mut ids = Vec::new();
        let themas: Vec<String> = eerste.lees().unwrap().agenda.themas.keys().map(ToString::to_string).collect();
        for (i, thema) in themas.iter().enumerate().take(3) {
            let velden = [
                invoer("gebonden", &PARTIJEN[..aantal].join(",")),
                invoer("doel", "Zin een.\nZin twee.\nZin drie."),
                invoer("mijlpalen.nieuw.wat", "Eerste mijlpaal"),
                invoer("looptijd.van", "2027-01-01"),
            ];
            let (id, _) = afspraak::voeg_toe(&eerste, thema, &format!("Titel {i}"), None, &velden, None).unwrap();
            ids.push(id.to_string());
        }
        let mut kopieen = vec![eerste];
        wissel(&kopieen[0], &map.path().join("gedeeld"), true);
        for (i, partij) in PARTIJEN.iter().enumerate().take(aantal).skip(1) {
            let naar = map.path().join(i.to_string());
            let adres = map.path().join("gedeeld").display().to_string();
            let kopie = oogo::actions::ontvangen::haal_op(&thuis(i), &adres, &naar).unwrap();
            let naam = kopie
                .lees()
                .unwrap()
                .agenda
                .partijen
                .keys()
                .find(|p| p.to_string().contains(partij))
                .unwrap()
                .to_string();
            gebruiker::stel_in(&kopie, &naam, Some("adviseur"), None, None).unwrap();
            kopieen.push(kopie);
        }
        for kopie in &kopieen {
            tekenen::maak_sleutel(kopie, None).unwrap();
            wissel(kopie, &map.path().join("gedeeld"), true);
        }
        Self { _map: map, kopieen, ids, themas, geschreven: BTreeSet::new(), verklaard: aantal, teller: 0 }
    }

    fn doe(&mut self, wie: usize, daad: &Daad) {
        self.teller += 1;
        let kopie = self.kopieen[wie % self.kopieen.len()].clone().mag_eindigen();
        let tekst = format!("tekst {}", self.teller);
        match daad {
            Daad::Schrijft { afspraak, veld } => {
                let waarde = match VELDEN[*veld] {
                    "looptijd.tot" => format!("20{}-01-01", 30 + self.teller % 60),
                    "voortgang.status" => ["idee", "concept", "afgerond", "gestopt"][self.teller % 4].to_owned(),
                    "doel" => {
                        let mut zinnen = ["Zin een.".to_owned(), "Zin twee.".to_owned(), "Zin drie.".to_owned()];
                        zinnen[self.teller % 3] = format!("Nu {tekst}.");
                        zinnen.join("\n")
                    }
                    _ => tekst.clone(),
                };
                if let Ok(Some(_)) =
                    afspraak::wijzig(&kopie, &self.ids[*afspraak], &[invoer(VELDEN[*veld], &waarde)], None)
                    && waarde.contains(&tekst)
                {
                    self.geschreven.insert(tekst);
                }
            }
            Daad::Regel { afspraak } => {
                let velden = [invoer("mijlpalen.nieuw.wat", &tekst)];
                if afspraak::wijzig(&kopie, &self.ids[*afspraak], &velden, None).is_ok() {
                    self.geschreven.insert(tekst);
                }
            }
            Daad::EersteRegel { afspraak, weg } => {
                let Ok((_, _, pad)) = kopie.pad_van(&self.ids[*afspraak]) else { return };
                let inhoud: toml::Table = fs::read_to_string(kopie.wortel().join(pad)).unwrap().parse().unwrap();
                let Some(m) = inhoud.get("mijlpalen").and_then(|m| m.get(0)) else { return };
                let veld = format!("mijlpalen.{}", m["sleutel"].as_str().unwrap());
                let velden = if *weg { [invoer(&veld, "")] } else { [invoer(&format!("{veld}.wat"), &tekst)] };
                if afspraak::wijzig(&kopie, &self.ids[*afspraak], &velden, None).is_ok() && !weg {
                    self.geschreven.insert(tekst);
                }
            }
            Daad::Verplaatst { afspraak, thema } => {
                let _ = afspraak::verplaats(&kopie, &self.ids[*afspraak], &self.themas[*thema], None);
            }
            Daad::Verwijst { afspraak, naar } => {
                let velden = [invoer("afhankelijk-van", &self.ids[*naar])];
                if afspraak != naar {
                    let _ = afspraak::wijzig(&kopie, &self.ids[*afspraak], &velden, None);
                }
            }
            Daad::IsAkkoord { afspraak } => {
                let over = vec![Onderwerp::Afspraak(self.ids[*afspraak].parse().unwrap())];
                let r = Registratie::lees(over, |veld| match veld {
                    "standpunt" => "akkoord",
                    "soort" | "besluit-door" => "ambtelijk",
                    _ => "",
                });
                self.verklaard += usize::from(akkoord::registreer(&kopie, &r.unwrap()).is_ok());
            }
            Daad::Verwijdert { afspraak } => {
                let _ = afspraak::verwijder(&kopie, &self.ids[*afspraak], None);
            }
            Daad::VoegtToe => {
                if afspraak::voeg_toe(&kopie, &self.themas[0], &tekst, None, &[], None).is_ok() {
                    self.geschreven.insert(tekst);
                }
            }
            Daad::WisseltUit { kiest_ons } => wissel(&kopie, &self._map.path().join("gedeeld"), *kiest_ons),
            Daad::Stuurt { naar, kiest_ons } => {
                let pad = self._map.path().join(format!("{}.bundle", self.teller));
                uitwisselen::schrijf(&kopie, &pad, Vorm::default()).unwrap();
                met(&self.kopieen[naar % self.kopieen.len()], Met::Bestand(pad), *kiest_ons);
            }
        }
    }

    /// All exchange until nobody has anything new; then all have the same, and every entry.
    fn gelijk(&self) {
        for _ in 0..2 {
            for kopie in &self.kopieen {
                wissel(kopie, &self._map.path().join("gedeeld"), true);
            }
        }
        let bestanden = |k: &Kopie| {
            let mut alle = oogo::store::disk::alle_bestanden(k.wortel()).unwrap();
            alle.retain(|p| !p.starts_with(".git/"));
            alle.sort();
            alle.into_iter().map(|p| (fs::read(k.wortel().join(&p)).unwrap(), p)).collect::<Vec<_>>()
        };
        let eerste = bestanden(&self.kopieen[0]);
        for kopie in &self.kopieen[1..] {
            assert_eq!(eerste, bestanden(kopie));
        }
        let is_verklaring = |p: &str| p.contains("/verklaringen/") && p.ends_with(".toml");
        assert_eq!(eerste.iter().filter(|(_, p)| is_verklaring(p)).count(), self.verklaard, "no entry is lost");
    }

    /// In the end nothing is amiss in any copy, and nothing that was saved is gone from its history.
    fn einde(&self) {
        self.gelijk();
        for kopie in &self.kopieen {
            let repo = kopie.versies().unwrap();
            assert!(repo.niet_opgeslagen().unwrap().is_empty());
            assert_eq!(repo.hoofd().unwrap(), self.kopieen[0].versies().unwrap().hoofd().unwrap());
            let fouten: Vec<_> =
                controleer::controleer(kopie).unwrap().into_iter().filter(|b| b.ernst == Ernst::Fout).collect();
            assert!(fouten.is_empty(), "{fouten:?}");
            let mut mist = self.geschreven.clone();
            repo.in_alle_versies(
                |_, inhoud| vec![String::from_utf8_lossy(inhoud).into_owned()],
                |_, _, teksten| mist.retain(|m| !teksten.iter().any(|t| staat_in(t, m))),
            )
            .unwrap();
            assert!(mist.is_empty(), "gone from history: {mist:?}");
        }
    }
}

fn staat_in(tekst: &str, wat: &str) -> bool {
    tekst.match_indices(wat).any(|(i, _)| !tekst[i + wat.len()..].starts_with(|c: char| c.is_ascii_digit()))
}

fn wissel(kopie: &Kopie, gedeeld: &Path, kiest_ons: bool) {
    met(kopie, Met::Adres(gedeeld.display().to_string()), kiest_ons);
}

fn met(kopie: &Kopie, met: Met, kiest_ons: bool) {
    let mut opties = Opties { met, ..Opties::default() };
    let kopie = &kopie.clone().mag_eindigen();
    for _ in 0..20 {
        let vooraf = uitwisselen::bekijk(kopie, &mut opties).unwrap();
        match uitwisselen::wissel_uit(kopie, &mut opties, vooraf).unwrap() {
            Uitgewisseld::Klaar(_) => return,
            Uitgewisseld::Eerst(vooraf) => {
                for q in vooraf.vragen() {
                    // What a party declared something about, or another refers to, cannot be chosen away.
                    let ons = if kiest_ons { is_te_kiezen(q, Kant::Ons) } else { !is_te_kiezen(q, Kant::Hun) };
                    opties.antwoorden.insert(q.key(), if ons { Choice::Ours } else { Choice::Theirs });
                }
            }
        }
    }
    panic!("this never ends");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn all_copies_end_the_same_and_nothing_is_lost(
        aantal in 2..=5usize,
        daden in proptest::collection::vec((0..5usize, daad()), 1..40),
    ) {
        let mut wereld = Wereld::nieuw(aantal);
        for (wie, daad) in &daden {
            wereld.doe(*wie, daad);
        }
        wereld.einde();
    }
}

/// What one does to an afspraak against what another does to it in the same week, each pair of it.
#[test]
fn every_pair_of_what_two_do_to_one_afspraak_ends_the_same() {
    let mut wereld = Wereld::nieuw(2);
    let (afspraak, gedeeld) = (0, wereld._map.path().join("gedeeld"));
    let daden = [
        Daad::Schrijft { afspraak, veld: 0 },
        Daad::Schrijft { afspraak, veld: 1 },
        Daad::Schrijft { afspraak, veld: 4 },
        Daad::Regel { afspraak },
        Daad::EersteRegel { afspraak, weg: true },
        Daad::EersteRegel { afspraak, weg: false },
        Daad::Verplaatst { afspraak, thema: 1 },
        Daad::Verplaatst { afspraak, thema: 2 },
        Daad::Verwijdert { afspraak },
        Daad::Verwijst { afspraak: 1, naar: afspraak },
        Daad::Verwijst { afspraak, naar: 1 },
        Daad::IsAkkoord { afspraak },
    ];
    for (een, ander) in daden.iter().flat_map(|een| daden.iter().map(move |ander| (een, ander))) {
        let velden = [
            invoer("gebonden", "een,twee"),
            invoer("doel", "Zin een.\nZin twee.\nZin drie."),
            invoer("mijlpalen.nieuw.wat", "Eerste mijlpaal"),
            invoer("looptijd.van", "2027-01-01"),
        ];
        let (id, _) = afspraak::voeg_toe(&wereld.kopieen[0], &wereld.themas[0], "Titel", None, &velden, None).unwrap();
        wereld.ids[0] = id.to_string();
        wereld.kopieen.iter().for_each(|kopie| wissel(kopie, &gedeeld, true));
        println!("{een:?} beside {ander:?}");
        wereld.doe(0, een);
        wereld.doe(1, ander);
        wereld.gelijk();
    }
    wereld.einde();
}

fn cases(anders: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(anders)
}

/// The same with programs that are killed at any step that writes.
#[test]
fn killed_copies_end_the_same_too() {
    let punten = [
        "git-lock",
        "begin",
        "objecten",
        "journaal",
        "halverwege-bestand",
        "bestand",
        "git-gewisseld",
        "hoofd",
        "index",
        "gebracht",
    ];
    let a = Proef::voorbeeld();
    let gedeeld = a.thuis().join("gedeeld");
    a.oogo(&["uitwisselen", "--met", gedeeld.to_str().unwrap()]).goed();
    let b = Proef::kopie_van(&gedeeld, "fictiehoven");
    let mut toeval = 7u64;
    let mut kies = move |n: usize| {
        toeval = toeval.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (toeval >> 33) as usize % n
    };
    let mut titels = Vec::new();
    for ronde in 0..24 {
        for p in [&a, &b] {
            let id = ["lv-k7qm", "hv-c8rw", "jh-p4vd"][kies(3)];
            let titel = format!("titel {ronde} {id}");
            let punt = format!("{}:{}", punten[kies(punten.len())], kies(3) + 1);
            let wijzig = ["wijzig", id, &format!("titel={titel}")].map(str::to_owned);
            let wissel = [
                "uitwisselen",
                "--kies",
                "lv-k7qm:titel=ons",
                "--kies",
                "hv-c8rw:titel=ons",
                "--kies",
                "jh-p4vd:titel=hun",
            ];
            let args: Vec<&str> =
                if kies(2) == 0 { wijzig.iter().map(String::as_str).collect() } else { wissel.to_vec() };
            let uit = Uitkomst::van_opdracht(p.opdracht(&args).env("OOGO_BREEKPUNT", &punt));
            assert!([0, -1].contains(&uit.code), "{punt} {args:?} {}", uit.fout);
            p.oogo(&["toon"]).goed();
            if uit.code == 0 && args[0] == "wijzig" {
                titels.push(titel);
            }
        }
    }
    for p in [&a, &b, &a, &b] {
        p.oogo(&[
            "uitwisselen",
            "--kies",
            "lv-k7qm:titel=ons",
            "--kies",
            "hv-c8rw:titel=ons",
            "--kies",
            "jh-p4vd:titel=ons",
        ])
        .goed();
    }
    assert_eq!(a.git(&["rev-parse", "HEAD^{tree}"]), b.git(&["rev-parse", "HEAD^{tree}"]));
    let geschiedenis = a.git(&["log", "-p", "-m"]);
    for titel in titels {
        assert!(geschiedenis.contains(&titel), "{titel}");
    }
    for p in [&a, &b] {
        assert_eq!(p.git(&["status", "--short"]), "");
        p.git(&["fsck", "--strict"]);
        p.oogo(&["controleer"]).goed();
    }
}
