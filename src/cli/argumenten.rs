//! The subcommands and their options, with their Dutch help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::akkoord::{AkkoordArgumenten, Op};
use super::deelopdrachten::{
    Beheer, NieuwThema, Notitie, Onderdeel, Opmerking, OverlegOpdracht, PartijOpdracht, Rijopdracht, ToonOfWijzig,
    Voorblad,
};
use super::kiezen::Kies;
use super::sleutels::SleutelOpdracht;
use super::uitwisselen::UitwisselArgumenten;
use super::welke::{Hoe, Waarvan, Welke};

/// De gedeelde ontwikkelagenda van gemeenten en samenwerkingsverbanden passend onderwijs.
///
/// Zonder opdracht opent oogo de ontwikkelagenda in deze map. Begin met ‘oogo voorbeeld’ om rond te kijken.
#[derive(Debug, Parser)]
#[command(
    name = "oogo",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_value_name = "OPDRACHT",
    subcommand_help_heading = "Opdrachten"
)]
pub struct Argumenten {
    /// De map met de ontwikkelagenda (anders: deze map of een map erboven)
    pub map: Option<PathBuf>,
    /// Alleen lezen: er kan niets gewijzigd worden
    #[arg(long)]
    pub alleen_lezen: bool,
    /// Zonder scherm: genummerde vragen en antwoorden, voor een schermlezer
    #[arg(long)]
    pub schermlezer: bool,
    #[command(subcommand)]
    pub opdracht: Option<Opdracht>,
}

/// Where the ontwikkelagenda is, and for whom the output is.
#[derive(Debug, Clone, Args)]
pub struct Waar {
    /// De map met de ontwikkelagenda (anders: deze map of een map erboven)
    #[arg(long, value_name = "MAP")]
    pub map: Option<PathBuf>,
    /// Uitvoer als JSON, voor andere programma’s
    #[arg(long)]
    pub json: bool,
    /// Slaat ook op wat op een persoonsgegeven lijkt, met deze reden erbij
    #[arg(long, value_name = "REDEN")]
    pub toch: Option<String>,
    /// Zegt vooraf ja: onderteken, of sla op ook als een akkoord daarmee achterhaald is
    #[arg(long)]
    pub ja: bool,
}

/// The user's own words with a version.
#[derive(Debug, Clone, Args)]
pub struct Toelichting {
    /// Waarom u dit wijzigt; komt bij de versie te staan
    #[arg(long, value_name = "TEKST")]
    pub toelichting: Option<String>,
}

impl Toelichting {
    /// Those words, where there are any.
    pub fn tekst(&self) -> Option<&str> {
        self.toelichting.as_deref()
    }
}

/// What is changed in a file, why, and where that is.
#[derive(Debug, Clone, Args)]
pub struct Wijziging {
    /// Wat u wijzigt, als VELD=WAARDE; een lege waarde maakt het veld leeg
    #[arg(required = true, value_name = "VELD=WAARDE")]
    pub velden: Vec<String>,
    #[command(flatten)]
    pub toelichting: Toelichting,
    #[command(flatten)]
    pub waar: Waar,
}

