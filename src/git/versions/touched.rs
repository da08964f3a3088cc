//! Which files each version touched: an index beside the repository, so that the history of one
//! afspraak among twenty thousand versions is there at once. It is made again where it is missing,
//! damaged or of another history, and nothing is proved with it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use git2::{Oid, Sort};

use super::tree::{Bomen, Paren, controlegetal};
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::store::parallel;

/// The name of the index in oogo's own folder inside `.git`; the number is that of its form.
pub(in crate::git) const NAAM: &str = "geraakt-3";
/// With fewer versions than this since it was written, the index is not written anew.
const ACHTERSTAND: usize = 64;

/// So many versions one after the other a thread looks at: each is held against the one that it just saw.
const STUK: usize = 64;

/// What stands before a file that moved with the same text.
const VERPLAATST: char = '=';

/// A version in the index: `<id> <order>`, and for each version it came from, after a tab, `^<id>` and then,
/// each after a tab, the files that differ from there. The order is its moment, or just past the latest of
/// those it came from where a clock was behind, so that no version stands before one that it builds on.
pub(in crate::git) struct Regel<'a> {
    pub id: &'a str,
    orde: i64,
    rest: &'a str,
}

impl<'a> Regel<'a> {
    pub fn lees(regel: &'a str) -> Option<Self> {
        let (kop, rest) = regel.split_once('\t')?;
        let (id, orde) = kop.split_once(' ')?;
        Some(Self { id, orde: orde.parse().ok()?, rest: rest.strip_prefix('^')? })
    }

    /// For each version it came from, its id and the files that differ; the first version of all came from
    /// one without an id. A file of which the text only moved has a sign before it.
    pub fn ouders(&self) -> impl Iterator<Item = (&'a str, impl Iterator<Item = &'a str> + Clone)> {
        self.rest.split("\t^").map(|deel| {
            let mut velden = deel.split('\t');
            (velden.next().unwrap_or_default(), velden)
        })
    }

    fn raakt(&self, naam: &str) -> bool {
        let Some((_, mut eerste)) = self.ouders().next() else { return false };
        let overal = |pad: &str| self.ouders().all(|(_, mut paden)| paden.any(|p| kaal(p) == kaal(pad)));
        eerste.any(|pad| heet(kaal(pad), naam) && overal(pad))
    }

    /// Where two lines come together: the files that are as they were in one of them only, with the other line and
    /// then that one.
    fn nam_over(&self) -> Vec<(&'a str, [&'a str; 2])> {
        let lijnen: Vec<(&str, HashSet<&str>)> =
            self.ouders().map(|(id, paden)| (id, paden.map(kaal).collect())).collect();
        let [(een, in_een), (ander, in_ander)] = lijnen.as_slice() else { return Vec::new() };
        let alleen = |hier: &HashSet<&'a str>, daar: &HashSet<&str>, lijnen: [&'a str; 2]| {
            hier.iter().filter(|pad| !daar.contains(*pad)).map(|pad| (*pad, lijnen)).collect::<Vec<_>>()
        };
        [alleen(in_een, in_ander, [een, ander]), alleen(in_ander, in_een, [ander, een])].concat()
    }
}

/// Whether a file has this name: without `/` it is the last part of a path, with it a whole path.
fn heet(pad: &str, naam: &str) -> bool {
    match pad.strip_suffix(naam) {
        Some(voor) => voor.is_empty() || (voor.ends_with('/') && !naam.contains('/')),
        None => false,
    }
}

/// A file's path, also of one that moved.
pub(in crate::git) fn kaal(pad: &str) -> &str {
    pad.strip_prefix(VERPLAATST).unwrap_or(pad)
}

/// Of the files that a line names, those of which the text is another.
pub(in crate::git) fn anders<'a>(paden: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    paden.filter(|pad| !pad.starts_with(VERPLAATST))
}

/// The name of a file that keeps its identity when it moves: an afspraak, which may stand in any theme.
fn verplaatsbaar(pad: &str) -> Option<&str> {
    match pad.split('/').collect::<Vec<_>>().as_slice() {
        ["agendas", _, naam] if *naam != "thema.toml" => Some(naam),
        _ => None,
    }
}

