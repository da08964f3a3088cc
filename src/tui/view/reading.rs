//! Draws an afspraak as a document.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};

use super::table::Table;
use super::{at, cut, wrap};
use crate::agenda::Bestandsoort;
use crate::agenda::tekst::aantal;
use crate::agenda::veld::Plicht;
use crate::tui::app::App;
use crate::tui::keys::mouse::Spot;
use crate::tui::screens::reader::{Item, Reader};
use crate::tui::style;

/// From this width on the outline stands beside the document.
const BREED: u16 = 110;
/// Lines longer than this are hard to read.
const REGEL: u16 = 96;

/// Draws it, and gives where the cursor stands.
pub fn draw(frame: &mut Frame<'_>, gebied: Rect, app: &App) -> Option<Position> {
    let reader = app.reader.as_ref()?;
    let [kop, rest] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(gebied);
    let agenda = &app.gelezen.as_ref()?.agenda;
    let waarvan = match reader.concept.thema() {
        Some(thema) => agenda.themas.get(thema).map_or_else(|| thema.to_string(), |t| t.naam.clone()),
        None => reader.concept.stuk().titel(agenda),
    };
    let open = reader.concept.afspraak().map_or(0, |id| agenda.open_opmerkingen(id));
    let opmerkingen = if open == 0 {
        String::new()
    } else {
        format!("   {} (m)", aantal(open, "open opmerking", "open opmerkingen"))
    };
    let naam = format!("{}  {waarvan}{opmerkingen}", reader.concept.stuk());
    let notitie = if reader.has_note { "   interne notitie (t)" } else { "" };
    let ruimte = usize::from(kop.width).saturating_sub(notitie.len());
    let regel = vec![Span::styled(cut(&naam, ruimte), style::heading()), Span::styled(notitie, style::private())];
    frame.render_widget(Paragraph::new(Line::from(regel)), kop);
    let document = if gebied.width >= BREED {
        let [links, rechts] = Layout::horizontal([Constraint::Length(32), Constraint::Min(40)]).areas(rest);
        outline(frame, links, reader);
        rechts
    } else {
        rest
    };
    body(frame, Rect { width: document.width.min(REGEL), ..document }, app, reader)
}

fn outline(frame: &mut Frame<'_>, gebied: Rect, reader: &Reader) {
    let rand = Block::new().borders(Borders::RIGHT).border_style(style::dim());
    let binnen = rand.inner(gebied);
    frame.render_widget(rand, gebied);
    let mut regels = Vec::new();
    let mut gekozen = 0;
    for (i, item) in reader.items.iter().enumerate() {
        let (tekst, stijl) = match item {
            Item::Heading(soort) => (heading(*soort).to_owned(), style::bold()),
            Item::Field { label, .. } => (format!("  {label}"), ratatui::style::Style::default()),
            Item::Group { veld, aantal, .. } => {
                (format!("  {} ({aantal})", veld.label), ratatui::style::Style::default())
            }
            Item::Row { .. } => {
                if i == reader.cursor {
                    gekozen = regels.len().saturating_sub(1);
                }
                continue;
            }
        };
        if i == reader.cursor {
            gekozen = regels.len();
        }
        regels.push(Line::styled(cut(&tekst, binnen.width.into()), stijl));
    }
    if let Some(regel) = regels.get_mut(gekozen) {
        *regel = std::mem::take(regel).patch_style(style::focus());
    }
    let hoogte = usize::from(binnen.height).max(1);
    let top = (gekozen + hoogte / 2).saturating_sub(hoogte).min(regels.len().saturating_sub(hoogte));
    frame.render_widget(Paragraph::new(regels.split_off(top)), binnen);
}

fn heading(soort: Bestandsoort) -> &'static str {
    match soort {
        Bestandsoort::Voortgang => "VOORTGANG",
        Bestandsoort::Beheer => "BEHEER",
        Bestandsoort::Overleg => "OVERLEG",
        Bestandsoort::Thema => "THEMA",
        Bestandsoort::Partij => "PARTIJ",
        Bestandsoort::Voorblad => "VOORBLAD",
        Bestandsoort::Afspraak | Bestandsoort::Opmerking | Bestandsoort::Uitzondering => "AFSPRAAK",
    }
}

