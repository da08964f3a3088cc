//! What a party says of the text: its standpunten, with who decided it and on what ground.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::sha256::Sha256;
use crate::agenda::keuze::keuze;
use crate::agenda::{AfspraakId, Datum, PartijId, ThemaId};

keuze! {
    /// By whom the party says it. Only what is bestuurlijk counts for overeenstemming.
    Soort {
        Ambtelijk "ambtelijk" "Ambtelijk",
        Bestuurlijk "bestuurlijk" "Bestuurlijk",
    }
}

keuze! {
    /// What a party says.
    Standpunt {
        Akkoord "akkoord" "Akkoord",
        Voorbehoud "voorbehoud" "Akkoord onder voorbehoud",
        NietAkkoord "niet-akkoord" "Niet akkoord",
        Ingetrokken "ingetrokken" "Ingetrokken",
    }
}

keuze! {
    /// On whom or what a voorbehoud waits.
    Voorbehoudsoort {
        Raad "raad" "Gemeenteraad of budget",
        College "college" "College van burgemeester en wethouders",
        Rvt "rvt" "Raad van toezicht",
        Opr "opr" "Ondersteuningsplanraad",
        Inhoudelijk "inhoudelijk" "Inhoudelijk",
    }
}

keuze! {
    /// Who decided. It is the bestuursorgaan that agrees (Gemeentewet art. 160 and 171).
    BesluitDoor {
        College "college" "College van burgemeester en wethouders",
        Burgemeester "burgemeester" "Burgemeester",
        Wethouder "wethouder" "Wethouder",
        DirecteurBestuurder "directeur-bestuurder" "Directeur-bestuurder",
        Bestuur "bestuur" "Bestuur",
        Ambtelijk "ambtelijk" "Ambtelijk, zonder besluit van een bestuur",
    }
}

keuze! {
    /// On what the decision rests.
    Grondslag {
        Collegebesluit "collegebesluit" "Collegebesluit",
        Machtiging "machtiging" "Machtiging of volmacht van de burgemeester",
        Mandaat "mandaat" "Mandaatbesluit",
        Directiestatuut "directiestatuut" "Statuten of directiestatuut",
        Bestuursbesluit "bestuursbesluit" "Bestuursbesluit",
    }
}

keuze! {
    /// How it was said.
    Wijze {
        Oogo "oogo" "In het OOGO",
        Besluit "besluit" "Met een besluit daarbuiten",
        Papier "papier" "Op papier",
    }
}

/// A signed paper: what it is, and where it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OpPapier {
    /// Of the file.
    pub sha256: Sha256,
    /// Where the party keeps it.
    pub vindplaats: String,
}

/// Standpunten of one moment, with one decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Akkoord {
    /// Ambtelijk or bestuurlijk.
    pub soort: Soort,
    /// Who decided.
    pub besluit_door: BesluitDoor,
    /// On what that rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grondslag: Option<Grondslag>,
    /// When it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub besluitdatum: Option<Datum>,
    /// The decision's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kenmerk: Option<String>,
    /// The office that put it here.
    pub geregistreerd_door: String,
    /// How it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wijze: Option<Wijze>,
    /// The meeting, by its file's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overleg: Option<String>,
    /// The version that was seen: a commit.
    pub gezien: String,
    /// The version with which it was compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vergeleken_met: Option<String>,
    /// The signed paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub papier: Option<OpPapier>,
    /// With which log each other party began, as this party knew it: who makes a party anew is found out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub begin: BTreeMap<PartijId, Sha256>,
    /// The parties whose place this one took, and for which it says this too.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub namens: BTreeSet<PartijId>,
    /// What is said.
    pub standpunten: Vec<Over>,
}

impl Akkoord {
    /// Whether it says two things that cannot both be so.
    pub fn is_tegenstrijdig(&self) -> bool {
        let over: Vec<Option<Onderwerp>> = self.standpunten.iter().map(Over::onderwerp).collect();
        let voorbehoud = |s: &Over| (s.standpunt == Standpunt::Voorbehoud) != s.voorbehoud.is_some();
        over.contains(&None)
            || over.iter().collect::<BTreeSet<_>>().len() < over.len()
            || self.standpunten.iter().any(voorbehoud)
            || self.standpunten.iter().any(|s| s.heft_op.is_some() && s.standpunt != Standpunt::Akkoord)
            || (self.soort == Soort::Ambtelijk) != (self.besluit_door == BesluitDoor::Ambtelijk)
    }
}

/// What a standpunt is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Onderwerp {
    /// An afspraak.
    Afspraak(AfspraakId),
    /// A theme's vision.
    Thema(ThemaId),
    /// The vision of the whole: the cover page.
    Geheel,
}

impl Onderwerp {
    /// What the text at a path is, when a party can say something of it. An afspraak is known by its
    /// number, in whatever theme.
    pub fn van_pad(pad: &str) -> Option<Self> {
        match pad.split('/').collect::<Vec<_>>().as_slice() {
            ["ontwikkelagenda.toml"] => Some(Self::Geheel),
            ["agendas", thema, "thema.toml"] => Some(Self::Thema(thema.parse().ok()?)),
            ["agendas", _, naam] => Some(Self::Afspraak(naam.strip_suffix(".toml")?.parse().ok()?)),
            _ => None,
        }
    }
}

impl Onderwerp {
    /// Where a vision stands; an afspraak may stand in any theme.
    pub fn pad_van_visie(&self) -> Option<String> {
        match self {
            Self::Afspraak(_) => None,
            Self::Thema(id) => Some(format!("agendas/{id}/thema.toml")),
            Self::Geheel => Some("ontwikkelagenda.toml".to_owned()),
        }
    }
}

impl std::fmt::Display for Onderwerp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Afspraak(id) => write!(f, "{id}"),
            Self::Thema(id) => write!(f, "thema {id}"),
            Self::Geheel => f.write_str("de ontwikkelagenda als geheel"),
        }
    }
}

/// One standpunt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Over {
    /// The afspraak, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub afspraak: Option<AfspraakId>,
    /// The theme, where it is about its vision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thema: Option<ThemaId>,
    /// What is said.
    pub standpunt: Standpunt,
    /// Of exactly these bytes.
    pub sha256: Sha256,
    /// In the party's own words; of what is taken back, why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toelichting: Option<String>,
    /// Under what voorbehoud.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voorbehoud: Option<Voorbehoud>,
    /// The entry with the voorbehoud that this akkoord lifts, on the same text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heft_op: Option<Sha256>,
}

impl Over {
    /// What it is about; none where it names two things.
    pub fn onderwerp(&self) -> Option<Onderwerp> {
        match (&self.afspraak, &self.thema) {
            (Some(id), None) => Some(Onderwerp::Afspraak(id.clone())),
            (None, Some(id)) => Some(Onderwerp::Thema(id.clone())),
            (None, None) => Some(Onderwerp::Geheel),
            (Some(_), Some(_)) => None,
        }
    }
}

/// Under what the party agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Voorbehoud {
    /// On whom or what it waits.
    pub soort: Voorbehoudsoort,
    /// In words.
    pub tekst: String,
    /// By when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uiterlijk: Option<Datum>,
}
