//! Who wrote last, on each side, what is asked about.

use std::collections::BTreeMap;

use toml::Value;

use crate::actions::fout::Fout;
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::stam;
use crate::git::{Oid, Repository, Versie, Wijziging};
use crate::merge::{Kind, Question, THEME};

/// By what a question is about and its field: the last version of ours and of theirs that wrote it.
pub type Schrijvers = BTreeMap<(String, String), [Option<Versie>; 2]>;

pub(super) fn schrijvers<'q>(
    repo: &Repository,
    basis: Oid,
    kanten: [Oid; 2],
    vragen: impl Iterator<Item = &'q Question>,
) -> Result<Schrijvers, Fout> {
    let vragen: Vec<&Question> = vragen.collect();
    let mut uit: Schrijvers = vragen.iter().map(|q| (q.key(), [None, None])).collect();
    if vragen.is_empty() {
        return Ok(uit);
    }
    for (kant, tot) in kanten.into_iter().enumerate() {
        // Where no version can be told by the field, such as for a note beside it, the file's last one stands.
        let mut van_bestand: BTreeMap<(String, String), Versie> = BTreeMap::new();
        repo.stappen(
            basis,
            tot,
            |pad| vragen.iter().any(|q| gaat_over(q, pad)),
            |versie, per_ouder| {
                for q in &vragen {
                    let key = q.key();
                    if per_ouder.iter().flatten().any(|w| gaat_over(q, &w.pad)) {
                        van_bestand.entry(key.clone()).or_insert_with(|| versie.clone());
                    }
                    // What a version that brings lines together has from one of them, that line wrote.
                    if per_ouder.iter().all(|stap| schreef(q, stap))
                        && let Some(wie) = uit.get_mut(&key)
                    {
                        wie[kant].get_or_insert_with(|| versie.clone());
                    }
                }
                uit.values().any(|wie| wie[kant].is_none())
            },
        )?;
        for (key, versie) in van_bestand {
            uit.entry(key).or_default()[kant].get_or_insert(versie);
        }
    }
    Ok(uit)
}

/// Whether a file is one that is asked about, in whatever theme it stands.
fn gaat_over(q: &Question, pad: &str) -> bool {
    let is_afspraak = || Bestandsoort::van_pad(pad) == Some(Bestandsoort::Afspraak) && stam(pad) == q.about;
    q.paths().iter().any(|p| p == pad)
        || (Bestandsoort::van_pad(&q.path) == Some(Bestandsoort::Afspraak) && is_afspraak())
}

/// Whether a step of history wrote what is asked about.
fn schreef(q: &Question, stap: &[Wijziging]) -> bool {
    let van_deze = || stap.iter().filter(|w| gaat_over(q, &w.pad));
    match q.conflict.kind {
        Kind::File => van_deze().next().is_some(),
        Kind::Theme => {
            debug_assert_eq!(q.field, THEME);
            van_deze().any(|w| w.was.is_none()) && van_deze().any(|w| w.wordt.is_none())
        }
        _ => {
            let was = van_deze().find_map(|w| w.was.as_deref()).and_then(|tekst| veld(q, tekst));
            let wordt = van_deze().find_map(|w| w.wordt.as_deref()).and_then(|tekst| veld(q, tekst));
            was != wordt
        }
    }
}

/// What a file holds in the place that is asked about.
fn veld(q: &Question, tekst: &[u8]) -> Option<Value> {
    let tabel: toml::Table = str::from_utf8(tekst).ok()?.parse().ok()?;
    let waarde = op(&Value::Table(tabel), &q.conflict.path)?.clone();
    match (q.conflict.kind, &waarde) {
        (Kind::Order, Value::Array(rijen)) => {
            Some(Value::Array(rijen.iter().filter_map(|rij| rij.get("sleutel").cloned()).collect()))
        }
        _ => Some(waarde),
    }
}

fn op<'w>(waarde: &'w Value, pad: &[String]) -> Option<&'w Value> {
    let Some((eerste, rest)) = pad.split_first() else { return Some(waarde) };
    match waarde {
        Value::Table(tabel) => op(tabel.get(eerste)?, rest),
        Value::Array(rijen) => {
            let van_rij = |rij: &&Value| rij.get("sleutel").and_then(Value::as_str) == Some(eerste);
            op(rijen.iter().find(van_rij)?, rest)
        }
        _ => None,
    }
}
