//! The terminal program's state, and how a message changes it. Nothing here draws or waits.

use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use super::action::{self, Action, Place};
use super::dialog::{Decision, Dialog, Editor, Form, FormField, Page, Purpose, Question};
use super::edit;
use super::job::{Done, Job};
use super::key::{is_ingedrukt, is_tekst};
use super::overview::{Overview, Row};
use super::pages;
use super::reader::{Item, Reader};
use crate::actions::concept::Concept;
use crate::actions::gebruiker::Gebruiker;
use crate::actions::{Fout, Kopie, Thuis};
use crate::agenda::veld::Soort;
use crate::agenda::{AfspraakId, Datum};
use crate::git::Buitenom;
use crate::store::Gelezen;

/// What happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The window has another size.
    Resize,
    /// A job came to an end.
    Done(Done),
}

/// Which screen is shown under the dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// What to begin with.
    Start,
    /// All themes and afspraken.
    Overview,
    /// One afspraak.
    Reading,
}

/// A line for the user about what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened and what to do next.
    pub tekst: String,
    /// Whether it was refused.
    pub fout: bool,
}

/// Where to go once a save is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AfterSave {
    Leave,
    Quit,
}

/// The start screen's choices: key, words, explanation.
pub const START: [(Action, &str, &str); 3] = [
    (Action::OpenExample, "Voorbeeld bekijken", "een verzonnen regio; er kan niets misgaan"),
    (Action::OpenFolder, "Ontwikkelagenda openen", "in een map op deze computer of een netwerkschijf"),
    (Action::NewAgenda, "Nieuwe ontwikkelagenda", "in een nieuwe map, met de gebruikelijke thema’s"),
];

/// Everything the screen shows.
#[derive(Debug)]
pub struct App {
    /// Which screen.
    pub screen: Screen,
    /// What stands over it, the topmost last.
    pub dialogs: Vec<Dialog>,
    /// Which start choice has the focus.
    pub start: usize,
    /// The copy that is open.
    pub kopie: Option<Kopie>,
    /// What was read of it.
    pub gelezen: Option<Arc<Gelezen>>,
    /// Who is at the keyboard.
    pub wie: Option<Gebruiker>,
    /// The overview.
    pub overview: Overview,
    /// The afspraak that is open.
    pub reader: Option<Reader>,
    /// What changed outside and was not saved.
    pub outside: Vec<(String, Buitenom)>,
    /// The line for the user.
    pub notice: Option<Notice>,
    /// What is going on, while jobs run.
    pub busy: Vec<Option<&'static str>>,
    /// Today.
    pub vandaag: Datum,
    /// Whether the program is to end.
    pub quit: bool,
    clipboard: String,
    /// What to do once the save is there: leave the afspraak, or oogo.
    after_save: Option<AfterSave>,
    jobs: Vec<Job>,
    /// This user's own folders.
    pub(super) thuis: Thuis,
}

impl App {
    /// The program as it starts: opening a folder, or the start screen.
    pub fn new(thuis: Thuis, vandaag: Datum, map: Option<PathBuf>) -> Self {
        let mut app = Self {
            screen: Screen::Start,
            dialogs: Vec::new(),
            start: 0,
            kopie: None,
            gelezen: None,
            wie: None,
            overview: Overview::default(),
            reader: None,
            outside: Vec::new(),
            notice: None,
            busy: Vec::new(),
            vandaag,
            quit: false,
            clipboard: String::new(),
            after_save: None,
            jobs: Vec::new(),
            thuis,
        };
        if let Some(map) = map {
            app.jobs.push(Job::Open(app.thuis.clone(), map));
        }
        app
    }

    /// Takes in what happened, and gives the jobs that it asks for.
    pub fn update(&mut self, message: Message) -> Vec<Job> {
        match message {
            Message::Key(event) if is_ingedrukt(&event) => self.key(&event),
            Message::Paste(tekst) => {
                if let Some(Dialog::Editor(e)) = self.dialogs.last_mut() {
                    e.field.paste(&tekst);
                }
            }
            Message::Key(_) | Message::Resize => {}
            Message::Done(done) => self.done(done),
        }
        self.take_jobs()
    }

    /// The jobs that wait to be handed to the worker.
    pub fn take_jobs(&mut self) -> Vec<Job> {
        let jobs = std::mem::take(&mut self.jobs);
        self.busy.extend(jobs.iter().map(Job::label));
        jobs
    }

