//! An entry of a log: what was found in its file, and whether it counts by itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Verklaring;
use super::akkoord::Akkoord;
use super::getoetst::Getoetst;
use super::handtekening::HandtekeningFout;
use super::sha256::Sha256;
use super::sleutels::{FunctionarisId, OpenbareSleutel};
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

/// The entries of a party's log, each judged by itself and after those that it follows on.
pub(super) fn ingangen(
    partij: &PartijId,
    ontwikkelagenda: uuid::Uuid,
    gevonden: &[Gevonden],
    getoetst: &Getoetst,
) -> Vec<Ingang> {
    let los = |(sha256, g): &(Sha256, Cow<'_, Gevonden>)| los(partij, ontwikkelagenda, *sha256, g, getoetst);
    op_volgorde(parallel::alle(&samengevoegd(gevonden), los))
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
