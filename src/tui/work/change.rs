//! What is made beside the afspraken, and what is done with an afspraak as a whole.

use crate::actions::{Fout, Kopie, afspraak, onderdeel};
use crate::agenda::{AfspraakId, Stuk};
use crate::git::Versie;

/// Something new beside the afspraken.
#[allow(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone)]
pub enum Make {
    /// A theme.
    Theme { naam: String, voorvoegsel: String },
    /// A party.
    Party { naam: String, soort: String },
    /// A meeting.
    Meeting { soort: String, datum: String },
}

/// A change of an afspraak as a whole.
#[derive(Debug, Clone)]
pub enum Change {
    /// To another theme.
    Move(AfspraakId, String),
    /// Away, for this reason.
    Remove(AfspraakId, Option<String>),
    /// Back to a version, for this reason.
    Restore(AfspraakId, String, Option<String>),
}

impl Make {
    pub(super) fn run(self, kopie: &Kopie) -> Result<Stuk, Fout> {
        let of_geen = |t: &String| Some(t.trim().to_owned()).filter(|t| !t.is_empty());
        Ok(match self {
            Self::Theme { naam, voorvoegsel } => {
                Stuk::Thema(onderdeel::nieuw_thema(kopie, &naam, of_geen(&voorvoegsel).as_deref(), &[])?)
            }
            Self::Party { naam, soort } => {
                Stuk::Partij(onderdeel::nieuwe_partij(kopie, &naam, of_geen(&soort).as_deref(), &[])?)
            }
            Self::Meeting { soort, datum } => Stuk::Overleg(onderdeel::nieuw_overleg(kopie, &soort, &datum, &[])?),
        })
    }
}

impl Change {
    pub(super) fn run(self, kopie: &Kopie) -> Result<Option<Versie>, Fout> {
        match self {
            Self::Move(id, thema) => afspraak::verplaats(kopie, id.as_str(), &thema, None),
            Self::Remove(id, waarom) => afspraak::verwijder(kopie, id.as_str(), waarom.as_deref()).map(Some),
            Self::Restore(id, versie, waarom) => {
                afspraak::zet_terug(kopie, id.as_str(), Some(&versie), waarom.as_deref())
            }
        }
    }
}
