//! What a person sees of the standpunten, on one text and on all, and of what they are about to sign.

use std::collections::{BTreeMap, BTreeSet};

use super::akkoord;
use super::logboeken::Logboeken;
use super::ongedaan;
use super::registratie::Registratie;
use super::sleutel;
use super::standen::{Oordeel, Standen, sha256_van, standen, standen_van};
use super::vertrouwen;
use super::wie_mag::{self, Wens};
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kant::{self, Bron, Kant};
use crate::actions::kopie::Kopie;
use crate::actions::vergelijk::{self, Vergelijking};
use crate::agenda::{Datum, PartijId};
use crate::export::standpunten::{self, InSoort, Mogelijk, Regel, Rij, TeTekenen, Welke};
use crate::export::vergelijking::{Filter, Overzicht};
use crate::export::verslag::Verslag;
use crate::git::Versie;
use crate::verklaring::{Onderwerp, Sha256, Status};

/// How everybody stands towards a text, and what the user can do.
///
/// # Errors
/// When it is not there, or the logs or the key cannot be read.
pub fn verslag(kopie: &Kopie, over: &Onderwerp, alleen_lezen: bool) -> Result<Verslag, Fout> {
    let agenda = kopie.lees()?.agenda;
    let (pad, gebonden) = akkoord::waar(kopie, &agenda, over)?;
    let logboeken = Logboeken::lees(kopie, false)?;
    let standen = standen_van(&logboeken, over.clone(), &gebonden, sha256_van(kopie, &pad));
    let bevestigd = vertrouwen::bevestigd(kopie)?;
    let regels: Vec<Regel> = standen
        .partijen
        .iter()
        .map(|(partij, stand)| Regel {
            partij: partij.clone(),
            standen: vec![
                in_soort(kopie, over, "bestuurlijk", &stand.bestuurlijk),
                in_soort(kopie, over, "ambtelijk", &stand.ambtelijk),
            ],
            is_bevestigd: logboeken.van(partij).map(|log| {
                let kent = bevestigd.get(partij);
                log.beginnen().any(|b| kent.is_some_and(|k| k.contains(&b.sha256)))
            }),
        })
        .collect();
    let mogelijk = match gebruiker::huidige(kopie)? {
        _ if alleen_lezen => Mogelijk::Niets(String::new()),
        None => Mogelijk::Niets(
            "Kies eerst met w voor welke partij u werkt; dan kunt u vastleggen wat zij vindt.".to_owned(),
        ),
        Some(wie) if logboeken.spreekt_voor(&wie.partij, &gebonden).is_empty() => {
            let partij = agenda.partijnaam(&wie.partij);
            Mogelijk::Niets(format!("{partij} is hier niet aan gebonden, en zegt er dus geen ja of nee op."))
        }
        // Who cannot sign can read what others say.
        Some(wie) => mogelijk(kopie, &logboeken, &wie.partij).unwrap_or_else(|fout| Mogelijk::Niets(fout.to_string())),
    };
    let net = net_gezegd(kopie, Some(over), alleen_lezen)?;
    Ok(standpunten::standpunten(&agenda, over, standen.overeenstemming, &regels, &mogelijk, net.as_ref()))
}

/// What the user signed last of a text, or of any, and can be undone.
fn net_gezegd(kopie: &Kopie, over: Option<&Onderwerp>, alleen_lezen: bool) -> Result<Option<Versie>, Fout> {
    let laatste = if alleen_lezen { None } else { ongedaan::laatste(kopie)? };
    Ok(laatste.filter(|l| over.is_none_or(|over| l.over.contains(over))).map(|l| l.versie))
}

fn in_soort(kopie: &Kopie, over: &Onderwerp, soort: &'static str, o: &Oordeel) -> InSoort {
    InSoort {
        soort,
        status: o.status,
        dag: o.moment.map(Datum::van_moment),
        voorbehoud: o.voorbehoud.clone(),
        waarom: if o.status == Status::Achterhaald { gewijzigd(kopie, &o.waarom, over) } else { o.waarom.clone() },
        standpunt: o.standpunt,
        door: o.door.clone(),
        // Of what was taken back the reason is told already.
        woorden: o
            .toelichting
            .iter()
            .filter(|_| o.status != Status::Ingetrokken)
            .map(|t| format!("‘{t}’"))
            .chain(o.besluit.clone())
            .collect(),
    }
}

