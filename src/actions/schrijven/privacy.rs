//! The one gate that everything passes before it is saved, and the look at what is there already.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Local, Timelike};

use super::afspraak::{FORMAAT, nieuw_bestand};
pub use super::gevonden::{Gevonden, in_bestand, in_tekst};
use super::gevonden::{Plaats, met_waarde};
use crate::actions::fout::{Fout, Foutsoort};
use crate::actions::gebruiker::Gebruiker;
use crate::actions::kopie::Kopie;
use crate::agenda::bestand::stam;
use crate::agenda::id::nieuwe_sleutel;
use crate::agenda::uitzondering::Uitzondering;
use crate::agenda::{Bestandsoort, Bevinding, Datum, Ontwikkelagenda};
use crate::git::{Oid, Repository, Wijziging};
use crate::privacy::{Gegeven, Niveau, gemaskeerd, zoek};
use crate::store::disk::bytes_van;
use crate::store::parallel;

/// As [`in_bestand`], without what somebody gave a reason for and what only tells of officials.
pub fn open_in_bestand(pad: &str, inhoud: &[u8], vandaag: Datum, agenda: &Ontwikkelagenda) -> Vec<Gevonden> {
    let alles = in_bestand(pad, inhoud, vandaag).into_iter().filter(|g| g.vondst.niveau > Niveau::Meldt).collect();
    zonder_uitzonderingen(alles, agenda)
}

/// What a look at the files brought up.
#[derive(Debug, Default)]
pub struct Gezien {
    /// Everything that was found, the gravest first.
    pub gevonden: Vec<Gevonden>,
    /// The files that could not be looked at, and why.
    pub ongezien: Vec<Bevinding>,
}

/// Everything that stands in the ontwikkelagenda now, exceptions with a reason left out.
///
/// # Errors
/// When it cannot be read.
pub fn nu(kopie: &Kopie, vandaag: Datum) -> Result<Gezien, Fout> {
    let gelezen = kopie.lees()?;
    let mut paden: BTreeSet<String> = gelezen.bestanden.iter().map(|(_, pad)| pad.clone()).collect();
    // What else is kept as a version is looked at too.
    if let Ok(repo) = kopie.versies()
        && let Some(hoofd) = repo.hoofd()?
    {
        paden.extend(repo.paden_in(hoofd)?);
    }
    paden.retain(|pad| kopie.wortel().join(pad).symlink_metadata().is_ok());
    let paden: Vec<String> = paden.into_iter().collect();
    let in_een = |pad: &String| bytes_van(kopie.wortel(), pad).map(|inhoud| in_bestand(pad, &inhoud, vandaag));
    let (mut alles, mut ongezien) = (Vec::new(), Vec::new());
    for een in parallel::alle(&paden, in_een) {
        match een {
            Ok(gevonden) => alles.extend(gevonden),
            Err(b) => ongezien.push(niet_nagekeken(*b, vandaag)),
        }
    }
    Ok(Gezien { gevonden: zonder_uitzonderingen(alles, &gelezen.agenda), ongezien })
}

fn niet_nagekeken(b: Bevinding, vandaag: Datum) -> Bevinding {
    let melding = format!("Dit bestand is niet nagekeken op persoonsgegevens. {}", b.melding);
    let bestand = gemaskeerd(&b.bestand, vandaag, Niveau::Waarschuwt);
    Bevinding { bestand, melding, ..b }
}

