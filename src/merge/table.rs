//! The keys of a table, one by one: a comment belongs to the key below it.

use toml::Value;
use toml_edit::{Item, Table, TableLike};

use super::conflict::{Choice, Choices, Conflict, Kind};
use super::list;
use super::rows::groups;
use crate::agenda::veld::{Soort, Veld, veld};
use crate::diff::Path;
use crate::store::document::{als_waarde, voeg_in, zet_in, zonder_plaats};

/// A key in each of the three versions: base, ours, theirs.
type Three<T> = [T; 3];

/// The work on one file.
pub(super) struct Merging<'c> {
    choices: &'c Choices,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) row: Option<String>,
}

/// A key with what stands there, as its writer laid it out.
#[derive(Clone, Copy)]
struct Entry<'t> {
    key: &'t toml_edit::Key,
    item: &'t Item,
}

impl Entry<'_> {
    /// Everything about it that a merge keeps.
    fn raw(&self) -> String {
        let mut text = key_decor(self.key).to_owned();
        raw(self.item, &mut text);
        text
    }

    fn value(&self) -> Option<Value> {
        als_waarde(self.item)
    }
}

/// What stands before a key: the comment above it.
fn key_decor(key: &toml_edit::Key) -> &str {
    key.leaf_decor().prefix().and_then(|p| p.as_str()).unwrap_or_default()
}

/// An item's text with all that is in it.
pub(super) fn raw(item: &Item, text: &mut String) {
    match item {
        Item::None => {}
        Item::Value(v) => text.push_str(&v.to_string()),
        Item::Table(t) => raw_table(t, text),
        Item::ArrayOfTables(a) => a.iter().for_each(|t| raw_table(t, text)),
    }
}

/// A table's text with all that is in it.
pub(super) fn raw_table(table: &Table, text: &mut String) {
    text.push_str(table.decor().prefix().and_then(|p| p.as_str()).unwrap_or_default());
    text.push('{');
    for (name, item) in table {
        text.push_str(table.key(name).map(key_decor).unwrap_or_default());
        text.push_str(name);
        raw(item, text);
        text.push('\n');
    }
    text.push('}');
    text.push_str(table.decor().suffix().and_then(|p| p.as_str()).unwrap_or_default());
}

/// What stands around something, with what both sides made of it. A note is never asked about: where both
/// wrote one, both stay.
pub(super) fn decor(base: &str, ours: &str, theirs: &str) -> String {
    if ours == base || ours == theirs {
        return theirs.to_owned();
    }
    if theirs == base {
        return ours.to_owned();
    }
    let (first, second) = if ours < theirs { (ours, theirs) } else { (theirs, ours) };
    let mut both = first.to_owned();
    if !both.is_empty() && !both.ends_with('\n') && second.contains('\n') {
        both.push('\n');
    }
    let is_new = |line: &&str| !line.trim().is_empty() && !first.lines().any(|l| l == line.trim_end());
    second.split_inclusive('\n').filter(is_new).for_each(|line| both.push_str(line));
    both
}

impl<'c> Merging<'c> {
    pub(super) fn new(choices: &'c Choices) -> Self {
        Self { choices, conflicts: Vec::new(), row: None }
    }