/// How everybody stands towards every afspraak that is not ended.
///
/// # Errors
/// When the logs cannot be read, or there is no such moment.
pub fn alle(kopie: &Kopie, welke: &Welke) -> Result<(Vec<Rij>, Vec<PartijId>), Fout> {
    let gelezen = kopie.lees()?;
    let logboeken = Logboeken::lees(kopie, false)?;
    let wij = gebruiker::huidige(kopie)?.map(|w| gelezen.agenda.spreekt_voor(&w.partij)).unwrap_or_default();
    let loopt = |over: &Onderwerp| match over {
        Onderwerp::Afspraak(id) => gelezen.agenda.afspraak(id).is_some_and(|g| g.afspraak.einde.is_none()),
        _ => true,
    };
    let standen: Vec<Standen> = standen(kopie, &gelezen, &logboeken).into_iter().filter(|s| loopt(&s.over)).collect();
    let mut rijen: Vec<Rij> = standen
        .iter()
        .map(|s| Rij {
            partijen: s
                .partijen
                .iter()
                .map(|(p, st)| (p.clone(), in_soort(kopie, &s.over, "bestuurlijk", &st.bestuurlijk)))
                .collect(),
            over: s.over.clone(),
            overeenstemming: s.overeenstemming,
        })
        .collect();
    if let Some(wacht) = welke.wacht {
        rijen.retain(|r| r.wacht(&wij) == wacht);
    }
    if welke.achterhaald {
        rijen.retain(Rij::is_achterhaald);
    }
    if let Some(sinds) = &welke.sinds {
        let later = achterhaald_sinds(kopie, &standen, sinds)?;
        rijen.retain(|r| later.contains(&r.over));
    }
    Ok((rijen, wij))
}

/// The texts of which what a party said became achterhaald by a version that was not there yet at that moment.
fn achterhaald_sinds(kopie: &Kopie, standen: &[Standen], sinds: &str) -> Result<BTreeSet<Onderwerp>, Fout> {
    let kant = kant::kant(Some(kopie), sinds, None, Datum::vandaag())?;
    let Bron::Versie(toen) = kant.bron else {
        return Err(Fout::gebruik("Dat is geen moment.", "Noem een datum, een overleg of ‘stukken’."));
    };
    let repo = kopie.versies()?;
    let mut uit = BTreeSet::new();
    for s in standen {
        for stand in s.partijen.values().map(|st| &st.bestuurlijk).filter(|o| o.status == Status::Achterhaald) {
            // Not saved yet, or not to be known: it cannot be said to be older.
            let versie = repo.versie(&stand.waarom).ok();
            if !versie.is_some_and(|v| repo.bouwt_op(toen.id, v.id).unwrap_or(false)) {
                uit.insert(s.over.clone());
            }
        }
    }
    Ok(uit)
}

/// The same as a report; who may sign can go on from it.
///
/// # Errors
/// As [`alle`].
pub fn verslag_van_alle(kopie: &Kopie, welke: &Welke, alleen_lezen: bool) -> Result<Verslag, Fout> {
    let (rijen, wij) = alle(kopie, welke)?;
    let agenda = kopie.lees()?.agenda;
    let mag = !alleen_lezen && sleutel::openbare(kopie)?.is_some();
    let net = net_gezegd(kopie, None, alleen_lezen)?;
    Ok(standpunten::alle(&agenda, welke, (&rijen, &wij), mag, net.as_ref()))
}

/// Who changed the text, when and how, in a sentence.
fn gewijzigd(kopie: &Kopie, versie: &str, over: &Onderwerp) -> String {
    let maker = |repo: &crate::git::Repository| {
        let versie = repo.versie(versie).ok()?;
        // Who brings two lines together did not write what came from the other.
        let naam = match over {
            Onderwerp::Afspraak(id) => format!("{id}.toml"),
            _ => return Some(versie),
        };
        Some(repo.bracht_in(versie.id, &naam).ok().flatten().unwrap_or(versie))
    };
    let versie = kopie.versies().ok().and_then(|repo| maker(&repo));
    versie.map_or_else(String::new, |v| {
        let dag = Datum::van_moment(v.moment).lang();
        format!("De tekst is gewijzigd op {dag} door {} ({}).", v.auteur.naam, v.onderwerp)
    })
}

