//! From a subcommand to its action, and from the action's value to an answer.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::CommandFactory;
use serde_json::json;

use super::akkoord::Op;
use super::argumenten::{Argumenten, Opdracht, Waar};
use super::deelopdrachten::{Beheer, Rijopdracht, Voorblad};
use super::{
    Antwoord, akkoord, json as als_json, lezen, onderdelen, openen, privacy, schoning, sleutels, tekst, uitwisselen,
    vergelijken,
};
use crate::actions::afspraak::Rijwijziging;
use crate::actions::bewerk::Invoer;
use crate::actions::gebruiker::{self, Gebruiker};
use crate::actions::naslag::Naslag;
use crate::actions::{
    Fout, Kopie, Thuis, afspraak, bezoek, controleer, geschiedenis, instellingen, nieuw, ontvangen, opmaak, opslaan,
    sjabloon, voorbeeld,
};
use crate::agenda::begrippen;
use crate::agenda::tekst::aantal;
use crate::export::inzicht::{self as inzicht_verslag};
use crate::export::standpunten::Welke;
use crate::git::{Versie, bekijk_alleen};
use crate::store::load::VOORBLAD;
use crate::tui::app::Opening;
use crate::tui::keys::keymap;

pub(super) type Uitkomst = Result<Antwoord, Fout>;

pub(super) fn hier() -> Result<PathBuf, Fout> {
    std::env::current_dir().map_err(|_| Fout::nieuw("De huidige map bestaat niet meer.", "Ga naar een andere map."))
}

/// The ontwikkelagenda that a subcommand works on; a save that broke off is finished first.
pub(super) fn kopie(waar: &Waar) -> Result<Kopie, Fout> {
    let kopie = match &waar.map {
        Some(map) => Kopie::vind(map, &Thuis::van_systeem()?)?,
        None => Kopie::vind(&hier()?, &Thuis::van_systeem()?)?,
    };
    let kopie = match &waar.toch {
        Some(reden) => kopie.met_reden(reden),
        None => kopie,
    };
    let kopie = if waar.ja { kopie.mag_eindigen() } else { kopie };
    // What cannot be finished now does not stop a reader; a save tries again and says why.
    if let Ok(Some(melding)) = kopie.herstel() {
        super::meld(&melding);
    }
    Ok(kopie)
}

pub(super) fn invoer(velden: &[String]) -> Result<Vec<Invoer>, Fout> {
    velden.iter().map(|v| Invoer::lees(v)).collect()
}

/// Starts upkeep as a program of its own when there is much to tidy, so that nobody waits for it.
fn onderhoud(waar: &Waar) {
    let Ok(kopie) = kopie(waar) else { return };
    let nodig = kopie.versies().is_ok_and(|r| r.is_opruimen_nodig());
    if let (true, Ok(oogo)) = (nodig, std::env::current_exe()) {
        let mut opdracht = Command::new(oogo);
        opdracht.args(["beheer", "opruimen", "--map"]).arg(kopie.wortel());
        // Without it nothing is lost; the next save tries again.
        let _ = opdracht.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    }
}

/// What a save did.
pub(super) fn opgeslagen(waar: &Waar, versie: Option<&Versie>) -> Uitkomst {
    if versie.is_some() {
        onderhoud(waar);
    }
    match versie {
        Some(v) if waar.json => Antwoord::json(&als_json::versie(v)),
        Some(v) => Antwoord::tekst(tekst::veilig(&format!("Opgeslagen: {} (versie {}).\n", v.onderwerp, v.kort()))),
        None if waar.json => Antwoord::json(&json!(null)),
        None => Antwoord::tekst("Er is niets veranderd: dit stond er al.\n"),
    }
}

