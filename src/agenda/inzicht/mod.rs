//! What the whole of an ontwikkelagenda shows that no single afspraak does.

pub mod business_case;
pub mod dekking;
pub mod indicatoren;
pub mod matrix;

use super::{Afspraak, Ontwikkelagenda};

/// The afspraken that still hold.
fn lopend(agenda: &Ontwikkelagenda) -> impl Iterator<Item = &Afspraak> {
    agenda.afspraken.values().map(|g| &g.afspraak).filter(|a| a.einde.is_none())
}
