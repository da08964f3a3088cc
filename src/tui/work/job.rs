//! Work that may take a while: it runs on a thread of its own, so that no key waits for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::actions::concept::Concept;
use crate::actions::fout::Foutsoort;
use crate::actions::gebruiker::{self, Gebruiker};
use crate::actions::geschiedenis::{self, Verloop};
use crate::actions::herkomst::{self, Herkomst};
use crate::actions::kant;
use crate::actions::klad::{self, OpenRij, OpenVeld};
use crate::actions::naslag::Naslag;
use crate::actions::neem_terug::Terugname;
use crate::actions::peilmerk::{self, Gezet};
use crate::actions::registratie::Registratie;
use crate::actions::uitwisselen::{self, Gedaan, Geschreven, Opties, Uitgewisseld, Vooraf};
use crate::actions::vergelijk::{self, Vergelijking};
use crate::actions::wie_schreef::wie_schreef;
use crate::actions::zoek::{self, Vindplaats};
use crate::actions::{
    Fout, Kopie, Thuis, afspraak, akkoord, bezoek, controleer, document, gezien, lijst, neem_terug, nieuw, onderdeel,
    ongedaan, ontvangen, opslaan, privacy, sjabloon, sleutel, stand, tekenen, vertrouwen, voorbeeld, wie_mag,
};
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::tekst::zoekvorm;
use crate::agenda::{AfspraakId, Bevinding, Datum, Stuk};
use crate::export::vergelijking::Filter;
use crate::export::verslag::Verslag;
use crate::git::{Buitenom, Oid, Versie};
use crate::merge::Answers;
use crate::store::Gelezen;
use crate::tui::dialogs::dialog::Hidden;
use crate::tui::screens::comparing::{Between, Comparing};
use crate::tui::work::change::{Change, Make};
use crate::tui::work::opening::{kladden, open, read};
use crate::tui::work::signers::SignersChange;
use crate::tui::work::wanted::Wanted;
use crate::verklaring::Onderwerp;

