//! Making, changing, moving, removing and bringing back an afspraak.

use super::bewerk::{self, Invoer};
use super::concept::Concept;
use super::opslaan::{Waarom, sla_op};
use super::sjabloon::Beginpunt;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::Logboeken;
use crate::actions::naslag::Naslag;
use crate::agenda::bestand::Formaat;
use crate::agenda::tekst::{tussen_aanhalingstekens, zichtbaar};
use crate::agenda::{AfspraakId, Bestandsoort, Datum, Ernst, Ontwikkelagenda, Stuk};
use crate::git::{Repository, Versie, Wijziging};
use crate::store::disk::bytes_van;
use crate::store::load::{Gelezen, pad_afspraak};
use crate::store::{Document, Plek, canonical};
use crate::verklaring::Onderwerp;

/// Adds a concept to a theme, with whatever else is known of it already; a starting point fills in
/// its texts, and the title where there is none.
///
/// # Errors
/// When the theme is not there, the title is empty, or it cannot be saved.
pub fn voeg_toe(
    kopie: &Kopie,
    thema: &str,
    titel: &str,
    beginpunt: Option<&Beginpunt>,
    invoer: &[Invoer],
    toelichting: Option<&str>,
) -> Result<(AfspraakId, Versie), Fout> {
    let (thema, van_thema) = kopie.thema(thema)?;
    let id = nieuw_id(kopie, &van_thema.voorvoegsel)?;
    let mut document = Document::lees(Bestandsoort::Afspraak, &format!("formaat = 1\nid = \"{id}\"\n"))
        .map_err(|_| Fout::nieuw("De nieuwe afspraak kan niet gemaakt worden.", ""))?;
    let titel = beginpunt.filter(|_| titel.trim().is_empty()).map_or(titel, |b| b.titel.as_str());
    let mut alles = vec![Invoer { veld: "titel".to_owned(), waarde: titel.to_owned() }];
    let van_beginpunt = beginpunt.into_iter().flat_map(Beginpunt::velden);
    alles.extend(van_beginpunt.map(|(veld, waarde)| Invoer { veld: veld.to_owned(), waarde: waarde.to_owned() }));
    alles.extend_from_slice(invoer);
    bewerk::pas_toe(&mut document, &alles, kopie, Datum::vandaag())?;
    let wijziging = Wijziging { pad: pad_afspraak(&thema, &id), was: None, wordt: Some(document.tekst().into_bytes()) };
    let waarom = Waarom::nieuw(format!("{id}: toegevoegd aan {thema} (‘{}’)", titel.trim()), toelichting);
    let versie = sla_op(kopie, &[wijziging], &waarom)?;
    Ok((id, versie))
}

/// An identifier that no afspraak has, nor ever had in this copy's history.
fn nieuw_id(kopie: &Kopie, voorvoegsel: &str) -> Result<AfspraakId, Fout> {
    for _ in 0..100 {
        let id = AfspraakId::nieuw(voorvoegsel)
            .map_err(|e| Fout::nieuw(format!("{e}."), "Verbeter het voorvoegsel van het thema."))?;
        let ooit =
            kopie.versies().and_then(|r| r.geschiedenis(&[&format!("{id}.toml")], 1)).is_ok_and(|v| !v.is_empty());
        if !kopie.heeft_afspraak(&id) && !ooit {
            return Ok(id);
        }
    }
    Err(Fout::nieuw("Er is geen vrij nummer meer met dit voorvoegsel.", "Geef het thema een ander voorvoegsel."))
}

/// Which file of an afspraak a field stands in: `voortgang.status`, `beheer.tags`, else the bound
/// text.
fn bestand_van(veld: &str) -> (Bestandsoort, &str) {
    if let Some(rest) = veld.strip_prefix("voortgang.") {
        (Bestandsoort::Voortgang, rest)
    } else if let Some(rest) = veld.strip_prefix("beheer.") {
        (Bestandsoort::Beheer, rest)
    } else {
        (Bestandsoort::Afspraak, veld)
    }
}

