//! From a subcommand to its action, and from the action's value to an answer.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::CommandFactory;
use serde_json::json;

use super::argumenten::{Argumenten, Beheer, Opdracht, Rijopdracht, Voorblad, Waar, Welke};
use super::{Antwoord, json as als_json, onderdelen, tekst};
use crate::actions::afspraak::Rijwijziging;
use crate::actions::bewerk::Invoer;
use crate::actions::gebruiker::{self, Gebruiker};
use crate::actions::naslag::Naslag;
use crate::actions::{
    Fout, Kopie, Thuis, afspraak, bezoek, controleer, document, geschiedenis, instellingen, nieuw, ontvangen, opmaak,
    opslaan, selecties, sjabloon, stand, voorbeeld, zoek,
};
use crate::agenda::tekst::aantal;
use crate::agenda::{Datum, Ernst, begrippen};
use crate::export::inzicht::{self as inzicht_verslag, Inzicht};
use crate::export::{html, tekst as export_tekst};
use crate::git::{Versie, schrijf_veilig};
use crate::store::Gelezen;
use crate::store::load::{VOORBLAD, pad_afspraak};
use crate::tui::app::Opening;
use crate::tui::terminal;
use crate::tui::{keymap, linear};

pub(super) type Uitkomst = Result<Antwoord, Fout>;

fn hier() -> Result<PathBuf, Fout> {
    std::env::current_dir().map_err(|_| Fout::nieuw("De huidige map bestaat niet meer.", "Ga naar een andere map."))
}

