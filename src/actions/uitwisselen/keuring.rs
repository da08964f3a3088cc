//! What comes from another copy, judged before anything of it is taken over. It is data; nothing in it runs.

use std::collections::BTreeMap;

use super::aankomst::wijzigingen;
use crate::actions::fout::{Fout, Foutsoort};
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::{Logboeken, SIG, partij_van};
use crate::actions::privacy;
use crate::actions::schoning::{self, Vastgelegd};
use crate::agenda::bestand::stam;
use crate::agenda::tekst::zichtbaar;
use crate::agenda::{Bestandsoort, Bevinding, Ernst, Voorblad};
use crate::git::{GITATTRIBUTES, Kanten, Oid, Repository, Versie, Wijziging};
use crate::merge::{Answers, Choice, merge_folder};
use crate::store::load::VOORBLAD;
use crate::store::{bytes, check};
use crate::verklaring::{Bezwaar, Ingang, MANIFEST};

/// A file larger than this is of no ontwikkelagenda, in bytes.
const HOOGSTENS: usize = 5 << 20;
/// Of more lines than this that come together at once, and deeper than this, no shared folder is made up.
const MEERVOUD: usize = 8;
const DIEPTE: usize = 24;
const NIETS: &str = "Er is niets overgenomen en niets van u veranderd.";

/// A version that came from elsewhere and may be taken over.
pub(super) struct Gekeurd {
    /// Our newest version.
    pub ons: Oid,
    /// Theirs.
    pub hun: Oid,
    /// Their versions that we do not have, newest first.
    pub van_hen: Vec<Versie>,
    /// Ours that they do not have, newest first.
    pub van_ons: Vec<Versie>,
    /// A version that both build on.
    pub gedeeld: Oid,
    /// The files that one of both changed.
    pub kanten: BTreeMap<String, Kanten>,
    /// What parties declared, here and there.
    pub logs: [Logboeken; 2],
    /// By what theirs takes the place of ours, where the history was rewritten.
    pub schoning: Option<Vastgelegd>,
}

/// Judges a version that came from elsewhere and that ours does not build on.
///
/// # Errors
/// When it is of another ontwikkelagenda, holds what does not belong in one, lost what parties declared, or
/// cannot be read.
pub(super) fn keur(
    kopie: &Kopie,
    repo: &Repository,
    [ons, hun]: [Oid; 2],
    van_ons: Logboeken,
) -> Result<Gekeurd, Fout> {
    niets_vreemds(repo, hun)?;
    hoort_hier(kopie, repo, hun)?;
    let logs = [van_ons, Logboeken::in_versie(kopie, repo, hun)?];
    let schoning = schoning::tussen(
        repo,
        [&logs[0], &logs[1]],
        [ons, hun],
        gebruiker::huidige(kopie)?.as_ref().map(|g| &g.partij),
        &kopie.versies()?.verboden(),
    )?;
    let gedeeld = match &schoning {
        Some(schoning) => vec![schoning.oud],
        None => repo.gedeeld(ons, hun)?,
    };
    if gedeeld.is_empty() {
        let wat = "Wat daar staat is dezelfde ontwikkelagenda, maar haar geschiedenis is herschreven: geen versie ervan is ook hier.";
        let advies = "Vraag wie dat deed. Wat hier staat is gebleven zoals het was; haal zo nodig een gave kopie bij een andere partij.";
        return Err(Fout::nieuw(wat, advies));
    }
    if schoning.is_none() && repo.is_herschreven(ons, hun)? {
        let wat = "Wat daar staat is dezelfde ontwikkelagenda, maar haar geschiedenis is herschreven: versies die ook hier zijn, staan er anders in.";
        let advies = format!(
            "{NIETS} Is zij geschoond, wissel dan eerst de oude nog eens uit, zoals altijd, en leg de schoning vast: oogo schoning ADRES (of een bestand). Zo niet, vraag wie dat deed."
        );
        return Err(Fout { soort: Foutsoort::Herschreven, ..Fout::nieuw(wat, advies) });
    }
    let basis = basis(repo, &gedeeld, &mut BTreeMap::new(), 0)?;
    let kanten = repo.kanten(basis, repo.map_van(ons)?, repo.map_van(hun)?)?;
    verklaringen_blijven(repo, gedeeld[0], hun, &kanten, &logs)?;
    leesbaar(repo, &kanten)?;
    let advies = format!("{NIETS} Meld het aan de partij die dit deelt, en aan uw functionaris gegevensbescherming.");
    privacy::keur_versies(repo, hun, Some(ons), &advies)?;
    // Of a rewritten history only what came after it is new.
    let [zonder_hun, zonder_ons] = schoning.as_ref().map_or([hun, ons], |s| [s.oud, s.nieuw]);
    let van_hen = repo.alleen_in(hun, Some(zonder_ons))?;
    let van_ons = repo.alleen_in(ons, Some(zonder_hun))?;
    Ok(Gekeurd { ons, hun, van_hen, van_ons, gedeeld: gedeeld[0], kanten, logs, schoning })
}

