//! The signatures that were found good on this machine, so that they need not be checked at every start and at every
//! exchange. Kept with this user's own data, where the own key is too: never in the folder that is shared. Neither a
//! check nor who says akkoord asks for any of it, and whoever else makes `ondertekenaars` otherwise by it is found out
//! by everybody's check.

use std::path::PathBuf;

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::thuis::schrijf_eigen;
use crate::verklaring::{Getoetst, Sha256};

/// No ontwikkelagenda has so many signatures.
const HOOGSTENS: u64 = 64 << 20;

fn pad(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().gegevens().join("getoetst").join(kopie.voorblad()?.uuid.to_string()))
}

/// What was found good before; nothing where that cannot be read.
pub(in crate::actions) fn lees(kopie: &Kopie) -> Getoetst {
    let pad = pad(kopie).ok().filter(|pad| std::fs::metadata(pad).is_ok_and(|m| m.len() <= HOOGSTENS));
    let bytes = pad.and_then(|pad| std::fs::read(pad).ok()).unwrap_or_default();
    let (merken, _) = bytes.as_chunks();
    Getoetst::met(merken.iter().map(|merk| Sha256::from(*merk)))
}

/// Keeps what was found good now. Where that cannot be kept, it is found out again.
pub(in crate::actions) fn bewaar(kopie: &Kopie, getoetst: &Getoetst) {
    if let (Some(merken), Ok(pad)) = (getoetst.nieuw(), pad(kopie)) {
        let bytes: Vec<u8> = merken.iter().flat_map(|merk| *merk.bytes()).collect();
        let _ = schrijf_eigen(&pad, &bytes);
    }
}
