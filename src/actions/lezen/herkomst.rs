//! Who made each difference, when, why, and in how many steps.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::kant::Bron;
use super::vergelijk::{Vergelijking, zijden};
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::bestand::stam;
use crate::agenda::{Bestandsoort, Datum};
use crate::diff::{Body, Change, Diff, Meaning, Path, What, compare};
use crate::export::vergelijking::{Bestand, Geheel, Overzicht, Stap, Vorm, Wijziging as Verschil};
use crate::git::{Oid, Repository, Versie, Wijziging};
use crate::store::bytes;
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

/// By what it is known that a step left there what stands there in the end.
type Gevolg = u64;

/// What was done to a file, each with what stood there then.
type Daden = BTreeMap<Daad, Gevolg>;

fn gevolg(wordt: &dyn std::fmt::Debug) -> Gevolg {
    let mut som = DefaultHasher::new();
    format!("{wordt:?}").hash(&mut som);
    som.finish()
}

impl Daad {
    fn van(change: &Change) -> (Self, Gevolg) {
        let plaats = change.path.clone();
        match &change.what {
            What::Value { to, .. } => (Self::Waarde(plaats), gevolg(to)),
            // A row may be written on in later steps; what lasts is whether it is there.
            What::Row { to, .. } => (Self::Rij(plaats), Gevolg::from(to.is_some())),
            What::Order { to, .. } => (Self::Volgorde(plaats), gevolg(to)),
            What::Comment { to, .. } => (Self::Notitie(plaats), gevolg(to)),
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
pub struct Herkomst {
    stappen: BTreeMap<String, Vec<(Stap, Daden)>>,
    /// What stands there in the end, of what differs.
    nu: BTreeMap<String, Daden>,
    /// Files that a step made readable again, with their text: what it did is known at the step before which
    /// they could be read last.
    hersteld: BTreeMap<String, (Stap, Wijziging)>,
}

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
    uit.onthoud_nu(&v.diff);
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
    repo.stappen_uit_index(Some(van.id), tot, wil, |versie, per_ouder| {
        uit.neem_op(&stap(&repo, &versie), per_ouder);
        wacht()
    })?;
    Ok(uit.rond_af())
}

/// Looks up all steps that ever led to these files as they are in the folder, as long as somebody waits.
///
/// # Errors
/// When the versions cannot be read.
pub fn van_begin_af(kopie: &Kopie, diff: &Diff, wacht: impl Fn() -> bool) -> Result<Herkomst, Fout> {
    let mut uit = Herkomst::default();
    uit.onthoud_nu(diff);
    let repo = kopie.versies()?;
    let Some(hoofd) = uit.neem_map_op(kopie, &repo, diff)? else { return Ok(uit) };
    let over = sleutels(diff);
    let wil = |pad: &str| over.contains(sleutel(pad));
    repo.stappen_uit_index(None, hoofd, wil, |versie, per_ouder| {
        uit.neem_op(&stap(&repo, &versie), per_ouder);
        wacht()
    })?;
    Ok(uit.rond_af())
}

fn sleutels(diff: &Diff) -> BTreeSet<&str> {
    diff.files.iter().flat_map(|f| [&f.from, &f.to]).flatten().map(|p| sleutel(p)).collect()
}

fn stap(repo: &Repository, versie: &Versie) -> Stap {
    if repo.is_rand(versie.id) {
        return Stap::onbekend();
    }
    // Who saved with another program has no more to say than the subject.
    let elders = Some(versie.onderwerp.clone()).filter(|_| versie.partij.is_none());
    Stap {
        wie: versie.auteur.naam.clone(),
        moment: Some(versie.moment),
        dag: Datum::van_moment(versie.moment).lang(),
        toelichting: versie.toelichting.clone().or(elders).unwrap_or_default(),
    }
}

/// What was done to each file, and those of which the fields cannot be told apart on one of the sides.
fn daden(bestanden: Vec<Wijziging>) -> (BTreeMap<String, Daden>, Vec<Wijziging>) {
    let (oud, nieuw) = zijden(bestanden);
    let mut uit: BTreeMap<String, Daden> = BTreeMap::new();
    let mut onleesbaar = Vec::new();
    for f in compare(&oud, &nieuw).files {
        let hier = uit.entry(sleutel(f.path()).to_owned()).or_default();
        let is_er = Gevolg::from(f.to.is_some());
        match (&f.from, &f.to) {
            (Some(van), Some(naar)) if van != naar => hier.insert(Daad::Plaats, gevolg(naar)),
            (None, _) | (_, None) => hier.insert(Daad::Geheel, is_er),
            _ => None,
        };
        if !matches!(f.body, Body::Fields(_)) && !f.is_moved() && f.path().ends_with(".toml") {
            let (was, wordt) = (oud.get(f.path()).cloned(), nieuw.get(f.path()).cloned());
            onleesbaar.push(Wijziging { pad: f.path().to_owned(), was, wordt });
        }
        match &f.body {
            _ if f.is_layout() => hier.insert(Daad::Opmaak, 0),
            Body::Text { .. } | Body::Bytes { .. } => hier.insert(Daad::Geheel, is_er),
            Body::Fields(fields) => {
                hier.extend(fields.changes.iter().map(Daad::van));
                None
            }
        };
    }
    (uit, onleesbaar)
}

/// Whether the fields in a file can be told apart; those of no file can.
fn is_leesbaar(pad: &str, inhoud: Option<&Vec<u8>>) -> bool {
    let is_goed = |b: &Vec<u8>| bytes::als_tekst(pad, b.clone()).is_ok_and(|(tekst, _)| Meaning::read(&tekst).is_ok());
    inhoud.is_none_or(is_goed)
}

impl Herkomst {
    /// What stands in the folder and in no version yet; the newest version, if there is any.
    fn neem_map_op(&mut self, kopie: &Kopie, repo: &Repository, diff: &Diff) -> Result<Option<Oid>, Fout> {
        let Some(hoofd) = repo.hoofd()? else { return Ok(None) };
        let mut bestanden = Vec::new();
        for pad in diff.files.iter().flat_map(|f| [&f.from, &f.to]).flatten().collect::<BTreeSet<_>>() {
            let (was, wordt) = (repo.bytes_in(hoofd, pad)?, bytes_van(kopie.wortel(), pad).ok());
            // An afspraak that was moved and not saved has its text of before elsewhere.
            let is_nieuw = was.is_none() && Bestandsoort::van_pad(pad) == Some(Bestandsoort::Afspraak);
            let eerder = if is_nieuw { repo.pad_in(hoofd, &format!("{}.toml", stam(pad)))? } else { None };
            if let Some(eerder) = eerder.filter(|eerder| !kopie.wortel().join(eerder).exists()) {
                bestanden.push(Wijziging { was: repo.bytes_in(hoofd, &eerder)?, wordt: None, pad: eerder });
            }
            if was != wordt {
                bestanden.push(Wijziging { pad: pad.clone(), was, wordt });
            }
        }
        self.neem_op(&Stap::nog_niet_opgeslagen(), vec![bestanden]);
        Ok(Some(hoofd))
    }

    /// Remembers what stands there in the end.
    fn onthoud_nu(&mut self, diff: &Diff) {
        for f in &diff.files {
            let hier = self.nu.entry(sleutel(f.path()).to_owned()).or_default();
            if let Body::Fields(fields) = &f.body {
                hier.extend(fields.changes.iter().map(Daad::van));
            }
            if let Some(naar) = f.to.as_ref().filter(|_| f.is_moved()) {
                hier.insert(Daad::Plaats, gevolg(naar));
            }
        }
    }

    fn neem_op(&mut self, stap: &Stap, per_ouder: Vec<Vec<Wijziging>>) {
        let is_een = per_ouder.len() == 1;
        // A version that came from more than one did only what differs from each of them.
        let mut samen: Option<BTreeMap<String, Daden>> = None;
        for (mut gedaan, onleesbaar) in per_ouder.into_iter().map(daden) {
            if is_een {
                for w in onleesbaar {
                    let naam = sleutel(&w.pad).to_owned();
                    if self.neem_onleesbaar_op(stap, w) {
                        gedaan.remove(&naam);
                    }
                }
            }
            samen = Some(match samen {
                None => gedaan,
                Some(eerder) => eerder
                    .into_iter()
                    .filter_map(|(pad, mut d)| {
                        let ook = gedaan.get(&pad)?;
                        d.retain(|daad, _| ook.contains_key(daad));
                        Some((pad, d))
                    })
                    .collect(),
            });
        }
        for (pad, gedaan) in samen.into_iter().flatten().filter(|(_, d)| !d.is_empty()) {
            self.stappen.entry(pad).or_default().push((stap.clone(), gedaan));
        }
    }

    /// Who made a file readable again wrote what differs from when it could be read last; who broke it, nothing.
    /// Whether that is so here.
    fn neem_onleesbaar_op(&mut self, stap: &Stap, w: Wijziging) -> bool {
        let naam = sleutel(&w.pad).to_owned();
        let [was, wordt] = [&w.was, &w.wordt].map(|inhoud| is_leesbaar(&w.pad, inhoud.as_ref()));
        if !was && wordt {
            self.hersteld.insert(naam, (stap.clone(), w));
            return true;
        }
        if wordt || !self.hersteld.contains_key(&naam) {
            return false;
        }
        if was && let Some((door, erna)) = self.hersteld.remove(&naam) {
            let (gedaan, _) = daden(vec![Wijziging { was: w.was, ..erna }]);
            for (pad, gedaan) in gedaan {
                self.stappen.entry(pad).or_default().push((door.clone(), gedaan));
            }
        }
        true
    }

    /// Of what was never readable before, all is by who made it so.
    fn rond_af(mut self) -> Self {
        for (pad, (door, w)) in std::mem::take(&mut self.hersteld) {
            let gedaan = Daden::from([(Daad::Geheel, Gevolg::from(w.wordt.is_some()))]);
            self.stappen.entry(pad).or_default().push((door, gedaan));
        }
        self
    }

    /// Writes the steps into what is shown.
    pub fn vul_in(&self, overzicht: &mut Overzicht) {
        for b in overzicht.hoofdstukken.iter_mut().flat_map(|h| &mut h.bestanden) {
            self.in_bestand(b);
        }
    }

    fn in_bestand(&self, b: &mut Bestand) {
        let Some(gedaan) = self.stappen.get(sleutel(&b.pad)) else { return };
        let nu = self.nu.get(sleutel(&b.pad));
        let met = |is_er: bool, wil: &dyn Fn(&Daad) -> bool| -> Vec<Stap> {
            // Where two lines came together, what one of them did was not chosen.
            let is_gebleven = |(daad, gevolg): (&Daad, &Gevolg)| {
                wil(daad)
                    && match (nu.and_then(|nu| nu.get(daad)), daad) {
                        (Some(staat_er), _) => staat_er == gevolg,
                        (None, Daad::Rij(_) | Daad::Geheel) => *gevolg == Gevolg::from(is_er),
                        (None, _) => is_er,
                    }
            };
            let raakt = || gedaan.iter().filter(|(_, daden)| daden.keys().any(wil));
            let begin = raakt().position(|(_, daden)| daden.iter().any(is_gebleven)).unwrap_or(0);
            raakt().skip(begin).map(|(stap, _)| stap.clone()).collect()
        };
        let is_er = b.geheel != Geheel::Weg;
        let geheel = |wil: &dyn Fn(&Daad) -> bool| met(is_er, wil);
        b.stappen = match &b.geheel {
            Geheel::Opmaak => geheel(&|d| *d == Daad::Opmaak),
            Geheel::Verplaatst(..) => geheel(&|d| *d == Daad::Plaats),
            Geheel::Beeindigd(_) => {
                geheel(&|d| matches!(d, Daad::Waarde(p) if p.first().is_some_and(|v| v == "einde")))
            }
            _ => geheel(&|d| *d == Daad::Geheel),
        };
        for w in &mut b.wijzigingen {
            let is_er = w.naar.is_some();
            w.stappen = met(is_er, &|d| d.leidt_tot(w));
            if w.stappen.is_empty() {
                w.stappen = met(is_er, &|d| *d == Daad::Geheel);
            }
        }
    }
}
