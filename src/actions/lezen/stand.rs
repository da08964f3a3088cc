//! How things stand for one user: what happened since the last visit, what waits, what is next.

use crate::actions::bezoek;
use crate::actions::fout::Fout;
use crate::actions::gebruiker::Gebruiker;
use crate::actions::klad;
use crate::actions::kopie::Kopie;
use crate::actions::tekenen;
use crate::actions::uitwisselen;
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::overleg::Overleg;
use crate::agenda::tekst::aantal;
use crate::agenda::{Bestandsoort, Datum, Ontwikkelagenda, PartijId, Stuk};
use crate::export::standpunten::Welke;
use crate::export::verslag::{Doel, Verslag};
use crate::verklaring::{Onderwerp, Status};

/// So many days ahead a deadline is worth naming.
const VOORUIT: u64 = 6 * 7;
/// So many days after the last exchange others will have written.
const OUD: i64 = 7;
/// So many lines of one kind; who wants all of them opens the list itself.
const HOOGSTENS: usize = 6;

/// The report; without anything to tell it has no lines.
///
/// # Errors
/// When the versions cannot be read.
pub fn stand(
    kopie: &Kopie,
    agenda: &Ontwikkelagenda,
    wie: Option<&Gebruiker>,
    vandaag: Datum,
) -> Result<Verslag, Fout> {
    let mut v = Verslag::nieuw("Stand van zaken");
    sinds(kopie, agenda, wie, &mut v)?;
    if let Some(wie) = wie {
        wacht(kopie, agenda, &wie.partij, vandaag, &mut v);
    }
    volgend_overleg(agenda, vandaag, &mut v);
    if let Some(wie) = wie {
        deadlines(agenda, &wie.partij, vandaag, &mut v);
    }
    uitgewisseld(kopie, vandaag, &mut v)?;
    Ok(v)
}

/// What was not exchanged yet, and how old this copy is where that is worth a word.
fn uitgewisseld(kopie: &Kopie, vandaag: Datum, v: &mut Verslag) -> Result<(), Fout> {
    let nog_niet = kopie.versies()?.niet_uitgewisseld()?.filter(|n| *n > 0);
    let is_oud = uitwisselen::dagen_geleden(kopie, vandaag)?.is_some_and(|dagen| dagen >= OUD);
    if nog_niet.is_none() && !is_oud {
        return Ok(());
    }
    v.kop("Uitwisselen");
    if let Some(n) = nog_niet {
        let wat = format!("{} nog niet uitgewisseld.", aantal(n, "versie is", "versies zijn"));
        v.naar(wat, Doel::Uitwisselen(false));
        if uitwisselen::is_begonnen(kopie) {
            v.regel("U bent begonnen met kiezen waar beide kanten hetzelfde wijzigden; ga verder met uitwisselen.");
        }
    }
    if let Some(zin) = uitwisselen::laatste(kopie, vandaag)? {
        match nog_niet {
            Some(_) => v.regel(zin),
            None => v.naar(zin, Doel::Uitwisselen(false)),
        };
    }
    Ok(())
}

/// What others saved since the last visit.
fn sinds(kopie: &Kopie, agenda: &Ontwikkelagenda, wie: Option<&Gebruiker>, v: &mut Verslag) -> Result<(), Fout> {
    let Some(vorige) = bezoek::vorige(kopie) else { return Ok(()) };
    let Some(versies) = kopie.versies()?.sinds(&vorige.versie, 1_000)? else { return Ok(()) };
    let ik = wie.map(|w| w.auteur(agenda.partijnaam(&w.partij), None).naam);
    let anderen: Vec<_> = versies.iter().filter(|x| Some(&x.auteur.naam) != ik.as_ref()).collect();
    if anderen.is_empty() {
        return Ok(());
    }
    v.kop(format!(
        "Sinds uw vorige bezoek op {}: {} van anderen",
        vorige.moment.format("%d-%m-%Y om %H:%M"),
        aantal(anderen.len(), "versie", "versies")
    ));
    for versie in anderen.iter().take(HOOGSTENS) {
        // A subject begins with what it is about.
        let over = versie.onderwerp.split_once(':').and_then(|(wat, _)| wat.parse::<Stuk>().ok());
        let doel = over.filter(|s| is_er(agenda, s)).map(Doel::Stuk);
        v.naar_of_niet(&versie.onderwerp, doel);
        v.zacht(format!("  {}, {}", versie.auteur.naam, versie.moment.format("%d-%m-%Y")));
    }
    en_nog(anderen.len(), "oudere versie", "oudere versies", v);
    Ok(())
}

