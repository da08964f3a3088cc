//! `oogo akkoord`, `standpunten` and `peilmerk`: what parties say, and what stood there when they did.

use clap::Args;
use serde_json::{Value, json};

use super::argumenten::Waar;
use super::opdracht::{Uitkomst, kopie, opgeslagen};
use super::{Antwoord, tekst};
use crate::actions::registratie::{Gezegd, OPHEFFEN, Registratie};
use crate::actions::{Fout, Kopie, akkoord, ongedaan, peilmerk, tekenen};
use crate::export::standpunten::{Rij, Wacht, Welke};
use crate::verklaring::{Onderwerp, Standpunt};

/// What is registered, and how it was decided.
#[derive(Debug, Args)]
pub struct AkkoordArgumenten {
    /// Nummers van afspraken, of "thema huisvesting" of geheel voor een visie
    #[arg(required = true, value_name = "ID")]
    pub wat: Vec<String>,
    /// Onder voorbehoud, en waarvan
    #[arg(long, value_name = "TEKST", conflicts_with_all = ["niet", "intrekken"])]
    pub voorbehoud: Option<String>,
    /// Alleen bij deze tekst een voorbehoud, en waarvan; mag vaker
    #[arg(long, value_name = "ID=TEKST")]
    pub voorbehoud_bij: Vec<String>,
    /// raad, college, rvt, opr of inhoudelijk
    #[arg(long, value_name = "SOORT")]
    pub voorbehoud_soort: Option<String>,
    /// Wanneer dat uiterlijk bekend is
    #[arg(long, value_name = "DATUM")]
    pub uiterlijk: Option<String>,
    /// Alleen met deze tekst niet akkoord, en waarom; mag vaker
    #[arg(long, value_name = "ID=WAAROM")]
    pub niet_bij: Vec<String>,
    /// Alleen bij deze tekst uw eigen woorden; mag vaker
    #[arg(long, value_name = "ID=TEKST")]
    pub toelichting_bij: Vec<String>,
    /// Heft het voorbehoud op dat uw partij op deze tekst maakte
    #[arg(long, conflicts_with_all = ["voorbehoud", "niet", "intrekken"])]
    pub opheffen: bool,
    /// Niet akkoord
    #[arg(long, conflicts_with = "intrekken")]
    pub niet: bool,
    /// Neemt terug wat uw partij eerder zei, met de reden
    #[arg(long, value_name = "REDEN")]
    pub intrekken: Option<String>,
    /// ambtelijk of bestuurlijk; alleen bestuurlijk telt voor overeenstemming
    #[arg(long, value_name = "SOORT", default_value = "bestuurlijk")]
    pub soort: String,
    /// college, burgemeester, wethouder, directeur-bestuurder, bestuur of ambtelijk
    #[arg(long, value_name = "WIE")]
    pub besluit_door: Option<String>,
    /// collegebesluit, machtiging, mandaat, directiestatuut of bestuursbesluit
    #[arg(long, value_name = "GRONDSLAG")]
    pub grondslag: Option<String>,
    /// De dag van het besluit
    #[arg(long, value_name = "DATUM")]
    pub besluitdatum: Option<String>,
    /// Het kenmerk van het besluit
    #[arg(long, value_name = "KENMERK")]
    pub kenmerk: Option<String>,
    /// oogo, besluit of papier
    #[arg(long, value_name = "WIJZE")]
    pub wijze: Option<String>,
    /// Het overleg, zoals 2027-03-12-oogo
    #[arg(long, value_name = "OVERLEG")]
    pub overleg: Option<String>,
    /// Het ondertekende stuk; alleen zijn sha256 wordt vastgelegd
    #[arg(long, value_name = "BESTAND", requires = "vindplaats")]
    pub papier: Option<std::path::PathBuf>,
    /// Waar uw partij dat stuk bewaart
    #[arg(long, value_name = "PLAATS", requires = "papier")]
    pub vindplaats: Option<String>,
    /// De versie waarin u de tekst las: is zij sindsdien gewijzigd, dan wordt er niets ondertekend
    #[arg(long, value_name = "VERSIE", requires = "ja")]
    pub gelezen: Option<String>,
    /// Uw eigen woorden erbij
    #[arg(long, value_name = "TEKST")]
    pub toelichting: Option<String>,
}

