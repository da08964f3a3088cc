//! What stands over a screen and takes the keys: a field, a list, a form, a question, a page.

use crate::actions::neem_terug::Terugname;
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::veld::Soort;
use crate::agenda::{AfspraakId, Bestandsoort, Datum, Stuk};
use crate::export::verslag::Versiepunt;
use crate::git::Oid;
use crate::privacy::{self, Niveau, Vondst};
use crate::store::{Plek, value};
use crate::tui::action::Action;
use crate::tui::dialogs::calendar::Calendar;
pub use crate::tui::dialogs::choice::Choice;
use crate::tui::dialogs::field::Field;
pub use crate::tui::dialogs::page::Page;
use crate::tui::dialogs::palette::Palette;
use crate::tui::screens::comparing::Between;
use crate::tui::work::held::Held;
use crate::tui::work::signers::SignersChange;
use crate::verklaring::Onderwerp;

/// What an answer is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A field of the afspraak on screen.
    Value(Bestandsoort, String),
    /// A field of the form below.
    InForm(usize),
    /// A row of a group of the afspraak on screen; `nieuw` for a new one.
    Row(Bestandsoort, &'static str, String),
    /// Why something is saved.
    Reason,
    /// Why a change is taken back.
    TakeBackReason(Box<Terugname>),
    /// Why what changed outside is saved.
    OutsideReason,
    /// Who is at the keyboard, and what waits for that.
    WhoAmI(Option<Action>),
    /// Which folder to open.
    OpenFolder,
    /// Which folder to open, only to read.
    OpenReadOnly,
    /// An address to make a copy of, and the folder for it.
    OpenAddress,
    /// A new ontwikkelagenda.
    NewAgenda,
    /// A new afspraak.
    NewAfspraak,
    /// Words to filter the overview by.
    Filter,
    /// Which afspraken the overview shows.
    Selection,
    /// In what order the overview shows them.
    Sort,
    /// Since when changes are shown.
    Since,
    /// The day since which changes are shown.
    SinceDay,
    /// Of what changes are shown.
    ChangesOf,
    /// What to find in the field below, and by what to replace it.
    Replace,
    /// A remark, an answer to one (`bij`), or its settlement.
    Remark {
        /// Which of these.
        soort: Opmerkingsoort,
        /// The remark that it answers or settles.
        bij: Option<String>,
        /// The field that it is about.
        veld: Option<String>,
    },
    /// The internal note on what is on screen.
    Note,
    /// What there is to tell of an afspraak's voortgang.
    Progress,
    /// Which afspraken come on the vergaderagenda on screen.
    OnAgenda,
    /// Why what the privacy rules warn about may be there.
    PrivacyReason(Held),
    /// The file for a document.
    Document,
    /// A new theme.
    NewTheme,
    /// A new party.
    NewParty,
    /// A new meeting.
    NewMeeting,
    /// The theme that the afspraak on screen moves to.
    MoveTo,
    /// What the party says of these texts.
    Standpunt(Vec<Onderwerp>),
    /// What the party says of one text, otherwise than of the rest that is about to be signed.
    StandpuntAnders(Onderwerp),
    /// Of which of these texts the party says something, and at which meeting.
    StandpuntOver(Vec<Onderwerp>, Option<String>),
    /// Of which afspraken the standpunten are shown.
    Standpunten,
    /// Why the afspraak on screen is removed.
    RemoveReason,
    /// Why something is put back to an older version.
    RestoreReason(AfspraakId, String),
    /// A colleague who comes on the list.
    Colleague,
    /// The key that somebody on the list has from now on.
    NewKeyOf(String),
    /// The file with the recovery key.
    RecoveryKey,
    /// The party that takes the own one's place.
    Successor,
    /// The user's name at a server that asks who this is.
    LogInName(Held),
    /// The password or token that belongs to that name.
    LogInSecret(String, Held),
    /// The password of the user's key, for which this waits.
    Unlock(Held),
    /// A password for a key that is to be made; the second time what was typed the first.
    NewPassword(Option<Hidden>),
    /// A text in the place of what both sides changed: what it is about, and the field.
    OwnText(String, String),
    /// The folder to exchange with.
    ExchangeWith,
    /// A file that one got.
    ReadIn,
    /// Where a file with everything is to come.
    ExchangeFile,
}

