//! A text field: one line or prose, with selection, cut and paste, undo. Around a library's text
//! area, with our own keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, DataCursor, TextArea, WrapMode};

use crate::tui::keys::key::is_tekst;

/// The most characters in a field of one line, and in a paragraph of prose: the text area counts its
/// columns in sixteen bits, and nobody reads a longer one.
const LONGEST: (usize, usize) = (2_000, 20_000);

/// So many steps can be undone in one field.
const STEPS: usize = 500;

/// What a change was, so that what belongs together is undone together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Change {
    /// Typing within a word.
    Word,
    /// The white space after it.
    Space,
    /// Deleting letter by letter.
    Delete,
    /// Anything else: a paste, a cut, a whole word, an Enter.
    Whole,
}

/// The text and the cursor at a moment.
#[derive(Debug, Clone)]
struct Moment {
    lines: Vec<String>,
    cursor: (usize, usize),
}

/// A text field.
#[derive(Debug, Clone)]
pub struct Field {
    pub(in crate::tui) area: TextArea<'static>,
    meer_regels: bool,
    /// What the text was before each step.
    done: Vec<Moment>,
    undone: Vec<Moment>,
    /// The last change, while what follows may belong to it.
    pub(in crate::tui) last: Option<Change>,
    /// Whether the last change was refused because the text would become too long.
    too_long: bool,
    /// Whether what is typed is not to be seen.
    secret: bool,
}

