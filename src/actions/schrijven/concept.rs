//! Something that is being worked on: an afspraak, a meeting, a theme: what was changed and not yet saved, with undo and redo.

use std::collections::BTreeMap;

use super::bewerk::{self, Invoer};
use super::klad::{Klad, KladDeel};
use super::opslaan::{Waarom, sla_op};
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::naslag::Naslag;
use crate::agenda::veld::Veld;
use crate::agenda::{AfspraakId, Bestandsoort, Datum, Stuk, ThemaId};
use crate::git::{Versie, Wijziging};
use crate::merge::{Conflict, merge_documents};
use crate::store::disk::bytes_van;
use crate::store::load::pad_stuk;
use crate::store::{Document, Plek};

/// How many steps can be undone.
const STAPPEN: usize = 500;

#[derive(Debug, Clone)]
struct Deel {
    pad: String,
    /// The bytes that were read; none for a file that is not there yet.
    was: Option<Vec<u8>>,
    begin: Document,
    nu: Document,
}

/// One thing that was done, with the document from before it.
#[derive(Debug, Clone)]
struct Stap {
    wat: String,
    soort: Bestandsoort,
    document: Document,
}

/// Something being worked on.
#[derive(Debug, Clone)]
pub struct Concept {
    stuk: Stuk,
    thema: Option<ThemaId>,
    delen: BTreeMap<Bestandsoort, Deel>,
    gedaan: Vec<Stap>,
    ongedaan: Vec<Stap>,
}

/// A file of an afspraak that is not there yet.
fn leeg(soort: Bestandsoort, stuk: &Stuk) -> Result<Document, Fout> {
    Document::lees(soort, &format!("formaat = 1\nid = \"{stuk}\"\n"))
        .map_err(|_| Fout::nieuw("Het bestand kan niet gemaakt worden.", ""))
}

impl Concept {
    /// Opens something for reading and changing.
    ///
    /// # Errors
    /// When it is not there or its own file cannot be parsed.
    pub fn open(kopie: &Kopie, stuk: &Stuk) -> Result<Self, Fout> {
        let (thema, eigen_pad) = match pad_stuk(stuk) {
            Some(pad) => (None, pad),
            None => kopie.pad_van(&stuk.to_string()).map(|(_, thema, pad)| (Some(thema), pad))?,
        };
        let eigen_soort = stuk.soorten()[0];
        let mut delen = BTreeMap::new();
        for soort in stuk.soorten().iter().copied() {
            let pad = if soort == eigen_soort { eigen_pad.clone() } else { format!("{}/{stuk}.toml", soort.label()) };
            let is_er = std::fs::symlink_metadata(kopie.wortel().join(&pad)).is_ok();
            let (was, begin) = if is_er {
                match kopie.open(&pad) {
                    Ok(geopend) => (Some(geopend.bytes), geopend.document),
                    Err(fout) if soort == eigen_soort => return Err(fout),
                    // A broken voortgang keeps nobody from the afspraak itself.
                    Err(_) => continue,
                }
            } else if soort == eigen_soort {
                return Err(Fout::nieuw(format!("{stuk} is er niet meer."), "Lees opnieuw van de schijf met F5."));
            } else {
                (None, leeg(soort, stuk)?)
            };
            delen.insert(soort, Deel { pad, was, nu: begin.clone(), begin });
        }
        Ok(Self { stuk: stuk.clone(), thema, delen, gedaan: Vec::new(), ongedaan: Vec::new() })
    }

    /// A copy for saving or keeping: what it is now, without the steps that led to it.
    pub fn nu(&self) -> Self {
        Self {
            stuk: self.stuk.clone(),
            thema: self.thema.clone(),
            delen: self.delen.clone(),
            gedaan: Vec::new(),
            ongedaan: Vec::new(),
        }
    }

    /// What is being worked on.
    pub fn stuk(&self) -> &Stuk {
        &self.stuk
    }

    /// The afspraak that is being worked on.
    pub fn afspraak(&self) -> Option<&AfspraakId> {
        self.stuk.afspraak()
    }

    /// The theme of the afspraak.
    pub fn thema(&self) -> Option<&ThemaId> {
        self.thema.as_ref()
    }

    /// Whether there is a step to undo.
    pub fn kan_ongedaan(&self) -> bool {
        !self.gedaan.is_empty()
    }

    /// Whether there is an undone step.
    pub fn kan_opnieuw(&self) -> bool {
        !self.ongedaan.is_empty()
    }

    /// One of its files as it is now.
    pub fn document(&self, soort: Bestandsoort) -> Option<&Document> {
        self.delen.get(&soort).map(|d| &d.nu)
    }