/// Text that shows nowhere, also not where somebody looks for what went wrong.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden(pub String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// One text field with its explanation and what is wrong with the text now.
#[derive(Debug, Clone)]
pub struct Editor {
    /// What it is for.
    pub purpose: Purpose,
    /// The label.
    pub label: String,
    /// What belongs in it.
    pub uitleg: String,
    /// What it holds.
    pub soort: Soort,
    /// The text.
    pub field: Field,
    /// The text it began with.
    pub begin: String,
    /// Advice on what belongs in it, with its source.
    pub tips: Vec<(String, String)>,
}

impl Editor {
    /// A field for a value of this kind.
    pub fn new(purpose: Purpose, label: &str, uitleg: &str, soort: Soort, tekst: &str) -> Self {
        let meer_regels = matches!(soort, Soort::Proza | Soort::Teksten);
        Self {
            purpose,
            label: label.to_owned(),
            uitleg: uitleg.to_owned(),
            soort,
            field: Field::new(tekst, meer_regels),
            begin: tekst.to_owned(),
            tips: Vec::new(),
        }
    }

    /// What the privacy rules say of the text as it is now, the gravest first. A note stays on this
    /// machine, and what one searches for is kept nowhere.
    pub fn privacy(&self, vandaag: Datum) -> Option<Vondst> {
        if matches!(self.purpose, Purpose::Note | Purpose::Filter) || self.field.is_secret() {
            return None;
        }
        let gevonden = privacy::zoek(&self.field.text(), vandaag);
        gevonden.into_iter().filter(|v| v.niveau > Niveau::Meldt).max_by_key(|v| v.niveau)
    }

    /// What is wrong with the text now, or how it was understood.
    pub fn oordeel(&self, vandaag: Datum) -> Result<Option<String>, String> {
        let tekst = self.field.text();
        match value::lees(self.soort, &tekst, vandaag) {
            Err(e) => Err(e.to_string()),
            Ok(Some(w)) if matches!(self.soort, Soort::Datum | Soort::Bedrag) => {
                Ok(Some(value::toon(self.soort, &w, &str::to_owned)))
            }
            Ok(_) => Ok(None),
        }
    }
}

/// One line of a form.
#[derive(Debug, Clone)]
pub struct FormField {
    /// The key of the value.
    pub naam: String,
    /// The label.
    pub label: String,
    /// What belongs in it.
    pub uitleg: String,
    /// What it holds.
    pub soort: Soort,
    /// As typed.
    pub tekst: String,
    /// Answers to choose from, where the kind itself does not say them.
    pub opties: Vec<(String, String)>,
}

/// Several fields that belong together.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// The heading.
    pub titel: String,
    /// What the user should know.
    pub uitleg: String,
    /// The fields.
    pub velden: Vec<FormField>,
    /// What they began with.
    pub begin: Vec<String>,
    /// The field that has the focus.
    pub cursor: usize,
    /// Why it cannot be confirmed.
    pub fout: Option<String>,
}

impl Form {
    /// A form with these fields.
    pub fn new(purpose: Purpose, titel: &str, uitleg: &str, velden: Vec<FormField>) -> Self {
        let begin = velden.iter().map(|v| v.tekst.clone()).collect();
        Self { purpose, titel: titel.to_owned(), uitleg: uitleg.to_owned(), velden, begin, cursor: 0, fout: None }
    }

    /// Empties the field that has the focus.
    pub fn clear(&mut self) {
        if let Some(veld) = self.velden.get_mut(self.cursor) {
            veld.tekst.clear();
            self.fout = None;
        }
    }

