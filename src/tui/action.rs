//! The one table of actions: it feeds dispatch, footer, help and the manual.

use crossterm::event::{KeyCode, KeyEvent};

use crate::tui::keys::key::{Key, ch, ctrl, ctrl_key, f, key};
use crate::tui::keys::keymap;
use crate::tui::need::Need;

/// Where the keys go right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The start screen.
    Start,
    /// The overview.
    Overview,
    /// An afspraak.
    Reading,
    /// What changed.
    Comparing,
    /// A text field of one line.
    Line,
    /// A text field of several lines.
    Prose,
    /// A list of answers.
    Choice,
    /// A form.
    Form,
    /// A question with answers on keys.
    Question,
    /// A page to read and close.
    Page,
    /// The palette.
    Palette,
    /// The calendar.
    Calendar,
}

impl Place {
    /// Where that is, for the reader.
    pub fn label(self) -> &'static str {
        match self {
            Self::Start => "op het beginscherm",
            Self::Overview => "in het overzicht",
            Self::Reading => "op het scherm van een afspraak",
            Self::Comparing => "bij de wijzigingen",
            Self::Line => "in een veld",
            Self::Prose => "in een tekstveld",
            Self::Choice => "in een lijst",
            Self::Form => "in een formulier",
            Self::Question => "bij een vraag",
            Self::Page => "op een bladzijde",
            Self::Palette => "in de lijst met opdrachten",
            Self::Calendar => "in de kalender",
        }
    }

    /// Whether the keys type text here.
    pub fn types_text(self) -> bool {
        matches!(self, Self::Line | Self::Prose)
    }
}

/// What a user can do with a key.
#[allow(missing_docs, reason = "each is explained in the table below")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Help,
    Quit,
    Settings,
    Back,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Open,
    Follow,
    OpenLast,
    OpenExample,
    OpenFolder,
    OpenAddress,
    OpenReadOnly,
    Stand,
    Insight,
    Glossary,
    Tour,
    NewAgenda,
    NewAfspraak,
    Filter,
    Select,
    Sort,
    Palette,
    Meetings,
    NewMeeting,
    Parties,
    NewParty,
    NewTheme,
    Move,
    Remove,
    Restore,
    Reload,
    WhoAmI,
    Findings,
    Privacy,
    History,
    WhoWrote,
    Standpunten,
    AllStandpunten,
    Signers,
    Compare,
    Since,
    Seen,
    TakeBack,
    Unfold,
    SaveOutside,
    Exchange,
    ReadIn,
    ExchangeFile,
    Untangle,
    Examples,
    Remarks,
    NewRemark,
    Note,
    Progress,
    OnAgenda,
    PapersSent,
    Checkpoint,
    Edit,
    AddRow,
    RemoveRow,
    RowUp,
    RowDown,
    DoubleRow,
    ShowEmpty,
    Save,
    Undo,
    Redo,
    NextField,
    PreviousField,
    Done,
    Toggle,
    Calendar,
    DayBefore,
    DayAfter,
    MonthBefore,
    MonthAfter,
    Replace,
    FindNext,
    EditElsewhere,
    CopyText,
    Document,
    SelectAll,
    Cut,
    Copy,
    Paste,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What it does.
    pub action: Action,
    /// In a word or two, for the footer.
    pub label: &'static str,
    /// In a sentence, for help.
    pub uitleg: &'static str,
    /// The keys; the first is the one shown.
    pub keys: &'static [Key],
    /// Where it works.
    pub places: &'static [Place],
    /// Whether the footer shows it.
    pub footer: bool,
    /// What it asks of the moment; without it the key says why not.
    pub needs: &'static [Need],
}

use Place::{Choice, Comparing, Form, Line, Overview, Page, Prose, Question, Reading, Start};

const LISTS: &[Place] = &[Start, Overview, Reading, Comparing, Choice, Form, Page, Place::Palette];
const TEXT: &[Place] = &[Line, Prose];

