//! Who invests and who gains, and when the yields have paid for the costs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::lopend;
use crate::agenda::afspraak::{BusinessCase, Duur};
use crate::agenda::bedrag::Euro;
use crate::agenda::{Afspraak, AfspraakId, Ontwikkelagenda, PartijId};

/// So many years ahead it is worth reckoning.
const HORIZON: i64 = 30;

/// The money of one policy domain or party, in whole euros.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Geld {
    /// Costs that come once.
    pub kosten_eenmalig: i64,
    /// Costs that come every year.
    pub kosten_per_jaar: i64,
    /// Yields that come once.
    pub baten_eenmalig: i64,
    /// Yields that come every year.
    pub baten_per_jaar: i64,
}

/// The business case of one afspraak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Zaak {
    /// The afspraak.
    pub afspraak: AfspraakId,
    /// All its rows together.
    pub geld: Geld,
    /// The first year in which the yields have paid for the costs; none within thirty years.
    pub omslag: Option<i64>,
}

/// All business cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Overzicht {
    /// Per policy domain.
    pub domeinen: BTreeMap<String, Geld>,
    /// What each party pays and gains.
    pub partijen: BTreeMap<PartijId, Geld>,
    /// Per afspraak.
    pub afspraken: Vec<Zaak>,
}

/// The business cases of the running afspraken.
pub fn overzicht(agenda: &Ontwikkelagenda) -> Overzicht {
    let mut alles = Overzicht::default();
    for a in lopend(agenda).filter(|a| !a.business_case.is_empty()) {
        let mut geld = Geld::default();
        for rij in &a.business_case {
            tel(alles.domeinen.entry(rij.domein.clone()).or_default(), rij, true, true);
            tel(&mut geld, rij, true, true);
            if let Some(p) = &rij.betaalt {
                tel(alles.partijen.entry(p.clone()).or_default(), rij, true, false);
            }
            if let Some(p) = &rij.profiteert {
                tel(alles.partijen.entry(p.clone()).or_default(), rij, false, true);
            }
        }
        alles.afspraken.push(Zaak { afspraak: a.id.clone(), geld, omslag: omslag(a) });
    }
    alles
}

fn euros(bedrag: Option<Euro>) -> i64 {
    bedrag.map_or(0, Euro::euros)
}

fn tel(geld: &mut Geld, rij: &BusinessCase, kosten: bool, baten: bool) {
    let vak = |jaarlijks: Option<Duur>| jaarlijks == Some(Duur::Jaarlijks);
    if kosten {
        let vak = if vak(rij.kosten_duur) { &mut geld.kosten_per_jaar } else { &mut geld.kosten_eenmalig };
        *vak = vak.saturating_add(euros(rij.kosten));
    }
    if baten {
        let vak = if vak(rij.baten_duur) { &mut geld.baten_per_jaar } else { &mut geld.baten_eenmalig };
        *vak = vak.saturating_add(euros(rij.baten));
    }
}

/// The first year in which all yields so far are at least all costs so far. Costs begin with the
/// term, yields in the year that the row says, or with the term.
fn omslag(a: &Afspraak) -> Option<i64> {
    let vroegste = a.business_case.iter().filter_map(|r| r.vanaf).min();
    let begin = a.looptijd.and_then(|l| l.van).map(|d| i64::from(d.jaar())).or(vroegste)?;
    if a.business_case.iter().all(|r| r.baten.is_none()) {
        return None;
    }
    let (mut kosten, mut baten) = (0i128, 0i128);
    for jaar in begin..begin + HORIZON {
        for rij in &a.business_case {
            let komt = |duur: Option<Duur>, eerste: i64| {
                if duur == Some(Duur::Jaarlijks) { jaar >= eerste } else { jaar == eerste }
            };
            if komt(rij.kosten_duur, begin) {
                kosten += i128::from(euros(rij.kosten));
            }
            if komt(rij.baten_duur, rij.vanaf.unwrap_or(begin).max(begin)) {
                baten += i128::from(euros(rij.baten));
            }
        }
        if baten >= kosten && baten > 0 {
            return Some(jaar);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn afspraak(rijen: &str) -> Afspraak {
        toml::from_str(&format!(
            "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"x\"\n{rijen}\n[looptijd]\nvan = 2027-08-01\ntot = 2030-07-31\n"
        ))
        .unwrap()
    }

    #[test]
    fn the_turn_is_the_year_in_which_yields_have_paid() {
        // 60,000 once in 2027; 85,000 a year from 2029.
        let rij = "[[business-case]]\nsleutel = \"aaaa\"\ndomein = \"vervoer\"\nkosten = 60000\nkosten-duur = \"eenmalig\"\nbaten = 85000\nbaten-duur = \"jaarlijks\"\nvanaf = 2029\n";
        assert_eq!(omslag(&afspraak(rij)), Some(2029));
        let duur = rij.replace("kosten-duur = \"eenmalig\"", "kosten-duur = \"jaarlijks\"");
        // 2027-2033: 420,000 spent; 2029-2033: 425,000 gained.
        assert_eq!(omslag(&afspraak(&duur)), Some(2033));
        let nooit = duur.replace("85000", "59000");
        assert_eq!(omslag(&afspraak(&nooit)), None);
        let zonder = "[[business-case]]\nsleutel = \"aaaa\"\ndomein = \"vervoer\"\nkosten = 60000\n";
        assert_eq!(omslag(&afspraak(zonder)), None);
    }
}
