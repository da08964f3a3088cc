//! What an exchange would do, to read beforehand.

use toml::Value;

use super::{Opties, Vooraf, Weg};
use crate::agenda::Ontwikkelagenda;
use crate::agenda::tekst::{aantal, opsomming, zichtbaar};
use crate::export::verslag::{Doel, Verslag, Zijde};
use crate::export::vraag::{Kant, Vraag, gevolg};
use crate::git::Versie;
use crate::merge::Choice;

/// So many versions of one side are named.
const GENOEMD: usize = 12;

const EERSTE: &str = "Alles in deze ontwikkelagenda leest de andere partij straks, ook alle eerdere versies.";
/// So many parties are named.
const PARTIJEN: usize = 3;

/// What leaves this copy the first time, and who reads that.
pub fn eerste(agenda: &Ontwikkelagenda) -> String {
    let mut namen: Vec<String> = agenda.partijen.values().map(|p| zichtbaar(&p.naam).into_owned()).collect();
    let meer = namen.len().saturating_sub(PARTIJEN);
    namen.truncate(PARTIJEN);
    namen.extend((meer > 0).then(|| format!("nog {meer}")));
    format!("{EERSTE} De partijen zijn hier: {}.", opsomming(&namen))
}

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
        (false, false) if vooraf.aankomst.is_none() => {
            let versies = aantal(vooraf.van_ons.len(), "versie", "versies");
            match vooraf.wordt_gemaakt {
                true => {
                    format!("De map {} is er nog niet; oogo maakt haar. Alles gaat erheen: {versies}.", vooraf.adres)
                }
                false => format!("Er staat nog niets in {}. Alles gaat erheen: {versies}.", vooraf.adres),
            }
        }
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
pub fn verslag(vooraf: &Vooraf, opties: &Opties, agenda: &Ontwikkelagenda) -> Verslag {
    let titel = titel(vooraf);
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
        v.let_op(eerste(agenda));
    }
    if let Some(zin) = eindigt(vooraf) {
        v.let_op(zin);
    }
    match vooraf.vragen().iter().filter(|q| !opties.heeft_gekozen(q)).count() {
        0 => v.naar(format!("Nu {}", titel.to_lowercase()), Doel::WisselUit),
        n => {
            v.let_op(keuzes(n));
            v.naar("Nu kiezen", Doel::KiesWatGeldt);
        }
    }
    let gekozen: Vec<_> = vooraf.alle_vragen().filter_map(|q| Some((q, opties.keuze(q)?))).collect();
    if !gekozen.is_empty() {
        v.kop("Wat u koos");
        for (q, keuze) in gekozen {
            let kant = Kant::van(keuze, q);
            let eigen = match (kant, keuze) {
                (Kant::Eigen, Choice::Value(Value::String(tekst))) => format!(" ‘{}’", begin_van(tekst)),
                _ => String::new(),
            };
            let (woord, gevolg) = (kant.woord().to_lowercase(), gevolg(q, kant));
            let wat = format!("{}: {woord}{gevolg}{eigen}", Vraag::van(q, agenda).kop);
            v.naar(wat, Doel::KiesOpnieuw(q.about.clone(), q.field.clone()));
        }
    }
    for kant in [Zijde::Hen, Zijde::Ons] {
        let versies = van(vooraf, kant);
        lijst(&mut v, kant, &versies[..versies.len().min(GENOEMD)]);
        if versies.len() > GENOEMD {
            let meer = format!("en nog {}", aantal(versies.len() - GENOEMD, "versie", "versies"));
            v.naar(meer, Doel::AlleVersies(kant));
        }
    }
    v
}

fn titel(vooraf: &Vooraf) -> &'static str {
    match (vooraf.is_halverwege(), vooraf.is_bestand()) {
        (true, _) => "Ontwarren",
        (_, true) => "Inlezen",
        _ => "Uitwisselen",
    }
}

/// All versions of one side.
pub fn alle_versies(vooraf: &Vooraf, kant: Zijde) -> Verslag {
    let mut v = Verslag::nieuw(titel(vooraf));
    lijst(&mut v, kant, van(vooraf, kant));
    v
}

fn van(vooraf: &Vooraf, kant: Zijde) -> &[Versie] {
    match kant {
        Zijde::Hen => vooraf.van_hen(),
        Zijde::Ons => &vooraf.van_ons,
    }
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

/// So much of a text as one knows it by.
fn begin_van(tekst: &str) -> String {
    let regel = tekst.split_whitespace().collect::<Vec<_>>().join(" ");
    let begin: String = regel.chars().take(60).collect();
    if begin == regel { begin } else { format!("{}…", begin.trim_end()) }
}

fn lijst(v: &mut Verslag, kant: Zijde, versies: &[Versie]) {
    if versies.is_empty() {
        return;
    }
    v.kop(match kant {
        Zijde::Hen => "Van hen",
        Zijde::Ons => "Van u",
    });
    for versie in versies {
        v.regel(versie.onderwerp.clone());
        v.zacht(format!("  {}, {}", versie.auteur.naam, versie.moment.format("%d-%m-%Y %H:%M")));
        if let Some(waarom) = &versie.toelichting {
            v.zacht(format!("  {waarom}"));
        }
    }
}
