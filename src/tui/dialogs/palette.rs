//! The palette: every action and everything that can be opened, found by a few letters.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::agenda::veld::Veld;
use crate::agenda::{Bestandsoort, Ontwikkelagenda, Stuk};
use crate::export::verslag::Doel;
use crate::tui::action::{Action, Entry, Place, TABLE, keys};
use crate::tui::app::App;
use crate::tui::dialogs::dialog::Dialog;
use crate::tui::keys::key::Key;

/// What a line of the palette does.
#[derive(Debug, Clone)]
pub enum Target {
    /// An action of the table.
    Action(&'static Entry),
    /// Goes somewhere.
    Doel(Doel),
    /// An action that is done elsewhere; says where.
    Elsewhere(&'static str),
}

/// One line of the palette.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it does.
    pub target: Target,
    /// What the reader sees; it is searched in before the explanation.
    pub label: String,
    /// What it does, in a sentence.
    pub uitleg: &'static str,
    /// The key that does the same, where there is one.
    pub toets: String,
    /// Why it does not work now.
    pub why_not: Option<&'static str>,
}

/// How much more a hit in a name is worth.
const BY_NAME: u32 = 1_000;

/// How good a hit must be, in tenths of the best there could be.
const CLOSE: u32 = 7;

/// The palette.
#[derive(Debug, Clone)]
pub struct Palette {
    /// What was typed.
    pub query: String,
    /// Every line.
    pub items: Vec<Item>,
    /// The lines that fit what was typed, the best first.
    pub found: Vec<usize>,
    /// The line that has the focus, among those.
    pub cursor: usize,
}

impl Palette {
    fn new(items: Vec<Item>) -> Self {
        let mut palette = Self { query: String::new(), items, found: Vec::new(), cursor: 0 };
        palette.search();
        palette
    }

    /// Finds what fits; letters may lie apart.
    pub fn search(&mut self) {
        self.cursor = 0;
        if self.query.trim().is_empty() {
            self.found = (0..self.items.len()).collect();
            return;
        }
        let pattern = Pattern::parse(&self.query, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        // Letters that lie far apart in what was found are chance.
        let best = pattern.score(Utf32Str::new(&self.query, &mut letters), &mut matcher).unwrap_or(0);
        let near = |score: &u32| score * 10 >= best * CLOSE;
        let mut scores: Vec<(u32, usize)> = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(i, item)| {
                let name = pattern.score(Utf32Str::new(&item.label, &mut letters), &mut matcher).filter(near);
                let whole = || {
                    let text = format!("{} {}", item.label, item.uitleg);
                    pattern.score(Utf32Str::new(&text, &mut letters), &mut matcher).filter(near)
                };
                // What somebody calls a thing counts before what is told about it.
                Some((name.map(|score| score + BY_NAME).or_else(whole)?, i))
            })
            .collect();
        scores.sort_by_key(|(score, i)| (std::cmp::Reverse(*score), *i));
        self.found = scores.into_iter().map(|(_, i)| i).collect();
    }

