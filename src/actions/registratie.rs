//! What is to be registered in a party's name, read from what a person fills in.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::fout::Fout;
use crate::agenda::Datum;
use crate::agenda::keuze::Optie;
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
            besluitdatum: dag("besluitdatum")?,
            kenmerk: tekst("kenmerk"),
            wijze: keuze(veld("wijze"), Wijze::OPTIES)?,
            overleg: tekst("overleg"),
            papier: None,
            gelezen: BTreeMap::new(),
        })
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
