//! Draws what changed: `-` for what was, `+` for what is; beside each other where there is room.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::{cut, fit, wrap};
use crate::agenda::tekst::{aantal, zichtbaar};
use crate::diff::Words;
use crate::export::vergelijking::{Bestand, Geheel, Soort, Vorm, Wijziging};
use crate::tui::app::App;
use crate::tui::screens::comparing::{Comparing, Item};
use crate::tui::style;

/// From this width on the old text stands beside the new.
const WIDE: usize = 110;
/// Lines longer than this are hard to read.
const LONG: usize = 96;

/// Draws it.
pub fn draw(frame: &mut Frame<'_>, area: Rect, app: &App) {
    let Some(c) = &app.comparing else { return };
    let [head, body] = Layout::vertical([Constraint::Length(3), Constraint::Min(1)]).areas(area);
    frame.render_widget(Paragraph::new(heading(c, head.width.into())), head);
    let height = usize::from(body.height).max(1);
    c.height.set(height);
    let width = usize::from(body.width);
    if c.items.is_empty() {
        let none = if c.filter == Default::default() {
            "Er is niets veranderd."
        } else {
            "Met dit filter is er niets veranderd. Met f kiest u een ander filter."
        };
        frame.render_widget(Paragraph::new(Line::raw(none)), body);
        return;
    }
    let focused = item(c, c.cursor, width);
    c.rows.set(focused.len());
    let offset = c.offset.min(focused.len().saturating_sub(height));
    let mut lines: Vec<Line<'static>> = focused.into_iter().skip(offset).collect();
    // What stands before it gets a third of the room, and its headings.
    let mut above: Vec<Vec<Line<'static>>> = Vec::new();
    let room = if offset > 0 { 0 } else { (height / 3).max(2).min(height.saturating_sub(1)) };
    let mut before = 0;
    for i in (0..c.cursor).rev() {
        let drawn = item(c, i, width);
        let is_short = before + drawn.len() <= room || matches!(c.items[i], Item::File(..)) && before == 0;
        if !is_short {
            break;
        }
        before += drawn.len();
        above.push(drawn);
    }
    let mut all: Vec<Line<'static>> = above.into_iter().rev().flatten().collect();
    all.append(&mut lines);
    for i in c.cursor + 1..c.items.len() {
        if all.len() >= height {
            break;
        }
        all.extend(item(c, i, width));
    }
    all.truncate(height);
    frame.render_widget(Paragraph::new(all), body);
}

/// What is compared, how much there is and how much was seen.
fn heading(c: &Comparing, width: usize) -> Vec<Line<'static>> {
    let (all, seen) = c.counted();
    let filter: Vec<&str> = [&c.filter.thema, &c.filter.afspraak, &c.filter.partij, &c.filter.veld]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let only = if filter.is_empty() { String::new() } else { format!("   alleen {} (f)", filter.join(", ")) };
    let count = format!("{}, waarvan {seen} gezien{only}", aantal(all, "wijziging", "wijzigingen"));
    vec![
        Line::styled(cut(&format!("Wat er veranderd is sinds {}", c.found.van.naam), width), style::heading()),
        Line::styled(cut(&count, width), style::dim()),
        Line::default(),
    ]
}

/// The lines of an item.
fn item(c: &Comparing, i: usize, width: usize) -> Vec<Line<'static>> {
    let Some(item) = c.items.get(i).copied() else { return Vec::new() };
    let has_focus = i == c.cursor;
    match item {
        Item::Chapter(h) => {
            let titel = c.overzicht.hoofdstukken.get(h).map_or("", |h| h.titel);
            vec![Line::styled(titel.to_uppercase(), style::bold()), Line::default()]
        }
        Item::File(..) => c.file(item).map(|b| file(c, item, b, has_focus, width)).unwrap_or_default(),
        Item::Change(..) => match (c.file(item), c.change(item)) {
            (Some(b), Some(w)) => change(c, item, b, w, has_focus, width),
            _ => Vec::new(),
        },
    }
}

