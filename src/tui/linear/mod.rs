//! The same program without a screen: numbered questions and answers, line by line, for a screen
//! reader or a terminal that can do no more.

mod spoken;

use crate::tui::work::job::Job;
use std::io::{BufRead, IsTerminal, Write};

use crate::actions::Thuis;
use crate::agenda::Datum;
use crate::agenda::tekst::{zichtbaar, zoekvorm};
use crate::tui::action::{Action, Entry, Place, entries};
use crate::tui::app::{App, Message, Opening, Screen};
use crate::tui::dialogs::dialog::Dialog;
use crate::tui::linear::spoken::{changes, item, page, row};
use crate::tui::screens::comparing::Comparing;
use crate::tui::system::clipboard;
use crate::tui::system::effect::Effect;
use crate::tui::system::handover;

/// So many numbered lines at a time.
const AT_ONCE: usize = 20;

/// How a text of several lines is ended.
const END: &str = ".";

/// Runs the program on lines of text until the user stops it or there is no more input; gives the
/// exit code.
///
/// # Errors
/// When the output cannot be written.
pub fn run(thuis: Thuis, opening: Opening, input: impl BufRead, output: impl Write) -> std::io::Result<u8> {
    let app = App::new(thuis.clone(), Datum::vandaag(), opening);
    let mut talk = Talk { app, thuis, output, from: 0, said: String::new() };
    talk.work(Vec::new());
    talk.tell(
        "oogo zonder scherm. Typ een nummer om te kiezen, of de naam van een opdracht. Typ ? voor de opdrachten.",
    )?;
    talk.show()?;
    // What is no UTF-8 is heard as well as it can be.
    let mut lines = input.split(b'\n').map(|line| line.map(|l| String::from_utf8_lossy(&l).into_owned()));
    while !talk.app.quit {
        write!(talk.output, "> ")?;
        talk.output.flush()?;
        // What nobody may read along is not shown while it is typed.
        if talk.wants_secret() && std::io::stdin().is_terminal() {
            let secret = rpassword::read_password()?;
            talk.give_secret(&secret)?;
            continue;
        }
        let Some(line) = lines.next() else {
            // Whoever hangs up finds their text back the next time.
            talk.update(Message::Tick);
            break;
        };
        let mut line = line?;
        if talk.wants_lines(&line) {
            for more in lines.by_ref() {
                let more = more?;
                if more.trim() == END {
                    break;
                }
                line.push('\n');
                line.push_str(&more);
            }
        }
        talk.answer(&line)?;
        if !talk.app.quit {
            talk.update(Message::Tick);
        }
    }
    talk.tell("oogo is gestopt.")?;
    Ok(0)
}

struct Talk<W> {
    app: App,
    thuis: Thuis,
    output: W,
    /// The first numbered line that is read out.
    from: usize,
    /// What was read out last: the same is not said twice.
    said: String,
}

impl<W: Write> Talk<W> {
    fn tell(&mut self, text: &str) -> std::io::Result<()> {
        writeln!(self.output, "{}", zichtbaar(text))
    }

    fn update(&mut self, message: Message) {
        let jobs = self.app.update(message);
        self.work(jobs);
    }

    /// Does the jobs and effects that the state asks for, at once.
    fn work(&mut self, jobs: Vec<Job>) {
        let mut waiting: std::collections::VecDeque<_> = jobs.into();
        loop {
            waiting.extend(self.app.take_jobs());
            if let Some(job) = waiting.pop_front() {
                waiting.extend(self.app.update(Message::Done(Box::new(job.run()))));
                continue;
            }
            let effects = self.app.take_effects();
            if effects.is_empty() {
                return;
            }
            for effect in effects {
                waiting.extend(match effect {
                    Effect::Copy(text) => {
                        clipboard::copy(&text);
                        Vec::new()
                    }
                    Effect::Paste => self.app.update(Message::Clipboard(clipboard::paste())),
                    Effect::Edit(text) => {
                        let edited = handover::edit(&text, &self.thuis, None);
                        self.app.update(Message::Edited(edited))
                    }
                });
            }
        }
    }