fn mogelijk(kopie: &Kopie, logboeken: &Logboeken, partij: &crate::agenda::PartijId) -> Result<Mogelijk, Fout> {
    let Some(mijn) = sleutel::openbare(kopie)? else { return Ok(Mogelijk::SleutelMaken) };
    Ok(match logboeken.van(partij).filter(|l| l.mogelijke_beginnen().next().is_some()) {
        None => Mogelijk::SleutelMaken,
        Some(log) if log.functionaris(&mijn).is_some() => Mogelijk::Vastleggen(partij.clone()),
        Some(_) => Mogelijk::OpDeLijst(mijn.to_string()),
    })
}

/// What is about to be signed, and the registration bound to what is shown here.
///
/// # Errors
/// When a text cannot be read.
pub fn lees_voor(kopie: &Kopie, r: Registratie) -> Result<(Registratie, Verslag), Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let gelezen = kopie.lees()?;
    let mut r = r.aangevuld(gelezen.agenda.partijen.get(&wie.partij).map(|p| p.soort))?;
    if r.over.is_empty() {
        return Err(Fout::gebruik("Er is niets gekozen.", "Kies eerst een afspraak."));
    }
    let repo = kopie.versies()?;
    let hoofd = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Er zijn nog geen versies.", "Sla eerst iets op."))?;
    let logboeken = Logboeken::lees(kopie, false)?;
    let mut sinds = Sinds::begin(kopie, r.overleg.as_deref());
    r.vergeleken_met = sinds.vergeleken_met();
    r.namens = Some(wie.partij.clone());
    let mut teksten = Vec::new();
    let mut ook_namens = BTreeSet::new();
    for over in r.over.clone() {
        let tekst = akkoord::tekst(kopie, &gelezen, &over)?;
        akkoord::is_opgeslagen(&repo, hoofd, &tekst)?;
        let nu = Sha256::van(&tekst.bytes);
        r.gelezen.insert(over.clone(), nu);
        let gebonden = logboeken.spreekt_voor(&wie.partij, &tekst.gebonden);
        ook_namens.extend(gebonden.iter().filter(|p| **p != wie.partij).cloned());
        let standen = gebonden.iter().filter_map(|p| logboeken.stand_van(p, r.soort, &over, Some(nu)));
        let voorbehoud = standen.map(|(_, s)| s).find(|s| s.status == Status::Voorbehoud && r.van(&over).heft_op);
        let opgeheven = voorbehoud.and_then(|s| {
            let (ingang, zei) = *s.rust_op.first()?;
            r.opgeheven.insert(over.clone(), ingang.sha256);
            zei.voorbehoud.clone()
        });
        let eerder = logboeken.stand(&wie.partij, r.soort, &over, Some(nu)).and_then(|s| {
            let v = s.rust_op.iter().rev().find(|(i, _)| i.is_geldig())?.0.verklaring.as_ref()?;
            let naam = format!("uw partij op {} hier iets over zei", Datum::van_moment(v.moment).lang());
            let versie = repo.versie(&v.akkoord.as_ref()?.gezien).ok()?;
            Some(Kant { naam, bron: Bron::Versie(Box::new(versie)) })
        });
        let sindsdien = sinds.van(&over, eerder);
        let titel = standpunten::titel(&gelezen.agenda, &over);
        teksten.push(TeTekenen { over, titel, pad: tekst.pad, bytes: tekst.bytes, opgeheven, sindsdien });
    }
    let namen = [&wie.partij].into_iter().chain(&ook_namens).map(|p| gelezen.agenda.partijnaam(p));
    let partij = crate::agenda::tekst::opsomming(&namen.collect::<Vec<_>>());
    r.ook_namens = Some(ook_namens);
    let verslag = standpunten::te_ondertekenen(&partij, &r.regels(), &teksten);
    Ok((r, verslag))
}