fn onderwerp(kopie: &Kopie, naam: &str) -> Result<Onderwerp, Fout> {
    let naam = naam.trim().to_lowercase();
    if naam == "geheel" {
        return Ok(Onderwerp::Geheel);
    }
    if let Some(thema) = naam.strip_prefix("thema ") {
        return Ok(Onderwerp::Thema(crate::actions::naslag::Naslag::thema(kopie, thema)?.0));
    }
    Ok(Onderwerp::Afspraak(kopie.pad_van(&naam)?.0))
}

fn registratie(kopie: &Kopie, a: &AkkoordArgumenten) -> Result<Registratie, Fout> {
    let mut namen = a.wat.iter();
    let mut over = Vec::new();
    while let Some(naam) = namen.next() {
        // `thema huisvesting` without quotes comes as two words.
        let naam = match namen.as_slice().first().filter(|_| naam.eq_ignore_ascii_case("thema")) {
            Some(thema) => {
                namen.next();
                format!("thema {thema}")
            }
            None => naam.clone(),
        };
        over.push(onderwerp(kopie, &naam)?);
    }
    let standpunt = match (&a.voorbehoud, a.niet, &a.intrekken) {
        _ if a.opheffen => OPHEFFEN,
        (Some(_), ..) => Standpunt::Voorbehoud.woord(),
        (_, true, _) => Standpunt::NietAkkoord.woord(),
        (_, _, Some(_)) => Standpunt::Ingetrokken.woord(),
        _ => Standpunt::Akkoord.woord(),
    };
    if a.voorbehoud.is_none() && a.voorbehoud_bij.is_empty() && (a.voorbehoud_soort.is_some() || a.uiterlijk.is_some())
    {
        return Err(Fout::gebruik(
            "Een soort of een dag hoort bij een voorbehoud.",
            "Geef ook --voorbehoud TEKST of --voorbehoud-bij ID=TEKST.",
        ));
    }
    fn tekst(waarde: &Option<String>) -> &str {
        waarde.as_deref().unwrap_or_default()
    }
    let papier = a.papier.as_ref().map(|p| p.display().to_string());
    let mut r = Registratie::lees(over, |veld| match veld {
        "standpunt" => standpunt,
        "voorbehoud" => tekst(&a.voorbehoud),
        "voorbehoud-soort" => tekst(&a.voorbehoud_soort),
        "uiterlijk" => tekst(&a.uiterlijk),
        "toelichting" if a.intrekken.is_some() => tekst(&a.intrekken),
        "toelichting" => tekst(&a.toelichting),
        "soort" => &a.soort,
        "besluit-door" => tekst(&a.besluit_door),
        "grondslag" => tekst(&a.grondslag),
        "besluitdatum" => tekst(&a.besluitdatum),
        "kenmerk" => tekst(&a.kenmerk),
        "wijze" => tekst(&a.wijze),
        "overleg" => tekst(&a.overleg),
        "papier" => papier.as_deref().unwrap_or_default(),
        "vindplaats" => tekst(&a.vindplaats),
        _ => "",
    })?;
    for (bij, wat) in [(&a.voorbehoud_bij, "voorbehoud"), (&a.niet_bij, "niet"), (&a.toelichting_bij, "toelichting")] {
        for bij in bij {
            let (over, gezegd) = anders(kopie, a, &r, wat, bij)?;
            // A toelichting goes with what was said before; two standpunten on one text do not go together.
            if r.anders.insert(over.clone(), gezegd).is_some() && wat != "toelichting" {
                let wat = format!("Van {over} staan er twee dingen die niet samen gaan.");
                return Err(Fout::gebruik(wat, "Noem elke tekst één keer. Er is niets ondertekend."));
            }
        }
    }
    Ok(r)
}

/// What is said of one of the texts only.
fn anders(
    kopie: &Kopie,
    a: &AkkoordArgumenten,
    r: &Registratie,
    wat: &str,
    bij: &str,
) -> Result<(Onderwerp, Gezegd), Fout> {
    let (naam, woorden) = bij.split_once('=').unwrap_or((bij, ""));
    let over = onderwerp(kopie, naam)?;
    if !r.over.contains(&over) {
        let wat = format!("{over} staat niet bij de teksten waar het over gaat.");
        return Err(Fout::gebruik(wat, "Noem haar ook zonder voorbehoud. Er is niets ondertekend."));
    }
    if wat == "toelichting" {
        return Ok((over.clone(), Gezegd { toelichting: Some(woorden.to_owned()), ..r.van(&over).clone() }));
    }
    let gezegd = Gezegd::lees(|veld| match (veld, wat) {
        ("standpunt", "voorbehoud") => Standpunt::Voorbehoud.woord(),
        ("standpunt", _) => Standpunt::NietAkkoord.woord(),
        ("voorbehoud", "voorbehoud") | ("toelichting", "niet") => woorden,
        ("voorbehoud-soort", _) => a.voorbehoud_soort.as_deref().unwrap_or_default(),
        ("uiterlijk", _) => a.uiterlijk.as_deref().unwrap_or_default(),
        _ => "",
    })?;
    Ok((over, gezegd))
}

