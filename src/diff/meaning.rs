//! What a TOML file says, apart from how it is laid out: values, rows with their order, comments.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::comment::comments;

/// Where in a file something stands: the keys of tables and the `sleutel` of rows.
pub type Path = Vec<String>;

/// What of a place is meant: what it holds, or what is noted at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aspect {
    Content,
    Comment,
}

/// What stands at a place.
#[derive(Debug, Clone)]
pub(super) enum Leaf {
    /// A value, also a list or an empty table.
    Value(Value),
    /// The keys of a group's rows, in their order; the rows themselves stand below it.
    Rows(Vec<String>),
    /// The lines of comment.
    Comment(String),
}

impl PartialEq for Leaf {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Value(a), Self::Value(b)) => same(a, b),
            (Self::Rows(a), Self::Rows(b)) => a == b,
            (Self::Comment(a), Self::Comment(b)) => a == b,
            _ => false,
        }
    }
}

/// Whether two values are one: `nan` is itself, and `-0.0` is not `0.0`.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Table(a), Value::Table(b)) => {
            a.len() == b.len() && a.iter().all(|(k, a)| b.get(k).is_some_and(|b| same(a, b)))
        }
        (a, b) => a == b,
    }
}

/// A file's meaning, or that of one row. Two texts that differ in layout only have the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meaning {
    pub(super) parts: BTreeMap<(Path, Aspect), Leaf>,
}

impl Meaning {
    /// Reads a file's text.
    ///
    /// # Errors
    /// When it is not TOML.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let mut meaning = Self::of(&toml::from_str(text)?);
        for (path, line) in comments(text) {
            match meaning.parts.entry((path, Aspect::Comment)).or_insert_with(|| Leaf::Comment(String::new())) {
                Leaf::Comment(lines) => {
                    lines.push_str(&line);
                    lines.push('\n');
                }
                Leaf::Value(_) | Leaf::Rows(_) => {}
            }
        }
        Ok(meaning)
    }

    /// The meaning of values.
    pub fn of(table: &Table) -> Self {
        let mut meaning = Self::default();
        meaning.take_in(&mut Path::new(), table);
        meaning
    }

    fn take_in(&mut self, path: &mut Path, table: &Table) {
        for (name, value) in table {
            path.push(name.clone());
            match value {
                Value::Table(t) if !t.is_empty() => self.take_in(path, t),
                Value::Array(a) => match row_keys(a) {
                    Some(keys) => {
                        for (key, row) in keys.iter().zip(a.iter().filter_map(Value::as_table)) {
                            path.push(key.clone());
                            self.take_in(path, row);
                            path.pop();
                        }
                        self.parts.insert((path.clone(), Aspect::Content), Leaf::Rows(keys));
                    }
                    None => self.put(path.clone(), value.clone()),
                },
                _ => self.put(path.clone(), value.clone()),
            }
            path.pop();
        }
    }

    pub(super) fn put(&mut self, path: Path, value: Value) {
        self.parts.insert((path, Aspect::Content), Leaf::Value(value));
    }

    /// The values again, without comments.
    pub fn table(&self) -> Table {
        self.table_at(&mut Path::new())
    }

    fn table_at(&self, path: &mut Path) -> Table {
        let mut table = Table::new();
        let mut seen = BTreeSet::new();
        for ((p, aspect), _) in self.parts.range((path.clone(), Aspect::Content)..) {
            if !p.starts_with(path) {
                break;
            }
            let Some(name) = p.get(path.len()) else { continue };
            if *aspect == Aspect::Comment || !seen.insert(name) {
                continue;
            }
            path.push(name.clone());
            let value = match self.parts.get(&(path.clone(), Aspect::Content)) {
                Some(Leaf::Value(v)) => v.clone(),
                Some(Leaf::Rows(keys)) => Value::Array(
                    keys.iter()
                        .map(|key| {
                            path.push(key.clone());
                            let row = Value::Table(self.table_at(path));
                            path.pop();
                            row
                        })
                        .collect(),
                ),
                _ => Value::Table(self.table_at(path)),
            };
            path.pop();
            table.insert(name.clone(), value);
        }
        table
    }

    /// Every field that is filled, with what it holds.
    pub fn values(&self) -> impl Iterator<Item = (&Path, &Value)> {
        self.parts.iter().filter_map(|((path, _), leaf)| match leaf {
            Leaf::Value(value) => Some((path, value)),
            Leaf::Rows(_) | Leaf::Comment(_) => None,
        })
    }

    /// The value at a place, where it is one.
    pub fn value(&self, path: &[String]) -> Option<&Value> {
        match self.parts.get(&(path.to_vec(), Aspect::Content)) {
            Some(Leaf::Value(v)) => Some(v),
            _ => None,
        }
    }

    /// The keys of the rows at a place, in their order; none where it holds something else.
    pub fn rows(&self, path: &[String]) -> &[String] {
        match self.parts.get(&(path.to_vec(), Aspect::Content)) {
            Some(Leaf::Rows(keys)) => keys,
            _ => &[],
        }
    }

    /// What is noted, with its place.
    pub fn comments(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.parts.iter().filter_map(|((path, _), leaf)| match leaf {
            Leaf::Comment(text) => Some((path, text.trim_end())),
            Leaf::Value(_) | Leaf::Rows(_) => None,
        })
    }

    /// Takes out everything at and below a place, with paths from there.
    pub(super) fn below(&self, path: &[String]) -> Self {
        let from = (path.to_vec(), Aspect::Content);
        let parts = self.parts.range(from..).take_while(|((p, _), _)| p.starts_with(path));
        Self { parts: parts.map(|((p, a), leaf)| ((p[path.len()..].to_vec(), *a), leaf.clone())).collect() }
    }
}

/// The keys of rows, where each has one and no two are alike.
fn row_keys(rows: &[Value]) -> Option<Vec<String>> {
    let keys: Vec<String> =
        rows.iter().map(|r| r.as_table()?.get("sleutel")?.as_str().map(str::to_owned)).collect::<Option<_>>()?;
    let distinct: BTreeSet<&String> = keys.iter().collect();
    (!keys.is_empty() && distinct.len() == keys.len() && !distinct.contains(&String::new())).then_some(keys)
}