macro_rules! table {
    ($($action:ident $label:literal $uitleg:literal [$($key:expr),*] $places:expr, $footer:literal $(, $need:ident)*;)+) => {
        /// Every action, in the order in which the footer and help show them.
        pub static TABLE: &[Entry] = &[
            $(Entry { action: Action::$action, label: $label, uitleg: $uitleg, keys: &[$($key),*], places: $places, footer: $footer, needs: &[$(Need::$need),*] },)+
        ];
    };
}

table! {
    Open "openen" "Opent wat gekozen is." [key(KeyCode::Enter)] &[Start, Overview], true;
    Open "naar de tekst" "Opent de afspraak bij het veld dat veranderd is." [key(KeyCode::Enter)] &[Comparing], true, Changed;
    Seen "gezien" "Zet bij deze wijziging dat u haar gezien hebt, en gaat naar de volgende; alleen op deze computer." [ch(' ')] &[Comparing], true, Changed;
    TakeBack "terugnemen" "Neemt deze ene wijziging terug: een nieuwe versie waarin alleen dit weer is als toen." [ch('t')] &[Comparing], true, Writable, Who, Changed;
    Since "sinds wanneer" "Kiest vanaf welk moment u de wijzigingen ziet." [ch('s')] &[Comparing], true;
    Select "filteren" "Toont alleen wijzigingen in een thema, of waar een partij in genoemd wordt." [ch('f')] &[Comparing], true;
    Unfold "alles tonen" "Toont of verbergt wat gelijk bleef, en de velden van wat nieuw is." [ch('l')] &[Comparing], true;
    Undo "ongedaan" "Maakt het terugnemen ongedaan." [ctrl('z')] &[Comparing], false, Taken;
    NewRemark "opmerking plaatsen" "Plaatst een opmerking over wat hier veranderd is; alle partijen lezen die." [ch('r')] &[Comparing], false, Writable, Who, Changed;
    Reload "opnieuw vergelijken" "Vergelijkt opnieuw met wat er nu staat." [f(5)] &[Comparing], false;
    Follow "kiezen" "Opent wat op de gekozen regel staat, of vraagt wat u ermee wilt." [key(KeyCode::Enter)] &[Page], true, Target;
    Edit "bewerken" "Bewerkt het gekozen onderdeel. Er wordt pas iets bewaard als u opslaat." [ch('e'), f(2)] &[Reading], true, Writable;
    Done "klaar" "Bevestigt wat u invulde." [key(KeyCode::Enter)] &[Line, Choice, Place::Palette, Place::Calendar], true;
    Edit "invullen" "Vult het gekozen veld in." [key(KeyCode::Enter)] &[Form], true;
    Done "klaar" "Bevestigt het hele formulier." [ctrl('s')] &[Form], true;
    Save "opslaan" "Slaat uw wijzigingen op als een nieuwe versie." [ctrl('s')] &[Reading, Line, Prose], true, Saving, Change;
    Calendar "kalender" "Kiest een dag in een kalender." [f(4)] &[Line], true, Date;
    Toggle "aan/uit" "Kiest het antwoord, of haalt de keuze weg." [ch(' ')] &[Choice], true;
    Undo "ongedaan" "Maakt de laatste wijziging ongedaan." [ctrl('z')] &[Reading, Line, Prose], true, Done;
    Redo "opnieuw" "Doet opnieuw wat u ongedaan maakte." [ctrl('y')] &[Reading, Line, Prose], false, Undone;
    AddRow "regel erbij" "Voegt een regel toe aan het gekozen onderdeel." [ch('n')] &[Reading], true, Writable, Group;
    RemoveRow "regel weg" "Haalt de gekozen regel weg." [key(KeyCode::Delete)] &[Reading], false, Writable, Row;
    DoubleRow "verdubbelen" "Maakt van de gekozen regel een tweede, met dezelfde inhoud." [ch('d')] &[Reading], false, Writable, Row;
    RowUp "regel omhoog" "Zet de gekozen regel een plaats hoger." [ctrl_key(KeyCode::Up)] &[Reading], false, Writable, Row;
    RowDown "regel omlaag" "Zet de gekozen regel een plaats lager." [ctrl_key(KeyCode::Down)] &[Reading], false, Writable, Row;
    ShowEmpty "lege velden" "Toont of verbergt de velden die nog leeg zijn." [ch('l')] &[Reading], true;
    NewAfspraak "nieuw" "Maakt een nieuwe afspraak in het gekozen thema." [ch('n')] &[Overview], true, Writable, Who;
    Filter "zoeken" "Toont alleen afspraken waarin uw woorden voorkomen." [ch('/'), ctrl('f')] &[Overview], true;
    Palette "opdrachten" "Zoekt een opdracht of afspraak op naam en gaat erheen." [ctrl('p')] &[Start, Overview, Reading, Comparing, Page], true;
    Compare "wijzigingen" "Vergelijkt met een eerder moment: toont wat er veranderd is, van alles of van deze afspraak." [ch('x')] &[Overview, Reading], true, Agenda;
    Select "filteren" "Toont alleen afspraken die aan uw voorwaarden voldoen: thema, partij, deadline en meer." [ch('f')] &[Overview], true;
    Sort "volgorde" "Kiest in welke volgorde de afspraken staan." [ch('s')] &[Overview], false;
    Stand "stand van zaken" "Toont wat er nieuw is, wat op u wacht en wat eraan komt." [ch('z')] &[Overview], false;
    Tour "rondleiding" "Leidt u in een paar minuten rond." [] &[Overview], false;
    Insight "inzicht" "Toont wat het geheel laat zien: dekking, planning, indicatoren, kosten en baten." [ch('i')] &[Overview, Reading], false, Agenda;
    Glossary "begrippen" "Legt afkortingen en begrippen uit: OOGO, SWV, IHP, OZA, OPR en meer." [ch('b')] &[Start, Overview, Reading], false;
    Meetings "overleggen" "Toont de overleggen, met vergaderagenda en besluitenlijst." [ch('v')] &[Overview, Reading], false, Agenda;
    NewMeeting "nieuw overleg" "Maakt een nieuw overleg." [] &[Overview, Reading], false, Agenda, Writable, Who;
    Parties "partijen" "Toont de partijen, de thema’s en het voorblad." [ch('p')] &[Overview, Reading], false, Agenda;
    NewParty "nieuwe partij" "Voegt een partij toe." [] &[Overview, Reading], false, Agenda, Writable, Who;
    NewTheme "nieuw thema" "Voegt een thema toe." [] &[Overview, Reading], false, Agenda, Writable, Who;
    Move "verplaatsen" "Verplaatst deze afspraak naar een ander thema; tekst en nummer blijven gelijk." [] &[Reading], false, Writable, Who, Afspraak;
    Remove "verwijderen" "Verwijdert deze afspraak; in de geschiedenis blijft zij bewaard." [] &[Reading], false, Writable, Who, Afspraak;
    Restore "terugzetten" "Zet deze afspraak terug naar een eerdere versie, die u uit haar geschiedenis kiest." [] &[Reading], false, Writable, Who, Afspraak;
    Exchange "uitwisselen" "Haalt op wat de andere partij wijzigde, en brengt wat u wijzigde." [ch('u')] &[Overview], true, Agenda, Writable, Who;
    ReadIn "inlezen" "Leest een uitwisselbestand in dat u kreeg." [] &[Overview], false, Agenda, Writable, Who;
    Untangle "ontwarren" "Haalt uit elkaar wat git half samenvoegde, of waar twee teksten door elkaar staan." [] &[Overview], false, Agenda, Writable, Who;
    ExchangeFile "uitwisselbestand" "Schrijft alles in een bestand, om te mailen of op een stick te zetten." [] &[Overview], false, Agenda, Writable, Who;
    Findings "controle" "Controleert alles en toont wat er niet klopt of ontbreekt." [ch('c')] &[Overview], true;
    Privacy "privacycontrole" "Zoekt overal naar persoonsgegevens van leerlingen en ouders, en naar namen van medewerkers." [] &[Overview, Reading], false, Agenda;
    Standpunten "standpunten" "Toont wie akkoord is met deze afspraak of visie, en legt vast wat uw partij vindt; bij een overleg over alles op de vergaderagenda." [ch('s')] &[Reading], true, Sayable;
    AllStandpunten "wie is akkoord" "Toont van alle afspraken wie akkoord is, wat op u wacht en wat achterhaald is." [ch('a')] &[Overview], false, Agenda;
    Signers "wie mag namens ons" "Toont wie namens elke partij mag spreken en met welke sleutel, bevestigt hun controlewoorden, en wijzigt de lijst van uw eigen partij." [ch('m')] &[Overview], false, Agenda;
    WhoWrote "wie schreef wat" "Toont bij elk veld wie schreef wat er nu staat, wanneer en waarom." [ch('h')] &[Reading], false, Agenda;
    History "geschiedenis" "Toont welke versies er zijn: van alles, of van deze afspraak." [ch('g')] &[Overview, Reading], true;
    SaveOutside "buitenom opslaan" "Slaat op wat buiten oogo is gewijzigd." [ch('o')] &[Overview], false, Writable, Who, Outside;
    WhoAmI "wie bent u" "Kiest voor welke partij en in welke functie u werkt." [ch('w')] &[Overview, Reading], false;
    Reload "opnieuw lezen" "Leest de bestanden opnieuw van de schijf." [f(5)] &[Overview, Reading], false;
    OpenLast "verder" "Opent de ontwikkelagenda die u het laatst open had." [ch('0')] &[Start], false, Last;
    OpenExample "voorbeeld" "Opent het voorbeeld: de verzonnen regio Voorbeeldland." [ch('1')] &[Start], false;
    OpenFolder "map openen" "Opent een ontwikkelagenda in een map." [ch('2')] &[Start], false;
    OpenAddress "ontvangen" "Maakt een eigen kopie van wat een andere partij deelt." [ch('3')] &[Start], false, Writable;
    NewAgenda "nieuwe ontwikkelagenda" "Maakt een nieuwe ontwikkelagenda." [ch('4')] &[Start], false, Writable;
    OpenReadOnly "alleen lezen" "Opent een ontwikkelagenda zonder dat u iets kunt wijzigen." [ch('5')] &[Start], false;
    Up "omhoog" "Gaat een regel omhoog." [key(KeyCode::Up), ch('k')] LISTS, false;
    Down "omlaag" "Gaat een regel omlaag." [key(KeyCode::Down), ch('j')] LISTS, false;
    PageUp "bladzijde terug" "Gaat een bladzijde omhoog." [key(KeyCode::PageUp)] LISTS, false;
    PageDown "bladzijde verder" "Gaat een bladzijde omlaag." [key(KeyCode::PageDown)] LISTS, false;
    First "begin" "Gaat naar het begin." [key(KeyCode::Home)] LISTS, false;
    Last "einde" "Gaat naar het einde." [key(KeyCode::End)] LISTS, false;
    NextField "volgende" "Gaat naar het volgende veld, voorbij de regels van een tabel." [key(KeyCode::Tab)] &[Form, Reading], false;
    PreviousField "vorige" "Gaat naar het vorige veld, voorbij de regels van een tabel." [key(KeyCode::BackTab)] &[Form, Reading], false;
    DayBefore "dag terug" "Gaat naar de vorige dag." [key(KeyCode::Left)] &[Place::Calendar], false;
    DayAfter "dag verder" "Gaat naar de volgende dag." [key(KeyCode::Right)] &[Place::Calendar], false;
    Up "week terug" "Gaat naar dezelfde dag in de vorige week." [key(KeyCode::Up)] &[Place::Calendar], false;
    Down "week verder" "Gaat naar dezelfde dag in de volgende week." [key(KeyCode::Down)] &[Place::Calendar], false;
    MonthBefore "maand terug" "Gaat naar de vorige maand." [key(KeyCode::PageUp)] &[Place::Calendar], true;
    MonthAfter "maand verder" "Gaat naar de volgende maand." [key(KeyCode::PageDown)] &[Place::Calendar], true;
    Replace "zoeken en vervangen" "Zoekt in dit veld, en vervangt overal." [ctrl('f')] &[Prose], true;
    Examples "voorbeeld" "Toont tips, gesprekspunten en een ingevuld voorbeeld bij dit veld." [f(6)] &[Reading, Line, Prose, Form], true, Theme;
    FindNext "volgende plek" "Gaat naar de volgende plek van wat u zocht." [f(3)] &[Prose], false;
    EditElsewhere "eigen programma" "Opent deze tekst in een tekstverwerker naar keuze." [ctrl('e')] &[Prose], false;
    CopyText "kopieer voor Outlook" "Zet deze afspraak als leesbare tekst op het klembord." [ch('y')] &[Reading], false, Afspraak;
    Document "document maken" "Maakt van deze afspraak, of van het geheel, een document voor Word, de browser of de printer." [] &[Overview, Reading], false, Agenda;
    SelectAll "alles kiezen" "Selecteert alle tekst in het veld." [ctrl('a')] TEXT, false;
    Cut "knippen" "Knipt de geselecteerde tekst." [ctrl('x')] TEXT, false;
    Copy "kopiëren" "Kopieert de geselecteerde tekst." [ctrl('c')] TEXT, false;
    Paste "plakken" "Plakt wat u knipte of kopieerde." [ctrl('v')] TEXT, false;
    Back "klaar" "Sluit het veld; uw tekst blijft staan tot u opslaat." [key(KeyCode::Esc)] &[Prose], true;
    Back "alles tonen" "Toont weer alle afspraken na het zoeken." [key(KeyCode::Esc)] &[Overview], false;
    Back "terug" "Gaat terug naar het vorige scherm." [key(KeyCode::Esc)] &[Reading, Comparing, Choice, Form, Question, Page, Place::Palette, Place::Calendar], true;
    Back "sluiten" "Sluit het veld; wat u typte blijft staan tot u opslaat." [key(KeyCode::Esc)] &[Line], true;
    Progress "voortgang" "Vult in wat er nieuw is: de status, een meting, een actie die klaar is." [ch('u')] &[Reading], false, Writable, Who, Afspraak;
    OnAgenda "op de vergaderagenda" "Zet afspraken op de vergaderagenda van dit overleg." [ch('a')] &[Reading], false, Writable, Who, Meeting;
    PapersSent "stukken verzonden" "Legt vast dat de stukken vandaag zijn verzonden, en in welke versie." [] &[Reading], false, Writable, Who, Meeting;
    Checkpoint "peilmerk zetten" "Legt ondertekend vast wat er op dit moment in elk bestand staat; doe het bij elk overleg." [] &[Reading], false, Writable, Who, Meeting;
    NewRemark "opmerking plaatsen" "Plaatst een opmerking over het gekozen onderdeel; alle partijen lezen die." [ch('r')] &[Reading], false, Writable, Who, Afspraak;
    Note "interne notitie" "Opent uw eigen notitie hierbij; die blijft op deze computer en gaat nooit mee." [ch('t')] &[Reading], false;
    Remarks "opmerkingen" "Toont de opmerkingen bij deze afspraak." [ch('m')] &[Reading], true, Afspraak;
    Help "uitleg" "Toont de toetsen die hier werken." [f(1), ch('?')] &[Start, Overview, Reading, Comparing, Line, Prose, Choice, Form, Page, Place::Palette, Place::Calendar], true;
    Settings "instellingen" "Toont uw instellingen: toetsen, kleuren, muis, datums, tekstverwerker." [] &[Start, Overview], false;
    Quit "stoppen" "Sluit oogo. Als er iets niet is opgeslagen, vraagt oogo het eerst." [ch('q'), ctrl('q')] &[Start, Overview, Reading, Comparing, Page], true;
}