/// Registers what the user's party says; without `--ja` it shows the text that would be bound.
pub(super) fn akkoord(a: &AkkoordArgumenten, waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let r = registratie(&kopie, a)?;
    if waar.ja {
        let r = match &a.gelezen {
            Some(versie) => tekenen::gelezen_in(&kopie, r, versie)?,
            None => r,
        };
        return opgeslagen(waar, Some(&akkoord::registreer(&kopie, &r)?));
    }
    let (_, mut verslag) = tekenen::lees_voor(&kopie, r)?;
    verslag.regels.retain(|r| r.doel.is_none());
    let hoofd = kopie.versies()?.hoofd()?.map(|h| h.to_string()).unwrap_or_default();
    let uit = format!(
        "{}\nEr is nog niets ondertekend. Is dit wat uw partij bedoelt, herhaal de opdracht dan met --ja --gelezen {}.\n",
        verslag.tekst(),
        hoofd.get(..10).unwrap_or_default()
    );
    Ok(Antwoord { code: 1, ..Antwoord::tekst(tekst::veilig(&uit))? })
}

pub(super) fn ongedaan(waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let laatste = ongedaan::laatste(&kopie)?.ok_or_else(ongedaan::niets)?.versie;
    if !waar.ja {
        let tekst = format!(
            "{}.\nDit is nog niet uitgewisseld. Wilt u het ongedaan maken, herhaal de opdracht dan met --ja.\n",
            laatste.onderwerp
        );
        return Ok(Antwoord { code: 1, ..Antwoord::tekst(tekst::veilig(&tekst))? });
    }
    let versie = ongedaan::maak_ongedaan(&kopie, laatste.id)?;
    if waar.json {
        return Antwoord::json(&json!({ "ongedaan": versie.onderwerp }));
    }
    Antwoord::tekst(tekst::veilig(&format!("Ongedaan gemaakt: {}.\n", versie.onderwerp)))
}

/// On whom something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Op {
    /// Op uw partij
    Ons,
    /// Op een andere partij
    Hen,
}

impl Op {
    pub(super) fn wacht(self) -> Wacht {
        match self {
            Self::Ons => Wacht::OpOns,
            Self::Hen => Wacht::OpHen,
        }
    }
}

pub(super) fn standpunten(welke: &Welke, waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    if !waar.json {
        return Antwoord::tekst(tekst::veilig(&tekenen::verslag_van_alle(&kopie, welke, true)?.tekst()));
    }
    let (rijen, wij) = tekenen::alle(&kopie, welke)?;
    let rij = |r: &Rij| {
        let partijen = r.partijen.iter().map(|(p, s)| (p.to_string(), json!(s.status.woord())));
        json!({
            "id": r.over.to_string(),
            "wacht": r.wacht(&wij).label(),
            "overeenstemming": r.overeenstemming.woord(),
            "akkoorden": Value::Object(partijen.collect()),
        })
    };
    Antwoord::json(&json!({ "standpunten": rijen.iter().map(rij).collect::<Vec<_>>() }))
}

pub(super) fn peilmerk(overleg: Option<&str>, waar: &Waar) -> Uitkomst {
    let gezet = peilmerk::zet(&kopie(waar)?, overleg)?;
    if waar.json {
        return Antwoord::json(&json!({
            "versie": gezet.versie.id.to_string(),
            "van": gezet.van.id.to_string(),
            "bestanden": gezet.bestanden,
            "manifest": gezet.manifest,
        }));
    }
    Antwoord::tekst(tekst::veilig(&format!(
        "Het peilmerk is gezet: {} bestanden, zoals in versie {} van {}.\nWie een kopie heeft, gaat dat na met: sha256sum -c {}\n",
        gezet.bestanden,
        gezet.van.kort(),
        gezet.van.moment.format("%d-%m-%Y %H:%M"),
        gezet.manifest
    )))
}
