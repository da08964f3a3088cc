//! The whole: one ontwikkelagenda for one planperiode, and its cover page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::afspraak::Afspraak;
use super::beheer::{self, Beheer};
use super::bestand::Formaat;
use super::datum::Datum;
use super::id::{AfspraakId, PartijId, ThemaId};
use super::opmerking::{Opmerking, Opmerkingsoort};
use super::overleg::{Besluit, Overleg, Uitkomst};
use super::partij::Partij;
use super::thema::Thema;
use super::uitzondering::Uitzondering;
use super::veld::{FORMAAT, Register, SLEUTEL, Soort, Veld};
use super::voortgang::{Status, Voortgang};

/// The years that the ontwikkelagenda covers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Planperiode {
    /// First day.
    pub van: Option<Datum>,
    /// Last day.
    pub tot: Option<Datum>,
}

/// How the parties meet, as they adopted it themselves (WPO art. 18a lid 9 asks for a procedure
/// and a way to settle disputes).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Reglement {
    /// When it was adopted.
    pub vastgesteld: Option<Datum>,
    /// The official meeting's interval, in weeks.
    pub ambtelijk_om_de_weken: Option<i64>,
    /// Months in which the OOGO is held, in words.
    pub oogo_maanden: Option<String>,
    /// Papers go out this many days before a meeting.
    pub stukken_dagen_vooraf: Option<i64>,
    /// The report is ready this many days after.
    pub verslag_binnen_dagen: Option<i64>,
    /// Who chairs.
    pub voorzitter: Option<String>,
    /// Who must be there.
    pub quorum: Option<String>,
    /// How a dispute is settled.
    pub geschillen: Option<String>,
}

/// A date that sets something in motion: elections, a new plan, 1 May.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Kernmoment {
    pub(crate) sleutel: String,
    /// What.
    pub wat: String,
    /// When.
    pub datum: Datum,
}

/// `ontwikkelagenda.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Voorblad {
    /// Always 1.
    pub formaat: Formaat,
    /// Tells this ontwikkelagenda from every other one (RFC 9562).
    pub uuid: uuid::Uuid,
    /// Its name.
    pub naam: String,
    /// The region.
    pub regio: Option<String>,
    /// The years it covers.
    pub planperiode: Option<Planperiode>,
    /// The uuid of the one before.
    pub voorganger: Option<uuid::Uuid>,
    /// What the parties want together.
    pub visie: Option<String>,
    /// What they start from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uitgangspunten: Vec<String>,
    /// What it should bring.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opbrengsten: Vec<String>,
    /// How they meet.
    pub reglement: Option<Reglement>,
    /// Dates that matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kernmomenten: Vec<Kernmoment>,
    /// Archive data per party.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archief: Vec<beheer::Archief>,
}

const PLANPERIODE: &[Veld] = &[
    Veld::aanbevolen("van", "Begint", Soort::Datum, "De eerste dag van de planperiode."),
    Veld::aanbevolen("tot", "Eindigt", Soort::Datum, "De laatste dag van de planperiode."),
];

const REGLEMENT: &[Veld] = &[
    Veld::optioneel("vastgesteld", "Vastgesteld", Soort::Datum, "Wanneer de partijen deze werkwijze vaststelden."),
    Veld::optioneel(
        "ambtelijk-om-de-weken",
        "Ambtelijk overleg om de … weken",
        Soort::Getal(1, 104),
        "Het ritme van het ambtelijk overleg, in weken.",
    ),
    Veld::optioneel("oogo-maanden", "OOGO in", Soort::Tekst, "De maanden waarin het OOGO plaatsvindt."),
    Veld::optioneel(
        "stukken-dagen-vooraf",
        "Stukken … dagen vooraf",
        Soort::Getal(0, 365),
        "Hoeveel dagen voor het overleg de stukken verzonden zijn.",
    ),
    Veld::optioneel(
        "verslag-binnen-dagen",
        "Verslag binnen … dagen",
        Soort::Getal(0, 365),
        "Hoeveel dagen na het overleg het verslag klaar is.",
    ),
    Veld::optioneel("voorzitter", "Voorzitter", Soort::Tekst, "Wie voorzit, als functie."),
    Veld::optioneel("quorum", "Wie er moeten zijn", Soort::Tekst, "Wanneer het overleg kan besluiten."),
    Veld::optioneel("geschillen", "Geschillen", Soort::Proza, "Wat de partijen doen als zij er niet uitkomen."),
];

const KERNMOMENTEN: &[Veld] = &[
    SLEUTEL,
    Veld::nodig(
        "wat",
        "Wat",
        Soort::Tekst,
        "Zoals gemeenteraadsverkiezingen, een nieuw ondersteuningsplan of de toezending aan de inspectie.",
    ),
    Veld::nodig("datum", "Wanneer", Soort::Datum, "De dag."),
];

