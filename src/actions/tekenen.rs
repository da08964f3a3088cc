//! What a person sees of the standpunten on one afspraak, and of what they are about to sign.

use super::akkoord;
use super::fout::Fout;
use super::gebruiker;
use super::kopie::Kopie;
use super::logboeken::Logboeken;
use super::registratie::Registratie;
use super::sleutel;
use super::standen::{Oordeel, standen_van};
use super::vergelijk::{self, kant_van};
use super::vertrouwen;
use super::wie_mag;
use crate::agenda::{AfspraakId, Datum};
use crate::export::standpunten::{self, InSoort, Mogelijk, Regel};
use crate::export::vergelijking::{Filter, Overzicht};
use crate::export::verslag::Verslag;
use crate::store::disk::bytes_van;
use crate::verklaring::{Onderwerp, Sha256, Status};

/// How everybody stands towards an afspraak, and what the user can do.
///
/// # Errors
/// When there is no such afspraak, or the logs or the key cannot be read.
pub fn verslag(kopie: &Kopie, id: &AfspraakId, alleen_lezen: bool) -> Result<Verslag, Fout> {
    let agenda = kopie.lees()?.agenda;
    let (_, _, pad) = kopie.pad_van(id.as_str())?;
    let gebonden = agenda.afspraken.get(id).map(|a| a.afspraak.gebonden.clone()).unwrap_or_default();
    let logboeken = Logboeken::lees(kopie, false)?;
    let nu = bytes_van(kopie.wortel(), &pad).ok();
    let standen = standen_van(&logboeken, Onderwerp::Afspraak(id.clone()), &gebonden, nu.as_deref());
    let bevestigd = vertrouwen::bevestigd(kopie)?;
    let oordeel = |soort: &'static str, o: &Oordeel| InSoort {
        soort,
        status: o.status,
        dag: o.moment.map(Datum::van_moment),
        voorbehoud: o.voorbehoud.clone(),
        waarom: if o.status == Status::Achterhaald { gewijzigd(kopie, &o.waarom) } else { o.waarom.clone() },
        standpunt: o.standpunt,
    };
    let regels: Vec<Regel> = standen
        .partijen
        .iter()
        .map(|(partij, stand)| Regel {
            partij: partij.clone(),
            standen: vec![oordeel("bestuurlijk", &stand.bestuurlijk), oordeel("ambtelijk", &stand.ambtelijk)],
            is_bevestigd: logboeken.van(partij).map(|log| {
                let kent = bevestigd.get(partij);
                log.beginnen().any(|b| kent.is_some_and(|k| k.contains(&b.sha256)))
            }),
        })
        .collect();
    let mogelijk = match gebruiker::huidige(kopie)? {
        _ if alleen_lezen => Mogelijk::Niets(String::new()),
        None => Mogelijk::Niets(
            "Kies eerst met w voor welke partij u werkt; dan kunt u vastleggen wat zij vindt.".to_owned(),
        ),
        Some(wie) if !gebonden.contains(&wie.partij) => {
            let partij = agenda.partijnaam(&wie.partij);
            Mogelijk::Niets(format!("{partij} is niet gebonden aan deze afspraak, en zegt er dus geen ja of nee op."))
        }
        // Who cannot sign can read what others say.
        Some(wie) => mogelijk(kopie, &logboeken, &wie.partij).unwrap_or_else(|fout| Mogelijk::Niets(fout.to_string())),
    };
    Ok(standpunten::standpunten(&agenda, id, standen.overeenstemming, &regels, &mogelijk))
}

/// Who changed the text, when and how, in a sentence.
fn gewijzigd(kopie: &Kopie, versie: &str) -> String {
    let versie = kopie.versies().ok().and_then(|repo| repo.versie(versie).ok());
    versie.map_or_else(String::new, |v| {
        let dag = Datum::van_moment(v.moment).lang();
        format!("De tekst is gewijzigd op {dag} door {} ({}).", v.auteur.naam, v.onderwerp)
    })
}

fn mogelijk(kopie: &Kopie, logboeken: &Logboeken, partij: &crate::agenda::PartijId) -> Result<Mogelijk, Fout> {
    let Some(mijn) = sleutel::openbare(kopie.thuis())? else { return Ok(Mogelijk::SleutelMaken) };
    Ok(match logboeken.van(partij).filter(|l| l.mogelijke_beginnen().next().is_some()) {
        None => Mogelijk::SleutelMaken,
        Some(log) if log.functionaris(&mijn).is_some() => Mogelijk::Vastleggen(partij.clone()),
        Some(_) => Mogelijk::OpDeLijst(mijn.to_string()),
    })
}

/// What is about to be signed, and the registration bound to what is shown here.
///
/// # Errors
/// When a text cannot be read.
pub fn lees_voor(kopie: &Kopie, r: Registratie) -> Result<(Registratie, Verslag), Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let gelezen = kopie.lees()?;
    let mut r = r.aangevuld(gelezen.agenda.partijen.get(&wie.partij).map(|p| p.soort))?;
    let Some(over) = r.over.first().cloned() else {
        return Err(Fout::gebruik("Er is niets gekozen.", "Kies eerst een afspraak."));
    };
    let tekst = akkoord::tekst(kopie, &gelezen, &over)?;
    r.gelezen.insert(over.clone(), Sha256::van(&tekst.bytes));
    let partij = gelezen.agenda.partijnaam(&wie.partij);
    let logboeken = Logboeken::lees(kopie, false)?;
    let eerder = logboeken.stand(&wie.partij, r.soort, &over, Some(&tekst.bytes)).and_then(|s| {
        let v = s.rust_op.iter().rev().find(|(i, _)| i.is_geldig())?.0.verklaring.as_ref()?;
        Some((Datum::van_moment(v.moment).lang(), v.akkoord.as_ref()?.gezien.clone()))
    });
    let sindsdien = match (eerder, &over) {
        (Some((dag, gezien)), Onderwerp::Afspraak(id)) => {
            // A version that is no more cannot be compared with; the text itself is shown in any case.
            let van = kopie.versies().and_then(|repo| repo.versie(&gezien)).map(kant_van);
            let filter = Filter { afspraak: Some(id.to_string()), ..Filter::default() };
            let vergeleken =
                van.ok().and_then(|van| vergelijk::vergelijk(Some(kopie), van, vergelijk::nu(kopie), false).ok());
            vergeleken.map(|v| {
                let overzicht = Overzicht::van(&v.van.naam, &v.tot.naam, &v.diff, &v.namen, &filter, &v.ongelezen);
                (format!("uw partij op {dag} iets zei over deze tekst"), overzicht.kort())
            })
        }
        _ => None,
    };
    let verslag = standpunten::te_ondertekenen(partij, &r.regels(), sindsdien, &tekst.pad, &tekst.bytes);
    Ok((r, verslag))
}

/// Makes the user's key, and tells what they have to know of it.
///
/// # Errors
/// As [`wie_mag::maak`].
pub fn maak_sleutel(kopie: &Kopie) -> Result<Verslag, Fout> {
    let gemaakt = wie_mag::maak(kopie, None, None, false)?;
    let agenda = kopie.lees()?.agenda;
    let partij = agenda.partijnaam(&gemaakt.partij);
    let op_lijst = gemaakt.functionaris.is_some();
    Ok(standpunten::sleutel_gemaakt(partij, &gemaakt.woorden, op_lijst, gemaakt.herstelsleutel.as_deref()))
}
