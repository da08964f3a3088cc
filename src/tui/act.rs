//! What each action of the table does.

use crate::actions::concept::Concept;
use crate::actions::{notitie, sjabloon};
use crate::agenda::selectie::Selectie;
use crate::agenda::{Stuk, begrippen};
use crate::export::inzicht::{self, Inzicht};
use crate::export::verslag::Doel;
use crate::tui::action::{Action, Place, TABLE};
use crate::tui::app::{App, Screen, question};
use crate::tui::dialogs::calendar::Calendar;
use crate::tui::dialogs::dialog::{Decision, Dialog, Form, Page, Purpose};
use crate::tui::dialogs::forms;
use crate::tui::editing::edit;
use crate::tui::screens::overview::Row;
use crate::tui::screens::pages;
use crate::tui::screens::reader::Reader;
use crate::tui::work::job::Job;
use crate::tui::work::wanted::Wanted;

impl App {
    pub(in crate::tui) fn act(&mut self, action: Action) {
        match action {
            Action::Help => self.dialogs.push(Dialog::Page(pages::help(self))),
            Action::Quit => self.leave(true),
            Action::Back => self.back(),
            Action::Up => self.go(-1),
            Action::Down => self.go(1),
            Action::PageUp | Action::PageDown if self.place() == Place::Comparing => {
                if let Some(c) = &mut self.comparing {
                    c.page(action == Action::PageDown);
                }
            }
            Action::PageUp => self.go(-(self.page_height())),
            Action::PageDown => self.go(self.page_height()),
            Action::First => self.go(isize::MIN / 2),
            Action::Last => self.go(isize::MAX / 2),
            Action::NextField => self.next_field(true),
            Action::PreviousField => self.next_field(false),
            Action::Open => self.open(),
            Action::Follow => self.follow(),
            Action::OpenExample => {
                self.read_only = self.only_reads;
                self.ask(Job::Example(self.thuis.clone()));
                self.offer_tour();
            }
            Action::OpenLast => {
                if let Some(last) = self.last.clone() {
                    self.read_only = self.only_reads;
                    self.ask(Job::Open { thuis: self.thuis.clone(), map: last.map, read_only: self.read_only });
                }
            }
            Action::OpenReadOnly => {
                let uitleg = "De map waarin de ontwikkelagenda staat. U kunt er niets in wijzigen.";
                self.edit_line(Purpose::OpenReadOnly, "Welke map wilt u alleen lezen?", uitleg, "");
            }
            Action::OpenAddress => self.dialogs.push(Dialog::Form(forms::address())),
            Action::Stand => self.ask_with_stand(false),
            Action::Settings => self.dialogs.push(Dialog::Page(pages::settings(&self.thuis))),
            Action::Insight => self.dialogs.push(Dialog::Page(pages::insights())),
            Action::Glossary => {
                let page = Page::new(inzicht::begrippen(begrippen::BEGRIPPEN));
                self.dialogs.push(Dialog::Page(page));
            }
            Action::Tour => self.begin_tour(),
            Action::OpenFolder => {
                self.edit_line(Purpose::OpenFolder, "Welke map?", "De map waarin de ontwikkelagenda staat.", "")
            }
            Action::NewAgenda => self.dialogs.push(Dialog::Form(forms::new_agenda())),
            Action::NewAfspraak => self.new_afspraak(),
            Action::Filter => {
                let filter = self.overview.filter.clone();
                self.edit_line(Purpose::Filter, "Zoeken", "Typ een of meer woorden; leeg toont weer alles.", &filter);
            }
            Action::Select if self.screen == Screen::Comparing => self.ask_changes_of(),
            Action::Select => self.ask_selection(),
            Action::Sort => self.ask_sort(),
            Action::Palette => self.open_palette(),
            Action::Meetings => self.show_meetings(),
            Action::NewMeeting => self.fill_in(forms::new_meeting()),
            Action::Parties => self.show_parties(),
            Action::NewParty => self.fill_in(forms::new_party()),
            Action::NewTheme => self.fill_in(forms::new_theme()),
            Action::Move => self.ask_move(),
            Action::Remove => self.ask_remove(),
            Action::Restore => self.ask_restore(),
            Action::Reload if self.screen == Screen::Comparing => self.compare_again(),
            Action::Reload => self.reload(),
            Action::WhoAmI => self.who_am_i(None),
            Action::Findings => self.ask_with_kopie(|kopie| Job::Check(kopie, Wanted::default())),
            Action::Privacy => self.ask_with_kopie(|kopie| Job::Privacy(kopie, Wanted::default())),
            Action::History => {
                let stuk =
                    self.reader.as_ref().filter(|_| self.screen == Screen::Reading).map(|r| r.concept.stuk().clone());
                self.ask_with_kopie(|kopie| Job::History(kopie, stuk, Wanted::default()));
            }
            Action::Standpunten => self.show_standpunten(),
            Action::Signers => self.show_signers(),
            Action::AllStandpunten => self.show_all_standpunten(),
            Action::WhoWrote => {
                if let Some(stuk) = self.reader.as_ref().map(|r| r.concept.stuk().clone()) {
                    self.ask_with_kopie(|kopie| Job::WhoWrote(kopie, stuk, Wanted::default()));
                }
            }
            Action::Compare => self.compare(),
            Action::Since => self.ask_since(),
            Action::Seen => self.mark_seen(),
            Action::TakeBack => self.ask_take_back(),
            Action::Unfold => {
                if let Some(c) = &mut self.comparing {
                    c.unfold();
                }
            }
            Action::SaveOutside => self.save_outside(),
            Action::Exchange => self.ask_exchange(),
            Action::ReadIn => self.ask_read_in(""),
            Action::Untangle => self.untangle(),
            Action::ExchangeFile => self.ask_exchange_file(),
            Action::Remarks => self.show_remarks(),
            Action::Examples => self.show_examples(),
            Action::NewRemark if self.screen == Screen::Comparing => self.remark_on_change(),
            Action::NewRemark => self.ask_remark(),
            Action::Note => self.open_note(),
            Action::Progress => self.ask_progress(),
            Action::OnAgenda => self.ask_agenda(),
            Action::PapersSent => self.papers_sent(),
            Action::Checkpoint => self.make_checkpoint(),
            Action::Edit => edit::edit(self),
            Action::AddRow => edit::add_row(self),
            Action::RemoveRow => edit::ask_remove_row(self),
            Action::RowUp => edit::move_row(self, false),
            Action::RowDown => edit::move_row(self, true),
            Action::DoubleRow => edit::double_row(self),
            Action::ShowEmpty => {
                if let (Some(r), Some(g)) = (self.reader.as_mut(), &self.gelezen) {
                    r.show_empty = !r.show_empty;
                    r.fill(&g.agenda);
                }
            }
            Action::Save => self.save(),
            Action::Undo if self.place() == Place::Comparing => self.undo_take_back(),
            Action::Undo => self.undo(true),
            Action::Redo => self.undo(false),
            Action::Done if self.place() == Place::Palette => self.choose(),
            Action::Done if self.place() == Place::Calendar => self.pick_day(),
            Action::Calendar => self.open_calendar(),
            Action::DayBefore => self.turn(|c| c.go(-1)),
            Action::DayAfter => self.turn(|c| c.go(1)),
            Action::MonthBefore => self.turn(|c| c.go_months(-1)),
            Action::MonthAfter => self.turn(|c| c.go_months(1)),
            Action::Replace => self.ask_replace(),
            Action::FindNext => self.find_next(),
            Action::EditElsewhere => self.edit_elsewhere(),
            Action::CopyText => self.copy_text(),
            Action::Document => self.ask_document(),
            Action::Done => edit::done(self),
            Action::Toggle => {
                if let Some(Dialog::Choice(c)) = self.dialogs.last_mut() {
                    // Where one answer is chosen, a space is part of the words that are searched for.
                    if c.meer || c.filter.is_empty() {
                        c.wissel();
                    } else {
                        c.filter.push(' ');
                        c.cursor = 0;
                    }
                }
            }
            Action::SelectAll | Action::Cut | Action::Copy | Action::Paste => self.clipboard(action),
        }
    }

