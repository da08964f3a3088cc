//! The bound text of an afspraak: what the parties commit themselves to, and nothing else.

mod keuzes;
mod velden;

use serde::{Deserialize, Serialize};

use super::bedrag::{Aandeel, Euro, Meetwaarde};
use super::bestand::Formaat;
use super::datum::Datum;
use super::id::{AfspraakId, PartijId};

pub use keuzes::{Dekking, Documentsoort, Duur, EindeSoort, Niveau, Principe, Rol, Tempo, Transformatiedoel};
pub use velden::VELDEN;

/// Whose voice was heard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Gehoord {
    pub(crate) sleutel: String,
    /// A group of people, never a name.
    pub wie: String,
    /// When.
    pub datum: Option<Datum>,
    /// What they brought in.
    pub inbreng: Option<String>,
}

/// What one party puts in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Inzet {
    pub(crate) sleutel: String,
    /// The party.
    pub partij: PartijId,
    /// Its part.
    pub rol: Option<Rol>,
    /// What it does.
    pub omschrijving: Option<String>,
    /// Hours or fte.
    pub capaciteit: Option<String>,
    /// Money.
    pub bedrag: Option<Euro>,
    /// The decision that its own board takes.
    pub besluit: Option<String>,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Mijlpaal {
    pub(crate) sleutel: String,
    /// What is there by then.
    pub wat: String,
    /// By when.
    pub datum: Option<Datum>,
    /// Who sees to it.
    pub partij: Option<PartijId>,
}

/// The term.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Looptijd {
    /// First day.
    pub van: Option<Datum>,
    /// Last day.
    pub tot: Option<Datum>,
}

/// One amount that the afspraak costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Kostenpost {
    pub(crate) sleutel: String,
    /// For what.
    pub omschrijving: String,
    /// How much.
    pub bedrag: Option<Euro>,
    /// Once or yearly.
    pub duur: Option<Duur>,
    /// First year.
    pub jaar: Option<i64>,
    /// The budget or programme that it comes from.
    pub bron: Option<String>,
    /// Whether the money is there.
    pub dekking: Option<Dekking>,
}

/// What part of the costs a party bears.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdeling {
    pub(crate) sleutel: String,
    /// The party.
    pub partij: PartijId,
    /// Its share.
    pub aandeel: Aandeel,
}

/// Who pays and who gains, per policy domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct BusinessCase {
    pub(crate) sleutel: String,
    /// The policy domain.
    pub domein: String,
    /// Who pays.
    pub betaalt: Option<PartijId>,
    /// Who gains.
    pub profiteert: Option<PartijId>,
    /// What it costs.
    pub kosten: Option<Euro>,
    /// Once or yearly.
    pub kosten_duur: Option<Duur>,
    /// What it yields.
    pub baten: Option<Euro>,
    /// Once or yearly.
    pub baten_duur: Option<Duur>,
    /// First year of the yield.
    pub vanaf: Option<i64>,
    /// In words.
    pub toelichting: Option<String>,
}

/// How the parties see whether it works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Indicator {
    pub(crate) sleutel: String,
    /// What is measured.
    pub naam: String,
    /// In what.
    pub eenheid: Option<String>,
    /// The value at the start.
    pub nulmeting: Option<Meetwaarde>,
    /// When that was measured.
    pub nulmeting_datum: Option<Datum>,
    /// The value aimed at.
    pub streefwaarde: Option<Meetwaarde>,
    /// By which year.
    pub streefjaar: Option<i64>,
    /// Where the figures come from.
    pub bron: Option<String>,
    /// Whether it counts pupils, so that small counts have to be suppressed.
    pub telt_leerlingen: Option<bool>,
}

impl Indicator {
    /// The row's key, which measurements refer to.
    pub fn sleutel(&self) -> &str {
        &self.sleutel
    }
}

/// The route of one gemeente.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Route {
    pub(crate) sleutel: String,
    /// The gemeente.
    pub gemeente: PartijId,
    /// Its pace.
    pub tempo: Option<Tempo>,
    /// In words.
    pub toelichting: Option<String>,
}

/// A document that the afspraak leans on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Document {
    pub(crate) sleutel: String,
    /// What kind.
    pub soort: Documentsoort,
    /// Its title.
    pub titel: Option<String>,
    /// Whose it is.
    pub partij: Option<PartijId>,
    /// Section, number or address.
    pub vindplaats: Option<String>,
    /// When it was adopted.
    pub datum: Option<Datum>,
}

/// How and why an afspraak ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Einde {
    /// In which way.
    pub soort: EindeSoort,
    /// From when.
    pub datum: Option<Datum>,
    /// Why.
    pub reden: Option<String>,
    /// What came instead.
    pub vervangen_door: Option<AfspraakId>,
}

/// The bound text: everything in it is part of what a party agrees to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Afspraak {
    /// Always 1.
    pub formaat: Formaat,
    /// Its identifier, equal to its file's name.
    pub id: AfspraakId,
    /// Its title.
    pub titel: String,
    /// For which area.
    pub niveau: Option<Niveau>,
    /// In which gemeenten; for a regional one all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gemeenten: Vec<PartijId>,
    /// The parties that agree, or do not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gebonden: Vec<PartijId>,
    /// Parties that take part without being bound.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub betrokken: Vec<PartijId>,
    /// Who leads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trekker: Vec<PartijId>,
    /// In which office.
    pub trekker_functie: Option<String>,
    /// Why it is needed.
    pub aanleiding: Option<String>,
    /// What a pupil gains.
    pub meerwaarde_leerling: Option<String>,
    /// Whose voice was heard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gehoord: Vec<Gehoord>,
    /// What it is for.
    pub doel: Option<String>,
    /// What will be there.
    pub resultaat: Option<String>,
    /// What each party puts in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inzet: Vec<Inzet>,
    /// From when to when.
    pub looptijd: Option<Looptijd>,
    /// Milestones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mijlpalen: Vec<Mijlpaal>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub financien: Vec<Kostenpost>,
    /// Who bears which part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verdeelsleutel: Vec<Verdeling>,
    /// Who pays, who gains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub business_case: Vec<BusinessCase>,
    /// How it is measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicatoren: Vec<Indicator>,
    /// Each gemeente's route.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Route>,
    /// What has to be in place.
    pub randvoorwaarden: Option<String>,
    /// What may go wrong, as far as the parties share it.
    pub risicos: Option<String>,
    /// Principles it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principes: Vec<Principe>,
    /// Transformation goals it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transformatiedoelen: Vec<Transformatiedoel>,
    /// Documents it leans on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documenten: Vec<Document>,
    /// Afspraken that have to come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub afhankelijk_van: Vec<AfspraakId>,
    /// When the parties look back.
    pub evaluatiemoment: Option<Datum>,
    /// What they then ask themselves.
    pub evaluatievraag: Option<String>,
    /// How it ended.
    pub einde: Option<Einde>,
}
