//! Where the comments of a TOML text stand.

use std::ops::Range;

/// Each comment from its `#` to the end of its line; a `#` in a string is a sign like any other.
pub fn spans(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(i) = text[at..].find(['#', '"', '\'']) {
        let begin = at + i;
        let here = &text[begin..];
        if here.starts_with('#') {
            at = begin + here.find('\n').unwrap_or(here.len());
            found.push(begin..at);
            continue;
        }
        let quote = if here.starts_with("\"\"\"") || here.starts_with("'''") { &here[..3] } else { &here[..1] };
        let escapes = quote.starts_with('"');
        let mut end = quote.len();
        loop {
            let Some(c) = here[end..].chars().next() else { return found };
            if escapes && c == '\\' {
                end += 1 + here[end + 1..].chars().next().map_or(0, char::len_utf8);
            } else if here[end..].starts_with(quote) {
                end += quote.len();
                // Up to two quotes more may stand before the end of a long string.
                while quote.len() == 3 && here[end..].starts_with(&quote[..1]) {
                    end += 1;
                }
                break;
            } else {
                end += c.len_utf8();
            }
        }
        at = begin + end;
    }
    found
}
