//! What changed inside a text: by sentence first, and by word within a sentence that stayed.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the old one only.
    Gone(String),
    /// In the new one only.
    New(String),
}

/// The pieces of two texts, in order: `Same` and `Gone` are the old one, `Same` and `New` the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Whether the texts were too long to look for words, so that whole sentences are told.
    pub is_coarse: bool,
}

/// A sentence as it was and as it is; a stretch is changed where it is marked so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The old one; empty where it came.
    pub old: Vec<(String, bool)>,
    /// The new one; empty where it went.
    pub new: Vec<(String, bool)>,
}

impl Sentence {
    /// Whether nothing in it changed.
    pub fn is_same(&self) -> bool {
        !self.old.iter().chain(&self.new).any(|(_, is_changed)| *is_changed)
    }
}

impl Sentence {
    fn apart(mut self) -> Vec<Self> {
        let whole = |side: &mut Vec<(String, bool)>| match side.first() {
            Some((t, true)) if t.ends_with('\n') => vec![side.remove(0)],
            _ => Vec::new(),
        };
        let (old, new) = (whole(&mut self.old), whole(&mut self.new));
        let first = Self { old, new };
        [first, self].into_iter().filter(|s| !s.old.is_empty() || !s.new.is_empty()).collect()
    }
}

/// More sentences than this are not compared one by one.
const SENTENCES: usize = 20_000;
/// In a stretch of more changed sentences than this none is sought that stayed.
const PAIRED: usize = 60;
/// A sentence of more words than this is taken as a whole.
const LONG: usize = 4_000;
/// Sentences that share less than this part of their words are two sentences.
const ALIKE: f64 = 0.4;

impl Words {
    /// The pieces by sentence, for who shows the old one beside the new.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut found = vec![Sentence::default()];
        for piece in &self.pieces {
            let Some(last) = found.last_mut() else { break };
            match piece {
                Piece::Gone(t) => last.old.extend(whole_and_rest(t)),
                Piece::New(t) => last.new.extend(whole_and_rest(t)),
                Piece::Same(t) => {
                    for part in t.split_inclusive('\n') {
                        let Some(last) = found.last_mut() else { break };
                        last.old.push((part.to_owned(), false));
                        last.new.push((part.to_owned(), false));
                        if part.ends_with('\n') {
                            found.push(Sentence::default());
                        }
                    }
                }
            }
        }
        found.retain(|s| !s.old.is_empty() || !s.new.is_empty());
        // A whole sentence that came or went stands apart from the one that follows it.
        found.into_iter().flat_map(Sentence::apart).collect()
    }

    fn push(&mut self, piece: Piece) {
        match (self.pieces.last_mut(), piece) {
            (_, Piece::Same(t) | Piece::Gone(t) | Piece::New(t)) if t.is_empty() => {}
            (Some(Piece::Same(last)), Piece::Same(t))
            | (Some(Piece::Gone(last)), Piece::Gone(t))
            | (Some(Piece::New(last)), Piece::New(t)) => last.push_str(&t),
            (_, piece) => self.pieces.push(piece),
        }
    }
}

/// The sentences that changed as a whole apart from what changed in the one after them.
fn whole_and_rest(text: &str) -> impl Iterator<Item = (String, bool)> {
    let end = text.rfind('\n').map_or(0, |i| i + 1);
    let (whole, rest) = text.split_at(end);
    [whole, rest].into_iter().filter(|part| !part.is_empty()).map(|part| (part.to_owned(), true))
}

/// The lines of a new text that the old one does not have in their place.
pub fn new_lines<'n>(old: &str, new: &'n str) -> Vec<&'n str> {
    let (was, is): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &was, &is).into_iter();
    ops.filter(|op| !matches!(op, DiffOp::Equal { .. })).flat_map(|op| is[op.new_range()].to_vec()).collect()
}

