//! One file as plain lines, so that a line diff of two of them reads as sentences: what `git diff`
//! shows where `oogo beheer git-instellen` was run.

use std::fmt::Write;

use super::{Namen, Vorm, veld};
use crate::agenda::Bestandsoort;
use crate::agenda::tekst::zichtbaar;
use crate::diff::{Fields, Meaning, Piece, between};
use crate::store::{canonical, check};
use crate::verklaring::Sha256;

/// A file's text with the labels of its fields, a sentence a line. What is no TOML stays as it is.
pub fn gelezen(pad: &str, tekst: &str) -> String {
    let Ok(new) = Meaning::read(tekst) else { return zichtbaar(tekst).into_owned() };
    let soort = Bestandsoort::van_pad(pad).or_else(|| geraden(&new));
    let old = Meaning::default();
    let changes = between(&old, &new);
    let fields = Fields { old, new, changes };
    let mut uit = String::new();
    // What a reader of the whole has no need of is a change all the same.
    for vast in ["formaat", "id"] {
        if let Some(waarde) = fields.new.value(&[vast.to_owned()]) {
            let waarde = waarde.as_str().map_or_else(|| waarde.to_string(), str::to_owned);
            let _ = writeln!(uit, "{vast}: {waarde}");
        }
    }
    for w in veld::wijzigingen(soort, &fields, &Namen::default()) {
        let label = &w.label;
        let _ = match &w.vorm {
            Vorm::Waarde(_, waarde) => writeln!(uit, "{label}: {}", waarde.as_deref().unwrap_or_default()),
            Vorm::Lijst { erbij, .. } => writeln!(uit, "{label}:\n{}", ingesprongen(&erbij.join("\n"))),
            Vorm::Rij(velden) => {
                let regels: Vec<String> = velden.iter().map(|(l, v)| format!("{l}: {v}")).collect();
                let sleutel = w.plaats.last().map_or("", |s| s);
                writeln!(uit, "{label} ({sleutel})\n{}", ingesprongen(&regels.join("\n")))
            }
            Vorm::Tekst(words) => {
                let tekst: String = words
                    .pieces
                    .iter()
                    .map(|p| match p {
                        Piece::New(t) | Piece::Same(t) => t.as_str(),
                        Piece::Gone(_) => "",
                    })
                    .collect();
                writeln!(uit, "{label}\n{}", ingesprongen(tekst.trim_end()))
            }
            Vorm::Volgorde(..) | Vorm::Bytes(..) => Ok(()),
        };
    }
    if !soort.is_some_and(|soort| is_gewoon(soort, pad, tekst)) {
        let _ = writeln!(uit, "Het bestand is anders geschreven dan oogo doet (kenmerk {}).", kenmerk(tekst));
    }
    zichtbaar(&uit).into_owned()
}

/// Whether a file is written as oogo does: then nothing is in it that the lines above do not tell.
fn is_gewoon(soort: Bestandsoort, pad: &str, tekst: &str) -> bool {
    let Ok(tabel) = tekst.parse::<toml::Table>() else { return false };
    // git hands a file over under a name of its own, which has to say nothing.
    let naam = |veld: &str| tabel.get(veld).and_then(toml::Value::as_str);
    let zonder_map = pad.rsplit('/').next().unwrap_or(pad);
    let eigen = match (soort, naam("id"), naam("afspraak")) {
        (Bestandsoort::Opmerking, _, Some(afspraak)) => format!("opmerkingen/{afspraak}/{zonder_map}"),
        (_, Some(id), _) => format!("{id}.toml"),
        _ => pad.to_owned(),
    };
    canonical::bestand(soort.velden(), &tabel) == tekst && check::keur(soort, &eigen, tekst).is_empty()
}

/// By which two ways of writing are told apart.
fn kenmerk(tekst: &str) -> String {
    Sha256::van(tekst.as_bytes()).to_string().chars().take(12).collect()
}

fn ingesprongen(tekst: &str) -> String {
    tekst.lines().map(|r| format!("  {r}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The kind whose fields a file has most of: git hands over a file under another name.
fn geraden(meaning: &Meaning) -> Option<Bestandsoort> {
    let tabel = meaning.table();
    let kent = |s: &Bestandsoort| s.velden().iter().filter(|v| tabel.contains_key(v.naam)).count();
    Bestandsoort::ALLE.into_iter().max_by_key(|s| (kent(s), *s == Bestandsoort::Afspraak)).filter(|s| kent(s) > 1)
}
