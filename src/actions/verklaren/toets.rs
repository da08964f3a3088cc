//! Checks all that parties said: every entry ever made, against all of history and what this user confirmed.

use std::collections::BTreeMap;

use super::logboeken::{Logboeken, map_van};
use super::peilmerk;
use super::schoning::{Vastgelegd, namen, vastgelegd};
use super::standen::{Standen, standen};
use super::vertrouwen;
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::agenda::bestand::stam;
use crate::agenda::{AfspraakId, Bestandsoort, Bevinding, Datum, Ernst, PartijId};
use crate::store::disk::bytes_van;
use crate::store::load::Gelezen;
use crate::verklaring::{
    Bezwaar, Functionaris, Logboek, ONDERTEKENAARS, Onderwerp, OpenbareSleutel, Sha256, Status, VOOR_SCHONING,
};

/// What is amiss with the verklaringen; that one is achterhaald is no fault, and is told.
pub(in crate::actions) fn toets(kopie: &Kopie, gelezen: &Gelezen) -> Vec<Bevinding> {
    match Logboeken::lees(kopie, true) {
        Ok(logboeken) => alles(kopie, gelezen, &logboeken),
        Err(Fout { wat, advies, .. }) => vec![Bevinding::nieuw(Ernst::Fout, "", wat, advies)],
    }
}

fn alles(kopie: &Kopie, gelezen: &Gelezen, logboeken: &Logboeken) -> Vec<Bevinding> {
    let mut uit: Vec<Bevinding> = logboeken.alle.values().flat_map(ingangen).collect();
    uit.extend(logboeken.alle.values().flat_map(|log| peilmerk::toets(kopie, log, logboeken.schoningen())));
    uit.extend(geschoond(kopie, logboeken));
    uit.extend(beginnen(kopie, gelezen, logboeken));
    uit.extend(kwijt(kopie, gelezen, logboeken));
    uit.extend(mensen(gelezen, logboeken));
    uit.extend(lijst(kopie, logboeken));
    uit.extend(standen(kopie, gelezen, logboeken).iter().flat_map(|s| achterhaald(gelezen, s)));
    uit.extend(verdwenen(gelezen, logboeken));
    uit
}

/// What parties recorded of a rewritten history: that it took the place of the old one, or what that waits for.
fn geschoond(kopie: &Kopie, logboeken: &Logboeken) -> Vec<Bevinding> {
    let zelf = gebruiker::huidige(kopie).ok().flatten().map(|g| g.partij);
    let is_gedaan = |v: &Vastgelegd| logboeken.schoningen().iter().any(|s| s.schoning.is_dezelfde(&v.schoning));
    let is_voorbij = |v: &Vastgelegd| {
        let repo = kopie.versies().ok();
        repo.and_then(|r| Some(v.is_van_na(&r, r.hoofd().ok()??).unwrap_or(false))).unwrap_or(false)
    };
    let bevinding = |v: Vastgelegd| {
        let (waarom, door) = (v.schoning.waarom.trim_end_matches('.'), v.partijen(logboeken));
        if is_gedaan(&v) {
            let melding = format!("De geschiedenis is geschoond: {waarom}. Vastgelegd door {door}.");
            let advies =
                "Wat partijen daarvoor over een tekst zeiden, is niet meer na te gaan; laat het hen opnieuw zeggen.";
            return Some(Bevinding::nieuw(Ernst::Melding, "", melding, advies));
        }
        if is_voorbij(&v) {
            return None;
        }
        let (wat, advies) = match v.wacht_op.is_empty() {
            true => (
                "elke partij legde dat vast".to_owned(),
                "Neem haar over: oogo uitwisselen --met ADRES, of oogo inlezen BESTAND. Tot dan staat hier de oude geschiedenis.",
            ),
            false => (
                format!("nog niet vastgelegd door {}", namen(logboeken, &v.wacht_op)),
                "Elke partij legt het vast met ‘oogo schoning ADRES’. Tot dan staat hier de oude geschiedenis.",
            ),
        };
        let melding = format!("Er is een geschoonde geschiedenis ({waarom}), vastgelegd door {door}; {wat}.");
        Some(Bevinding::nieuw(Ernst::Waarschuwing, "", melding, advies))
    };
    let mut uit: Vec<Bevinding> =
        vastgelegd(logboeken, None, zelf.as_ref()).into_iter().filter_map(bevinding).collect();
    if kopie.versies().is_ok_and(|repo| repo.is_nog_weg_te_gooien()) {
        let melding = "De oude geschiedenis, van voor de schoning, staat nog op deze computer.";
        let advies = "‘oogo beheer opruimen’ wist haar, of zegt wat haar vasthoudt.";
        uit.push(Bevinding::nieuw(Ernst::Waarschuwing, "", melding, advies));
    }
    uit
}

