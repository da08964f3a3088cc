//! The bound text of an afspraak: what the parties commit themselves to, and nothing else.

use serde::{Deserialize, Serialize};

use super::bedrag::{Aandeel, Euro, Meetwaarde};
use super::bestand::Formaat;
use super::datum::Datum;
use super::id::{AfspraakId, PartijId};
use super::keuze::keuze;
use super::veld::{FORMAAT, SLEUTEL, Soort, Veld};

keuze! {
    /// For which area the afspraak holds.
    Niveau {
        Regionaal "regionaal" "Regionaal",
        Subregionaal "subregionaal" "Subregionaal",
        Lokaal "lokaal" "Lokaal",
    }
}

keuze! {
    /// What part a party takes (the role columns of the lokale educatieve agenda).
    Rol {
        Ondersteunt "ondersteunt" "Ondersteunt",
        Regisseert "regisseert" "Neemt initiatief en regisseert",
        Eindverantwoordelijk "eindverantwoordelijk" "Is eindverantwoordelijk",
    }
}

keuze! {
    /// Whether money comes once or every year.
    Duur {
        Eenmalig "eenmalig" "Eenmalig",
        Jaarlijks "jaarlijks" "Elk jaar",
    }
}

keuze! {
    /// Whether the money is there.
    Dekking {
        Gedekt "gedekt" "Gedekt in de begroting",
        OnderVoorbehoud "onder-voorbehoud" "Onder voorbehoud van de begroting",
        NietGedekt "niet-gedekt" "Nog niet gedekt",
    }
}

keuze! {
    /// The pace at which a gemeente takes its own route.
    Tempo {
        Koploper "koploper" "Koploper: begint als eerste",
        Volgt "volgt" "Volgt: doet daarna mee",
        Later "later" "Later: besluit nog over het moment",
        Niet "niet" "Doet niet mee",
    }
}

keuze! {
    /// How an afspraak ended.
    EindeSoort {
        Beeindigd "beeindigd" "Beëindigd",
        Vervallen "vervallen" "Vervallen",
        Vervangen "vervangen" "Vervangen door een andere afspraak",
    }
}

keuze! {
    /// The kinds of documents that an afspraak leans on.
    Documentsoort {
        Ondersteuningsplan "ondersteuningsplan" "Ondersteuningsplan",
        Jeugdplan "jeugdplan" "Jeugdbeleidsplan",
        Ihp "ihp" "Integraal huisvestingsplan (IHP)",
        VerordeningVervoer "verordening-leerlingenvervoer" "Verordening leerlingenvervoer",
        VerordeningHuisvesting "verordening-onderwijshuisvesting" "Verordening onderwijshuisvesting",
        Lea "lea" "Lokale educatieve agenda (LEA)",
        Rea "rea" "Regionale educatieve agenda (REA)",
        InclusieAgenda "lokale-inclusie-agenda" "Lokale inclusie-agenda",
        Aanbesteding "aanbesteding" "Contract of aanbesteding jeugdhulp",
        Begroting "begroting" "Begroting",
        Collegebesluit "collegebesluit" "Collegebesluit",
        Overig "overig" "Ander document",
    }
}

keuze! {
    /// The ten principles of the Inclusieverstellers (2020), as tags.
    Principe {
        Werkwoord "inclusie-is-een-werkwoord" "1. Inclusie is een werkwoord",
        RondDeSchool "in-en-om-de-school" "2. Onderwijs, jeugdhulp, zorg en vrije tijd in en om de school",
        GeenLabel "behoefte-geen-label" "3. De ondersteuningsbehoefte telt, niet het label",
        SamenLeren "samen-leren" "4. Samen leren, zo geïntegreerd als kan",
        Ontwikkelrecht "ontwikkelrecht" "5. Recht op ontwikkeling",
        SamenOptrekken "samen-optrekken" "6. Alle partijen trekken samen op",
        EenRoute "een-route" "7. Eén route naar een passend aanbod",
        NietBureaucratisch "niet-bureaucratisch" "8. Zonder bureaucratie",
        Luisteren "luisteren" "9. Luisteren naar kinderen, jongeren en ouders",
        MurenSlechten "muren-slechten" "10. Muren tussen hokjes slechten",
    }
}