pub fn voer_uit(argumenten: Argumenten) -> Uitkomst {
    let Some(opdracht) = argumenten.opdracht else {
        let opening = Opening { map: argumenten.map, read_only: argumenten.alleen_lezen, ..Opening::default() };
        return if argumenten.schermlezer { openen::zonder_scherm(opening) } else { openen::open(opening) };
    };
    match opdracht {
        Opdracht::MijnGegevens { partij, functie, mailbox, naam, waar } => {
            mijn_gegevens(&waar, partij.as_deref(), functie.as_deref(), mailbox.as_deref(), naam.as_deref())
        }
        Opdracht::Voorbeeld { map } => {
            let kopie = voorbeeld::voorbeeld(&Thuis::van_systeem()?, map.as_deref())?;
            let offer_tour = bezoek::vorige(&kopie).is_none();
            openen::open(Opening { map: Some(kopie.wortel().to_path_buf()), offer_tour, ..Opening::default() })
        }
        Opdracht::Nieuw { map, naam, regio } => {
            let kopie = nieuw::nieuw(&Thuis::van_systeem()?, &map, naam.as_deref(), regio.as_deref())?;
            if let Some(b) = controleer::gesynchroniseerd(kopie.wortel()) {
                super::meld(&b.to_string());
            }
            let waar = kopie.wortel().display();
            Antwoord::tekst(format!(
                "De ontwikkelagenda staat in {waar}.\nVoeg nu uw partij toe: oogo partij nieuw --map \"{waar}\" --naam \"gemeente …\"\n"
            ))
        }
        Opdracht::Toon { id: None, html: None, welke, waar } if welke.is_gekozen() => lezen::selectie(&waar, &welke),
        Opdracht::Toon { id, html, waar, .. } => lezen::toon(&waar, id.as_deref(), html.as_deref()),
        Opdracht::Open { adres, map } => {
            let kopie = ontvangen::haal_op(&Thuis::van_systeem()?, &adres, &map)?;
            Antwoord::tekst(format!("Uw kopie staat in {}.\n", kopie.wortel().display()))
        }
        Opdracht::Stand { waar } => lezen::stand_van_zaken(&waar),
        Opdracht::Inzicht { wat, waar } => lezen::inzicht(&waar, wat.as_deref()),
        Opdracht::Begrippen { woord, json } => {
            let lijst = begrippen::zoek(woord.as_deref().unwrap_or_default());
            if json {
                return Antwoord::json(&json!({ "begrippen": lijst }));
            }
            Antwoord::tekst(inzicht_verslag::begrippen(&lijst).tekst())
        }
        Opdracht::Vergelijk { van, tot, waarvan, hoe, waar } => {
            bekijk_alleen();
            vergelijken::vergelijk(&waar, van.as_deref(), tot.as_deref(), waarvan, &hoe)
        }
        Opdracht::AlsTekst { bestand } => vergelijken::als_tekst(&bestand),
        Opdracht::NeemTerug { id, veld, sinds, toelichting, waar } => {
            vergelijken::neem_terug(&waar, &id, &veld, sinds.as_deref(), toelichting.as_deref())
        }
        Opdracht::Akkoord { hoe, waar } => akkoord::akkoord(&hoe, &waar),
        Opdracht::Ongedaan { waar } => akkoord::ongedaan(&waar),
        Opdracht::Ontwarren { bekijk, kies, waar } => uitwisselen::ontwarren(bekijk, &kies, &waar),
        Opdracht::Standpunten { wacht_op, achterhaald, achterhaald_sinds, waar } => {
            let welke = Welke { wacht: wacht_op.map(Op::wacht), achterhaald, sinds: achterhaald_sinds };
            akkoord::standpunten(&welke, &waar)
        }
        Opdracht::Sleutel { wat } => sleutels::sleutel(wat),
        Opdracht::Schoning { adres, waarom, waar } => schoning::schoning(&adres, waarom.as_deref(), &waar),
        Opdracht::Peilmerk { overleg, waar } => akkoord::peilmerk(overleg.as_deref(), &waar),
        Opdracht::Uitwisselen { hoe, waar } => {
            let antwoord = uitwisselen::uitwisselen(&hoe, &waar)?;
            onderhoud(&waar);
            Ok(antwoord)
        }
        Opdracht::Inlezen { bestand, kies, waar } => uitwisselen::inlezen(&bestand, &kies, &waar),
        Opdracht::Samenvoegen { basis, ons, hun, pad } => uitwisselen::samenvoegen(&basis, &ons, &hun, pad.as_deref()),
        Opdracht::Zoek { woorden, waar } => lezen::zoeken(&waar, &woorden),
        Opdracht::Sjabloon { thema, veld, waar } => lezen::sjabloon_van(&waar, &thema, veld.as_deref()),
        Opdracht::VoegToe { thema, titel, beginpunt, velden, toelichting, waar } => {
            let kopie = kopie(&waar)?;
            let beginpunt = match &beginpunt {
                Some(sleutel) => Some(sjabloon::beginpunt(&kopie, &kopie.thema(&thema)?.0, sleutel)?),
                None => None,
            };
            let titel = titel.unwrap_or_default();
            let (id, versie) =
                afspraak::voeg_toe(&kopie, &thema, &titel, beginpunt.as_ref(), &invoer(&velden)?, toelichting.tekst())?;
            onderhoud(&waar);
            if waar.json {
                return Antwoord::json(&json!({ "id": id.to_string(), "versie": als_json::versie(&versie) }));
            }
            Antwoord::tekst(format!("{id}\nOpgeslagen: {} (versie {}).\n", versie.onderwerp, versie.kort()))
        }
        Opdracht::Wijzig { id, wat } => {
            let (kopie, invoer) = (kopie(&wat.waar)?, invoer(&wat.velden)?);
            opgeslagen(&wat.waar, afspraak::wijzig(&kopie, &id, &invoer, wat.toelichting.tekst())?.as_ref())
        }
        Opdracht::Rij { wat, id, rij, toelichting, waar } => {
            let wat = match wat {
                Rijopdracht::Omhoog => Rijwijziging::Omhoog,
                Rijopdracht::Omlaag => Rijwijziging::Omlaag,
                Rijopdracht::Verdubbel => Rijwijziging::Verdubbel,
            };
            let versie = afspraak::wijzig_rij(&kopie(&waar)?, &id, &rij, wat, toelichting.tekst())?;
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Verplaats { id, thema, toelichting, waar } => {
            let versie = afspraak::verplaats(&kopie(&waar)?, &id, &thema, toelichting.tekst())?;
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Verwijder { id, toelichting, waar } => {
            let versie = afspraak::verwijder(&kopie(&waar)?, &id, toelichting.tekst())?;
            opgeslagen(&waar, Some(&versie))
        }
        Opdracht::Terugzetten { id, versie, toelichting, waar } => {
            let versie = afspraak::zet_terug(&kopie(&waar)?, &id, versie.as_deref(), toelichting.tekst())?;
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Geschiedenis { id, aantal, velden, waar } => {
            bekijk_alleen();
            let van = id.as_deref().map(geschiedenis::stuk).transpose()?;
            if let Some(stuk) = van.as_ref().filter(|_| velden) {
                return vergelijken::wie_schreef(&waar, stuk);
            }
            let verloop = geschiedenis::geschiedenis(&kopie(&waar)?, van.as_ref(), aantal, || true)?;
            if waar.json {
                return Antwoord::json(&als_json::verloop(&verloop));
            }
            Antwoord::tekst(tekst::veilig(&tekst::verloop(&verloop)))
        }
        Opdracht::Opslaan { toelichting, waar } => {
            let versie = opslaan::sla_buitenom_op(&kopie(&waar)?, toelichting.tekst())?;
            if versie.is_none() && !waar.json {
                return Antwoord::tekst("Er is niets buiten oogo gewijzigd.\n");
            }
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Thema { wat } => onderdelen::thema(wat),
        Opdracht::Partij { wat } => onderdelen::partij(wat),
        Opdracht::Overleg { wat } => onderdelen::overleg(wat),
        Opdracht::Notitie { wat } => onderdelen::notitie(wat),
        Opdracht::Opmerking { wat } => onderdelen::opmerking(wat),
        Opdracht::Voortgang { wat } => onderdelen::voortgang(wat),
        Opdracht::Voorblad { wat } => match wat {
            Voorblad::Toon { waar } => onderdelen::toon_bestand(&waar, VOORBLAD, "id", "ontwikkelagenda"),
            Voorblad::Wijzig { wat } => onderdelen::wijzig_bestand(VOORBLAD, "ontwikkelagenda", &wat),
        },
        Opdracht::Controleer { privacy: false, waar, .. } => lezen::controle(&waar),
        Opdracht::Controleer { tekst: Some(bron), waar, .. } => privacy::van_tekst(&bron, waar.json),
        Opdracht::Controleer { geschiedenis, waar, .. } => privacy::controle(&waar, geschiedenis),
        Opdracht::Opmaak { toon, waar } => rechtzetten(&waar, toon),
        Opdracht::Instellingen { json } => mijn_instellingen(json),
        Opdracht::Beheer { wat } => beheer(wat),
    }
}

fn mijn_gegevens(
    waar: &Waar,
    partij: Option<&str>,
    functie: Option<&str>,
    mailbox: Option<&str>,
    naam: Option<&str>,
) -> Uitkomst {
    let kopie = kopie(waar)?;
    let agenda = kopie.lees()?.agenda;
    let iets = functie.or(mailbox).or(naam).is_some();
    let mijn = match partij {
        Some(partij) => Some(gebruiker::stel_in(&kopie, partij, functie, mailbox, naam)?),
        None if iets => {
            let nu = gebruiker::huidige(&kopie)?
                .ok_or_else(|| Fout::gebruik("De partij ontbreekt.", "Geef haar erbij: --partij PARTIJ."))?;
            Some(gebruiker::stel_in(&kopie, nu.partij.as_str(), functie, mailbox, naam)?)
        }
        None => gebruiker::huidige(&kopie)?,
    };
    let alle = gebruiker::alle(&kopie)?;
    if waar.json {
        return Antwoord::json(&json!({ "nu": mijn, "alle": alle }));
    }
    let Some(mijn) = mijn else {
        return Antwoord::tekst(
            "oogo weet nog niet voor welke partij u werkt.\nVul dat in: oogo mijn-gegevens --partij PARTIJ --functie \"UW FUNCTIE\"\n",
        );
    };
    let regel = |g: &Gebruiker| {
        let a =
            g.auteur(agenda.partijnaam(&g.partij), agenda.partijen.get(&g.partij).and_then(|p| p.mailbox.as_deref()));
        if a.mailbox.ends_with(".invalid") { a.naam } else { format!("{} <{}>", a.naam, a.mailbox) }
    };
    let mut uit = format!("U werkt als: {}\n", regel(&mijn));
    for ander in alle.iter().skip(1) {
        uit.push_str(&format!("Ook bekend: {} (kies met --partij {})\n", regel(ander), ander.partij));
    }
    Antwoord::tekst(tekst::veilig(&uit))
}

fn mijn_instellingen(json: bool) -> Uitkomst {
    let thuis = Thuis::van_systeem()?;
    let pad = instellingen::maak(&thuis)?;
    let (nu, mut fouten) = instellingen::lees(&thuis);
    fouten.extend(keymap::set(&nu.toetsen));
    let mut antwoord = if json {
        Antwoord::json(&json!({ "bestand": pad, "fouten": fouten }))?
    } else {
        let mut uit = format!("Uw instellingen staan in {}.\n", pad.display());
        fouten.iter().for_each(|f| uit.push_str(&format!("! {f}\n")));
        Antwoord::tekst(uit)?
    };
    antwoord.code = u8::from(!fouten.is_empty());
    Ok(antwoord)
}

fn rechtzetten(waar: &Waar, alleen_tonen: bool) -> Uitkomst {
    let kopie = kopie(waar)?;
    let afwijkend = if alleen_tonen { opmaak::afwijkend(&kopie)? } else { opmaak::opmaak(&kopie)? };
    let paden: Vec<&str> = afwijkend.wijzigingen.iter().map(|w| w.pad.as_str()).collect();
    if waar.json {
        let gelaten: Vec<_> = afwijkend
            .overeengekomen
            .iter()
            .map(|(pad, overleg)| json!({ "bestand": pad, "overleg": overleg }))
            .collect();
        return Antwoord::json(&json!({ "bestanden": paden, "overeengekomen": gelaten }));
    }
    let wat = if alleen_tonen { "wijkt af" } else { "rechtgezet" };
    let mut uit: String = paden.iter().map(|p| format!("{p}: {wat}\n")).collect();
    for (pad, overleg) in &afwijkend.overeengekomen {
        uit.push_str(&format!("{pad}: blijft zoals het is, want overeengekomen in {overleg}\n"));
    }
    Antwoord::tekst(if uit.is_empty() { "De opmaak is al in orde.\n".to_owned() } else { uit })
}

fn beheer(wat: Beheer) -> Uitkomst {
    match wat {
        Beheer::Opruimen { alles, waar } => {
            let gedaan = kopie(&waar)?.versies()?.ruim_op(alles)?;
            if waar.json {
                let json = json!({ "los": gedaan.los, "pakken": gedaan.pakken, "blijft": gedaan.blijft });
                return Antwoord::json(&json);
            }
            if !gedaan.blijft.is_empty() {
                let wat = format!(
                    "De oude geschiedenis, van voor de schoning, staat hier nog: {} houdt haar vast.",
                    gedaan.blijft.join(", ")
                );
                return Err(Fout::nieuw(wat, "Laat een beheerder dat weghalen, en herhaal dan deze opdracht."));
            }
            Antwoord::tekst(if gedaan == Default::default() {
                "Er valt niets op te ruimen.\n".to_owned()
            } else {
                format!(
                    "Opgeruimd: {} en {} samengevoegd. Alle versies zijn er nog.\n",
                    aantal(gedaan.los, "los onderdeel", "losse onderdelen"),
                    aantal(gedaan.pakken, "pak", "pakken")
                )
            })
        }
        Beheer::VersiesBijhouden { partij, functie, waar } => {
            let kopie = kopie(&waar)?;
            let wie = match partij {
                Some(p) => gebruiker::stel_in(&kopie, &p, functie.as_deref(), None, None)?,
                None => gebruiker::vereist(&kopie)?,
            };
            let versie = opslaan::begin_versies(&kopie, &wie)?;
            opgeslagen(&waar, Some(&versie))
        }
        Beheer::GitInstellen { waar } => {
            let oogo = std::env::current_exe().map_err(|_| {
                Fout::nieuw("Het is niet te zien waar oogo zelf staat.", "Start oogo met zijn hele pad.")
            })?;
            let is_nieuw = kopie(&waar)?.versies()?.stel_lezer_in(&oogo)?;
            if waar.json {
                return Antwoord::json(&json!({ "gewijzigd": is_nieuw }));
            }
            Antwoord::tekst(if is_nieuw {
                "Ingesteld: ‘git diff’, ‘git show’ en ‘git log -p’ tonen wijzigingen nu per veld en per zin.\n"
            } else {
                "Dat was al ingesteld.\n"
            })
        }
        Beheer::ShellAanvulling { shell } => {
            let mut uit = Vec::new();
            let mut commando = super::taal::nederlands(Argumenten::command());
            clap_complete::generate(shell, &mut commando, "oogo", &mut uit);
            Antwoord::tekst(String::from_utf8_lossy(&uit).into_owned())
        }
    }
}