/// What a key does in a place.
pub fn entry_of(place: Place, event: &KeyEvent) -> Option<&'static Entry> {
    entries(place).find(|e| keys(e, place).any(|k| k.is(event)))
}

/// Why a key does nothing here: where it does do something, or where to look.
pub fn why_not_here(place: Place, event: &KeyEvent) -> String {
    if place == Reading && event.code == KeyCode::Enter {
        return "Druk op e om dit onderdeel te bewerken.".to_owned();
    }
    let ergens = |e: &&'static Entry| {
        e.places.iter().any(|p| [Overview, Reading, Comparing, Start].contains(p) && keys(e, *p).any(|k| k.is(event)))
    };
    let Some(e) = TABLE.iter().find(ergens) else {
        return "Deze toets doet hier niets. Met F1 ziet u welke toetsen hier werken.".to_owned();
    };
    let toets =
        e.keys.iter().chain(keymap::own(e).as_ref()).find(|k| k.is(event)).map(|k| k.label()).unwrap_or_default();
    // From a screen one can go to another; from what stands over it one first goes back.
    let waar = match e.places.iter().find(|p| [Overview, Reading, Comparing, Start].contains(p)) {
        Some(elders) if [Overview, Reading, Comparing, Start].contains(&place) => format!("wel {}", elders.label()),
        _ => "sluit dit eerst met Esc".to_owned(),
    };
    format!("{toets} ({}) werkt niet {}; {waar}. Met F1 ziet u wat hier werkt.", e.label, place.label())
}