/// Everything in every version, its message and its name, with the versions that hold it.
///
/// # Errors
/// When the versions cannot be read.
pub fn in_geschiedenis(kopie: &Kopie, vandaag: Datum) -> Result<Vec<Gevonden>, Fout> {
    let repo = kopie.versies()?;
    let mut per_plek: BTreeMap<(Plaats, Option<String>, Gegeven, String), Gevonden> = BTreeMap::new();
    let mut zie = |versie: Option<String>, g: &Gevonden| {
        let sleutel = (g.plaats.clone(), g.veld.clone(), g.vondst.gegeven, g.vondst.masker.clone());
        let bij = per_plek.entry(sleutel).or_insert_with(|| g.clone());
        bij.vondst.niveau = bij.vondst.niveau.max(g.vondst.niveau);
        bij.aantal = bij.aantal.max(g.aantal);
        if let Some(v) = versie.filter(|v| bij.versies.last() != Some(v)) {
            bij.versies.push(v);
        }
    };
    repo.in_alle_versies(
        |pad, inhoud| in_bestand(pad, inhoud, vandaag),
        |versie, _, gevonden| gevonden.iter().for_each(|g| zie(Some(versie.id.to_string()), g)),
    )?;
    for (versie, bij) in repo.bijschriften()? {
        for g in in_tekst(&bij.tekst, vandaag) {
            zie(
                versie.as_ref().map(|v| v.id.to_string()),
                &Gevonden { plaats: Plaats::Bijschrift(bij.waar), regel: None, ..g },
            );
        }
    }
    let agenda = kopie.lees()?.agenda;
    Ok(zonder_uitzonderingen(per_plek.into_values().collect(), &agenda))
}

fn zonder_uitzonderingen(mut alles: Vec<Gevonden>, agenda: &Ontwikkelagenda) -> Vec<Gevonden> {
    let bekend: Vec<Uitzondering> = agenda.uitzonderingen.values().cloned().collect();
    alles.retain(|g| g.vondst.niveau == Niveau::Blokkeert || !g.is_uitgezonderd(&bekend));
    alles.sort_by_key(|g| (std::cmp::Reverse(g.vondst.niveau), g.plaats.clone(), g.regel, g.vondst.plek.start));
    alles
}

/// Refuses an ontwikkelagenda of another, before it is taken over, when something in it is blocked.
///
/// # Errors
/// When something is blocked, or it cannot be read.
pub(in crate::actions) fn keur_ontvangen(kopie: &Kopie) -> Result<(), Fout> {
    let vandaag = Datum::vandaag();
    let mut alles = nu(kopie, vandaag)?.gevonden;
    alles.extend(in_geschiedenis(kopie, vandaag)?);
    let geblokkeerd: Vec<&Gevonden> = alles.iter().filter(|g| g.vondst.niveau == Niveau::Blokkeert).collect();
    if geblokkeerd.is_empty() {
        return Ok(());
    }
    let advies =
        "Er is niets overgenomen. Meld het aan de partij die dit deelt, en aan uw functionaris gegevensbescherming.";
    Err(weigering(&geblokkeerd, advies, Foutsoort::Geweigerd))
}

