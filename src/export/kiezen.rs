//! A question about what both sides changed, as a page from which one chooses.

use std::collections::BTreeSet;

use super::verslag::{Doel, Verslag};
use super::vraag::{Kant, LEEG, Vraag, WEG, beide, door, gevolg, is_te_kiezen};
use crate::agenda::Ontwikkelagenda;
use crate::diff::{Piece, words};
use crate::git::Versie;
use crate::merge::Question;

/// Which of several questions one is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beurt {
    /// The how manieth, of how many; none where one came back to it.
    pub plaats: Option<(usize, usize)>,
    /// What was chosen before.
    pub gekozen: Option<Kant>,
}

/// Each text stands whole below the line that chooses it.
pub fn verslag(q: &Question, agenda: &Ontwikkelagenda, beurt: Beurt, schrijvers: &[Option<Versie>; 2]) -> Verslag {
    let v = Vraag::van(q, agenda);
    let mut uit = Verslag::nieuw(match beurt.plaats {
        Some((nr, van)) => format!("Kiezen: {nr} van {van}"),
        None => "Opnieuw kiezen".to_owned(),
    });
    // What was done beside a text is not compared with what the text was.
    let was = v.was.as_deref().filter(|_| q.beside.is_empty());
    let (ons, hun) = (Gemerkt::van(was, &v.ons), Gemerkt::van(was, &v.hun));
    uit.kop(v.kop);
    uit.regel(v.zin);
    if ons.is_anders() || hun.is_anders() {
        uit.zacht("Gemerkt is wat anders is dan het was.");
    }
    uit.wit();
    let samen = beide(q);
    let los = |tekst: Option<&str>| Gemerkt::van(None, tekst.unwrap_or_default());
    let keuzes = [
        (Kant::Ons, door(schrijvers[0].as_ref()), ons),
        (Kant::Hun, door(schrijvers[1].as_ref()), hun),
        (Kant::Beide, String::new(), los(samen.as_deref())),
        (Kant::Basis, String::new(), los(v.was.as_deref().or(Some(LEEG)))),
        (Kant::Eigen, String::new(), los(None)),
    ];
    for (kant, door, tekst) in keuzes.into_iter().filter(|(kant, ..)| is_te_kiezen(q, *kant)) {
        let nu = if beurt.gekozen == Some(kant) { " – nu gekozen" } else { "" };
        let wat = format!("{}{}{nu}{door}", kant.woord(), gevolg(q, kant));
        uit.naar(wat, Doel::Kies(q.about.clone(), q.field.clone(), kant));
        if tekst.delen.iter().any(|(deel, _)| !deel.is_empty()) {
            uit.gemerkt(2, &tekst.delen);
        }
        tekst.weg.iter().for_each(|weg| uit.zacht(format!("  (weggehaald: ‘{weg}’)")));
        uit.wit();
    }
    if let Some((nr @ 2.., _)) = beurt.plaats {
        uit.naar("Terug naar de vorige keuze", Doel::Keuze(nr - 2));
        uit.wit();
    }
    uit.zacht(match beurt.plaats {
        Some(_) => "Met Esc stopt u; wat u al koos blijft bewaard, en er is nog niets veranderd.",
        None => "Met Esc blijft het zoals u het koos.",
    });
    uit
}

/// A text beside what it was.
#[derive(Default)]
struct Gemerkt {
    /// The text in parts; marked is what is otherwise.
    delen: Vec<(String, bool)>,
    /// What went without anything in its place.
    weg: Vec<String>,
}

/// The sentences that are whole, and the words after them.
fn gedeeld(tekst: &str) -> (String, String) {
    let (zinnen, woorden) = tekst.split_at(tekst.rfind('\n').map_or(0, |i| i + 1));
    (zinnen.to_owned(), woorden.to_owned())
}

impl Gemerkt {
    fn van(was: Option<&str>, tekst: &str) -> Self {
        let tekst = tekst.trim_end();
        let Some(was) = was.map(str::trim_end).filter(|was| *was != tekst && tekst != WEG && tekst != LEEG) else {
            return Self { delen: vec![(tekst.to_owned(), false)], weg: Vec::new() };
        };
        let mut uit = Self::default();
        // A sentence ends with its line, also the last.
        let stukken = words(&format!("{was}\n"), &format!("{tekst}\n")).pieces;
        for (i, stuk) in stukken.iter().enumerate() {
            let nieuw = |i: Option<usize>| match i.and_then(|i| stukken.get(i)) {
                Some(Piece::New(nieuw)) => nieuw.as_str(),
                _ => "",
            };
            match stuk {
                Piece::Same(t) => uit.delen.push((t.clone(), false)),
                Piece::New(t) => uit.delen.push((t.clone(), true)),
                Piece::Gone(t) => {
                    let ervoor = [nieuw(i.checked_sub(1)), nieuw(Some(i + 1))].concat();
                    let ((zinnen, woorden), (nieuwe_zinnen, nieuwe_woorden)) = (gedeeld(t), gedeeld(&ervoor));
                    uit.weg.extend(nieuwe_zinnen.is_empty().then_some(zinnen));
                    uit.weg.extend(nieuwe_woorden.is_empty().then_some(woorden));
                }
            }
        }
        let op_een_regel = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
        // A sentence that only moved is still there.
        let blijft: BTreeSet<String> = tekst.lines().map(op_een_regel).collect();
        uit.weg = uit.weg.iter().map(|t| op_een_regel(t)).filter(|t| !t.is_empty() && !blijft.contains(t)).collect();
        if let Some((laatste, _)) = uit.delen.last_mut() {
            laatste.truncate(laatste.trim_end().len());
        }
        uit
    }

    fn is_anders(&self) -> bool {
        self.delen.iter().any(|(_, is_nieuw)| *is_nieuw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_is_told_and_what_only_moved_is_not() {
        let weg = |was: &str, tekst: &str| Gemerkt::van(Some(was), tekst).weg;
        assert!(weg("Een.\nTwee.\n", "Twee.\nEen.\n").is_empty());
        assert_eq!(weg("Een.\nTwee.\n", "Een.\n"), ["Twee."]);
        let (was, is) = ("Ouders betalen niet mee en krijgen hulp.\n", "Ouders betalen mee en krijgen snel hulp.\n");
        assert_eq!(weg(was, is), ["niet"]);
        assert!(weg("De rit duurt kort.\n", "De rit duurt lang.\n").is_empty());
    }
}
