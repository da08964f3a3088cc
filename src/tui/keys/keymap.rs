//! The user's own keys, in the place of those of the table.

use std::sync::OnceLock;

use crate::agenda::id::slug_van;
use crate::tui::action::{Entry, Place, TABLE, default_keys};
use crate::tui::keys::key::Key;

/// What the user set, as entries of the table and their keys.
static OWN: OnceLock<Vec<(&'static Entry, Key)>> = OnceLock::new();

/// The name that the settings give an entry: its label, in one word.
pub fn name(entry: &Entry) -> String {
    slug_van(entry.label)
}

/// The user's own key for an entry.
pub fn own(entry: &Entry) -> Option<Key> {
    OWN.get()?.iter().find(|(e, _)| std::ptr::eq(*e, entry)).map(|(_, k)| *k)
}

/// Takes the user's keys into use, once; gives a sentence for each that cannot be.
pub fn set<'a>(keys: impl IntoIterator<Item = (&'a String, &'a String)>) -> Vec<String> {
    let mut own: Vec<(&'static Entry, Key)> = Vec::new();
    let mut mistakes = Vec::new();
    for (naam, toets) in keys {
        let entries: Vec<&'static Entry> = TABLE.iter().filter(|e| name(e) == *naam && !e.keys.is_empty()).collect();
        let Some(key) = Key::parse(toets) else {
            mistakes.push(format!("Instellingen: ‘{toets}’ is geen toets; voor ‘{naam}’ geldt de gewone."));
            continue;
        };
        if entries.is_empty() {
            mistakes.push(format!("Instellingen: er is geen opdracht ‘{naam}’. De namen staan in de uitleg (F1)."));
            continue;
        }
        let places: Vec<Place> = entries.iter().flat_map(|e| e.places.iter().copied()).collect();
        let taken = TABLE.iter().find(|e| {
            !entries.iter().any(|x| std::ptr::eq(*x, *e))
                && e.places.iter().any(|p| places.contains(p) && default_keys(e, *p).any(|k| k == key))
        });
        let by_own = own.iter().any(|(e, k)| *k == key && e.places.iter().any(|p| places.contains(p)));
        if let Some(e) = taken {
            mistakes
                .push(format!("Instellingen: {toets} is al van ‘{}’; voor ‘{naam}’ geldt de gewone toets.", e.label));
        } else if by_own {
            mistakes.push(format!("Instellingen: {toets} staat er twee keer; voor ‘{naam}’ geldt de gewone toets."));
        } else {
            own.extend(entries.into_iter().map(|e| (e, key)));
        }
    }
    let _ = OWN.set(own);
    mistakes
}