    /// Puts what was typed into fields of one file, as one step; `vandaag` is what ‘over 6 weken’
    /// counts from. False when nothing changed.
    ///
    /// # Errors
    /// When a value does not fit; nothing is changed then.
    pub fn zet(
        &mut self,
        soort: Bestandsoort,
        invoer: &[Invoer],
        naslag: &dyn Naslag,
        vandaag: Datum,
    ) -> Result<bool, Fout> {
        let deel = self.deel(soort)?;
        let voor = deel.nu.clone();
        let mut na = voor.clone();
        let labels = bewerk::pas_toe(&mut na, invoer, naslag, vandaag)?;
        if na.tekst() == voor.tekst() {
            return Ok(false);
        }
        deel.nu = na;
        self.onthoud(labels.join(", "), soort, voor);
        Ok(true)
    }

    /// Removes a row, as one step.
    ///
    /// # Errors
    /// When there is no such row.
    pub fn verwijder_rij(&mut self, soort: Bestandsoort, groep: &'static Veld, sleutel: &str) -> Result<(), Fout> {
        let deel = self.deel(soort)?;
        let voor = deel.nu.clone();
        deel.nu.zet(&Plek::Rij(groep, sleutel.to_owned()), None)?;
        self.onthoud(groep.label.to_lowercase(), soort, voor);
        Ok(())
    }

    /// Moves a row one place down, or up, as one step. False when it is the last, or the first.
    ///
    /// # Errors
    /// When there is no such row.
    pub fn verplaats_rij(
        &mut self,
        soort: Bestandsoort,
        groep: &'static Veld,
        sleutel: &str,
        omlaag: bool,
    ) -> Result<bool, Fout> {
        let deel = self.deel(soort)?;
        let voor = deel.nu.clone();
        let gedaan = deel.nu.verplaats_rij(groep, sleutel, omlaag)?;
        if gedaan {
            self.onthoud(format!("volgorde van {}", groep.label.to_lowercase()), soort, voor);
        }
        Ok(gedaan)
    }

    /// Doubles a row, as one step, and gives the new row's key.
    ///
    /// # Errors
    /// When there is no such row.
    pub fn verdubbel_rij(&mut self, soort: Bestandsoort, groep: &'static Veld, sleutel: &str) -> Result<String, Fout> {
        let deel = self.deel(soort)?;
        let voor = deel.nu.clone();
        let nieuw = deel.nu.verdubbel_rij(groep, sleutel)?;
        self.onthoud(groep.label.to_lowercase(), soort, voor);
        Ok(nieuw)
    }

    fn deel(&mut self, soort: Bestandsoort) -> Result<&mut Deel, Fout> {
        let naam = soort.label();
        self.delen.get_mut(&soort).ok_or_else(|| {
            Fout::nieuw(
                format!("Het bestand met {naam} van deze afspraak is niet te lezen."),
                "Bekijk met ‘oogo controleer’ wat eraan schort.",
            )
        })
    }

    fn onthoud(&mut self, wat: String, soort: Bestandsoort, document: Document) {
        self.ongedaan.clear();
        self.gedaan.push(Stap { wat, soort, document });
        if self.gedaan.len() > STAPPEN {
            self.gedaan.remove(0);
        }
    }

    /// Undoes the last step, and says what it was.
    pub fn ongedaan(&mut self) -> Option<String> {
        let stap = self.gedaan.pop()?;
        let (wat, terug) = self.wissel(stap);
        self.ongedaan.push(terug);
        Some(wat)
    }

    /// Does the last undone step again, and says what it was.
    pub fn opnieuw(&mut self) -> Option<String> {
        let stap = self.ongedaan.pop()?;
        let (wat, terug) = self.wissel(stap);
        self.gedaan.push(terug);
        Some(wat)
    }

    fn wissel(&mut self, stap: Stap) -> (String, Stap) {
        let wat = stap.wat.clone();
        let terug = match self.delen.get_mut(&stap.soort) {
            Some(deel) => Stap { document: std::mem::replace(&mut deel.nu, stap.document), ..stap },
            None => stap,
        };
        (wat, terug)
    }

    /// Whether something was changed and not saved.
    pub fn is_gewijzigd(&self) -> bool {
        self.delen.values().any(|d| d.nu.tekst() != d.begin.tekst())
    }

    /// The labels of the fields that differ from what was opened.
    pub fn gewijzigd(&self) -> Vec<String> {
        let mut labels = Vec::new();
        for deel in self.delen.values() {
            for v in deel.nu.soort().velden() {
                if deel.nu.ruw(v.naam) != deel.begin.ruw(v.naam) {
                    labels.push(v.label.to_lowercase());
                }
            }
        }
        labels
    }

    /// The files that were changed, for a draft.
    pub(in crate::actions) fn klad(&self) -> Vec<KladDeel> {
        let gewijzigd = self.delen.iter().filter(|(_, d)| d.nu.tekst() != d.begin.tekst());
        gewijzigd
            .map(|(soort, d)| KladDeel {
                bestand: soort.label().to_owned(),
                was: d.was.as_ref().map(|_| d.begin.tekst()),
                nu: d.nu.tekst(),
            })
            .collect()
    }

