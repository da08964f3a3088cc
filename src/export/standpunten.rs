//! Who stands how towards an afspraak, and what a party is about to sign, as reports.

use std::path::Path;

use super::verslag::{Doel, Verslag};
use crate::agenda::tekst::opsomming;
use crate::agenda::{Datum, Ontwikkelagenda, PartijId, Stuk};
use crate::git::Versie;
use crate::verklaring::{Onderwerp, Overeenstemming, Sha256, Standpunt, Status, Voorbehoud};

/// How one party stands, as far as a reader wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// The party.
    pub partij: PartijId,
    /// In each kind.
    pub standen: Vec<InSoort>,
    /// Whether this user confirmed the party's keys; none where it has none.
    pub is_bevestigd: Option<bool>,
}

/// How a party stands in one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InSoort {
    /// Ambtelijk or bestuurlijk.
    pub soort: &'static str,
    /// What counts.
    pub status: Status,
    /// When it was said, as the signer's clock had it.
    pub dag: Option<Datum>,
    /// Under what.
    pub voorbehoud: Option<Voorbehoud>,
    /// Why, where that is to be known.
    pub waarom: String,
    /// What was said last.
    pub standpunt: Option<Standpunt>,
    /// The party that said it, where that took this one's place.
    pub door: Option<PartijId>,
    /// In its own words, and on what decision it rests, a line each.
    pub woorden: Vec<String>,
}

/// What the user can do from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mogelijk {
    /// Nothing, and why; empty for who only reads.
    Niets(String),
    /// Register what their party says.
    Vastleggen(PartijId),
    /// Make a key first.
    SleutelMaken,
    /// Be put on the list by a colleague first; with this public key.
    OpDeLijst(String),
}

/// The report on one text.
pub fn standpunten(
    agenda: &Ontwikkelagenda,
    over: &Onderwerp,
    overeenstemming: Overeenstemming,
    regels: &[Regel],
    mogelijk: &Mogelijk,
    net_gezegd: Option<&Versie>,
) -> Verslag {
    let mut v = Verslag::nieuw(format!("Standpunten over {over}"));
    v.regel(titel(agenda, over));
    v.regel(format!("Nu: {}.", overeenstemming.label()));
    v.wit();
    match mogelijk {
        Mogelijk::Niets(waarom) if waarom.is_empty() => {}
        Mogelijk::Niets(waarom) => v.let_op(waarom),
        Mogelijk::Vastleggen(partij) => {
            v.naar(
                format!("Vastleggen wat {} vindt", agenda.partijnaam(partij)),
                Doel::Registreer(vec![over.clone()], None),
            );
        }
        Mogelijk::SleutelMaken => {
            v.naar("Uw sleutel maken, om een standpunt te ondertekenen", Doel::SleutelMaken);
        }
        Mogelijk::OpDeLijst(sleutel) => {
            v.regel("U hebt een sleutel, en staat nog niet op de lijst van wie namens uw partij mag spreken. Vraag een collega die er wel op staat om deze opdracht:");
            v.regel(format!("oogo sleutel voeg-toe \"{sleutel}\" --functie \"UW FUNCTIE\""));
        }
    }
    for regel in regels {
        v.kop(agenda.partijnaam(&regel.partij));
        for InSoort { soort, status, dag, voorbehoud, waarom, standpunt, door, woorden } in &regel.standen {
            let dag = dag.map(|d| format!(", {}", d.lang())).unwrap_or_default();
            let tekst = match standpunt.filter(|_| *status == Status::Achterhaald) {
                Some(s) => format!("{soort}\tachterhaald: was {}{dag}", s.label().to_lowercase()),
                None => format!("{soort}\t{}{dag}", status.label()),
            };
            match status {
                Status::Ongeldig | Status::Dubbel | Status::Onbekend => v.let_op(tekst),
                _ => v.regel(tekst),
            }
            if let Some(vb) = voorbehoud {
                let tot = vb.uiterlijk.map(|d| format!(", uiterlijk {}", d.lang())).unwrap_or_default();
                v.regel(format!("\t{}{tot}: {}", vb.soort.label(), vb.tekst));
            }
            if !waarom.is_empty() {
                v.zacht(format!("\t{waarom}"));
            }
            woorden.iter().for_each(|w| v.zacht(format!("\t{w}")));
            if let Some(door) = door {
                v.zacht(format!("\tGezegd door {}, die deze partij opvolgt.", agenda.partijnaam(door)));
            }
        }
        if regel.is_bevestigd == Some(false) {
            v.zacht("U hebt de sleutels van deze partij nog niet bevestigd: laat haar de controlewoorden voorlezen.");
        }
    }
    if regels.is_empty() {
        v.regel("Hieraan is nog geen partij gebonden.");
    }
    ongedaan(&mut v, net_gezegd);
    v.wit();
    v.zacht("Dit is parafering, geen ondertekening in de zin van de wet.");
    v
}

