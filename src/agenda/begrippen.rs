//! The field's abbreviations and words, for who is new to them.

use super::tekst::zoekvorm;

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Begrip {
    /// The abbreviation or word.
    pub begrip: &'static str,
    /// What it stands for, or what it means.
    pub uitleg: &'static str,
}

const fn b(begrip: &'static str, uitleg: &'static str) -> Begrip {
    Begrip { begrip, uitleg }
}

/// Every entry, in alphabetical order.
pub const BEGRIPPEN: &[Begrip] = &[
    b("afspraak", "Wat partijen samen doen of regelen; een onderdeel van de ontwikkelagenda met een vast nummer."),
    b("AVG", "Algemene verordening gegevensbescherming: de regels voor persoonsgegevens."),
    b("basisondersteuning", "De ondersteuning die alle scholen in een samenwerkingsverband bieden."),
    b("college van B&W", "Het dagelijks bestuur van een gemeente: burgemeester en wethouders."),
    b("DUO", "Dienst Uitvoering Onderwijs."),
    b("FG", "Functionaris gegevensbescherming: houdt binnen een organisatie toezicht op de AVG."),
    b("gebonden partij", "Een partij die zelf ja of nee zegt op de tekst van een afspraak."),
    b("GGD", "Gemeentelijke gezondheidsdienst."),
    b("IHP", "Integraal huisvestingsplan: het meerjarenplan van een gemeente voor schoolgebouwen."),
    b("IKC", "Integraal kindcentrum: onderwijs en kinderopvang onder één dak en met één aanpak."),
    b("jeugdregio", "Gemeenten die samen jeugdhulp inkopen en organiseren."),
    b("JGZ", "Jeugdgezondheidszorg: onder meer het consultatiebureau en de jeugdarts."),
    b("LEA", "Lokale educatieve agenda: afspraken over onderwijs tussen een gemeente en haar schoolbesturen."),
    b("nulmeting", "De waarde van een indicator bij het begin."),
    b("ontwikkelagenda", "De gezamenlijke meerjarige agenda van gemeenten en samenwerkingsverbanden."),
    b("OOGO", "Op overeenstemming gericht overleg: het wettelijke overleg tussen gemeenten en samenwerkingsverband."),
    b("OPDC", "Orthopedagogisch-didactisch centrum: tijdelijke plek voor leerlingen uit het voortgezet onderwijs."),
    b("OPP", "Ontwikkelingsperspectief: het plan voor één leerling. Hoort nooit in een ontwikkelagenda."),
    b("OPR", "Ondersteuningsplanraad: ouders, personeel en leerlingen die instemmen met het ondersteuningsplan."),
    b("ondersteuningsplan", "Het plan van een samenwerkingsverband, ten minste eens in de vier jaar vastgesteld."),
    b("OZA", "Onderwijs-zorgarrangement: onderwijs en zorg of jeugdhulp samen, op één plek."),
    b("po", "Primair onderwijs: de basisschool en het speciaal (basis)onderwijs."),
    b("pro", "Praktijkonderwijs."),
    b("REA", "Regionale educatieve agenda: als een LEA, voor meer gemeenten samen."),
    b("RvT", "Raad van toezicht: het interne toezicht van een samenwerkingsverband of schoolbestuur."),
    b("sbo", "Speciaal basisonderwijs."),
    b("so en vso", "Speciaal onderwijs en voortgezet speciaal onderwijs."),
    b("streefwaarde", "De waarde van een indicator die de partijen willen bereiken."),
    b(
        "SWV",
        "Samenwerkingsverband passend onderwijs: de scholen in een regio die samen zorgen voor passend onderwijs.",
    ),
    b("thuiszitter", "Een leerplichtige jongere die langere tijd geen onderwijs volgt."),
    b("TLV", "Toelaatbaarheidsverklaring voor speciaal onderwijs. Nummers daarvan horen nooit in een ontwikkelagenda."),
    b("trekker", "De partij die een afspraak gaande houdt."),
    b("vo", "Voortgezet onderwijs."),
    b("voorbehoud", "Een ja waar nog iets aan vastzit, zoals een besluit van de raad."),
    b("VNG", "Vereniging van Nederlandse Gemeenten."),
    b("Woo", "Wet open overheid."),
    b("WPO", "Wet op het primair onderwijs; artikel 18a gaat over het OOGO."),
];

/// The entries in which these words stand; all of them without words.
pub fn zoek(woorden: &str) -> Vec<Begrip> {
    let gezocht = zoekvorm(woorden.trim());
    let past = |b: &&Begrip| zoekvorm(b.begrip).contains(&gezocht) || zoekvorm(b.uitleg).contains(&gezocht);
    BEGRIPPEN.iter().filter(past).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_found_however_it_is_written() {
        assert_eq!(zoek("oogo")[0].begrip, "OOGO");
        assert!(zoek("zeppelin").is_empty() && zoek("").len() == BEGRIPPEN.len());
    }
}