    /// Where the keys go.
    pub fn place(&self) -> Place {
        match self.dialogs.last() {
            Some(Dialog::Editor(e)) if e.field.is_prose() => Place::Prose,
            Some(Dialog::Editor(_)) => Place::Line,
            Some(Dialog::Choice(_)) => Place::Choice,
            Some(Dialog::Form(_)) => Place::Form,
            Some(Dialog::Question(_)) => Place::Question,
            Some(Dialog::Page(_)) => Place::Page,
            None => match self.screen {
                Screen::Start => Place::Start,
                Screen::Overview => Place::Overview,
                Screen::Reading => Place::Reading,
            },
        }
    }

    /// Tells the user something.
    pub fn tell(&mut self, tekst: impl Into<String>) {
        self.notice = Some(Notice { tekst: tekst.into(), fout: false });
    }

    /// Tells the user why something was refused.
    pub fn refuse(&mut self, fout: &Fout) {
        self.notice = Some(Notice { tekst: fout.to_string().trim().to_owned(), fout: true });
    }

    /// Asks the worker for something.
    pub(super) fn ask(&mut self, job: Job) {
        self.jobs.push(job);
    }

    fn key(&mut self, event: &KeyEvent) {
        self.notice = None;
        if self.dialogs.is_empty() {
            self.after_save = None;
        }
        let place = self.place();
        if let Some(Dialog::Question(q)) = self.dialogs.last() {
            let gekozen =
                q.antwoorden.iter().find(|(toets, ..)| event.code == KeyCode::Char(*toets)).map(|(.., d)| d.clone());
            match gekozen {
                Some(decision) => {
                    self.dialogs.pop();
                    self.decide(decision);
                }
                None if event.code == KeyCode::Esc => {
                    self.dialogs.pop();
                }
                None => {}
            }
            return;
        }
        match action::action_of(place, event) {
            Some(action) => self.act(action),
            None => self.type_key(event),
        }
    }

    /// A key that is no action: text for a field, a letter that narrows a list, or a key that
    /// means nothing here.
    fn type_key(&mut self, event: &KeyEvent) {
        match self.dialogs.last_mut() {
            Some(Dialog::Editor(e)) => {
                e.field.input(event);
                self.live_filter();
            }
            Some(Dialog::Choice(c)) => {
                match event.code {
                    KeyCode::Char(t) if is_tekst(event) => c.filter.push(t),
                    KeyCode::Backspace => {
                        c.filter.pop();
                    }
                    _ => return,
                }
                c.cursor = 0;
            }
            _ => {
                let toetsen = if self.place() == Place::Reading && event.code == KeyCode::Enter {
                    "Druk op e om dit onderdeel te bewerken."
                } else {
                    "Deze toets doet hier niets. Met F1 ziet u welke toetsen hier werken."
                };
                self.tell(toetsen);
            }
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Help => self.dialogs.push(Dialog::Page(pages::help(self.place()))),
            Action::Quit => self.leave(true),
            Action::Back => self.back(),
            Action::Up => self.go(-1),
            Action::Down => self.go(1),
            Action::PageUp => self.go(-(self.page_height())),
            Action::PageDown => self.go(self.page_height()),
            Action::First => self.go(isize::MIN / 2),
            Action::Last => self.go(isize::MAX / 2),
            Action::NextField => self.go(1),
            Action::PreviousField => self.go(-1),
            Action::Open => self.open(),
            Action::OpenExample => self.ask(Job::Example(self.thuis.clone())),
            Action::OpenFolder => {
                self.edit_line(Purpose::OpenFolder, "Welke map?", "De map waarin de ontwikkelagenda staat.", "")
            }
            Action::NewAgenda => self.dialogs.push(Dialog::Form(edit::new_agenda())),
            Action::NewAfspraak => self.new_afspraak(),
            Action::Filter => {
                let filter = self.overview.filter.clone();
                self.edit_line(Purpose::Filter, "Zoeken", "Typ een of meer woorden; leeg toont weer alles.", &filter);
            }
            Action::Reload => self.reload(),
            Action::WhoAmI => self.who_am_i(false),
            Action::Findings => self.ask_with_kopie(Job::Check),
            Action::History => {
                let id =
                    self.reader.as_ref().filter(|_| self.screen == Screen::Reading).map(|r| r.concept.id().clone());
                self.ask_with_kopie(|kopie| Job::History(kopie, id));
            }
            Action::SaveOutside => self.save_outside(),
            Action::Edit => edit::edit(self),
            Action::AddRow => edit::add_row(self),
            Action::RemoveRow => edit::ask_remove_row(self),
            Action::ShowEmpty => {
                if let (Some(r), Some(g)) = (self.reader.as_mut(), &self.gelezen) {
                    r.show_empty = !r.show_empty;
                    r.fill(&g.agenda);
                }
            }
            Action::Save => self.save(),
            Action::Undo => self.undo(true),
            Action::Redo => self.undo(false),
            Action::Done => edit::done(self),
            Action::Toggle => {
                if let Some(Dialog::Choice(c)) = self.dialogs.last_mut() {
                    c.wissel();
                }
            }
            Action::SelectAll | Action::Cut | Action::Copy | Action::Paste => self.clipboard(action),
        }
    }

