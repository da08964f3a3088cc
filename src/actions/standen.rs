//! How the parties stand towards the text as it is now.

use std::collections::BTreeMap;

use super::kopie::Kopie;
use super::logboeken::Logboeken;
use crate::agenda::PartijId;
use crate::agenda::tekst::zichtbaar;
use crate::store::disk::bytes_van;
use crate::store::load::Gelezen;
use crate::verklaring::{Akkoord, Onderwerp, Overeenstemming, Soort, Standpunt, Status, Voorbehoud, overeenstemming};

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
    let van = |(id, a): (&crate::agenda::AfspraakId, &crate::agenda::Geplaatst)| {
        let over = Onderwerp::Afspraak(id.clone());
        let pad = crate::store::load::pad_afspraak(&a.thema, id);
        let inhoud = bytes_van(kopie.wortel(), &pad).ok();
        standen_van(logboeken, over, &a.afspraak.gebonden, inhoud.as_deref())
    };
    let partijen: Vec<PartijId> = gelezen.agenda.partijen.keys().cloned().collect();
    let themas = gelezen.agenda.themas.keys().cloned().map(Onderwerp::Thema);
    let visies = themas.chain([Onderwerp::Geheel]).filter(|over| !logboeken.sprekers(over).is_empty());
    let van_visie = |over: Onderwerp| {
        let inhoud = bytes_van(kopie.wortel(), &over.pad_van_visie().unwrap_or_default()).ok();
        standen_van(logboeken, over, &partijen, inhoud.as_deref())
    };
    gelezen.agenda.afspraken.iter().map(van).chain(visies.map(van_visie)).collect()
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

/// How these parties stand towards one text.
pub fn standen_van(logboeken: &Logboeken, over: Onderwerp, gebonden: &[PartijId], nu: Option<&[u8]>) -> Standen {
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
