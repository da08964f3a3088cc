//! What comes from another copy: looked at before anything of it is taken over. It is data; nothing in it runs.

use std::collections::BTreeMap;

use crate::actions::einde_akkoord::{self, Geraakt};
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::{Logboeken, partij_van};
use crate::actions::privacy;
use crate::agenda::tekst::zichtbaar;
use crate::agenda::{Bestandsoort, Voorblad};
use crate::git::{GITATTRIBUTES, Kanten, Oid, Repository, Versie, Wijziging};
use crate::merge::{Answers, Choice, Content, Question, Together, differing, merge_folder};
use crate::store::load::VOORBLAD;
use crate::store::{bytes, check};
use crate::verklaring::ONDERTEKENAARS;

/// How what came in becomes ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weg {
    /// There is nothing that we do not have.
    Niets,
    /// We have nothing that they do not have.
    Overnemen,
    /// Both have something.
    Samenvoegen,
}

/// What came in, and what it would change here.
#[derive(Debug, Clone)]
pub struct Aankomst {
    /// Our newest version.
    pub ons: Oid,
    /// Theirs.
    pub hun: Oid,
    /// How it becomes ours.
    pub weg: Weg,
    /// Their versions that we do not have, newest first.
    pub van_hen: Vec<Versie>,
    /// Ours that they do not have, newest first.
    pub van_ons: Vec<Versie>,
    /// The files that change here.
    pub wijzigingen: Vec<Wijziging>,
    /// What a person has to decide on first.
    pub vragen: Vec<Question>,
    /// Who last wrote the files that are asked about.
    pub schrijvers: Schrijvers,
    /// What parties said that no longer holds then, a phrase each.
    pub eindigt: Vec<String>,
    /// Whether both lines have new verklaringen, so that who may sign is made up anew.
    pub(super) maak_ondertekenaars: bool,
}

const NIETS: &str = "Er is niets overgenomen en niets van u veranderd.";

/// Looks at a version that came from elsewhere.
///
/// # Errors
/// When it is of another ontwikkelagenda, holds what does not belong in one, lost what parties declared, or
/// cannot be read.
pub(super) fn bekijk(kopie: &Kopie, repo: &Repository, hun: Oid, antwoorden: &Answers) -> Result<Aankomst, Fout> {
    let ons = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Deze kopie heeft nog geen versie.", "Sla eerst iets op."))?;
    let van_hen = repo.alleen_in(hun, Some(ons))?;
    let van_ons = repo.alleen_in(ons, Some(hun))?;
    let mut aankomst = Aankomst {
        ons,
        hun,
        weg: Weg::Niets,
        van_hen,
        van_ons,
        wijzigingen: Vec::new(),
        vragen: Vec::new(),
        schrijvers: Schrijvers::new(),
        eindigt: Vec::new(),
        maak_ondertekenaars: false,
    };
    if aankomst.van_hen.is_empty() {
        return Ok(aankomst);
    }
    hoort_hier(kopie, repo, hun)?;
    let gedeeld = repo.gedeeld(ons, hun)?;
    if gedeeld.is_empty() {
        let wat = "Wat daar staat is dezelfde ontwikkelagenda, maar haar geschiedenis is herschreven: geen versie ervan is ook hier.";
        let advies = "Vraag wie dat deed. Wat hier staat is gebleven zoals het was; haal zo nodig een gave kopie bij een andere partij.";
        return Err(Fout::nieuw(wat, advies));
    }
    let basis = basis(repo, &gedeeld)?;
    let mut kanten = repo.kanten(basis, repo.map_van(ons)?, repo.map_van(hun)?)?;
    verklaringen_blijven(repo, gedeeld[0], hun, &kanten)?;
    nieuwer(repo, &kanten)?;
    privacy::keur_versies(
        repo,
        hun,
        Some(ons),
        &format!("{NIETS} Meld het aan de partij die dit deelt, en aan uw functionaris gegevensbescherming."),
    )?;
    if aankomst.van_ons.is_empty() {
        aankomst.weg = Weg::Overnemen;
        aankomst.wijzigingen = repo.bomen().verschillen(ons, hun)?;
    } else {
        aankomst.weg = Weg::Samenvoegen;
        aankomst.maak_ondertekenaars = kanten.get(ONDERTEKENAARS).is_some_and(|[b, o, h]| o != b && h != b && o != h);
        if aankomst.maak_ondertekenaars {
            kanten.remove(ONDERTEKENAARS);
        }
        let samen = merge_folder(&kanten, antwoorden, |blad| repo.inhoud(blad))?;
        aankomst.wijzigingen = wijzigingen(repo, &kanten, &samen, 1)?;
        let voor_hen = wijzigingen(repo, &kanten, &samen, 2)?;
        aankomst.vragen = samen.questions;
        aankomst.schrijvers = schrijvers(repo, gedeeld[0], [ons, hun], &aankomst.vragen)?;
        aankomst.eindigt = eindigt_bij(kopie, repo, hun, einde_akkoord::geraakt(repo, hun, &voor_hen)?)?;
    }
    let hier = einde_akkoord::geraakt(repo, ons, &aankomst.wijzigingen)?;
    if !hier.is_empty() {
        aankomst.eindigt.extend(einde_akkoord::eindigt(&Logboeken::lees(kopie, false)?, &hier));
    }
    aankomst.eindigt.sort();
    aankomst.eindigt.dedup();
    Ok(aankomst)
}

