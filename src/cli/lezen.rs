//! Subcommands that only tell: the whole, one afspraak, a selection, insight, findings.

use std::path::Path;

use serde_json::json;

use super::argumenten::Waar;
use super::opdracht::{Uitkomst, kopie};
use super::verklaringen::Verklaard;
use super::welke::Welke;
use super::{Antwoord, json as als_json, tekst};
use crate::actions::naslag::Naslag;
use crate::actions::{Fout, controleer, document, gebruiker, selecties, sjabloon, stand, zoek};
use crate::agenda::tekst::aantal;
use crate::agenda::{Datum, Ernst};
use crate::export::inzicht::Inzicht;
use crate::export::tekst as export_tekst;
use crate::store::Gelezen;
use crate::store::load::pad_afspraak;

pub(super) fn overzicht(gelezen: &Gelezen) -> Uitkomst {
    let mut uit = tekst::overzicht(&gelezen.agenda, Datum::vandaag());
    let kapot = gelezen.bevindingen.iter().filter(|b| b.ernst == Ernst::Fout).map(|b| b.bestand.as_str());
    let fouten = kapot.collect::<std::collections::BTreeSet<_>>().len();
    if fouten > 0 {
        uit.push_str(&format!(
            "\nLet op: {} niet te lezen. Bekijk ze met ‘oogo controleer’.\n",
            aantal(fouten, "bestand is", "bestanden zijn")
        ));
    }
    Antwoord::tekst(tekst::veilig(&uit))
}

pub(super) fn toon(waar: &Waar, id: Option<&str>, html_naar: Option<&Path>) -> Uitkomst {
    let kopie = kopie(waar)?;
    let gelezen = kopie.lees()?;
    if let Some(doel) = html_naar {
        if doel == Path::new("-") {
            return Antwoord::tekst(document::pagina(&kopie, &gelezen.agenda, id)?);
        }
        document::maak(&kopie, &gelezen.agenda, id, doel)?;
        return Antwoord::tekst(format!("De pagina staat in {}.\n", doel.display()));
    }
    match id {
        None if waar.json => Antwoord::json(&als_json::geheel(&kopie, &gelezen, &Verklaard::lees(&kopie))),
        None => overzicht(&gelezen),
        Some(id) => {
            let (id, thema, pad) = kopie.pad_van(id)?;
            if waar.json {
                return Antwoord::json(&als_json::afspraak(&kopie, &gelezen, &Verklaard::lees(&kopie), &pad)?);
            }
            let stuk = document::lees(&kopie, &gelezen.agenda, &pad)?;
            let mut uit = format!("{id} in thema {thema}; status: {}\n", gelezen.agenda.status(&id).label());
            export_tekst::leesstuk(&stuk, true, &mut uit);
            if gelezen.agenda.voortgang.contains_key(&id) {
                uit.push_str("\nVOORTGANG\n");
                export_tekst::leesstuk(
                    &document::lees(&kopie, &gelezen.agenda, &format!("voortgang/{id}.toml"))?,
                    true,
                    &mut uit,
                );
            }
            Antwoord::tekst(tekst::veilig(&uit))
        }
    }
}

impl Welke {
    /// Whether anything was asked.
    pub(super) fn is_gekozen(&self) -> bool {
        self.velden().iter().any(|(_, w)| !w.is_empty()) || self.selectie.is_some()
    }