fn body(frame: &mut Frame<'_>, gebied: Rect, app: &App, reader: &Reader) -> Option<Position> {
    let breedte = usize::from(gebied.width).saturating_sub(2);
    let mut regels: Vec<Line<'_>> = Vec::new();
    let mut plaatsen = Vec::with_capacity(reader.items.len());
    let mut tabel = None;
    for (i, item) in reader.items.iter().enumerate() {
        let begin = regels.len();
        if let Item::Group { .. } = item {
            let rijen: Vec<&Item> =
                reader.items[i + 1..].iter().take_while(|i| matches!(i, Item::Row { .. })).collect();
            tabel = Table::of(&rijen, breedte);
        }
        match (item, &tabel) {
            (Item::Row { cellen, .. }, Some(tabel)) => {
                regels.extend(tabel.row(cellen, i == reader.cursor));
                if !matches!(reader.items.get(i + 1), Some(Item::Row { .. })) {
                    regels.push(Line::default());
                }
            }
            (Item::Group { .. }, Some(tabel)) => {
                lines(item, i == reader.cursor, breedte, &mut regels);
                regels.push(tabel.header());
            }
            _ => lines(item, i == reader.cursor, breedte, &mut regels),
        }
        if let Some(norm) = reader.norm_at(item) {
            let laatste = regels.pop().filter(|r| r.width() > 0);
            regels.extend(laatste);
            regels.extend(wrap(norm, breedte).into_iter().map(|r| Line::styled(format!("  {r}"), style::dim())));
            regels.push(Line::default());
        }
        for zin in reader.amiss_at(item) {
            // Right below what it is about, before the empty line.
            let laatste = regels.pop().filter(|r| r.width() > 0);
            regels.extend(laatste);
            regels.extend(
                wrap(&format!("! {zin}"), breedte).into_iter().map(|r| Line::styled(format!("  {r}"), style::warn())),
            );
            regels.push(Line::default());
        }
        plaatsen.push((begin, regels.len() - begin));
    }
    let hoogte = usize::from(gebied.height).max(1);
    let (begin, lengte) = plaatsen.get(reader.cursor).copied().unwrap_or_default();
    let mut top = reader.top.get();
    // The focus comes into sight whole, or from its first line when it is longer than the screen;
    // inside such a long one the user scrolls freely.
    let buiten = begin >= top + hoogte || begin + lengte <= top;
    if lengte < hoogte {
        if begin < top {
            top = begin;
        } else if begin + lengte > top + hoogte {
            top = begin + lengte - hoogte;
        }
    } else if buiten {
        top = begin;
    }
    top = top.min(regels.len().saturating_sub(hoogte));
    reader.top.set(top);
    reader.height.set(hoogte);
    for (i, (van, n)) in plaatsen.iter().enumerate() {
        let (boven, onder) = ((*van).max(top), (van + n).min(top + hoogte));
        if boven < onder {
            let y = gebied.y + u16::try_from(boven - top).unwrap_or(0);
            let height = u16::try_from(onder - boven).unwrap_or(1);
            app.put_spot(Rect { y, height, ..gebied }, Spot::Line(i));
        }
    }
    *reader.lines.borrow_mut() = plaatsen;
    let zichtbaar: Vec<Line<'_>> = regels.into_iter().skip(top).take(hoogte).collect();
    frame.render_widget(Paragraph::new(zichtbaar), gebied);
    Some(at(gebied, 0, begin.saturating_sub(top)))
}

fn lines(item: &Item, gekozen: bool, breedte: usize, uit: &mut Vec<Line<'static>>) {
    let teken = if gekozen { "> " } else { "  " };
    let kopstijl = if gekozen { style::focus() } else { style::bold() };
    match item {
        Item::Heading(soort) => {
            if !uit.is_empty() {
                uit.push(Line::default());
            }
            uit.push(Line::styled(
                format!("{teken}{}", heading(*soort)),
                if gekozen { style::focus() } else { style::heading() },
            ));
        }
        Item::Field { label, tekst, veld, .. } => {
            uit.push(Line::styled(format!("{teken}{}", cut(label, breedte)), kopstijl));
            match tekst {
                Some(tekst) => uit.extend(wrap(tekst, breedte).into_iter().map(|r| Line::raw(format!("  {r}")))),
                None if veld.plicht == Plicht::Verplicht => {
                    let wat = wrap("nog niet ingevuld; nodig voor overeenstemming", breedte);
                    uit.extend(wat.into_iter().map(|r| Line::styled(format!("  {r}"), style::warn())));
                }
                None => uit.push(Line::styled("  nog niet ingevuld", style::dim())),
            }
            uit.push(Line::default());
        }
        Item::Group { veld, aantal, som, .. } => {
            uit.push(Line::styled(format!("{teken}{}", cut(veld.label, breedte)), kopstijl));
            if let Some(som) = som {
                uit.extend(wrap(som, breedte).into_iter().map(|r| Line::styled(format!("  {r}"), style::dim())));
            }
            if *aantal == 0 {
                let stijl = if veld.plicht == Plicht::Verplicht { style::warn() } else { style::dim() };
                let reden = if veld.plicht == Plicht::Verplicht { "; nodig voor overeenstemming" } else { "" };
                uit.push(Line::styled(cut(&format!("  nog geen regels{reden}; n voegt er een toe"), breedte), stijl));
                uit.push(Line::default());
            }
        }
        Item::Row { cellen, .. } => {
            let mut eerste = true;
            for (label, tekst) in cellen {
                let regels = wrap(&format!("{label}: {tekst}"), breedte.saturating_sub(2));
                for (i, r) in regels.into_iter().enumerate() {
                    let voor = if eerste { format!("{teken}- ") } else { "    ".to_owned() };
                    let spans =
                        match (i == 0).then(|| r.strip_prefix(&format!("{label}: ")).map(str::to_owned)).flatten() {
                            Some(rest) => vec![Span::styled(format!("{label}: "), style::dim()), Span::raw(rest)],
                            None => vec![Span::raw(r)],
                        };
                    let mut regel =
                        vec![Span::styled(voor, if gekozen && eerste { style::focus() } else { style::dim() })];
                    regel.extend(spans);
                    uit.push(Line::from(regel));
                    eerste = false;
                }
            }
            if eerste {
                uit.push(Line::styled(format!("{teken}- lege regel"), kopstijl));
            }
            uit.push(Line::default());
        }
    }
}
