//! From a subcommand to its action, and from the action's value to an answer.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use serde_json::json;

use super::argumenten::{Argumenten, Beheer, Onderdeel, Opdracht, Opmerking, ToonOfWijzig, Voorblad, Waar};
use super::{Antwoord, json as als_json, tekst};
use crate::actions::bewerk::Invoer;
use crate::actions::gebruiker::{self, Gebruiker};
use crate::actions::naslag::Naslag;
use crate::actions::{
    Fout, Kopie, Thuis, afspraak, controleer, document, geschiedenis, leesstuk, nieuw, onderdeel, opmaak, opslaan,
    voorbeeld, zoek,
};
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::tekst::aantal;
use crate::agenda::{Datum, Ernst};
use crate::export::html;
use crate::git::{Versie, schrijf_veilig};
use crate::store::Gelezen;
use crate::store::load::VOORBLAD;
use crate::tui::terminal;

type Uitkomst = Result<Antwoord, Fout>;

fn hier() -> Result<PathBuf, Fout> {
    std::env::current_dir().map_err(|_| Fout::nieuw("De huidige map bestaat niet meer.", "Ga naar een andere map."))
}

/// The ontwikkelagenda that a subcommand works on; a save that broke off is finished first.
fn kopie(waar: &Waar) -> Result<Kopie, Fout> {
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

fn invoer(velden: &[String]) -> Result<Vec<Invoer>, Fout> {
    velden.iter().map(|v| Invoer::lees(v)).collect()
}

/// What a save did.
fn opgeslagen(waar: &Waar, versie: Option<&Versie>) -> Uitkomst {
    match versie {
        Some(v) if waar.json => Antwoord::json(&als_json::versie(v)),
        Some(v) => Antwoord::tekst(format!("Opgeslagen: {} (versie {}).\n", v.onderwerp, v.kort())),
        None if waar.json => Antwoord::json(&json!(null)),
        None => Antwoord::tekst("Er is niets veranderd: dit stond er al.\n"),
    }
}

pub fn voer_uit(argumenten: Argumenten) -> Uitkomst {
    let Some(opdracht) = argumenten.opdracht else {
        return open(argumenten.map.as_deref());
    };
    match opdracht {
        Opdracht::MijnGegevens { partij, functie, mailbox, naam, waar } => {
            mijn_gegevens(&waar, partij.as_deref(), functie.as_deref(), mailbox.as_deref(), naam.as_deref())
        }
        Opdracht::Voorbeeld { map } => {
            let kopie = voorbeeld::voorbeeld(&Thuis::van_systeem()?, map.as_deref())?;
            open(Some(kopie.wortel()))
        }
        Opdracht::Nieuw { map, naam, regio } => {
            let kopie = nieuw::nieuw(&Thuis::van_systeem()?, &map, naam.as_deref(), regio.as_deref())?;
            let waar = kopie.wortel().display();
            Antwoord::tekst(format!(
                "De ontwikkelagenda staat in {waar}.\nVoeg nu uw partij toe: oogo partij nieuw --map \"{waar}\" --naam \"gemeente …\"\n"
            ))
        }
        Opdracht::Toon { id, html, waar } => toon(&waar, id.as_deref(), html.as_deref()),
        Opdracht::Zoek { woorden, waar } => zoeken(&waar, &woorden),
        Opdracht::VoegToe { thema, titel, velden, toelichting, waar } => {
            let kopie = kopie(&waar)?;
            let (id, versie) =
                afspraak::voeg_toe(&kopie, &thema, &titel, &invoer(&velden)?, toelichting.toelichting.as_deref())?;
            if waar.json {
                return Antwoord::json(&json!({ "id": id.to_string(), "versie": als_json::versie(&versie) }));
            }
            Antwoord::tekst(format!("{id}\nOpgeslagen: {} (versie {}).\n", versie.onderwerp, versie.kort()))
        }
        Opdracht::Wijzig { id, velden, toelichting, waar } => {
            let versie = afspraak::wijzig(&kopie(&waar)?, &id, &invoer(&velden)?, toelichting.toelichting.as_deref())?;
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
            let versies = geschiedenis::geschiedenis(&kopie(&waar)?, id.as_deref(), aantal)?;
            if waar.json {
                return Antwoord::json(&json!({ "versies": versies.iter().map(als_json::versie).collect::<Vec<_>>() }));
            }
            Antwoord::tekst(tekst::veilig(&tekst::versies(&versies)))
        }
        Opdracht::Opslaan { toelichting, waar } => {
            let versie = opslaan::sla_buitenom_op(&kopie(&waar)?, toelichting.toelichting.as_deref())?;
            opgeslagen(&waar, versie.as_ref())
        }
        Opdracht::Thema { wat } => thema(wat),
        Opdracht::Partij { wat } => partij(wat),
        Opdracht::Overleg { wat } => overleg(wat),
        Opdracht::Opmerking { wat } => opmerking(wat),
        Opdracht::Voortgang { wat } => voortgang(wat),
        Opdracht::Voorblad { wat } => match wat {
            Voorblad::Toon { waar } => toon_bestand(&waar, VOORBLAD, "id", "ontwikkelagenda"),
            Voorblad::Wijzig { velden, toelichting, waar } => {
                wijzig_bestand(&waar, VOORBLAD, "ontwikkelagenda", &velden, toelichting.toelichting.as_deref())
            }
        },
        Opdracht::Controleer { waar } => controle(&waar),
        Opdracht::Opmaak { toon, waar } => rechtzetten(&waar, toon),
        Opdracht::Beheer { wat } => beheer(wat),
    }
}

/// The terminal program where there is a terminal, else the overview.
fn open(map: Option<&Path>) -> Uitkomst {
    let hier = hier()?;
    let vanaf = map.unwrap_or(&hier);
    let thuis = Thuis::van_systeem()?;
    if std::io::stdout().is_terminal() && std::io::stdin().is_terminal() {
        // Without an ontwikkelagenda here there is a start screen; a folder that was named must be one.
        let kopie = match (Kopie::vind(vanaf, &thuis), map) {
            (Err(fout), Some(_)) => return Err(fout),
            (gevonden, _) => gevonden.ok(),
        };
        return match terminal::run(thuis, kopie.map(|k| k.wortel().to_path_buf())) {
            Ok(()) => Antwoord::tekst(""),
            Err(e) => Err(Fout::nieuw(
                format!("De terminal kan niet gebruikt worden: {e}."),
                "Gebruik de opdrachten; zie ‘oogo --help’.",
            )),
        };
    }
    let kopie = Kopie::vind(vanaf, &thuis)?;
    if let Some(melding) = kopie.herstel()? {
        super::meld(&melding);
    }
    overzicht(&kopie.lees()?)
}

fn overzicht(gelezen: &Gelezen) -> Uitkomst {
    let mut uit = tekst::overzicht(&gelezen.agenda, Datum::vandaag());
    let fouten = gelezen.bevindingen.iter().filter(|b| b.ernst == Ernst::Fout).count();
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
        format!("{} <{}>", a.naam, a.mailbox)
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
            let stuk = leesstuk::lees(&kopie, &gelezen.agenda, &pad)?;
            let mut uit = format!("{id} in thema {thema}; status: {}\n", gelezen.agenda.status(&id).label());
            tekst::leesstuk(&stuk, &mut uit);
            if gelezen.agenda.voortgang.contains_key(&id) {
                uit.push_str("\nVOORTGANG\n");
                tekst::leesstuk(&leesstuk::lees(&kopie, &gelezen.agenda, &format!("voortgang/{id}.toml"))?, &mut uit);
            }
            Antwoord::tekst(tekst::veilig(&uit))
        }
    }
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
        return Antwoord::json(&json!({ "gevonden": lijst }));
    }
    if gevonden.is_empty() {
        return Ok(Antwoord { tekst: "Niets gevonden.\n".to_owned(), gevonden: true });
    }
    Antwoord::tekst(tekst::veilig(&tekst::vindplaatsen(&gevonden)))
}

