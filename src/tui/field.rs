//! A text field: one line or prose, with selection, cut and paste, undo. Around a library's text
//! area, with our own keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, DataCursor, TextArea, WrapMode};

use super::key::is_tekst;

/// A text field.
#[derive(Debug, Clone)]
pub struct Field {
    area: TextArea<'static>,
    meer_regels: bool,
}

impl Field {
    /// A field with this text, the cursor at its end.
    pub fn new(tekst: &str, meer_regels: bool) -> Self {
        let mut area = TextArea::new(tekst.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(if meer_regels { WrapMode::WordOrGlyph } else { WrapMode::None });
        area.set_cursor_line_style(Style::default());
        area.set_selection_style(Style::default().add_modifier(Modifier::REVERSED));
        // The terminal's own cursor stands here, for screen readers and magnifiers.
        area.set_cursor_style(Style::default());
        area.set_max_histories(10_000);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, meer_regels }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether it holds prose.
    pub fn is_prose(&self) -> bool {
        self.meer_regels
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
                    return self.area.delete_char();
                }
                self.area.insert_char(c);
                return true;
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
        true
    }

    fn edit(&mut self, code: KeyCode, ctrl: bool) -> bool {
        match (code, ctrl) {
            (KeyCode::Backspace, false) => self.area.delete_char(),
            (KeyCode::Backspace, true) => self.area.delete_word(),
            (KeyCode::Delete, false) => self.area.delete_next_char(),
            (KeyCode::Delete, true) => self.area.delete_next_word(),
            (KeyCode::Enter, _) if self.meer_regels => {
                self.enter();
                true
            }
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

    /// Inserts pasted text; on one line its newlines become spaces.
    pub fn paste(&mut self, tekst: &str) {
        let tekst = tekst.replace("\r\n", "\n").replace('\r', "\n");
        let tekst = if self.meer_regels { tekst } else { tekst.trim_end_matches('\n').replace(['\n', '\t'], " ") };
        // Word and web pages leave these behind; nobody sees them, and a file may not hold them.
        let tekst = tekst.replace(['\u{ad}', '\u{200b}', '\u{feff}'], "");
        self.area.insert_str(tekst);
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.area.select_all();
    }

    /// Cuts the selection, and gives it.
    pub fn cut(&mut self) -> Option<String> {
        self.area.cut().then(|| self.area.yank_text())
    }

    /// Copies the selection, and gives it.
    pub fn copy(&mut self) -> Option<String> {
        self.area.selection_range()?;
        self.area.copy();
        Some(self.area.yank_text())
    }

    /// Undoes the last typing. False when there is none.
    pub fn undo(&mut self) -> bool {
        self.area.undo()
    }

    /// Does the last undone typing again.
    pub fn redo(&mut self) -> bool {
        self.area.redo()
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
}
