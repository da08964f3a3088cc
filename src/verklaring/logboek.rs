//! The log of one party: which of its entries count, and why the others do not.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fixedbitset::FixedBitSet;

use super::akkoord::{Onderwerp, Over, Soort};
use super::getoetst::Getoetst;
use super::ingang::{Bezwaar, Gevonden, Ingang, ingangen};
use super::sha256::Sha256;
use super::sleutels::{Functionaris, FunctionarisId, OpenbareSleutel, Sleutels};
use super::{Kind, Verklaring};
use crate::agenda::PartijId;

/// The beginnings that this machine's user confirmed, of one party.
pub type Vertrouwd = BTreeSet<Sha256>;

/// The log of a party.
#[derive(Debug, Clone, PartialEq)]
pub struct Logboek {
    /// The party.
    pub partij: PartijId,
    /// Its entries, each after those it follows on.
    pub ingangen: Vec<Ingang>,
    /// For each entry which come before it.
    voorgangers: Vec<FixedBitSet>,
    /// From which beginning each entry has its right to speak.
    gezag: Vec<Option<usize>>,
    /// Which entries are lists of who may speak.
    lijsten: FixedBitSet,
    /// Which entries speak of a text, in each kind.
    over: BTreeMap<(Soort, Onderwerp), Vec<usize>>,
}

impl Logboek {
    /// Reads a log from every file that ever stood in its folder. Without `vertrouwd` every beginning is
    /// believed: so the log is the same for everybody. What is in `getoetst` is not checked again.
    pub fn lees(
        partij: &PartijId,
        ontwikkelagenda: uuid::Uuid,
        gevonden: &[Gevonden],
        vertrouwd: Option<&Vertrouwd>,
        getoetst: &Getoetst,
    ) -> Self {
        let ingangen = ingangen(partij, ontwikkelagenda, gevonden, getoetst);
        let is_lijst = |i: &Ingang| i.verklaring.as_ref().is_some_and(|v| v.sleutels.is_some());
        let lijsten = ingangen.iter().enumerate().filter(|(_, i)| is_lijst(i)).map(|(n, _)| n).collect();
        let mut over: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let akkoord = |(n, i): (usize, &Ingang)| Some((n, i.verklaring.as_ref()?.akkoord.clone()?));
        for (n, akkoord) in ingangen.iter().enumerate().filter_map(akkoord) {
            for onderwerp in akkoord.standpunten.iter().filter_map(Over::onderwerp).collect::<BTreeSet<_>>() {
                over.entry((akkoord.soort, onderwerp)).or_default().push(n);
            }
        }
        let gezag = vec![None; ingangen.len()];
        let mut log = Self { partij: partij.clone(), ingangen, voorgangers: Vec::new(), gezag, lijsten, over };
        log.verbind();
        if let Some(vertrouwd) = vertrouwd {
            log.toets_beginnen(vertrouwd);
        }
        log.toets_lijsten();
        log
    }

    /// The beginnings that count.
    pub fn beginnen(&self) -> impl Iterator<Item = &Ingang> {
        self.ingangen.iter().filter(|i| i.is_geldig() && i.verklaring.as_ref().is_some_and(|v| v.vorige.is_empty()))
    }

    /// The entries that could be a beginning: signed by one who is on it.
    pub fn mogelijke_beginnen(&self) -> impl Iterator<Item = &Ingang> {
        let kan =
            |n: &usize| self.voorgangers[*n].is_clear() && self.lijst(*n).is_some() && self.mag_volgens(*n, *n).is_ok();
        (0..self.ingangen.len()).filter(kan).map(|n| &self.ingangen[n])
    }

    /// The newest entries: those that nothing follows on yet, whether they count or not.
    pub fn nieuwste(&self) -> Vec<&Ingang> {
        let mut gevolgd = FixedBitSet::with_capacity(self.ingangen.len());
        self.voorgangers.iter().for_each(|voor| gevolgd.union_with(voor));
        let leesbaar = |i: &usize| self.ingangen[*i].verklaring.is_some();
        (0..self.ingangen.len()).filter(|i| !gevolgd.contains(*i)).filter(leesbaar).map(|i| &self.ingangen[i]).collect()
    }

