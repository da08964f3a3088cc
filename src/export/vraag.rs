//! What two sides both changed, as a question for a person.

use toml::Value;

use crate::agenda::proza::vloeiend;
use crate::agenda::veld::{Soort, Veld, veld};
use crate::agenda::{Bestandsoort, Ontwikkelagenda, Stuk};
use crate::export::leesstuk::naam_van;
use crate::export::verslag::{Doel, Verslag};
use crate::git::Versie;
use crate::merge::{Kind, Question, THEME};
use crate::store::Plek;
use crate::store::value::toon;

/// Where nothing of the text itself is otherwise.
const ERBIJ_BIJ_HEN: &str = "Dit is bij ons weggehaald. Bij hen is de tekst zoals hij was, maar is er wel aan gewerkt: verplaatst, de voortgang, het beheer of een opmerking; of een partij heeft er iets over verklaard.";
const ERBIJ_BIJ_ONS: &str = "Dit is bij hen weggehaald. Bij ons is de tekst zoals hij was, maar is er wel aan gewerkt: verplaatst, de voortgang, het beheer of een opmerking; of een partij heeft er iets over verklaard.";

/// Whose text it will be, where both changed the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kant {
    /// Ours.
    Ons,
    /// Theirs.
    Hun,
    /// Theirs below ours.
    Beide,
    /// As it was.
    Basis,
    /// Something else, that somebody types.
    Eigen,
}

/// A question, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vraag {
    /// What it is about: `lv-k7qm: doel`.
    pub kop: String,
    /// What happened, in a sentence.
    pub zin: String,
    /// What it was, where there was something.
    pub was: Option<String>,
    /// What we made of it.
    pub ons: String,
    /// What they made of it.
    pub hun: String,
}

impl Vraag {
    /// A question in the words of this ontwikkelagenda.
    pub fn van(q: &Question, agenda: &Ontwikkelagenda) -> Self {
        let plek = Bestandsoort::van_pad(&q.path).and_then(|soort| Plek::zoek(soort, &q.conflict.dotted()).ok());
        let naam = |id: &str| naam_van(agenda, id);
        let c = &q.conflict;
        let waarde = |w: &Option<Value>| match (w, &plek, c.kind) {
            (None, _, Kind::Row | Kind::File) => "(weggehaald)".to_owned(),
            (None, ..) => "(leeg)".to_owned(),
            (Some(Value::String(s)), _, Kind::File) => geheel(s, q, agenda),
            (Some(Value::String(s)), _, Kind::Theme) => agenda
                .themas
                .iter()
                .find(|(id, _)| id.as_str() == s)
                .map_or_else(|| s.clone(), |(_, thema)| thema.naam.clone()),
            (Some(Value::String(s)), Some(p), Kind::Value) if p.veld().soort == Soort::Proza => vloeiend(s),
            (Some(w), Some(p), Kind::Value) if p.veld().kinderen().is_empty() => toon(p.veld().soort, w, &naam),
            (Some(Value::Table(t)), ..) => {
                let kinderen = plek.as_ref().map_or(&[][..], |p| p.veld().kinderen());
                velden(kinderen, t, &naam)
            }
            (Some(w), ..) => plat(w),
        };
        let veld = match (&plek, c.kind) {
            (_, Kind::Theme) => THEME.to_owned(),
            (_, Kind::File) => String::new(),
            (Some(p), _) => match &c.row {
                Some(rij) => format!("{} (‘{rij}’)", p.naam()),
                None => p.naam(),
            },
            (None, _) => q.field.clone(),
        };
        let titel = agenda.afspraken.iter().find(|(id, _)| id.as_str() == q.about).map(|(_, g)| &g.afspraak.titel);
        let anders = || Stuk::van_pad(&q.path).map_or_else(|| q.about.clone(), |stuk| stuk.titel(agenda));
        let over = titel.map_or_else(anders, |t| format!("{} {t}", q.about));
        let zin = match c.kind {
            Kind::Value => "Beide kanten hebben dit gewijzigd, elk anders.",
            Kind::Row if c.ours.is_none() => "Deze regel is bij ons weggehaald en bij hen gewijzigd.",
            Kind::Row => "Deze regel is bij hen weggehaald en bij ons gewijzigd.",
            Kind::Order => "Beide kanten hebben de volgorde veranderd, elk anders.",
            Kind::Group => "Beide kanten hebben deze regels gewijzigd, en ze zijn niet uit elkaar te houden.",
            Kind::Theme => "Beide kanten hebben de afspraak verplaatst, elk naar een ander thema.",
            Kind::File if c.ours.is_none() && c.theirs == c.base => ERBIJ_BIJ_HEN,
            Kind::File if c.theirs.is_none() && c.ours == c.base => ERBIJ_BIJ_ONS,
            Kind::File if c.ours.is_none() => "Dit is bij ons weggehaald en bij hen gewijzigd.",
            Kind::File if c.theirs.is_none() => "Dit is bij hen weggehaald en bij ons gewijzigd.",
            Kind::File => "Beide kanten hebben dit bestand gewijzigd, en oogo kan het niet samenvoegen.",
        };
        Self {
            kop: if veld.is_empty() { over } else { format!("{over}: {veld}") },
            zin: zin.to_owned(),
            was: c.base.as_ref().map(|w| waarde(&Some(w.clone()))),
            ons: waarde(&c.ours),
            hun: waarde(&c.theirs),
        }
    }
}

