//! Exchanging with another copy that changed as much, beside `git pull && git push` through the same kind of
//! folder, and over ssh to this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::compare::median_of;
use super::history::{grow, quiet};
use super::sshd::Sshd;
use super::{command, generate, timed};

const ROUNDS: usize = 3;

/// Times both, taking turns, each with copies of its own.
pub fn exchange(basis: &Path) {
    println!();
    fs::create_dir_all(basis).unwrap();
    let map = generate(basis, 1_000);
    if !grow(&map) {
        println!("exchange not measured: git is not here");
        return;
    }
    let sshd = Sshd::start(&basis.join("sshd"));
    if sshd.is_none() {
        println!("exchange over ssh not measured: sshd is not here");
    }
    let places = [(None, 10), (None, 100)].into_iter().chain(sshd.iter().map(|sshd| (Some(sshd), 10)));
    for (sshd, changes) in places {
        let place = if sshd.is_some() { "over ssh" } else { "through a folder" };
        let new = |name: &str| Sides::new(basis, &map, name, changes, sshd);
        let (oogo, git) = (new("oogo"), new("git"));
        let ssh = sshd.map(Sshd::command).unwrap_or_default();
        let exchange = || {
            let mut c = command(&oogo.ours);
            assert!(c.env("GIT_SSH_COMMAND", &ssh).arg("uitwisselen").status().unwrap().success());
        };
        let git_with = |args: &[&str]| assert!(quiet(git_in(&git.ours).env("GIT_SSH_COMMAND", &ssh).args(args)));
        exchange();
        let (mut ours, mut merge, mut rebase) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            oogo.change(round, changes);
            ours.push(timed(exchange));
            for (how, times) in [("--no-rebase", &mut merge), ("--rebase", &mut rebase)] {
                git.change(round * 2 + usize::from(how == "--rebase"), changes);
                times.push(timed(|| {
                    git_with(&["pull", "-q", "--no-edit", how]);
                    git_with(&["push", "-q"]);
                }));
            }
        }
        let ms = |d: std::time::Duration| d.as_secs_f64() * 1000.0;
        let (ours, merge, rebase) = (ms(median_of(ours)), ms(median_of(merge)), ms(median_of(rebase)));
        println!(
            "exchange of {changes} versions from both sides {place}, 1000 afspraken, 20000 versions: oogo {ours:.0} ms, git pull --no-rebase && git push {merge:.0} ms: {:.2} times; with --rebase {rebase:.0} ms: {:.2} times",
            ours / merge,
            ours / rebase
        );
    }
}

fn git_in(map: &Path) -> Command {
    let mut c = Command::new("git");
    c.args(["-c", "user.name=meting", "-c", "user.email=meting@oogo.invalid"]).current_dir(map);
    c
}

/// A shared folder and two copies.
struct Sides {
    ours: PathBuf,
    theirs: PathBuf,
    files: Vec<String>,
}

impl Sides {
    fn new(basis: &Path, map: &Path, name: &str, changes: usize, sshd: Option<&Sshd>) -> Self {
        let place = if sshd.is_some() { "ssh" } else { "folder" };
        let pad = |wat: &str| basis.join(format!("{name}-{place}-{changes}-{wat}"));
        let clone = |van: &Path, naar: &Path, bare: bool| {
            let mut c = Command::new("git");
            c.args(["clone", "-q"]).args(bare.then_some("--bare")).arg(van).arg(naar).stderr(Stdio::null());
            assert!(c.status().unwrap().success());
        };
        clone(map, &pad("gedeeld"), true);
        clone(&pad("gedeeld"), &pad("ons"), false);
        clone(&pad("gedeeld"), &pad("hun"), false);
        if let Some(sshd) = sshd {
            let adres = sshd.address(&pad("gedeeld"));
            assert!(quiet(git_in(&pad("ons")).args(["remote", "set-url", "origin", &adres])));
        }
        let mut files: Vec<String> =
            oogo::store::load::lees(map).unwrap().bestanden.into_iter().map(|(_, p)| p).collect();
        files.retain(|p| p.contains('-') && p.starts_with("agendas/"));
        Self { ours: pad("ons"), theirs: pad("hun"), files }
    }

    /// Both save so many versions, of other afspraken; theirs is shared.
    fn change(&self, round: usize, changes: usize) {
        for (side, map) in [&self.ours, &self.theirs].into_iter().enumerate() {
            if side == 1 {
                assert!(quiet(git_in(map).args(["pull", "-q", "--no-edit", "--no-rebase"])));
            }
            for n in 0..changes {
                let file = &self.files[(n * 2 + side) % self.files.len()];
                let text = fs::read_to_string(map.join(file)).unwrap();
                let title = format!("titel = \"Ronde {round}, kant {side}, {n}\"");
                let lines: Vec<&str> =
                    text.lines().map(|l| if l.starts_with("titel = ") { title.as_str() } else { l }).collect();
                fs::write(map.join(file), lines.join("\n") + "\n").unwrap();
                // The same version by the same person in the same second is a history that was written anew.
                let who = format!("user.name=kant {side}");
                assert!(quiet(git_in(map).args(["-c", &who, "commit", "-qam", "x"])));
            }
        }
        assert!(quiet(git_in(&self.theirs).args(["push", "-q"])));
    }
}
