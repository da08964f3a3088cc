//! Data about a person that was found in a text: what, and where.

use std::collections::BTreeMap;

use crate::agenda::bestand::stam;
use crate::agenda::uitzondering::Uitzondering;
use crate::agenda::{Bestandsoort, Bevinding, Datum, Ernst};
use crate::privacy::{Gegeven, Niveau, Vondst, gemaskeerd, zoek};
use crate::store::{check, teksten};
use crate::verklaring::Handtekening;

/// Where a text stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plaats {
    /// A file, by its path; what calls for a look is masked in it.
    Bestand(String),
    /// What belongs to one version, such as its toelichting.
    Bijschrift(&'static str),
    /// A text of its own.
    Los,
}

impl Plaats {
    /// As the reader sees it.
    pub(in crate::actions) fn naam(&self) -> &str {
        match self {
            Self::Bestand(pad) => pad,
            Self::Bijschrift(wat) => wat,
            Self::Los => "",
        }
    }

    /// How an exception names it: an afspraak by its number, which stays when it moves. What belongs
    /// to one version is for that version alone.
    pub(in crate::actions) fn in_uitzondering(&self) -> Option<&str> {
        match self {
            Self::Bestand(pad) if Bestandsoort::van_pad(pad) == Some(Bestandsoort::Afspraak) => Some(stam(pad)),
            Self::Bestand(pad) => Some(pad),
            Self::Bijschrift(_) | Self::Los => None,
        }
    }
}

/// Something that was found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// Where.
    pub plaats: Plaats,
    /// How many of the same kind stand in that field.
    pub aantal: u32,
    /// The line, from 1.
    pub regel: Option<usize>,
    /// The field's path.
    pub veld: Option<String>,
    /// What.
    pub vondst: Vondst,
    /// The versions that hold it, newest first, where history was looked through.
    pub versies: Vec<String>,
}

impl Gevonden {
    /// As a finding among others: what, where, why, what to write instead.
    pub fn bevinding(&self) -> Bevinding {
        let ernst = match self.vondst.niveau {
            Niveau::Blokkeert => Ernst::Fout,
            Niveau::Waarschuwt => Ernst::Waarschuwing,
            Niveau::Meldt => Ernst::Melding,
        };
        let mut b = Bevinding::nieuw(ernst, self.plaats.naam(), self.vondst.melding(), self.vondst.advies());
        b.veld.clone_from(&self.veld);
        b.op_regel(self.regel)
    }

    /// Whether somebody gave a reason for it.
    pub(in crate::actions) fn is_uitgezonderd(&self, uitzonderingen: &[Uitzondering]) -> bool {
        let Some(plaats) = self.plaats.in_uitzondering() else { return false };
        uitzonderingen.iter().any(|u| {
            (u.bestand == plaats && u.veld == self.veld && u.soort == self.vondst.gegeven) && u.aantal >= self.aantal
        })
    }
}

/// Everything in a plain text.
pub fn in_tekst(tekst: &str, vandaag: Datum) -> Vec<Gevonden> {
    let (mut regel, mut tot) = (1, 0);
    let mut op_regel = |plek: usize| {
        regel += tekst.get(tot..plek).map_or(0, |t| t.matches('\n').count());
        tot = plek;
        Some(regel)
    };
    zoek(tekst, vandaag)
        .into_iter()
        .map(|vondst| Gevonden {
            plaats: Plaats::Los,
            aantal: 1,
            regel: op_regel(vondst.plek.start),
            veld: None,
            vondst,
            versies: Vec::new(),
        })
        .collect()
}

/// Everything in a file and in its name.
pub fn in_bestand(pad: &str, inhoud: &[u8], vandaag: Datum) -> Vec<Gevonden> {
    met_waarde(pad, inhoud, vandaag).into_iter().map(|(gevonden, _)| gevonden).collect()
}