/// What is asked of the worker.
#[allow(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone)]
pub enum Job {
    /// Open the ontwikkelagenda in or above a folder.
    Open { thuis: Thuis, map: PathBuf, read_only: bool },
    /// Make and open the example.
    Example(Thuis),
    /// Make and open an own copy of what stands at an address.
    Fetch { thuis: Thuis, adres: String, map: PathBuf },
    /// Make and open a new one, with its first party and who works for it.
    New { thuis: Thuis, map: PathBuf, naam: String, partij: String, functie: String },
    /// Read everything again.
    Read(Kopie),
    /// See how things stand; on coming back only when there was an earlier visit.
    Stand { kopie: Kopie, gelezen: Arc<Gelezen>, wie: Option<Gebruiker>, vandaag: Datum, coming_back: bool },
    /// Keep that everything up to now was seen.
    Visited(Kopie),
    /// See what changed outside.
    Outside(Kopie),
    /// Save an afspraak.
    Save { kopie: Kopie, concept: Box<Concept>, toelichting: Option<String> },
    /// Save what changed outside.
    SaveOutside { kopie: Kopie, toelichting: Option<String> },
    /// Add an afspraak.
    Add { kopie: Kopie, thema: String, titel: String, beginpunt: Option<String> },
    /// Make something beside the afspraken.
    Make(Kopie, Make),
    /// Change an afspraak as a whole.
    Change(Kopie, Change),
    /// Place a remark, an answer or a settlement.
    Remark {
        kopie: Kopie,
        id: AfspraakId,
        soort: Opmerkingsoort,
        bij: Option<String>,
        veld: Option<String>,
        tekst: String,
    },
    /// Say who is at the keyboard.
    WhoAmI { kopie: Kopie, partij: String, functie: String, mailbox: Option<String>, naam: Option<String> },
    /// Check everything.
    Check(Kopie, Wanted),
    /// Look for data about persons in everything.
    Privacy(Kopie, Wanted),
    /// The versions, of everything or of one afspraak.
    History(Kopie, Option<Stuk>, Wanted),
    /// How the parties stand towards a text, or towards every afspraak.
    Standpunten { kopie: Kopie, over: Option<Onderwerp>, only_reads: bool },
    /// The text that would be signed.
    ReadBeforeSigning(Kopie, Box<Registratie>),
    /// Sign what was read.
    Sign(Kopie, Box<Registratie>),
    /// Sign what every file holds, at this meeting.
    Checkpoint(Kopie, String),
    /// Make the user's key.
    MakeKey(Kopie, Option<Hidden>),
    /// Undo what the party declared last.
    UndoDeclared(Kopie, Oid),
    /// Show who may speak for whom; after a change with what was done.
    Signers { kopie: Kopie, only_reads: bool, told: Option<String> },
    /// Change who may speak, or confirm it.
    ChangeSigners(Kopie, SignersChange),
    /// Unlock the user's key, and do what waited for it.
    Unlock(Hidden, Box<Job>),
    /// Trust the server at this address that shows this fingerprint, and do what waited for it.
    TrustServer(String, String, Box<Job>),
    /// Fetch what is shared and see what an exchange would do.
    LookAtExchange(Kopie, Box<Opties>),
    /// Do what was looked at.
    Exchange(Kopie, Box<Opties>, Arc<Vooraf>),
    /// Keep what was chosen so far.
    KeepChoices(Kopie, Arc<Vooraf>, Answers),
    /// Write everything to a file for another party.
    WriteExchangeFile(Kopie, PathBuf),
    /// Who wrote what stands there, per field.
    WhoWrote(Kopie, Stuk, Wanted),
    /// See what changed between two moments.
    Compare { kopie: Kopie, between: Between, filter: Filter, again: bool, wanted: Wanted },
    /// See who made each of those changes.
    Origins { kopie: Kopie, found: Arc<Vergelijking>, wanted: Wanted },
    /// Take one change back.
    TakeBack { kopie: Kopie, terugname: Terugname, toelichting: Option<String> },
    /// Undo that.
    UndoTakeBack { kopie: Kopie, versie: String },
    /// Make a document of an afspraak, or of the whole.
    Document { kopie: Kopie, gelezen: Arc<Gelezen>, id: Option<AfspraakId>, doel: PathBuf },
    /// Search all text.
    Search { kopie: Kopie, gelezen: Arc<Gelezen>, words: String, wanted: Wanted },
    /// Keep what is not saved yet, against a crash.
    Draft { kopie: Kopie, concept: Box<Concept>, open: Option<OpenVeld>, rij: Option<OpenRij> },
    /// Throw a draft away.
    Forget(Kopie, Stuk),
    /// Pack loose objects when there are many.
    Tidy(Kopie),
}