    fn clipboard(&mut self, action: Action) {
        let Some(Dialog::Editor(e)) = self.dialogs.last_mut() else { return };
        let tekst = match action {
            Action::Cut => e.field.cut(),
            Action::Copy => e.field.copy(),
            Action::Paste => {
                e.field.paste(&self.clipboard.clone());
                None
            }
            _ => {
                e.field.select_all();
                None
            }
        };
        if let Some(tekst) = tekst {
            self.clipboard = tekst;
        }
    }

    fn page_height(&self) -> isize {
        let hoogte = match (self.dialogs.last(), self.screen) {
            (Some(_), _) | (None, Screen::Start) => 10,
            (None, Screen::Overview) => self.overview.height.get(),
            (None, Screen::Reading) => self.reader.as_ref().map_or(10, |r| r.height.get()),
        };
        isize::try_from(hoogte.saturating_sub(1).max(2)).unwrap_or(10)
    }

    /// Moves the focus of whatever has the keys.
    fn go(&mut self, stappen: isize) {
        let naar = |nu: usize, aantal: usize| nu.saturating_add_signed(stappen).min(aantal.saturating_sub(1));
        match self.dialogs.last_mut() {
            Some(Dialog::Choice(c)) => c.cursor = naar(c.cursor, c.zichtbaar().len()),
            Some(Dialog::Form(f)) => f.cursor = naar(f.cursor, f.velden.len()),
            Some(Dialog::Page(p)) => p.boven = naar(p.boven, p.regels.len()),
            Some(_) => {}
            None => match self.screen {
                Screen::Start => self.start = naar(self.start, START.len()),
                Screen::Overview => self.overview.cursor = naar(self.overview.cursor, self.overview.rows.len()),
                Screen::Reading => {
                    if let Some(r) = &mut self.reader {
                        if stappen.unsigned_abs() > 100_000 {
                            r.cursor = naar(r.cursor, r.items.len());
                        } else {
                            r.go(stappen);
                        }
                    }
                }
            },
        }
    }

    fn open(&mut self) {
        match self.screen {
            Screen::Start => {
                if let Some((action, ..)) = START.get(self.start) {
                    self.act(*action);
                }
            }
            Screen::Overview => match self.overview.current().cloned() {
                Some(Row::Afspraak(id)) => self.open_afspraak(&id),
                Some(Row::Onleesbaar(pad)) => self.unreadable(&pad),
                Some(Row::Thema(id)) => {
                    if let Some(g) = &self.gelezen {
                        let page = pages::thema(&g.agenda, &id);
                        self.dialogs.push(Dialog::Page(page));
                    }
                }
                None => {}
            },
            Screen::Reading => {}
        }
    }

    fn unreadable(&mut self, pad: &str) {
        if let Some(g) = &self.gelezen {
            let van_dit: Vec<_> = g.bevindingen.iter().filter(|b| b.bestand == pad).cloned().collect();
            self.dialogs.push(Dialog::Page(pages::findings(&van_dit)));
        }
    }

    /// Shows an afspraak.
    fn open_afspraak(&mut self, id: &AfspraakId) {
        let (Some(kopie), Some(gelezen)) = (&self.kopie, &self.gelezen) else { return };
        match Concept::open(kopie, id) {
            Ok(concept) => {
                let (cursor, leeg) = match &self.reader {
                    Some(r) if r.concept.id() == id => (r.cursor, r.show_empty),
                    _ => (1, false),
                };
                let mut reader = Reader::new(concept, &gelezen.agenda);
                reader.show_empty = leeg;
                reader.fill(&gelezen.agenda);
                reader.cursor = cursor.min(reader.items.len().saturating_sub(1));
                self.reader = Some(reader);
                self.screen = Screen::Reading;
            }
            Err(fout) => self.refuse(&fout),
        }
    }

