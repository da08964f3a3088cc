//! Who may speak for whom, as a report from which one goes on.

use super::verslag::{Doel, Verslag};
use crate::agenda::{Ontwikkelagenda, PartijId};
use crate::verklaring::{Functionaris, OpenbareSleutel};

/// What one can do about who may speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OverLijst {
    /// Put the user's public key on the clipboard.
    Kopieer(String),
    /// Put a colleague on the list.
    Erbij,
    /// Give somebody on it another key, or take them off: their id and office.
    Een(String, String),
    /// Confirm that a party read these words aloud.
    Bevestig(PartijId, String),
    /// Set the list right with the key from the safe.
    Herstel,
    /// Name the party that speaks in the own one's place.
    Opvolger,
    /// Take that back.
    GeenOpvolger,
}

/// One party: who is on its list, and with which words it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Lijst {
    /// The party.
    pub partij: PartijId,
    /// Who is on its newest lists.
    pub mensen: Vec<Functionaris>,
    /// The words of each of its beginnings, and whether this user confirmed them.
    pub beginnen: Vec<(Vec<&'static str>, bool)>,
    /// The party that its list names in its place.
    pub opvolger: Option<PartijId>,
}

/// The report.
pub fn wie_mag(
    agenda: &Ontwikkelagenda,
    lijsten: &[Lijst],
    wij: Option<&PartijId>,
    mijn: Option<&OpenbareSleutel>,
    mag_wijzigen: bool,
) -> Verslag {
    let mut v = Verslag::nieuw("Wie mag namens wie spreken");
    match mijn {
        Some(sleutel) => {
            v.regel("Uw openbare sleutel; wie u op een lijst zet, heeft hem nodig:");
            v.regel(sleutel.to_string());
            v.naar("Deze sleutel kopiëren, om hem te mailen", Doel::OverLijst(OverLijst::Kopieer(sleutel.to_string())));
        }
        None => v.regel("U hebt nog geen sleutel; zonder sleutel legt u geen standpunt vast."),
    }
    let eigen = lijsten.iter().find(|l| Some(&l.partij) == wij);
    if mijn.is_none() && wij.is_some() && mag_wijzigen {
        v.naar("Uw sleutel maken", Doel::SleutelMaken);
    }
    if let Some(wij) = wij {
        v.kop(format!("{} (uw partij)", agenda.partijnaam(wij)));
        let ik_sta_erop = eigen.is_some_and(|l| l.mensen.iter().any(|f| Some(&f.sleutel) == mijn));
        match eigen {
            None => v.regel("Er is nog geen lijst. Wie de eerste sleutel maakt, begint haar."),
            Some(lijst) => mensen(&mut v, agenda, lijst, mijn, ik_sta_erop && mag_wijzigen),
        }
        if ik_sta_erop && mag_wijzigen {
            v.naar("Een collega op de lijst zetten", Doel::OverLijst(OverLijst::Erbij));
            match eigen.and_then(|l| l.opvolger.as_ref()) {
                None => {
                    v.naar("Na een herindeling of fusie een opvolger aanwijzen", Doel::OverLijst(OverLijst::Opvolger));
                }
                Some(_) => v.naar("Weer zelf spreken, zonder opvolger", Doel::OverLijst(OverLijst::GeenOpvolger)),
            }
        } else if let (Some(_), Some(mijn), true) = (eigen, mijn, mag_wijzigen) {
            v.regel("U staat nog niet op deze lijst. Stuur uw openbare sleutel naar een collega die er wel op staat, of gebruik de herstelsleutel als die er niet meer is.");
            v.zacht(format!("Uw collega kiest hier ‘Een collega op de lijst zetten’, of typt: oogo sleutel voeg-toe \"{mijn}\" --functie \"UW FUNCTIE\""));
            v.naar("De lijst rechtzetten met de herstelsleutel uit de kluis", Doel::OverLijst(OverLijst::Herstel));
        }
    }
    for lijst in lijsten.iter().filter(|l| Some(&l.partij) != wij) {
        v.kop(agenda.partijnaam(&lijst.partij));
        mensen(&mut v, agenda, lijst, mijn, false);
    }
    v
}

fn mensen(
    v: &mut Verslag,
    agenda: &Ontwikkelagenda,
    lijst: &Lijst,
    mijn: Option<&OpenbareSleutel>,
    mag_wijzigen: bool,
) {
    for f in &lijst.mensen {
        let mag: Vec<&str> = f.mag.iter().map(|s| s.woord()).collect();
        let voor = f.waarneemt.as_ref().map(|voor| format!(", neemt waar voor {voor}")).unwrap_or_default();
        let tot = f.tot.map(|tot| format!(" tot en met {}", tot.lang())).unwrap_or_default();
        let ik = if Some(&f.sleutel) == mijn { ": dat bent u" } else { "" };
        let tekst = format!("{} ({}), {}{voor}{tot}{ik}", f.functie, f.id, mag.join(" en "));
        let doel = Doel::OverLijst(OverLijst::Een(f.id.to_string(), f.functie.clone()));
        v.naar_of_niet(tekst, mag_wijzigen.then_some(doel));
    }
    if let Some(opvolger) = &lijst.opvolger {
        v.regel(format!("Van nu af spreekt {} ook in haar plaats.", agenda.partijnaam(opvolger)));
    }
    for (woorden, is_bevestigd) in &lijst.beginnen {
        let woorden = woorden.join(" ");
        v.regel(format!("Controlewoorden: {woorden}"));
        if *is_bevestigd && lijst.mensen.iter().any(|f| Some(&f.sleutel) == mijn) {
            v.zacht("Dit is uw eigen partij. Lees deze woorden voor in het overleg.");
        } else if *is_bevestigd {
            v.zacht("Bevestigd op deze computer.");
        } else {
            let doel = Doel::OverLijst(OverLijst::Bevestig(lijst.partij.clone(), woorden));
            v.let_op_naar("Nog niet bevestigd. De partij las ze voor, en het zijn deze: bevestigen", Some(doel));
        }
    }
    if lijst.beginnen.len() > 1 {
        v.let_op("Deze partij heeft meer dan één begin. Bevestig alleen wat zij zelf voorleest.");
    }
}
