//! Differences as linear text that reads without colour: `-` for what was, `+` for what is.

use std::fmt::Write;

use super::{Bestand, Geheel, Overzicht, Soort, Vorm, Wijziging, zin};
use crate::diff::{Piece, Words};

impl Overzicht {
    /// The whole as text.
    pub fn tekst(&self) -> String {
        let mut uit = format!("Van: {}\nNaar: {}\n\n{}\n", self.van, self.tot, self.samenvatting());
        for h in &self.hoofdstukken {
            let _ = write!(uit, "\n{}\n{}\n", h.titel, "=".repeat(h.titel.chars().count()));
            h.bestanden.iter().for_each(|b| bestand(b, &mut uit));
        }
        uit
    }
}

fn bestand(b: &Bestand, uit: &mut String) {
    let _ = writeln!(uit, "\n{}", kop(b));
    if let Some(zin) = b.zin_geheel() {
        let _ = writeln!(uit, "  {}", zin::hoofdletter(&zin));
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

/// What stands above a file's changes.
pub(super) fn kop(b: &Bestand) -> String {
    match (&b.afspraak, b.soort) {
        (Some(id), _) if *id != b.titel => format!("{id}  {}", b.titel),
        _ => b.titel.clone(),
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
            if van == naar {
                uit.push_str("    Alleen anders geschreven in het bestand.\n");
            }
        }
        Vorm::Tekst(words) => {
            let _ = writeln!(uit, "  {label}");
            regels(words, &mut |teken, tekst| uit.push_str(&regel(teken, tekst)));
            if words.is_layout {
                uit.push_str("    Alleen regels en spaties zijn anders; de woorden zijn gelijk.\n");
            }
            if words.is_coarse {
                uit.push_str("    Dit is zo lang of zo anders dat hele zinnen zijn vergeleken, niet woorden.\n");
            }
        }
        Vorm::Lijst { erbij, weg, anders_geordend } => {
            let _ = writeln!(uit, "  {label}");
            weg.iter().for_each(|t| uit.push_str(&regel('-', t)));
            erbij.iter().for_each(|t| uit.push_str(&regel('+', t)));
            if *anders_geordend {
                uit.push_str("    De volgorde is anders.\n");
            } else if erbij.is_empty() && weg.is_empty() {
                uit.push_str("    Een deel staat er vaker of minder vaak.\n");
            }
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
}

/// The sentences of a text that differ, the old one and the new one under each other with the changed
/// words in brackets; sentences that are the same are left out but for a mark.
fn regels(words: &Words, uit: &mut dyn FnMut(char, &str)) {
    let (mut oud, mut nieuw) = (String::new(), String::new());
    let (mut is_anders, mut gelijk) = (false, 0_usize);
    let mut sluit = |oud: &mut String, nieuw: &mut String, is_anders: &mut bool, gelijk: &mut usize| {
        if !*is_anders {
            *gelijk += usize::from(!oud.trim().is_empty());
        } else {
            if *gelijk > 0 {
                uit(' ', "…");
            }
            *gelijk = 0;
            [('-', &*oud), ('+', &*nieuw)]
                .into_iter()
                .filter(|(_, t)| !t.trim().is_empty())
                .for_each(|(c, t)| uit(c, t));
        }
        oud.clear();
        nieuw.clear();
        *is_anders = false;
    };
    for piece in &words.pieces {
        match piece {
            Piece::Same(t) => {
                for deel in t.split_inclusive('\n') {
                    oud.push_str(deel);
                    nieuw.push_str(deel);
                    if deel.ends_with('\n') {
                        sluit(&mut oud, &mut nieuw, &mut is_anders, &mut gelijk);
                    }
                }
            }
            Piece::Gone(t) => {
                is_anders = true;
                gemerkt(t, "[", "]", &mut oud);
            }
            Piece::New(t) => {
                is_anders = true;
                gemerkt(t, "[", "]", &mut nieuw);
            }
        }
    }
    sluit(&mut oud, &mut nieuw, &mut is_anders, &mut gelijk);
    if gelijk > 0 {
        uit(' ', "…");
    }
}

/// Words between signs, unless they are whole sentences.
fn gemerkt(t: &str, open: &str, dicht: &str, naar: &mut String) {
    let is_hele_zin = naar.is_empty() && t.ends_with('\n');
    if is_hele_zin || t.trim().is_empty() {
        naar.push_str(t);
    } else {
        let (voor, na) = (t.len() - t.trim_start().len(), t.trim_end().len());
        let _ = write!(naar, "{}{open}{}{dicht}{}", &t[..voor], t.trim(), &t[na..]);
    }
}
