//! Who made each difference, when, why, and in how many steps.

use std::collections::{BTreeMap, BTreeSet};

use super::fout::Fout;
use super::kopie::Kopie;
use super::vergelijk::{Bron, Vergelijking};
use crate::agenda::bestand::stam;
use crate::agenda::{Bestandsoort, Datum};
use crate::diff::{Body, Change, Diff, Files, Path, What, compare};
use crate::export::vergelijking::{Bestand, Geheel, Overzicht, Stap, Vorm, Wijziging as Verschil};
use crate::git::{Oid, Repository, Versie, Wijziging};
use crate::store::disk::bytes_van;

/// What a step did to a place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Daad {
    /// The file came or went, or is not compared by field.
    Geheel,
    /// It moved to another theme.
    Plaats,
    /// It is only written in another way.
    Opmaak,
    /// A field.
    Waarde(Path),
    /// A row that came or went.
    Rij(Path),
    /// The order of rows.
    Volgorde(Path),
    /// What is noted at a field.
    Notitie(Path),
}

impl Daad {
    fn van(change: &Change) -> Self {
        let plaats = change.path.clone();
        match change.what {
            What::Value { .. } => Self::Waarde(plaats),
            What::Row { .. } => Self::Rij(plaats),
            What::Order { .. } => Self::Volgorde(plaats),
            What::Comment { .. } => Self::Notitie(plaats),
        }
    }

    /// Whether this led to that difference.
    fn leidt_tot(&self, w: &Verschil) -> bool {
        let hier = &w.plaats;
        match (self, &w.vorm) {
            (Self::Notitie(p), _) => w.is_notitie && p == hier,
            // What came with its row is that row's, whatever it was.
            (Self::Rij(p), _) => hier.starts_with(p),
            (Self::Waarde(p), Vorm::Rij(_)) => p.starts_with(hier),
            (Self::Waarde(p), _) => !w.is_notitie && p == hier,
            (Self::Volgorde(p), Vorm::Volgorde(..)) => p == hier,
            _ => false,
        }
    }
}

/// The steps of each file, newest first, with what each did.
#[derive(Debug, Default)]
pub struct Herkomst(BTreeMap<String, Vec<(Stap, BTreeSet<Daad>)>>);

/// An afspraak is followed by its number, through a move.
fn sleutel(pad: &str) -> &str {
    if Bestandsoort::van_pad(pad) == Some(Bestandsoort::Afspraak) { stam(pad) } else { pad }
}

/// Looks up the steps from the one side of a comparison to the other, as long as somebody waits; none
/// where a side is another folder than this copy's.
///
/// # Errors
/// When the versions cannot be read.
pub fn herkomst(kopie: &Kopie, v: &Vergelijking, wacht: impl Fn() -> bool) -> Result<Herkomst, Fout> {
    let mut uit = Herkomst::default();
    let Bron::Versie(van) = &v.van.bron else { return Ok(uit) };
    let repo = kopie.versies()?;
    let tot = match &v.tot.bron {
        Bron::Versie(tot) => tot.id,
        Bron::Map(map) if map != kopie.wortel() => return Ok(uit),
        Bron::Map(_) => match uit.neem_map_op(kopie, &repo, &v.diff)? {
            Some(hoofd) => hoofd,
            None => return Ok(uit),
        },
    };
    let over = sleutels(&v.diff);
    let wil = |pad: &str| over.contains(sleutel(pad));
    repo.stappen(van.id, tot, wil, |versie, per_ouder| {
        uit.neem_op(&stap(&versie), per_ouder);
        wacht()
    })?;
    Ok(uit)
}

/// Looks up all steps that ever led to these files as they are in the folder, as long as somebody waits.
///
/// # Errors
/// When the versions cannot be read.
pub fn van_begin_af(kopie: &Kopie, diff: &Diff, wacht: impl Fn() -> bool) -> Result<Herkomst, Fout> {
    let mut uit = Herkomst::default();
    let repo = kopie.versies()?;
    let Some(hoofd) = uit.neem_map_op(kopie, &repo, diff)? else { return Ok(uit) };
    let over = sleutels(diff);
    let namen: Vec<String> =
        over.iter().map(|s| if s.ends_with(".toml") { (*s).to_owned() } else { format!("{s}.toml") }).collect();
    let wil = |pad: &str| over.contains(sleutel(pad));
    repo.stappen_van(hoofd, &namen, wil, |versie, per_ouder| {
        uit.neem_op(&stap(&versie), per_ouder);
        wacht()
    })?;
    Ok(uit)
}

fn sleutels(diff: &Diff) -> BTreeSet<&str> {
    diff.files.iter().flat_map(|f| [&f.from, &f.to]).flatten().map(|p| sleutel(p)).collect()
}