/// As [`in_bestand`], each with the words themselves, which never leave these actions.
pub(in crate::actions) fn met_waarde(pad: &str, inhoud: &[u8], vandaag: Datum) -> Vec<(Gevonden, String)> {
    let bestand = gemaskeerd(pad, vandaag, Niveau::Waarschuwt);
    let maak = |veld: &Option<String>, regel: Option<usize>, tekst: &str, vondst: Vondst| {
        let waarde = tekst.get(vondst.plek.clone()).unwrap_or_default().to_owned();
        let veld = veld.as_deref().map(|v| gemaskeerd(v, vandaag, Niveau::Waarschuwt));
        let plaats = Plaats::Bestand(bestand.clone());
        (Gevonden { plaats, aantal: 1, regel, veld, vondst, versies: Vec::new() }, waarde)
    };
    let mut uit = Vec::new();
    for deel in pad.split('/') {
        let naam = deel.strip_suffix(".toml").unwrap_or(deel);
        uit.extend(zoek(naam, vandaag).into_iter().map(|v| maak(&None, None, naam, v)));
    }
    // Digits are digits in every writing that is not UTF-8, also with a zero between them (UTF-16).
    let tekst = || String::from_utf8_lossy(inhoud).replace('\0', "");
    // The letters of a signature are chance, and can look like anything.
    let tekst = &pad.ends_with(".sig").then(|| Handtekening::doel_van(inhoud)).flatten().unwrap_or_else(tekst);
    let soort = Bestandsoort::van_pad(pad);
    for deel in teksten::van(soort, tekst) {
        let gevonden = zoek(&deel.tekst, vandaag);
        if gevonden.is_empty() {
            continue;
        }
        let regel = deel.veld.as_deref().and_then(|v| check::regel_van_veld(tekst, v));
        uit.extend(gevonden.into_iter().map(|v| maak(&deel.veld, regel, &deel.tekst, v)));
    }
    uit.extend(kleine_aantallen(soort, tekst).into_iter().map(|(veld, waarde)| {
        let regel = check::regel_van_veld(tekst, &veld);
        let plek = 0..waarde.len();
        let vondst =
            Vondst { gegeven: Gegeven::KleinAantal, niveau: Niveau::Waarschuwt, plek, masker: "1 tot en met 4".into() };
        maak(&Some(veld), regel, &waarde, vondst)
    }));
    let mut telling: BTreeMap<(Option<String>, Gegeven), u32> = BTreeMap::new();
    for (g, _) in &uit {
        *telling.entry((g.veld.clone(), g.vondst.gegeven)).or_default() += 1;
    }
    for (g, _) in &mut uit {
        g.aantal = telling.get(&(g.veld.clone(), g.vondst.gegeven)).copied().unwrap_or(1);
    }
    uit
}

/// The values of 1 to 4 of indicators that count people: their fields and values.
fn kleine_aantallen(soort: Option<Bestandsoort>, tekst: &str) -> Vec<(String, String)> {
    let (groep, velden): (&str, &[&str]) = match soort {
        Some(Bestandsoort::Afspraak) => ("indicatoren", &["nulmeting"]),
        // A measurement has no more of its indicator than the key, which says enough where it is a word.
        Some(Bestandsoort::Voortgang) => ("metingen", &["waarde"]),
        _ => return Vec::new(),
    };
    let Ok(tabel) = tekst.parse::<toml::Table>() else { return Vec::new() };
    let rijen = tabel.get(groep).and_then(|g| g.as_array()).into_iter().flatten().filter_map(|r| r.as_table());
    let mut uit = Vec::new();
    for rij in rijen {
        let tekst_van = |naam: &str| rij.get(naam).and_then(|w| w.as_str()).unwrap_or_default();
        let woorden =
            ["naam", "eenheid", "indicator", "toelichting", "definitie"].map(tekst_van).join(" ").to_lowercase();
        let over_mensen =
            ["leerling", "kind", "jonger", "jeugdig", "gezin", "ouder", "thuiszit"].iter().any(|w| woorden.contains(w));
        let in_procent = woorden.contains('%') || woorden.contains("procent") || woorden.contains("aandeel");
        for veld in velden {
            let waarde = match rij.get(*veld) {
                Some(toml::Value::String(s)) => s.trim().to_owned(),
                Some(toml::Value::Integer(n)) => n.to_string(),
                _ => continue,
            };
            if over_mensen && !in_procent && matches!(waarde.as_str(), "1" | "2" | "3" | "4") {
                uit.push((format!("{groep}.{}.{veld}", tekst_van("sleutel")), waarde));
            }
        }
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verklaring::teken;

    #[test]
    fn the_letters_of_a_signature_are_no_data_about_a_person() {
        let vandaag = Datum::nieuw(2026, 11, 21).unwrap();
        let sleutel = ssh_key::PrivateKey::new(ssh_key::private::Ed25519Keypair::from_seed(&[7; 32]).into(), "proef");
        let pem = |n: u32| teken(sleutel.as_ref().unwrap(), "akkoord@oogo", &n.to_le_bytes()).unwrap();
        let lijkt = (0..60_000).map(pem).find(|pem| !zoek(pem, vandaag).is_empty()).expect("chance makes one");
        assert_eq!(in_bestand("partijen/een/verklaringen/2-7rhf.toml.sig", lijkt.as_bytes(), vandaag), vec![]);
        // Beside it anything can stand.
        let erbij = format!("{lijkt}leerlingnummer 48213\n");
        assert_ne!(in_bestand("partijen/een/verklaringen/2-7rhf.toml.sig", erbij.as_bytes(), vandaag), vec![]);
    }
}