impl Field {
    /// A field with this text, the cursor at its end.
    pub fn new(tekst: &str, meer_regels: bool) -> Self {
        let mut area = area(tekst.split('\n').map(str::to_owned).collect(), meer_regels);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, meer_regels, done: Vec::new(), undone: Vec::new(), last: None, too_long: false, secret: false }
    }

    /// The same field, in which nobody can read along.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.secret = true;
        self.area.set_mask_char('•');
        self
    }

    /// Whether what is typed is not to be seen.
    pub fn is_secret(&self) -> bool {
        self.secret
    }

    /// The text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether it holds prose.
    pub fn is_prose(&self) -> bool {
        self.meer_regels
    }

    fn now(&self) -> Moment {
        let DataCursor(rij, kolom) = self.area.cursor();
        Moment { lines: self.area.lines().to_vec(), cursor: (rij, kolom) }
    }

    /// Makes a change, as part of the step before it where both belong together.
    fn change(&mut self, kind: Change, make: impl FnOnce(&mut Self) -> bool) -> bool {
        let before = self.now();
        let was_selecting = self.area.is_selecting();
        if !make(self) || (before.lines == self.area.lines()) {
            return false;
        }
        let longest = |lines: &[String]| lines.iter().map(|l| l.chars().count()).max().unwrap_or(0);
        let most = if self.meer_regels { LONGEST.1 } else { LONGEST.0 };
        let now = longest(self.area.lines());
        if now > most && now > longest(&before.lines) {
            self.go_back_to(before);
            self.too_long = true;
            return true;
        }
        let belongs = !was_selecting
            && match (self.last, kind) {
                (Some(Change::Word), Change::Word | Change::Space) => true,
                (Some(a), b) => a == b && b != Change::Whole,
                (None, _) => false,
            };
        if !belongs {
            self.done.push(before);
            if self.done.len() > STEPS {
                self.done.remove(0);
            }
        }
        self.undone.clear();
        self.last = Some(kind);
        true
    }

    fn go_back_to(&mut self, moment: Moment) {
        self.area = area(moment.lines, self.meer_regels);
        if self.secret {
            self.area.set_mask_char('•');
        }
        let punt = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(punt(moment.cursor.0), punt(moment.cursor.1)));
        self.last = None;
    }

    /// Types, moves or deletes. False when the key means nothing here.
    pub fn input(&mut self, event: &KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        if let KeyCode::Char(c) = event.code {
            if is_tekst(event) {
                // Enter put a hyphen there already; who types another does not want two.
                let DataCursor(rij, _) = self.area.cursor();
                if c == ' ' && self.area.lines().get(rij).is_some_and(|r| r == "- -") {
                    return self.change(Change::Word, |f| f.area.delete_char());
                }
                let kind = if c.is_whitespace() { Change::Space } else { Change::Word };
                return self.change(kind, |f| {
                    f.area.insert_char(c);
                    true
                });
            }
            return false;
        }
        let beweging = match (event.code, ctrl) {
            (KeyCode::Left, false) => CursorMove::Back,
            (KeyCode::Left, true) => CursorMove::WordBack,
            (KeyCode::Right, false) => CursorMove::Forward,
            (KeyCode::Right, true) => CursorMove::WordForward,
            (KeyCode::Up, _) if self.meer_regels => CursorMove::Up,
            (KeyCode::Down, _) if self.meer_regels => CursorMove::Down,
            (KeyCode::Home, false) => CursorMove::Head,
            (KeyCode::Home, true) => CursorMove::Top,
            (KeyCode::End, false) => CursorMove::End,
            (KeyCode::End, true) => CursorMove::Bottom,
            (KeyCode::PageUp, _) if self.meer_regels => CursorMove::ParagraphBack,
            (KeyCode::PageDown, _) if self.meer_regels => CursorMove::ParagraphForward,
            _ => return self.edit(event.code, ctrl),
        };
        if shift && !self.area.is_selecting() {
            self.area.start_selection();
        } else if !shift {
            self.area.cancel_selection();
        }
        self.area.move_cursor(beweging);
        self.last = None;
        true
    }

    fn edit(&mut self, code: KeyCode, ctrl: bool) -> bool {
        match (code, ctrl) {
            (KeyCode::Backspace, false) => self.change(Change::Delete, |f| f.area.delete_char()),
            (KeyCode::Backspace, true) => self.change(Change::Whole, |f| f.area.delete_word()),
            (KeyCode::Delete, false) => self.change(Change::Delete, |f| f.area.delete_next_char()),
            (KeyCode::Delete, true) => self.change(Change::Whole, |f| f.area.delete_next_word()),
            (KeyCode::Enter, _) if self.meer_regels => self.change(Change::Whole, |f| {
                f.enter();
                true
            }),
            _ => return false,
        };
        true
    }

    /// Enter makes a new list item in a list, ends the list on an empty item, and elsewhere starts
    /// a new paragraph, as in Word.
    fn enter(&mut self) {
        let DataCursor(rij, _) = self.area.cursor();
        let regel = self.area.lines().get(rij).cloned().unwrap_or_default();
        if regel.trim() == "-" {
            self.area.delete_line_by_head();
            self.area.insert_newline();
        } else if regel.starts_with("- ") {
            self.area.insert_str("\n- ");
        } else if regel.trim().is_empty() {
            self.area.insert_newline();
        } else {
            self.area.insert_str("\n\n");
        }
    }

    /// Whether the last change was refused because the text would become too long, and for how many
    /// characters there is room; asked once.
    pub fn refused(&mut self) -> Option<usize> {
        let most = if self.meer_regels { LONGEST.1 } else { LONGEST.0 };
        std::mem::take(&mut self.too_long).then_some(most)
    }

    /// Inserts pasted text; on one line its newlines become spaces.
    pub fn paste(&mut self, tekst: &str) {
        let tekst = tekst.replace("\r\n", "\n").replace('\r', "\n");
        let tekst = if self.meer_regels { tekst } else { tekst.trim_end_matches('\n').replace(['\n', '\t'], " ") };
        // Word and web pages leave these behind; nobody sees them, and a file may not hold them.
        let tekst = tekst.replace(['\u{ad}', '\u{200b}', '\u{feff}'], "");
        self.change(Change::Whole, |f| {
            f.area.insert_str(tekst);
            true
        });
    }

    /// Puts another text in the place of all of it, as one step.
    pub fn replace_text(&mut self, tekst: &str) {
        self.change(Change::Whole, |f| {
            f.area.select_all();
            f.area.insert_str(tekst);
            true
        });
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.area.select_all();
    }

    /// Cuts the selection, and gives it.
    pub fn cut(&mut self) -> Option<String> {
        self.change(Change::Whole, |f| f.area.cut()).then(|| self.area.yank_text())
    }

    /// Copies the selection, and gives it.
    pub fn copy(&mut self) -> Option<String> {
        self.area.selection_range()?;
        self.area.copy();
        Some(self.area.yank_text())
    }

    /// Undoes the last typing, a word at a time. False when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(moment) = self.done.pop() else { return false };
        self.undone.push(self.now());
        self.go_back_to(moment);
        true
    }

    /// Does the last undone typing again.
    pub fn redo(&mut self) -> bool {
        let Some(moment) = self.undone.pop() else { return false };
        self.done.push(self.now());
        self.go_back_to(moment);
        true
    }

    /// Puts the cursor where the mouse was pressed, in the room where the field was last drawn.
    pub fn click(&mut self, row: u16, column: u16) {
        let (boven, links) = self.area.scroll_offset();
        let plek = self.area.screen_to_data(usize::from(row + boven), usize::from(column + links));
        self.area.cancel_selection();
        let punt = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(punt(plek.0), punt(plek.1)));
        self.last = None;
    }

    /// Draws the field, and gives where the cursor stands.
    pub fn render(&self, gebied: Rect, buffer: &mut ratatui::buffer::Buffer) -> Position {
        (&self.area).render(gebied, buffer);
        let cursor = self.area.screen_cursor();
        let (boven, links) = self.area.scroll_offset();
        let x = u16::try_from(cursor.col).unwrap_or(u16::MAX).saturating_sub(links);
        let y = u16::try_from(cursor.row).unwrap_or(u16::MAX).saturating_sub(boven);
        Position::new(
            gebied.x.saturating_add(x).min(gebied.right().saturating_sub(1)),
            gebied.y.saturating_add(y).min(gebied.bottom().saturating_sub(1)),
        )
    }
}

