//! Subcommands on the files beside the afspraken: themes, parties, meetings, remarks, voortgang, the
//! cover page.

use serde_json::json;

use super::argumenten::{Waar, Wijziging};
use super::deelopdrachten::{NieuwThema, Notitie, Onderdeel, Opmerking, OverlegOpdracht, PartijOpdracht, ToonOfWijzig};
use super::opdracht::{Uitkomst, invoer, kopie, opgeslagen};
use super::{Antwoord, json as als_json, sleutels, tekst};
use crate::actions::concept::Concept;
use crate::actions::naslag::Naslag;
use crate::actions::{Fout, afspraak, document, geschiedenis, notitie as notitie_bij, onderdeel};
use crate::agenda::Datum;
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::veld::Soort;
use crate::export::tekst as export_tekst;
use crate::store::value;

pub(super) fn toon_bestand(waar: &Waar, pad: &str, sleutel: &str, naam: &str) -> Uitkomst {
    let kopie = kopie(waar)?;
    if !kopie.wortel().join(pad).exists() {
        return Err(Fout::nieuw(format!("Er is geen {}.", naam), "Bekijk zonder naam welke er zijn."));
    }
    if waar.json {
        return Antwoord::json(&als_json::met_naam(&kopie, pad, sleutel, naam)?);
    }
    let agenda = kopie.lees()?.agenda;
    let mut uit = format!("{naam}\n");
    export_tekst::leesstuk(&document::lees(&kopie, &agenda, pad)?, true, &mut uit);
    Antwoord::tekst(tekst::veilig(&uit))
}

pub(super) fn wijzig_bestand(pad: &str, naam: &str, wat: &Wijziging) -> Uitkomst {
    let versie = onderdeel::wijzig(&kopie(&wat.waar)?, pad, naam, &invoer(&wat.velden)?, wat.toelichting.tekst())?;
    opgeslagen(&wat.waar, versie.as_ref())
}

/// The name of what was just made.
fn nieuwe_naam(waar: &Waar, naam: &str) -> Uitkomst {
    if waar.json { Antwoord::json(&json!({ "id": naam })) } else { Antwoord::tekst(format!("{naam}\n")) }
}

/// A list of names with a line about each.
fn namenlijst(waar: &Waar, sleutel: &str, regels: Vec<(String, String)>) -> Uitkomst {
    if waar.json {
        let lijst: Vec<_> = regels.iter().map(|(id, naam)| json!({ "id": id, "naam": naam })).collect();
        return Antwoord::json(&json!({ sleutel: lijst }));
    }
    let uit: String = regels.iter().map(|(id, naam)| format!("{id}  {naam}\n")).collect();
    Antwoord::tekst(if uit.is_empty() { "Er zijn er nog geen.\n".to_owned() } else { tekst::veilig(&uit) })
}

pub(super) fn thema(wat: Onderdeel<NieuwThema>) -> Uitkomst {
    match wat {
        Onderdeel::Toon { naam: None, waar } => {
            let agenda = kopie(&waar)?.lees()?.agenda;
            namenlijst(
                &waar,
                "themas",
                agenda.themas_op_volgorde().iter().map(|(id, t)| (id.to_string(), t.naam.clone())).collect(),
            )
        }
        Onderdeel::Toon { naam: Some(naam), waar } => {
            let (id, _) = kopie(&waar)?.thema(&naam)?;
            toon_bestand(&waar, &format!("agendas/{id}/thema.toml"), "id", id.as_str())
        }
        Onderdeel::Nieuw { nieuw, velden, waar } => {
            let id =
                onderdeel::nieuw_thema(&kopie(&waar)?, &nieuw.naam, nieuw.voorvoegsel.as_deref(), &invoer(&velden)?)?;
            nieuwe_naam(&waar, id.as_str())
        }
        Onderdeel::Wijzig { naam, wat } => {
            let (id, _) = kopie(&wat.waar)?.thema(&naam)?;
            wijzig_bestand(&format!("agendas/{id}/thema.toml"), &format!("thema {id}"), &wat)
        }
    }
}

pub(super) fn partij(wat: PartijOpdracht) -> Uitkomst {
    let wat = match wat {
        PartijOpdracht::Onderdeel(wat) => wat,
        PartijOpdracht::Vertrouw { naam, woorden, waar } => {
            return sleutels::vertrouw(&waar, &naam, woorden.as_deref());
        }
    };
    match wat {
        Onderdeel::Toon { naam: None, waar } => {
            let agenda = kopie(&waar)?.lees()?.agenda;
            namenlijst(
                &waar,
                "partijen",
                agenda.partijen.iter().map(|(id, p)| (id.to_string(), p.naam.clone())).collect(),
            )
        }
        Onderdeel::Toon { naam: Some(naam), waar } => {
            let id = kopie(&waar)?.partij(&naam)?;
            toon_bestand(&waar, &format!("partijen/{id}/partij.toml"), "id", id.as_str())
        }
        Onderdeel::Nieuw { nieuw, velden, waar } => {
            let id = onderdeel::nieuwe_partij(&kopie(&waar)?, &nieuw.naam, nieuw.soort.as_deref(), &invoer(&velden)?)?;
            nieuwe_naam(&waar, id.as_str())
        }
        Onderdeel::Wijzig { naam, wat } => {
            let id = kopie(&wat.waar)?.partij(&naam)?;
            wijzig_bestand(&format!("partijen/{id}/partij.toml"), &format!("partij {id}"), &wat)
        }
    }
}

