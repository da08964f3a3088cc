//! The rows of a group: finding, adding, removing, moving and doubling them, in tables and in lists.

use toml_edit::{ArrayOfTables, InlineTable, Item, Table, TableLike};

use super::document::{Document, PlekFout, voeg_in};
use crate::agenda::id::nieuwe_sleutel;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::agenda::veld::Veld;

impl Document {
    /// The keys of a group's rows, in order. A row without a key, or with one that another row has
    /// too, is numbered: `#3`.
    pub fn sleutels(&self, groep: &Veld) -> Vec<String> {
        let rijen = self.toml.get(groep.naam).map(rijen).unwrap_or_default();
        let sleutels: Vec<Option<&str>> = rijen.iter().map(|r| r.get("sleutel").and_then(Item::as_str)).collect();
        let mut aantal = std::collections::HashMap::new();
        for s in sleutels.iter().flatten() {
            *aantal.entry(*s).or_insert(0usize) += 1;
        }
        let is_enige = |s: &&str| aantal.get(s) == Some(&1);
        let naam =
            |(i, s): (usize, &Option<&str>)| s.filter(is_enige).map_or_else(|| format!("#{}", i + 1), str::to_owned);
        sleutels.iter().enumerate().map(naam).collect()
    }

    pub(super) fn rij(&self, groep: &Veld, sleutel: &str) -> Option<&dyn TableLike> {
        let rijen = self.toml.get(groep.naam).map(rijen)?;
        let index = self.sleutels(groep).iter().position(|s| s == sleutel)?;
        rijen.get(index).copied()
    }

    pub(super) fn rij_mut(&mut self, groep: &Veld, sleutel: &str) -> Result<&mut dyn TableLike, PlekFout> {
        let sleutels = self.sleutels(groep);
        let geen = || {
            let er_zijn = if sleutels.is_empty() {
                "er zijn er nog geen".to_owned()
            } else {
                format!("wel: {}", sleutels.join(", "))
            };
            PlekFout(format!(
                "Er is geen regel {} bij {}; {er_zijn}. Een nieuwe regel maakt u met {}.nieuw.",
                tussen_aanhalingstekens(sleutel),
                groep.naam,
                groep.naam
            ))
        };
        let index = sleutels.iter().position(|s| s == sleutel).ok_or_else(geen)?;
        match self.toml.get_mut(groep.naam) {
            Some(Item::ArrayOfTables(a)) => a.get_mut(index).map(|t| t as &mut dyn TableLike),
            Some(Item::Value(toml_edit::Value::Array(a))) => {
                a.get_mut(index).and_then(toml_edit::Value::as_inline_table_mut).map(|t| t as &mut dyn TableLike)
            }
            _ => None,
        }
        .ok_or_else(geen)
    }

    /// A key that no row of the group has.
    fn vrije_sleutel(&self, groep: &Veld) -> Result<String, PlekFout> {
        let bezet = self.sleutels(groep);
        loop {
            let s = nieuwe_sleutel().map_err(|_| PlekFout("Het systeem geeft geen toevalsgetallen.".to_owned()))?;
            if !bezet.contains(&s) {
                return Ok(s);
            }
        }
    }

    /// Adds an empty row at the end of a group and gives its new key.
    ///
    /// # Errors
    /// When something else than rows stands there, or the system has no random numbers.
    pub fn nieuwe_rij(&mut self, groep: &'static Veld) -> Result<String, PlekFout> {
        let sleutel = self.vrije_sleutel(groep)?;
        let velden = self.soort.velden();
        if self.toml.get(groep.naam).is_none() {
            voeg_in(self.toml.as_table_mut(), velden, groep.naam, Item::ArrayOfTables(ArrayOfTables::new()));
        }
        match self.toml.get_mut(groep.naam) {
            Some(Item::ArrayOfTables(a)) => {
                let mut rij = Table::new();
                rij.insert("sleutel", toml_edit::value(sleutel.as_str()));
                a.push(rij);
            }
            Some(Item::Value(toml_edit::Value::Array(a))) => {
                let mut rij = InlineTable::new();
                rij.insert("sleutel", sleutel.as_str().into());
                a.push(rij);
            }
            _ => return Err(PlekFout(format!("Bij {} staan geen regels.", groep.naam))),
        }
        Ok(sleutel)
    }