    fn velden(&self) -> [(&'static str, &str); 9] {
        let ja = |waar: bool| if waar { "ja" } else { "" };
        fn tekst(waarde: &Option<String>) -> &str {
            waarde.as_deref().unwrap_or_default()
        }
        [
            ("thema", tekst(&self.thema)),
            ("partij", tekst(&self.partij)),
            ("gemeente", tekst(&self.gemeente)),
            ("niveau", tekst(&self.niveau)),
            ("status", tekst(&self.status)),
            ("mijn-acties", ja(self.mijn_acties)),
            ("binnen-weken", tekst(&self.binnen_weken)),
            ("onvolledig", ja(self.onvolledig)),
            ("volgorde", tekst(&self.volgorde)),
        ]
    }
}

/// The afspraken that were asked for.
pub(super) fn selectie(waar: &Waar, welke: &Welke) -> Uitkomst {
    let kopie = kopie(waar)?;
    let selectie = match &welke.selectie {
        Some(naam) => selecties::met_naam(&kopie, naam)?,
        None => selecties::lees(&kopie, &welke.velden())?,
    };
    if let Some(naam) = &welke.bewaar_als {
        selecties::bewaar(&kopie, naam, Some(selectie.clone()))?;
    }
    let wie = gebruiker::huidige(&kopie)?.map(|g| g.partij);
    let gelezen = kopie.lees()?;
    let gekozen = selectie.van(&gelezen.agenda, wie.as_ref(), Datum::vandaag());
    if waar.json {
        let verklaard = Verklaard::lees(&kopie);
        let lijst: Result<Vec<_>, Fout> = gekozen
            .iter()
            .map(|g| als_json::afspraak(&kopie, &gelezen, &verklaard, &pad_afspraak(&g.thema, &g.afspraak.id)))
            .collect();
        return Antwoord::json(&json!({ "afspraken": lijst? }));
    }
    let mut uit = aantal(gekozen.len(), "afspraak", "afspraken");
    let omschrijving = selectie.omschrijving(&gelezen.agenda);
    uit.push_str(&if omschrijving.is_empty() { ".\n".to_owned() } else { format!(": {omschrijving}.\n") });
    for g in gekozen {
        uit.push_str(&tekst::in_het_kort(&gelezen.agenda, &g.afspraak, Datum::vandaag()));
    }
    Antwoord::tekst(tekst::veilig(&uit))
}

pub(super) fn sjabloon_van(waar: &Waar, thema: &str, veld: Option<&str>) -> Uitkomst {
    let kopie = kopie(waar)?;
    let (id, _) = kopie.thema(thema)?;
    let Some(s) = sjabloon::van_thema(&kopie, &id)? else {
        return Antwoord::tekst("Bij dit thema hoort geen sjabloon.\n");
    };
    let verslag = sjabloon::verslag(&id, &s, veld);
    if waar.json {
        return Antwoord::json(&als_json::verslag(&verslag));
    }
    Antwoord::tekst(tekst::veilig(&verslag.tekst()))
}

pub(super) fn inzicht(waar: &Waar, wat: Option<&str>) -> Uitkomst {
    let kopie = kopie(waar)?;
    let welke = match wat {
        None => Inzicht::ALLE.to_vec(),
        Some(woord) => {
            let gevonden = Inzicht::ALLE.into_iter().find(|i| i.woord() == woord.trim().to_lowercase());
            let woorden: Vec<&str> = Inzicht::OPTIES.iter().map(|o| o.woord).collect();
            vec![gevonden.ok_or_else(|| {
                Fout::gebruik(
                    format!("Er is geen inzicht ‘{}’.", tekst::veilig(woord)),
                    format!("Kies uit: {}.", woorden.join(", ")),
                )
            })?]
        }
    };
    let agenda = kopie.lees()?.agenda;
    if waar.json {
        let waarden = welke.iter().map(|i| Ok((i.woord().to_owned(), als_json::inzicht(*i, &agenda)?)));
        return Antwoord::json(&serde_json::Value::Object(waarden.collect::<Result<_, Fout>>()?));
    }
    let verslagen: Vec<String> = welke.iter().map(|i| i.verslag(&agenda, Datum::vandaag()).tekst()).collect();
    Antwoord::tekst(tekst::veilig(&verslagen.join("\n")))
}

pub(super) fn stand_van_zaken(waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let wie = gebruiker::huidige(&kopie)?;
    let verslag = stand::stand(&kopie, &kopie.lees()?.agenda, wie.as_ref(), Datum::vandaag())?;
    if waar.json {
        return Antwoord::json(&als_json::verslag(&verslag));
    }
    if verslag.regels.is_empty() {
        return Antwoord::tekst("Er is niets nieuws en er wacht niets op u.\n");
    }
    Antwoord::tekst(tekst::veilig(&verslag.tekst()))
}

pub(super) fn zoeken(waar: &Waar, woorden: &[String]) -> Uitkomst {
    let gevonden = zoek::zoek(&kopie(waar)?, woorden)?;
    if waar.json {
        let lijst: Vec<_> = gevonden
            .iter()
            .map(|v| {
                let treffers: Vec<_> = v.treffers.iter().map(|t| json!({ "veld": t.veld, "zin": t.zin })).collect();
                json!({ "soort": v.soort.label(), "naam": v.naam, "titel": v.titel, "bestand": v.pad, "treffers": treffers })
            })
            .collect();
        let mut antwoord = Antwoord::json(&json!({ "gevonden": lijst }))?;
        antwoord.code = u8::from(gevonden.is_empty());
        return Ok(antwoord);
    }
    if gevonden.is_empty() {
        return Ok(Antwoord { tekst: "Niets gevonden.\n".to_owned(), code: 1 });
    }
    Antwoord::tekst(tekst::veilig(&tekst::vindplaatsen(&gevonden)))
}

pub(super) fn controle(waar: &Waar) -> Uitkomst {
    let bevindingen = controleer::controleer(&kopie(waar)?)?;
    let gevonden = bevindingen.iter().any(|b| b.ernst == Ernst::Fout);
    let mut antwoord = if waar.json {
        Antwoord::json(&json!({ "bevindingen": bevindingen }))?
    } else if bevindingen.is_empty() {
        Antwoord::tekst("Alles is in orde.\n")?
    } else {
        let regels: String = bevindingen.iter().map(|b| format!("{b}\n")).collect();
        Antwoord::tekst(tekst::veilig(&regels))?
    };
    antwoord.code = u8::from(gevonden);
    Ok(antwoord)
}
