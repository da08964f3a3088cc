//! What somebody opens, reads and works on as a whole.

use std::fmt;
use std::str::FromStr;

use super::Ontwikkelagenda;
use super::bestand::{Bestandsoort, map_van, stam};
use super::id::{AfspraakId, PartijId, ThemaId, is_slug};

/// One thing of an ontwikkelagenda that is opened as a whole: an afspraak with its voortgang and
/// beheer, or one of the other files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stuk {
    /// The cover page.
    Voorblad,
    /// A theme.
    Thema(ThemaId),
    /// A party.
    Partij(PartijId),
    /// A meeting, by its name such as `2027-03-12-oogo`.
    Overleg(String),
    /// An afspraak.
    Afspraak(AfspraakId),
}

impl Stuk {
    /// The kinds of files that belong to it; the first is the one it cannot do without.
    pub fn soorten(&self) -> &'static [Bestandsoort] {
        match self {
            Self::Voorblad => &[Bestandsoort::Voorblad],
            Self::Thema(_) => &[Bestandsoort::Thema],
            Self::Partij(_) => &[Bestandsoort::Partij],
            Self::Overleg(_) => &[Bestandsoort::Overleg],
            Self::Afspraak(_) => &[Bestandsoort::Afspraak, Bestandsoort::Voortgang, Bestandsoort::Beheer],
        }
    }

    /// What a file belongs to; remarks belong to their afspraak.
    pub fn van_pad(pad: &str) -> Option<Self> {
        Some(match Bestandsoort::van_pad(pad)? {
            Bestandsoort::Voorblad => Self::Voorblad,
            Bestandsoort::Thema => Self::Thema(map_van(pad).parse().ok()?),
            Bestandsoort::Partij => Self::Partij(map_van(pad).parse().ok()?),
            Bestandsoort::Overleg => Self::Overleg(stam(pad).to_owned()),
            Bestandsoort::Opmerking => Self::Afspraak(map_van(pad).parse().ok()?),
            Bestandsoort::Uitzondering => return None,
            Bestandsoort::Afspraak | Bestandsoort::Voortgang | Bestandsoort::Beheer => {
                Self::Afspraak(stam(pad).parse().ok()?)
            }
        })
    }

    /// A file as a version's subject names it: `lv-k7qm`, `voortgang van lv-k7qm`; one that belongs to nothing by
    /// its own name.
    pub fn naam_van(pad: &str) -> String {
        let Some(stuk) = Self::van_pad(pad) else { return stam(pad).to_owned() };
        match Bestandsoort::van_pad(pad) {
            Some(Bestandsoort::Opmerking) => format!("opmerking bij {stuk}"),
            Some(soort @ (Bestandsoort::Voortgang | Bestandsoort::Beheer)) => format!("{} van {stuk}", soort.label()),
            _ => stuk.to_string(),
        }
    }

    /// What a version's subject is about first.
    pub fn van_onderwerp(onderwerp: &str) -> Option<Self> {
        let wat = onderwerp.split_once(':')?.0;
        let wat =
            ["voortgang van ", "beheer van ", "opmerking bij "].iter().find_map(|v| wat.strip_prefix(v)).unwrap_or(wat);
        wat.parse().ok()
    }

    /// What a file about it is called, without its ending.
    pub fn bestandsnaam(&self) -> String {
        self.to_string().replace(' ', ".")
    }

    /// What a file is about, by what it is called.
    pub fn van_bestandsnaam(naam: &str) -> Option<Self> {
        naam.replace('.', " ").parse().ok()
    }

    /// The afspraak that it is.
    pub fn afspraak(&self) -> Option<&AfspraakId> {
        match self {
            Self::Afspraak(id) => Some(id),
            _ => None,
        }
    }

    /// What the reader knows it by: an afspraak's title, a party's name.
    pub fn titel(&self, agenda: &Ontwikkelagenda) -> String {
        match self {
            Self::Voorblad => agenda.voorblad.naam.clone(),
            Self::Thema(id) => agenda.themas.get(id).map_or_else(|| id.to_string(), |t| t.naam.clone()),
            Self::Partij(id) => agenda.partijnaam(id).to_owned(),
            Self::Overleg(naam) => agenda
                .overleggen
                .get(naam)
                .map_or_else(|| naam.clone(), |o| format!("{} op {}", o.soort.label(), o.datum.lang())),
            Self::Afspraak(id) => agenda.afspraak(id).map_or_else(|| id.to_string(), |g| g.afspraak.titel.clone()),
        }
    }
}

/// As a version names it: `lv-k7qm`, `thema huisvesting`.
impl fmt::Display for Stuk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Voorblad => f.write_str("ontwikkelagenda"),
            Self::Thema(id) => write!(f, "thema {id}"),
            Self::Partij(id) => write!(f, "partij {id}"),
            Self::Overleg(naam) => write!(f, "overleg {naam}"),
            Self::Afspraak(id) => write!(f, "{id}"),
        }
    }
}

/// From what [`Display`](fmt::Display) writes.
impl FromStr for Stuk {
    type Err = ();

    fn from_str(tekst: &str) -> Result<Self, ()> {
        match tekst.split_once(' ') {
            Some(("thema", id)) => id.parse().map(Self::Thema).map_err(drop),
            Some(("partij", id)) => id.parse().map(Self::Partij).map_err(drop),
            Some(("overleg", naam)) if is_slug(naam) => Ok(Self::Overleg(naam.to_owned())),
            None if tekst == "ontwikkelagenda" => Ok(Self::Voorblad),
            None => tekst.parse().map(Self::Afspraak).map_err(drop),
            Some(_) => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_to_what_it_names() {
        for pad in [
            "ontwikkelagenda.toml",
            "agendas/huisvesting/thema.toml",
            "partijen/voorbeeldstad/partij.toml",
            "overleggen/2027-03-12-oogo.toml",
            "voortgang/hv-k7qm.toml",
            "opmerkingen/hv-k7qm/20270115t1030-k7qm.toml",
        ] {
            let stuk = Stuk::van_pad(pad).unwrap();
            assert_eq!(stuk.to_string().parse().as_ref(), Ok(&stuk), "{pad}");
            assert_eq!(Stuk::van_bestandsnaam(&stuk.bestandsnaam()), Some(stuk), "{pad}");
        }
        assert!("overleg ../partijen".parse::<Stuk>().is_err());
    }
}
