//! The rows of a group, each known by its `sleutel`.

use std::collections::BTreeSet;

use toml::Value;
use toml_edit::{Item, Table, TableLike};

use super::conflict::{Choice, Kind};
use super::table::{Merging, raw_table};
use crate::agenda::veld::Veld;
use crate::store::document::als_waarde;

/// The rows of a group in one version, with their keys.
pub(super) type Group = Vec<(String, Table)>;

/// The rows of the three versions, where each is a group whose rows can be told apart.
pub(super) fn groups(items: [Option<&Item>; 3]) -> Option<[Group; 3]> {
    let [base, ours, theirs] = items.map(|item| item.map_or(Some(Vec::new()), group));
    Some([base?, ours?, theirs?])
}

fn group(item: &Item) -> Option<Group> {
    let tables: Vec<Table> = match item {
        Item::ArrayOfTables(a) => a.iter().cloned().collect(),
        // A note between the rows of a list has no place of its own.
        Item::Value(toml_edit::Value::Array(a)) if !a.is_empty() && !a.to_string().contains('#') => {
            let tables = a.iter().map(|v| v.as_inline_table().map(|t| t.clone().into_table()));
            tables.collect::<Option<Vec<Table>>>()?
        }
        _ => return None,
    };
    let mut keys = BTreeSet::new();
    let mut rows = Group::new();
    for table in tables {
        // A table within a row would come to stand below another row.
        if table.iter().any(|(_, item)| item.is_table() || item.is_array_of_tables()) {
            return None;
        }
        let key = table.get("sleutel")?.as_str()?.to_owned();
        if !keys.insert(key.clone()) {
            return None;
        }
        rows.push((key, table));
    }
    Some(rows)
}

fn row<'g>(group: &'g Group, key: &str) -> Option<&'g Table> {
    group.iter().find(|(k, _)| k == key).map(|(_, table)| table)
}

/// What a reader calls a row: the first text in it.
fn name(table: &Table) -> Option<String> {
    let texts = table.iter().filter(|(key, _)| *key != "sleutel").filter_map(|(_, item)| item.as_str());
    texts.map(|t| t.lines().next().unwrap_or_default().trim().to_owned()).find(|t| !t.is_empty())
}

fn text(table: &Table) -> String {
    let mut text = String::new();
    raw_table(table, &mut text);
    text
}

fn value(table: Option<&Table>) -> Option<Value> {
    als_waarde(&Item::Table(table?.clone()))
}

/// Whether a row says what it said, and nobody noted anything new at it.
fn is_unchanged(base: &Table, now: &Table) -> bool {
    let (was, is) = (text(base), text(now));
    let is_new = |line: &&str| line.contains('#') && !was.contains(line.trim());
    value(Some(base)) == value(Some(now)) && !is.lines().any(|l| is_new(&l))
}

impl Merging<'_> {
    /// The rows with what both sides did to them.
    pub(super) fn rows(&mut self, groups: [Group; 3], fields: &'static [Veld], path: &[String]) -> Vec<Table> {
        let mut stay: Vec<(String, Table)> = Vec::new();
        let order = self.order(&groups, path);
        for key in order {
            let sides = [0, 1, 2].map(|i| row(&groups[i], &key));
            let below = [path, std::slice::from_ref(&key)].concat();
            self.row = sides.iter().rev().flatten().find_map(|t| name(t));
            let merged = match sides {
                [_, None, None] => None,
                [None, Some(one), None] | [None, None, Some(one)] => Some(one.clone()),
                [Some(base), Some(one), None] | [Some(base), None, Some(one)] if is_unchanged(base, one) => None,
                [Some(_), Some(one), None] | [Some(_), None, Some(one)] => {
                    match self.chosen(below, Kind::Row, sides.map(value)) {
                        Some(Choice::Ours) => sides[1].cloned(),
                        Some(Choice::Theirs) => sides[2].cloned(),
                        Some(Choice::Base) => sides[0].cloned(),
                        Some(Choice::Gone) => None,
                        // What was changed stays until somebody says that it may go.
                        Some(Choice::Value(_)) | None => Some(one.clone()),
                    }
                }
                [base, Some(ours), Some(theirs)] => Some(self.row(base, ours, theirs, fields, &below)),
            };
            stay.extend(merged.map(|table| (key, table)));
            self.row = None;
        }
        stay.into_iter().map(|(_, table)| table).collect()
    }

    fn row(
        &mut self,
        base: Option<&Table>,
        ours: &Table,
        theirs: &Table,
        fields: &'static [Veld],
        path: &[String],
    ) -> Table {
        let was = base.map(text);
        if was.as_ref() == Some(&text(ours)) || text(ours) == text(theirs) {
            return theirs.clone();
        }
        if was.as_ref() == Some(&text(theirs)) {
            return ours.clone();
        }
        let empty = Table::new();
        let base = base.unwrap_or(&empty);
        let mut merged = base.clone();
        let sides: [&dyn TableLike; 3] = [base, ours, theirs];
        self.table(&mut merged, sides, fields, path);
        let above = [base, ours, theirs].map(|t| t.decor().prefix().and_then(|p| p.as_str()).unwrap_or_default());
        merged.decor_mut().set_prefix(super::table::decor(above[0], above[1], above[2]));
        merged
    }

    /// The keys of all rows: those of the base as one of both ordered them, each new one behind what it follows.
    fn order(&mut self, groups: &[Group; 3], path: &[String]) -> Vec<String> {
        let keys = groups.each_ref().map(|g| g.iter().map(|(k, _)| k.clone()).collect::<Vec<_>>());
        // The order of those that all three have says whether a side moved any.
        let common = |side: &[String]| -> Vec<String> {
            side.iter().filter(|k| keys.iter().all(|other| other.contains(k))).cloned().collect()
        };
        let [base, ours, theirs] = keys.each_ref().map(|k| common(k));
        let main = if ours == base || ours == theirs {
            2
        } else if theirs == base {
            1
        } else {
            let list = |keys: &[String]| Some(Value::Array(keys.iter().cloned().map(Value::String).collect()));
            match self.chosen(path.to_vec(), Kind::Order, [list(&base), list(&ours), list(&theirs)]) {
                Some(Choice::Theirs) => 2,
                Some(Choice::Base | Choice::Gone) => 0,
                _ => 1,
            }
        };
        // Where neither moved any, the base is the same starting point for both.
        let moved = [&ours, &theirs].into_iter().any(|o| *o != base);
        let mut order = if moved && main != 0 { with_gone(&keys[0], &keys[main]) } else { keys[0].clone() };
        let mut sides = [&keys[1], &keys[2]];
        // The same whichever side is ours.
        sides.sort();
        for side in sides.into_iter().rev() {
            for (i, key) in side.iter().enumerate() {
                if order.contains(key) {
                    continue;
                }
                let after = side[..i].iter().rev().find_map(|k| order.iter().position(|o| o == k));
                order.insert(after.map_or(0, |p| p + 1), key.clone());
            }
        }
        order
    }
}

/// The rows of the base in one side's order; those that this side removed stand behind what they followed.
fn with_gone(base: &[String], side: &[String]) -> Vec<String> {
    let mut order: Vec<String> = side.iter().filter(|k| base.contains(k)).cloned().collect();
    for (i, key) in base.iter().enumerate().filter(|(_, k)| !side.contains(k)) {
        let after = base[..i].iter().rev().find_map(|k| order.iter().position(|o| o == k));
        order.insert(after.map_or(0, |p| p + 1), key.clone());
    }
    order
}
