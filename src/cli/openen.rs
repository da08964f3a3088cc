//! Without a subcommand: the terminal program, the same without a screen, or the overview.

use std::io::IsTerminal;

use super::Antwoord;
use super::lezen::overzicht;
use super::opdracht::{Uitkomst, hier};
use crate::actions::{Fout, Kopie, Thuis};
use crate::tui::app::Opening;
use crate::tui::linear;
use crate::tui::system::terminal;

/// The terminal program where there is a terminal, else the overview.
pub(super) fn open(mut opening: Opening) -> Uitkomst {
    let vanaf = opening.map.take().map_or_else(hier, Ok)?;
    let thuis = Thuis::van_systeem()?;
    if std::io::stdout().is_terminal() && std::io::stdin().is_terminal() {
        // Without an ontwikkelagenda there is a start screen.
        opening.map = Kopie::vind(&vanaf, &thuis).ok().map(|k| k.wortel().to_path_buf());
        return match terminal::run(thuis, opening) {
            Ok(code) => Ok(Antwoord { code, ..Antwoord::default() }),
            Err(e) => Err(Fout::nieuw(
                format!("De terminal kan niet gebruikt worden: {e}."),
                "Gebruik de opdrachten; zie ‘oogo --help’.",
            )),
        };
    }
    let kopie = Kopie::vind(&vanaf, &thuis)?;
    if let Ok(Some(melding)) = kopie.herstel() {
        super::meld(&melding);
    }
    overzicht(&kopie.lees()?)
}

/// The same program on lines of text.
pub(super) fn zonder_scherm(mut opening: Opening) -> Uitkomst {
    let vanaf = opening.map.take().map_or_else(hier, Ok)?;
    let thuis = Thuis::van_systeem()?;
    opening.map = Kopie::vind(&vanaf, &thuis).ok().map(|k| k.wortel().to_path_buf());
    let code = linear::run(thuis, opening, std::io::stdin().lock(), std::io::stdout().lock());
    let code = code.map_err(|e| Fout::nieuw(format!("De uitvoer kan niet geschreven worden: {e}."), ""))?;
    Ok(Antwoord { code, ..Antwoord::default() })
}