/// What a save brings in that was not in the last version: refuses what is blocked, and what calls
/// for a look without a reason; with a reason, gives the files that keep it.
///
/// # Errors
/// When something is blocked, or calls for a look.
pub(in crate::actions) fn poort(
    kopie: &Kopie,
    repo: &Repository,
    wie: &Gebruiker,
    wijzigingen: &[Wijziging],
    teksten: &[(&'static str, &str)],
) -> Result<Vec<Wijziging>, Fout> {
    let vandaag = Datum::vandaag();
    let mut nieuw = brengt_in(repo, wijzigingen, teksten, vandaag)?;
    // Who wants to be named, may be.
    let naam = wie.naam.as_deref().map(|n| in_tekst(n, vandaag)).unwrap_or_default();
    nieuw.extend(naam.into_iter().filter(|g| g.vondst.niveau == Niveau::Blokkeert));
    blokkeer(&nieuw)?;
    // Nearly every save brings in nothing; then nothing else is read for it.
    if nieuw.is_empty() {
        return Ok(Vec::new());
    }
    let bekend = kopie.lees().map(|g| g.agenda.uitzonderingen.into_values().collect::<Vec<_>>()).unwrap_or_default();
    let open: Vec<&Gevonden> = nieuw.iter().filter(|g| !g.is_uitgezonderd(&bekend)).collect();
    match kopie.toch() {
        _ if open.is_empty() => Ok(Vec::new()),
        Some(reden) => uitzonderingen(&open, reden, wie, vandaag),
        None => {
            let advies = "Er is niets opgeslagen. Haal het weg; hoort het er echt te staan, sla dan op met de reden (‘--toch REDEN’).";
            Err(weigering(&open, advies, Foutsoort::Bevestigen))
        }
    }
}

/// What these changes and texts bring in that was not in the last version.
fn brengt_in(
    repo: &Repository,
    wijzigingen: &[Wijziging],
    teksten: &[(&'static str, &str)],
    vandaag: Datum,
) -> Result<Vec<Gevonden>, Fout> {
    let hoofd = repo.hoofd()?;
    let mut nieuw = Vec::new();
    for w in wijzigingen {
        let Some(wordt) = &w.wordt else { continue };
        let oud = match hoofd {
            Some(hoofd) => repo.bytes_in(hoofd, van_waar(w, wijzigingen))?,
            None => None,
        };
        if oud.as_ref() == Some(wordt) {
            continue;
        }
        nieuw.extend(erbij(&w.pad, oud.as_deref(), wordt, vandaag));
    }
    for (naam, tekst) in teksten {
        let gevonden = in_tekst(tekst, vandaag).into_iter();
        nieuw.extend(gevonden.map(|g| Gevonden { plaats: Plaats::Bijschrift(naam), regel: None, ..g }));
    }
    nieuw.retain(|g| g.vondst.niveau > Niveau::Meldt);
    Ok(nieuw)
}

/// What a file holds that it did not hold before.
fn erbij(pad: &str, oud: Option<&[u8]>, wordt: &[u8], vandaag: Datum) -> Vec<Gevonden> {
    let stond_er = oud.map(|o| met_waarde(pad, o, vandaag)).unwrap_or_default();
    let is_oud = |g: &(Gevonden, String)| {
        stond_er.iter().any(|o| {
            let (o, oude) = (&o.0, &o.1);
            *oude == g.1
                && o.vondst.gegeven == g.0.vondst.gegeven
                && o.vondst.niveau >= g.0.vondst.niveau
                && o.veld == g.0.veld
        })
    };
    met_waarde(pad, wordt, vandaag).into_iter().filter(|g| !is_oud(g)).map(|(g, _)| g).collect()
}

/// Refuses what is blocked in the versions that lead to one and not to the other, before they go in or out.
///
/// # Errors
/// When something is blocked, or the versions cannot be read.
pub(in crate::actions) fn keur_versies(
    repo: &Repository,
    tot: Oid,
    zonder: Option<Oid>,
    advies: &str,
) -> Result<(), Fout> {
    let vandaag = Datum::vandaag();
    let (alles, teksten) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    repo.in_nieuwe_versies(
        tot,
        zonder,
        |_, w| {
            let Some(wordt) = &w.wordt else { return };
            alles.borrow_mut().extend(erbij(&w.pad, w.was.as_deref(), wordt, vandaag));
        },
        |_, bij| {
            let gevonden = in_tekst(&bij.tekst, vandaag).into_iter();
            let plaats = Plaats::Bijschrift(bij.waar);
            teksten.borrow_mut().extend(gevonden.map(|g| Gevonden { plaats: plaats.clone(), regel: None, ..g }));
        },
    )?;
    let mut alles = alles.into_inner();
    alles.extend(teksten.into_inner());
    let geblokkeerd: Vec<&Gevonden> = alles.iter().filter(|g| g.vondst.niveau == Niveau::Blokkeert).collect();
    if geblokkeerd.is_empty() {
        return Ok(());
    }
    Err(weigering(&geblokkeerd, advies, Foutsoort::Geweigerd))
}

/// Where a file stood before this save: an afspraak that moves was in another theme.
fn van_waar<'w>(w: &'w Wijziging, wijzigingen: &'w [Wijziging]) -> &'w str {
    let is_afspraak = |pad: &str| Bestandsoort::van_pad(pad) == Some(Bestandsoort::Afspraak);
    let verhuisd = |v: &&Wijziging| v.wordt.is_none() && is_afspraak(&v.pad) && stam(&v.pad) == stam(&w.pad);
    let oud = wijzigingen.iter().find(verhuisd).filter(|_| w.was.is_none() && is_afspraak(&w.pad));
    oud.map_or(&w.pad, |v| &v.pad)
}

/// Refuses what is blocked.
fn blokkeer(nieuw: &[Gevonden]) -> Result<(), Fout> {
    let geblokkeerd: Vec<&Gevonden> = nieuw.iter().filter(|g| g.vondst.niveau == Niveau::Blokkeert).collect();
    if geblokkeerd.is_empty() {
        return Ok(());
    }
    Err(weigering(&geblokkeerd, "Er is niets opgeslagen.", Foutsoort::Geweigerd))
}

/// The gate for what has no author who can be asked: a new ontwikkelagenda, what came in from elsewhere.
///
/// # Errors
/// When something is blocked.
pub(in crate::actions) fn poort_geblokkeerd(
    repo: &Repository,
    wijzigingen: &[Wijziging],
    onderwerp: &str,
) -> Result<(), Fout> {
    blokkeer(&brengt_in(repo, wijzigingen, &[("naam", onderwerp)], Datum::vandaag())?)
}

/// The files that keep why this may be there.
fn uitzonderingen(open: &[&Gevonden], reden: &str, wie: &Gebruiker, vandaag: Datum) -> Result<Vec<Wijziging>, Fout> {
    if reden.trim().is_empty() {
        return Err(Fout::gebruik("Er is geen reden gegeven.", "Schrijf in een zin waarom dit er mag staan."));
    }
    if let Some(v) = zoek(reden, vandaag).iter().find(|v| v.niveau > Niveau::Meldt) {
        return Err(Fout::nieuw(
            format!("In de reden zelf staat het ook: {} ({}).", v.gegeven.label(), v.masker),
            "Noem in de reden nooit het gegeven zelf. Er is niets opgeslagen.",
        ));
    }
    let nu = Local::now().with_nanosecond(0).unwrap_or_else(Local::now);
    let klok = || Fout::nieuw("De klok van deze computer is niet te lezen.", "");
    let mut uit: Vec<Wijziging> = Vec::new();
    let mut gehad = Vec::new();
    for g in open {
        // Of what belongs to this version alone the reason is kept too.
        let plaats = g.plaats.in_uitzondering().unwrap_or_else(|| g.plaats.naam());
        let sleutel = (plaats, &g.veld, g.vondst.gegeven);
        if gehad.contains(&sleutel) {
            continue;
        }
        gehad.push(sleutel);
        let rand = nieuwe_sleutel().map_err(|_| Fout::nieuw("Het systeem geeft geen toevalsgetallen.", ""))?;
        let uitzondering = Uitzondering {
            formaat: FORMAAT,
            bestand: plaats.to_owned(),
            veld: g.veld.clone(),
            soort: g.vondst.gegeven,
            aantal: g.aantal,
            reden: reden.trim().to_owned(),
            partij: wie.partij.clone(),
            functie: wie.functie.clone(),
            moment: nu.to_rfc3339().parse().map_err(|_| klok())?,
        };
        let pad = format!("uitzonderingen/{}-{rand}.toml", nu.format("%Y%m%dt%H%M"));
        uit.push(nieuw_bestand(Bestandsoort::Uitzondering, pad, &uitzondering)?);
    }
    Ok(uit)
}

/// The refusal that names what was found; at most three, the rest as a number.
fn weigering(gevonden: &[&Gevonden], advies: &str, soort: Foutsoort) -> Fout {
    let regels: Vec<String> = gevonden.iter().take(3).map(|g| g.bevinding().to_string()).collect();
    let rest = match gevonden.len().saturating_sub(3) {
        0 => String::new(),
        n => format!("\nEn nog {n}."),
    };
    Fout { wat: format!("{}{rest}", regels.join("\n")), advies: advies.to_owned(), soort }
}
