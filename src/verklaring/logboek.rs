//! The log of one party: which of its entries count, and why the others do not.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fixedbitset::FixedBitSet;

use super::akkoord::{Onderwerp, Over, Soort};
use super::handtekening::{Handtekening, HandtekeningFout};
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
    /// What the `.sig` beside it held.
    pub handtekeningen: Vec<Vec<u8>>,
    /// Whether it is there now.
    pub is_er: bool,
}

/// Why an entry does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Bezwaar {
    /// It cannot be read.
    #[error("het is geen leesbare verklaring: {0}")]
    Onleesbaar(String),
    /// It is another party's.
    #[error("het is een verklaring van {0}, en die hoort hier niet")]
    AnderePartij(PartijId),
    /// It is of another ontwikkelagenda.
    #[error("het is een verklaring uit een andere ontwikkelagenda")]
    AndereOntwikkelagenda,
    /// Its name says another number.
    #[error("de naam van het bestand past niet bij nummer {0}")]
    Naam(u32),
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
    /// It speaks of two things at once, or twice of one.
    #[error("een standpunt gaat over twee dingen, of er staan er twee over hetzelfde")]
    Dubbelzinnig,
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
    /// The key that signed it, where its signature is good.
    pub sleutel: Option<OpenbareSleutel>,
    /// Why it does not count; none when it does.
    pub bezwaar: Option<Bezwaar>,
    /// Whether it is there now; one that is gone still counts, and its absence is an alarm.
    pub is_er: bool,
}

impl Ingang {
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
    /// Which entries are lists of who may speak.
    lijsten: FixedBitSet,
    /// Which entries speak of a text, in each kind.
    over: BTreeMap<(Soort, Onderwerp), Vec<usize>>,
}

impl Logboek {
    /// Reads a log from every file that ever stood in its folder.
    pub fn lees(partij: &PartijId, ontwikkelagenda: uuid::Uuid, gevonden: &[Gevonden], vertrouwd: &Vertrouwd) -> Self {
        let mut ingangen: Vec<Ingang> = parallel::alle(&samengevoegd(gevonden), |g| los(partij, ontwikkelagenda, g));
        // The number is one more than that of what comes before: an order in which all comes in time.
        let nr = |i: &Ingang| i.verklaring.as_ref().map_or(u32::MAX, |v| v.nr);
        ingangen.sort_by(|a, b| nr(a).cmp(&nr(b)).then(a.sha256.cmp(&b.sha256)));
        let is_lijst = |i: &Ingang| i.verklaring.as_ref().is_some_and(|v| v.sleutels.is_some());
        let lijsten = ingangen.iter().enumerate().filter(|(_, i)| is_lijst(i)).map(|(n, _)| n).collect();
        let mut over: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (n, akkoord) in
            ingangen.iter().enumerate().filter_map(|(n, i)| Some((n, i.verklaring.as_ref()?.akkoord.as_ref()?)))
        {
            for onderwerp in akkoord.standpunten.iter().filter_map(Over::onderwerp).collect::<BTreeSet<_>>() {
                over.entry((akkoord.soort, onderwerp)).or_default().push(n);
            }
        }
        let mut log = Self { partij: partij.clone(), ingangen, voorgangers: Vec::new(), lijsten, over };
        log.verbind();
        log.toets_beginnen(vertrouwd);
        log.toets_lijsten();
        log
    }

