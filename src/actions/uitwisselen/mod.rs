//! Exchanging with the other parties: fetch, look, bring together, bring. Safe to break off at any moment, and
//! to do at the same time as another.

mod aankomst;
mod bestand;
mod bron;
mod keuring;
mod keuzes;
mod laatste;
mod ontwarren;
mod opties;
mod plaats;
mod samenvoegen;
mod schonen;
mod schrijvers;
mod verslag;
mod voor_git;
mod zip;

pub use aankomst::{Aankomst, Weg};
pub use bestand::{Geschreven, Vorm, schrijf};
pub use keuzes::{bewaar, bewaarde, is_begonnen, vergeet};
pub(super) use laatste::onderbroken;
pub use laatste::{dagen_geleden, laatste};
pub use ontwarren::is_verward;
pub use opties::{Met, Opties};
pub use plaats::{serversleutel, vertrouw_server};
pub use schonen::{Voorstel, leg_vast, voorstel};
pub use schrijvers::Schrijvers;
pub use verslag::{aankondiging, alle_versies, eerste, eindigt, keuzes, verslag};
pub use voor_git::{Samengevoegd, samenvoegen};

use std::collections::BTreeSet;

use super::fout::{Fout, Foutsoort};
use super::kopie::Kopie;
use super::privacy;
use super::thuis::Thuis;
use crate::agenda::Bestandsoort;
use crate::agenda::tekst::{tussen_aanhalingstekens, zichtbaar};
use crate::git::{Oid, Repository, Uitwisseling, Versie};
use crate::merge::{Choice, Question};
use crate::store::bytes::als_tekst;
use crate::store::marks;
use bron::Bron;
use plaats::Plaats;

/// So often another may be first before somebody is told.
const POGINGEN: usize = 8;

/// The address with which one exchanges.
///
/// # Errors
/// When the settings cannot be read.
pub fn adres(kopie: &Kopie, met: &Met) -> Result<String, Fout> {
    match met {
        Met::Adres(adres) => Ok(adres.clone()),
        _ => Ok(kopie.versies()?.adres()?.unwrap_or_default()),
    }
}

/// What an exchange would do.
#[derive(Debug, Clone)]
pub struct Vooraf {
    /// Where.
    pub adres: String,
    /// Whether nothing was ever exchanged from here.
    pub is_eerste: bool,
    /// What comes in; none where nothing is shared there yet.
    pub aankomst: Option<Aankomst>,
    /// Our versions that go out, newest first.
    pub van_ons: Vec<Versie>,
    /// Whether the folder to exchange with is not there yet.
    pub wordt_gemaakt: bool,
    langs: Langs,
}

/// The way along which it comes and goes.
#[derive(Debug, Clone)]
enum Langs {
    /// A shared folder or a server, with the newest version that was seen there.
    Plaats(Plaats, Option<Oid>),
    /// A file, with what it says of itself.
    Bestand(Option<Uitwisseling>),
    /// What git left halfway here.
    Halverwege,
}

/// What an exchange did.
#[derive(Debug, Clone)]
pub enum Uitgewisseld {
    /// It is done.
    Klaar(Box<Gedaan>),
    /// A person has to look first: to decide, or because more ends than was told. Nothing else was changed.
    Eerst(Box<Vooraf>),
}

/// What came and went.
#[derive(Debug, Clone, Default)]
pub struct Gedaan {
    /// Where.
    pub adres: String,
    /// Whether it was a file.
    pub is_bestand: bool,
    /// Whether it was what git left halfway here.
    pub is_halverwege: bool,
    /// Their versions, newest first.
    pub ontvangen: Vec<Versie>,
    /// Ours.
    pub verzonden: Vec<Versie>,
    /// The version in which both came together, where that was needed.
    pub samengevoegd: Option<Versie>,
    /// That a rewritten history took the place of ours, in a sentence.
    pub geschoond: Option<String>,
}

