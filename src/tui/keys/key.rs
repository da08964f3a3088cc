//! Keys: which one was pressed, and how it is written on screen.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key with its modifiers, as the table of actions names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
}

/// A plain key.
pub const fn key(code: KeyCode) -> Key {
    Key { code, ctrl: false }
}

/// A letter or sign.
pub const fn ch(teken: char) -> Key {
    Key { code: KeyCode::Char(teken), ctrl: false }
}

/// A letter with Ctrl.
pub const fn ctrl(teken: char) -> Key {
    Key { code: KeyCode::Char(teken), ctrl: true }
}

/// A key without a letter, with Ctrl.
pub const fn ctrl_key(code: KeyCode) -> Key {
    Key { code, ctrl: true }
}

/// A function key.
pub const fn f(nummer: u8) -> Key {
    Key { code: KeyCode::F(nummer), ctrl: false }
}

impl Key {
    /// A key as a person writes it in the settings: `Ctrl+S`, `F5`, `z`.
    pub fn parse(tekst: &str) -> Option<Self> {
        let tekst = tekst.trim();
        let lower = tekst.to_lowercase();
        let (rest, with_ctrl) = match lower.strip_prefix("ctrl+") {
            Some(rest) => (rest, true),
            None => (lower.as_str(), false),
        };
        if let Some(n) = rest.strip_prefix('f').and_then(|n| n.parse::<u8>().ok()) {
            return (1..=12).contains(&n).then_some(Self { code: KeyCode::F(n), ctrl: with_ctrl });
        }
        // Without Ctrl a capital is another key than a small letter.
        let mut signs = if with_ctrl { rest.chars() } else { tekst.chars() };
        let sign = signs.next().filter(|c| signs.next().is_none() && !c.is_whitespace() && !c.is_control())?;
        (!with_ctrl || sign.is_ascii_alphabetic()).then_some(Self { code: KeyCode::Char(sign), ctrl: with_ctrl })
    }

    /// Whether this is the key that was pressed.
    pub fn is(self, gebeurtenis: &KeyEvent) -> bool {
        let is_teken = is_tekst(gebeurtenis);
        let met = |m| gebeurtenis.modifiers.contains(m) && !is_teken;
        let zelfde = match (self.code, gebeurtenis.code) {
            // Shift and Caps Lock change the letter, not the key.
            (KeyCode::Char(a), KeyCode::Char(b)) if self.ctrl => a.eq_ignore_ascii_case(&b),
            (a, b) => a == b,
        };
        zelfde && self.ctrl == met(KeyModifiers::CONTROL) && !met(KeyModifiers::ALT)
    }

    /// Whether it types a character, so that a text field takes it first.
    pub fn is_character(self) -> bool {
        !self.ctrl && matches!(self.code, KeyCode::Char(_))
    }

    /// As the reader sees it: `Ctrl+S`, `F1`, `Enter`.
    pub fn label(self) -> String {
        let naam = match self.code {
            KeyCode::Char(' ') => "Spatie".to_owned(),
            KeyCode::Char(c) if self.ctrl => c.to_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(n) => format!("F{n}"),
            KeyCode::Enter => "Enter".to_owned(),
            KeyCode::Esc => "Esc".to_owned(),
            KeyCode::Up => "↑".to_owned(),
            KeyCode::Down => "↓".to_owned(),
            KeyCode::Left => "←".to_owned(),
            KeyCode::Right => "→".to_owned(),
            KeyCode::Home => "Home".to_owned(),
            KeyCode::End => "End".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            KeyCode::Tab => "Tab".to_owned(),
            KeyCode::BackTab => "Shift+Tab".to_owned(),
            KeyCode::Delete => "Del".to_owned(),
            KeyCode::Backspace => "Backspace".to_owned(),
            ander => format!("{ander:?}"),
        };
        if self.ctrl { format!("Ctrl+{naam}") } else { naam }
    }
}

/// Whether a key types text. AltGr arrives on Windows as Ctrl and Alt together: € and é are text.
pub fn is_tekst(gebeurtenis: &KeyEvent) -> bool {
    let m = gebeurtenis.modifiers;
    let altgr = m.contains(KeyModifiers::CONTROL) && m.contains(KeyModifiers::ALT);
    matches!(gebeurtenis.code, KeyCode::Char(_)) && (altgr || !m.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT))
}

/// Whether a key went down; Windows also tells when it comes up.
pub fn is_ingedrukt(gebeurtenis: &KeyEvent) -> bool {
    gebeurtenis.kind != KeyEventKind::Release
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn altgr_types_and_ctrl_commands() {
        let altgr = KeyEvent::new(KeyCode::Char('€'), KeyModifiers::CONTROL | KeyModifiers::ALT);
        assert!(is_tekst(&altgr) && !ctrl('€').is(&altgr));
        let opslaan = KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL);
        assert!(!is_tekst(&opslaan) && ctrl('s').is(&opslaan) && !ch('s').is(&opslaan));
        let caps = KeyEvent::new(KeyCode::Char('S'), KeyModifiers::CONTROL);
        assert!(ctrl('s').is(&caps));
    }
}
