//! What comes from another copy: looked at before anything of it is taken over. It is data; nothing in it runs.

use std::collections::{BTreeMap, BTreeSet};

use crate::actions::einde_akkoord;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::{Logboeken, SIG, partij_van};
use crate::actions::privacy;
use crate::agenda::bestand::stam;
use crate::agenda::tekst::zichtbaar;
use crate::agenda::{Bestandsoort, Voorblad};
use crate::git::{Auteur, Boodschap, GITATTRIBUTES, Kanten, Maker, Oid, Repository, Versie, Wijziging};
use crate::merge::{Answers, Choice, Content, Question, Together, differing, merge_folder};
use crate::store::load::VOORBLAD;
use crate::store::{bytes, check};
use crate::verklaring::{Bezwaar, Ingang, MANIFEST, ONDERTEKENAARS, Onderwerp};

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
    /// Answers to what was not asked.
    pub ongevraagd: Vec<String>,
    /// Who last wrote the files that are asked about.
    pub schrijvers: Schrijvers,
    /// What parties said that no longer holds then, a phrase each.
    pub eindigt: Vec<String>,
    /// Whether both lines have new verklaringen, so that who may sign is made up anew.
    pub(super) maak_ondertekenaars: bool,
}

impl Aankomst {
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
            ongevraagd: Vec::new(),
            schrijvers: Schrijvers::new(),
            eindigt: Vec::new(),
            maak_ondertekenaars: false,
        }
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
        let vraag = |q: &Question| (q.about.clone(), q.field.clone());
        let is_vraag = |wat: &(String, String)| alle.iter().any(|q| vraag(q) == *wat);
        let vreemd = antwoorden.keys().filter(|wat| !is_vraag(wat));
        self.ongevraagd = vreemd.map(|(over, veld)| format!("{over}:{veld}")).collect();
        self.gekozen =
            alle.into_iter().filter_map(|q| Some((q.clone(), antwoorden.get(&vraag(&q))?.clone()))).collect();
        Ok(())
    }
}

/// A file larger than this is of no ontwikkelagenda, in bytes.
const HOOGSTENS: usize = 5 << 20;
/// Of more lines than this that come together at once, and deeper than this, no shared folder is made up.
const MEERVOUD: usize = 8;
const DIEPTE: usize = 24;
const NIETS: &str = "Er is niets overgenomen en niets van u veranderd.";

/// Looks at a version that came from elsewhere, in the repository where it was put to be looked at.
///
/// # Errors
/// When it is of another ontwikkelagenda, holds what does not belong in one, lost what parties declared, or
/// cannot be read.
pub(super) fn bekijk(kopie: &Kopie, repo: &Repository, hun: Oid, antwoorden: &Answers) -> Result<Aankomst, Fout> {
    let ons = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Deze kopie heeft nog geen versie.", "Sla eerst iets op."))?;
    let mut aankomst = Aankomst {
        van_hen: repo.alleen_in(hun, Some(ons))?,
        van_ons: repo.alleen_in(ons, Some(hun))?,
        ..Aankomst::leeg(ons, hun, Weg::Niets)
    };
    if aankomst.van_hen.is_empty() {
        return Ok(aankomst);
    }
    niets_vreemds(repo, hun)?;
    hoort_hier(kopie, repo, hun)?;
    let gedeeld = repo.gedeeld(ons, hun)?;
    if gedeeld.is_empty() {
        let wat = "Wat daar staat is dezelfde ontwikkelagenda, maar haar geschiedenis is herschreven: geen versie ervan is ook hier.";
        let advies = "Vraag wie dat deed. Wat hier staat is gebleven zoals het was; haal zo nodig een gave kopie bij een andere partij.";
        return Err(Fout::nieuw(wat, advies));
    }
    let basis = basis(repo, &gedeeld, &mut BTreeMap::new(), 0)?;
    let mut kanten = repo.kanten(basis, repo.map_van(ons)?, repo.map_van(hun)?)?;
    let van_ons = Logboeken::lees(kopie, false)?;
    let van_hen = Logboeken::in_versie(kopie, repo, hun)?;
    verklaringen_blijven(repo, gedeeld[0], hun, &kanten, [&van_ons, &van_hen])?;
    leesbaar(repo, &kanten)?;
    let advies = format!("{NIETS} Meld het aan de partij die dit deelt, en aan uw functionaris gegevensbescherming.");
    privacy::keur_versies(repo, hun, Some(ons), &advies)?;
    let is_verklaard = |id: &str| {
        let over = id.parse().map(Onderwerp::Afspraak);
        over.is_ok_and(|o| [&van_ons, &van_hen].iter().any(|logs| !logs.sprekers(&o).is_empty()))
    };
    if aankomst.van_ons.is_empty() {
        aankomst.weg = Weg::Overnemen;
        aankomst.wijzigingen = repo.bomen().verschillen(ons, hun)?;
        niets_verklaards_weg(&aankomst.wijzigingen, is_verklaard)?;
    } else {
        aankomst.weg = Weg::Samenvoegen;
        aankomst.maak_ondertekenaars = kanten.get(ONDERTEKENAARS).is_some_and(|[b, o, h]| o != b && h != b && o != h);
        if aankomst.maak_ondertekenaars {
            kanten.remove(ONDERTEKENAARS);
        }
        let samen = merge_folder(&kanten, antwoorden, |blad| repo.inhoud(blad), is_verklaard)?;
        aankomst.wijzigingen = wijzigingen(repo, &kanten, &samen, 1)?;
        aankomst.met_vragen(samen.questions, antwoorden, || {
            Ok(merge_folder(&kanten, &Answers::new(), |blad| repo.inhoud(blad), is_verklaard)?.questions)
        })?;
        aankomst.schrijvers = schrijvers(repo, gedeeld[0], [ons, hun], &aankomst.vragen)?;
    }
    aankomst.eindigt = eindigt(kopie, repo, &aankomst, [&van_ons, &van_hen])?;
    Ok(aankomst)
}

