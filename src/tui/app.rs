//! The terminal program's state, and how a message changes it. Nothing here draws or waits.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Rect;

use crate::actions::gebruiker::Gebruiker;
use crate::actions::laatst::{self, Laatst};
use crate::actions::registratie::Registratie;
use crate::actions::uitwisselen::Met;
use crate::actions::{Fout, Kopie, Thuis, sjabloon};
use crate::agenda::veld::Soort;
use crate::agenda::{Datum, Stuk};
use crate::export::verslag::Versiepunt;
use crate::git::Buitenom;
use crate::privacy::{Niveau, gemaskeerd};
use crate::store::Gelezen;
use crate::tui::action::{Action, Place, TABLE};
use crate::tui::dialogs::dialog::{Decision, Dialog, Editor, Purpose, Question};
use crate::tui::dialogs::forms;
use crate::tui::keys::key::is_ingedrukt;
use crate::tui::keys::mouse::Spot;
use crate::tui::screens::comparing::Comparing;
use crate::tui::screens::overview::Overview;
use crate::tui::screens::reader::{Item, Reader};
use crate::tui::system::effect::Effect;
use crate::tui::work::done::Done;
use crate::tui::work::exchange::Exchange;
use crate::tui::work::job::Job;
use crate::tui::work::wanted::Wanted;

/// What happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// What the system's clipboard held; none where it does not tell.
    Clipboard(Option<String>),
    /// What the user's own editor made of a text, or why not.
    Edited(Result<String, String>),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The window has another size.
    Resize,
    /// A job came to an end.
    Done(Box<Done>),
    /// Some time went by without a key.
    Tick,
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
    /// What changed.
    Comparing,
}

/// A line for the user about what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened and what to do next.
    pub tekst: String,
    /// Whether it was refused.
    pub fout: bool,
}

/// A job that runs or waits for its turn.
#[derive(Debug, Default)]
pub struct Busy {
    /// What the user sees while it runs; none for what goes on quietly.
    pub label: Option<&'static str>,
    /// By which it can be given up, and what is told then.
    pub wanted: Option<(Wanted, &'static str)>,
    /// The form or field whose answer it works on; it comes back when that is refused.
    pub(in crate::tui) filled_in: Option<Dialog>,
}

/// Where to go once a save is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum AfterSave {
    Leave,
    Quit,
}

/// The start screen's choices: action, words, explanation. The first only for who comes back.
const START: [(Action, &str, &str); 6] = [
    (Action::OpenLast, "Verder waar u was", ""),
    (Action::OpenExample, "Voorbeeld bekijken", "een verzonnen regio; er kan niets misgaan"),
    (Action::OpenFolder, "Ontwikkelagenda openen", "in een map op deze computer of een netwerkschijf"),
    (Action::OpenAddress, "Ontvangen bestand of adres openen", "maakt een eigen kopie van wat een andere partij deelt"),
    (Action::NewAgenda, "Nieuwe ontwikkelagenda", "in een nieuwe map, met de gebruikelijke thema’s"),
    (Action::OpenReadOnly, "Alleen lezen", "opent een map zonder dat u iets kunt wijzigen"),
];

/// What the program begins with.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// The folder to open; the start screen without one.
    pub map: Option<PathBuf>,
    /// Whether the user came to read and change nothing.
    pub read_only: bool,
    /// Whether to offer the tour.
    pub offer_tour: bool,
    /// What is wrong with the settings.
    pub mistakes: Vec<String>,
}

