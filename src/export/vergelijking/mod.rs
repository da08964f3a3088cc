//! What differs between two ontwikkelagenda's as a reader sees it: under headings, with labels and
//! names, in Dutch.

mod html;
mod markdown;
mod tekst;
mod veld;
mod zin;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use toml::Value;

use crate::agenda::bestand::{map_van, stam};
use crate::agenda::{Bestandsoort, Bevinding};
use crate::diff::{Body, Diff, Fields, FileDiff, Path, Words, words};
use crate::store::parallel;
use crate::store::value::toon;

/// What parties, themes and afspraken are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Namen {
    /// The ontwikkelagenda.
    pub agenda: String,
    /// Parties, by the name of their folder.
    pub partijen: BTreeMap<String, String>,
    /// Themes, by the name of their folder.
    pub themas: BTreeMap<String, String>,
    /// Afspraken, by their number, as far as something about them differs: their theme and title.
    pub afspraken: BTreeMap<String, (String, String)>,
}

impl Namen {
    fn partij(&self, id: &str) -> String {
        een_regel(self.partijen.get(id).map_or(id, |n| n))
    }

    fn thema(&self, id: &str) -> String {
        een_regel(self.themas.get(id).map_or(id, |n| n))
    }
}

/// What happened to a field, a row or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// It was not there.
    Toegevoegd,
    /// It is there no more.
    Verwijderd,
    /// It says something else.
    Gewijzigd,
    /// It stands elsewhere.
    Verplaatst,
}

impl Soort {
    /// As a script reads it.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Toegevoegd => "toegevoegd",
            Self::Verwijderd => "verwijderd",
            Self::Gewijzigd => "gewijzigd",
            Self::Verplaatst => "verplaatst",
        }
    }

    fn van<T>(van: &Option<T>, naar: &Option<T>) -> Self {
        match (van, naar) {
            (None, _) => Self::Toegevoegd,
            (_, None) => Self::Verwijderd,
            _ => Self::Gewijzigd,
        }
    }
}

/// How a change is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Vorm {
    /// Two short values.
    Waarde(Option<String>, Option<String>),
    /// Running text.
    Tekst(Words),
    /// Items that came and went, and those that stayed.
    Lijst {
        /// What came.
        erbij: Vec<String>,
        /// What went.
        weg: Vec<String>,
        /// Whether what stayed stands in another order.
        anders_geordend: bool,
    },
    /// A row that came or went, with its fields.
    Rij(Vec<(String, String)>),
    /// The rows by name, as they stood and as they stand.
    Volgorde(Vec<String>, Vec<String>),
    /// What is in it is no text.
    Bytes(Option<usize>, Option<usize>),
}

/// One step on the way from the old side to the new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stap {
    /// In which office, for which party.
    pub wie: String,
    /// When; none where it was not saved yet.
    pub moment: Option<DateTime<FixedOffset>>,
    /// The day, as one reads it.
    pub dag: String,
    /// Why.
    pub toelichting: String,
    /// The version.
    pub versie: Option<String>,
}

