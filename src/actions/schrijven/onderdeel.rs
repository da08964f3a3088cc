//! The files beside the afspraken: the cover page, themes, parties, meetings, remarks.

use chrono::{Local, Timelike};

use super::afspraak::{FORMAAT, nieuw_bestand};
use super::bewerk::{self, Invoer};
use super::opslaan::{Waarom, sla_op, sla_op_als};
use crate::actions::fout::Fout;
use crate::actions::gebruiker::{self, Gebruiker};
use crate::actions::kopie::Kopie;
use crate::actions::sleutel;
use crate::agenda::id::{is_slug, nieuwe_sleutel, slug_van};
use crate::agenda::opmerking::{Opmerking, Opmerkingsoort};
use crate::agenda::partij::Partijsoort;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::agenda::{Bestandsoort, Datum, Ontwikkelagenda, PartijId, ThemaId};
use crate::git::{Versie, Wijziging};
use crate::store::Document;
use crate::store::load::{pad_partij, pad_thema};

/// Changes fields of one file. None when nothing really changed.
///
/// # Errors
/// When the file is not there, a field or value is wrong, or it cannot be saved.
pub fn wijzig(
    kopie: &Kopie,
    pad: &str,
    naam: &str,
    invoer: &[Invoer],
    toelichting: Option<&str>,
) -> Result<Option<Versie>, Fout> {
    let mut geopend = kopie.open(pad)?;
    let labels = bewerk::pas_toe(&mut geopend.document, invoer, kopie, Datum::vandaag())?;
    if labels.is_empty() {
        return Ok(None);
    }
    sla_op(kopie, &[geopend.wijziging()], &Waarom::nieuw(bewerk::onderwerp(naam, &labels), toelichting)).map(Some)
}

/// A new file of this kind, filled from what was typed.
fn begin(soort: Bestandsoort, pad: String, invoer: &[Invoer], agenda: &Ontwikkelagenda) -> Result<Wijziging, Fout> {
    let mut document =
        Document::lees(soort, "formaat = 1\n").map_err(|_| Fout::nieuw("Het bestand kan niet gemaakt worden.", ""))?;
    bewerk::pas_toe(&mut document, invoer, agenda, Datum::vandaag())?;
    Ok(Wijziging { pad, was: None, wordt: Some(document.tekst().into_bytes()) })
}

fn met(veld: &str, waarde: &str) -> Invoer {
    Invoer { veld: veld.to_owned(), waarde: waarde.to_owned() }
}

/// Adds a theme. Without a prefix it gets the first free one of its own letters.
///
/// # Errors
/// When it is there already, has no usable name, or cannot be saved.
pub fn nieuw_thema(kopie: &Kopie, naam: &str, voorvoegsel: Option<&str>, invoer: &[Invoer]) -> Result<ThemaId, Fout> {
    let agenda = kopie.lees()?.agenda;
    let id: ThemaId = slug_van(naam).parse().map_err(|_| onbruikbaar(naam))?;
    if agenda.themas.contains_key(&id) || kopie.wortel().join(pad_thema(&id)).exists() {
        return Err(Fout::nieuw(format!("Thema {id} is er al."), format!("Wijzig het met ‘oogo thema wijzig {id}’.")));
    }
    let bezet = |v: &str| agenda.themas.values().any(|t| t.voorvoegsel == v);
    let voorvoegsel = match voorvoegsel {
        Some(v) if bezet(v.trim()) => {
            return Err(Fout::nieuw(
                format!("Het voorvoegsel {} is al van een ander thema.", tussen_aanhalingstekens(v)),
                "Kies een ander.",
            ));
        }
        Some(v) => v.trim().to_lowercase(),
        None => {
            let letters: Vec<char> = id.as_str().chars().filter(char::is_ascii_alphabetic).collect();
            let mut kandidaten = letters.iter().skip(1).map(|tweede| format!("{}{tweede}", letters[0]));
            kandidaten.find(|v| !bezet(v)).ok_or_else(|| {
                Fout::gebruik("Er is geen vrij voorvoegsel voor dit thema.", "Geef er een: --voorvoegsel xy.")
            })?
        }
    };
    if voorvoegsel.is_empty() || voorvoegsel.len() > 6 || !voorvoegsel.bytes().all(|b| b.is_ascii_lowercase()) {
        return Err(Fout::gebruik(
            "Een voorvoegsel bestaat uit een tot zes kleine letters.",
            "Kies er zo een, bijvoorbeeld lv.",
        ));
    }
    let mut alles = vec![met("naam", naam), met("voorvoegsel", &voorvoegsel)];
    alles.extend_from_slice(invoer);
    let wijziging = begin(Bestandsoort::Thema, pad_thema(&id), &alles, &agenda)?;
    sla_op(kopie, &[wijziging], &Waarom::nieuw(format!("thema {id}: toegevoegd"), None))?;
    Ok(id)
}

