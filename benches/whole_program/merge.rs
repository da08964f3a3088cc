//! Merging two sides, beside `git merge`; and how many of the same 200 cases are left to a person or come out
//! wrong, beside git and mergiraf (<https://mergiraf.org>) as git's merge driver runs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use oogo::git::{Auteur, Boodschap, Maker, Repository, Wijziging};
use oogo::merge::{Answers, Content, differing, merge_folder};

use super::compare::median_of;
use super::history::quiet;
use super::{OOGO, generate, timed};

const ROUNDS: usize = 9;
const CASES: usize = 200;

/// Measures both.
pub fn merge(basis: &Path) {
    println!();
    fs::create_dir_all(basis).unwrap();
    time(basis);
    cases(basis);
}

fn git_in(map: &Path, args: &[&str]) -> bool {
    let mut c = Command::new("git");
    quiet(c.args(["-c", "user.name=meting", "-c", "user.email=meting@oogo.invalid"]).args(args).current_dir(map))
}

/// Two sides of 1,000 afspraken with 100 changes each: fifty of them in the same afspraken.
fn time(basis: &Path) {
    let map = generate(basis, 1_000);
    if !git_in(&map, &["branch", "hun"]) {
        println!("merging not measured: git is not here");
        return;
    }
    let mut files: Vec<String> = oogo::store::load::lees(&map).unwrap().bestanden.into_iter().map(|(_, p)| p).collect();
    files.retain(|p| p.contains('-') && p.starts_with("agendas/"));
    let side = |branch: &str, files: &[String], from: &str, to: &str| {
        assert!(git_in(&map, &["checkout", "-q", branch]));
        for file in files {
            let text = fs::read_to_string(map.join(file)).unwrap();
            assert!(text.contains(from), "{file}");
            fs::write(map.join(file), text.replacen(from, to, 1)).unwrap();
        }
        assert!(git_in(&map, &["commit", "-qam", "x"]));
    };
    side("main", &files[..100], "titel = \"", "titel = \"Onze ");
    side("hun", &files[50..150], "doel = \"\"\"\n", "doel = \"\"\"\nEen zin erbij.\n");
    assert!(git_in(&map, &["checkout", "-q", "main"]));
    // As it is where people work: the files have been on disk for days, and what comes of the merge was never there.
    let again = |to: &str| {
        let rest = [&["reflog", "expire", "--expire=now", "--all"][..], &["repack", "-adq"], &["prune"]];
        for args in [&["reset", "-q", "--hard", to][..]].into_iter().chain(rest) {
            assert!(git_in(&map, args));
        }
        assert!(quiet(&mut Command::new("sync")));
    };
    again("HEAD");
    let (mut ours, mut git, mut lasting) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(timed(|| together(&map)));
        again("HEAD^1");
        git.push(timed(|| assert!(git_in(&map, &["merge", "-q", "--no-edit", "hun"]))));
        again("HEAD^1");
        lasting.push(timed(|| {
            assert!(git_in(&map, &["-c", "core.fsync=all", "merge", "-q", "--no-edit", "hun"]));
        }));
        again("HEAD^1");
    }
    let ms = |d: std::time::Duration| d.as_secs_f64() * 1000.0;
    let (ours, git, lasting) = (ms(median_of(ours)), ms(median_of(git)), ms(median_of(lasting)));
    println!(
        "merging two sides with 100 changes each, 1000 afspraken: oogo {ours:.0} ms, git merge {git:.0} ms: {:.2} times",
        ours / git
    );
    // Of the files themselves git waits for none even so.
    println!(
        "  and git that waits for the disk in its own folder (core.fsync=all) {lasting:.0} ms: {:.2} times",
        ours / lasting
    );
}

