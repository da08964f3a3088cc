//! A whole ontwikkelagenda: which files came, went, moved and changed on both sides.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::both::{Both, subject};
use super::conflict::{Choice, Kind};
use super::question::{Answers, Beside, Question, THEME, WHOLE};
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::{map_van, stam};
use crate::store::parallel;

/// A file in each of the three versions, by something its text is known by: base, ours, theirs.
pub type Sides<B> = [Option<B>; 3];

/// What a file holds after a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content<B> {
    /// What one of the three held.
    Known(B),
    /// A text of its own.
    New(Vec<u8>),
}

/// A folder's files after a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Together<B> {
    /// By path; none where the file went.
    pub files: BTreeMap<String, Option<Content<B>>>,
    /// What a person has yet to decide on.
    pub questions: Vec<Question>,
}

/// Merges the files that one of both sides changed. `read` gives what files hold, in the order in which they are
/// asked for; `is_declared` says of an afspraak whether a party declared anything of it.
///
/// # Errors
/// When a file cannot be read.
pub fn merge_folder<B: Copy + Eq + Send + Sync, E>(
    changed: &BTreeMap<String, Sides<B>>,
    answers: &Answers,
    read: impl Fn(&[B]) -> Result<Vec<Vec<u8>>, E>,
    is_declared: impl Fn(&str) -> bool,
) -> Result<Together<B>, E> {
    let is_declared = &is_declared;
    let mut folder =
        Folder { answers, read, is_declared, files: BTreeMap::new(), questions: Vec::new(), work: Vec::new() };
    let mut afspraken: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut beside: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut others = Vec::new();
    for path in changed.keys() {
        match (Bestandsoort::van_pad(path), owner(path)) {
            (Some(Bestandsoort::Afspraak), _) => afspraken.entry(stam(path)).or_default().push(path),
            (_, Some(id)) => beside.entry(id).or_default().push(path),
            (_, None) => others.push(path.as_str()),
        }
    }
    for (id, paths) in &afspraken {
        let files = beside.remove(id).unwrap_or_default();
        match folder.afspraak(id, paths, &files, changed)? {
            // What belongs to an afspraak goes and stays with it.
            Some(side) => {
                for path in files {
                    let content = changed[path][side].map(Found::Known);
                    folder.files.insert(path.to_owned(), content);
                }
            }
            None => others.extend(files),
        }
    }
    others.extend(beside.into_values().flatten());
    others.sort_unstable();
    for path in others {
        folder.file(path, changed[path]);
    }
    folder.done()
}

/// The afspraak that a file belongs to: its voortgang, beheer, a remark on it.
fn owner(path: &str) -> Option<&str> {
    match Bestandsoort::van_pad(path)? {
        Bestandsoort::Voortgang | Bestandsoort::Beheer => Some(stam(path)),
        Bestandsoort::Opmerking => Some(map_van(path)),
        _ => None,
    }
}

/// How often a file holds exactly this value; one that cannot be read holds none.
fn mentions(text: &[u8], id: &str) -> usize {
    fn count(value: &Value, id: &str) -> usize {
        match value {
            Value::String(text) => usize::from(text == id),
            Value::Array(all) => all.iter().map(|value| count(value, id)).sum(),
            Value::Table(table) => table.values().map(|value| count(value, id)).sum(),
            _ => 0,
        }
    }
    let table = str::from_utf8(text).ok().and_then(|text| text.parse::<toml::Table>().ok());
    table.map_or(0, |table| count(&Value::Table(table), id))
}

/// What a file will hold.
enum Found<B> {
    Known(B),
    /// What comes of this piece of work.
    Work(usize),
}

/// Where an afspraak stands then, what it holds, and whose files it has.
type Removed<'p, B> = (Option<&'p str>, Option<Found<B>>, Option<usize>);

struct Folder<'a, B, R> {
    answers: &'a Answers,
    read: R,
    /// Whether a party declared anything of an afspraak: it then goes only when somebody says so.
    is_declared: &'a dyn Fn(&str) -> bool,
    files: BTreeMap<String, Option<Found<B>>>,
    questions: Vec<Question>,
    work: Vec<Both<B>>,
}