/// Everything the screen shows.
#[derive(Debug)]
pub struct App {
    /// Which screen.
    pub screen: Screen,
    /// What stands over it, the topmost last.
    pub dialogs: Vec<Dialog>,
    /// Which start choice has the focus.
    pub start: usize,
    /// What was open the last time.
    pub last: Option<Laatst>,
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
    /// What changed, while one looks at that.
    pub comparing: Option<Comparing>,
    /// What was read and would be signed.
    pub(in crate::tui) signing: Option<Registratie>,
    /// Texts of one's own in the place of what both sides changed: to begin with when one goes back to it.
    pub(in crate::tui) own_texts: BTreeMap<(String, String), String>,
    /// With what it could not be exchanged, as the page says that is on screen.
    pub(in crate::tui) exchange_refused: Option<Met>,
    /// The exchange that was looked at.
    pub(in crate::tui) exchange: Option<Exchange>,
    /// The version in a history that another is to be compared with.
    pub compare_from: Option<Versiepunt>,
    /// What changed outside and was not saved.
    pub outside: Vec<(String, Buitenom)>,
    /// The line for the user.
    pub notice: Option<Notice>,
    /// What is going on, while jobs run.
    pub busy: Vec<Busy>,
    /// Today.
    pub vandaag: Datum,
    /// The step of the tour, while it lasts.
    pub(in crate::tui) tour: Option<usize>,
    /// Whether the tour was offered: then nobody is welcomed back.
    pub(in crate::tui) tour_offered: bool,
    /// Whether the program was begun to read only: then nothing is ever opened otherwise.
    pub(in crate::tui) only_reads: bool,
    /// Whether the user came to read and change nothing.
    pub read_only: bool,
    /// Whether the program is to end.
    pub quit: bool,
    /// What was last cut or copied here.
    pub(in crate::tui) clipboard: String,
    /// What is asked of the terminal and the system.
    pub(in crate::tui) effects: Vec<Effect>,
    /// The field for which the system's clipboard was asked.
    pub(in crate::tui) pasting: Option<Purpose>,
    /// What was last searched for in a field.
    pub(in crate::tui) sought: String,
    /// What was drawn where.
    pub(in crate::tui) spots: RefCell<Vec<(Rect, Spot)>>,
    /// What to do once the save is there: leave the afspraak, or oogo.
    pub(in crate::tui) after_save: Option<AfterSave>,
    /// The form or field that was just answered: it goes along with the job that is asked for now.
    pub(in crate::tui) pending: Option<Dialog>,
    /// What came up while somebody was typing, and comes over the screen after that.
    pub(in crate::tui) waiting: VecDeque<Dialog>,
    /// Whether what is being worked on changed elsewhere, and is to be taken over.
    pub(in crate::tui) drifted: bool,
    /// The search that is under way.
    pub(in crate::tui) searching: Option<Wanted>,
    /// Whether something was typed since the last draft.
    pub(in crate::tui) draft_waits: bool,
    /// Whether a draft of the afspraak on screen may be there.
    pub(in crate::tui) had_draft: Option<Stuk>,
    /// What has a draft of an earlier time that is not decided on yet.
    pub(in crate::tui) undecided: Option<Stuk>,
    jobs: Vec<Job>,
    /// This user's own folders.
    pub(in crate::tui) thuis: Thuis,
}

impl App {
    /// The program as it starts: opening a folder, or the start screen.
    pub fn new(thuis: Thuis, vandaag: Datum, opening: Opening) -> Self {
        let mut app = Self {
            screen: Screen::Start,
            dialogs: Vec::new(),
            start: 0,
            last: laatst::laatst(&thuis),
            kopie: None,
            gelezen: None,
            wie: None,
            overview: Overview::default(),
            reader: None,
            comparing: None,
            compare_from: None,
            signing: None,
            exchange_refused: None,
            own_texts: BTreeMap::new(),
            exchange: None,
            outside: Vec::new(),
            notice: None,
            busy: Vec::new(),
            vandaag,
            tour: None,
            tour_offered: false,
            only_reads: opening.read_only,
            read_only: opening.read_only,
            quit: false,
            clipboard: String::new(),
            effects: Vec::new(),
            pasting: None,
            sought: String::new(),
            spots: RefCell::default(),
            after_save: None,
            pending: None,
            waiting: VecDeque::new(),
            drifted: false,
            searching: None,
            draft_waits: false,
            had_draft: None,
            undecided: None,
            jobs: Vec::new(),
            thuis,
        };
        if let Some(map) = opening.map {
            app.jobs.push(Job::Open { thuis: app.thuis.clone(), map, read_only: opening.read_only });
        }
        if let Some(eerste) = opening.mistakes.first() {
            app.notice = Some(Notice { tekst: eerste.clone(), fout: true });
        }
        if opening.offer_tour {
            app.offer_tour();
        }
        app
    }

