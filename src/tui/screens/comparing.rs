//! What changed since a moment: the changes under their headings, one of which has the focus.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::actions::gezien;
use crate::actions::herkomst::Herkomst;
use crate::actions::vergelijk::Vergelijking;
use crate::agenda::{Bestandsoort, Stuk};
use crate::export::vergelijking::{Bestand, Filter, Geheel, Overzicht, Wijziging};
use crate::export::verslag::Doel;
use crate::store::parallel;
use crate::tui::work::wanted::Wanted;

/// A heading or a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The kind of what follows.
    Chapter(usize),
    /// A file: its chapter and its place in there. It has the focus where it came, went or moved.
    File(usize, usize),
    /// A change in a file.
    Change(usize, usize, usize),
}

impl Item {
    fn file(self, overzicht: &Overzicht) -> Option<&Bestand> {
        match self {
            Self::Chapter(_) => None,
            Self::File(h, b) | Self::Change(h, b, _) => overzicht.hoofdstukken.get(h)?.bestanden.get(b),
        }
    }

    fn change(self, overzicht: &Overzicht) -> Option<&Wijziging> {
        match self {
            Self::Change(.., w) => self.file(overzicht)?.wijzigingen.get(w),
            _ => None,
        }
    }
}

/// Between which moments, as one names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Between {
    /// Since when; empty for since the papers that were sent last.
    pub since: String,
    /// Until when; none for now.
    pub until: Option<String>,
}

impl Between {
    /// Whether it begins at a version that was chosen in the history.
    pub fn is_of_versions(&self) -> bool {
        self.since.len() == 40 && self.since.bytes().all(|b| b.is_ascii_hexdigit())
    }

    /// From a moment to now.
    pub fn since(since: impl Into<String>) -> Self {
        Self { since: since.into(), until: None }
    }
}

/// The screen's state.
#[derive(Debug)]
pub struct Comparing {
    /// Between which moments.
    pub between: Between,
    /// What of it is shown.
    pub filter: Filter,
    /// The two sides and what differs.
    pub found: Arc<Vergelijking>,
    /// What is shown.
    pub overzicht: Overzicht,
    /// In order.
    pub items: Vec<Item>,
    /// Which item has the focus.
    pub cursor: usize,
    /// How far the focused change is scrolled, in rows.
    pub offset: usize,
    /// The changes that this user has seen.
    pub seen: BTreeSet<String>,
    /// Whether all fields of what is new, and sentences that stayed, are shown too.
    pub whole: bool,
    /// Whether who made each change is still asked for.
    pub wanted: Wanted,
    /// The versions that took a change back, for undo.
    pub taken: Vec<String>,
    /// How many rows there are on screen.
    pub height: Cell<usize>,
    /// What was drawn last.
    pub drawn: Cell<Drawn>,
    /// By what each item is known again.
    marks: Vec<String>,
}

/// The last item on screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Drawn {
    /// Which.
    pub item: usize,
    /// How many of its rows came before the end of the screen, counted from its own first.
    pub rows: usize,
    /// Whether that was all of it.
    pub is_whole: bool,
}

impl Comparing {
    /// A comparison as it was found.
    pub fn new(between: Between, filter: Filter, found: Arc<Vergelijking>, seen: BTreeSet<String>) -> Self {
        let overzicht =
            Overzicht::van(&found.van.naam, &found.tot.naam, &found.diff, &found.namen, &filter, &found.ongelezen);
        let mut comparing = Self {
            between,
            filter,
            found,
            overzicht,
            items: Vec::new(),
            cursor: 0,
            offset: 0,
            seen,
            whole: false,
            wanted: Wanted::default(),
            taken: Vec::new(),
            height: Cell::new(10),
            drawn: Cell::default(),
            marks: Vec::new(),
        };
        comparing.fill();
        comparing.cursor = comparing.items.iter().position(|i| comparing.takes_focus(*i)).unwrap_or(0);
        comparing
    }

    /// What is compared, in words.
    pub fn title(&self) -> String {
        match &self.between.until {
            None => format!("Wat er veranderd is sinds {}", self.found.van.naam),
            Some(_) => format!("Wat er veranderde tussen {} en {}", self.found.van.naam, self.found.tot.naam),
        }
    }

    /// Lists what is shown.
    pub fn fill(&mut self) {
        self.items.clear();
        for (h, chapter) in self.overzicht.hoofdstukken.iter().enumerate() {
            self.items.push(Item::Chapter(h));
            for (b, file) in chapter.bestanden.iter().enumerate() {
                self.items.push(Item::File(h, b));
                let is_folded = matches!(file.geheel, Geheel::Nieuw | Geheel::Weg) && !self.whole;
                if !is_folded {
                    self.items.extend((0..file.wijzigingen.len()).map(|w| Item::Change(h, b, w)));
                }
            }
        }
        self.cursor = self.cursor.min(self.items.len().saturating_sub(1));
        // What was drawn is another list.
        self.drawn.set(Drawn { item: self.cursor, rows: 0, is_whole: true });
        let overzicht = &self.overzicht;
        let mark = |i: &Item| i.file(overzicht).map(|f| gezien::merk(f, i.change(overzicht))).unwrap_or_default();
        self.marks = parallel::alle(&self.items, mark);
    }

    /// Writes in who made each change.
    pub fn fill_in(&mut self, herkomst: &Herkomst) {
        herkomst.vul_in(&mut self.overzicht);
        if self.filter.door.is_some() {
            self.overzicht.houd(&self.filter);
            self.fill();
            self.go(0);
        }
    }