    /// What stands in the field with this name.
    pub fn waarde(&self, naam: &str) -> &str {
        self.velden.iter().find(|v| v.naam == naam).map_or("", |v| v.tekst.trim())
    }

    /// Whether anything was filled in that would be lost.
    pub fn is_gewijzigd(&self) -> bool {
        self.velden.iter().zip(&self.begin).any(|(v, b)| v.tekst != *b)
    }
}

/// What a question decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Save, then leave the afspraak.
    SaveAndLeave,
    /// Save, then leave oogo.
    SaveAndQuit,
    /// Leave the afspraak without saving.
    DiscardAndLeave,
    /// Leave oogo without saving.
    DiscardAndQuit,
    /// Put back what stood in the field.
    DropEdit,
    /// Throw the form away.
    DropForm,
    /// Remove a row.
    RemoveRow(Bestandsoort, &'static str, String),
    /// Take what another wrote at the same time; nothing means that it is taken away.
    TakeTheirs(Bestandsoort, Plek, Option<String>),
    /// Put what another wrote at the same time below what stands there.
    AddTheirs(Bestandsoort, Plek, String),
    /// Take the draft of the last time over.
    RestoreDraft,
    /// Throw the draft of the last time away.
    DropDraft,
    /// Remove the afspraak on screen.
    Remove,
    /// Put an afspraak back to this version.
    Restore(AfspraakId, String),
    /// Show what changed since one version, or between two, of everything or of one afspraak.
    Compare(Between, Option<AfspraakId>),
    /// Sign what was read.
    Sign,
    /// Make the user's key.
    MakeKey,
    /// Change who may speak, or confirm it.
    ChangeSigners(SignersChange),
    /// Ask for the key that somebody has from now on.
    NewKeyOf(String),
    /// The server at this address is the one that shows this fingerprint.
    TrustServer(String, String, Held),
    /// Undo what the party declared last.
    UndoDeclared(Oid),
    /// Make the user's key, with a password.
    MakeLockedKey,
    /// Keep this version in mind, to compare another with.
    CompareFrom(Box<Versiepunt>),
    /// Go to what a version is about.
    Open(Stuk),
    /// Take this change back.
    TakeBack(Box<Terugname>),
    /// Takes a change back once the reason is given.
    TakeBackWhy(Box<Terugname>),
    /// Begin the tour.
    Tour,
    /// Answer or settle this remark.
    Remark(Opmerkingsoort, String),
    /// Save what the privacy rules warn about, with a reason.
    SaveAnyway(Held),
    /// Save, though what parties said ends with it.
    SaveEnding(Held),
    /// Let it be, and go back to what was being filled in.
    LetGo(Held),
    /// Go on.
    Stay,
}

/// A question whose answers each have a key of their own, never the key that asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question.
    pub vraag: String,
    /// The answers: key, words, what it decides.
    pub antwoorden: Vec<(char, String, Decision)>,
}

impl Dialog {
    /// Whether keys are text in it, or lead on from what one is at: nothing comes over it unasked.
    pub fn takes_text(&self) -> bool {
        matches!(
            self,
            Self::Editor(_)
                | Self::Form(_)
                | Self::Choice(_)
                | Self::Palette(_)
                | Self::Calendar(_)
                | Self::Question(_)
        )
    }

    /// Whether something was typed in it that would be lost.
    pub fn holds_work(&self) -> bool {
        match self {
            Self::Editor(e) => e.field.text() != e.begin && e.purpose != Purpose::Filter,
            Self::Form(f) => f.is_gewijzigd(),
            _ => false,
        }
    }
}

/// What stands over the screen.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// One text field.
    Editor(Box<Editor>),
    /// A list of answers.
    Choice(Choice),
    /// A form.
    Form(Form),
    /// A question.
    Question(Question),
    /// A page.
    Page(Page),
    /// The palette.
    Palette(Palette),
    /// The calendar.
    Calendar(Calendar),
}
