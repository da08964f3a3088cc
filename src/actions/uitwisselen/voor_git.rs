//! Merging one file for whoever uses git itself (gitattributes(5), "Defining a custom merge driver").

use std::path::Path;

use crate::actions::fout::Fout;
use crate::agenda::Bestandsoort;
use crate::merge::{Choice, Choices, merge};
use crate::store::disk::reden;
use crate::store::marks::in_elkaar;
use crate::{git, store};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samengevoegd {
    /// The fields that a person has to decide on; both texts stand in the file there, as git marks it.
    pub conflicten: Vec<String>,
}

/// Merges three versions of a file and writes the outcome in the place of ours, as git asks of a merge driver.
/// `pad` is where the file stands in the ontwikkelagenda; without it the file's own name tells what it is.
///
/// # Errors
/// When a file cannot be read or written, or is no file of an ontwikkelagenda.
pub fn samenvoegen(basis: &Path, ons: &Path, hun: &Path, pad: Option<&str>) -> Result<Samengevoegd, Fout> {
    let lees = |pad: &Path| {
        let wat = |e: &std::io::Error| format!("Het bestand {} is niet te lezen: {}.", pad.display(), reden(e));
        std::fs::read(pad).map_err(|e| Fout::nieuw(wat(&e), "Er is niets gewijzigd."))
    };
    let tekst = |pad: &Path| {
        let naam = pad.display().to_string();
        Ok::<_, Fout>(store::bytes::als_tekst(&naam, lees(pad)?)?.0)
    };
    let (b, o, h) = (tekst(basis)?, tekst(ons)?, tekst(hun)?);
    let velden = soort(pad, ons, &o).map_or(&[][..], Bestandsoort::velden);
    let geen_toml = |e: Box<toml_edit::TomlError>| {
        let wat = format!("Een van de drie is geen geldige TOML: {}.", e.message());
        Fout::nieuw(wat, "Er is niets gewijzigd. Herstel het bestand met de hand.")
    };
    let voeg = |keuzes: &Choices| merge(velden, &b, &o, &h, keuzes).map_err(geen_toml);
    let samen = voeg(&Choices::new())?;
    let conflicten: Vec<String> = samen.conflicts.iter().map(|c| c.dotted()).collect();
    let uitkomst = if conflicten.is_empty() {
        samen.text
    } else {
        let kies = |keuze: &Choice| conflicten.iter().map(|c| (c.clone(), keuze.clone())).collect::<Choices>();
        in_elkaar(&voeg(&kies(&Choice::Ours))?.text, &voeg(&kies(&Choice::Theirs))?.text)
    };
    if uitkomst.as_bytes() != lees(ons)? {
        git::schrijf_veilig(ons, uitkomst.as_bytes())?;
    }
    Ok(Samengevoegd { conflicten })
}

/// What kind of file it is: by its path, or else by what it holds.
fn soort(pad: Option<&str>, ons: &Path, tekst: &str) -> Option<Bestandsoort> {
    let van_pad = |pad: &str| {
        let delen: Vec<&str> = pad.split(['/', '\\']).collect();
        (0..delen.len()).find_map(|i| Bestandsoort::van_pad(&delen[i..].join("/")))
    };
    let gegeven = pad.and_then(van_pad).or_else(|| van_pad(&ons.display().to_string()));
    gegeven.or_else(|| {
        let tabel: toml::Table = tekst.parse().ok()?;
        (tabel.contains_key("id") && tabel.contains_key("titel")).then_some(Bestandsoort::Afspraak)
    })
}
