//! How a job is done, away from the screen.

use std::sync::Arc;

use crate::actions::fout::Foutsoort;
use crate::actions::naslag::Naslag;
use crate::actions::uitwisselen::{self, Met, Uitgewisseld, Vorm};
use crate::actions::wie_schreef::wie_schreef;
use crate::actions::{
    Fout, Kopie, afspraak, akkoord, bezoek, controleer, document, gebruiker, geschiedenis, gezien, herkomst, kant,
    klad, lijst, neem_terug, nieuw, onderdeel, ongedaan, ontvangen, opslaan, peilmerk, privacy, sjabloon, sleutel,
    stand, tekenen, vergelijk, vertrouwen, voorbeeld, wie_mag, zoek,
};
use crate::agenda::tekst::zoekvorm;
use crate::agenda::{AfspraakId, Datum};
use crate::tui::dialogs::dialog::Hidden;
use crate::tui::screens::comparing::Comparing;
use crate::tui::work::done::Done;
use crate::tui::work::job::Job;
use crate::tui::work::opening::{kladden, open, read};
use crate::tui::work::signers::SignersChange;

/// Why it was not done: of an exchange it stands on a page of its own.
fn refused(fout: Fout, met: Option<Met>) -> Done {
    match met {
        Some(met) => Done::NotExchanged(fout, met),
        None => Done::Refused(fout),
    }
}

impl Job {
    /// Does the work; nothing comes of it when whoever asked gave up waiting for others.
    pub fn run(self) -> Done {
        match self.waits_for_others().cloned() {
            Some(wanted) => wanted.while_it_holds(move || self.run_whole()).unwrap_or(Done::Quiet),
            None => self.run_whole(),
        }
    }

    fn run_whole(self) -> Done {
        let again = self.clone();
        let is_draft = self.is_draft();
        let met = self.exchanges_with();
        self.try_run().unwrap_or_else(|fout| match fout.soort {
            Foutsoort::OnbekendeServer => again.new_server(fout),
            _ if is_draft => Done::NotKept(fout),
            Foutsoort::Inloggen => Done::Held(Box::new(again), fout),
            Foutsoort::Bevestigen | Foutsoort::EindigtAkkoord | Foutsoort::Vergrendeld if met.is_none() => {
                Done::Held(Box::new(again), fout)
            }
            _ => refused(fout, met),
        })
    }

    /// With what it exchanges, where it does.
    fn exchanges_with(&self) -> Option<Met> {
        match self {
            Self::LookAtExchange(_, o, _) | Self::Exchange(_, o, ..) => Some(o.met.clone()),
            _ => None,
        }
        .filter(|met| *met != Met::Halverwege)
    }

    /// What the server shows to which this was to go; where that is not to be had, the refusal.
    fn new_server(self, fout: Fout) -> Done {
        let met = self.exchanges_with();
        let adres = match &self {
            Self::LookAtExchange(kopie, opties, _) => uitwisselen::adres(kopie, &opties.met),
            Self::Fetch { adres, .. } => Ok(adres.clone()),
            _ => return refused(fout, met),
        };
        match adres.and_then(|adres| Ok((uitwisselen::serversleutel(&adres)?.vingerafdruk, adres))) {
            Ok((vingerafdruk, adres)) => Done::NewServer(Box::new(self), adres, vingerafdruk, fout),
            Err(fout) => refused(fout, met),
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
            Self::Outside(kopie) => {
                // While git is in the midst of something, nobody can save it.
                let is_onaf = kopie.versies().is_ok_and(|repo| repo.kan_opslaan().is_err());
                Ok(Done::Outside(if is_onaf { Vec::new() } else { opslaan::niet_opgeslagen(&kopie)? }))
            }
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
            Self::Standpunten { kopie, over, only_reads } => {
                Ok(Done::Standpunten(tekenen::verslag(&kopie, &over, only_reads)?))
            }
            Self::AllStandpunten { kopie, welke, only_reads } => {
                Ok(Done::AllStandpunten(tekenen::verslag_van_alle(&kopie, &welke, only_reads)?))
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
            Self::LookAtExchange(kopie, mut opties, _) => {
                let mut vooraf = uitwisselen::bekijk(&kopie, &mut opties)?;
                let eerder = uitwisselen::bewaarde(&kopie, &vooraf);
                if !eerder.is_empty() {
                    eerder.into_iter().for_each(|(vraag, keuze)| opties.kies(vraag, keuze));
                    vooraf = uitwisselen::bekijk(&kopie, &mut opties)?;
                }
                Ok(Done::ExchangeSeen(opties, Box::new(vooraf)))
            }
            Self::Exchange(kopie, mut opties, vooraf, _) => {
                // What ends with it stood on the page from which this was asked.
                let kopie = kopie.mag_eindigen();
                match uitwisselen::wissel_uit(&kopie, &mut opties, (*vooraf).clone())? {
                    Uitgewisseld::Klaar(gedaan) => {
                        uitwisselen::vergeet(&kopie);
                        Ok(Done::Exchanged(*gedaan))
                    }
                    Uitgewisseld::Eerst(vooraf) => Ok(Done::ExchangeFirst(opties, vooraf)),
                }
            }
            Self::MayRemove(kopie, id) => {
                afspraak::mag_weg(&kopie, &id)?;
                Ok(Done::MayRemove(id))
            }
            Self::KeepChoices(kopie, vooraf, antwoorden) => {
                uitwisselen::bewaar(&kopie, &vooraf, &antwoorden)?;
                Ok(Done::Quiet)
            }
            Self::WriteExchangeFile(kopie, doel) => {
                Ok(Done::ExchangeFile(uitwisselen::schrijf(&kopie, &doel, Vorm::default())?))
            }
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
