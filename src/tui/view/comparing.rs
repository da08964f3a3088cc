//! Draws what changed: `-` for what was, `+` for what is; beside each other where there is room.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::marked::{self, Side};
use super::{cut, fit, wrap};
use crate::agenda::tekst::aantal;
use crate::diff::Words;
use crate::export::vergelijking::{Bestand, Geheel, Soort, Vorm, Wijziging};
use crate::tui::app::App;
use crate::tui::screens::comparing::{Comparing, Drawn, Item};
use crate::tui::style;

/// From this width on the old text stands beside the new.
const WIDE: usize = 110;
/// Lines longer than this are hard to read.
const LONG: usize = 96;

/// Draws it.
pub fn draw(frame: &mut Frame<'_>, area: Rect, app: &App) {
    let Some(c) = &app.comparing else { return };
    let heading = heading(c, area);
    let rows = u16::try_from(heading.len()).unwrap_or(3);
    let [head, body] = Layout::vertical([Constraint::Length(rows), Constraint::Min(1)]).areas(area);
    frame.render_widget(Paragraph::new(heading), head);
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
    let long = focused.len();
    let offset = c.offset.min(long.saturating_sub(1));
    // Its own headings stand above it; what comes before those gets what room there is, a third at most.
    let room = if offset > 0 { 0 } else { (height / 3).max(2).min(height.saturating_sub(long)) };
    let (mut above, mut before) = (Vec::new(), 0);
    for i in (0..c.cursor).rev() {
        let drawn = item(c, i, width);
        let is_heading = offset == 0 && !(i + 1..c.cursor).any(|j| c.takes_focus(c.items[j]));
        let is_own = is_heading && !c.takes_focus(c.items[i]) && before + drawn.len() <= height / 2;
        if !is_own && before + drawn.len() > room {
            break;
        }
        before += drawn.len();
        above.push(drawn);
    }
    let mut all: Vec<Line<'static>> = above.into_iter().rev().flatten().collect();
    all.extend(focused.into_iter().skip(offset));
    let mut last =
        Drawn { item: c.cursor, rows: offset + height.saturating_sub(before), is_whole: all.len() <= height };
    for i in c.cursor + 1..c.items.len() {
        if all.len() >= height {
            break;
        }
        let (drawn, left) = (item(c, i, width), height - all.len());
        last = Drawn { item: i, rows: left, is_whole: drawn.len() <= left };
        all.extend(drawn);
    }
    c.drawn.set(last);
    all.truncate(height);
    frame.render_widget(Paragraph::new(all), body);
}

/// What is compared, how much there is and how much was seen.
fn heading(c: &Comparing, area: Rect) -> Vec<Line<'static>> {
    let width = usize::from(area.width);
    let (all, seen) = c.counted();
    let only = c.overzicht.alleen.as_ref().map(|a| format!("   alleen {a} (f)")).unwrap_or_default();
    let unread = match c.overzicht.ongelezen.len() {
        0 => String::new(),
        n => format!("   {} niet te lezen (c in het overzicht)", aantal(n, "bestand", "bestanden")),
    };
    let count = format!("{}, waarvan {seen} gezien{only}{unread}", aantal(all, "wijziging", "wijzigingen"));
    // In a low window what changed needs the room.
    let title = if area.height < 15 { vec![cut(&c.title(), width)] } else { wrap(&c.title(), width) };
    let title = title.into_iter().map(|row| Line::styled(row, style::heading()));
    title.chain([Line::styled(cut(&count, width), style::dim()), Line::default()]).collect()
}

/// The lines of an item.
fn item(c: &Comparing, i: usize, width: usize) -> Vec<Line<'static>> {
    let Some(item) = c.items.get(i).copied() else { return Vec::new() };
    match item {
        Item::Chapter(h) => {
            let titel = c.overzicht.hoofdstukken.get(h).map_or("", |h| h.titel);
            vec![Line::styled(titel.to_uppercase(), style::bold()), Line::default()]
        }
        Item::File(..) => c.file(item).map(|b| file(c, i, b, width)).unwrap_or_default(),
        Item::Change(..) => match (c.file(item), c.change(item)) {
            (Some(b), Some(w)) => change(c, i, b, w, width),
            _ => Vec::new(),
        },
    }
}

fn file(c: &Comparing, i: usize, b: &Bestand, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(cut(&b.kop(), width), style::heading())];
    let has_focus = i == c.cursor;
    if let Some(zin) = b.zin_geheel_kort() {
        let teken = match b.geheel {
            Geheel::Nieuw => "+ ",
            Geheel::Weg => "- ",
            _ => "",
        };
        lines.extend(marked(&format!("{teken}{zin}"), has_focus, c.is_seen(i), width));
        lines.extend(b.door().map(|d| soft(&d, has_focus || c.whole, width)).into_iter().flatten());
    }
    if let Some(bezwaar) = &b.bezwaar {
        let bezwaar = wrap(&format!("! {bezwaar}"), width.saturating_sub(2));
        lines.extend(bezwaar.into_iter().map(|r| Line::styled(format!("  {r}"), style::warn())));
    }
    lines.push(Line::default());
    lines
}

/// Lines that can have the focus, with a mark where it was seen.
fn marked(tekst: &str, has_focus: bool, is_seen: bool, width: usize) -> Vec<Line<'static>> {
    let mark = if is_seen { "✓ gezien" } else { "" };
    let room = width.saturating_sub(mark.width() + 3);
    let how = if has_focus { style::focus() } else { style::bold() };
    let pointer = if has_focus { "> " } else { "  " };
    let line = |(n, r): (usize, String)| {
        let (pointer, mark) = if n == 0 { (pointer, mark) } else { ("  ", "") };
        let tekst = format!("{pointer}{}", fit(&r, room));
        Line::from(vec![Span::styled(tekst, how), Span::styled(format!(" {mark}"), style::dim())])
    };
    wrap(tekst, room).into_iter().enumerate().map(line).collect()
}

/// Who, when and why; all of it where one looks, else its beginning.
fn soft(tekst: &str, whole: bool, width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(4).min(LONG);
    let tekst = if whole { tekst.to_owned() } else { cut(tekst, 2 * room.saturating_sub(2)) };
    wrap(&tekst, room).into_iter().map(|r| Line::styled(format!("    {r}"), style::dim())).collect()
}

fn change(c: &Comparing, i: usize, b: &Bestand, w: &Wijziging, width: usize) -> Vec<Line<'static>> {
    let (is_seen, has_focus) = (c.is_seen(i), i == c.cursor);
    let suffix = match (&w.vorm, w.soort) {
        (Vorm::Rij(_), Soort::Toegevoegd) => ": toegevoegd",
        (Vorm::Rij(_), _) => ": weggehaald",
        (Vorm::Volgorde(..), _) => ": andere volgorde",
        _ => "",
    };
    let mut lines = marked(&format!("{}{suffix}", w.label), has_focus, is_seen, width);
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
    let whole = has_focus || c.whole;
    lines.extend(w.kanttekeningen().iter().flat_map(|zin| soft(zin, true, width)));
    let elders = b.zin_geheel().is_some() && w.stappen == b.stappen;
    lines.extend(w.door().filter(|_| !elders).map(|d| soft(&d, whole, width)).into_iter().flatten());
    lines.push(Line::default());
    lines
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
            marked::flow(side, room, how)
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
    let (left, right) = (marked::flow(old, room, style::gone()), marked::flow(new, room, style::new()));
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