#[derive(Debug, Subcommand)]
pub enum Opdracht {
    /// Zegt voor welke partij en in welke functie u werkt, of laat het zien
    MijnGegevens {
        /// De partij waarvoor u werkt
        #[arg(long, value_name = "PARTIJ")]
        partij: Option<String>,
        /// Uw functie
        #[arg(long, value_name = "FUNCTIE")]
        functie: Option<String>,
        /// Het gedeelde e-mailadres van uw afdeling
        #[arg(long, value_name = "ADRES")]
        mailbox: Option<String>,
        /// Uw naam, alleen als u die bij elke versie wilt laten zien
        #[arg(long, value_name = "NAAM")]
        naam: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Maakt en opent het voorbeeld: de verzonnen regio Voorbeeldland
    Voorbeeld {
        /// De map voor het voorbeeld (anders: een vaste map van uzelf)
        map: Option<PathBuf>,
    },
    /// Maakt een nieuwe ontwikkelagenda in een nieuwe of lege map
    Nieuw {
        /// De map
        map: PathBuf,
        /// De naam van de ontwikkelagenda (anders: de naam van de map)
        #[arg(long, value_name = "NAAM")]
        naam: Option<String>,
        /// De regio
        #[arg(long, value_name = "REGIO")]
        regio: Option<String>,
    },
    /// Maakt een eigen kopie van wat een andere partij deelt
    Open {
        /// De gedeelde map op een netwerkschijf of stick, of het bestand of adres dat u kreeg
        adres: String,
        /// Een nieuwe of lege map voor uw kopie
        map: PathBuf,
    },
    /// Toont wat er nieuw is, wat op u wacht en wat eraan komt
    Stand {
        #[command(flatten)]
        waar: Waar,
    },
    /// Toont wat het geheel laat zien: dekking, matrix, indicatoren, planning, kosten-en-baten of omvang
    Inzicht {
        /// dekking, matrix, indicatoren, planning, kosten-en-baten of omvang (anders: alles)
        wat: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Legt afkortingen en begrippen uit
    Begrippen {
        /// Een begrip of een deel ervan (anders: alle)
        woord: Option<String>,
        /// Uitvoer als JSON, voor andere programma’s
        #[arg(long)]
        json: bool,
    },
    /// Toont de hele ontwikkelagenda, of één afspraak
    Toon {
        /// Het nummer van de afspraak, zoals lv-k7qm
        id: Option<String>,
        /// Schrijf een pagina die u met Word of een browser opent (- voor de uitvoer)
        #[arg(long, value_name = "BESTAND")]
        html: Option<PathBuf>,
        #[command(flatten)]
        welke: Welke,
        #[command(flatten)]
        waar: Waar,
    },
    /// Laat zien wat er veranderd is, per afspraak en per veld, tot op het woord
    ///
    /// VAN en TOT zijn een datum (2027-03-12, gisteren), een overleg (2027-03-12-oogo), ‘stukken’, ‘bezoek’, ‘begin’, ‘opgeslagen’, ‘nu’, een versie uit ‘oogo geschiedenis’, of een map. Zonder VAN: sinds de laatst verzonden stukken. Zonder TOT: tot nu. Eindigt met 1 als er verschil is.
    Vergelijk {
        /// Vanaf wanneer, of de oude map
        van: Option<String>,
        /// Tot wanneer, of de nieuwe map
        tot: Option<String>,
        #[command(flatten)]
        waarvan: Waarvan,
        #[command(flatten)]
        hoe: Hoe,
        #[command(flatten)]
        waar: Waar,
    },
    /// Toont één bestand als gewone tekst, zoals git het na ‘oogo beheer git-instellen’ laat zien
    AlsTekst {
        /// Het bestand
        bestand: PathBuf,
    },
    /// Neemt één wijziging terug: een nieuwe versie waarin alleen dat veld weer is als toen
    NeemTerug {
        /// De afspraak, of het bestand
        id: String,
        /// Het veld of de regel, zoals ‘oogo vergelijk --json’ het noemt, zoals indicatoren.ritten.streefwaarde
        veld: String,
        /// Hoe het toen was (anders: sinds de laatst verzonden stukken)
        #[arg(long, value_name = "VAN")]
        sinds: Option<String>,
        /// Waarom
        #[arg(long, value_name = "TEKST")]
        toelichting: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Zoekt in alle tekst
    Zoek {
        /// De woorden; alle moeten voorkomen
        #[arg(required = true, value_name = "WOORDEN")]
        woorden: Vec<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Toont tips, gesprekspunten en beginpunten bij een thema
    Sjabloon {
        /// Het thema
        thema: String,
        /// Alleen wat bij dit veld helpt
        #[arg(long, value_name = "VELD")]
        veld: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Voegt een afspraak toe; de eerste regel van de uitvoer is haar nummer
    VoegToe {
        /// Het thema
        #[arg(long, value_name = "THEMA")]
        thema: String,
        /// De titel (mag weg bij een beginpunt)
        #[arg(long, value_name = "TITEL", required_unless_present = "beginpunt")]
        titel: Option<String>,
        /// Een tekst om mee te beginnen; ‘oogo sjabloon THEMA’ noemt ze
        #[arg(long, value_name = "SLEUTEL")]
        beginpunt: Option<String>,
        /// Wat u al weet, als VELD=WAARDE
        #[arg(value_name = "VELD=WAARDE")]
        velden: Vec<String>,
        #[command(flatten)]
        toelichting: Toelichting,
        #[command(flatten)]
        waar: Waar,
    },
    /// Wijzigt velden van een afspraak
    #[command(after_help = WIJZIG_HULP)]
    Wijzig {
        /// Het nummer van de afspraak
        id: String,
        #[command(flatten)]
        wat: Wijziging,
    },
    /// Verplaatst of verdubbelt een regel van een afspraak, zoals mijlpalen.k7qm
    Rij {
        /// omhoog, omlaag of verdubbel
        wat: Rijopdracht,
        /// Het nummer van de afspraak
        id: String,
        /// De regel: de groep en haar sleutel, zoals mijlpalen.k7qm of voortgang.activiteiten.k7qm
        rij: String,
        #[command(flatten)]
        toelichting: Toelichting,
        #[command(flatten)]
        waar: Waar,
    },
    /// Verplaatst een afspraak naar een ander thema; tekst en nummer blijven gelijk
    Verplaats {
        /// Het nummer van de afspraak
        id: String,
        /// Het thema waar zij heen gaat
        thema: String,
        #[command(flatten)]
        toelichting: Toelichting,
        #[command(flatten)]
        waar: Waar,
    },
    /// Verwijdert een afspraak; in de geschiedenis blijft zij bewaard
    Verwijder {
        /// Het nummer van de afspraak
        id: String,
        #[command(flatten)]
        toelichting: Toelichting,
        #[command(flatten)]
        waar: Waar,
    },
    /// Zet een afspraak terug naar een eerdere versie, of haalt een verwijderde terug
    Terugzetten {
        /// Het nummer van de afspraak
        id: String,
        /// De versie, zoals ‘oogo geschiedenis’ haar noemt (anders: de vorige)
        versie: Option<String>,
        #[command(flatten)]
        toelichting: Toelichting,
        #[command(flatten)]
        waar: Waar,
    },
    /// Toont de versies: wie bewaarde wat, wanneer en waarom
    Geschiedenis {
        /// Het nummer van een afspraak, of bijvoorbeeld "thema huisvesting" (anders: alles)
        id: Option<String>,
        /// Hoeveel versies hoogstens
        #[arg(long, value_name = "AANTAL", default_value_t = 50)]
        aantal: usize,
        /// In plaats daarvan bij elk veld: wie schreef wat er nu staat
        #[arg(long, requires = "id")]
        velden: bool,
        #[command(flatten)]
        waar: Waar,
    },
    /// Bewaart wat buiten oogo gewijzigd is als versie
    Opslaan {
        #[command(flatten)]
        toelichting: Toelichting,
        #[command(flatten)]
        waar: Waar,
    },
    /// Thema’s: tonen, maken, wijzigen
    Thema {
        #[command(subcommand)]
        wat: Onderdeel<NieuwThema>,
    },
    /// Partijen: tonen, maken, wijzigen
    Partij {
        #[command(subcommand)]
        wat: PartijOpdracht,
    },
    /// Overleggen: tonen, maken, wijzigen
    Overleg {
        #[command(subcommand)]
        wat: OverlegOpdracht,
    },
    /// Opmerkingen bij een afspraak: tonen, plaatsen, beantwoorden, afhandelen
    Opmerking {
        #[command(subcommand)]
        wat: Opmerking,
    },
    /// Uw eigen notities: alleen op deze computer, nooit in de ontwikkelagenda
    Notitie {
        #[command(subcommand)]
        wat: Notitie,
    },
    /// De voortgang van een afspraak: tonen, wijzigen
    Voortgang {
        #[command(subcommand)]
        wat: ToonOfWijzig,
    },
    /// Het voorblad: naam, visie, werkwijze; tonen, wijzigen
    Voorblad {
        #[command(subcommand)]
        wat: Voorblad,
    },
    /// Legt vast wat uw partij van afspraken vindt, ondertekend met uw sleutel
    Akkoord {
        #[command(flatten)]
        hoe: Box<AkkoordArgumenten>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Maakt ongedaan wat uw partij het laatst vastlegde, zolang het niet is uitgewisseld
    Ongedaan {
        #[command(flatten)]
        waar: Waar,
    },
    /// Toont van alle afspraken wie akkoord is, wat op wie wacht en wat achterhaald is
    Standpunten {
        /// Alleen wat op uw partij wacht (ons) of op een andere (hen)
        #[arg(long, value_name = "ons|hen")]
        wacht_op: Option<Op>,
        /// Alleen waar iets van achterhaald is
        #[arg(long)]
        achterhaald: bool,
        /// Alleen waar iets van achterhaald is sinds een dag, een overleg of ‘stukken’
        #[arg(long, value_name = "MOMENT")]
        achterhaald_sinds: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Uw sleutel, en wie namens uw partij mag spreken
    Sleutel {
        #[command(subcommand)]
        wat: SleutelOpdracht,
    },
    /// Legt vast wat er op dit moment in elk bestand staat, ondertekend; doe het bij elk overleg
    Peilmerk {
        /// Het overleg, zoals 2027-03-12-oogo
        #[arg(long, value_name = "OVERLEG")]
        overleg: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Legt namens uw partij vast dat een geschoonde geschiedenis in de plaats komt van deze
    ///
    /// Het schonen zelf doet een beheerder met git. Leggen alle partijen het vast, dan neemt ‘oogo uitwisselen --met ADRES’ haar over, of ‘oogo inlezen’ als zij in een bestand staat.
    Schoning {
        /// Waar de geschoonde geschiedenis staat: een map, een server of een bestand
        adres: String,
        /// Waarom er geschoond is, zonder te herhalen wat eruit moest
        #[arg(long, value_name = "TEKST")]
        waarom: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Haalt op wat de andere partij wijzigde, en brengt wat u wijzigde
    ///
    /// Zonder --met: met de map van de vorige keer. Eindigt met 1 als iemand eerst moet kiezen; er is dan niets veranderd.
    Uitwisselen {
        #[command(flatten)]
        hoe: Box<UitwisselArgumenten>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Leest een uitwisselbestand in dat u kreeg
    Inlezen {
        /// Het bestand
        bestand: PathBuf,
        #[command(flatten)]
        kies: Kies,
        #[command(flatten)]
        waar: Waar,
    },
    /// Haalt uit elkaar wat git half samenvoegde, of waar twee teksten door elkaar staan
    ///
    /// Eindigt met 1 als iemand eerst moet kiezen; er is dan niets veranderd.
    Ontwarren {
        /// Laat alleen zien wat er zou gebeuren
        #[arg(long)]
        bekijk: bool,
        #[command(flatten)]
        kies: Kies,
        #[command(flatten)]
        waar: Waar,
    },
    /// Voegt drie versies van één bestand samen, zoals git dat na ‘oogo beheer git-instellen’ vraagt
    ///
    /// De uitkomst komt in ONS te staan. Eindigt met 1 als beide kanten hetzelfde wijzigden.
    Samenvoegen {
        /// Het bestand zoals het was
        basis: PathBuf,
        /// Zoals wij het maakten
        ons: PathBuf,
        /// Zoals zij het maakten
        hun: PathBuf,
        /// Waar het in de ontwikkelagenda staat
        pad: Option<String>,
    },
    /// Controleert alles; een regel per bevinding
    Controleer {
        /// Zoekt persoonsgegevens van leerlingen en hun ouders, en namen van medewerkers
        #[arg(long)]
        privacy: bool,
        /// Ook in alle eerdere versies, hun toelichtingen en de namen van takken en labels
        #[arg(long, requires = "privacy")]
        geschiedenis: bool,
        /// Alleen in deze tekst; - leest wat u aanbiedt. Er is geen ontwikkelagenda voor nodig
        #[arg(long, requires = "privacy", value_name = "BESTAND", conflicts_with = "geschiedenis")]
        tekst: Option<PathBuf>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Zet de opmaak van de bestanden recht; woorden en opmerkingen blijven gelijk
    Opmaak {
        /// Laat alleen zien welke bestanden afwijken
        #[arg(long)]
        toon: bool,
        #[command(flatten)]
        waar: Waar,
    },
    /// Toont waar uw instellingen staan en wat erin niet klopt; maakt het bestand als het er niet is
    Instellingen {
        /// Uitvoer als JSON, voor andere programma’s
        #[arg(long)]
        json: bool,
    },
    /// Onderhoud van deze kopie
    Beheer {
        #[command(subcommand)]
        wat: Beheer,
    },
}

const WIJZIG_HULP: &str = "\
Voorbeelden:
  oogo wijzig lv-k7qm doel=\"Kinderen reizen korter.\" --toelichting \"na het overleg van 15 januari\"
  oogo wijzig lv-k7qm looptijd.tot=\"31 dec 2028\" trekker=voorbeeldstad
  oogo wijzig lv-k7qm indicatoren.ritten.streefwaarde=28
  oogo wijzig lv-k7qm mijlpalen.nieuw.wat=\"Rapport klaar\" mijlpalen.nieuw.datum=\"over 6 weken\"
  oogo wijzig lv-k7qm mijlpalen.k7qm=            (haalt die regel weg)
  oogo wijzig lv-k7qm voortgang.status=in-uitvoering beheer.openbaarheid=openbaar

De namen van alle velden staan in docs/formaat.md.";
