//! What an answer does that is no field of what is on screen: a folder to open, a reason, a form.

use crate::actions::{Fout, selecties};
use crate::agenda::keuze::Optie;
use crate::agenda::selectie::{Selectie, Volgorde};
use crate::tui::app::{App, Screen};
use crate::tui::dialogs::dialog::{Dialog, Form, Purpose};
use crate::tui::editing::edit;
use crate::tui::work::change::{Change, Make};
use crate::tui::work::job::Job;
use crate::tui::work::signers::SignersChange;

/// A line of text that is no field of an afspraak.
pub fn line(app: &mut App, purpose: &Purpose, tekst: &str) {
    let toelichting = Some(tekst.trim().to_owned()).filter(|t| !t.is_empty());
    match purpose {
        Purpose::Reason => {
            if let (Some(kopie), Some(r)) = (app.kopie.clone(), &app.reader) {
                let concept = Box::new(r.concept.nu());
                app.ask(Job::Save { kopie, concept, toelichting });
            }
        }
        Purpose::OutsideReason => app.ask_with_kopie(|kopie| Job::SaveOutside { kopie, toelichting }),
        Purpose::OpenFolder | Purpose::OpenReadOnly if toelichting.is_some() => {
            app.screen = if app.gelezen.is_some() { Screen::Overview } else { Screen::Start };
            app.read_only = app.only_reads || *purpose == Purpose::OpenReadOnly;
            app.ask(Job::Open { thuis: app.thuis.clone(), map: app.thuis.pad(tekst), read_only: app.read_only });
        }
        Purpose::Document if toelichting.is_some() => app.make_document(app.thuis.document(tekst)),
        Purpose::SinceDay if toelichting.is_some() => app.since(tekst.trim()),
        Purpose::PrivacyReason(held) => app.save_anyway(held, tekst),
        Purpose::LogInName(held) => app.ask_log_in_secret(tekst, held),
        Purpose::LogInSecret(naam, held) => app.log_in(naam, tekst, held),
        Purpose::Unlock(held) => app.unlock(tekst, held),
        Purpose::NewKeyOf(id) if toelichting.is_some() => app.new_key_of(id, tekst),
        Purpose::RecoveryKey if toelichting.is_some() => {
            app.change_signers(SignersChange::Recover(app.thuis.document(tekst)));
        }
        Purpose::NewPassword(eerst) => app.new_password(eerst.as_ref(), tekst),
        Purpose::Remark { .. } => app.place_remark(purpose, tekst),
        Purpose::RemoveReason => app.change(|id| Change::Remove(id, toelichting)),
        Purpose::TakeBackReason(terugname) => {
            let terugname = (**terugname).clone();
            app.ask_with_kopie(|kopie| Job::TakeBack { kopie, terugname, toelichting });
        }
        Purpose::RestoreReason(id, versie) => {
            let change = Change::Restore(id.clone(), versie.clone(), toelichting);
            app.ask_with_kopie(|kopie| Job::Change(kopie, change));
        }
        Purpose::Filter => app.set_filter(tekst),
        Purpose::ExchangeWith if toelichting.is_some() => app.exchange_with(tekst.trim()),
        Purpose::ReadIn if toelichting.is_some() => app.read_in(tekst.trim()),
        Purpose::ExchangeFile if toelichting.is_some() => app.write_exchange_file(tekst.trim()),
        _ => {}
    }
}

