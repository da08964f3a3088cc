//! What is to be registered in a party's name, read from what a person fills in.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::fout::Fout;
use crate::agenda::Datum;
use crate::agenda::keuze::Optie;
use crate::agenda::partij::Partijsoort;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::verklaring::{
    BesluitDoor, Grondslag, Onderwerp, OpPapier, Sha256, Soort, Standpunt, Voorbehoud, Voorbehoudsoort, Wijze,
};

/// What is to be registered.
#[derive(Debug, Clone, PartialEq)]
pub struct Registratie {
    /// Of what.
    pub over: Vec<Onderwerp>,
    /// What is said.
    pub standpunt: Standpunt,
    /// Why, or in other words; of what is taken back it must be there.
    pub toelichting: Option<String>,
    /// Under what.
    pub voorbehoud: Option<Voorbehoud>,
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
    /// What the user read before saying this; with another text nothing is signed.
    pub gelezen: BTreeMap<Onderwerp, Sha256>,
}

impl Registratie {
    /// Reads it from the words that were filled in, by field; empty is not filled in.
    ///
    /// # Errors
    /// When a word is none of those that can be chosen, or a day is none.
    pub fn lees<'a>(over: Vec<Onderwerp>, veld: impl Fn(&str) -> &'a str) -> Result<Self, Fout> {
        let tekst = |naam: &str| Some(veld(naam).trim().to_owned()).filter(|t| !t.is_empty());
        let dag = |naam: &str| {
            let lees = |t: String| Datum::lees(&t, Datum::vandaag()).map_err(|e| Fout::gebruik(format!("{e}."), ""));
            tekst(naam).map(lees).transpose()
        };
        let voorbehoud = match tekst("voorbehoud") {
            None => None,
            Some(woorden) => Some(Voorbehoud {
                soort: keuze(veld("voorbehoud-soort"), Voorbehoudsoort::OPTIES)?
                    .unwrap_or(Voorbehoudsoort::Inhoudelijk),
                tekst: woorden,
                uiterlijk: dag("uiterlijk")?,
            }),
        };
        let vandaag = Datum::vandaag();
        if voorbehoud.as_ref().and_then(|v| v.uiterlijk).is_some_and(|d| d < vandaag) {
            return Err(Fout::gebruik(
                "De dag waarop het voorbehoud bekend is, is al geweest.",
                "Kies een latere dag.",
            ));
        }
        let besluitdatum = dag("besluitdatum")?;
        if besluitdatum.is_some_and(|d| d > vandaag) {
            return Err(Fout::gebruik("De dag van het besluit moet nog komen.", "Leg het vast als het besluit er is."));
        }
        let standpunt = keuze(veld("standpunt"), Standpunt::OPTIES)?.unwrap_or(Standpunt::Akkoord);
        if (standpunt == Standpunt::Voorbehoud) != voorbehoud.is_some() {
            let advies = "Kies ‘akkoord onder voorbehoud’ en schrijf waaronder.";
            return Err(Fout::gebruik("Een voorbehoud en zijn tekst horen bij elkaar.", advies));
        }
        if standpunt == Standpunt::Ingetrokken && tekst("toelichting").is_none() {
            return Err(Fout::gebruik("Schrijf waarom uw partij intrekt wat zij zei.", "Vul de toelichting in."));
        }
        Ok(Self {
            over,
            standpunt,
            toelichting: tekst("toelichting"),
            voorbehoud,
            soort: keuze(veld("soort"), Soort::OPTIES)?.unwrap_or(Soort::Bestuurlijk),
            besluit_door: keuze(veld("besluit-door"), BesluitDoor::OPTIES)?,
            grondslag: keuze(veld("grondslag"), Grondslag::OPTIES)?,
            besluitdatum,
            kenmerk: tekst("kenmerk"),
            wijze: keuze(veld("wijze"), Wijze::OPTIES)?,
            overleg: tekst("overleg"),
            papier: None,
            gelezen: BTreeMap::new(),
        })
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

    /// All that will be signed beside the text, a line each.
    pub fn regels(&self) -> Vec<String> {
        let over: Vec<String> = self.over.iter().map(ToString::to_string).collect();
        let mut uit = vec![format!("{} over {}.", self.standpunt.label(), over.join(", "))];
        let mut regel = |naam: &str, waarde: Option<String>| uit.extend(waarde.map(|w| format!("{naam}: {w}")));
        regel("Soort", Some(self.soort.woord().to_owned()));
        if let Some(v) = &self.voorbehoud {
            let tot = v.uiterlijk.map(|d| format!("; uiterlijk {}", d.lang())).unwrap_or_default();
            regel("Voorbehoud", Some(format!("{} ({}{tot})", v.tekst, v.soort.label().to_lowercase())));
        }
        regel("Besluit door", self.besluit_door.map(|b| b.label().to_lowercase()));
        regel("Grondslag", self.grondslag.map(|g| g.label().to_lowercase()));
        regel("Datum besluit", self.besluitdatum.map(Datum::lang));
        regel("Kenmerk", self.kenmerk.clone());
        regel("Wijze", self.wijze.map(|w| w.label().to_lowercase()));
        regel("Overleg", self.overleg.clone());
        regel("Toelichting", self.toelichting.clone());
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
