//! The subcommands of subcommands: what can be done with themes, parties, remarks and the like.

use clap::{Args, Subcommand};

use super::argumenten::{Waar, Wijziging};

/// What can be done with themes, parties and meetings alike.
#[derive(Debug, Subcommand)]
pub enum Onderdeel<N: Args> {
    /// Toont alle, of een ervan
    Toon {
        /// De naam
        naam: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Maakt een nieuwe
    Nieuw {
        #[command(flatten)]
        nieuw: N,
        /// Wat u al weet, als VELD=WAARDE
        #[arg(value_name = "VELD=WAARDE")]
        velden: Vec<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Wijzigt velden
    Wijzig {
        /// De naam
        naam: String,
        #[command(flatten)]
        wat: Wijziging,
    },
}

#[derive(Debug, Args)]
pub struct NieuwThema {
    /// De naam van het thema
    #[arg(long, value_name = "NAAM")]
    pub naam: String,
    /// Waarmee de nummers van nieuwe afspraken beginnen, zoals lv
    #[arg(long, value_name = "LETTERS")]
    pub voorvoegsel: Option<String>,
}

#[derive(Debug, Args)]
pub struct NieuwePartij {
    /// De volledige naam, zoals ‘gemeente Voorbeeldstad’
    #[arg(long, value_name = "NAAM")]
    pub naam: String,
    /// gemeente, swv-po, swv-vo, schoolbestuur, jeugdregio of overig (anders: uit de naam)
    #[arg(long, value_name = "SOORT")]
    pub soort: Option<String>,
}

#[derive(Debug, Args)]
pub struct NieuwOverleg {
    /// ambtelijk, oogo of bestuurlijk
    #[arg(long, value_name = "SOORT")]
    pub soort: String,
    /// De dag
    #[arg(long, value_name = "DATUM")]
    pub datum: String,
}

#[derive(Debug, Subcommand)]
pub enum Opmerking {
    /// Toont de opmerkingen, bij één afspraak of alle
    Toon {
        /// Het nummer van de afspraak
        id: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Plaatst een opmerking
    Nieuw {
        /// Het nummer van de afspraak
        id: String,
        /// De opmerking
        tekst: String,
        /// Het veld waar het over gaat
        #[arg(long, value_name = "VELD")]
        veld: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Beantwoordt een opmerking
    Antwoord {
        /// Het nummer van de afspraak
        id: String,
        /// De naam van de opmerking
        bij: String,
        /// Het antwoord
        tekst: String,
        #[command(flatten)]
        waar: Waar,
    },
    /// Meldt dat een opmerking is afgehandeld
    Afgehandeld {
        /// Het nummer van de afspraak
        id: String,
        /// De naam van de opmerking
        bij: String,
        /// Hoe, in een zin
        tekst: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
}

/// What can be done with a row as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Rijopdracht {
    Omhoog,
    Omlaag,
    Verdubbel,
}

#[derive(Debug, Subcommand)]
pub enum Notitie {
    /// Toont uw notitie
    Toon {
        /// Het nummer van een afspraak, of bijvoorbeeld "overleg 2027-03-12-oogo"
        bij: String,
        #[command(flatten)]
        waar: Waar,
    },
    /// Vervangt uw notitie; een lege tekst haalt haar weg
    Wijzig {
        /// Het nummer van een afspraak, of bijvoorbeeld "overleg 2027-03-12-oogo"
        bij: String,
        /// De tekst
        tekst: String,
        #[command(flatten)]
        waar: Waar,
    },
}

#[derive(Debug, Subcommand)]
pub enum OverlegOpdracht {
    #[command(flatten)]
    Onderdeel(Onderdeel<NieuwOverleg>),
    /// Legt vast dat de stukken vandaag zijn verzonden, in de versie die nu de nieuwste is
    Verzonden {
        /// De naam van het overleg
        naam: String,
        #[command(flatten)]
        waar: Waar,
    },
}

#[derive(Debug, Subcommand)]
pub enum PartijOpdracht {
    #[command(flatten)]
    Onderdeel(Onderdeel<NieuwePartij>),
    /// Bevestigt dat de sleutels van een partij echt van haar zijn
    Vertrouw {
        /// De partij
        naam: String,
        /// De controlewoorden die de partij u voorlas
        #[arg(long, value_name = "WOORDEN")]
        woorden: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
}

#[derive(Debug, Subcommand)]
pub enum ToonOfWijzig {
    /// Toont de voortgang
    Toon {
        /// Het nummer van de afspraak
        id: String,
        #[command(flatten)]
        waar: Waar,
    },
    /// Wijzigt velden, of voegt een regel toe met metingen.nieuw.waarde=…
    Wijzig {
        /// Het nummer van de afspraak
        id: String,
        #[command(flatten)]
        wat: Wijziging,
    },
}

#[derive(Debug, Subcommand)]
pub enum Voorblad {
    /// Toont het voorblad
    Toon {
        #[command(flatten)]
        waar: Waar,
    },
    /// Wijzigt velden
    Wijzig {
        #[command(flatten)]
        wat: Wijziging,
    },
}

#[derive(Debug, Subcommand)]
pub enum Beheer {
    /// Maakt de bewaarde versies kleiner, zonder er een weg te halen
    Opruimen {
        /// Ook als het nog niet nodig is
        #[arg(long)]
        alles: bool,
        #[command(flatten)]
        waar: Waar,
    },
    /// Gaat versies bijhouden in een map die dat nog niet doet
    VersiesBijhouden {
        /// De partij waarvoor u werkt
        #[arg(long, value_name = "PARTIJ")]
        partij: Option<String>,
        /// Uw functie
        #[arg(long, value_name = "FUNCTIE")]
        functie: Option<String>,
        #[command(flatten)]
        waar: Waar,
    },
    /// Laat git zelf (git diff, git show, git log -p) wijzigingen in gewone zinnen tonen, alleen in deze kopie
    GitInstellen {
        #[command(flatten)]
        waar: Waar,
    },
    /// Schrijft de aanvulling van opdrachten voor uw shell
    ShellAanvulling {
        /// bash, elvish, fish, powershell of zsh
        shell: clap_complete::Shell,
    },
}
