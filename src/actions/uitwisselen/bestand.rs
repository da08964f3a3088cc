//! Exchanging by e-mail or stick: a file with all versions (a git bundle), and taking one in.

use std::path::{Path, PathBuf};

use super::aankomst::{self, Aankomst};
use super::{Langs, Vooraf, zip};
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::actions::privacy;
use crate::agenda::Datum;
use crate::agenda::tekst::{tussen_aanhalingstekens, zichtbaar};
use crate::git::{Bundel, GitFout, Oid, Repository, Uitwisseling, schrijf_veilig};
use crate::merge::Answers;
use crate::store::disk::reden;

/// A file larger than this is of no ontwikkelagenda, in bytes.
const HOOGSTENS: u64 = 1 << 30;

/// A file that was written to give to another party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geschreven {
    /// Where it stands.
    pub pad: PathBuf,
    /// Its number, among those of our party.
    pub nr: u32,
}

/// In what form a file is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Vorm {
    /// Packed as a zip file, for mail that lets no other file through; a name that ends so says it too.
    pub zip: bool,
    /// Only the versions since the file before: who has that one reads it, nobody else.
    pub alleen_nieuwste: bool,
}

/// Writes all versions to a file, or in a folder under a name of its own.
///
/// # Errors
/// When it is not known who sends, something in it may not leave, there is nothing newer, or it cannot be written.
pub fn schrijf(kopie: &Kopie, doel: &Path, vorm: Vorm) -> Result<Geschreven, Fout> {
    let repo = kopie.versies()?;
    let wie = gebruiker::vereist(kopie)?;
    let hoofd = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Deze kopie heeft nog geen versie.", "Sla eerst iets op."))?;
    let advies =
        "Er is geen bestand gemaakt. Laat uw functionaris gegevensbescherming meekijken voor dit de deur uit gaat.";
    privacy::keur_versies(&repo, hoofd, None, advies)?;
    super::niet_afgekapt(&repo)?;
    super::mag_weg(&repo, hoofd, None)?;
    let eerder = repo.verzonden()?;
    let nr = eerder.map_or(1, |(n, _)| n.saturating_add(1));
    let vanaf = if vorm.alleen_nieuwste { eerder } else { None };
    if let Some((vorige, toen)) = vanaf
        && toen == hoofd
    {
        let wat = format!("Sinds bestand nummer {vorige} is er niets nieuws.");
        return Err(Fout::nieuw(wat, "Er is geen bestand gemaakt. Zonder --alleen-nieuwste komt alles erin."));
    }
    let eigen_naam = format!("{}-{}-{}-{nr}", naam_als_bestand(&kopie.voorblad()?.naam), wie.partij, Datum::vandaag());
    let is_zip = vorm.zip || zip::is_naam(doel);
    let extensie = if is_zip { "zip" } else { "bundle" };
    if !doel.is_dir() && doel.to_string_lossy().ends_with(['/', '\\']) {
        let wat = format!("De map {} is er niet.", doel.display());
        return Err(Fout::nieuw(wat, "Er is geen bestand gemaakt. Noem een map die er is."));
    }
    // A device or a pipe keeps nothing, and one who named an existing file meant that one.
    if doel.exists() && !doel.is_dir() {
        return Err(bestaat(doel));
    }
    let pad = if doel.is_dir() { doel.join(format!("{eigen_naam}.{extensie}")) } else { doel.to_path_buf() };
    let pad = if pad.extension().is_none() { pad.with_extension(extensie) } else { pad };
    // A name that says something else would stop at the mail after all.
    let pad = if is_zip && !zip::is_naam(&pad) { PathBuf::from(format!("{}.zip", pad.display())) } else { pad };
    if pad.parent().is_some_and(|map| !map.as_os_str().is_empty() && !map.is_dir()) {
        let wat = format!("De map van {} is er niet.", pad.display());
        return Err(Fout::nieuw(wat, "Er is geen bestand gemaakt. Noem een map die er is."));
    }
    if pad.exists() {
        return Err(bestaat(&pad));
    }
    let uitwisseling = Uitwisseling { partij: wie.partij.to_string(), kopie: repo.kopie()?, nr };
    let mut bytes = repo.bundel(&uitwisseling, vanaf.map(|(_, toen)| toen))?;
    if is_zip {
        bytes = zip::pak_in(&format!("{eigen_naam}.bundle"), &bytes)?;
    }
    schrijf_veilig(&pad, &bytes)?;
    repo.onthoud_verzonden(nr, hoofd)?;
    repo.onthoud_verzonden_is_verteld();
    Ok(Geschreven { pad, nr })
}

fn bestaat(pad: &Path) -> Fout {
    let wat = format!("Het bestand {} is er al.", pad.display());
    Fout::nieuw(wat, "Er is niets overschreven. Kies een andere naam, of noem alleen een map.")
}

