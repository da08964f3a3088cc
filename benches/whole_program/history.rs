//! The history of one afspraak among 20,000 versions, beside `git log -- FILE` on a commit-graph that
//! knows the changed paths.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::compare::median_of;
use super::{generate, id, run, timed};

const VERSIONS: usize = 20_000;

/// Times both on the same repository, taking turns.
pub fn history(basis: &Path) {
    println!();
    fs::create_dir_all(basis).unwrap();
    for number in [1_000, 10_000] {
        let map = generate(basis, number);
        if !grow(&map) {
            println!("history not measured: git is not here");
            return;
        }
        let of = id(0, 1);
        let file = format!("agendas/leerlingenvervoer/{of}.toml");
        let first = timed(|| run(&map, &["geschiedenis", &of]));
        let (mut ours, mut git) = (Vec::new(), Vec::new());
        for _ in 0..15 {
            ours.push(timed(|| run(&map, &["geschiedenis", &of])));
            git.push(timed(|| assert!(quiet(Command::new("git").args(["log", "--", &file]).current_dir(&map)))));
        }
        whole_history(&map, number);
        let ms = |d: std::time::Duration| d.as_secs_f64() * 1000.0;
        let (ours, git) = (ms(median_of(ours)), ms(median_of(git)));
        println!(
            "history of one of {number} afspraken, {VERSIONS} versions: oogo {ours:.1} ms (first time {:.0} ms), git log {git:.1} ms: {:.2} times",
            ms(first),
            ours / git
        );
    }
}

/// What a check of all that parties declared reads of history, beside `git log -m --raw`.
fn whole_history(map: &Path, number: usize) {
    let repo = oogo::git::Repository::open(map).unwrap();
    let head = repo.hoofd().unwrap().unwrap();
    let (mut ours, mut git) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let of = |path: &str| path.rsplit('/').next().map(str::to_owned);
        ours.push(timed(|| drop(repo.tijdlijn(head, true, of, |_| false).unwrap())));
        git.push(timed(|| {
            let args = ["log", "-m", "--raw", "--no-renames", "--no-abbrev"];
            assert!(quiet(Command::new("git").args(args).current_dir(map)));
        }));
    }
    let ms = |d: std::time::Duration| d.as_secs_f64() * 1000.0;
    let (ours, git) = (ms(median_of(ours)), ms(median_of(git)));
    println!(
        "all history of {number} afspraken, {VERSIONS} versions, for a check: oogo {ours:.0} ms, git log -m --raw {git:.0} ms: {:.2} times",
        ours / git
    );
}

pub fn quiet(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Adds versions that each give one afspraak another title.
pub fn grow(map: &Path) -> bool {
    let mut files: Vec<_> = oogo::store::load::lees(map).unwrap().bestanden.into_iter().map(|(_, p)| p).collect();
    files.retain(|p| p.contains('-') && p.starts_with("agendas/"));
    let import = Command::new("git")
        .args(["fast-import", "--quiet", "--force"])
        .current_dir(map)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let Ok(mut import) = import else { return false };
    let mut to = std::io::BufWriter::new(import.stdin.take().unwrap());
    let texts: Vec<String> = files.iter().map(|p| fs::read_to_string(map.join(p)).unwrap()).collect();
    for n in 0..VERSIONS {
        let at = n * 7 % files.len();
        let title = format!("titel = \"Afspraak in versie {n}\"");
        let text: Vec<&str> =
            texts[at].lines().map(|l| if l.starts_with("titel = ") { title.as_str() } else { l }).collect();
        let text = text.join("\n") + "\n";
        let subject = format!("versie {n}");
        let from = if n == 0 { "from refs/heads/main^0\n" } else { "" };
        write!(
            to,
            "commit refs/heads/main\ncommitter meting <meting@oogo.invalid> {} +0100\ndata {}\n{subject}\n{from}M 100644 inline {}\ndata {}\n{text}\n",
            1_800_000_000 + n * 60,
            subject.len(),
            files[at],
            text.len(),
        )
        .unwrap();
    }
    drop(to);
    import.wait().unwrap().success()
        && quiet(Command::new("git").args(["reset", "--hard", "--quiet"]).current_dir(map))
        && quiet(Command::new("git").args(["gc", "--quiet"]).current_dir(map))
        && quiet(Command::new("git").args(["commit-graph", "write", "--reachable", "--changed-paths"]).current_dir(map))
}