    /// Takes in what happened, and gives the jobs that it asks for.
    pub fn update(&mut self, message: Message) -> Vec<Job> {
        match message {
            Message::Key(event) if is_ingedrukt(&event) => {
                self.key(&event);
                self.note_draft();
            }
            Message::Tick => self.keep_draft(),
            Message::Paste(tekst) => self.pasted(&tekst),
            Message::Clipboard(tekst) => {
                let tekst = tekst.unwrap_or_else(|| self.clipboard.clone());
                self.paste_from_clipboard(&tekst);
            }
            Message::Edited(Ok(tekst)) => self.edited(&tekst),
            Message::Edited(Err(reden)) => self.notice = Some(Notice { tekst: reden, fout: true }),
            Message::Mouse(event) => {
                self.mouse(event);
                self.note_draft();
            }
            Message::Key(_) | Message::Resize => {}
            Message::Done(done) => self.done(*done),
        }
        self.take_over();
        self.show_waiting();
        self.follow_tour();
        self.take_jobs()
    }

    /// The jobs that wait to be handed to the worker.
    pub fn take_jobs(&mut self) -> Vec<Job> {
        let jobs = std::mem::take(&mut self.jobs);
        let mut filled_in = self.pending.take();
        let busy = |j: &Job| {
            let wanted = j.wanted().cloned().map(|wanted| (wanted, j.given_up()));
            Busy { label: j.label(), wanted, filled_in: filled_in.take() }
        };
        self.busy.extend(jobs.iter().filter(|j| j.is_answered()).map(busy));
        jobs
    }