/// The folder that two lines share. Where they were brought together both ways there is more than one; where
/// those are at odds, nothing is shared, so that what either side keeps of it is asked.
fn basis(repo: &Repository, gedeeld: &[Oid], bekend: &mut BTreeMap<Vec<Oid>, Oid>, diepte: usize) -> Result<Oid, Fout> {
    let (eerste, rest) = gedeeld.split_first().ok_or_else(|| Fout::nieuw("Er is geen gedeelde versie.", NIETS))?;
    if let Some(map) = bekend.get(gedeeld) {
        return Ok(*map);
    }
    let mut map = repo.map_van(*eerste)?;
    // No history of people goes deeper; one that was made to take for ever is asked about instead.
    for ander in rest.iter().take(MEERVOUD).filter(|_| diepte < DIEPTE) {
        let onder = repo.gedeeld(*eerste, *ander)?;
        if onder.is_empty() {
            continue;
        }
        let onder = basis(repo, &onder, bekend, diepte + 1)?;
        let kanten = repo.kanten(onder, map, repo.map_van(*ander)?)?;
        let lees = |bladen: &[Oid]| repo.inhoud_van(bladen);
        let samen = merge_folder(&kanten, &Answers::new(), lees, |_| false)?;
        let niets: Answers = samen.questions.into_iter().map(|q| ((q.about, q.field), Choice::Gone)).collect();
        let samen = merge_folder(&kanten, &niets, lees, |_| false)?;
        map = repo.boom_met(Some(map), &wijzigingen(repo, &kanten, &samen, 1)?)?;
    }
    bekend.insert(gedeeld.to_vec(), map);
    Ok(map)
}

/// Refuses a version that is not whole, or holds what oogo never takes in.
pub(super) fn niets_vreemds(repo: &Repository, hun: Oid) -> Result<(), Fout> {
    repo.is_heel(hun, HOOGSTENS)?;
    if let Some((pad, wat)) = repo.vreemd(hun)? {
        let melding = format!("Daar staat iets dat niet in een ontwikkelagenda hoort: {} ({wat}).", zichtbaar(&pad));
        let advies = format!("{NIETS} Vraag de andere partij om het weg te halen.");
        return Err(Fout::nieuw(melding, advies));
    }
    Ok(())
}

/// Refuses rules by which git reads files otherwise than oogo says, or a version of ours does.
pub(super) fn regels_als_hier(repo: &Repository, hun: Oid, ons: Option<Oid>) -> Result<(), Fout> {
    let regels = repo.bytes_in(hun, ".gitattributes")?;
    let eigen = ons.map(|o| repo.bytes_in(o, ".gitattributes")).transpose()?.flatten();
    if regels.as_deref() != Some(GITATTRIBUTES.as_bytes()) && regels != eigen {
        let melding =
            "Daar is het bestand .gitattributes veranderd of weg: dat regelt hoe andere programma’s bestanden lezen.";
        return Err(Fout::nieuw(melding, format!("{NIETS} Vraag de andere partij waarom.")));
    }
    Ok(())
}