impl<B: Copy + Eq + Send + Sync, E, R: Fn(&[B]) -> Result<Vec<Vec<u8>>, E>> Folder<'_, B, R> {
    /// An afspraak is followed by its number, in whatever theme it stands. Where one side removed it, the side
    /// whose files it keeps.
    fn afspraak(
        &mut self,
        id: &str,
        paths: &[&str],
        beside: &[&str],
        changed: &BTreeMap<String, Sides<B>>,
    ) -> Result<Option<usize>, E> {
        let places =
            [0, 1, 2].map(|side| paths.iter().filter_map(|p| changed[*p][side].map(|b| (*p, b))).collect::<Vec<_>>());
        // An afspraak that stands in two themes is amiss already; then a file is a file.
        if places.iter().any(|p| p.len() > 1) {
            paths.iter().for_each(|path| self.file(path, changed[*path]));
            return Ok(None);
        }
        let places = places.map(|p| p.first().copied());
        for old in paths {
            self.files.insert((*old).to_owned(), None);
        }
        let (path, content, kept) = match places {
            [Some(_), Some(_), None] => self.removed(id, places, 1, beside, changed)?,
            [Some(_), None, Some(_)] => self.removed(id, places, 2, beside, changed)?,
            [base, ours, theirs] => {
                let content = self.content(id, paths[0], [base, ours, theirs].map(|p| p.map(|(_, b)| b)));
                (self.place(id, [base, ours, theirs].map(|p| p.map(|(path, _)| path))), content, None)
            }
        };
        self.files.insert(path.unwrap_or(paths[0]).to_owned(), content);
        Ok(kept)
    }

    /// An afspraak that one side removed and `keeper` did not: where that side changed anything of it, it is asked.
    fn removed<'p>(
        &mut self,
        id: &str,
        places: [Option<(&'p str, B)>; 3],
        keeper: usize,
        beside: &[&str],
        changed: &BTreeMap<String, Sides<B>>,
    ) -> Result<Removed<'p, B>, E> {
        let text = |file: Option<B>| {
            let text = file.map(|b| (self.read)(&[b])).transpose()?;
            Ok::<_, E>(text.map(|t| String::from_utf8_lossy(&t.concat()).into_owned()))
        };
        let mut done = Vec::new();
        if let (Some((was, _)), Some((is, _))) = (places[0], places[keeper]) {
            let (from, to) = (map_van(was).to_owned(), map_van(is).to_owned());
            done.extend((from != to).then_some(Beside::Moved { from, to }));
        }
        for path in beside.iter().filter(|path| changed[**path][keeper] != changed[**path][0]) {
            let (was, is) = (text(changed[*path][0])?, text(changed[*path][keeper])?);
            done.push(Beside::File { path: (*path).to_owned(), was, is });
        }
        done.extend(self.named_since(id, keeper, changed)?.into_iter().map(|path| Beside::Named { path }));
        done.extend((self.is_declared)(id).then_some(Beside::Declared));
        let is_touched = places[keeper] != places[0] || !done.is_empty();
        let side = if is_touched {
            let value = |place: Option<(&str, B)>| Ok(text(place.map(|(_, b)| b))?.map(Value::String));
            let sides = [value(places[0])?, value(places[1])?, value(places[2])?];
            let path = places[keeper].map_or("", |(path, _)| path);
            let question = Question::of(id, WHOLE, path, Kind::File, sides);
            let stays = done.iter().any(Beside::keeps);
            let may = |choice: &Choice| match choice {
                Choice::Ours => keeper == 1 || !stays,
                Choice::Theirs => keeper == 2 || !stays,
                Choice::Base | Choice::Gone | Choice::Value(_) => true,
            };
            match self.chosen(Question { beside: done, ..question }, may) {
                Some(Choice::Ours) => 1,
                Some(Choice::Theirs) => 2,
                Some(Choice::Base) => 0,
                // It stays until somebody says that it may go.
                Some(Choice::Value(_) | Choice::Gone) | None => keeper,
            }
        } else {
            3 - keeper
        };
        let place = places[side];
        // As it was: the afspraak, with what the other side has beside it.
        let files = if side == 0 { keeper } else { side };
        Ok((place.or(places[0]).map(|(path, _)| path), place.map(|(_, b)| Found::Known(b)), Some(files)))
    }

    /// The files in which one side refers to an afspraak, and did not before.
    fn named_since(&self, id: &str, side: usize, changed: &BTreeMap<String, Sides<B>>) -> Result<Vec<String>, E> {
        let refers = |path: &str| {
            let kind = Bestandsoort::van_pad(path);
            matches!(kind, Some(Bestandsoort::Afspraak | Bestandsoort::Overleg)) && stam(path) != id
        };
        let mut named = Vec::new();
        for (path, sides) in changed.iter().filter(|(path, sides)| refers(path) && sides[side] != sides[0]) {
            let texts = [sides[0], sides[side]].map(|file| file.map(|b| (self.read)(&[b])).transpose());
            let [was, is] = texts.map(|text| Ok::<_, E>(text?.map_or(0, |text| mentions(&text.concat(), id))));
            if was? < is? {
                named.push(path.clone());
            }
        }
        Ok(named)
    }

    /// Where an afspraak stands after the merge.
    fn place<'p>(&mut self, id: &str, places: [Option<&'p str>; 3]) -> Option<&'p str> {
        match places {
            [base, ours, theirs] if ours == base || ours == theirs => theirs,
            [base, ours, theirs] if theirs == base => ours,
            [base, Some(ours), Some(theirs)] => {
                let theme = |p: &str| Value::String(map_van(p).to_owned());
                match self.chosen(Question::of(id, THEME, ours, Kind::Theme, places.map(|p| p.map(theme))), |_| true) {
                    Some(Choice::Theirs) => Some(theirs),
                    Some(Choice::Base) => base.or(Some(ours)),
                    _ => Some(ours),
                }
            }
            [_, ours, theirs] => ours.or(theirs),
        }
    }

    fn file(&mut self, path: &str, sides: Sides<B>) {
        let merged = self.content(path, path, sides);
        self.files.insert(path.to_owned(), merged);
    }

    /// What a file holds after the merge; none where it goes.
    fn content(&mut self, about: &str, path: &str, sides: Sides<B>) -> Option<Found<B>> {
        let [base, ours, theirs] = sides;
        if ours == base || ours == theirs {
            return theirs.map(Found::Known);
        }
        if theirs == base {
            return ours.map(Found::Known);
        }
        let (about, prefix) = subject(about, path);
        let before = self.questions.len();
        self.work.push(Both { about, prefix, path: path.to_owned(), sides, texts: [None, None, None], before });
        Some(Found::Work(self.work.len() - 1))
    }

    /// What was answered, if that may be; else the question is kept.
    fn chosen(&mut self, question: Question, may: impl Fn(&Choice) -> bool) -> Option<Choice> {
        let answer = self.answers.get(&question.key()).filter(|a| may(a)).cloned();
        if answer.is_none() {
            self.questions.push(question);
        }
        answer
    }

    /// Does the work that is left, and puts what came of it in its place.
    fn done(self) -> Result<Together<B>, E> {
        let Self { answers, read, files, questions: asked, mut work, .. } = self;
        let wanted: Vec<B> = work.iter().flat_map(|work| work.sides.into_iter().flatten()).collect();
        let texts = read(&wanted)?;
        // A text that was not given would be taken for a file that was removed.
        assert_eq!(texts.len(), wanted.len(), "every text that is asked for is given");
        let mut texts = texts.into_iter();
        for work in &mut work {
            work.texts = work.sides.map(|side| side.and_then(|_| texts.next()).map(String::from_utf8));
        }
        let merged = parallel::alle(&work, |work| work.merge(answers));
        let mut asked = asked.into_iter();
        let (mut questions, mut contents) = (Vec::new(), Vec::new());
        let mut given = 0;
        for (work, (content, own)) in work.iter().zip(merged) {
            questions.extend(asked.by_ref().take(work.before - given));
            given = work.before;
            questions.extend(own);
            contents.push(content);
        }
        questions.extend(asked);
        let mut content = |found| match found {
            Found::Known(b) => Some(Content::Known(b)),
            Found::Work(n) => contents.get_mut(n).and_then(Option::take),
        };
        let files = files.into_iter().map(|(path, found)| (path, found.and_then(&mut content))).collect();
        Ok(Together { files, questions })
    }
}