/// The registration bound to the text as it was read in a version.
///
/// # Errors
/// When there is no such version, or a text was not in it.
pub fn gelezen_in(kopie: &Kopie, mut r: Registratie, versie: &str) -> Result<Registratie, Fout> {
    let repo = kopie.versies()?;
    let versie = repo.versie(versie)?;
    let gelezen = kopie.lees()?;
    r.vergeleken_met = Sinds::begin(kopie, r.overleg.as_deref()).vergeleken_met();
    for over in &r.over {
        let pad = akkoord::tekst(kopie, &gelezen, over)?.pad;
        let Some(bytes) = repo.bytes_in(versie.id, &pad)? else {
            let wat = format!("In versie {} stond {over} nog niet, of ergens anders.", versie.kort());
            return Err(Fout::nieuw(wat, "Lees de tekst opnieuw. Er is niets ondertekend."));
        };
        r.gelezen.insert(over.clone(), Sha256::van(&bytes));
    }
    Ok(r)
}

/// What changed since the moments that matter to who is about to sign.
struct Sinds<'a> {
    kopie: &'a Kopie,
    /// The papers, and the OOGO before.
    momenten: Vec<Kant>,
    /// What was compared already, by version: more texts have the same moments.
    gedaan: BTreeMap<String, Option<Vergelijking>>,
}

impl<'a> Sinds<'a> {
    fn begin(kopie: &'a Kopie, overleg: Option<&str>) -> Self {
        let vandaag = Datum::vandaag();
        let momenten = [overleg.unwrap_or("stukken"), "vorig-oogo"];
        let momenten = momenten.iter().filter_map(|m| kant::kant(Some(kopie), m, None, vandaag).ok()).collect();
        Self { kopie, momenten, gedaan: BTreeMap::new() }
    }

    /// The version with which all that is signed is compared: the papers, else the OOGO before.
    fn vergeleken_met(&self) -> Option<String> {
        self.momenten.iter().find_map(versie_van)
    }

    /// What changed in a text, by moment. One that is no more cannot be compared with; the text itself is shown in
    /// any case.
    fn van(&mut self, over: &Onderwerp, eerder: Option<Kant>) -> Vec<(String, Vec<String>)> {
        let filter = match over {
            Onderwerp::Afspraak(id) => Filter { afspraak: Some(id.to_string()), ..Filter::default() },
            Onderwerp::Thema(id) => Filter { thema: Some(id.to_string()), ..Filter::default() },
            Onderwerp::Geheel => Filter::default(),
        };
        let mut uit: Vec<(String, Vec<String>)> = Vec::new();
        for kant in eerder.into_iter().chain(self.momenten.clone()) {
            let Some(versie) = versie_van(&kant) else { continue };
            let naam = kant.naam.clone();
            let kopie = self.kopie;
            let vergelijk = || vergelijk::vergelijk(Some(kopie), kant, kant::nu(kopie), false).ok();
            let Some(v) = self.gedaan.entry(versie).or_insert_with(vergelijk) else { continue };
            let mut diff = v.diff.clone();
            // Only what is bound: how it goes, and what is kept for the archive, is not.
            diff.files.retain(|f| Onderwerp::van_pad(f.path()).as_ref() == Some(over));
            let zinnen = Overzicht::van(&v.van.naam, &v.tot.naam, &diff, &v.namen, &filter, &v.ongelezen).kort();
            match uit.iter_mut().find(|(_, z)| *z == zinnen) {
                Some((wanneer, _)) => wanneer.push_str(&format!(" en sinds {naam}")),
                None => uit.push((naam, zinnen)),
            }
        }
        uit
    }
}

fn versie_van(kant: &Kant) -> Option<String> {
    match &kant.bron {
        Bron::Versie(versie) => Some(versie.id.to_string()),
        Bron::Map(_) => None,
    }
}

/// Makes the user's key, and tells what they have to know of it.
///
/// # Errors
/// As [`wie_mag::maak`].
pub fn maak_sleutel(kopie: &Kopie, wachtwoord: Option<String>) -> Result<Verslag, Fout> {
    let gemaakt = wie_mag::maak(kopie, &Wens { wachtwoord, ..Wens::default() })?;
    let agenda = kopie.lees()?.agenda;
    let partij = agenda.partijnaam(&gemaakt.partij);
    let op_lijst = gemaakt.functionaris.is_some();
    Ok(standpunten::sleutel_gemaakt(
        partij,
        gemaakt.is_nieuw,
        &gemaakt.woorden,
        op_lijst,
        gemaakt.herstelsleutel.as_deref(),
    ))
}
