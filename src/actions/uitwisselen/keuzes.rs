//! What somebody chose where both changed the same, kept on this machine until it is done: it survives a kill.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Vooraf;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::thuis::schrijf_eigen;
use crate::export::vraag::{Kant, is_te_kiezen};
use crate::merge::{Answers, Choice, Question};
use crate::verklaring::Sha256;

/// What was chosen.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Bewaard {
    /// By what it is about and field, with a tab between.
    keuzes: BTreeMap<String, Keuze>,
}

/// One choice, with what was chosen between: between other texts it says nothing.
#[derive(Debug, Serialize, Deserialize)]
struct Keuze {
    /// `ons`, `hun`, `basis`, or a text after `=`.
    keuze: String,
    tussen: Sha256,
}

/// The texts between which one chooses.
pub(super) fn tussen(q: &Question) -> Sha256 {
    Sha256::van(format!("{:?}", ([&q.conflict.base, &q.conflict.ours, &q.conflict.theirs], &q.beside)).as_bytes())
}

fn pad(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().gegevens().join("keuzes").join(format!("{}.toml", kopie.voorblad()?.uuid)))
}

/// Keeps what was chosen so far.
///
/// # Errors
/// When it cannot be written.
pub fn bewaar(kopie: &Kopie, vooraf: &Vooraf, antwoorden: &Answers) -> Result<(), Fout> {
    let woord = |keuze: &Choice| match keuze {
        Choice::Ours => "ons".to_owned(),
        Choice::Theirs => "hun".to_owned(),
        Choice::Base | Choice::Gone => "basis".to_owned(),
        Choice::Value(w) => format!("={}", w.as_str().unwrap_or_default()),
    };
    let mut bewaard = lees(kopie).unwrap_or_default();
    for q in vooraf.vragen() {
        bewaard.keuzes.remove(&format!("{}\t{}", q.about, q.field));
    }
    for q in vooraf.alle_vragen() {
        if let Some(k) = antwoorden.get(&q.key()) {
            let keuze = Keuze { keuze: woord(k), tussen: tussen(q) };
            bewaard.keuzes.insert(format!("{}\t{}", q.about, q.field), keuze);
        }
    }
    let tekst = toml::to_string(&bewaard)
        .map_err(|e| Fout::nieuw(format!("Uw keuzes kunnen niet bewaard worden ({e})."), ""))?;
    schrijf_eigen(&pad(kopie)?, tekst.as_bytes())
}

fn lees(kopie: &Kopie) -> Option<Bewaard> {
    toml::from_str(&std::fs::read_to_string(pad(kopie).ok()?).ok()?).ok()
}

/// What was chosen earlier between the same texts, of what is asked now.
pub fn bewaarde<'v>(kopie: &Kopie, vooraf: &'v Vooraf) -> Vec<(&'v Question, Choice)> {
    let Some(bewaard) = lees(kopie) else { return Vec::new() };
    let keuze = |woord: &str| match woord {
        "ons" => Some(Choice::Ours),
        "hun" => Some(Choice::Theirs),
        "basis" => Some(Choice::Base),
        tekst => Some(Choice::Value(toml::Value::String(tekst.strip_prefix('=')?.to_owned()))),
    };
    let een = |q: &'v Question| {
        let k = bewaard.keuzes.get(&format!("{}\t{}", q.about, q.field)).filter(|k| k.tussen == tussen(q))?;
        let keuze = keuze(&k.keuze)?;
        is_te_kiezen(q, Kant::van(&keuze, q)).then_some((q, keuze))
    };
    vooraf.vragen().iter().filter_map(een).collect()
}

/// Whether somebody began to choose and did not finish.
pub fn is_begonnen(kopie: &Kopie) -> bool {
    lees(kopie).is_some_and(|bewaard| !bewaard.keuzes.is_empty())
}

/// Throws them away: it is done.
pub fn vergeet(kopie: &Kopie) {
    if let Ok(pad) = pad(kopie) {
        let _ = std::fs::remove_file(pad);
    }
}
