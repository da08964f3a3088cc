//! Plain, linear text for a terminal, a screen reader or a script.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::actions::document::planperiode;
use crate::actions::geschiedenis::{AFGEKAPT, Verloop};
use crate::actions::zoek::Vindplaats;
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::proza::blokken;
use crate::agenda::tekst::{aantal, opsomming, zichtbaar};
use crate::agenda::{Afspraak, AfspraakId, Datum, Ontwikkelagenda, volledigheid};
use crate::export::tekst;

/// The whole in brief: each theme with its afspraken.
pub fn overzicht(agenda: &Ontwikkelagenda, vandaag: Datum) -> String {
    let v = &agenda.voorblad;
    let mut uit = format!("{}\n", v.naam);
    if let Some(p) = planperiode(v) {
        let _ = writeln!(uit, "Planperiode: {p}.");
    }
    let _ = writeln!(
        uit,
        "{}, {}, {}.",
        aantal(agenda.partijen.len(), "partij", "partijen"),
        aantal(agenda.themas.len(), "thema", "thema’s"),
        aantal(agenda.afspraken.len(), "afspraak", "afspraken")
    );
    for (id, thema) in agenda.themas_op_volgorde() {
        let _ = writeln!(uit, "\nThema {} ({id})", thema.naam);
        let mut leeg = true;
        for a in agenda.afspraken_van(id) {
            leeg = false;
            uit.push_str(&in_het_kort(agenda, a, vandaag));
        }
        if leeg {
            uit.push_str("  Nog geen afspraken.\n");
        }
    }
    let los: Vec<&AfspraakId> =
        agenda.afspraken.values().filter(|g| !agenda.themas.contains_key(&g.thema)).map(|g| &g.afspraak.id).collect();
    if !los.is_empty() {
        let namen: Vec<&str> = los.iter().map(|i| i.as_str()).collect();
        let _ = writeln!(uit, "\nZonder bruikbaar thema: {}.", opsomming(&namen));
    }
    uit
}

/// An afspraak in two lines.
pub fn in_het_kort(agenda: &Ontwikkelagenda, a: &Afspraak, vandaag: Datum) -> String {
    format!("{}  {}\n  {}\n", a.id, a.titel, regel(agenda, a, vandaag))
}

/// Status, who leads, what is due first, what is missing.
fn regel(agenda: &Ontwikkelagenda, a: &Afspraak, vandaag: Datum) -> String {
    let mut delen = vec![match &a.einde {
        Some(e) => e.soort.label().to_owned(),
        None => agenda.status(&a.id).label().to_owned(),
    }];
    if !a.trekker.is_empty() {
        let namen: Vec<&str> = a.trekker.iter().map(|p| agenda.partijnaam(p)).collect();
        delen.push(format!("trekker {}", opsomming(&namen)));
    }
    if let Some((datum, wat)) = agenda.eerste_deadline(a, vandaag) {
        delen.push(format!("{} {wat}", datum.kort()));
    }
    let ontbreekt = volledigheid::ontbreekt(a);
    if !ontbreekt.is_empty() && a.einde.is_none() {
        let namen: Vec<String> = ontbreekt.iter().map(|v| v.label.to_lowercase()).collect();
        delen.push(format!("ontbreekt: {}", opsomming(&namen)));
    }
    delen.join("; ")
}

/// What a search found.
pub fn vindplaatsen(gevonden: &[Vindplaats]) -> String {
    let mut uit = String::new();
    for v in gevonden {
        let titel = v.titel.as_deref().map(|t| format!("  {t}")).unwrap_or_default();
        let soort = if v.soort == crate::agenda::Bestandsoort::Afspraak {
            String::new()
        } else {
            format!(" ({})", v.soort.label())
        };
        let _ = writeln!(uit, "{}{soort}{titel}", v.naam);
        for t in v.treffers.iter().take(3) {
            let _ = writeln!(uit, "  {}: {}", t.veld, t.zin);
        }
        if v.treffers.len() > 3 {
            let _ = writeln!(uit, "  en nog op {}", aantal(v.treffers.len() - 3, "plaats", "plaatsen"));
        }
    }
    uit
}

/// The versions, newest first.
pub fn verloop(verloop: &Verloop) -> String {
    let mut uit = String::new();
    for g in &verloop.gebeurtenissen {
        let v = &g.versie;
        let _ = writeln!(uit, "{}  {}  {}", v.kort(), v.moment.format("%d-%m-%Y %H:%M"), v.onderwerp);
        let _ = writeln!(uit, "  {}", v.auteur.naam);
        for zin in &g.zinnen {
            let _ = writeln!(uit, "  - {zin}");
        }
        if let Some(t) = &v.toelichting {
            let _ = writeln!(uit, "  Toelichting: {}", tekst::inspringen(t));
        }
    }
    if verloop.is_afgekapt {
        let _ = writeln!(uit, "{}", AFGEKAPT);
    }
    uit
}

/// The remarks, oldest first, with answers under what they answer.
pub fn opmerkingen(agenda: &Ontwikkelagenda, alleen: Option<&AfspraakId>) -> String {
    let mut uit = String::new();
    let ids: BTreeSet<&AfspraakId> = agenda.opmerkingen.keys().map(|(id, _)| id).collect();
    let gesprekken = ids.into_iter().filter(|id| alleen.is_none_or(|a| a == *id));
    for (id, (naam, o)) in gesprekken.flat_map(|id| agenda.gesprekken_bij(id).into_iter().map(move |g| (id, g))) {
        let open = if o.soort != Opmerkingsoort::Opmerking {
            format!("{} op {}", o.soort.label().to_lowercase(), o.bij.as_deref().unwrap_or("?"))
        } else if agenda.is_afgehandeld(id, naam) {
            "afgehandeld".to_owned()
        } else {
            "open".to_owned()
        };
        let veld = o.veld.as_deref().map(|v| format!(" over {v}")).unwrap_or_default();
        let _ = writeln!(uit, "{id} {naam}: {open}{veld}");
        let _ = writeln!(uit, "  {}, {}", o.functie, agenda.partijnaam(&o.partij));
        if let Some(t) = &o.tekst {
            tekst::proza(&blokken(t), "  ", &mut uit);
        }
    }
    if uit.is_empty() {
        uit.push_str("Er zijn geen opmerkingen.\n");
    }
    uit
}

/// Text for a terminal: nothing in it can steer the screen.
pub fn veilig(tekst: &str) -> String {
    zichtbaar(tekst).into_owned()
}
