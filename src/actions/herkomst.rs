//! Who made each difference, when, why, and in how many steps.

use std::collections::{BTreeMap, BTreeSet};

use super::fout::Fout;
use super::kopie::Kopie;
use super::vergelijk::{Bron, Vergelijking};
use crate::agenda::bestand::stam;
use crate::agenda::{Bestandsoort, Datum};
use crate::diff::{Body, Files, compare};
use crate::export::vergelijking::{Bestand, Overzicht, Stap};
use crate::git::Versie;

/// What a step did to a file.
#[derive(Debug)]
struct Gedaan {
    stap: Stap,
    /// It came, went or moved, or is no longer compared by field.
    is_geheel: bool,
    velden: Vec<String>,
}

/// The steps of each file, newest first.
#[derive(Debug, Default)]
pub struct Herkomst(BTreeMap<String, Vec<Gedaan>>);

/// An afspraak is followed by its number, through a move.
fn sleutel(pad: &str) -> &str {
    if Bestandsoort::van_pad(pad) == Some(Bestandsoort::Afspraak) { stam(pad) } else { pad }
}

/// Looks up the steps from the one side of a comparison to the other; none between folders.
///
/// # Errors
/// When the versions cannot be read.
pub fn herkomst(kopie: &Kopie, v: &Vergelijking) -> Result<Herkomst, Fout> {
    let mut uit = Herkomst::default();
    let Bron::Versie(van) = &v.van.bron else { return Ok(uit) };
    let repo = kopie.versies()?;
    let paden: BTreeSet<&str> =
        v.diff.files.iter().flat_map(|f| [&f.from, &f.to]).flatten().map(|p| sleutel(p)).collect();
    let tot = match &v.tot.bron {
        Bron::Versie(tot) => tot.id,
        Bron::Map(_) => {
            let Some(hoofd) = repo.hoofd()? else { return Ok(uit) };
            let bestanden = super::vergelijk::in_map(kopie, hoofd)?;
            uit.neem_op(
                &Stap::nog_niet_opgeslagen(),
                bestanden.into_iter().filter(|w| paden.contains(sleutel(&w.pad))),
            );
            hoofd
        }
    };
    for (versie, bestanden) in repo.stappen(van.id, tot, |pad| paden.contains(sleutel(pad)))? {
        uit.neem_op(&stap(&versie), bestanden.into_iter());
    }
    Ok(uit)
}

fn stap(versie: &Versie) -> Stap {
    Stap {
        wie: versie.auteur.naam.clone(),
        moment: Some(versie.moment),
        dag: Datum::van_moment(versie.moment).lang(),
        toelichting: versie.toelichting.clone().unwrap_or_default(),
        versie: Some(versie.kort()),
    }
}

impl Herkomst {
    fn neem_op(&mut self, stap: &Stap, bestanden: impl Iterator<Item = crate::git::Wijziging>) {
        let (mut oud, mut nieuw) = (Files::new(), Files::new());
        for w in bestanden {
            oud.extend(w.was.map(|b| (w.pad.clone(), b)));
            nieuw.extend(w.wordt.map(|b| (w.pad, b)));
        }
        for f in compare(&oud, &nieuw).files {
            let velden: Vec<String> = match &f.body {
                Body::Fields(fields) => fields.changes.iter().map(|c| c.path.join(".")).collect(),
                Body::Text { .. } | Body::Bytes { .. } => Vec::new(),
            };
            let is_geheel = f.from != f.to || !matches!(f.body, Body::Fields(_)) || f.is_layout();
            let gedaan = Gedaan { stap: stap.clone(), is_geheel, velden };
            self.0.entry(sleutel(f.path()).to_owned()).or_default().push(gedaan);
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
        let met = |wil: &dyn Fn(&Gedaan) -> bool| -> Vec<Stap> {
            gedaan.iter().filter(|g| wil(g)).map(|g| g.stap.clone()).collect()
        };
        b.stappen = met(&|g| g.is_geheel);
        for w in &mut b.wijzigingen {
            let veld = w.veld.as_deref().unwrap_or_default();
            w.stappen = met(&|g| g.velden.iter().any(|v| raakt(v, veld)));
            if w.stappen.is_empty() {
                w.stappen.clone_from(&b.stappen);
            }
        }
    }
}

/// Whether of two fields one is the other or lies in it.
fn raakt(een: &str, ander: &str) -> bool {
    let in_ander = |lang: &str, kort: &str| lang.strip_prefix(kort).is_some_and(|r| r.is_empty() || r.starts_with('.'));
    in_ander(een, ander) || in_ander(ander, een)
}
