//! Every text that a file holds: values, keys and comments, of known fields and of unknown ones.

use toml::Value;

use super::comment;
use crate::agenda::Bestandsoort;
use crate::agenda::veld::{Soort, Veld, veld};

/// One text and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tekst {
    /// The field's path with the keys of rows; none for a comment or a file that is no TOML.
    pub veld: Option<String>,
    /// The text.
    pub tekst: String,
}

/// Every text of a file that anybody can have written: what has a rule of its own (a register's
/// number, an amount, a date, a choice) is left out. A file that is no TOML is one text.
pub fn van(soort: Option<Bestandsoort>, tekst: &str) -> Vec<Tekst> {
    let Ok(tabel) = tekst.parse::<toml::Table>() else {
        return vec![Tekst { veld: None, tekst: tekst.to_owned() }];
    };
    let mut uit = Vec::new();
    van_tabel(soort.map_or(&[][..], Bestandsoort::velden), &tabel, "", &mut uit);
    // A number can go on in the next line of comment.
    uit.push(Tekst { veld: None, tekst: commentaar(tekst).join("\n") });
    uit
}

fn van_tabel(velden: &'static [Veld], tabel: &toml::Table, boven: &str, uit: &mut Vec<Tekst>) {
    for (naam, waarde) in tabel {
        let pad = if boven.is_empty() { naam.clone() } else { format!("{boven}.{naam}") };
        let bekend = veld(velden, naam);
        if bekend.is_none() {
            uit.push(Tekst { veld: Some(boven.to_owned()).filter(|b| !b.is_empty()), tekst: naam.clone() });
        }
        match (bekend, waarde) {
            // A key can say what its value is.
            (None, Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Datetime(_)) => {
                let waarde = waarde.as_str().map_or_else(|| waarde.to_string(), str::to_owned);
                uit.push(Tekst { veld: Some(pad), tekst: format!("{naam}: {waarde}") });
            }
            (Some(v), _) if !is_vrij(v.soort, waarde) => {}
            _ => van_waarde(bekend, waarde, &pad, uit),
        }
    }
}

fn van_waarde(bekend: Option<&'static Veld>, waarde: &Value, pad: &str, uit: &mut Vec<Tekst>) {
    let kinderen = bekend.map_or(&[][..], |v| v.kinderen());
    match waarde {
        Value::String(s) => uit.push(Tekst { veld: Some(pad.to_owned()), tekst: s.clone() }),
        Value::Table(t) => van_tabel(kinderen, t, pad, uit),
        Value::Array(a) => {
            for (i, w) in a.iter().enumerate() {
                let sleutel = w.as_table().and_then(|t| t.get("sleutel")).and_then(Value::as_str);
                let rij = sleutel.map_or_else(|| i.to_string(), str::to_owned);
                match w {
                    Value::Table(t) => van_tabel(kinderen, t, &format!("{pad}.{rij}"), uit),
                    Value::String(s) => uit.push(Tekst { veld: Some(pad.to_owned()), tekst: s.clone() }),
                    anders => van_waarde(None, anders, pad, uit),
                }
            }
        }
        Value::Integer(n) => uit.push(Tekst { veld: Some(pad.to_owned()), tekst: n.to_string() }),
        Value::Float(n) => uit.push(Tekst { veld: Some(pad.to_owned()), tekst: n.to_string() }),
        Value::Datetime(d) => uit.push(Tekst { veld: Some(pad.to_owned()), tekst: d.to_string() }),
        Value::Boolean(_) => {}
    }
}

/// Whether a kind of field can hold words of somebody: all but what has a check of its own.
fn is_vrij(soort: Soort, waarde: &Value) -> bool {
    // What is written as text where it should be a date or an amount, is text.
    if waarde.is_str() && !matches!(soort, Soort::Nummer(_)) {
        return true;
    }
    !matches!(
        soort,
        Soort::Formaat
            | Soort::Datum
            | Soort::Moment
            | Soort::Getal(..)
            | Soort::JaNee
            | Soort::Bedrag
            | Soort::Aandeel
            | Soort::Nummer(_)
    )
}

/// The comments of a TOML text.
fn commentaar(tekst: &str) -> Vec<&str> {
    comment::spans(tekst).into_iter().map(|plek| tekst[plek].trim_start_matches('#').trim()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keys_and_comments_are_all_texts() {
        let tekst = "# vooraf\ntitel = \"met # erin\" # achteraf\nrsin = '1'\n\"een sleutel\" = 5\ndoel = \"\"\"\na \\\" # b\n\"\"\"\n[[mijlpalen]]\nsleutel = \"abcd\"\nwat = \"kaart\"\n";
        let uit = van(Some(Bestandsoort::Afspraak), tekst);
        let heeft = |veld: Option<&str>, t: &str| uit.iter().any(|x| x.veld.as_deref() == veld && x.tekst.contains(t));
        assert!(heeft(None, "vooraf") && heeft(None, "achteraf") && heeft(None, "een sleutel"), "{uit:?}");
        assert!(heeft(Some("titel"), "met # erin") && heeft(Some("een sleutel"), "5"));
        assert!(heeft(Some("doel"), "# b") && heeft(Some("mijlpalen.abcd.wat"), "kaart"));
        assert_eq!(van(None, "geen = = toml")[0].tekst, "geen = = toml");
    }
}
