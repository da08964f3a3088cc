//! What parties declared, verified: beside `ssh-keygen -Y verify` on a sample, and beside the bare cost of as
//! many signatures.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use oogo::actions::logboeken::Logboeken;
use oogo::actions::standen::standen;
use oogo::actions::{Kopie, Thuis};
use oogo::verklaring::{Getoetst, Handtekening, Logboek, Sha256, Verklaring, teken};

use super::compare::median_of;
use super::{OOGO, generate, id, timed};

const PARTIES: [&str; 2] = ["voorbeeldstad", "fictiehoven"];
const SAMPLE: usize = 200;

/// An entry for every afspraak of each of two parties, and fifty at once.
pub fn verify(basis: &Path) {
    println!();
    fs::create_dir_all(basis).unwrap();
    let map = generate(basis, 1_000);
    let home = basis.join("home-voorbeeldstad");
    begin(&map, &home, "voorbeeldstad");
    let fifty: Vec<String> = (1..=50).map(|n| id(0, n * 12 - 11)).collect();
    let bound: Vec<&str> = fifty.iter().map(String::as_str).filter(|id| is_bound(&map, id)).collect();
    let took = timed(|| {
        let args = [&["akkoord"][..], &bound, &["--ja"]].concat();
        assert!(as_party(&map, &home, &args));
    });
    println!("agreeing to {} afspraken at once, of 1000: {:.0} ms", bound.len(), took.as_secs_f64() * 1000.0);

    let map = generate(basis, 10_000);
    let entries = PARTIES.map(|party| fill(basis, &map, party)).concat();
    git(&map, &["add", "-A"]);
    git(&map, &["commit", "-q", "-m", "verklaringen"]);
    let kopie = Kopie::vind(&map, &Thuis::in_map(&basis.join("verifier"))).unwrap();
    let gelezen = kopie.lees().unwrap();
    let uuid = gelezen.agenda.voorblad.uuid;
    let mut all = Vec::new();
    let mut logs = Vec::new();
    let mut bare = Vec::new();
    let mut start = Vec::new();
    drop(Logboeken::lees(&kopie, false).unwrap());
    for _ in 0..3 {
        start.push(timed(|| drop(Logboeken::lees(&kopie, false).unwrap())));
        all.push(timed(|| {
            let logboeken = Logboeken::lees(&kopie, true).unwrap();
            let counted = logboeken.alle.values().flat_map(|l| &l.ingangen).filter(|i| i.is_geldig()).count();
            assert_eq!(counted, entries.len() + PARTIES.len());
            assert!(!standen(&kopie, &gelezen, &logboeken).is_empty());
        }));
        logs.push(timed(|| only_logs(uuid, &map, &entries)));
        bare.push(timed(|| bare_cost(&entries, &map)));
    }
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    let (all, logs, bare, start) = (ms(median_of(all)), ms(median_of(logs)), ms(median_of(bare)), ms(median_of(start)));
    let begin = Instant::now();
    let step = entries.len() / SAMPLE;
    for entry in entries.iter().step_by(step).take(SAMPLE) {
        assert!(ssh_keygen(&map, entry), "{}", entry.display());
    }
    let each = ms(begin.elapsed()) / SAMPLE as f64;
    let count = entries.len() as f64;
    println!("{} entries over 10000 afspraken: all of it, with history and standing, {all:.0} ms", entries.len());
    println!(
        "  the logs alone {logs:.0} ms: {:.2} times the bare signatures on all processors ({bare:.0} ms)",
        logs / bare
    );
    println!("  the logs at a later start of the overview, of what was found good before: {start:.0} ms");
    println!("  ssh-keygen -Y verify {each:.1} ms each: oogo is {:.0} times faster per entry", each * count / all);
}

fn is_bound(map: &Path, id: &str) -> bool {
    let themes = fs::read_dir(map.join("agendas")).unwrap().flatten();
    let files = themes.map(|t| t.path().join(format!("{id}.toml"))).find(|p| p.exists());
    files.is_some_and(|p| {
        let text = fs::read_to_string(p).unwrap();
        text.lines().any(|l| l.starts_with("gebonden") && l.contains("voorbeeldstad"))
    })
}

fn as_party(map: &Path, home: &Path, args: &[&str]) -> bool {
    let mut command = Command::new(OOGO);
    command.args(args).current_dir(map).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("OOGO_CONFIG", home.join("config")).env("OOGO_DATA", home.join("data"));
    command.status().unwrap().success()
}

fn begin(map: &Path, home: &Path, party: &str) {
    assert!(as_party(map, home, &["mijn-gegevens", "--partij", party, "--functie", "meting"]));
    assert!(as_party(map, home, &["sleutel", "maak"]));
}