/// The library's text area, with our looks.
fn area(lines: Vec<String>, meer_regels: bool) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    area.set_wrap_mode(if meer_regels { WrapMode::WordOrGlyph } else { WrapMode::None });
    area.set_cursor_line_style(Style::default());
    area.set_selection_style(Style::default().add_modifier(Modifier::REVERSED));
    // The terminal's own cursor stands here, for screen readers and magnifiers.
    area.set_cursor_style(Style::default());
    // Undo is our own: by word, as one expects of a text.
    area.set_max_histories(0);
    area
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typ(veld: &mut Field, code: KeyCode) {
        veld.input(&KeyEvent::new(code, KeyModifiers::NONE));
    }

    #[test]
    fn enter_starts_a_paragraph_and_continues_or_ends_a_list() {
        let mut veld = Field::new("Een zin.", true);
        typ(&mut veld, KeyCode::Enter);
        for c in "- punt".chars() {
            typ(&mut veld, KeyCode::Char(c));
        }
        typ(&mut veld, KeyCode::Enter);
        assert_eq!(veld.text(), "Een zin.\n\n- punt\n- ");
        typ(&mut veld, KeyCode::Enter);
        assert_eq!(veld.text(), "Een zin.\n\n- punt\n\n");
    }

    #[test]
    fn a_paste_in_one_line_stays_one_line() {
        let mut veld = Field::new("", false);
        veld.paste("een\r\ntwee\tdrie");
        assert_eq!(veld.text(), "een twee drie");
    }

    #[test]
    fn typed_characters_of_every_width_can_be_undone() {
        let mut veld = Field::new("", true);
        for c in "é€漢".chars() {
            typ(&mut veld, KeyCode::Char(c));
        }
        assert_eq!(veld.text(), "é€漢");
        while veld.undo() {}
        assert_eq!(veld.text(), "");
    }

    #[test]
    fn undo_goes_word_by_word() {
        let mut veld = Field::new("", true);
        for c in "een twee drie".chars() {
            typ(&mut veld, KeyCode::Char(c));
        }
        assert!(veld.undo());
        assert_eq!(veld.text(), "een twee ");
        assert!(veld.undo() && veld.text() == "een " && veld.redo() && veld.redo());
        assert_eq!(veld.text(), "een twee drie");
        // Moving in between begins a new step.
        typ(&mut veld, KeyCode::Backspace);
        typ(&mut veld, KeyCode::Home);
        typ(&mut veld, KeyCode::Char('x'));
        assert!(veld.undo() && veld.text() == "een twee dri" && veld.undo() && veld.text() == "een twee drie");
    }

    #[test]
    fn a_text_that_would_be_too_long_stays_as_it_was() {
        let mut veld = Field::new("begin", false);
        veld.paste(&"x".repeat(3_000));
        assert_eq!((veld.text(), veld.refused(), veld.refused()), ("begin".to_owned(), Some(2_000), None));
        // What a file holds already can be made shorter, and nothing of it is lost.
        let mut veld = Field::new(&"x".repeat(3_000), false);
        typ(&mut veld, KeyCode::Backspace);
        assert_eq!(veld.text().len(), 2_999);
    }
}