pub(super) fn notitie(wat: Notitie) -> Uitkomst {
    let (Notitie::Toon { bij, waar } | Notitie::Wijzig { bij, waar, .. }) = &wat;
    let kopie = kopie(waar)?;
    let stuk = geschiedenis::stuk(bij)?;
    Concept::open(&kopie, &stuk)?;
    if let Notitie::Wijzig { tekst, .. } = &wat {
        let notitie = value::lees(Soort::Proza, tekst, Datum::vandaag())?;
        let notitie = notitie.as_ref().and_then(toml::Value::as_str).unwrap_or_default();
        notitie_bij::bewaar(&kopie, &stuk, notitie)?;
        return Antwoord::tekst("Uw interne notitie is bewaard, alleen op deze computer.\n");
    }
    let notitie = notitie_bij::lees(&kopie, &stuk)?;
    if waar.json {
        return Antwoord::json(&json!({ "bij": stuk.to_string(), "notitie": notitie }));
    }
    Antwoord::tekst(notitie.map_or_else(|| "Er is geen interne notitie.\n".to_owned(), |n| tekst::veilig(&n)))
}

pub(super) fn overleg(wat: OverlegOpdracht) -> Uitkomst {
    let wat = match wat {
        OverlegOpdracht::Onderdeel(wat) => wat,
        OverlegOpdracht::Verzonden { naam, waar } => {
            let kopie = kopie(&waar)?;
            let versie = onderdeel::stukken_verzonden(&kopie, &naam)?;
            return opgeslagen(&waar, versie.as_ref());
        }
    };
    let bestaat = |waar: &Waar, naam: &str| -> Result<String, Fout> {
        let agenda = kopie(waar)?.lees()?.agenda;
        if agenda.overleggen.contains_key(naam) {
            return Ok(format!("overleggen/{naam}.toml"));
        }
        let namen: Vec<&str> = agenda.overleggen.keys().map(String::as_str).collect();
        Err(Fout::nieuw(
            format!("Er is geen overleg ‘{}’.", tekst::veilig(naam)),
            format!("Kies uit: {}.", namen.join(", ")),
        ))
    };
    match wat {
        Onderdeel::Toon { naam: None, waar } => {
            let agenda = kopie(&waar)?.lees()?.agenda;
            let regel = |o: &crate::agenda::overleg::Overleg| format!("{} op {}", o.soort.label(), o.datum.lang());
            namenlijst(
                &waar,
                "overleggen",
                agenda.overleggen.iter().map(|(naam, o)| (naam.clone(), regel(o))).collect(),
            )
        }
        Onderdeel::Toon { naam: Some(naam), waar } => {
            let pad = bestaat(&waar, &naam)?;
            toon_bestand(&waar, &pad, "id", &naam)
        }
        Onderdeel::Nieuw { nieuw, velden, waar } => {
            let naam = onderdeel::nieuw_overleg(&kopie(&waar)?, &nieuw.soort, &nieuw.datum, &invoer(&velden)?)?;
            nieuwe_naam(&waar, &naam)
        }
        Onderdeel::Wijzig { naam, wat } => {
            let pad = bestaat(&wat.waar, &naam)?;
            wijzig_bestand(&pad, &format!("overleg {naam}"), &wat)
        }
    }
}

pub(super) fn opmerking(wat: Opmerking) -> Uitkomst {
    use Opmerkingsoort as S;
    let (waar, naam) = match &wat {
        Opmerking::Toon { id, waar } => {
            let kopie = kopie(waar)?;
            let agenda = kopie.lees()?.agenda;
            let id = id.as_deref().map(|id| kopie.pad_van(id)).transpose()?.map(|(id, _, _)| id);
            if waar.json {
                let lijst: Vec<_> = agenda
                    .opmerkingen
                    .keys()
                    .filter(|(a, _)| id.as_ref().is_none_or(|id| id == a))
                    .filter_map(|(a, naam)| {
                        als_json::met_naam(&kopie, &format!("opmerkingen/{a}/{naam}.toml"), "id", naam).ok()
                    })
                    .collect();
                return Antwoord::json(&json!({ "opmerkingen": lijst }));
            }
            return Antwoord::tekst(tekst::veilig(&tekst::opmerkingen(&agenda, id.as_ref())));
        }
        Opmerking::Nieuw { id, tekst, veld, waar } => {
            (waar, onderdeel::nieuwe_opmerking(&kopie(waar)?, id, S::Opmerking, None, veld.as_deref(), tekst)?)
        }
        Opmerking::Antwoord { id, bij, tekst, waar } => {
            (waar, onderdeel::nieuwe_opmerking(&kopie(waar)?, id, S::Antwoord, Some(bij), None, tekst)?)
        }
        Opmerking::Afgehandeld { id, bij, tekst, waar } => {
            let tekst = tekst.as_deref().unwrap_or_default();
            (waar, onderdeel::nieuwe_opmerking(&kopie(waar)?, id, S::Afgehandeld, Some(bij), None, tekst)?)
        }
    };
    nieuwe_naam(waar, &naam)
}

pub(super) fn voortgang(wat: ToonOfWijzig) -> Uitkomst {
    match wat {
        ToonOfWijzig::Toon { id, waar } => {
            let (id, _, _) = kopie(&waar)?.pad_van(&id)?;
            let pad = format!("voortgang/{id}.toml");
            if !kopie(&waar)?.wortel().join(&pad).exists() {
                return Antwoord::tekst(format!("Bij {id} is nog geen voortgang ingevuld.\n"));
            }
            toon_bestand(&waar, &pad, "id", id.as_str())
        }
        ToonOfWijzig::Wijzig { id, wat } => {
            let mut alles = invoer(&wat.velden)?;
            alles.iter_mut().for_each(|i| i.veld = format!("voortgang.{}", i.veld));
            let versie = afspraak::wijzig(&kopie(&wat.waar)?, &id, &alles, wat.toelichting.tekst())?;
            opgeslagen(&wat.waar, versie.as_ref())
        }
    }
}
