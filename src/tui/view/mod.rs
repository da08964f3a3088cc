//! Draws the state; decides nothing.

mod comparing;
mod dialog;
mod marked;
mod overview;
mod page;
mod reading;
mod start;
mod table;

use crate::tui::action::Entry;
use crate::tui::keys::key::Key;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::style;
use crate::agenda::tekst::{aantal, zichtbaar};
use crate::tui::action::{Action, Place, entries, keys};
use crate::tui::app::{App, Screen};
use crate::tui::dialogs::dialog::{Dialog, Purpose};
use crate::tui::keys::mouse::Spot;

/// Draws everything.
pub fn draw(frame: &mut Frame<'_>, app: &App) {
    let gebied = frame.area();
    app.clear_spots();
    if gebied.width < 20 || gebied.height < 6 {
        frame.render_widget(Paragraph::new("Maak het venster groter."), gebied);
        return;
    }
    let melding = notice(app, gebied.width);
    let meest = if app.tour_says().is_some() { 6 } else { 3 };
    let hoogte = u16::try_from(melding.len()).unwrap_or(1).clamp(1, meest);
    let toetsen = footer_keys(app, gebied);
    let [kop, midden, onder, voet] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(3),
        Constraint::Length(hoogte),
        Constraint::Length(u16::try_from(toetsen.len()).unwrap_or(1).max(1)),
    ])
    .areas(gebied);
    frame.render_widget(Paragraph::new(header(app, kop.width)), kop);
    let cursor = match app.screen {
        Screen::Start => start::draw(frame, midden, app),
        Screen::Overview => overview::draw(frame, midden, app),
        Screen::Reading => reading::draw(frame, midden, app),
        Screen::Comparing => {
            comparing::draw(frame, midden, app);
            None
        }
    };
    frame.render_widget(Paragraph::new(melding), onder);
    let cursor = dialog::draw(frame, midden, app).or(cursor);
    // Which line of a page has the focus is known now.
    let mut toetsen = footer_keys(app, gebied);
    toetsen.truncate(usize::from(voet.height));
    frame.render_widget(Paragraph::new(footer(app, voet, &toetsen)), voet);
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// The name of what is open, and for whom one works.
fn header(app: &App, breedte: u16) -> Line<'static> {
    let naam = app.gelezen.as_ref().map_or("oogo", |g| g.agenda.voorblad.naam.as_str());
    let voor = match (&app.gelezen, &app.wie) {
        (Some(g), Some(w)) if app.read_only => format!("alleen lezen, voor {}", g.agenda.partijnaam(&w.partij)),
        (Some(g), Some(w)) => format!("voor {}", g.agenda.partijnaam(&w.partij)),
        (Some(_), None) if app.read_only => "alleen lezen".to_owned(),
        (Some(_), None) => "partij nog niet gekozen (w)".to_owned(),
        _ => String::new(),
    };
    // For whom one acts stands there in full; the name of what is open gives way.
    let voor = cut(&voor, usize::from(breedte));
    let ruimte = usize::from(breedte).saturating_sub(voor.width() + 2);
    let naam = if ruimte < 6 { String::new() } else { cut(naam, ruimte) };
    let tussen = usize::from(breedte).saturating_sub(naam.width() + voor.width());
    Line::from(vec![Span::styled(naam, style::bold()), Span::raw(" ".repeat(tussen)), Span::raw(voor)])
}

/// What happened, what goes on, what waits.
fn notice(app: &App, breedte: u16) -> Vec<Line<'static>> {
    if let Some((label, bezig)) = app.busy.iter().find_map(|b| Some((b.label?, b))) {
        let stopt = if bezig.wanted.is_some() { " (Esc stopt)" } else { "" };
        return vec![Line::styled(format!("{label}{stopt}"), style::dim())];
    }
    if let Some(n) = &app.notice {
        let stijl = if n.fout { style::error() } else { style::bold() };
        let teken = if n.fout { "! " } else { "" };
        let melding = wrap(&format!("{teken}{}", n.tekst), usize::from(breedte));
        return melding.into_iter().map(|r| Line::styled(r, stijl)).chain(tour(app, breedte)).collect();
    }
    let tour = tour(app, breedte);
    if !tour.is_empty() {
        return tour;
    }
    let mut delen = Vec::new();
    if let Some(r) = app.reader.as_ref().filter(|r| r.concept.is_gewijzigd()) {
        delen.push(format!("Nog niet opgeslagen: {}.", crate::agenda::tekst::opsomming(&r.concept.gewijzigd())));
    }
    if app.screen == Screen::Overview && !app.outside.is_empty() {
        delen.push(format!(
            "{} buiten oogo gewijzigd; o slaat dat op.",
            aantal(app.outside.len(), "bestand is", "bestanden zijn")
        ));
    }
    vec![Line::styled(cut(&delen.join(" "), usize::from(breedte)), style::warn())]
}

