//! Verklaringen: what each party says of the text, in its own signed log. Bound to the exact bytes that it
//! speaks of, and to be checked without this program: `sha256sum` and `ssh-keygen -Y verify` are enough.
//!
//! It is parafering, and no ondertekening in the sense of the law (eIDAS art. 25-26).

mod akkoord;
mod controlewoorden;
mod getoetst;
mod handtekening;
mod ingang;
mod logboek;
mod ondertekenaars;
mod peilmerk;
mod schoning;
mod sha256;
mod sleutels;
mod stand;

use serde::{Deserialize, Serialize};

pub use akkoord::{
    Akkoord, BesluitDoor, Grondslag, Onderwerp, OpPapier, Over, Soort, Standpunt, Voorbehoud, Voorbehoudsoort, Wijze,
};
pub use controlewoorden::{WOORDEN, controlewoorden};
pub use getoetst::Getoetst;
pub use handtekening::{Handtekening, HandtekeningFout, samengesteld, te_tekenen, teken};
pub use ingang::{Bezwaar, Gevonden, Ingang};
pub use logboek::{Logboek, Vertrouwd};
pub use ondertekenaars::{ONDERTEKENAARS, ondertekenaars};
pub use peilmerk::{MANIFEST, Peilmerk, manifest};
pub use schoning::Schoning;
pub use sha256::Sha256;
pub use sleutels::{Functionaris, FunctionarisId, OpenbareSleutel, Opvolger, Sleutels};
pub use stand::{Overeenstemming, Stand, Status, VOOR_SCHONING, Verloop, overeenstemming, stand};

use crate::agenda::PartijId;
use crate::agenda::bestand::Formaat;
use crate::agenda::tekst::eerste_verboden;

/// One file of a party's log: `partijen/<partij>/verklaringen/<nr>-<rand>.toml`. Exactly one of the tables at
/// its end is there, and says what it is. A key that is not known here makes it ongeldig: it could change
/// what is said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Verklaring {
    /// Always 1.
    pub formaat: Formaat,
    /// The ontwikkelagenda's uuid: in another one it says nothing.
    pub ontwikkelagenda: uuid::Uuid,
    /// The party that says it.
    pub partij: PartijId,
    /// One more than the highest of those before it; the first is 1.
    pub nr: u32,
    /// Every newest entry of this log that the signer knew.
    pub vorige: Vec<Sha256>,
    /// When, as the signer's clock said; nothing is decided by it.
    pub moment: chrono::DateTime<chrono::FixedOffset>,
    /// Who signed.
    pub functionaris: FunctionarisId,
    /// Who may speak for this party from here on.
    pub sleutels: Option<Sleutels>,
    /// Standpunten.
    pub akkoord: Option<Akkoord>,
    /// What every file held at one moment.
    pub peilmerk: Option<Peilmerk>,
    /// That the history was rewritten.
    pub schoning: Option<Schoning>,
}

/// What a verklaring is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Who may speak.
    Sleutels,
    /// Standpunten.
    Akkoord,
    /// A checkpoint.
    Peilmerk,
    /// A rewritten history.
    Schoning,
}

impl Kind {
    /// The namespace of its signature (PROTOCOL.sshsig): one made for anything else is none.
    pub fn namespace(self) -> &'static str {
        match self {
            Self::Sleutels => "oogo-sleutels",
            Self::Akkoord => "oogo-akkoord",
            Self::Peilmerk => "oogo-peilmerk",
            Self::Schoning => "oogo-schoning",
        }
    }

    /// Every kind.
    pub const ALLE: [Self; 4] = [Self::Sleutels, Self::Akkoord, Self::Peilmerk, Self::Schoning];
}

fn is_zichtbaar(waarde: &toml::Value) -> bool {
    match waarde {
        toml::Value::String(s) => eerste_verboden(s).is_none() && !s.contains(['\n', '\t']),
        toml::Value::Array(a) => a.iter().all(is_zichtbaar),
        toml::Value::Table(t) => t.values().all(is_zichtbaar),
        _ => true,
    }
}

impl Verklaring {
    /// Reads a file.
    ///
    /// # Errors
    /// When it is no verklaring of format 1.
    pub fn lees(bytes: &[u8]) -> Result<Self, String> {
        let tekst = std::str::from_utf8(bytes).map_err(|_| "geen tekst (UTF-8)".to_owned())?;
        let fout = |e: toml::de::Error| e.message().to_owned();
        // What is written in code or on more lines is looked at as a value: it could hide anything, or look
        // like another field.
        let is_gewoon = !tekst.contains(['\\', '\t']) && !tekst.contains("\"\"\"") && !tekst.contains("'''");
        if eerste_verboden(tekst).is_some()
            || !(is_gewoon || toml::from_str::<toml::Table>(tekst).map_err(fout)?.values().all(is_zichtbaar))
        {
            return Err("een onzichtbaar teken of een regeleinde in een waarde".to_owned());
        }
        let v: Self = toml::from_str(tekst).map_err(fout)?;
        let is_versie = |gezien: &str| gezien.len() == 40 && gezien.bytes().all(|b| b.is_ascii_hexdigit());
        if v.akkoord.as_ref().is_some_and(|a| !is_versie(&a.gezien)) {
            return Err("geen versie die gezien is".to_owned());
        }
        if v.peilmerk.as_ref().is_some_and(|p| !is_versie(&p.versie)) {
            return Err("geen versie waar het peilmerk van is".to_owned());
        }
        if v.schoning.as_ref().is_some_and(|s| s.vanaf.is_empty() || !s.versies().all(is_versie)) {
            return Err("geen versies waar de schoning van is".to_owned());
        }
        let soorten = [v.sleutels.is_some(), v.akkoord.is_some(), v.peilmerk.is_some(), v.schoning.is_some()];
        match soorten.iter().filter(|er| **er).count() {
            1 => Ok(v),
            _ => Err("niet precies één soort verklaring".to_owned()),
        }
    }

    /// The text of its file.
    ///
    /// # Errors
    /// When a value cannot be written as TOML.
    pub fn tekst(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        match (&self.sleutels, &self.peilmerk, &self.schoning) {
            (Some(_), ..) => Kind::Sleutels,
            (_, Some(_), _) => Kind::Peilmerk,
            (.., Some(_)) => Kind::Schoning,
            (None, None, None) => Kind::Akkoord,
        }
    }
}