fn stap(versie: &Versie) -> Stap {
    // Who saved with another program has no more to say than the subject.
    let elders = Some(versie.onderwerp.clone()).filter(|_| versie.partij.is_none());
    Stap {
        wie: versie.auteur.naam.clone(),
        moment: Some(versie.moment),
        dag: Datum::van_moment(versie.moment).lang(),
        toelichting: versie.toelichting.clone().or(elders).unwrap_or_default(),
    }
}

/// What was done to each file.
fn daden(bestanden: Vec<Wijziging>) -> BTreeMap<String, BTreeSet<Daad>> {
    let (mut oud, mut nieuw) = (Files::new(), Files::new());
    for w in bestanden {
        oud.extend(w.was.map(|b| (w.pad.clone(), b)));
        nieuw.extend(w.wordt.map(|b| (w.pad, b)));
    }
    let mut uit: BTreeMap<String, BTreeSet<Daad>> = BTreeMap::new();
    for f in compare(&oud, &nieuw).files {
        let hier = uit.entry(sleutel(f.path()).to_owned()).or_default();
        match &f.body {
            _ if f.is_layout() => {
                hier.insert(Daad::Opmaak);
            }
            Body::Fields(fields) => hier.extend(fields.changes.iter().map(Daad::van)),
            Body::Text { .. } | Body::Bytes { .. } => {
                hier.insert(Daad::Geheel);
            }
        }
        match (&f.from, &f.to) {
            (Some(van), Some(naar)) if van != naar => hier.insert(Daad::Plaats),
            (None, _) | (_, None) => hier.insert(Daad::Geheel),
            _ => false,
        };
    }
    uit
}

impl Herkomst {
    /// What stands in the folder and in no version yet; the newest version, if there is any.
    fn neem_map_op(&mut self, kopie: &Kopie, repo: &Repository, diff: &Diff) -> Result<Option<Oid>, Fout> {
        let Some(hoofd) = repo.hoofd()? else { return Ok(None) };
        let mut bestanden = Vec::new();
        for pad in diff.files.iter().flat_map(|f| [&f.from, &f.to]).flatten().collect::<BTreeSet<_>>() {
            let (was, wordt) = (repo.bytes_in(hoofd, pad)?, bytes_van(kopie.wortel(), pad).ok());
            if was != wordt {
                bestanden.push(Wijziging { pad: pad.clone(), was, wordt });
            }
        }
        self.neem_op(&Stap::nog_niet_opgeslagen(), vec![bestanden]);
        Ok(Some(hoofd))
    }

    /// A version that came from more than one did only what differs from each of them.
    fn neem_op(&mut self, stap: &Stap, per_ouder: Vec<Vec<Wijziging>>) {
        let mut samen: Option<BTreeMap<String, BTreeSet<Daad>>> = None;
        for gedaan in per_ouder.into_iter().map(daden) {
            samen = Some(match samen {
                None => gedaan,
                Some(eerder) => eerder
                    .into_iter()
                    .filter_map(|(pad, d)| Some((d.intersection(gedaan.get(&pad)?).cloned().collect(), pad)))
                    .map(|(d, pad)| (pad, d))
                    .collect(),
            });
        }
        for (pad, gedaan) in samen.into_iter().flatten().filter(|(_, d)| !d.is_empty()) {
            self.0.entry(pad).or_default().push((stap.clone(), gedaan));
        }
    }

    /// Writes the steps into what is shown.
    pub fn vul_in(&self, overzicht: &mut Overzicht) {
        for b in overzicht.hoofdstukken.iter_mut().flat_map(|h| &mut h.bestanden) {
            self.in_bestand(b);
        }
    }

    fn in_bestand(&self, b: &mut Bestand) {
        let Some(gedaan) = self.0.get(sleutel(&b.pad)) else { return };
        let met = |wil: &dyn Fn(&Daad) -> bool| -> Vec<Stap> {
            gedaan.iter().filter(|(_, daden)| daden.iter().any(wil)).map(|(stap, _)| stap.clone()).collect()
        };
        b.stappen = match &b.geheel {
            Geheel::Opmaak => met(&|d| *d == Daad::Opmaak),
            Geheel::Verplaatst(..) => met(&|d| *d == Daad::Plaats),
            Geheel::Beeindigd(_) => met(&|d| matches!(d, Daad::Waarde(p) if p.first().is_some_and(|v| v == "einde"))),
            _ => met(&|d| *d == Daad::Geheel),
        };
        for w in &mut b.wijzigingen {
            w.stappen = met(&|d| d.leidt_tot(w));
            if w.stappen.is_empty() {
                w.stappen = met(&|d| *d == Daad::Geheel);
            }
        }
    }
}