/// Refuses what is no version of this ontwikkelagenda.
pub(super) fn hoort_hier(kopie: &Kopie, repo: &Repository, hun: Oid) -> Result<(), Fout> {
    regels_als_hier(repo, hun, repo.hoofd()?)?;
    let voorblad = repo.bytes_in(hun, VOORBLAD)?.and_then(|b| bytes::als_tekst(VOORBLAD, b).ok()).map(|(t, _)| t);
    let Some(tekst) = voorblad else {
        return Err(Fout::nieuw(
            "Daar staat geen ontwikkelagenda (het bestand ontwikkelagenda.toml ontbreekt).",
            NIETS,
        ));
    };
    if let Some(b) = check::keur(Bestandsoort::Voorblad, VOORBLAD, &tekst).into_iter().find(check::is_nieuwer) {
        return Err(Fout::nieuw(b.to_string(), NIETS));
    }
    match toml::from_str::<Voorblad>(&tekst) {
        Ok(v) if v.uuid == kopie.voorblad()?.uuid => Ok(()),
        Ok(v) => Err(Fout::nieuw(
            format!("Daar staat een andere ontwikkelagenda: {}.", zichtbaar(&v.naam)),
            format!("{NIETS} Controleer het adres."),
        )),
        Err(_) => Err(Fout::nieuw("Het voorblad dat daar staat is niet te lezen.", NIETS)),
    }
}

/// What a party declared stays: who takes such a file away or alters it, is stopped here; so is who puts
/// something there that the party did not sign.
pub(super) fn verklaringen_blijven(
    repo: &Repository,
    basis: Oid,
    hun: Oid,
    kanten: &BTreeMap<String, Kanten>,
    [van_ons, van_hen]: &[Logboeken; 2],
) -> Result<(), Fout> {
    let sinds = |pad: &str| -> Result<String, Fout> {
        let mut wie = None;
        repo.stappen(
            basis,
            hun,
            |p| p == pad,
            |versie, _| {
                wie = Some(versie);
                false
            },
        )?;
        Ok(wie.map_or_else(String::new, |v| {
            format!(", in de versie van {} door {}", v.moment.format("%d-%m-%Y %H:%M"), zichtbaar(&v.auteur.naam))
        }))
    };
    // What never counted may go.
    let telde = |pad: &str| {
        let stam = pad.strip_suffix(SIG).unwrap_or(pad);
        let stam = stam.strip_suffix(MANIFEST).map_or_else(|| stam.to_owned(), |s| format!("{s}.toml"));
        van_ons.alle.values().flat_map(|log| &log.ingangen).any(|i| i.pad == stam && i.is_geldig())
    };
    let raakt = |pad: &str, [basis, ons, hun]: &Kanten| {
        partij_van(pad).is_some() && hun != basis && hun != ons && (basis.is_some() || ons.is_some()) && telde(pad)
    };
    let weg = |pad: &str, hier: &str| -> Result<Fout, Fout> {
        let wat = format!("Daar is een verklaring van een partij weg of gewijzigd: {}{}.", zichtbaar(pad), sinds(pad)?);
        let advies = format!("{NIETS}{hier} Bel de andere partij; wat verklaard is, wordt nooit weggehaald.");
        Ok(Fout::nieuw(wat, advies))
    };
    if let Some((pad, _)) = kanten.iter().find(|(pad, k)| raakt(pad, k)) {
        return Err(weg(pad, " Hier staat zij nog.")?);
    }
    for log in van_hen.alle.values() {
        let bekend =
            |i: &Ingang| van_ons.van(&log.partij).is_some_and(|l| l.ingangen.iter().any(|o| o.sha256 == i.sha256));
        // It came and went before this copy ever had it.
        if let Some(i) = log.ingangen.iter().find(|i| i.is_geldig() && !i.is_er && !bekend(i)) {
            return Err(weg(&i.pad, "")?);
        }
        let vals = |i: &&Ingang| i.is_er && i.bezwaar.as_ref().is_some_and(Bezwaar::is_vervalst) && !bekend(i);
        if let Some(i) = log.ingangen.iter().find(vals) {
            let bezwaar = i.bezwaar.as_ref().map(ToString::to_string).unwrap_or_default();
            let wat = format!(
                "Daar staat iets in naam van {} dat zij niet heeft ondertekend: {} ({bezwaar}){}.",
                log.partij,
                zichtbaar(&i.pad),
                sinds(&i.pad)?
            );
            let advies = format!("{NIETS} Bel {} en wie dit deelde; het bestand moet daar eerst weg.", log.partij);
            return Err(Fout::nieuw(wat, advies));
        }
    }
    Ok(())
}

