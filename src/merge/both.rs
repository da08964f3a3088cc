//! One file of which both sides made something else.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::string::FromUtf8Error;

use toml::Value;

use super::conflict::{Choice, Choices, Conflict, Kind};
use super::file::merge;
use super::folder::{Content, Sides};
use super::question::{Answers, Question, WHOLE};
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::stam;

/// A file of which both sides made something else. What comes of one has nothing to do with another: they are done
/// in the end, side by side.
pub(super) struct Both<B> {
    pub(super) about: String,
    /// What stands before its fields in a question.
    pub(super) prefix: String,
    pub(super) path: String,
    pub(super) sides: Sides<B>,
    /// What it holds on each side; read for all of them at once.
    pub(super) texts: [Option<Result<String, FromUtf8Error>>; 3],
    /// So many questions come before those about it.
    pub(super) before: usize,
}

impl<B: Copy> Both<B> {
    /// What it will hold, with what is asked about it.
    pub(super) fn merge(&self, answers: &Answers) -> (Option<Content<B>>, Vec<Question>) {
        self.by_field(answers).unwrap_or_else(|| self.whole(answers))
    }

    /// The file by its fields, with what is asked about it; none where it has none, or cannot be read.
    fn by_field(&self, answers: &Answers) -> Option<(Option<Content<B>>, Vec<Question>)> {
        let soort = Bestandsoort::van_pad(&self.path)?;
        let [base, Some(Ok(ours)), Some(Ok(theirs))] = &self.texts else { return None };
        let base = base.as_ref().and_then(|base| base.as_ref().ok()).map_or("", String::as_str);
        // Line ends of another system and a byte order mark are no words; a merged file has those of the format.
        let [base, ours, theirs] =
            [base, ours, theirs].map(|text| text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
        let choices: Choices = answers
            .iter()
            .filter(|((about, _), _)| *about == self.about)
            .filter_map(|((_, field), choice)| Some((field.strip_prefix(&self.prefix)?.to_owned(), choice.clone())))
            .collect();
        let merged = merge(soort.velden(), &base, &ours, &theirs, &choices).ok()?;
        let question = |conflict: Conflict| {
            let field = format!("{}{}", self.prefix, conflict.dotted());
            Question { about: self.about.clone(), field, path: self.path.clone(), conflict, beside: Vec::new() }
        };
        let questions = merged.conflicts.into_iter().map(question).collect();
        Some((Some(Content::New(merged.text.into_bytes())), questions))
    }

    /// The file as one thing, of which one side is chosen.
    fn whole(&self, answers: &Answers) -> (Option<Content<B>>, Vec<Question>) {
        let [base, ours, theirs] = self.sides.map(|side| side.map(Content::Known));
        let field = format!("{}{WHOLE}", self.prefix);
        let content = match answers.get(&(self.about.clone(), field.clone())) {
            Some(Choice::Ours) => ours,
            Some(Choice::Theirs) => theirs,
            Some(Choice::Base) => base,
            Some(Choice::Gone) => None,
            Some(Choice::Value(Value::String(text))) => Some(Content::New(text.clone().into_bytes())),
            // What is there stays until somebody says that it may go.
            Some(Choice::Value(_)) => ours.or(theirs),
            None => {
                let value = |text: &Option<Result<String, FromUtf8Error>>| {
                    text.as_ref().map(|text| Value::String(text.as_ref().map_or_else(no_text, String::clone)))
                };
                let [was, one, other] = self.texts.each_ref().map(value);
                let question = Question::of(&self.about, &field, &self.path, Kind::File, [was, one, other]);
                return (ours.or(theirs), vec![question]);
            }
        };
        (content, Vec::new())
    }
}

/// What is shown of a file that is no text: by it one sees that another is another.
fn no_text(fout: &FromUtf8Error) -> String {
    let mut mark = DefaultHasher::new();
    fout.as_bytes().hash(&mut mark);
    format!("(geen tekst: {} bytes, kenmerk {:016x})", fout.as_bytes().len(), mark.finish())
}

/// What a file is about, and what stands before its fields there: the voortgang of an afspraak is about it.
pub(super) fn subject(about: &str, path: &str) -> (String, String) {
    match Bestandsoort::van_pad(path) {
        Some(soort @ (Bestandsoort::Voortgang | Bestandsoort::Beheer)) => {
            (stam(path).to_owned(), format!("{}.", soort.label()))
        }
        _ => (about.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn files_that_are_no_text_are_told_apart() {
        let shown = |bytes: &[u8]| super::no_text(&String::from_utf8(bytes.to_vec()).unwrap_err());
        assert_eq!(shown(b"\xFF1"), shown(b"\xFF1"));
        assert_ne!(shown(b"\xFF1"), shown(b"\xFF2"));
    }
}