    pub(super) fn verwijder_rij(&mut self, groep: &Veld, sleutel: &str) -> Result<(), PlekFout> {
        self.rij_mut(groep, sleutel)?;
        let index = self.sleutels(groep).iter().position(|s| s == sleutel);
        let leeg = match (self.toml.get_mut(groep.naam), index) {
            (Some(Item::ArrayOfTables(a)), Some(i)) => {
                a.remove(i);
                a.is_empty()
            }
            (Some(Item::Value(toml_edit::Value::Array(a))), Some(i)) => {
                a.remove(i);
                a.is_empty()
            }
            _ => false,
        };
        if leeg {
            self.toml.remove(groep.naam);
        }
        Ok(())
    }

    /// Takes over a row, remarks and all, from another version of this file, at the end.
    pub fn neem_rij_over(&mut self, groep: &'static Veld, sleutel: &str, van: &Self) {
        let Some(index) = van.sleutels(groep).iter().position(|s| s == sleutel) else { return };
        let begin = Item::ArrayOfTables(ArrayOfTables::new());
        if self.toml.get(groep.naam).is_none() {
            voeg_in(self.toml.as_table_mut(), self.soort.velden(), groep.naam, begin);
        }
        let rij = match van.toml.get(groep.naam) {
            Some(Item::ArrayOfTables(a)) => a.get(index).cloned(),
            Some(Item::Value(toml_edit::Value::Array(a))) => {
                a.get(index).and_then(toml_edit::Value::as_inline_table).cloned().map(InlineTable::into_table)
            }
            _ => None,
        };
        match (self.toml.get_mut(groep.naam), rij) {
            (Some(Item::ArrayOfTables(a)), Some(mut rij)) => {
                rij.set_position(None);
                a.push(rij);
            }
            (Some(Item::Value(toml_edit::Value::Array(a))), Some(rij)) => a.push(rij.into_inline_table()),
            _ => {}
        }
    }

