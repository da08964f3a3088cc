//! The log of one party: which of its entries count, and why the others do not.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fixedbitset::FixedBitSet;

use super::akkoord::{Akkoord, Onderwerp, Over, Soort};
use super::getoetst::Getoetst;
use super::handtekening::HandtekeningFout;
use super::sha256::Sha256;
use super::sleutels::{Functionaris, FunctionarisId, OpenbareSleutel, Sleutels};
use super::{Kind, Verklaring};
use crate::agenda::PartijId;
use crate::store::parallel;

/// A file of a log as it is, or ever was, and the signatures that ever stood beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gevonden {
    /// Where.
    pub pad: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the `.sig` beside it ever held.
    pub handtekeningen: Vec<Vec<u8>>,
    /// What the `.sig` beside it holds now, where the file itself is there now.
    pub nu: Option<Vec<u8>>,
    /// Whether it is there now.
    pub is_er: bool,
}

/// Why an entry does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Bezwaar {
    /// It cannot be read.
    #[error("het is geen verklaring volgens formaat 1")]
    Onleesbaar(String),
    /// It is another party's.
    #[error("het is een verklaring van {0}, en die hoort hier niet")]
    AnderePartij(PartijId),
    /// It is of another ontwikkelagenda.
    #[error("het is een verklaring uit een andere ontwikkelagenda")]
    AndereOntwikkelagenda,
    /// There is no signature.
    #[error("de handtekening ontbreekt")]
    Zonder,
    /// The signature proves nothing.
    #[error("{0}")]
    Handtekening(#[from] HandtekeningFout),
    /// An entry that it follows on is not there.
    #[error("een verklaring waar deze op volgt, ontbreekt")]
    Ontbreekt,
    /// Its number does not follow.
    #[error("het nummer volgt niet op dat van de vorige")]
    Nummer,
    /// No list says who may speak.
    #[error("er is geen lijst van wie namens deze partij mag spreken")]
    GeenLijst,
    /// Who signed is not on the list that counts.
    #[error("{0} staat met deze sleutel niet op de lijst van wie namens deze partij mag spreken")]
    NietOpDeLijst(FunctionarisId),
    /// Who signed may not say this.
    #[error("{0} mag dit niet namens deze partij verklaren")]
    MagDitNiet(FunctionarisId),
    /// At the same time a list was made on which who signed is not.
    #[error("{0} staat niet op een andere lijst die tegelijk is gemaakt (verklaring {1})")]
    TegelijkVervangen(FunctionarisId, u32),
    /// The recovery key set it aside.
    #[error("het is met de herstelsleutel terzijde gelegd")]
    Verworpen,
    /// It is a second beginning.
    #[error("het hoort bij een ander begin dan u hebt bevestigd")]
    AnderBegin,
    /// There is more than one beginning and none was confirmed.
    #[error("er zijn twee beginnen; vergelijk de controlewoorden met de partij en bevestig het echte")]
    TweeBeginnen,
    /// It speaks of two things at once, twice of one, or against itself.
    #[error("het spreekt zichzelf tegen")]
    Tegenstrijdig,
}

impl Bezwaar {
    /// Whether nobody of the party can have said it; otherwise it is for the party to say what holds.
    pub fn is_vervalst(&self) -> bool {
        !matches!(self, Self::TegelijkVervangen(..) | Self::Verworpen | Self::AnderBegin | Self::TweeBeginnen)
    }
}

/// An entry and whether it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Ingang {
    /// Of its bytes.
    pub sha256: Sha256,
    /// Where it stands or stood.
    pub pad: String,
    /// What it says, where it can be read.
    pub verklaring: Option<Verklaring>,
    /// The keys that signed it well: anybody can put a signature of their own beside it, which must not hide
    /// the one that counts.
    pub sleutels: Vec<OpenbareSleutel>,
    /// Why it does not count; none when it does.
    pub bezwaar: Option<Bezwaar>,
    /// Whether it is there now, with a signature that is good; one that is gone still counts, and its
    /// absence is an alarm.
    pub is_er: bool,
}

impl Ingang {
    /// Its number; of what nobody signed none, so that junk drives no number up.
    pub fn nr(&self) -> u32 {
        self.verklaring.as_ref().filter(|_| !self.sleutels.is_empty()).map_or(0, |v| v.nr)
    }

