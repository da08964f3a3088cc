//! What is asked of a person, and what was answered.

use std::collections::BTreeMap;

use toml::Value;

use super::conflict::{Choice, Conflict, Kind};

/// The field that stands for the theme that an afspraak is in.
pub const THEME: &str = "thema";
/// The field that stands for a file as a whole.
pub const WHOLE: &str = "geheel";

/// A conflict, with what it is about: an afspraak's number, or a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The afspraak's number; for any other file its path.
    pub about: String,
    /// The field as one types it: `doel`, `voortgang.status`; `thema` for a move, `geheel` for a file that one
    /// side removed or that cannot be merged.
    pub field: String,
    /// The file.
    pub path: String,
    /// What it is.
    pub conflict: Conflict,
    /// Where one side removed an afspraak: what the other did about it beside its text.
    pub beside: Vec<Beside>,
}

/// What one side did about an afspraak beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// It went to another theme.
    Moved {
        /// From this one.
        from: String,
        /// To this one.
        to: String,
    },
    /// A file that belongs to it came, went or changed.
    File {
        /// Which.
        path: String,
        /// What it held; none where it was not there.
        was: Option<String>,
        /// What it holds; none where it is there no more.
        is: Option<String>,
    },
    /// A file refers to it that did not before.
    Named {
        /// Which.
        path: String,
    },
    /// A party declared something of it.
    Declared,
}

impl Beside {
    /// Whether it stays for this: what a party declared something about, or something refers to, is ended and not
    /// removed, and another copy would refuse a version without it.
    pub fn keeps(&self) -> bool {
        matches!(self, Self::Declared | Self::Named { .. })
    }
}

impl Question {
    /// About a file, or where it stands, as one thing.
    pub(super) fn of(about: &str, field: &str, path: &str, kind: Kind, sides: [Option<Value>; 3]) -> Self {
        let [base, ours, theirs] = sides;
        Self {
            about: about.to_owned(),
            field: field.to_owned(),
            path: path.to_owned(),
            conflict: Conflict { path: vec![field.to_owned()], kind, row: None, base, ours, theirs },
            beside: Vec::new(),
        }
    }

    /// By what it is answered.
    pub fn key(&self) -> (String, String) {
        (self.about.clone(), self.field.clone())
    }

    /// The files that it is about, also where one stood before.
    pub fn paths(&self) -> Vec<String> {
        let beside = self.beside.iter().filter_map(|b| match b {
            Beside::File { path, .. } | Beside::Named { path } => Some(path.clone()),
            Beside::Moved { from, to } => Some(self.path.replacen(&format!("/{to}/"), &format!("/{from}/"), 1)),
            Beside::Declared => None,
        });
        std::iter::once(self.path.clone()).chain(beside).collect()
    }
}

/// What was chosen, by what it is about and by field, as in [`Question`].
pub type Answers = BTreeMap<(String, String), Choice>;
