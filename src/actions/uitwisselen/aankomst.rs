//! What comes from another copy, once it was judged: how it becomes ours, and what a person decides on first.

use std::collections::{BTreeMap, BTreeSet};

use super::keuring::{self, Gekeurd};
use super::schrijvers::{Schrijvers, schrijvers};
use crate::actions::einde_akkoord;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::Logboeken;
use crate::git::{Auteur, Boodschap, GitFout, Kanten, Maker, Oid, Repository, Versie, Wijziging};
use crate::merge::{Answers, Choice, Content, Question, Together, differing, merge_folder};
use crate::verklaring::{Logboek, ONDERTEKENAARS, Onderwerp};

/// How what came in becomes ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weg {
    /// There is nothing that we do not have.
    Niets,
    /// We have nothing that they do not have.
    Overnemen,
    /// Both have something.
    Samenvoegen,
    /// Both have something, and git began to bring that together here.
    Afronden,
    /// Their history takes the place of ours, which was rewritten.
    Schonen,
    /// Nothing came in: two texts stand in one file here.
    Ontwarren,
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
    /// What was chosen.
    pub gekozen: Vec<(Question, Choice)>,
    /// Who last wrote the files that are asked about.
    pub schrijvers: Schrijvers,
    /// What parties said that no longer holds then, a phrase each.
    pub eindigt: Vec<String>,
    /// Why the history was rewritten and by whom that was recorded, where it was.
    pub schoning: Option<String>,
    /// The oldest versions that it has no more.
    pub(super) vanaf: Vec<Oid>,
    /// Whether both lines have new verklaringen, so that who may sign is made up anew.
    pub(super) maak_ondertekenaars: bool,
    /// What the files held when they were looked at that git had already changed here; only those are written.
    pub(super) op_schijf: BTreeMap<String, Option<Vec<u8>>>,
}

impl Aankomst {
    /// With what was judged of it.
    pub(super) fn van(g: &Gekeurd, weg: Weg) -> Self {
        let beide = g.kanten.get(ONDERTEKENAARS).is_some_and(|[b, o, h]| o != b && h != b && o != h);
        let (van_hen, van_ons) = (g.van_hen.clone(), g.van_ons.clone());
        Self { van_hen, van_ons, maak_ondertekenaars: beide, ..Self::leeg(g.ons, g.hun, weg) }
    }

    pub(super) fn leeg(ons: Oid, hun: Oid, weg: Weg) -> Self {
        Self {
            ons,
            hun,
            weg,
            van_hen: Vec::new(),
            van_ons: Vec::new(),
            wijzigingen: Vec::new(),
            vragen: Vec::new(),
            gekozen: Vec::new(),
            schrijvers: Schrijvers::new(),
            eindigt: Vec::new(),
            schoning: None,
            vanaf: Vec::new(),
            maak_ondertekenaars: false,
            op_schijf: BTreeMap::new(),
        }
    }

    /// The version that both become with these changes to ours. Nothing leads to it yet.
    pub(super) fn versie(
        &self,
        repo: &Repository,
        wijzigingen: &[Wijziging],
        boodschap: &Boodschap,
        maker: Maker<'_>,
    ) -> Result<Oid, GitFout> {
        let lijnen = [self.ons, self.hun];
        match self.weg {
            Weg::Schonen => repo.maak_na(lijnen, wijzigingen, boodschap, maker),
            _ => repo.maak_samen(lijnen, wijzigingen, boodschap, maker),
        }
    }

    /// What is asked, answered or not.
    pub(super) fn alle_vragen(&self) -> impl Iterator<Item = &Question> {
        self.gekozen.iter().map(|(q, _)| q).chain(&self.vragen)
    }

    /// With what is still to be decided, and what was: `alle` gives all that was asked before any answer.
    pub(super) fn met_vragen(
        &mut self,
        open: Vec<Question>,
        antwoorden: &Answers,
        alle: impl FnOnce() -> Result<Vec<Question>, Fout>,
    ) -> Result<(), Fout> {
        self.vragen = open;
        if antwoorden.is_empty() {
            return Ok(());
        }
        let alle = alle()?;
        let is_open = |q: &Question| self.vragen.iter().any(|v| v.key() == q.key());
        let beantwoord = alle.into_iter().filter(|q| !is_open(q));
        self.gekozen = beantwoord.filter_map(|q| Some((q.clone(), antwoorden.get(&q.key())?.clone()))).collect();
        Ok(())
    }
}