/// Writes an entry for every afspraak, each following on the one before.
fn fill(basis: &Path, map: &Path, party: &str) -> Vec<PathBuf> {
    let home = basis.join(format!("home-verify-{party}"));
    begin(map, &home, party);
    let key = ssh_key::PrivateKey::from_openssh(fs::read(home.join("config/sleutel")).unwrap()).unwrap();
    let folder = map.join(format!("partijen/{party}/verklaringen"));
    let first = fs::read_dir(&folder).unwrap().flatten().map(|i| i.path()).find(|p| p.extension().unwrap() == "toml");
    let first = fs::read(first.unwrap()).unwrap();
    let begin = Verklaring::lees(&first).unwrap();
    let seen = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(map).output().unwrap();
    let seen = String::from_utf8(seen.stdout).unwrap();
    let mut before = Sha256::van(&first);
    let mut entries = Vec::new();
    let mut texts: Vec<PathBuf> = fs::read_dir(map.join("agendas"))
        .unwrap()
        .flatten()
        .flat_map(|t| fs::read_dir(t.path()).unwrap().flatten().map(|f| f.path()))
        .collect();
    texts.retain(|p| p.file_name().unwrap() != "thema.toml");
    texts.sort();
    for (n, text) in texts.iter().enumerate() {
        let entry = format!(
            "formaat = 1\nontwikkelagenda = \"{}\"\npartij = \"{party}\"\nnr = {}\nvorige = [\"{before}\"]\nmoment = \"2027-03-12T12:00:00+01:00\"\nfunctionaris = \"{}\"\n\n[akkoord]\nsoort = \"bestuurlijk\"\nbesluit-door = \"college\"\ngeregistreerd-door = \"meting\"\ngezien = \"{}\"\n\n[[akkoord.standpunten]]\nafspraak = \"{}\"\nstandpunt = \"akkoord\"\nsha256 = \"{}\"\n",
            begin.ontwikkelagenda,
            n + 2,
            begin.functionaris,
            seen.trim(),
            text.file_stem().unwrap().to_str().unwrap(),
            Sha256::van(&fs::read(text).unwrap()),
        );
        let path = folder.join(format!("{}-k7qm.toml", n + 2));
        fs::write(&path, &entry).unwrap();
        fs::write(
            folder.join(format!("{}-k7qm.toml.sig", n + 2)),
            teken(&key, "oogo-akkoord", entry.as_bytes()).unwrap(),
        )
        .unwrap();
        before = Sha256::van(entry.as_bytes());
        entries.push(path);
    }
    entries
}

fn read(entry: &Path) -> (Vec<u8>, Vec<u8>) {
    (fs::read(entry).unwrap(), fs::read(format!("{}.sig", entry.display())).unwrap())
}

/// The logs from their files, without history and without standing.
fn only_logs(uuid: uuid::Uuid, map: &Path, entries: &[PathBuf]) {
    for party in PARTIES {
        let own = |p: &&PathBuf| p.to_string_lossy().contains(&format!("partijen/{party}/"));
        let own: Vec<&PathBuf> = entries.iter().filter(own).collect();
        let found = oogo::store::parallel::alle(&own, |p| {
            let (bytes, sig) = read(p);
            let pad = p.strip_prefix(map).unwrap().to_string_lossy().replace('\\', "/");
            oogo::verklaring::Gevonden { pad, bytes, handtekeningen: vec![sig.clone()], nu: Some(sig), is_er: true }
        });
        assert!(!Logboek::lees(&party.parse().unwrap(), uuid, &found, None, &Getoetst::default()).ingangen.is_empty());
    }
}

/// Only the signatures, on all processors.
fn bare_cost(entries: &[PathBuf], _map: &Path) {
    let good = oogo::store::parallel::alle(entries, |p| {
        let (bytes, sig) = read(p);
        Handtekening::lees(&sig).is_ok_and(|h| h.toets("oogo-akkoord", &bytes).is_ok())
    });
    assert!(good.into_iter().all(|g| g));
}

fn ssh_keygen(map: &Path, entry: &Path) -> bool {
    let party = entry.components().rev().nth(2).unwrap().as_os_str().to_str().unwrap().to_owned();
    let signers = fs::read_to_string(map.join("ondertekenaars")).unwrap();
    let who = signers.lines().find(|l| l.starts_with(&party)).unwrap().split(' ').next().unwrap().to_owned();
    Command::new("ssh-keygen")
        .args(["-Y", "verify", "-f", "ondertekenaars", "-I", &who, "-n", "oogo-akkoord", "-s"])
        .arg(format!("{}.sig", entry.display()))
        .stdin(fs::File::open(entry).unwrap())
        .stdout(Stdio::null())
        .current_dir(map)
        .status()
        .unwrap()
        .success()
}

fn git(map: &Path, args: &[&str]) {
    let config = ["-c", "user.name=x", "-c", "user.email=x@x", "-c", "gc.auto=0"];
    assert!(Command::new("git").args(config).args(args).current_dir(map).status().unwrap().success());
}
