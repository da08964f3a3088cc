//! Takes one change back: a new version that puts just that field or row as it was.

use std::sync::Arc;

use super::opslaan::{Waarom, sla_op};
use crate::actions::fout::Fout;
use crate::actions::kant::{Bron, kant_van};
use crate::actions::kopie::Kopie;
use crate::actions::vergelijk::{Vergelijking, vergelijk};
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::{map_van, stam};
use crate::diff::{Body, Change, FileDiff, Files, Meaning, Path, What, apply, compare_whole, inverse};
use crate::git::Versie;
use crate::store::disk::bytes_van;
use crate::store::{Document, Plek, bytes};

const NIETS: &str = "Er is niets gewijzigd.";

/// Which change is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wat {
    /// That an afspraak stands in another theme.
    Plaats,
    /// A field, row or order of rows; or (true) what is noted there.
    Veld(Path, bool),
}

/// What is taken back, where, and as the version tells it.
#[derive(Debug, Clone)]
pub struct Terugname {
    /// The comparison that shows the change.
    pub vergelijking: Arc<Vergelijking>,
    /// The file.
    pub pad: String,
    /// The change.
    pub wat: Wat,
    /// What the version says: `streefwaarde terug van 26% naar 28%`.
    pub onderwerp: String,
}

impl PartialEq for Terugname {
    fn eq(&self, ander: &Self) -> bool {
        Arc::ptr_eq(&self.vergelijking, &ander.vergelijking) && (&self.pad, &self.wat) == (&ander.pad, &ander.wat)
    }
}

impl Eq for Terugname {}

/// Puts a field, row or order of rows back as the old side of a comparison has it, or an afspraak in
/// its theme.
///
/// # Errors
/// When it was changed since, cannot be taken back by itself, other changes wait in the same file, or
/// nothing can be saved.
pub fn neem_terug(kopie: &Kopie, t: &Terugname, toelichting: Option<&str>) -> Result<Option<Versie>, Fout> {
    let (v, weg) = (&t.vergelijking, || Fout::nieuw("Deze wijziging is er niet meer.", "Vergelijk opnieuw."));
    let bestand = v.diff.files.iter().find(|f| f.path() == t.pad).ok_or_else(weg)?;
    let (Some(van), Some(naar)) = (&bestand.from, &bestand.to) else {
        let advies = if bestand.to.is_some() {
            "Wat er nieuw bij kwam, verwijdert of beëindigt u zelf."
        } else {
            "Wat verwijderd is, komt terug met ‘oogo terugzetten’ of uit de geschiedenis."
        };
        return Err(Fout::nieuw("Dit kan niet met één veld teruggenomen worden.", format!("{advies} {NIETS}")));
    };
    let Wat::Veld(plaats, is_notitie) = &t.wat else {
        return if bestand.is_moved() && bestand.soort() == Some(Bestandsoort::Afspraak) {
            super::afspraak::verplaats(kopie, stam(naar), map_van(van), toelichting)
        } else {
            Err(weg())
        };
    };
    let Body::Fields(fields) = &bestand.body else {
        return Err(Fout::nieuw(
            "Dit bestand kan niet per veld teruggenomen worden.",
            format!("Zet het terug uit de geschiedenis. {NIETS}"),
        ));
    };
    let is_deze = |c: &&Change| c.path == *plaats && matches!(c.what, What::Comment { .. }) == *is_notitie;
    let change = fields.changes.iter().find(is_deze).ok_or_else(weg)?;
    let mut geopend = kopie.open(naar)?;
    // What is in no version yet would go along, and could not be found again.
    let repo = kopie.versies()?;
    let opgeslagen = repo.hoofd()?.map(|hoofd| repo.bytes_in(hoofd, naar)).transpose()?.flatten();
    if opgeslagen.as_ref() != Some(&geopend.bytes) {
        return Err(Fout::nieuw(
            "In dit bestand staat nog iets dat niet is opgeslagen.",
            format!("Sla dat eerst op (‘oogo opslaan’, op het scherm o in het overzicht). {NIETS}"),
        ));
    }
    let oud = oude_bytes(kopie, v, van)?;
    // As the file is now, and whole: what was shown must still be so.
    let of_bytes = |pad: &str, bytes: &[u8]| Files::from([(pad.to_owned(), bytes.to_vec())]);
    let nu = compare_whole(&of_bytes(naar, &oud), &of_bytes(naar, &geopend.bytes));
    let whole = nu.files.first().and_then(|f| match &f.body {
        Body::Fields(fields) => fields.changes.iter().find(is_deze).map(|c| (fields, c)),
        Body::Text { .. } | Body::Bytes { .. } => None,
    });
    let Some((fields, _)) = whole.filter(|(_, c)| *c == change) else {
        return Err(Fout::nieuw(
            "Dit is intussen opnieuw gewijzigd.",
            format!("Vergelijk opnieuw en kijk eerst wat er nu staat. {NIETS}"),
        ));
    };
    let gewenst = apply(&fields.new, &inverse(std::slice::from_ref(change)));
    let tekst = bytes::als_tekst(van, oud).ok().map(|(t, _)| t);
    let oud = tekst.and_then(|t| Document::lees(geopend.document.soort(), &t).ok());
    terug(&mut geopend.document, change, oud.as_ref())?;
    // Whatever the edit did besides is not what was asked.
    if lees(&geopend.document.tekst())? != gewenst {
        return Err(Fout::nieuw(
            "Deze wijziging kan niet los van de andere teruggenomen worden.",
            format!("Verander het veld zelf. {NIETS}"),
        ));
    }
    let naam = crate::agenda::Stuk::van_pad(naar).map_or_else(|| naar.clone(), |s| s.to_string());
    let waarom = Waarom::nieuw(format!("{naam}: {}", t.onderwerp), toelichting);
    sla_op(kopie, &[geopend.wijziging()], &waarom).map(Some)
}

