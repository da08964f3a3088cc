//! Any files in a party's log, beside its real beginning: nothing panics, and nothing that its key did not sign
//! counts.
#![no_main]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use oogo::verklaring::{Getoetst, Gevonden, Kind, Logboek, Sha256, teken};
use ssh_key::PrivateKey;
use ssh_key::private::Ed25519Keypair;

const UUID: &str = "6f1c2d9e-4b7a-4c35-9e21-8a5d3f70b2c4";

/// Parts of a case stand between these: entry, signature, entry, signature.
const TUSSEN: &[u8] = b"\n====\n";

fn echt() -> &'static Gevonden {
    static ECHT: OnceLock<Gevonden> = OnceLock::new();
    ECHT.get_or_init(|| {
        let sleutel = PrivateKey::from(Ed25519Keypair::from_seed(&[7; 32]));
        let openbaar = sleutel.public_key().to_openssh().unwrap();
        let tekst = format!(
            "formaat = 1\nontwikkelagenda = \"{UUID}\"\npartij = \"fictiehoven\"\nnr = 1\nvorige = []\nmoment = \"2027-03-22T09:00:00+01:00\"\nfunctionaris = \"f-7kq2\"\n\n[sleutels]\n\n[[sleutels.functionarissen]]\nid = \"f-7kq2\"\nfunctie = \"adviseur\"\nmag = [\"ambtelijk\", \"bestuurlijk\"]\nsleutel = \"{openbaar}\"\n"
        );
        let sig = teken(&sleutel, Kind::Sleutels.namespace(), tekst.as_bytes()).unwrap().into_bytes();
        bestand("1-echt", tekst.into_bytes(), sig)
    })
}

fn bestand(naam: &str, bytes: Vec<u8>, sig: Vec<u8>) -> Gevonden {
    let pad = format!("partijen/fictiehoven/verklaringen/{naam}.toml");
    Gevonden { pad, bytes, handtekeningen: vec![sig.clone()], nu: Some(sig), is_er: true }
}

fn delen(bytes: &[u8]) -> Vec<&[u8]> {
    let mut uit = Vec::new();
    let mut rest = bytes;
    while let Some(i) = rest.windows(TUSSEN.len()).position(|w| w == TUSSEN) {
        uit.push(&rest[..i]);
        rest = &rest[i + TUSSEN.len()..];
    }
    uit.push(rest);
    uit
}

fuzz_target!(|bytes: &[u8]| {
    let echt = echt();
    let begin = Sha256::van(&echt.bytes);
    let mut gevonden = vec![echt.clone()];
    for (n, paar) in delen(bytes).chunks(2).take(50).enumerate() {
        let sig = paar.get(1).copied().unwrap_or_default();
        gevonden.push(bestand(&format!("{n}-x"), paar[0].to_vec(), sig.to_vec()));
    }
    let partij = "fictiehoven".parse().unwrap();
    let uuid = UUID.parse().unwrap();
    let log = Logboek::lees(&partij, uuid, &gevonden, Some(&BTreeSet::from([begin])), &Getoetst::default());
    for ingang in log.ingangen.iter().filter(|i| i.is_geldig()) {
        assert_eq!(ingang.sha256, begin, "only what the party's own key signed counts");
    }
    let geldig = log.ingangen.iter().filter(|i| i.is_geldig()).count();
    assert_eq!(geldig, 1, "and nothing hides it: {:?}", log.ingangen);
});
