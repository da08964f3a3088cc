//! The rows of a group as a small table, where it can be read as one.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{fit, wrap};
use crate::tui::screens::reader::Item;
use crate::tui::style;

/// Between two columns.
const GAP: usize = 2;
/// A column is not made narrower than this.
const NARROW: usize = 12;
/// A row of more lines than this reads better as a list.
const TALL: usize = 4;

/// The columns: label and width.
#[derive(Debug)]
pub struct Table(Vec<(&'static str, usize)>);

impl Table {
    /// The table of these rows in this width; none where a list reads better.
    pub fn of(rows: &[&Item], width: usize) -> Option<Self> {
        let cells: Vec<&Vec<(&'static str, String)>> =
            rows.iter().filter_map(|i| if let Item::Row { cellen, .. } = i { Some(cellen) } else { None }).collect();
        let Some(Item::Row { groep, .. }) = rows.first() else { return None };
        let mut columns: Vec<(&'static str, usize)> = Vec::new();
        // A word or label is never broken.
        let mut least: Vec<usize> = Vec::new();
        for veld in groep.kinderen() {
            let texts = cells.iter().flat_map(|c| c.iter()).filter(|(l, _)| *l == veld.label);
            if let Some(widest) = texts.map(|(_, t)| t.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)).max() {
                columns.push((veld.label, widest.max(veld.label.width())));
                let words = cells.iter().flat_map(|c| c.iter()).filter(|(l, _)| *l == veld.label);
                let longest =
                    words.flat_map(|(_, t)| t.split_whitespace()).map(UnicodeWidthStr::width).max().unwrap_or(0);
                least.push(longest.max(veld.label.width()).max(NARROW.min(widest)));
            }
        }
        let room = width.checked_sub(GAP * columns.len().saturating_sub(1))?;
        while columns.iter().map(|(_, w)| w).sum::<usize>() > room {
            let (_, (_, width)) =
                columns.iter_mut().enumerate().filter(|(i, (_, w))| *w > least[*i]).max_by_key(|(_, (_, w))| *w)?;
            *width -= 1;
        }
        let table = Self(columns);
        (table.0.len() > 1 && cells.iter().all(|c| table.height(c) <= TALL)).then_some(table)
    }

    fn column<'a>(&self, cells: &'a [(&'static str, String)], i: usize) -> Vec<String> {
        let (label, width) = self.0[i];
        let text: &'a str = cells.iter().find(|(l, _)| *l == label).map_or("", |(_, t)| t);
        wrap(text, width)
    }

    fn height(&self, cells: &[(&'static str, String)]) -> usize {
        (0..self.0.len()).map(|i| self.column(cells, i).len()).max().unwrap_or(1)
    }

    /// The labels above the columns.
    pub fn header(&self) -> Line<'static> {
        let labels: Vec<String> = self.0.iter().map(|(l, w)| fit(l, *w)).collect();
        Line::styled(format!("  {}", labels.join(&" ".repeat(GAP))), style::dim())
    }

    /// One row.
    pub fn row(&self, cells: &[(&'static str, String)], has_focus: bool) -> Vec<Line<'static>> {
        let columns: Vec<Vec<String>> = (0..self.0.len()).map(|i| self.column(cells, i)).collect();
        (0..self.height(cells))
            .map(|y| {
                let parts: Vec<String> =
                    columns.iter().zip(&self.0).map(|(c, (_, w))| fit(c.get(y).map_or("", |t| t), *w)).collect();
                let text = parts.join(&" ".repeat(GAP));
                let mark = if has_focus && y == 0 { "> " } else { "  " };
                if has_focus {
                    Line::styled(format!("{mark}{}", text.trim_end()), style::focus())
                } else {
                    Line::from(vec![Span::raw(mark), Span::raw(text.trim_end().to_owned())])
                }
            })
            .collect()
    }
}