impl Stap {
    /// What stands in the folder and in no version.
    pub fn nog_niet_opgeslagen() -> Self {
        Self {
            wie: String::new(),
            moment: None,
            dag: "nog niet opgeslagen".to_owned(),
            toelichting: String::new(),
            versie: None,
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Wijziging {
    /// The field's path: `indicatoren.ritten.streefwaarde`; none for the whole file.
    pub veld: Option<String>,
    /// Where in the file that is; empty for the whole.
    pub plaats: Path,
    /// Whether it is what is noted there (`#`), and not the field itself.
    pub is_notitie: bool,
    /// What the reader calls it: `Streefwaarde ‘ritten langer dan 45 minuten’`.
    pub label: String,
    /// What happened.
    pub soort: Soort,
    /// What it was.
    pub van: Option<Value>,
    /// What it is.
    pub naar: Option<Value>,
    /// How it is drawn.
    pub vorm: Vorm,
    /// The steps that led to it, newest first, where that was looked up.
    pub stappen: Vec<Stap>,
}

/// What happened to a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Geheel {
    /// It was not there.
    Nieuw,
    /// It is there no more.
    Weg,
    /// It stands in another theme: from, to.
    Verplaatst(String, String),
    /// It no longer holds: how, as the reader reads it.
    Beeindigd(String),
    /// It stayed.
    Gebleven,
    /// Only how it is written differs.
    Opmaak,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Bestand {
    /// Its path.
    pub pad: String,
    /// What kind it is.
    pub soort: Option<Bestandsoort>,
    /// The afspraak it belongs to.
    pub afspraak: Option<String>,
    /// Its theme, where it stands in one, and where it stood.
    pub themas: Vec<String>,
    /// The parties that it names, where the filter asks for one.
    pub partijen: Vec<String>,
    /// Its name for a reader: an afspraak's title.
    pub titel: String,
    /// What happened to the whole.
    pub geheel: Geheel,
    /// Why it could not be compared field by field.
    pub bezwaar: Option<String>,
    /// What changed in it.
    pub wijzigingen: Vec<Wijziging>,
    /// The steps that brought, took or moved it, newest first, where that was looked up.
    pub stappen: Vec<Stap>,
}

impl Bestand {
    /// As sentences name it: an afspraak's number, else its title.
    pub fn naam(&self) -> String {
        match (&self.afspraak, self.soort) {
            (Some(id), Some(Bestandsoort::Afspraak)) => id.clone(),
            (Some(id), Some(soort)) => format!("{id}, {}", soort.label()),
            _ => self.titel.clone(),
        }
    }

    /// What stands above its changes: an afspraak's number and title.
    pub fn kop(&self) -> String {
        match &self.afspraak {
            Some(id) if *id != self.titel => format!("{id}  {}", self.titel),
            _ => self.titel.clone(),
        }
    }

    /// As [`Self::zin_geheel`], below a heading that has the title already.
    pub fn zin_geheel_kort(&self) -> Option<String> {
        zin::geheel(self, false)
    }

    /// Who did that to the whole, when and why.
    pub fn door(&self) -> Option<String> {
        zin::door(&self.stappen)
    }

    /// What happened to the whole, in a sentence; none where only its fields changed.
    pub fn zin_geheel(&self) -> Option<String> {
        zin::geheel(self, true)
    }
}

/// The files of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Hoofdstuk {
    /// What the reader calls it.
    pub titel: &'static str,
    /// The files.
    pub bestanden: Vec<Bestand>,
}

/// Everything that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Overzicht {
    /// Of which ontwikkelagenda.
    pub naam: String,
    /// What of it is shown, where that is not all.
    pub alleen: Option<String>,
    /// The files that could not be compared, and why.
    pub ongelezen: Vec<Bevinding>,
    /// What the old side is called.
    pub van: String,
    /// What the new side is called.
    pub tot: String,
    /// What differs, each kind apart; a kind without differences is left out.
    pub hoofdstukken: Vec<Hoofdstuk>,
}

/// The kinds in reading order: first what the parties are bound to.
const VOLGORDE: &[(Option<Bestandsoort>, &str)] = &[
    (Some(Bestandsoort::Voorblad), "Voorblad"),
    (Some(Bestandsoort::Thema), "Thema’s"),
    (Some(Bestandsoort::Afspraak), "Afspraken"),
    (Some(Bestandsoort::Partij), "Partijen"),
    (Some(Bestandsoort::Overleg), "Overleggen"),
    (Some(Bestandsoort::Voortgang), "Voortgang"),
    (Some(Bestandsoort::Opmerking), "Opmerkingen"),
    (Some(Bestandsoort::Beheer), "Beheer"),
    (Some(Bestandsoort::Uitzondering), "Uitzonderingen op de privacyregels"),
    (None, "Andere bestanden"),
];

/// What is wanted of it; nothing given is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this theme.
    pub thema: Option<String>,
    /// Of this afspraak, with its voortgang, opmerkingen and beheer.
    pub afspraak: Option<String>,
    /// What this party is named in.
    pub partij: Option<String>,
    /// In this field and what is under it.
    pub veld: Option<String>,
}

impl Filter {
    /// What it lets through, as the reader reads it; none where that is everything.
    pub fn in_woorden(&self, namen: &Namen) -> Option<String> {
        let delen: Vec<String> = [
            self.thema.as_ref().map(|t| format!("thema {}", namen.thema(t))),
            self.afspraak.as_ref().map(|a| format!("afspraak {a}")),
            self.partij.as_ref().map(|p| format!("met {}", namen.partij(p))),
            self.veld.as_ref().map(|v| format!("veld {v}")),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!delen.is_empty()).then(|| delen.join(", "))
    }

    fn wil(&self, b: &Bestand) -> bool {
        let is = |wens: &Option<String>, heeft: &dyn Fn(&String) -> bool| wens.as_ref().is_none_or(heeft);
        is(&self.thema, &|t| b.themas.contains(t))
            && is(&self.afspraak, &|a| b.afspraak.as_ref() == Some(a))
            && is(&self.partij, &|p| b.partijen.contains(p))
    }

    fn wil_veld(&self, w: &Wijziging) -> bool {
        let Some(wens) = &self.veld else { return true };
        let onder = |veld: &str| veld.strip_prefix(wens.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('.'));
        // `streefwaarde` is that of every indicator.
        w.veld.as_deref().is_some_and(|v| onder(v) || v.rsplit('.').next() == Some(wens))
    }
}

