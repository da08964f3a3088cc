//! The real terminal: its modes, its events, and giving it back whatever happens.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Instant;

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::actions::{Thuis, instellingen};
use crate::agenda::Datum;
use crate::agenda::datum::kies_vorm;
use crate::fault;
use crate::tui::app::{App, Message, Opening};
use crate::tui::keys::keymap;
use crate::tui::style;
use crate::tui::system::clipboard;
use crate::tui::system::effect::Effect;
use crate::tui::system::handover;
use crate::tui::system::incoming::{Input, messages};
use crate::tui::system::threads::{Listener, Workers};
use crate::tui::view;
use crate::tui::work::done::Done;
use crate::tui::work::draft;

/// Whether the user wants the mouse.
static MOUSE: AtomicBool = AtomicBool::new(true);

/// Gives the terminal back when it is dropped, also when the program stops on a panic.
struct Guard;

impl Guard {
    fn take() -> io::Result<Self> {
        take()?;
        let main = std::thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            // A worker that stops says so in an answer; the program goes on.
            if std::thread::current().id() != main {
                return;
            }
            give_back();
            fault::tell(info);
        }));
        Ok(Self)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste)?;
    if MOUSE.load(Ordering::SeqCst) {
        execute!(io::stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// A screen of which nothing is drawn yet.
fn screen() -> io::Result<Terminal<CrosstermBackend<io::Stdout>>> {
    Terminal::new(CrosstermBackend::new(io::stdout()))
}

fn give_back() {
    let _ = execute!(
        io::stdout(),
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        crossterm::cursor::Show
    );
    let _ = disable_raw_mode();
}

/// Runs the terminal program until the user stops it, or the system does; gives the exit code.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(thuis: Thuis, mut opening: Opening) -> io::Result<u8> {
    let (own, mut mistakes) = instellingen::lees(&thuis);
    mistakes.extend(keymap::set(&own.toetsen));
    if !own.kleuren {
        style::without_colours();
    }
    kies_vorm(own.datums);
    MOUSE.store(own.muis, Ordering::SeqCst);
    opening.mistakes = mistakes;
    let _guard = Guard::take()?;
    let mut terminal = screen()?;
    let (input, inputs) = mpsc::channel();
    let mut work = Workers::start(&input);
    let listener = Listener::start(input.clone());
    signals(&input, &listener);
    let mut app = App::new(thuis.clone(), Datum::vandaag(), opening);
    work.send(app.take_jobs());
    let mut draft_due: Option<Instant> = None;
    let mut code = 0;
    // A draft that was kept shows nowhere; drawing for it would only make the next key wait.
    let mut shows = true;
    loop {
        if shows && let Err(gone) = terminal.draw(|frame| view::draw(frame, &app)) {
            // The window is gone; what was typed in it is not.
            work.send(app.update(Message::Tick));
            work.finish();
            return Err(gone);
        }
        let waited = wait(&inputs, draft_due);
        shows = match &waited {
            Wait::Due => false,
            Wait::Input(Input::Done(done)) => !matches!(**done, Done::Kept),
            _ => true,
        };
        match waited {
            Wait::Input(Input::Ended(ended)) => {
                // What was typed is kept before the program goes.
                code = ended;
                work.send(app.update(Message::Tick));
                app.quit = true;
            }
            Wait::Input(Input::Paused) => {
                pause();
                terminal = screen()?;
            }
            Wait::Input(eerste) => {
                app.vandaag = Datum::vandaag();
                for message in messages(eerste, &inputs, &input, app.place().types_text()) {
                    if let Message::Key(_) = message {
                        fault::panics("toets");
                    }
                    let jobs_now = app.update(message);
                    work.send(jobs_now);
                }
            }
            Wait::Due => {}
            Wait::Closed => return Ok(code),
        }
        for effect in app.take_effects() {
            match effect {
                Effect::Copy(text) => clipboard::copy(&text),
                Effect::Paste => {
                    let input = input.clone();
                    std::thread::spawn(move || drop(input.send(Input::Clipboard(clipboard::paste()))));
                }
                Effect::Edit(text) => {
                    // What was typed so far is safe before another program has it.
                    work.send(app.update(Message::Tick));
                    let (edited, taken) = listener.away(|| {
                        give_back();
                        (handover::edit(&text, &thuis, own.editor.as_deref()), take())
                    });
                    terminal = screen()?;
                    work.send(app.update(Message::Edited(edited)));
                    if let Err(gone) = taken {
                        work.send(app.update(Message::Tick));
                        work.finish();
                        return Err(gone);
                    }
                }
            }
        }
        // Somebody who types without a pause gets a draft too.
        if app.draft_waits() {
            let due = *draft_due.get_or_insert_with(|| Instant::now() + draft::DELAY);
            if due <= Instant::now() {
                let jobs_now = app.update(Message::Tick);
                work.send(jobs_now);
                draft_due = None;
            }
        } else {
            draft_due = None;
        }
        if app.quit {
            // What still has to be written or thrown away is done before the program ends.
            work.finish();
            return Ok(code);
        }
    }
}

/// Tells the loop when the system wants the program to end or to pause.
#[cfg(unix)]
fn signals(input: &Sender<Input>, listener: &Listener) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP]) else { return };
    let (input, away) = (input.clone(), std::sync::Arc::clone(&listener.state));
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // While another program has the terminal, both pause together.
            if signal == SIGTSTP && away.0.load(Ordering::SeqCst) {
                let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                continue;
            }
            // As a shell reports a program that a signal ended.
            let ended = Input::Ended(128u8.saturating_add(u8::try_from(signal).unwrap_or(0)));
            if input.send(if signal == SIGTSTP { Input::Paused } else { ended }).is_err() {
                return;
            }
        }
    });
}

#[cfg(not(unix))]
fn signals(_input: &Sender<Input>, _listener: &Listener) {}

/// Gives the terminal back, waits until the shell lets the program go on, and takes it again.
fn pause() {
    give_back();
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    let _ = take();
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