fn onbruikbaar(naam: &str) -> Fout {
    Fout::nieuw(
        format!("Van {} is geen mapnaam te maken.", tussen_aanhalingstekens(naam)),
        "Gebruik een naam met gewone letters of cijfers.",
    )
}

/// Adds a party. The first one needs nobody to act for it yet.
///
/// # Errors
/// When it is there already, has no usable name, a number is wrong, or it cannot be saved.
pub fn nieuwe_partij(kopie: &Kopie, naam: &str, soort: Option<&str>, invoer: &[Invoer]) -> Result<PartijId, Fout> {
    let agenda = kopie.lees()?.agenda;
    let kort = naam.trim().strip_prefix("gemeente ").or_else(|| naam.trim().strip_prefix("Gemeente ")).unwrap_or(naam);
    let id: PartijId = slug_van(kort).parse().map_err(|_| onbruikbaar(naam))?;
    if agenda.partijen.contains_key(&id) || kopie.wortel().join(pad_partij(&id)).exists() {
        return Err(Fout::nieuw(
            format!("Partij {id} is er al."),
            format!("Wijzig haar met ‘oogo partij wijzig {id}’."),
        ));
    }
    let mut alles = vec![met("naam", naam), met("soort", soort.unwrap_or_else(|| gok_soort(naam).woord()))];
    alles.extend_from_slice(invoer);
    let wijziging = begin(Bestandsoort::Partij, pad_partij(&id), &alles, &agenda)?;
    let eerste = || Gebruiker { partij: id.clone(), functie: "oogo".to_owned(), mailbox: None, naam: None };
    let wie = gebruiker::huidige(kopie)?.unwrap_or_else(eerste);
    sla_op_als(
        kopie,
        &wie,
        Local::now().fixed_offset(),
        &[wijziging],
        &Waarom::nieuw(format!("partij {id}: toegevoegd"), None),
        &sleutel::tekenaar(kopie),
    )?;
    Ok(id)
}

/// What kind of party a name tells of.
fn gok_soort(naam: &str) -> Partijsoort {
    let klein = naam.to_lowercase();
    let bevat = |deel: &str| klein.split_whitespace().any(|w| w == deel);
    if klein.starts_with("gemeente ") {
        Partijsoort::Gemeente
    } else if (bevat("swv") || klein.contains("samenwerkingsverband")) && (bevat("vo") || klein.contains("voortgezet"))
    {
        Partijsoort::SwvVo
    } else if bevat("swv") || klein.contains("samenwerkingsverband") {
        Partijsoort::SwvPo
    } else if klein.contains("jeugdregio") {
        Partijsoort::Jeugdregio
    } else {
        Partijsoort::Overig
    }
}

/// Adds a meeting; its name is date and kind, such as `2027-03-12-oogo`.
///
/// # Errors
/// When it is there already, the date or kind is wrong, or it cannot be saved.
pub fn nieuw_overleg(kopie: &Kopie, soort: &str, datum: &str, invoer: &[Invoer]) -> Result<String, Fout> {
    let agenda = kopie.lees()?.agenda;
    let mut alles = vec![met("soort", soort), met("datum", datum)];
    alles.extend_from_slice(invoer);
    let mut wijziging = begin(Bestandsoort::Overleg, String::new(), &alles, &agenda)?;
    let tekst = String::from_utf8_lossy(wijziging.wordt.as_deref().unwrap_or_default()).into_owned();
    let overleg: crate::agenda::overleg::Overleg =
        toml::from_str(&tekst).map_err(|_| Fout::nieuw("Soort en datum van het overleg ontbreken.", "Geef beide."))?;
    let naam = format!("{}-{}", overleg.datum, overleg.soort.woord());
    wijziging.pad = format!("overleggen/{naam}.toml");
    if kopie.wortel().join(&wijziging.pad).exists() {
        return Err(Fout::nieuw(
            format!("Overleg {naam} is er al."),
            format!("Wijzig het met ‘oogo overleg wijzig {naam}’."),
        ));
    }
    sla_op(kopie, &[wijziging], &Waarom::nieuw(format!("overleg {naam}: toegevoegd"), None))?;
    Ok(naam)
}