keuze! {
    /// The seven transformation goals of passend onderwijs, as tags.
    Transformatiedoel {
        Thuisnabij "thuisnabij" "1. Dicht bij huis, op een zo passend mogelijke plek",
        Beperkingen "beperkingen-aanpakken" "2. Belemmeringen in het onderwijs aanpakken",
        Mogelijkheden "mogelijkheden" "3. Uitgaan van wat een leerling kan",
        Maatwerk "maatwerk" "4. Maatwerk",
        MinderRegels "minder-regeldruk" "5. Minder regeldruk",
        NietThuiszitten "niet-thuiszitten" "6. Naar school, niet thuiszitten",
        Jeugdzorg "samenhang-jeugdzorg" "7. Eén aanpak samen met de jeugdhulp",
    }
}

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

const GEHOORD: &[Veld] = &[
    SLEUTEL,
    Veld::nodig(
        "wie",
        "Wie",
        Soort::Tekst,
        "Een groep of orgaan, zoals ‘ouderpanel’ of ‘ondersteuningsplanraad’. Nooit de naam van een leerling of ouder.",
    ),
    Veld::optioneel("datum", "Wanneer", Soort::Datum, "De dag waarop zij gehoord zijn."),
    Veld::optioneel("inbreng", "Inbreng", Soort::Proza, "Wat zij meegaven, in algemene woorden."),
];

const INZET: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("partij", "Partij", Soort::Partij, "Wie iets inbrengt."),
    Veld::aanbevolen("rol", "Rol", Soort::Keuze(Rol::OPTIES), "Welk aandeel deze partij neemt."),
    Veld::optioneel("omschrijving", "Wat zij doet", Soort::Tekst, "Wat deze partij concreet doet of levert."),
    Veld::optioneel("capaciteit", "Capaciteit", Soort::Tekst, "Uren of formatie, zoals ‘0,4 fte’."),
    Veld::optioneel("bedrag", "Bedrag", Soort::Bedrag, "Geld dat deze partij inbrengt, in hele euro’s."),
    Veld::optioneel("besluit", "Eigen besluit", Soort::Tekst, "Het besluit dat haar eigen bestuur hiervoor neemt."),
];

const MIJLPALEN: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("wat", "Wat", Soort::Tekst, "Wat er dan klaar is."),
    Veld::aanbevolen("datum", "Uiterlijk", Soort::Datum, "De dag waarop het er uiterlijk is."),
    Veld::optioneel("partij", "Partij", Soort::Partij, "Wie ervoor zorgt."),
];

const LOOPTIJD: &[Veld] = &[
    Veld::verplicht("van", "Begint", Soort::Datum, "De eerste dag."),
    Veld::verplicht("tot", "Eindigt", Soort::Datum, "De laatste dag."),
];

const FINANCIEN: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("omschrijving", "Waarvoor", Soort::Tekst, "Waar het geld aan wordt uitgegeven."),
    Veld::aanbevolen("bedrag", "Bedrag", Soort::Bedrag, "In hele euro’s."),
    Veld::aanbevolen(
        "duur",
        "Eenmalig of elk jaar",
        Soort::Keuze(Duur::OPTIES),
        "Of het bedrag eenmalig is of elk jaar terugkomt.",
    ),
    Veld::optioneel(
        "jaar",
        "Eerste jaar",
        Soort::Getal(1900, 2999),
        "Het jaar waarin het geld voor het eerst nodig is.",
    ),
    Veld::optioneel("bron", "Bron", Soort::Tekst, "De begrotingspost of het programma."),
    Veld::aanbevolen("dekking", "Dekking", Soort::Keuze(Dekking::OPTIES), "Of het geld er is."),
];

const VERDEELSLEUTEL: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("partij", "Partij", Soort::Partij, "Wie dit deel betaalt."),
    Veld::nodig("aandeel", "Aandeel", Soort::Aandeel, "Een percentage (70%) of een breuk (3/5). Samen is het 100%."),
];

const BUSINESS_CASE: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("domein", "Beleidsterrein", Soort::Tekst, "Zoals vervoer, jeugdhulp of sport."),
    Veld::optioneel("betaalt", "Wie betaalt", Soort::Partij, "De partij die investeert."),
    Veld::optioneel("profiteert", "Wie profiteert", Soort::Partij, "De partij waar de opbrengst terechtkomt."),
    Veld::optioneel("kosten", "Kosten", Soort::Bedrag, "In hele euro’s."),
    Veld::optioneel(
        "kosten-duur",
        "Kosten eenmalig of elk jaar",
        Soort::Keuze(Duur::OPTIES),
        "Of de kosten eenmalig zijn of elk jaar terugkomen.",
    ),
    Veld::optioneel("baten", "Baten", Soort::Bedrag, "In hele euro’s."),
    Veld::optioneel(
        "baten-duur",
        "Baten eenmalig of elk jaar",
        Soort::Keuze(Duur::OPTIES),
        "Of de baten eenmalig zijn of elk jaar terugkomen.",
    ),
    Veld::optioneel("vanaf", "Vanaf jaar", Soort::Getal(1900, 2999), "Het eerste jaar waarin de opbrengst er is."),
    Veld::optioneel("toelichting", "Toelichting", Soort::Tekst, "Hoe de opbrengst ontstaat."),
];

