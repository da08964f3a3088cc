//! Finding and replacing in a field.

use ratatui_textarea::{CursorMove, DataCursor};

use crate::tui::dialogs::field::Field;

impl Field {
    /// Selects the next place where this stands, in capitals or not; from the beginning again when
    /// there is none further on. False when it stands nowhere.
    pub fn find_next(&mut self, what: &str) -> bool {
        let wanted: Vec<char> = what.to_lowercase().chars().collect();
        if wanted.is_empty() {
            return false;
        }
        let lines: Vec<Vec<char>> = self.area.lines().iter().map(|r| lower(r)).collect();
        let DataCursor(row, column) = self.area.cursor();
        let order = (row..lines.len()).chain(0..=row.min(lines.len().saturating_sub(1)));
        for (n, i) in order.enumerate() {
            let from = if n == 0 { column } else { 0 };
            let Some(rest) = lines[i].get(from..) else { continue };
            if let Some(at) = rest.windows(wanted.len()).position(|w| w == wanted.as_slice()) {
                let punt = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
                self.area.cancel_selection();
                self.area.move_cursor(CursorMove::Jump(punt(i), punt(from + at)));
                self.area.start_selection();
                self.area.move_cursor(CursorMove::Jump(punt(i), punt(from + at + wanted.len())));
                self.last = None;
                return true;
            }
        }
        false
    }

    /// Replaces every place where this stands, in capitals or not, as one step, and says how many
    /// there were.
    pub fn replace_all(&mut self, what: &str, by: &str) -> usize {
        let wanted: Vec<char> = what.to_lowercase().chars().collect();
        if wanted.is_empty() {
            return 0;
        }
        let mut count = 0;
        let lines: Vec<String> = self
            .area
            .lines()
            .iter()
            .map(|line| {
                let (small, letters) = (lower(line), line.chars().collect::<Vec<_>>());
                let mut out = String::with_capacity(line.len());
                let mut i = 0;
                while i < letters.len() {
                    if small[i..].starts_with(&wanted) {
                        out.push_str(by);
                        i += wanted.len();
                        count += 1;
                    } else {
                        out.push(letters[i]);
                        i += 1;
                    }
                }
                out
            })
            .collect();
        if count > 0 {
            self.replace_text(&lines.join("\n"));
        }
        count
    }
}

/// A line in lower case, letter for letter, so that places in it are places in the line.
fn lower(line: &str) -> Vec<char> {
    line.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_turn_and_replaced_together() {
        let mut veld = Field::new("Één rit, twee Ritten.\n\nEen rit.", true);
        assert!(veld.find_next("RIT"));
        assert_eq!(veld.cut().as_deref(), Some("rit"));
        assert_eq!(veld.replace_all("rit", "reis"), 2);
        assert_eq!(veld.text(), "Één , twee reisten.\n\nEen reis.");
        assert!(veld.undo() && veld.undo());
        assert_eq!(veld.text(), "Één rit, twee Ritten.\n\nEen rit.");
        assert!(!veld.find_next("zeppelin") && veld.replace_all("", "x") == 0);
    }
}