fn is_er(agenda: &Ontwikkelagenda, stuk: &Stuk) -> bool {
    match stuk {
        Stuk::Voorblad => true,
        Stuk::Thema(id) => agenda.themas.contains_key(id),
        Stuk::Partij(id) => agenda.partijen.contains_key(id),
        Stuk::Overleg(naam) => agenda.overleggen.contains_key(naam),
        Stuk::Afspraak(id) => agenda.afspraken.contains_key(id),
    }
}

fn en_nog(n: usize, een: &str, meer: &str, v: &mut Verslag) {
    if n > HOOGSTENS {
        v.zacht(format!("en nog {}", aantal(n - HOOGSTENS, een, meer)));
    }
}

/// What waits for this user: unsaved work, remarks of others, actions that are late.
fn wacht(kopie: &Kopie, agenda: &Ontwikkelagenda, partij: &PartijId, vandaag: Datum, v: &mut Verslag) {
    let mut wacht: Vec<(String, Doel)> = Vec::new();
    for stuk in klad::alle(kopie).into_iter().filter(|s| is_er(agenda, s)) {
        let moment = klad::van(kopie, &stuk).map(|k| k.moment).unwrap_or_default();
        let tekst = format!("Niet opgeslagen werk van {moment}: {}", stuk.titel(agenda));
        wacht.push((tekst, Doel::Stuk(stuk)));
    }
    let achterhaald = tekenen::alle(kopie, &Welke { achterhaald: true, ..Welke::default() });
    for rij in achterhaald.map(|(rijen, _)| rijen).unwrap_or_default() {
        let ons = rij.partijen.iter().any(|(p, stand)| p == partij && stand.status == Status::Achterhaald);
        if let (Onderwerp::Afspraak(id), true) = (&rij.over, ons) {
            let tekst = format!("Wat u over {id} zei is achterhaald: lees de tekst opnieuw");
            wacht.push((tekst, Doel::Stuk(Stuk::Afspraak(id.clone()))));
        }
    }
    for ((id, naam), o) in &agenda.opmerkingen {
        let open = o.soort == Opmerkingsoort::Opmerking && !agenda.is_afgehandeld(id, naam);
        let ons = agenda.afspraak(id).is_some_and(|g| g.afspraak.gebonden.contains(partij));
        if open && ons && o.partij != *partij {
            let tekst = format!("Open opmerking van {} bij {id}", agenda.partijnaam(&o.partij));
            wacht.push((tekst, Doel::Stuk(Stuk::Afspraak(id.clone()))));
        }
    }
    for (datum, wat, doel) in acties(agenda, partij) {
        if datum < vandaag {
            wacht.push((format!("Had af moeten zijn op {}: {wat}", datum.kort()), doel));
        }
    }
    if wacht.is_empty() {
        return;
    }
    v.kop("Wacht op u");
    let n = wacht.len();
    for (tekst, doel) in wacht.into_iter().take(HOOGSTENS) {
        v.naar(tekst, doel);
    }
    en_nog(n, "ding dat wacht", "dingen die wachten", v);
}

/// The open actions of a party with a date, the earliest first: of afspraken and of meetings.
fn acties(agenda: &Ontwikkelagenda, partij: &PartijId) -> Vec<(Datum, String, Doel)> {
    let mut acties = Vec::new();
    for (id, voortgang) in &agenda.voortgang {
        for a in voortgang.activiteiten.iter().filter(|a| a.is_open() && a.partij.as_ref() == Some(partij)) {
            let pad = format!("activiteiten.{}", a.sleutel);
            let doel = Doel::Veld(Stuk::Afspraak(id.clone()), Bestandsoort::Voortgang, pad);
            acties.extend(a.uiterlijk.map(|d| (d, format!("{} ({id})", a.wat), doel)));
        }
    }
    for (naam, o) in &agenda.overleggen {
        for a in o.acties.iter().filter(|a| a.is_open() && a.partij.as_ref() == Some(partij)) {
            let doel = Doel::Veld(Stuk::Overleg(naam.clone()), Bestandsoort::Overleg, format!("acties.{}", a.sleutel));
            acties.extend(a.uiterlijk.map(|d| (d, format!("{} (actielijst {naam})", a.wat), doel)));
        }
    }
    acties.sort_by_key(|(d, ..)| *d);
    acties
}