    /// Shows or hides what stayed.
    pub fn unfold(&mut self) {
        let here = self.items.get(self.cursor).copied();
        self.whole = !self.whole;
        self.fill();
        let near = |i: &Item| match (*i, here) {
            (Item::File(h, b), Some(Item::Change(x, y, _) | Item::File(x, y))) => (h, b) == (x, y),
            _ => false,
        };
        let found = self.items.iter().position(|i| Some(*i) == here).or_else(|| self.items.iter().position(near));
        self.cursor = found.unwrap_or(0);
        self.offset = 0;
        if !self.items.get(self.cursor).is_some_and(|i| self.takes_focus(*i)) {
            self.go(1);
        }
    }

    /// The file of an item.
    pub fn file(&self, item: Item) -> Option<&Bestand> {
        item.file(&self.overzicht)
    }

    /// The change of an item.
    pub fn change(&self, item: Item) -> Option<&Wijziging> {
        item.change(&self.overzicht)
    }

    /// The file and the change that have the focus.
    pub fn current(&self) -> Option<(&Bestand, Option<&Wijziging>)> {
        let item = *self.items.get(self.cursor)?;
        Some((self.file(item)?, self.change(item)))
    }

    /// Whether an item can have the focus.
    pub fn takes_focus(&self, item: Item) -> bool {
        match item {
            Item::Chapter(_) => false,
            Item::File(..) => self.file(item).is_some_and(|f| f.zin_geheel().is_some() || f.wijzigingen.is_empty()),
            Item::Change(..) => true,
        }
    }

    /// How many changes there are, and how many of them were seen.
    pub fn counted(&self) -> (usize, usize) {
        // What came or went as a whole is one change, also where its fields are shown.
        let is_field = |i: &Item| {
            matches!(i, Item::Change(..))
                && self.file(*i).is_some_and(|f| matches!(f.geheel, Geheel::Nieuw | Geheel::Weg))
        };
        let counts = self.items.iter().zip(&self.marks).filter(|(i, _)| self.takes_focus(**i) && !is_field(i));
        counts.fold((0, 0), |(all, seen), (_, mark)| (all + 1, seen + usize::from(self.seen.contains(mark))))
    }

    /// Whether the change at this place in the list was seen.
    pub fn is_seen(&self, i: usize) -> bool {
        self.marks.get(i).is_some_and(|m| self.seen.contains(m))
    }

    /// Marks the focused change as seen and goes on, or takes the mark away; which mark, and whether it
    /// is there now.
    pub fn mark_seen(&mut self) -> Option<(String, bool)> {
        let mark = self.marks.get(self.cursor)?.clone();
        let is_seen = !self.seen.remove(&mark);
        if is_seen {
            self.seen.insert(mark.clone());
            self.go(1);
        }
        Some((mark, is_seen))
    }

    /// Moves the focus over so many changes.
    pub fn go(&mut self, steps: isize) {
        let stops: Vec<usize> = (0..self.items.len()).filter(|i| self.takes_focus(self.items[*i])).collect();
        let now = stops.partition_point(|i| *i < self.cursor);
        let is_at = stops.get(now) == Some(&self.cursor);
        // From between two stops the first step down is the next stop itself.
        let here =
            if is_at { now.checked_add_signed(steps) } else { now.checked_add_signed(steps - steps.signum().max(0)) };
        let to = here.unwrap_or(0);
        if let Some(i) = stops.get(to.min(stops.len().saturating_sub(1))) {
            self.cursor = *i;
            self.offset = 0;
        }
    }

    /// Puts the focus on the change that another comparison had it on, else on what comes in its place.
    pub fn go_where(&mut self, before: &Self) {
        let key = |c: &Self, i: Item| c.file(i).map(|f| (f.pad.clone(), c.change(i).and_then(|w| w.veld.clone())));
        let was = before.items.get(before.cursor).and_then(|i| key(before, *i));
        let same = self.items.iter().position(|i| was.is_some() && key(self, *i) == was && self.takes_focus(*i));
        self.cursor = same.unwrap_or(before.cursor.min(self.items.len().saturating_sub(1)));
        self.go(0);
    }

    /// Goes a screen on or back: within a change that is longer than that, else to what was not on
    /// screen yet.
    pub fn page(&mut self, down: bool) {
        let drawn = self.drawn.get();
        let step = self.height.get().max(3) - 1;
        if !down {
            if self.offset > 0 {
                self.offset = self.offset.saturating_sub(step);
            } else {
                let shown = self.items.get(self.cursor..=drawn.item).unwrap_or_default();
                let on_screen = shown.iter().filter(|i| self.takes_focus(**i)).count();
                self.go(-isize::try_from(on_screen.max(2) - 1).unwrap_or(1));
            }
            return;
        }
        let stops = |from: usize| (from..self.items.len()).find(|i| self.takes_focus(self.items[*i]));
        let cut = self.items.get(drawn.item).is_some_and(|i| self.takes_focus(*i)) && !drawn.is_whole;
        if cut && drawn.item == self.cursor {
            // A line of it stays in sight.
            self.offset = drawn.rows.saturating_sub(1);
        } else if let Some(next) = if cut { Some(drawn.item) } else { stops(drawn.item + 1) } {
            self.cursor = next;
            self.offset = 0;
        } else if let Some(last) = (self.cursor + 1..self.items.len()).rev().find(|i| self.takes_focus(self.items[*i]))
        {
            self.cursor = last;
            self.offset = 0;
        }
    }

    /// Where the focused change is edited.
    pub fn target(&self) -> Option<Doel> {
        let (file, change) = self.current()?;
        if file.geheel == Geheel::Weg {
            return None;
        }
        let stuk = Stuk::van_pad(&file.pad)?;
        Some(match (change.and_then(|w| w.veld.clone()), file.soort) {
            (Some(veld), Some(soort)) if soort != Bestandsoort::Opmerking => Doel::Veld(stuk, soort, veld),
            _ => Doel::Stuk(stuk),
        })
    }
}