/// The fields of `ontwikkelagenda.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig(
        "uuid",
        "Kenmerk",
        Soort::Nummer(Register::Uuid),
        "Het unieke kenmerk van deze ontwikkelagenda. Dat verandert nooit.",
    ),
    Veld::nodig("naam", "Naam", Soort::Tekst, "De titel van de ontwikkelagenda."),
    Veld::aanbevolen("regio", "Regio", Soort::Tekst, "De regio waarvoor zij geldt."),
    Veld::aanbevolen(
        "planperiode",
        "Planperiode",
        Soort::Tabel(PLANPERIODE),
        "De jaren waarover de partijen afspraken maken.",
    ),
    Veld::optioneel(
        "voorganger",
        "Voorganger",
        Soort::Nummer(Register::Uuid),
        "Het kenmerk van de ontwikkelagenda van de vorige planperiode.",
    ),
    Veld::aanbevolen("visie", "Visie", Soort::Proza, "Wat de partijen samen willen bereiken."),
    Veld::optioneel("uitgangspunten", "Uitgangspunten", Soort::Teksten, "Waar de partijen van uitgaan."),
    Veld::optioneel("opbrengsten", "Beoogde opbrengsten", Soort::Teksten, "Wat het concreet moet opleveren."),
    Veld::optioneel(
        "reglement",
        "Werkwijze",
        Soort::Tabel(REGLEMENT),
        "Hoe de partijen overleggen, zoals zij dat zelf hebben vastgesteld.",
    ),
    Veld::optioneel("kernmomenten", "Kernmomenten", Soort::Groep(KERNMOMENTEN), "Dagen die iets in gang zetten."),
    Veld::optioneel("archief", "Archief", Soort::Groep(beheer::ARCHIEF), "Gegevens voor het archief van elke partij."),
];

/// An afspraak with the theme that its folder says.
#[derive(Debug, Clone, PartialEq)]
pub struct Geplaatst {
    /// The folder under `agendas/`.
    pub thema: ThemaId,
    /// The bound text.
    pub afspraak: Afspraak,
}

/// Everything of one ontwikkelagenda that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Ontwikkelagenda {
    /// Its cover page.
    pub voorblad: Voorblad,
    /// The parties.
    pub partijen: BTreeMap<PartijId, Partij>,
    /// The themes.
    pub themas: BTreeMap<ThemaId, Thema>,
    /// The afspraken, each with its theme.
    pub afspraken: BTreeMap<AfspraakId, Geplaatst>,
    /// How each goes.
    pub voortgang: BTreeMap<AfspraakId, Voortgang>,
    /// What is recorded about each.
    pub beheer: BTreeMap<AfspraakId, Beheer>,
    /// Meetings by file name, without `.toml`.
    pub overleggen: BTreeMap<String, Overleg>,
    /// Remarks by afspraak and file name.
    pub opmerkingen: BTreeMap<(AfspraakId, String), Opmerking>,
    /// Why the privacy rules may be set aside somewhere, by file name.
    pub uitzonderingen: BTreeMap<String, Uitzondering>,
}

impl Ontwikkelagenda {
    /// One without a name, parties or afspraken: what reading starts with.
    pub fn leeg() -> Self {
        let voorblad = Voorblad {
            formaat: Formaat,
            uuid: uuid::Uuid::nil(),
            naam: String::new(),
            regio: None,
            planperiode: None,
            voorganger: None,
            visie: None,
            uitgangspunten: Vec::new(),
            opbrengsten: Vec::new(),
            reglement: None,
            kernmomenten: Vec::new(),
            archief: Vec::new(),
        };
        Self {
            voorblad,
            partijen: BTreeMap::new(),
            themas: BTreeMap::new(),
            afspraken: BTreeMap::new(),
            voortgang: BTreeMap::new(),
            beheer: BTreeMap::new(),
            overleggen: BTreeMap::new(),
            uitzonderingen: BTreeMap::new(),
            opmerkingen: BTreeMap::new(),
        }
    }

    /// The afspraak with this id.
    pub fn afspraak(&self, id: &AfspraakId) -> Option<&Geplaatst> {
        self.afspraken.get(id)
    }

    /// The themes in the order that the parties gave them, then by name.
    pub fn themas_op_volgorde(&self) -> Vec<(&ThemaId, &Thema)> {
        let mut themas: Vec<_> = self.themas.iter().collect();
        themas.sort_by_key(|(id, t)| (t.volgorde.unwrap_or(i64::MAX), *id));
        themas
    }

    /// The afspraken of a theme.
    pub fn afspraken_van<'a>(&'a self, thema: &'a ThemaId) -> impl Iterator<Item = &'a Afspraak> {
        self.afspraken.values().filter(move |g| &g.thema == thema).map(|g| &g.afspraak)
    }

    /// A party's name, or its identifier when the party is not known.
    pub fn partijnaam<'a>(&'a self, id: &'a PartijId) -> &'a str {
        self.partijen.get(id).map_or(id.as_str(), |p| p.naam.as_str())
    }

