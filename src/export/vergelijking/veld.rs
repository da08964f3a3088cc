//! A file's differences with the labels of its fields and the names of its rows, in reading order.

use toml::Value;

use super::{Namen, Soort, Vorm, Wijziging};
use crate::agenda::Bestandsoort;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::agenda::veld::{Soort as Veldsoort, Veld, veld};
use crate::diff::{Change, Fields, Meaning, Path, Row, What, words};
use crate::store::value::toon;

/// More of a name than this makes no sentence readable.
const NAAM: usize = 60;

/// A place with what the format knows of it.
struct Plaats<'f> {
    fields: &'f Fields,
    /// The field tables from the file down to the field, as far as they are known.
    velden: Vec<&'static Veld>,
    path: &'f Path,
    namen: &'f Namen,
}

/// What changed in a file, in the order in which its fields are read.
pub(super) fn wijzigingen(soort: Option<Bestandsoort>, fields: &Fields, namen: &Namen) -> Vec<Wijziging> {
    let bovenste = soort.map_or(&[][..], Bestandsoort::velden);
    let mut uit: Vec<(Vec<usize>, Wijziging)> = Vec::new();
    for change in &fields.changes {
        let velden = keten(bovenste, &change.path, fields);
        let plaats = Plaats { fields, velden, path: &change.path, namen };
        if plaats.is_vanzelf(&change.what) {
            continue;
        }
        uit.push((rang(bovenste, &change.path, fields), plaats.wijziging(change)));
    }
    uit.sort_by(|a, b| a.0.cmp(&b.0));
    uit.into_iter().map(|(_, w)| w).collect()
}

