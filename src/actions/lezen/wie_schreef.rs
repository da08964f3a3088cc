//! Who wrote what stands there now, per field.

use super::herkomst;
use super::vergelijk::namen_nu;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::Stuk;
use crate::diff::{Body, Change, Diff, Fields, FileDiff, Meaning, What};
use crate::export::vergelijking::{Filter, Overzicht};
use crate::store::bytes;
use crate::store::disk::bytes_van;
use crate::store::load::pad_stuk;

/// Every filled field of something, each with the steps that led to it, newest first; of an afspraak
/// also those of its voortgang and beheer.
///
/// # Errors
/// When there is no such thing, or the versions cannot be read.
pub fn wie_schreef(kopie: &Kopie, stuk: &Stuk, wacht: impl Fn() -> bool) -> Result<Overzicht, Fout> {
    let mut paden = match (pad_stuk(stuk), stuk.afspraak()) {
        (_, Some(id)) => vec![kopie.pad_van(id.as_str())?.2],
        (Some(pad), None) => vec![pad],
        (None, None) => Vec::new(),
    };
    if let Some(id) = stuk.afspraak() {
        paden.extend(["voortgang", "beheer"].map(|map| format!("{map}/{id}.toml")));
    }
    let mut files = Vec::new();
    for pad in paden.into_iter().filter(|pad| kopie.wortel().join(pad).exists()) {
        let (tekst, _) = bytes::als_tekst(&pad, bytes_van(kopie.wortel(), &pad)?)?;
        let Ok(new) = Meaning::read(&tekst) else {
            let wat = format!("{pad} is geen geldige TOML.");
            return Err(Fout::nieuw(wat, "Verbeter het bestand: ‘oogo controleer’ zegt wat er mis is."));
        };
        let filled = |(path, value): (&crate::diff::Path, &toml::Value)| Change {
            path: path.clone(),
            what: What::Value { from: None, to: Some(value.clone()) },
        };
        // A row's key is made by the program.
        let changes = new.values().filter(|(path, _)| path.last().is_none_or(|l| l != "sleutel")).map(filled).collect();
        let body = Body::Fields(Box::new(Fields { old: Meaning::default(), new, changes }));
        files.push(FileDiff { from: Some(pad.clone()), to: Some(pad), body });
    }
    let diff = Diff { files };
    let namen = namen_nu(kopie);
    let mut overzicht = Overzicht::van("het begin", "nu", &diff, &namen, &Filter::default(), &[]);
    herkomst::van_begin_af(kopie, &diff, wacht)?.vul_in(&mut overzicht);
    Ok(overzicht)
}