/// What an exchange does between fetching and bringing, without the looking.
fn together(map: &Path) {
    let repo = Repository::open(map).unwrap();
    let ours = repo.hoofd().unwrap().unwrap();
    let theirs = repo.versie("hun").unwrap().id;
    let base = repo.gedeeld(ours, theirs).unwrap()[0];
    let folder = |v| repo.map_van(v).unwrap();
    let sides = repo.kanten(folder(base), folder(ours), folder(theirs)).unwrap();
    let merged = merge_folder(&sides, &Answers::new(), |blobs| repo.inhoud_van(blobs), |_| false).unwrap();
    assert!(merged.questions.is_empty());
    let known = |path: &str| match merged.files[path] {
        Some(Content::Known(blob)) => Some(blob),
        Some(Content::New(_)) | None => None,
    };
    let paths = differing(&merged, &sides, 1);
    let blobs: Vec<_> = paths.iter().flat_map(|path| [sides[*path][1], known(path)]).flatten().collect();
    let mut read = repo.inhoud_van(&blobs).unwrap().into_iter();
    let changes: Vec<Wijziging> = paths
        .into_iter()
        .map(|path| {
            let was = sides[path][1].and_then(|_| read.next());
            let wordt = match &merged.files[path] {
                Some(Content::New(text)) => Some(text.clone()),
                content => content.as_ref().and_then(|_| read.next()),
            };
            Wijziging { pad: path.to_owned(), was, wordt }
        })
        .collect();
    let author = Auteur { naam: "meting".to_owned(), mailbox: "meting@oogo.invalid".to_owned() };
    let message = Boodschap { onderwerp: "x".to_owned(), toelichting: None, partij: "voorbeeldstad".to_owned() };
    let maker = Maker::zonder_sleutel(&author, chrono::Local::now().fixed_offset());
    let version = repo.maak_samen([ours, theirs], &changes, &message, maker).unwrap();
    repo.schuif_op(ours, version, &changes).unwrap();
}

/// A change to one place of a file: the lines from one to another become these.
#[derive(Clone, PartialEq)]
struct Edit {
    from: usize,
    to: usize,
    lines: Vec<String>,
}

struct Case {
    base: String,
    ours: String,
    theirs: String,
    /// What has to come out; none where only a person can say.
    right: Option<String>,
}

/// The same 200 every time: two edits each of an afspraak of the example, near each other or not, and in the
/// same place.
fn recorded() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("agendas/voorbeeldland/agendas");
    let mut texts = Vec::new();
    for thema in ["huisvesting", "jeugdhulp", "leerlingenvervoer", "overgangen"] {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder.join(thema)).unwrap().map(|f| f.unwrap().path()).collect();
        paths.retain(|p| !p.ends_with("thema.toml"));
        paths.sort();
        texts.extend(paths.iter().map(|p| fs::read_to_string(p).unwrap()));
    }
    let mut seed: u64 = 2026;
    let mut below = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % n
    };
    let mut cases = Vec::new();
    while cases.len() < CASES {
        let base = &texts[cases.len() % texts.len()];
        let edits = edits(base);
        let a = &edits[below(edits.len())];
        // Of every ten: four beside each other, four anywhere, two in the same place.
        let near = |e: &&Edit| e.from <= a.to + 1 && a.from <= e.to + 1;
        let apart = |e: &&Edit| e.to <= a.from || a.to <= e.from;
        let pool: Vec<&Edit> = match cases.len() % 10 {
            0..4 => edits.iter().filter(near).filter(apart).collect(),
            4..8 => edits.iter().filter(apart).collect(),
            _ => edits.iter().filter(|e| !apart(e) && *e != a).collect(),
        };
        let Some(b) = (!pool.is_empty()).then(|| pool[below(pool.len())]) else { continue };
        // Two that come in at one spot have no order of their own.
        if a.from == b.from && a.from == a.to && b.from == b.to {
            continue;
        }
        let right = apart(&b).then(|| apply(base, &[a, b]));
        cases.push(Case { base: base.clone(), ours: apply(base, &[a]), theirs: apply(base, &[b]), right });
    }
    cases
}