/// Looks at a file that one got. Nothing of ours changes.
pub(super) fn bekijk(kopie: &Kopie, repo: &Repository, pad: &Path, antwoorden: &Answers) -> Result<Vooraf, Fout> {
    let binnen = repo.quarantaine()?;
    let (hun, uitwisseling) = pak_uit(binnen.repo(), repo, pad)?;
    let aankomst = aankomst::bekijk(kopie, binnen.repo(), hun, antwoorden)?;
    if let Some(van) = &uitwisseling
        && let Some((eerder, toen)) = repo.ingelezen(van)?
        && van.nr > eerder
        && aankomst.schoning.is_none()
        && !binnen.repo().bouwt_op(hun, toen)?
    {
        let wat = format!(
            "In dit bestand (nummer {}) ontbreken versies die in nummer {eerder} van {} wel stonden: de geschiedenis is daar teruggedraaid of herschreven.",
            van.nr,
            zichtbaar(&van.partij)
        );
        return Err(Fout::nieuw(
            wat,
            "Er is niets overgenomen; hier staat alles nog. Vraag de andere partij wat er gebeurde.",
        ));
    }
    binnen.laat_toe(repo, hun)?;
    Ok(Vooraf {
        adres: pad.display().to_string(),
        is_eerste: false,
        aankomst: Some(aankomst),
        van_ons: Vec::new(),
        wordt_gemaakt: false,
        langs: Langs::Bestand(uitwisseling),
    })
}

/// Takes in the versions of a file in a repository of their own, which is a new one or lies beside ours; gives the
/// newest, and what the file says of itself.
pub(super) fn pak_uit(binnen: &Repository, ons: &Repository, pad: &Path) -> Result<(Oid, Option<Uitwisseling>), Fout> {
    let (bytes, naam) = inhoud(pad)?;
    let bundel = Bundel::lees(&bytes).map_err(|wat| geen(&naam, wat))?;
    Ok((uitgepakt(binnen, ons, &bundel, &naam)?, bundel.uitwisseling))
}

/// A file's bytes, and what to call it.
fn inhoud(pad: &Path) -> Result<(Vec<u8>, String), Fout> {
    let naam = tussen_aanhalingstekens(&pad.display().to_string());
    let onleesbaar = |e: std::io::Error| {
        Fout::nieuw(format!("Het bestand {naam} is niet te lezen: {}.", reden(&e)), "Controleer de naam.")
    };
    let kenmerken = std::fs::metadata(pad).map_err(onleesbaar)?;
    if !kenmerken.is_file() || kenmerken.len() > HOOGSTENS {
        return Err(Fout::nieuw(format!("{naam} is geen uitwisselbestand."), "Noem het bestand dat u kreeg."));
    }
    let bytes = std::fs::read(pad).map_err(onleesbaar)?;
    let bytes =
        if zip::is_zip(&bytes) { zip::pak_uit(&bytes, HOOGSTENS).map_err(|wat| geen(&naam, wat))? } else { bytes };
    Ok((bytes, naam))
}

fn geen(naam: &str, wat: &str) -> Fout {
    let advies =
        "Vraag de andere partij om het opnieuw te maken: oogo uitwisselen --bestand MAP. Er is niets overgenomen.";
    Fout::nieuw(format!("{naam} is geen heel uitwisselbestand: {wat}."), advies)
}

fn uitgepakt(binnen: &Repository, repo: &Repository, bundel: &Bundel<'_>, naam: &str) -> Result<Oid, Fout> {
    match binnen.pak_uit(bundel) {
        Ok(Ok(hun)) => Ok(hun),
        Ok(Err(_)) => Err(mist(repo, bundel)?),
        // In what words the library says so, helps nobody.
        Err(GitFout::Git(_) | GitFout::Beschadigd(_)) => Err(geen(naam, "de inhoud is beschadigd of afgebroken")),
        Err(e) => Err(e.into()),
    }
}

/// Why a file with only the newest versions cannot be taken in.
fn mist(repo: &Repository, bundel: &Bundel<'_>) -> Result<Fout, Fout> {
    let advies = "Vraag de andere partij om dat bestand, of om een volledig bestand: oogo uitwisselen --bestand MAP.";
    let Some(van) = &bundel.uitwisseling else {
        return Ok(Fout::nieuw("In dit bestand staan alleen de nieuwste versies, en u mist eerdere.", advies));
    };
    let eerste = repo.ingelezen(van)?.map_or(1, |(nr, _)| nr.saturating_add(1));
    let wat = match van.nr.saturating_sub(1) {
        laatste if laatste == eerste.saturating_add(1) => {
            format!("U mist nummers {eerste} en {laatste} van {}.", zichtbaar(&van.partij))
        }
        laatste if laatste > eerste => {
            format!("U mist nummers {eerste} tot en met {laatste} van {}.", zichtbaar(&van.partij))
        }
        _ => format!("U mist nummer {eerste} van {}.", zichtbaar(&van.partij)),
    };
    Ok(Fout::nieuw(wat, advies))
}

/// Keeps that a file was taken in.
pub(super) fn onthoud(repo: &Repository, van: Option<&Uitwisseling>, aankomst: Option<&Aankomst>) -> Result<(), Fout> {
    let Some((van, aankomst)) = van.zip(aankomst) else { return Ok(()) };
    let eerder = repo.ingelezen(van)?.map_or(0, |(nr, _)| nr);
    if van.nr > eerder {
        repo.onthoud_ingelezen(van, aankomst.hun)?;
        repo.onthoud_moment();
    }
    Ok(())
}

/// A name as it can stand in a file's name on every system.
fn naam_als_bestand(naam: &str) -> String {
    let tekens = naam.to_lowercase();
    let kaal: String = tekens.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let delen: Vec<&str> = kaal.split('-').filter(|d| !d.is_empty()).collect();
    let naam: String = delen.join("-").chars().take(40).collect();
    if naam.is_empty() { "ontwikkelagenda".to_owned() } else { naam }
}