impl Langs {
    /// What one does, for who was broken off in it.
    fn bezig_met(&self) -> &'static str {
        match self {
            Self::Plaats(..) => "uitwisselen",
            Self::Bestand(_) => "inlezen",
            Self::Halverwege => "ontwarren",
        }
    }
}

impl Vooraf {
    /// Their versions that we do not have.
    pub fn van_hen(&self) -> &[Versie] {
        self.aankomst.as_ref().map_or(&[], |a| &a.van_hen)
    }

    /// What a person has to decide on first.
    pub fn vragen(&self) -> &[Question] {
        self.aankomst.as_ref().map_or(&[], |a| &a.vragen)
    }

    /// What was chosen.
    pub fn gekozen(&self) -> &[(Question, Choice)] {
        self.aankomst.as_ref().map_or(&[], |a| &a.gekozen)
    }

    /// A question, answered or not, by what it is about and the field.
    pub fn vraag(&self, over: &str, veld: &str) -> Option<&Question> {
        self.alle_vragen().find(|q| q.about == over && q.field == veld)
    }

    fn alle_vragen(&self) -> impl Iterator<Item = &Question> {
        self.aankomst.iter().flat_map(Aankomst::alle_vragen)
    }

    /// What parties said that no longer holds then, a phrase each.
    pub fn eindigt(&self) -> &[String] {
        self.aankomst.as_ref().map_or(&[], |a| &a.eindigt)
    }

    /// Who last wrote what is asked about: on our side and on theirs.
    pub fn schrijvers(&self, vraag: &Question) -> [Option<Versie>; 2] {
        self.aankomst.as_ref().and_then(|a| a.schrijvers.get(&vraag.key()).cloned()).unwrap_or_default()
    }

    /// Whether there is nothing to bring or take over.
    pub fn is_gelijk(&self) -> bool {
        let doet_iets = |a: &Aankomst| matches!(a.weg, Weg::Afronden | Weg::Ontwarren | Weg::Schonen);
        let is_iets = self.aankomst.as_ref().is_some_and(doet_iets);
        self.van_hen().is_empty() && self.van_ons.is_empty() && !is_iets
    }

    /// Whether it only finishes what git left halfway here.
    pub fn is_halverwege(&self) -> bool {
        matches!(self.langs, Langs::Halverwege)
    }

    /// Whether it is a file that only brings something.
    pub fn is_bestand(&self) -> bool {
        matches!(self.langs, Langs::Bestand(_))
    }
}

/// Whether there is an address with which this copy was exchanged before.
///
/// # Errors
/// When the versions cannot be read.
pub fn is_adres_bekend(kopie: &Kopie) -> Result<bool, Fout> {
    Ok(kopie.versies()?.adres()?.is_some())
}

/// Whether nothing ever left this copy.
///
/// # Errors
/// When the versions cannot be read.
pub fn is_eerste(kopie: &Kopie) -> Result<bool, Fout> {
    Ok(!kopie.versies()?.is_ooit_verzonden())
}

/// Fetches what is shared and says what an exchange would do. Nothing of ours changes. The answers that do not hold
/// for what is there now are dropped.
///
/// # Errors
/// When it cannot be reached, or holds what is not to be taken over.
pub fn bekijk(kopie: &Kopie, opties: &mut Opties) -> Result<Vooraf, Fout> {
    loop {
        let vooraf = bekijk_met(kopie, opties)?;
        if !opties.laat_vallen(vooraf.gekozen(), vooraf.vragen()) {
            return Ok(vooraf);
        }
    }
}

