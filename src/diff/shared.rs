//! Leaves out of two texts what is the same in both, so that only what differs has to be parsed: most
//! of a file is the same in its next version.

use std::collections::HashSet;

use memchr::{memchr, memchr_iter, memchr2};

/// Fields that are always kept: by these a file is named.
const KEPT: &[&str] = &["formaat", "id", "titel", "naam", "soort", "datum"];

/// A key with its value, or a table with all in it; the comments above belong to it.
struct Chunk<'t> {
    /// The key, or the header with its brackets.
    name: &'t str,
    text: &'t str,
}

/// The two texts without what they share; none where that cannot be told without parsing them.
pub(super) fn without_shared<'t>(old: &'t str, new: &'t str) -> Option<(String, String)> {
    let (was, is) = (chunks(old)?, chunks(new)?);
    // Most of it is the same from the beginning and from the end.
    let is_same = |(a, b): &(&Chunk<'t>, &Chunk<'t>)| a.text == b.text;
    let front = was.iter().zip(&is).take_while(is_same).count();
    let back = was[front..].iter().rev().zip(is[front..].iter().rev()).take_while(is_same).count();
    let between = |chunks: &[Chunk<'t>]| -> Vec<&'t str> {
        let mut texts: Vec<&str> = chunks[front..chunks.len() - back].iter().map(|c| c.text).collect();
        texts.sort_unstable();
        texts
    };
    let (between_was, between_is) = (between(&was), between(&is));
    let same = |name: &str| {
        was.iter().filter(|c| c.name == name).map(|c| c.text).eq(is.iter().filter(|c| c.name == name).map(|c| c.text))
    };
    let mut groups: Vec<&str> = was.iter().map(|c| c.name).filter(|n| n.starts_with("[[")).collect();
    groups.dedup();
    // A group of which every row stayed in its place is left out as a whole.
    groups.retain(|name| same(name));
    let stays = |others: &[&str], n: usize, chunks: &[Chunk<'t>]| {
        n < front || n >= chunks.len() - back || others.binary_search(&chunks[n].text).is_ok()
    };
    let old = reduced(&was, |n| stays(&between_is, n, &was), &groups)?;
    Some((old, reduced(&is, |n| stays(&between_was, n, &is), &groups)?))
}

fn reduced(chunks: &[Chunk<'_>], stays: impl Fn(usize) -> bool, left_out: &[&str]) -> Option<String> {
    let mut text = String::new();
    let mut rows = HashSet::new();
    for (n, c) in chunks.iter().enumerate().filter(|(_, c)| !left_out.contains(&c.name)) {
        // Rows without a key of their own are one value, of which nothing can be left out.
        let key = if c.name.starts_with("[[") { Some(row_key(c.text)?) } else { None };
        if key.is_some_and(|key| !rows.insert((c.name, key))) {
            return None;
        }
        match key {
            _ if KEPT.contains(&c.name) || !stays(n) => text.push_str(c.text),
            // A row that stayed keeps its place among the others.
            Some(key) => text.push_str(&format!("{}\n{key}\n", c.name)),
            None => {}
        }
    }
    Some(text)
}

/// The line with a row's key: the first in it.
fn row_key(text: &str) -> Option<&str> {
    let mut lines = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1);
    let line = lines.next()?;
    let key = line.strip_prefix("sleutel = \"")?.strip_suffix('"')?;
    (!key.is_empty() && !key.contains(['"', '\\'])).then_some(line)
}

/// The chunks of a text; none where it is written in a way that takes a parser to divide.
fn chunks(text: &str) -> Option<Vec<Chunk<'_>>> {
    if memchr(b'\r', text.as_bytes()).is_some() {
        return None;
    }
    let mut found: Vec<Chunk<'_>> = Vec::new();
    let mut names = HashSet::new();
    // Where the chunk under way begins with its comments, and its name once that is known.
    let (mut begin, mut name): (usize, Option<&str>) = (0, None);
    let mut in_table = false;
    let mut after = 0;
    let mut at = 0;
    while at < text.len() {
        let line = first_line(&text[at..]);
        let next = at + line.len() + 1;
        match line.as_bytes().first() {
            None | Some(b'#') => at = next,
            Some(b'[') => {
                let header = line.trim_end();
                let inner = header.trim_start_matches('[').trim_end_matches(']');
                let plain = inner.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                let is_rows = header.starts_with("[[") && header.ends_with("]]");
                if !plain || inner.is_empty() || (!is_rows && header.len() != inner.len() + 2) {
                    return None;
                }
                if let Some(name) = name {
                    found.push(Chunk { name, text: &text[begin..after] });
                    begin = after;
                }
                if !is_rows && !names.insert(inner) {
                    return None;
                }
                (name, in_table) = (Some(header), true);
                at = next;
                after = at.min(text.len());
            }
            Some(b'a'..=b'z' | b'0'..=b'9') => {
                let (key, value) = line.split_once(' ')?;
                let value = value.strip_prefix("= ")?;
                if !key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
                    return None;
                }
                if !in_table {
                    if let Some(name) = name {
                        found.push(Chunk { name, text: &text[begin..after] });
                        begin = after;
                    }
                    if !names.insert(key) {
                        return None;
                    }
                    name = Some(key);
                }
                at = end_of(text, at + key.len() + 3, value)?;
                after = at.min(text.len());
            }
            Some(_) => return None,
        }
    }
    // What stands below the last chunk belongs to the file; it is kept with that chunk.
    found.push(Chunk { name: name?, text: &text[begin..] });
    // Rows of a group and a key or table of its name cannot be told apart here.
    let rows = found.iter().filter(|c| c.name.starts_with("[["));
    let clash = rows.into_iter().any(|c| names.contains(c.name.trim_matches(['[', ']'])));
    (!clash).then_some(found)
}

fn first_line(text: &str) -> &str {
    memchr(b'\n', text.as_bytes()).map_or(text, |end| &text[..end])
}

/// Where the line after a value begins; none where it is more than a string, or a value on one line.
fn end_of(text: &str, begin: usize, value: &str) -> Option<usize> {
    if let Some(first) = value.strip_prefix("\"\"\"") {
        // A long string as the writer makes it: nothing in it is in code.
        let from = begin + 3;
        let end = memchr_iter(b'"', &text.as_bytes()[from..]).find(|i| text[from + i..].starts_with("\"\"\""))? + from;
        let string = &text[from..end];
        let rest = first_line(&text[end + 3..]);
        let is_plain = first.is_empty() && memchr(b'\\', string.as_bytes()).is_none() && rest.is_empty();
        return is_plain.then_some(end + 4);
    }
    let is_string = value.len() >= 2 && value.starts_with('"') && value.ends_with('"');
    let is_plain = match value.as_bytes().first()? {
        b'"' => is_string && memchr2(b'"', b'\\', &value.as_bytes()[1..value.len() - 1]).is_none(),
        b'[' => {
            value.ends_with(']')
                && !value.contains(['#', '\\', '{', '\''])
                && value.matches('"').count().is_multiple_of(2)
        }
        _ => value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'+' | b'_')),
    };
    is_plain.then_some(begin + value.len() + 1)
}