/// Undoes a version that took one change back.
///
/// # Errors
/// As [`neem_terug`].
pub fn herstel(kopie: &Kopie, versie: &str) -> Result<Option<Versie>, Fout> {
    let repo = kopie.versies()?;
    let (ervoor, erna) = (repo.versie(&format!("{versie}^"))?, repo.versie(versie)?);
    let wat = erna.onderwerp.split_once(": ").map_or(erna.onderwerp.as_str(), |(_, wat)| wat).to_owned();
    let v = Arc::new(vergelijk(Some(kopie), kant_van(ervoor), kant_van(erna), false)?);
    let onderwerp = format!("ongedaan gemaakt: {wat}");
    // A reason that was saved with it stays: that it was given is so.
    let een = |f: &FileDiff| match &f.body {
        _ if f.is_moved() => Some(Wat::Plaats),
        Body::Fields(fields) if f.from.is_some() && f.to.is_some() => {
            fields.changes.first().map(|c| Wat::Veld(c.path.clone(), matches!(c.what, What::Comment { .. })))
        }
        _ => None,
    };
    let Some((pad, wat)) = v.diff.files.iter().find_map(|f| Some((f.path().to_owned(), een(f)?))) else {
        return Ok(None);
    };
    neem_terug(kopie, &Terugname { vergelijking: v, pad, wat, onderwerp }, None)
}

fn lees(tekst: &str) -> Result<Meaning, Fout> {
    Meaning::read(tekst).map_err(|_| Fout::nieuw("Dit bestand is geen geldige TOML.", NIETS))
}

/// The file as the old side has it.
fn oude_bytes(kopie: &Kopie, v: &Vergelijking, van: &str) -> Result<Vec<u8>, Fout> {
    let er_niet = || Fout::nieuw("De oude tekst van dit bestand is er niet meer.", NIETS);
    match &v.van.bron {
        Bron::Versie(versie) => kopie.versies()?.bytes_in(versie.id, van)?.ok_or_else(er_niet),
        Bron::Map(map) => Ok(bytes_van(map, van)?),
    }
}

fn terug(document: &mut Document, change: &Change, oud: Option<&Document>) -> Result<(), Fout> {
    let niet = |wat: &str| Fout::nieuw(wat, format!("Verander het zelf. {NIETS}"));
    let pad = change.path.join(".");
    let plek = Plek::zoek(document.soort(), &pad);
    match &change.what {
        What::Value { from, .. } => match (plek, change.path.as_slice(), oud) {
            (Ok(plek), ..) => Ok(document.zet(&plek, from.as_ref())?),
            // A key that the format does not know is taken over as it was.
            (Err(_), [naam], Some(oud)) => {
                document.neem_over(naam, oud);
                Ok(())
            }
            _ => Err(niet("Dit veld kent oogo niet, en het kan niet los teruggenomen worden.")),
        },
        What::Row { from, .. } => {
            let Ok(Plek::Rij(groep, sleutel)) = plek else {
                return Err(niet("Deze regel kan niet los teruggenomen worden."));
            };
            match (from, oud) {
                (None, _) => Ok(document.zet(&Plek::Rij(groep, sleutel), None)?),
                (Some(rij), Some(oud)) => {
                    document.neem_rij_over(groep, &sleutel, oud);
                    naar_plaats(document, groep, &sleutel, rij.index)
                }
                (Some(_), None) => Err(niet("De oude tekst van deze regel is er niet meer.")),
            }
        }
        What::Order { from, .. } => {
            let Ok(Plek::Veld(groep)) = plek else { return Err(niet("Deze volgorde kan niet teruggezet worden.")) };
            // Those that stayed, among those that came since.
            let nu = document.sleutels(groep);
            let mut oude = from.iter();
            let gewenst: Vec<String> = nu
                .iter()
                .filter_map(|k| if from.contains(k) { oude.next().cloned() } else { Some(k.clone()) })
                .collect();
            gewenst.iter().enumerate().try_for_each(|(i, k)| naar_plaats(document, groep, k, i))
        }
        What::Comment { .. } => Err(niet("Een notitie in het bestand zelf (#) kan hier niet teruggenomen worden.")),
    }
}

/// Moves a row up or down to its place among the others.
fn naar_plaats(
    document: &mut Document,
    groep: &'static crate::agenda::veld::Veld,
    sleutel: &str,
    plaats: usize,
) -> Result<(), Fout> {
    let rijen = document.sleutels(groep);
    let nu = rijen.iter().position(|k| k == sleutel).unwrap_or(0);
    let doel = plaats.min(rijen.len().saturating_sub(1));
    for _ in 0..nu.abs_diff(doel) {
        document.verplaats_rij(groep, sleutel, doel > nu)?;
    }
    Ok(())
}