    /// Whether the entry at `eerder` comes before the one at `later`.
    pub(super) fn is_voor(&self, eerder: usize, later: usize) -> bool {
        self.voorgangers[later].contains(eerder)
    }

    /// The entries that speak of a text in one kind, with their places.
    pub(super) fn over(&self, soort: Soort, over: &Onderwerp) -> impl Iterator<Item = (usize, &Ingang)> {
        let plaatsen = self.over.get(&(soort, over.clone()));
        plaatsen.into_iter().flatten().map(|n| (*n, &self.ingangen[*n]))
    }

    /// The texts that the party ever said something of.
    pub fn onderwerpen(&self) -> impl Iterator<Item = &Onderwerp> {
        self.over.keys().map(|(_, over)| over)
    }

    /// Whether the party ever said something of a text.
    pub fn sprak_over(&self, over: &Onderwerp) -> bool {
        [Soort::Ambtelijk, Soort::Bestuurlijk].into_iter().any(|s| self.over.contains_key(&(s, over.clone())))
    }

    /// The lists that count now, the newest, by the beginning that they follow from.
    pub fn lijsten(&self) -> Vec<Vec<&Sleutels>> {
        let lijsten: Vec<usize> = self.geldige_lijsten().collect();
        let mut per_begin: BTreeMap<Option<usize>, Vec<&Sleutels>> = BTreeMap::new();
        for i in lijsten.iter().filter(|i| !lijsten.iter().any(|j| self.is_voor(**i, *j))) {
            per_begin.entry(self.gezag[*i]).or_default().extend(self.lijst(*i));
        }
        per_begin.into_values().collect()
    }

    /// The lists that count now on which this key stands, on each of them.
    pub fn lijsten_met(&self, sleutel: &OpenbareSleutel) -> Vec<&Sleutels> {
        let staat_op = |l: &&Sleutels| l.functionarissen.iter().any(|f| f.sleutel == *sleutel);
        self.lijsten().into_iter().find(|lijsten| lijsten.iter().all(staat_op)).unwrap_or_default()
    }

    /// Who speaks for the party now with this key.
    pub fn functionaris(&self, sleutel: &OpenbareSleutel) -> Option<&Functionaris> {
        let lijsten = self.lijsten_met(sleutel);
        let eerste = lijsten.first()?.functionarissen.iter().find(|f| f.sleutel == *sleutel)?;
        lijsten.iter().all(|l| l.van(&eerste.id, sleutel).is_some()).then_some(eerste)
    }

    fn geldige_lijsten(&self) -> impl Iterator<Item = usize> {
        self.lijsten.ones().filter(|i| self.ingangen[*i].is_geldig())
    }

    /// Finds what comes before each entry.
    fn verbind(&mut self) {
        let plaats: HashMap<Sha256, usize> = self.ingangen.iter().enumerate().map(|(i, e)| (e.sha256, i)).collect();
        for i in 0..self.ingangen.len() {
            let mut voor = FixedBitSet::with_capacity(self.ingangen.len());
            let mut bezwaar = None;
            if let Some(v) = &self.ingangen[i].verklaring {
                let mut hoogste = 0;
                for sha in &v.vorige {
                    match plaats.get(sha).copied().filter(|p| *p < i) {
                        Some(p) => {
                            hoogste = hoogste.max(self.ingangen[p].nr());
                            voor.insert(p);
                            voor.union_with(&self.voorgangers[p]);
                        }
                        None => bezwaar = Some(Bezwaar::Ontbreekt),
                    }
                }
                if bezwaar.is_none() && v.nr.checked_sub(1) != Some(hoogste) {
                    bezwaar = Some(Bezwaar::Nummer);
                }
                if v.vorige.is_empty() && v.sleutels.is_none() {
                    bezwaar = Some(Bezwaar::GeenLijst);
                }
            }
            self.voorgangers.push(voor);
            let ingang = &mut self.ingangen[i];
            if ingang.bezwaar.is_none() {
                ingang.bezwaar = bezwaar;
            }
        }
    }

