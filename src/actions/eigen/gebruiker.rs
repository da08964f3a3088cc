//! Who is at the keyboard: for which party and in which office, per ontwikkelagenda. Kept on this
//! machine, never in the ontwikkelagenda.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::thuis::schrijf_eigen;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::naslag::Naslag;
use crate::agenda::PartijId;
use crate::agenda::tekst::{eerste_verboden, nfc, tussen_aanhalingstekens};
use crate::git::Auteur;

/// In which office somebody acts for one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gebruiker {
    /// The party.
    pub partij: PartijId,
    /// The office.
    pub functie: String,
    /// The office's mailbox.
    pub mailbox: Option<String>,
    /// A name, only where the user chose to be named.
    pub naam: Option<String>,
}

/// All of one ontwikkelagenda's offices of this user; the first is the one in use.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Bekend {
    #[serde(default)]
    gebruikers: Vec<Gebruiker>,
}

type AlleGegevens = BTreeMap<String, Bekend>;

fn pad(kopie: &Kopie) -> PathBuf {
    kopie.thuis().instellingen().join("mijn-gegevens.toml")
}

fn lees_alle(kopie: &Kopie) -> Result<AlleGegevens, Fout> {
    let pad = pad(kopie);
    match std::fs::read_to_string(&pad) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(AlleGegevens::new()),
        Err(e) => Err(Fout::nieuw(
            format!("Uw gegevens kunnen niet gelezen worden ({}): {}.", pad.display(), crate::store::disk::reden(&e)),
            "Controleer of u rechten hebt op dat bestand.",
        )),
        Ok(tekst) => toml::from_str(&tekst).map_err(|e| {
            Fout::nieuw(
                format!("Uw gegevens in {} zijn niet leesbaar ({}).", pad.display(), e.message()),
                "Geef het bestand een andere naam en vul uw gegevens opnieuw in.",
            )
        }),
    }
}

/// Everyone this user acts as in this ontwikkelagenda; the first is the one in use.
///
/// # Errors
/// When the file with it, or the cover page, cannot be read.
pub fn alle(kopie: &Kopie) -> Result<Vec<Gebruiker>, Fout> {
    let uuid = kopie.voorblad()?.uuid.to_string();
    Ok(lees_alle(kopie)?.remove(&uuid).map(|b| b.gebruikers).unwrap_or_default())
}

/// Who is acting in this ontwikkelagenda; none when nobody said so yet.
///
/// # Errors
/// As [`alle`].
pub fn huidige(kopie: &Kopie) -> Result<Option<Gebruiker>, Fout> {
    Ok(alle(kopie)?.into_iter().next())
}

/// Who is acting, or the refusal that asks for it.
///
/// # Errors
/// When nobody said so yet.
pub fn vereist(kopie: &Kopie) -> Result<Gebruiker, Fout> {
    huidige(kopie)?.ok_or_else(|| {
        Fout::nieuw(
            "oogo weet nog niet voor welke partij u werkt.",
            "Vul dat één keer in: oogo mijn-gegevens --partij PARTIJ --functie \"UW FUNCTIE\".",
        )
    })
}

/// Puts somebody in use for this ontwikkelagenda. A functie that is left out is the one that was
/// given before for that party.
///
/// # Errors
/// When the party is unknown, there is no functie, or the file cannot be written.
pub fn stel_in(
    kopie: &Kopie,
    partij: &str,
    functie: Option<&str>,
    mailbox: Option<&str>,
    naam: Option<&str>,
) -> Result<Gebruiker, Fout> {
    let partij = kopie.partij(partij)?;
    let mut alle = lees_alle(kopie)?;
    let bekend = alle.entry(kopie.voorblad()?.uuid.to_string()).or_default();
    let eerder = bekend.gebruikers.iter().position(|g| g.partij == partij).map(|i| bekend.gebruikers.remove(i));
    let functie =
        functie.map(str::to_owned).or_else(|| eerder.as_ref().map(|g| g.functie.clone())).ok_or_else(|| {
            Fout::gebruik("Uw functie ontbreekt.", "Geef haar erbij: --functie \"beleidsmedewerker onderwijs\".")
        })?;
    let gebruiker = Gebruiker {
        functie: een_regel(&functie, "functie")?,
        // Given but empty means: none any more.
        mailbox: match mailbox.map(str::trim) {
            Some("") => None,
            Some(m) => Some(adres(m)?),
            None => eerder.as_ref().and_then(|g| g.mailbox.clone()),
        },
        naam: match naam.map(str::trim) {
            Some("") => None,
            Some(n) => Some(een_regel(n, "naam")?),
            None => eerder.and_then(|g| g.naam),
        },
        partij,
    };
    bekend.gebruikers.insert(0, gebruiker.clone());
    let tekst = toml::to_string(&alle)
        .map_err(|e| Fout::nieuw(format!("Uw gegevens kunnen niet bewaard worden ({e})."), ""))?;
    schrijf_eigen(&pad(kopie), tekst.as_bytes())?;
    Ok(gebruiker)
}

pub(in crate::actions) fn een_regel(tekst: &str, wat: &str) -> Result<String, Fout> {
    let tekst = nfc(tekst.trim());
    if tekst.is_empty()
        || tekst.contains(['\n', '<', '>'])
        || eerste_verboden(&tekst).is_some()
        || tekst.chars().count() > 120
    {
        return Err(Fout::gebruik(
            format!("Dit kan geen {wat} zijn: {}.", tussen_aanhalingstekens(&tekst)),
            "Schrijf gewone tekst op één regel.",
        ));
    }
    Ok(tekst)
}

fn adres(tekst: &str) -> Result<String, Fout> {
    let tekst = een_regel(tekst, "mailbox")?;
    match tekst.split_once('@') {
        Some((voor, na)) if !voor.is_empty() && na.contains('.') && !tekst.contains(' ') => Ok(tekst),
        _ => Err(Fout::gebruik(
            format!("{} is geen e-mailadres.", tussen_aanhalingstekens(&tekst)),
            "Geef het gedeelde adres van uw afdeling.",
        )),
    }
}

impl Gebruiker {
    /// As a version shows its author: functie and partij, and a name only where chosen.
    pub fn auteur(&self, partijnaam: &str, partijmailbox: Option<&str>) -> Auteur {
        let rol = format!("{}, {partijnaam}", self.functie);
        Auteur {
            naam: self.naam.as_ref().map_or_else(|| rol.clone(), |n| format!("{n} ({rol})")),
            mailbox: self
                .mailbox
                .clone()
                .or_else(|| partijmailbox.map(str::to_owned))
                .unwrap_or_else(|| format!("{}@oogo.invalid", self.partij)),
        }
    }
}
