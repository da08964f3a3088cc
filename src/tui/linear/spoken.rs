//! Lists, documents and pages as lines that can be read out.

use crate::agenda::tekst::{self, opsomming};
use crate::agenda::veld::Plicht;
use crate::agenda::{Bestandsoort, Datum};
use crate::store::Gelezen;
use crate::tui::dialogs::dialog::Page;
use crate::tui::screens::comparing::{Comparing, Item as Change};
use crate::tui::screens::overview::{Row, columns};
use crate::tui::screens::reader::Item;

/// A page, its links numbered.
pub(in crate::tui) fn page(p: &Page) -> String {
    let mut n = 0;
    let lines = p.verslag.regels.iter().filter(|r| !r.tekst.trim().is_empty()).map(|r| {
        // A mark that one sees is a word for who hears it.
        let part = |(text, is_marked): &(String, bool)| match is_marked {
            true => format!("[nieuw: {}]{}", text.trim_end(), &text[text.trim_end().len()..]),
            false => text.clone(),
        };
        let whole: String = if r.delen.is_empty() { r.tekst.clone() } else { r.delen.iter().map(part).collect() };
        let text = whole.trim().replace('\t', ": ");
        if r.doel.is_some() {
            n += 1;
            format!("{n}. {text}")
        } else {
            text
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

pub(in crate::tui) fn row(row: &Row, g: &Gelezen, vandaag: Datum) -> String {
    match row {
        Row::Thema(id) => format!("Thema {}", g.agenda.themas.get(id).map_or(id.as_str(), |t| t.naam.as_str())),
        Row::Onleesbaar(pad) => format!("Niet te lezen: {pad}"),
        Row::Hit { treffer, .. } => format!("Gevonden bij {}: {}", treffer.veld.to_lowercase(), treffer.zin),
        Row::Anders(stuk) => format!("{}: {}", stuk.soorten()[0].label(), stuk.titel(&g.agenda)),
        Row::Afspraak(id) => {
            let Some(x) = g.agenda.afspraak(id) else { return id.to_string() };
            let [status, trekker, deadline, mist] = columns(g, &x.afspraak, vandaag);
            let delen: Vec<String> = [
                status,
                if trekker.is_empty() { String::new() } else { format!("trekker {trekker}") },
                if deadline.is_empty() { String::new() } else { format!("eerste deadline {deadline}") },
                mist,
            ]
            .into_iter()
            .filter(|d| !d.is_empty())
            .collect();
            format!("{id}, {}: {}", x.afspraak.titel, opsomming(&delen))
        }
    }
}

/// What changed, a line each; those of a heading lead on to its changes.
pub(in crate::tui) fn changes(c: &Comparing) -> Vec<String> {
    let line = |(i, item): (usize, &Change)| {
        let seen = if c.is_seen(i) { " (gezien)" } else { "" };
        match (*item, c.file(*item), c.change(*item)) {
            (Change::Chapter(h), ..) => c.overzicht.hoofdstukken.get(h).map_or("", |h| h.titel).to_owned(),
            (_, Some(file), None) => {
                let zin = file.zin_geheel().map(|z| format!(": {z}")).unwrap_or_default();
                let bezwaar = file.bezwaar.as_ref().map(|b| format!(" Let op: {b}")).unwrap_or_default();
                format!("{}, {}{zin}{bezwaar}{seen}", file.naam(), file.titel)
            }
            (_, Some(file), Some(w)) => {
                let door = w.door().map(|d| format!(" {d}")).unwrap_or_default();
                format!("{}: {}{door}{seen}", file.naam(), w.zin())
            }
            _ => String::new(),
        }
    };
    c.items.iter().enumerate().map(line).collect()
}

pub(in crate::tui) fn item(item: &Item) -> String {
    match item {
        Item::Heading(Bestandsoort::Voortgang) => "Onderdeel voortgang".to_owned(),
        Item::Heading(soort) => format!("Onderdeel {}", soort.label()),
        Item::Field { label, tekst: Some(tekst), .. } => format!("{label}: {tekst}"),
        Item::Field { label, veld, .. } if veld.plicht == Plicht::Verplicht => {
            format!("{label}: nog niet ingevuld; nodig voor overeenstemming")
        }
        Item::Field { label, .. } => format!("{label}: nog niet ingevuld"),
        Item::Group { veld, aantal, som, .. } => {
            let som = som.as_ref().map(|s| format!("; {s}")).unwrap_or_default();
            format!("{}: {}{som}", veld.label, tekst::aantal(*aantal, "regel", "regels"))
        }
        Item::Row { groep, cellen, .. } => {
            let cellen: Vec<String> = cellen.iter().map(|(l, w)| format!("{l}: {w}")).collect();
            format!("{}, regel: {}", groep.label, cellen.join("; "))
        }
    }
}
