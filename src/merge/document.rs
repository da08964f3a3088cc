//! Merging on fields and rows, never on lines.

use toml::Value;

use crate::agenda::veld::{Soort, Veld};
use crate::store::{Document, Plek};

/// What both sides changed, each in another way. The merged document has our side of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Where.
    pub plek: Plek,
    /// What it was; none while it was empty.
    pub base: Option<Value>,
    /// What we made of it.
    pub ours: Option<Value>,
    /// What they made of it.
    pub theirs: Option<Value>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Merged {
    /// Their document with our changes.
    pub document: Document,
    /// What a person has to decide on.
    pub conflicts: Vec<Conflict>,
}

/// Their document with what we changed since the base.
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Merged {
    let mut merged = Merged { document: theirs.clone(), conflicts: Vec::new() };
    for naam in base.namen().into_iter().chain(ours.namen()).collect::<std::collections::BTreeSet<_>>() {
        let (was, wij, zij) = (base.ruw(&naam), ours.ruw(&naam), theirs.ruw(&naam));
        if wij == was || wij == zij {
            continue;
        }
        let veld = crate::agenda::veld::veld(base.soort().velden(), &naam);
        match veld {
            // Only we changed it, or nobody knows what it is made of: then it goes over whole.
            _ if zij == was => merged.document.neem_over(&naam, ours),
            Some(v) => match v.soort {
                // Rows that cannot be told apart are not mixed: ours stay, and a person is told.
                Soort::Groep(_)
                    if [base, ours, theirs].iter().any(|d| d.sleutels(v).iter().any(|s| s.starts_with('#'))) =>
                {
                    merged.document.neem_over(&naam, ours);
                    merged.conflicts.push(Conflict { plek: Plek::Veld(v), base: None, ours: None, theirs: None });
                }
                Soort::Groep(_) => merged.rows(v, base, ours),
                Soort::Tabel(kinderen) => {
                    for k in kinderen {
                        merged.field(Plek::InTabel(v, k), base, ours);
                    }
                }
                _ => merged.field(Plek::Veld(v), base, ours),
            },
            None => {}
        }
    }
    merged
}

impl Merged {
    fn field(&mut self, plek: Plek, base: &Document, ours: &Document) {
        let (was, wij, zij) = (base.waarde(&plek), ours.waarde(&plek), self.document.waarde(&plek));
        if wij == was || wij == zij {
            return;
        }
        if zij != was {
            self.conflicts.push(Conflict { plek: plek.clone(), base: was, ours: wij.clone(), theirs: zij });
        }
        // What we wrote stands on screen, and so in the draft, until a person decides.
        let _ = self.document.zet(&plek, wij.as_ref());
    }

    fn rows(&mut self, groep: &'static Veld, base: &Document, ours: &Document) {
        let (was, wij) = (base.sleutels(groep), ours.sleutels(groep));
        for sleutel in &wij {
            let zij = self.document.sleutels(groep);
            if !was.contains(sleutel) {
                self.document.neem_rij_over(groep, sleutel, ours);
            } else if zij.contains(sleutel) {
                for k in groep.kinderen().iter().filter(|k| !k.is_vast()) {
                    self.field(Plek::InRij(groep, sleutel.clone(), k), base, ours);
                }
            } else if row(ours, groep, sleutel) != row(base, groep, sleutel) {
                // They removed what we changed: it comes back, and is asked about.
                self.document.neem_rij_over(groep, sleutel, ours);
                let plek = Plek::Rij(groep, sleutel.clone());
                self.conflicts.push(Conflict { plek, base: None, ours: None, theirs: None });
            }
        }
        for sleutel in was.iter().filter(|s| !wij.contains(s)) {
            let zij = row(&self.document, groep, sleutel);
            if zij.iter().all(Option::is_none) {
                continue;
            }
            let plek = Plek::Rij(groep, sleutel.clone());
            if zij == row(base, groep, sleutel) {
                let _ = self.document.zet(&plek, None);
            } else {
                // We removed what they changed: it stays, and is asked about.
                self.conflicts.push(Conflict { plek, base: None, ours: None, theirs: None });
            }
        }
    }
}