    /// What was chosen; where nothing was, it is told as a conflict.
    pub(super) fn chosen(&mut self, path: Path, kind: Kind, sides: Three<Option<Value>>) -> Option<&'c Choice> {
        let chosen = self.choices.get(&path.join("."));
        if chosen.is_none() {
            let [base, ours, theirs] = sides;
            self.conflicts.push(Conflict { path, kind, row: self.row.clone(), base, ours, theirs });
        }
        chosen
    }

    /// Puts what both sides did to a table into `out`, which is the base.
    pub(super) fn table(
        &mut self,
        out: &mut dyn TableLike,
        sides: Three<&dyn TableLike>,
        fields: &'static [Veld],
        path: &[String],
    ) {
        for name in names(sides, fields) {
            let entries = sides.map(|t| t.get_key_value(&name).map(|(key, item)| Entry { key, item }));
            let [base, ours, theirs] = entries.map(|e| e.map(|e| e.raw()));
            if ours == base && theirs == base {
                continue;
            }
            if ours == base || ours == theirs {
                put(out, fields, &name, entries[2]);
            } else if theirs == base {
                put(out, fields, &name, entries[1]);
            } else {
                let below = [path, std::slice::from_ref(&name)].concat();
                self.both(out, entries, fields, below, &name);
            }
        }
    }

    /// A key that both sides changed.
    fn both(
        &mut self,
        out: &mut dyn TableLike,
        entries: Three<Option<Entry<'_>>>,
        fields: &'static [Veld],
        path: Path,
        name: &str,
    ) {
        let field = veld(fields, name);
        let items = entries.map(|e| e.map(|e| e.item));
        if let [base, Some(ours), Some(theirs)] = items {
            let children = field.map_or(&[][..], Veld::kinderen);
            if let Some(groups) = groups([base, Some(ours), Some(theirs)]) {
                let merged = self.rows(groups, children, &path);
                return set_rows(out, fields, name, entries, merged);
            }
            let empty = Table::new();
            let base_table = base.map_or(Some(&empty as &dyn TableLike), Item::as_table_like);
            if let (Some(b), Some(o), Some(t)) = (base_table, ours.as_table_like(), theirs.as_table_like()) {
                if base.is_none() {
                    put(out, fields, name, entries[1].map(|e| Entry { item: &EMPTY, ..e }));
                }
                if let Some(table) = out.get_mut(name).and_then(Item::as_table_like_mut) {
                    self.table(table, [b, o, t], children, &path);
                }
                set_decor(out, name, entries);
                return;
            }
        }
        self.value(out, entries, fields, path, name);
    }

    /// A value that both sides changed.
    fn value(
        &mut self,
        out: &mut dyn TableLike,
        entries: Three<Option<Entry<'_>>>,
        fields: &'static [Veld],
        path: Path,
        name: &str,
    ) {
        let values = entries.map(|e| e.and_then(|e| e.value()));
        let [base, ours, theirs] = &values;
        let field = veld(fields, name);
        let texts = entries.map(|e| e.map(|e| e.raw()));
        let keeps = if ours == theirs {
            // The same, in another layout: one of both, whichever side one is on.
            Some(if texts[1] < texts[2] { 1 } else { 2 })
        } else if ours == base {
            Some(2)
        } else if theirs == base {
            Some(1)
        } else {
            None
        };
        // A note that would go with what is left out is asked about with it.
        let loses = |kept: usize| {
            let added = notes(entries[3 - kept], entries[kept].is_none());
            let known = [0, kept].map(|side| notes(entries[side], true)).concat();
            added.iter().any(|note| !known.contains(note))
        };
        if let Some(kept) = keeps.filter(|kept| !loses(*kept)) {
            put(out, fields, name, entries[kept]);
        } else if let Some(merged) = inside(field, &values).filter(|_| keeps.is_none() && plain(entries, field)) {
            set(out, fields, name, &merged);
        } else {
            let is_group = field.is_some_and(|v| matches!(v.soort, Soort::Groep(_)));
            let kind = if is_group { Kind::Group } else { Kind::Value };
            match self.chosen(path, kind, values) {
                Some(Choice::Theirs) => put(out, fields, name, entries[2]),
                Some(Choice::Base) => put(out, fields, name, entries[0]),
                Some(Choice::Gone) => drop(out.remove(name)),
                Some(Choice::Value(v)) => set(out, fields, name, v),
                Some(Choice::Ours) | None => put(out, fields, name, entries[1]),
            }
            return;
        }
        set_decor(out, name, entries);
    }
}