    /// Whether it counts.
    pub fn is_geldig(&self) -> bool {
        self.bezwaar.is_none()
    }
}

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
        let los = |(sha256, g): &(Sha256, Cow<'_, Gevonden>)| los(partij, ontwikkelagenda, *sha256, g, getoetst);
        let ingangen = parallel::alle(&samengevoegd(gevonden), los);
        let ingangen = op_volgorde(ingangen);
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

/// Each after those that it follows on, by number and then by sha256 where that leaves a choice.
fn op_volgorde(mut ingangen: Vec<Ingang>) -> Vec<Ingang> {
    ingangen.sort_by_key(|i| (i.verklaring.as_ref().map_or(u32::MAX, |v| v.nr), i.sha256));
    let plaats: HashMap<Sha256, usize> = ingangen.iter().enumerate().map(|(i, e)| (e.sha256, i)).collect();
    let vorige = |i: &Ingang| -> BTreeSet<usize> {
        let vorige = i.verklaring.iter().flat_map(|v| &v.vorige);
        vorige.filter_map(|sha| plaats.get(sha).copied()).collect()
    };
    let mut wacht: Vec<usize> = Vec::with_capacity(ingangen.len());
    let mut volgers: Vec<Vec<usize>> = vec![Vec::new(); ingangen.len()];
    for (n, ingang) in ingangen.iter().enumerate() {
        let voor = vorige(ingang);
        wacht.push(voor.len());
        voor.into_iter().for_each(|p| volgers[p].push(n));
    }
    let mut klaar: BTreeSet<usize> = (0..wacht.len()).filter(|n| wacht[*n] == 0).collect();
    let mut plek = vec![0; ingangen.len()];
    let mut volgende = 0;
    while let Some(n) = klaar.pop_first() {
        plek[n] = volgende;
        volgende += 1;
        for v in &volgers[n] {
            wacht[*v] -= 1;
            if wacht[*v] == 0 {
                klaar.insert(*v);
            }
        }
    }
    let mut op_plek: Vec<(usize, Ingang)> = plek.into_iter().zip(ingangen).collect();
    op_plek.sort_by_key(|(plek, _)| *plek);
    op_plek.into_iter().map(|(_, ingang)| ingang).collect()
}

/// The same bytes in more than one place are one entry, with its sha256; where it is now comes first.
fn samengevoegd(gevonden: &[Gevonden]) -> Vec<(Sha256, Cow<'_, Gevonden>)> {
    let shas = parallel::alle(gevonden, |g| Sha256::van(&g.bytes));
    let mut uit: BTreeMap<Sha256, Cow<'_, Gevonden>> = BTreeMap::new();
    for (sha, g) in shas.into_iter().zip(gevonden) {
        match uit.get_mut(&sha) {
            None => {
                uit.insert(sha, Cow::Borrowed(g));
            }
            Some(er) => {
                let er = er.to_mut();
                if g.is_er && !er.is_er {
                    er.pad.clone_from(&g.pad);
                    er.nu.clone_from(&g.nu);
                }
                er.is_er |= g.is_er;
                er.handtekeningen.extend(g.handtekeningen.iter().cloned());
            }
        }
    }
    uit.into_iter().collect()
}

/// Judges an entry by itself.
fn los(partij: &PartijId, ontwikkelagenda: uuid::Uuid, sha256: Sha256, g: &Gevonden, getoetst: &Getoetst) -> Ingang {
    let mut ingang =
        Ingang { sha256, verklaring: None, sleutels: Vec::new(), bezwaar: None, is_er: g.is_er, pad: g.pad.clone() };
    let v = match Verklaring::lees(&g.bytes) {
        Ok(v) => v,
        Err(reden) => {
            ingang.bezwaar = Some(Bezwaar::Onleesbaar(reden));
            return ingang;
        }
    };
    let (mut geen, mut heeft_goede) = (Bezwaar::Zonder, false);
    for sig in &g.handtekeningen {
        match getoetst.toets(v.kind(), sig, sha256, &g.bytes) {
            Ok(sleutel) => {
                heeft_goede |= g.nu.as_ref() == Some(sig);
                if !ingang.sleutels.contains(&sleutel) {
                    ingang.sleutels.push(sleutel);
                }
            }
            Err(fout) => geen = fout.into(),
        }
    }
    ingang.bezwaar = if v.partij != *partij {
        Some(Bezwaar::AnderePartij(v.partij.clone()))
    } else if v.ontwikkelagenda != ontwikkelagenda {
        Some(Bezwaar::AndereOntwikkelagenda)
    } else if v.akkoord.as_ref().is_some_and(Akkoord::is_tegenstrijdig) {
        Some(Bezwaar::Tegenstrijdig)
    } else {
        Some(geen).filter(|_| ingang.sleutels.is_empty())
    };
    ingang.is_er &= ingang.bezwaar.is_some() || heeft_goede;
    ingang.verklaring = Some(v);
    ingang
}