/// What came of it.
#[allow(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug)]
pub enum Done {
    /// An ontwikkelagenda was opened or read again.
    Read { kopie: Kopie, gelezen: Arc<Gelezen>, wie: Option<Gebruiker>, kladden: Vec<Stuk>, melding: Option<String> },
    /// How things stand, and whether that was asked on coming back.
    Stand(Verslag, bool),
    /// What changed outside and was not saved.
    Outside(Vec<(String, Buitenom)>),
    /// An afspraak was saved; nothing had changed when there is no version.
    Saved(Box<Concept>, Option<Versie>),
    /// What changed outside was saved.
    SavedOutside(Option<Versie>),
    /// An afspraak was added.
    Added(AfspraakId),
    /// Something beside the afspraken was made.
    Made(Stuk),
    /// An afspraak was changed as a whole; nothing when it was like that already.
    Changed(Option<Versie>),
    /// A remark was placed.
    Remarked,
    /// It is known who is at the keyboard.
    Known(Gebruiker),
    /// The findings.
    Checked(Vec<Bevinding>),
    /// The versions.
    History(Option<Stuk>, Verloop),
    /// How the parties stand.
    Standpunten(Verslag),
    /// A checkpoint was made.
    CheckpointMade(Box<Gezet>),
    /// What the party declared last was undone.
    Undeclared(Box<Versie>),
    /// Who may speak for whom, and what was done just before.
    Signers(Verslag, Option<String>),
    /// A key was made.
    KeyMade(Verslag),
    /// The text that would be signed; where it is not what was read before, that sentence.
    MaySign { registratie: Box<Registratie>, verslag: Verslag, anders: Option<String> },
    /// It was signed.
    Signed(Box<Versie>),
    /// What an exchange would do.
    ExchangeSeen(Box<Opties>, Box<Vooraf>),
    /// It was done.
    Exchanged(Gedaan),
    /// It could not be, and nothing changed.
    NotExchanged(Fout),
    /// A file with everything was written.
    ExchangeFile(Geschreven),
    /// Who wrote what stands there.
    WhoWrote(Verslag),
    /// What changed; whether that was asked from the screen that shows it.
    Compared(Box<Comparing>, bool),
    /// Who made each change.
    Origins(Arc<Vergelijking>, Herkomst),
    /// A change was taken back, or (true) that was undone; nothing where it was so already.
    TookBack(Option<Versie>, bool),
    /// A document was made.
    Document(PathBuf),
    /// What was found of these words; nothing when the search was given up.
    Found(String, Option<Vec<Vindplaats>>),
    /// What is being worked on is another on disk than was read.
    Drifted(Stuk),
    /// A draft was kept or thrown away.
    Kept,
    /// A draft could not be kept.
    NotKept(Fout),
    /// Something that goes on quietly is done.
    Quiet,
    /// The server at an address is not known here: what waits, where, and the fingerprint that it shows.
    NewServer(Box<Job>, String, String, Fout),
    /// It calls for a look: with a reason it can be done after all.
    Held(Box<Job>, Fout),
    /// It was refused.
    Refused(Fout),
}