    /// The parties for which one speaks: itself, and those whose place it took, as their pages say.
    pub fn spreekt_voor(&self, partij: &PartijId) -> Vec<PartijId> {
        let mut alle = vec![partij.clone()];
        let mut n = 0;
        while let Some(deze) = alle.get(n).cloned() {
            n += 1;
            let voorgangers = self.partijen.iter().filter(|(_, p)| p.opgevolgd_door.as_ref() == Some(&deze));
            let nieuw: Vec<PartijId> = voorgangers.map(|(id, _)| id.clone()).filter(|id| !alle.contains(id)).collect();
            alle.extend(nieuw);
        }
        alle
    }

    /// A party's name as a column has room for it: a gemeente without that word.
    pub fn korte_partijnaam<'a>(&'a self, id: &'a PartijId) -> &'a str {
        let naam = self.partijnaam(id);
        naam.strip_prefix("gemeente ").or_else(|| naam.strip_prefix("Gemeente ")).unwrap_or(naam)
    }

    /// How far the work on an afspraak is; a concept when nobody said.
    pub fn status(&self, id: &AfspraakId) -> Status {
        self.voortgang.get(id).and_then(|v| v.status).unwrap_or(Status::Concept)
    }

    /// The meeting whose list of decisions says that parties agreed on an afspraak.
    pub fn overeengekomen_in(&self, id: &AfspraakId) -> Option<&str> {
        let eens = |b: &Besluit| {
            b.afspraak.as_ref() == Some(id)
                && matches!(b.uitkomst, Some(Uitkomst::Overeenstemming | Uitkomst::MetVoorbehoud))
        };
        self.overleggen.iter().find(|(_, o)| o.besluiten.iter().any(eens)).map(|(naam, _)| naam.as_str())
    }

    /// The remarks on an afspraak with their names, oldest first.
    pub fn opmerkingen_bij<'a>(&'a self, id: &'a AfspraakId) -> impl Iterator<Item = (&'a str, &'a Opmerking)> {
        let vanaf = self.opmerkingen.range((id.clone(), String::new())..);
        vanaf.take_while(move |((a, _), _)| a == id).map(|((_, naam), o)| (naam.as_str(), o))
    }

    /// The remarks on an afspraak, oldest first, each followed by its answers and settlement.
    pub fn gesprekken_bij<'a>(&'a self, id: &'a AfspraakId) -> Vec<(&'a str, &'a Opmerking)> {
        let op_naam: BTreeMap<&str, &Opmerking> = self.opmerkingen_bij(id).collect();
        // What is answered may be an answer itself; what a file says of that may go round.
        let begin = |naam: &'a str| {
            let bij = |n: &&'a str| op_naam.get(*n)?.bij.as_deref().filter(|b| op_naam.contains_key(b));
            std::iter::successors(Some(naam), bij).take(op_naam.len()).last().unwrap_or(naam)
        };
        let moment = |naam: &str| op_naam.get(naam).and_then(|o| o.tijdstip());
        let mut alle: Vec<(&str, &Opmerking)> = op_naam.iter().map(|(n, o)| (*n, *o)).collect();
        alle.sort_by_cached_key(|(naam, o)| {
            let begin = begin(naam);
            (moment(begin), begin, begin != *naam, o.tijdstip(), *naam)
        });
        alle
    }

    /// Whether a remark was settled, by a settlement that names it.
    pub fn is_afgehandeld(&self, id: &AfspraakId, naam: &str) -> bool {
        self.opmerkingen_bij(id).any(|(_, o)| o.soort == Opmerkingsoort::Afgehandeld && o.bij.as_deref() == Some(naam))
    }

    /// How many remarks on an afspraak wait for a settlement.
    pub fn open_opmerkingen(&self, id: &AfspraakId) -> usize {
        let open =
            |(naam, o): &(&str, &Opmerking)| o.soort == Opmerkingsoort::Opmerking && !self.is_afgehandeld(id, naam);
        self.opmerkingen_bij(id).filter(open).count()
    }

    /// The first day from `vandaag` on at which something of this afspraak is due, and what: an
    /// open action, a milestone, the evaluation.
    pub fn eerste_deadline<'a>(&'a self, afspraak: &'a Afspraak, vandaag: Datum) -> Option<(Datum, &'a str)> {
        let acties = self.voortgang.get(&afspraak.id).into_iter().flat_map(|v| {
            v.activiteiten.iter().filter(|a| a.is_open()).filter_map(|a| Some((a.uiterlijk?, a.wat.as_str())))
        });
        let mijlpalen =
            afspraak.mijlpalen.iter().filter_map(|m| Some((m.datum?, m.wat.as_str()))).filter(|(d, _)| *d >= vandaag);
        let evaluatie = afspraak.evaluatiemoment.filter(|d| *d >= vandaag).map(|d| (d, "evaluatie"));
        acties.chain(mijlpalen).chain(evaluatie).min_by_key(|(d, _)| *d)
    }
}