    /// What waits for the terminal and the system.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// What one can begin with: the key, the words, the explanation.
    pub fn choices(&self) -> Vec<(Action, &'static str, String)> {
        let verder = |last: &Laatst| format!("{}, in {}", last.naam, last.map.display());
        let uitleg = |action, tekst: &str| match &self.last {
            Some(last) if action == Action::OpenLast => verder(last),
            _ => tekst.to_owned(),
        };
        let hier = START.iter().filter(|(action, ..)| *action != Action::OpenLast || self.last.is_some());
        hier.map(|(action, naam, tekst)| (*action, *naam, uitleg(*action, tekst))).collect()
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
            Some(Dialog::Palette(_)) => Place::Palette,
            Some(Dialog::Calendar(_)) => Place::Calendar,
            None => match self.screen {
                Screen::Start => Place::Start,
                Screen::Overview => Place::Overview,
                Screen::Reading => Place::Reading,
                Screen::Comparing => Place::Comparing,
            },
        }
    }

    /// Tells the user something.
    pub fn tell(&mut self, tekst: impl Into<String>) {
        self.notice = Some(Notice { tekst: tekst.into(), fout: false });
    }

    /// Tells the user why something was refused.
    pub fn refuse(&mut self, fout: &Fout) {
        // A message may repeat what somebody typed.
        let tekst = gemaskeerd(fout.to_string().trim(), self.vandaag, Niveau::Blokkeert);
        self.notice = Some(Notice { tekst, fout: true });
    }

    /// Waits no more for the first job that can be given up and that the user sees.
    pub(in crate::tui) fn give_up(&mut self) -> bool {
        let Some(busy) = self.busy.iter_mut().find(|b| b.label.is_some() && b.wanted.is_some()) else { return false };
        busy.label = None;
        let Some((wanted, told)) = busy.wanted.take() else { return false };
        wanted.give_up();
        self.tell(told);
        true
    }

    /// Ends the program; what was seen by now is not news the next time.
    pub(in crate::tui) fn stop(&mut self) {
        self.quit = true;
        self.ask_with_kopie(Job::Visited);
    }

    /// Asks the worker for something.
    pub(in crate::tui) fn ask(&mut self, job: Job) {
        self.jobs.push(job);
    }

    /// Puts something over the screen that nobody asked for just now; whoever is typing finishes first.
    pub(in crate::tui) fn bring_up(&mut self, dialog: Dialog) {
        if self.waiting.is_empty() && !self.dialogs.iter().any(Dialog::takes_text) {
            return self.dialogs.push(dialog);
        }
        self.tell(match &dialog {
            Dialog::Page(page) => format!("‘{}’ is er; u ziet het als u hiermee klaar bent.", page.verslag.titel),
            _ => "oogo heeft een vraag; die komt als u hiermee klaar bent.".to_owned(),
        });
        self.waiting.push_back(dialog);
    }

    fn show_waiting(&mut self) {
        if !self.dialogs.iter().any(Dialog::takes_text) {
            self.dialogs.extend(self.waiting.pop_front());
        }
    }

    pub(in crate::tui) fn edit_line(&mut self, purpose: Purpose, label: &str, uitleg: &str, tekst: &str) {
        self.dialogs.push(Dialog::Editor(Box::new(Editor::new(purpose, label, uitleg, Soort::Tekst, tekst))));
    }

    /// Whether it is known for whom the user works; asks it when not, and goes on with this then.
    pub(in crate::tui) fn is_known(&mut self, then: Action) -> bool {
        if self.wie.is_none() {
            self.who_am_i(Some(then));
            let label = TABLE.iter().find(|e| e.action == then).map_or("", |e| e.label);
            self.tell(format!("Zeg eerst voor welke partij u werkt; daarna gaat u verder met ‘{label}’."));
        }
        self.wie.is_some()
    }

    /// Asks for whom the user works, and does then what waits for that.
    pub(in crate::tui) fn who_am_i(&mut self, then: Option<Action>) {
        let Some(g) = &self.gelezen else { return };
        let form = forms::who_am_i(&g.agenda, self.wie.as_ref(), then);
        self.dialogs.push(Dialog::Form(form));
    }

    pub(in crate::tui) fn new_afspraak(&mut self) {
        let Some(g) = &self.gelezen else { return };
        let beginpunten = self.kopie.as_ref().map(|k| sjabloon::beginpunten(k, &g.agenda)).unwrap_or_default();
        let thema = self.overview.thema(g);
        let mut beginpunten = beginpunten;
        // Those of the theme that has the focus come first.
        beginpunten.sort_by_key(|(b, _)| !thema.as_ref().is_some_and(|t| b.starts_with(&format!("{t}/"))));
        let form = forms::new_afspraak(&g.agenda, thema.as_ref(), beginpunten);
        self.dialogs.push(Dialog::Form(form));
    }

    pub(in crate::tui) fn reload(&mut self) {
        self.ask_with_kopie(Job::Read);
    }

    pub(in crate::tui) fn ask_with_kopie(&mut self, job: impl FnOnce(Kopie) -> Job) {
        if let Some(kopie) = self.kopie.clone() {
            self.ask(job(kopie));
        }
    }

    pub(in crate::tui) fn refill(&mut self) {
        if let Some(g) = self.gelezen.clone() {
            self.overview.fill(&g, self.wie.as_ref().map(|w| &w.partij), self.vandaag);
        }
    }

    /// Whether the focus is on something that can be edited.
    pub fn focused_item(&self) -> Option<&Item> {
        self.reader.as_ref().and_then(Reader::current)
    }
}

/// A question with its answers.
pub(in crate::tui) fn question(vraag: &str, antwoorden: &[(char, &str, Decision)]) -> Dialog {
    let antwoorden = antwoorden.iter().map(|(toets, tekst, d)| (*toets, (*tekst).to_owned(), d.clone())).collect();
    Dialog::Question(Question { vraag: vraag.to_owned(), antwoorden })
}
