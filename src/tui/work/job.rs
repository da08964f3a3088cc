//! Work that may take a while: it runs on a thread of its own, so that no key waits for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::actions::concept::Concept;
use crate::actions::gebruiker::Gebruiker;
use crate::actions::klad::{OpenRij, OpenVeld};
use crate::actions::neem_terug::Terugname;
use crate::actions::registratie::Registratie;
use crate::actions::uitwisselen::{Opties, Vooraf};
use crate::actions::vergelijk::Vergelijking;
use crate::actions::{Kopie, Thuis};
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::{AfspraakId, Datum, Stuk};
use crate::export::standpunten::Welke;
use crate::export::vergelijking::Filter;
use crate::git::Oid;
use crate::merge::Answers;
use crate::store::Gelezen;
use crate::tui::dialogs::dialog::Hidden;
use crate::tui::screens::comparing::Between;
use crate::tui::work::change::{Change, Make};
use crate::tui::work::signers::SignersChange;
use crate::tui::work::wanted::Wanted;
use crate::verklaring::Onderwerp;

/// What is asked of the worker.
#[allow(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone)]
pub enum Job {
    /// Open the ontwikkelagenda in or above a folder.
    Open { thuis: Thuis, map: PathBuf, read_only: bool },
    /// Make and open the example.
    Example(Thuis),
    /// Make and open an own copy of what stands at an address.
    Fetch { thuis: Thuis, adres: String, map: PathBuf },
    /// Make and open a new one, with its first party and who works for it.
    New { thuis: Thuis, map: PathBuf, naam: String, partij: String, functie: String },
    /// Read everything again.
    Read(Kopie),
    /// See how things stand; on coming back only when there was an earlier visit.
    Stand { kopie: Kopie, gelezen: Arc<Gelezen>, wie: Option<Gebruiker>, vandaag: Datum, coming_back: bool },
    /// Keep that everything up to now was seen.
    Visited(Kopie),
    /// See what changed outside.
    Outside(Kopie),
    /// Save an afspraak.
    Save { kopie: Kopie, concept: Box<Concept>, toelichting: Option<String> },
    /// Save what changed outside.
    SaveOutside { kopie: Kopie, toelichting: Option<String> },
    /// Add an afspraak.
    Add { kopie: Kopie, thema: String, titel: String, beginpunt: Option<String> },
    /// Make something beside the afspraken.
    Make(Kopie, Make),
    /// Change an afspraak as a whole.
    Change(Kopie, Change),
    /// Place a remark, an answer or a settlement.
    Remark {
        kopie: Kopie,
        id: AfspraakId,
        soort: Opmerkingsoort,
        bij: Option<String>,
        veld: Option<String>,
        tekst: String,
    },
    /// Say who is at the keyboard.
    WhoAmI { kopie: Kopie, partij: String, functie: String, mailbox: Option<String>, naam: Option<String> },
    /// Check everything.
    Check(Kopie, Wanted),
    /// Look for data about persons in everything.
    Privacy(Kopie, Wanted),
    /// The versions, of everything or of one afspraak.
    History(Kopie, Option<Stuk>, Wanted),
    /// How the parties stand towards a text.
    Standpunten { kopie: Kopie, over: Onderwerp, only_reads: bool },
    /// How they stand towards every afspraak, or towards these.
    AllStandpunten { kopie: Kopie, welke: Welke, only_reads: bool },
    /// The text that would be signed.
    ReadBeforeSigning(Kopie, Box<Registratie>),
    /// Sign what was read.
    Sign(Kopie, Box<Registratie>),
    /// Sign what every file holds, at this meeting.
    Checkpoint(Kopie, String),
    /// Make the user's key.
    MakeKey(Kopie, Option<Hidden>),
    /// Undo what the party declared last.
    UndoDeclared(Kopie, Oid),
    /// Show who may speak for whom; after a change with what was done.
    Signers { kopie: Kopie, only_reads: bool, told: Option<String> },
    /// Change who may speak, or confirm it.
    ChangeSigners(Kopie, SignersChange),
    /// Unlock the user's key, and do what waited for it.
    Unlock(Hidden, Box<Job>),
    /// Trust the server at this address that shows this fingerprint, and do what waited for it.
    TrustServer(String, String, Box<Job>),
    /// Fetch what is shared and see what an exchange would do.
    LookAtExchange(Kopie, Box<Opties>, Wanted),
    /// Do what was looked at.
    Exchange(Kopie, Box<Opties>, Arc<Vooraf>, Wanted),
    /// Keep what was chosen so far.
    KeepChoices(Kopie, Arc<Vooraf>, Answers),
    /// Write everything to a file for another party.
    WriteExchangeFile(Kopie, PathBuf),
    /// Who wrote what stands there, per field.
    WhoWrote(Kopie, Stuk, Wanted),
    /// See what changed between two moments.
    Compare { kopie: Kopie, between: Between, filter: Filter, again: bool, wanted: Wanted },
    /// See who made each of those changes.
    Origins { kopie: Kopie, found: Arc<Vergelijking>, wanted: Wanted },
    /// Take one change back.
    TakeBack { kopie: Kopie, terugname: Terugname, toelichting: Option<String> },
    /// Undo that.
    UndoTakeBack { kopie: Kopie, versie: String },
    /// Make a document of an afspraak, or of the whole.
    Document { kopie: Kopie, gelezen: Arc<Gelezen>, id: Option<AfspraakId>, doel: PathBuf },
    /// Search all text.
    Search { kopie: Kopie, gelezen: Arc<Gelezen>, words: String, wanted: Wanted },
    /// Keep what is not saved yet, against a crash.
    Draft { kopie: Kopie, concept: Box<Concept>, open: Option<OpenVeld>, rij: Option<OpenRij> },
    /// Say whether an afspraak may be removed.
    MayRemove(Kopie, AfspraakId),
    /// Throw a draft away.
    Forget(Kopie, Stuk),
    /// Pack loose objects when there are many.
    Tidy(Kopie),
}

