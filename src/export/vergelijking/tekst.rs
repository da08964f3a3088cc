//! Differences as linear text that reads without colour: `-` for what was, `+` for what is.

use std::fmt::Write;

use super::{Bestand, Geheel, Overzicht, Soort, Vorm, Wijziging};
use crate::agenda::tekst::hoofdletter;
use crate::diff::Words;

impl Overzicht {
    /// The whole as text.
    pub fn tekst(&self) -> String {
        let alleen = self.alleen.as_ref().map(|a| format!("Alleen: {a}\n")).unwrap_or_default();
        let mut uit = format!("Van: {}\nNaar: {}\n{alleen}\n{}\n", self.van, self.tot, self.samenvatting());
        self.ongelezen.iter().for_each(|b| uit.push_str(&format!("Niet vergeleken: {b}\n")));
        for h in &self.hoofdstukken {
            let _ = write!(uit, "\n{}\n{}\n", h.titel, "=".repeat(h.titel.chars().count()));
            h.bestanden.iter().for_each(|b| bestand(b, &mut uit));
        }
        uit
    }
}

fn bestand(b: &Bestand, uit: &mut String) {
    let _ = writeln!(uit, "\n{}", b.kop());
    if let Some(zin) = b.zin_geheel_kort() {
        let _ = writeln!(uit, "  {}", hoofdletter(&zin));
    }
    uit.extend(b.zin_geheel().and(b.door()).map(|d| format!("  {d}\n")));
    if let Some(bezwaar) = &b.bezwaar {
        let _ = writeln!(uit, "  Let op: {bezwaar}");
    }
    if b.geheel == Geheel::Weg {
        return;
    }
    for w in &b.wijzigingen {
        wijziging(w, uit);
        // What came with its file was told there.
        let elders = b.zin_geheel().is_some() && w.stappen == b.stappen;
        uit.extend(w.door().filter(|_| !elders).map(|d| format!("    {d}\n")));
    }
}

fn wijziging(w: &Wijziging, uit: &mut String) {
    let label = &w.label;
    let regel = |teken: char, tekst: &str| {
        tekst.trim_end().split('\n').map(|r| format!("{}\n", format!("    {teken} {r}").trim_end())).collect::<String>()
    };
    match &w.vorm {
        Vorm::Waarde(van, naar) => {
            let _ = writeln!(uit, "  {label}");
            uit.extend(van.as_deref().map(|v| regel('-', v)));
            uit.extend(naar.as_deref().map(|n| regel('+', n)));
        }
        Vorm::Tekst(words) => {
            let _ = writeln!(uit, "  {label}");
            regels(words, &mut |teken, tekst| uit.push_str(&regel(teken, tekst)));
        }
        Vorm::Lijst { erbij, weg, .. } => {
            let _ = writeln!(uit, "  {label}");
            weg.iter().for_each(|t| uit.push_str(&regel('-', t)));
            erbij.iter().for_each(|t| uit.push_str(&regel('+', t)));
        }
        Vorm::Rij(velden) => {
            let (woord, teken) = if w.soort == Soort::Toegevoegd { ("toegevoegd", '+') } else { ("weggehaald", '-') };
            let _ = writeln!(uit, "  {label}: {woord}");
            velden.iter().for_each(|(l, v)| uit.push_str(&regel(teken, &format!("{l}: {v}"))));
        }
        Vorm::Volgorde(van, naar) => {
            let _ = writeln!(uit, "  {label}: andere volgorde");
            uit.push_str(&regel('-', &van.join("; ")));
            uit.push_str(&regel('+', &naar.join("; ")));
        }
        Vorm::Bytes(van, naar) => {
            let _ = writeln!(uit, "  {label}: geen tekst, daarom niet woord voor woord vergeleken");
            let bytes = |n: &usize| format!("{n} bytes");
            uit.extend(van.as_ref().map(|n| regel('-', &bytes(n))));
            uit.extend(naar.as_ref().map(|n| regel('+', &bytes(n))));
        }
    }
    w.kanttekeningen().iter().for_each(|k| uit.push_str(&format!("    {k}\n")));
}

/// The sentences of a text that differ, the old one and the new one under each other with the changed
/// words in brackets; of sentences that are the same a mark is left.
fn regels(words: &Words, uit: &mut dyn FnMut(char, &str)) {
    let mut na_gelijk = false;
    for zin in words.sentences() {
        if zin.is_same() {
            if !na_gelijk {
                uit(' ', "…");
            }
            na_gelijk = true;
            continue;
        }
        na_gelijk = false;
        for (teken, kant) in [('-', &zin.old), ('+', &zin.new)] {
            let tekst = gemerkt(kant);
            if !tekst.trim().is_empty() {
                uit(teken, &tekst);
            }
        }
    }
}

/// A sentence with its changed words between brackets, unless it changed as a whole.
fn gemerkt(kant: &[(String, bool)]) -> String {
    let is_heel = kant.iter().all(|(_, is_anders)| *is_anders);
    let merk = |(t, is_anders): &(String, bool)| {
        if is_heel || !is_anders || t.trim().is_empty() {
            return t.clone();
        }
        let (voor, na) = (t.len() - t.trim_start().len(), t.trim_end().len());
        format!("{}[{}]{}", &t[..voor], t.trim(), &t[na..])
    };
    kant.iter().map(merk).collect()
}
