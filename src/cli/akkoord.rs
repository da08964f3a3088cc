//! `oogo akkoord`, `standpunten` and `peilmerk`: what parties say, and what stood there when they did.

use clap::Args;
use serde_json::{Value, json};

use super::argumenten::Waar;
use super::opdracht::{Uitkomst, kopie, opgeslagen};
use super::{Antwoord, tekst};
use crate::actions::registratie::Registratie;
use crate::actions::{Fout, Kopie, akkoord, gebruiker, peilmerk, tekenen};
use crate::export::standpunten::Rij;
use crate::store::disk::reden;
use crate::verklaring::{Onderwerp, OpPapier, Sha256, Standpunt};

/// What is registered, and how it was decided.
#[derive(Debug, Args)]
pub struct AkkoordArgumenten {
    /// Nummers van afspraken, of "thema huisvesting" of geheel voor een visie
    #[arg(required = true, value_name = "ID")]
    pub wat: Vec<String>,
    /// Onder voorbehoud, en waarvan
    #[arg(long, value_name = "TEKST", conflicts_with_all = ["niet", "intrekken"])]
    pub voorbehoud: Option<String>,
    /// raad, college, rvt, opr of inhoudelijk
    #[arg(long, value_name = "SOORT", requires = "voorbehoud")]
    pub voorbehoud_soort: Option<String>,
    /// Wanneer dat uiterlijk bekend is
    #[arg(long, value_name = "DATUM", requires = "voorbehoud")]
    pub uiterlijk: Option<String>,
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
        (Some(_), ..) => Standpunt::Voorbehoud,
        (_, true, _) => Standpunt::NietAkkoord,
        (_, _, Some(_)) => Standpunt::Ingetrokken,
        _ => Standpunt::Akkoord,
    };
    fn tekst(waarde: &Option<String>) -> &str {
        waarde.as_deref().unwrap_or_default()
    }
    let mut r = Registratie::lees(over, |veld| match veld {
        "standpunt" => standpunt.woord(),
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
        _ => "",
    })?;
    if let (Some(pad), Some(vindplaats)) = (&a.papier, &a.vindplaats) {
        let bytes = std::fs::read(pad).map_err(|e| {
            let wat = format!("{} kan niet gelezen worden: {}.", pad.display(), reden(&e));
            Fout::gebruik(wat, "Noem het ondertekende stuk.")
        })?;
        r.papier = Some(OpPapier { sha256: Sha256::van(&bytes), vindplaats: vindplaats.clone() });
    }
    Ok(r)
}

/// Registers what the user's party says; without `--ja` it shows the text that would be bound.
pub(super) fn akkoord(a: &AkkoordArgumenten, waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let r = registratie(&kopie, a)?;
    if waar.ja {
        return opgeslagen(waar, Some(&akkoord::registreer(&kopie, &r)?));
    }
    let wie = gebruiker::vereist(&kopie)?;
    let gelezen = kopie.lees()?;
    let r = r.aangevuld(gelezen.agenda.partijen.get(&wie.partij).map(|p| p.soort))?;
    let mut uit = format!("Namens {} wordt dit vastgelegd:\n", gelezen.agenda.partijnaam(&wie.partij));
    r.regels().iter().for_each(|regel| uit.push_str(&format!("  {regel}\n")));
    for over in &r.over {
        let tekst = akkoord::tekst(&kopie, &gelezen, over)?;
        uit.push_str(&format!(
            "\n{over}, precies deze tekst ({}, sha256 {}):\n\n",
            tekst.pad,
            Sha256::van(&tekst.bytes)
        ));
        uit.push_str(&String::from_utf8_lossy(&tekst.bytes));
    }
    uit.push_str("\nEr is nog niets ondertekend. Is dit wat uw partij bedoelt, herhaal de opdracht dan met --ja.\n");
    Ok(Antwoord { code: 1, ..Antwoord::tekst(tekst::veilig(&uit))? })
}

/// On whom something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Op {
    /// Op uw partij
    Ons,
    /// Op een andere partij
    Hen,
}

pub(super) fn standpunten(wacht_op: Option<Op>, achterhaald: bool, waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let welke = tekenen::Welke { wacht_op_ons: wacht_op.map(|op| op == Op::Ons), achterhaald };
    if !waar.json {
        return Antwoord::tekst(tekst::veilig(&tekenen::verslag_van_alle(&kopie, welke, true)?.tekst()));
    }
    let (rijen, wij) = tekenen::alle(&kopie, welke)?;
    let rij = |r: &Rij| {
        let partijen = r.partijen.iter().map(|(p, s)| (p.to_string(), json!(s.status.woord())));
        json!({
            "id": r.over.to_string(),
            "wacht": r.wacht(wij.as_ref()).label(),
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
