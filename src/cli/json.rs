//! The ontwikkelagenda for other programs: objects whose keys are the TOML keys.

use serde_json::{Map, Value, json};

use super::verklaringen::Verklaard;
use crate::actions::geschiedenis::{Gebeurtenis, Verloop};
use crate::actions::{Fout, Kopie};
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::{map_van, stam};
use crate::agenda::inzicht::{business_case, dekking, indicatoren, matrix};
use crate::agenda::volledigheid;
use crate::agenda::{Datum, Ontwikkelagenda};
use crate::export::inzicht::Inzicht;
use crate::export::verslag::{Doel, Toon, Verslag};
use crate::git::Versie;
use crate::store::Gelezen;

/// A TOML value as JSON; dates and times become text.
pub fn van_toml(waarde: &toml::Value) -> Value {
    match waarde {
        toml::Value::String(s) => json!(s),
        toml::Value::Integer(n) => json!(n),
        toml::Value::Float(f) => json!(f),
        toml::Value::Boolean(b) => json!(b),
        toml::Value::Datetime(d) => json!(d.to_string()),
        toml::Value::Array(a) => Value::Array(a.iter().map(van_toml).collect()),
        toml::Value::Table(t) => Value::Object(tabel(t)),
    }
}

fn tabel(t: &toml::Table) -> Map<String, Value> {
    t.iter().map(|(k, v)| (k.clone(), van_toml(v))).collect()
}

/// A file's content, unknown keys included.
pub fn bestand(kopie: &Kopie, pad: &str) -> Result<Map<String, Value>, Fout> {
    let tekst = kopie.open(pad)?.document.tekst();
    let inhoud: toml::Table = tekst.parse().map_err(|_| Fout::nieuw(format!("{pad} is geen geldige TOML."), ""))?;
    Ok(tabel(&inhoud))
}

/// The file's content with its name first, under `sleutel`.
pub fn met_naam(kopie: &Kopie, pad: &str, sleutel: &str, naam: &str) -> Result<Value, Fout> {
    let mut object = Map::from_iter([(sleutel.to_owned(), json!(naam))]);
    object.extend(bestand(kopie, pad)?);
    Ok(Value::Object(object))
}

/// An afspraak with its theme, voortgang, beheer and what is missing.
pub fn afspraak(kopie: &Kopie, gelezen: &Gelezen, verklaard: &Verklaard, pad: &str) -> Result<Value, Fout> {
    let id = stam(pad);
    let mut object = Map::from_iter([("id".to_owned(), json!(id)), ("thema".to_owned(), json!(map_van(pad)))]);
    // The folder alone says the theme, whatever a key of that name may say.
    object.extend(bestand(kopie, pad)?.into_iter().filter(|(naam, _)| naam != "thema" && naam != "id"));
    for map in ["voortgang", "beheer"] {
        let pad = format!("{map}/{id}.toml");
        if gelezen.bestanden.iter().any(|(_, p)| *p == pad)
            && let Ok(inhoud) = bestand(kopie, &pad)
        {
            object.insert(map.to_owned(), Value::Object(inhoud));
        }
    }
    if let Some(g) = id.parse().ok().and_then(|id| gelezen.agenda.afspraak(&id)) {
        let ontbreekt: Vec<&str> = volledigheid::ontbreekt(&g.afspraak).iter().map(|v| v.naam).collect();
        object.insert("ontbreekt".to_owned(), json!(ontbreekt));
    }
    verklaard.bij_afspraak(kopie, gelezen, pad, &mut object);
    Ok(Value::Object(object))
}