    /// A second beginning is believed only by who confirmed it.
    fn toets_beginnen(&mut self, vertrouwd: &Vertrouwd) {
        let beginnen: Vec<usize> = (0..self.ingangen.len())
            .filter(|i| self.ingangen[*i].is_geldig() && self.voorgangers[*i].is_clear())
            .collect();
        for i in &beginnen {
            let bezwaar = match vertrouwd.contains(&self.ingangen[*i].sha256) {
                true => None,
                false if !vertrouwd.is_empty() => Some(Bezwaar::AnderBegin),
                false if beginnen.len() > 1 => Some(Bezwaar::TweeBeginnen),
                false => None,
            };
            self.ingangen[*i].bezwaar = bezwaar;
        }
    }

    /// Whether who signed may speak: by the newest list before it, and by every list beside it.
    fn toets_lijsten(&mut self) {
        // First by what comes before: that needs nothing that comes later.
        for i in 0..self.ingangen.len() {
            if self.ingangen[i].is_geldig() {
                match self.volgens_lijst(i) {
                    Ok(begin) => self.gezag[i] = Some(begin),
                    Err(bezwaar) => self.ingangen[i].bezwaar = Some(bezwaar),
                }
            }
        }
        // The recovery key of one beginning sets nothing aside that follows from another.
        let verworpen: HashSet<(Option<usize>, Sha256)> = self
            .geldige_lijsten()
            .filter(|i| self.is_van_herstel(*i))
            .filter_map(|i| Some((self.gezag[i], self.ingangen[i].verklaring.as_ref()?.sleutels.as_ref()?)))
            .flat_map(|(gezag, s)| s.verwerpt.iter().map(move |sha| (gezag, *sha)))
            .collect();
        for i in (0..self.ingangen.len()).filter(|_| !verworpen.is_empty()) {
            let is_terzijde =
                |v: usize| verworpen.contains(&(self.gezag[v], self.ingangen[v].sha256)) && !self.na_herstel(i, v);
            if self.ingangen[i].is_geldig() && (is_terzijde(i) || self.voorgangers[i].ones().any(is_terzijde)) {
                self.ingangen[i].bezwaar = Some(Bezwaar::Verworpen);
            }
        }
        let lijsten: Vec<usize> = self.geldige_lijsten().collect();
        let mut bezwaren = Vec::new();
        for i in (0..self.ingangen.len()).filter(|i| self.ingangen[*i].is_geldig() && !self.is_van_herstel(*i)) {
            let Some(v) = &self.ingangen[i].verklaring else { continue };
            let tegelijk = lijsten.iter().filter(|l| {
                **l != i && self.gezag[**l] == self.gezag[i] && !self.is_voor(**l, i) && !self.is_voor(i, **l)
            });
            for l in tegelijk {
                if self.mag_volgens(i, *l).is_err() {
                    let nr = self.ingangen[*l].nr();
                    bezwaren.push((i, Bezwaar::TegelijkVervangen(v.functionaris.clone(), nr)));
                }
            }
        }
        for (i, bezwaar) in bezwaren {
            self.ingangen[i].bezwaar = Some(bezwaar);
        }
    }

    /// Whether an entry is, or follows on, a list of the recovery key that came after another entry.
    fn na_herstel(&self, i: usize, ander: usize) -> bool {
        let is_herstel = |h: usize| self.is_van_herstel(h) && self.is_voor(ander, h);
        is_herstel(i) || self.voorgangers[i].intersection(&self.lijsten).any(is_herstel)
    }

