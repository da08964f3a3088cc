//! What a person has to decide on, and what was decided.

use std::collections::BTreeMap;

use toml::Value;

use crate::diff::Path;

/// What both sides changed, each in another way.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Where in the file: the keys of tables and the `sleutel` of rows.
    pub path: Path,
    /// Of what kind.
    pub kind: Kind,
    /// What the row is called that it is in, where it is in one.
    pub row: Option<String>,
    /// What it was; none while it was empty.
    pub base: Option<Value>,
    /// What we made of it; none where we emptied or removed it.
    pub ours: Option<Value>,
    /// What they made of it.
    pub theirs: Option<Value>,
}

/// What a conflict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A value, or a whole table.
    Value,
    /// A row that one side removed and the other changed.
    Row,
    /// The order of a group's rows: the values are lists of their keys.
    Order,
    /// A group whose rows cannot be told apart.
    Group,
    /// The theme that an afspraak stands in.
    Theme,
    /// A file that one side removed and the other changed, or that cannot be merged.
    File,
}

/// What a person chose.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// What we made of it.
    Ours,
    /// What they made of it.
    Theirs,
    /// As it was before both.
    Base,
    /// As if it never was there: for what two lines share where they were already at odds, so that whichever
    /// of both one keeps is a choice again.
    Gone,
    /// Something else, in the place of both.
    Value(Value),
}

/// What was chosen in one file, by dotted path.
pub type Choices = BTreeMap<String, Choice>;

impl Conflict {
    /// The path as one types it: `indicatoren.ritten.streefwaarde`.
    pub fn dotted(&self) -> String {
        self.path.join(".")
    }
}
