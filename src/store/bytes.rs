//! From a file's bytes to text that may be read: what is refused, and on which line.

use crate::agenda::tekst::{MAX_BESTAND, codepunt, eerste_verboden};
use crate::agenda::{Bevinding, Ernst};

/// The line, from 1, on which a byte stands.
pub fn regel_van(bytes: &[u8], plek: usize) -> usize {
    1 + bytes.iter().take(plek).filter(|b| **b == b'\n').count()
}

/// A file's text, without a byte order mark and with plain newlines, and what is odd about it.
///
/// # Errors
/// What makes the file unreadable: not UTF-8, too large, or a character that hides or reorders text.
pub fn als_tekst(pad: &str, bytes: Vec<u8>) -> Result<(String, Vec<Bevinding>), Box<Bevinding>> {
    let fout = |melding: &str, advies: &str, regel| {
        Box::new(Bevinding::nieuw(Ernst::Fout, pad, melding, advies).op_regel(regel))
    };
    if bytes.len() as u64 > MAX_BESTAND {
        return Err(te_groot(pad, bytes.len() as u64));
    }
    let mut tekst = match String::from_utf8(bytes) {
        Ok(tekst) => tekst,
        Err(e) => {
            let regel = regel_van(e.as_bytes(), e.utf8_error().valid_up_to());
            let melding = "Dit bestand is geen UTF-8-tekst.";
            let advies = "Open het in een tekstprogramma en bewaar het als UTF-8, of zet een eerdere versie terug.";
            return Err(fout(melding, advies, Some(regel)));
        }
    };
    let mut bevindingen = Vec::new();
    if tekst.starts_with('\u{feff}') {
        tekst.remove(0);
        bevindingen.push(Bevinding::nieuw(
            Ernst::Waarschuwing,
            pad,
            "Het bestand begint met een onzichtbaar teken (BOM).",
            "oogo haalt het weg zodra u dit bestand opslaat.",
        ));
    }
    if tekst.as_bytes().contains(&b'\r') && tekst.contains("\r\n") {
        tekst = tekst.replace("\r\n", "\n");
        bevindingen.push(Bevinding::nieuw(
            Ernst::Waarschuwing,
            pad,
            "De regels eindigen op Windows-wijze (CRLF).",
            "oogo zet dat recht zodra u dit bestand opslaat; de woorden blijven gelijk.",
        ));
    }
    if let Some((plek, teken)) = eerste_verboden(&tekst) {
        let melding = format!("Hier staat een onzichtbaar of sturend teken ({}).", codepunt(teken));
        let advies = "Haal het teken weg in een tekstprogramma, of zet een eerdere versie terug.";
        return Err(fout(&melding, advies, Some(regel_van(tekst.as_bytes(), plek))));
    }
    Ok((tekst, bevindingen))
}

/// The finding for a file that is larger than any afspraak.
pub fn te_groot(pad: &str, bytes: u64) -> Box<Bevinding> {
    Box::new(Bevinding::nieuw(
        Ernst::Fout,
        pad,
        format!("Het bestand is {} MB groot en wordt daarom niet gelezen.", bytes.div_ceil(1024 * 1024)),
        format!(
            "Een bestand mag hoogstens {} MB zijn. Haal het weg of zet een eerdere versie terug.",
            MAX_BESTAND / 1024 / 1024
        ),
    ))
}
