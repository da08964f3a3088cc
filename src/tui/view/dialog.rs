//! Draws what stands over the screen.

use crate::tui::dialogs::dialog::FormField;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Clear, Paragraph};
use unicode_width::UnicodeWidthStr;

use super::{at, cut, fit, middle, page, scroll, spot_lines, wrap};
use crate::tui::app::App;
use crate::tui::dialogs::calendar::Calendar;
use crate::tui::dialogs::dialog::{Choice, Dialog, Editor, Form, Purpose, Question};
use crate::tui::dialogs::palette::Palette;
use crate::tui::keys::mouse::Spot;
use crate::tui::style;

/// Draws the topmost dialog over those below it, and gives where the cursor stands.
pub fn draw(frame: &mut Frame<'_>, gebied: Rect, app: &App) -> Option<Position> {
    let mut cursor = None;
    for dialog in &app.dialogs {
        app.clear_spots();
        cursor = match dialog {
            Dialog::Editor(e) => Some(editor(frame, gebied, app, e)),
            Dialog::Choice(c) => Some(choice(frame, gebied, app, c)),
            Dialog::Form(f) => Some(form(frame, gebied, app, f)),
            Dialog::Question(q) => Some(question(frame, gebied, app, q)),
            Dialog::Page(p) => Some(page::draw(frame, gebied, app, p)),
            Dialog::Palette(p) => Some(palette(frame, gebied, app, p)),
            Dialog::Calendar(c) => Some(calendar(frame, gebied, app, c)),
        };
    }
    cursor
}

/// Clears a place and frames it, and gives the room inside.
pub(super) fn frame_of(frame: &mut Frame<'_>, gebied: Rect, titel: &str) -> Rect {
    frame.render_widget(Clear, gebied);
    let titel = format!(" {} ", cut(titel, usize::from(gebied.width).saturating_sub(6)));
    let rand = Block::new().borders(Borders::ALL).title(Span::styled(titel, style::bold()));
    let binnen = rand.inner(gebied);
    frame.render_widget(rand, gebied);
    Rect { x: binnen.x + 1, width: binnen.width.saturating_sub(2), ..binnen }
}

fn editor(frame: &mut Frame<'_>, gebied: Rect, app: &App, e: &Editor) -> Position {
    let has_tips = !e.tips.is_empty();
    let breed = gebied.width.min(if has_tips && e.field.is_prose() { 150 } else { 100 });
    let uitleg = wrap(&e.uitleg, usize::from(breed).saturating_sub(4));
    let regels = u16::try_from(uitleg.len()).unwrap_or(2);
    let tipregels = if has_tips { 3 } else { 0 };
    // What is wrong is told whole, in at most three lines.
    let (oordeel, stijl) = match (e.oordeel(app.vandaag), e.privacy(app.vandaag)) {
        (_, Some(v)) => (format!("! {} {}", v.wat(), v.advies()), style::warn()),
        (Err(reden), _) => (format!("! {reden}"), style::warn()),
        (Ok(gelezen), _) => (gelezen.map(|g| format!("= {g}")).unwrap_or_default(), style::dim()),
    };
    let mut oordeel = wrap(&oordeel, usize::from(breed).saturating_sub(4));
    oordeel.truncate(3);
    let oordeelregels = u16::try_from(oordeel.len().max(1)).unwrap_or(1);
    let hoogte = if e.field.is_prose() {
        gebied.height.saturating_sub(2).clamp(8, 24)
    } else {
        4 + oordeelregels + regels + tipregels
    };
    // The search field stands at the top, so that what it finds is seen below it.
    let plaats = if e.purpose == Purpose::Filter {
        Rect { x: gebied.x, y: gebied.bottom().saturating_sub(hoogte), width: breed, height: hoogte.min(gebied.height) }
    } else {
        middle(gebied, breed, hoogte)
    };
    let binnen = frame_of(frame, plaats, &e.label);
    if e.purpose == Purpose::Note {
        let vak = plaats.intersection(frame.area());
        frame.buffer_mut().set_style(vak, style::private());
    }
    let uitlegvak = Rect { height: regels.min(binnen.height), ..binnen };
    frame.render_widget(
        Paragraph::new(uitleg.into_iter().map(|r| Line::styled(r, style::dim())).collect::<Vec<_>>()),
        uitlegvak,
    );
    // Beside the field where there is room, below the explanation where there is not.
    let (binnen, tip_lines) = tips(frame, binnen, regels, e);
    let regels = regels + tip_lines;
    let onder =
        Rect { y: binnen.bottom().saturating_sub(oordeelregels), height: oordeelregels.min(binnen.height), ..binnen };
    let oordeel: Vec<Line<'_>> = oordeel.into_iter().map(|r| Line::styled(r, stijl)).collect();
    frame.render_widget(Paragraph::new(oordeel), onder);
    let boven = binnen.y + regels + 1;
    let vak = Rect { y: boven.min(binnen.bottom()), height: onder.y.saturating_sub(boven).max(1), ..binnen };
    let vak = vak.intersection(frame.area());
    app.put_spot(vak, Spot::Text);
    e.field.render(vak, frame.buffer_mut())
}

