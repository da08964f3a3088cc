//! Any bytes as an entry: nothing panics, and what is read says the same when it is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oogo::verklaring::Verklaring;

fuzz_target!(|bytes: &[u8]| {
    let Ok(gelezen) = Verklaring::lees(bytes) else { return };
    let tekst = gelezen.tekst().expect("what was read can be written");
    assert_eq!(Verklaring::lees(tekst.as_bytes()).expect("and read again"), gelezen);
});