impl Overzicht {
    /// Puts differences under their headings.
    pub fn van(van: &str, tot: &str, diff: &Diff, namen: &Namen, filter: &Filter, ongelezen: &[Bevinding]) -> Self {
        let mut alle = parallel::alle(&diff.files, |f| bestand(f, namen, filter));
        for b in alle.iter_mut().filter(|b| b.soort != Some(Bestandsoort::Afspraak)) {
            // What is about an afspraak stands in its theme, under its title.
            if let Some((thema, titel)) = b.afspraak.as_ref().and_then(|a| namen.afspraken.get(a)) {
                b.titel.clone_from(titel);
                b.themas.push(thema.clone());
            }
        }
        alle.retain_mut(|b| {
            b.wijzigingen.retain(|w| filter.wil_veld(w));
            filter.wil(b) && (filter.veld.is_none() || !b.wijzigingen.is_empty())
        });
        let hoofdstukken = VOLGORDE
            .iter()
            .map(|(soort, titel)| Hoofdstuk {
                titel,
                bestanden: alle.iter().filter(|b| b.soort == *soort).cloned().collect(),
            })
            .filter(|h| !h.bestanden.is_empty())
            .collect();
        Self {
            naam: een_regel(&namen.agenda),
            alleen: filter.in_woorden(namen),
            ongelezen: ongelezen.to_vec(),
            van: van.to_owned(),
            tot: tot.to_owned(),
            hoofdstukken,
        }
    }

    /// Every file.
    pub fn bestanden(&self) -> impl Iterator<Item = &Bestand> {
        self.hoofdstukken.iter().flat_map(|h| &h.bestanden)
    }

    /// Whether nothing differs.
    pub fn is_leeg(&self) -> bool {
        self.hoofdstukken.is_empty() && self.ongelezen.is_empty()
    }

    /// How many afspraken and other things differ, in a sentence.
    pub fn samenvatting(&self) -> String {
        zin::samenvatting(self)
    }
}

fn bestand(f: &FileDiff, namen: &Namen, filter: &Filter) -> Bestand {
    let (pad, soort) = (f.path().to_owned(), f.soort());
    let afspraak = match soort {
        Some(Bestandsoort::Afspraak | Bestandsoort::Voortgang | Bestandsoort::Beheer) => Some(stam(&pad).to_owned()),
        Some(Bestandsoort::Opmerking) => Some(map_van(&pad).to_owned()),
        _ => None,
    };
    let is_in_thema = matches!(soort, Some(Bestandsoort::Afspraak | Bestandsoort::Thema));
    let themas = [&f.to, &f.from].into_iter().flatten().filter(|_| is_in_thema).map(|p| map_van(p).to_owned());
    let mut uit = Bestand {
        soort,
        afspraak,
        themas: themas.collect(),
        partijen: Vec::new(),
        titel: String::new(),
        geheel: geheel(f, namen),
        bezwaar: None,
        wijzigingen: Vec::new(),
        stappen: Vec::new(),
        pad,
    };
    match &f.body {
        Body::Fields(fields) => {
            uit.wijzigingen = veld::wijzigingen(soort, fields, namen);
            // Nobody else asks which parties are named.
            if filter.partij.is_some() {
                uit.partijen = partijen(fields);
            }
            if let Some(einde) = beeindigd(&uit, fields) {
                uit.geheel = einde;
            }
            uit.bezwaar = nieuwer(fields);
        }
        Body::Text { from, to, why } => {
            uit.bezwaar.clone_from(why);
            let words = words(from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default());
            let tekst = |t: &Option<String>| t.clone().map(Value::String);
            uit.wijzigingen.push(Wijziging {
                veld: None,
                plaats: Path::new(),
                is_notitie: false,
                label: "Tekst".to_owned(),
                soort: Soort::van(from, to),
                van: tekst(from),
                naar: tekst(to),
                vorm: Vorm::Tekst(words),
                stappen: Vec::new(),
            });
        }
        Body::Bytes { from, to } => {
            let lengte = |b: &Option<Vec<u8>>| b.as_ref().map(Vec::len);
            uit.wijzigingen.push(Wijziging {
                veld: None,
                plaats: Path::new(),
                is_notitie: false,
                label: "Inhoud".to_owned(),
                soort: Soort::van(from, to),
                van: None,
                naar: None,
                vorm: Vorm::Bytes(lengte(from), lengte(to)),
                stappen: Vec::new(),
            });
        }
    }
    uit.titel = een_regel(&titel(f, namen));
    if soort == Some(Bestandsoort::Partij) {
        uit.partijen.push(map_van(&uit.pad).to_owned());
    }
    uit
}

