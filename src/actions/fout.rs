//! Why an action was refused: what happened, and what to do now.

use crate::agenda::Bevinding;
use crate::git::GitFout;
use crate::store::document::PlekFout;
use crate::store::load::LeesFout;
use crate::store::value::OnjuisteWaarde;

/// A refusal in two Dutch sentences. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{wat} {advies}")]
pub struct Fout {
    /// What happened, to what.
    pub wat: String,
    /// What to do now.
    pub advies: String,
    /// What a caller may decide on.
    pub soort: Foutsoort,
}

/// What kind of refusal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foutsoort {
    /// Because of what was met.
    Geweigerd,
    /// Because of what was asked.
    Gebruik,
    /// Because a file is not what it was when it was read.
    Veranderd,
    /// Because it calls for a look: with a reason it can be done.
    Bevestigen,
    /// Because the server is not known here yet: who knows its fingerprint can say that it is the right one.
    OnbekendeServer,
    /// Because it ends what parties agreed to: who says that it may, can do it.
    EindigtAkkoord,
    /// Because the history was rewritten, and that is not settled here.
    Herschreven,
    /// Because what is shared lost what it had: who knows why can give it back.
    Teruggedraaid,
    /// Because a server wants to know who this is.
    Inloggen,
    /// Because the user's key has a password: who gives it can do it.
    Vergrendeld,
}

impl Fout {
    /// A refusal because of what was met.
    pub fn nieuw(wat: impl Into<String>, advies: impl Into<String>) -> Self {
        Self { wat: wat.into(), advies: advies.into(), soort: Foutsoort::Geweigerd }
    }

    /// A refusal because of what was asked.
    pub fn gebruik(wat: impl Into<String>, advies: impl Into<String>) -> Self {
        Self { soort: Foutsoort::Gebruik, ..Self::nieuw(wat, advies) }
    }

    /// A refusal because something is not what it was when it was read.
    pub fn veranderd(wat: impl Into<String>, advies: impl Into<String>) -> Self {
        Self { soort: Foutsoort::Veranderd, ..Self::nieuw(wat, advies) }
    }
}

impl From<GitFout> for Fout {
    fn from(e: GitFout) -> Self {
        let soort = match e {
            GitFout::Veranderd(_) => Foutsoort::Veranderd,
            GitFout::Inloggen(_) | GitFout::NietAangenomen(_) => Foutsoort::Inloggen,
            GitFout::OnbekendeServer(_) => Foutsoort::OnbekendeServer,
            _ => Foutsoort::Geweigerd,
        };
        Self { soort, ..Self::nieuw(format!("{e}."), e.advies()) }
    }
}

impl From<LeesFout> for Fout {
    fn from(e: LeesFout) -> Self {
        let advies = match &e {
            LeesFout::GeenOntwikkelagenda => {
                "Kies de map van een ontwikkelagenda, maak een nieuwe (‘oogo nieuw MAP’), of bekijk het voorbeeld (‘oogo voorbeeld’)."
            }
            LeesFout::Nieuwer(_) => "",
            LeesFout::Map(..) => "Controleer of de map bestaat en of u er rechten op hebt.",
        };
        Self::nieuw(e.to_string(), advies)
    }
}

impl From<PlekFout> for Fout {
    fn from(e: PlekFout) -> Self {
        Self::nieuw(e.to_string(), "Er is niets gewijzigd.")
    }
}

impl From<OnjuisteWaarde> for Fout {
    fn from(e: OnjuisteWaarde) -> Self {
        Self::nieuw(e.to_string(), "Er is niets gewijzigd.")
    }
}

impl From<Box<Bevinding>> for Fout {
    fn from(b: Box<Bevinding>) -> Self {
        Self::nieuw(b.to_string(), "")
    }
}