/// What people do to a file: another value, another word in a sentence, a sentence more or less, a row more or less.
fn edits(text: &str) -> Vec<Edit> {
    let lines: Vec<&str> = text.lines().collect();
    let mut edits = Vec::new();
    let mut in_prose = false;
    for (i, line) in lines.iter().enumerate() {
        let mut edit = |from, to, lines: &[String]| edits.push(Edit { from, to, lines: lines.to_vec() });
        if line.ends_with("\"\"\"") {
            in_prose = !in_prose;
        } else if in_prose && line.split(' ').count() > 3 {
            edit(i, i + 1, &[line.replacen(' ', " ook ", 1)]);
            edit(i, i + 1, &[line.replacen(' ', " nu ", 1)]);
            edit(i, i + 1, &[]);
            edit(i + 1, i + 1, &[format!("Een zin erbij, na regel {i}.")]);
        } else if line.starts_with("[[") {
            let end = (i + 1..lines.len()).find(|j| lines[*j].starts_with('[')).unwrap_or(lines.len());
            let mut row: Vec<String> = lines[i..end].iter().map(|l| (*l).to_owned()).collect();
            edit(i, end, &[]);
            for l in row.iter_mut().filter(|l| l.starts_with("sleutel = ")) {
                *l = format!("sleutel = \"z{i:03}\"");
            }
            if end < lines.len() {
                edit(end, end, &row);
            }
        } else if !in_prose && line.ends_with('"') && !line.starts_with("sleutel") && !line.starts_with("id ") {
            edit(i, i + 1, &[line.replacen(" = \"", " = \"Onze ", 1)]);
            edit(i, i + 1, &[line.replacen(" = \"", " = \"Hun ", 1)]);
        }
    }
    edits
}

fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut edits = edits.to_vec();
    edits.sort_by_key(|e| std::cmp::Reverse((e.from, e.to)));
    for e in edits {
        lines.splice(e.from..e.to, e.lines.clone());
    }
    lines.join("\n") + "\n"
}

/// What came of the cases: merged as it has to be, left to a person without need, left to a person with reason,
/// and decided wrongly.
#[derive(Default)]
struct Score {
    right: usize,
    needless: usize,
    asked: usize,
    wrong: usize,
}

fn cases(basis: &Path) {
    let cases = recorded();
    let clear = cases.iter().filter(|c| c.right.is_some()).count();
    println!("of {CASES} recorded cases {clear} have one right answer, {} need a person:", CASES - clear);
    let path = |name: &str| basis.join(format!("{name}.toml"));
    let [base, ours, theirs] = ["basis", "ons", "hun"].map(path);
    let programs: BTreeMap<&str, Vec<String>> = [
        ("oogo", vec![OOGO, "samenvoegen", "BASE", "OURS", "THEIRS", "agendas/leerlingenvervoer/lv-k7qm.toml"]),
        ("git", vec!["git", "merge-file", "-q", "OURS", "BASE", "THEIRS"]),
        ("mergiraf", vec!["mergiraf", "merge", "--git", "BASE", "OURS", "THEIRS", "-p", "lv-k7qm.toml"]),
    ]
    .into_iter()
    .map(|(name, args)| (name, args.into_iter().map(str::to_owned).collect()))
    .collect();
    for (name, args) in programs {
        let mut score = Score::default();
        for case in &cases {
            for (to, text) in [(&base, &case.base), (&ours, &case.ours), (&theirs, &case.theirs)] {
                fs::write(to, text).unwrap();
            }
            let mut c = Command::new(&args[0]);
            for arg in &args[1..] {
                match arg.as_str() {
                    "BASE" => c.arg(&base),
                    "OURS" => c.arg(&ours),
                    "THEIRS" => c.arg(&theirs),
                    other => c.arg(other),
                };
            }
            let Ok(status) = c.current_dir(basis).stdout(Stdio::null()).stderr(Stdio::null()).status() else { break };
            let came = fs::read_to_string(&ours).unwrap();
            let read = |t: &str| t.parse::<toml::Table>().ok();
            match &case.right {
                Some(right) if status.success() && read(&came).is_some() && read(&came) == read(right) => {
                    score.right += 1
                }
                Some(_) if !status.success() => score.needless += 1,
                None if !status.success() => score.asked += 1,
                _ => score.wrong += 1,
            }
        }
        if score.right + score.needless + score.asked + score.wrong == 0 {
            println!("  {name} is not installed (cargo install {name}): not compared");
            continue;
        }
        println!(
            "  {name:<9} merged right {:>3}, left to a person without need {:>3}, asked with reason {:>3}, wrong without a word {:>3}",
            score.right, score.needless, score.asked, score.wrong
        );
    }
}