    fn turn(&mut self, how: impl FnOnce(&mut Calendar)) {
        if let Some(Dialog::Calendar(c)) = self.dialogs.last_mut() {
            how(c);
        }
    }

    fn page_height(&self) -> isize {
        let hoogte = match (self.dialogs.last(), self.screen) {
            (Some(_), _) | (None, Screen::Start) => 10,
            (None, Screen::Overview) => self.overview.height.get(),
            (None, Screen::Reading) => self.reader.as_ref().map_or(10, |r| r.height.get()),
            (None, Screen::Comparing) => 10,
        };
        isize::try_from(hoogte.saturating_sub(1).max(2)).unwrap_or(10)
    }

    /// Moves the focus of whatever has the keys.
    pub(in crate::tui) fn go(&mut self, stappen: isize) {
        let naar = |nu: usize, aantal: usize| nu.saturating_add_signed(stappen).min(aantal.saturating_sub(1));
        let choices = self.choices().len();
        match self.dialogs.last_mut() {
            Some(Dialog::Calendar(c)) => c.go(if stappen.abs() == 1 { stappen as i64 * 7 } else { 0 }),
            Some(Dialog::Choice(c)) => c.cursor = naar(c.cursor, c.zichtbaar().len()),
            Some(Dialog::Form(f)) => f.cursor = naar(f.cursor, f.velden.len()),
            Some(Dialog::Page(p)) => p.go(stappen),
            Some(Dialog::Palette(p)) => p.cursor = naar(p.cursor, p.found.len()),
            Some(_) => {}
            None => match self.screen {
                Screen::Start => self.start = naar(self.start, choices),
                Screen::Overview => self.overview.cursor = naar(self.overview.cursor, self.overview.rows.len()),
                Screen::Comparing => {
                    if let Some(c) = &mut self.comparing {
                        c.go(stappen);
                    }
                }
                Screen::Reading => {
                    if let Some(r) = &mut self.reader {
                        if stappen.unsigned_abs() > 100_000 {
                            r.cursor = naar(r.cursor, r.items.len()).max(1);
                        } else {
                            r.go(stappen);
                        }
                    }
                }
            },
        }
    }

