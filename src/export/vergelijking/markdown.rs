//! Differences as Markdown: ~~what was~~ and **what is**.

use std::fmt::Write;

use super::{Bestand, Geheel, Overzicht, Soort, Vorm, Wijziging};
use crate::agenda::tekst::hoofdletter;
use crate::diff::Piece;

impl Overzicht {
    /// The whole as Markdown.
    pub fn markdown(&self) -> String {
        let mut uit = format!(
            "# Wat er veranderd is\n\n{}\n\n{}\n\nWat weg is, is ~~doorgestreept~~; wat nieuw is, is **vet**.\n",
            veilig(&self.waarvan()),
            veilig(&self.samenvatting())
        );
        for b in &self.ongelezen {
            let _ = write!(uit, "\nNiet vergeleken: {}\n", veilig(&b.to_string()));
        }
        for h in &self.hoofdstukken {
            let _ = write!(uit, "\n## {}\n", h.titel);
            h.bestanden.iter().for_each(|b| bestand(b, &mut uit));
        }
        uit
    }
}

fn bestand(b: &Bestand, uit: &mut String) {
    let _ = write!(uit, "\n### {}\n\n", veilig(&b.kop()));
    if let Some(zin) = b.zin_geheel_kort() {
        let _ = write!(uit, "{}\n\n", veilig(&hoofdletter(&zin)));
    }
    if let Some(door) = b.zin_geheel().and(b.door()) {
        let _ = write!(uit, "{}\n\n", veilig(&door));
    }
    if let Some(bezwaar) = &b.bezwaar {
        let _ = write!(uit, "Let op: {}\n\n", veilig(bezwaar));
    }
    if b.geheel != Geheel::Weg {
        for w in &b.wijzigingen {
            wijziging(w, uit);
            if let Some(door) = w.door().filter(|_| b.zin_geheel().is_none() || w.stappen != b.stappen) {
                let _ = writeln!(uit, "  ({})", veilig(&door));
            }
        }
    }
}

fn wijziging(w: &Wijziging, uit: &mut String) {
    let _ = write!(uit, "- {}: ", veilig(&w.label));
    let (weg, nieuw) = (|t: &str| om(t, "~~"), |t: &str| om(t, "**"));
    let tekst = match &w.vorm {
        Vorm::Waarde(van, naar) => {
            van.as_deref().map(weg).into_iter().chain(naar.as_deref().map(nieuw)).collect::<Vec<_>>().join(" ")
        }
        Vorm::Tekst(words) => words
            .pieces
            .iter()
            .enumerate()
            .map(|(n, p)| match p {
                Piece::Same(t) => veilig(t),
                Piece::Gone(t) => weg(t),
                // Two marks that touch are none.
                Piece::New(t)
                    if n > 0 && matches!(&words.pieces[n - 1], Piece::Gone(g) if !g.ends_with(['\n', ' '])) =>
                {
                    format!(" {}", nieuw(t))
                }
                Piece::New(t) => nieuw(t),
            })
            .collect(),
        Vorm::Lijst { erbij, weg: af, .. } => {
            af.iter().map(|t| weg(t)).chain(erbij.iter().map(|t| nieuw(t))).collect::<Vec<_>>().join("; ")
        }
        Vorm::Rij(velden) => {
            let regels: Vec<String> = velden.iter().map(|(l, v)| format!("{l}: {v}")).collect();
            let merk = if w.soort == Soort::Toegevoegd { "**" } else { "~~" };
            om(&regels.join("; "), merk)
        }
        Vorm::Volgorde(van, naar) => format!("{} {}", weg(&van.join("; ")), nieuw(&naar.join("; "))),
        Vorm::Bytes(..) => "geen tekst".to_owned(),
    };
    let tekst = if tekst.trim().is_empty() { veilig(&w.zin()) } else { tekst };
    // A list item goes on where its lines are indented.
    let _ = writeln!(uit, "{}", tekst.trim_end().replace('\n', "\n  "));
    w.kanttekeningen().iter().for_each(|k| uit.push_str(&format!("  ({k})\n")));
}

/// Text between marks; line by line, for a mark does not go past the end of a paragraph.
fn om(tekst: &str, merk: &str) -> String {
    let regel = |r: &str| {
        let (voor, na) = (r.len() - r.trim_start().len(), r.trim_end().len());
        match r.trim() {
            "" => r.to_owned(),
            midden => format!("{}{merk}{}{merk}{}", &r[..voor], veilig(midden), &r[na..]),
        }
    };
    tekst.split_inclusive('\n').map(regel).collect()
}

/// Text in which no sign is a mark.
fn veilig(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for c in tekst.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '#' | '|' | '&') {
            uit.push('\\');
        }
        uit.push(c);
    }
    uit
}
