//! From the focus to an editor, and from an answer back to the afspraak.

use crate::actions::Fout;
use crate::actions::bewerk::Invoer;
use crate::agenda::Bestandsoort;
use crate::agenda::veld::{Soort, Veld, veld};
use crate::store::Plek;
use crate::store::value::bewerkbaar;
use crate::tui::app::{App, question};
use crate::tui::dialogs::answer;
use crate::tui::dialogs::dialog::{Choice, Decision, Dialog, Editor, Form, FormField, Purpose};
use crate::tui::screens::reader::Item;
use crate::tui::screens::reader::Reader;

/// Opens the editor for what has the focus.
pub fn edit(app: &mut App) {
    if let Some(Dialog::Form(form)) = app.dialogs.last() {
        let index = form.cursor;
        let Some(v) = form.velden.get(index).cloned() else { return };
        let dialog = editor(app, Purpose::InForm(index), &v.label, &v.uitleg, v.soort, &v.tekst, v.opties);
        app.dialogs.push(dialog);
        return;
    }
    match app.focused_item().cloned() {
        Some(Item::Field { soort, pad, veld, label, .. }) => {
            let Ok(plek) = Plek::zoek(soort, &pad) else { return };
            let waarde = app.reader.as_ref().and_then(|r| r.concept.document(soort)?.waarde(&plek));
            let tekst = waarde.map(|w| bewerkbaar(veld.soort, &w)).unwrap_or_default();
            let tips = if soort == Bestandsoort::Afspraak { app.tips(&pad) } else { Vec::new() };
            let purpose = Purpose::Value(soort, pad);
            let mut dialog = editor(app, purpose, &label, veld.uitleg, veld.soort, &tekst, Vec::new());
            if let Dialog::Editor(e) = &mut dialog {
                e.tips = tips;
            }
            app.dialogs.push(dialog);
        }
        Some(Item::Row { soort, groep, sleutel, .. }) => row_form(app, soort, groep, sleutel),
        Some(Item::Group { .. }) => add_row(app),
        Some(Item::Heading(_)) | None => app.tell("Kies met ↓ het onderdeel dat u wilt bewerken."),
    }
}

/// The editor that fits a kind: a list where there is something to choose, a text field otherwise.
fn editor(
    app: &App,
    purpose: Purpose,
    label: &str,
    uitleg: &str,
    soort: Soort,
    tekst: &str,
    opties: Vec<(String, String)>,
) -> Dialog {
    let opties = if opties.is_empty() { options(app, soort) } else { opties };
    if opties.is_empty() {
        return Dialog::Editor(Box::new(Editor::new(purpose, label, uitleg, soort, tekst)));
    }
    let begin: Vec<String> = tekst.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect();
    let meer = matches!(soort, Soort::Keuzes(_) | Soort::Partijen | Soort::Afspraken);
    Dialog::Choice(Choice::new(purpose, label, uitleg, opties, begin, meer))
}