/// Changes fields of an afspraak, its voortgang or its beheer, in one version. None when nothing
/// really changed.
///
/// # Errors
/// When a field or value is wrong, or it cannot be saved. Nothing is changed then.
pub fn wijzig(kopie: &Kopie, id: &str, invoer: &[Invoer], toelichting: Option<&str>) -> Result<Option<Versie>, Fout> {
    let (id, _, _) = kopie.pad_van(id)?;
    let stuk = Stuk::Afspraak(id);
    let mut concept = Concept::open(kopie, &stuk)?;
    for soort in stuk.soorten().iter().copied() {
        let van_dit = invoer.iter().map(|i| (bestand_van(&i.veld), &i.waarde)).filter(|((s, _), _)| *s == soort);
        let deel: Vec<Invoer> =
            van_dit.map(|((_, veld), waarde)| Invoer { veld: veld.to_owned(), waarde: waarde.clone() }).collect();
        if !deel.is_empty() {
            concept.zet(soort, &deel, kopie, Datum::vandaag())?;
        }
    }
    concept.sla_op(kopie, toelichting)
}

/// What is done with a row as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rijwijziging {
    /// One place up.
    Omhoog,
    /// One place down.
    Omlaag,
    /// A second one with the same values, below it.
    Verdubbel,
}

/// Moves or doubles a row, such as `mijlpalen.k7qm`, of an afspraak, its voortgang or its beheer.
/// None when it was the first or last already.
///
/// # Errors
/// When there is no such row, or it cannot be saved.
pub fn wijzig_rij(
    kopie: &Kopie,
    id: &str,
    rij: &str,
    wat: Rijwijziging,
    toelichting: Option<&str>,
) -> Result<Option<Versie>, Fout> {
    let (id, _, _) = kopie.pad_van(id)?;
    let (soort, rij) = bestand_van(rij);
    let Plek::Rij(groep, sleutel) = Plek::zoek(soort, rij)? else {
        let wat = format!("{} is geen regel.", tussen_aanhalingstekens(rij));
        return Err(Fout::gebruik(wat, "Noem de groep en de sleutel, zoals mijlpalen.k7qm."));
    };
    let mut concept = Concept::open(kopie, &Stuk::Afspraak(id))?;
    match wat {
        Rijwijziging::Omhoog => drop(concept.verplaats_rij(soort, groep, &sleutel, false)?),
        Rijwijziging::Omlaag => drop(concept.verplaats_rij(soort, groep, &sleutel, true)?),
        Rijwijziging::Verdubbel => drop(concept.verdubbel_rij(soort, groep, &sleutel)?),
    }
    concept.sla_op(kopie, toelichting)
}

/// Moves an afspraak to another theme; its text and number stay the same, byte for byte.
///
/// # Errors
/// When either is not there, or it cannot be saved.
pub fn verplaats(kopie: &Kopie, id: &str, thema: &str, toelichting: Option<&str>) -> Result<Option<Versie>, Fout> {
    let (id, van, pad) = kopie.pad_van(id)?;
    let (naar, _) = kopie.thema(thema)?;
    if van == naar {
        return Ok(None);
    }
    let inhoud = bytes_van(kopie.wortel(), &pad)?;
    let wijzigingen = [
        Wijziging { pad: pad_afspraak(&naar, &id), was: None, wordt: Some(inhoud.clone()) },
        Wijziging { pad, was: Some(inhoud), wordt: None },
    ];
    sla_op(kopie, &wijzigingen, &Waarom::nieuw(format!("{id}: verplaatst van {van} naar {naar}"), toelichting))
        .map(Some)
}

/// Where else an afspraak is named: meetings that decided on it, afspraken that build on it.
fn genoemd_in(agenda: &Ontwikkelagenda, id: &AfspraakId) -> Vec<String> {
    let overleggen = agenda.overleggen.iter().filter(|(_, o)| {
        o.besluiten.iter().any(|b| b.afspraak.as_ref() == Some(id))
            || o.vergaderagenda.iter().any(|p| p.afspraak.as_ref() == Some(id))
    });
    let afspraken = agenda.afspraken.values().filter(|g| {
        let einde = g.afspraak.einde.as_ref().and_then(|e| e.vervangen_door.as_ref());
        g.afspraak.afhankelijk_van.contains(id) || einde == Some(id)
    });
    overleggen.map(|(naam, _)| format!("overleg {naam}")).chain(afspraken.map(|g| g.afspraak.id.to_string())).collect()
}