fn toon_bestand(waar: &Waar, pad: &str, sleutel: &str, naam: &str) -> Uitkomst {
    let kopie = kopie(waar)?;
    if !kopie.wortel().join(pad).exists() {
        return Err(Fout::nieuw(format!("Er is geen {}.", naam), "Bekijk zonder naam welke er zijn."));
    }
    if waar.json {
        return Antwoord::json(&als_json::met_naam(&kopie, pad, sleutel, naam)?);
    }
    let agenda = kopie.lees()?.agenda;
    let mut uit = format!("{naam}\n");
    tekst::leesstuk(&leesstuk::lees(&kopie, &agenda, pad)?, &mut uit);
    Antwoord::tekst(tekst::veilig(&uit))
}

fn wijzig_bestand(waar: &Waar, pad: &str, naam: &str, velden: &[String], toelichting: Option<&str>) -> Uitkomst {
    let versie = onderdeel::wijzig(&kopie(waar)?, pad, naam, &invoer(velden)?, toelichting)?;
    opgeslagen(waar, versie.as_ref())
}

/// A list of names with a line about each.
fn namenlijst(waar: &Waar, sleutel: &str, regels: Vec<(String, String)>) -> Uitkomst {
    if waar.json {
        let lijst: Vec<_> = regels.iter().map(|(id, naam)| json!({ "id": id, "naam": naam })).collect();
        return Antwoord::json(&json!({ sleutel: lijst }));
    }
    let uit: String = regels.iter().map(|(id, naam)| format!("{id}  {naam}\n")).collect();
    Antwoord::tekst(if uit.is_empty() { "Er zijn er nog geen.\n".to_owned() } else { tekst::veilig(&uit) })
}

