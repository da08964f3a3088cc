//! One file that differs, as a reader sees it.

use toml::Value;

use super::{Filter, Namen, Soort, Stap, Vorm, Wijziging, een_regel, veld, verklaard, zin};
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::{map_van, stam};
use crate::agenda::veld::{Soort as Veldsoort, Veld};
use crate::diff::{Body, Fields, FileDiff, Path, words};
use crate::store::value::toon;

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

    /// Whether it is of what parties declared.
    pub fn is_verklaard(&self) -> bool {
        verklaard::is_verklaard(&self.pad)
    }

    /// What happened to the whole, in a sentence; none where only its fields changed.
    pub fn zin_geheel(&self) -> Option<String> {
        zin::geheel(self, true)
    }
}

/// A file that differs, with its labels and names.
pub(super) fn bestand(f: &FileDiff, namen: &Namen, filter: &Filter) -> Bestand {
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
                uit.partijen = partijen(soort, fields);
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
    let tabel = crate::agenda::veld::veld(Bestandsoort::Afspraak.velden(), "einde")?;
    let v = crate::agenda::veld::veld(tabel.kinderen(), "soort")?;
    Some(Geheel::Beeindigd(toon(v.soort, soort, &str::to_owned).to_lowercase()))
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
fn partijen(soort: Option<Bestandsoort>, fields: &Fields) -> Vec<String> {
    let mut uit: Vec<String> = Vec::new();
    let velden = soort.map_or(&[][..], Bestandsoort::velden);
    for tabel in [fields.new.table(), fields.old.table()] {
        verzamel(velden, &tabel, &mut uit);
    }
    uit.sort();
    uit.dedup();
    uit
}

fn verzamel(velden: &'static [Veld], tabel: &toml::Table, uit: &mut Vec<String>) {
    for (naam, waarde) in tabel {
        let Some(v) = crate::agenda::veld::veld(velden, naam) else { continue };
        match (v.soort, waarde) {
            (Veldsoort::Partij, Value::String(s)) => uit.push(s.clone()),
            (Veldsoort::Partijen, Value::Array(a)) => {
                uit.extend(a.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            (Veldsoort::Tabel(kinderen), Value::Table(t)) => verzamel(kinderen, t, uit),
            (Veldsoort::Groep(kinderen), Value::Array(a)) => {
                a.iter().filter_map(Value::as_table).for_each(|t| verzamel(kinderen, t, uit));
            }
            _ => {}
        }
    }
}

/// What the reader knows a file by.
fn titel(f: &FileDiff, namen: &Namen) -> String {
    if let Some(titel) = verklaard::titel(f, namen) {
        return titel;
    }
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