    /// The beginnings that count.
    pub fn beginnen(&self) -> impl Iterator<Item = &Ingang> {
        self.ingangen.iter().filter(|i| i.is_geldig() && i.verklaring.as_ref().is_some_and(|v| v.vorige.is_empty()))
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

    /// Whether the party ever said something of a text.
    pub fn sprak_over(&self, over: &Onderwerp) -> bool {
        [Soort::Ambtelijk, Soort::Bestuurlijk].into_iter().any(|s| self.over.contains_key(&(s, over.clone())))
    }

    /// The lists that count now: the newest.
    pub fn lijsten(&self) -> Vec<&Sleutels> {
        let lijsten: Vec<usize> = self.geldige_lijsten().collect();
        let is_nieuwste = |i: &&usize| !lijsten.iter().any(|j| self.is_voor(**i, *j));
        lijsten
            .iter()
            .filter(is_nieuwste)
            .filter_map(|i| self.ingangen[*i].verklaring.as_ref()?.sleutels.as_ref())
            .collect()
    }

    /// Who speaks for the party now with this key.
    pub fn functionaris(&self, sleutel: &OpenbareSleutel) -> Option<&Functionaris> {
        let lijsten = self.lijsten();
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
                            hoogste = hoogste.max(self.ingangen[p].verklaring.as_ref().map_or(0, |v| v.nr));
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
        let bevestigd = beginnen.iter().any(|i| vertrouwd.contains(&self.ingangen[*i].sha256));
        for i in &beginnen {
            let is_bevestigd = vertrouwd.contains(&self.ingangen[*i].sha256);
            let bezwaar = match (vertrouwd.is_empty(), bevestigd) {
                _ if is_bevestigd => None,
                (false, _) => Some(Bezwaar::AnderBegin),
                (true, _) if beginnen.len() > 1 => Some(Bezwaar::TweeBeginnen),
                (true, _) => None,
            };
            self.ingangen[*i].bezwaar = bezwaar;
        }
    }

    /// Whether who signed may speak: by the newest list before it, and by every list beside it.
    fn toets_lijsten(&mut self) {
        // First by what comes before: that needs nothing that comes later.
        for i in 0..self.ingangen.len() {
            if let (true, Some(bezwaar)) = (self.ingangen[i].is_geldig(), self.volgens_lijst(i)) {
                self.ingangen[i].bezwaar = Some(bezwaar);
            }
        }
        let verworpen: HashSet<Sha256> = self
            .geldige_lijsten()
            .filter(|i| self.is_van_herstel(*i))
            .filter_map(|i| self.ingangen[i].verklaring.as_ref()?.sleutels.as_ref())
            .flat_map(|s| s.verwerpt.iter().copied())
            .collect();
        for i in (0..self.ingangen.len()).filter(|_| !verworpen.is_empty()) {
            let is_terzijde = |v: usize| verworpen.contains(&self.ingangen[v].sha256) && !self.na_herstel(i, v);
            if self.ingangen[i].is_geldig() && (is_terzijde(i) || self.voorgangers[i].ones().any(is_terzijde)) {
                self.ingangen[i].bezwaar = Some(Bezwaar::Verworpen);
            }
        }
        let lijsten: Vec<usize> = self.geldige_lijsten().collect();
        let mut bezwaren = Vec::new();
        for i in (0..self.ingangen.len()).filter(|i| self.ingangen[*i].is_geldig() && !self.is_van_herstel(*i)) {
            let tegelijk = lijsten.iter().filter(|l| **l != i && !self.is_voor(**l, i) && !self.is_voor(i, **l));
            for l in tegelijk {
                if !self.staat_op(i, *l) {
                    let (Some(v), Some(lijst)) = (&self.ingangen[i].verklaring, &self.ingangen[*l].verklaring) else {
                        continue;
                    };
                    bezwaren.push((i, Bezwaar::TegelijkVervangen(v.functionaris.clone(), lijst.nr)));
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

    fn is_van_herstel(&self, i: usize) -> bool {
        let ingang = &self.ingangen[i];
        ingang.verklaring.as_ref().is_some_and(|v| v.functionaris == FunctionarisId::herstel() && v.sleutels.is_some())
    }

    /// The newest lists among what comes before an entry.
    fn lijsten_voor(&self, i: usize) -> Vec<usize> {
        let voor = self.voorgangers[i].intersection(&self.lijsten);
        let voor: Vec<usize> = voor.filter(|p| self.ingangen[*p].is_geldig()).collect();
        voor.iter().copied().filter(|p| !voor.iter().any(|q| self.is_voor(*p, *q))).collect()
    }

    fn staat_op(&self, i: usize, lijst: usize) -> bool {
        let lijst = self.ingangen[lijst].verklaring.as_ref().and_then(|v| v.sleutels.as_ref());
        match (&self.ingangen[i].verklaring, &self.ingangen[i].sleutel, lijst) {
            (Some(v), Some(sleutel), Some(lijst)) => lijst.van(&v.functionaris, sleutel).is_some(),
            _ => false,
        }
    }

    fn volgens_lijst(&self, i: usize) -> Option<Bezwaar> {
        let (Some(v), Some(sleutel)) = (&self.ingangen[i].verklaring, &self.ingangen[i].sleutel) else {
            return Some(Bezwaar::Zonder);
        };
        let niet = || Some(Bezwaar::NietOpDeLijst(v.functionaris.clone()));
        let lijsten: Vec<&Sleutels> = match &v.sleutels {
            // A beginning is signed by one who is on it.
            Some(eigen) if v.vorige.is_empty() => vec![eigen],
            _ => self
                .lijsten_voor(i)
                .into_iter()
                .filter_map(|l| self.ingangen[l].verklaring.as_ref()?.sleutels.as_ref())
                .collect(),
        };
        if lijsten.is_empty() {
            return Some(Bezwaar::GeenLijst);
        }
        if v.functionaris == FunctionarisId::herstel() {
            let heeft = lijsten.iter().all(|l| l.herstelsleutel.as_ref() == Some(sleutel));
            return if heeft && v.sleutels.is_some() && !v.vorige.is_empty() { None } else { niet() };
        }
        for lijst in lijsten {
            let Some(functionaris) = lijst.van(&v.functionaris, sleutel) else { return niet() };
            if let Some(akkoord) = &v.akkoord
                && !functionaris.mag.contains(&akkoord.soort)
            {
                return Some(Bezwaar::MagDitNiet(v.functionaris.clone()));
            }
        }
        None
    }
}

/// The same bytes in more than one place are one entry; where it is now comes first.
fn samengevoegd(gevonden: &[Gevonden]) -> Vec<Gevonden> {
    let mut uit: BTreeMap<Sha256, Gevonden> = BTreeMap::new();
    for g in gevonden {
        let sha = Sha256::van(&g.bytes);
        match uit.get_mut(&sha) {
            None => {
                uit.insert(sha, g.clone());
            }
            Some(er) => {
                if g.is_er && !er.is_er {
                    er.pad.clone_from(&g.pad);
                }
                er.is_er |= g.is_er;
                er.handtekeningen.extend(g.handtekeningen.iter().cloned());
            }
        }
    }
    uit.into_values().collect()
}

/// Judges an entry by itself.
fn los(partij: &PartijId, ontwikkelagenda: uuid::Uuid, g: &Gevonden) -> Ingang {
    let mut ingang = Ingang {
        sha256: Sha256::van(&g.bytes),
        verklaring: None,
        sleutel: None,
        bezwaar: None,
        is_er: g.is_er,
        pad: g.pad.clone(),
    };
    let v = match Verklaring::lees(&g.bytes) {
        Ok(v) => v,
        Err(reden) => {
            ingang.bezwaar = Some(Bezwaar::Onleesbaar(reden));
            return ingang;
        }
    };
    let naam = ingang.pad.rsplit('/').next().unwrap_or_default();
    let past = naam.split_once('-').is_some_and(|(nr, _)| nr.parse() == Ok(v.nr));
    let standpunten: Vec<_> = v.akkoord.iter().flat_map(|a| &a.standpunten).map(Over::onderwerp).collect();
    let is_dubbelzinnig =
        standpunten.contains(&None) || standpunten.iter().collect::<BTreeSet<_>>().len() < standpunten.len();
    ingang.bezwaar = if v.partij != *partij {
        Some(Bezwaar::AnderePartij(v.partij.clone()))
    } else if v.ontwikkelagenda != ontwikkelagenda {
        Some(Bezwaar::AndereOntwikkelagenda)
    } else if !past {
        Some(Bezwaar::Naam(v.nr))
    } else if is_dubbelzinnig {
        Some(Bezwaar::Dubbelzinnig)
    } else {
        match handtekening(v.kind(), g) {
            Ok(sleutel) => {
                ingang.sleutel = Some(sleutel);
                None
            }
            Err(bezwaar) => Some(bezwaar),
        }
    };
    ingang.verklaring = Some(v);
    ingang
}

/// The key of the first signature that is good; else what is wrong with the last.
fn handtekening(kind: Kind, g: &Gevonden) -> Result<OpenbareSleutel, Bezwaar> {
    let mut uit = Err(Bezwaar::Zonder);
    for bytes in &g.handtekeningen {
        let getoetst = Handtekening::lees(bytes).and_then(|h| h.toets(kind.namespace(), &g.bytes).map(|()| h.sleutel));
        match getoetst {
            Ok(sleutel) => return Ok(sleutel),
            Err(fout) => uit = Err(fout.into()),
        }
    }
    uit
}
