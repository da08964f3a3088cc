//! The ontwikkelagenda, or one afspraak, as a document to read: put together here, drawn elsewhere.

use std::path::Path;

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::{AfspraakId, Ontwikkelagenda, Voorblad};
use crate::export::html::{self, Hoofdstuk};

use crate::export::leesstuk::{self, Leesstuk};
use crate::git::schrijf_veilig;
use crate::store::load::{VOORBLAD, pad_afspraak, pad_thema};

/// Reads a file of the ontwikkelagenda as a document.
///
/// # Errors
/// When the file is not there or cannot be read.
pub fn lees(kopie: &Kopie, agenda: &Ontwikkelagenda, pad: &str) -> Result<Leesstuk, Fout> {
    let geopend = kopie.open(pad)?;
    let tabel: toml::Table =
        geopend.document.tekst().parse().map_err(|_| Fout::nieuw(format!("{pad} is geen geldige TOML."), ""))?;
    Ok(leesstuk::van(geopend.document.soort().velden(), &tabel, agenda))
}

/// `1 augustus 2026 – 31 juli 2030`, as far as it is known.
pub fn planperiode(v: &Voorblad) -> Option<String> {
    let p = v.planperiode?;
    match (p.van, p.tot) {
        (Some(van), Some(tot)) => Some(format!("{} – {}", van.lang(), tot.lang())),
        (Some(van), None) => Some(format!("vanaf {}", van.lang())),
        (None, Some(tot)) => Some(format!("tot en met {}", tot.lang())),
        (None, None) => None,
    }
}

/// One afspraak with its voortgang.
///
/// # Errors
/// When it is not there or cannot be read.
pub fn afspraak(kopie: &Kopie, agenda: &Ontwikkelagenda, id: &str) -> Result<Hoofdstuk, Fout> {
    let (id, thema, pad) = kopie.pad_van(id)?;
    let stuk = lees(kopie, agenda, &pad)?;
    let titel = agenda.afspraak(&id).map(|g| g.afspraak.titel.clone()).unwrap_or_default();
    let themanaam = agenda.themas.get(&thema).map_or(thema.as_str(), |t| t.naam.as_str());
    Ok(Hoofdstuk {
        titel,
        onder: format!("{id} · {themanaam} · {}", agenda.status(&id).label()),
        anker: id.to_string(),
        stuk: Some(stuk),
        delen: voortgang(kopie, agenda, &id)?.into_iter().collect(),
    })
}

fn voortgang(kopie: &Kopie, agenda: &Ontwikkelagenda, id: &AfspraakId) -> Result<Option<Hoofdstuk>, Fout> {
    if !agenda.voortgang.contains_key(id) {
        return Ok(None);
    }
    let stuk = lees(kopie, agenda, &format!("voortgang/{id}.toml"))?;
    Ok(Some(Hoofdstuk {
        titel: "Voortgang".to_owned(),
        anker: format!("{id}-voortgang"),
        stuk: Some(stuk),
        ..Hoofdstuk::default()
    }))
}

/// The whole: the cover page, and each theme with its afspraken. A file that cannot be read is
/// left out; `oogo controleer` names it.
///
/// # Errors
/// When the cover page cannot be read.
pub fn geheel(kopie: &Kopie, agenda: &Ontwikkelagenda) -> Result<Hoofdstuk, Fout> {
    let mut delen = Vec::new();
    for (id, thema) in agenda.themas_op_volgorde() {
        let mut afspraken = Vec::new();
        for a in agenda.afspraken_van(id).filter(|a| kopie.wortel().join(pad_afspraak(id, &a.id)).is_file()) {
            afspraken.extend(afspraak(kopie, agenda, a.id.as_str()).ok());
        }
        delen.push(Hoofdstuk {
            titel: thema.naam.clone(),
            onder: String::new(),
            anker: format!("thema-{id}"),
            stuk: lees(kopie, agenda, &pad_thema(id)).ok(),
            delen: afspraken,
        });
    }
    Ok(Hoofdstuk {
        titel: agenda.voorblad.naam.clone(),
        onder: planperiode(&agenda.voorblad).unwrap_or_default(),
        anker: "begin".to_owned(),
        stuk: lees(kopie, agenda, VOORBLAD).ok(),
        delen,
    })
}

/// One afspraak, or the whole, as a page that Word and every browser open.
///
/// # Errors
/// When it is not there or cannot be read.
pub fn pagina(kopie: &Kopie, agenda: &Ontwikkelagenda, id: Option<&str>) -> Result<String, Fout> {
    Ok(html::pagina(&match id {
        Some(id) => afspraak(kopie, agenda, id)?,
        None => geheel(kopie, agenda)?,
    }))
}

/// Makes that page in a file.
///
/// # Errors
/// As [`pagina`] and [`schrijf_pagina`].
pub fn maak(kopie: &Kopie, agenda: &Ontwikkelagenda, id: Option<&str>, doel: &Path) -> Result<(), Fout> {
    schrijf_pagina(doel, &pagina(kopie, agenda, id)?)
}

/// Writes a page to a file. What is not a page of oogo is never overwritten.
///
/// # Errors
/// When the file is something else or cannot be written.
pub fn schrijf_pagina(doel: &Path, pagina: &str) -> Result<(), Fout> {
    if doel.exists() && !std::fs::read_to_string(doel).is_ok_and(|t| t.contains(html::KENMERK)) {
        let wat = format!("{} bestaat al en is geen pagina van oogo.", doel.display());
        return Err(Fout::nieuw(wat, "Kies een andere naam; er is niets overschreven."));
    }
    if !doel.parent().is_some_and(|map| map.as_os_str().is_empty() || map.is_dir()) {
        let wat = format!("De map van {} is er niet.", doel.display());
        return Err(Fout::nieuw(wat, "Kies een map die er is; er is niets gemaakt."));
    }
    Ok(schrijf_veilig(doel, pagina.as_bytes())?)
}
