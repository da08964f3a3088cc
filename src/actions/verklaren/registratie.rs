//! What is to be registered in a party's name, read from what a person fills in.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use crate::actions::fout::Fout;
use crate::agenda::Datum;
use crate::agenda::PartijId;
use crate::agenda::keuze::Optie;
use crate::agenda::partij::Partijsoort;
use crate::agenda::tekst::{nfc, opsomming, tussen_aanhalingstekens};
use crate::store::disk::reden;
use crate::verklaring::{
    BesluitDoor, Grondslag, Onderwerp, OpPapier, Sha256, Soort, Standpunt, Voorbehoud, Voorbehoudsoort, Wijze,
};

/// What is said of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Gezegd {
    /// The standpunt.
    pub standpunt: Standpunt,
    /// Why, or in other words; of what is taken back it must be there.
    pub toelichting: Option<String>,
    /// Under what.
    pub voorbehoud: Option<Voorbehoud>,
    /// Whether it lifts the voorbehoud that the party made on this text.
    pub heft_op: bool,
}

/// What one chooses to lift a voorbehoud: an akkoord on the same text, that names the voorbehoud.
pub const OPHEFFEN: &str = "opheffen";

/// What is to be registered.
#[derive(Debug, Clone, PartialEq)]
pub struct Registratie {
    /// Of what.
    pub over: Vec<Onderwerp>,
    /// What is said of all but the exceptions.
    pub gezegd: Gezegd,
    /// The exceptions.
    pub anders: BTreeMap<Onderwerp, Gezegd>,
    /// Ambtelijk or bestuurlijk.
    pub soort: Soort,
    /// Who decided; by default who does so for this kind of party.
    pub besluit_door: Option<BesluitDoor>,
    /// On what that rests.
    pub grondslag: Option<Grondslag>,
    /// When it was decided.
    pub besluitdatum: Option<Datum>,
    /// The decision's number.
    pub kenmerk: Option<String>,
    /// How it was said.
    pub wijze: Option<Wijze>,
    /// At which meeting.
    pub overleg: Option<String>,
    /// The signed paper.
    pub papier: Option<OpPapier>,
    /// In whose name it was read; none where nobody read it first.
    pub namens: Option<PartijId>,
    /// For which other parties, whose place it took, it was read too.
    pub ook_namens: Option<BTreeSet<PartijId>>,
    /// The entries with the voorbehouden that are lifted, as they were read.
    pub opgeheven: BTreeMap<Onderwerp, Sha256>,
    /// The version with which what is said was compared.
    pub vergeleken_met: Option<String>,
    /// What the user read before saying this; with another text nothing is signed.
    pub gelezen: BTreeMap<Onderwerp, Sha256>,
}

impl Gezegd {
    /// Reads it from the words that were filled in, by field; empty is not filled in.
    ///
    /// # Errors
    /// When a word is none of those that can be chosen, or they do not go together.
    pub fn lees<'a>(veld: impl Fn(&str) -> &'a str) -> Result<Self, Fout> {
        let voorbehoud = match tekst(&veld, "voorbehoud") {
            None => None,
            Some(woorden) => Some(Voorbehoud {
                soort: keuze(veld("voorbehoud-soort"), Voorbehoudsoort::OPTIES)?
                    .unwrap_or(Voorbehoudsoort::Inhoudelijk),
                tekst: woorden,
                uiterlijk: dag(&veld, "uiterlijk")?,
            }),
        };
        if voorbehoud.as_ref().and_then(|v| v.uiterlijk).is_some_and(|d| d < Datum::vandaag()) {
            return Err(Fout::gebruik(
                "De dag waarop het voorbehoud bekend is, is al geweest.",
                "Kies een latere dag.",
            ));
        }
        let heft_op = veld("standpunt").trim().eq_ignore_ascii_case(OPHEFFEN);
        let standpunt = match heft_op {
            true => Standpunt::Akkoord,
            false => keuze(veld("standpunt"), Standpunt::OPTIES)?.unwrap_or(Standpunt::Akkoord),
        };
        if (standpunt == Standpunt::Voorbehoud) != voorbehoud.is_some() {
            let advies = "Kies ‘akkoord onder voorbehoud’ en schrijf waaronder.";
            return Err(Fout::gebruik("Een voorbehoud en zijn tekst horen bij elkaar.", advies));
        }
        let toelichting = tekst(&veld, "toelichting");
        if standpunt == Standpunt::Ingetrokken && toelichting.is_none() {
            return Err(Fout::gebruik("Schrijf waarom uw partij intrekt wat zij zei.", "Vul de toelichting in."));
        }
        Ok(Self { standpunt, toelichting, voorbehoud, heft_op })
    }

    /// What is said, as a person reads it.
    pub fn label(&self) -> &'static str {
        if self.heft_op { "Voorbehoud opgeheven, akkoord" } else { self.standpunt.label() }
    }

    fn regels(&self, regel: &mut impl FnMut(&str, Option<String>)) {
        if let Some(v) = &self.voorbehoud {
            let tot = v.uiterlijk.map(|d| format!("; uiterlijk {}", d.lang())).unwrap_or_default();
            regel("Voorbehoud", Some(format!("{} ({}{tot})", v.tekst, v.soort.label().to_lowercase())));
        }
        regel("Toelichting", self.toelichting.clone());
    }
}

