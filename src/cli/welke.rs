//! The options by which one says which afspraken or changes one wants to see, and in what form.

use std::path::PathBuf;

use clap::Args;

/// Which afspraken, and in what order.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Welke afspraken")]
pub struct Welke {
    /// Alleen dit thema
    #[arg(long, value_name = "THEMA")]
    pub thema: Option<String>,
    /// Alleen waar deze partij aan meedoet
    #[arg(long, value_name = "PARTIJ")]
    pub partij: Option<String>,
    /// Alleen wat in deze gemeente geldt
    #[arg(long, value_name = "GEMEENTE")]
    pub gemeente: Option<String>,
    /// regionaal, subregionaal of lokaal
    #[arg(long, value_name = "NIVEAU")]
    pub niveau: Option<String>,
    /// Alleen wat zo ver is, zoals in-uitvoering
    #[arg(long, value_name = "STATUS")]
    pub status: Option<String>,
    /// Alleen waar uw eigen partij nog iets te doen heeft
    #[arg(long)]
    pub mijn_acties: bool,
    /// Alleen waar iets af moet zijn binnen zo veel weken
    #[arg(long, value_name = "WEKEN")]
    pub binnen_weken: Option<String>,
    /// Alleen waar nog iets ontbreekt voor overeenstemming
    #[arg(long)]
    pub onvolledig: bool,
    /// thema, deadline, status, trekker, titel of onvolledig
    #[arg(long, value_name = "VOLGORDE")]
    pub volgorde: Option<String>,
    /// Een selectie die u eerder onder een naam bewaarde
    #[arg(long, value_name = "NAAM")]
    pub selectie: Option<String>,
    /// Bewaart deze selectie onder een naam, op deze computer
    #[arg(long, value_name = "NAAM")]
    pub bewaar_als: Option<String>,
}

/// Of what the differences are shown.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Waarvan")]
pub struct Waarvan {
    /// Alleen dit thema
    #[arg(long, value_name = "THEMA")]
    pub thema: Option<String>,
    /// Alleen deze afspraak
    #[arg(long, value_name = "ID")]
    pub afspraak: Option<String>,
    /// Alleen waar deze partij in genoemd wordt
    #[arg(long, value_name = "PARTIJ")]
    pub partij: Option<String>,
    /// Alleen dit veld, zoals doel of indicatoren.ritten
    #[arg(long, value_name = "VELD")]
    pub veld: Option<String>,
    /// Alleen wat deze functie of partij wijzigde
    #[arg(long, value_name = "WIE")]
    pub door: Option<String>,
}

/// In what form the differences are shown.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Hoe")]
pub struct Hoe {
    /// Met wie het wijzigde, wanneer, waarom en in hoeveel stappen
    #[arg(long)]
    pub wie: bool,
    /// Eén zin per wijziging
    #[arg(long, conflicts_with_all = ["html", "markdown", "json"])]
    pub kort: bool,
    /// Een pagina voor de browser en Word, in dit bestand (zonder naam: als uitvoer)
    #[arg(long, value_name = "BESTAND", num_args = 0..=1, default_missing_value = "-", conflicts_with_all = ["markdown", "json"])]
    pub html: Option<PathBuf>,
    /// Als Markdown, voor een webpagina of een pull request
    #[arg(long, conflicts_with = "json")]
    pub markdown: bool,
}
