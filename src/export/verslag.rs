//! A report as lines that read well on screen, on paper and aloud; a line may lead somewhere.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::inzicht::Inzicht;
use super::vraag::Kant;
use super::wie_mag::OverLijst;
use crate::agenda::{AfspraakId, Bestandsoort, Stuk};
use crate::git::Versie;
use crate::verklaring::Onderwerp;

/// How a line is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toon {
    /// As text.
    Gewoon,
    /// As a heading.
    Kop,
    /// In passing.
    Zacht,
    /// As something to watch.
    LetOp,
}

/// A side of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zijde {
    /// What comes.
    Hen,
    /// What goes.
    Ons,
}

/// Where a line leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doel {
    /// To something as a whole.
    Stuk(Stuk),
    /// To one field or row of it.
    Veld(Stuk, Bestandsoort, String),
    /// To text that can be taken over in the field below.
    Tekst(String),
    /// To another report.
    Inzicht(Inzicht),
    /// To a remark on an afspraak, by its name.
    Opmerking(AfspraakId, String),
    /// To saying what the party finds of one or more texts, at a meeting or not.
    Registreer(Vec<Onderwerp>, Option<String>),
    /// To choosing of which afspraken the standpunten are shown.
    KiesStandpunten,
    /// To signing what is shown.
    Onderteken,
    /// Says of one of the texts to be signed something else than of the rest.
    VindAnders(Onderwerp),
    /// To undoing what one's party declared last.
    MaakOngedaan(Box<Versie>),
    /// To making a key.
    SleutelMaken,
    /// To changing or confirming who may speak.
    OverLijst(OverLijst),
    /// To exchanging anew; true where it is to be elsewhere.
    Uitwisselen(bool),
    /// To exchanging while what is shared gets back what it lost.
    VulAan,
    /// To reading in a file: this one once more, or another.
    Inlezen(PathBuf),
    /// To all versions of one side of the exchange that is shown.
    AlleVersies(Zijde),
    /// To doing the exchange that is shown.
    WisselUit,
    /// To choosing where both sides changed the same.
    KiesWatGeldt,
    /// To a choice there: what it is about, the field, whose text.
    Kies(String, String, Kant),
    /// To one of the places to choose for, by its number from 0.
    Keuze(usize),
    /// To choosing anew for one place: what it is about, and the field.
    KiesOpnieuw(String, String),
    /// To a version.
    Versie(Box<Versiepunt>),
}

/// A version in a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versiepunt {
    /// Its id.
    pub versie: String,
    /// The id of the version before it, where there is one.
    pub vorige: Option<String>,
    /// When it was made.
    pub moment: DateTime<FixedOffset>,
    /// Of what the history is; none where it is that of everything.
    pub van: Option<Stuk>,
    /// What the version is about, as far as its subject says.
    pub over: Option<Stuk>,
}

impl Versiepunt {
    /// When it was made, as one reads it.
    pub fn wanneer(&self) -> String {
        self.moment.format("%d-%m-%Y om %H:%M").to_string()
    }
}

/// One line. What stands before a tab is a column of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// The text.
    pub tekst: String,
    /// How it is said.
    pub toon: Toon,
    /// Where it leads.
    pub doel: Option<Doel>,
    /// The text in parts, each marked or not; empty where nothing is marked.
    pub delen: Vec<(String, bool)>,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verslag {
    /// The heading.
    pub titel: String,
    /// The lines.
    pub regels: Vec<Regel>,
}

impl Verslag {
    /// A report without lines yet.
    pub fn nieuw(titel: impl Into<String>) -> Self {
        Self { titel: titel.into(), regels: Vec::new() }
    }

    fn zet(&mut self, toon: Toon, tekst: String, doel: Option<Doel>) {
        self.regels.extend(tekst.lines().enumerate().map(|(i, deel)| Regel {
            tekst: deel.to_owned(),
            toon,
            doel: doel.clone().filter(|_| i == 0),
            delen: Vec::new(),
        }));
    }

    /// Adds text of which parts are marked, this far from the margin.
    pub fn gemerkt(&mut self, diep: usize, delen: &[(String, bool)]) {
        let mut regels = vec![vec![(" ".repeat(diep), false)]];
        for (tekst, is_gemerkt) in delen {
            for (i, deel) in tekst.split('\n').enumerate() {
                if i > 0 {
                    regels.push(vec![(" ".repeat(diep), false)]);
                }
                regels.last_mut().into_iter().for_each(|regel| regel.push((deel.to_owned(), *is_gemerkt)));
            }
        }
        self.regels.extend(regels.into_iter().map(|delen| {
            let tekst = delen.iter().map(|(deel, _)| deel.as_str()).collect();
            Regel { tekst, toon: Toon::Gewoon, doel: None, delen }
        }));
    }

    /// Adds a heading, with room before it.
    pub fn kop(&mut self, tekst: impl Into<String>) {
        if !self.regels.is_empty() {
            self.wit();
        }
        self.zet(Toon::Kop, tekst.into(), None);
    }

    /// Adds text.
    pub fn regel(&mut self, tekst: impl Into<String>) {
        self.zet(Toon::Gewoon, tekst.into(), None);
    }

    /// Adds text that may recede.
    pub fn zacht(&mut self, tekst: impl Into<String>) {
        self.zet(Toon::Zacht, tekst.into(), None);
    }

    /// Adds something to watch.
    pub fn let_op(&mut self, tekst: impl Into<String>) {
        self.zet(Toon::LetOp, tekst.into(), None);
    }

    /// Adds text that leads somewhere.
    pub fn naar(&mut self, tekst: impl Into<String>, doel: Doel) {
        self.zet(Toon::Gewoon, tekst.into(), Some(doel));
    }

    /// Adds text that may lead somewhere.
    pub fn naar_of_niet(&mut self, tekst: impl Into<String>, doel: Option<Doel>) {
        self.zet(Toon::Gewoon, tekst.into(), doel);
    }

    /// Adds something to watch that may lead somewhere.
    pub fn let_op_naar(&mut self, tekst: impl Into<String>, doel: Option<Doel>) {
        self.zet(Toon::LetOp, tekst.into(), doel);
    }

    /// Adds an empty line.
    pub fn wit(&mut self) {
        self.regels.push(Regel { tekst: String::new(), toon: Toon::Gewoon, doel: None, delen: Vec::new() });
    }

    /// The report as plain text.
    pub fn tekst(&self) -> String {
        let mut uit = format!("{}\n", self.titel);
        for r in &self.regels {
            let teken = if r.toon == Toon::LetOp { "! " } else { "" };
            uit.push_str(format!("{teken}{}", r.tekst.replace('\t', "  ")).trim_end());
            uit.push('\n');
        }
        uit
    }
}
