//! A month to pick a day from.

use crate::agenda::Datum;

/// The calendar.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// The day that has the focus.
    pub dag: Datum,
}

impl Calendar {
    /// Moves the focus by days.
    pub fn go(&mut self, dagen: i64) {
        self.dag = if dagen < 0 {
            self.dag.min_dagen(dagen.unsigned_abs())
        } else {
            self.dag.plus_dagen(dagen.unsigned_abs())
        };
    }

    /// Moves the focus by months, to the same day or the month's last.
    pub fn go_months(&mut self, maanden: i32) {
        self.dag = self.dag.plus_maanden(maanden);
    }

    /// The weeks of the month, Monday first; none where a day is of another month.
    pub fn weken(&self) -> Vec<[Option<Datum>; 7]> {
        let eerste = self.dag.min_dagen(u64::from(self.dag.dag() - 1));
        let begin = eerste.min_dagen(u64::from(eerste.weekdag()));
        let week = |w: u64| std::array::from_fn(|d| begin.plus_dagen(w * 7 + d as u64)).map(|dag: Datum| Some(dag));
        let van_maand = |dag: Option<Datum>| dag.filter(|d| d.is_zelfde_maand(self.dag));
        (0..6).map(|w| week(w).map(van_maand)).filter(|week| week.iter().any(Option::is_some)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_drawn_from_monday_to_sunday() {
        let maart = Calendar { dag: Datum::nieuw(2027, 3, 12).unwrap() };
        let weken = maart.weken();
        assert_eq!(weken.len(), 5);
        assert_eq!(weken[0][0], Datum::nieuw(2027, 3, 1));
        assert_eq!(weken[4][2], Datum::nieuw(2027, 3, 31));
        assert_eq!(weken[4][3], None);
        let mut januari = Calendar { dag: Datum::nieuw(2027, 1, 31).unwrap() };
        januari.go_months(1);
        assert_eq!(Some(januari.dag), Datum::nieuw(2027, 2, 28));
    }
}
