//! Editing a text in the user's own editor: on a private file that goes away afterwards.

use std::io;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::actions::Thuis;
use crate::actions::thuis::eigen_map;
use crate::store::disk::reden;

/// The editor that the user chose, else the one that every system of this kind has.
fn editor(chosen: Option<&str>) -> Vec<String> {
    let named = ["VISUAL", "EDITOR"].iter().find_map(|v| std::env::var(v).ok().filter(|w| !w.trim().is_empty()));
    let system = if cfg!(windows) {
        "notepad.exe"
    } else if cfg!(target_os = "macos") {
        "open -W -n -t"
    } else {
        "nano"
    };
    let line = chosen.map(str::to_owned).or(named).unwrap_or_else(|| system.to_owned());
    // A program whose path has spaces in it is one word when it is there.
    if Path::new(&line).is_file() {
        return vec![line];
    }
    line.split_whitespace().map(str::to_owned).collect()
}

/// Lets the user edit a text, and gives what they made of it.
///
/// # Errors
/// In a Dutch sentence: when the editor does not start, or the text cannot be read back.
pub fn edit(text: &str, thuis: &Thuis, chosen: Option<&str>) -> Result<String, String> {
    let refused = |e: &io::Error| format!("Uw tekst kan niet aan een ander programma gegeven worden: {}.", reden(e));
    let folder = thuis.gegevens().join("bewerken");
    eigen_map(&folder).map_err(|e| refused(&e))?;
    // Made readable for this user alone, and gone again when it is dropped.
    let file =
        tempfile::Builder::new().prefix("tekst-").suffix(".txt").tempfile_in(&folder).map_err(|e| refused(&e))?;
    std::fs::write(file.path(), text).map_err(|e| refused(&e))?;
    let words = editor(chosen);
    let Some((program, args)) = words.split_first() else {
        return Err("Er is geen ander programma gekozen.".to_owned());
    };
    let began = Instant::now();
    let ended = Command::new(program).args(args).arg(file.path()).status();
    let made = match ended {
        Ok(status) if status.success() => read_back(file.path()),
        Ok(_) => Err(format!("{program} is met een fout gestopt.")),
        Err(e) => {
            let advies =
                "Kies een ander programma in uw instellingen; waar die staan, ziet u met Ctrl+P in het overzicht.";
            // Nothing can have been written in it.
            return Err(format!("{program} kan niet starten: {}. {advies}", reden(&e)));
        }
    };
    let made = match made {
        // A program that gives back control at once is probably still open.
        Ok(same) if same == text.trim_end_matches('\n') && began.elapsed() < AT_ONCE => {
            Err(format!("{program} gaf uw tekst meteen ongewijzigd terug en is misschien nog open."))
        }
        other => other,
    };
    made.map_err(|why| match file.keep() {
        // What was written in it is not to be lost.
        Ok((_, kept)) => format!("{why} Wat u er schreef, staat in {}; plak het daaruit in het veld.", kept.display()),
        Err(_) => why,
    })
}

/// A person needs longer than this to change a text.
const AT_ONCE: Duration = Duration::from_secs(1);

fn read_back(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("Uw tekst is niet terug te lezen: {}.", reden(&e)))?;
    let text = String::from_utf8(bytes).map_err(|_| "De tekst is niet als UTF-8 bewaard.".to_owned())?;
    Ok(text.replace("\r\n", "\n").trim_start_matches('\u{feff}').trim_end_matches('\n').to_owned())
}