/// By path: the last version of ours and of theirs that changed it.
pub type Schrijvers = BTreeMap<String, [Option<Versie>; 2]>;

fn schrijvers(repo: &Repository, basis: Oid, kanten: [Oid; 2], vragen: &[Question]) -> Result<Schrijvers, Fout> {
    let mut uit: Schrijvers = vragen.iter().map(|q| (q.path.clone(), [None, None])).collect();
    if uit.is_empty() {
        return Ok(uit);
    }
    let paden: Vec<String> = uit.keys().cloned().collect();
    for (kant, tot) in kanten.into_iter().enumerate() {
        repo.stappen(
            basis,
            tot,
            |pad| paden.iter().any(|p| p == pad),
            |versie, per_ouder| {
                for w in per_ouder.iter().flatten() {
                    if let Some(wie) = uit.get_mut(&w.pad) {
                        wie[kant].get_or_insert_with(|| versie.clone());
                    }
                }
                true
            },
        )?;
    }
    Ok(uit)
}

fn eindigt_bij(kopie: &Kopie, repo: &Repository, versie: Oid, geraakt: Vec<Geraakt>) -> Result<Vec<String>, Fout> {
    if geraakt.is_empty() {
        return Ok(Vec::new());
    }
    Ok(einde_akkoord::eindigt(&Logboeken::in_versie(kopie, repo, versie)?, &geraakt))
}

/// The files that the merge makes another than on one side: 1 for ours, 2 for theirs.
fn wijzigingen(
    repo: &Repository,
    kanten: &BTreeMap<String, Kanten>,
    samen: &Together<Oid>,
    kant: usize,
) -> Result<Vec<Wijziging>, Fout> {
    let lees = |blad: Option<Oid>| blad.map(|b| repo.inhoud(b)).transpose();
    let mut uit = Vec::new();
    for pad in differing(samen, kanten, kant) {
        let wordt = match &samen.files[pad] {
            None => None,
            Some(Content::Known(blad)) => lees(Some(*blad))?,
            Some(Content::New(tekst)) => Some(tekst.clone()),
        };
        let was = lees(kanten.get(pad).and_then(|k| k[kant]))?;
        if was != wordt {
            uit.push(Wijziging { pad: pad.to_owned(), was, wordt });
        }
    }
    // What goes makes room first: an afspraak that moves is nowhere twice.
    uit.sort_by_key(|w| w.wordt.is_some());
    Ok(uit)
}

