//! How the parties stand towards the text as it is now.

use std::collections::BTreeMap;

use super::logboeken::Logboeken;
use crate::actions::kopie::Kopie;
use crate::agenda::PartijId;
use crate::agenda::tekst::zichtbaar;
use crate::store::disk::bytes_van;
use crate::store::load::Gelezen;
use crate::store::parallel;
use crate::verklaring::{
    Akkoord, Onderwerp, Overeenstemming, Sha256, Soort, Standpunt, Status, Voorbehoud, overeenstemming,
};

/// How one party stands, in both kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partijstand {
    /// What counts for overeenstemming.
    pub bestuurlijk: Oordeel,
    /// What its office said.
    pub ambtelijk: Oordeel,
}

/// A standing, apart from the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oordeel {
    /// What counts.
    pub status: Status,
    /// Under what voorbehoud.
    pub voorbehoud: Option<Voorbehoud>,
    /// Why, where that is to be known; of what is achterhaald the version that changed the text.
    pub waarom: String,
    /// What was said last.
    pub standpunt: Option<Standpunt>,
    /// The party that said it, where that took this one's place.
    pub door: Option<PartijId>,
    /// In the party's own words.
    pub toelichting: Option<String>,
    /// On what decision it rests.
    pub besluit: Option<String>,
    /// The claim of the moment, by the newest entry.
    pub moment: Option<chrono::DateTime<chrono::FixedOffset>>,
}

/// How all parties stand towards one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standen {
    /// Of what.
    pub over: Onderwerp,
    /// Whether they agree.
    pub overeenstemming: Overeenstemming,
    /// By party that is bound.
    pub partijen: BTreeMap<PartijId, Partijstand>,
}

/// How the parties stand towards every afspraak, and towards each vision of which a party ever said something.
pub fn standen(kopie: &Kopie, gelezen: &Gelezen, logboeken: &Logboeken) -> Vec<Standen> {
    let partijen: Vec<PartijId> = gelezen.agenda.partijen.keys().cloned().collect();
    let themas = gelezen.agenda.themas.keys().cloned().map(Onderwerp::Thema);
    let visies = themas.chain([Onderwerp::Geheel]).filter(|over| !logboeken.sprekers(over).is_empty());
    let van_visie = |over: Onderwerp| {
        let pad = over.pad_van_visie().unwrap_or_default();
        (over, pad, partijen.as_slice())
    };
    let afspraken = gelezen.agenda.afspraken.iter().map(|(id, a)| {
        let pad = crate::store::load::pad_afspraak(&a.thema, id);
        (Onderwerp::Afspraak(id.clone()), pad, a.afspraak.gebonden.as_slice())
    });
    let teksten: Vec<(Onderwerp, String, &[PartijId])> = afspraken.chain(visies.map(van_visie)).collect();
    let nu = parallel::alle(&teksten, |(_, pad, _)| sha256_van(kopie, pad));
    teksten.into_iter().zip(nu).map(|((over, _, gebonden), nu)| standen_van(logboeken, over, gebonden, nu)).collect()
}

/// Of a file as it is now; none where it is not there.
pub fn sha256_van(kopie: &Kopie, pad: &str) -> Option<Sha256> {
    bytes_van(kopie.wortel(), pad).ok().map(|bytes| Sha256::van(&bytes))
}

/// On what decision it rests, in a line.
fn besluit(a: &Akkoord) -> String {
    let mut delen = vec![format!("Besluit door {}", a.besluit_door.label().to_lowercase())];
    delen.extend(a.grondslag.map(|g| g.label().to_lowercase()));
    delen.extend(a.kenmerk.as_ref().map(|k| format!("kenmerk {k}")));
    delen.extend(a.besluitdatum.map(crate::agenda::Datum::lang));
    delen.extend(a.wijze.map(|w| w.label().to_lowercase()));
    delen.extend(a.overleg.clone());
    delen.extend(a.papier.as_ref().map(|p| format!("het getekende stuk: {}", p.vindplaats)));
    zichtbaar(&delen.join("; ")).into_owned()
}

/// How these parties stand towards one text, whose bytes now have this sha256.
pub fn standen_van(logboeken: &Logboeken, over: Onderwerp, gebonden: &[PartijId], nu: Option<Sha256>) -> Standen {
    let oordeel = |partij: &PartijId, soort: Soort| {
        let Some((spreker, stand)) = logboeken.stand_van(partij, soort, &over, nu) else {
            return Oordeel {
                status: Status::Geen,
                voorbehoud: None,
                waarom: String::new(),
                standpunt: None,
                door: None,
                toelichting: None,
                besluit: None,
                moment: None,
            };
        };
        let nieuwste = stand.rust_op.first();
        Oordeel {
            status: stand.status,
            door: Some(spreker).filter(|s| s != partij),
            toelichting: nieuwste.and_then(|(_, s)| s.toelichting.clone()),
            besluit: nieuwste.and_then(|(i, _)| i.verklaring.as_ref()?.akkoord.as_ref()).map(besluit),
            standpunt: nieuwste.map(|(_, s)| s.standpunt),
            voorbehoud: nieuwste.and_then(|(_, s)| s.voorbehoud.clone()),
            moment: nieuwste.and_then(|(i, _)| i.verklaring.as_ref()).map(|v| v.moment),
            waarom: match nieuwste {
                Some((_, s)) if stand.status == Status::Akkoord && s.heft_op.is_some() => {
                    "Het voorbehoud is opgeheven.".to_owned()
                }
                _ => stand.waarom,
            },
        }
    };
    let partijen: BTreeMap<PartijId, Partijstand> = gebonden
        .iter()
        .map(|p| {
            let stand =
                Partijstand { bestuurlijk: oordeel(p, Soort::Bestuurlijk), ambtelijk: oordeel(p, Soort::Ambtelijk) };
            (p.clone(), stand)
        })
        .collect();
    let bestuurlijk = partijen.iter().map(|(p, s)| (p.clone(), s.bestuurlijk.status)).collect();
    Standen { overeenstemming: overeenstemming(gebonden, &bestuurlijk), over, partijen }
}
