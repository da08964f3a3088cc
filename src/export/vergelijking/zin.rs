//! One Dutch sentence for each change.

use super::schijn::{alleen_schijn, vreemde_letters};
use super::{Bestand, Geheel, Overzicht, Soort, Stap, Vorm, Wijziging};
use crate::agenda::Bestandsoort;
use crate::agenda::tekst::{aantal, opsomming, tussen_aanhalingstekens};
use crate::diff::{Piece, Words};

/// Words of more letters than this are not told in a sentence.
const KORT: usize = 80;

impl Overzicht {
    /// Of what, from when to when.
    pub fn waarvan(&self) -> String {
        let alleen = self.alleen.as_ref().map(|a| format!(" Alleen {a}.")).unwrap_or_default();
        let naam = if self.naam.is_empty() { String::new() } else { format!("{}. ", self.naam) };
        format!("{naam}Van {} naar {}.{alleen}", self.van, self.tot)
    }

    /// Everything, a sentence a change: for a mail or a list of points.
    pub fn kort(&self) -> Vec<String> {
        let ongelezen = self.ongelezen.iter().map(|b| format!("niet vergeleken: {b}"));
        ongelezen.chain(self.bestanden().flat_map(zinnen)).collect()
    }
}

/// What happened to a file, and each change in it.
fn zinnen(b: &Bestand) -> Vec<String> {
    let naam = b.naam();
    let soort = b.soort.map_or("bestand", Bestandsoort::label);
    let over = |naam: &str, zin: String, door: Option<String>| match door {
        Some(d) => format!("{naam}: {zin} ({d})"),
        None => format!("{naam}: {zin}"),
    };
    let met_door = |zin, door| over(&naam, zin, door);
    // That it came or went says what kind it is.
    let is_heel = matches!(b.geheel, Geheel::Nieuw | Geheel::Weg);
    let kort = b.afspraak.as_deref().filter(|_| is_heel).unwrap_or(&naam);
    let mut uit: Vec<String> = geheel(b, true).into_iter().map(|z| over(kort, z, b.door())).collect();
    if let Some(bezwaar) = &b.bezwaar {
        uit.push(format!("{naam}: let op: {bezwaar}"));
    }
    // Of what came or went as a whole the fields are not told one by one.
    if !matches!(b.geheel, Geheel::Nieuw | Geheel::Weg) {
        uit.extend(b.wijzigingen.iter().map(|w| met_door(w.zin(), w.door())));
    }
    if uit.is_empty() {
        uit.push(format!("{naam}: {soort} is gewijzigd."));
    }
    uit
}

/// What happened to a file as a whole, in a sentence; none where only its fields changed.
pub(super) fn geheel(b: &Bestand, met_titel: bool) -> Option<String> {
    let soort = b.soort.map_or("bestand", Bestandsoort::label);
    let titel = tussen_aanhalingstekens(&b.titel);
    let is_afspraak = b.soort == Some(Bestandsoort::Afspraak);
    let titel = if is_afspraak && met_titel { format!(" {titel}") } else { String::new() };
    Some(match &b.geheel {
        Geheel::Nieuw => format!("{soort}{titel} is nieuw."),
        Geheel::Weg => format!("{soort}{titel} is verwijderd."),
        Geheel::Verplaatst(van, naar) => format!("{soort}{titel} is verplaatst van {van} naar {naar}."),
        Geheel::Beeindigd(hoe) => format!("{soort}{titel} geldt niet meer ({hoe})."),
        Geheel::Opmaak => "alleen de opmaak van het bestand is gewijzigd; de woorden zijn gelijk.".to_owned(),
        Geheel::Gebleven => return None,
    })
}

impl Wijziging {
    /// Who made it, when, why and in how many steps; none where that was not looked up.
    pub fn door(&self) -> Option<String> {
        door(&self.stappen)
    }

    /// What the old and the new beside each other do not show.
    pub fn kanttekeningen(&self) -> Vec<String> {
        let mut uit: Vec<String> = self.alleen_schijn().into_iter().chain(self.vreemde_letters()).collect();
        let mut zeg = |wat: &str| uit.push(wat.to_owned());
        match &self.vorm {
            Vorm::Waarde(van, naar) if van == naar => zeg("Alleen anders geschreven in het bestand."),
            Vorm::Tekst(words) if words.is_coarse => {
                zeg("Dit is zo lang of zo anders dat hele zinnen zijn vergeleken, niet woorden.");
            }
            Vorm::Lijst { erbij, weg, anders_geordend } => {
                if *anders_geordend {
                    zeg("De volgorde is anders.");
                } else if erbij.is_empty() && weg.is_empty() {
                    zeg("De lijst is er nu leeg, of is weg.");
                }
            }
            _ => {}
        }
        uit
    }