/// The paths whose content after the merge is another than on one side.
pub fn differing<'a, B: Copy + Eq>(
    together: &'a Together<B>,
    changed: &'a BTreeMap<String, Sides<B>>,
    side: usize,
) -> BTreeSet<&'a str> {
    let is_same = |path: &str, content: &Option<Content<B>>| {
        let was = changed.get(path).and_then(|s| s[side]);
        match content {
            None => was.is_none(),
            Some(Content::Known(b)) => was == Some(*b),
            Some(Content::New(_)) => false,
        }
    };
    together.files.iter().filter(|(path, content)| !is_same(path, content)).map(|(path, _)| path.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"Titel\"\ndoel = \"Doel.\"\n";
    const TITLE: &str = "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"Anders\"\ndoel = \"Doel.\"\n";
    const GOAL: &str = "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"Titel\"\ndoel = \"Ander doel.\"\n";
    const LV: &str = "agendas/lv/lv-k7qm.toml";
    const HV: &str = "agendas/hv/lv-k7qm.toml";
    const JH: &str = "agendas/jh/lv-k7qm.toml";

    type Files<'f> = &'f [(&'static str, &'static str)];

    fn three(base: Files<'_>, ours: Files<'_>, theirs: Files<'_>, answers: &Answers) -> Together<&'static str> {
        let mut changed: BTreeMap<String, Sides<&'static str>> = BTreeMap::new();
        for (side, files) in [base, ours, theirs].into_iter().enumerate() {
            for (path, text) in files {
                changed.entry((*path).to_owned()).or_default()[side] = Some(text);
            }
        }
        let read = |texts: &[&str]| Ok::<_, ()>(texts.iter().map(|text| text.as_bytes().to_vec()).collect());
        merge_folder(&changed, answers, read, |_| false).unwrap()
    }

    fn there(together: &Together<&'static str>) -> Vec<(String, String)> {
        let text = |c: &Content<&str>| match c {
            Content::Known(t) => (*t).to_owned(),
            Content::New(b) => String::from_utf8(b.clone()).unwrap(),
        };
        together.files.iter().filter_map(|(p, c)| Some((p.clone(), text(c.as_ref()?)))).collect()
    }

    fn fields(together: &Together<&'static str>) -> Vec<String> {
        together.questions.iter().map(|q| format!("{}:{}", q.about, q.field)).collect()
    }

    #[test]
    fn moved_here_and_changed_there_is_both() {
        let none = Answers::new();
        for (ours, theirs) in
            [(&[(HV, TEXT)], &[(LV, GOAL)]), (&[(LV, GOAL)], &[(HV, TEXT)])] as [(Files<'_>, Files<'_>); 2]
        {
            let t = three(&[(LV, TEXT)], ours, theirs, &none);
            assert_eq!(there(&t), [(HV.to_owned(), GOAL.to_owned())]);
            assert_eq!(t.questions, vec![]);
        }
        let t = three(&[(LV, TEXT)], &[(HV, TITLE)], &[(LV, GOAL)], &none);
        let [(path, text)] = there(&t).try_into().unwrap();
        assert!(path == HV && text.contains("Anders") && text.contains("Ander doel"), "{path} {text}");
    }

    #[test]
    fn both_moved_is_asked() {
        let t = three(&[(LV, TEXT)], &[(HV, TEXT)], &[(JH, TEXT)], &Answers::new());
        assert_eq!(fields(&t), ["lv-k7qm:thema"]);
        let answers = Answers::from([(("lv-k7qm".to_owned(), THEME.to_owned()), Choice::Theirs)]);
        let t = three(&[(LV, TEXT)], &[(HV, TEXT)], &[(JH, TEXT)], &answers);
        assert_eq!((fields(&t).len(), there(&t)), (0, vec![(JH.to_owned(), TEXT.to_owned())]));
        let t = three(&[(LV, TEXT)], &[(HV, TEXT)], &[(HV, TEXT)], &Answers::new());
        assert_eq!((fields(&t).len(), there(&t)), (0, vec![(HV.to_owned(), TEXT.to_owned())]));
    }

    #[test]
    fn removed_here_and_changed_or_moved_there_is_asked_and_stays_until_then() {
        for theirs in [&[(LV, GOAL)], &[(HV, GOAL)]] as [Files<'_>; 2] {
            let t = three(&[(LV, TEXT)], &[], theirs, &Answers::new());
            assert_eq!(fields(&t), ["lv-k7qm:geheel"]);
            assert_eq!(there(&t).len(), 1);
            let answers = Answers::from([(("lv-k7qm".to_owned(), WHOLE.to_owned()), Choice::Ours)]);
            assert_eq!(there(&three(&[(LV, TEXT)], &[], theirs, &answers)), vec![]);
        }
        // Removed by one and untouched by the other: gone.
        assert_eq!(there(&three(&[(LV, TEXT)], &[], &[(LV, TEXT)], &Answers::new())), vec![]);
    }

    #[test]
    fn an_afspraak_that_goes_takes_its_progress_along_or_is_asked_about() {
        let p = "voortgang/lv-k7qm.toml";
        let (one, other) = ("formaat = 1\nstatus = \"a\"\n", "formaat = 1\nstatus = \"b\"\n");
        for was in [&[(LV, TEXT), (p, one)][..], &[(LV, TEXT)]] {
            let t = three(was, &[], &[(LV, TEXT), (p, other)], &Answers::new());
            assert_eq!(fields(&t), ["lv-k7qm:geheel"]);
            assert_eq!(there(&t).len(), 2);
            let with = |choice| Answers::from([(("lv-k7qm".to_owned(), WHOLE.to_owned()), choice)]);
            assert_eq!(there(&three(was, &[], &[(LV, TEXT), (p, other)], &with(Choice::Ours))), vec![]);
            let kept = there(&three(was, &[], &[(LV, TEXT), (p, other)], &with(Choice::Theirs)));
            assert_eq!(kept.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>(), [TEXT, other]);
        }
    }

    #[test]
    fn both_added_the_same_number_is_asked_by_field() {
        let t = three(&[], &[(LV, TITLE)], &[(LV, TEXT)], &Answers::new());
        assert_eq!(fields(&t), ["lv-k7qm:titel"]);
        let t = three(&[], &[(LV, TEXT)], &[(LV, TEXT)], &Answers::new());
        assert_eq!((fields(&t).len(), there(&t).len()), (0, 1));
    }

    #[test]
    fn the_progress_of_an_afspraak_is_asked_under_its_number() {
        let path = "voortgang/lv-k7qm.toml";
        let t = three(
            &[(path, "formaat = 1\nstatus = \"a\"\n")],
            &[(path, "formaat = 1\nstatus = \"b\"\n")],
            &[(path, "formaat = 1\nstatus = \"c\"\n")],
            &Answers::new(),
        );
        assert_eq!(fields(&t), ["lv-k7qm:voortgang.status"]);
        let answers = Answers::from([(("lv-k7qm".to_owned(), "voortgang.status".to_owned()), Choice::Theirs)]);
        let t = three(
            &[(path, "formaat = 1\nstatus = \"a\"\n")],
            &[(path, "formaat = 1\nstatus = \"b\"\n")],
            &[(path, "formaat = 1\nstatus = \"c\"\n")],
            &answers,
        );
        assert!(t.questions.is_empty() && there(&t)[0].1.contains("\"c\""));
    }

    #[test]
    fn what_is_no_toml_is_asked_as_a_whole() {
        let t = three(&[("README.md", "a")], &[("README.md", "b")], &[("README.md", "c")], &Answers::new());
        assert_eq!(fields(&t), ["README.md:geheel"]);
        let t = three(&[(LV, "a")], &[(LV, "b")], &[(LV, TEXT)], &Answers::new());
        assert_eq!(fields(&t), ["lv-k7qm:geheel"]);
    }
}
