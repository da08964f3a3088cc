//! The files of an ontwikkelagenda: which kind stands where.

use super::id::is_slug;
use super::veld::Veld;
use super::{afspraak, beheer, ontwikkelagenda, opmerking, overleg, partij, thema, uitzondering, voortgang};

/// The only version of the format so far.
pub const FORMAAT_NU: i64 = 1;

/// The number of the format that a file says it has; only [`FORMAAT_NU`] is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Formaat;

impl serde::Serialize for Formaat {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_i64(FORMAAT_NU)
    }
}

impl<'de> serde::Deserialize<'de> for Formaat {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        match i64::deserialize(d)? {
            FORMAAT_NU => Ok(Self),
            ander => Err(serde::de::Error::custom(format!("formaat {ander}"))),
        }
    }
}

/// The kinds of files that format 1 knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bestandsoort {
    /// `ontwikkelagenda.toml`
    Voorblad,
    /// `partijen/<partij>/partij.toml`
    Partij,
    /// `agendas/<thema>/thema.toml`
    Thema,
    /// `agendas/<thema>/<id>.toml`
    Afspraak,
    /// `beheer/<id>.toml`
    Beheer,
    /// `voortgang/<id>.toml`
    Voortgang,
    /// `opmerkingen/<id>/<when>-<rand>.toml`
    Opmerking,
    /// `overleggen/<date>-<soort>.toml`
    Overleg,
    /// `uitzonderingen/<when>-<rand>.toml`
    Uitzondering,
}

impl Bestandsoort {
    /// Every kind, in the order of `docs/formaat.md`.
    pub const ALLE: [Self; 9] = [
        Self::Voorblad,
        Self::Partij,
        Self::Thema,
        Self::Afspraak,
        Self::Beheer,
        Self::Voortgang,
        Self::Opmerking,
        Self::Overleg,
        Self::Uitzondering,
    ];

    /// The fields of this kind of file.
    pub fn velden(self) -> &'static [Veld] {
        match self {
            Self::Voorblad => ontwikkelagenda::VELDEN,
            Self::Partij => partij::VELDEN,
            Self::Thema => thema::VELDEN,
            Self::Afspraak => afspraak::VELDEN,
            Self::Beheer => beheer::VELDEN,
            Self::Voortgang => voortgang::VELDEN,
            Self::Opmerking => opmerking::VELDEN,
            Self::Overleg => overleg::VELDEN,
            Self::Uitzondering => uitzondering::VELDEN,
        }
    }

    /// What the reader calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Voorblad => "ontwikkelagenda",
            Self::Partij => "partij",
            Self::Thema => "thema",
            Self::Afspraak => "afspraak",
            Self::Beheer => "beheer",
            Self::Voortgang => "voortgang",
            Self::Opmerking => "opmerking",
            Self::Overleg => "overleg",
            Self::Uitzondering => "uitzondering",
        }
    }

    /// The kind with this label.
    pub fn met_label(label: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|s| s.label() == label)
    }

    /// The kind of the file at a path with `/` between its parts, relative to the
    /// ontwikkelagenda's folder; none where format 1 has no such file.
    pub fn van_pad(pad: &str) -> Option<Self> {
        let delen: Vec<&str> = pad.split('/').collect();
        let toml = |naam: &str| naam.strip_suffix(".toml").is_some_and(is_slug);
        match delen.as_slice() {
            ["ontwikkelagenda.toml"] => Some(Self::Voorblad),
            ["partijen", p, "partij.toml"] if is_slug(p) => Some(Self::Partij),
            ["agendas", t, "thema.toml"] if is_slug(t) => Some(Self::Thema),
            ["agendas", t, naam] if is_slug(t) && toml(naam) => Some(Self::Afspraak),
            ["beheer", naam] if toml(naam) => Some(Self::Beheer),
            ["voortgang", naam] if toml(naam) => Some(Self::Voortgang),
            ["opmerkingen", id, naam] if is_slug(id) && toml(naam) => Some(Self::Opmerking),
            ["overleggen", naam] if toml(naam) => Some(Self::Overleg),
            ["uitzonderingen", naam] if toml(naam) => Some(Self::Uitzondering),
            _ => None,
        }
    }
}

/// The last part of a path without `.toml`: an afspraak's id, a meeting's name.
pub fn stam(pad: &str) -> &str {
    let naam = pad.rsplit('/').next().unwrap_or(pad);
    naam.strip_suffix(".toml").unwrap_or(naam)
}

/// The name of the folder that a file stands in: a theme, a party.
pub fn map_van(pad: &str) -> &str {
    pad.rsplit('/').nth(1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_the_kind() {
        for (pad, soort) in [
            ("ontwikkelagenda.toml", Some(Bestandsoort::Voorblad)),
            ("agendas/huisvesting/thema.toml", Some(Bestandsoort::Thema)),
            ("agendas/huisvesting/hv-k7qm.toml", Some(Bestandsoort::Afspraak)),
            ("agendas/huisvesting/HV-K7QM.toml", None),
            ("agendas/hv-k7qm.toml", None),
            ("partijen/voorbeeldstad/partij.toml", Some(Bestandsoort::Partij)),
            ("partijen/voorbeeldstad/verklaringen/1-abcd.toml", None),
            ("beheer/../partijen.toml", None),
            ("README.md", None),
        ] {
            assert_eq!(Bestandsoort::van_pad(pad), soort, "{pad}");
        }
    }
}
