//! Why an action does not work now: what it needs, and the sentence when that is not there.

use crate::agenda::Stuk;
use crate::agenda::veld::Soort;
use crate::tui::app::{App, Screen};
use crate::tui::dialogs::dialog::{Dialog, Purpose};
use crate::tui::screens::reader::Item;

/// What an action asks of the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// An ontwikkelagenda is open.
    Agenda,
    /// One was open the last time.
    Last,
    /// The user came to change something, not only to read.
    Writable,
    /// It is known for which party the user works: a version says so. Asked, not refused.
    Who,
    /// What would be saved may be saved: a note may always.
    Saving,
    /// Something was changed and not saved.
    Change,
    /// There is a step to undo.
    Done,
    /// There is an undone step.
    Undone,
    /// A group of rows, or one of them, has the focus.
    Group,
    /// A row has the focus.
    Row,
    /// Something changed outside.
    Outside,
    /// What is on screen is an afspraak.
    Afspraak,
    /// What is on screen is something that a party can agree to, or a meeting.
    Sayable,
    /// What is on screen belongs to a theme.
    Theme,
    /// What is on screen is a meeting.
    Meeting,
    /// The field is one for a date.
    Date,
    /// The line that has the focus leads somewhere.
    Target,
    /// A change has the focus.
    Changed,
    /// A change was taken back here.
    Taken,
}

impl Need {
    /// Why not, in a sentence with what to do; none when it is there.
    pub fn missing(self, app: &App) -> Option<&'static str> {
        let field = app.dialogs.iter().any(|d| matches!(d, Dialog::Editor(_)));
        let reader = app.reader.as_ref().filter(|_| app.screen == Screen::Reading);
        let (is_there, why) = match self {
            Self::Last => (app.last.is_some(), "Er is nog niets dat u eerder open had. Kies 1 tot en met 5."),
            Self::Agenda => (app.gelezen.is_some(), "Open eerst een ontwikkelagenda."),
            Self::Writable => (!app.read_only, "U leest alleen: er kan niets veranderen."),
            Self::Who => return None,
            Self::Saving => {
                let own =
                    matches!(app.dialogs.last(), Some(Dialog::Editor(e)) if !matches!(e.purpose, Purpose::Value(..)));
                (!app.read_only || own, "U leest alleen: er kan niets veranderen.")
            }
            Self::Change => {
                (field || reader.is_some_and(|r| r.concept.is_gewijzigd()), "Er is niets gewijzigd om op te slaan.")
            }
            Self::Done => {
                (field || reader.is_some_and(|r| r.concept.kan_ongedaan()), "Er is niets om ongedaan te maken.")
            }
            Self::Undone => {
                (field || reader.is_some_and(|r| r.concept.kan_opnieuw()), "Er is niets om opnieuw te doen.")
            }
            Self::Group => (
                matches!(app.focused_item(), Some(Item::Group { .. } | Item::Row { .. })),
                "Een regel toevoegen kan bij onderdelen die uit regels bestaan, zoals mijlpalen of inzet.",
            ),
            Self::Row => (
                matches!(app.focused_item(), Some(Item::Row { .. })),
                "Kies eerst een regel, bij onderdelen die uit regels bestaan, zoals mijlpalen of inzet.",
            ),
            Self::Outside => (!app.outside.is_empty(), "Er is niets buiten oogo gewijzigd."),
            Self::Afspraak => {
                (reader.is_some_and(|r| r.concept.afspraak().is_some()), "Dit kan alleen bij een afspraak.")
            }
            Self::Sayable => (
                reader.is_some_and(|r| !matches!(r.concept.stuk(), Stuk::Partij(_))),
                "Over een partij zelf is er niets om akkoord op te geven.",
            ),
            Self::Theme => (
                app.advised_field().is_some() && reader.is_some_and(|r| r.concept.thema().is_some()),
                "Tips en voorbeelden zijn er bij de velden van een afspraak.",
            ),
            Self::Meeting => (
                reader.is_some_and(|r| matches!(r.concept.stuk(), Stuk::Overleg(_))),
                "Dit kan alleen bij een overleg. Open er een met v.",
            ),
            Self::Date => (
                matches!(app.dialogs.last(), Some(Dialog::Editor(e)) if e.soort == Soort::Datum),
                "Een kalender is er alleen bij een datum.",
            ),
            Self::Changed => {
                (app.comparing.as_ref().is_some_and(|c| c.current().is_some()), "Er is hier geen wijziging gekozen.")
            }
            Self::Taken => (
                app.comparing.as_ref().is_some_and(|c| !c.taken.is_empty()),
                "U hebt hier nog geen wijziging teruggenomen.",
            ),
            Self::Target => (
                matches!(app.dialogs.last(), Some(Dialog::Page(p)) if p.doel().is_some()),
                "Deze regel leidt nergens heen. Kies met ↑ en ↓ een regel waar > voor staat.",
            ),
        };
        (!is_there).then_some(why)
    }
}
