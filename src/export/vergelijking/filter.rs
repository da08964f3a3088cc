//! Of what the differences are shown.

use super::{Bestand, Namen, Stap, Wijziging};

/// What is wanted of it; nothing given is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this theme.
    pub thema: Option<String>,
    /// Of this afspraak, with its voortgang, opmerkingen and beheer.
    pub afspraak: Option<String>,
    /// What this party is named in.
    pub partij: Option<String>,
    /// In this field and what is under it.
    pub veld: Option<String>,
    /// What somebody with this in their functie or partij had a hand in; known only where the steps are.
    pub door: Option<String>,
}

impl Filter {
    /// What it lets through, as the reader reads it; none where that is everything.
    pub fn in_woorden(&self, namen: &Namen) -> Option<String> {
        let delen: Vec<String> = [
            self.thema.as_ref().map(|t| format!("thema {}", namen.thema(t))),
            self.afspraak.as_ref().map(|a| format!("afspraak {a}")),
            self.partij.as_ref().map(|p| format!("met {}", namen.partij(p))),
            self.veld.as_ref().map(|v| format!("veld {v}")),
            self.door.as_ref().map(|d| format!("door {d}")),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!delen.is_empty()).then(|| delen.join(", "))
    }

    pub(super) fn wil(&self, b: &Bestand) -> bool {
        let is = |wens: &Option<String>, heeft: &dyn Fn(&String) -> bool| wens.as_ref().is_none_or(heeft);
        is(&self.thema, &|t| b.themas.contains(t))
            && is(&self.afspraak, &|a| b.afspraak.as_ref() == Some(a))
            && is(&self.partij, &|p| b.partijen.contains(p))
    }

    /// Whether somebody who is wanted is among those who made these steps.
    pub(super) fn wil_door(&self, stappen: &[Stap]) -> bool {
        let Some(wens) = self.door.as_ref().map(|d| d.to_lowercase()) else { return true };
        stappen.iter().any(|s| s.wie.to_lowercase().contains(&wens))
    }

    pub(super) fn wil_veld(&self, w: &Wijziging) -> bool {
        let Some(wens) = &self.veld else { return true };
        let onder = |veld: &str| veld.strip_prefix(wens.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('.'));
        // `streefwaarde` is that of every indicator.
        w.veld.as_deref().is_some_and(|v| onder(v) || v.rsplit('.').next() == Some(wens))
    }
}