impl Job {
    /// What the user sees while it runs; none for what goes on quietly.
    pub fn label(&self) -> Option<&'static str> {
        match self {
            Self::Open { .. } => Some("Openen…"),
            Self::Fetch { .. } => Some("Ophalen…"),
            Self::Example(_) => Some("Het voorbeeld wordt gemaakt…"),
            Self::New { .. } => Some("De ontwikkelagenda wordt gemaakt…"),
            Self::Read(_) => Some("Lezen…"),
            Self::Save { .. }
            | Self::SaveOutside { .. }
            | Self::Add { .. }
            | Self::Make(..)
            | Self::Change(..)
            | Self::TakeBack { .. }
            | Self::UndoTakeBack { .. }
            | Self::Remark { .. } => Some("Opslaan…"),
            Self::Signers { .. } => Some("De lijsten lezen…"),
            Self::UndoDeclared(..) => Some("Ongedaan maken…"),
            Self::Sign(..) | Self::Checkpoint(..) | Self::ChangeSigners(..) => Some("Ondertekenen…"),
            Self::TrustServer(..) | Self::LookAtExchange(..) => Some("Kijken wat er klaarstaat…"),
            Self::Exchange(..) => Some("Uitwisselen…"),
            Self::MayRemove(..) => Some("Kijken of dat kan…"),
            Self::WriteExchangeFile(..) => Some("Het uitwisselbestand wordt gemaakt…"),
            Self::MakeKey(..) => Some("Uw sleutel wordt gemaakt…"),
            Self::Unlock(..) => Some("Uw sleutel gaat van het slot…"),
            Self::Standpunten { .. } | Self::AllStandpunten { .. } | Self::ReadBeforeSigning(..) => {
                Some("Standpunten lezen…")
            }
            Self::Compare { .. } => Some("Vergelijken…"),
            Self::Document { .. } => Some("Het document wordt gemaakt…"),
            Self::Check(..) | Self::Privacy(..) => Some("Controleren…"),
            Self::History(..) | Self::WhoWrote(..) => Some("Versies zoeken…"),
            Self::WhoAmI { .. }
            | Self::Visited(_)
            | Self::Stand { .. }
            | Self::Search { .. }
            | Self::Outside(_)
            | Self::Tidy(_)
            | Self::KeepChoices(..)
            | Self::Origins { .. }
            | Self::Draft { .. }
            | Self::Forget(..) => None,
        }
    }

    /// Whether the state waits for the answer.
    pub fn is_answered(&self) -> bool {
        !matches!(self, Self::Tidy(_)) && !self.is_draft()
    }

    /// Whether it is about a draft: that waits for no other work.
    pub fn is_draft(&self) -> bool {
        matches!(self, Self::Draft { .. } | Self::Forget(..))
    }

    /// Whether who asked may give up waiting: what only reads can be dropped at any moment.
    pub fn wanted(&self) -> Option<&Wanted> {
        match self {
            Self::Check(_, wanted)
            | Self::Privacy(_, wanted)
            | Self::WhoWrote(.., wanted)
            | Self::History(.., wanted)
            | Self::Compare { wanted, .. }
            | Self::Search { wanted, .. } => Some(wanted),
            _ => self.waits_for_others(),
        }
    }

    /// Whether it waits for a server or a network drive: whoever gives up on those goes on, and it ends by itself.
    pub fn waits_for_others(&self) -> Option<&Wanted> {
        match self {
            Self::LookAtExchange(.., wanted) | Self::Exchange(.., wanted) => Some(wanted),
            _ => None,
        }
    }

    /// What is told when somebody gave up waiting for it.
    pub fn given_up(&self) -> &'static str {
        match self {
            Self::Exchange(..) => "U wacht er niet meer op. Of het is uitgewisseld, ziet u als u opnieuw uitwisselt.",
            _ => "Gestopt. Er is niets gewijzigd.",
        }
    }

    /// Whether it leaves everything as it is, so that it may be broken off at any moment.
    pub fn only_reads(&self) -> bool {
        (self.wanted().is_some() && !matches!(self, Self::Exchange(..)))
            || matches!(
                self,
                Self::Read(_)
                    | Self::Stand { .. }
                    | Self::Outside(_)
                    | Self::Standpunten { .. }
                    | Self::AllStandpunten { .. }
                    | Self::ReadBeforeSigning(..)
                    | Self::Signers { .. }
                    | Self::MayRemove(..)
                    | Self::Origins { .. }
            )
    }

    /// How long to wait before it is begun: a search follows the last of a few quick letters.
    pub fn pause(&self) -> Duration {
        if let Self::Search { .. } = self { Duration::from_millis(25) } else { Duration::ZERO }
    }

    /// The same with a reason why what the privacy rules warn about may be there.
    #[must_use]
    pub fn with_reason(self, reason: &str) -> Self {
        self.with(|kopie| kopie.met_reden(reason))
    }

    /// The same, said that what parties agreed to may end with it.
    #[must_use]
    pub fn ending_akkoord(self) -> Self {
        self.with(Kopie::mag_eindigen)
    }

    fn with(mut self, change: impl FnOnce(Kopie) -> Kopie) -> Self {
        if let Self::Save { kopie, .. }
        | Self::SaveOutside { kopie, .. }
        | Self::Add { kopie, .. }
        | Self::Make(kopie, _)
        | Self::Change(kopie, _)
        | Self::TakeBack { kopie, .. }
        | Self::UndoTakeBack { kopie, .. }
        | Self::Sign(kopie, _)
        | Self::ChangeSigners(kopie, _)
        | Self::MakeKey(kopie, _)
        | Self::Exchange(kopie, ..)
        | Self::Remark { kopie, .. } = &mut self
        {
            *kopie = change(kopie.clone());
        }
        self
    }
}