fn bekijk_met(kopie: &Kopie, opties: &Opties) -> Result<Vooraf, Fout> {
    let (repo, antwoorden) = (kopie.versies()?, &opties.antwoorden);
    let gegeven = match &opties.met {
        Met::Bestand(pad) => return bestand::bekijk(kopie, &repo, pad, antwoorden),
        Met::Halverwege => return ontwarren::bekijk(kopie, antwoorden),
        Met::Adres(adres) => Some(adres.as_str()),
        Met::Bekend => None,
    };
    let adres = match gegeven {
        Some(adres) => adres.to_owned(),
        None => repo.adres()?.ok_or_else(|| {
            Fout::gebruik(
                "Er is nog geen adres om mee uit te wisselen.",
                "Noem de gedeelde map: oogo uitwisselen --met MAP. Daarna weet oogo het.",
            )
        })?,
    };
    let (adres, mut plaats) = Plaats::lees(&repo, kopie.thuis(), &adres)?;
    niet_afgekapt(&repo)?;
    let binnen = repo.quarantaine()?;
    let is_bekend = repo.uitgewisseld(&adres)?.is_some();
    // Who cannot reach it goes on with what is here, and knows how old that is.
    let gezien = plaats.haal(binnen.repo(), is_bekend).map_err(|fout| laatste::met_ouderdom(&repo, fout))?;
    let toen = repo.uitgewisseld(&adres)?;
    let hoofd = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Deze kopie heeft nog geen versie.", "Sla eerst iets op."))?;
    let bekeken = gezien.map(|hun| aankomst::bekijk(kopie, binnen.repo(), hun, antwoorden));
    let is_herschreven = match &bekeken {
        Some(Ok(a)) => a.schoning.is_some(),
        Some(Err(e)) => e.soort == Foutsoort::Herschreven,
        None => false,
    };
    if !is_herschreven {
        niet_teruggedraaid(binnen.repo(), &adres, toen, gezien, opties.vul_aan)?;
    }
    let aankomst = bekeken.transpose()?;
    if let Some(hun) = gezien {
        binnen.laat_toe(&repo, hun)?;
    }
    let van_ons = match &aankomst {
        Some(a) => a.van_ons.clone(),
        None => repo.alleen_in(hoofd, None)?,
    };
    let is_eerste = !repo.is_ooit_verzonden();
    let wordt_gemaakt = plaats.wordt_gemaakt();
    let vooraf = Vooraf { adres, is_eerste, aankomst, van_ons, wordt_gemaakt, langs: Langs::Plaats(plaats, gezien) };
    if vooraf.is_gelijk() {
        repo.onthoud_moment();
    }
    Ok(vooraf)
}

/// A copy without its whole history would give others a broken one.
fn niet_afgekapt(repo: &Repository) -> Result<(), Fout> {
    if repo.is_afgekapt() {
        let wat = "In deze kopie ontbreekt een deel van de geschiedenis, en dan kan zij niet uitgewisseld worden.";
        return Err(Fout::nieuw(wat, "Maak een nieuwe, hele kopie met ‘oogo open ADRES MAP’ en werk daarin verder."));
    }
    Ok(())
}