/// The names of which all that a step did is to put one text under another theme. Where more stand there, or
/// another text comes in its place, it is a change.
fn verplaatst(paren: &Paren) -> HashSet<&str> {
    type Stap = (Option<Oid>, Option<Oid>);
    let mut per_naam: HashMap<&str, Vec<Stap>> = HashMap::new();
    for (pad, was, wordt) in paren {
        if let Some(naam) = verplaatsbaar(pad) {
            per_naam.entry(naam).or_default().push((*was, *wordt));
        }
    }
    let is_verplaatst = |stappen: &[Stap]| match stappen {
        [(Some(was), None), (None, Some(wordt))] | [(None, Some(wordt)), (Some(was), None)] => was == wordt,
        _ => false,
    };
    per_naam.into_iter().filter(|(_, stappen)| is_verplaatst(stappen)).map(|(naam, _)| naam).collect()
}

impl Repository {
    /// The versions that touched a file with one of these names, newest first; also one in which two lines come
    /// together and that keeps nothing of what one of them made of it.
    pub(in crate::git) fn geraakt_door(&self, hoofd: Oid, namen: &[&str]) -> Result<Vec<Oid>, GitFout> {
        let index = self.index_tot(hoofd)?;
        let mut begin_van_regels = BTreeSet::new();
        for naam in namen {
            for (plaats, _) in index.match_indices(naam) {
                begin_van_regels.insert(index[..plaats].rfind('\n').map_or(0, |p| p + 1));
            }
        }
        let mut gevonden: Vec<(i64, Oid)> = Vec::new();
        let mut geraakt: HashSet<(Oid, &str)> = HashSet::new();
        let mut overgenomen = Vec::new();
        for begin in begin_van_regels {
            let Some(r) = index[begin..].lines().next().and_then(Regel::lees) else { continue };
            let oid = Oid::from_str(r.id)?;
            let hier = |pad: &&str| namen.iter().any(|naam| heet(pad, naam));
            if namen.iter().any(|naam| r.raakt(naam)) {
                gevonden.push((r.orde, oid));
                geraakt.extend(r.ouders().flat_map(|(_, paden)| paden.map(kaal)).filter(hier).map(|pad| (oid, pad)));
            } else {
                overgenomen.push((
                    r.orde,
                    oid,
                    r.nam_over().into_iter().filter(|(pad, _)| hier(pad)).collect::<Vec<_>>(),
                ));
            }
        }
        for (orde, oid, paden) in overgenomen {
            let mut is_weg = false;
            for (pad, [weg, bleef]) in paden {
                let mut loop_ = self.git.revwalk()?;
                loop_.push(Oid::from_str(weg)?)?;
                loop_.hide(Oid::from_str(bleef)?)?;
                // Where that line never touched it, it only took over what the other did.
                is_weg = is_weg || loop_.filter_map(Result::ok).any(|versie| geraakt.contains(&(versie, pad)));
            }
            gevonden.extend(is_weg.then_some((orde, oid)));
        }
        gevonden.sort_unstable_by(|een, ander| ander.cmp(een));
        Ok(gevonden.into_iter().map(|(_, oid)| oid).collect())
    }

    /// The versions up to this one that changed a wanted file with regard to each they came from, newest first.
    pub(in crate::git) fn geraakt_waar(&self, hoofd: Oid, wil: impl Fn(&str) -> bool) -> Result<Vec<Oid>, GitFout> {
        let index = self.index_tot(hoofd)?;
        let mut gevonden: Vec<(i64, Oid)> = Vec::new();
        for r in index.lines().filter_map(Regel::lees) {
            if r.ouders().all(|(_, mut paden)| paden.any(|pad| wil(kaal(pad)))) {
                gevonden.push((r.orde, Oid::from_str(r.id)?));
            }
        }
        gevonden.sort_unstable_by(|een, ander| ander.cmp(een));
        Ok(gevonden.into_iter().map(|(_, oid)| oid).collect())
    }

    /// The index up to a version: a line with that version, then a line for each that leads to it.
    pub(in crate::git) fn index_tot(&self, hoofd: Oid) -> Result<String, GitFout> {
        // Where history was cut off, what is cut off may come later without a new version.
        let bewaard = Some(()).filter(|()| !self.git.is_shallow()).and_then(|()| self.lees_index());
        let (eerder, tot) = match bewaard {
            Some((index, tip)) if tip == hoofd => return Ok(index),
            Some((index, tip)) if self.git.graph_descendant_of(hoofd, tip).unwrap_or(false) => (index, Some(tip)),
            _ => (String::new(), None),
        };
        let (nieuw, aantal) = self.regels(&eerder, tot, hoofd)?;
        let regels = eerder.split_once('\n').map_or("", |(_, regels)| regels);
        let index = format!("{hoofd}\n{regels}{nieuw}");
        if aantal > ACHTERSTAND && !self.git.is_shallow() {
            // A folder that cannot be written has no index, and the answer is the same.
            let inhoud = format!("{index}{}\n", controlegetal(index.as_bytes()));
            let _ = crate::git::saving::lasting::schrijf_veilig(&self.eigen_map().join(NAAM), inhoud.as_bytes());
        }
        Ok(index)
    }

