//! The comments of a TOML text, each with the key that it belongs to.

use std::ops::Range;

use toml_edit::{Document, Item, Table};

use super::meaning::Path;
use crate::store::comment::spans;

/// A key or the header of a table, and where it stands with its value.
struct Anchor {
    path: Path,
    span: Range<usize>,
}

/// Every comment with the key that it stands beside or in, else the one below it, else (after the
/// last) the file itself. A text that is not TOML has none.
pub(super) fn comments(text: &str) -> Vec<(Path, String)> {
    if !text.contains('#') {
        return Vec::new();
    }
    let found = spans(text);
    if found.is_empty() {
        return Vec::new();
    }
    let Ok(document) = Document::parse(text) else { return Vec::new() };
    let mut anchors = Vec::new();
    collect(document.as_table(), &[], &mut anchors);
    anchors.sort_by_key(|a| a.span.start);
    let of = |place: usize| {
        let next = anchors.partition_point(|a| a.span.start <= place);
        let beside = anchors[..next]
            .last()
            .filter(|a| text.get(a.span.end.min(place)..place).is_some_and(|between| !between.contains('\n')));
        beside.or(anchors.get(next)).map_or_else(Path::new, |a| a.path.clone())
    };
    found.into_iter().map(|span| (of(span.start), text[span].trim_start_matches('#').trim().to_owned())).collect()
}

fn collect(table: &Table, above: &[String], anchors: &mut Vec<Anchor>) {
    for (name, item) in table {
        let path = [above, &[name.to_owned()]].concat();
        let key = table.key(name).and_then(toml_edit::Key::span);
        match item {
            Item::Table(t) => {
                if let Some(span) = t.span().or(key) {
                    anchors.push(Anchor { path: path.clone(), span });
                }
                collect(t, &path, anchors);
            }
            Item::ArrayOfTables(rows) => {
                for (i, row) in rows.iter().enumerate() {
                    let name = row.get("sleutel").and_then(Item::as_str).map_or_else(|| i.to_string(), str::to_owned);
                    let path = [path.as_slice(), &[name]].concat();
                    if let Some(span) = row.span() {
                        anchors.push(Anchor { path: path.clone(), span });
                    }
                    collect(row, &path, anchors);
                }
            }
            Item::Value(_) | Item::None => {
                if let Some(key) = key {
                    let end = item.span().map_or(key.end, |v| v.end);
                    anchors.push(Anchor { path, span: key.start..end });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_belongs_to_what_it_stands_beside_or_above() {
        let text = "# boven\nformaat = 1 # naast\n\n# bij de lijst\nlijst = [\n  \"a\", # bij a\n  # los\n  \"b # geen\",\n]\n# bij de rij\n[[rijen]] # ook\nsleutel = \"abcd\"\n# in de rij\nwat = \"\"\"\n# geen\n\"\"\"\n# einde\n";
        let path = |p: &str| p.split('.').filter(|d| !d.is_empty()).map(str::to_owned).collect::<Path>();
        let expected = [
            ("formaat", "boven"),
            ("formaat", "naast"),
            ("lijst", "bij de lijst"),
            ("lijst", "bij a"),
            ("lijst", "los"),
            ("rijen.abcd", "bij de rij"),
            ("rijen.abcd", "ook"),
            ("rijen.abcd.wat", "in de rij"),
            ("", "einde"),
        ];
        assert_eq!(comments(text), expected.map(|(p, t)| (path(p), t.to_owned())));
    }
}