/// Draws the tips, and gives the room that is left for the field and how many lines they took.
fn tips(frame: &mut Frame<'_>, binnen: Rect, onder: u16, e: &Editor) -> (Rect, u16) {
    let Some((tip, bron)) = e.tips.first() else { return (binnen, 0) };
    if binnen.width >= 120 {
        let [links, rechts] = Layout::horizontal([Constraint::Min(60), Constraint::Length(44)]).areas(binnen);
        let rand = Block::new().borders(Borders::LEFT).border_style(style::dim());
        let vak = rand.inner(rechts);
        let mut regels: Vec<Line<'_>> = Vec::new();
        for (tip, bron) in &e.tips {
            let breedte = usize::from(vak.width).saturating_sub(1);
            regels.extend(wrap(&format!("Tip: {tip}"), breedte).into_iter().map(|r| Line::raw(format!(" {r}"))));
            let bron = wrap(&format!("Bron: {bron}"), breedte);
            regels.extend(bron.into_iter().map(|r| Line::styled(format!(" {r}"), style::dim())));
            regels.push(Line::default());
        }
        frame.render_widget(rand, rechts);
        frame.render_widget(Paragraph::new(regels), vak);
        return (Rect { width: links.width.saturating_sub(1), ..links }, 0);
    }
    let mut regels = wrap(&format!("Tip: {tip} ({bron})"), binnen.width.into());
    if regels.len() > 3 {
        regels.truncate(3);
        if let Some(laatste) = regels.last_mut() {
            *laatste = format!("{} (F6: alles)", cut(laatste, usize::from(binnen.width).saturating_sub(12)));
            if !laatste.contains('…') {
                *laatste = laatste.replace(" (F6", "… (F6");
            }
        }
    }
    let n = u16::try_from(regels.len()).unwrap_or(3);
    let vak = Rect { y: binnen.y + onder, height: n, ..binnen }.intersection(binnen);
    frame.render_widget(Paragraph::new(regels.into_iter().map(Line::raw).collect::<Vec<_>>()), vak);
    (binnen, n)
}

fn choice(frame: &mut Frame<'_>, gebied: Rect, app: &App, c: &Choice) -> Position {
    let zichtbaar = c.zichtbaar();
    let breed = c.opties.iter().map(|(_, l)| l.width()).max().unwrap_or(20).max(c.uitleg.width()) + 12;
    let uitleg = wrap(&c.uitleg, usize::from(gebied.width.clamp(40, 100)).saturating_sub(4)).len();
    let hoogte = u16::try_from(zichtbaar.len().max(1) + 5 + uitleg).unwrap_or(u16::MAX).max(8);
    let plaats = middle(gebied, u16::try_from(breed).unwrap_or(80).clamp(40, 100), hoogte);
    let binnen = frame_of(frame, plaats, &c.label);
    let breedte = usize::from(binnen.width);
    let mut regels: Vec<Line<'_>> =
        wrap(&c.uitleg, breedte).into_iter().map(|r| Line::styled(r, style::dim())).collect();
    let hulp = match (c.filter.is_empty(), c.meer) {
        (false, _) => format!("Gezocht: {}", c.filter),
        (true, true) => "Spatie kiest of haalt weg; Enter is klaar; typen zoekt.".to_owned(),
        (true, false) => "Enter kiest; typen zoekt.".to_owned(),
    };
    regels.extend(wrap(&hulp, breedte).into_iter().map(|r| Line::styled(r, style::dim())));
    let kop = regels.len();
    let ruimte = usize::from(binnen.height).saturating_sub(kop).max(1);
    let top = scroll(0, c.cursor, ruimte);
    for (i, (woord, label)) in zichtbaar.iter().enumerate().skip(top).take(ruimte) {
        let vakje = match (c.meer, c.gekozen.contains(woord)) {
            (true, true) => "[x] ",
            (true, false) => "[ ] ",
            (false, true) => "(x) ",
            (false, false) => "( ) ",
        };
        let teken = if i == c.cursor { "> " } else { "  " };
        let tekst = fit(&format!("{teken}{vakje}{label}"), breedte);
        regels.push(if i == c.cursor { Line::styled(tekst, style::focus()) } else { Line::raw(tekst) });
    }
    if zichtbaar.is_empty() {
        regels.push(Line::raw("Niets gevonden; Backspace haalt letters weg."));
    }
    let onder = u16::try_from(kop).unwrap_or(2);
    let lijst = Rect { y: binnen.y + onder, height: binnen.height.saturating_sub(onder), ..binnen };
    spot_lines(app, lijst, top, zichtbaar.len().saturating_sub(top));
    frame.render_widget(Paragraph::new(regels), binnen);
    at(binnen, 0, kop + c.cursor.saturating_sub(top))
}