/// What the user's party declared last can be undone as long as it was not exchanged.
fn ongedaan(v: &mut Verslag, net_gezegd: Option<&Versie>) {
    if let Some(versie) = net_gezegd {
        v.wit();
        let wat = format!("Ongedaan maken, want nog niet uitgewisseld: {}", versie.onderwerp);
        v.naar(wat, Doel::MaakOngedaan(Box::new(versie.clone())));
    }
}

/// What a text is called.
pub fn titel(agenda: &Ontwikkelagenda, over: &Onderwerp) -> String {
    match over {
        Onderwerp::Afspraak(id) => agenda.afspraak(id).map(|g| g.afspraak.titel.clone()).unwrap_or_default(),
        Onderwerp::Thema(id) => {
            agenda.themas.get(id).map(|t| format!("De visie van het thema {}", t.naam)).unwrap_or_default()
        }
        Onderwerp::Geheel => format!("De visie van {}", agenda.voorblad.naam),
    }
}

/// How the parties stand towards one afspraak, in the list of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rij {
    /// Which.
    pub over: Onderwerp,
    /// Whether they agree.
    pub overeenstemming: Overeenstemming,
    /// Each party, with what it said bestuurlijk.
    pub partijen: Vec<(PartijId, InSoort)>,
}

/// On whom an afspraak waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wacht {
    /// On the user's party.
    OpOns,
    /// On another party.
    OpHen,
    /// Somebody does not agree.
    NietAkkoord,
    /// On what a voorbehoud waits for.
    Voorbehoud,
    /// On nobody: all agree.
    Klaar,
}

impl Wacht {
    /// As the reader sees it.
    pub fn label(self) -> &'static str {
        match self {
            Self::OpOns => "Wacht op ons",
            Self::OpHen => "Wacht op anderen",
            Self::NietAkkoord => "Niet akkoord",
            Self::Voorbehoud => "Overeenstemming onder voorbehoud",
            Self::Klaar => "Overeenstemming",
        }
    }
}

impl Rij {
    /// On whom it waits, as seen by who speaks for these parties.
    pub fn wacht(&self, wij: &[PartijId]) -> Wacht {
        let sprak = |s: &InSoort| matches!(s.status, Status::Akkoord | Status::Voorbehoud | Status::NietAkkoord);
        let zwijgt = |(partij, stand): &&(PartijId, InSoort)| !sprak(stand) && wij.contains(partij);
        if self.partijen.iter().any(|p| zwijgt(&p)) {
            Wacht::OpOns
        } else if self.partijen.iter().any(|(_, stand)| !sprak(stand)) || self.partijen.is_empty() {
            Wacht::OpHen
        } else if self.partijen.iter().any(|(_, stand)| stand.status == Status::NietAkkoord) {
            Wacht::NietAkkoord
        } else if self.overeenstemming == Overeenstemming::OnderVoorbehoud {
            Wacht::Voorbehoud
        } else {
            Wacht::Klaar
        }
    }

    /// Whether what a party said of it is achterhaald.
    pub fn is_achterhaald(&self) -> bool {
        self.partijen.iter().any(|(_, stand)| stand.status == Status::Achterhaald)
    }
}