    /// Whether a password is asked.
    fn wants_secret(&self) -> bool {
        matches!(self.app.dialogs.last(), Some(Dialog::Editor(e)) if e.field.is_secret())
    }

    /// Gives the password as it was typed.
    fn give_secret(&mut self, secret: &str) -> std::io::Result<()> {
        if let Some(Dialog::Editor(e)) = self.app.dialogs.last_mut() {
            e.field.replace_text(secret);
        }
        self.app.act(Action::Done);
        self.work(Vec::new());
        self.show()
    }

    /// Whether a first line of text begins one of more lines.
    fn wants_lines(&self, first: &str) -> bool {
        self.app.place() == Place::Prose && !first.trim().is_empty() && !first.starts_with(':')
    }

    fn answer(&mut self, line: &str) -> std::io::Result<()> {
        let line = line.trim_end();
        self.app.notice = None;
        if self.app.dialogs.is_empty() {
            self.app.after_save = None;
        }
        match self.app.place() {
            Place::Line | Place::Prose if !line.starts_with(':') => self.write(line),
            place => {
                let word = line.trim().trim_start_matches(':').trim();
                if word.is_empty() {
                    self.said.clear();
                } else if word == "?" {
                    return self.help(place);
                } else if zoekvorm(word) == "meer" {
                    self.from += AT_ONCE;
                    self.said.clear();
                } else if let Ok(n) = word.parse::<usize>() {
                    self.choose(n);
                } else {
                    self.command(word);
                }
            }
        }
        self.work(Vec::new());
        self.show()
    }

    /// Puts a line, or lines, in the field that is open, and confirms it.
    fn write(&mut self, text: &str) {
        if let Some(Dialog::Editor(e)) = self.app.dialogs.last_mut() {
            // An empty answer leaves what stands there.
            if !text.trim().is_empty() {
                e.field.replace_text(if text.trim() == "-" { "" } else { text });
                if self.app.tell_too_long() {
                    return;
                }
            }
        }
        self.app.act(Action::Done);
        self.from = 0;
    }

    /// What a number chooses in the place where the keys go.
    fn choose(&mut self, n: usize) {
        let Some(i) = n.checked_sub(1).filter(|i| *i < self.lines().len()) else {
            self.app.tell(format!("Er is geen nummer {n}."));
            return;
        };
        self.from = 0;
        match self.app.dialogs.last_mut() {
            Some(Dialog::Question(_)) => return self.app.answer_with(i),
            Some(Dialog::Choice(c)) => c.cursor = i,
            Some(Dialog::Form(f)) => f.cursor = i,
            Some(Dialog::Page(p)) => {
                let links = p.verslag.regels.iter().enumerate().filter(|(_, r)| r.doel.is_some());
                p.cursor = links.map(|(i, _)| i).nth(i).unwrap_or(0);
            }
            Some(Dialog::Palette(p)) => p.cursor = i,
            Some(_) => {}
            None => match self.app.screen {
                Screen::Start => self.app.start = i,
                Screen::Overview => self.app.overview.cursor = i,
                Screen::Comparing => {
                    if let Some(c) = &mut self.app.comparing {
                        c.cursor = i;
                    }
                    self.app.tell("Gekozen. Opdrachten zoals ‘terugnemen’ en ‘gezien’ gaan nu over deze wijziging.");
                    self.said.clear();
                    return;
                }
                Screen::Reading => {
                    if let Some(r) = &mut self.app.reader {
                        r.cursor = i;
                        self.app.tell("Gekozen. Opdrachten zoals ‘bewerken’ gaan nu over dit onderdeel.");
                        self.said.clear();
                    }
                    return;
                }
            },
        }
        self.app.press_focus();
    }

