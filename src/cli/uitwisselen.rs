//! `oogo uitwisselen`, `inlezen` and `samenvoegen`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::argumenten::Waar;
use super::json::versie;
use super::kiezen::{Kies, conflict_json, in_vragen, vraag};
use super::opdracht::{Uitkomst, kopie};
use super::{Antwoord, meld, tekst};
use crate::actions::fout::Foutsoort;
use crate::actions::uitwisselen::{self as actie, Gedaan, Met, Opties, Uitgewisseld, Vooraf, Vorm};
use crate::actions::{Fout, Kopie};
use crate::export::verslag::Doel;
use crate::git::{Versie, mag_vragen};

/// So many versions are named.
const GENOEMD: usize = 12;

#[derive(Debug, Args)]
pub struct UitwisselArgumenten {
    /// De gedeelde map op een netwerkschijf of stick, of een server (naam@server:pad); oogo onthoudt het adres
    #[arg(long, value_name = "ADRES")]
    met: Option<String>,
    /// Vertrouwt een server die hier nog niet bekend is, als hij deze vingerafdruk laat zien
    #[arg(long, value_name = "SHA256:…")]
    server: Option<String>,
    /// Schrijf in plaats daarvan alles in een bestand om te mailen; met een map krijgt het zelf een naam
    #[arg(long, value_name = "BESTAND", conflicts_with_all = ["met", "bekijk", "vul_aan", "kies"])]
    bestand: Option<PathBuf>,
    /// Maak er een zipbestand van, voor mail die niets anders doorlaat
    #[arg(long, requires = "bestand")]
    zip: bool,
    /// Alleen wat er sinds het vorige uitwisselbestand bij kwam; wie dat niet heeft, kan het niet inlezen
    #[arg(long, requires = "bestand")]
    alleen_nieuwste: bool,
    /// Laat alleen zien wat er zou komen en gaan
    #[arg(long)]
    bekijk: bool,
    /// Geef de gedeelde map terug wat zij mist, als zij uit een reservekopie is teruggezet
    #[arg(long)]
    vul_aan: bool,
    #[command(flatten)]
    kies: Kies,
}