    pub(in crate::tui) fn open(&mut self) {
        match self.screen {
            Screen::Start => {
                let chosen = self.choices().get(self.start).map(|(action, ..)| *action);
                if let Some(entry) = TABLE.iter().find(|e| Some(e.action) == chosen) {
                    self.try_to(entry);
                }
            }
            Screen::Comparing => match self.comparing.as_ref().and_then(|c| c.target()) {
                Some(doel) => self.go_to(doel),
                None => self.tell("Dit is verwijderd en staat alleen nog in de geschiedenis."),
            },
            Screen::Overview => match self.overview.current().cloned() {
                // After a search one wants to be where it was found.
                Some(Row::Afspraak(id)) => match self.overview.hit() {
                    Some(hit) => self.go_to(hit),
                    None => self.go_to(Doel::Stuk(Stuk::Afspraak(id))),
                },
                Some(Row::Hit { stuk, soort, treffer }) => {
                    self.go_to(Doel::Veld(stuk, soort, treffer.naam.to_owned()));
                }
                Some(Row::Anders(stuk)) => self.go_to(Doel::Stuk(stuk)),
                Some(Row::Onleesbaar(pad)) => self.unreadable(&pad),
                Some(Row::Thema(id)) => {
                    if let Some(g) = &self.gelezen {
                        let page = pages::thema(&g.agenda, &id);
                        self.dialogs.push(Dialog::Page(page));
                    }
                }
                None => {}
            },
            Screen::Reading => {}
        }
    }

    fn unreadable(&mut self, pad: &str) {
        if let Some(g) = &self.gelezen {
            let van_dit: Vec<_> = g.bevindingen.iter().filter(|b| b.bestand == pad).cloned().collect();
            let page = pages::findings(&van_dit, &g.agenda);
            self.dialogs.push(Dialog::Page(page));
        }
    }

    fn show_insight(&mut self, welk: Inzicht) {
        if let Some(g) = &self.gelezen {
            let page = Page::new(welk.verslag(&g.agenda, self.vandaag));
            self.dialogs.push(Dialog::Page(page));
        }
    }

    /// Goes to the next field, past the rows of a group.
    fn next_field(&mut self, onward: bool) {
        match self.reader.as_mut().filter(|_| self.dialogs.is_empty()) {
            Some(r) => r.next_field(onward),
            None => self.go(if onward { 1 } else { -1 }),
        }
    }

    /// Goes where the line leads that has the focus.
    pub(in crate::tui) fn follow(&mut self) {
        let Some(Dialog::Page(p)) = self.dialogs.last() else { return };
        if let Some(doel) = p.doel().cloned() {
            self.go_to(doel);
        }
    }

    /// Asks for what a form holds, when nothing unsaved stands in the way.
    fn fill_in(&mut self, form: Form) {
        if self.may_change() {
            self.dialogs.push(Dialog::Form(form));
        }
    }

