//! What parties declared, as it came: who says what of which text.

use toml::Value;

use super::Namen;
use crate::diff::{Body, FileDiff};
use crate::verklaring::{MANIFEST, ONDERTEKENAARS, Verklaring};

/// Whether a file is of what parties declared: an entry, its signature, or the list of who may sign.
pub(super) fn is_verklaard(pad: &str) -> bool {
    pad == ONDERTEKENAARS || matches!(pad.split('/').collect::<Vec<_>>().as_slice(), ["partijen", _, "verklaringen", _])
}

/// What the reader calls such a file; none where it is no other file's.
pub(super) fn titel(f: &FileDiff, namen: &Namen) -> Option<String> {
    let pad = f.path();
    if !is_verklaard(pad) {
        return None;
    }
    if pad == ONDERTEKENAARS {
        return Some("de lijst van sleutels (ondertekenaars)".to_owned());
    }
    let mut delen = pad.split('/').skip(1);
    let partij = namen.partij(delen.next().unwrap_or_default());
    let naam = delen.nth(1).unwrap_or_default();
    let nr = naam.split('-').next().unwrap_or_default();
    if naam.ends_with(MANIFEST) {
        return Some(format!("{partij}: lijst van bestanden bij peilmerk {nr}"));
    }
    if naam.ends_with(".sig") {
        return Some(format!("{partij}: handtekening onder verklaring {nr}"));
    }
    let tabel = match &f.body {
        Body::Fields(fields) if f.from.is_none() => Some(Value::Table(fields.new.table())),
        _ => None,
    };
    let verklaring: Option<Verklaring> = tabel.and_then(|t| t.try_into().ok());
    let zegt = match verklaring {
        Some(Verklaring { akkoord: Some(a), .. }) => {
            let een = |s: &crate::verklaring::Over| {
                let over = s.onderwerp().map_or_else(String::new, |o| format!(" over {o}"));
                format!("{}{over}", s.standpunt.label().to_lowercase())
            };
            let alle: Vec<String> = a.standpunten.iter().map(een).collect();
            format!("{} ({})", alle.join("; "), a.soort.woord())
        }
        Some(Verklaring { peilmerk: Some(p), .. }) => {
            let bij = p.overleg.map(|o| format!(" bij {o}")).unwrap_or_default();
            format!("peilmerk{bij} ({} bestanden)", p.bestanden)
        }
        Some(Verklaring { schoning: Some(s), .. }) => {
            format!("de geschiedenis is geschoond ({})", s.waarom.trim_end_matches('.'))
        }
        Some(Verklaring { sleutels: Some(_), .. }) => "wie namens deze partij mag spreken".to_owned(),
        _ => format!("verklaring {nr}"),
    };
    Some(format!("{partij}: {zegt}"))
}
