//! Pages of text: help, findings, versions, a theme.

use super::action::{Place, entries, keys};
use super::app::page;
use super::dialog::Page;
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::proza::vloeiend;
use crate::agenda::{AfspraakId, Bevinding, Ontwikkelagenda, ThemaId};
use crate::git::Versie;

/// The keys that work in a place.
pub fn help(place: Place) -> Page {
    let mut regels = vec!["Deze toetsen werken hier:".to_owned(), String::new()];
    for e in entries(place) {
        let toetsen: Vec<String> = keys(e, place).map(super::key::Key::label).collect();
        regels.push(format!("{}\t{}", toetsen.join(" of "), e.uitleg));
    }
    regels.push(String::new());
    regels.push(
        "Er wordt nooit iets bewaard zonder dat u opslaat, en nooit iets weggegooid zonder dat oogo het vraagt."
            .to_owned(),
    );
    page("Uitleg", regels)
}

/// What was found amiss.
pub fn findings(bevindingen: &[Bevinding]) -> Page {
    if bevindingen.is_empty() {
        return page("Controle", vec!["Alles is in orde.".to_owned()]);
    }
    let mut regels = Vec::new();
    for b in bevindingen {
        let plaats = match (b.bestand.as_str(), b.regel, &b.veld) {
            ("", ..) => String::new(),
            (bestand, Some(regel), Some(veld)) => format!("{bestand}, regel {regel}, {veld}"),
            (bestand, Some(regel), None) => format!("{bestand}, regel {regel}"),
            (bestand, None, Some(veld)) => format!("{bestand}, {veld}"),
            (bestand, None, None) => bestand.to_owned(),
        };
        regels.push(format!("{}: {}", b.ernst, b.melding));
        if !plaats.is_empty() {
            regels.push(format!("  Waar: {plaats}"));
        }
        regels.push(format!("  Wat te doen: {}", b.advies));
        regels.push(String::new());
    }
    page("Controle", regels)
}

/// The versions, newest first.
pub fn history(id: Option<&AfspraakId>, versies: &[Versie]) -> Page {
    let titel = id.map_or_else(|| "Geschiedenis".to_owned(), |id| format!("Geschiedenis van {id}"));
    let mut regels = Vec::new();
    for v in versies {
        regels.push(format!("{}  {}", v.moment.format("%d-%m-%Y %H:%M"), v.onderwerp));
        regels.push(format!("  {} (versie {})", v.auteur.naam, v.kort()));
        if let Some(t) = &v.toelichting {
            regels.push(format!("  Toelichting: {}", t.replace('\n', " ")));
        }
        regels.push(String::new());
    }
    if regels.is_empty() {
        regels.push("Er zijn nog geen versies.".to_owned());
    }
    page(&titel, regels)
}

/// A theme's vision and what to talk about.
pub fn thema(agenda: &Ontwikkelagenda, id: &ThemaId) -> Page {
    let Some(t) = agenda.themas.get(id) else { return page("Thema", Vec::new()) };
    let mut regels = Vec::new();
    if let Some(visie) = &t.visie {
        regels.push("Visie".to_owned());
        regels.extend(vloeiend(visie).lines().map(str::to_owned));
        regels.push(String::new());
    }
    if !t.gesprekspunten.is_empty() {
        regels.push("Gesprekspunten".to_owned());
        regels.extend(t.gesprekspunten.iter().map(|p| format!("- {p}")));
    }
    if regels.is_empty() {
        regels.push("Dit thema heeft nog geen visie.".to_owned());
    }
    page(&t.naam, regels)
}

/// The remarks on an afspraak, oldest first.
pub fn remarks(agenda: &Ontwikkelagenda, id: &AfspraakId) -> Page {
    let mut regels = Vec::new();
    for (naam, o) in agenda.opmerkingen_bij(id) {
        let over = o.veld.as_deref().map(|v| format!(" over {v}")).unwrap_or_default();
        let stand =
            if o.soort == Opmerkingsoort::Opmerking && agenda.is_afgehandeld(id, naam) { ", afgehandeld" } else { "" };
        regels.push(format!("{}{over}{stand}: {}, {}", o.soort.label(), o.functie, agenda.partijnaam(&o.partij)));
        let tekst = o.tekst.as_deref().map(vloeiend).unwrap_or_default();
        regels.extend(tekst.lines().map(|r| format!("  {r}")));
        regels.push(String::new());
    }
    if regels.is_empty() {
        regels.push("Er zijn geen opmerkingen bij deze afspraak.".to_owned());
    }
    page(&format!("Opmerkingen bij {id}"), regels)
}