/// Compares two texts.
pub fn words(old: &str, new: &str) -> Words {
    let mut words = Words { pieces: Vec::new(), is_coarse: false };
    if old != new && old.split_whitespace().eq(new.split_whitespace()) {
        sentence(old, new, &mut words);
        return words;
    }
    let (was, is): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    if was.len() + is.len() > SENTENCES {
        words.is_coarse = old != new;
        if words.is_coarse {
            words.push(Piece::Gone(old.to_owned()));
            words.push(Piece::New(new.to_owned()));
        } else {
            words.push(Piece::Same(old.to_owned()));
        }
        return words;
    }
    for op in capture_diff_slices(Algorithm::Myers, &was, &is) {
        let (from, to) = (&was[op.old_range()], &is[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => words.push(Piece::Same(from.concat())),
            _ => sentences(from, to, &mut words),
        }
    }
    words
}

/// A stretch of sentences that differ: which of them stayed, in other words?
fn sentences(was: &[&str], is: &[&str], words: &mut Words) {
    let mut pairs = Vec::new();
    if !was.is_empty() && !is.is_empty() {
        if was.len().max(is.len()) <= PAIRED {
            pairs = paired(was, is);
        } else {
            words.is_coarse = true;
        }
    }
    let (mut i, mut j) = (0, 0);
    for (a, b) in pairs {
        words.push(Piece::Gone(was[i..a].concat()));
        words.push(Piece::New(is[j..b].concat()));
        sentence(was[a], is[b], words);
        (i, j) = (a + 1, b + 1);
    }
    words.push(Piece::Gone(was[i..].concat()));
    words.push(Piece::New(is[j..].concat()));
}

/// The sentences that are most alike, without crossing each other.
fn paired(was: &[&str], is: &[&str]) -> Vec<(usize, usize)> {
    let (from, to): (Vec<_>, Vec<_>) = (was.iter().map(|t| count(t)).collect(), is.iter().map(|t| count(t)).collect());
    let score = |i: usize, j: usize| Some(alike(&from[i], &to[j])).filter(|s| *s >= ALIKE);
    // The best that can be had of the sentences from here on.
    let mut best = vec![vec![0.0_f64; is.len() + 1]; was.len() + 1];
    for i in (0..was.len()).rev() {
        for j in (0..is.len()).rev() {
            let with = score(i, j).map_or(0.0, |s| s + best[i + 1][j + 1]);
            best[i][j] = with.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < was.len() && j < is.len() {
        if score(i, j).is_some_and(|s| s + best[i + 1][j + 1] >= best[i][j]) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// How often each word is in a text.
fn count(text: &str) -> HashMap<&str, usize> {
    let mut counted = HashMap::new();
    for word in text.unicode_words() {
        *counted.entry(word).or_default() += 1;
    }
    counted
}

/// The part of their words that two texts share, from 0 to 1.
fn alike(a: &HashMap<&str, usize>, b: &HashMap<&str, usize>) -> f64 {
    let total: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    let shared: usize = a.iter().map(|(word, n)| b.get(word).map_or(0, |m| *n.min(m))).sum();
    // No words at all: a line of signs or a blank one.
    if total == 0 { 1.0 } else { 2.0 * shared as f64 / total as f64 }
}

/// One sentence that stayed, word by word.
fn sentence(was: &str, is: &str, words: &mut Words) {
    let (from, to): (Vec<&str>, Vec<&str>) = (was.split_word_bounds().collect(), is.split_word_bounds().collect());
    if from.len() + to.len() > LONG {
        words.is_coarse = true;
        words.push(Piece::Gone(was.to_owned()));
        words.push(Piece::New(is.to_owned()));
        return;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &from, &to);
    let (mut gone, mut new) = (String::new(), String::new());
    for (n, op) in ops.iter().enumerate() {
        let (a, b) = (from[op.old_range()].concat(), to[op.new_range()].concat());
        // A space or comma between two changed words is no reading apart.
        let is_between = n > 0 && n + 1 < ops.len() && !a.chars().any(char::is_alphanumeric);
        if matches!(op, DiffOp::Equal { .. }) && !is_between {
            words.push(Piece::Gone(std::mem::take(&mut gone)));
            words.push(Piece::New(std::mem::take(&mut new)));
            words.push(Piece::Same(a));
        } else {
            gone.push_str(&a);
            new.push_str(&b);
        }
    }
    words.push(Piece::Gone(gone));
    words.push(Piece::New(new));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(old: &str, new: &str) -> String {
        words(old, new)
            .pieces
            .iter()
            .map(|p| match p {
                Piece::Same(t) => t.clone(),
                Piece::Gone(t) => format!("[-{t}-]"),
                Piece::New(t) => format!("{{+{t}+}}"),
            })
            .collect()
    }

    #[test]
    fn lines_that_only_the_new_text_has_keep_their_company() {
        assert_eq!(new_lines("- PO:\n  - bus\n", "- PO:\n  - bus\n- VO:\n  - bus\n"), ["- VO:", "  - bus"]);
        assert_eq!(new_lines("Een.\nTwee.\n", "Drie.\nTwee.\n"), ["Drie."]);
    }

    #[test]
    fn a_sentence_that_stayed_tells_its_words_and_another_is_told_whole() {
        assert_eq!(
            shown("Ritten duren hoogstens 45 minuten.\n", "Ritten duren hoogstens 40 minuten.\n"),
            "Ritten duren hoogstens [-45-]{+40+} minuten.\n"
        );
        assert_eq!(
            shown("Een.\nWij kopen samen in.\nDrie.\n", "Een.\nDrie.\nElk kind heeft een plek.\n"),
            "Een.\n[-Wij kopen samen in.\n-]Drie.\n{+Elk kind heeft een plek.\n+}"
        );
        assert_eq!(
            shown("De school betaalt.\n", "De gemeente en het rijk betalen.\n"),
            "[-De school betaalt.\n-]{+De gemeente en het rijk betalen.\n+}"
        );
        assert_eq!(
            shown("Zij doen dat samen met de rode fiets.", "Zij doen dat samen met een blauwe auto."),
            "Zij doen dat samen met [-de rode fiets-]{+een blauwe auto+}."
        );
        assert!(!words("a b.\n", "a\nb.\n").sentences().iter().all(Sentence::is_same));
    }

    #[test]
    fn a_very_long_text_is_told_by_sentence_and_says_so() {
        let old = "woord ".repeat(35_000);
        let new = old.replacen("woord", "ander", 1);
        assert!(words(&old, &new).is_coarse);
        let lines = |n: usize| (0..60_000).map(|i| format!("{}\n", i * n)).collect::<String>();
        assert!(words(&lines(1), &lines(7)).is_coarse);
    }

    proptest! {
        #[test]
        fn the_pieces_are_both_texts(old in "([a-c ]{0,6}[.\n]{0,2}){0,12}", new in "([a-c ]{0,6}[.\n]{0,2}){0,12}") {
            let found = words(&old, &new);
            let side = |wanted: fn(&Piece) -> Option<&str>| found.pieces.iter().filter_map(wanted).collect::<String>();
            let was = side(|p| match p { Piece::Same(t) | Piece::Gone(t) => Some(t), Piece::New(_) => None });
            let is = side(|p| match p { Piece::Same(t) | Piece::New(t) => Some(t), Piece::Gone(_) => None });
            prop_assert_eq!((was, is), (old.clone(), new.clone()));
            let all_same = found.pieces.iter().all(|p| matches!(p, Piece::Same(_)));
            prop_assert_eq!(all_same, old == new);
        }
    }
}
