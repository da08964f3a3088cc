//! The field table of an afspraak.

use super::keuzes::{Dekking, Documentsoort, Duur, EindeSoort, Niveau, Principe, Rol, Tempo, Transformatiedoel};
use crate::agenda::veld::{FORMAAT, SLEUTEL, Soort, Veld};

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