/// The ontwikkelagenda that a subcommand works on; a save that broke off is finished first.
pub(super) fn kopie(waar: &Waar) -> Result<Kopie, Fout> {
    let kopie = match &waar.map {
        Some(map) => Kopie::vind(map, &Thuis::van_systeem()?)?,
        None => Kopie::vind(&hier()?, &Thuis::van_systeem()?)?,
    };
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
        return if argumenten.schermlezer { zonder_scherm(opening) } else { open(opening) };
    };
    match opdracht {
        Opdracht::MijnGegevens { partij, functie, mailbox, naam, waar } => {
            mijn_gegevens(&waar, partij.as_deref(), functie.as_deref(), mailbox.as_deref(), naam.as_deref())
        }
        Opdracht::Voorbeeld { map } => {
            let kopie = voorbeeld::voorbeeld(&Thuis::van_systeem()?, map.as_deref())?;
            let offer_tour = bezoek::vorige(&kopie).is_none();
            open(Opening { map: Some(kopie.wortel().to_path_buf()), offer_tour, ..Opening::default() })
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
        Opdracht::Toon { id: None, html: None, welke, waar } if welke.is_gekozen() => selectie(&waar, &welke),
        Opdracht::Toon { id, html, waar, .. } => toon(&waar, id.as_deref(), html.as_deref()),
        Opdracht::Open { adres, map } => {
            let kopie = ontvangen::haal_op(&Thuis::van_systeem()?, &adres, &map)?;
            Antwoord::tekst(format!("Uw kopie staat in {}.\n", kopie.wortel().display()))
        }
        Opdracht::Stand { waar } => stand_van_zaken(&waar),
        Opdracht::Inzicht { wat, waar } => inzicht(&waar, wat.as_deref()),
        Opdracht::Begrippen { woord, json } => {
            let lijst = begrippen::zoek(woord.as_deref().unwrap_or_default());
            if json {
                return Antwoord::json(&json!({ "begrippen": lijst }));
            }
            Antwoord::tekst(inzicht_verslag::begrippen(&lijst).tekst())
        }
        Opdracht::Zoek { woorden, waar } => zoeken(&waar, &woorden),
        Opdracht::Sjabloon { thema, veld, waar } => sjabloon_van(&waar, &thema, veld.as_deref()),
        Opdracht::VoegToe { thema, titel, beginpunt, velden, toelichting, waar } => {
            let kopie = kopie(&waar)?;
            let beginpunt = match &beginpunt {
                Some(sleutel) => Some(sjabloon::beginpunt(&kopie, &kopie.thema(&thema)?.0, sleutel)?),
                None => None,
            };
            let titel = titel.unwrap_or_default();
            let (id, versie) = afspraak::voeg_toe(
                &kopie,
                &thema,
                &titel,
                beginpunt.as_ref(),
                &invoer(&velden)?,
                toelichting.toelichting.as_deref(),
            )?;
            onderhoud(&waar);
            if waar.json {
                return Antwoord::json(&json!({ "id": id.to_string(), "versie": als_json::versie(&versie) }));
            }
            Antwoord::tekst(format!("{id}\nOpgeslagen: {} (versie {}).\n", versie.onderwerp, versie.kort()))
        }
        Opdracht::Wijzig { id, velden, toelichting, waar } => {
            let versie = afspraak::wijzig(&kopie(&waar)?, &id, &invoer(&velden)?, toelichting.toelichting.as_deref())?;
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Rij { wat, id, rij, toelichting, waar } => {
            let wat = match wat {
                Rijopdracht::Omhoog => Rijwijziging::Omhoog,
                Rijopdracht::Omlaag => Rijwijziging::Omlaag,
                Rijopdracht::Verdubbel => Rijwijziging::Verdubbel,
            };
            let versie = afspraak::wijzig_rij(&kopie(&waar)?, &id, &rij, wat, toelichting.toelichting.as_deref())?;
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Verplaats { id, thema, toelichting, waar } => {
            let versie = afspraak::verplaats(&kopie(&waar)?, &id, &thema, toelichting.toelichting.as_deref())?;
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Verwijder { id, toelichting, waar } => {
            let versie = afspraak::verwijder(&kopie(&waar)?, &id, toelichting.toelichting.as_deref())?;
            opgeslagen(&waar, Some(&versie))
        }
        Opdracht::Terugzetten { id, versie, toelichting, waar } => {
            let versie =
                afspraak::zet_terug(&kopie(&waar)?, &id, versie.as_deref(), toelichting.toelichting.as_deref())?;
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Geschiedenis { id, aantal, waar } => {
            let van = id.as_deref().map(geschiedenis::stuk).transpose()?;
            let versies = geschiedenis::geschiedenis(&kopie(&waar)?, van.as_ref(), aantal)?;
            if waar.json {
                return Antwoord::json(&json!({ "versies": versies.iter().map(als_json::versie).collect::<Vec<_>>() }));
            }
            Antwoord::tekst(tekst::veilig(&tekst::versies(&versies)))
        }
        Opdracht::Opslaan { toelichting, waar } => {
            let versie = opslaan::sla_buitenom_op(&kopie(&waar)?, toelichting.toelichting.as_deref())?;
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
            Voorblad::Wijzig { velden, toelichting, waar } => onderdelen::wijzig_bestand(
                &waar,
                VOORBLAD,
                "ontwikkelagenda",
                &velden,
                toelichting.toelichting.as_deref(),
            ),
        },
        Opdracht::Controleer { waar } => controle(&waar),
        Opdracht::Opmaak { toon, waar } => rechtzetten(&waar, toon),
        Opdracht::Instellingen { json } => mijn_instellingen(json),
        Opdracht::Beheer { wat } => beheer(wat),
    }
}

/// The terminal program where there is a terminal, else the overview.
fn open(mut opening: Opening) -> Uitkomst {
    let vanaf = opening.map.take().map_or_else(hier, Ok)?;
    let thuis = Thuis::van_systeem()?;
    if std::io::stdout().is_terminal() && std::io::stdin().is_terminal() {
        // Without an ontwikkelagenda there is a start screen.
        opening.map = Kopie::vind(&vanaf, &thuis).ok().map(|k| k.wortel().to_path_buf());
        return match terminal::run(thuis, opening) {
            Ok(code) => Ok(Antwoord { code, ..Antwoord::default() }),
            Err(e) => Err(Fout::nieuw(
                format!("De terminal kan niet gebruikt worden: {e}."),
                "Gebruik de opdrachten; zie ‘oogo --help’.",
            )),
        };
    }
    let kopie = Kopie::vind(&vanaf, &thuis)?;
    if let Ok(Some(melding)) = kopie.herstel() {
        super::meld(&melding);
    }
    overzicht(&kopie.lees()?)
}

/// The same program on lines of text.
fn zonder_scherm(mut opening: Opening) -> Uitkomst {
    let vanaf = opening.map.take().map_or_else(hier, Ok)?;
    let thuis = Thuis::van_systeem()?;
    opening.map = Kopie::vind(&vanaf, &thuis).ok().map(|k| k.wortel().to_path_buf());
    let code = linear::run(thuis, opening, std::io::stdin().lock(), std::io::stdout().lock());
    let code = code.map_err(|e| Fout::nieuw(format!("De uitvoer kan niet geschreven worden: {e}."), ""))?;
    Ok(Antwoord { code, ..Antwoord::default() })
}

fn overzicht(gelezen: &Gelezen) -> Uitkomst {
    let mut uit = tekst::overzicht(&gelezen.agenda, Datum::vandaag());
    let kapot = gelezen.bevindingen.iter().filter(|b| b.ernst == Ernst::Fout).map(|b| b.bestand.as_str());
    let fouten = kapot.collect::<std::collections::BTreeSet<_>>().len();
    if fouten > 0 {
        uit.push_str(&format!(
            "\nLet op: {} niet te lezen. Bekijk ze met ‘oogo controleer’.\n",
            aantal(fouten, "bestand is", "bestanden zijn")
        ));
    }
    Antwoord::tekst(tekst::veilig(&uit))
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

fn toon(waar: &Waar, id: Option<&str>, html_naar: Option<&Path>) -> Uitkomst {
    let kopie = kopie(waar)?;
    let gelezen = kopie.lees()?;
    if let Some(doel) = html_naar {
        let inhoud = match id {
            Some(id) => document::afspraak(&kopie, &gelezen.agenda, id)?,
            None => document::geheel(&kopie, &gelezen.agenda)?,
        };
        let pagina = html::pagina(&inhoud);
        if doel == Path::new("-") {
            return Antwoord::tekst(pagina);
        }
        if doel.exists() && !std::fs::read_to_string(doel).is_ok_and(|t| t.contains(html::KENMERK)) {
            let wat = format!("{} bestaat al en is geen pagina van oogo.", doel.display());
            return Err(Fout::nieuw(wat, "Kies een andere naam; er is niets overschreven."));
        }
        schrijf_veilig(doel, pagina.as_bytes())?;
        return Antwoord::tekst(format!("De pagina staat in {}.\n", doel.display()));
    }
    match id {
        None if waar.json => Antwoord::json(&als_json::geheel(&kopie, &gelezen)),
        None => overzicht(&gelezen),
        Some(id) => {
            let (id, thema, pad) = kopie.pad_van(id)?;
            if waar.json {
                return Antwoord::json(&als_json::afspraak(&kopie, &gelezen, &pad)?);
            }
            let stuk = document::lees(&kopie, &gelezen.agenda, &pad)?;
            let mut uit = format!("{id} in thema {thema}; status: {}\n", gelezen.agenda.status(&id).label());
            export_tekst::leesstuk(&stuk, true, &mut uit);
            if gelezen.agenda.voortgang.contains_key(&id) {
                uit.push_str("\nVOORTGANG\n");
                export_tekst::leesstuk(
                    &document::lees(&kopie, &gelezen.agenda, &format!("voortgang/{id}.toml"))?,
                    true,
                    &mut uit,
                );
            }
            Antwoord::tekst(tekst::veilig(&uit))
        }
    }
}

impl Welke {
    /// Whether anything was asked.
    fn is_gekozen(&self) -> bool {
        self.velden().iter().any(|(_, w)| !w.is_empty()) || self.selectie.is_some()
    }

    fn velden(&self) -> [(&'static str, &str); 9] {
        let ja = |waar: bool| if waar { "ja" } else { "" };
        fn tekst(waarde: &Option<String>) -> &str {
            waarde.as_deref().unwrap_or_default()
        }
        [
            ("thema", tekst(&self.thema)),
            ("partij", tekst(&self.partij)),
            ("gemeente", tekst(&self.gemeente)),
            ("niveau", tekst(&self.niveau)),
            ("status", tekst(&self.status)),
            ("mijn-acties", ja(self.mijn_acties)),
            ("binnen-weken", tekst(&self.binnen_weken)),
            ("onvolledig", ja(self.onvolledig)),
            ("volgorde", tekst(&self.volgorde)),
        ]
    }
}

/// The afspraken that were asked for.
fn selectie(waar: &Waar, welke: &Welke) -> Uitkomst {
    let kopie = kopie(waar)?;
    let selectie = match &welke.selectie {
        Some(naam) => selecties::met_naam(&kopie, naam)?,
        None => selecties::lees(&kopie, &welke.velden())?,
    };
    if let Some(naam) = &welke.bewaar_als {
        selecties::bewaar(&kopie, naam, Some(selectie.clone()))?;
    }
    let wie = gebruiker::huidige(&kopie)?.map(|g| g.partij);
    let gelezen = kopie.lees()?;
    let gekozen = selectie.van(&gelezen.agenda, wie.as_ref(), Datum::vandaag());
    if waar.json {
        let lijst: Result<Vec<_>, Fout> = gekozen
            .iter()
            .map(|g| als_json::afspraak(&kopie, &gelezen, &pad_afspraak(&g.thema, &g.afspraak.id)))
            .collect();
        return Antwoord::json(&json!({ "afspraken": lijst? }));
    }
    let mut uit = aantal(gekozen.len(), "afspraak", "afspraken");
    let omschrijving = selectie.omschrijving(&gelezen.agenda);
    uit.push_str(&if omschrijving.is_empty() { ".\n".to_owned() } else { format!(": {omschrijving}.\n") });
    for g in gekozen {
        uit.push_str(&tekst::in_het_kort(&gelezen.agenda, &g.afspraak, Datum::vandaag()));
    }
    Antwoord::tekst(tekst::veilig(&uit))
}

fn sjabloon_van(waar: &Waar, thema: &str, veld: Option<&str>) -> Uitkomst {
    let kopie = kopie(waar)?;
    let (id, _) = kopie.thema(thema)?;
    let Some(s) = sjabloon::van_thema(&kopie, &id)? else {
        return Antwoord::tekst("Bij dit thema hoort geen sjabloon.\n");
    };
    let verslag = sjabloon::verslag(&id, &s, veld);
    if waar.json {
        return Antwoord::json(&als_json::verslag(&verslag));
    }
    Antwoord::tekst(tekst::veilig(&verslag.tekst()))
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

fn inzicht(waar: &Waar, wat: Option<&str>) -> Uitkomst {
    let kopie = kopie(waar)?;
    let welke = match wat {
        None => Inzicht::ALLE.to_vec(),
        Some(woord) => {
            let gevonden = Inzicht::ALLE.into_iter().find(|i| i.woord() == woord.trim().to_lowercase());
            let woorden: Vec<&str> = Inzicht::OPTIES.iter().map(|o| o.woord).collect();
            vec![gevonden.ok_or_else(|| {
                Fout::gebruik(
                    format!("Er is geen inzicht ‘{}’.", tekst::veilig(woord)),
                    format!("Kies uit: {}.", woorden.join(", ")),
                )
            })?]
        }
    };
    let agenda = kopie.lees()?.agenda;
    if waar.json {
        let waarden = welke.iter().map(|i| Ok((i.woord().to_owned(), als_json::inzicht(*i, &agenda)?)));
        return Antwoord::json(&serde_json::Value::Object(waarden.collect::<Result<_, Fout>>()?));
    }
    let verslagen: Vec<String> = welke.iter().map(|i| i.verslag(&agenda, Datum::vandaag()).tekst()).collect();
    Antwoord::tekst(tekst::veilig(&verslagen.join("\n")))
}

fn stand_van_zaken(waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let wie = gebruiker::huidige(&kopie)?;
    let verslag = stand::stand(&kopie, &kopie.lees()?.agenda, wie.as_ref(), Datum::vandaag())?;
    if waar.json {
        return Antwoord::json(&als_json::verslag(&verslag));
    }
    if verslag.regels.is_empty() {
        return Antwoord::tekst("Er is niets nieuws en er wacht niets op u.\n");
    }
    Antwoord::tekst(tekst::veilig(&verslag.tekst()))
}

fn zoeken(waar: &Waar, woorden: &[String]) -> Uitkomst {
    let gevonden = zoek::zoek(&kopie(waar)?, woorden)?;
    if waar.json {
        let lijst: Vec<_> = gevonden
            .iter()
            .map(|v| {
                let treffers: Vec<_> = v.treffers.iter().map(|t| json!({ "veld": t.veld, "zin": t.zin })).collect();
                json!({ "soort": v.soort.label(), "naam": v.naam, "titel": v.titel, "bestand": v.pad, "treffers": treffers })
            })
            .collect();
        let mut antwoord = Antwoord::json(&json!({ "gevonden": lijst }))?;
        antwoord.code = u8::from(gevonden.is_empty());
        return Ok(antwoord);
    }
    if gevonden.is_empty() {
        return Ok(Antwoord { tekst: "Niets gevonden.\n".to_owned(), code: 1 });
    }
    Antwoord::tekst(tekst::veilig(&tekst::vindplaatsen(&gevonden)))
}

fn controle(waar: &Waar) -> Uitkomst {
    let bevindingen = controleer::controleer(&kopie(waar)?)?;
    let gevonden = bevindingen.iter().any(|b| b.ernst == Ernst::Fout);
    let mut antwoord = if waar.json {
        Antwoord::json(&json!({ "bevindingen": bevindingen }))?
    } else if bevindingen.is_empty() {
        Antwoord::tekst("Alles is in orde.\n")?
    } else {
        let regels: String = bevindingen.iter().map(|b| format!("{b}\n")).collect();
        Antwoord::tekst(tekst::veilig(&regels))?
    };
    antwoord.code = u8::from(gevonden);
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
                return Antwoord::json(&json!({ "los": gedaan.los, "pakken": gedaan.pakken }));
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
        Beheer::ShellAanvulling { shell } => {
            let mut uit = Vec::new();
            let mut commando = super::taal::nederlands(Argumenten::command());
            clap_complete::generate(shell, &mut commando, "oogo", &mut uit);
            Antwoord::tekst(String::from_utf8_lossy(&uit).into_owned())
        }
    }
}