/// Whether an afspraak may be removed.
///
/// # Errors
/// When it was on a meeting's list, a party declared something about it or others build on it: such an afspraak is
/// ended, not removed.
pub fn mag_weg(kopie: &Kopie, id: &AfspraakId) -> Result<Gelezen, Fout> {
    let gelezen = kopie.lees()?;
    if let Some(b) = gelezen.bevindingen.iter().find(|b| b.bestand.starts_with("overleggen") && b.ernst == Ernst::Fout)
    {
        let wat = format!("Of een overleg deze afspraak noemt, is niet na te gaan: {} is niet te lezen.", b.bestand);
        return Err(Fout::nieuw(wat, "Herstel dat bestand eerst; bekijk met ‘oogo controleer’ wat eraan schort."));
    }
    let mut genoemd = genoemd_in(&gelezen.agenda, id);
    let sprekers = Logboeken::lees(kopie, false)?.sprekers(&Onderwerp::Afspraak(id.clone()));
    genoemd.extend(sprekers.iter().map(|p| format!("een verklaring van {}", gelezen.agenda.partijnaam(p))));
    if genoemd.is_empty() {
        return Ok(gelezen);
    }
    Err(Fout::nieuw(
        format!("Afspraak {id} kan niet weg: zij wordt genoemd in {}.", genoemd.join(", ")),
        format!(
            "Beëindig haar: vul bij Einde in hoe, wanneer en waarom (oogo wijzig {id} einde.soort=vervallen einde.datum=vandaag einde.reden=\"…\")."
        ),
    ))
}

/// Removes an afspraak that nothing refers to, with its voortgang, beheer and opmerkingen. It
/// stays in history.
///
/// # Errors
/// As [`mag_weg`], and when it cannot be written.
pub fn verwijder(kopie: &Kopie, id: &str, toelichting: Option<&str>) -> Result<Versie, Fout> {
    let (id, _, pad) = kopie.pad_van(id)?;
    let gelezen = mag_weg(kopie, &id)?;
    let mut wijzigingen = Vec::new();
    let van_deze = |p: &str| {
        p == pad
            || p == format!("voortgang/{id}.toml")
            || p == format!("beheer/{id}.toml")
            || p.starts_with(&format!("opmerkingen/{id}/"))
    };
    for (_, p) in gelezen.bestanden.iter().filter(|(_, p)| van_deze(p)) {
        wijzigingen.push(Wijziging { pad: p.clone(), was: Some(bytes_van(kopie.wortel(), p)?), wordt: None });
    }
    sla_op(kopie, &wijzigingen, &Waarom::nieuw(format!("{id}: verwijderd"), toelichting))
}