    fn back(&mut self) {
        match self.dialogs.last() {
            Some(Dialog::Editor(_)) => edit::leave_editor(self),
            Some(Dialog::Form(f)) if f.is_gewijzigd() => {
                self.dialogs.push(question(
                    "Wat u invulde is nog niet bevestigd.",
                    &[('v', "Verder invullen", Decision::Stay), ('w', "Weggooien", Decision::DropForm)],
                ));
            }
            Some(_) => {
                self.dialogs.pop();
            }
            None if self.screen == Screen::Overview && !self.overview.filter.is_empty() => {
                self.overview.filter.clear();
                self.refill();
            }
            None => self.leave(false),
        }
    }

    /// Leaves the afspraak, or the program; asks first when something was not saved.
    fn leave(&mut self, stoppen: bool) {
        let gewijzigd = self.reader.as_ref().filter(|r| r.concept.is_gewijzigd()).map(|r| r.concept.gewijzigd());
        if let (Some(velden), Screen::Reading) = (gewijzigd, self.screen) {
            let vraag = format!("U hebt dit nog niet opgeslagen: {}.", crate::agenda::tekst::opsomming(&velden));
            let weg = if stoppen { Decision::DiscardAndQuit } else { Decision::DiscardAndLeave };
            self.dialogs.push(question(
                &vraag,
                &[
                    ('o', "Opslaan", if stoppen { Decision::SaveAndQuit } else { Decision::SaveAndLeave }),
                    ('v', "Verder bewerken", Decision::Stay),
                    ('w', "Wijzigingen weggooien", weg),
                ],
            ));
        } else if stoppen {
            self.quit = true;
        } else if self.screen == Screen::Reading {
            self.screen = Screen::Overview;
            self.reader = None;
        } else {
            self.tell("Met q sluit u oogo.");
        }
    }

    fn decide(&mut self, decision: Decision) {
        match decision {
            Decision::Stay => {}
            Decision::SaveAndLeave => self.save_then(AfterSave::Leave),
            Decision::SaveAndQuit => self.save_then(AfterSave::Quit),
            Decision::DiscardAndLeave => {
                self.reader = None;
                self.screen = Screen::Overview;
            }
            Decision::DiscardAndQuit => self.quit = true,
            Decision::DropEdit | Decision::DropForm => {
                self.dialogs.pop();
            }
            Decision::RemoveRow(soort, groep, sleutel) => edit::remove_row(self, soort, groep, &sleutel),
            Decision::Reread => {
                self.reader = None;
                self.screen = Screen::Overview;
                self.reload();
            }
        }
    }

    /// Undoes or redoes: typing in a field first, then whole changes of the afspraak.
    fn undo(&mut self, terug: bool) {
        if let Some(Dialog::Editor(e)) = self.dialogs.last_mut() {
            let gedaan = if terug { e.field.undo() } else { e.field.redo() };
            if !gedaan {
                self.tell(if terug {
                    "Er is in dit veld niets om ongedaan te maken."
                } else {
                    "Er is niets om opnieuw te doen."
                });
            }
            return;
        }
        let (Some(r), Some(g)) = (self.reader.as_mut(), &self.gelezen) else { return };
        let wat = if terug { r.concept.ongedaan() } else { r.concept.opnieuw() };
        r.fill(&g.agenda);
        let melding = match (wat, terug) {
            (Some(wat), true) => format!("Ongedaan gemaakt: {wat}."),
            (Some(wat), false) => format!("Opnieuw gedaan: {wat}."),
            (None, true) => "Er is niets om ongedaan te maken.".to_owned(),
            (None, false) => "Er is niets om opnieuw te doen.".to_owned(),
        };
        self.tell(melding);
    }

    fn save_then(&mut self, daarna: AfterSave) {
        self.save();
        self.after_save = Some(daarna);
    }

