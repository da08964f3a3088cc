//! Draws the overview: themes with their afspraken, and a preview of the one that has the focus.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};
use unicode_width::UnicodeWidthStr;

use super::{at, cut, fit, scroll, wrap};
use crate::actions::zoek::Treffer;
use crate::agenda::proza::vloeiend;
use crate::agenda::tekst::{aantal, opsomming, zoekvorm};
use crate::agenda::{Afspraak, Stuk, volledigheid};
use crate::store::Gelezen;
use crate::tui::app::App;
use crate::tui::screens::overview::{Row, columns};
use crate::tui::style;

/// From this width on the preview stands beside the list.
const BREED: u16 = 110;

/// Draws it, and gives where the cursor stands.
pub fn draw(frame: &mut Frame<'_>, gebied: Rect, app: &App) -> Option<Position> {
    let gelezen = app.gelezen.as_ref()?;
    let (lijst, voorbeeld) = if gebied.width >= BREED {
        let [l, r] = Layout::horizontal([Constraint::Percentage(62), Constraint::Percentage(38)]).areas(gebied);
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
    if !o.filter.is_empty() || !o.is_alles() || !o.is_per_thema() {
        let gevonden = o.rows.iter().filter(|r| matches!(r, Row::Afspraak(_))).count();
        let mut delen = vec![aantal(gevonden, "afspraak", "afspraken")];
        if !o.filter.is_empty() {
            delen.push(format!("gezocht: {}", o.filter));
        }
        if !o.selectie.is_alles() {
            delen.push(o.selectie.omschrijving(&gelezen.agenda));
        }
        if let Some(v) = o.selectie.volgorde.filter(|_| !o.is_per_thema()) {
            delen.push(format!("volgorde: {}", v.label().to_lowercase()));
        }
        let breedte = usize::from(gebied.width);
        let tekst = if o.is_alles() {
            cut(&delen.join("; "), breedte)
        } else {
            let terug = "; Esc toont alles";
            format!("{}{terug}", cut(&delen.join("; "), breedte.saturating_sub(terug.len())))
        };
        frame.render_widget(Paragraph::new(Line::styled(tekst, style::warn())), Rect { height: 1, ..gebied });
        gebied = Rect { y: gebied.y + 1, height: gebied.height.saturating_sub(1), ..gebied };
    }
    let hoogte = usize::from(gebied.height).max(1);
    o.height.set(hoogte);
    o.top.set(scroll(o.top.get(), o.cursor, hoogte));
    if o.rows.is_empty() {
        let tekst = if o.is_alles() { "Er zijn nog geen thema’s." } else { "Niets gevonden. Esc toont alles." };
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
    super::spot_lines(app, gebied, o.top.get(), regels.len());
    frame.render_widget(Paragraph::new(regels), gebied);
    Some(at(gebied, 0, o.cursor.saturating_sub(o.top.get())))
}

fn line(row: &Row, gekozen: bool, gelezen: &Gelezen, app: &App, breedte: usize) -> Line<'static> {
    let teken = if gekozen { "> " } else { "  " };
    match row {
        Row::Thema(id) => {
            let naam = gelezen.agenda.themas.get(id).map_or(id.as_str(), |t| t.naam.as_str());
            let o = &app.overview;
            let n = match o.rows.iter().position(|r| matches!(r, Row::Thema(t) if t == id)).filter(|_| !o.is_alles()) {
                Some(kop) => {
                    let van_dit =
                        o.rows[kop + 1..].iter().take_while(|r| matches!(r, Row::Afspraak(_) | Row::Hit { .. }));
                    van_dit.filter(|r| matches!(r, Row::Afspraak(_))).count()
                }
                None => gelezen.agenda.afspraken_van(id).count(),
            };
            let tekst = fit(&format!("{teken}{naam} ({n})"), breedte);
            Line::styled(tekst, if gekozen { style::focus() } else { style::heading() })
        }
        Row::Onleesbaar(pad) => {
            let tekst = fit(&format!("{teken}! niet te lezen: {pad}"), breedte);
            Line::styled(tekst, if gekozen { style::focus() } else { style::error() })
        }
        Row::Hit { treffer, .. } => {
            let tekst = hit(treffer, &app.overview.filter, breedte.saturating_sub(15));
            let tekst = fit(&format!("{teken}           {tekst}"), breedte);
            Line::styled(tekst, if gekozen { style::focus() } else { style::dim() })
        }
        Row::Anders(stuk) => {
            let tekst = fit(&format!("{teken}{}: {}", stuk.soorten()[0].label(), stuk.titel(&gelezen.agenda)), breedte);
            Line::styled(tekst, if gekozen { style::focus() } else { style::heading() })
        }
        Row::Afspraak(id) => {
            let Some(g) = gelezen.agenda.afspraak(id) else { return Line::default() };
            let [status, trekker, deadline, mist] = columns(gelezen, &g.afspraak, app.vandaag);
            let has_draft = app.overview.drafts.iter().any(|s| s.afspraak() == Some(id));
            let mist = if has_draft { "klad".to_owned() } else { mist };
            let nummer = format!("{teken}  {id:<9}");
            let rechts = if breedte >= 92 {
                format!(" {} {} {} {}", fit(&status, 16), fit(&trekker, 14), fit(&deadline, 12), fit(&mist, 6))
            } else if breedte >= 72 {
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

/// A sentence with its field, cut so that what was searched for is in sight.
fn hit(treffer: &Treffer, gezocht: &str, breedte: usize) -> String {
    let zin = &treffer.zin;
    let ruimte = breedte.saturating_sub(treffer.veld.width() + 2);
    let gezocht: Vec<String> = gezocht.split_whitespace().map(zoekvorm).collect();
    let woorden: Vec<&str> = zin.split_whitespace().collect();
    let raak = |w: &&str| {
        let w = zoekvorm(w);
        gezocht.iter().any(|g| w.contains(g))
    };
    let eerste = woorden.iter().position(raak).unwrap_or(0);
    let tot_en_met: usize = woorden.iter().take(eerste + 1).map(|w| w.width() + 1).sum();
    let mut vanaf = if tot_en_met <= ruimte { 0 } else { eerste };
    // The words before the hit tell what it is about, as far as those after it leave room.
    let erna: usize = woorden.iter().skip(eerste + 1).map(|w| w.width() + 1).sum();
    let raakt = woorden.get(eerste).map_or(0, |w| w.width());
    let mut over = ruimte.saturating_sub(raakt + erna.min(ruimte / 2) + 2);
    while vanaf > 0 && woorden[vanaf - 1].width() < over {
        vanaf -= 1;
        over -= woorden[vanaf].width() + 1;
    }
    let begin = if vanaf > 0 { "…" } else { "" };
    cut(&format!("{}: {begin}{}", treffer.veld, woorden[vanaf..].join(" ")), breedte)
}

fn preview(frame: &mut Frame<'_>, gebied: Rect, app: &App, gelezen: &Gelezen, naast: bool) {
    let rand = Block::new().borders(if naast { Borders::LEFT } else { Borders::TOP }).border_style(style::dim());
    let binnen = rand.inner(gebied);
    frame.render_widget(rand, gebied);
    let breedte = usize::from(binnen.width).saturating_sub(1);
    let marge = Rect { x: binnen.x + 1, width: binnen.width.saturating_sub(1), ..binnen };
    let regels = match app.overview.current() {
        Some(Row::Afspraak(id) | Row::Hit { stuk: Stuk::Afspraak(id), .. }) => {
            gelezen.agenda.afspraak(id).map(|g| of_afspraak(gelezen, &g.afspraak, app, breedte))
        }
        Some(Row::Hit { stuk, treffer, .. }) => {
            let mut regels = vec![Line::styled(cut(&stuk.titel(&gelezen.agenda), breedte), style::bold())];
            regels.extend(wrap(&format!("{}: {}", treffer.veld, treffer.zin), breedte).into_iter().map(Line::raw));
            Some(regels)
        }
        Some(Row::Anders(stuk)) => Some(vec![Line::styled(cut(&stuk.titel(&gelezen.agenda), breedte), style::bold())]),
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
