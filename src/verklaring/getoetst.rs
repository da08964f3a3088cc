//! Which signatures were found good before, so that the same ones need not be checked at every start.

use std::collections::HashSet;
use std::sync::Mutex;

use super::Kind;
use super::handtekening::{Handtekening, HandtekeningFout};
use super::sha256::Sha256;
use super::sleutels::OpenbareSleutel;

/// The signatures that were found good, each by a mark of its own bytes, of what it signs, and of its purpose: one
/// that differs in anything is checked.
#[derive(Debug, Default)]
pub struct Getoetst {
    eerder: HashSet<Sha256>,
    goed: Mutex<HashSet<Sha256>>,
}

impl Getoetst {
    /// With the marks of an earlier time.
    pub fn met(eerder: impl IntoIterator<Item = Sha256>) -> Self {
        Self { eerder: eerder.into_iter().collect(), goed: Mutex::default() }
    }

    /// The marks of all that was found good since, in order; none where an earlier time had them all.
    pub fn nieuw(&self) -> Option<Vec<Sha256>> {
        let goed = self.goed.lock().ok()?;
        let mut alle: Vec<Sha256> = goed.iter().copied().collect();
        alle.sort_unstable();
        (!goed.is_subset(&self.eerder)).then_some(alle)
    }

    /// Whose key signed these bytes, of which this is the sha256, as an entry of this kind.
    pub(super) fn toets(
        &self,
        kind: Kind,
        sig: &[u8],
        sha256: Sha256,
        bytes: &[u8],
    ) -> Result<OpenbareSleutel, HandtekeningFout> {
        let handtekening = Handtekening::lees(sig)?;
        let merk = merk(kind, sig, sha256);
        if !self.eerder.contains(&merk) && !self.is_goed(&merk) {
            handtekening.toets(kind.namespace(), bytes)?;
        }
        if let Ok(mut goed) = self.goed.lock() {
            goed.insert(merk);
        }
        Ok(handtekening.sleutel)
    }

    fn is_goed(&self, merk: &Sha256) -> bool {
        self.goed.lock().is_ok_and(|goed| goed.contains(merk))
    }
}

/// Another version of oogo may check otherwise, and checks anew.
fn merk(kind: Kind, sig: &[u8], sha256: Sha256) -> Sha256 {
    let delen: [&[u8]; 4] =
        [env!("CARGO_PKG_VERSION").as_bytes(), kind.namespace().as_bytes(), sha256.bytes().as_slice(), sig];
    Sha256::van(&delen.join(&0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verklaring::teken;

    #[test]
    fn only_the_same_signature_over_the_same_bytes_for_the_same_purpose_is_known_again() {
        let sleutel =
            ssh_key::PrivateKey::new(ssh_key::private::Ed25519Keypair::from_seed(&[7; 32]).into(), "").unwrap();
        let sig = teken(&sleutel, Kind::Akkoord.namespace(), b"tekst").unwrap();
        let toets = |getoetst: &Getoetst, kind, sig: &str, bytes: &[u8]| {
            getoetst.toets(kind, sig.as_bytes(), Sha256::van(bytes), bytes).is_ok()
        };
        let eerst = Getoetst::default();
        assert!(!toets(&eerst, Kind::Akkoord, &sig, b"andere tekst"));
        assert_eq!(eerst.nieuw(), None);
        assert!(toets(&eerst, Kind::Akkoord, &sig, b"tekst"));
        let merken = eerst.nieuw().unwrap();
        assert_eq!(merken.len(), 1);
        let later = Getoetst::met(merken);
        assert!(toets(&later, Kind::Akkoord, &sig, b"tekst"));
        assert_eq!(later.nieuw(), None);
        let ander = teken(&sleutel, Kind::Sleutels.namespace(), b"tekst").unwrap();
        for (kind, sig, bytes) in [
            (Kind::Akkoord, &sig, &b"andere tekst"[..]),
            (Kind::Sleutels, &sig, b"tekst"),
            (Kind::Akkoord, &ander, b"tekst"),
        ] {
            assert!(!toets(&later, kind, sig, bytes));
        }
        // That it is not checked again shows where what was kept is of a signature that is not good.
        let vals = Getoetst::met([merk(Kind::Akkoord, sig.as_bytes(), Sha256::van(b"andere tekst"))]);
        assert!(toets(&vals, Kind::Akkoord, &sig, b"andere tekst"));
    }
}