    /// The line that has the focus.
    pub fn current(&self) -> Option<&Item> {
        self.items.get(*self.found.get(self.cursor)?)
    }
}

/// Whether an action only moves about.
fn moves(a: Action) -> bool {
    use Action::{Back, Down, First, Follow, Last, NextField, Open, PageDown, PageUp, Palette, PreviousField, Up};
    matches!(
        a,
        Up | Down | PageUp | PageDown | First | Last | NextField | PreviousField | Back | Palette | Open | Follow
    )
}

/// The actions of a place, each once; those that only move about are left out.
fn actions(app: &App, place: Place) -> Vec<Item> {
    let hier = TABLE.iter().filter(|e| e.places.contains(&place) && !moves(e.action));
    hier.map(|e| Item {
        target: Target::Action(e),
        label: e.label.to_owned(),
        uitleg: e.uitleg,
        toets: keys(e, place).next().map(Key::label).unwrap_or_default(),
        why_not: e.needs.iter().find_map(|n| n.missing(app)),
    })
    .collect()
}

/// Where most is done, and how one gets there.
const SCREENS: [(Place, &str); 2] = [
    (Place::Overview, "Dit kan in het overzicht; met Esc komt u daar."),
    (Place::Reading, "Dit kan als u een afspraak open hebt; Enter opent er een."),
];

/// What is done on another screen, so that who looks for it here by its name finds where.
fn elsewhere(place: Place, here: &[Item]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (screen, zin) in SCREENS.into_iter().filter(|(screen, _)| *screen != place) {
        for e in TABLE.iter().filter(|e| e.places.contains(&screen) && !moves(e.action)) {
            if here.iter().chain(&items).all(|item| item.label != e.label) {
                let (target, toets) = (Target::Elsewhere(zin), String::new());
                items.push(Item { target, label: e.label.to_owned(), uitleg: "", toets, why_not: Some(zin) });
            }
        }
    }
    items
}

/// Everything that can be opened.
fn stukken(agenda: &Ontwikkelagenda) -> impl Iterator<Item = Stuk> {
    let afspraken = agenda.afspraken.keys().cloned().map(Stuk::Afspraak);
    let overleggen = agenda.overleggen.keys().cloned().map(Stuk::Overleg);
    let themas = agenda.themas.keys().cloned().map(Stuk::Thema);
    let partijen = agenda.partijen.keys().cloned().map(Stuk::Partij);
    afspraken.chain(overleggen).chain(themas).chain(partijen).chain([Stuk::Voorblad])
}

impl App {
    /// The parts of the document on screen.
    fn fields(&self) -> Vec<Item> {
        let Some(r) = self.reader.as_ref().filter(|_| self.place() == Place::Reading) else { return Vec::new() };
        let stuk = r.concept.stuk();
        let soorten = stuk.soorten().iter().copied();
        let velden = soorten.flat_map(|s| s.velden().iter().filter(|v| !v.is_vast()).map(move |v| (s, v)));
        let item = |(soort, v): (Bestandsoort, &'static Veld)| Item {
            target: Target::Doel(Doel::Veld(stuk.clone(), soort, v.naam.to_owned())),
            label: format!("ga naar: {}", v.label),
            uitleg: v.uitleg,
            toets: String::new(),
            why_not: None,
        };
        velden.map(item).collect()
    }

    pub(in crate::tui) fn open_palette(&mut self) {
        // What is done from a page is done from the screen below it.
        self.dialogs.retain(|d| !matches!(d, Dialog::Page(_)));
        let mut items = actions(self, self.place());
        items.extend(self.fields());
        if let Some(g) = &self.gelezen {
            items.extend(stukken(&g.agenda).map(|stuk| {
                let titel = stuk.titel(&g.agenda);
                let soort = stuk.soorten()[0].label();
                let label = match &stuk {
                    Stuk::Afspraak(id) => format!("{id}  {titel}"),
                    _ => format!("{soort}: {titel}"),
                };
                Item { target: Target::Doel(Doel::Stuk(stuk)), label, uitleg: "", toets: String::new(), why_not: None }
            }));
            items.extend(elsewhere(self.place(), &items));
        }
        self.dialogs.push(Dialog::Palette(Palette::new(items)));
    }

    /// Does what the line says that has the focus.
    pub(in crate::tui) fn choose(&mut self) {
        let Some(Dialog::Palette(p)) = self.dialogs.last() else { return };
        let Some(item) = p.current().cloned() else {
            self.tell("Er is niets gevonden. Haal met Backspace letters weg.");
            return;
        };
        self.dialogs.pop();
        match item.target {
            Target::Action(entry) => self.try_to(entry),
            Target::Doel(doel) => self.go_to(doel),
            Target::Elsewhere(zin) => self.tell(zin),
        }
    }
}
