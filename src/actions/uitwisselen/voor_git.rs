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
    /// Why it is the file as a whole, where one of the three cannot be read as TOML.
    pub geen_toml: Option<String>,
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
    let voeg = |keuzes: &Choices| merge(velden, &b, &o, &h, keuzes);
    let kies = |van: &[String], keuze: &Choice| van.iter().map(|c| (c.clone(), keuze.clone())).collect::<Choices>();
    let alles = || {
        let samen = voeg(&Choices::new())?;
        let conflicten: Vec<String> = samen.conflicts.iter().map(|c| c.dotted()).collect();
        if conflicten.is_empty() {
            return Ok((samen.text, conflicten));
        }
        let [ons, hun] = [Choice::Ours, Choice::Theirs].map(|keuze| voeg(&kies(&conflicten, &keuze)));
        Ok((in_elkaar(&ons?.text, &hun?.text), conflicten))
    };
    // Whoever goes on without looking would else have dropped theirs.
    let (uitkomst, conflicten, geen_toml) = match alles() {
        Ok((uitkomst, conflicten)) => (uitkomst, conflicten, None),
        Err::<_, Box<toml_edit::TomlError>>(e) => (in_elkaar(&o, &h), Vec::new(), Some(e.message().to_owned())),
    };
    if uitkomst.as_bytes() != lees(ons)? {
        git::schrijf_veilig(ons, uitkomst.as_bytes())?;
    }
    Ok(Samengevoegd { conflicten, geen_toml })
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