fn geheel(f: &FileDiff, namen: &Namen) -> Geheel {
    match (&f.from, &f.to) {
        (None, _) => Geheel::Nieuw,
        (_, None) => Geheel::Weg,
        (Some(van), Some(naar)) if van != naar => {
            let (oud, nieuw) = (namen.thema(map_van(van)), namen.thema(map_van(naar)));
            // Of two folders with one name the folders themselves are named.
            if oud == nieuw {
                Geheel::Verplaatst(map_van(van).to_owned(), map_van(naar).to_owned())
            } else {
                Geheel::Verplaatst(oud, nieuw)
            }
        }
        _ if f.is_layout() => Geheel::Opmaak,
        _ => Geheel::Gebleven,
    }
}

/// How an afspraak that still held came to its end.
fn beeindigd(b: &Bestand, fields: &Fields) -> Option<Geheel> {
    let einde = ["einde".to_owned(), "soort".to_owned()];
    let is_nieuw = fields.old.value(&einde).is_none() && b.geheel == Geheel::Gebleven;
    let soort = fields.new.value(&einde).filter(|_| is_nieuw && b.soort == Some(Bestandsoort::Afspraak))?;
    Some(Geheel::Beeindigd(soort.as_str().unwrap_or("beëindigd").to_owned()))
}

/// What is amiss with a file of a later format.
fn nieuwer(fields: &Fields) -> Option<String> {
    let formaat = |m: &crate::diff::Meaning| m.value(&["formaat".to_owned()]).and_then(Value::as_integer);
    let nieuwste = formaat(&fields.old).max(formaat(&fields.new))?;
    (nieuwste > crate::agenda::bestand::FORMAAT_NU).then(|| {
        format!(
            "Dit bestand heeft formaat {nieuwste}, dat deze oogo niet kent: de namen van velden en regels zijn die uit het bestand."
        )
    })
}

/// The parties that are named in a file, on either side.
fn partijen(fields: &Fields) -> Vec<String> {
    let mut uit: Vec<String> = Vec::new();
    for tabel in [fields.new.table(), fields.old.table()] {
        verzamel(&Value::Table(tabel), None, &mut uit);
    }
    uit.sort();
    uit.dedup();
    uit
}

/// The fields in which parties are named.
const PARTIJVELDEN: &[&str] =
    &["partij", "partijen", "gebonden", "betrokken", "trekker", "gemeente", "gemeenten", "betaalt", "profiteert"];

fn verzamel(waarde: &Value, in_veld: Option<&str>, uit: &mut Vec<String>) {
    match waarde {
        Value::Table(t) => t.iter().for_each(|(k, v)| verzamel(v, Some(k), uit)),
        Value::Array(a) => a.iter().for_each(|v| verzamel(v, in_veld, uit)),
        Value::String(s) if in_veld.is_some_and(|v| PARTIJVELDEN.contains(&v)) => uit.push(s.clone()),
        _ => {}
    }
}

/// What the reader knows a file by.
fn titel(f: &FileDiff, namen: &Namen) -> String {
    let uit_veld = |naam: &str| match &f.body {
        Body::Fields(fields) => {
            let veld = [naam.to_owned()];
            fields.new.value(&veld).or(fields.old.value(&veld)).and_then(Value::as_str).map(str::to_owned)
        }
        // One of the two may be sound.
        Body::Text { from, to, .. } => [to, from].into_iter().flatten().find_map(|t| {
            let tabel: toml::Table = t.parse().ok()?;
            tabel.get(naam)?.as_str().map(str::to_owned)
        }),
        Body::Bytes { .. } => None,
    };
    let pad = f.path();
    match f.soort() {
        Some(Bestandsoort::Afspraak) => uit_veld("titel").unwrap_or_else(|| stam(pad).to_owned()),
        Some(Bestandsoort::Voorblad) => uit_veld("naam").unwrap_or_else(|| "Ontwikkelagenda".to_owned()),
        Some(Bestandsoort::Thema) => namen.thema(map_van(pad)),
        Some(Bestandsoort::Partij) => namen.partij(map_van(pad)),
        Some(Bestandsoort::Overleg) => {
            let Body::Fields(fields) = &f.body else { return format!("overleg {}", stam(pad)) };
            let tabel = if f.to.is_some() { fields.new.table() } else { fields.old.table() };
            let lees = |naam: &str| {
                let v = crate::agenda::veld::veld(Bestandsoort::Overleg.velden(), naam)?;
                Some(toon(v.soort, tabel.get(naam)?, &str::to_owned))
            };
            match (lees("soort"), lees("datum")) {
                (Some(soort), Some(datum)) => format!("{soort} op {datum}"),
                _ => format!("overleg {}", stam(pad)),
            }
        }
        Some(Bestandsoort::Voortgang | Bestandsoort::Beheer) => stam(pad).to_owned(),
        Some(Bestandsoort::Opmerking) => map_van(pad).to_owned(),
        Some(Bestandsoort::Uitzondering) => stam(pad).to_owned(),
        None => pad.to_owned(),
    }
}

/// On one line: what a title or name brings in cannot look like another line.
pub(super) fn een_regel(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}
