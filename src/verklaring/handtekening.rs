//! Signatures over the bytes of a verklaring: SSHSIG (PROTOCOL.sshsig of OpenSSH), which `ssh-keygen -Y
//! verify` checks too.

use ssh_key::public::KeyData;
use ssh_key::{HashAlg, LineEnding, PrivateKey, PublicKey, Signature, SshSig};

use super::sleutels::OpenbareSleutel;

/// No signature of a key that can be used here is longer.
const HOOGSTENS: usize = 4_096;

/// A signature, and whose it says to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handtekening {
    sig: SshSig,
    /// The key with which it was made.
    pub sleutel: OpenbareSleutel,
}

/// Why a signature proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandtekeningFout {
    /// It cannot be read as one.
    #[error("het bestand met de handtekening is niet leesbaar")]
    Onleesbaar,
    /// It is made with a kind of key that cannot be used here.
    #[error("de handtekening is gemaakt met een sleutel van een soort die oogo niet gebruikt")]
    AndereSoort,
    /// It was made for something else.
    #[error("de handtekening is voor iets anders gemaakt (‘{0}’)")]
    AnderDoel(String),
    /// The bytes are not those that were signed.
    #[error("de handtekening past niet bij deze tekst")]
    PastNiet,
}

impl Handtekening {
    /// Reads a `.sig` file.
    ///
    /// # Errors
    /// When it is none, or made with another kind of key.
    pub fn lees(bytes: &[u8]) -> Result<Self, HandtekeningFout> {
        if bytes.len() > HOOGSTENS {
            return Err(HandtekeningFout::Onleesbaar);
        }
        let sig = SshSig::from_pem(bytes).map_err(|_| HandtekeningFout::Onleesbaar)?;
        if !matches!(sig.public_key(), KeyData::Ed25519(_) | KeyData::SkEd25519(_)) {
            return Err(HandtekeningFout::AndereSoort);
        }
        let sleutel = PublicKey::from(sig.public_key().clone());
        let sleutel = OpenbareSleutel::van(&sleutel).map_err(|_| HandtekeningFout::AndereSoort)?;
        Ok(Self { sig, sleutel })
    }

    /// For what a `.sig` file signs, where nothing but a signature stands in it.
    pub fn doel_van(bytes: &[u8]) -> Option<String> {
        let sig = Self::lees(bytes).ok()?.sig;
        let is_zuiver = sig.to_pem(LineEnding::LF).is_ok_and(|pem| pem.as_bytes() == bytes);
        is_zuiver.then(|| sig.namespace().to_owned())
    }

    /// Checks that its key signed exactly these bytes for this purpose.
    ///
    /// # Errors
    /// When it did not.
    pub fn toets(&self, namespace: &str, bytes: &[u8]) -> Result<(), HandtekeningFout> {
        if self.sig.namespace() != namespace {
            let doel = crate::agenda::tekst::zichtbaar(self.sig.namespace());
            return Err(HandtekeningFout::AnderDoel(doel.chars().take(40).collect()));
        }
        self.sleutel.sleutel().verify(namespace, bytes, &self.sig).map_err(|_| HandtekeningFout::PastNiet)
    }
}

/// Signs bytes for a purpose; the text of a `.sig` file.
///
/// # Errors
/// When the key is locked or of a kind that cannot sign here.
pub fn teken(sleutel: &PrivateKey, namespace: &str, bytes: &[u8]) -> Result<String, ssh_key::Error> {
    sleutel.sign(namespace, HashAlg::Sha512, bytes)?.to_pem(LineEnding::LF)
}

/// What a key that is elsewhere has to sign, for bytes with a purpose (PROTOCOL.sshsig, section 2).
///
/// # Errors
/// When the purpose is empty.
pub fn te_tekenen(namespace: &str, bytes: &[u8]) -> Result<Vec<u8>, ssh_key::Error> {
    SshSig::signed_data(namespace, HashAlg::Sha512, bytes)
}

/// The text of a `.sig` file, from what a key elsewhere gave for it.
///
/// # Errors
/// When it is no signature of that key over these bytes.
pub fn samengesteld(
    sleutel: &OpenbareSleutel,
    namespace: &str,
    bytes: &[u8],
    gegeven: Signature,
) -> Result<String, ssh_key::Error> {
    let sig = SshSig::new(sleutel.sleutel().key_data().clone(), namespace, HashAlg::Sha512, gegeven)?;
    sleutel.sleutel().verify(namespace, bytes, &sig)?;
    sig.to_pem(LineEnding::LF)
}