    /// Whether a file of this is another on disk than was read.
    pub fn is_buitenom_gewijzigd(&self, kopie: &Kopie) -> bool {
        let anders = |d: &Deel| match (bytes_van(kopie.wortel(), &d.pad), &d.was) {
            (Ok(nu), Some(was)) => nu != *was,
            (Err(_), None) => false,
            _ => true,
        };
        self.delen.values().any(anders)
    }

    /// Takes over what changed on disk since this was read, below what was changed here. What both
    /// changed keeps our words, and is given to be decided on.
    ///
    /// # Errors
    /// When it is not there any more or cannot be read; nothing is changed then.
    pub fn werk_bij(&mut self, kopie: &Kopie) -> Result<Vec<(Bestandsoort, Conflict)>, Fout> {
        let vers = Self::open(kopie, &self.stuk)?;
        let mut conflicten = Vec::new();
        self.thema = vers.thema;
        for (soort, nieuw) in vers.delen {
            let Some(deel) = self.delen.get_mut(&soort) else {
                self.delen.insert(soort, nieuw);
                continue;
            };
            let basis = std::mem::replace(&mut deel.begin, nieuw.begin.clone());
            let (samen, over) = merge_documents(&basis, &deel.nu, &nieuw.begin);
            deel.nu = samen;
            (deel.was, deel.pad) = (nieuw.was, nieuw.pad);
            conflicten.extend(over.into_iter().map(|c| (soort, c)));
            // An undone step must not undo what others did.
            for stap in self.gedaan.iter_mut().chain(&mut self.ongedaan).filter(|s| s.soort == soort) {
                stap.document = merge_documents(&basis, &stap.document, &nieuw.begin).0;
            }
        }
        Ok(conflicten)
    }

    /// Takes a draft's changes over, as steps that can be undone. Fields that were changed
    /// elsewhere since keep their new text where the draft left them alone; what both changed is
    /// given to be decided on.
    ///
    /// # Errors
    /// When the draft cannot be read.
    pub fn haal_terug(&mut self, klad: &Klad) -> Result<Vec<(Bestandsoort, Conflict)>, Fout> {
        let mut conflicten = Vec::new();
        let onleesbaar = || Fout::nieuw("Het klad is niet leesbaar.", "De opgeslagen tekst is er nog.");
        // Everything is read before anything is changed.
        let mut delen = Vec::new();
        for stuk in &klad.delen {
            let soort = Bestandsoort::met_label(&stuk.bestand).ok_or_else(onleesbaar)?;
            let was = match stuk.was.as_deref() {
                Some(tekst) => Document::lees(soort, tekst).map_err(|_| onleesbaar())?,
                None => leeg(soort, &self.stuk)?,
            };
            let klad_nu = Document::lees(soort, &stuk.nu).map_err(|_| onleesbaar())?;
            self.deel(soort)?;
            delen.push((soort, was, klad_nu));
        }
        for (soort, was, klad_nu) in delen {
            let deel = self.deel(soort)?;
            let voor = deel.nu.clone();
            let (samen, over) = merge_documents(&was, &klad_nu, &voor);
            deel.nu = if voor.tekst() == was.tekst() { klad_nu } else { samen };
            conflicten.extend(over.into_iter().map(|c| (soort, c)));
            self.onthoud("klad teruggehaald".to_owned(), soort, voor);
        }
        Ok(conflicten)
    }

    /// Takes in that a copy of this concept was saved: what is on disk now is what that copy held.
    /// What was changed here since stays a change.
    pub fn opgeslagen(&mut self, bewaard: &Self) {
        for (soort, deel) in &mut self.delen {
            if let Some(b) = bewaard.delen.get(soort)
                && b.nu.tekst() != b.begin.tekst()
            {
                deel.was = Some(b.nu.tekst().into_bytes());
                deel.begin = b.nu.clone();
            }
        }
    }

    /// Saves what was changed as one version.
    ///
    /// # Errors
    /// When it is not known who saves, a file changed in the meantime, or it cannot be written;
    /// the changes stay here then.
    pub fn sla_op(&self, kopie: &Kopie, toelichting: Option<&str>) -> Result<Option<Versie>, Fout> {
        let wijzigingen: Vec<Wijziging> = self
            .delen
            .values()
            .filter(|d| d.nu.tekst() != d.begin.tekst())
            .map(|d| Wijziging { pad: d.pad.clone(), was: d.was.clone(), wordt: Some(d.nu.tekst().into_bytes()) })
            .collect();
        if wijzigingen.is_empty() {
            return Ok(None);
        }
        let waarom = Waarom::nieuw(bewerk::onderwerp(&self.stuk.to_string(), &self.gewijzigd()), toelichting);
        sla_op(kopie, &wijzigingen, &waarom).map(Some)
    }
}
