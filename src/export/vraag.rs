//! What two sides both changed, as a question for a person.

use toml::Value;

use crate::agenda::bestand::stam;
use crate::agenda::tekst::hoofdletter;
use crate::agenda::veld::{Plicht, Soort, Veld, veld};
use crate::agenda::{Bestandsoort, Ontwikkelagenda, Stuk};
use crate::diff::new_lines;
use crate::export::leesstuk::naam_van;
use crate::git::Versie;
use crate::merge::{Beside, Choice, Kind, Question, THEME};
use crate::store::Plek;
use crate::store::value::toon;

/// What stands in the place of a text that is not there.
pub(super) const WEG: &str = "(weggehaald)";
pub(super) const LEEG: &str = "(leeg)";
/// Where nothing of the text itself is otherwise.
const ERBIJ_BIJ_HEN: &str =
    "Dit is bij ons weggehaald. Bij hen is de tekst zoals hij was, maar is er wel iets mee gedaan.";
const ERBIJ_BIJ_ONS: &str =
    "Dit is bij hen weggehaald. Bij ons is de tekst zoals hij was, maar is er wel iets mee gedaan.";

/// Whose text it will be, where both changed the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kant {
    /// Ours.
    Ons,
    /// Theirs.
    Hun,
    /// Ours, with below it what only theirs has.
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

impl Kant {
    /// Whose text a choice takes.
    pub fn van(keuze: &Choice, q: &Question) -> Self {
        match keuze {
            Choice::Ours => Self::Ons,
            Choice::Theirs => Self::Hun,
            Choice::Base | Choice::Gone => Self::Basis,
            Choice::Value(tekst) if beide(q).is_some_and(|b| tekst.as_str() == Some(&b)) => Self::Beide,
            Choice::Value(_) => Self::Eigen,
        }
    }

    /// As one chooses it.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Ons => "Die van ons",
            Self::Hun => "Die van hen",
            Self::Beide => "Beide: onder die van ons wat alleen bij hen staat",
            Self::Basis => "Zoals het was",
            Self::Eigen => "Een eigen tekst",
        }
    }
}

