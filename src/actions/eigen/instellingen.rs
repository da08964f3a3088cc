//! The user's own settings: one commented TOML file in their settings folder. A mistake in it is
//! named, and what it was about keeps its default.

use std::collections::BTreeMap;
use std::path::PathBuf;

use toml::Value;

use super::thuis::Thuis;
use crate::actions::fout::Fout;
use crate::agenda::datum::Datumvorm;
use crate::agenda::tekst::zichtbaar;
use crate::git::schrijf_veilig;
use crate::store::bytes::regel_van;
use crate::store::disk::reden;

/// The file as it is made for a user: every setting, with its default, as a comment.
pub const BEGIN: &str = "\
# Instellingen van oogo. Haal het # weg voor een regel die u wilt wijzigen.
# Klopt er iets niet, dan zegt oogo dat en gebruikt het de gewone waarde.

# Het programma waarin een tekst opent met Ctrl+E.
# editor = \"notepad.exe\"

# Of de muis werkt. Zonder muis selecteert u tekst zoals in andere vensters.
# muis = true

# Kleuren: \"gewoon\" of \"geen\".
# kleuren = \"gewoon\"

# Hoe een datum in lijsten staat: \"woorden\" (15 mrt 2027) of \"cijfers\" (15-03-2027).
# datums = \"woorden\"

# Andere toetsen. Links de naam van de opdracht zoals die onder in het scherm en in de uitleg (F1)
# staat, rechts de toets: een letter, F1 tot en met F12, of Ctrl+ een letter.
[toetsen]
# opslaan = \"Ctrl+S\"
# zoeken = \"/\"
";

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instellingen {
    /// The program in which a text opens.
    pub editor: Option<String>,
    /// Whether the mouse works.
    pub muis: bool,
    /// Whether there are colours.
    pub kleuren: bool,
    /// How a date stands in lists.
    pub datums: Datumvorm,
    /// Other keys, by the name of what they do.
    pub toetsen: BTreeMap<String, String>,
}

impl Default for Instellingen {
    fn default() -> Self {
        Self { editor: None, muis: true, kleuren: true, datums: Datumvorm::Woorden, toetsen: BTreeMap::new() }
    }
}

/// Where the file is.
pub fn pad(thuis: &Thuis) -> PathBuf {
    thuis.instellingen().join("instellingen.toml")
}

/// Makes the file where it is not there yet.
///
/// # Errors
/// When it cannot be written.
pub fn maak(thuis: &Thuis) -> Result<PathBuf, Fout> {
    let pad = pad(thuis);
    if !pad.exists() {
        schrijf_veilig(&pad, BEGIN.as_bytes())?;
    }
    Ok(pad)
}

/// The settings, and what is wrong in the file: a sentence each.
pub fn lees(thuis: &Thuis) -> (Instellingen, Vec<String>) {
    let pad = pad(thuis);
    let plaats = pad.display();
    match std::fs::read_to_string(&pad) {
        Ok(tekst) => uit_tekst(&tekst, &plaats.to_string()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => (Instellingen::default(), Vec::new()),
        Err(e) => {
            (Instellingen::default(), vec![format!("Uw instellingen in {plaats} zijn niet te lezen: {}.", reden(&e))])
        }
    }
}

fn uit_tekst(tekst: &str, plaats: &str) -> (Instellingen, Vec<String>) {
    let mut i = Instellingen::default();
    let tabel: toml::Table = match tekst.parse() {
        Ok(tabel) => tabel,
        Err(e) => {
            let e: toml::de::Error = e;
            let regel = e.span().map_or(1, |s| regel_van(tekst.as_bytes(), s.start));
            return (
                i,
                vec![format!("{plaats}, regel {regel}: dit is geen geldige TOML. De gewone instellingen gelden.")],
            );
        }
    };
    let mut fouten = Vec::new();
    for (naam, waarde) in &tabel {
        let mut fout =
            |kan: &str| fouten.push(format!("{plaats}: ‘{}’ {kan}; de gewone waarde geldt.", zichtbaar(naam)));
        match (naam.as_str(), waarde) {
            ("editor", Value::String(s)) if !s.trim().is_empty() => i.editor = Some(s.clone()),
            ("editor", _) => fout("is de naam van een programma, tussen aanhalingstekens"),
            ("muis", Value::Boolean(b)) => i.muis = *b,
            ("muis", _) => fout("is true of false"),
            ("kleuren", Value::String(s)) if s == "gewoon" => i.kleuren = true,
            ("kleuren", Value::String(s)) if s == "geen" => i.kleuren = false,
            ("kleuren", _) => fout("is \"gewoon\" of \"geen\""),
            ("datums", Value::String(s)) if s == "woorden" => i.datums = Datumvorm::Woorden,
            ("datums", Value::String(s)) if s == "cijfers" => i.datums = Datumvorm::Cijfers,
            ("datums", _) => fout("is \"woorden\" of \"cijfers\""),
            ("toetsen", Value::Table(t)) => {
                for (opdracht, toets) in t {
                    match toets {
                        Value::String(s) => drop(i.toetsen.insert(opdracht.clone(), s.clone())),
                        _ => fouten.push(format!(
                            "{plaats}: de toets voor ‘{}’ hoort tussen aanhalingstekens; de gewone toets geldt.",
                            zichtbaar(opdracht)
                        )),
                    }
                }
            }
            ("toetsen", _) => fout("is een tabel: [toetsen]"),
            _ => fout("is geen instelling"),
        }
    }
    (i, fouten)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_named_and_the_rest_counts() {
        let (i, fouten) =
            uit_tekst("muis = \"ja\"\ndatums = \"cijfers\"\nkleur = 3\n[toetsen]\nopslaan = 3\n", "x.toml");
        assert!(i.muis && i.datums == Datumvorm::Cijfers && i.toetsen.is_empty());
        assert_eq!(fouten.len(), 3, "{fouten:?}");
        assert!(fouten[0].contains("‘muis’ is true of false"));
        let (i, fouten) = uit_tekst("muis = false\n[", "x.toml");
        assert_eq!((i, fouten.len()), (Instellingen::default(), 1));
        assert!(fouten[0].contains("regel 2"));
    }

    #[test]
    fn the_file_as_it_is_made_holds_the_defaults() {
        assert_eq!(uit_tekst(BEGIN, ""), (Instellingen::default(), Vec::new()));
        // And with its comments taken away every line is a setting.
        let zonder: String = BEGIN
            .lines()
            .map(|r| r.strip_prefix("# ").filter(|r| r.contains(" = ")).unwrap_or(r))
            .map(|r| format!("{r}\n"))
            .collect();
        let (i, fouten) = uit_tekst(&zonder, "");
        assert!(fouten.is_empty() && i.editor.is_some() && i.toetsen.len() == 2, "{fouten:?}");
    }
}