    /// Whether an entry counts as a list that the recovery key signed.
    fn is_van_herstel(&self, i: usize) -> bool {
        let ingang = &self.ingangen[i];
        let is_herstel = |v: &Verklaring| v.functionaris == FunctionarisId::herstel() && v.sleutels.is_some();
        ingang.is_geldig() && self.gezag[i].is_some() && ingang.verklaring.as_ref().is_some_and(is_herstel)
    }

    /// The newest lists among what comes before an entry.
    fn lijsten_voor(&self, i: usize) -> Vec<usize> {
        let voor = self.voorgangers[i].intersection(&self.lijsten);
        let voor: Vec<usize> = voor.filter(|p| self.ingangen[*p].is_geldig()).collect();
        voor.iter().copied().filter(|p| !voor.iter().any(|q| self.is_voor(*p, *q))).collect()
    }

    fn lijst(&self, i: usize) -> Option<&Sleutels> {
        self.ingangen[i].verklaring.as_ref()?.sleutels.as_ref()
    }

    /// Whether a list lets the signer of an entry say what it says.
    fn mag_volgens(&self, i: usize, lijst: usize) -> Result<(), Bezwaar> {
        let (Some(v), Some(lijst)) = (&self.ingangen[i].verklaring, self.lijst(lijst)) else {
            return Err(Bezwaar::GeenLijst);
        };
        let mut op_lijst = self.ingangen[i].sleutels.iter().filter_map(|s| lijst.van(&v.functionaris, s));
        let Some(functionaris) = op_lijst.next() else {
            return Err(Bezwaar::NietOpDeLijst(v.functionaris.clone()));
        };
        // Who may speak is decided by who may speak bestuurlijk: else anybody on it could give themselves more.
        let soort = match (&v.akkoord, v.kind()) {
            (Some(akkoord), _) => Some(akkoord.soort),
            // And so is which history the others' copies are rid of.
            (None, Kind::Sleutels | Kind::Schoning) => Some(Soort::Bestuurlijk),
            (None, _) => None,
        };
        match soort {
            Some(soort) if !functionaris.mag.contains(&soort) => Err(Bezwaar::MagDitNiet(v.functionaris.clone())),
            _ => Ok(()),
        }
    }

    /// From which beginning an entry has its right to speak, by what comes before it. A party that began
    /// anew may name its old log too: one of the beginnings is enough.
    fn volgens_lijst(&self, i: usize) -> Result<usize, Bezwaar> {
        let Some(v) = &self.ingangen[i].verklaring else { return Err(Bezwaar::Zonder) };
        if v.vorige.is_empty() {
            // A beginning is signed by one who is on it.
            return self.mag_volgens(i, i).map(|()| i);
        }
        let mut per_begin: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for l in self.lijsten_voor(i) {
            per_begin.entry(self.gezag[l].unwrap_or(l)).or_default().push(l);
        }
        let mut uit = Err(Bezwaar::GeenLijst);
        for (begin, lijsten) in per_begin {
            let mag = if v.functionaris == FunctionarisId::herstel() {
                self.mag_herstellen(i, begin)
            } else {
                lijsten.into_iter().try_for_each(|l| self.mag_volgens(i, l))
            };
            match mag {
                Ok(()) => return Ok(begin),
                Err(bezwaar) => uit = Err(bezwaar),
            }
        }
        uit
    }

    /// Only the recovery key of the beginning decides, and only on who may speak: whoever is on a list cannot
    /// put another in its place.
    fn mag_herstellen(&self, i: usize, begin: usize) -> Result<(), Bezwaar> {
        let sleutel = self.lijst(begin).and_then(|l| l.herstelsleutel.as_ref());
        let heeft = sleutel.is_some_and(|s| self.ingangen[i].sleutels.contains(s));
        if heeft && self.lijst(i).is_some() { Ok(()) } else { Err(Bezwaar::NietOpDeLijst(FunctionarisId::herstel())) }
    }
}