impl Vraag {
    /// A question in the words of this ontwikkelagenda.
    pub fn van(q: &Question, agenda: &Ontwikkelagenda) -> Self {
        let plek = Bestandsoort::van_pad(&q.path).and_then(|soort| Plek::zoek(soort, &q.conflict.dotted()).ok());
        let naam = |id: &str| naam_van(agenda, id);
        let c = &q.conflict;
        let waarde = |w: &Option<Value>| match (w, &plek, c.kind) {
            (None, _, Kind::Row | Kind::File) => WEG.to_owned(),
            (None, ..) => LEEG.to_owned(),
            (Some(Value::String(s)), _, Kind::File) => geheel(s, q, agenda),
            (Some(Value::String(s)), _, Kind::Theme) => naam_van_thema(agenda, s),
            (Some(Value::String(s)), Some(p), Kind::Value) if p.veld().soort == Soort::Proza => s.clone(),
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
        let ernaast: Vec<String> = q.beside.iter().map(|b| ernaast(b, agenda)).collect();
        let kant = |w: &Option<Value>| match w {
            Some(_) if !ernaast.is_empty() && *w == c.base => ernaast.join("\n"),
            Some(_) if !ernaast.is_empty() => format!("{}\n{}", waarde(w), ernaast.join("\n")),
            _ => waarde(w),
        };
        Self {
            kop: if veld.is_empty() { over } else { format!("{over}: {veld}") },
            zin: zin.to_owned(),
            was: c.base.as_ref().map(|w| waarde(&Some(w.clone()))),
            ons: kant(&c.ours),
            hun: kant(&c.theirs),
        }
    }
}

/// Our text with below it the sentences that only theirs has, where that makes sense.
pub fn beide(q: &Question) -> Option<String> {
    let (Some(Value::String(ons)), Some(Value::String(hun))) = (&q.conflict.ours, &q.conflict.theirs) else {
        return None;
    };
    if q.conflict.kind != Kind::Value || !(ons.contains('\n') || hun.contains('\n')) {
        return None;
    }
    let mut erbij = new_lines(ons, hun);
    erbij.dedup_by(|regel, vorige| regel.trim().is_empty() && vorige.trim().is_empty());
    let erbij = erbij.join("\n");
    let erbij = erbij.trim_matches('\n').trim_end();
    (!erbij.trim().is_empty()).then(|| format!("{}\n\n{erbij}\n", ons.trim_end()))
}

/// Whether somebody can choose this here.
pub fn is_te_kiezen(q: &Question, kant: Kant) -> bool {
    let blijft = q.beside.iter().any(Beside::keeps);
    match kant {
        Kant::Ons => !blijft || q.conflict.ours.is_some(),
        Kant::Hun => !blijft || q.conflict.theirs.is_some(),
        Kant::Beide => beide(q).is_some(),
        Kant::Basis => q.conflict.base.is_some() || kan_leeg(q),
        Kant::Eigen => eigen(q).is_some(),
    }
}

/// Whether nothing at all can stand there, where nothing stood before.
fn kan_leeg(q: &Question) -> bool {
    let plek = Bestandsoort::van_pad(&q.path).and_then(|soort| Plek::zoek(soort, &q.conflict.dotted()).ok());
    let c = &q.conflict;
    let is_nieuw = c.kind == Kind::Value && c.base.is_none() && c.ours.is_some() && c.theirs.is_some();
    is_nieuw && plek.is_some_and(|plek| plek.veld().plicht != Plicht::Nodig)
}

/// What becomes of an afspraak or file that one side removed, for whose text is chosen.
pub fn gevolg(q: &Question, kant: Kant) -> &'static str {
    let c = &q.conflict;
    let is_weg = match kant {
        _ if c.kind != Kind::File || (c.ours.is_some() && c.theirs.is_some()) => return "",
        Kant::Ons => c.ours.is_none(),
        Kant::Hun => c.theirs.is_none(),
        Kant::Basis if !q.beside.is_empty() => return ": blijft, met wat ernaast is gedaan",
        Kant::Basis | Kant::Beide | Kant::Eigen => false,
    };
    if is_weg { ": gaat weg" } else { ": blijft" }
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

fn op_een_regel(kent: &'static [Veld], tabel: &toml::Table, naam: &dyn Fn(&str) -> String) -> String {
    velden(kent, tabel, naam).replace('\n', ", ")
}

/// A field and what it holds; none for one that nobody fills in.
fn regel(kent: &'static [Veld], k: &str, w: Option<&Value>, naam: &dyn Fn(&str) -> String) -> Option<String> {
    let veld = veld(kent, k);
    let label = veld.map_or(k, |v| v.label);
    match (veld, w) {
        (Some(v), _) if v.is_vast() => None,
        (_, None) => Some(format!("{label}: (leeg)")),
        (Some(v), Some(w)) if v.kinderen().is_empty() => Some(format!("{label}: {}", toon(v.soort, w, naam))),
        (Some(v), Some(Value::Table(t))) => Some(format!("{label}: {}", op_een_regel(v.kinderen(), t, naam))),
        (Some(v), Some(Value::Array(rijen))) if is_rijen(rijen) => {
            let rijen = rijen.iter().filter_map(Value::as_table);
            let rijen: Vec<String> = rijen.map(|rij| op_een_regel(v.kinderen(), rij, naam)).collect();
            Some(format!("{label}: {}", rijen.join(" | ")))
        }
        (_, Some(w)) => Some(format!("{label}: {}", plat(w))),
    }
}

/// A whole file as one reads it; where one side removed it and the other changed it, only what that side changed.
fn geheel(tekst: &str, q: &Question, agenda: &Ontwikkelagenda) -> String {
    let (Some(soort), Some(tabel)) = (Bestandsoort::van_pad(&q.path), tabel(Some(tekst))) else {
        return tekst.to_owned();
    };
    let naam = |id: &str| naam_van(agenda, id);
    let c = &q.conflict;
    let van = |kant: Option<&Value>| tabel_van(kant).unwrap_or_default();
    let (was, blijft) = (van(c.base.as_ref()), van(c.ours.as_ref().xor(c.theirs.as_ref())));
    let regels = anders(soort.velden(), [&was, &blijft], &tabel, &naam);
    if was.is_empty() || blijft.is_empty() || regels.is_empty() {
        velden(soort.velden(), &tabel, &naam)
    } else {
        regels.join("\n")
    }
}

/// The fields that one table has otherwise than another, with what a third holds there.
fn anders(
    kent: &'static [Veld],
    [was, is]: [&toml::Table; 2],
    toont: &toml::Table,
    naam: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let gingen_weg = was.keys().filter(|veld| !is.contains_key(*veld));
    let anders = is.keys().filter(|veld| was.get(*veld) != is.get(*veld)).chain(gingen_weg);
    let deel = |veld: &String| {
        let rijen = |van: &toml::Table| van.get(veld).and_then(Value::as_array).cloned();
        match (rijen(was).unwrap_or_default(), rijen(is).unwrap_or_default(), rijen(toont)) {
            // Of rows only those that are not in both.
            (was, is, Some(rijen)) if is_rijen(&rijen) => {
                let verschilt = |rij: &Value| !(was.contains(rij) && is.contains(rij));
                let rijen: Vec<Value> = rijen.into_iter().filter(verschilt).collect();
                Some(Value::Array(rijen)).filter(|rijen| rijen.as_array().is_some_and(|r| !r.is_empty()))
            }
            _ => toont.get(veld).cloned(),
        }
    };
    anders.filter_map(|veld| regel(kent, veld, deel(veld).as_ref(), naam)).collect()
}

fn is_rijen(rijen: &[Value]) -> bool {
    rijen.iter().all(Value::is_table)
}

fn tabel(tekst: Option<&str>) -> Option<toml::Table> {
    tekst?.parse().ok()
}

fn tabel_van(kant: Option<&Value>) -> Option<toml::Table> {
    tabel(kant.and_then(Value::as_str))
}

/// What one side did about an afspraak beside its text, in lines.
fn ernaast(wat: &Beside, agenda: &Ontwikkelagenda) -> String {
    let thema = |id: &str| naam_van_thema(agenda, id);
    let (pad, was, is) = match wat {
        Beside::Moved { from, to } => return format!("Verplaatst van ‘{}’ naar ‘{}’.", thema(from), thema(to)),
        Beside::Named { path } => {
            let stuk = stam(path);
            let wie = match Bestandsoort::van_pad(path) {
                Some(Bestandsoort::Overleg) => format!("Overleg {stuk}"),
                _ => format!("Afspraak {stuk}"),
            };
            return format!("{wie} verwijst er nu naar; daarom kan zij niet weg.");
        }
        Beside::Declared => return "Een partij heeft er iets over verklaard; daarom kan zij niet weg.".to_owned(),
        Beside::File { path, was, is } => (path, was.as_deref(), is.as_deref()),
    };
    let soort = Bestandsoort::van_pad(pad);
    let wat = hoofdletter(soort.map_or(pad.as_str(), |s| s.label()));
    let (Some(is), kent) = (tabel(is), soort.map_or(&[][..], |s| s.velden())) else {
        return format!("{wat}: {}", if is.is_some() { "niet te lezen" } else { WEG });
    };
    if let (Some(Bestandsoort::Opmerking), Some(tekst)) = (soort, is.get("tekst").and_then(Value::as_str)) {
        return format!("{wat}: {}", tekst.trim_end());
    }
    let naam = |id: &str| naam_van(agenda, id);
    let regels = anders(kent, [&tabel(was).unwrap_or_default(), &is], &is, &naam);
    if regels.is_empty() {
        return format!("{wat}: alleen de opmaak of een notitie.");
    }
    regels.iter().map(|regel| format!("{wat} · {regel}")).collect::<Vec<_>>().join("\n")
}

fn naam_van_thema(agenda: &Ontwikkelagenda, id: &str) -> String {
    agenda.themas.iter().find(|(t, _)| t.as_str() == id).map_or_else(|| id.to_owned(), |(_, thema)| thema.naam.clone())
}

/// A value without a field that says how it reads.
fn plat(waarde: &Value) -> String {
    match waarde {
        Value::String(s) => s.trim_end().to_owned(),
        Value::Array(a) => a.iter().map(plat).collect::<Vec<_>>().join(", "),
        anders => anders.to_string(),
    }
}