fn tekst<'a>(veld: &impl Fn(&str) -> &'a str, naam: &str) -> Option<String> {
    Some(veld(naam).trim().to_owned()).filter(|t| !t.is_empty())
}

fn dag<'a>(veld: &impl Fn(&str) -> &'a str, naam: &str) -> Result<Option<Datum>, Fout> {
    let lees = |t: String| Datum::lees(&t, Datum::vandaag()).map_err(|e| Fout::gebruik(format!("{e}."), ""));
    tekst(veld, naam).map(lees).transpose()
}

/// The signed paper, of which only the sha256 and where it is kept are registered.
fn papier<'a>(veld: &impl Fn(&str) -> &'a str) -> Result<Option<OpPapier>, Fout> {
    match (tekst(veld, "papier"), tekst(veld, "vindplaats")) {
        (None, None) => Ok(None),
        (Some(pad), Some(vindplaats)) => {
            let pad = std::path::PathBuf::from(pad.trim_matches('"'));
            let bytes = std::fs::read(&pad).map_err(|e| {
                let wat = format!("{} kan niet gelezen worden: {}.", pad.display(), reden(&e));
                Fout::gebruik(wat, "Noem het ondertekende stuk.")
            })?;
            Ok(Some(OpPapier { sha256: Sha256::van(&bytes), vindplaats: nfc(&vindplaats) }))
        }
        _ => Err(Fout::gebruik(
            "Het getekende stuk en zijn vindplaats horen bij elkaar.",
            "Noem het bestand, en waar uw partij het stuk bewaart.",
        )),
    }
}

impl Registratie {
    /// Reads it from the words that were filled in, by field; empty is not filled in.
    ///
    /// # Errors
    /// When a word is none of those that can be chosen, or a day is none.
    pub fn lees<'a>(over: Vec<Onderwerp>, veld: impl Fn(&str) -> &'a str) -> Result<Self, Fout> {
        let gezegd = Gezegd::lees(&veld)?;
        let besluitdatum = dag(&veld, "besluitdatum")?;
        if besluitdatum.is_some_and(|d| d > Datum::vandaag()) {
            return Err(Fout::gebruik("De dag van het besluit moet nog komen.", "Leg het vast als het besluit er is."));
        }
        Ok(Self {
            over,
            gezegd,
            anders: BTreeMap::new(),
            soort: keuze(veld("soort"), Soort::OPTIES)?.unwrap_or(Soort::Bestuurlijk),
            besluit_door: keuze(veld("besluit-door"), BesluitDoor::OPTIES)?,
            grondslag: keuze(veld("grondslag"), Grondslag::OPTIES)?,
            besluitdatum,
            kenmerk: tekst(&veld, "kenmerk"),
            wijze: keuze(veld("wijze"), Wijze::OPTIES)?,
            overleg: tekst(&veld, "overleg"),
            papier: papier(&veld)?,
            namens: None,
            ook_namens: None,
            opgeheven: BTreeMap::new(),
            vergeleken_met: None,
            gelezen: BTreeMap::new(),
        })
    }

    /// What is said of one of the texts.
    pub fn van(&self, over: &Onderwerp) -> &Gezegd {
        self.anders.get(over).unwrap_or(&self.gezegd)
    }
}

