//! Takes one change back: a new version that puts just that field or row as it was.

use super::fout::Fout;
use super::kopie::Kopie;
use super::opslaan::{Waarom, sla_op};
use super::vergelijk::{Bron, Vergelijking, kant_van, vergelijk};
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::{map_van, stam};
use crate::diff::{Body, Change, Fields, FileDiff, Meaning, What, apply, between, inverse};
use crate::git::Versie;
use crate::store::disk::bytes_van;
use crate::store::{Document, Plek, bytes};

const NIETS: &str = "Er is niets gewijzigd.";

/// Puts a field, row or order of rows back as the old side of a comparison has it; without a field the
/// place of an afspraak that moved. `label` is what the reader calls it.
///
/// # Errors
/// When it was changed since, cannot be taken back by itself, or nothing can be saved.
pub fn neem_terug(
    kopie: &Kopie,
    v: &Vergelijking,
    pad: &str,
    veld: Option<&str>,
    label: &str,
    toelichting: Option<&str>,
) -> Result<Option<Versie>, Fout> {
    let weg = || Fout::nieuw("Deze wijziging is er niet meer.", "Vergelijk opnieuw.");
    let bestand = v.diff.files.iter().find(|f| f.path() == pad).ok_or_else(weg)?;
    let (Some(van), Some(naar)) = (&bestand.from, &bestand.to) else {
        let advies = if bestand.to.is_some() {
            "Wat er nieuw bij kwam, verwijdert of beëindigt u zelf."
        } else {
            "Wat verwijderd is, komt terug met ‘oogo terugzetten’ of uit de geschiedenis."
        };
        return Err(Fout::nieuw("Dit kan niet met één veld teruggenomen worden.", format!("{advies} {NIETS}")));
    };
    let Some(veld) = veld else {
        let is_afspraak = bestand.soort() == Some(Bestandsoort::Afspraak);
        return if bestand.is_moved() && is_afspraak {
            super::afspraak::verplaats(kopie, stam(naar), map_van(van), toelichting)
        } else {
            Err(Fout::nieuw("Hier is geen veld gekozen om terug te nemen.", NIETS))
        };
    };
    let Body::Fields(fields) = &bestand.body else {
        return Err(Fout::nieuw(
            "Dit bestand kan niet per veld teruggenomen worden.",
            format!("Zet het terug uit de geschiedenis. {NIETS}"),
        ));
    };
    let horen: Vec<&Change> = fields.changes.iter().filter(|c| c.path.join(".") == veld).collect();
    let change = horen.iter().find(|c| !matches!(c.what, What::Comment { .. })).or(horen.first()).ok_or_else(weg)?;
    let mut geopend = kopie.open(naar)?;
    let nu = lees(&geopend.document.tekst())?;
    if is_sindsdien_gewijzigd(&nu, fields, change) {
        return Err(Fout::nieuw(
            "Dit is intussen opnieuw gewijzigd.",
            format!("Vergelijk opnieuw en kijk eerst wat er nu staat. {NIETS}"),
        ));
    }
    let gewenst = apply(&nu, &inverse(std::slice::from_ref(change)));
    let oud = oud_document(kopie, v, bestand, van)?;
    terug(&mut geopend.document, change, oud.as_ref())?;
    // Whatever the edit did besides is not what was asked.
    if lees(&geopend.document.tekst())? != gewenst {
        return Err(Fout::nieuw(
            "Deze wijziging kan niet los van de andere teruggenomen worden.",
            format!("Verander het veld zelf. {NIETS}"),
        ));
    }
    let naam = crate::agenda::Stuk::van_pad(naar).map_or_else(|| naar.clone(), |s| s.to_string());
    let waarom = Waarom::nieuw(format!("{naam}: {label} teruggenomen"), toelichting);
    sla_op(kopie, &[geopend.wijziging()], &waarom).map(Some)
}

/// Undoes a version that took something back: every change that it made, unless that changed since.
///
/// # Errors
/// As [`neem_terug`].
pub fn herstel(kopie: &Kopie, versie: &str) -> Result<Option<Versie>, Fout> {
    let repo = kopie.versies()?;
    let (ervoor, erna) = (repo.versie(&format!("{versie}^"))?, repo.versie(versie)?);
    let v = vergelijk(Some(kopie), kant_van(ervoor), kant_van(erna))?;
    let mut laatste = None;
    for f in &v.diff.files {
        if f.is_moved() {
            laatste = neem_terug(kopie, &v, f.path(), None, "plaats", None)?.or(laatste);
        }
        let Body::Fields(fields) = &f.body else { continue };
        for c in &fields.changes {
            let veld = c.path.join(".");
            laatste = neem_terug(kopie, &v, f.path(), Some(&veld), &veld, None)?.or(laatste);
        }
    }
    Ok(laatste)
}

fn lees(tekst: &str) -> Result<Meaning, Fout> {
    Meaning::read(tekst).map_err(|_| Fout::nieuw("Dit bestand is geen geldige TOML.", NIETS))
}

/// Whether what stands there now is not what the new side of the comparison has.
fn is_sindsdien_gewijzigd(nu: &Meaning, fields: &Fields, change: &Change) -> bool {
    let raakt = |c: &Change| c.path.starts_with(&change.path) || change.path.starts_with(&c.path);
    between(&fields.new, nu).iter().any(raakt)
}

/// The file as the old side has it, for a row that comes back with its comments.
fn oud_document(kopie: &Kopie, v: &Vergelijking, f: &FileDiff, van: &str) -> Result<Option<Document>, Fout> {
    let Some(soort) = f.soort() else { return Ok(None) };
    let inhoud = match &v.van.bron {
        Bron::Versie(versie) => kopie.versies()?.bytes_in(versie.id, van)?,
        Bron::Map(map) => bytes_van(map, van).ok(),
    };
    let tekst = inhoud.and_then(|b| bytes::als_tekst(van, b).ok());
    Ok(tekst.and_then(|(t, _)| Document::lees(soort, &t).ok()))
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