/// The actions that work in a place.
pub fn entries(place: Place) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |e| e.places.contains(&place))
}

/// An action's keys that work in a place: the user's own, else those of the table.
pub fn keys(entry: &'static Entry, place: Place) -> impl Iterator<Item = Key> {
    let own = keymap::own(entry).filter(|k| works(*k, place));
    own.into_iter().chain(default_keys(entry, place).filter(move |_| own.is_none()))
}

/// The keys of the table that work in a place.
pub fn default_keys(entry: &'static Entry, place: Place) -> impl Iterator<Item = Key> {
    entry.keys.iter().copied().filter(move |k| works(*k, place))
}

/// Whether a key can do something in a place: where text is typed, letters are text. In a list they
/// search; only the space bar chooses.
fn works(key: Key, place: Place) -> bool {
    let typing = place.types_text() || matches!(place, Choice | Form | Place::Palette);
    !(typing && key.is_character()) || (place == Choice && key == ch(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [Place; 12] = [
        Start,
        Overview,
        Reading,
        Comparing,
        Line,
        Prose,
        Choice,
        Form,
        Question,
        Page,
        Place::Palette,
        Place::Calendar,
    ];

    #[test]
    fn no_key_does_two_things_in_one_place() {
        for place in PLACES {
            let alle: Vec<(Key, Action)> = entries(place).flat_map(|e| keys(e, place).map(|k| (k, e.action))).collect();
            for (i, (k, a)) in alle.iter().enumerate() {
                assert!(alle[i + 1..].iter().all(|(l, _)| l != k), "{place:?}: {} ({a:?})", k.label());
            }
        }
    }

    #[test]
    fn every_place_has_help_or_a_way_back() {
        for place in PLACES {
            assert!(entries(place).any(|e| matches!(e.action, Action::Back | Action::Quit)), "{place:?}");
        }
    }
}
