//! `ondertekenaars`: who may sign, in the form that OpenSSH and git read (`allowed_signers`, ssh-keygen(1)).
//! It follows from the logs and from nothing else, so that anyone can check it.

use std::fmt::Write as _;

use super::logboek::Logboek;
use super::{Kind, Verklaring};

/// The file's name.
pub const ONDERTEKENAARS: &str = "ondertekenaars";

/// The text, from the logs of all parties: a line for each key of each list that counts. The logs must be read
/// without anybody's own trust, so that the file is the same for everybody.
pub fn ondertekenaars<'a>(logboeken: impl IntoIterator<Item = &'a Logboek>) -> String {
    let mut regels = Vec::new();
    for log in logboeken {
        let lijsten = log.ingangen.iter().filter(|i| i.is_geldig()).filter_map(|i| i.verklaring.as_ref());
        for v in lijsten {
            regels.extend(van_lijst(v));
        }
    }
    regels.sort();
    regels.dedup();
    let mut uit = String::new();
    for (_, regel) in regels {
        let _ = writeln!(uit, "{regel}");
    }
    uit
}

/// The principal is `<partij>/<nr>-<functionaris>`: it says of which list of which party it is.
fn van_lijst(v: &Verklaring) -> Vec<((String, u32), String)> {
    let Some(sleutels) = &v.sleutels else { return Vec::new() };
    let doelen = Kind::ALLE.map(Kind::namespace).join(",");
    let herstel = sleutels.herstelsleutel.iter().map(|s| ("herstel", s, Kind::Sleutels.namespace().to_owned()));
    let mensen = sleutels.functionarissen.iter().map(|f| (f.id.as_str(), &f.sleutel, format!("git,{doelen}")));
    mensen
        .chain(herstel)
        .map(|(id, sleutel, doelen)| {
            let regel = format!("{}/{}-{id} namespaces=\"{doelen}\" {sleutel}", v.partij, v.nr);
            ((v.partij.to_string(), v.nr), regel)
        })
        .collect()
}
