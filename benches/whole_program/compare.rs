//! `oogo vergelijk` beside `git diff --word-diff` and difftastic, on the same two versions.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{OOGO, Window, generate, run, timed};

/// Compares versions in which a hundred and in which all afspraken changed by a word.
pub fn compare(basis: &Path) {
    println!();
    fs::create_dir_all(basis).unwrap();
    for number in [1_000, 10_000] {
        let map = generate(basis, number);
        let begin = revision(&map);
        change(&map, 100, " van ", " van alle ");
        let few = revision(&map);
        first_comparison(&map, &format!("{number} afspraken, 100 changed"));
        change(&map, usize::MAX, " de ", " de nieuwe ");
        let all = revision(&map);
        for (what, from, to) in [("100 changed", &begin, &few), ("all changed", &few, &all)] {
            let turns = if number > 1_000 && what == "all changed" { 3 } else { 9 };
            let (mut ours, mut who, mut git, mut difft) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            let has_difft = Command::new("difft").arg("--version").stdout(Stdio::null()).status().is_ok();
            for _ in 0..turns {
                ours.push(timed(|| run(&map, &["vergelijk", from, to])));
                who.push(timed(|| run(&map, &["vergelijk", from, to, "--wie"])));
                git.push(timed(|| diff(&map, &["--word-diff"], from, to, None)));
                if has_difft && (number == 1_000 || what == "100 changed") {
                    difft.push(timed(|| diff(&map, &[], from, to, Some("difft"))));
                }
            }
            let ms = |d: Duration| d.as_secs_f64() * 1000.0;
            let (ours, who, git) = (ms(median_of(ours)), ms(median_of(who)), ms(median_of(git)));
            println!("{number} afspraken, {what}: oogo vergelijk {ours:.0} ms (with who and why {who:.0} ms)");
            println!("  git diff --word-diff {git:.0} ms: oogo takes {:.2} times as long", ours / git);
            if difft.is_empty() {
                println!("  difftastic not compared here (cargo install difftastic)");
            } else {
                let difft = ms(median_of(difft));
                println!("  difftastic {difft:.0} ms: oogo is {:.1} times faster", difft / ours);
            }
        }
        first_comparison(&map, &format!("{number} afspraken, all changed"));
    }
}

fn first_comparison(map: &Path, what: &str) {
    let frames = (0..9).map(|_| key_to_comparison(map)).collect();
    println!("{what}: first comparison on screen after the key {:.0} ms", median_of(frames).as_secs_f64() * 1000.0);
}

/// From the key to the first comparison on screen.
fn key_to_comparison(map: &Path) -> Duration {
    let mut w = Window::open(OOGO, map);
    w.wait_for("lv-");
    w.settle();
    let begin = Instant::now();
    w.keys.write_all(b"x").unwrap();
    w.keys.flush().unwrap();
    w.wait_for("gezien");
    begin.elapsed()
}

pub fn median_of(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn revision(map: &Path) -> String {
    let output = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(map).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Changes a word in so many afspraken, as one version.
fn change(map: &Path, number: usize, from: &str, to: &str) {
    let mut left = number;
    let themes = fs::read_dir(map.join("agendas")).unwrap().flatten();
    for file in themes.flat_map(|t| fs::read_dir(t.path()).unwrap().flatten()) {
        if left == 0 || file.file_name() == "thema.toml" {
            continue;
        }
        let text = fs::read_to_string(file.path()).unwrap();
        let changed = text.replacen(from, to, 1);
        if changed != text {
            fs::write(file.path(), changed).unwrap();
            left -= 1;
        }
    }
    run(map, &["opslaan"]);
}

fn diff(map: &Path, options: &[&str], from: &str, to: &str, external: Option<&str>) {
    let mut c = Command::new("git");
    if let Some(program) = external {
        c.arg("-c").arg(format!("diff.external={program}"));
    }
    c.arg("diff").args(options).args([from, to]).current_dir(map).stdout(Stdio::null());
    assert!(c.status().unwrap().success());
}