/// Entries that do not count, and those that count and are gone.
fn ingangen(log: &Logboek) -> Vec<Bevinding> {
    let mut uit = Vec::new();
    for i in &log.ingangen {
        if let Some(bezwaar) = &i.bezwaar {
            let melding = format!("Deze verklaring van {} is ongeldig: {bezwaar}.", log.partij);
            let advies = match bezwaar {
                Bezwaar::AnderBegin | Bezwaar::TweeBeginnen => {
                    "Bel de partij en vergelijk de controlewoorden (‘oogo sleutel toon’). Vertrouw tot dan niets wat in haar naam staat."
                }
                _ => "Vraag de partij of zij dit heeft verklaard. Zo ja, dan registreert zij het opnieuw.",
            };
            uit.push(Bevinding::nieuw(Ernst::Fout, &i.pad, melding, advies));
        } else if !i.is_er {
            let melding = format!(
                "Een verklaring van {}, of de handtekening eronder, is weg of gewijzigd; in de geschiedenis staat zij nog.",
                log.partij
            );
            let advies = "Zet het bestand terug uit de geschiedenis, met zijn handtekening. Vraag wie het weghaalde.";
            uit.push(Bevinding::nieuw(Ernst::Fout, &i.pad, melding, advies));
        }
    }
    uit
}

/// Who knows a party by another beginning than the one that is here.
fn beginnen(kopie: &Kopie, gelezen: &Gelezen, logboeken: &Logboeken) -> Vec<Bevinding> {
    let mut uit = Vec::new();
    let begin_van: BTreeMap<&PartijId, Vec<Sha256>> =
        logboeken.alle.iter().map(|(p, l)| (p, l.beginnen().map(|i| i.sha256).collect())).collect();
    for log in logboeken.alle.values() {
        for i in log.ingangen.iter().filter(|i| i.is_geldig()) {
            let genoemd = i.verklaring.iter().filter_map(|v| v.akkoord.as_ref()).flat_map(|a| &a.begin);
            for (partij, begin) in genoemd {
                if !begin_van.get(partij).is_some_and(|b| b.contains(begin)) {
                    let melding = format!(
                        "{} kende {} toen met een ander begin dan er nu staat.",
                        gelezen.agenda.partijnaam(&log.partij),
                        gelezen.agenda.partijnaam(partij)
                    );
                    let advies =
                        format!("Vergelijk de controlewoorden van {partij} met de partij zelf en met het verslag.");
                    uit.push(Bevinding::nieuw(Ernst::Fout, &i.pad, melding, advies));
                }
            }
        }
    }
    let bevestigd = vertrouwen::bevestigd(kopie).unwrap_or_default();
    for (partij, beginnen) in &begin_van {
        let kent = bevestigd.get(*partij);
        if !beginnen.is_empty() && !beginnen.iter().any(|b| kent.is_some_and(|k| k.contains(b))) {
            let melding = format!("U hebt de sleutels van {} nog niet bevestigd.", gelezen.agenda.partijnaam(partij));
            let advies = format!("Laat de partij haar controlewoorden voorlezen: oogo partij vertrouw {partij}.");
            uit.push(Bevinding::nieuw(Ernst::Melding, map_van(partij), melding, advies));
        }
        if let Some(kwijt) = kent.filter(|k| beginnen.is_empty() && !k.is_empty()) {
            let melding = format!(
                "Het begin van {} dat u bevestigde ({} …), is er niet meer.",
                gelezen.agenda.partijnaam(partij),
                kwijt.iter().next().map(|s| s.to_string()[..12].to_owned()).unwrap_or_default()
            );
            uit.push(Bevinding::nieuw(
                Ernst::Fout,
                map_van(partij),
                melding,
                "Zet de verklaringen terug uit de geschiedenis of een reservekopie.",
            ));
        }
    }
    for partij in bevestigd.keys().filter(|p| !begin_van.contains_key(p)) {
        let melding = format!(
            "Van {} is er geen enkele verklaring meer, en u hebt er wel bevestigd.",
            gelezen.agenda.partijnaam(partij)
        );
        let advies = "De geschiedenis lijkt teruggedraaid of herschreven. Haal haar terug bij een andere partij of uit een reservekopie.";
        uit.push(Bevinding::nieuw(Ernst::Fout, map_van(partij), melding, advies));
    }
    uit
}