fn form(frame: &mut Frame<'_>, gebied: Rect, app: &App, f: &Form) -> Position {
    let breed = gebied.width.min(100);
    let breedte = usize::from(breed).saturating_sub(4);
    let mut regels: Vec<Line<'_>> =
        wrap(&f.uitleg, breedte).into_iter().map(|r| Line::styled(r, style::dim())).collect();
    regels.push(Line::default());
    let eerste = regels.len();
    let kop = f.velden.iter().map(|v| v.label.width()).max().unwrap_or(10).min(breedte / 2) + 2;
    let naam = |v: &FormField| {
        let optie = v.opties.iter().find(|(w, _)| *w == v.tekst).map(|(_, l)| l.clone());
        let partij = app.gelezen.as_ref().map(|g| crate::export::leesstuk::naam_van(&g.agenda, &v.tekst));
        optie.or(partij).unwrap_or_else(|| v.tekst.clone())
    };
    for (i, v) in f.velden.iter().enumerate() {
        let teken = if i == f.cursor { "> " } else { "  " };
        let waarde = if v.tekst.trim().is_empty() { "…".to_owned() } else { naam(v) };
        let links = fit(&format!("{teken}{}", v.label), kop + 2);
        let rechts = fit(&waarde, breedte.saturating_sub(kop + 2));
        let regel = Line::from(vec![Span::styled(links, style::bold()), Span::raw(rechts)]);
        regels.push(if i == f.cursor { regel.patch_style(style::focus()) } else { regel });
    }
    regels.push(Line::default());
    let uitleg = f.velden.get(f.cursor).map(|v| v.uitleg.clone()).unwrap_or_default();
    regels.extend(wrap(&uitleg, breedte).into_iter().map(|r| Line::styled(r, style::dim())));
    if let Some(fout) = &f.fout {
        regels.extend(wrap(&format!("! {fout}"), breedte).into_iter().map(|r| Line::styled(r, style::warn())));
    } else {
        let hoe = "Typ om in te vullen; Backspace maakt leeg; Ctrl+S is klaar.";
        regels.extend(wrap(hoe, breedte).into_iter().map(|r| Line::styled(r, style::dim())));
    }
    let hoogte = u16::try_from(regels.len() + 2).unwrap_or(u16::MAX);
    let binnen = frame_of(frame, middle(gebied, breed, hoogte), &f.titel);
    let top = scroll(0, eerste + f.cursor, usize::from(binnen.height).max(1));
    for i in 0..f.velden.len() {
        if let Some(y) =
            (eerste + i).checked_sub(top).and_then(|y| u16::try_from(y).ok()).filter(|y| *y < binnen.height)
        {
            app.put_spot(Rect { y: binnen.y + y, height: 1, ..binnen }, Spot::Line(i));
        }
    }
    frame.render_widget(Paragraph::new(regels.split_off(top)), binnen);
    at(binnen, kop + 2, (eerste + f.cursor).saturating_sub(top))
}