/// Which afspraken one wants to see; all of them at first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Welke {
    /// Those that wait on this.
    pub wacht: Option<Wacht>,
    /// Those on which something is achterhaald.
    pub achterhaald: bool,
    /// Those on which something became achterhaald since, as people name a moment.
    pub sinds: Option<String>,
}

impl Welke {
    /// As the reader sees it; none where it is all.
    pub fn label(&self) -> Option<String> {
        let wacht = self.wacht.map(|w| format!("alleen ‘{}’", w.label()));
        let sinds = self.sinds.as_ref().map(|s| format!("alleen wat achterhaald is sinds {s}"));
        let achterhaald = sinds.or_else(|| self.achterhaald.then(|| "alleen wat achterhaald is".to_owned()));
        let delen: Vec<String> = wacht.into_iter().chain(achterhaald).collect();
        (!delen.is_empty()).then(|| opsomming(&delen))
    }
}

/// The heading of the report on all afspraken.
pub const STANDPUNTEN: &str = "Standpunten";

/// The report on all afspraken: what waits on whom.
pub fn alle(
    agenda: &Ontwikkelagenda,
    welke: &Welke,
    (rijen, wij): (&[Rij], &[PartijId]),
    mag_vastleggen: bool,
    net_gezegd: Option<&Versie>,
) -> Verslag {
    let mut v = Verslag::nieuw(STANDPUNTEN);
    if let Some(welke) = welke.label() {
        v.regel(format!("U ziet hier {welke}."));
    }
    if rijen.is_empty() {
        v.regel("Er is geen afspraak waarvoor dit geldt.");
    }
    let mut groepen: Vec<(Wacht, &Rij)> = rijen.iter().map(|r| (r.wacht(wij), r)).collect();
    groepen.sort_by_key(|(wacht, _)| *wacht);
    for groep in groepen.chunk_by(|a, b| a.0 == b.0) {
        let wacht = groep[0].0;
        v.kop(format!("{} ({})", wacht.label(), groep.len()));
        if let (Wacht::OpOns, Some(wij), true) = (wacht, wij.first(), mag_vastleggen) {
            let over = groep.iter().map(|(_, r)| r.over.clone()).collect();
            let wat = format!("Vastleggen wat {} hiervan vindt", agenda.partijnaam(wij));
            v.naar(wat, Doel::Registreer(over, None));
        }
        for (_, rij) in groep {
            let doel = match &rij.over {
                Onderwerp::Afspraak(id) => Some(Doel::Stuk(Stuk::Afspraak(id.clone()))),
                _ => None,
            };
            v.naar_of_niet(format!("{}  {}", rij.over, titel(agenda, &rij.over)), doel);
            // Who says the same stands on one line.
            let mut zeggen: Vec<(String, Vec<&str>)> = Vec::new();
            for (partij, stand) in &rij.partijen {
                let (woorden, naam) = (in_woorden(stand), agenda.partijnaam(partij));
                match zeggen.iter_mut().find(|(w, _)| *w == woorden) {
                    Some((_, namen)) => namen.push(naam),
                    None => zeggen.push((woorden, vec![naam])),
                }
            }
            for (woorden, namen) in zeggen {
                v.zacht(format!("    {}: {woorden}", opsomming(&namen)));
            }
        }
    }
    ongedaan(&mut v, net_gezegd);
    v
}

/// What a party said, in a few words.
fn in_woorden(stand: &InSoort) -> String {
    let dag = stand.dag.map(|d| format!(", {}", d.kort())).unwrap_or_default();
    let mut uit = match stand.standpunt.filter(|_| stand.status == Status::Achterhaald) {
        Some(s) => format!("achterhaald: was {}{dag}", s.label().to_lowercase()),
        None => format!("{}{dag}", stand.status.label()),
    };
    if let Some(vb) = &stand.voorbehoud {
        let tot = vb.uiterlijk.map(|d| format!(" (uiterlijk {})", d.kort())).unwrap_or_default();
        uit.push_str(&format!("; {}: {}{tot}", vb.soort.label().to_lowercase(), vb.tekst));
    }
    if !stand.waarom.is_empty() {
        uit.push_str(&format!(". {}", stand.waarom));
    }
    if let Some(woorden) = stand.woorden.first().filter(|w| w.starts_with('‘')) {
        uit.push_str(&format!(". {woorden}"));
    }
    uit
}