/// When the next meeting is, and when its papers go out.
fn volgend_overleg(agenda: &Ontwikkelagenda, vandaag: Datum, v: &mut Verslag) {
    let komend = agenda.overleggen.iter().filter(|(_, o)| o.datum >= vandaag).min_by_key(|(_, o)| o.datum);
    let Some((naam, o)) = komend else { return };
    v.kop("Volgend overleg");
    let over = match vandaag.dagen_tot(o.datum) {
        0 => "vandaag".to_owned(),
        1 => "morgen".to_owned(),
        n => format!("over {n} dagen"),
    };
    v.naar(format!("{} op {}, {over}", o.soort.label(), o.datum.lang()), Doel::Stuk(Stuk::Overleg(naam.clone())));
    v.regel(format!("  {}", stukken(agenda, o, vandaag)));
}

fn stukken(agenda: &Ontwikkelagenda, o: &Overleg, vandaag: Datum) -> String {
    if let Some(verzonden) = o.stukken.as_ref().and_then(|s| s.verzonden) {
        let woord = if verzonden > vandaag { "gaan uit op" } else { "zijn verzonden op" };
        return format!("De stukken {woord} {}.", verzonden.lang());
    }
    let dagen = agenda.voorblad.reglement.as_ref().and_then(|r| r.stukken_dagen_vooraf);
    match dagen.and_then(|d| u64::try_from(d).ok()).map(|d| o.datum.min_dagen(d)) {
        Some(dag) if dag < vandaag => format!("De stukken hadden op {} verzonden moeten zijn.", dag.lang()),
        Some(dag) => format!("De stukken gaan uiterlijk uit op {}.", dag.lang()),
        None => "Wanneer de stukken uitgaan, is nog niet ingevuld.".to_owned(),
    }
}

/// What this user's party has to finish soon.
fn deadlines(agenda: &Ontwikkelagenda, partij: &PartijId, vandaag: Datum, v: &mut Verslag) {
    let grens = vandaag.plus_dagen(VOORUIT);
    let mut alle = acties(agenda, partij);
    for g in agenda.afspraken.values().filter(|g| g.afspraak.einde.is_none()) {
        let a = &g.afspraak;
        let trekt = a.trekker.contains(partij);
        for m in a.mijlpalen.iter().filter(|m| m.partij.as_ref().map_or(trekt, |p| p == partij)) {
            let pad = format!("mijlpalen.{}", m.sleutel);
            let doel = Doel::Veld(Stuk::Afspraak(a.id.clone()), Bestandsoort::Afspraak, pad);
            alle.extend(m.datum.map(|d| (d, format!("{} ({})", m.wat, a.id), doel)));
        }
        if let Some(d) = a.evaluatiemoment.filter(|_| trekt) {
            let doel = Doel::Veld(Stuk::Afspraak(a.id.clone()), Bestandsoort::Afspraak, "evaluatiemoment".to_owned());
            alle.push((d, format!("evaluatie van {} ({})", a.titel, a.id), doel));
        }
    }
    alle.retain(|(d, ..)| *d >= vandaag && *d <= grens);
    alle.sort_by_key(|(d, ..)| *d);
    if alle.is_empty() {
        return;
    }
    v.kop(format!("Deze zes weken voor {}", agenda.partijnaam(partij)));
    let n = alle.len();
    for (datum, wat, doel) in alle.into_iter().take(HOOGSTENS) {
        v.naar(format!("{}\t{wat}", datum.kort()), doel);
    }
    en_nog(n, "deadline", "deadlines", v);
}
