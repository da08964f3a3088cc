//! `oogo akkoord`, `oogo sleutel` and `oogo partij vertrouw`: what parties say, and who may say it.

use std::io::IsTerminal;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::argumenten::Waar;
use super::opdracht::{Uitkomst, kopie, opgeslagen};
use super::{Antwoord, tekst};
use crate::actions::akkoord;
use crate::actions::logboeken::Logboeken;
use crate::actions::registratie::Registratie;
use crate::actions::standen::{Oordeel, Standen, standen_van};
use crate::actions::wie_mag::{self, Lijstwijziging};
use crate::actions::{Fout, Kopie, gebruiker, peilmerk, tekenen, vertrouwen};
use crate::agenda::PartijId;
use crate::agenda::tekst::zichtbaar;
use crate::export::standpunten::Rij;
use crate::store::Gelezen;
use crate::store::disk::{bytes_van, reden};
use crate::verklaring::{Onderwerp, OpPapier, Sha256, Soort, Standpunt, Status};

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

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum SleutelOpdracht {
    /// Maakt uw sleutel; de eerste keer ook de lijst van wie namens uw partij mag spreken
    Maak {
        /// Gebruikt een sleutel die u al hebt, zoals ~/.ssh/id_ed25519
        #[arg(long, value_name = "BESTAND")]
        van: Option<std::path::PathBuf>,
        /// Schrijft de herstelsleutel in dit bestand (anders: in uw persoonlijke map)
        #[arg(long, value_name = "BESTAND")]
        herstelsleutel: Option<std::path::PathBuf>,
        /// Begint opnieuw, als alle sleutels en de herstelsleutel zoek zijn; de andere partijen moeten u dan opnieuw bevestigen
        #[arg(long)]
        opnieuw: bool,
        #[command(flatten)]
        waar: Waar,
    },
    /// Toont uw openbare sleutel en de controlewoorden van alle partijen
    Toon {
        #[command(flatten)]
        waar: Waar,
    },
    /// Toont wie namens uw partij mag spreken
    Lijst {
        #[command(flatten)]
        waar: Waar,
    },
    /// Zet een collega op de lijst
    VoegToe {
        /// De openbare sleutel van de collega, zoals ‘oogo sleutel toon’ die bij hem toont
        sleutel: String,
        /// De functie
        #[arg(long, value_name = "FUNCTIE")]
        functie: String,
        /// Mag alleen ambtelijke standpunten registreren
        #[arg(long)]
        alleen_ambtelijk: bool,
        #[command(flatten)]
        waar: Waar,
    },
    /// Maakt u met de herstelsleutel uit de kluis tot degene die namens uw partij spreekt
    Herstel {
        /// Het bestand met de herstelsleutel
        bestand: std::path::PathBuf,
        #[command(flatten)]
        waar: Waar,
    },
    /// Haalt iemand van de lijst
    HaalWeg {
        /// Het nummer op de lijst, zoals f-7kq2
        id: String,
        #[command(flatten)]
        waar: Waar,
    },
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

pub(super) fn sleutel(wat: SleutelOpdracht) -> Uitkomst {
    match wat {
        SleutelOpdracht::Maak { van, herstelsleutel, opnieuw, waar } => {
            maak(&waar, van.as_deref(), herstelsleutel.as_deref(), opnieuw)
        }
        SleutelOpdracht::Toon { waar } => toon(&waar),
        SleutelOpdracht::Lijst { waar } => lijst(&waar),
        SleutelOpdracht::VoegToe { sleutel, functie, alleen_ambtelijk, waar } => {
            let sleutel = sleutel.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            let sleutel = sleutel
                .parse()
                .map_err(|e| Fout::gebruik(format!("Dit is {e}."), "Vraag uw collega om ‘oogo sleutel toon’."))?;
            let mag =
                if alleen_ambtelijk { vec![Soort::Ambtelijk] } else { vec![Soort::Ambtelijk, Soort::Bestuurlijk] };
            opgeslagen(
                &waar,
                Some(&wie_mag::wijzig_lijst(&kopie(&waar)?, Lijstwijziging::Erbij { sleutel, functie, mag })?),
            )
        }
        SleutelOpdracht::Herstel { bestand, waar } => {
            opgeslagen(&waar, Some(&wie_mag::herstel(&kopie(&waar)?, &bestand)?))
        }
        SleutelOpdracht::HaalWeg { id, waar } => {
            opgeslagen(&waar, Some(&wie_mag::wijzig_lijst(&kopie(&waar)?, Lijstwijziging::Weg { id })?))
        }
    }
}

fn maak(waar: &Waar, van: Option<&std::path::Path>, herstel_naar: Option<&std::path::Path>, opnieuw: bool) -> Uitkomst {
    let kopie = kopie(waar)?;
    if let Some(pad) = herstel_naar.filter(|p| std::path::absolute(p).is_ok_and(|p| p.starts_with(kopie.wortel()))) {
        let wat = format!("{} staat in de map die u met de andere partijen deelt.", pad.display());
        return Err(Fout::gebruik(wat, "Noem een bestand op een plaats van uzelf. Er is niets gemaakt."));
    }
    if let Some(pad) = herstel_naar.filter(|p| p.exists()) {
        return Err(Fout::gebruik(
            format!("{} bestaat al.", pad.display()),
            "Noem een nieuw bestand voor de herstelsleutel.",
        ));
    }
    let gemaakt = wie_mag::maak(&kopie, van, herstel_naar, opnieuw)?;
    if waar.json {
        return Antwoord::json(&json!({
            "partij": gemaakt.partij,
            "sleutel": gemaakt.sleutel,
            "functionaris": gemaakt.functionaris,
            "controlewoorden": gemaakt.woorden,
            "herstelsleutel": gemaakt.herstelsleutel,
        }));
    }
    let mut uit =
        if gemaakt.is_nieuw { "Uw sleutel is gemaakt.\n".to_owned() } else { "U had al een sleutel.\n".to_owned() };
    match &gemaakt.functionaris {
        Some(id) => uit.push_str(&format!("Op de lijst van {} bent u {id}.\n", gemaakt.partij)),
        None => uit.push_str(&format!(
            "U staat nog niet op de lijst van {}. Vraag een collega die er wel op staat:\n  oogo sleutel voeg-toe \"{}\" --functie \"UW FUNCTIE\"\n",
            gemaakt.partij, gemaakt.sleutel
        )),
    }
    if !gemaakt.woorden.is_empty() {
        uit.push_str(&format!(
            "\nLees deze controlewoorden voor in het overleg en zet ze in het verslag:\n  {}\n",
            gemaakt.woorden.join(" ")
        ));
    }
    if let Some(pad) = &gemaakt.herstelsleutel {
        uit.push_str(&format!(
            "\nDe herstelsleutel van uw partij staat in {}. Druk hem af voor de kluis en verwijder het bestand daarna: wie hem heeft, beslist wie namens uw partij mag spreken.\n",
            pad.display()
        ));
    }
    Antwoord::tekst(uit)
}

fn toon(waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let getoond = wie_mag::toon(&kopie)?;
    if waar.json {
        let woorden =
            |(p, w, b): &(PartijId, Vec<&str>, bool)| json!({ "partij": p, "controlewoorden": w, "bevestigd": b });
        let lijsten =
            |(p, id): &(PartijId, crate::verklaring::FunctionarisId)| json!({ "partij": p, "functionaris": id });
        return Antwoord::json(&json!({
            "sleutel": getoond.sleutel,
            "lijsten": getoond.lijsten.iter().map(lijsten).collect::<Vec<_>>(),
            "partijen": getoond.woorden.iter().map(woorden).collect::<Vec<_>>(),
        }));
    }
    let mut uit = match &getoond.sleutel {
        Some(s) => format!("Uw openbare sleutel:\n  {s}\n"),
        None => "U hebt nog geen sleutel. Maak er een met ‘oogo sleutel maak’.\n".to_owned(),
    };
    for (partij, id) in &getoond.lijsten {
        uit.push_str(&format!("U mag spreken namens {partij}, als {id}.\n"));
    }
    for (partij, woorden, bevestigd) in &getoond.woorden {
        let hoe = if *bevestigd { "door u bevestigd" } else { "nog niet bevestigd" };
        uit.push_str(&format!("\nControlewoorden van {partij} ({hoe}):\n  {}\n", woorden.join(" ")));
    }
    Antwoord::tekst(uit)
}

fn lijst(waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let wie = gebruiker::vereist(&kopie)?;
    let logboeken = Logboeken::lees(&kopie, false)?;
    let lijsten = logboeken.van(&wie.partij).map(|l| l.lijsten()).unwrap_or_default();
    let mensen: Vec<_> = lijsten.iter().flatten().flat_map(|l| &l.functionarissen).collect();
    if waar.json {
        return Antwoord::json(&json!({ "partij": wie.partij, "functionarissen": mensen }));
    }
    let regel = |f: &&crate::verklaring::Functionaris| {
        let mag: Vec<&str> = f.mag.iter().map(|s| s.woord()).collect();
        format!("{}  {} ({})\n  {}\n", f.id, f.functie, mag.join(", "), f.sleutel)
    };
    let uit: String = mensen.iter().map(regel).collect();
    Antwoord::tekst(if uit.is_empty() {
        "Er is nog geen lijst. Begin haar met ‘oogo sleutel maak’.\n".to_owned()
    } else {
        tekst::veilig(&uit)
    })
}

/// Confirms that a party's log begins as the party itself read aloud.
pub(super) fn vertrouw(waar: &Waar, partij: &str, woorden: Option<&str>) -> Uitkomst {
    let kopie = kopie(waar)?;
    let beginnen = vertrouwen::beginnen(&kopie, partij)?;
    let woorden = match (woorden, beginnen.as_slice()) {
        (Some(woorden), _) => woorden.to_owned(),
        (None, []) => String::new(),
        (None, [een]) if !std::io::stdin().is_terminal() => een.woorden.join(" "),
        (None, alle) => {
            let mut uit = format!("Laat {} haar controlewoorden voorlezen. Hier staat:\n", zichtbaar(partij));
            for b in alle {
                let hoe = if b.is_bevestigd { " (door u bevestigd)" } else { "" };
                uit.push_str(&format!("  {}{hoe}\n", b.woorden.join(" ")));
            }
            uit.push_str(&format!(
                "Zijn ze gelijk, bevestig ze dan:\n  oogo partij vertrouw {} --woorden \"…\"\n",
                zichtbaar(partij)
            ));
            return Ok(Antwoord { code: 1, ..Antwoord::tekst(uit)? });
        }
    };
    let begin = vertrouwen::vertrouw(&kopie, partij, &woorden)?;
    if waar.json {
        return Antwoord::json(&json!({ "partij": begin.partij, "controlewoorden": begin.woorden, "bevestigd": true }));
    }
    Antwoord::tekst(format!("Bevestigd: {} heeft de controlewoorden {}.\n", begin.partij, begin.woorden.join(" ")))
}

/// How the parties stand, for a script.
pub(super) fn standen_als_json(standen: &Standen) -> (Value, Value) {
    let een = |o: &Oordeel| {
        let mut object = serde_json::Map::from_iter([("status".to_owned(), json!(o.status.woord()))]);
        if let Some(v) = &o.voorbehoud {
            let uiterlijk = v.uiterlijk.map(|d| d.to_string());
            let voorbehoud = json!({ "soort": v.soort.woord(), "tekst": v.tekst, "uiterlijk": uiterlijk });
            object.insert("voorbehoud".to_owned(), voorbehoud);
        }
        if !o.waarom.is_empty() {
            let naam = if o.status == Status::Achterhaald { "gewijzigd-in" } else { "waarom" };
            object.insert(naam.to_owned(), json!(o.waarom));
        }
        if let Some(m) = o.moment {
            object.insert("moment".to_owned(), json!(m.to_rfc3339()));
        }
        object
    };
    let akkoorden: serde_json::Map<String, Value> = standen
        .partijen
        .iter()
        .map(|(partij, stand)| {
            let mut object = een(&stand.bestuurlijk);
            object.insert("ambtelijk".to_owned(), Value::Object(een(&stand.ambtelijk)));
            (partij.to_string(), Value::Object(object))
        })
        .collect();
    (json!(standen.overeenstemming.woord()), Value::Object(akkoorden))
}

/// What a script is told of everything: the standing of each afspraak, and whose key was confirmed.
pub(super) struct Verklaard {
    logboeken: Option<Logboeken>,
    bevestigd: std::collections::BTreeMap<PartijId, crate::verklaring::Vertrouwd>,
}

impl Verklaard {
    /// What cannot be known is left out, and said.
    pub fn lees(kopie: &Kopie) -> Self {
        let gemeld = |fout: &Fout| super::meld(&fout.to_string());
        Self {
            logboeken: Logboeken::lees(kopie, false).inspect_err(gemeld).ok(),
            bevestigd: vertrouwen::bevestigd(kopie).unwrap_or_default(),
        }
    }

    /// Adds how the parties stand to an afspraak.
    pub fn bij_afspraak(
        &self,
        kopie: &Kopie,
        gelezen: &Gelezen,
        pad: &str,
        object: &mut serde_json::Map<String, Value>,
    ) {
        let Some(over) = Onderwerp::van_pad(pad) else { return };
        let (Some(logboeken), Onderwerp::Afspraak(id)) = (&self.logboeken, &over) else { return };
        let Some(g) = gelezen.agenda.afspraak(id) else { return };
        let nu = bytes_van(kopie.wortel(), pad).ok();
        let standen = standen_van(logboeken, over.clone(), &g.afspraak.gebonden, nu.as_deref());
        let (overeenstemming, akkoorden) = standen_als_json(&standen);
        object.insert("overeenstemming".to_owned(), overeenstemming);
        object.insert("akkoorden".to_owned(), akkoorden);
    }

    /// Whether the user of this machine confirmed with what a party's log began.
    pub fn is_bevestigd(&self, partij: &str) -> bool {
        let Ok(partij) = partij.parse::<PartijId>() else { return false };
        let bevestigd = self.bevestigd.get(&partij);
        let log = self.logboeken.as_ref().and_then(|l| l.van(&partij));
        log.is_some_and(|l| l.beginnen().any(|b| bevestigd.is_some_and(|v| v.contains(&b.sha256))))
    }
}