/// What was seen on this machine and is nowhere any more.
fn kwijt(kopie: &Kopie, gelezen: &Gelezen, logboeken: &Logboeken) -> Vec<Bevinding> {
    let kwijt = match vertrouwen::kwijt(kopie, logboeken) {
        Ok(kwijt) => kwijt,
        Err(Fout { wat, advies, .. }) => return vec![Bevinding::nieuw(Ernst::Waarschuwing, "", wat, advies)],
    };
    let bevinding = |(partij, sha, sinds): (PartijId, Sha256, String)| {
        let melding = format!(
            "Een verklaring van {} die hier sinds {sinds} bekend was, is er niet meer, ook niet in de geschiedenis ({}…).",
            gelezen.agenda.partijnaam(&partij),
            &sha.to_string()[..12]
        );
        let advies = "De geschiedenis is teruggedraaid of herschreven. Haal haar terug bij een andere partij of uit een reservekopie.";
        Bevinding::nieuw(Ernst::Fout, map_van(&partij), melding, advies)
    };
    kwijt.into_iter().map(bevinding).collect()
}

/// One person for two parties, and a party that hangs on one person.
fn mensen(gelezen: &Gelezen, logboeken: &Logboeken) -> Vec<Bevinding> {
    let mut uit = Vec::new();
    let mut van_sleutel: BTreeMap<String, Vec<&PartijId>> = BTreeMap::new();
    for (partij, log) in &logboeken.alle {
        let lijsten = log.lijsten();
        let sleutels: Vec<&OpenbareSleutel> =
            lijsten.iter().flatten().flat_map(|l| &l.functionarissen).map(|f| &f.sleutel).collect();
        for sleutel in &sleutels {
            let bij = van_sleutel.entry(sleutel.to_string()).or_default();
            if !bij.contains(&partij) {
                bij.push(partij);
            }
        }
        if lijsten.iter().any(|l| l.len() > 1) {
            let melding =
                format!("Van {} zijn er twee lijsten die elkaar niet kennen.", gelezen.agenda.partijnaam(partij));
            let advies =
                "Wie op beide staat, maakt een nieuwe lijst; sluiten ze elkaar uit, dan beslist de herstelsleutel.";
            uit.push(Bevinding::nieuw(Ernst::Waarschuwing, map_van(partij), melding, advies));
        }
        if sleutels.len() == 1 {
            let melding = format!("Namens {} mag maar één persoon spreken.", gelezen.agenda.partijnaam(partij));
            let advies = "Zet er een vervanger bij: oogo sleutel voeg-toe.";
            uit.push(Bevinding::nieuw(Ernst::Waarschuwing, map_van(partij), melding, advies));
        }
    }
    uit.extend(logboeken.alle.iter().flat_map(|(partij, log)| verlopen(gelezen, partij, log)));
    uit.extend(gelezen.agenda.partijen.iter().filter_map(|(id, p)| {
        let opvolger = p.opgevolgd_door.as_ref()?;
        if logboeken.van(id).is_none() || logboeken.sprekers_voor(id).contains(opvolger) {
            return None;
        }
        let [van, door] = [id, opvolger].map(|p| gelezen.agenda.partijnaam(p));
        let melding = format!("Volgens haar blad is {van} opgevolgd door {door}, maar haar eigen lijst zegt dat niet.");
        let advies = format!(
            "Laat {van} het zelf zeggen: oogo sleutel opvolger {opvolger}. Tot dan spreekt {door} niet in haar plaats."
        );
        Some(Bevinding::nieuw(Ernst::Waarschuwing, map_van(id), melding, advies))
    }));
    for partijen in van_sleutel.values().filter(|p| p.len() > 1) {
        let namen: Vec<String> = partijen.iter().map(|p| gelezen.agenda.partijnaam(p).to_string()).collect();
        let melding = format!("Eén sleutel spreekt namens {}.", namen.join(" en namens "));
        let advies = "Dat kan, als die persoon voor beide werkt. Elke partij telt één keer.";
        uit.push(Bevinding::nieuw(Ernst::Melding, "", melding, advies));
    }
    uit
}

/// Who stands in for longer than was meant.
fn verlopen(gelezen: &Gelezen, partij: &PartijId, log: &Logboek) -> Vec<Bevinding> {
    let vandaag = Datum::vandaag();
    let lijsten = log.lijsten();
    let voorbij = lijsten.iter().flatten().flat_map(|l| &l.functionarissen).filter_map(|f| Some((f, f.tot?)));
    let bevinding = |(f, tot): (&Functionaris, Datum)| {
        let naam = gelezen.agenda.partijnaam(partij);
        let melding =
            format!("De waarneming van {} voor {naam} zou tot en met {} duren, en loopt nog.", f.id, tot.lang());
        let advies = format!("Is zij voorbij, haal haar dan van de lijst: oogo sleutel haal-weg {}.", f.id);
        Bevinding::nieuw(Ernst::Melding, map_van(partij), melding, advies)
    };
    voorbij.filter(|(_, tot)| *tot < vandaag).map(bevinding).collect()
}