/// The lines with a note in what stands at a key; with `whole` also those above and behind it, which are merged
/// apart where the key stays.
fn notes(entry: Option<Entry<'_>>, whole: bool) -> Vec<String> {
    let Some(entry) = entry else { return Vec::new() };
    let text = if whole {
        entry.raw()
    } else {
        let mut item = entry.item.clone();
        match &mut item {
            Item::Value(v) => v.decor_mut().clear(),
            Item::Table(t) => t.decor_mut().clear(),
            _ => {}
        }
        let mut text = String::new();
        raw(&item, &mut text);
        text
    };
    text.lines().filter_map(|l| l.find('#').map(|at| l[at..].trim_end().to_owned())).collect()
}

/// Whether nobody noted anything inside a list, or only what stays with its items.
fn plain(entries: Three<Option<Entry<'_>>>, field: Option<&Veld>) -> bool {
    if !entries.iter().flatten().any(|e| e.item.is_array()) {
        return true;
    }
    let [base, ours, theirs] = entries.map(|e| notes(e, false));
    let known = |side: &[String]| side.iter().all(|note| base.contains(note));
    known(&ours) && known(&theirs) && (base.is_empty() || field.is_some())
}

static EMPTY: std::sync::LazyLock<Item> = std::sync::LazyLock::new(|| Item::Table(Table::new()));

/// Every key that one of the three has: those of the base in their order, then the new ones.
fn names(sides: Three<&dyn TableLike>, fields: &'static [Veld]) -> Vec<String> {
    let mut all: Vec<String> = sides[0].iter().map(|(name, _)| name.to_owned()).collect();
    let mut new: Vec<String> = sides[1..].iter().flat_map(|t| t.iter()).map(|(name, _)| name.to_owned()).collect();
    new.retain(|name| !all.contains(name));
    let rank = |name: &String| fields.iter().position(|v| v.naam == name).unwrap_or(usize::MAX);
    new.sort_by(|a, b| (rank(a), a).cmp(&(rank(b), b)));
    new.dedup();
    all.append(&mut new);
    all
}

