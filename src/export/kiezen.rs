//! A question about what both sides changed, as a page from which one chooses.

use super::verslag::{Doel, Verslag};
use super::vraag::{Kant, LEEG, Vraag, WEG, beide, door, eigen, gevolg, kan_leeg};
use crate::agenda::Ontwikkelagenda;
use crate::diff::words;
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
    let basis = v.was.as_deref().or(kan_leeg(q).then_some(LEEG));
    let keuzes = [
        Some((Kant::Ons, door(schrijvers[0].as_ref()), ons)),
        Some((Kant::Hun, door(schrijvers[1].as_ref()), hun)),
        samen.as_ref().map(|samen| (Kant::Beide, String::new(), Gemerkt::van(None, samen))),
        basis.map(|basis| (Kant::Basis, String::new(), Gemerkt::van(None, basis))),
        eigen(q).map(|_| (Kant::Eigen, String::new(), Gemerkt::default())),
    ];
    for (kant, door, tekst) in keuzes.into_iter().flatten() {
        let nu = if beurt.gekozen == Some(kant) { " – nu gekozen" } else { "" };
        let wat = format!("{}{}{nu}{door}", kant.woord(), gevolg(q, kant));
        uit.naar(wat, Doel::Kies(q.about.clone(), q.field.clone(), kant));
        if !tekst.delen.is_empty() {
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

impl Gemerkt {
    fn van(was: Option<&str>, tekst: &str) -> Self {
        let tekst = tekst.trim_end();
        let Some(was) = was.map(str::trim_end).filter(|was| *was != tekst && tekst != WEG && tekst != LEEG) else {
            return Self { delen: vec![(tekst.to_owned(), false)], weg: Vec::new() };
        };
        let mut uit = Self::default();
        // A sentence ends with its line, also the last.
        for zin in words(&format!("{was}\n"), &format!("{tekst}\n")).sentences() {
            let is_vervangen = zin.new.iter().any(|(_, is_nieuw)| *is_nieuw);
            let verdween = zin.old.iter().filter(|(_, is_weg)| *is_weg && !is_vervangen);
            uit.weg.extend(verdween.map(|(t, _)| t.split_whitespace().collect::<Vec<_>>().join(" ")));
            uit.delen.extend(zin.new);
        }
        uit.weg.retain(|weg| !weg.is_empty());
        if let Some((laatste, _)) = uit.delen.last_mut() {
            laatste.truncate(laatste.trim_end().len());
        }
        uit
    }

    fn is_anders(&self) -> bool {
        self.delen.iter().any(|(_, is_nieuw)| *is_nieuw)
    }
}
