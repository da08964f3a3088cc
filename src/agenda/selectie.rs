//! Which afspraken somebody wants to see, and in what order.

use serde::{Deserialize, Serialize};

use super::afspraak::{Afspraak, Niveau};
use super::id::{PartijId, ThemaId};
use super::keuze::keuze;
use super::partij::Partijsoort;
use super::tekst::{aantal, opsomming};
use super::voortgang::Status;
use super::{Datum, Geplaatst, Ontwikkelagenda, volledigheid};

keuze! {
    /// In what order.
    Volgorde {
        Thema "thema" "Per thema",
        Deadline "deadline" "Wat het eerst af moet",
        Status "status" "Hoe ver het is",
        Trekker "trekker" "Wie trekt",
        Titel "titel" "Titel",
        Onvolledig "onvolledig" "Waar het meeste ontbreekt",
    }
}

/// Conditions that all have to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Selectie {
    /// In this theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thema: Option<ThemaId>,
    /// This party is bound, involved, leads or contributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partij: Option<PartijId>,
    /// It holds in this gemeente.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gemeente: Option<PartijId>,
    /// For this kind of area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub niveau: Option<Niveau>,
    /// This far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The user's own party has something to do.
    pub mijn_acties: bool,
    /// Something is due within so many weeks, or should have been done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub binnen_weken: Option<u16>,
    /// Something is missing that parties need before they can agree.
    pub onvolledig: bool,
    /// In what order; by theme when none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volgorde: Option<Volgorde>,
}

impl Selectie {
    /// Whether it lets everything through, whatever the order.
    pub fn is_alles(&self) -> bool {
        Self { volgorde: None, ..self.clone() } == Self::default()
    }

    /// Whether an afspraak meets every condition; `wie` is the user's own party.
    pub fn past(&self, agenda: &Ontwikkelagenda, g: &Geplaatst, wie: Option<&PartijId>, vandaag: Datum) -> bool {
        let a = &g.afspraak;
        let binnen = |weken: u16| {
            let grens = vandaag.plus_dagen(u64::from(weken) * 7);
            agenda.eerste_deadline(a, vandaag).is_some_and(|(d, _)| d <= grens)
        };
        self.thema.as_ref().is_none_or(|t| *t == g.thema)
            && self.partij.as_ref().is_none_or(|p| doet_mee(a, p))
            && self.gemeente.as_ref().is_none_or(|p| geldt_in(agenda, a, p))
            && self.niveau.is_none_or(|n| a.niveau == Some(n))
            && self.status.is_none_or(|s| a.einde.is_none() && agenda.status(&a.id) == s)
            && (!self.mijn_acties || wie.is_some_and(|p| heeft_actie(agenda, a, p)))
            && self.binnen_weken.is_none_or(|w| a.einde.is_none() && binnen(w))
            && (!self.onvolledig || a.einde.is_none() && !volledigheid::ontbreekt(a).is_empty())
    }

    /// The afspraken that meet every condition, in order.
    pub fn van<'a>(&self, agenda: &'a Ontwikkelagenda, wie: Option<&PartijId>, vandaag: Datum) -> Vec<&'a Geplaatst> {
        let mut gekozen: Vec<&Geplaatst> =
            agenda.afspraken.values().filter(|g| self.past(agenda, g, wie, vandaag)).collect();
        // Each sort is stable: what is equal stays in the order of theme and number.
        let rang: std::collections::BTreeMap<_, _> =
            agenda.themas_op_volgorde().into_iter().enumerate().map(|(i, (id, _))| (id.clone(), i)).collect();
        gekozen.sort_by_key(|g| rang.get(&g.thema).copied().unwrap_or(usize::MAX));
        match self.volgorde {
            None | Some(Volgorde::Thema) => {}
            Some(Volgorde::Deadline) => gekozen.sort_by_key(|g| {
                let deadline = agenda.eerste_deadline(&g.afspraak, vandaag).map(|(d, _)| d);
                (deadline.is_none(), deadline)
            }),
            Some(Volgorde::Status) => {
                gekozen.sort_by_key(|g| (g.afspraak.einde.is_some(), agenda.status(&g.afspraak.id)));
            }
            Some(Volgorde::Trekker) => gekozen.sort_by_key(|g| {
                let trekker = g.afspraak.trekker.first().map(|p| agenda.partijnaam(p).to_lowercase());
                (trekker.is_none(), trekker)
            }),
            Some(Volgorde::Titel) => gekozen.sort_by_key(|g| super::tekst::zoekvorm(&g.afspraak.titel)),
            Some(Volgorde::Onvolledig) => {
                gekozen.sort_by_key(|g| std::cmp::Reverse(volledigheid::ontbreekt(&g.afspraak).len()));
            }
        }
        gekozen
    }

    /// What it asks, in words; empty when it asks nothing.
    pub fn omschrijving(&self, agenda: &Ontwikkelagenda) -> String {
        let mut delen = Vec::new();
        if let Some(t) = &self.thema {
            delen.push(agenda.themas.get(t).map_or_else(|| t.to_string(), |t| t.naam.clone()));
        }
        if let Some(p) = &self.partij {
            delen.push(format!("met {}", agenda.partijnaam(p)));
        }
        if let Some(p) = &self.gemeente {
            delen.push(format!("geldt in {}", agenda.partijnaam(p)));
        }
        delen.extend(self.niveau.map(|n| n.label().to_lowercase()));
        delen.extend(self.status.map(|s| s.label().to_lowercase()));
        if self.mijn_acties {
            delen.push("met acties van mijn partij".to_owned());
        }
        delen.extend(self.binnen_weken.map(|w| format!("iets af binnen {}", aantal(w.into(), "week", "weken"))));
        if self.onvolledig {
            delen.push("onvolledig".to_owned());
        }
        opsomming(&delen)
    }
}

/// Whether a party is bound to an afspraak, is involved, leads it or contributes.
fn doet_mee(a: &Afspraak, partij: &PartijId) -> bool {
    a.gebonden.iter().chain(&a.betrokken).chain(&a.trekker).any(|p| p == partij)
        || a.inzet.iter().any(|i| i.partij == *partij)
}

/// Whether an afspraak holds in a gemeente; a regional one that names none holds in all.
pub fn geldt_in(agenda: &Ontwikkelagenda, a: &Afspraak, gemeente: &PartijId) -> bool {
    let is_gemeente = agenda.partijen.get(gemeente).is_some_and(|p| p.soort == Partijsoort::Gemeente);
    let overal = a.gemeenten.is_empty() && a.niveau == Some(Niveau::Regionaal) && is_gemeente;
    overal || a.gemeenten.contains(gemeente) || a.routes.iter().any(|r| r.gemeente == *gemeente)
}

/// Whether a party has something open to do for an afspraak.
fn heeft_actie(agenda: &Ontwikkelagenda, a: &Afspraak, partij: &PartijId) -> bool {
    let acties = agenda.voortgang.get(&a.id).into_iter().flat_map(|v| &v.activiteiten);
    acties.into_iter().any(|x| x.is_open() && x.partij.as_ref() == Some(partij))
}
