//! Draws a page: a report to read, with lines that lead somewhere.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::dialog::frame_of;
use super::{at, fit, marked, wrap};
use crate::export::verslag::{Regel, Toon};
use crate::tui::app::App;
use crate::tui::dialogs::dialog::Page;
use crate::tui::keys::mouse::Spot;
use crate::tui::style;

/// Draws a page, and gives where the cursor stands.
pub fn draw(frame: &mut Frame<'_>, gebied: Rect, app: &App, p: &Page) -> Position {
    let binnen = frame_of(frame, gebied, &p.verslag.titel);
    let is_index = p.is_index();
    let (breedte, hoogte) = (usize::from(binnen.width), usize::from(binnen.height).max(1));
    let kantlijn = if is_index { 2 } else { 0 };
    let stukken = |i: usize| pieces(&p.verslag.regels[i], breedte.saturating_sub(kantlijn));
    let mut top = if is_index { p.top.get().min(p.cursor) } else { p.cursor };
    let erbij = |samen: usize, i: usize| Some(samen + stukken(i).len()).filter(|samen| *samen <= hoogte);
    let past_geheel = (0..p.verslag.regels.len()).try_fold(0, erbij).is_some();
    if is_index && past_geheel {
        top = 0;
    } else if is_index {
        // The focus comes into sight whole.
        let mut nodig: usize = (top..=p.cursor).map(|i| stukken(i).len()).sum();
        while nodig > hoogte && top < p.cursor {
            nodig -= stukken(top).len();
            top += 1;
        }
        // What stands above the first link is read first.
        if p.verslag.regels.iter().position(|r| r.doel.is_some()) == Some(p.cursor)
            && (0..=p.cursor).map(|i| stukken(i).len()).sum::<usize>() <= hoogte
        {
            top = 0;
        }
    }
    p.top.set(top);
    p.height.set(hoogte);
    let mut regels: Vec<Line<'_>> = Vec::new();
    let mut cursor = 0;
    let mut over = hoogte;
    let past = |i: &usize| {
        stukken(*i).len() <= over && {
            over -= stukken(*i).len();
            true
        }
    };
    let bottom = (top..p.verslag.regels.len()).take_while(past).last().unwrap_or(top);
    p.bottom.set(bottom);
    p.near.set((top..=bottom).filter(|i| p.is_link(*i)).min_by_key(|i| i.abs_diff(p.cursor)));
    let focus = p.focus();
    for (i, r) in p.verslag.regels.iter().enumerate().skip(top) {
        if regels.len() >= hoogte {
            break;
        }
        let gekozen = is_index && i == focus;
        if gekozen {
            cursor = regels.len();
        }
        let stijl = match r.toon {
            _ if gekozen && r.doel.is_some() => style::focus(),
            Toon::Gewoon => Style::default(),
            Toon::Kop => style::bold(),
            Toon::Zacht => style::dim(),
            Toon::LetOp => style::warn(),
        };
        if let Some(y) = u16::try_from(regels.len()).ok().filter(|y| is_index && *y < binnen.height) {
            app.put_spot(Rect { y: binnen.y + y, height: 1, ..binnen }, Spot::Line(i));
        }
        for (n, deel) in stukken(i).into_iter().enumerate() {
            let teken = match (is_index, gekozen && n == 0, r.doel.is_some() && n == 0) {
                (false, ..) => "",
                (_, true, true) => "> ",
                (_, _, true) => "· ",
                _ => "  ",
            };
            let mut regel = Line::styled(teken, stijl);
            regel.extend(deel);
            regels.push(regel);
        }
    }
    let is_meer = regels.len() > hoogte || bottom + 1 < p.verslag.regels.len();
    regels.truncate(hoogte);
    frame.render_widget(Paragraph::new(regels), binnen);
    if is_meer {
        below(frame, gebied);
    }
    at(binnen, 0, cursor)
}

/// Says in the border that there is more below.
fn below(frame: &mut Frame<'_>, gebied: Rect) {
    let tekst = " ↓ meer ";
    let breed = u16::try_from(tekst.width()).unwrap_or(8);
    let plek = Rect {
        x: gebied.right().saturating_sub(breed + 2),
        y: gebied.bottom().saturating_sub(1),
        width: breed,
        height: 1,
    };
    frame.render_widget(Span::styled(tekst, style::bold()), plek.intersection(gebied));
}

/// A line of a report, in lines of this width.
fn pieces(regel: &Regel, breedte: usize) -> Vec<Vec<Span<'static>>> {
    let diep = regel.delen.first().map_or(0, |(marge, _)| marge.len());
    if regel.delen.is_empty() || breedte <= diep {
        return hanging(&regel.tekst, breedte).into_iter().map(|deel| vec![Span::raw(deel)]).collect();
    }
    let mut rijen = marked::flow(&regel.delen[1..], breedte - diep, style::new());
    if rijen.is_empty() {
        rijen.push(Vec::new());
    }
    rijen.iter_mut().for_each(|rij| rij.insert(0, Span::raw(" ".repeat(diep))));
    rijen
}

/// Wraps a line, its next lines indented as deep as the line itself; what stands before a tab
/// becomes a column of its own.
fn hanging(regel: &str, breedte: usize) -> Vec<String> {
    if let Some((links, rechts)) = regel.split_once('\t') {
        let kolom = 16.min(breedte / 3);
        let delen = wrap(rechts, breedte.saturating_sub(kolom + 1));
        let links = |i: usize| if i == 0 { links } else { "" };
        return delen.into_iter().enumerate().map(|(i, d)| format!("{} {d}", fit(links(i), kolom))).collect();
    }
    let diep = regel.len() - regel.trim_start().len();
    let marge = " ".repeat(diep);
    let delen = wrap(regel.trim_start(), breedte.saturating_sub(diep));
    delen.into_iter().map(|d| format!("{marge}{d}")).collect()
}