/// Does what was looked at: takes over what came in and brings what is ours.
///
/// # Errors
/// When it ends akkoorden and nobody said that it may, or cannot be written. What is ours stays as it was, or
/// holds what came in; it is never half of both.
pub fn wissel_uit(kopie: &Kopie, opties: &mut Opties, mut vooraf: Vooraf) -> Result<Uitgewisseld, Fout> {
    let mut gedaan = Gedaan {
        adres: vooraf.adres.clone(),
        is_bestand: vooraf.is_bestand(),
        is_halverwege: vooraf.is_halverwege(),
        ..Gedaan::default()
    };
    let verteld = vooraf.eindigt().to_vec();
    let _bezig = kopie.versies()?.begin_uitwisseling(vooraf.langs.bezig_met());
    for _ in 0..POGINGEN {
        if !vooraf.vragen().is_empty() || vooraf.eindigt().iter().any(|e| !verteld.contains(e)) {
            return Ok(Uitgewisseld::Eerst(Box::new(vooraf)));
        }
        let mut repo = kopie.versies()?;
        if let Some(aankomst) = vooraf.aankomst.as_ref().filter(|a| a.weg != Weg::Niets) {
            samenvoegen::neem_over(kopie, &repo, aankomst)?;
            if aankomst.weg == Weg::Schonen {
                // What cannot go now goes at the next start.
                let blijft = repo.gooi_weg().unwrap_or_else(|e| vec![e.to_string()]);
                gedaan.geschoond = Some(verslag::geschoond(&blijft));
                repo = kopie.versies()?;
            }
            gedaan.ontvangen.extend(aankomst.van_hen.clone());
            let is_nieuw = repo.hoofd()? != Some(aankomst.hun);
            if !matches!(aankomst.weg, Weg::Overnemen) && is_nieuw {
                gedaan.samengevoegd = repo.hoofd()?.map(|o| repo.versie(&o.to_string())).transpose()?;
            }
        }
        let is_klaar = match &vooraf.langs {
            Langs::Plaats(plaats, gezien) => breng(&repo, &vooraf.adres, plaats, *gezien).map_err(|e| Fout {
                wat: gedaan.geschoond.iter().chain([&e.wat]).cloned().collect::<Vec<_>>().join(" "),
                ..e
            })?,
            Langs::Halverwege => true,
            Langs::Bestand(van) => {
                bestand::onthoud(&repo, van.as_ref(), vooraf.aankomst.as_ref())?;
                true
            }
        };
        if is_klaar {
            // After a rewriting what is ours goes as one version.
            if gedaan.geschoond.is_none() {
                gedaan.verzonden.clone_from(&vooraf.van_ons);
            }
            return Ok(Uitgewisseld::Klaar(Box::new(gedaan)));
        }
        // Somebody was first; what they brought comes in now.
        vooraf = bekijk(kopie, opties)?;
    }
    Err(Fout::nieuw(
        "Er was steeds een ander die op hetzelfde moment verzond.",
        "Wat binnenkwam staat al bij u. Probeer het over een paar minuten opnieuw.",
    ))
}

/// Fills a new repository with what stands at an address: a shared folder, a server, or a file.
pub(super) fn eerste_kopie(repo: &Repository, thuis: &Thuis, adres: &str) -> Result<(), Fout> {
    let leeg = "Vraag de andere partij of zij al heeft uitgewisseld, en of dit het adres is.";
    let bron = Bron::haal(repo, repo, thuis, adres, leeg)?;
    keuring::niets_vreemds(repo, bron.hoofd)?;
    keuring::regels_als_hier(repo, bron.hoofd, None)?;
    repo.begin_met(bron.hoofd)?;
    if let Some(van) = bron.uitwisseling {
        repo.onthoud_ingelezen(&van, bron.hoofd)?;
    }
    if !bron.is_bestand {
        repo.onthoud_adres(&bron.adres)?;
        repo.onthoud_uitgewisseld(&bron.adres, bron.hoofd)?;
    }
    Ok(())
}

/// Brings our newest version; false where somebody was first.
fn breng(repo: &Repository, adres: &str, plaats: &Plaats, gezien: Option<Oid>) -> Result<bool, Fout> {
    let Some(hoofd) = repo.hoofd()? else { return Ok(true) };
    if gezien != Some(hoofd) {
        let advies =
            "Er is niets verzonden. Laat uw functionaris gegevensbescherming meekijken voor dit de deur uit gaat.";
        privacy::keur_versies(repo, hoofd, gezien, advies)?;
        mag_weg(repo, hoofd, gezien)?;
        // From here on another may have it, also where this breaks off before we know.
        repo.onthoud_vertrek(hoofd)?;
        if !plaats.breng(repo, gezien, hoofd)? {
            return Ok(false);
        }
    }
    // Only what worked is kept for the next time.
    if repo.adres()?.as_deref() != Some(adres) {
        repo.onthoud_adres(adres)?;
    }
    if gezien != Some(hoofd) {
        repo.onthoud_verzonden_is_verteld();
    }
    repo.onthoud_uitgewisseld(adres, hoofd)?;
    Ok(true)
}