    /// Saves the afspraak: first who is at the keyboard, then why, then the version.
    pub(super) fn save(&mut self) {
        if matches!(self.dialogs.last(), Some(Dialog::Editor(_))) && !edit::accept_editor(self) {
            return;
        }
        let Some(r) = &self.reader else { return };
        if !r.concept.is_gewijzigd() {
            self.tell("Er is niets gewijzigd om op te slaan.");
        } else if self.wie.is_none() {
            self.who_am_i(true);
        } else {
            let velden = crate::agenda::tekst::opsomming(&r.concept.gewijzigd());
            let uitleg = format!("U slaat op: {velden}. Schrijf erbij waarom, als dat later helpt; leeg mag.");
            self.edit_line(Purpose::Reason, "Waarom wijzigt u dit?", &uitleg, "");
        }
    }

    fn save_outside(&mut self) {
        if self.outside.is_empty() {
            self.tell("Er is niets buiten oogo gewijzigd.");
        } else if self.wie.is_none() {
            self.who_am_i(false);
        } else {
            let namen: Vec<&str> = self.outside.iter().take(3).map(|(pad, _)| pad.as_str()).collect();
            let uitleg = format!("Buiten oogo gewijzigd: {}. Schrijf erbij waarom; leeg mag.", namen.join(", "));
            self.edit_line(Purpose::OutsideReason, "Opslaan wat buiten oogo is gewijzigd", &uitleg, "");
        }
    }

    pub(super) fn edit_line(&mut self, purpose: Purpose, label: &str, uitleg: &str, tekst: &str) {
        self.dialogs.push(Dialog::Editor(Box::new(Editor::new(purpose, label, uitleg, Soort::Tekst, tekst))));
    }

    fn who_am_i(&mut self, voor_opslaan: bool) {
        let Some(g) = &self.gelezen else { return };
        let form = edit::who_am_i(&g.agenda, self.wie.as_ref(), voor_opslaan);
        self.dialogs.push(Dialog::Form(form));
    }

    fn new_afspraak(&mut self) {
        let Some(g) = &self.gelezen else { return };
        if self.wie.is_none() {
            self.who_am_i(false);
            self.tell("Zeg eerst voor welke partij u werkt; maak daarna de afspraak.");
            return;
        }
        let opties = g.agenda.themas_op_volgorde().iter().map(|(id, t)| (id.to_string(), t.naam.clone())).collect();
        let thema = self.overview.thema(g).map(|t| t.to_string()).unwrap_or_default();
        let veld = |naam: &str, label: &str, uitleg: &str, tekst: String, opties| FormField {
            naam: naam.to_owned(),
            label: label.to_owned(),
            uitleg: uitleg.to_owned(),
            soort: Soort::Tekst,
            tekst,
            opties,
        };
        let velden = vec![
            veld("titel", "Titel", "Kort en herkenbaar.", String::new(), Vec::new()),
            veld("thema", "Thema", "Waar de afspraak bij hoort.", thema, opties),
        ];
        let uitleg = "Een titel is genoeg om te beginnen; de rest vult u daarna in.";
        self.dialogs.push(Dialog::Form(Form::new(Purpose::NewAfspraak, "Nieuwe afspraak", uitleg, velden)));
    }

