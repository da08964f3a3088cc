//! Two sets of files in, what differs out: file by file, an afspraak under its number wherever it
//! stands.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::change::{Change, What, between};
use super::meaning::Meaning;
use super::shared::without_shared;
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::stam;
use crate::store::{bytes, parallel};

/// Files by their path, with `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What differs in the fields of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Fields {
    /// What it said; of [`compare`] without most of what stayed.
    pub old: Meaning,
    /// What it says; of [`compare`] without most of what stayed.
    pub new: Meaning,
    /// What differs; nothing where only the layout does.
    pub changes: Vec<Change>,
}

/// What differs in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Its fields.
    Fields(Box<Fields>),
    /// Its text, of a file that is no TOML on one of the sides; why not.
    Text {
        /// What it was.
        from: Option<String>,
        /// What it is.
        to: Option<String>,
        /// Why its fields cannot be compared, where it should have them.
        why: Option<String>,
    },
    /// Its bytes, which are no text.
    Bytes {
        /// What it was.
        from: Option<Vec<u8>>,
        /// What it is.
        to: Option<Vec<u8>>,
    },
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct FileDiff {
    /// Where it stood; none where it came.
    pub from: Option<String>,
    /// Where it stands; none where it went.
    pub to: Option<String>,
    /// What differs.
    pub body: Body,
}

impl FileDiff {
    /// Where it stands, or stood.
    pub fn path(&self) -> &str {
        self.to.as_deref().or(self.from.as_deref()).unwrap_or_default()
    }

    /// What kind of file it is; none where format 1 knows none.
    pub fn soort(&self) -> Option<Bestandsoort> {
        Bestandsoort::van_pad(self.path())
    }

    /// Whether it stands elsewhere than it did.
    pub fn is_moved(&self) -> bool {
        self.from.is_some() && self.to.is_some() && self.from != self.to
    }

    /// Whether only how it is written differs: line ends, spaces, the order of keys.
    pub fn is_layout(&self) -> bool {
        self.from == self.to
            && match &self.body {
                Body::Fields(f) => f.changes.is_empty(),
                Body::Text { from, to, .. } => from == to,
                Body::Bytes { .. } => false,
            }
    }
}

/// What differs between two ontwikkelagenda's, in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diff {
    /// The files.
    pub files: Vec<FileDiff>,
}

/// Compares two sets of files. What has the same bytes in both may be left out of both.
pub fn compare(old: &Files, new: &Files) -> Diff {
    pairs_of(old, new, false)
}

/// As [`compare`], with all that each file says.
pub fn compare_whole(old: &Files, new: &Files) -> Diff {
    pairs_of(old, new, true)
}

fn pairs_of(old: &Files, new: &Files, whole: bool) -> Diff {
    let mut pairs: Vec<(Option<&String>, Option<&String>)> = Vec::new();
    let (came, went) = (afspraken(new, old), afspraken(old, new));
    let moved_to = |from: &String| match (came.get(stam(from))?.as_slice(), went.get(stam(from))?.as_slice()) {
        ([to], [only]) if *only == from => Some(*to),
        _ => None,
    };
    for path in old.keys() {
        match new.get(path) {
            Some(is) if old.get(path) == Some(is) => {}
            Some(_) => pairs.push((Some(path), Some(path))),
            None => pairs.push((Some(path), moved_to(path))),
        }
    }
    let moved: HashSet<&String> = pairs.iter().filter(|(from, to)| from != to).filter_map(|(_, to)| *to).collect();
    pairs.extend(new.keys().filter(|p| !old.contains_key(*p) && !moved.contains(p)).map(|p| (None, Some(p))));
    pairs.sort_by_key(|(from, to)| to.or(*from));
    let diff = |(from, to): &(Option<&String>, Option<&String>)| FileDiff {
        from: from.cloned(),
        to: to.cloned(),
        body: body(to.or(*from).map_or("", |p| p), from.and_then(|p| old.get(p)), to.and_then(|p| new.get(p)), whole),
    };
    Diff { files: parallel::alle(&pairs, diff) }
}

/// The afspraken that stand in one set and not at that place in the other, by number.
fn afspraken<'f>(these: &'f Files, others: &Files) -> HashMap<&'f str, Vec<&'f String>> {
    let mut found: HashMap<&str, Vec<&String>> = HashMap::new();
    for path in these.keys().filter(|p| !others.contains_key(*p)) {
        if Bestandsoort::van_pad(path) == Some(Bestandsoort::Afspraak) {
            found.entry(stam(path)).or_default().push(path);
        }
    }
    found
}

fn body(path: &str, old: Option<&Vec<u8>>, new: Option<&Vec<u8>>, whole: bool) -> Body {
    let text = |b: Option<&Vec<u8>>| b.map(|b| bytes::als_tekst(path, b.clone())).transpose();
    let (from, to) = match (text(old), text(new)) {
        (Ok(from), Ok(to)) => (from.map(|(t, _)| t), to.map(|(t, _)| t)),
        (from, to) => {
            let plain = |b: Option<&Vec<u8>>| b.map(|b| String::from_utf8(b.clone())).transpose();
            return match (plain(old), plain(new)) {
                (Ok(old), Ok(new)) if !is_binary(old.as_deref()) && !is_binary(new.as_deref()) => {
                    let why = [from.err(), to.err()].into_iter().flatten().next().map(|b| b.melding);
                    Body::Text { from: old, to: new, why }
                }
                _ => Body::Bytes { from: old.cloned(), to: new.cloned() },
            };
        }
    };
    if !path.ends_with(".toml") {
        return Body::Text { from, to, why: None };
    }
    if let (false, Some(from), Some(to)) = (whole, &from, &to)
        && let Some(fields) = shortened(from, to)
    {
        return Body::Fields(Box::new(fields));
    }
    let meaning = |t: &Option<String>| t.as_deref().map_or_else(|| Ok(Meaning::default()), Meaning::read);
    match (meaning(&from), meaning(&to)) {
        (Ok(old), Ok(new)) => {
            let changes = between(&old, &new);
            Body::Fields(Box::new(Fields { old, new, changes }))
        }
        _ => Body::Text { from, to, why: Some("Dit bestand is geen geldige TOML.".to_owned()) },
    }
}

/// The differences of two texts, without parsing what they share; none where that takes all of them.
fn shortened(from: &str, to: &str) -> Option<Fields> {
    let (from, to) = without_shared(from, to)?;
    let (old, new) = (Meaning::read(&from).ok()?, Meaning::read(&to).ok()?);
    let changes = between(&old, &new);
    // Rows in another order are told by their names, also those that did not change.
    let is_order = changes.iter().any(|c| matches!(c.what, What::Order { .. }));
    (!is_order).then_some(Fields { old, new, changes })
}

fn is_binary(text: Option<&str>) -> bool {
    text.is_some_and(|t| t.contains('\0'))
}