    /// Goes there, when nothing unsaved is left behind.
    pub(in crate::tui) fn go_to(&mut self, doel: Doel) {
        let (stuk, veld) = match doel {
            Doel::Tekst(tekst) => return self.take_text(&tekst),
            Doel::Inzicht(welk) => return self.show_insight(welk),
            Doel::Opmerking(id, naam) => return self.ask_about_remark(&id, &naam),
            Doel::Registreer(over, overleg) => return self.ask_standpunt(over, overleg),
            Doel::KiesStandpunten => return self.ask_which_standpunten(),
            Doel::Onderteken => return self.ask_sign(),
            Doel::VindAnders(over) => return self.ask_otherwise(over),
            Doel::OverLijst(over) => return self.about_signers(over),
            Doel::MaakOngedaan(versie) => return self.ask_undo_declared(&versie),
            Doel::SleutelMaken => return self.ask_make_key(),
            Doel::VulAan => return self.bring_what_is_missing(),
            Doel::Uitwisselen(is_elders) => return self.exchange_again(is_elders),
            Doel::Inlezen(bestand) => return self.read_in_again(&bestand),
            Doel::AlleVersies(kant) => return self.show_all_versions(kant),
            Doel::WisselUit => return self.do_exchange(),
            Doel::KiesWatGeldt => return self.choose_next(),
            Doel::Keuze(nr) => return self.choose_previous(nr),
            Doel::KiesOpnieuw(over, veld) => return self.choose_again(&over, &veld),
            Doel::Kies(over, veld, kant) => return self.choose_side(over, veld, kant),
            Doel::Versie(punt) => return self.ask_about_version(*punt),
            Doel::Stuk(stuk) => (stuk, None),
            Doel::Veld(stuk, soort, veld) => (stuk, Some((soort, veld))),
        };
        if self.is_writing() {
            return;
        }
        let hier = self.reader.as_ref().is_some_and(|r| *r.concept.stuk() == stuk);
        if !hier && self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd()) {
            self.tell("Sla eerst op wat u wijzigde, of maak het ongedaan; ga daarna verder.");
            return;
        }
        self.dialogs.clear();
        if !hier {
            self.open_stuk(&stuk);
        }
        self.screen = if self.reader.is_some() { Screen::Reading } else { Screen::Overview };
        if let (Some((soort, veld)), Some(r), Some(g)) = (veld, self.reader.as_mut(), &self.gelezen) {
            r.focus(soort, &veld, &g.agenda);
        }
        if !hier {
            self.offer_draft();
        }
    }

    /// Shows something to read.
    pub(in crate::tui) fn open_stuk(&mut self, stuk: &Stuk) {
        let (Some(kopie), Some(gelezen)) = (&self.kopie, &self.gelezen) else { return };
        match Concept::open(kopie, stuk) {
            Ok(concept) => {
                let (cursor, leeg) = match &self.reader {
                    Some(r) if r.concept.stuk() == stuk => (r.cursor, r.show_empty),
                    _ => (1, stuk.afspraak().is_none()),
                };
                let mut reader = Reader::new(concept, &gelezen.agenda);
                reader.has_note = notitie::lees(kopie, stuk).is_ok_and(|n| n.is_some());
                // A template of their own that cannot be read keeps nobody from the afspraak.
                let sjabloon = reader.concept.thema().map(|t| sjabloon::van_thema(kopie, t));
                let onleesbaar = match sjabloon {
                    Some(Ok(sjabloon)) => {
                        reader.sjabloon = sjabloon;
                        None
                    }
                    Some(Err(fout)) => Some(fout),
                    None => None,
                };
                reader.show_empty = leeg;
                reader.fill(&gelezen.agenda);
                reader.cursor = cursor.min(reader.items.len().saturating_sub(1));
                self.reader = Some(reader);
                self.screen = Screen::Reading;
                if let Some(fout) = onleesbaar {
                    self.refuse(&fout);
                }
            }
            Err(fout) => self.refuse(&fout),
        }
    }

    fn back(&mut self) {
        if matches!(self.dialogs.last(), None | Some(Dialog::Page(_))) && self.give_up() {
            return;
        }
        match self.dialogs.last() {
            Some(Dialog::Editor(_)) => edit::leave_editor(self),
            Some(Dialog::Form(f)) if f.is_gewijzigd() => {
                self.dialogs.push(question(
                    "Wat u invulde is nog niet bevestigd.",
                    &[('v', "Verder invullen", Decision::Stay), ('w', "Weggooien", Decision::DropForm)],
                ));
            }
            // Esc leaves a list as one leaves a field: what was chosen stays, as a change.
            Some(Dialog::Choice(c)) if c.meer && (c.is_gewijzigd() || !c.filter.is_empty()) => {
                if let Some(Dialog::Choice(c)) = self.dialogs.last_mut() {
                    if !c.filter.is_empty() {
                        c.filter.clear();
                        c.cursor = 0;
                        return;
                    }
                    c.touched = true;
                }
                edit::done(self);
            }
            Some(_) => {
                self.dialogs.pop();
            }
            None if self.screen == Screen::Overview && !self.overview.is_alles() => {
                self.overview.selectie = Selectie { volgorde: self.overview.selectie.volgorde, ..Default::default() };
                self.set_filter("");
                self.refill();
            }
            None => self.leave(false),
        }
    }
}
