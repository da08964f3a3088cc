//! What comes in from the terminal, the workers and the system, as messages for the state.

use crate::tui::keys::key::is_ingedrukt;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, MouseEventKind};

use crate::tui::app::Message;
use crate::tui::keys::key::is_tekst;
use crate::tui::work::done::Done;

/// Keys that follow each other faster than this were pasted, where the system does not say so.
const PLAKTEMPO: Duration = Duration::from_millis(3);

/// One thing that came in.
#[cfg_attr(not(unix), allow(dead_code, reason = "only Unix sends signals"))]
pub(in crate::tui) enum Input {
    Terminal(Event),
    Done(Box<Done>),
    Clipboard(Option<String>),
    /// The system ends the program, with this exit code.
    Ended(u8),
    /// The shell pauses the program.
    Paused,
}

/// Everything that has come in by now; keys that came as fast as no hand types become a paste.
pub(in crate::tui) fn messages(
    eerste: Input,
    inputs: &Receiver<Input>,
    input: &Sender<Input>,
    types_text: bool,
) -> Vec<Message> {
    let mut alle = vec![eerste];
    alle.extend(inputs.try_iter());
    // What is not for the state waits for the next turn.
    if let Some(i) = alle.iter().position(|i| matches!(i, Input::Ended(_) | Input::Paused)) {
        for later in alle.drain(i..) {
            let _ = input.send(later);
        }
    }
    if cfg!(windows) && types_text {
        // A paste arrives here key by key; wait for the rest of it.
        while let Some(Input::Terminal(_)) = alle.last() {
            match inputs.recv_timeout(PLAKTEMPO) {
                Ok(meer) => alle.push(meer),
                Err(_) => break,
            }
        }
        return bundle(alle);
    }
    alle.into_iter().filter_map(message).collect()
}

fn message(input: Input) -> Option<Message> {
    match input {
        Input::Done(done) => Some(Message::Done(done)),
        Input::Terminal(Event::Key(k)) => Some(Message::Key(k)),
        Input::Terminal(Event::Paste(t)) => Some(Message::Paste(t)),
        Input::Terminal(Event::Resize(..)) => Some(Message::Resize),
        Input::Terminal(Event::Mouse(m)) if m.kind != MouseEventKind::Moved => Some(Message::Mouse(m)),
        Input::Clipboard(text) => Some(Message::Clipboard(text)),
        Input::Ended(_) | Input::Paused => None,
        Input::Terminal(_) => None,
    }
}

/// Runs of four and more characters and Enters in one burst become one paste.
fn bundle(alle: Vec<Input>) -> Vec<Message> {
    let teken = |i: &Input| match i {
        Input::Terminal(Event::Key(k)) if is_ingedrukt(k) => match k.code {
            KeyCode::Char(c) if is_tekst(k) => Some(c),
            KeyCode::Enter => Some('\n'),
            KeyCode::Tab => Some('\t'),
            _ => None,
        },
        _ => None,
    };
    let mut uit = Vec::new();
    let mut rij: Vec<Input> = Vec::new();
    let leeg = |rij: &mut Vec<Input>, uit: &mut Vec<Message>| {
        if rij.len() >= 4 {
            uit.push(Message::Paste(rij.iter().filter_map(teken).collect()));
            rij.clear();
        } else {
            uit.extend(rij.drain(..).filter_map(message));
        }
    };
    for input in alle {
        let loslaten = matches!(&input, Input::Terminal(Event::Key(k)) if !is_ingedrukt(k));
        if loslaten {
            continue;
        }
        if teken(&input).is_some() {
            rij.push(input);
        } else {
            leeg(&mut rij, &mut uit);
            uit.extend(message(input));
        }
    }
    leeg(&mut rij, &mut uit);
    uit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyEvent, KeyModifiers};

    fn toets(code: KeyCode) -> Input {
        Input::Terminal(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    #[test]
    fn a_burst_of_keys_is_a_paste_and_submits_nothing() {
        let burst: Vec<Input> =
            "een\ntwee".chars().map(|c| toets(if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) })).collect();
        let uit = bundle(burst);
        assert!(matches!(uit.as_slice(), [Message::Paste(t)] if t == "een\ntwee"), "{uit:?}");
        let los = bundle(vec![toets(KeyCode::Char('j')), toets(KeyCode::Enter)]);
        assert_eq!(los.len(), 2);
    }
}
