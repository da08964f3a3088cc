//! Draws the overview: themes with their afspraken, and a preview of the one that has the focus.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};
use unicode_width::UnicodeWidthStr;

use super::{at, cut, fit, scroll, wrap};
use crate::agenda::proza::vloeiend;
use crate::agenda::tekst::{aantal, opsomming};
use crate::agenda::{Afspraak, volledigheid};
use crate::store::Gelezen;
use crate::tui::app::App;
use crate::tui::overview::{Row, columns};
use crate::tui::style;

/// From this width on the preview stands beside the list.
const BREED: u16 = 110;

/// Draws it, and gives where the cursor stands.
pub fn draw(frame: &mut Frame<'_>, gebied: Rect, app: &App) -> Option<Position> {
    let gelezen = app.gelezen.as_ref()?;
    let (lijst, voorbeeld) = if gebied.width >= BREED {
        let [l, r] = Layout::horizontal([Constraint::Percentage(55), Constraint::Percentage(45)]).areas(gebied);
        (l, r)
    } else {
        let [b, o] =
            Layout::vertical([Constraint::Min(4), Constraint::Length((gebied.height / 3).min(8))]).areas(gebied);
        (b, o)
    };
    preview(frame, voorbeeld, app, gelezen, gebied.width >= BREED);
    list(frame, lijst, app, gelezen)
}

fn list(frame: &mut Frame<'_>, gebied: Rect, app: &App, gelezen: &Gelezen) -> Option<Position> {
    let o = &app.overview;
    let mut gebied = gebied;
    if !o.filter.is_empty() {
        let gevonden = o.rows.iter().filter(|r| matches!(r, Row::Afspraak(_))).count();
        let tekst =
            format!("Gezocht: {}  ({}; Esc toont weer alles)", o.filter, aantal(gevonden, "afspraak", "afspraken"));
        frame.render_widget(
            Paragraph::new(Line::styled(cut(&tekst, gebied.width.into()), style::warn())),
            Rect { height: 1, ..gebied },
        );
        gebied = Rect { y: gebied.y + 1, height: gebied.height.saturating_sub(1), ..gebied };
    }
    let hoogte = usize::from(gebied.height).max(1);
    o.height.set(hoogte);
    o.top.set(scroll(o.top.get(), o.cursor, hoogte));
    if o.rows.is_empty() {
        let tekst = if o.filter.is_empty() { "Er zijn nog geen thema’s." } else { "Niets gevonden." };
        frame.render_widget(Paragraph::new(tekst), gebied);
        return None;
    }
    let regels: Vec<Line<'_>> = o
        .rows
        .iter()
        .enumerate()
        .skip(o.top.get())
        .take(hoogte)
        .map(|(i, row)| line(row, i == o.cursor, gelezen, app, gebied.width.into()))
        .collect();
    frame.render_widget(Paragraph::new(regels), gebied);
    Some(at(gebied, 0, o.cursor.saturating_sub(o.top.get())))
}

fn line(row: &Row, gekozen: bool, gelezen: &Gelezen, app: &App, breedte: usize) -> Line<'static> {
    let teken = if gekozen { "> " } else { "  " };
    match row {
        Row::Thema(id) => {
            let naam = gelezen.agenda.themas.get(id).map_or(id.as_str(), |t| t.naam.as_str());
            let n = gelezen.agenda.afspraken_van(id).count();
            let tekst = fit(&format!("{teken}{naam} ({n})"), breedte);
            Line::styled(tekst, if gekozen { style::focus() } else { style::heading() })
        }
        Row::Onleesbaar(pad) => {
            let tekst = fit(&format!("{teken}! niet te lezen: {pad}"), breedte);
            Line::styled(tekst, if gekozen { style::focus() } else { style::error() })
        }
        Row::Afspraak(id) => {
            let Some(g) = gelezen.agenda.afspraak(id) else { return Line::default() };
            let (status, deadline, mist) = columns(gelezen, &g.afspraak, app.vandaag);
            let nummer = format!("{teken}  {id:<9}");
            let rechts = if breedte >= 72 {
                format!(" {} {} {}", fit(&status, 16), fit(&deadline, 12), fit(&mist, 6))
            } else if breedte >= 50 {
                format!(" {} {}", fit(&status, 14), fit(&mist, 6))
            } else {
                format!(" {mist}")
            };
            let titel = fit(&g.afspraak.titel, breedte.saturating_sub(nummer.width() + rechts.width()));
            if gekozen {
                return Line::styled(format!("{nummer}{titel}{rechts}"), style::focus());
            }
            Line::from(vec![Span::styled(nummer, style::dim()), Span::raw(titel), Span::styled(rechts, style::dim())])
        }
    }
}