fn file(c: &Comparing, item: Item, b: &Bestand, has_focus: bool, width: usize) -> Vec<Line<'static>> {
    let naam = match &b.afspraak {
        Some(id) if *id != b.titel => format!("{id}  {}", b.titel),
        _ => b.titel.clone(),
    };
    let mut lines = vec![Line::styled(cut(&naam, width), style::heading())];
    if let Some(zin) = b.zin_geheel() {
        let teken = match b.geheel {
            Geheel::Nieuw => "+ ",
            Geheel::Weg => "- ",
            _ => "",
        };
        lines.push(marked(&format!("{teken}{zin}"), has_focus, c.is_seen(item), width));
        lines.extend(b.door().map(|d| soft(&d, width)).into_iter().flatten());
    }
    if let Some(bezwaar) = &b.bezwaar {
        lines.extend(
            wrap(&format!("! {bezwaar}"), width.saturating_sub(2))
                .into_iter()
                .map(|r| Line::styled(format!("  {r}"), style::warn())),
        );
    }
    lines.push(Line::default());
    lines
}

/// A line that can have the focus, with a mark where it was seen.
fn marked(tekst: &str, has_focus: bool, is_seen: bool, width: usize) -> Line<'static> {
    let mark = if is_seen { "✓ gezien" } else { "" };
    let room = width.saturating_sub(mark.width() + 3);
    let pointer = if has_focus { "> " } else { "  " };
    let tekst = fit(tekst, room);
    let how = if has_focus { style::focus() } else { style::bold() };
    Line::from(vec![Span::styled(format!("{pointer}{tekst}"), how), Span::styled(format!(" {mark}"), style::dim())])
}

fn soft(tekst: &str, width: usize) -> Vec<Line<'static>> {
    // Who, when and the beginning of why; the history has all of it.
    let tekst = cut(tekst, 2 * width.saturating_sub(6).min(LONG));
    wrap(&tekst, width.saturating_sub(4).min(LONG))
        .into_iter()
        .map(|r| Line::styled(format!("    {r}"), style::dim()))
        .collect()
}

/// One side of a change: text, of which parts are marked.
type Side = Vec<(String, bool)>;

fn change(c: &Comparing, item: Item, b: &Bestand, w: &Wijziging, has_focus: bool, width: usize) -> Vec<Line<'static>> {
    let is_seen = c.is_seen(item);
    let suffix = match (&w.vorm, w.soort) {
        (Vorm::Rij(_), Soort::Toegevoegd) => ": toegevoegd",
        (Vorm::Rij(_), _) => ": weggehaald",
        (Vorm::Volgorde(..), _) => ": andere volgorde",
        _ => "",
    };
    let mut lines = vec![marked(&format!("{}{suffix}", w.label), has_focus, is_seen, width)];
    if is_seen && !has_focus && !c.whole {
        // What was seen gives way to what was not.
        lines.push(Line::default());
        return lines;
    }
    let whole = |t: &str| vec![(t.to_owned(), true)];
    let pairs: Vec<(Side, Side)> = match &w.vorm {
        Vorm::Waarde(van, naar) => {
            let side = |t: &Option<String>| t.as_deref().map(whole).unwrap_or_default();
            vec![(side(van), side(naar))]
        }
        Vorm::Tekst(words) => sentences(words, c.whole),
        Vorm::Lijst { erbij, weg, .. } => {
            let n = erbij.len().max(weg.len());
            let at = |l: &[String], i: usize| l.get(i).map(|t| whole(t)).unwrap_or_default();
            (0..n).map(|i| (at(weg, i), at(erbij, i))).collect()
        }
        Vorm::Rij(velden) => {
            let line = |(l, v): &(String, String)| whole(&format!("{l}: {v}"));
            let is_new = w.soort == Soort::Toegevoegd;
            velden.iter().map(|v| if is_new { (Vec::new(), line(v)) } else { (line(v), Vec::new()) }).collect()
        }
        Vorm::Volgorde(van, naar) => {
            let at = |l: &[String], i: usize, from: &[String]| {
                l.get(i).map(|t| vec![(t.clone(), from.get(i) != Some(t))]).unwrap_or_default()
            };
            (0..van.len().max(naar.len())).map(|i| (at(van, i, naar), at(naar, i, van))).collect()
        }
        Vorm::Bytes(van, naar) => {
            let side = |n: &Option<usize>| n.map(|n| whole(&format!("{n} bytes, geen tekst"))).unwrap_or_default();
            vec![(side(van), side(naar))]
        }
    };
    for (old, new) in &pairs {
        lines.extend(pair(old, new, width));
    }
    if let Some(zin) = aside(w) {
        lines.extend(soft(zin, width));
    }
    let elders = b.zin_geheel().is_some() && w.stappen == b.stappen;
    lines.extend(w.door().filter(|_| !elders).map(|d| soft(&d, width)).into_iter().flatten());
    lines.push(Line::default());
    lines
}