const INDICATOREN: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("naam", "Wat wordt gemeten", Soort::Tekst, "Zo geschreven dat iedereen hetzelfde telt."),
    Veld::aanbevolen("eenheid", "Eenheid", Soort::Tekst, "Zoals %, leerlingen, scholen of weken."),
    Veld::aanbevolen(
        "nulmeting",
        "Nulmeting",
        Soort::Meetwaarde,
        "De waarde bij het begin. Kleine aantallen leerlingen schrijft u als <5.",
    ),
    Veld::optioneel("nulmeting-datum", "Datum nulmeting", Soort::Datum, "Wanneer de nulmeting is gedaan."),
    Veld::aanbevolen("streefwaarde", "Streefwaarde", Soort::Meetwaarde, "De waarde die u wilt bereiken."),
    Veld::aanbevolen(
        "streefjaar",
        "In welk jaar",
        Soort::Getal(1900, 2999),
        "Het jaar waarin de streefwaarde bereikt is.",
    ),
    Veld::optioneel("bron", "Bron", Soort::Tekst, "Waar de cijfers vandaan komen."),
    Veld::optioneel(
        "telt-leerlingen",
        "Telt leerlingen",
        Soort::JaNee,
        "Ja als het om aantallen leerlingen gaat; dan worden kleine aantallen niet genoemd.",
    ),
];

const ROUTES: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("gemeente", "Gemeente", Soort::Partij, "De gemeente die deze route volgt."),
    Veld::aanbevolen("tempo", "Tempo", Soort::Keuze(Tempo::OPTIES), "In welk tempo deze gemeente meedoet."),
    Veld::optioneel("toelichting", "Toelichting", Soort::Tekst, "Wat er in deze gemeente anders is."),
];

const DOCUMENTEN: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("soort", "Soort", Soort::Keuze(Documentsoort::OPTIES), "Wat voor document het is."),
    Veld::optioneel("titel", "Titel", Soort::Tekst, "De titel zoals die op het document staat."),
    Veld::optioneel("partij", "Van wie", Soort::Partij, "De partij die het vaststelde."),
    Veld::optioneel("vindplaats", "Vindplaats", Soort::Tekst, "Paragraaf, zaaknummer of adres op internet."),
    Veld::optioneel("datum", "Datum", Soort::Datum, "Wanneer het is vastgesteld."),
];

const EINDE: &[Veld] = &[
    Veld::nodig(
        "soort",
        "Hoe geëindigd",
        Soort::Keuze(EindeSoort::OPTIES),
        "Of de afspraak is beëindigd, is vervallen of is vervangen.",
    ),
    Veld::verplicht("datum", "Vanaf", Soort::Datum, "De dag waarop de afspraak niet meer geldt."),
    Veld::verplicht("reden", "Reden", Soort::Proza, "Waarom de afspraak is geëindigd."),
    Veld::optioneel("vervangen-door", "Vervangen door", Soort::Afspraak, "De afspraak die ervoor in de plaats kwam."),
];

