//! The subcommands: arguments in, an action, text or JSON out.

mod akkoord;
mod argumenten;
mod deelopdrachten;
mod json;
mod kiezen;
mod lezen;
mod onderdelen;
mod opdracht;
mod openen;
mod privacy;
mod schoning;
mod sleutels;
mod taal;
mod tekst;
mod uitwisselen;
mod vergelijken;
mod verklaringen;
mod welke;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use crate::actions::fout::Foutsoort;
use crate::actions::{Fout, sleutel};
use crate::agenda::Datum;
use crate::agenda::tekst::is_verboden;
use crate::fault;
use crate::git::log_in;
use crate::privacy::{Niveau, gemaskeerd};
use argumenten::Argumenten;

/// What a subcommand answers.
#[derive(Debug, Default)]
struct Antwoord {
    tekst: String,
    /// The exit code: 0 fine, 1 something was found, so that a script can tell.
    code: u8,
}

impl Antwoord {
    fn tekst(tekst: impl Into<String>) -> Result<Self, Fout> {
        Ok(Self { tekst: tekst.into(), code: 0 })
    }

    fn json(waarde: &serde_json::Value) -> Result<Self, Fout> {
        let tekst = serde_json::to_string_pretty(waarde)
            .map_err(|e| Fout::nieuw(format!("Dit kan geen JSON worden ({e})."), ""))?;
        // What hides or turns text is written in code, as JSON may (RFC 8259, section 7).
        let mut uit = String::with_capacity(tekst.len());
        for c in tekst.chars() {
            match is_verboden(c) {
                true if c != '\n' => uit.extend(c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}"))),
                _ => uit.push(c),
            }
        }
        Self::tekst(format!("{uit}\n"))
    }
}

/// The subcommands, as one types them: `toon`, `partij nieuw`.
pub fn opdrachten() -> Vec<String> {
    fn bladeren(commando: &clap::Command, voor: &str, uit: &mut Vec<String>) {
        for c in commando.get_subcommands() {
            let naam = format!("{voor}{}", c.get_name());
            if c.has_subcommands() { bladeren(c, &format!("{naam} "), uit) } else { uit.push(naam) }
        }
    }
    let mut uit = Vec::new();
    bladeren(&Argumenten::command(), "", &mut uit);
    uit
}

/// Runs oogo with these arguments, the program's name first, and gives its exit code: 0 fine,
/// 1 something was found or refused, 2 wrong use.
pub fn run(argumenten: impl IntoIterator<Item = OsString>) -> u8 {
    std::panic::set_hook(Box::new(fault::tell));
    let argumenten: Vec<OsString> = argumenten.into_iter().collect();
    let mut commando = taal::nederlands(Argumenten::command());
    if let Some(zin) = argumenten.get(1).and_then(|a| a.to_str()).and_then(|a| taal::onbekende_opdracht(&commando, a)) {
        meld(&zin);
        return 2;
    }
    match met(&mut commando, argumenten.clone()) {
        Err((fout, _)) if fout.soort == Foutsoort::EindigtAkkoord => {
            meld(&fout.wat);
            if !zegt_ja() {
                meld("Er is niets opgeslagen.");
                return 1;
            }
            uitkomst(met(&mut commando, met_ja(argumenten)))
        }
        Err((fout, _)) if fout.soort == Foutsoort::Vergrendeld && std::io::stdin().is_terminal() => {
            meld(&fout.wat);
            let ontgrendeld = |w: String| sleutel::ontgrendel(&w).map(|()| true);
            match vraag_wachtwoord("Wachtwoord: ").map_or(Ok(false), ontgrendeld) {
                Ok(true) => uitkomst(met(&mut commando, argumenten)),
                Ok(false) => uitkomst(Err((fout, 1))),
                Err(fout) => uitkomst(Err((fout, 1))),
            }
        }
        Err((fout, _)) if fout.soort == Foutsoort::Inloggen && std::io::stdin().is_terminal() => {
            meld(&fout.wat);
            meld("Uw naam bij die server (leeg als u alleen een token hebt):");
            let mut naam = String::new();
            let geheim =
                std::io::stdin().read_line(&mut naam).ok().and_then(|_| vraag_wachtwoord("Wachtwoord of token: "));
            let Some(geheim) = geheim.filter(|g| !g.is_empty()) else { return uitkomst(Err((fout, 1))) };
            log_in(&naam, &geheim);
            uitkomst(met(&mut commando, argumenten))
        }
        anders => uitkomst(anders),
    }
}

type Gedaan = Result<u8, (Fout, u8)>;

/// Does what these arguments ask; the exit code, or why not.
fn met(commando: &mut clap::Command, argumenten: Vec<OsString>) -> Gedaan {
    let gelezen = commando.try_get_matches_from_mut(argumenten).and_then(|m| Argumenten::from_arg_matches(&m));
    let argumenten = match gelezen {
        Ok(argumenten) => argumenten,
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            schrijf(&taal::vertaal(&e.to_string()));
            return Ok(0);
        }
        Err(e) => {
            meld(&format!("{} Bekijk de uitleg met ‘oogo --help’.", taal::uitleg(&e)));
            return Ok(2);
        }
    };
    fault::panics("opdracht");
    let antwoord = opdracht::voer_uit(argumenten).map_err(|fout| {
        let code = if fout.soort == Foutsoort::Gebruik { 2 } else { 1 };
        (fout, code)
    })?;
    schrijf(&antwoord.tekst);
    Ok(antwoord.code)
}

fn uitkomst(gedaan: Gedaan) -> u8 {
    gedaan.unwrap_or_else(|(fout, code)| {
        meld(&fout.to_string());
        code
    })
}

/// Asks whoever is at a terminal. A script was told, and has no way to answer.
fn zegt_ja() -> bool {
    if !std::io::stdin().is_terminal() {
        return true;
    }
    meld("Toch opslaan? Typ j en Enter.");
    let mut antwoord = String::new();
    std::io::stdin().read_line(&mut antwoord).is_ok() && matches!(antwoord.trim(), "j" | "J" | "ja")
}

/// Asks whoever is at a terminal for a password, which nobody can read along; none without a terminal.
fn vraag_wachtwoord(vraag: &str) -> Option<String> {
    if !std::io::stdin().is_terminal() {
        return None;
    }
    rpassword::prompt_password(vraag).ok()
}

/// The same arguments with yes said beforehand.
fn met_ja(mut argumenten: Vec<OsString>) -> Vec<OsString> {
    let einde = argumenten.iter().position(|a| a == "--").unwrap_or(argumenten.len());
    argumenten.insert(einde, "--ja".into());
    argumenten
}

/// A reader that stops reading (`oogo toon | head`) is no error.
fn schrijf(tekst: &str) {
    let mut uit = std::io::stdout().lock();
    let _ = uit.write_all(tekst.as_bytes());
    let _ = uit.flush();
}

fn meld(zin: &str) {
    // A message may repeat what somebody typed.
    let zin = match zin.contains("PRIVATE KEY") {
        true => {
            "Dit is een privésleutel: die geeft u aan niemand. Vraag om de openbare sleutel, die met ssh-ed25519 begint."
        }
        false => zin,
    };
    let zin = gemaskeerd(zin.trim(), Datum::vandaag(), Niveau::Blokkeert);
    let _ = writeln!(std::io::stderr(), "{}", tekst::veilig(&zin));
}