fn preview(frame: &mut Frame<'_>, gebied: Rect, app: &App, gelezen: &Gelezen, naast: bool) {
    let rand = Block::new().borders(if naast { Borders::LEFT } else { Borders::TOP }).border_style(style::dim());
    let binnen = rand.inner(gebied);
    frame.render_widget(rand, gebied);
    let breedte = usize::from(binnen.width).saturating_sub(1);
    let marge = Rect { x: binnen.x + 1, width: binnen.width.saturating_sub(1), ..binnen };
    let regels = match app.overview.current() {
        Some(Row::Afspraak(id)) => gelezen.agenda.afspraak(id).map(|g| of_afspraak(gelezen, &g.afspraak, app, breedte)),
        Some(Row::Thema(id)) => gelezen.agenda.themas.get(id).map(|t| {
            let mut regels = vec![Line::styled(cut(&t.naam, breedte), style::bold())];
            let visie = t.visie.as_deref().map_or_else(|| "Dit thema heeft nog geen visie.".to_owned(), vloeiend);
            regels.extend(wrap(&visie, breedte).into_iter().map(Line::raw));
            regels
        }),
        Some(Row::Onleesbaar(pad)) => {
            let bevinding = gelezen.bevindingen.iter().find(|b| b.bestand == *pad);
            bevinding
                .map(|b| wrap(&format!("{} {}", b.melding, b.advies), breedte).into_iter().map(Line::raw).collect())
        }
        None => None,
    };
    frame.render_widget(Paragraph::new(regels.unwrap_or_default()), marge);
}

fn of_afspraak(gelezen: &Gelezen, a: &Afspraak, app: &App, breedte: usize) -> Vec<Line<'static>> {
    let agenda = &gelezen.agenda;
    let mut regels: Vec<Line<'_>> =
        wrap(&a.titel, breedte).into_iter().map(|r| Line::styled(r, style::bold())).collect();
    let trekkers: Vec<&str> = a.trekker.iter().map(|p| agenda.partijnaam(p)).collect();
    let mut feiten = vec![agenda.status(&a.id).label().to_owned()];
    if !trekkers.is_empty() {
        feiten.push(format!("trekker {}", opsomming(&trekkers)));
    }
    if let Some((datum, wat)) = agenda.eerste_deadline(a, app.vandaag) {
        feiten.push(format!("{}: {wat}", datum.kort()));
    }
    regels.extend(wrap(&feiten.join("; "), breedte).into_iter().map(|r| Line::styled(r, style::dim())));
    let ontbreekt: Vec<String> = volledigheid::ontbreekt(a).iter().map(|v| v.label.to_lowercase()).collect();
    if !ontbreekt.is_empty() && a.einde.is_none() {
        let tekst = format!("Nog nodig voor overeenstemming: {}.", opsomming(&ontbreekt));
        regels.extend(wrap(&tekst, breedte).into_iter().map(|r| Line::styled(r, style::warn())));
    }
    for (kop, tekst) in [("Doel", &a.doel), ("Beoogd resultaat", &a.resultaat), ("Aanleiding", &a.aanleiding)] {
        if let Some(tekst) = tekst {
            regels.push(Line::default());
            regels.push(Line::styled(kop, style::bold()));
            regels.extend(wrap(&vloeiend(tekst), breedte).into_iter().map(Line::raw));
        }
    }
    regels
}
