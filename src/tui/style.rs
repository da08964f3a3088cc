//! How things look: default foreground, bold, dim and a few colours, each beside a word or sign.

use std::sync::OnceLock;

use ratatui::style::{Color, Modifier, Style};

static WANTED: OnceLock<bool> = OnceLock::new();

/// Does without colours, whatever the terminal can.
pub fn without_colours() {
    let _ = WANTED.set(false);
}

/// Whether colours are wanted (https://no-color.org).
fn colours() -> bool {
    *WANTED.get_or_init(|| std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()))
}

fn coloured(kleur: Color, anders: Style) -> Style {
    if colours() { Style::default().fg(kleur) } else { anders }
}

/// Headings and what has weight.
pub fn bold() -> Style {
    Style::default().add_modifier(Modifier::BOLD)
}

/// What may recede.
pub fn dim() -> Style {
    Style::default().add_modifier(Modifier::DIM)
}

/// What has the focus; a `>` stands before it too.
pub fn focus() -> Style {
    Style::default().add_modifier(Modifier::REVERSED)
}

/// A theme's heading.
pub fn heading() -> Style {
    coloured(Color::Cyan, Style::default()).add_modifier(Modifier::BOLD)
}

/// What is missing or to be watched.
pub fn warn() -> Style {
    coloured(Color::Yellow, bold())
}

/// What is for nobody else's eyes.
pub fn private() -> Style {
    coloured(Color::Magenta, bold()).add_modifier(Modifier::BOLD)
}

/// What was, and is no more.
pub fn gone() -> Style {
    coloured(Color::Red, Style::default()).add_modifier(Modifier::CROSSED_OUT)
}

/// What was not, and is now.
pub fn new() -> Style {
    coloured(Color::Green, bold()).add_modifier(Modifier::UNDERLINED)
}

/// What was refused.
pub fn error() -> Style {
    coloured(Color::Red, bold()).add_modifier(Modifier::BOLD)
}