    /// The commands that can be given by name.
    fn commands(&self, place: Place) -> Vec<&'static Entry> {
        let moves = |a: Action| {
            use Action::{Copy, Cut, DayAfter, DayBefore, Down, First, Help, Last, MonthAfter, MonthBefore, NextField};
            use Action::{Open, PageDown, PageUp, Palette, Paste, PreviousField, SelectAll, Up};
            matches!(
                a,
                Up | Down
                    | PageUp
                    | PageDown
                    | First
                    | Last
                    | NextField
                    | PreviousField
                    | SelectAll
                    | Cut
                    | Copy
                    | Paste
                    | Help
                    | Palette
                    | Open
                    | DayBefore
                    | DayAfter
                    | MonthBefore
                    | MonthAfter
            )
        };
        entries(place).filter(|e| !moves(e.action)).collect()
    }

    fn command(&mut self, word: &str) {
        let wanted = zoekvorm(word);
        let all = self.commands(self.app.place());
        let exact = all.iter().copied().find(|e| zoekvorm(e.label) == wanted);
        let begins: Vec<_> = all.iter().copied().filter(|e| zoekvorm(e.label).starts_with(&wanted)).collect();
        let only = if let [e] = begins.as_slice() { Some(*e) } else { None };
        match (exact.or(only), begins.as_slice()) {
            (Some(e), _) => {
                self.from = 0;
                // Here nothing has the focus that one might mean without saying so.
                if let Some(Dialog::Choice(c)) = self.app.dialogs.last_mut() {
                    c.touched = true;
                }
                self.app.try_to(e);
            }
            (None, []) => self.app.tell(format!("Er is hier geen opdracht ‘{word}’. Typ ? voor de opdrachten.")),
            (None, meer) => {
                let namen: Vec<&str> = meer.iter().map(|e| e.label).collect();
                self.app.tell(format!("Bedoelt u {}?", crate::agenda::tekst::opsomming_met(&namen, "of")));
            }
        }
    }

    fn help(&mut self, place: Place) -> std::io::Result<()> {
        for e in self.commands(place) {
            let why =
                e.needs.iter().find_map(|n| n.missing(&self.app)).map(|w| format!(" Nu niet: {w}")).unwrap_or_default();
            self.tell(&format!("{}: {}{why}", e.label, e.uitleg))?;
        }
        self.tell("meer: leest de volgende regels voor. Een lege regel leest alles nog eens voor.")
    }

    /// Reads out where one is, as far as that is new.
    fn show(&mut self) -> std::io::Result<()> {
        if let Some(n) = &self.app.notice {
            let text = format!("{}{}", if n.fout { "Fout: " } else { "" }, n.tekst);
            self.tell(&text)?;
        }
        if self.app.quit {
            return Ok(());
        }
        let (heading, lines) = (self.heading(), self.lines());
        let from = if self.from < lines.len() { self.from } else { 0 };
        self.from = from;
        let mut text = heading;
        if let Some(Dialog::Page(p)) = self.app.dialogs.last() {
            text.push('\n');
            text.push_str(&page(p));
        } else {
            for (i, line) in lines.iter().enumerate().skip(from).take(AT_ONCE) {
                text.push_str(&format!("\n{}. {line}", i + 1));
            }
            let rest = lines.len().saturating_sub(from + AT_ONCE);
            if rest > 0 {
                text.push_str(&format!("\nEn nog {rest}; typ ‘meer’."));
            }
        }
        if text == self.said {
            return Ok(());
        }
        self.tell(&text)?;
        self.said = text;
        Ok(())
    }

    fn heading(&self) -> String {
        let name = self.app.gelezen.as_ref().map_or("oogo", |g| g.agenda.voorblad.naam.as_str());
        match self.app.dialogs.last() {
            Some(Dialog::Editor(e)) => {
                let now = e.field.text();
                let now = match e.field.is_secret() {
                    _ if now.trim().is_empty() => "(leeg)".to_owned(),
                    true => "(niet te zien)".to_owned(),
                    false => now,
                };
                let how = if e.field.is_prose() {
                    "Typ de nieuwe tekst en sluit af met een regel met alleen een punt; een lege regel laat staan wat er staat, - maakt leeg, :sluiten of :terug gaat terug."
                } else {
                    "Typ het antwoord; een lege regel laat staan wat er staat, - maakt leeg, :sluiten gaat terug."
                };
                let tips: String = e.tips.iter().map(|(t, b)| format!("\nTip: {t} ({b})")).collect();
                format!("Veld: {}\n{}{tips}\nNu: {now}\n{how}", e.label, e.uitleg)
            }
            Some(Dialog::Choice(c)) => {
                let how =
                    if c.meer { "Een nummer kiest of haalt weg; ‘klaar’ bevestigt." } else { "Een nummer kiest." };
                format!("Lijst: {}\n{}\n{how}", c.label, c.uitleg)
            }
            Some(Dialog::Form(f)) => {
                let fout = f.fout.as_ref().map(|e| format!("\nFout: {e}")).unwrap_or_default();
                format!("Formulier: {}\n{}{fout}\nEen nummer vult een veld in; ‘klaar’ bevestigt.", f.titel, f.uitleg)
            }
            Some(Dialog::Question(q)) => format!("Vraag: {}", q.vraag),
            Some(Dialog::Page(p)) => format!("Bladzijde: {}; ‘terug’ sluit haar.", p.verslag.titel),
            Some(Dialog::Palette(_)) => "Lijst met opdrachten".to_owned(),
            Some(Dialog::Calendar(c)) => format!("Kalender: {}", c.dag.lang()),
            None => match self.app.screen {
                Screen::Start => "Welkom bij oogo. Waarmee wilt u beginnen?".to_owned(),
                Screen::Overview => format!("Overzicht: {name}"),
                Screen::Comparing => self.app.comparing.as_ref().map(Comparing::title).unwrap_or_default(),
                Screen::Reading => {
                    let stuk = self.app.reader.as_ref().map(|r| r.concept.stuk().clone());
                    let titel =
                        stuk.zip(self.app.gelezen.as_ref()).map(|(s, g)| format!("{s}, {}", s.titel(&g.agenda)));
                    format!("Lezen: {}", titel.unwrap_or_default())
                }
            },
        }
    }

    /// What can be chosen by its number.
    fn lines(&self) -> Vec<String> {
        match self.app.dialogs.last() {
            Some(Dialog::Choice(c)) => c
                .zichtbaar()
                .iter()
                .map(|(w, l)| if c.gekozen.contains(w) { format!("{l} (gekozen)") } else { l.clone() })
                .collect(),
            Some(Dialog::Form(f)) => f
                .velden
                .iter()
                .map(|v| {
                    let optie = v.opties.iter().find(|(w, _)| *w == v.tekst).map_or(v.tekst.as_str(), |(_, l)| l);
                    let nu = if optie.trim().is_empty() { "(leeg)" } else { optie };
                    format!("{}: {nu}. {}", v.label, v.uitleg)
                })
                .collect(),
            Some(Dialog::Question(q)) => q.antwoorden.iter().map(|(_, tekst, _)| tekst.clone()).collect(),
            Some(Dialog::Page(p)) => {
                p.verslag.regels.iter().filter(|r| r.doel.is_some()).map(|r| r.tekst.clone()).collect()
            }
            Some(Dialog::Palette(p)) => p.found.iter().filter_map(|i| Some(p.items.get(*i)?.label.clone())).collect(),
            Some(Dialog::Editor(_) | Dialog::Calendar(_)) => Vec::new(),
            None => match self.app.screen {
                Screen::Start => {
                    self.app.choices().iter().map(|(_, naam, uitleg)| format!("{naam}: {uitleg}")).collect()
                }
                Screen::Overview => match &self.app.gelezen {
                    Some(g) => self.app.overview.rows.iter().map(|r| row(r, g, self.app.vandaag)).collect(),
                    None => Vec::new(),
                },
                Screen::Comparing => self.app.comparing.iter().flat_map(changes).collect(),
                Screen::Reading => self.app.reader.iter().flat_map(|r| r.items.iter().map(item)).collect(),
            },
        }
    }
}