/// The values of a row.
fn row(document: &Document, groep: &'static Veld, sleutel: &str) -> Vec<Option<Value>> {
    groep.kinderen().iter().map(|k| document.waarde(&Plek::InRij(groep, sleutel.to_owned(), k))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::Bestandsoort;

    const BASE: &str = "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"Titel\"\ndoel = \"\"\"\nDoel.\n\"\"\"\n\n[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"A\"\n\n[[mijlpalen]]\nsleutel = \"bbbb\"\nwat = \"B\"\ndatum = 2027-01-01\n\n[looptijd]\nvan = 2027-01-01\ntot = 2028-01-01\n";

    fn doc(tekst: &str) -> Document {
        Document::lees(Bestandsoort::Afspraak, tekst).unwrap()
    }

    fn met(vervang: &[(&str, &str)]) -> Document {
        let mut tekst = BASE.to_owned();
        for (van, naar) in vervang {
            assert!(tekst.contains(van), "{van}");
            tekst = tekst.replace(van, naar);
        }
        doc(&tekst)
    }

    #[test]
    fn what_one_side_changed_is_taken_over() {
        let ours =
            met(&[("\"Titel\"", "\"Onze titel\""), ("tot = 2028-01-01", "tot = 2029-01-01"), ("\"A\"", "\"Onze A\"")]);
        let theirs = met(&[("Doel.", "Hun doel."), ("van = 2027-01-01", "van = 2027-02-01"), ("\"B\"", "\"Hun B\"")]);
        let een = merge(&doc(BASE), &ours, &theirs);
        let ander = merge(&doc(BASE), &theirs, &ours);
        assert_eq!((een.conflicts.len(), een.document.tekst()), (0, ander.document.tekst()));
        for stuk in ["Onze titel", "Hun doel.", "Onze A", "Hun B", "tot = 2029-01-01", "van = 2027-02-01"] {
            assert!(een.document.tekst().contains(stuk), "{stuk}: {}", een.document.tekst());
        }
    }

    #[test]
    fn what_both_changed_is_asked_and_ours_stays_until_then() {
        let ours = met(&[("\"Titel\"", "\"Onze titel\"")]);
        let theirs = met(&[("\"Titel\"", "\"Hun titel\""), ("\"A\"", "\"Hun A\"")]);
        let merged = merge(&doc(BASE), &ours, &theirs);
        assert!(merged.document.tekst().contains("Onze titel") && merged.document.tekst().contains("Hun A"));
        let [c] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
        assert_eq!(
            (c.plek.to_string(), c.theirs.as_ref().and_then(Value::as_str)),
            ("titel".to_owned(), Some("Hun titel"))
        );
        // The same change on both sides is none.
        assert_eq!(merge(&doc(BASE), &ours, &ours).conflicts, vec![]);
    }

    #[test]
    fn a_row_removed_on_one_side_and_changed_on_the_other_is_asked_about() {
        let zonder = met(&[("[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"A\"\n\n", "")]);
        let anders = met(&[("\"A\"", "\"Andere A\"")]);
        for (ours, theirs) in [(&zonder, &anders), (&anders, &zonder)] {
            let merged = merge(&doc(BASE), ours, theirs);
            assert!(merged.document.tekst().contains("Andere A"));
            assert_eq!(merged.conflicts.len(), 1);
            assert_eq!(merged.conflicts[0].plek.to_string(), "mijlpalen.aaaa");
        }
        // Removed on one side only, and a new row on the other: both happen.
        let erbij = met(&[("\n[looptijd]", "\n[[mijlpalen]]\nsleutel = \"cccc\"\nwat = \"C\"\n\n[looptijd]")]);
        let merged = merge(&doc(BASE), &zonder, &erbij);
        assert_eq!(merged.conflicts, vec![]);
        assert!(!merged.document.tekst().contains("aaaa") && merged.document.tekst().contains("cccc"));
        let merged = merge(&doc(BASE), &erbij, &zonder);
        assert!(!merged.document.tekst().contains("aaaa") && merged.document.tekst().contains("cccc"));
    }
}
