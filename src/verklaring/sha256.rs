//! The sha256 of bytes (FIPS 180-4), written as 64 hexadecimal digits as `sha256sum` does.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Digest;

/// A sha256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// Of these bytes.
    pub fn van(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for Sha256 {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

/// It is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("geen sha256 (64 tekens, 0-9 en a-f)")]
pub struct GeenSha256;

impl FromStr for Sha256 {
    type Err = GeenSha256;

    fn from_str(tekst: &str) -> Result<Self, GeenSha256> {
        let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if tekst.len() != 64 || !tekst.bytes().all(is_hex) {
            return Err(GeenSha256);
        }
        let mut bytes = [0; 32];
        for (byte, paar) in bytes.iter_mut().zip(tekst.as_bytes().chunks(2)) {
            let paar = std::str::from_utf8(paar).map_err(|_| GeenSha256)?;
            *byte = u8::from_str_radix(paar, 16).map_err(|_| GeenSha256)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}