/// The fields of `agendas/<thema>/<id>.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig(
        "id",
        "Nummer",
        Soort::EigenId,
        "Het vaste nummer van de afspraak, gelijk aan de naam van het bestand.",
    ),
    Veld::nodig(
        "titel",
        "Titel",
        Soort::Tekst,
        "Kort en herkenbaar, zodat u de afspraak in een vergadering kunt noemen.",
    ),
    Veld::verplicht(
        "niveau",
        "Niveau",
        Soort::Keuze(Niveau::OPTIES),
        "Of de afspraak voor de hele regio geldt, voor een deel of voor één gemeente.",
    ),
    Veld::optioneel(
        "gemeenten",
        "Gemeenten",
        Soort::Partijen,
        "De gemeenten waar de afspraak geldt. Bij een regionale afspraak mag dit leeg blijven: dan zijn het alle gemeenten.",
    ),
    Veld::verplicht(
        "gebonden",
        "Gebonden partijen",
        Soort::Partijen,
        "De partijen die ja of nee zeggen op deze tekst.",
    ),
    Veld::optioneel(
        "betrokken",
        "Betrokken partijen",
        Soort::Partijen,
        "Partijen die meedoen zonder gebonden te zijn.",
    ),
    Veld::verplicht("trekker", "Trekker", Soort::Partijen, "De partij die de afspraak trekt. Liever één dan twee."),
    Veld::aanbevolen(
        "trekker-functie",
        "Functie van de trekker",
        Soort::Tekst,
        "De functie die trekt, niet de naam van een persoon.",
    ),
    Veld::aanbevolen(
        "aanleiding",
        "Aanleiding",
        Soort::Proza,
        "Welk vraagstuk ligt er? Wat gaat er nu niet goed, en hoe weet u dat?",
    ),
    Veld::aanbevolen(
        "meerwaarde-leerling",
        "Meerwaarde voor de leerling",
        Soort::Proza,
        "Wat merkt een leerling ervan als dit lukt?",
    ),
    Veld::aanbevolen(
        "gehoord",
        "Wie is gehoord",
        Soort::Groep(GEHOORD),
        "Leerlingen, ouders, leraren en anderen die hebben meegedacht, als groep.",
    ),
    Veld::verplicht("doel", "Doel", Soort::Proza, "Wat willen de partijen hiermee bereiken?"),
    Veld::verplicht(
        "resultaat",
        "Beoogd resultaat",
        Soort::Proza,
        "Wat is er klaar of veranderd aan het einde? Zo concreet dat u het kunt nagaan.",
    ),
    Veld::verplicht("inzet", "Inzet per partij", Soort::Groep(INZET), "Wat elke partij doet, levert of besluit."),
    Veld::verplicht("looptijd", "Looptijd", Soort::Tabel(LOOPTIJD), "Van wanneer tot wanneer de afspraak geldt."),
    Veld::verplicht(
        "mijlpalen",
        "Mijlpalen",
        Soort::Groep(MIJLPALEN),
        "De momenten waarop u kunt zien of het vordert.",
    ),
    Veld::optioneel("financien", "Financiën", Soort::Groep(FINANCIEN), "Wat het kost en of het geld er is."),
    Veld::optioneel(
        "verdeelsleutel",
        "Verdeelsleutel",
        Soort::Groep(VERDEELSLEUTEL),
        "Wie welk deel van de kosten draagt.",
    ),
    Veld::optioneel(
        "business-case",
        "Kosten en baten per beleidsterrein",
        Soort::Groep(BUSINESS_CASE),
        "Wie investeert en waar de opbrengst terechtkomt.",
    ),
    Veld::aanbevolen("indicatoren", "Indicatoren", Soort::Groep(INDICATOREN), "Waaraan u ziet of het werkt."),
    Veld::optioneel("routes", "Route per gemeente", Soort::Groep(ROUTES), "Het tempo waarin elke gemeente meedoet."),
    Veld::optioneel("randvoorwaarden", "Randvoorwaarden", Soort::Proza, "Wat er geregeld moet zijn voordat dit kan."),
    Veld::optioneel("risicos", "Risico’s", Soort::Proza, "Wat er mis kan gaan, voor zover de partijen dat delen."),
    Veld::optioneel(
        "principes",
        "Principes",
        Soort::Keuzes(Principe::OPTIES),
        "De principes van inclusief onderwijs waaraan de afspraak bijdraagt (bron: Inclusieverstellers, 2020).",
    ),
    Veld::optioneel(
        "transformatiedoelen",
        "Transformatiedoelen",
        Soort::Keuzes(Transformatiedoel::OPTIES),
        "De doelen van passend onderwijs waaraan de afspraak bijdraagt.",
    ),
    Veld::optioneel(
        "documenten",
        "Documenten",
        Soort::Groep(DOCUMENTEN),
        "Plannen en besluiten waarop de afspraak steunt.",
    ),
    Veld::optioneel(
        "afhankelijk-van",
        "Afhankelijk van",
        Soort::Afspraken,
        "Afspraken die eerst geregeld moeten zijn.",
    ),
    Veld::aanbevolen("evaluatiemoment", "Evaluatiemoment", Soort::Datum, "De dag waarop de partijen terugkijken."),
    Veld::optioneel("evaluatievraag", "Evaluatievraag", Soort::Proza, "Wat zij zich dan afvragen."),
    Veld::optioneel("einde", "Einde", Soort::Tabel(EINDE), "Alleen als de afspraak niet meer geldt."),
];