/// What parties said that holds now, here or there, and no longer in the version that both become.
pub(super) fn eindigt(
    kopie: &Kopie,
    repo: &Repository,
    a: &Aankomst,
    logs: [&Logboeken; 2],
) -> Result<Vec<String>, Fout> {
    let mut geraakt: BTreeSet<Onderwerp> = a.wijzigingen.iter().filter_map(|w| Onderwerp::van_pad(&w.pad)).collect();
    // A text that changed there and back again is another one too.
    repo.in_nieuwe_versies(a.hun, Some(a.ons), |_, w| geraakt.extend(Onderwerp::van_pad(&w.pad)), |_, _| {})?;
    geraakt.retain(|over| logs.iter().any(|l| !l.sprekers(over).is_empty()));
    if geraakt.is_empty() {
        return Ok(Vec::new());
    }
    let (straks, na) = match a.weg {
        Weg::Samenvoegen | Weg::Afronden => {
            let boodschap = Boodschap { onderwerp: String::new(), toelichting: None, partij: String::new() };
            let niemand = Auteur { naam: String::new(), mailbox: String::new() };
            let maker = Maker::zonder_sleutel(&niemand, chrono::DateTime::UNIX_EPOCH.fixed_offset());
            let straks = repo.maak_samen([a.ons, a.hun], &a.wijzigingen, &boodschap, maker)?;
            (straks, Some(Logboeken::in_versie(kopie, repo, straks)?))
        }
        Weg::Overnemen | Weg::Niets | Weg::Ontwarren => (a.hun, None),
    };
    let na = na.as_ref().unwrap_or(logs[1]);
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
        for (log, versie) in [(logs[0], a.ons), (logs[1], a.hun)] {
            let nu = einde_akkoord::geldig(log, over, bytes(versie)?.as_deref());
            uit.extend(nu.into_iter().filter(|zin| !straks.contains(zin)));
        }
    }
    uit.sort();
    uit.dedup();
    Ok(uit)
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
        let lees = |blad| repo.inhoud(blad);
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

/// Refuses what is no version of this ontwikkelagenda.
fn hoort_hier(kopie: &Kopie, repo: &Repository, hun: Oid) -> Result<(), Fout> {
    let regels = repo.bytes_in(hun, ".gitattributes")?;
    let eigen = repo.hoofd()?.map(|o| repo.bytes_in(o, ".gitattributes")).transpose()?.flatten();
    if regels.as_deref() != Some(GITATTRIBUTES.as_bytes()) && regels != eigen {
        let melding =
            "Daar is het bestand .gitattributes veranderd of weg: dat regelt hoe andere programma’s bestanden lezen.";
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

/// What a party declared stays: who takes such a file away or alters it, is stopped here; so is who puts
/// something there that the party did not sign.
fn verklaringen_blijven(
    repo: &Repository,
    basis: Oid,
    hun: Oid,
    kanten: &BTreeMap<String, Kanten>,
    [van_ons, van_hen]: [&Logboeken; 2],
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
    if let Some((pad, _)) = kanten.iter().find(|(pad, k)| raakt(pad, k)) {
        let wat = format!("Daar is een verklaring van een partij weg of gewijzigd: {}{}.", zichtbaar(pad), sinds(pad)?);
        let advies =
            format!("{NIETS} Hier staat zij nog. Bel de andere partij; wat verklaard is, wordt nooit weggehaald.");
        return Err(Fout::nieuw(wat, advies));
    }
    for log in van_hen.alle.values() {
        let bekend =
            |i: &Ingang| van_ons.van(&log.partij).is_some_and(|l| l.ingangen.iter().any(|o| o.sha256 == i.sha256));
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
fn niets_verklaards_weg(wijzigingen: &[Wijziging], is_verklaard: impl Fn(&str) -> bool) -> Result<(), Fout> {
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

/// Refuses files of a newer form than this oogo knows, and those that nobody can read any more.
fn leesbaar(repo: &Repository, kanten: &BTreeMap<String, Kanten>) -> Result<(), Fout> {
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
            }
            // What is unreadable here as well, comes in as anything else.
            Err(reden) if ons.map(&lees).transpose()?.is_none_or(|o| o.is_ok()) => {
                let advies = format!(
                    "{NIETS} Vraag de andere partij om het te herstellen: zij vindt het met ‘oogo controleer’."
                );
                return Err(Fout::nieuw(
                    format!("Daar staat een bestand dat niet te lezen is. {}", zichtbaar(&reden)),
                    advies,
                ));
            }
            Err(_) => {}
        }
    }
    Ok(())
}