    /// As [`Repository::index_tot`], from the versions alone: for what is to be proved.
    pub(in crate::git) fn index_uit_versies(&self, hoofd: Oid) -> Result<String, GitFout> {
        Ok(format!("{hoofd}\n{}", self.regels("", None, hoofd)?.0))
    }

    fn lees_index(&self) -> Option<(String, Oid)> {
        let mut tekst = std::fs::read_to_string(self.eigen_map().join(NAAM)).ok()?;
        let einde = tekst.strip_suffix('\n')?.rfind('\n')? + 1;
        let getal = tekst.split_off(einde);
        let tip = Oid::from_str(tekst.lines().next()?).ok()?;
        (getal.trim_end() == controlegetal(tekst.as_bytes())).then_some((tekst, tip))
    }

    /// The lines of the versions after `tot` up to `hoofd`, oldest first, and how many they are.
    fn regels(&self, eerder: &str, tot: Option<Oid>, hoofd: Oid) -> Result<(String, usize), GitFout> {
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
        loop_.push(hoofd)?;
        if let Some(tot) = tot {
            loop_.hide(tot)?;
        }
        let van_eerder = |oid: Oid| {
            let plaats = eerder.find(&format!("\n{oid} "))? + 1;
            Regel::lees(eerder[plaats..].lines().next()?).map(|r| r.orde)
        };
        let oids = loop_.collect::<Result<Vec<Oid>, _>>()?;
        let (mut uit, mut orden) = (String::new(), HashMap::new());
        for (oid, geraakt) in oids.iter().zip(self.geraakt_in(&oids)) {
            let commit = self.git.find_commit(*oid)?;
            let mut orde = commit.time().seconds();
            for ouder in commit.parent_ids() {
                let van_ouder = orden.get(&ouder).copied().or_else(|| van_eerder(ouder));
                orde = orde.max(van_ouder.map_or(i64::MIN, |o| o.saturating_add(1)));
            }
            orden.insert(commit.id(), orde);
            let _ = writeln!(uit, "{oid} {orde}{}", geraakt?);
        }
        Ok((uit, orden.len()))
    }

    /// For each version what it touched, as it stands in its line.
    fn geraakt_in(&self, versies: &[Oid]) -> Vec<Result<String, GitFout>> {
        let stukken: Vec<&[Oid]> = versies.chunks(STUK).collect();
        // A repository is one thread's; what another does not know, this one reads.
        let (wortel, map) = (self.wortel().to_path_buf(), self.git.path().to_path_buf());
        let open = || Self::open(&wortel).ok().filter(|ander| ander.git.path() == map);
        let elders = |ander: &Option<Self>, stuk: &&[Oid]| -> Vec<Option<String>> {
            let Some(ander) = ander else { return vec![None; stuk.len()] };
            let bomen = ander.bomen();
            stuk.iter().map(|versie| ander.geraakt(*versie, &bomen).ok()).collect()
        };
        let gelezen = if stukken.len() > 1 { parallel::alle_met(&stukken, open, elders) } else { Vec::new() };
        let gelezen = gelezen.into_iter().flatten().chain(std::iter::repeat(None));
        let bomen = self.bomen();
        versies.iter().zip(gelezen).map(|(v, gelezen)| gelezen.map_or_else(|| self.geraakt(*v, &bomen), Ok)).collect()
    }

    /// Which files differ from each version that this one came from.
    fn geraakt<'r>(&'r self, versie: Oid, bomen: &Bomen<'r>) -> Result<String, GitFout> {
        let commit = self.git.find_commit(versie)?;
        let mut uit = String::new();
        let boom = bomen.boom(commit.tree_id())?;
        for ouder in self.ouders(&commit, bomen)? {
            let _ = write!(uit, "\t^{}", ouder.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default());
            let mut paren = bomen.paren(ouder.as_ref().map(|(_, boom)| &**boom), Some(&boom))?;
            paren.retain(|(pad, ..)| !pad.contains(char::is_control) && !pad.starts_with(['^', VERPLAATST]));
            let verplaatst = verplaatst(&paren);
            for (pad, ..) in &paren {
                let is_verplaatst = verplaatsbaar(pad).is_some_and(|naam| verplaatst.contains(naam));
                uit.push('\t');
                uit.extend(is_verplaatst.then_some(VERPLAATST));
                uit.push_str(pad);
            }
        }
        Ok(uit)
    }
}
