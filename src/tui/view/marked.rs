//! Draws text of which parts are marked.

use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::agenda::tekst::zichtbaar;

/// Text, of which parts are marked.
pub type Side = Vec<(String, bool)>;

/// Text with marked parts, broken into lines of this width.
pub fn flow(side: &[(String, bool)], width: usize, how: Style) -> Vec<Vec<Span<'static>>> {
    let mut lines: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used = 0;
    let mut pending: Vec<(String, Style)> = Vec::new();
    let settle = |pending: &mut Vec<(String, Style)>, lines: &mut Vec<Vec<Span<'static>>>, used: &mut usize| {
        let long: usize = pending.iter().map(|(t, _)| t.width()).sum();
        if *used > 0 && *used + long > width {
            lines.push(Vec::new());
            *used = 0;
        }
        for (t, s) in pending.drain(..) {
            // A word longer than a line is cut where the line ends.
            for part in chunks(&t, width) {
                if *used + part.width() > width && *used > 0 {
                    lines.push(Vec::new());
                    *used = 0;
                }
                *used += part.width();
                if let Some(line) = lines.last_mut() {
                    line.push(Span::styled(part, s));
                }
            }
        }
    };
    for (n, (tekst, is_changed)) in side.iter().enumerate() {
        let s = if *is_changed { how } else { Style::default() };
        let tekst = if n + 1 == side.len() { tekst.trim_end_matches('\n') } else { tekst };
        for c in zichtbaar(tekst).replace('\t', "  ").split_inclusive([' ', '\n']) {
            let word = c.trim_end_matches([' ', '\n']);
            pending.push((word.to_owned(), s));
            if c.ends_with([' ', '\n']) {
                settle(&mut pending, &mut lines, &mut used);
                if c.ends_with('\n') {
                    lines.push(Vec::new());
                    used = 0;
                } else if used < width {
                    used += 1;
                    if let Some(line) = lines.last_mut() {
                        line.push(Span::styled(" ", s));
                    }
                }
            }
        }
    }
    settle(&mut pending, &mut lines, &mut used);
    if lines.iter().all(Vec::is_empty) {
        lines.clear();
    }
    lines
}

/// A word in parts of at most this width.
fn chunks(word: &str, width: usize) -> Vec<String> {
    if word.width() <= width {
        return vec![word.to_owned()];
    }
    let mut parts = vec![String::new()];
    for c in word.chars() {
        if parts.last().is_some_and(|p| p.width() + 2 > width) {
            parts.push(String::new());
        }
        if let Some(p) = parts.last_mut() {
            p.push(c);
        }
    }
    parts
}