/// Whether somebody sits at a terminal who can be asked.
pub(super) fn is_gesprek(waar: &Waar) -> bool {
    !waar.json && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

pub(super) fn uitwisselen(hoe: &UitwisselArgumenten, waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    if let Some(doel) = &hoe.bestand {
        let vorm = Vorm { zip: hoe.zip, alleen_nieuwste: hoe.alleen_nieuwste };
        return naar_bestand(&kopie, doel, vorm, waar);
    }
    let met = hoe.met.clone().map_or(Met::Bekend, Met::Adres);
    if let Some(vingerafdruk) = &hoe.server {
        actie::vertrouw_server(&actie::adres(&kopie, &met)?, vingerafdruk)?;
    }
    let mut opties = Opties { vul_aan: hoe.vul_aan, ..Opties::met_antwoorden(met, hoe.kies.lees()?) };
    if hoe.bekijk {
        let vooraf = bekijk(&kopie, &mut opties, waar)?;
        return toon_vooraf(&kopie, &vooraf, &opties, waar, "uitwisselen");
    }
    doe(kopie, opties, waar, "uitwisselen")
}

pub(super) fn inlezen(bestand: &Path, kies: &Kies, waar: &Waar) -> Uitkomst {
    let opties = Opties::met_antwoorden(Met::Bestand(bestand.to_path_buf()), kies.lees()?);
    doe(kopie(waar)?, opties, waar, &format!("inlezen \"{}\"", bestand.display()))
}

pub(super) fn ontwarren(bekijk: bool, kies: &Kies, waar: &Waar) -> Uitkomst {
    let mut opties = Opties::met_antwoorden(Met::Halverwege, kies.lees()?);
    let kopie = kopie(waar)?;
    if bekijk {
        let vooraf = actie::bekijk(&kopie, &mut opties)?;
        return toon_vooraf(&kopie, &vooraf, &opties, waar, "ontwarren");
    }
    doe(kopie, opties, waar, "ontwarren")
}

/// What it would do; ends with 1 where a person has to decide first.
fn toon_vooraf(kopie: &Kopie, vooraf: &Vooraf, opties: &Opties, waar: &Waar, opdracht: &str) -> Uitkomst {
    ongevraagd(vooraf, opties);
    let code = u8::from(!vooraf.vragen().is_empty());
    if waar.json {
        return Ok(Antwoord { code, ..Antwoord::json(&vooraf_json(vooraf))? });
    }
    let mut uit = te_lezen(kopie, vooraf, opties)?;
    if code != 0 {
        uit.push('\n');
        uit.push_str(&in_vragen(kopie, vooraf, opdracht)?);
    }
    Ok(Antwoord { tekst: tekst::veilig(&uit), code })
}

/// What comes and goes, without what one would choose on screen.
fn te_lezen(kopie: &Kopie, vooraf: &Vooraf, opties: &Opties) -> Result<String, Fout> {
    let mut verslag = actie::verslag(vooraf, opties, &kopie.lees()?.agenda);
    verslag.regels.retain(|r| !matches!(r.doel, Some(Doel::WisselUit | Doel::KiesWatGeldt)));
    Ok(verslag.tekst())
}

/// Names the answers to what is not asked.
fn ongevraagd(vooraf: &Vooraf, opties: &Opties) {
    for (over, veld) in opties.antwoorden.keys().filter(|(over, veld)| vooraf.vraag(over, veld).is_none()) {
        meld(&format!("--kies {over}:{veld} past bij geen vraag."));
    }
}

/// Looks; a server that is not known here is named by its fingerprint, and whoever is at a terminal is asked.
fn bekijk(kopie: &Kopie, opties: &mut Opties, waar: &Waar) -> Result<Vooraf, Fout> {
    let gesprek = is_gesprek(waar);
    if gesprek {
        // Nothing else uses the terminal now: `ssh` may ask for the password of a key.
        mag_vragen();
    }
    let fout = match actie::bekijk(kopie, opties) {
        Err(fout) if fout.soort == Foutsoort::OnbekendeServer => fout,
        anders => return anders,
    };
    let adres = actie::adres(kopie, &opties.met)?;
    let vingerafdruk = actie::serversleutel(&adres)?.vingerafdruk;
    let wat = format!("{} Zijn vingerafdruk is {vingerafdruk}.", fout.wat);
    if !gesprek {
        let advies = format!("{} Klopt hij, herhaal de opdracht dan met --server {vingerafdruk}.", fout.advies);
        return Err(Fout { wat, advies, ..fout });
    }
    meld(&format!("{wat} Vergelijk die met wat de beheerder van de server zegt."));
    if !zegt_ja("Is het dezelfde?") {
        return Err(Fout { wat, advies: "U brak het af; er is niets verzonden.".to_owned(), ..fout });
    }
    actie::vertrouw_server(&adres, &vingerafdruk)?;
    actie::bekijk(kopie, opties)
}

/// Looks, asks whoever is at a terminal, and does it.
fn doe(kopie: Kopie, mut opties: Opties, waar: &Waar, opdracht: &str) -> Uitkomst {
    let mut vooraf = bekijk(&kopie, &mut opties, waar)?;
    // What comes in later is another question than the one that was answered.
    vooraf.gekozen().iter().for_each(|(q, keuze)| opties.kies(q, keuze.clone()));
    let mut is_begonnen = false;
    if is_gesprek(waar) && !vooraf.is_gelijk() {
        meld(&te_lezen(&kopie, &vooraf, &opties)?);
        if !vooraf.vragen().is_empty() {
            if !vraag(&kopie, &vooraf, &mut opties)? {
                return afgebroken();
            }
            vooraf = actie::bekijk(&kopie, &mut opties)?;
        }
        if !waar.ja && !zegt_ja("Doorgaan?") {
            return afgebroken();
        }
    } else if vooraf.is_eerste && !vooraf.van_ons.is_empty() {
        meld(&actie::eerste(&kopie.lees()?.agenda));
    }
    ongevraagd(&vooraf, &opties);
    loop {
        if !vooraf.vragen().is_empty() {
            return onbeslist(&kopie, &vooraf, is_begonnen, waar, opdracht);
        }
        if let Some(zin) = actie::eindigt(&vooraf).filter(|_| !waar.ja) {
            meld(&zin);
            if is_gesprek(waar) && !zegt_ja("Toch doorgaan?") {
                return afgebroken();
            }
        }
        // What ends was told, to whoever is there to hear it.
        match actie::wissel_uit(&kopie.clone().mag_eindigen(), &mut opties, vooraf)? {
            Uitgewisseld::Klaar(gedaan) => {
                actie::vergeet(&kopie);
                return klaar(&gedaan, waar);
            }
            Uitgewisseld::Eerst(opnieuw) => {
                is_begonnen = true;
                vooraf = *opnieuw;
            }
        }
    }
}

fn naar_bestand(kopie: &Kopie, doel: &Path, vorm: Vorm, waar: &Waar) -> Uitkomst {
    if actie::is_eerste(kopie)? {
        meld(&actie::eerste(&kopie.lees()?.agenda));
        if is_gesprek(waar) && !waar.ja && !zegt_ja("Doorgaan?") {
            return afgebroken();
        }
    }
    let geschreven = actie::schrijf(kopie, doel, vorm)?;
    let pad = geschreven.pad.display().to_string();
    if waar.json {
        return Antwoord::json(&json!({ "bestand": pad, "nummer": geschreven.nr }));
    }
    Antwoord::tekst(format!(
        "Het uitwisselbestand (nummer {}) staat in {pad}.\nDe andere partij leest het in met: oogo inlezen \"{}\"\n",
        geschreven.nr,
        geschreven.pad.file_name().unwrap_or_default().to_string_lossy()
    ))
}

pub(super) fn samenvoegen(basis: &Path, ons: &Path, hun: &Path, pad: Option<&str>) -> Uitkomst {
    let samen = actie::samenvoegen(basis, ons, hun, pad)?;
    let bestand = pad.map_or_else(|| ons.display().to_string(), str::to_owned);
    let waarom = match &samen.geen_toml {
        Some(reden) => format!("Van {bestand} is een van de drie geen geldige TOML ({reden})"),
        None if samen.conflicten.is_empty() => return Ok(Antwoord::default()),
        None => format!("In {bestand} wijzigden beide kanten hetzelfde: {}", samen.conflicten.join(", ")),
    };
    meld(&format!("{waarom}. Beide teksten staan er nu in, met <<<<<<< en >>>>>>> eromheen."));
    Ok(Antwoord { code: 1, ..Antwoord::default() })
}

fn afgebroken() -> Uitkomst {
    Ok(Antwoord { tekst: "Er is niets veranderd.\n".to_owned(), code: 1 })
}

pub(super) fn zegt_ja(wat: &str) -> bool {
    matches!(antwoord(&format!("{wat} Typ j en Enter.")).as_deref(), Some("j" | "ja"))
}

pub(super) fn antwoord(wat: &str) -> Option<String> {
    meld(wat);
    let mut regel = String::new();
    std::io::stdin().read_line(&mut regel).ok().filter(|n| *n > 0)?;
    Some(regel.trim().to_lowercase())
}

/// Ends with 1: a person has to decide, and nothing was changed.
fn onbeslist(kopie: &Kopie, vooraf: &Vooraf, is_begonnen: bool, waar: &Waar, opdracht: &str) -> Uitkomst {
    if waar.json {
        let conflicten: Vec<Value> = vooraf.vragen().iter().map(|q| conflict_json(q, vooraf)).collect();
        let antwoord = Antwoord::json(&json!({ "conflicten": conflicten }))?;
        return Ok(Antwoord { code: 1, ..antwoord });
    }
    let stand = match is_begonnen {
        true => "Intussen kwam er iets bij. Wat eerder binnenkwam staat al bij u; er is nog niets verzonden.",
        false => "Er is nog niets veranderd.",
    };
    let mut uit = format!("{} {stand}\n\n", actie::keuzes(vooraf.vragen().len()));
    uit.push_str(&in_vragen(kopie, vooraf, opdracht)?);
    Ok(Antwoord { tekst: tekst::veilig(&uit), code: 1 })
}

fn vooraf_json(vooraf: &Vooraf) -> Value {
    let lijst = |versies: &[Versie]| versies.iter().map(versie).collect::<Vec<_>>();
    json!({
        "adres": vooraf.adres,
        "eerste-keer": vooraf.is_eerste,
        "van-hen": lijst(vooraf.van_hen()),
        "van-ons": lijst(&vooraf.van_ons),
        "eindigt": vooraf.eindigt(),
        "conflicten": vooraf.vragen().iter().map(|q| conflict_json(q, vooraf)).collect::<Vec<_>>(),
    })
}

fn lijst(uit: &mut String, kop: &str, versies: &[Versie]) {
    if versies.is_empty() {
        return;
    }
    uit.push_str(&format!("{kop}:\n"));
    for v in versies.iter().take(GENOEMD) {
        uit.push_str(&format!("  {} ({}, {})\n", v.onderwerp, v.auteur.naam, v.moment.format("%d-%m-%Y %H:%M")));
    }
    if versies.len() > GENOEMD {
        uit.push_str(&format!("  en nog {}\n", versies.len() - GENOEMD));
    }
}

fn klaar(gedaan: &Gedaan, waar: &Waar) -> Uitkomst {
    if waar.json {
        let lijst = |versies: &[Versie]| versies.iter().map(versie).collect::<Vec<_>>();
        return Antwoord::json(&json!({
            "adres": gedaan.adres,
            "ontvangen": lijst(&gedaan.ontvangen),
            "verzonden": lijst(&gedaan.verzonden),
            "samengevoegd": gedaan.samengevoegd.as_ref().map(versie),
            "geschoond": gedaan.geschoond,
            "conflicten": [],
        }));
    }
    if gedaan.is_halverwege {
        return Antwoord::tekst(tekst::veilig(&match &gedaan.samengevoegd {
            Some(v) => format!("{} (versie {}).\n", v.onderwerp, v.kort()),
            None => "Hier staat niets door elkaar; er is niets te ontwarren.\n".to_owned(),
        }));
    }
    if let Some(zin) = &gedaan.geschoond {
        meld(zin);
    }
    let is_stil = gedaan.geschoond.is_none() && gedaan.ontvangen.is_empty();
    if is_stil && gedaan.is_bestand {
        return Antwoord::tekst("Al ingelezen: hierin staat niets dat u nog niet hebt.\n");
    }
    if is_stil && gedaan.verzonden.is_empty() {
        return Antwoord::tekst(format!("Alles is al uitgewisseld met {}.\n", gedaan.adres));
    }
    let mut uit = String::new();
    lijst(&mut uit, "Ontvangen", &gedaan.ontvangen);
    lijst(&mut uit, "Verzonden", &gedaan.verzonden);
    if let Some(v) = &gedaan.samengevoegd {
        uit.push_str(&format!("{} (versie {}).\n", v.onderwerp, v.kort()));
    }
    Antwoord::tekst(tekst::veilig(&uit))
}
