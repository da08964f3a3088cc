//! The real terminal: its modes, its events, and giving it back whatever happens.

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::app::{App, Message, Opening};
use super::job::{self, Done, Job};
use super::key::is_tekst;
use super::{draft, view};
use crate::actions::Thuis;
use crate::agenda::Datum;

/// Keys that follow each other faster than this were pasted, where the system does not say so.
const PLAKTEMPO: Duration = Duration::from_millis(3);

enum Input {
    Terminal(Event),
    Done(Done),
}

/// Gives the terminal back when it is dropped, also when the program stops on a panic.
struct Guard;

impl Guard {
    fn take() -> io::Result<Self> {
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        let vorig = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            give_back();
            // The panic's own words may quote what a user wrote; only its place is shown.
            let plaats = info.location().map(|l| format!(" ({}:{})", l.file(), l.line())).unwrap_or_default();
            let _ = writeln!(
                io::stderr(),
                "oogo is gestopt door een fout in het programma{plaats}. Wat was opgeslagen, is er nog. Meld dit aan de makers."
            );
            if std::env::var_os("RUST_BACKTRACE").is_some() {
                vorig(info);
            }
        }));
        Ok(Self)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

fn give_back() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, crossterm::cursor::Show);
    let _ = disable_raw_mode();
}

/// Runs the terminal program until the user stops it.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(thuis: Thuis, opening: Opening) -> io::Result<()> {
    let _guard = Guard::take()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let (input, inputs) = mpsc::channel();
    let (jobs, worker) = start_worker(input.clone());
    std::thread::spawn(move || listen(&input));
    let mut app = App::new(thuis, Datum::vandaag(), opening);
    send(&jobs, app.take_jobs());
    let mut draft_due: Option<Instant> = None;
    loop {
        terminal.draw(|frame| view::draw(frame, &app))?;
        match wait(&inputs, draft_due) {
            Wait::Input(eerste) => {
                for message in messages(eerste, &inputs, app.place().types_text()) {
                    let jobs_now = app.update(message);
                    send(&jobs, jobs_now);
                }
            }
            Wait::Due => {}
            Wait::Closed => return Ok(()),
        }
        // Somebody who types without a pause gets a draft too.
        if app.draft_waits() {
            let due = *draft_due.get_or_insert_with(|| Instant::now() + draft::DELAY);
            if due <= Instant::now() {
                let jobs_now = app.update(Message::Tick);
                send(&jobs, jobs_now);
                draft_due = None;
            }
        } else {
            draft_due = None;
        }
        if app.quit {
            // What still has to be written or thrown away is done before the program ends.
            drop(jobs);
            let _ = worker.join();
            return Ok(());
        }
    }
}

enum Wait {
    Input(Input),
    Due,
    Closed,
}

/// Waits for input: for as long as it takes, or until a draft is due.
fn wait(inputs: &Receiver<Input>, draft_due: Option<Instant>) -> Wait {
    let Some(due) = draft_due else { return inputs.recv().map_or(Wait::Closed, Wait::Input) };
    match inputs.recv_timeout(due.saturating_duration_since(Instant::now())) {
        Ok(input) => Wait::Input(input),
        Err(mpsc::RecvTimeoutError::Timeout) => Wait::Due,
        Err(mpsc::RecvTimeoutError::Disconnected) => Wait::Closed,
    }
}

fn start_worker(input: Sender<Input>) -> (Sender<Job>, std::thread::JoinHandle<()>) {
    let (jobs, vragen) = mpsc::channel();
    let (klaar, antwoorden) = mpsc::channel();
    let worker = std::thread::spawn(move || job::werk(&vragen, &klaar));
    std::thread::spawn(move || {
        while let Ok(done) = antwoorden.recv() {
            if input.send(Input::Done(done)).is_err() {
                return;
            }
        }
    });
    (jobs, worker)
}

fn listen(input: &Sender<Input>) {
    while let Ok(event) = crossterm::event::read() {
        if input.send(Input::Terminal(event)).is_err() {
            return;
        }
    }
}

fn send(jobs: &Sender<Job>, nieuwe: Vec<Job>) {
    for job in nieuwe {
        // Upkeep takes seconds now and then; nobody's save waits for it.
        if let Job::Tidy(_) = job {
            std::thread::spawn(move || job.run());
        } else {
            let _ = jobs.send(job);
        }
    }
}

/// Everything that has come in by now; keys that came as fast as no hand types become a paste.
fn messages(eerste: Input, inputs: &Receiver<Input>, types_text: bool) -> Vec<Message> {
    let mut alle = vec![eerste];
    alle.extend(inputs.try_iter());
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
        Input::Terminal(_) => None,
    }
}

/// Runs of four and more characters and Enters in one burst become one paste.
fn bundle(alle: Vec<Input>) -> Vec<Message> {
    let teken = |i: &Input| match i {
        Input::Terminal(Event::Key(k)) if super::key::is_ingedrukt(k) => match k.code {
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
        let loslaten = matches!(&input, Input::Terminal(Event::Key(k)) if !super::key::is_ingedrukt(k));
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
