//! `oogo sleutel` and `oogo partij vertrouw`: who may speak for a party, and whether it is really that party.

use clap::Subcommand;
use serde_json::json;

use super::argumenten::Waar;
use super::opdracht::{Uitkomst, kopie, opgeslagen};
use super::{Antwoord, tekst};
use crate::actions::lijst::{self, Lijstwijziging};
use crate::actions::logboeken::Logboeken;
use crate::actions::sleutel::WACHTWOORD;
use crate::actions::wie_mag::{self, Wens};
use crate::actions::{Fout, gebruiker, vertrouwen};
use crate::agenda::PartijId;
use crate::agenda::tekst::zichtbaar;

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum SleutelOpdracht {
    /// Maakt uw sleutel; de eerste keer ook de lijst van wie namens uw partij mag spreken
    Maak {
        /// Gebruikt een sleutel die u al hebt, zoals ~/.ssh/id_ed25519
        #[arg(long, value_name = "BESTAND")]
        van: Option<std::path::PathBuf>,
        /// Gebruikt een sleutel uit uw sleutelagent (ssh-agent), ook een hardwaresleutel
        #[arg(long, value_name = "NAAM", num_args = 0..=1, default_missing_value = "", conflicts_with = "van")]
        uit_agent: Option<String>,
        /// Vraagt een wachtwoord voor een nieuwe sleutel
        #[arg(long, conflicts_with_all = ["van", "uit_agent"])]
        wachtwoord: bool,
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
        /// Neemt waar voor deze collega op de lijst, zoals f-7kq2
        #[arg(long, value_name = "ID")]
        waarneemt: Option<String>,
        /// Tot en met wanneer de waarneming naar verwachting duurt
        #[arg(long, value_name = "DATUM", requires = "waarneemt")]
        tot: Option<String>,
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
    /// Geeft iemand op de lijst een nieuwe sleutel, bijvoorbeeld van een nieuwe laptop
    Vervang {
        /// Het nummer op de lijst, zoals f-7kq2
        id: String,
        /// De nieuwe openbare sleutel
        sleutel: String,
        #[command(flatten)]
        waar: Waar,
    },
    /// Zegt na een herindeling of fusie welke partij van nu af ook namens de uwe spreekt
    Opvolger {
        /// De partij
        #[arg(required_unless_present = "geen")]
        partij: Option<String>,
        /// Neemt dat terug: uw partij spreekt weer zelf
        #[arg(long, conflicts_with = "partij")]
        geen: bool,
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

pub(super) fn sleutel(wat: SleutelOpdracht) -> Uitkomst {
    match wat {
        SleutelOpdracht::Maak { van, uit_agent, wachtwoord, herstelsleutel, opnieuw, waar } => {
            let wachtwoord = if wachtwoord { Some(nieuw_wachtwoord()?) } else { None };
            maak(&waar, &Wens { van, uit_agent, wachtwoord, herstel_naar: herstelsleutel, opnieuw })
        }
        SleutelOpdracht::Toon { waar } => toon(&waar),
        SleutelOpdracht::Lijst { waar } => wie_er_op_staat(&waar),
        SleutelOpdracht::VoegToe { sleutel, functie, alleen_ambtelijk, waarneemt, tot, waar } => {
            let (waarneemt, tot) = (waarneemt.unwrap_or_default(), tot.unwrap_or_default());
            let wijziging = Lijstwijziging::erbij(|veld| match veld {
                "sleutel" => &sleutel,
                "functie" => &functie,
                "mag" if alleen_ambtelijk => "ambtelijk",
                "waarneemt" => &waarneemt,
                "tot" => &tot,
                _ => "",
            })?;
            wijzig(&waar, wijziging)
        }
        SleutelOpdracht::Vervang { id, sleutel, waar } => {
            wijzig(&waar, Lijstwijziging::Vervang { id, sleutel: lijst::openbare_sleutel(&sleutel)? })
        }
        SleutelOpdracht::Opvolger { partij, geen: _, waar } => wijzig(&waar, Lijstwijziging::Opvolger(partij)),
        SleutelOpdracht::HaalWeg { id, waar } => wijzig(&waar, Lijstwijziging::Weg { id }),
        SleutelOpdracht::Herstel { bestand, waar } => {
            opgeslagen(&waar, Some(&wie_mag::herstel(&kopie(&waar)?, &bestand)?))
        }
    }
}

fn wijzig(waar: &Waar, wijziging: Lijstwijziging) -> Uitkomst {
    opgeslagen(waar, Some(&lijst::wijzig_lijst(&kopie(waar)?, wijziging)?))
}

/// A password for a new key: typed twice by whoever is at a terminal, else from the environment.
fn nieuw_wachtwoord() -> Result<String, Fout> {
    if let Some(wachtwoord) = std::env::var(WACHTWOORD).ok().filter(|w| !w.is_empty()) {
        return Ok(wachtwoord);
    }
    let advies = "Er is geen sleutel gemaakt.";
    let typ = |vraag: &str| super::vraag_wachtwoord(vraag).filter(|w| !w.is_empty());
    let Some(eerste) = typ("Wachtwoord voor uw sleutel: ") else {
        return Err(Fout::gebruik(
            format!("Er is geen wachtwoord gegeven; een script zet het in {WACHTWOORD}."),
            advies,
        ));
    };
    match typ("Nog een keer hetzelfde wachtwoord: ") {
        Some(tweede) if tweede == eerste => Ok(eerste),
        _ => Err(Fout::gebruik("Dat was niet twee keer hetzelfde.", advies)),
    }
}

fn maak(waar: &Waar, wens: &Wens) -> Uitkomst {
    let kopie = kopie(waar)?;
    let herstel_naar = wens.herstel_naar.as_deref();
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
    let gemaakt = wie_mag::maak(&kopie, wens)?;
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

fn wie_er_op_staat(waar: &Waar) -> Uitkomst {
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
        let voor = f.waarneemt.as_ref().map(|voor| format!(", neemt waar voor {voor}")).unwrap_or_default();
        let tot = f.tot.map(|tot| format!(" tot en met {}", tot.lang())).unwrap_or_default();
        format!("{}  {} ({}){voor}{tot}\n  {}\n", f.id, f.functie, mag.join(", "), f.sleutel)
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
