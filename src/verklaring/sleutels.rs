//! Who may speak for a party: from this entry on, until the next.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ssh_key::{Algorithm, PublicKey};

use super::akkoord::Soort;
use super::sha256::Sha256;
use crate::agenda::id::{is_slug, nieuwe_sleutel};
use crate::agenda::{Datum, PartijId};

/// The whole list; one who is not on it no longer speaks for the party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Sleutels {
    /// The key in the safe, which decides when all others are lost or two lists exclude each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub herstelsleutel: Option<OpenbareSleutel>,
    /// The party that speaks in its place from here on, after a gemeentelijke herindeling or a merger. What was
    /// agreed stays as it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opgevolgd_door: Option<Opvolger>,
    /// Entries that never counted, for a list that is signed with the recovery key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verwerpt: Vec<Sha256>,
    /// Who may speak.
    pub functionarissen: Vec<Functionaris>,
}

/// The party that speaks in another's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Opvolger {
    /// The party.
    pub partij: PartijId,
    /// With which log it began: whoever begins another in its name takes nobody's place.
    pub begin: Sha256,
}

/// An office with a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Functionaris {
    /// Random: who it is, stands in the party's own mandaatbesluit.
    pub id: FunctionarisId,
    /// The office.
    pub functie: String,
    /// What this office may register.
    pub mag: Vec<Soort>,
    /// Its key.
    pub sleutel: OpenbareSleutel,
    /// For whom it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waarneemt: Option<FunctionarisId>,
    /// Until when that is meant to last. Only the next list ends it: times decide nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tot: Option<Datum>,
}

impl Sleutels {
    /// Who has this key; the id must be theirs.
    pub fn van(&self, id: &FunctionarisId, sleutel: &OpenbareSleutel) -> Option<&Functionaris> {
        self.functionarissen.iter().find(|f| f.id == *id && f.sleutel == *sleutel)
    }
}

/// A random identifier of somebody in an office, such as `f-7kq2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionarisId(String);

impl FunctionarisId {
    /// A new one.
    ///
    /// # Errors
    /// When the operating system has no random numbers to give.
    pub fn nieuw() -> Result<Self, getrandom::Error> {
        Ok(Self(format!("f-{}{}", nieuwe_sleutel()?, nieuwe_sleutel()?)))
    }

    /// Who has the recovery key in hand.
    pub fn herstel() -> Self {
        Self("herstel".to_owned())
    }

    /// As written in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FunctionarisId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for FunctionarisId {
    type Err = String;

    fn from_str(tekst: &str) -> Result<Self, String> {
        if is_slug(tekst) { Ok(Self(tekst.to_owned())) } else { Err("geen functionaris-id".to_owned()) }
    }
}

impl Serialize for FunctionarisId {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for FunctionarisId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A public key as OpenSSH writes it, without a comment: `ssh-ed25519 AAAA…`. Ed25519 only, in a file or on
/// a hardware key (RFC 8709; PROTOCOL.u2f).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenbareSleutel(PublicKey);

impl OpenbareSleutel {
    /// Of a key.
    ///
    /// # Errors
    /// When it is of another kind than can be used here.
    pub fn van(sleutel: &PublicKey) -> Result<Self, String> {
        match sleutel.algorithm() {
            Algorithm::Ed25519 | Algorithm::SkEd25519 => Ok(Self(PublicKey::from(sleutel.key_data().clone()))),
            ander => Err(format!("een sleutel van de soort {ander}; alleen ed25519 kan")),
        }
    }

    /// The key itself.
    pub fn sleutel(&self) -> &PublicKey {
        &self.0
    }
}

impl fmt::Display for OpenbareSleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_openssh().map_err(|_| fmt::Error)?)
    }
}

impl FromStr for OpenbareSleutel {
    type Err = String;

    fn from_str(tekst: &str) -> Result<Self, String> {
        let sleutel = PublicKey::from_openssh(tekst).map_err(|_| "geen openbare sleutel".to_owned())?;
        if !sleutel.comment().is_empty() {
            return Err("een sleutel met een opmerking erachter".to_owned());
        }
        Self::van(&sleutel)
    }
}

impl Serialize for OpenbareSleutel {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OpenbareSleutel {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}
