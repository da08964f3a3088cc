//! Work that waits for what only a person can say: a reason, a yes, a password, whether a server is the right one.

use std::rc::Rc;

use crate::actions::Fout;
use crate::actions::fout::Foutsoort;
use crate::tui::app::{App, question};
use crate::tui::dialogs::dialog::{Decision, Dialog};
use crate::tui::work::job::Job;

/// A job that waits for an answer. It stands in the question itself, so that no other question can take its place.
#[derive(Debug, Clone)]
pub struct Held(Rc<(Job, Option<Dialog>)>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Held {}

impl Held {
    /// A job that waits, and what was filled in for it.
    fn new(job: Job, filled_in: Option<Dialog>) -> Self {
        // After a wrong password it is still the same that waits.
        Self(Rc::new((if let Job::Unlock(_, then) = job { *then } else { job }, filled_in)))
    }
}

impl App {
    /// Asks what is to be done with a job that cannot be done as it is.
    pub(in crate::tui) fn hold(&mut self, job: Job, fout: &Fout) {
        let held = Held::new(job, self.pending.take());
        match fout.soort {
            Foutsoort::Vergrendeld => self.ask_password(held, fout),
            Foutsoort::Inloggen => self.ask_log_in(held, fout),
            Foutsoort::EindigtAkkoord => {
                let vraag = format!("{} Zij moeten de nieuwe tekst dan opnieuw lezen. Toch opslaan?", fout.wat);
                self.bring_up(question(
                    &vraag,
                    &[
                        ('n', "Nee, niets opslaan", Decision::LetGo(held.clone())),
                        ('o', "Ja, opslaan", Decision::SaveEnding(held)),
                    ],
                ));
            }
            _ => self.bring_up(question(
                &fout.wat,
                &[
                    ('v', "Terug en verbeteren", Decision::LetGo(held.clone())),
                    ('h', "Het hoort er: opslaan met een reden", Decision::SaveAnyway(held)),
                ],
            )),
        }
    }

    /// Asks whether a server that is not known here is the right one, by what its administrator says.
    pub(in crate::tui) fn ask_server(&mut self, job: Job, adres: String, vingerafdruk: String, fout: &Fout) {
        let held = Held::new(job, self.pending.take());
        let vraag = format!(
            "{} Zijn vingerafdruk is {vingerafdruk}. Vergelijk die met wat de beheerder van de server zegt. Is het dezelfde?",
            fout.wat
        );
        let yes = Decision::TrustServer(adres, vingerafdruk, held.clone());
        self.bring_up(question(
            &vraag,
            &[
                ('j', "Ja, dezelfde: vertrouw hem voortaan", yes),
                ('n', "Nee, of dat weet ik niet", Decision::LetGo(held)),
            ],
        ));
    }

    /// Nothing comes of it: what was filled in for it is there again.
    pub(in crate::tui) fn let_go(&mut self, held: &Held) {
        let (job, filled_in) = &*held.0;
        self.after_save = None;
        self.dialogs.extend(filled_in.clone());
        if let Job::Sign(_, registratie) = job {
            self.signing = Some((**registratie).clone());
        }
        self.tell(match job {
            Job::Sign(..) | Job::Checkpoint(..) | Job::ChangeSigners(..) | Job::UndoDeclared(..) => {
                "Er is niets ondertekend."
            }
            Job::MakeKey(..) => "Er is geen sleutel gemaakt.",
            Job::LookAtExchange(..) | Job::Exchange(..) | Job::Fetch { .. } => "Er is niets opgehaald of verzonden.",
            _ => "Er is niets opgeslagen; uw tekst staat er nog.",
        });
    }

    /// Does after all what was held, with this reason.
    pub(in crate::tui) fn save_anyway(&mut self, held: &Held, reason: &str) {
        match reason.trim() {
            "" => self.let_go(held),
            reason => self.go_on(held, |job| job.with_reason(reason)),
        }
    }

    /// Does what was held, made into this; where that is refused, what was filled in for it is there again.
    pub(in crate::tui) fn go_on(&mut self, held: &Held, made: impl FnOnce(Job) -> Job) {
        let (job, filled_in) = &*held.0;
        self.pending.clone_from(filled_in);
        self.ask(made(job.clone()));
    }
}
