//! One action, two doors: which subcommand does what an action does.

use crate::tui::action::Action;

impl Action {
    /// The subcommand that changes or reports the same; none for what only has sense on a screen:
    /// moving about, typing, and asking the way.
    pub fn subcommand(self) -> Option<&'static str> {
        Some(match self {
            Self::OpenExample => "voorbeeld",
            Self::OpenAddress => "open",
            Self::NewAgenda => "nieuw",
            Self::NewAfspraak => "voeg-toe",
            Self::Filter => "zoek",
            Self::Select | Self::Sort | Self::Open | Self::CopyText | Self::Document => "toon",
            Self::Stand => "stand",
            Self::Insight => "inzicht",
            Self::Glossary => "begrippen",
            Self::Meetings => "overleg toon",
            Self::NewMeeting => "overleg nieuw",
            Self::OnAgenda => "overleg wijzig",
            Self::PapersSent => "overleg verzonden",
            Self::Checkpoint => "peilmerk",
            Self::Parties => "partij toon",
            Self::NewParty => "partij nieuw",
            Self::NewTheme => "thema nieuw",
            Self::Move => "verplaats",
            Self::Remove => "verwijder",
            Self::Restore => "terugzetten",
            Self::WhoAmI => "mijn-gegevens",
            Self::Findings | Self::Privacy => "controleer",
            Self::History | Self::WhoWrote => "geschiedenis",
            Self::Standpunten => "akkoord",
            Self::AllStandpunten => "standpunten",
            Self::Signers => "sleutel toon",
            Self::Compare | Self::Since => "vergelijk",
            Self::TakeBack => "neem-terug",
            Self::SaveOutside => "opslaan",
            Self::Exchange | Self::ExchangeFile => "uitwisselen",
            Self::ReadIn => "inlezen",
            Self::Untangle => "ontwarren",
            Self::Remarks => "opmerking toon",
            Self::NewRemark => "opmerking nieuw",
            Self::Note => "notitie toon",
            Self::Progress => "voortgang wijzig",
            Self::Examples => "sjabloon",
            Self::Settings => "instellingen",
            Self::Edit | Self::Save | Self::AddRow | Self::RemoveRow => "wijzig",
            Self::RowUp | Self::RowDown | Self::DoubleRow => "rij",
            Self::OpenLast
            | Self::OpenFolder
            | Self::OpenReadOnly
            | Self::Tour
            | Self::Palette
            | Self::Help
            | Self::Quit
            | Self::Back
            | Self::Up
            | Self::Down
            | Self::PageUp
            | Self::PageDown
            | Self::First
            | Self::Last
            | Self::Follow
            | Self::Reload
            | Self::Seen
            | Self::Unfold
            | Self::ShowEmpty
            | Self::Undo
            | Self::Redo
            | Self::NextField
            | Self::PreviousField
            | Self::Done
            | Self::Toggle
            | Self::Calendar
            | Self::DayBefore
            | Self::DayAfter
            | Self::MonthBefore
            | Self::MonthAfter
            | Self::Replace
            | Self::FindNext
            | Self::EditElsewhere
            | Self::SelectAll
            | Self::Cut
            | Self::Copy
            | Self::Paste => return None,
        })
    }
}
