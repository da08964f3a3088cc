//! Pages of text: help, findings, versions, a theme.

use crate::actions::geschiedenis::{AFGEKAPT, Gebeurtenis, Verloop};
use crate::actions::{Thuis, instellingen};
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::proza::vloeiend;
use crate::agenda::tekst::aantal;
use crate::agenda::{AfspraakId, Bestandsoort, Bevinding, Datum, Ernst, Ontwikkelagenda, Stuk, ThemaId};
use crate::export::inzicht::Inzicht;
use crate::export::verslag::{Doel, Versiepunt, Verslag};
use crate::store::Plek;
use crate::tui::action::{entries, keys};
use crate::tui::app::App;
use crate::tui::dialogs::dialog::Page;
use crate::tui::keys::key::Key;

/// The keys that work in a place.
pub fn help(app: &App) -> Page {
    let place = app.place();
    let works =
        |e: &&crate::tui::action::Entry| !(app.read_only && e.needs.contains(&crate::tui::need::Need::Writable));
    let mut v = Verslag::nieuw("Uitleg");
    v.regel("Deze toetsen werken hier:");
    v.wit();
    for e in entries(place).filter(works) {
        let toetsen: Vec<String> = keys(e, place).map(Key::label).collect();
        if !toetsen.is_empty() {
            v.regel(format!("{}\t{}", toetsen.join(" of "), e.uitleg));
        }
    }
    if entries(place).any(|e| e.action == crate::tui::action::Action::Palette) {
        v.kop("Met Ctrl+P ook:");
        for e in entries(place).filter(|e| e.keys.is_empty()).filter(works) {
            v.regel(format!("{}\t{}", e.label, e.uitleg));
        }
    }
    v.wit();
    v.regel("Er wordt nooit iets bewaard zonder dat u opslaat, en nooit iets weggegooid zonder dat oogo het vraagt.");
    Page::new(v)
}

/// What was found amiss; each finding leads to its field.
pub fn findings(bevindingen: &[Bevinding], agenda: &Ontwikkelagenda) -> Page {
    let mut v = Verslag::nieuw("Controle");
    if bevindingen.is_empty() {
        v.regel("Alles is in orde.");
        return Page::new(v);
    }
    for b in bevindingen {
        let doel = doel_van(b);
        let kop = format!("{}: {}", b.ernst, b.melding);
        match b.ernst {
            Ernst::Melding => v.naar_of_niet(kop, doel),
            _ => v.let_op_naar(kop, doel),
        }
        let plaats = match (b.bestand.as_str(), b.regel, &b.veld) {
            ("", ..) => String::new(),
            (bestand, Some(regel), Some(veld)) => format!("{bestand}, regel {regel}, {veld}"),
            (bestand, Some(regel), None) => format!("{bestand}, regel {regel}"),
            (bestand, None, Some(veld)) => format!("{bestand}, {veld}"),
            (bestand, None, None) => bestand.to_owned(),
        };
        if !b.advies.is_empty() {
            v.regel(format!("  {}", b.advies));
        }
        if !plaats.is_empty() {
            let titel = Stuk::van_pad(&b.bestand).map(|s| format!("{}; ", s.titel(agenda))).unwrap_or_default();
            v.zacht(format!("  {titel}{plaats}"));
        }
        v.wit();
    }
    Page::new(v)
}

/// Where a finding is mended.
fn doel_van(b: &Bevinding) -> Option<Doel> {
    let stuk = Stuk::van_pad(&b.bestand)?;
    let soort = Bestandsoort::van_pad(&b.bestand)?;
    Some(match &b.veld {
        Some(veld) => Doel::Veld(stuk, soort, veld.clone()),
        None => Doel::Stuk(stuk),
    })
}

/// The versions, newest first.
pub fn history(van: Option<&Stuk>, verloop: &Verloop) -> Page {
    let mut v = Verslag::nieuw(van.map_or_else(|| "Geschiedenis".to_owned(), |s| format!("Geschiedenis van {s}")));
    for Gebeurtenis { versie, zinnen } in &verloop.gebeurtenissen {
        // In the history of everything a subject begins with what it is about.
        let over = || Stuk::van_onderwerp(&versie.onderwerp);
        let punt = Versiepunt {
            versie: versie.id.to_string(),
            vorige: versie.vorige.map(|v| v.to_string()),
            moment: versie.moment,
            van: van.cloned(),
            over: van.cloned().or_else(over),
        };
        let kop = format!("{}  {}", versie.moment.format("%d-%m-%Y %H:%M"), versie.onderwerp);
        v.naar(kop, Doel::Versie(Box::new(punt)));
        v.zacht(format!("  {} (versie {})", versie.auteur.naam, versie.kort()));
        zinnen.iter().for_each(|zin| v.regel(format!("  - {zin}")));
        if let Some(t) = &versie.toelichting {
            v.regel(format!("  Toelichting: {}", t.replace('\n', " ")));
        }
        v.wit();
    }
    if verloop.gebeurtenissen.is_empty() {
        v.regel("Er zijn nog geen versies.");
    }
    if verloop.is_afgekapt {
        v.zacht(AFGEKAPT);
    }
    Page::new(v)
}