fn question(frame: &mut Frame<'_>, gebied: Rect, app: &App, q: &Question) -> Position {
    let breed = gebied.width.min(70);
    let breedte = usize::from(breed).saturating_sub(4);
    let mut regels: Vec<Line<'_>> = wrap(&q.vraag, breedte).into_iter().map(Line::raw).collect();
    // The answers are always in sight, however long the question is.
    let antwoordregels: usize = q.antwoorden.iter().map(|(_, t, _)| wrap(t, breedte.saturating_sub(6)).len()).sum();
    let ruimte = usize::from(gebied.height).saturating_sub(antwoordregels + 3).max(1);
    if regels.len() > ruimte {
        regels.truncate(ruimte.saturating_sub(1));
        regels.push(Line::styled("…", style::dim()));
    }
    regels.push(Line::default());
    let eerste = regels.len();
    let mut begin = Vec::new();
    for (toets, tekst, _) in &q.antwoorden {
        begin.push(regels.len());
        for (i, deel) in wrap(tekst, breedte.saturating_sub(6)).into_iter().enumerate() {
            let voor = if i == 0 { format!("  {toets}  ") } else { "     ".to_owned() };
            regels.push(Line::from(vec![Span::styled(voor, style::bold()), Span::raw(deel)]));
        }
    }
    let hoogte = u16::try_from(regels.len() + 2).unwrap_or(u16::MAX);
    let binnen = frame_of(frame, middle(gebied, breed, hoogte), "Even kiezen");
    for (n, y) in begin.into_iter().enumerate() {
        let plek = at(binnen, 0, y);
        app.put_spot(Rect { y: plek.y, height: 1, ..binnen }, Spot::Answer(n));
    }
    frame.render_widget(Paragraph::new(regels), binnen);
    at(binnen, 2, eerste)
}

fn palette(frame: &mut Frame<'_>, gebied: Rect, app: &App, p: &Palette) -> Position {
    let binnen = frame_of(frame, middle(gebied, 100, gebied.height.min(22)), "Wat wilt u doen?");
    let breedte = usize::from(binnen.width);
    let vraag = if p.query.is_empty() {
        Line::styled(cut("Typ een paar letters van een opdracht, een afspraak of een partij.", breedte), style::dim())
    } else {
        Line::raw(cut(&p.query, breedte.saturating_sub(1)))
    };
    let mut regels = vec![vraag];
    let ruimte = usize::from(binnen.height).saturating_sub(2).max(1);
    let top = scroll(0, p.cursor, ruimte);
    for (i, item) in p.found.iter().filter_map(|i| p.items.get(*i)).enumerate().skip(top).take(ruimte) {
        let gekozen = i == p.cursor;
        let teken = if gekozen { "> " } else { "  " };
        let rechts = if item.toets.is_empty() { String::new() } else { format!("  {}", item.toets) };
        let tussen = if item.uitleg.is_empty() { "" } else { ": " };
        let links = format!("{teken}{}{tussen}{}", item.label, item.uitleg);
        let links = fit(&links, breedte.saturating_sub(rechts.width()));
        let stijl = match (gekozen, item.why_not) {
            (true, _) => style::focus(),
            (false, Some(_)) => style::dim(),
            (false, None) => Style::default(),
        };
        regels.push(Line::styled(format!("{links}{rechts}"), stijl));
    }
    if p.found.is_empty() {
        regels.push(Line::raw("Niets gevonden; Backspace haalt letters weg."));
    }
    let onder = p.current().and_then(|i| i.why_not).map_or_else(String::new, |w| format!("Nu niet: {w}"));
    let voet = Rect { y: binnen.bottom().saturating_sub(1), height: 1.min(binnen.height), ..binnen };
    let lijst = Rect { y: binnen.y + 1, height: binnen.height.saturating_sub(2), ..binnen };
    spot_lines(app, lijst, top, p.found.len().saturating_sub(top));
    frame.render_widget(Paragraph::new(regels), binnen);
    frame.render_widget(Paragraph::new(Line::styled(fit(&onder, breedte), style::warn())), voet);
    at(binnen, p.query.width(), 0)
}

fn calendar(frame: &mut Frame<'_>, gebied: Rect, app: &App, c: &Calendar) -> Position {
    let binnen = frame_of(frame, middle(gebied, 34, 12), &c.dag.maand());
    let mut regels = vec![Line::styled(" ma  di  wo  do  vr  za  zo", style::dim())];
    let mut cursor = at(binnen, 0, 1);
    for (y, week) in c.weken().into_iter().enumerate() {
        let mut spans = Vec::new();
        for (x, dag) in week.into_iter().enumerate() {
            let tekst = dag.map_or_else(|| "    ".to_owned(), |d| format!("{:>3} ", d.dag()));
            let stijl = match dag {
                Some(d) if d == c.dag => style::focus(),
                Some(d) if d == app.vandaag => style::bold(),
                _ => Style::default(),
            };
            if dag == Some(c.dag) {
                cursor = at(binnen, x * 4 + 1, y + 1);
            }
            spans.push(Span::styled(tekst, stijl));
        }
        regels.push(Line::from(spans));
    }
    regels.push(Line::default());
    regels.push(Line::raw(c.dag.lang()));
    frame.render_widget(Paragraph::new(regels), binnen);
    cursor
}