/// The folder that two lines share. Where they were brought together both ways there is more than one; what
/// those differ in is then as it was before both.
fn basis(repo: &Repository, gedeeld: &[Oid]) -> Result<Oid, Fout> {
    let (eerste, rest) = gedeeld.split_first().ok_or_else(|| Fout::nieuw("Er is geen gedeelde versie.", NIETS))?;
    let mut map = repo.map_van(*eerste)?;
    for ander in rest {
        let onder = repo.gedeeld(*eerste, *ander)?;
        if onder.is_empty() {
            continue;
        }
        let onder = basis(repo, &onder)?;
        let kanten = repo.kanten(onder, map, repo.map_van(*ander)?)?;
        let lees = |blad| repo.inhoud(blad);
        let samen = merge_folder(&kanten, &Answers::new(), lees)?;
        let als_toen: Answers = samen.questions.into_iter().map(|q| ((q.about, q.field), Choice::Base)).collect();
        let samen = merge_folder(&kanten, &als_toen, lees)?;
        map = repo.gewijzigde_map(map, &wijzigingen(repo, &kanten, &samen, 1)?)?;
    }
    Ok(map)
}

/// Refuses what is no version of this ontwikkelagenda, or holds what oogo never takes in.
fn hoort_hier(kopie: &Kopie, repo: &Repository, hun: Oid) -> Result<(), Fout> {
    if let Some((pad, wat)) = repo.vreemd(hun)? {
        let melding = format!("Daar staat iets dat niet in een ontwikkelagenda hoort: {} ({wat}).", zichtbaar(&pad));
        let advies = format!("{NIETS} Vraag de andere partij om het weg te halen.");
        return Err(Fout::nieuw(melding, advies));
    }
    let regels = repo.bytes_in(hun, ".gitattributes")?;
    let eigen = repo.hoofd()?.map(|o| repo.bytes_in(o, ".gitattributes")).transpose()?.flatten();
    if regels.as_deref().is_some_and(|r| r != GITATTRIBUTES.as_bytes()) && regels != eigen {
        let melding =
            "Daar is het bestand .gitattributes veranderd: dat regelt hoe andere programma’s bestanden lezen.";
        return Err(Fout::nieuw(melding, format!("{NIETS} Vraag de andere partij waarom.")));
    }
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

/// What a party declared stays: who takes such a file away or alters it, is stopped here.
fn verklaringen_blijven(
    repo: &Repository,
    basis: Oid,
    hun: Oid,
    kanten: &BTreeMap<String, Kanten>,
) -> Result<(), Fout> {
    let raakt = |pad: &str, [basis, ons, hun]: &Kanten| {
        partij_van(pad).is_some() && hun != basis && hun != ons && (basis.is_some() || ons.is_some())
    };
    let Some((pad, _)) = kanten.iter().find(|(pad, k)| raakt(pad, k)) else { return Ok(()) };
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
    let sinds = wie.map_or_else(String::new, |v| {
        format!(", in de versie van {} door {}", v.moment.format("%d-%m-%Y %H:%M"), zichtbaar(&v.auteur.naam))
    });
    let melding = format!("Daar is een verklaring van een partij weg of gewijzigd: {}{sinds}.", zichtbaar(pad));
    let advies = format!("{NIETS} Hier staat zij nog. Bel de andere partij; wat verklaard is, wordt nooit weggehaald.");
    Err(Fout::nieuw(melding, advies))
}

/// Refuses files of a newer form than this oogo knows.
fn nieuwer(repo: &Repository, kanten: &BTreeMap<String, Kanten>) -> Result<(), Fout> {
    for (pad, [_, ons, hun]) in kanten {
        let (Some(soort), Some(blad)) = (Bestandsoort::van_pad(pad), hun.filter(|h| Some(*h) != *ons)) else {
            continue;
        };
        let Ok((tekst, _)) = bytes::als_tekst(pad, repo.inhoud(blad)?) else { continue };
        if !tekst.contains("formaat = 1\n")
            && let Some(b) = check::keur(soort, pad, &tekst).into_iter().find(check::is_nieuwer)
        {
            return Err(Fout::nieuw(b.to_string(), NIETS));
        }
    }
    Ok(())
}