    /// What differs, where the old and the new look the same and nothing else does.
    fn alleen_schijn(&self) -> Option<String> {
        match &self.vorm {
            Vorm::Waarde(Some(van), Some(naar)) => alleen_schijn(van, naar),
            Vorm::Tekst(words) if self.soort == Soort::Gewijzigd => {
                alleen_schijn(&deel_van(words, true, false), &deel_van(words, false, false))
            }
            Vorm::Lijst { erbij, weg, .. } => match (weg.as_slice(), erbij.as_slice()) {
                ([van], [naar]) => alleen_schijn(van, naar),
                _ => None,
            },
            _ => None,
        }
    }

    /// Letters that came and may be taken for others.
    fn vreemde_letters(&self) -> Option<String> {
        match &self.vorm {
            Vorm::Waarde(van, Some(naar)) => vreemde_letters(van.as_deref().unwrap_or_default(), naar),
            Vorm::Tekst(words) => vreemde_letters(&deel_van(words, true, true), &deel_van(words, false, true)),
            Vorm::Lijst { erbij, weg, .. } => vreemde_letters(&weg.concat(), &erbij.concat()),
            Vorm::Rij(velden) if self.soort == Soort::Toegevoegd => {
                vreemde_letters("", &velden.iter().map(|(_, waarde)| waarde.as_str()).collect::<String>())
            }
            _ => None,
        }
    }

    /// What the version says that takes it back: `streefwaarde ‘ritten …’ terug van 26% naar 28%`.
    pub fn terug(&self) -> String {
        let label = klein(&self.label);
        match &self.vorm {
            Vorm::Waarde(Some(van), Some(naar)) => format!("{label} terug van {} naar {}", kort(naar), kort(van)),
            _ => format!("{label} teruggenomen"),
        }
    }

    /// What changed, in a sentence: `streefwaarde ‘ritten …’ gaat van 30% naar 28%.`
    pub fn zin(&self) -> String {
        let zin = match self.alleen_schijn() {
            Some(schijn) => format!("{} is gewijzigd. {schijn}", klein(&self.label)),
            None => self.kale_zin(),
        };
        match self.vreemde_letters() {
            Some(letters) => format!("{zin} {letters}"),
            None => zin,
        }
    }

    fn kale_zin(&self) -> String {
        let label = klein(&self.label);
        match &self.vorm {
            Vorm::Waarde(None, Some(naar)) => format!("{label} is ingevuld: {}.", kort(naar)),
            Vorm::Waarde(Some(van), None) => format!("{label} is leeggemaakt (was: {}).", kort(van)),
            Vorm::Waarde(Some(van), Some(naar)) if van == naar => {
                format!("{label} is anders geschreven; voor de lezer blijft het {}.", kort(van))
            }
            Vorm::Waarde(Some(van), Some(naar)) if kort(van) == kort(naar) => {
                format!("{label} is gewijzigd, verderop in de tekst: {}.", kort(naar))
            }
            Vorm::Waarde(Some(van), Some(naar)) => format!("{label} gaat van {} naar {}.", kort(van), kort(naar)),
            Vorm::Waarde(None, None) => format!("{label} is gewijzigd."),
            Vorm::Tekst(words) => tekst(&label, self.soort, words),
            Vorm::Lijst { erbij, weg, anders_geordend } => {
                let mut delen = Vec::new();
                if !erbij.is_empty() {
                    delen.push(format!("erbij {}", opsomming(&op_een_regel(erbij))));
                }
                if !weg.is_empty() {
                    delen.push(format!("weg {}", opsomming(&op_een_regel(weg))));
                }
                if *anders_geordend {
                    delen.push("de volgorde is anders".to_owned());
                }
                if delen.is_empty() {
                    delen.push("de lijst is leeg of weg".to_owned());
                }
                format!("{label}: {}.", delen.join("; "))
            }
            Vorm::Rij(_) => {
                let woord = if self.soort == Soort::Toegevoegd { "toegevoegd" } else { "weggehaald" };
                format!("{} is {woord}.", label.replacen(" ‘", ": ‘", 1))
            }
            Vorm::Volgorde(..) => format!("{label} staan in een andere volgorde."),
            Vorm::Bytes(..) => "de inhoud is gewijzigd; het is geen tekst.".to_owned(),
        }
    }
}

