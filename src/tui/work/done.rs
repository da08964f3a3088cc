//! What came of a job.

use std::path::PathBuf;
use std::sync::Arc;

use crate::actions::concept::Concept;
use crate::actions::gebruiker::Gebruiker;
use crate::actions::geschiedenis::Verloop;
use crate::actions::herkomst::Herkomst;
use crate::actions::peilmerk::Gezet;
use crate::actions::registratie::Registratie;
use crate::actions::uitwisselen::{Gedaan, Geschreven, Met, Opties, Vooraf};
use crate::actions::vergelijk::Vergelijking;
use crate::actions::zoek::Vindplaats;
use crate::actions::{Fout, Kopie};
use crate::agenda::{AfspraakId, Bevinding, Stuk};
use crate::export::verslag::Verslag;
use crate::git::{Buitenom, Versie};
use crate::store::Gelezen;
use crate::tui::screens::comparing::Comparing;
use crate::tui::work::job::Job;

/// What came of it.
#[allow(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug)]
pub enum Done {
    /// An ontwikkelagenda was opened or read again.
    Read { kopie: Kopie, gelezen: Arc<Gelezen>, wie: Option<Gebruiker>, kladden: Vec<Stuk>, melding: Option<String> },
    /// How things stand, and whether that was asked on coming back.
    Stand(Verslag, bool),
    /// What changed outside and was not saved.
    Outside(Vec<(String, Buitenom)>),
    /// An afspraak was saved; nothing had changed when there is no version.
    Saved(Box<Concept>, Option<Versie>),
    /// What changed outside was saved.
    SavedOutside(Option<Versie>),
    /// What an exchange would do, where another was first.
    ExchangeFirst(Box<Opties>, Box<Vooraf>),
    /// An afspraak may be removed.
    MayRemove(AfspraakId),
    /// An afspraak was added.
    Added(AfspraakId),
    /// Something beside the afspraken was made.
    Made(Stuk),
    /// An afspraak was changed as a whole; nothing when it was like that already.
    Changed(Option<Versie>),
    /// A remark was placed.
    Remarked,
    /// It is known who is at the keyboard.
    Known(Gebruiker),
    /// The findings.
    Checked(Vec<Bevinding>),
    /// The versions.
    History(Option<Stuk>, Verloop),
    /// How the parties stand towards a text.
    Standpunten(Verslag),
    /// How they stand towards every afspraak, or some.
    AllStandpunten(Verslag),
    /// A checkpoint was made.
    CheckpointMade(Box<Gezet>),
    /// What the party declared last was undone.
    Undeclared(Box<Versie>),
    /// Who may speak for whom, and what was done just before.
    Signers(Verslag, Option<String>),
    /// A key was made.
    KeyMade(Verslag),
    /// The text that would be signed; where it is not what was read before, that sentence.
    MaySign { registratie: Box<Registratie>, verslag: Verslag, anders: Option<String> },
    /// It was signed.
    Signed(Box<Versie>),
    /// What an exchange would do.
    ExchangeSeen(Box<Opties>, Box<Vooraf>),
    /// It was done.
    Exchanged(Gedaan),
    /// It could not be, and nothing changed; with what.
    NotExchanged(Fout, Met),
    /// A file with everything was written.
    ExchangeFile(Geschreven),
    /// Who wrote what stands there.
    WhoWrote(Verslag),
    /// What changed; whether that was asked from the screen that shows it.
    Compared(Box<Comparing>, bool),
    /// Who made each change.
    Origins(Arc<Vergelijking>, Herkomst),
    /// A change was taken back, or (true) that was undone; nothing where it was so already.
    TookBack(Option<Versie>, bool),
    /// A document was made.
    Document(PathBuf),
    /// What was found of these words; nothing when the search was given up.
    Found(String, Option<Vec<Vindplaats>>),
    /// What is being worked on is another on disk than was read.
    Drifted(Stuk),
    /// A draft was kept or thrown away.
    Kept,
    /// A draft could not be kept.
    NotKept(Fout),
    /// Something that goes on quietly is done.
    Quiet,
    /// The server at an address is not known here: what waits, where, and the fingerprint that it shows.
    NewServer(Box<Job>, String, String, Fout),
    /// It calls for a look: with a reason it can be done after all.
    Held(Box<Job>, Fout),
    /// It was refused.
    Refused(Fout),
}