/// What the other would refuse is not sent, nor a file in which two texts stand.
fn mag_weg(repo: &Repository, hoofd: Oid, gezien: Option<Oid>) -> Result<(), Fout> {
    if let Some((pad, wat)) = repo.vreemd(hoofd)? {
        let melding = format!("Hier staat iets dat een andere partij niet overneemt: {} ({wat}).", zichtbaar(&pad));
        let advies = "Er is niets verzonden. Geef het een andere naam of haal het weg, en bewaar dat.";
        return Err(Fout::nieuw(melding, advies));
    }
    let mut paden = BTreeSet::new();
    match gezien {
        Some(_) => repo.in_nieuwe_versies(hoofd, gezien, |_, w| paden.extend([w.pad.clone()]), |_, _| {})?,
        None => paden.extend(repo.paden_in(hoofd)?),
    }
    let tekst_in = |versie: Oid, pad: &str| -> Result<Option<String>, Fout> {
        Ok(repo.bytes_in(versie, pad)?.and_then(|bytes| als_tekst(pad, bytes).ok()).map(|(tekst, _)| tekst))
    };
    for pad in paden.into_iter().filter(|pad| ontwarren::kan_door_elkaar(pad)) {
        let tekst = tekst_in(hoofd, &pad)?;
        if let (Some(gezien), Some(soort), Some(tekst)) = (gezien, Bestandsoort::van_pad(&pad), &tekst)
            && let Some(b) = keuring::nieuwe_fout(soort, &pad, tekst_in(gezien, &pad)?.as_deref(), tekst)
        {
            let melding =
                format!("Hier staat iets dat een andere partij niet overneemt. {}", zichtbaar(&b.to_string()));
            return Err(Fout::nieuw(melding, "Er is niets verzonden. Herstel het, en bewaar dat."));
        }
        if tekst.is_some_and(|tekst| marks::heeft_ze(&tekst)) {
            let melding = format!("In {pad} staan twee teksten door elkaar, tussen regels met <<<<<<< en >>>>>>>.");
            return Err(Fout::nieuw(melding, "Er is niets verzonden. Haal ze uit elkaar met ‘oogo ontwarren’."));
        }
    }
    Ok(())
}

/// What was shared before must still be there.
fn niet_teruggedraaid(
    repo: &Repository,
    adres: &str,
    toen: Option<Oid>,
    nu: Option<Oid>,
    vul_aan: bool,
) -> Result<(), Fout> {
    let Some(toen) = toen else { return Ok(()) };
    let mist = match nu {
        Some(nu) if repo.bouwt_op(nu, toen)? => return Ok(()),
        nu => repo.alleen_in(toen, nu)?,
    };
    let is_ouder = match nu {
        Some(nu) => repo.bouwt_op(toen, nu)?,
        None => true,
    };
    let oudste = mist.last().map(|v| v.moment.format("%d-%m-%Y %H:%M").to_string()).unwrap_or_default();
    let laatste = mist.first().map(|v| tussen_aanhalingstekens(&v.onderwerp)).unwrap_or_default();
    let adres = tussen_aanhalingstekens(adres);
    let wat = match mist.len() {
        1 => format!("In {adres} is 1 versie er niet meer die er eerder wel was: die van {oudste}, {laatste}."),
        n => format!(
            "In {adres} ontbreken {n} versies die er eerder wel waren; de oudste is van {oudste}, de nieuwste is {laatste}."
        ),
    };
    if is_ouder && vul_aan {
        return Ok(());
    }
    let advies = if is_ouder {
        "Er is niets overgenomen; hier staat alles nog. Is de gedeelde map uit een reservekopie teruggezet, wissel dan uit met --vul-aan: dan krijgt zij terug wat zij mist."
    } else {
        "De geschiedenis is daar herschreven. Er is niets overgenomen; hier staat alles nog. Vraag wie dat deed."
    };
    let soort = if is_ouder { Foutsoort::Teruggedraaid } else { Foutsoort::Geweigerd };
    Err(Fout { soort, ..Fout::nieuw(wat, advies) })
}