/// Who came to it last, when, why and in how many steps; none where that was not looked up.
pub(super) fn door(stappen: &[Stap]) -> Option<String> {
    let laatste = stappen.first()?;
    let wie = if laatste.wie.is_empty() { String::new() } else { format!("{}, ", laatste.wie) };
    let in_stappen = if stappen.len() > 1 { format!(" (in {} stappen)", stappen.len()) } else { String::new() };
    let waarom = match laatste.toelichting.trim() {
        "" => String::new(),
        t => format!(": {}", t.split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    Some(format!("{wie}{}{in_stappen}{waarom}", laatste.dag))
}

fn tekst(label: &str, soort: Soort, words: &Words) -> String {
    match (soort, words.pieces.as_slice()) {
        (Soort::Toegevoegd, [Piece::New(t)]) if t.trim().chars().count() <= KORT => {
            return format!("{label} is ingevuld: {}.", tussen_aanhalingstekens(&kort(t.trim())));
        }
        (Soort::Toegevoegd, _) => return format!("{label} is ingevuld."),
        (Soort::Verwijderd, _) => return format!("{label} is leeggemaakt."),
        _ => {}
    }
    let gewijzigd: Vec<&Piece> = words.pieces.iter().filter(|p| !matches!(p, Piece::Same(_))).collect();
    let deel = |t: &str| tussen_aanhalingstekens(&kort(t.trim()));
    match gewijzigd.as_slice() {
        [Piece::Gone(weg), Piece::New(erbij)] | [Piece::New(erbij), Piece::Gone(weg)] if weg == erbij => {
            format!("in {label} staat {} op een andere plaats.", deel(weg))
        }
        // What is cut off would look the same.
        [Piece::Gone(van), Piece::New(naar)] if deel(van) == deel(naar) => {
            format!("in {label} is {} gewijzigd, verderop in die tekst.", deel(van))
        }
        [Piece::Gone(van), Piece::New(naar)] => format!("in {label} wordt {} nu {}.", deel(van), deel(naar)),
        [Piece::Gone(weg)] => format!("in {label} is {} geschrapt.", deel(weg)),
        [Piece::New(erbij)] => format!("in {label} is {} toegevoegd.", deel(erbij)),
        meer => {
            let tel = |wat: fn(&Piece) -> Option<&str>| {
                meer.iter().filter_map(|p| wat(p)).map(|t| t.split_whitespace().count()).sum::<usize>()
            };
            let weg = tel(|p| if let Piece::Gone(t) = p { Some(t) } else { None });
            let erbij = tel(|p| if let Piece::New(t) = p { Some(t) } else { None });
            format!(
                "{label} is op {} gewijzigd ({} weg, {} erbij).",
                aantal(plekken(words), "plek", "plekken"),
                aantal(weg, "woord", "woorden"),
                aantal(erbij, "woord", "woorden")
            )
        }
    }
}

/// The old text, or the new one; with `anders` only what is not in the other.
fn deel_van(words: &Words, oud: bool, anders: bool) -> String {
    let hoort = |p: &&Piece| match p {
        Piece::Same(_) => !anders,
        Piece::Gone(_) => oud,
        Piece::New(_) => !oud,
    };
    let tekst = |p: &Piece| match p {
        Piece::Same(t) | Piece::Gone(t) | Piece::New(t) => t.clone(),
    };
    words.pieces.iter().filter(hoort).map(tekst).collect()
}

/// In how many places a text differs.
fn plekken(words: &Words) -> usize {
    let is_gelijk = |p: &Piece| matches!(p, Piece::Same(_));
    let begint = |i: usize| !is_gelijk(&words.pieces[i]) && (i == 0 || is_gelijk(&words.pieces[i - 1]));
    (0..words.pieces.len()).filter(|i| begint(*i)).count()
}

/// The first letter small, unless the word is an abbreviation.
fn klein(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(a), Some(b)) if a.is_uppercase() && b.is_lowercase() => {
            a.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

/// At most so much of a value as fits a sentence, on one line.
fn kort(waarde: &str) -> String {
    let regel = waarde.split_whitespace().collect::<Vec<_>>().join(" ");
    match regel.char_indices().nth(KORT) {
        Some((i, _)) => format!("{}…", regel[..i].trim_end()),
        None => regel,
    }
}

fn op_een_regel(waarden: &[String]) -> Vec<String> {
    waarden.iter().map(|w| kort(w)).collect()
}

/// How many afspraken and other things differ.
pub(super) fn samenvatting(o: &Overzicht) -> String {
    if o.is_leeg() {
        return "Er is geen verschil.".to_owned();
    }
    if o.hoofdstukken.is_empty() {
        return "Er is geen verschil in wat vergeleken kon worden.".to_owned();
    }
    let delen: Vec<String> = o
        .hoofdstukken
        .iter()
        .map(|h| {
            let n = h.bestanden.len();
            match h.bestanden.first().and_then(|b| b.soort) {
                Some(Bestandsoort::Afspraak) => aantal(n, "afspraak", "afspraken"),
                Some(Bestandsoort::Thema) => aantal(n, "thema", "thema’s"),
                Some(Bestandsoort::Partij) => aantal(n, "partij", "partijen"),
                Some(Bestandsoort::Overleg) => aantal(n, "overleg", "overleggen"),
                Some(Bestandsoort::Voortgang) => format!("de voortgang van {}", aantal(n, "afspraak", "afspraken")),
                Some(Bestandsoort::Beheer) => format!("het beheer van {}", aantal(n, "afspraak", "afspraken")),
                Some(Bestandsoort::Opmerking) => aantal(n, "opmerking", "opmerkingen"),
                Some(Bestandsoort::Uitzondering) => aantal(n, "uitzondering", "uitzonderingen"),
                Some(Bestandsoort::Voorblad) => "het voorblad".to_owned(),
                None => aantal(n, "ander bestand", "andere bestanden"),
            }
        })
        .collect();
    format!("Er is verschil in {}.", opsomming(&delen))
}
