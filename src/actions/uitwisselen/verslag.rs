//! What an exchange would do, to read beforehand.

use super::{Vooraf, Weg};
use crate::agenda::tekst::{aantal, opsomming};
use crate::export::verslag::{Doel, Verslag};
use crate::git::Versie;

/// So many versions of one side are named.
const GENOEMD: usize = 12;

/// What is said before anything leaves this copy for the first time.
pub const EERSTE: &str = "Alles in deze ontwikkelagenda leest de andere partij straks, ook alle eerdere versies.";

/// In one line: how many of theirs and of ours.
pub fn aankondiging(vooraf: &Vooraf) -> String {
    let van_hen = aantal(vooraf.van_hen().len(), "wijziging", "wijzigingen");
    if vooraf.is_halverwege() {
        return halverwege(vooraf, &van_hen);
    }
    match (vooraf.is_gelijk(), vooraf.is_bestand()) {
        (true, true) => "Al ingelezen: hierin staat niets dat u nog niet hebt.".to_owned(),
        (true, false) => format!("Alles is al uitgewisseld met {}.", vooraf.adres),
        (false, true) => format!("{van_hen} van hen, uit {}.", vooraf.adres),
        (false, false) => {
            format!("{van_hen} van hen, {} van u. Uitwisselen met {}.", vooraf.van_ons.len(), vooraf.adres)
        }
    }
}

fn halverwege(vooraf: &Vooraf, van_hen: &str) -> String {
    match &vooraf.aankomst {
        None => "Hier staat niets door elkaar; er is niets te ontwarren.".to_owned(),
        Some(a) if a.weg == Weg::Afronden => format!(
            "Met git is een samenvoeging begonnen en niet afgemaakt: {van_hen} van hen, {} van u. Waar iemand in een bestand al koos, blijft dat zo.",
            a.van_ons.len()
        ),
        Some(a) => {
            let namen: Vec<&str> = a.wijzigingen.iter().map(|w| w.pad.as_str()).collect();
            format!("Twee teksten staan door elkaar in {}.", opsomming(&namen))
        }
    }
}

/// What parties said that no longer holds then, as a sentence.
pub fn eindigt(vooraf: &Vooraf) -> Option<String> {
    let wat: Vec<&str> = vooraf.eindigt().iter().map(String::as_str).collect();
    let is_geschoond = vooraf.aankomst.as_ref().is_some_and(|a| a.schoning.is_some());
    let begin = if is_geschoond { "Opnieuw te zeggen is dan" } else { "Hiermee is achterhaald wat partijen zeiden" };
    (!wat.is_empty()).then(|| format!("{begin}: {}.", opsomming(&wat)))
}

/// How many choices wait, as a sentence.
pub fn keuzes(n: usize) -> String {
    let plaatsen = aantal(n, "plaats", "plaatsen");
    format!("Op {plaatsen} botst wat beide kanten deden; daar moet iemand kiezen.")
}

/// What comes and goes, what ends with it, and what is to be done first.
pub fn verslag(vooraf: &Vooraf) -> Verslag {
    let (titel, knop) = match (vooraf.is_halverwege(), vooraf.is_bestand()) {
        (true, _) => ("Ontwarren", "Nu ontwarren"),
        (_, true) => ("Inlezen", "Nu inlezen"),
        _ => ("Uitwisselen", "Nu uitwisselen"),
    };
    let mut v = Verslag::nieuw(titel);
    v.regel(aankondiging(vooraf));
    if vooraf.is_gelijk() {
        return v;
    }
    if let Some(schoning) = vooraf.aankomst.as_ref().and_then(|a| a.schoning.as_ref()) {
        v.let_op(format!(
            "De geschiedenis is geschoond: {schoning}. Zij komt in de plaats van die van u; de versies van daarvoor worden op deze computer gewist. Wat u daarna nog opsloeg, gaat mee als één versie die de losse versies noemt. Wat partijen daarvoor over een tekst zeiden, is dan niet meer na te gaan."
        ));
    }
    if vooraf.is_eerste && !vooraf.van_ons.is_empty() {
        v.let_op(EERSTE);
    }
    if let Some(zin) = eindigt(vooraf) {
        v.let_op(zin);
    }
    match vooraf.vragen().len() {
        0 => v.naar(knop, Doel::WisselUit),
        n => {
            v.let_op(keuzes(n));
            v.naar("Nu kiezen", Doel::KiesWatGeldt);
        }
    }
    let gekozen = vooraf.aankomst.as_ref().map_or(0, |a| a.gekozen.len());
    if gekozen > 0 && vooraf.vragen().is_empty() {
        v.naar(format!("Opnieuw kiezen ({} gemaakt)", aantal(gekozen, "keuze", "keuzes")), Doel::KiesOpnieuw);
    }
    lijst(&mut v, "Van hen", vooraf.van_hen());
    lijst(&mut v, "Van u", &vooraf.van_ons);
    v
}

/// What is said when a rewritten history took the place of ours, and of the old one this is still there.
pub(super) fn geschoond(blijft: &[String]) -> String {
    let rest = match blijft {
        [] => "De versies van voor de schoning zijn op deze computer gewist.".to_owned(),
        namen => format!(
            "De oude geschiedenis staat nog op deze computer, want dit houdt haar vast: {}. Vraag een beheerder om dat weg te halen; daarna wist ‘oogo beheer opruimen’ haar.",
            opsomming(&namen.iter().map(String::as_str).collect::<Vec<_>>()).trim_end_matches('.')
        ),
    };
    format!("De geschoonde geschiedenis staat nu hier. {rest} Kijk ook naar reservekopieën en uitwisselbestanden.")
}

fn lijst(v: &mut Verslag, kop: &str, versies: &[Versie]) {
    if versies.is_empty() {
        return;
    }
    v.kop(kop);
    for versie in versies.iter().take(GENOEMD) {
        v.regel(versie.onderwerp.clone());
        v.zacht(format!("  {}, {}", versie.auteur.naam, versie.moment.format("%d-%m-%Y %H:%M")));
        if let Some(waarom) = &versie.toelichting {
            v.zacht(format!("  {waarom}"));
        }
    }
    if versies.len() > GENOEMD {
        v.zacht(format!("en nog {}", versies.len() - GENOEMD));
    }
}