    fn reload(&mut self) {
        if self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd()) {
            self.tell("Sla eerst op of maak uw wijzigingen ongedaan; daarna leest oogo de bestanden opnieuw.");
        } else {
            self.ask_with_kopie(Job::Read);
        }
    }

    pub(super) fn ask_with_kopie(&mut self, job: impl FnOnce(Kopie) -> Job) {
        if let Some(kopie) = self.kopie.clone() {
            self.ask(job(kopie));
        }
    }

    fn refill(&mut self) {
        if let Some(g) = self.gelezen.clone() {
            self.overview.fill(&g);
        }
    }

    /// The overview follows what is typed in the search field.
    fn live_filter(&mut self) {
        if let Some(Dialog::Editor(e)) = self.dialogs.last()
            && e.purpose == Purpose::Filter
        {
            self.overview.filter = e.field.text();
            self.refill();
        }
    }

    /// Sets the words that narrow the overview.
    pub(super) fn set_filter(&mut self, filter: &str) {
        self.overview.filter = filter.trim().to_owned();
        self.refill();
    }

    /// Takes in a job that was done at once, outside the worker.
    pub(super) fn update_done(&mut self, done: Done) {
        self.busy.insert(0, None);
        self.done(done);
    }

    fn done(&mut self, done: Done) {
        if !self.busy.is_empty() {
            self.busy.remove(0);
        }
        match done {
            Done::Read { kopie, gelezen, wie, melding } => self.read(kopie, gelezen, wie, melding),
            Done::Outside(anders) => self.outside = anders,
            Done::Saved(versie) => {
                match versie {
                    Some(v) => self.tell(format!("Opgeslagen: {}.", v.onderwerp)),
                    None => self.tell("Er is niets veranderd: dit stond er al."),
                }
                match self.after_save.take() {
                    Some(AfterSave::Quit) => self.quit = true,
                    Some(AfterSave::Leave) => {
                        self.reader = None;
                        self.screen = Screen::Overview;
                    }
                    None => {}
                }
                // What is on disk now is what is on screen.
                if let (Some(id), None) = (self.reader.as_ref().map(|r| r.concept.id().clone()), self.dialogs.last()) {
                    self.open_afspraak(&id);
                }
                self.ask_with_kopie(Job::Read);
                self.ask_with_kopie(Job::Tidy);
            }
            Done::SavedOutside(_) => {
                self.tell("Opgeslagen wat buiten oogo was gewijzigd.");
                self.ask_with_kopie(Job::Read);
            }
            Done::Added(id) => {
                self.tell(format!("Afspraak {id} is gemaakt. Vul haar aan met e."));
                self.overview.filter.clear();
                self.open_after_read(&id);
            }
            Done::Known(wie) => {
                self.tell(format!("U werkt nu als {}.", wie.functie));
                self.wie = Some(wie);
            }
            Done::Checked(bevindingen) => self.dialogs.push(Dialog::Page(pages::findings(&bevindingen))),
            Done::History(id, versies) => self.dialogs.push(Dialog::Page(pages::history(id.as_ref(), &versies))),
            Done::Tidied => {}
            Done::Refused(fout) => self.refused(&fout),
        }
    }

    fn open_after_read(&mut self, id: &AfspraakId) {
        self.open_afspraak(id);
        self.ask_with_kopie(Job::Read);
    }

    fn refused(&mut self, fout: &Fout) {
        self.after_save = None;
        self.refuse(fout);
        let bezig = self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd());
        if bezig && fout.wat.contains("is veranderd sinds") {
            let vraag = "Dit is intussen buiten dit venster veranderd. Uw wijzigingen staan nog op het scherm en zijn niet opgeslagen.";
            self.dialogs.push(question(
                vraag,
                &[
                    ('b', "Blijven, zodat u uw tekst kunt kopiëren", Decision::Stay),
                    ('l', "De nieuwe tekst lezen; uw wijzigingen vervallen", Decision::Reread),
                ],
            ));
        }
    }

    fn read(&mut self, kopie: Kopie, gelezen: Arc<Gelezen>, wie: Option<Gebruiker>, melding: Option<String>) {
        self.kopie = Some(kopie.clone());
        self.wie = wie;
        self.overview.fill(&gelezen);
        if let Some(r) = &mut self.reader {
            r.fill(&gelezen.agenda);
        }
        let nu_open = self.reader.as_ref().map(|r| r.concept.id().clone());
        self.gelezen = Some(gelezen);
        if let Some(id) = nu_open {
            self.overview.select(&id);
            // Only what was not changed here is shown as it is on disk now.
            if self.screen == Screen::Reading && self.reader.as_ref().is_some_and(|r| !r.concept.is_gewijzigd()) {
                self.open_afspraak(&id);
            }
        } else {
            self.screen = Screen::Overview;
        }
        if let Some(melding) = melding {
            self.tell(melding);
        }
        self.ask(Job::Outside(kopie));
    }

    /// Whether the focus is on something that can be edited.
    pub fn focused_item(&self) -> Option<&Item> {
        self.reader.as_ref().and_then(Reader::current)
    }
}

/// A question with its answers.
pub(super) fn question(vraag: &str, antwoorden: &[(char, &str, Decision)]) -> Dialog {
    let antwoorden = antwoorden.iter().map(|(toets, tekst, d)| (*toets, (*tekst).to_owned(), d.clone())).collect();
    Dialog::Question(Question { vraag: vraag.to_owned(), antwoorden })
}

/// A page of text.
pub(super) fn page(titel: &str, regels: Vec<String>) -> Page {
    Page { titel: titel.to_owned(), regels, boven: 0 }
}
