//! Which principles and goals the afspraken contribute to, and which none does.

use serde::Serialize;

use super::lopend;
use crate::agenda::afspraak::{Principe, Transformatiedoel};
use crate::agenda::keuze::Optie;
use crate::agenda::{Afspraak, AfspraakId, Ontwikkelagenda};

/// One principle or goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dekking {
    /// As the files hold it.
    pub woord: &'static str,
    /// As the reader sees it.
    pub label: &'static str,
    /// The running afspraken that name it.
    pub afspraken: Vec<AfspraakId>,
}

/// The ten principles of the Inclusieverstellers (2020).
pub fn principes(agenda: &Ontwikkelagenda) -> Vec<Dekking> {
    per_optie(agenda, Principe::OPTIES, |a, woord| a.principes.iter().any(|p| p.woord() == woord))
}

/// The seven transformation goals of passend onderwijs.
pub fn transformatiedoelen(agenda: &Ontwikkelagenda) -> Vec<Dekking> {
    per_optie(agenda, Transformatiedoel::OPTIES, |a, woord| a.transformatiedoelen.iter().any(|d| d.woord() == woord))
}

fn per_optie(
    agenda: &Ontwikkelagenda,
    opties: &'static [Optie],
    noemt: impl Fn(&Afspraak, &str) -> bool,
) -> Vec<Dekking> {
    let van = |o: &'static Optie| Dekking {
        woord: o.woord,
        label: o.label,
        afspraken: lopend(agenda).filter(|a| noemt(a, o.woord)).map(|a| a.id.clone()).collect(),
    };
    opties.iter().map(van).collect()
}
