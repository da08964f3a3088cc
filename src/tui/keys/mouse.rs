//! The mouse: what stands where on the screen as it was last drawn, and what a click on it does.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::tui::action::Entry;
use crate::tui::app::{App, Screen};
use crate::tui::dialogs::dialog::Dialog;

/// How many lines the wheel moves.
const WHEEL: isize = 3;

/// What can be clicked on.
#[derive(Debug, Clone, Copy)]
pub enum Spot {
    /// A line of whatever has the keys, by its number there.
    Line(usize),
    /// An answer to a question, by its number.
    Answer(usize),
    /// The text of a field.
    Text,
    /// A key in the footer.
    Key(&'static Entry),
}

impl App {
    /// Remembers what is drawn where.
    pub fn put_spot(&self, place: Rect, spot: Spot) {
        self.spots.borrow_mut().push((place, spot));
    }

    /// Forgets what was drawn; what is covered cannot be clicked on.
    pub fn clear_spots(&self) {
        self.spots.borrow_mut().clear();
    }

    pub(in crate::tui) fn mouse(&mut self, event: MouseEvent) {
        match event.kind {
            MouseEventKind::ScrollDown => self.wheel(WHEEL),
            MouseEventKind::ScrollUp => self.wheel(-WHEEL),
            MouseEventKind::Down(MouseButton::Left) => self.click(Position::new(event.column, event.row)),
            _ => {}
        }
    }

    fn wheel(&mut self, lines: isize) {
        for _ in 0..lines.unsigned_abs() {
            self.go(lines.signum());
        }
    }

    fn click(&mut self, at: Position) {
        let hit = self.spots.borrow().iter().rev().find(|(place, _)| place.contains(at)).copied();
        let Some((place, spot)) = hit else { return };
        self.notice = None;
        match spot {
            Spot::Key(entry) => self.try_to(entry),
            Spot::Answer(n) => self.answer_with(n),
            Spot::Text => {
                if let Some(Dialog::Editor(e)) = self.dialogs.last_mut() {
                    e.field.click(at.y - place.y, at.x - place.x);
                }
            }
            Spot::Line(n) => self.click_line(n),
        }
    }

    /// A click puts the focus there; on what has the focus already it does what Enter does.
    fn click_line(&mut self, n: usize) {
        let again = match self.dialogs.last_mut() {
            Some(Dialog::Choice(c)) => std::mem::replace(&mut c.cursor, n) == n || !c.meer,
            Some(Dialog::Form(f)) => std::mem::replace(&mut f.cursor, n) == n,
            Some(Dialog::Page(p)) => p.click(n),
            Some(Dialog::Palette(p)) => std::mem::replace(&mut p.cursor, n) == n,
            Some(_) => false,
            None => match self.screen {
                Screen::Start => {
                    self.start = n.min(self.choices().len() - 1);
                    true
                }
                Screen::Overview => std::mem::replace(&mut self.overview.cursor, n) == n,
                Screen::Comparing => false,
                Screen::Reading => {
                    self.reader.as_mut().is_some_and(|r| std::mem::replace(&mut r.cursor, n) == n) && !self.read_only
                }
            },
        };
        if again {
            self.press_focus();
        }
    }
}