/// A theme's vision and what to talk about.
pub fn thema(agenda: &Ontwikkelagenda, id: &ThemaId) -> Page {
    let Some(t) = agenda.themas.get(id) else { return Page::new(Verslag::nieuw("Thema")) };
    let mut v = Verslag::nieuw(&t.naam);
    v.naar("Dit thema bewerken", Doel::Stuk(Stuk::Thema(id.clone())));
    v.kop("Visie");
    v.regel(t.visie.as_deref().map_or_else(|| "Dit thema heeft nog geen visie.".to_owned(), vloeiend));
    if !t.gesprekspunten.is_empty() {
        v.kop("Gesprekspunten");
        t.gesprekspunten.iter().for_each(|p| v.regel(format!("- {p}")));
    }
    Page::new(v)
}

/// The remarks on an afspraak, oldest first, each with its answers.
pub fn remarks(agenda: &Ontwikkelagenda, id: &AfspraakId) -> Page {
    let mut v = Verslag::nieuw(format!("Opmerkingen bij {id}"));
    for (naam, o) in agenda.gesprekken_bij(id) {
        let naam_van = |v: &str| Plek::zoek(Bestandsoort::Afspraak, v).map_or_else(|_| v.to_owned(), |p| p.naam());
        let over = o.veld.as_deref().map(|v| format!(" over {}", naam_van(v))).unwrap_or_default();
        let stand =
            if o.soort == Opmerkingsoort::Opmerking && agenda.is_afgehandeld(id, naam) { ", afgehandeld" } else { "" };
        let kop = format!("{}{over}{stand}: {}, {}", o.soort.label(), o.functie, agenda.partijnaam(&o.partij));
        let is_vraag = o.soort == Opmerkingsoort::Opmerking;
        let marge = if is_vraag { "" } else { "    " };
        v.naar_of_niet(format!("{marge}{kop}"), is_vraag.then(|| Doel::Opmerking(id.clone(), naam.to_owned())));
        let tekst = o.tekst.as_deref().map(vloeiend).unwrap_or_default();
        tekst.lines().for_each(|r| v.regel(format!("{marge}  {r}")));
        if let Some(moment) = o.tijdstip() {
            v.zacht(format!("{marge}  {}", moment.format("%d-%m-%Y om %H:%M")));
        }
        v.wit();
    }
    if v.regels.is_empty() {
        v.regel("Er zijn geen opmerkingen bij deze afspraak. Met r plaatst u er een.");
    }
    Page::new(v)
}

/// What the whole can be looked at for.
pub fn insights() -> Page {
    let mut v = Verslag::nieuw("Inzicht");
    for welk in Inzicht::ALLE {
        v.naar(welk.label(), Doel::Inzicht(welk));
    }
    Page::new(v)
}

/// The meetings: what comes first, then what was.
pub fn meetings(agenda: &Ontwikkelagenda, vandaag: Datum) -> Page {
    let mut v = Verslag::nieuw("Overleggen");
    let (komt, was): (Vec<_>, Vec<_>) = agenda.overleggen.iter().partition(|(_, o)| o.datum >= vandaag);
    for (kop, lijst) in [("Komt nog", komt), ("Geweest", was.into_iter().rev().collect())] {
        if lijst.is_empty() {
            continue;
        }
        v.kop(kop);
        for (naam, o) in lijst {
            let doel = Doel::Stuk(Stuk::Overleg(naam.clone()));
            v.naar(format!("{} op {}", o.soort.label(), o.datum.lang()), doel);
            let punten = aantal(o.vergaderagenda.len(), "punt op de vergaderagenda", "punten op de vergaderagenda");
            let besluiten = aantal(o.besluiten.len(), "besluit", "besluiten");
            v.zacht(format!("  {punten}, {besluiten}"));
        }
    }
    if v.regels.is_empty() {
        v.regel("Er zijn nog geen overleggen. Maak er een met Ctrl+P, ‘nieuw overleg’.");
    }
    Page::new(v)
}

/// What stands beside the afspraken: the cover page, the parties, the themes.
pub fn parts(agenda: &Ontwikkelagenda) -> Page {
    let mut v = Verslag::nieuw("Partijen, thema’s en voorblad");
    v.naar(format!("Voorblad: {}", agenda.voorblad.naam), Doel::Stuk(Stuk::Voorblad));
    v.kop("Partijen");
    for (id, p) in &agenda.partijen {
        v.naar(format!("{} ({})", p.naam, p.soort.label().to_lowercase()), Doel::Stuk(Stuk::Partij(id.clone())));
    }
    v.kop("Thema’s");
    for (id, t) in agenda.themas_op_volgorde() {
        v.naar(&t.naam, Doel::Stuk(Stuk::Thema(id.clone())));
    }
    v.wit();
    v.zacht("Een partij of thema toevoegen: Ctrl+P, ‘nieuwe partij’ of ‘nieuw thema’.");
    Page::new(v)
}

/// The settings: where they stand, what is wrong in them, and what they are.
pub fn settings(thuis: &Thuis) -> Page {
    let mut v = Verslag::nieuw("Instellingen");
    let pad = match instellingen::maak(thuis) {
        Ok(pad) => pad,
        Err(fout) => {
            v.let_op(fout.to_string());
            return Page::new(v);
        }
    };
    v.regel(
        "Uw instellingen staan in dit bestand. Wijzig het met een tekstverwerker zoals Kladblok en start oogo opnieuw.",
    );
    v.regel(pad.display().to_string());
    instellingen::lees(thuis).1.iter().for_each(|fout| v.let_op(fout));
    v.wit();
    match std::fs::read_to_string(&pad) {
        Ok(tekst) => v.regel(tekst),
        Err(e) => v.let_op(crate::store::disk::reden(&e)),
    }
    Page::new(v)
}