/// The list that other programs verify with must follow from the logs, byte for byte.
fn lijst(kopie: &Kopie, logboeken: &Logboeken) -> Option<Bevinding> {
    let Ok(voorblad) = kopie.voorblad() else { return None };
    let hoort = logboeken.ondertekenaars(voorblad.uuid, None);
    let er_is = bytes_van(kopie.wortel(), ONDERTEKENAARS).unwrap_or_default();
    if er_is == hoort.as_bytes() {
        return None;
    }
    let melding = match er_is.is_empty() {
        true => "Dit bestand ontbreekt of is leeg; het volgt uit de verklaringen.",
        false => "Dit bestand is niet wat uit de verklaringen volgt.",
    };
    let advies =
        "Vertrouw het niet bij het controleren zonder oogo. Bij de volgende verklaring schrijft oogo het opnieuw.";
    Some(Bevinding::nieuw(Ernst::Fout, ONDERTEKENAARS, melding, advies))
}

fn achterhaald(gelezen: &Gelezen, standen: &Standen) -> Vec<Bevinding> {
    let mut uit = Vec::new();
    for (partij, stand) in &standen.partijen {
        for (soort, oordeel) in [("bestuurlijk", &stand.bestuurlijk), ("ambtelijk", &stand.ambtelijk)] {
            let naam = gelezen.agenda.partijnaam(partij);
            let (ernst, wat, advies) = match oordeel.status {
                Status::Achterhaald => (
                    Ernst::Melding,
                    "is achterhaald: de tekst is sindsdien gewijzigd",
                    "Laat de partij opnieuw lezen en zeggen wat zij vindt.",
                ),
                Status::Dubbel => (
                    Ernst::Waarschuwing,
                    "staat er dubbel: twee mensen zeiden tegelijk iets anders",
                    "Laat de partij één keer zeggen wat geldt.",
                ),
                Status::Onbekend if oordeel.waarom == VOOR_SCHONING => (
                    Ernst::Melding,
                    "is gezegd voordat de geschiedenis geschoond is",
                    "Laat de partij het opnieuw zeggen.",
                ),
                Status::Onbekend => (
                    Ernst::Waarschuwing,
                    "is niet te controleren: een deel van de geschiedenis is hier niet",
                    "Haal de hele geschiedenis op bij een andere partij.",
                ),
                _ => continue,
            };
            let pad = match &standen.over {
                Onderwerp::Afspraak(id) => {
                    gelezen.agenda.afspraken.get(id).map(|g| crate::store::load::pad_afspraak(&g.thema, id))
                }
                visie => visie.pad_van_visie(),
            };
            let melding = format!("Wat {naam} {soort} over {} zei, {wat}.", standen.over);
            uit.push(Bevinding::nieuw(ernst, pad.unwrap_or_default(), melding, advies));
        }
    }
    uit
}

/// An afspraak that a party agreed to is ended, not removed.
fn verdwenen(gelezen: &Gelezen, logboeken: &Logboeken) -> Vec<Bevinding> {
    // A file that cannot be read is not gone; that it cannot be read is told of by itself.
    let is_bestand = |id: &AfspraakId| {
        gelezen.bestanden.iter().any(|(soort, pad)| *soort == Bestandsoort::Afspraak && stam(pad) == id.as_str())
    };
    let is_er = |id: &AfspraakId| gelezen.agenda.afspraken.contains_key(id) || is_bestand(id);
    let mut weg = BTreeMap::new();
    for log in logboeken.alle.values() {
        for i in log.ingangen.iter().filter(|i| i.is_geldig()) {
            let over = i.verklaring.iter().filter_map(|v| v.akkoord.as_ref()).flat_map(|a| &a.standpunten);
            for id in over.filter_map(|s| s.afspraak.as_ref()).filter(|id| !is_er(id)) {
                weg.entry(id).or_insert(&log.partij);
            }
        }
    }
    let bevinding = |(id, partij): (&AfspraakId, &PartijId)| {
        let melding = format!(
            "Afspraak {id} is weg, terwijl {} er iets over heeft verklaard.",
            gelezen.agenda.partijnaam(partij)
        );
        let advies = format!(
            "Haal haar terug met ‘oogo terugzetten {id}’. Een afspraak eindigt in het veld ‘Einde’; zij wordt niet verwijderd."
        );
        Bevinding::nieuw(Ernst::Fout, "", melding, advies)
    };
    weg.into_iter().map(bevinding).collect()
}
