//! The rules in words, so that a privacy officer can review them: what is looked for, what happens,
//! why, and what to write instead. `docs/privacy.md` shows this table.

use super::{Gegeven, Niveau};

/// One rule.
#[derive(Debug, Clone, Copy)]
pub struct Regel {
    /// What it is about.
    pub gegeven: Gegeven,
    /// The gravest that it does.
    pub niveau: Niveau,
    /// How it is recognised.
    pub regel: &'static str,
    /// Why it may not be there, with its source.
    pub waarom: &'static str,
    /// What to write instead.
    pub schrijf: &'static str,
}

/// Every rule.
pub const REGELS: &[Regel] = &[
    Regel {
        gegeven: Gegeven::Bsn,
        niveau: Niveau::Blokkeert,
        regel: "Negen cijfers die aan de elfproef voldoen, in welk schrift ook: aan elkaar, in groepen van 3-3-3 of 4-2-3 met punt, spatie, vaste spatie, streepje of schuine streep, cijfer voor cijfer, of afgebroken aan het eind van een regel. Staat er ‘BSN’, ‘burgerservicenummer’, ‘sofinummer’ of ‘PGN’ bij, dan elke groepering en elk teken ertussen, en ook acht cijfers (een weggevallen nul) of tien (een nul te veel). Een waarschuwing is het als er een woord bij staat dat zegt dat het iets anders is (zaaknummer, KvK, RSIN, factuur …), als er letters met een streepje, een schuine streep, # of = voor staan of letters aan vastzitten, als het in een webadres, achter een decimale punt of tussen andere groepen van drie staat, of als de groepen anders zijn. Staat er een kind of een voornaam direct voor, dan blokkeert het. Bedragen, percentages, btw-nummers, controlegetallen en delen van langere nummers tellen niet, tenzij er BSN bij staat.",
        waarom: "Een BSN mag alleen gebruikt worden waar een wet dat regelt (artikel 46 UAVG); een ontwikkelagenda hoort daar niet bij, en wat is opgeslagen, gaat er alleen met medewerking van alle partijen weer uit.",
        schrijf: "Laat het nummer weg. Gaat het over één kind, bespreek dat dan buiten de ontwikkelagenda.",
    },
    Regel {
        gegeven: Gegeven::Onderwijsnummer,
        niveau: Niveau::Blokkeert,
        regel: "Negen cijfers die met 10 beginnen en waarvan de elfproef rest 5 geeft, in dezelfde schrijfwijzen als een BSN.",
        waarom: "Een onderwijsnummer hoort bij één leerling; samenwerkingsverbanden mogen het niet gebruiken, en een ontwikkelagenda heeft het niet nodig (artikel 5 AVG: alleen wat nodig is).",
        schrijf: "Laat het nummer weg; noem hoogstens een aantal leerlingen.",
    },
    Regel {
        gegeven: Gegeven::EckId,
        niveau: Niveau::Blokkeert,
        regel: "Een adres op ketenid.nl met 128 hexadecimale tekens, of 128 zulke tekens zonder woord dat zegt dat het een controlegetal is (sha, hash).",
        waarom: "Een ECK iD is een pseudoniem van één leerling en blijft dus een persoonsgegeven (artikel 4 AVG).",
        schrijf: "Laat het weg.",
    },
    Regel {
        gegeven: Gegeven::Leerlingnummer,
        niveau: Niveau::Blokkeert,
        regel: "Het woord leerlingnummer (of leerlingnr., lln-nummer, stamnummer) met vier tot tien cijfers erbij.",
        waarom: "Met een leerlingnummer is één leerling te vinden in de administratie van de school (artikel 4 AVG).",
        schrijf: "Laat het nummer weg; noem hoogstens een aantal leerlingen.",
    },
    Regel {
        gegeven: Gegeven::Tlv,
        niveau: Niveau::Blokkeert,
        regel: "TLV-nummer, TLV nr. of ‘nummer van de toelaatbaarheidsverklaring’ met een nummer van vier of meer cijfers, of TLV met direct een nummer van zes of meer. Een jaar, een schooljaar, een bedrag of een aantal leerlingen telt niet.",
        waarom: "Een toelaatbaarheidsverklaring gaat over de ondersteuning van één leerling (artikel 9 AVG: gegevens over gezondheid).",
        schrijf: "Noem het aantal toelaatbaarheidsverklaringen, niet een nummer.",
    },
    Regel {
        gegeven: Gegeven::Geboortedatum,
        niveau: Niveau::Blokkeert,
        regel: "Een datum met ‘geboren’, ‘geb.’, ‘geboortedatum’ of * en een naam in de buurt; of een naam met direct daarnaast een datum waarbij iemand 4 tot 23 jaar oud is. Een datum alleen telt niet, en een datum bij een functionaris ook niet.",
        waarom: "Een naam met een geboortedatum wijst één kind aan (artikel 4 AVG).",
        schrijf: "Schrijf zo nodig een leeftijdsgroep, zoals ‘leerlingen van 12 tot 16 jaar’.",
    },
    Regel {
        gegeven: Gegeven::Naam,
        niveau: Niveau::Waarschuwt,
        regel: "Een voornaam of achternaam direct bij een woord als leerling, kind, zoon, dochter, moeder, vader, ouders, gezin of familie.",
        waarom: "Namen van leerlingen en ouders zijn hier niet nodig (artikel 5 AVG: alleen wat nodig is).",
        schrijf: "Schrijf ‘een leerling’ of ‘een ouder’, zonder naam, leeftijd of school.",
    },
    Regel {
        gegeven: Gegeven::Adres,
        niveau: Niveau::Waarschuwt,
        regel: "Een straat met huisnummer of een postcode bij woorden als woont, woonadres, thuisadres, gezin, leerling of ouder. Adressen van organisaties tellen niet.",
        waarom: "Een woonadres wijst een gezin aan (artikel 4 AVG).",
        schrijf: "Noem de gemeente of wijk, niet het adres.",
    },
    Regel {
        gegeven: Gegeven::Email,
        niveau: Niveau::Waarschuwt,
        regel: "Een mailadres bij een aanbieder voor particulieren, zoals gmail, hotmail, outlook, ziggo of kpnmail.",
        waarom: "Een privé-mailadres is een persoonsgegeven (artikel 4 AVG).",
        schrijf: "Gebruik het gedeelde mailadres van de afdeling.",
    },
    Regel {
        gegeven: Gegeven::Telefoon,
        niveau: Niveau::Waarschuwt,
        regel: "Een mobiel nummer, tenzij erbij staat dat het van een loket, team of meldpunt is; een vast nummer alleen bij woorden als moeder, ouders of thuis.",
        waarom: "Een telefoonnummer van een persoon is een persoonsgegeven (artikel 4 AVG).",
        schrijf: "Gebruik het nummer van de afdeling.",
    },
    Regel {
        gegeven: Gegeven::Iban,
        niveau: Niveau::Waarschuwt,
        regel: "Een IBAN dat aan de controle van ISO 13616 (mod 97) voldoet.",
        waarom: "Een rekeningnummer hoort bij een persoon of organisatie en is voor een afspraak niet nodig.",
        schrijf: "Laat het weg; betalingen lopen via de eigen administratie.",
    },
    Regel {
        gegeven: Gegeven::Diagnose,
        niveau: Niveau::Waarschuwt,
        regel: "Een diagnosewoord (autisme, ADHD, TOS, epilepsie …) in een zin met een voornaam, of bij één tot vier leerlingen van een school met een naam.",
        waarom: "Gegevens over gezondheid zijn extra beschermd (artikel 9 AVG).",
        schrijf: "Schrijf over de groep in de hele regio, zonder namen en zonder school.",
    },
    Regel {
        gegeven: Gegeven::KleinAantal,
        niveau: Niveau::Waarschuwt,
        regel: "Een nulmeting of meting van 1 tot en met 4 bij een indicator die over leerlingen, kinderen, jongeren of gezinnen gaat.",
        waarom: "Zo’n klein aantal kan herleidbaar zijn tot wie het zijn (overweging 26 AVG).",
        schrijf: "Vul ‘<5’ in, of tel over een groter gebied.",
    },
    Regel {
        gegeven: Gegeven::Functionaris,
        niveau: Niveau::Meldt,
        regel: "Een voor- en achternaam bij een ambtelijke functie (beleidsmedewerker, adviseur, secretaris, contactpersoon …). Bestuurders mogen met naam genoemd worden.",
        waarom: "Functie en partij zijn genoeg; namen van medewerkers blijven voor altijd in de geschiedenis staan.",
        schrijf: "Schrijf de functie en de partij.",
    },
];

/// The rule about something.
pub fn van(gegeven: Gegeven) -> &'static Regel {
    // The table has a rule for each kind; a test holds it to that.
    REGELS.iter().find(|r| r.gegeven == gegeven).unwrap_or(&REGELS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_rule() {
        for optie in Gegeven::OPTIES {
            assert_eq!(REGELS.iter().filter(|r| r.gegeven.woord() == optie.woord).count(), 1, "{}", optie.woord);
        }
    }
}