/// What two changes inside one value come to, where they do not meet.
fn inside(field: Option<&Veld>, values: &Three<Option<Value>>) -> Option<Value> {
    let soort = field.map(|v| v.soort);
    match values {
        [base, Some(Value::String(ours)), Some(Value::String(theirs))] => {
            let base = match base {
                Some(Value::String(base)) => base.as_str(),
                Some(_) => return None,
                None => "",
            };
            if !matches!(soort, None | Some(Soort::Proza)) || !base.contains('\n') {
                return None;
            }
            let sentences = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
            list::merge(&sentences(base), &sentences(ours), &sentences(theirs)).map(|s| Value::String(s.concat()))
        }
        [base, ours, theirs] => {
            let texts = |value: &Option<Value>| match value {
                None => Some(Vec::new()),
                Some(Value::Array(a)) => a.iter().map(|v| v.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>(),
                Some(_) => None,
            };
            let (base, ours, theirs) = (texts(base)?, texts(ours)?, texts(theirs)?);
            let merged = match soort {
                Some(Soort::Keuzes(_) | Soort::Partijen | Soort::Afspraken) => {
                    Some(list::merge_set(&base, &ours, &theirs))
                }
                _ => list::merge(&base, &ours, &theirs),
            };
            merged.map(|m| Value::Array(m.into_iter().map(Value::String).collect()))
        }
    }
}

/// Gives a key what stands at it in one version, comment and all, or takes it away.
fn put(out: &mut dyn TableLike, fields: &'static [Veld], name: &str, entry: Option<Entry<'_>>) {
    let Some(Entry { key, item }) = entry else {
        out.remove(name);
        return;
    };
    let mut item = item.clone();
    match out.get_mut(name) {
        Some(old) => {
            let places = places(old);
            zonder_plaats(&mut item);
            place(&mut item, &places);
            *old = item;
        }
        None => {
            zonder_plaats(&mut item);
            add(out, fields, name, item);
        }
    }
    if let Some(mut own) = out.key_mut(name) {
        *own.leaf_decor_mut() = key.leaf_decor().clone();
    }
}

/// A new key comes where the format has it; one that the format does not know comes last.
fn add(out: &mut dyn TableLike, fields: &'static [Veld], name: &str, item: Item) {
    match veld(fields, name) {
        Some(_) => voeg_in(out, fields, name, item),
        None => drop(out.insert(name, item)),
    }
}

/// Gives a key a value that is of neither side.
fn set(out: &mut dyn TableLike, fields: &'static [Veld], name: &str, value: &Value) {
    match veld(fields, name) {
        Some(field) => drop(zet_in(out, fields, field, Some(value))),
        None => {
            let Ok(mut new) = value.to_string().parse::<toml_edit::Value>() else { return };
            if let Some(old) = out.get(name).and_then(Item::as_value) {
                *new.decor_mut() = old.decor().clone();
            }
            match out.get_mut(name) {
                Some(item) => *item = Item::Value(new),
                None => drop(out.insert(name, Item::Value(new))),
            }
        }
    }
}

/// The comments above and behind a key, with what both sides made of them.
fn set_decor(out: &mut dyn TableLike, name: &str, entries: Three<Option<Entry<'_>>>) {
    let above = entries.map(|e| e.map(|e| key_decor(e.key)).unwrap_or_default());
    if let Some(mut key) = out.key_mut(name) {
        key.leaf_decor_mut().set_prefix(decor(above[0], above[1], above[2]));
    }
    type Side = fn(&toml_edit::Decor) -> Option<&toml_edit::RawString>;
    let of = |side: Side| {
        entries.map(|e| {
            let decor = e.and_then(|e| match e.item {
                Item::Value(v) => Some(v.decor()),
                Item::Table(t) => Some(t.decor()),
                _ => None,
            });
            decor.and_then(side).and_then(|s| s.as_str()).unwrap_or_default()
        })
    };
    let (prefix, suffix) = (of(toml_edit::Decor::prefix), of(toml_edit::Decor::suffix));
    let suffix = decor(suffix[0], suffix[1], suffix[2]).replace('\n', " ");
    match out.get_mut(name) {
        Some(Item::Value(v)) => v.decor_mut().set_suffix(suffix),
        Some(Item::Table(t)) => {
            t.decor_mut().set_prefix(decor(prefix[0], prefix[1], prefix[2]));
            t.decor_mut().set_suffix(suffix);
        }
        _ => {}
    }
}

/// Puts a group's rows in the place of what stands there.
fn set_rows(
    out: &mut dyn TableLike,
    fields: &'static [Veld],
    name: &str,
    entries: Three<Option<Entry<'_>>>,
    rows: Vec<Table>,
) {
    if rows.is_empty() {
        out.remove(name);
        return;
    }
    let mut item = Item::ArrayOfTables(rows.into_iter().collect());
    let is_list = entries.iter().flatten().all(|e| e.item.is_array());
    if is_list {
        item = item.into_value().map_or_else(|item| item, Item::Value);
    }
    zonder_plaats(&mut item);
    match out.get_mut(name) {
        // Another notation stands among the simple keys, and cannot stay there.
        Some(old) if old.is_array() == is_list => {
            let places = places(old);
            place(&mut item, &places);
            *old = item;
        }
        _ => {
            out.remove(name);
            add(out, fields, name, item);
        }
    }
}

/// Where in the file the tables of an item stand.
fn places(item: &Item) -> Vec<isize> {
    match item {
        Item::Table(t) => t.position().into_iter().collect(),
        Item::ArrayOfTables(a) => {
            let mut places: Vec<isize> = a.iter().filter_map(Table::position).collect();
            places.sort_unstable();
            places
        }
        _ => Vec::new(),
    }
}

/// Gives the tables of an item these places, in order; the rest follows the last of them.
fn place(item: &mut Item, places: &[isize]) {
    let tables: Box<dyn Iterator<Item = &mut Table>> = match item {
        Item::Table(t) => Box::new(std::iter::once(t)),
        Item::ArrayOfTables(a) => Box::new(a.iter_mut()),
        _ => return,
    };
    for (table, place) in tables.zip(places) {
        table.set_position(Some(*place));
    }
}