fn thema(wat: Onderdeel<super::argumenten::NieuwThema>) -> Uitkomst {
    match wat {
        Onderdeel::Toon { naam: None, waar } => {
            let agenda = kopie(&waar)?.lees()?.agenda;
            namenlijst(
                &waar,
                "themas",
                agenda.themas_op_volgorde().iter().map(|(id, t)| (id.to_string(), t.naam.clone())).collect(),
            )
        }
        Onderdeel::Toon { naam: Some(naam), waar } => {
            let (id, _) = kopie(&waar)?.thema(&naam)?;
            toon_bestand(&waar, &format!("agendas/{id}/thema.toml"), "id", id.as_str())
        }
        Onderdeel::Nieuw { nieuw, velden, waar } => {
            let id =
                onderdeel::nieuw_thema(&kopie(&waar)?, &nieuw.naam, nieuw.voorvoegsel.as_deref(), &invoer(&velden)?)?;
            Antwoord::tekst(format!("{id}\n"))
        }
        Onderdeel::Wijzig { naam, velden, toelichting, waar } => {
            let (id, _) = kopie(&waar)?.thema(&naam)?;
            wijzig_bestand(
                &waar,
                &format!("agendas/{id}/thema.toml"),
                &format!("thema {id}"),
                &velden,
                toelichting.toelichting.as_deref(),
            )
        }
    }
}

fn partij(wat: Onderdeel<super::argumenten::NieuwePartij>) -> Uitkomst {
    match wat {
        Onderdeel::Toon { naam: None, waar } => {
            let agenda = kopie(&waar)?.lees()?.agenda;
            namenlijst(
                &waar,
                "partijen",
                agenda.partijen.iter().map(|(id, p)| (id.to_string(), p.naam.clone())).collect(),
            )
        }
        Onderdeel::Toon { naam: Some(naam), waar } => {
            let id = kopie(&waar)?.partij(&naam)?;
            toon_bestand(&waar, &format!("partijen/{id}/partij.toml"), "id", id.as_str())
        }
        Onderdeel::Nieuw { nieuw, velden, waar } => {
            let id = onderdeel::nieuwe_partij(&kopie(&waar)?, &nieuw.naam, nieuw.soort.as_deref(), &invoer(&velden)?)?;
            Antwoord::tekst(format!("{id}\n"))
        }
        Onderdeel::Wijzig { naam, velden, toelichting, waar } => {
            let id = kopie(&waar)?.partij(&naam)?;
            wijzig_bestand(
                &waar,
                &format!("partijen/{id}/partij.toml"),
                &format!("partij {id}"),
                &velden,
                toelichting.toelichting.as_deref(),
            )
        }
    }
}

fn overleg(wat: Onderdeel<super::argumenten::NieuwOverleg>) -> Uitkomst {
    let bestaat = |waar: &Waar, naam: &str| -> Result<String, Fout> {
        let agenda = kopie(waar)?.lees()?.agenda;
        if agenda.overleggen.contains_key(naam) {
            return Ok(format!("overleggen/{naam}.toml"));
        }
        let namen: Vec<&str> = agenda.overleggen.keys().map(String::as_str).collect();
        Err(Fout::nieuw(
            format!("Er is geen overleg ‘{}’.", tekst::veilig(naam)),
            format!("Kies uit: {}.", namen.join(", ")),
        ))
    };
    match wat {
        Onderdeel::Toon { naam: None, waar } => {
            let agenda = kopie(&waar)?.lees()?.agenda;
            let regel = |o: &crate::agenda::overleg::Overleg| format!("{} op {}", o.soort.label(), o.datum.lang());
            namenlijst(
                &waar,
                "overleggen",
                agenda.overleggen.iter().map(|(naam, o)| (naam.clone(), regel(o))).collect(),
            )
        }
        Onderdeel::Toon { naam: Some(naam), waar } => {
            let pad = bestaat(&waar, &naam)?;
            toon_bestand(&waar, &pad, "id", &naam)
        }
        Onderdeel::Nieuw { nieuw, velden, waar } => {
            let naam = onderdeel::nieuw_overleg(&kopie(&waar)?, &nieuw.soort, &nieuw.datum, &invoer(&velden)?)?;
            Antwoord::tekst(format!("{naam}\n"))
        }
        Onderdeel::Wijzig { naam, velden, toelichting, waar } => {
            let pad = bestaat(&waar, &naam)?;
            wijzig_bestand(&waar, &pad, &format!("overleg {naam}"), &velden, toelichting.toelichting.as_deref())
        }
    }
}

