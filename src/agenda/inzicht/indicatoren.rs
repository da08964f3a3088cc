//! Each indicator as a line: from the nulmeting over the metingen to the streefwaarde.

use serde::Serialize;

use super::lopend;
use crate::agenda::afspraak::Indicator;
use crate::agenda::bedrag::Meetwaarde;
use crate::agenda::tekst::zoekvorm;
use crate::agenda::{Afspraak, AfspraakId, Datum, Ontwikkelagenda};

/// The norm wherever thuiszitters are counted (Inclusieverstellers 2020; OCW, Plan van aanpak
/// passend onderwijs 2014-2020, section 4.3).
pub const NORM_THUISZITTERS: &str = "Norm: geen jongere zit langer dan drie maanden thuis zonder passend aanbod (Inclusieverstellers 2020; plan van aanpak passend onderwijs, OCW 2014).";

/// How an indicator goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Koers {
    /// The aim is reached.
    Bereikt,
    /// At least as far as an even pace would have brought it.
    OpKoers,
    /// Less far than that.
    Achter,
    /// Too little is known to say.
    Onbekend,
}

impl Koers {
    /// As the reader sees it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Bereikt => "streefwaarde bereikt",
            Self::OpKoers => "op koers",
            Self::Achter => "achter op schema",
            Self::Onbekend => "nog niet te zeggen",
        }
    }
}

/// One measured value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Punt {
    /// When.
    pub datum: Option<Datum>,
    /// What.
    pub waarde: Meetwaarde,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Lijn {
    /// Of which afspraak.
    pub afspraak: AfspraakId,
    /// Its key there.
    pub sleutel: String,
    /// What is measured.
    pub naam: String,
    /// In what.
    pub eenheid: Option<String>,
    /// Where it began.
    pub nulmeting: Option<Punt>,
    /// What was measured since for the whole area, the oldest first.
    pub metingen: Vec<Punt>,
    /// Where it has to go.
    pub streefwaarde: Option<Meetwaarde>,
    /// By which year.
    pub streefjaar: Option<i64>,
    /// What part of the way was gone, in thousandths; more than all of it is all of it.
    pub gevorderd: Option<i64>,
    /// How it goes.
    pub koers: Koers,
    /// Whether the norm on thuiszitters applies.
    pub thuiszitters: bool,
}

/// Whether an indicator counts thuiszitters, so that the norm applies.
pub fn telt_thuiszitters(i: &Indicator) -> bool {
    zoekvorm(&i.naam).contains("thuiszit")
}

/// Every indicator of the running afspraken.
pub fn lijnen(agenda: &Ontwikkelagenda) -> Vec<Lijn> {
    lopend(agenda).flat_map(|a| a.indicatoren.iter().map(move |i| lijn(agenda, a, i))).collect()
}

fn lijn(agenda: &Ontwikkelagenda, a: &Afspraak, i: &Indicator) -> Lijn {
    let begin = i.nulmeting_datum.or(a.looptijd.and_then(|l| l.van));
    let nulmeting = i.nulmeting.clone().map(|waarde| Punt { datum: begin, waarde });
    let alle = agenda.voortgang.get(&a.id).into_iter().flat_map(|v| &v.metingen);
    let mut metingen: Vec<Punt> = alle
        .filter(|m| m.indicator == i.sleutel() && m.gemeente.is_none())
        .map(|m| Punt { datum: Some(m.datum), waarde: m.waarde.clone() })
        .collect();
    metingen.sort_by_key(|p| p.datum);
    let gevorderd = gevorderd(nulmeting.as_ref(), metingen.last(), i.streefwaarde.as_ref());
    let koers = koers(gevorderd, begin, metingen.last().and_then(|p| p.datum), i.streefjaar);
    Lijn {
        afspraak: a.id.clone(),
        sleutel: i.sleutel().to_owned(),
        naam: i.naam.clone(),
        eenheid: i.eenheid.clone(),
        nulmeting,
        metingen,
        streefwaarde: i.streefwaarde.clone(),
        streefjaar: i.streefjaar,
        gevorderd,
        koers,
        thuiszitters: telt_thuiszitters(i),
    }
}

/// What part of the way from the nulmeting to the streefwaarde was gone, in thousandths.
fn gevorderd(nul: Option<&Punt>, laatste: Option<&Punt>, streef: Option<&Meetwaarde>) -> Option<i64> {
    let getal = |w: &Meetwaarde| w.duizendsten().map(i128::from);
    let (van, nu, naar) = (getal(&nul?.waarde)?, getal(&laatste?.waarde)?, getal(streef?)?);
    let weg = naar - van;
    if weg == 0 {
        return (nu == naar).then_some(1_000);
    }
    i64::try_from(((nu - van) * 1_000 / weg).clamp(0, 1_000)).ok()
}

/// Compares with an even pace from the nulmeting to the last day of the year aimed at.
fn koers(gevorderd: Option<i64>, begin: Option<Datum>, nu: Option<Datum>, streefjaar: Option<i64>) -> Koers {
    let Some(gevorderd) = gevorderd else { return Koers::Onbekend };
    if gevorderd >= 1_000 {
        return Koers::Bereikt;
    }
    let einde = streefjaar.and_then(|j| i32::try_from(j).ok()).and_then(|j| Datum::nieuw(j, 12, 31));
    let (Some(begin), Some(nu), Some(einde)) = (begin, nu, einde) else { return Koers::Onbekend };
    let (geheel, voorbij) = (begin.dagen_tot(einde), begin.dagen_tot(nu));
    if geheel <= 0 || voorbij < 0 {
        Koers::Onbekend
    } else if gevorderd * geheel >= voorbij * 1_000 {
        Koers::OpKoers
    } else {
        Koers::Achter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn punt(waarde: &str) -> Punt {
        Punt { datum: None, waarde: waarde.parse().unwrap() }
    }

    #[test]
    fn the_way_gone_is_told_up_and_down() {
        let streef = |w: &str| Some(w.parse::<Meetwaarde>().unwrap());
        let van = |nul: &str, nu: &str, naar: &str| gevorderd(Some(&punt(nul)), Some(&punt(nu)), streef(naar).as_ref());
        assert_eq!(van("38", "33", "28"), Some(500));
        assert_eq!(van("0", "6", "24"), Some(250));
        assert_eq!(van("38", "40", "28"), Some(0));
        assert_eq!(van("31", "0", "0"), Some(1_000));
        // A suppressed count cannot be reckoned with.
        assert_eq!(van("31", "<5", "0"), None);
        assert_eq!(gevorderd(None, Some(&punt("1")), streef("2").as_ref()), None);
    }

    #[test]
    fn the_course_is_held_against_an_even_pace() {
        let d = |j, m| Datum::nieuw(j, m, 1);
        assert_eq!(koers(Some(500), d(2027, 1), d(2028, 1), Some(2030)), Koers::OpKoers);
        assert_eq!(koers(Some(100), d(2027, 1), d(2029, 1), Some(2030)), Koers::Achter);
        assert_eq!(koers(Some(1_000), None, None, None), Koers::Bereikt);
        assert_eq!(koers(Some(10), d(2027, 1), None, Some(2030)), Koers::Onbekend);
        assert_eq!(koers(None, d(2027, 1), d(2028, 1), Some(2030)), Koers::Onbekend);
    }
}