impl Job {
    /// What the user sees while it runs; none for what goes on quietly.
    pub fn label(&self) -> Option<&'static str> {
        match self {
            Self::Open { .. } => Some("Openen…"),
            Self::Fetch { .. } => Some("Ophalen…"),
            Self::Example(_) => Some("Het voorbeeld wordt gemaakt…"),
            Self::New { .. } => Some("De ontwikkelagenda wordt gemaakt…"),
            Self::Read(_) => Some("Lezen…"),
            Self::Save { .. }
            | Self::SaveOutside { .. }
            | Self::Add { .. }
            | Self::Make(..)
            | Self::Change(..)
            | Self::TakeBack { .. }
            | Self::UndoTakeBack { .. }
            | Self::Remark { .. } => Some("Opslaan…"),
            Self::Signers { .. } => Some("De lijsten lezen…"),
            Self::UndoDeclared(..) => Some("Ongedaan maken…"),
            Self::Sign(..) | Self::Checkpoint(..) | Self::ChangeSigners(..) => Some("Ondertekenen…"),
            Self::TrustServer(..) | Self::LookAtExchange(..) => Some("Kijken wat er klaarstaat…"),
            Self::Exchange(..) => Some("Uitwisselen…"),
            Self::WriteExchangeFile(..) => Some("Het uitwisselbestand wordt gemaakt…"),
            Self::MakeKey(..) => Some("Uw sleutel wordt gemaakt…"),
            Self::Unlock(..) => Some("Uw sleutel gaat van het slot…"),
            Self::Standpunten { .. } | Self::ReadBeforeSigning(..) => Some("Standpunten lezen…"),
            Self::Compare { .. } => Some("Vergelijken…"),
            Self::Document { .. } => Some("Het document wordt gemaakt…"),
            Self::Check(..) | Self::Privacy(..) => Some("Controleren…"),
            Self::History(..) | Self::WhoWrote(..) => Some("Versies zoeken…"),
            Self::WhoAmI { .. }
            | Self::Visited(_)
            | Self::Stand { .. }
            | Self::Search { .. }
            | Self::Outside(_)
            | Self::Tidy(_)
            | Self::KeepChoices(..)
            | Self::Origins { .. }
            | Self::Draft { .. }
            | Self::Forget(..) => None,
        }
    }

    /// Whether the state waits for the answer.
    pub fn is_answered(&self) -> bool {
        !matches!(self, Self::Tidy(_)) && !self.is_draft()
    }

    /// Whether it is about a draft: that waits for no other work.
    pub fn is_draft(&self) -> bool {
        matches!(self, Self::Draft { .. } | Self::Forget(..))
    }

    /// Whether who asked may give up waiting: what only reads can be dropped at any moment.
    pub fn wanted(&self) -> Option<&Wanted> {
        match self {
            Self::Check(_, wanted)
            | Self::Privacy(_, wanted)
            | Self::WhoWrote(.., wanted)
            | Self::History(.., wanted)
            | Self::Compare { wanted, .. }
            | Self::Search { wanted, .. } => Some(wanted),
            _ => None,
        }
    }

    /// Whether it leaves everything as it is, so that it may be broken off at any moment.
    pub fn only_reads(&self) -> bool {
        self.wanted().is_some()
            || matches!(
                self,
                Self::Read(_)
                    | Self::Stand { .. }
                    | Self::Outside(_)
                    | Self::Standpunten { .. }
                    | Self::ReadBeforeSigning(..)
                    | Self::Signers { .. }
                    | Self::Origins { .. }
            )
    }

    /// How long to wait before it is begun: a search follows the last of a few quick letters.
    pub fn pause(&self) -> Duration {
        if let Self::Search { .. } = self { Duration::from_millis(25) } else { Duration::ZERO }
    }

    /// The same with a reason why what the privacy rules warn about may be there.
    #[must_use]
    pub fn with_reason(self, reason: &str) -> Self {
        self.with(|kopie| kopie.met_reden(reason))
    }

    /// The same, said that what parties agreed to may end with it.
    #[must_use]
    pub fn ending_akkoord(self) -> Self {
        self.with(Kopie::mag_eindigen)
    }

    fn with(mut self, change: impl FnOnce(Kopie) -> Kopie) -> Self {
        if let Self::Save { kopie, .. }
        | Self::SaveOutside { kopie, .. }
        | Self::Add { kopie, .. }
        | Self::Make(kopie, _)
        | Self::Change(kopie, _)
        | Self::TakeBack { kopie, .. }
        | Self::UndoTakeBack { kopie, .. }
        | Self::Sign(kopie, _)
        | Self::ChangeSigners(kopie, _)
        | Self::MakeKey(kopie, _)
        | Self::Remark { kopie, .. } = &mut self
        {
            *kopie = change(kopie.clone());
        }
        self
    }

    /// Does the work.
    pub fn run(self) -> Done {
        let again = self.clone();
        let is_draft = self.is_draft();
        let is_exchange = matches!(self, Self::LookAtExchange(..) | Self::Exchange(..));
        self.try_run().unwrap_or_else(|fout| match fout.soort {
            Foutsoort::OnbekendeServer => again.new_server(fout),
            _ if is_draft => Done::NotKept(fout),
            Foutsoort::Inloggen => Done::Held(Box::new(again), fout),
            _ if is_exchange => Done::NotExchanged(fout),
            Foutsoort::Bevestigen | Foutsoort::EindigtAkkoord | Foutsoort::Vergrendeld => {
                Done::Held(Box::new(again), fout)
            }
            _ => Done::Refused(fout),
        })
    }

    /// What the server shows to which this was to go; where that is not to be had, the refusal.
    fn new_server(self, fout: Fout) -> Done {
        let adres = match &self {
            Self::LookAtExchange(kopie, opties) => uitwisselen::adres(kopie, &opties.met),
            Self::Fetch { adres, .. } => Ok(adres.clone()),
            _ => return Done::NotExchanged(fout),
        };
        match adres.and_then(|adres| Ok((uitwisselen::serversleutel(&adres)?.vingerafdruk, adres))) {
            Ok((vingerafdruk, adres)) => Done::NewServer(Box::new(self), adres, vingerafdruk, fout),
            Err(fout) => Done::NotExchanged(fout),
        }
    }

    fn try_run(self) -> Result<Done, Fout> {
        match self {
            Self::Open { thuis, map, read_only } => {
                let kopie = Kopie::vind(&map, &thuis)?;
                let melding = kladden(&kopie);
                if read_only { read(kopie, melding) } else { open(kopie, melding) }
            }
            Self::Example(thuis) => {
                let kopie = voorbeeld::voorbeeld(&thuis, None)?;
                let melding =
                    kladden(&kopie).or_else(|| Some("Dit is het voorbeeld: er kan niets misgaan.".to_owned()));
                open(kopie, melding)
            }
            Self::Fetch { thuis, adres, map } => {
                open(ontvangen::haal_op(&thuis, &adres, &map)?, Some("Uw eigen kopie is gemaakt.".to_owned()))
            }
            Self::Stand { kopie, gelezen, wie, vandaag, coming_back } => {
                if coming_back && bezoek::vorige(&kopie).is_none() {
                    return Ok(Done::Quiet);
                }
                Ok(Done::Stand(stand::stand(&kopie, &gelezen.agenda, wie.as_ref(), vandaag)?, coming_back))
            }
            Self::Visited(kopie) => {
                bezoek::onthoud(&kopie)?;
                Ok(Done::Quiet)
            }
            Self::New { thuis, map, naam, partij, functie } => {
                let kopie = nieuw::nieuw(&thuis, &map, Some(&naam), None)?;
                let id = onderdeel::nieuwe_partij(&kopie, &partij, None, &[])?;
                gebruiker::stel_in(&kopie, id.as_str(), Some(&functie), None, None)?;
                open(kopie, Some("De ontwikkelagenda is gemaakt. Maak met n uw eerste afspraak.".to_owned()))
            }
            Self::Read(kopie) => read(kopie, None),
            Self::Outside(kopie) => Ok(Done::Outside(opslaan::niet_opgeslagen(&kopie)?)),
            Self::Save { kopie, concept, toelichting } => {
                let versie = concept.sla_op(&kopie, toelichting.as_deref())?;
                // The work is saved; a draft that stays is offered once more, no worse.
                let _ = klad::vergeet(&kopie, concept.stuk());
                Ok(Done::Saved(concept, versie))
            }
            Self::SaveOutside { kopie, toelichting } => {
                Ok(Done::SavedOutside(opslaan::sla_buitenom_op(&kopie, toelichting.as_deref())?))
            }
            Self::Add { kopie, thema, titel, beginpunt } => {
                // A starting point names its theme: that is where it belongs, whatever was chosen first.
                let (thema, sleutel) = match beginpunt.as_deref().and_then(|b| b.split_once('/')) {
                    Some((van, sleutel)) if thema.is_empty() => (van.to_owned(), Some((van, sleutel))),
                    anders => (thema, anders),
                };
                let beginpunt = match sleutel {
                    Some((van, sleutel)) => {
                        let (van, _) = kopie.thema(van)?;
                        Some(sjabloon::beginpunt(&kopie, &van, sleutel)?)
                    }
                    None => None,
                };
                Ok(Done::Added(afspraak::voeg_toe(&kopie, &thema, &titel, beginpunt.as_ref(), &[], None)?.0))
            }
            Self::Remark { kopie, id, soort, bij, veld, tekst } => {
                let (bij, veld) = (bij.as_deref(), veld.as_deref());
                onderdeel::nieuwe_opmerking(&kopie, id.as_str(), soort, bij, veld, &tekst)?;
                Ok(Done::Remarked)
            }
            Self::Make(kopie, new) => Ok(Done::Made(new.run(&kopie)?)),
            Self::Change(kopie, change) => Ok(Done::Changed(change.run(&kopie)?)),
            Self::WhoAmI { kopie, partij, functie, mailbox, naam } => {
                let wie = gebruiker::stel_in(&kopie, &partij, Some(&functie), mailbox.as_deref(), naam.as_deref())?;
                Ok(Done::Known(wie))
            }
            Self::Search { kopie, gelezen, words, wanted } => {
                let woorden: Vec<String> = words.split_whitespace().map(zoekvorm).collect();
                Ok(Done::Found(words, zoek::zoek_in(&kopie, &gelezen.bestanden, &woorden, || wanted.holds())))
            }
            Self::Document { kopie, gelezen, id, doel } => {
                document::maak(&kopie, &gelezen.agenda, id.as_ref().map(AfspraakId::as_str), &doel)?;
                Ok(Done::Document(doel))
            }
            Self::Draft { kopie, concept, open, rij } => {
                klad::bewaar(&kopie, &concept, open, rij)?;
                // As good a moment as any to see whether somebody else wrote too.
                let drifted = concept.is_buitenom_gewijzigd(&kopie);
                Ok(if drifted { Done::Drifted(concept.stuk().clone()) } else { Done::Kept })
            }
            Self::Forget(kopie, stuk) => {
                klad::vergeet(&kopie, &stuk)?;
                Ok(Done::Kept)
            }
            Self::Check(_, wanted)
            | Self::Privacy(_, wanted)
            | Self::History(.., wanted)
            | Self::Compare { wanted, .. }
                if !wanted.holds() =>
            {
                Ok(Done::Quiet)
            }
            Self::Compare { kopie, between, filter, again, wanted } => {
                let (vandaag, over) = (Datum::vandaag(), filter.afspraak.as_deref());
                let van = match between.since.as_str() {
                    "" => kant::gewoonlijk(&kopie, vandaag)?,
                    since => kant::kant(Some(&kopie), since, over, vandaag)?,
                };
                let tot = match &between.until {
                    None => kant::nu(&kopie),
                    Some(until) => kant::kant(Some(&kopie), until, over, vandaag)?,
                };
                let found = vergelijk::vergelijk(Some(&kopie), van, tot, filter.partij.is_some())?;
                let seen = gezien::gezien(&kopie);
                let found = Arc::new(found);
                let comparing = Box::new(Comparing::new(between, filter, found, seen));
                Ok(if wanted.holds() { Done::Compared(comparing, again) } else { Done::Quiet })
            }
            Self::Origins { kopie, found, wanted } => {
                let herkomst = herkomst::herkomst(&kopie, &found, || wanted.holds())?;
                Ok(if wanted.holds() { Done::Origins(found, herkomst) } else { Done::Quiet })
            }
            Self::TakeBack { kopie, terugname, toelichting } => {
                Ok(Done::TookBack(neem_terug::neem_terug(&kopie, &terugname, toelichting.as_deref())?, false))
            }
            Self::UndoTakeBack { kopie, versie } => Ok(Done::TookBack(neem_terug::herstel(&kopie, &versie)?, true)),
            Self::Check(kopie, wanted) => {
                let bevindingen = controleer::controleer(&kopie)?;
                Ok(if wanted.holds() { Done::Checked(bevindingen) } else { Done::Quiet })
            }
            Self::Privacy(kopie, wanted) => {
                let gezien = privacy::nu(&kopie, Datum::vandaag())?;
                let mut bevindingen: Vec<_> = gezien.gevonden.iter().map(privacy::Gevonden::bevinding).collect();
                bevindingen.extend(gezien.ongezien);
                Ok(if wanted.holds() { Done::Checked(bevindingen) } else { Done::Quiet })
            }
            Self::History(kopie, stuk, wanted) => {
                let verloop = geschiedenis::geschiedenis(&kopie, stuk.as_ref(), 500, || wanted.holds())?;
                Ok(if wanted.holds() { Done::History(stuk, verloop) } else { Done::Quiet })
            }
            Self::Standpunten { kopie, over: Some(over), only_reads } => {
                Ok(Done::Standpunten(tekenen::verslag(&kopie, &over, only_reads)?))
            }
            Self::Standpunten { kopie, over: None, only_reads } => {
                Ok(Done::Standpunten(tekenen::verslag_van_alle(&kopie, tekenen::Welke::default(), only_reads)?))
            }
            Self::ReadBeforeSigning(kopie, registratie) => {
                let (registratie, verslag) = tekenen::lees_voor(&kopie, *registratie)?;
                Ok(Done::MaySign { registratie: Box::new(registratie), verslag, anders: None })
            }
            Self::Sign(kopie, registratie) => match akkoord::registreer(&kopie, &registratie) {
                // It starts over with the text as it is now.
                Err(fout) if fout.soort == Foutsoort::Veranderd => {
                    let (registratie, verslag) = tekenen::lees_voor(&kopie, *registratie)?;
                    Ok(Done::MaySign { registratie: Box::new(registratie), verslag, anders: Some(fout.wat) })
                }
                gedaan => Ok(Done::Signed(Box::new(gedaan?))),
            },
            Self::TrustServer(adres, vingerafdruk, then) => {
                uitwisselen::vertrouw_server(&adres, &vingerafdruk)?;
                Ok(then.run())
            }
            Self::LookAtExchange(kopie, mut opties) => {
                let mut vooraf = uitwisselen::bekijk(&kopie, &opties)?;
                let eerder = uitwisselen::bewaarde(&kopie, &vooraf);
                if !vooraf.vragen().is_empty() && !eerder.is_empty() {
                    opties.antwoorden.extend(eerder);
                    vooraf = uitwisselen::bekijk(&kopie, &opties)?;
                }
                Ok(Done::ExchangeSeen(opties, Box::new(vooraf)))
            }
            Self::Exchange(kopie, opties, vooraf) => {
                // What ends with it stood on the page from which this was asked.
                let kopie = kopie.mag_eindigen();
                match uitwisselen::wissel_uit(&kopie, &opties, (*vooraf).clone())? {
                    Uitgewisseld::Klaar(gedaan) => {
                        uitwisselen::vergeet(&kopie);
                        Ok(Done::Exchanged(*gedaan))
                    }
                    Uitgewisseld::Eerst(vooraf) => Ok(Done::ExchangeSeen(opties, vooraf)),
                }
            }
            Self::KeepChoices(kopie, vooraf, antwoorden) => {
                uitwisselen::bewaar(&kopie, &vooraf, &antwoorden)?;
                Ok(Done::Quiet)
            }
            Self::WriteExchangeFile(kopie, doel) => Ok(Done::ExchangeFile(uitwisselen::schrijf(&kopie, &doel)?)),
            Self::Checkpoint(kopie, overleg) => {
                Ok(Done::CheckpointMade(Box::new(peilmerk::zet(&kopie, Some(&overleg))?)))
            }
            Self::MakeKey(kopie, wachtwoord) => {
                let wachtwoord = wachtwoord.map(|Hidden(w)| w);
                Ok(Done::KeyMade(tekenen::maak_sleutel(&kopie, wachtwoord)?))
            }
            Self::UndoDeclared(kopie, versie) => {
                Ok(Done::Undeclared(Box::new(ongedaan::maak_ongedaan(&kopie, versie)?)))
            }
            Self::Signers { kopie, only_reads, told } => Ok(Done::Signers(lijst::verslag(&kopie, only_reads)?, told)),
            Self::ChangeSigners(kopie, change) => {
                let told = match change {
                    SignersChange::List(wijziging) => lijst::wijzig_lijst(&kopie, wijziging)?.onderwerp,
                    SignersChange::Recover(bestand) => wie_mag::herstel(&kopie, &bestand)?.onderwerp,
                    SignersChange::Confirm(partij, woorden) => {
                        let begin = vertrouwen::vertrouw(&kopie, partij.as_str(), &woorden)?;
                        format!("{}: de controlewoorden zijn bevestigd, op deze computer", begin.partij)
                    }
                };
                Ok(Done::Signers(lijst::verslag(&kopie, false)?, Some(format!("{told}."))))
            }
            Self::Unlock(Hidden(wachtwoord), then) => {
                sleutel::ontgrendel(&wachtwoord)?;
                Ok(then.run())
            }
            Self::WhoWrote(kopie, stuk, wanted) => {
                let overzicht = wie_schreef(&kopie, &stuk, || wanted.holds())?;
                let verslag = overzicht.schrijvers(&stuk);
                Ok(if wanted.holds() { Done::WhoWrote(verslag) } else { Done::Quiet })
            }
            Self::Tidy(kopie) => {
                let repo = kopie.versies()?;
                if repo.is_opruimen_nodig() {
                    repo.ruim_op(false)?;
                }
                Ok(Done::Quiet)
            }
        }
    }
}