/// What the tour says now.
fn tour(app: &App, breedte: u16) -> Vec<Line<'static>> {
    let says = app.tour_says().map(|says| wrap(&says, usize::from(breedte))).unwrap_or_default();
    says.into_iter().map(|r| Line::styled(r, style::heading())).collect()
}

/// A narrow window needs two lines to name the keys that one cannot do without; one that is not low has room
/// for them.
fn footer_rows(gebied: Rect) -> usize {
    let is_smal = (gebied.width < 60 && gebied.height >= 10) || (gebied.width < 110 && gebied.height >= 20);
    if is_smal { 2 } else { 1 }
}

/// The keys that work here, as many as fit, line by line.
fn footer_keys(app: &App, gebied: Rect) -> Vec<Vec<&'static Entry>> {
    let place = app.place();
    if place == Place::Question {
        return Vec::new();
    }
    let answers = matches!(app.dialogs.last(), Some(Dialog::Editor(e)) if !matches!(e.purpose, Purpose::Value(..)));
    // What does not work now would only take room; in a field that is no part of a text Ctrl+S only
    // confirms, as Enter does.
    let works = |e: &&'static Entry| {
        e.footer
            && e.needs.iter().all(|n| n.missing(app).is_none())
            && !(e.action == Action::Save && answers && place == Place::Line)
    };
    let alle: Vec<_> = entries(place).filter(works).collect();
    let most = footer_rows(gebied);
    let breed = |e: &&'static Entry| key_width(app, e, place);
    // The first action, the way out and help come before the rest where room is short.
    let eerst = |i: &usize| *i == 0 || matches!(alle[*i].action, Action::Back | Action::Help | Action::Quit);
    let volgorde = (0..alle.len()).filter(eerst).chain((0..alle.len()).filter(|i| !eerst(i)));
    let (mut tonen, mut regels): (Vec<usize>, _) = (Vec::new(), Vec::new());
    for i in volgorde {
        let mut met = tonen.clone();
        met.push(i);
        met.sort_unstable();
        let welke = met.iter().map(|i| alle[*i]);
        if let Some(past) = rows(welke, usize::from(gebied.width), most, breed) {
            (tonen, regels) = (met, past);
        }
    }
    regels
}

/// The label of the key that the footer shows.
fn key_label(e: &'static Entry, place: Place) -> String {
    keys(e, place).next().map(Key::label).unwrap_or_default()
}

