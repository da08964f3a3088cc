//! Any bytes as a signature: nothing panics, and none of them is one over what nobody signed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oogo::verklaring::{Handtekening, Kind};

fuzz_target!(|bytes: &[u8]| {
    let Ok(handtekening) = Handtekening::lees(bytes) else { return };
    for kind in Kind::ALLE {
        assert!(handtekening.toets(kind.namespace(), b"this was never signed by anybody").is_err());
    }
});