    /// Moves a row one place down, or up. False when it is the last, or the first.
    ///
    /// # Errors
    /// When there is no such row, or it holds tables of its own.
    pub fn verplaats_rij(&mut self, groep: &Veld, sleutel: &str, omlaag: bool) -> Result<bool, PlekFout> {
        self.rij_mut(groep, sleutel)?;
        let sleutels = self.sleutels(groep);
        let Some(van) = sleutels.iter().position(|s| s == sleutel) else { return Ok(false) };
        let Some(naar) = (if omlaag { Some(van + 1) } else { van.checked_sub(1) }).filter(|n| *n < sleutels.len())
        else {
            return Ok(false);
        };
        let (eerste, tweede) = (van.min(naar), van.max(naar));
        match self.toml.get_mut(groep.naam) {
            Some(Item::ArrayOfTables(a)) => {
                let heeft_tabellen = |t: &Table| t.iter().any(|(_, i)| i.is_table() || i.is_array_of_tables());
                if a.iter().any(heeft_tabellen) {
                    return Err(PlekFout(
                        "Deze regels bevatten tabellen van een ander programma; oogo verplaatst ze niet.".to_owned(),
                    ));
                }
                let (Some(mut x), Some(mut y)) = (a.get(eerste).cloned(), a.get(tweede).cloned()) else {
                    return Ok(false);
                };
                // A table is written where it once stood; the places stay, the rows change.
                let (plaats_x, plaats_y) = (x.position(), y.position());
                x.set_position(plaats_y);
                y.set_position(plaats_x);
                for (i, rij) in [(eerste, y), (tweede, x)] {
                    if let Some(plek) = a.get_mut(i) {
                        *plek = rij;
                    }
                }
            }
            Some(Item::Value(toml_edit::Value::Array(a))) => {
                let rij = a.remove(tweede);
                a.insert_formatted(eerste, rij);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Doubles a row: the same values under a key of its own, right below it. Gives that key.
    ///
    /// # Errors
    /// When there is no such row, or the system has no random numbers.
    pub fn verdubbel_rij(&mut self, groep: &'static Veld, sleutel: &str) -> Result<String, PlekFout> {
        self.rij_mut(groep, sleutel)?;
        let nieuw = self.vrije_sleutel(groep)?;
        let Some(van) = self.sleutels(groep).iter().position(|s| s == sleutel) else { return Ok(nieuw) };
        match self.toml.get_mut(groep.naam) {
            Some(Item::ArrayOfTables(a)) => {
                let Some(mut rij) = a.get(van).cloned() else { return Ok(nieuw) };
                rij.set_position(None);
                // A remark above a row is about that row.
                rij.decor_mut().set_prefix("\n");
                rij.insert("sleutel", toml_edit::value(nieuw.as_str()));
                a.push(rij);
            }
            Some(Item::Value(toml_edit::Value::Array(a))) => {
                let Some(toml_edit::Value::InlineTable(mut rij)) = a.get(van).cloned() else { return Ok(nieuw) };
                rij.insert("sleutel", nieuw.as_str().into());
                a.push_formatted(toml_edit::Value::InlineTable(rij));
            }
            _ => {}
        }
        for _ in van + 2..self.sleutels(groep).len() {
            self.verplaats_rij(groep, &nieuw, false)?;
        }
        Ok(nieuw)
    }
}

fn rijen(item: &Item) -> Vec<&dyn TableLike> {
    match item {
        Item::ArrayOfTables(a) => a.iter().map(|t| t as &dyn TableLike).collect(),
        // Anything else among them makes it something that is not ours to change by row.
        Item::Value(toml_edit::Value::Array(a)) if a.iter().all(toml_edit::Value::is_inline_table) => {
            a.iter().filter_map(toml_edit::Value::as_inline_table).map(|t| t as &dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::Bestandsoort;
    use crate::agenda::veld::veld;

    const TEKST: &str = "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"x\"\n\n# eerst\n[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"A\"\n\n[[mijlpalen]]\nsleutel = \"bbbb\"\nwat = \"B\"\n\n[[mijlpalen]]\nsleutel = \"cccc\"\nwat = \"C\"\n\n[looptijd]\nvan = 2027-01-01\n";
    const LIJST: &str = "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"x\"\nmijlpalen = [{ sleutel = \"aaaa\", wat = \"A\" }, { sleutel = \"bbbb\", wat = \"B\" }]\n";

    fn mijlpalen() -> &'static Veld {
        veld(Bestandsoort::Afspraak.velden(), "mijlpalen").unwrap()
    }

    fn volgorde(d: &Document) -> Vec<String> {
        // As another reader of the file sees it.
        let opnieuw = Document::lees(Bestandsoort::Afspraak, &d.tekst()).unwrap();
        assert_eq!(opnieuw.sleutels(mijlpalen()), d.sleutels(mijlpalen()), "{}", d.tekst());
        d.sleutels(mijlpalen())
    }

    #[test]
    fn a_row_moves_with_its_remarks_and_back_again() {
        for tekst in [TEKST, LIJST] {
            let mut d = Document::lees(Bestandsoort::Afspraak, tekst).unwrap();
            assert!(d.verplaats_rij(mijlpalen(), "aaaa", true).unwrap());
            assert_eq!(volgorde(&d)[..2], ["bbbb", "aaaa"]);
            assert_eq!(
                d.tekst().matches("# eerst\n[[mijlpalen]]\nsleutel = \"aaaa\"").count(),
                usize::from(tekst == TEKST)
            );
            assert!(!d.verplaats_rij(mijlpalen(), "bbbb", false).unwrap());
            assert!(d.verplaats_rij(mijlpalen(), "aaaa", false).unwrap());
            assert_eq!(volgorde(&d)[..2], ["aaaa", "bbbb"]);
        }
        let mut d = Document::lees(Bestandsoort::Afspraak, TEKST).unwrap();
        d.verplaats_rij(mijlpalen(), "cccc", false).unwrap();
        d.verplaats_rij(mijlpalen(), "cccc", true).unwrap();
        assert_eq!(d.tekst(), TEKST);
    }

    #[test]
    fn a_doubled_row_stands_below_the_first_under_its_own_key() {
        for tekst in [TEKST, LIJST] {
            let mut d = Document::lees(Bestandsoort::Afspraak, tekst).unwrap();
            let nieuw = d.verdubbel_rij(mijlpalen(), "aaaa").unwrap();
            assert_eq!(volgorde(&d)[..3], ["aaaa".to_owned(), nieuw, "bbbb".to_owned()]);
            assert_eq!(d.tekst().matches("# eerst").count(), usize::from(tekst == TEKST));
        }
        let mut d = Document::lees(Bestandsoort::Afspraak, TEKST).unwrap();
        assert!(d.verdubbel_rij(mijlpalen(), "zzzz").is_err());
    }
}