/// Puts an afspraak back to an older version, which is a new version; without a version to the
/// one before the last change, or, when it was removed, to what it was then. None when it is
/// like that already.
///
/// # Errors
/// When there is no such afspraak or version, or it cannot be saved.
pub fn zet_terug(
    kopie: &Kopie,
    id: &str,
    versie: Option<&str>,
    toelichting: Option<&str>,
) -> Result<Option<Versie>, Fout> {
    let onbekend = |_| Fout::nieuw(format!("Er is geen afspraak {}.", tussen_aanhalingstekens(id)), "");
    let afspraak: AfspraakId = id.trim().to_lowercase().parse().map_err(onbekend)?;
    let repo = kopie.versies()?;
    let naam = format!("{afspraak}.toml");
    let nu = kopie.pad_van(afspraak.as_str()).ok();
    let doel = match versie {
        Some(v) => repo.versie(v)?,
        None => vorige(&repo, &naam, nu.as_ref().map(|(_, _, pad)| pad.as_str()), kopie)?,
    };
    let Some(pad_toen) = repo.pad_in(doel.id, &naam)? else {
        return Err(Fout::nieuw(
            format!("In versie {} bestond afspraak {} niet.", doel.kort(), zichtbaar(afspraak.as_str())),
            format!("Bekijk met ‘oogo geschiedenis {afspraak}’ uit welke versies u kunt kiezen."),
        ));
    };
    let mut paden = vec![(pad_toen, nu.as_ref().map(|(_, _, pad)| pad.clone()))];
    if nu.is_none() {
        // What was removed comes back with all that belonged to it.
        let van_deze = |p: &String| {
            *p == format!("voortgang/{naam}")
                || *p == format!("beheer/{naam}")
                || p.starts_with(&format!("opmerkingen/{afspraak}/"))
        };
        paden.extend(repo.paden_in(doel.id)?.into_iter().filter(van_deze).map(|p| (p, None)));
    }
    let mut wijzigingen = Vec::new();
    for (toen, nu) in paden {
        let pad = nu.unwrap_or_else(|| toen.clone());
        let was = bytes_van(kopie.wortel(), &pad).ok();
        let wordt = repo.bytes_in(doel.id, &toen)?;
        if was != wordt {
            wijzigingen.push(Wijziging { pad, was, wordt });
        }
    }
    if wijzigingen.is_empty() {
        return Ok(None);
    }
    bewaar_eerst(kopie, &repo, &afspraak, &wijzigingen)?;
    let dag = doel.moment.format("%d-%m-%Y %H:%M");
    let waarom =
        Waarom::nieuw(format!("{afspraak}: teruggezet naar de versie van {dag} ({})", doel.kort()), toelichting);
    sla_op(kopie, &wijzigingen, &waarom).map(Some)
}

/// What was changed outside oogo and stands in no version becomes one, before another text takes its place.
fn bewaar_eerst(kopie: &Kopie, repo: &Repository, id: &AfspraakId, straks: &[Wijziging]) -> Result<(), Fout> {
    let Some(hoofd) = repo.hoofd()? else { return Ok(()) };
    let mut nu = Vec::new();
    for w in straks.iter().filter(|w| w.was.is_some()) {
        if repo.bytes_in(hoofd, &w.pad)? != w.was {
            nu.push(Wijziging { wordt: w.was.clone(), ..w.clone() });
        }
    }
    if !nu.is_empty() {
        let waarom = format!("{id}: wat buiten oogo was gewijzigd, bewaard voor het terugzetten");
        sla_op(kopie, &nu, &Waarom::nieuw(waarom, None))?;
    }
    Ok(())
}

/// The newest version in which an afspraak's text was another than it is now.
fn vorige(repo: &crate::git::Repository, naam: &str, pad_nu: Option<&str>, kopie: &Kopie) -> Result<Versie, Fout> {
    let nu = pad_nu.and_then(|p| bytes_van(kopie.wortel(), p).ok());
    for versie in repo.geschiedenis(&[naam], usize::MAX)? {
        let toen = match repo.pad_in(versie.id, naam)? {
            Some(pad) => repo.bytes_in(versie.id, &pad)?,
            None => None,
        };
        if toen.is_some() && toen != nu {
            return Ok(versie);
        }
    }
    Err(Fout::nieuw(
        format!("Van {} is geen eerdere versie bewaard.", zichtbaar(naam.trim_end_matches(".toml"))),
        "Bekijk met ‘oogo geschiedenis’ welke versies er zijn.",
    ))
}

/// The canonical text of a new file, from a value of the domain.
///
/// # Errors
/// When the value cannot be written as TOML.
pub(in crate::actions) fn nieuw_bestand<T: serde::Serialize>(
    soort: Bestandsoort,
    pad: String,
    inhoud: &T,
) -> Result<Wijziging, Fout> {
    let tekst = canonical::van(soort, inhoud)
        .map_err(|e| Fout::nieuw(format!("{pad} kan niet geschreven worden ({e})."), ""))?;
    Ok(Wijziging { pad, was: None, wordt: Some(tekst.into_bytes()) })
}

/// Format 1, for values made here.
pub(in crate::actions) const FORMAAT: Formaat = Formaat;