/// Looks at a version that came from elsewhere, in the repository where it was put to be looked at.
///
/// # Errors
/// When it is of another ontwikkelagenda, holds what does not belong in one, lost what parties declared, or
/// cannot be read.
pub(super) fn bekijk(kopie: &Kopie, repo: &Repository, hun: Oid, antwoorden: &Answers) -> Result<Aankomst, Fout> {
    let ons = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Deze kopie heeft nog geen versie.", "Sla eerst iets op."))?;
    if repo.bouwt_op(ons, hun)? {
        return Ok(Aankomst { van_ons: repo.alleen_in(ons, Some(hun))?, ..Aankomst::leeg(ons, hun, Weg::Niets) });
    }
    let mut g = keuring::keur(kopie, repo, [ons, hun], Logboeken::lees(kopie, false)?)?;
    let mut aankomst = Aankomst::van(&g, Weg::Overnemen);
    let is_verklaard = |id: &str| is_verklaard(&[&g.logs[0], &g.logs[1]], id);
    if let Some(s) = &g.schoning {
        aankomst.weg = Weg::Schonen;
        let waarom = s.schoning.waarom.trim_end_matches('.');
        aankomst.vanaf.clone_from(&s.vanaf);
        aankomst.schoning = Some(format!("{waarom} (vastgelegd door {})", s.partijen(&g.logs[0])));
    }
    if aankomst.van_ons.is_empty() && g.schoning.is_none() {
        aankomst.wijzigingen = repo.bomen().verschillen(ons, hun)?;
        keuring::niets_verklaards_weg(&aankomst.wijzigingen, is_verklaard)?;
    } else {
        if aankomst.weg == Weg::Overnemen {
            aankomst.weg = Weg::Samenvoegen;
        }
        if aankomst.maak_ondertekenaars {
            g.kanten.remove(ONDERTEKENAARS);
        }
        let samen = merge_folder(&g.kanten, antwoorden, |bladen| repo.inhoud_van(bladen), is_verklaard)?;
        aankomst.wijzigingen = wijzigingen(repo, &g.kanten, &samen, 1)?;
        aankomst.met_vragen(samen.questions, antwoorden, || {
            Ok(merge_folder(&g.kanten, &Answers::new(), |bladen| repo.inhoud_van(bladen), is_verklaard)?.questions)
        })?;
        aankomst.schrijvers = schrijvers(repo, g.gedeeld, [ons, hun], aankomst.alle_vragen())?;
    }
    aankomst.eindigt = eindigt(kopie, repo, &aankomst, &g.logs)?;
    Ok(aankomst)
}

/// Whether a party declared anything of an afspraak.
pub(super) fn is_verklaard(logs: &[&Logboeken], id: &str) -> bool {
    let over = id.parse().map(Onderwerp::Afspraak);
    over.is_ok_and(|o| logs.iter().any(|logs| !logs.sprekers(&o).is_empty()))
}

/// What parties said that holds now, here or there, and no longer in the version that both become.
pub(super) fn eindigt(
    kopie: &Kopie,
    repo: &Repository,
    a: &Aankomst,
    logs: &[Logboeken; 2],
) -> Result<Vec<String>, Fout> {
    let mut geraakt: BTreeSet<Onderwerp> = a.wijzigingen.iter().filter_map(|w| Onderwerp::van_pad(&w.pad)).collect();
    // A text that changed there and back again is another one too.
    repo.in_nieuwe_versies(a.hun, Some(a.ons), |_, w| geraakt.extend(Onderwerp::van_pad(&w.pad)), |_, _| {})?;
    if a.weg == Weg::Schonen {
        // No version that anybody saw is there then.
        geraakt.extend(logs.iter().flat_map(|l| l.alle.values()).flat_map(Logboek::onderwerpen).cloned());
    }
    geraakt.retain(|over| logs.iter().any(|l| !l.sprekers(over).is_empty()));
    if geraakt.is_empty() {
        return Ok(Vec::new());
    }
    let (straks, na) = match a.weg {
        Weg::Samenvoegen | Weg::Afronden | Weg::Schonen => {
            let boodschap = Boodschap { onderwerp: String::new(), toelichting: None, partij: String::new() };
            let niemand = Auteur { naam: String::new(), mailbox: String::new() };
            let maker = Maker::zonder_sleutel(&niemand, chrono::DateTime::UNIX_EPOCH.fixed_offset());
            let straks = a.versie(repo, &a.wijzigingen, &boodschap, maker)?;
            (straks, Some(Logboeken::in_versie(kopie, repo, straks)?))
        }
        Weg::Overnemen | Weg::Niets | Weg::Ontwarren => (a.hun, None),
    };
    let na = na.as_ref().unwrap_or(&logs[1]);
    let mut uit = Vec::new();
    for over in &geraakt {
        let bytes = |versie: Oid| -> Result<Option<Vec<u8>>, Fout> {
            let pad = match over {
                Onderwerp::Afspraak(id) => repo.pad_in(versie, &format!("{id}.toml"))?,
                visie => visie.pad_van_visie(),
            };
            Ok(pad.map(|pad| repo.bytes_in(versie, &pad)).transpose()?.flatten())
        };
        let straks = einde_akkoord::geldig(na, over, bytes(straks)?.as_deref());
        for (log, versie) in [(&logs[0], a.ons), (&logs[1], a.hun)] {
            let nu = einde_akkoord::geldig(log, over, bytes(versie)?.as_deref());
            uit.extend(nu.into_iter().filter(|zin| !straks.contains(zin)));
        }
    }
    uit.sort();
    uit.dedup();
    Ok(uit)
}

/// The files that the merge makes another than on one side: 1 for ours, 2 for theirs.
pub(super) fn wijzigingen(
    repo: &Repository,
    kanten: &BTreeMap<String, Kanten>,
    samen: &Together<Oid>,
    kant: usize,
) -> Result<Vec<Wijziging>, Fout> {
    let bladen = |pad: &str| {
        let wordt = match &samen.files[pad] {
            Some(Content::Known(blad)) => Some(*blad),
            Some(Content::New(_)) | None => None,
        };
        [kanten.get(pad).and_then(|k| k[kant]), wordt]
    };
    let paden = differing(samen, kanten, kant);
    let alle: Vec<Oid> = paden.iter().flat_map(|pad| bladen(pad)).flatten().collect();
    let mut gelezen = repo.inhoud_van(&alle)?.into_iter();
    let mut uit = Vec::new();
    for pad in paden {
        let [was, wordt] = bladen(pad).map(|blad| blad.and_then(|_| gelezen.next()));
        let wordt = match &samen.files[pad] {
            Some(Content::New(tekst)) => Some(tekst.clone()),
            _ => wordt,
        };
        if was != wordt {
            uit.push(Wijziging { pad: pad.to_owned(), was, wordt });
        }
    }
    // What goes makes room first: an afspraak that moves is nowhere twice.
    uit.sort_by_key(|w| w.wordt.is_some());
    Ok(uit)
}
