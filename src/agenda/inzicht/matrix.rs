//! Which afspraak holds in which gemeente, and at what pace.

use serde::Serialize;

use super::lopend;
use crate::agenda::afspraak::{Niveau, Tempo};
use crate::agenda::partij::Partijsoort;
use crate::agenda::selectie::geldt_in;
use crate::agenda::{Afspraak, AfspraakId, Ontwikkelagenda, PartijId};

/// One afspraak in one gemeente.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cel {
    /// The gemeente.
    pub gemeente: PartijId,
    /// Whether the afspraak holds there; unknown while it does not say where it holds.
    pub geldt: Option<bool>,
    /// At what pace, where that is said.
    pub tempo: Option<Tempo>,
    /// What is different there.
    pub toelichting: Option<String>,
}

/// One afspraak in every gemeente.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rij {
    /// The afspraak.
    pub afspraak: AfspraakId,
    /// The gemeenten, each in its own column.
    pub cellen: Vec<Cel>,
}

/// The gemeenten, in the order of the columns.
pub fn gemeenten(agenda: &Ontwikkelagenda) -> Vec<PartijId> {
    let is_gemeente =
        |(id, p): (&PartijId, &crate::agenda::partij::Partij)| (p.soort == Partijsoort::Gemeente).then(|| id.clone());
    agenda.partijen.iter().filter_map(is_gemeente).collect()
}

/// Whether an afspraak says where it holds; a regional one that names no gemeente holds in all.
fn waar_bekend(a: &Afspraak) -> bool {
    a.niveau == Some(Niveau::Regionaal) || !a.gemeenten.is_empty() || !a.routes.is_empty()
}

/// The running afspraken, each in every gemeente.
pub fn matrix(agenda: &Ontwikkelagenda) -> Vec<Rij> {
    let gemeenten = gemeenten(agenda);
    lopend(agenda)
        .map(|a| Rij {
            afspraak: a.id.clone(),
            cellen: gemeenten
                .iter()
                .map(|g| {
                    let route = a.routes.iter().find(|r| r.gemeente == *g);
                    Cel {
                        gemeente: g.clone(),
                        geldt: waar_bekend(a).then(|| geldt_in(agenda, a, g)),
                        tempo: route.and_then(|r| r.tempo),
                        toelichting: route.and_then(|r| r.toelichting.clone()),
                    }
                })
                .collect(),
        })
        .collect()
}
