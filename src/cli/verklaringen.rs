//! What parties declared, as a script is told of it.

use serde_json::{Value, json};

use crate::actions::logboeken::Logboeken;
use crate::actions::standen::{Oordeel, Standen, sha256_van, standen_van};
use crate::actions::{Fout, Kopie, vertrouwen};
use crate::agenda::PartijId;
use crate::store::Gelezen;
use crate::verklaring::{Onderwerp, Status};

/// How the parties stand, for a script.
pub(super) fn standen_als_json(standen: &Standen) -> (Value, Value) {
    let een = |o: &Oordeel| {
        let mut object = serde_json::Map::from_iter([("status".to_owned(), json!(o.status.woord()))]);
        if let Some(v) = &o.voorbehoud {
            let uiterlijk = v.uiterlijk.map(|d| d.to_string());
            let voorbehoud = json!({ "soort": v.soort.woord(), "tekst": v.tekst, "uiterlijk": uiterlijk });
            object.insert("voorbehoud".to_owned(), voorbehoud);
        }
        if !o.waarom.is_empty() {
            let naam = if o.status == Status::Achterhaald { "gewijzigd-in" } else { "waarom" };
            object.insert(naam.to_owned(), json!(o.waarom));
        }
        if let Some(m) = o.moment {
            object.insert("moment".to_owned(), json!(m.to_rfc3339()));
        }
        object
    };
    let akkoorden: serde_json::Map<String, Value> = standen
        .partijen
        .iter()
        .map(|(partij, stand)| {
            let mut object = een(&stand.bestuurlijk);
            object.insert("ambtelijk".to_owned(), Value::Object(een(&stand.ambtelijk)));
            (partij.to_string(), Value::Object(object))
        })
        .collect();
    (json!(standen.overeenstemming.woord()), Value::Object(akkoorden))
}

/// What a script is told of everything: the standing of each afspraak, and whose key was confirmed.
pub(super) struct Verklaard {
    logboeken: Option<Logboeken>,
    bevestigd: std::collections::BTreeMap<PartijId, crate::verklaring::Vertrouwd>,
}

impl Verklaard {
    /// What cannot be known is left out, and said.
    pub fn lees(kopie: &Kopie) -> Self {
        let gemeld = |fout: &Fout| super::meld(&fout.to_string());
        Self {
            logboeken: Logboeken::lees(kopie, false).inspect_err(gemeld).ok(),
            bevestigd: vertrouwen::bevestigd(kopie).unwrap_or_default(),
        }
    }

    /// Adds how the parties stand to an afspraak.
    pub fn bij_afspraak(
        &self,
        kopie: &Kopie,
        gelezen: &Gelezen,
        pad: &str,
        object: &mut serde_json::Map<String, Value>,
    ) {
        let Some(over) = Onderwerp::van_pad(pad) else { return };
        let (Some(logboeken), Onderwerp::Afspraak(id)) = (&self.logboeken, &over) else { return };
        let Some(g) = gelezen.agenda.afspraak(id) else { return };
        let standen = standen_van(logboeken, over.clone(), &g.afspraak.gebonden, sha256_van(kopie, pad));
        let (overeenstemming, akkoorden) = standen_als_json(&standen);
        object.insert("overeenstemming".to_owned(), overeenstemming);
        object.insert("akkoorden".to_owned(), akkoorden);
    }

    /// Whether the user of this machine confirmed with what a party's log began.
    pub fn is_bevestigd(&self, partij: &str) -> bool {
        let Ok(partij) = partij.parse::<PartijId>() else { return false };
        let bevestigd = self.bevestigd.get(&partij);
        let log = self.logboeken.as_ref().and_then(|l| l.van(&partij));
        log.is_some_and(|l| l.beginnen().any(|b| bevestigd.is_some_and(|v| v.contains(&b.sha256))))
    }
}
