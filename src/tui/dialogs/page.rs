//! A page: a report to read, with lines that lead somewhere.

use std::cell::Cell;

use crate::export::verslag::{Doel, Verslag};

/// Text to read and close; where lines lead somewhere, one of those in sight has the focus.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it says.
    pub verslag: Verslag,
    /// The line that is kept in sight, or the first line on screen where no line leads anywhere.
    pub cursor: usize,
    /// The first line on screen, as last drawn.
    pub top: Cell<usize>,
    /// The last line on screen, as last drawn.
    pub bottom: Cell<usize>,
    /// How many lines the screen has room for, as last drawn.
    pub height: Cell<usize>,
    /// The link that is nearest to the cursor of those on screen, as last drawn; none since the cursor moved.
    pub near: Cell<Option<usize>>,
}

impl Page {
    /// A page that shows a report from its beginning.
    pub fn new(verslag: Verslag) -> Self {
        let cell = Cell::new;
        Self { verslag, cursor: 0, top: cell(0), bottom: cell(0), height: cell(10), near: Cell::new(None) }
    }

    /// Whether any line leads somewhere.
    pub fn is_index(&self) -> bool {
        self.verslag.regels.iter().any(|r| r.doel.is_some())
    }

    /// Whether a line leads somewhere.
    pub fn is_link(&self, i: usize) -> bool {
        self.verslag.regels.get(i).is_some_and(|r| r.doel.is_some())
    }

    /// The line that has the focus: a link, as long as one is in sight.
    pub fn focus(&self) -> usize {
        self.near.get().filter(|_| !self.is_link(self.cursor)).unwrap_or(self.cursor)
    }

    /// Where the line leads that has the focus.
    pub fn doel(&self) -> Option<&Doel> {
        self.verslag.regels.get(self.focus())?.doel.as_ref()
    }

    /// Puts the focus on a link; true where it was there already.
    pub fn click(&mut self, i: usize) -> bool {
        let was = self.focus();
        if self.is_link(i) {
            self.cursor = i;
        }
        self.is_link(i) && was == i
    }

    /// Moves the focus, or the text.
    pub fn go(&mut self, stappen: isize) {
        let laatste = self.verslag.regels.len().saturating_sub(1);
        let (top, bottom, van) = (self.top.get(), self.bottom.get().max(self.top.get()), self.focus());
        self.near.set(None);
        // Text without links goes no further than its last screenful.
        let einde = if self.is_index() { laatste } else { (laatste + 1).saturating_sub(self.height.get().max(1)) };
        if self.is_index() && stappen.abs() == 1 {
            // From link to link, as long as nothing in between goes by unseen; else a line further.
            let (volgende, verder) = match stappen > 0 {
                true => ((van + 1..=laatste).find(|i| self.is_link(*i)), bottom.max(van) + 1),
                false => ((0..van).rev().find(|i| self.is_link(*i)), top.min(van).saturating_sub(1)),
            };
            let nabij = |i: &usize| (top..=bottom).contains(i) || i.abs_diff(van) <= self.height.get() / 2;
            self.cursor = volgende.filter(nabij).unwrap_or(verder).min(einde);
            return;
        }
        self.cursor = self.cursor.saturating_add_signed(stappen).min(einde);
    }
}
