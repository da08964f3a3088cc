//! The example, of which each party's officer has a home of their own.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::process::Command;

use oogo::verklaring::teken;

use crate::common::{Proef, Uitkomst, Verwacht};

/// The afspraak that is spoken of.
pub const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";

/// The parties that it binds.
pub const ALLEN: [&str; 5] =
    ["voorbeeldstad", "fictiehoven", "denkbeeldrade", "swv-po-voorbeeldland", "swv-vo-voorbeeldland"];

/// The example, of which each party's officer has a home of their own.
pub struct Regio(pub Proef);

impl Regio {
    /// With keys for these parties.
    pub fn met(partijen: &[&str]) -> Self {
        let regio = Self(Proef::voorbeeld());
        for partij in partijen {
            regio.als(partij, &["mijn-gegevens", "--partij", partij, "--functie", "beleidsadviseur"]).goed();
            regio.als(partij, &["sleutel", "maak"]).goed();
        }
        regio
    }

    /// Runs the program as somebody.
    pub fn als(&self, wie: &str, args: &[&str]) -> Uitkomst {
        Uitkomst::van_opdracht(&mut self.opdracht(wie, args))
    }

    /// Somebody confirms a party by the words that it reads aloud.
    pub fn vertrouw(&self, wie: &str, partij: &str) {
        let json = self.als(wie, &["sleutel", "toon", "--json"]).goed().json();
        let van = json["partijen"].as_array().unwrap().iter().find(|p| p["partij"] == partij).unwrap();
        let woorden: Vec<&str> = van["controlewoorden"].as_array().unwrap().iter().filter_map(|w| w.as_str()).collect();
        self.als(wie, &["partij", "vertrouw", partij, "--woorden", &woorden.join(" ")]).goed();
    }

    /// The program, to be run as somebody.
    pub fn opdracht(&self, wie: &str, args: &[&str]) -> Command {
        let thuis = self.0.thuis().join(wie);
        let mut opdracht = self.0.opdracht(args);
        opdracht.env("OOGO_CONFIG", thuis.join("instellingen")).env("OOGO_DATA", thuis.join("gegevens"));
        opdracht
    }

    /// How a party stands towards lv-k7qm, as everybody sees it.
    pub fn status(&self, partij: &str) -> String {
        self.gezien_door("voorbeeldstad", partij)
    }

    pub fn gezien_door(&self, wie: &str, partij: &str) -> String {
        let json = self.als(wie, &["toon", "lv-k7qm", "--json"]).goed().json();
        json["akkoorden"][partij]["status"].as_str().unwrap().to_owned()
    }

    /// The findings, as one text.
    pub fn controle(&self) -> String {
        let uit = self.als("voorbeeldstad", &["controleer"]);
        uit.uit + &uit.fout
    }

    /// The newest file of a party's log.
    pub fn nieuwste(&self, partij: &str) -> String {
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

    pub fn begin(&self, partij: &str) -> String {
        let map = format!("partijen/{partij}/verklaringen");
        let namen = fs::read_dir(self.0.map.join(&map)).unwrap().flatten();
        let naam =
            namen.map(|i| i.file_name().into_string().unwrap()).find(|n| n.starts_with("1-") && n.ends_with(".toml"));
        format!("{map}/{}", naam.unwrap())
    }

    pub fn sleutel(&self, wie: &str) -> ssh_key::PrivateKey {
        let pad = self.0.thuis().join(wie).join("instellingen/sleutel");
        ssh_key::PrivateKey::from_openssh(fs::read(pad).unwrap()).unwrap()
    }

    /// Writes an entry with a signature of somebody's, as an attacker with that key would.
    pub fn vervals(&self, pad: &str, tekst: &str, wie: &str, namespace: &str) {
        self.0.schrijf(pad, tekst);
        self.0.schrijf(&format!("{pad}.sig"), teken(&self.sleutel(wie), namespace, tekst.as_bytes()).unwrap());
    }

    pub fn commit(&self, bericht: &str) {
        self.0.git(&["add", "-A"]);
        self.0.git(&["commit", "-q", "-m", bericht]);
    }

    pub fn wijzig_tekst(&self, van: &str, naar: &str) {
        self.0.vervang(LV, van, naar);
        self.0.oogo(&["opslaan"]).goed();
    }
}