/// The fields that a path leads through, without the keys of rows.
fn keten(bovenste: &'static [Veld], path: &[String], fields: &Fields) -> Vec<&'static Veld> {
    let mut uit = Vec::new();
    let (mut velden, mut i) = (bovenste, 0);
    while let Some(v) = path.get(i).and_then(|naam| veld(velden, naam)) {
        uit.push(v);
        velden = v.kinderen();
        i += 1;
        if is_groep(fields, &path[..i]) {
            i += 1;
        }
    }
    uit
}

fn is_groep(fields: &Fields, path: &[String]) -> bool {
    !fields.new.rows(path).is_empty() || !fields.old.rows(path).is_empty()
}

/// Where a path comes in reading order: by the field table, rows by their place.
fn rang(bovenste: &'static [Veld], path: &[String], fields: &Fields) -> Vec<usize> {
    let mut uit = Vec::new();
    let mut velden = bovenste;
    for i in 0..path.len() {
        if i > 0 && is_groep(fields, &path[..i]) {
            let plek = |m: &Meaning| m.rows(&path[..i]).iter().position(|k| *k == path[i]);
            uit.push(plek(&fields.new).or(plek(&fields.old)).map_or(0, |n| n + 1));
            continue;
        }
        let n = velden.iter().position(|v| v.naam == path[i]);
        uit.push(n.unwrap_or(usize::MAX));
        velden = n.map_or(&[], |n| velden[n].kinderen());
    }
    uit
}

impl Plaats<'_> {
    /// Whether a change says nothing that its file or row does not say: the format's number and own
    /// identifier of a new file.
    fn is_vanzelf(&self, what: &What) -> bool {
        let vast = self.velden.last().is_some_and(|v| matches!(v.soort, Veldsoort::Formaat | Veldsoort::EigenId));
        let nieuw_bestand = self.fields.old == Meaning::default() || self.fields.new == Meaning::default();
        vast && nieuw_bestand && matches!(what, What::Value { .. })
    }

    fn wijziging(&self, change: &Change) -> Wijziging {
        let pad = Some(self.path.join(".")).filter(|p| !p.is_empty());
        let (soort, van, naar, vorm) = match &change.what {
            What::Value { from, to } => {
                (Soort::van(from, to), from.clone(), to.clone(), self.waarde(from.as_ref(), to.as_ref()))
            }
            What::Row { from, to } => {
                let rij = from.as_ref().or(to.as_ref());
                let tabel = |r: &Option<Row>| r.as_ref().map(|r| Value::Table(r.meaning.table()));
                (Soort::van(from, to), tabel(from), tabel(to), Vorm::Rij(rij.map(|r| self.rij(r)).unwrap_or_default()))
            }
            What::Order { from, to } => {
                let lijst = |l: &[String]| Some(Value::Array(l.iter().cloned().map(Value::String).collect()));
                let op_naam = |l: &[String]| l.iter().map(|k| self.rijnaam(self.path, k)).collect();
                (Soort::Verplaatst, lijst(from), lijst(to), Vorm::Volgorde(op_naam(from), op_naam(to)))
            }
            What::Comment { from, to } => {
                let tekst = |t: &Option<String>| t.clone().map(|t| Value::String(t.trim_end().to_owned()));
                let woorden = |t: &Option<String>| t.clone().unwrap_or_default();
                let vorm = Vorm::Tekst(words(&woorden(from), &woorden(to)));
                (Soort::van(from, to), tekst(from), tekst(to), vorm)
            }
        };
        let mut label = self.label();
        if matches!(change.what, What::Comment { .. }) {
            label = match label.is_empty() {
                true => "Notitie in het bestand (#)".to_owned(),
                false => format!("Notitie in het bestand (#) bij {label}"),
            };
        }
        let is_notitie = matches!(change.what, What::Comment { .. });
        let plaats = self.path.clone();
        let label = super::een_regel(&label);
        Wijziging { veld: pad, plaats, is_notitie, label, soort, van, naar, vorm, stappen: Vec::new() }
    }

    /// What a reader calls the place: `Streefwaarde ‘ritten langer dan 45 minuten’`.
    fn label(&self) -> String {
        let mut delen: Vec<String> = Vec::new();
        let mut rijnaam = None;
        let mut i = 0;
        let mut velden = self.velden.iter();
        while i < self.path.len() {
            let deel = velden.next().map_or_else(|| self.path[i].clone(), |v| v.label.to_owned());
            i += 1;
            let groep = &self.path[..i];
            if i < self.path.len() && is_groep(self.fields, groep) {
                rijnaam = Some(self.rijnaam(groep, &self.path[i]));
                i += 1;
                // ‘Streefwaarde’ says enough beside the name of its row.
                if i == self.path.len() {
                    delen.push(deel);
                }
            } else {
                delen.push(deel);
            }
        }
        let naam = delen.join(", ");
        match rijnaam {
            Some(rij) => format!("{naam} {}", tussen_aanhalingstekens(&rij)),
            None => naam,
        }
    }

    /// What a reader knows a row by: the first field that says something.
    fn rijnaam(&self, groep: &[String], sleutel: &str) -> String {
        let tabel = keten(self.bovenste(), groep, self.fields).last().map_or(&[][..], |v| v.kinderen());
        let pad = [groep, &[sleutel.to_owned()]].concat();
        let waarde = |v: &&'static Veld| {
            let pad = [pad.as_slice(), &[v.naam.to_owned()]].concat();
            let w = self.fields.new.value(&pad).or(self.fields.old.value(&pad))?;
            let tekst = self.tekst(Some(v), w).lines().next().unwrap_or_default().trim().to_owned();
            (!tekst.is_empty()).then_some((v.soort, tekst))
        };
        let mut namen = tabel.iter().filter(|v| !v.is_vast()).filter_map(|v| waarde(&v));
        let naam = match (namen.next(), namen.next()) {
            // A party or a date has many rows; the next field tells them apart.
            (Some((Veldsoort::Partij | Veldsoort::Afspraak | Veldsoort::Datum, een)), Some((_, twee))) => {
                format!("{een}, {twee}")
            }
            (Some((_, een)), _) => een,
            (None, _) => sleutel.to_owned(),
        };
        match naam.char_indices().nth(NAAM) {
            Some((i, _)) => format!("{}…", naam[..i].trim_end()),
            None => naam,
        }
    }

    fn bovenste(&self) -> &'static [Veld] {
        // The chain begins in the file's own table.
        self.velden.first().map_or(&[], |v| std::slice::from_ref(*v))
    }

    /// A value as a reader sees it.
    fn tekst(&self, v: Option<&Veld>, waarde: &Value) -> String {
        match v {
            Some(v) => toon(v.soort, waarde, &|id| self.namen.partij(id)),
            None => waarde.as_str().map_or_else(|| waarde.to_string(), str::to_owned),
        }
    }

    /// The field that the path ends in, where the format knows it.
    fn veld(&self) -> Option<&'static Veld> {
        let v = self.velden.last().copied()?;
        (self.path.last().map(String::as_str) == Some(v.naam)).then_some(v)
    }

    fn waarde(&self, van: Option<&Value>, naar: Option<&Value>) -> Vorm {
        let v = self.veld();
        let als_tekst = |w: Option<&Value>| w.and_then(Value::as_str).unwrap_or_default().to_owned();
        let is_tekst = |w: Option<&Value>| w.is_none_or(Value::is_str);
        let is_proza = v.is_some_and(|v| v.soort == Veldsoort::Proza)
            || [van, naar].into_iter().flatten().any(|w| w.as_str().is_some_and(|t| t.contains('\n')));
        if is_proza && is_tekst(van) && is_tekst(naar) {
            return Vorm::Tekst(words(&als_tekst(van), &als_tekst(naar)));
        }
        let lijst = |w: Option<&Value>| match w {
            Some(Value::Array(a)) => Some(a.clone()),
            None => Some(Vec::new()),
            Some(_) => None,
        };
        let is_lijst = [van, naar].into_iter().flatten().any(Value::is_array);
        if let (true, Some(van), Some(naar)) = (is_lijst, lijst(van), lijst(naar)) {
            let een = |w: &Value| match (w.as_table(), v.map(|v| v.kinderen())) {
                // A row without a key of its own.
                (Some(rij), Some(kinderen)) if !kinderen.is_empty() => {
                    let velden = self.velden_van(kinderen, rij).into_iter().map(|(l, w)| format!("{l}: {w}"));
                    velden.collect::<Vec<_>>().join("; ")
                }
                _ => self.tekst(v, &Value::Array(vec![w.clone()])),
            };
            let (mut erbij, mut weg, mut gebleven) = (naar.clone(), Vec::new(), Vec::new());
            // What stands there twice counts twice.
            for w in &van {
                match erbij.iter().position(|n| n == w) {
                    Some(i) => gebleven.push(erbij.remove(i)),
                    None => weg.push(een(w)),
                }
            }
            let mut over = erbij.clone();
            let in_nieuw: Vec<&Value> = naar
                .iter()
                .rev()
                .filter(|w| match over.iter().rposition(|o| o == *w) {
                    Some(i) => {
                        over.remove(i);
                        false
                    }
                    None => true,
                })
                .collect();
            let anders_geordend = !gebleven.iter().rev().eq(in_nieuw);
            let erbij = erbij.iter().map(een).collect();
            return Vorm::Lijst { erbij, weg, anders_geordend };
        }
        let eenheid = |m: &Meaning| {
            let meet = v.is_some_and(|v| v.soort == Veldsoort::Meetwaarde);
            let rij = self.path.split_last().filter(|_| meet)?.1;
            let eenheid = m.value(&[rij, &["eenheid".to_owned()]].concat())?.as_str()?;
            Some(if eenheid == "%" { eenheid.to_owned() } else { format!(" {eenheid}") })
        };
        let met = |w: Option<&Value>, m: &Meaning| {
            w.map(|w| format!("{}{}", self.tekst(v, w), eenheid(m).unwrap_or_default()))
        };
        Vorm::Waarde(met(van, &self.fields.old), met(naar, &self.fields.new))
    }

    /// The fields of a row that came or went.
    fn rij(&self, rij: &Row) -> Vec<(String, String)> {
        let kinderen = self.velden.last().map_or(&[][..], |v| v.kinderen());
        let notities = rij.meaning.comments().map(|(pad, tekst)| {
            let bij = pad.first().and_then(|n| veld(kinderen, n)).map_or_else(|| pad.join("."), |v| v.label.to_owned());
            let bij = if bij.is_empty() { bij } else { format!(" bij {bij}") };
            (format!("Notitie (#){bij}"), tekst.to_owned())
        });
        self.velden_van(kinderen, &rij.meaning.table()).into_iter().chain(notities).collect()
    }

    /// The fields of a row, but for its key.
    fn velden_van(&self, kinderen: &'static [Veld], tabel: &toml::Table) -> Vec<(String, String)> {
        let bekend = kinderen.iter().filter(|v| !v.is_vast()).filter_map(|v| {
            let waarde = tabel.get(v.naam)?;
            Some((v.label.to_owned(), self.tekst(Some(v), waarde)))
        });
        let onbekend = tabel.iter().filter(|(k, _)| k.as_str() != "sleutel" && veld(kinderen, k).is_none());
        bekend.chain(onbekend.map(|(k, w)| (k.clone(), self.tekst(None, w)))).collect()
    }
}
