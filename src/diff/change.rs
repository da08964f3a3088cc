//! One difference between two versions of a file, and the whole of them: complete, so that it leads
//! from the one to the other and back.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::meaning::{Aspect, Leaf, Meaning, Path};

/// A row with its place among the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its place, from 0, in the version that has it.
    pub index: usize,
    /// What it holds.
    pub meaning: Meaning,
}

/// What changed at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A field was filled, changed or emptied.
    Value {
        /// What it was.
        from: Option<Value>,
        /// What it is.
        to: Option<Value>,
    },
    /// A row came or went; one of the two is there.
    Row {
        /// What it was.
        from: Option<Row>,
        /// What it is.
        to: Option<Row>,
    },
    /// The rows that stayed stand in another order.
    Order {
        /// Their keys as they stood.
        from: Vec<String>,
        /// Their keys as they stand.
        to: Vec<String>,
    },
    /// What is noted beside or above a field.
    Comment {
        /// What it was.
        from: Option<String>,
        /// What it is.
        to: Option<String>,
    },
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Where in the file.
    pub path: Path,
    /// What.
    pub what: What,
}

/// Whether a place lies at or below one of these.
fn is_under(path: &[String], above: &BTreeSet<Path>) -> bool {
    !above.is_empty() && (1..=path.len()).any(|n| above.contains(&path[..n]))
}

/// Every difference between two versions of a file; none exactly when they mean the same.
pub fn between(old: &Meaning, new: &Meaning) -> Vec<Change> {
    let mut changes = Vec::new();
    // What goes or comes with its row is told as that row.
    let (mut gone, mut come) = (BTreeSet::new(), BTreeSet::new());
    let is_group = |(_, leaf): &(&(Path, Aspect), &Leaf)| matches!(leaf, Leaf::Rows(_));
    let groups: BTreeSet<&Path> =
        old.parts.iter().chain(&new.parts).filter(is_group).map(|((path, _), _)| path).collect();
    for group in groups {
        let (was, is) = (
            if is_under(group, &gone) { &[] } else { old.rows(group) },
            if is_under(group, &come) { &[] } else { new.rows(group) },
        );
        let (old_keys, new_keys): (BTreeSet<&String>, BTreeSet<&String>) = (was.iter().collect(), is.iter().collect());
        for (from, keys, others, set) in [(true, was, &new_keys, &mut gone), (false, is, &old_keys, &mut come)] {
            for (index, key) in keys.iter().enumerate().filter(|(_, k)| !others.contains(k)) {
                let path = [group.as_slice(), std::slice::from_ref(key)].concat();
                let row = Some(Row { index, meaning: if from { old } else { new }.below(&path) });
                let what = if from { What::Row { from: row, to: None } } else { What::Row { from: None, to: row } };
                changes.push(Change { path: path.clone(), what });
                set.insert(path);
            }
        }
        let stayed = |keys: &[String], others: &BTreeSet<&String>| -> Vec<String> {
            keys.iter().filter(|k| others.contains(k)).cloned().collect()
        };
        let (from, to) = (stayed(was, &new_keys), stayed(is, &old_keys));
        if from != to {
            changes.push(Change { path: group.clone(), what: What::Order { from, to } });
        }
    }
    let places: BTreeSet<&(Path, Aspect)> = old.parts.keys().chain(new.parts.keys()).collect();
    for place in places {
        let was = old.parts.get(place).filter(|_| !is_under(&place.0, &gone));
        let is = new.parts.get(place).filter(|_| !is_under(&place.0, &come));
        if was == is {
            continue;
        }
        let what = match place.1 {
            Aspect::Comment => What::Comment { from: was.and_then(comment), to: is.and_then(comment) },
            Aspect::Content => What::Value { from: was.and_then(value), to: is.and_then(value) },
        };
        // Where a group came or went, its rows tell so.
        if !matches!(&what, What::Value { from: None, to: None }) {
            changes.push(Change { path: place.0.clone(), what });
        }
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes
}

fn value(leaf: &Leaf) -> Option<Value> {
    match leaf {
        Leaf::Value(v) => Some(v.clone()),
        Leaf::Rows(_) | Leaf::Comment(_) => None,
    }
}

fn comment(leaf: &Leaf) -> Option<String> {
    match leaf {
        Leaf::Comment(c) => Some(c.clone()),
        Leaf::Value(_) | Leaf::Rows(_) => None,
    }
}

/// The old version with these differences: the new one.
pub fn apply(old: &Meaning, changes: &[Change]) -> Meaning {
    let mut new = old.clone();
    let mut lists: BTreeMap<Path, Vec<String>> = BTreeMap::new();
    let list_of = |path: &[String]| old.rows(path).to_vec();
    // What goes, goes first: what comes may stand in the same place.
    for c in changes {
        match &c.what {
            What::Row { from: Some(_), .. } => {
                new.parts.retain(|(p, _), _| !p.starts_with(&c.path));
                if let Some((key, group)) = c.path.split_last() {
                    let list = lists.entry(group.to_vec()).or_insert_with(|| list_of(group));
                    list.retain(|k| k != key);
                }
            }
            What::Value { from: Some(_), to: None } => {
                new.parts.remove(&(c.path.clone(), Aspect::Content));
            }
            What::Comment { to: None, .. } => {
                new.parts.remove(&(c.path.clone(), Aspect::Comment));
            }
            _ => {}
        }
    }
    for c in changes {
        match &c.what {
            What::Order { to, .. } => {
                lists.insert(c.path.clone(), to.clone());
            }
            What::Value { to: Some(v), .. } => new.put(c.path.clone(), v.clone()),
            What::Comment { to: Some(t), .. } => {
                new.parts.insert((c.path.clone(), Aspect::Comment), Leaf::Comment(t.clone()));
            }
            _ => {}
        }
    }
    let mut come: Vec<(&Path, &Row)> = changes
        .iter()
        .filter_map(|c| match &c.what {
            What::Row { to: Some(row), .. } => Some((&c.path, row)),
            _ => None,
        })
        .collect();
    come.sort_by_key(|(_, row)| row.index);
    for (path, row) in come {
        for ((p, aspect), leaf) in &row.meaning.parts {
            new.parts.insert(([path.as_slice(), p].concat(), *aspect), leaf.clone());
        }
        if let Some((key, group)) = path.split_last() {
            let list = lists.entry(group.to_vec()).or_insert_with(|| list_of(group));
            list.insert(row.index.min(list.len()), key.clone());
        }
    }
    for (path, keys) in lists {
        let place = (path, Aspect::Content);
        if !keys.is_empty() {
            new.parts.insert(place, Leaf::Rows(keys));
        } else if matches!(new.parts.get(&place), Some(Leaf::Rows(_))) {
            new.parts.remove(&place);
        }
    }
    new
}

/// The way back.
pub fn inverse(changes: &[Change]) -> Vec<Change> {
    let turned = |what: &What| match what.clone() {
        What::Value { from, to } => What::Value { from: to, to: from },
        What::Row { from, to } => What::Row { from: to, to: from },
        What::Order { from, to } => What::Order { from: to, to: from },
        What::Comment { from, to } => What::Comment { from: to, to: from },
    };
    changes.iter().map(|c| Change { path: c.path.clone(), what: turned(&c.what) }).collect()
}