/// What the two sides do not show.
fn aside(w: &Wijziging) -> Option<&'static str> {
    match &w.vorm {
        Vorm::Waarde(van, naar) if van == naar => Some("Alleen anders geschreven in het bestand."),
        Vorm::Tekst(words) if words.is_layout => Some("Alleen regels en spaties zijn anders; de woorden zijn gelijk."),
        Vorm::Tekst(words) if words.is_coarse => {
            Some("Dit is zo lang of zo anders dat hele zinnen zijn vergeleken, niet woorden.")
        }
        Vorm::Lijst { anders_geordend: true, .. } => Some("De volgorde is anders."),
        Vorm::Lijst { erbij, weg, .. } if erbij.is_empty() && weg.is_empty() => {
            Some("Een deel staat er vaker of minder vaak.")
        }
        _ => None,
    }
}

/// The sentences that changed, and those that stayed where one wants them; else a mark for those.
fn sentences(words: &Words, whole: bool) -> Vec<(Side, Side)> {
    let mut pairs: Vec<(Side, Side)> = Vec::new();
    let mut was_same = false;
    for s in words.sentences() {
        let is_same = s.is_same();
        if is_same && !whole {
            if !was_same {
                let mark = vec![("…".to_owned(), false)];
                pairs.push((mark.clone(), mark));
            }
        } else {
            pairs.push((s.old, s.new));
        }
        was_same = is_same;
    }
    pairs
}

/// The old and the new beside each other, or under each other. What stayed stands there once.
fn pair(old: &Side, new: &Side, width: usize) -> Vec<Line<'static>> {
    let is_same = old == new && old.iter().all(|(_, is_changed)| !is_changed);
    if width < WIDE {
        let room = width.saturating_sub(6).min(LONG);
        let side = |sign: &'static str, side: &Side, how: Style| -> Vec<Line<'static>> {
            flow(side, room, how)
                .into_iter()
                .map(|mut spans| {
                    spans.insert(0, Span::styled(format!("    {sign} "), how));
                    Line::from(spans)
                })
                .collect()
        };
        if is_same {
            return side(" ", new, style::dim());
        }
        return side("-", old, style::gone()).into_iter().chain(side("+", new, style::new())).collect();
    }
    let room = (width - 10) / 2;
    let (left, right) = (flow(old, room, style::gone()), flow(new, room, style::new()));
    let sign = |side: &[Vec<Span<'static>>], i: usize, sign: &'static str| {
        if i < side.len() && !is_same { sign } else { " " }
    };
    (0..left.len().max(right.len()))
        .map(|i| {
            let old = left.get(i).cloned().unwrap_or_default();
            let fill = room.saturating_sub(old.iter().map(|s| s.content.width()).sum());
            let mut spans = vec![Span::styled(format!("    {} ", sign(&left, i, "-")), style::gone())];
            spans.extend(old);
            spans.push(Span::raw(" ".repeat(fill)));
            spans.push(Span::styled(format!("  {} ", sign(&right, i, "+")), style::new()));
            spans.extend(right.get(i).cloned().unwrap_or_default());
            Line::from(spans)
        })
        .collect()
}

/// Text with marked parts, broken into lines of this width.
fn flow(side: &Side, width: usize, how: Style) -> Vec<Vec<Span<'static>>> {
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
    for (tekst, is_changed) in side {
        let s = if *is_changed { how } else { Style::default() };
        for c in zichtbaar(tekst.trim_end_matches('\n')).replace('\t', "  ").split_inclusive([' ', '\n']) {
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
