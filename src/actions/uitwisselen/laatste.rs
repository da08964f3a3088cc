//! How old this copy is, for who works without a connection, and an exchange that was broken off, in words.

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::Datum;
use crate::agenda::tekst::aantal;
use crate::git::Repository;

/// When this copy was last as what is shared; none where it was never exchanged.
///
/// # Errors
/// When the versions cannot be read.
pub fn laatste(kopie: &Kopie, vandaag: Datum) -> Result<Option<String>, Fout> {
    Ok(zin(&kopie.versies()?, vandaag))
}

/// How many days ago that was.
///
/// # Errors
/// When the versions cannot be read.
pub fn dagen_geleden(kopie: &Kopie, vandaag: Datum) -> Result<Option<i64>, Fout> {
    Ok(kopie.versies()?.laatst_uitgewisseld().map(|toen| Datum::van_moment(toen).dagen_tot(vandaag)))
}

fn zin(repo: &Repository, vandaag: Datum) -> Option<String> {
    let toen = repo.laatst_uitgewisseld()?;
    let geleden = match Datum::van_moment(toen).dagen_tot(vandaag) {
        ..=0 => "vandaag".to_owned(),
        1 => "gisteren".to_owned(),
        n => format!("{} geleden", aantal(usize::try_from(n).unwrap_or_default(), "dag", "dagen")),
    };
    Some(format!("Het laatst uitgewisseld op {}, {geleden}.", toen.format("%d-%m-%Y om %H:%M")))
}

/// Says with a refusal how old what stands here is.
pub(super) fn met_ouderdom(repo: &Repository, fout: Fout) -> Fout {
    let Some(zin) = zin(repo, Datum::vandaag()) else { return fout };
    Fout { advies: format!("{} {zin}", fout.advies).trim().to_owned(), ..fout }
}

/// What is told of an exchange that was broken off the last time.
pub(in crate::actions) fn onderbroken(repo: &Repository) -> Option<String> {
    let o = repo.onderbroken()?;
    let stand = match o.is_overgenomen {
        true => "Wat van de andere partij kwam, staat hier al",
        false => "Hier is niets veranderd",
    };
    let verder = match o.wat.as_str() {
        "uitwisselen" => "; of het uwe is aangekomen, ziet u als u opnieuw uitwisselt.",
        _ if o.is_overgenomen => ".",
        _ => "; begin er opnieuw mee.",
    };
    Some(format!("De vorige keer is oogo onderbroken tijdens het {}. {stand}{verder}", o.wat))
}
