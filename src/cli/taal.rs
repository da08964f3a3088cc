//! The argument parser's own words, in Dutch.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

const SJABLOON: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";
const VERVANGINGEN: [(&str, &str); 8] = [
    ("[OPTIONS]", "[OPTIES]"),
    ("[default: ", "[standaard: "),
    ("[possible values: ", "[mogelijk: "),
    ("Possible values:", "Mogelijk:"),
    ("[aliases: ", "[ook: "),
    ("[alias: ", "[ook: "),
    ("Arguments:", "Argumenten:"),
    ("Options:", "Opties:"),
];

/// Gives a command and everything under it Dutch headings and a Dutch `--help`.
pub fn nederlands(commando: Command) -> Command {
    let is_hoofd = commando.get_version().is_some();
    let hulp = Arg::new("hulp")
        .short('h')
        .long("help")
        .visible_alias("hulp")
        .action(ArgAction::Help)
        .help("Toont deze uitleg");
    let mut commando = commando
        .help_template(SJABLOON)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .arg(hulp)
        // Only the one that is called is worth the time.
        .mut_subcommands(|c| c.defer(nederlands));
    if is_hoofd {
        let versie = Arg::new("versie").short('V').long("version").visible_alias("versie").action(ArgAction::Version);
        commando = commando.arg(versie.help("Toont de versie van oogo"));
    }
    commando
}

/// Help text with the last English words replaced.
pub fn vertaal(tekst: &str) -> String {
    VERVANGINGEN.iter().fold(tekst.to_owned(), |t, (engels, nederlands)| t.replace(engels, nederlands))
}

/// A first word that is neither a subcommand nor a folder: most likely a slip of the keys.
pub fn onbekende_opdracht(commando: &Command, woord: &str) -> Option<String> {
    let namen: Vec<&str> = commando.get_subcommands().map(Command::get_name).collect();
    let is_bekend = woord.starts_with('-') || namen.contains(&woord) || std::path::Path::new(woord).exists();
    if is_bekend {
        return None;
    }
    let lijkt_op = similar::get_close_matches(woord, &namen, 1, 0.6);
    let advies = lijkt_op
        .first()
        .map_or_else(|| "Bekijk de uitleg met ‘oogo --help’.".to_owned(), |n| format!("Bedoelt u ‘oogo {n}’?"));
    let woord = crate::agenda::tekst::tussen_aanhalingstekens(woord);
    Some(format!("Er is geen opdracht en geen map {woord}. {advies}"))
}

/// What is wrong with a call, in a Dutch sentence.
pub fn uitleg(fout: &clap::Error) -> String {
    let tekst = |soort| match fout.get(soort) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(s)) => s.join(", "),
        _ => String::new(),
    };
    let argument = tekst(ContextKind::InvalidArg);
    let waarde = tekst(ContextKind::InvalidValue);
    let zin = match fout.kind() {
        ErrorKind::UnknownArgument => format!("De optie {argument} bestaat hier niet."),
        ErrorKind::InvalidSubcommand => format!("De opdracht {} bestaat niet.", tekst(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("Er ontbreekt iets: {argument}."),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Er ontbreekt een opdracht.".to_owned()
        }
        ErrorKind::InvalidValue if waarde.is_empty() => format!("Achter {argument} ontbreekt een waarde."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("De waarde {waarde} kan niet bij {argument}."),
        ErrorKind::ArgumentConflict => format!("{argument} kan hier niet bij."),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("Er staat te veel achter {argument}."),
        ErrorKind::InvalidUtf8 => "Een van de woorden is geen leesbare tekst.".to_owned(),
        _ => "Deze opdracht is niet te begrijpen.".to_owned(),
    };
    let suggestie = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(tekst)
        .find(|s| !s.is_empty());
    let mogelijk = tekst(ContextKind::ValidValue);
    match suggestie {
        Some(s) => format!("{zin} Bedoelt u {s}?"),
        None if !mogelijk.is_empty() => format!("{zin} Kies uit: {mogelijk}."),
        None => zin,
    }
}
