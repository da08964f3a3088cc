//! A history that was rewritten lawfully: what may not be in any version went out of it, and the parties say that
//! it stands in place of the old one.

use serde::{Deserialize, Serialize};

/// What was rewritten into what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Schoning {
    /// The newest version of the old history: a commit.
    pub oud: String,
    /// The newest version of the history as it was rewritten.
    pub nieuw: String,
    /// The oldest versions that were left out of it. Whatever builds on one of these is of the old history.
    pub vanaf: Vec<String>,
    /// Why, without what was taken out.
    pub waarom: String,
}

impl Schoning {
    /// Whether both say the same of the same histories, for whatever reason.
    pub fn is_dezelfde(&self, ander: &Self) -> bool {
        (&self.oud, &self.nieuw, &self.vanaf) == (&ander.oud, &ander.nieuw, &ander.vanaf)
    }

    /// The versions that it names.
    pub(super) fn versies(&self) -> impl Iterator<Item = &str> {
        [&self.oud, &self.nieuw].into_iter().chain(&self.vanaf).map(String::as_str)
    }
}
