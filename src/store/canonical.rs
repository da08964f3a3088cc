//! Canonical text: the one way in which a value, a row and a file are written.

use toml::Value;

use crate::agenda::proza;
use crate::agenda::tekst::nfc;
use crate::agenda::veld::{Soort, Veld, veld};

/// A basic string on one line. Only what TOML requires is escaped.
pub fn tekst(waarde: &str) -> String {
    let mut uit = String::with_capacity(waarde.len() + 2);
    uit.push('"');
    for teken in nfc(waarde).chars() {
        match teken {
            '"' => uit.push_str("\\\""),
            '\\' => uit.push_str("\\\\"),
            '\n' => uit.push_str("\\n"),
            '\t' => uit.push_str("\\t"),
            c if c.is_control() => uit.push_str(&format!("\\u{:04X}", c as u32)),
            c => uit.push(c),
        }
    }
    uit.push('"');
    uit
}

/// A prose field: a multi-line basic string with a sentence on each line.
pub fn proza(waarde: &str) -> String {
    let gesplitst = proza::gesplitst(&nfc(waarde));
    let veilig = gesplitst.replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
    format!("\"\"\"\n{veilig}\n\"\"\"")
}

fn lijst(waarden: &[Value]) -> String {
    let delen: Vec<String> = waarden.iter().map(los).collect();
    format!("[{}]", delen.join(", "))
}

fn lijst_per_regel(waarden: &[Value]) -> String {
    let mut uit = String::from("[\n");
    for waarde in waarden {
        uit.push_str(&format!("  {},\n", los(waarde)));
    }
    uit.push(']');
    uit
}

/// A value of which no field table knows the kind.
fn los(waarde: &Value) -> String {
    match waarde {
        Value::String(s) => tekst(s),
        Value::Array(a) => lijst(a),
        Value::Table(t) => {
            let delen: Vec<String> = t.iter().map(|(k, v)| format!("{} = {}", sleutel(k), los(v))).collect();
            if delen.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", delen.join(", ")) }
        }
        ander => ander.to_string(),
    }
}

/// A key, quoted only where TOML asks for it.
fn sleutel(naam: &str) -> String {
    let kaal = !naam.is_empty() && naam.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if kaal { naam.to_owned() } else { tekst(naam) }
}

/// A simple field's value as it stands after the `=`.
pub fn waarde(soort: Soort, waarde: &Value) -> String {
    match (soort, waarde) {
        (Soort::Proza, Value::String(s)) => proza(s),
        (Soort::Teksten, Value::Array(a)) => lijst_per_regel(a),
        (_, ander) => los(ander),
    }
}

/// Whether a value says nothing, and so is left out.
pub fn is_leeg(waarde: &Value) -> bool {
    match waarde {
        Value::String(s) => s.trim().is_empty(),
        Value::Array(a) => a.is_empty(),
        Value::Table(t) => t.is_empty(),
        _ => false,
    }
}

fn regels(velden: &'static [Veld], tabel: &toml::Table, uit: &mut String) {
    let bekend = velden.iter().filter(|v| !matches!(v.soort, Soort::Tabel(_) | Soort::Groep(_)));
    for v in bekend {
        if let Some(w) = tabel.get(v.naam).filter(|w| !is_leeg(w)) {
            uit.push_str(&format!("{} = {}\n", v.naam, waarde(v.soort, w)));
        }
    }
    for (naam, w) in tabel.iter().filter(|(naam, w)| veld(velden, naam).is_none() && !w.is_table()) {
        uit.push_str(&format!("{} = {}\n", sleutel(naam), los(w)));
    }
}

/// The canonical text of a value of the domain.
///
/// # Errors
/// When the value cannot be written as TOML.
pub fn van<T: serde::Serialize>(soort: crate::agenda::Bestandsoort, waarde: &T) -> Result<String, toml::ser::Error> {
    // By way of text: `Table::try_from` loses nested dates.
    let tabel: toml::Table =
        toml::to_string(waarde)?.parse().map_err(<toml::ser::Error as serde::ser::Error>::custom)?;
    Ok(bestand(soort.velden(), &tabel))
}

/// A whole file: simple keys in the table's order, then tables and groups, each header after one
/// blank line. Unknown keys keep their own order, after the known ones.
pub fn bestand(velden: &'static [Veld], tabel: &toml::Table) -> String {
    let mut uit = String::new();
    regels(velden, tabel, &mut uit);
    for v in velden {
        match (v.soort, tabel.get(v.naam)) {
            (Soort::Tabel(kinderen), Some(Value::Table(t))) if !t.is_empty() => {
                uit.push_str(&format!("\n[{}]\n", v.naam));
                regels(kinderen, t, &mut uit);
            }
            (Soort::Groep(kinderen), Some(Value::Array(rijen))) => {
                for rij in rijen.iter().filter_map(Value::as_table) {
                    uit.push_str(&format!("\n[[{}]]\n", v.naam));
                    regels(kinderen, rij, &mut uit);
                }
            }
            _ => {}
        }
    }
    for (naam, w) in tabel.iter().filter(|(naam, w)| veld(velden, naam).is_none() && w.is_table()) {
        uit.push_str(&format!("\n[{}]\n", sleutel(naam)));
        if let Value::Table(t) = w {
            regels(&[], t, &mut uit);
        }
    }
    uit
}