/// A question as a page: each text stands whole below the line that chooses it.
pub fn verslag(
    q: &Question,
    agenda: &Ontwikkelagenda,
    (nr, van): (usize, usize),
    schrijvers: &[Option<Versie>; 2],
) -> Verslag {
    let v = Vraag::van(q, agenda);
    let mut uit = Verslag::nieuw(format!("Kiezen: {nr} van {van}"));
    uit.kop(v.kop);
    uit.regel(v.zin);
    uit.wit();
    let mut keuze = |wat: String, kant: Kant, tekst: &str| {
        uit.naar(wat, Doel::Kies(q.about.clone(), q.field.clone(), kant));
        for regel in tekst.trim_end().lines() {
            uit.regel(format!("  {regel}"));
        }
        uit.wit();
    };
    keuze(format!("Die van ons{}", door(schrijvers[0].as_ref())), Kant::Ons, &v.ons);
    keuze(format!("Die van hen{}", door(schrijvers[1].as_ref())), Kant::Hun, &v.hun);
    if beide(q).is_some() {
        keuze("Beide: die van hen onder die van ons".to_owned(), Kant::Beide, "");
    }
    if let Some(was) = &v.was {
        keuze("Zoals het was".to_owned(), Kant::Basis, was);
    }
    if eigen(q).is_some() {
        uit.naar("Een eigen tekst", Doel::Kies(q.about.clone(), q.field.clone(), Kant::Eigen));
        uit.wit();
    }
    if nr > 1 {
        uit.naar("Terug naar de vorige keuze", Doel::VorigeKeuze);
        uit.wit();
    }
    uit.zacht("Met Esc stopt u; wat u al koos blijft bewaard, en er is nog niets veranderd.");
    uit
}

/// Both texts below each other, where that makes sense.
pub fn beide(q: &Question) -> Option<String> {
    match (&q.conflict.ours, &q.conflict.theirs) {
        (Some(Value::String(o)), Some(Value::String(t)))
            if q.conflict.kind == Kind::Value && (o.contains('\n') || t.contains('\n')) =>
        {
            Some(format!("{}\n\n{}\n", o.trim_end(), t.trim_end()))
        }
        _ => None,
    }
}

/// What one begins with who types a text of one's own, and the field that it is for; none where it is no text.
pub fn eigen(q: &Question) -> Option<(&'static Veld, String)> {
    let plek = Bestandsoort::van_pad(&q.path).and_then(|soort| Plek::zoek(soort, &q.conflict.dotted()).ok())?;
    let (Some(Value::String(ons)), true) = (&q.conflict.ours, q.conflict.kind == Kind::Value) else { return None };
    let is_tekst = matches!(plek.veld().soort, Soort::Tekst | Soort::Proza);
    is_tekst.then(|| (plek.veld(), beide(q).unwrap_or_else(|| ons.clone())))
}

/// Who last wrote a file, and when.
pub fn door(versie: Option<&Versie>) -> String {
    versie.map_or_else(String::new, |v| format!(" ({}, {})", v.auteur.naam, v.moment.format("%d-%m-%Y %H:%M")))
}

/// The fields of a table, a line each.
fn velden(kent: &'static [Veld], tabel: &toml::Table, naam: &dyn Fn(&str) -> String) -> String {
    let regels: Vec<String> = tabel.iter().filter_map(|(k, w)| regel(kent, k, Some(w), naam)).collect();
    regels.join("\n")
}

/// A field and what it holds; none for one that nobody fills in.
fn regel(kent: &'static [Veld], k: &str, w: Option<&Value>, naam: &dyn Fn(&str) -> String) -> Option<String> {
    let veld = veld(kent, k);
    let label = veld.map_or(k, |v| v.label);
    match (veld, w) {
        (Some(v), _) if v.is_vast() => None,
        (_, None) => Some(format!("{label}: (leeg)")),
        (Some(v), Some(w)) if v.kinderen().is_empty() => Some(format!("{label}: {}", toon(v.soort, w, naam))),
        (_, Some(w)) => Some(format!("{label}: {}", plat(w))),
    }
}

/// A whole file as one reads it; where one side removed it and the other changed it, only what that side changed.
fn geheel(tekst: &str, q: &Question, agenda: &Ontwikkelagenda) -> String {
    let lees = |tekst: &str| tekst.parse::<toml::Table>().ok();
    let (Some(soort), Some(tabel)) = (Bestandsoort::van_pad(&q.path), lees(tekst)) else {
        return tekst.to_owned();
    };
    let (kent, naam) = (soort.velden(), |id: &str| naam_van(agenda, id));
    let c = &q.conflict;
    let tabel_van = |kant: &Option<Value>| kant.as_ref().and_then(Value::as_str).and_then(lees);
    let (was, blijft) = (tabel_van(&c.base), tabel_van(&c.ours.clone().xor(c.theirs.clone())));
    let (was, blijft) = (was.unwrap_or_default(), blijft.unwrap_or_default());
    let gingen_weg = was.keys().filter(|veld| !blijft.contains_key(*veld));
    let anders = blijft.keys().filter(|veld| was.get(*veld) != blijft.get(*veld)).chain(gingen_weg);
    let regels: Vec<String> = anders.filter_map(|veld| regel(kent, veld, tabel.get(veld), &naam)).collect();
    if was.is_empty() || blijft.is_empty() || regels.is_empty() {
        velden(kent, &tabel, &naam)
    } else {
        regels.join("\n")
    }
}

/// A value without a field that says how it reads.
fn plat(waarde: &Value) -> String {
    match waarde {
        Value::String(s) => s.trim_end().to_owned(),
        Value::Array(a) => a.iter().map(plat).collect::<Vec<_>>().join(", "),
        anders => anders.to_string(),
    }
}