/// A text that is about to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeTekenen {
    /// Of what.
    pub over: Onderwerp,
    /// What it is called.
    pub titel: String,
    /// Where it stands.
    pub pad: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The voorbehoud that is lifted.
    pub opgeheven: Option<Voorbehoud>,
    /// Since when, and what changed since, where that is to be known.
    pub sindsdien: Vec<(String, Vec<String>)>,
}

/// The heading of what is read before signing.
pub const TE_ONDERTEKENEN: &str = "Lezen en ondertekenen";

/// What is about to be signed: what changed since the last time, and each text as it will be bound.
pub fn te_ondertekenen(partij: &str, regels: &[String], teksten: &[TeTekenen]) -> Verslag {
    let mut v = Verslag::nieuw(TE_ONDERTEKENEN);
    v.regel(format!("Namens {partij} wordt dit vastgelegd:"));
    regels.iter().for_each(|r| v.regel(format!("  {r}")));
    v.wit();
    let tekst = if teksten.len() == 1 { "de tekst" } else { "alle teksten" };
    v.naar(format!("Ondertekenen, na het lezen van {tekst} hieronder"), Doel::Onderteken);
    if teksten.len() > 1 {
        for t in teksten {
            let wat = format!("Alleen van {} vindt uw partij iets anders: {}", t.over, t.titel);
            v.naar(wat, Doel::VindAnders(t.over.clone()));
        }
    }
    for t in teksten {
        for (wanneer, zinnen) in &t.sindsdien {
            v.kop(format!("{}: veranderd sinds {wanneer}", t.over));
            if zinnen.is_empty() {
                v.regel("Niets.");
            }
            zinnen.iter().for_each(|z| v.regel(z));
        }
    }
    for t in teksten {
        if let Some(vb) = &t.opgeheven {
            v.kop(format!("{}: dit voorbehoud wordt opgeheven", t.over));
            v.regel(format!("{}: {}", vb.soort.label(), vb.tekst));
        }
        v.kop(format!("{}: de tekst waar het over gaat, precies zoals zij er staat", t.over));
        v.zacht(format!("{}, sha256 {}", t.pad, Sha256::van(&t.bytes)));
        v.wit();
        let tekst = String::from_utf8_lossy(&t.bytes);
        let tekst = crate::agenda::tekst::zichtbaar(&tekst);
        tekst.lines().for_each(|r| if r.is_empty() { v.wit() } else { v.regel(r) });
    }
    v.wit();
    v.naar("Gelezen: ondertekenen", Doel::Onderteken);
    v
}

/// What the user has to know of a key that was just made.
pub fn sleutel_gemaakt(
    partij: &str,
    is_nieuw: bool,
    woorden: &[&str],
    op_lijst: bool,
    herstelsleutel: Option<&Path>,
) -> Verslag {
    let mut v = Verslag::nieuw("Uw sleutel");
    v.regel(if is_nieuw {
        "Uw sleutel is gemaakt. Hij staat alleen op deze computer."
    } else {
        "U had al een sleutel; die wordt gebruikt."
    });
    if op_lijst {
        v.regel(format!("U mag nu standpunten van {partij} vastleggen."));
    }
    if !woorden.is_empty() {
        v.kop("Controlewoorden");
        v.regel(format!("Lees deze woorden voor in het overleg en zet ze in het verslag. Zo weten de andere partijen dat dit echt {partij} is."));
        v.wit();
        v.regel(woorden.join(" "));
    }
    if let Some(pad) = herstelsleutel {
        v.kop("Herstelsleutel, voor de kluis");
        v.regel("Raken alle sleutels van uw partij zoek, dan beslist deze sleutel wie namens haar mag spreken. Hij staat in dit bestand:");
        v.regel(pad.display().to_string());
        v.let_op("Druk het af, leg het in de kluis van uw organisatie en verwijder het bestand daarna. Wie het heeft, kan namens uw partij spreken.");
    }
    v
}
