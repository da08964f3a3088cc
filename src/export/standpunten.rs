//! Who stands how towards an afspraak, and what a party is about to sign, as reports.

use std::path::Path;

use super::verslag::{Doel, Verslag};
use crate::agenda::{AfspraakId, Datum, Ontwikkelagenda, PartijId};
use crate::verklaring::{Overeenstemming, Sha256, Standpunt, Status, Voorbehoud};

/// How one party stands, as far as a reader wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// The party.
    pub partij: PartijId,
    /// In each kind.
    pub standen: Vec<InSoort>,
    /// Whether this user confirmed the party's keys; none where it has none.
    pub is_bevestigd: Option<bool>,
}

/// How a party stands in one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InSoort {
    /// Ambtelijk or bestuurlijk.
    pub soort: &'static str,
    /// What counts.
    pub status: Status,
    /// When it was said, as the signer's clock had it.
    pub dag: Option<Datum>,
    /// Under what.
    pub voorbehoud: Option<Voorbehoud>,
    /// Why, where that is to be known.
    pub waarom: String,
    /// What was said last.
    pub standpunt: Option<Standpunt>,
}

/// What the user can do from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mogelijk {
    /// Nothing, and why; empty for who only reads.
    Niets(String),
    /// Register what their party says.
    Vastleggen(PartijId),
    /// Make a key first.
    SleutelMaken,
    /// Be put on the list by a colleague first; with this public key.
    OpDeLijst(String),
}

/// The report on one afspraak.
pub fn standpunten(
    agenda: &Ontwikkelagenda,
    id: &AfspraakId,
    overeenstemming: Overeenstemming,
    regels: &[Regel],
    mogelijk: &Mogelijk,
) -> Verslag {
    let mut v = Verslag::nieuw(format!("Standpunten over {id}"));
    let titel = agenda.afspraak(id).map(|g| g.afspraak.titel.clone()).unwrap_or_default();
    v.regel(titel);
    v.regel(format!("Nu: {}.", overeenstemming.label()));
    v.wit();
    match mogelijk {
        Mogelijk::Niets(waarom) if waarom.is_empty() => {}
        Mogelijk::Niets(waarom) => v.let_op(waarom),
        Mogelijk::Vastleggen(partij) => {
            v.naar(format!("Vastleggen wat {} vindt", agenda.partijnaam(partij)), Doel::Registreer(id.clone()));
        }
        Mogelijk::SleutelMaken => {
            v.naar("Uw sleutel maken, om een standpunt te ondertekenen", Doel::SleutelMaken);
        }
        Mogelijk::OpDeLijst(sleutel) => {
            v.regel("U hebt een sleutel, en staat nog niet op de lijst van wie namens uw partij mag spreken. Vraag een collega die er wel op staat om deze opdracht:");
            v.regel(format!("oogo sleutel voeg-toe \"{sleutel}\" --functie \"UW FUNCTIE\""));
        }
    }
    for regel in regels {
        v.kop(agenda.partijnaam(&regel.partij));
        for InSoort { soort, status, dag, voorbehoud, waarom, standpunt } in &regel.standen {
            let dag = dag.map(|d| format!(", {}", d.lang())).unwrap_or_default();
            let tekst = match standpunt.filter(|_| *status == Status::Achterhaald) {
                Some(s) => format!("{soort}\tachterhaald: was {}{dag}", s.label().to_lowercase()),
                None => format!("{soort}\t{}{dag}", status.label()),
            };
            match status {
                Status::Ongeldig | Status::Dubbel | Status::Onbekend => v.let_op(tekst),
                _ => v.regel(tekst),
            }
            if let Some(vb) = voorbehoud {
                let tot = vb.uiterlijk.map(|d| format!(", uiterlijk {}", d.lang())).unwrap_or_default();
                v.regel(format!("\t{}{tot}: {}", vb.soort.label(), vb.tekst));
            }
            if !waarom.is_empty() {
                v.zacht(format!("\t{waarom}"));
            }
        }
        if regel.is_bevestigd == Some(false) {
            v.zacht("U hebt de sleutels van deze partij nog niet bevestigd: laat haar de controlewoorden voorlezen.");
        }
    }
    if regels.is_empty() {
        v.regel("Aan deze afspraak is nog geen partij gebonden.");
    }
    v.wit();
    v.zacht("Dit is parafering, geen ondertekening in de zin van de wet.");
    v
}

/// What is about to be signed: what changed since the last time, and the text as it will be bound.
pub fn te_ondertekenen(
    partij: &str,
    regels: &[String],
    sindsdien: Option<(String, Vec<String>)>,
    pad: &str,
    bytes: &[u8],
) -> Verslag {
    let mut v = Verslag::nieuw("Lezen en ondertekenen");
    v.regel(format!("Namens {partij} wordt dit vastgelegd:"));
    regels.iter().for_each(|r| v.regel(format!("  {r}")));
    v.wit();
    v.naar("Ondertekenen, na het lezen van de tekst hieronder", Doel::Onderteken);
    if let Some((wanneer, zinnen)) = sindsdien {
        v.kop(format!("Veranderd sinds {wanneer}"));
        if zinnen.is_empty() {
            v.regel("Niets.");
        }
        zinnen.into_iter().for_each(|z| v.regel(z));
    }
    v.kop("De tekst waar het over gaat, precies zoals zij er staat");
    v.zacht(format!("{pad}, sha256 {}", Sha256::van(bytes)));
    v.wit();
    let tekst = String::from_utf8_lossy(bytes);
    let tekst = crate::agenda::tekst::zichtbaar(&tekst);
    tekst.lines().for_each(|r| if r.is_empty() { v.wit() } else { v.regel(r) });
    v
}

/// What the user has to know of a key that was just made.
pub fn sleutel_gemaakt(partij: &str, woorden: &[&str], op_lijst: bool, herstelsleutel: Option<&Path>) -> Verslag {
    let mut v = Verslag::nieuw("Uw sleutel");
    v.regel("Uw sleutel is gemaakt. Hij staat alleen op deze computer.");
    if op_lijst {
        v.regel(format!("U mag nu standpunten van {partij} vastleggen."));
    }
    if !woorden.is_empty() {
        v.kop("Controlewoorden");
        v.regel(format!("Lees deze woorden voor in het overleg en zet ze in het verslag. Zo weten de andere partijen dat dit echt {partij} is."));
        v.wit();
        v.regel(woorden.join(" "));
    }
    if let Some(pad) = herstelsleutel {
        v.kop("Herstelsleutel, voor de kluis");
        v.regel("Raken alle sleutels van uw partij zoek, dan beslist deze sleutel wie namens haar mag spreken. Hij staat in dit bestand:");
        v.regel(pad.display().to_string());
        v.let_op("Druk het af, leg het in de kluis van uw organisatie en verwijder het bestand daarna. Wie het heeft, kan namens uw partij spreken.");
    }
    v
}
