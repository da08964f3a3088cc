//! What oogo found amiss: what, where, and what to do about it.

use std::fmt;

use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ernst {
    /// Something cannot be used until it is mended.
    Fout,
    /// Something is probably not meant so.
    Waarschuwing,
    /// Good to know.
    Melding,
}

impl fmt::Display for Ernst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fout => "fout",
            Self::Waarschuwing => "waarschuwing",
            Self::Melding => "melding",
        })
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Bevinding {
    /// How bad.
    pub ernst: Ernst,
    /// The file, relative to the ontwikkelagenda's folder; empty for the whole.
    pub bestand: String,
    /// The line, from 1.
    pub regel: Option<usize>,
    /// The field's path, such as `indicatoren.ritten.streefwaarde`.
    pub veld: Option<String>,
    /// What is the matter, in a sentence.
    pub melding: String,
    /// What to do about it, in a sentence.
    pub advies: String,
}

impl Bevinding {
    /// A finding about a file as a whole.
    pub fn nieuw(
        ernst: Ernst,
        bestand: impl Into<String>,
        melding: impl Into<String>,
        advies: impl Into<String>,
    ) -> Self {
        Self { ernst, bestand: bestand.into(), regel: None, veld: None, melding: melding.into(), advies: advies.into() }
    }

    /// The same finding, at a line.
    #[must_use]
    pub fn op_regel(mut self, regel: Option<usize>) -> Self {
        self.regel = regel;
        self
    }

    /// The same finding, about a field.
    #[must_use]
    pub fn in_veld(mut self, veld: impl Into<String>) -> Self {
        self.veld = Some(veld.into());
        self
    }
}

impl fmt::Display for Bevinding {
    /// One line: severity, file, line, field, what, what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.ernst)?;
        if !self.bestand.is_empty() {
            write!(f, "{}", super::tekst::zichtbaar(&self.bestand))?;
            if let Some(regel) = self.regel {
                write!(f, ", regel {regel}")?;
            }
            if let Some(veld) = &self.veld {
                write!(f, ", {}", super::tekst::zichtbaar(veld))?;
            }
            f.write_str(": ")?;
        }
        write!(f, "{} {}", self.melding, self.advies)
    }
}