/// The answers that a kind has: its fixed list, the parties, the afspraken, the indicators.
fn options(app: &App, soort: Soort) -> Vec<(String, String)> {
    let Some(g) = &app.gelezen else { return Vec::new() };
    let agenda = &g.agenda;
    match soort {
        Soort::Keuze(o) | Soort::Keuzes(o) => o.iter().map(|o| (o.woord.to_owned(), o.label.to_owned())).collect(),
        Soort::JaNee => vec![("ja".to_owned(), "Ja".to_owned()), ("nee".to_owned(), "Nee".to_owned())],
        Soort::Partij | Soort::Partijen => {
            agenda.partijen.iter().map(|(id, p)| (id.to_string(), p.naam.clone())).collect()
        }
        Soort::Afspraak | Soort::Afspraken => {
            agenda.afspraken.iter().map(|(id, g)| (id.to_string(), format!("{id}  {}", g.afspraak.titel))).collect()
        }
        Soort::Indicator => {
            // Those on screen: one that was added just now can be measured too.
            app.reader.as_ref().map(Reader::indicators).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// A form with the fields of a row; `nieuw` for a new one.
pub fn row_form(app: &mut App, soort: Bestandsoort, groep: &'static Veld, sleutel: String) {
    let Some(reader) = &app.reader else { return };
    let waarde = |k: &'static Veld| {
        let plek = Plek::InRij(groep, sleutel.clone(), k);
        let waarde = reader.concept.document(soort)?.waarde(&plek)?;
        Some(bewerkbaar(k.soort, &waarde))
    };
    let velden = groep
        .kinderen()
        .iter()
        .filter(|k| !k.is_vast())
        .map(|k| FormField {
            naam: k.naam.to_owned(),
            label: k.label.to_owned(),
            uitleg: k.uitleg.to_owned(),
            soort: k.soort,
            tekst: waarde(k).unwrap_or_default(),
            opties: if k.soort == Soort::Indicator { options(app, k.soort) } else { Vec::new() },
        })
        .collect();
    app.dialogs.push(Dialog::Form(Form::new(
        Purpose::Row(soort, groep.naam, sleutel),
        groep.label,
        groep.uitleg,
        velden,
    )));
}

/// Opens a form for a new row of this group.
pub fn new_row(app: &mut App, soort: Bestandsoort, groep: &'static Veld) {
    row_form(app, soort, groep, "nieuw".to_owned());
}

/// Opens a form for a new row of the group that has the focus.
pub fn add_row(app: &mut App) {
    match app.focused_item().cloned() {
        Some(Item::Group { soort, veld, .. }) => row_form(app, soort, veld, "nieuw".to_owned()),
        Some(Item::Row { soort, groep, .. }) => row_form(app, soort, groep, "nieuw".to_owned()),
        _ => app.tell("Een regel toevoegen kan bij onderdelen die uit regels bestaan, zoals mijlpalen of inzet."),
    }
}

/// Asks whether the row that has the focus may go.
pub fn ask_remove_row(app: &mut App) {
    if let Some(Item::Row { soort, groep, sleutel, cellen }) = app.focused_item().cloned() {
        let wat = cellen.first().map(|(_, c)| c.clone()).unwrap_or_default();
        app.dialogs.push(question(
            &format!("Deze regel weghalen bij {}: {wat}?", groep.label.to_lowercase()),
            &[
                ('j', "Ja, weghalen (ongedaan maken kan met Ctrl+Z)", Decision::RemoveRow(soort, groep.naam, sleutel)),
                ('n', "Nee, laten staan", Decision::Stay),
            ],
        ));
    } else {
        app.tell("Kies eerst de regel die weg kan.");
    }
}

/// Moves the row that has the focus one place.
pub fn move_row(app: &mut App, omlaag: bool) {
    let Some(Item::Row { soort, groep, sleutel, .. }) = app.focused_item().cloned() else { return };
    let Some(r) = app.reader.as_mut() else { return };
    let uitkomst = r.concept.verplaats_rij(soort, groep, &sleutel, omlaag);
    let melding = match (&uitkomst, omlaag) {
        (Ok(false), true) => "Dit is de laatste regel al.",
        (Ok(false), false) => "Dit is de eerste regel al.",
        _ => "Verplaatst, nog niet opgeslagen. Ctrl+Z maakt het ongedaan.",
    };
    after_change(app, uitkomst.map(drop), melding);
}

/// Doubles the row that has the focus, and puts the focus on the new one.
pub fn double_row(app: &mut App) {
    let Some(Item::Row { soort, groep, sleutel, .. }) = app.focused_item().cloned() else { return };
    let Some(r) = app.reader.as_mut() else { return };
    let uitkomst = r.concept.verdubbel_rij(soort, groep, &sleutel);
    let nieuw = uitkomst.as_ref().ok().cloned();
    after_change(app, uitkomst.map(drop), "Verdubbeld, nog niet opgeslagen. Wijzig de nieuwe regel met e.");
    if let (Some(nieuw), Some(r), Some(g)) = (nieuw, app.reader.as_mut(), &app.gelezen) {
        r.focus(soort, &format!("{}.{nieuw}", groep.naam), &g.agenda);
    }
}

/// Removes a row of the afspraak on screen.
pub fn remove_row(app: &mut App, soort: Bestandsoort, groep: &str, sleutel: &str) {
    let Some(groep) = veld(soort.velden(), groep) else { return };
    let uitkomst = app.reader.as_mut().map(|r| r.concept.verwijder_rij(soort, groep, sleutel));
    after_change(app, uitkomst.unwrap_or(Ok(())), "Weggehaald. Ctrl+Z maakt het ongedaan.");
}

/// Shows the document as it is after a change, and says what happened.
pub fn after_change(app: &mut App, uitkomst: Result<(), Fout>, melding: &str) -> bool {
    if let (Some(r), Some(g)) = (app.reader.as_mut(), app.gelezen.clone()) {
        r.fill(&g.agenda);
    }
    match uitkomst {
        Ok(()) => {
            if !melding.is_empty() {
                app.tell(melding);
            }
            true
        }
        Err(fout) => {
            app.refuse(&fout);
            false
        }
    }
}

/// Puts an answer where it belongs. False when it does not fit.
fn put(app: &mut App, purpose: &Purpose, tekst: String) -> bool {
    match purpose {
        Purpose::Value(soort, pad) => {
            let invoer = [Invoer { veld: pad.clone(), waarde: tekst }];
            let (Some(r), Some(g)) = (app.reader.as_mut(), app.gelezen.clone()) else { return true };
            let uitkomst = r.concept.zet(*soort, &invoer, &g.agenda, app.vandaag);
            let melding = if uitkomst == Ok(true) { "Gewijzigd, nog niet opgeslagen. Ctrl+S slaat op." } else { "" };
            after_change(app, uitkomst.map(drop), melding)
        }
        Purpose::InForm(index) => {
            if let Some(Dialog::Form(f)) = app.dialogs.iter_mut().rev().find(|d| matches!(d, Dialog::Form(_))) {
                if let Some(v) = f.velden.get_mut(*index) {
                    v.tekst = tekst;
                }
                f.fout = None;
                f.cursor = (*index + 1).min(f.velden.len().saturating_sub(1));
            }
            true
        }
        _ => true,
    }
}

/// Enter in a field or list, Ctrl+S in a form: takes the answer.
pub fn done(app: &mut App) {
    match app.dialogs.last().cloned() {
        Some(Dialog::Editor(e)) => match e.purpose {
            Purpose::Value(..) | Purpose::InForm(_) => {
                accept_editor(app);
            }
            _ => {
                let dialog = app.dialogs.pop();
                app.pending = dialog.filter(|_| {
                    matches!(
                        e.purpose,
                        Purpose::Document
                            | Purpose::OpenFolder
                            | Purpose::OpenReadOnly
                            | Purpose::SinceDay
                            | Purpose::TakeBackReason(_)
                            | Purpose::Remark { .. }
                    )
                });
                match e.purpose {
                    Purpose::Note => app.keep_note(&e.field.text(), &e.begin),
                    Purpose::OwnText(ref over, ref veld) => app.choose_own_text((*e).clone(), over, veld),
                    _ => answer::line(app, &e.purpose, &e.field.text()),
                }
            }
        },
        Some(Dialog::Choice(mut c)) => {
            let gevonden = c.zichtbaar().get(c.cursor).map(|(w, _)| w.clone());
            if gevonden.is_none() && !c.opties.is_empty() {
                app.tell("Er is niets gevonden om te kiezen. Haal met Backspace letters weg.");
                return;
            }
            // Enter on a list of one answer takes the focused one; in the other kind it first takes
            // what was searched for.
            let nothing_yet = c.meer && !c.touched && c.gekozen.is_empty();
            let kiest = !c.meer && gevonden.is_some_and(|w| !c.gekozen.contains(&w))
                || c.meer && (!c.filter.is_empty() || nothing_yet);
            if kiest {
                c.wissel();
            }
            if c.meer && !c.filter.is_empty() {
                c.filter.clear();
                c.cursor = 0;
                if let Some(boven) = app.dialogs.last_mut() {
                    *boven = Dialog::Choice(c);
                }
                return;
            }
            app.dialogs.pop();
            match c.purpose {
                Purpose::Value(..) | Purpose::InForm(_) => {
                    put(app, &c.purpose, c.antwoord());
                }
                _ => answer::choice(app, &c.purpose, &c.antwoord()),
            }
        }
        Some(Dialog::Form(f)) => answer::form(app, &f),
        _ => {}
    }
}

/// Takes what stands in the field, when it fits. False when it does not; the field stays open.
pub fn accept_editor(app: &mut App) -> bool {
    let Some(Dialog::Editor(e)) = app.dialogs.last().cloned() else { return true };
    if !matches!(e.purpose, Purpose::Value(..) | Purpose::InForm(_)) {
        return true;
    }
    if let Err(reden) = e.oordeel(app.vandaag) {
        app.refuse(&Fout::nieuw(reden, "Verbeter het, of druk op Esc om te kiezen wat er gebeurt."));
        return false;
    }
    let is_over = put(app, &e.purpose, e.field.text());
    if is_over {
        app.dialogs.pop();
    }
    is_over
}

/// Esc in a field: the text stays, as a change that is not saved yet. Only where it does not fit
/// is there something to decide.
pub fn leave_editor(app: &mut App) {
    let Some(Dialog::Editor(e)) = app.dialogs.last().cloned() else { return };
    let is_waarde = matches!(e.purpose, Purpose::Value(..) | Purpose::InForm(_));
    if e.purpose == Purpose::Note {
        // A note is no version: leaving the field keeps it, as one would expect of paper.
        done(app);
    } else if e.purpose == Purpose::Filter {
        app.dialogs.pop();
        app.set_filter("");
    } else if let Purpose::Unlock(held) | Purpose::LogInName(held) | Purpose::LogInSecret(_, held) = &e.purpose {
        app.dialogs.pop();
        app.let_go(held);
    } else if e.field.text() == e.begin || (!is_waarde && e.field.text().trim().is_empty()) {
        app.dialogs.pop();
        if let Purpose::PrivacyReason(held) = &e.purpose {
            app.let_go(held);
        }
    } else if is_waarde && e.oordeel(app.vandaag).is_ok() && accept_editor(app) {
    } else {
        let vraag =
            if is_waarde { "Wat hier staat klopt nog niet." } else { "Wat u hier schreef is nog niet gebruikt." };
        let weg = if is_waarde {
            ('t', "Terug naar wat er stond", Decision::DropEdit)
        } else {
            ('w', "Weggooien", Decision::DropEdit)
        };
        app.dialogs.push(question(vraag, &[('v', "Verder bewerken", Decision::Stay), weg]));
    }
}

/// Takes a row's form, when it fits.
pub fn confirm_row(app: &mut App, form: &Form, soort: Bestandsoort, groep: &str, sleutel: &str) {
    let invoer: Vec<Invoer> = form
        .velden
        .iter()
        .zip(&form.begin)
        .filter(|(v, begin)| v.tekst != **begin)
        .map(|(v, _)| Invoer { veld: format!("{groep}.{sleutel}.{}", v.naam), waarde: v.tekst.clone() })
        .collect();
    if invoer.is_empty() && sleutel != "nieuw" {
        app.dialogs.pop();
        return;
    }
    let (Some(r), Some(g)) = (app.reader.as_mut(), app.gelezen.clone()) else { return };
    let uitkomst = if invoer.is_empty() {
        // A new row with nothing in it lacks what every row needs.
        let eerste = form.velden.first().map_or("", |v| v.naam.as_str());
        r.concept.zet(
            soort,
            &[Invoer { veld: format!("{groep}.nieuw.{eerste}"), waarde: String::new() }],
            &g.agenda,
            app.vandaag,
        )
    } else {
        r.concept.zet(soort, &invoer, &g.agenda, app.vandaag)
    };
    match uitkomst {
        Ok(_) => {
            app.dialogs.pop();
            after_change(app, Ok(()), "Gewijzigd, nog niet opgeslagen. Ctrl+S slaat op.");
            // A new row comes last; that is where one goes on.
            let laatste =
                |i: &Item| matches!(i, Item::Row { soort: s, groep: g, .. } if *s == soort && g.naam == groep);
            if sleutel == "nieuw"
                && let Some(r) = app.reader.as_mut()
                && let Some(i) = r.items.iter().rposition(laatste)
            {
                r.cursor = i;
            }
        }
        Err(fout) => {
            if let Some(Dialog::Form(f)) = app.dialogs.last_mut() {
                f.fout = Some(fout.to_string().trim().to_owned());
            }
        }
    }
}