/// What a key does here, in a word.
fn word(app: &App, e: &'static Entry) -> &'static str {
    let is_choice = matches!(app.dialogs.last(), Some(Dialog::Editor(e)) if matches!(e.purpose, Purpose::OwnText(..)));
    match e.action {
        Action::Save if is_choice => "klaar, dit gebruiken",
        Action::Back if is_choice => "terug",
        _ => e.label,
    }
}

fn key_width(app: &App, e: &'static Entry, place: Place) -> usize {
    key_label(e, place).width() + word(app, e).width() + 3
}

/// Draws the keys that work here.
fn footer(app: &App, voet: Rect, toetsen: &[Vec<&'static Entry>]) -> Vec<Line<'static>> {
    let place = app.place();
    if place == Place::Question {
        return vec![Line::styled(cut("Kies met een letter; Esc gaat terug.", voet.width.into()), style::dim())];
    }
    let mut y = voet.y;
    let teken = |regel: &Vec<&'static Entry>| {
        let (mut x, mut spans) = (voet.x, Vec::new());
        for e in regel {
            let breed = u16::try_from(key_width(app, e, place)).unwrap_or(voet.width);
            app.put_spot(Rect { x, y, width: breed, height: 1 }, Spot::Key(e));
            x = x.saturating_add(breed);
            spans.push(Span::styled(key_label(e, place), style::bold()));
            spans.push(Span::styled(format!(" {}  ", word(app, e)), style::dim()));
        }
        y = y.saturating_add(1);
        Line::from(spans)
    };
    toetsen.iter().map(teken).collect()
}

/// Divides these over at most so many lines; none when they do not fit.
fn rows<T>(
    welke: impl Iterator<Item = T>,
    breedte: usize,
    most: usize,
    breed: impl Fn(&T) -> usize,
) -> Option<Vec<Vec<T>>> {
    let (mut regels, mut over) = (vec![Vec::new()], breedte);
    for een in welke {
        let nodig = breed(&een);
        if nodig > over {
            if regels.len() >= most || nodig > breedte {
                return None;
            }
            regels.push(Vec::new());
            over = breedte;
        }
        over -= nodig;
        regels.last_mut()?.push(een);
    }
    Some(regels)
}

/// Text broken into lines of this width, never steering the terminal. A list item's next lines
/// are indented.
pub(super) fn wrap(tekst: &str, breedte: usize) -> Vec<String> {
    let tekst = zichtbaar(tekst);
    let mut regels = Vec::new();
    for regel in tekst.split('\n') {
        let regel = regel.replace('\t', "  ");
        let inspringing = if regel.starts_with("- ") { "  " } else { "" };
        // A number such as lv-k7qm stays whole.
        let opties = textwrap::Options::new(breedte.max(4))
            .subsequent_indent(inspringing)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        regels.extend(textwrap::wrap(&regel, opties).into_iter().map(std::borrow::Cow::into_owned));
    }
    regels
}

/// Text of at most this width; what does not fit ends in `…`.
pub(super) fn cut(tekst: &str, breedte: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let tekst = zichtbaar(tekst).replace(['\n', '\t'], " ");
    if tekst.width() <= breedte {
        return tekst;
    }
    let mut uit = String::new();
    for stuk in tekst.graphemes(true) {
        if uit.width() + stuk.width() + 1 > breedte {
            break;
        }
        uit.push_str(stuk);
    }
    if breedte > 0 {
        uit.push('…');
    }
    uit
}

/// Text filled up with spaces to exactly this width.
pub(super) fn fit(tekst: &str, breedte: usize) -> String {
    let tekst = cut(tekst, breedte);
    let vul = breedte.saturating_sub(tekst.width());
    format!("{tekst}{}", " ".repeat(vul))
}

/// The first row to show, so that the focus is in sight.
pub(super) fn scroll(top: usize, cursor: usize, hoogte: usize) -> usize {
    if cursor < top {
        cursor
    } else if cursor >= top + hoogte {
        cursor + 1 - hoogte
    } else {
        top
    }
}

/// Remembers where the lines of a list were drawn, from this one on, for the mouse.
pub(super) fn spot_lines(app: &App, gebied: Rect, eerste: usize, aantal: usize) {
    let einde = u16::try_from(aantal).unwrap_or(u16::MAX).min(gebied.height);
    for y in 0..einde {
        let plaats = Rect { y: gebied.y + y, height: 1, ..gebied };
        app.put_spot(plaats, Spot::Line(eerste + usize::from(y)));
    }
}

/// A rectangle in the middle of another, no larger than that.
pub(super) fn middle(gebied: Rect, breedte: u16, hoogte: u16) -> Rect {
    let (breedte, hoogte) = (breedte.min(gebied.width), hoogte.min(gebied.height));
    Rect::new(gebied.x + (gebied.width - breedte) / 2, gebied.y + (gebied.height - hoogte) / 2, breedte, hoogte)
}

/// A position inside a rectangle.
pub(super) fn at(gebied: Rect, x: usize, y: usize) -> Position {
    let plus = |begin: u16, n: usize, einde: u16| {
        begin.saturating_add(u16::try_from(n).unwrap_or(u16::MAX)).min(einde.saturating_sub(1))
    };
    Position::new(plus(gebied.x, x, gebied.right()), plus(gebied.y, y, gebied.bottom()))
}