/// What is filled in when the papers of a meeting go out: today, and the version that is the newest.
///
/// # Errors
/// When the versions cannot be read.
pub fn verzonden(kopie: &Kopie, vandaag: Datum) -> Result<[Invoer; 2], Fout> {
    let versie = kopie.versies()?.hoofd()?.map(|v| v.to_string()).unwrap_or_default();
    Ok([met("stukken.verzonden", &vandaag.to_string()), met("stukken.versie", &versie)])
}

/// Notes that the papers of a meeting went out today, in the version that is the newest now.
///
/// # Errors
/// When there is no such meeting, or it cannot be saved.
pub fn stukken_verzonden(kopie: &Kopie, naam: &str) -> Result<Option<Versie>, Fout> {
    let pad = format!("overleggen/{naam}.toml");
    if !is_slug(naam) || !kopie.wortel().join(&pad).is_file() {
        let wat = format!("Er is geen overleg {}.", tussen_aanhalingstekens(naam));
        return Err(Fout::nieuw(wat, "Bekijk met ‘oogo overleg toon’ welke er zijn."));
    }
    wijzig(kopie, &pad, &format!("overleg {naam}"), &verzonden(kopie, Datum::vandaag())?, None)
}

/// Adds a remark, an answer, or the settlement of a remark; gives its name.
///
/// # Errors
/// When the afspraak, field or remark is not there, or it cannot be saved.
pub fn nieuwe_opmerking(
    kopie: &Kopie,
    id: &str,
    soort: Opmerkingsoort,
    bij: Option<&str>,
    veld: Option<&str>,
    tekst: &str,
) -> Result<String, Fout> {
    let (id, _, _) = kopie.pad_van(id)?;
    let wie = gebruiker::vereist(kopie)?;
    if let Some(bij) = bij
        && !(is_slug(bij) && kopie.wortel().join(format!("opmerkingen/{id}/{bij}.toml")).is_file())
    {
        return Err(Fout::nieuw(
            format!("Bij {id} staat geen opmerking {}.", tussen_aanhalingstekens(bij)),
            format!("Bekijk ze met ‘oogo opmerking toon {id}’."),
        ));
    }
    if let Some(veld) = veld {
        crate::store::Plek::zoek(Bestandsoort::Afspraak, veld)?;
    }
    let proza = crate::store::value::lees(crate::agenda::veld::Soort::Proza, tekst, Datum::vandaag())?;
    let tekst = proza.and_then(|w| w.as_str().map(str::to_owned));
    if tekst.is_none() && soort != Opmerkingsoort::Afgehandeld {
        return Err(Fout::gebruik("De opmerking is leeg.", "Schrijf erbij wat u wilt zeggen."));
    }
    let nu = Local::now().with_nanosecond(0).unwrap_or_else(Local::now);
    let moment = nu.to_rfc3339().parse().map_err(|_| Fout::nieuw("De klok van deze computer is niet te lezen.", ""))?;
    let rand = nieuwe_sleutel().map_err(|_| Fout::nieuw("Het systeem geeft geen toevalsgetallen.", ""))?;
    let naam = format!("{}-{rand}", nu.format("%Y%m%dt%H%M"));
    let opmerking = Opmerking {
        formaat: FORMAAT,
        afspraak: id.clone(),
        soort,
        veld: veld.map(str::to_owned),
        bij: bij.map(str::to_owned),
        partij: wie.partij,
        functie: wie.functie,
        moment,
        tekst,
    };
    let wijziging = nieuw_bestand(Bestandsoort::Opmerking, format!("opmerkingen/{id}/{naam}.toml"), &opmerking)?;
    let wat = match soort {
        Opmerkingsoort::Opmerking => "opmerking geplaatst",
        Opmerkingsoort::Antwoord => "opmerking beantwoord",
        Opmerkingsoort::Afgehandeld => "opmerking afgehandeld",
    };
    sla_op(kopie, &[wijziging], &Waarom::nieuw(format!("{id}: {wat}"), None))?;
    Ok(naam)
}