/// An afspraak of which a party declared something is ended, never removed.
pub(super) fn niets_verklaards_weg(wijzigingen: &[Wijziging], is_verklaard: impl Fn(&str) -> bool) -> Result<(), Fout> {
    let is_afspraak = |pad: &str| Bestandsoort::van_pad(pad) == Some(Bestandsoort::Afspraak);
    let weg = |w: &&Wijziging| {
        let elders =
            wijzigingen.iter().any(|a| a.wordt.is_some() && is_afspraak(&a.pad) && stam(&a.pad) == stam(&w.pad));
        w.wordt.is_none() && is_afspraak(&w.pad) && !elders && is_verklaard(stam(&w.pad))
    };
    let Some(w) = wijzigingen.iter().find(weg) else { return Ok(()) };
    let wat = format!("Daar is afspraak {} verwijderd, terwijl een partij er iets over heeft verklaard.", stam(&w.pad));
    let advies =
        format!("{NIETS} Een afspraak eindigt in het veld ‘Einde’; vraag de andere partij om haar terug te zetten.");
    Err(Fout::nieuw(wat, advies))
}

/// The first that is amiss in a text and was not in the one before it. oogo itself saves none: it was written with
/// something else.
pub(super) fn nieuwe_fout(soort: Bestandsoort, pad: &str, was: Option<&str>, tekst: &str) -> Option<Bevinding> {
    let mut fouten = check::keur(soort, pad, tekst).into_iter().filter(|b| b.ernst == Ernst::Fout).peekable();
    fouten.peek()?;
    let was = was.map(|was| check::keur(soort, pad, was)).unwrap_or_default();
    fouten.find(|b| !was.iter().any(|w| w.veld == b.veld && w.melding == b.melding))
}

/// Refuses files of a newer form than this oogo knows, and those that oogo itself would not have saved.
fn leesbaar(repo: &Repository, kanten: &BTreeMap<String, Kanten>) -> Result<(), Fout> {
    let herstel =
        || format!("{NIETS} Vraag de andere partij om het te herstellen: zij vindt het met ‘oogo controleer’.");
    for (pad, [_, ons, hun]) in kanten {
        let (Some(soort), Some(blad)) = (Bestandsoort::van_pad(pad), hun.filter(|h| Some(*h) != *ons)) else {
            continue;
        };
        let lees = |blad: Oid| -> Result<Result<String, String>, Fout> {
            let tekst = bytes::als_tekst(pad, repo.inhoud(blad)?).map(|(t, _)| t).map_err(|b| b.to_string());
            Ok(tekst.and_then(|t| match toml::from_str::<toml::Table>(&t) {
                Ok(_) => Ok(t),
                Err(e) => Err(format!("{pad}: {}", e.message())),
            }))
        };
        match lees(blad)? {
            Ok(tekst) => {
                if let Some(b) = check::keur(soort, pad, &tekst).into_iter().find(check::is_nieuwer) {
                    return Err(Fout::nieuw(b.to_string(), NIETS));
                }
                let hier = ons.map(&lees).transpose()?.and_then(Result::ok);
                if let Some(b) = nieuwe_fout(soort, pad, hier.as_deref(), &tekst) {
                    let wat = format!("Daar staat een bestand dat niet klopt. {}", zichtbaar(&b.to_string()));
                    return Err(Fout::nieuw(wat, herstel()));
                }
            }
            // What is unreadable here as well, comes in as anything else.
            Err(reden) if ons.map(&lees).transpose()?.is_none_or(|o| o.is_ok()) => {
                let wat = format!("Daar staat een bestand dat niet te lezen is. {}", zichtbaar(&reden));
                return Err(Fout::nieuw(wat, herstel()));
            }
            Err(_) => {}
        }
    }
    Ok(())
}