/// Everything: `ontwikkelagenda`, `partijen`, `themas`, `afspraken`, `overleggen`. A file that
/// cannot be read is left out; `oogo controleer --json` names it.
pub fn geheel(kopie: &Kopie, gelezen: &Gelezen, verklaard: &Verklaard) -> Value {
    let alle = |soort: Bestandsoort, lees: &dyn Fn(&str) -> Result<Value, Fout>| {
        let van_soort = gelezen.bestanden.iter().filter(|(s, _)| *s == soort);
        Value::Array(van_soort.filter_map(|(_, pad)| lees(pad).ok()).collect())
    };
    let partij = |pad: &str| -> Result<Value, Fout> {
        let mut partij = met_naam(kopie, pad, "id", map_van(pad))?;
        if let Some(object) = partij.as_object_mut() {
            object.insert("sleutel-bevestigd".to_owned(), json!(verklaard.is_bevestigd(map_van(pad))));
        }
        Ok(partij)
    };
    json!({
        "ontwikkelagenda": bestand(kopie, crate::store::load::VOORBLAD).map(Value::Object).unwrap_or(Value::Null),
        "partijen": alle(Bestandsoort::Partij, &partij),
        "themas": alle(Bestandsoort::Thema, &|pad| met_naam(kopie, pad, "id", map_van(pad))),
        "afspraken": alle(Bestandsoort::Afspraak, &|pad| afspraak(kopie, gelezen, verklaard, pad)),
        "overleggen": alle(Bestandsoort::Overleg, &|pad| met_naam(kopie, pad, "id", stam(pad))),
    })
}

/// A version.
pub fn versie(v: &Versie) -> Value {
    json!({
        "versie": v.id.to_string(),
        "moment": v.moment.to_rfc3339(),
        "wie": v.auteur.naam,
        "mailbox": v.auteur.mailbox,
        "partij": v.partij,
        "wat": v.onderwerp,
        "toelichting": v.toelichting,
    })
}

/// What happened, version by version.
pub fn verloop(v: &Verloop) -> Value {
    let een = |g: &Gebeurtenis| {
        let mut object = versie(&g.versie);
        object["zinnen"] = json!(g.zinnen);
        object
    };
    json!({ "versies": v.gebeurtenissen.iter().map(een).collect::<Vec<_>>(), "afgekapt": v.is_afgekapt })
}

/// A report: its lines, and where they lead.
pub fn verslag(v: &Verslag) -> Value {
    let regels: Vec<Value> = v
        .regels
        .iter()
        .filter(|r| !r.tekst.is_empty())
        .map(|r| {
            let (over, veld) = match &r.doel {
                Some(Doel::Stuk(stuk)) => (Some(stuk.to_string()), None),
                Some(Doel::Veld(stuk, _, veld)) => (Some(stuk.to_string()), Some(veld.clone())),
                Some(Doel::Inzicht(_) | Doel::Tekst(_) | Doel::Onderteken | Doel::KiesStandpunten | Doel::SleutelMaken | Doel::MaakOngedaan(_) | Doel::OverLijst(_) | Doel::Uitwisselen(_) | Doel::Inlezen(_) | Doel::AlleVersies(_) | Doel::VulAan | Doel::WisselUit | Doel::KiesWatGeldt | Doel::Keuze(_) | Doel::KiesOpnieuw(..)) => (None, None),
                Some(Doel::Kies(over, veld, _)) => (Some(over.clone()), Some(veld.clone())),
                Some(Doel::VindAnders(over)) => (Some(over.to_string()), None),
                Some(Doel::Registreer(over, _)) => (over.first().map(ToString::to_string), None),
                Some(Doel::Opmerking(id, _)) => (Some(id.to_string()), None),
                Some(Doel::Versie(punt)) => (punt.over.as_ref().map(ToString::to_string), None),
                None => (None, None),
            };
            json!({ "kop": r.toon == Toon::Kop, "let-op": r.toon == Toon::LetOp, "tekst": r.tekst.trim().replace('\t', " "), "over": over, "veld": veld })
        })
        .collect();
    json!({ "titel": v.titel, "regels": regels })
}

/// What the whole shows, as values; what is only a report stays one.
pub fn inzicht(welk: Inzicht, agenda: &Ontwikkelagenda) -> Result<Value, Fout> {
    let waarde = match welk {
        Inzicht::Dekking => serde_json::to_value(json!({
            "principes": dekking::principes(agenda),
            "transformatiedoelen": dekking::transformatiedoelen(agenda),
        })),
        Inzicht::Matrix => serde_json::to_value(matrix::matrix(agenda)),
        Inzicht::Indicatoren => serde_json::to_value(indicatoren::lijnen(agenda)),
        Inzicht::KostenEnBaten => serde_json::to_value(business_case::overzicht(agenda)),
        Inzicht::Planning | Inzicht::Omvang => return Ok(verslag(&welk.verslag(agenda, Datum::vandaag()))),
    };
    waarde.map_err(|e| Fout::nieuw(format!("Dit kan geen JSON worden ({e})."), ""))
}