/// A form that is no part of an afspraak, when it is filled in far enough.
pub fn form(app: &mut App, form: &Form) {
    let leeg = |namen: &[&str]| namen.iter().find(|n| form.waarde(n).is_empty()).map(|n| (*n).to_owned());
    let ontbreekt = match &form.purpose {
        Purpose::WhoAmI(_) => leeg(&["partij", "functie"]),
        Purpose::NewAgenda => leeg(&["map", "naam", "partij", "functie"]),
        // A starting point brings a title and a theme of its own.
        Purpose::NewAfspraak if !form.waarde("beginpunt").is_empty() => None,
        Purpose::NewAfspraak => leeg(&["titel", "thema"]),
        Purpose::OpenAddress => leeg(&["adres", "map"]),
        Purpose::Replace => leeg(&["zoek"]),
        Purpose::NewTheme | Purpose::NewParty => leeg(&["naam"]),
        Purpose::NewMeeting => leeg(&["soort", "datum"]),
        Purpose::Standpunt(_) => leeg(&["standpunt", "soort"]),
        Purpose::StandpuntAnders(_) => leeg(&["standpunt"]),
        Purpose::Colleague => leeg(&["sleutel", "functie"]),
        _ => None,
    };
    if let Some(naam) = ontbreekt {
        let label = form.velden.iter().find(|v| v.naam == naam).map_or(naam.clone(), |v| v.label.clone());
        if let Some(Dialog::Form(f)) = app.dialogs.last_mut() {
            f.cursor = f.velden.iter().position(|v| v.naam == naam).unwrap_or(0);
            f.fout = Some(format!("Vul eerst in: {}.", label.to_lowercase()));
        }
        return;
    }
    match &form.purpose {
        Purpose::WhoAmI(then) => {
            let vul = |naam: &str| Some(form.waarde(naam).to_owned());
            let (partij, functie) = (form.waarde("partij").to_owned(), form.waarde("functie").to_owned());
            let (mailbox, naam) = (vul("mailbox"), vul("naam"));
            app.pending = app.dialogs.pop();
            if let Some(kopie) = app.kopie.clone() {
                // It is kept on this machine in a moment, so what waits for it goes on at once.
                let known = Job::WhoAmI { kopie, partij, functie, mailbox, naam }.run();
                app.update_done(known);
                if let Some(then) = then.filter(|_| app.wie.is_some()) {
                    app.act(then);
                }
            }
        }
        Purpose::NewAgenda => {
            app.read_only = app.only_reads;
            let waarde = |naam: &str| form.waarde(naam).to_owned();
            app.ask(Job::New {
                thuis: app.thuis.clone(),
                map: app.thuis.pad(form.waarde("map")),
                naam: waarde("naam"),
                partij: waarde("partij"),
                functie: waarde("functie"),
            });
            app.pending = app.dialogs.pop();
        }
        Purpose::OpenAddress => {
            app.read_only = app.only_reads;
            let (adres, map) = (form.waarde("adres").to_owned(), app.thuis.pad(form.waarde("map")));
            app.ask(Job::Fetch { thuis: app.thuis.clone(), adres, map });
            app.pending = app.dialogs.pop();
        }
        Purpose::NewAfspraak => {
            let (thema, titel) = (form.waarde("thema").to_owned(), form.waarde("titel").to_owned());
            let beginpunt = Some(form.waarde("beginpunt").to_owned()).filter(|b| !b.is_empty());
            app.pending = app.dialogs.pop();
            app.ask_with_kopie(|kopie| Job::Add { kopie, thema, titel, beginpunt });
        }
        Purpose::NewTheme | Purpose::NewParty | Purpose::NewMeeting => {
            let waarde = |naam: &str| form.waarde(naam).to_owned();
            let new = match form.purpose {
                Purpose::NewTheme => Make::Theme { naam: waarde("naam"), voorvoegsel: waarde("voorvoegsel") },
                Purpose::NewParty => Make::Party { naam: waarde("naam"), soort: waarde("soort") },
                _ => Make::Meeting { soort: waarde("soort"), datum: waarde("datum") },
            };
            app.pending = app.dialogs.pop();
            app.ask_with_kopie(|kopie| Job::Make(kopie, new));
        }
        Purpose::Selection => select(app, form),
        Purpose::Replace => {
            app.dialogs.pop();
            app.replace(form);
        }
        Purpose::Standpunt(over) => app.read_before_signing(form, over),
        Purpose::Colleague => app.add_colleague(form),
        Purpose::StandpuntAnders(over) => app.say_otherwise(form, over),
        Purpose::Row(soort, groep, sleutel) => edit::confirm_row(app, form, *soort, groep, sleutel),
        _ => {
            app.dialogs.pop();
        }
    }
}

/// An answer from a list.
pub fn choice(app: &mut App, purpose: &Purpose, woord: &str) {
    match purpose {
        Purpose::Sort => {
            let volgorde = |o: &&Optie| o.woord == woord;
            let gekozen = Volgorde::OPTIES.iter().find(volgorde).map(|o| toml::Value::String(o.woord.to_owned()));
            app.overview.selectie.volgorde = gekozen.and_then(|w| w.try_into().ok());
            app.refill();
        }
        Purpose::Since if !woord.is_empty() => app.since(woord),
        Purpose::ChangesOf if !woord.is_empty() => app.changes_of(woord),
        Purpose::Standpunten if !woord.is_empty() => app.standpunten_of(woord),
        Purpose::Progress => app.progress(woord),
        Purpose::OnAgenda => app.put_on_agenda(woord),
        Purpose::StandpuntOver(alle, overleg) => app.standpunt_over(alle, overleg.as_deref(), woord),
        Purpose::Successor if !woord.is_empty() => {
            app.ask_successor(woord);
        }
        Purpose::MoveTo if !woord.is_empty() => app.change(|id| Change::Move(id, woord.to_owned())),
        _ => {}
    }
}

/// Shows what the form asks for, and keeps it under a name where one was given.
fn select(app: &mut App, form: &Form) {
    let Some(kopie) = app.kopie.clone() else { return };
    let gekozen = || -> Result<Selectie, Fout> {
        let bewaard = form.waarde("bewaard");
        if !bewaard.is_empty() {
            return selecties::met_naam(&kopie, bewaard);
        }
        let velden: Vec<(&str, &str)> = form
            .velden
            .iter()
            .filter(|v| !matches!(v.naam.as_str(), "bewaard" | "bewaar"))
            .map(|v| (v.naam.as_str(), v.tekst.as_str()))
            .collect();
        let mut selectie = selecties::lees(&kopie, &velden)?;
        selectie.volgorde = app.overview.selectie.volgorde;
        if !form.waarde("bewaar").is_empty() {
            selecties::bewaar(&kopie, form.waarde("bewaar"), Some(selectie.clone()))?;
        }
        Ok(selectie)
    };
    match gekozen() {
        Ok(selectie) => {
            app.dialogs.pop();
            app.overview.selectie = selectie;
            app.overview.top.set(0);
            app.refill();
            if !form.waarde("bewaar").is_empty() {
                app.tell(format!("Bewaard als ‘{}’, op deze computer.", form.waarde("bewaar")));
            }
        }
        Err(fout) => {
            if let Some(Dialog::Form(f)) = app.dialogs.last_mut() {
                f.fout = Some(fout.to_string().trim().to_owned());
            }
        }
    }
}