fn opmerking(wat: Opmerking) -> Uitkomst {
    use Opmerkingsoort as S;
    let (waar, naam) = match &wat {
        Opmerking::Toon { id, waar } => {
            let kopie = kopie(waar)?;
            let agenda = kopie.lees()?.agenda;
            let id = id.as_deref().map(|id| kopie.pad_van(id)).transpose()?.map(|(id, _, _)| id);
            if waar.json {
                let lijst: Vec<_> = agenda
                    .opmerkingen
                    .keys()
                    .filter(|(a, _)| id.as_ref().is_none_or(|id| id == a))
                    .filter_map(|(a, naam)| {
                        als_json::met_naam(&kopie, &format!("opmerkingen/{a}/{naam}.toml"), "id", naam).ok()
                    })
                    .collect();
                return Antwoord::json(&json!({ "opmerkingen": lijst }));
            }
            return Antwoord::tekst(tekst::veilig(&tekst::opmerkingen(&agenda, id.as_ref())));
        }
        Opmerking::Nieuw { id, tekst, veld, waar } => {
            (waar, onderdeel::nieuwe_opmerking(&kopie(waar)?, id, S::Opmerking, None, veld.as_deref(), tekst)?)
        }
        Opmerking::Antwoord { id, bij, tekst, waar } => {
            (waar, onderdeel::nieuwe_opmerking(&kopie(waar)?, id, S::Antwoord, Some(bij), None, tekst)?)
        }
        Opmerking::Afgehandeld { id, bij, tekst, waar } => {
            let tekst = tekst.as_deref().unwrap_or_default();
            (waar, onderdeel::nieuwe_opmerking(&kopie(waar)?, id, S::Afgehandeld, Some(bij), None, tekst)?)
        }
    };
    if waar.json { Antwoord::json(&json!({ "id": naam })) } else { Antwoord::tekst(format!("{naam}\n")) }
}

fn voortgang(wat: ToonOfWijzig) -> Uitkomst {
    match wat {
        ToonOfWijzig::Toon { id, waar } => {
            let (id, _, _) = kopie(&waar)?.pad_van(&id)?;
            let pad = format!("voortgang/{id}.toml");
            if !kopie(&waar)?.wortel().join(&pad).exists() {
                return Antwoord::tekst(format!("Bij {id} is nog geen voortgang ingevuld.\n"));
            }
            toon_bestand(&waar, &pad, "id", id.as_str())
        }
        ToonOfWijzig::Wijzig { id, velden, toelichting, waar } => {
            let mut alles = invoer(&velden)?;
            alles.iter_mut().for_each(|i| i.veld = format!("voortgang.{}", i.veld));
            let versie = afspraak::wijzig(&kopie(&waar)?, &id, &alles, toelichting.toelichting.as_deref())?;
            opgeslagen(&waar, versie.as_ref())
        }
    }
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
    antwoord.gevonden = gevonden;
    Ok(antwoord)
}

fn rechtzetten(waar: &Waar, alleen_tonen: bool) -> Uitkomst {
    let kopie = kopie(waar)?;
    let paden: Vec<String> = if alleen_tonen {
        opmaak::afwijkend(&kopie)?.into_iter().map(|w| w.pad).collect()
    } else {
        opmaak::opmaak(&kopie)?
    };
    if waar.json {
        return Antwoord::json(&json!({ "bestanden": paden }));
    }
    let wat = if alleen_tonen { "wijkt af" } else { "rechtgezet" };
    let uit: String = paden.iter().map(|p| format!("{p}: {wat}\n")).collect();
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