impl Registratie {
    /// Fills in who decided where that was left open, as it usually is for this kind of party.
    ///
    /// # Errors
    /// When what was filled in does not go together.
    pub fn aangevuld(mut self, partij: Option<Partijsoort>) -> Result<Self, Fout> {
        let gewoonlijk = match (self.soort, partij) {
            (Soort::Ambtelijk, _) => BesluitDoor::Ambtelijk,
            (_, Some(Partijsoort::Gemeente)) => BesluitDoor::College,
            (_, Some(Partijsoort::SwvPo | Partijsoort::SwvVo)) => BesluitDoor::DirecteurBestuurder,
            _ => BesluitDoor::Bestuur,
        };
        let door = *self.besluit_door.get_or_insert(gewoonlijk);
        if (door == BesluitDoor::Ambtelijk) != (self.soort == Soort::Ambtelijk) {
            let wat =
                format!("Een {} standpunt en ‘{}’ gaan niet samen.", self.soort.woord(), door.label().to_lowercase());
            return Err(Fout::gebruik(wat, "Kies wie het besloot, of een andere soort. Er is niets ondertekend."));
        }
        if self.wijze == Some(Wijze::Papier) && self.papier.is_none() {
            let advies = "Noem het ondertekende stuk: --papier BESTAND --vindplaats PLAATS.";
            return Err(Fout::gebruik("Op papier kan alleen met het stuk erbij.", advies));
        }
        Ok(self)
    }

    /// What is said of which texts, in one line.
    pub fn in_het_kort(&self) -> String {
        let mut over = self.over.clone();
        over.sort();
        over.dedup();
        let mut delen: Vec<(&str, Vec<&Onderwerp>)> = Vec::new();
        for onderwerp in &over {
            let label = self.van(onderwerp).label();
            match delen.iter_mut().find(|(l, _)| *l == label) {
                Some((_, alle)) => alle.push(onderwerp),
                None => delen.push((label, vec![onderwerp])),
            }
        }
        let deel = |(label, alle): &(&str, Vec<&Onderwerp>)| {
            let namen: Vec<String> = alle.iter().take(3).map(ToString::to_string).collect();
            let rest = alle.len() - namen.len();
            let waarvan = if rest > 0 { format!("{} en nog {rest}", namen.join(", ")) } else { opsomming(&namen) };
            format!("{waarvan}: {}", label.to_lowercase())
        };
        delen.iter().map(deel).collect::<Vec<_>>().join("; ")
    }

    /// All that will be signed beside the text, a line each.
    pub fn regels(&self) -> Vec<String> {
        let mut uit = Vec::new();
        let hetzelfde: Vec<String> =
            self.over.iter().filter(|o| !self.anders.contains_key(o)).map(ToString::to_string).collect();
        let mut regel = |naam: &str, waarde: Option<String>| uit.extend(waarde.map(|w| format!("{naam}: {w}")));
        if !hetzelfde.is_empty() {
            regel(self.gezegd.label(), Some(hetzelfde.join(", ")));
            self.gezegd.regels(&mut regel);
        }
        for (over, gezegd) in self.anders.iter().filter(|(over, _)| self.over.contains(over)) {
            regel(gezegd.label(), Some(over.to_string()));
            gezegd.regels(&mut regel);
        }
        regel("Soort", Some(self.soort.woord().to_owned()));
        regel("Besluit door", self.besluit_door.map(|b| b.label().to_lowercase()));
        regel("Grondslag", self.grondslag.map(|g| g.label().to_lowercase()));
        regel("Datum besluit", self.besluitdatum.map(Datum::lang));
        regel("Kenmerk", self.kenmerk.clone());
        regel("Wijze", self.wijze.map(|w| w.label().to_lowercase()));
        regel("Overleg", self.overleg.clone());
        regel("Getekend stuk", self.papier.as_ref().map(|p| format!("{} (sha256 {})", p.vindplaats, p.sha256)));
        uit
    }
}

fn keuze<T: DeserializeOwned>(woord: &str, opties: &[Optie]) -> Result<Option<T>, Fout> {
    let klein = woord.trim().to_lowercase();
    if klein.is_empty() {
        return Ok(None);
    }
    toml::Value::String(klein).try_into().map(Some).map_err(|_| {
        let wel: Vec<&str> = opties.iter().map(|o| o.woord).collect();
        let wat = format!("{} kan hier niet.", tussen_aanhalingstekens(woord));
        Fout::gebruik(wat, format!("Wel: {}.", wel.join(", ")))
    })
}
