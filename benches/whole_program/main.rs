//! Whole-program figures on generated ontwikkelagenda's: `cargo bench`. What they are compared
//! with is measured in the same run, where it is installed. See `docs/prestaties.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]

mod compare;
mod exchange;
mod history;
mod merge;
mod sshd;
mod verify;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use oogo::git::{Auteur, Boodschap, Maker, Repository, Wijziging};

const OOGO: &str = env!("CARGO_BIN_EXE_oogo");
const THEMAS: [(&str, &str); 4] =
    [("leerlingenvervoer", "lv"), ("huisvesting", "hv"), ("jeugdhulp", "jh"), ("overgangen", "ov")];

fn main() {
    let basis = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    // What a broken-off run left.
    let _ = fs::remove_dir_all(&basis);
    fs::create_dir_all(&basis).unwrap();
    measure(&basis);
    // At the end: a file system makes new files slower shortly after many were removed.
    let _ = fs::remove_dir_all(&basis);
}

fn measure(basis: &Path) {
    if std::env::args().any(|a| a == "--toetsen") {
        for aantal in [200, 10_000] {
            let map = generate(basis, aantal);
            at_the_keys(&map, aantal);
            gitui(&map, aantal);
        }
        return;
    }
    if std::env::args().any(|a| a == "--privacy") {
        return privacy(basis);
    }
    if std::env::args().any(|a| a == "--vergelijk") {
        return compare::compare(basis);
    }
    if std::env::args().any(|a| a == "--verklaringen") {
        return verify::verify(basis);
    }
    if std::env::args().any(|a| a == "--uitwisselen") {
        return exchange::exchange(basis);
    }
    if std::env::args().any(|a| a == "--samenvoegen") {
        return merge::merge(basis);
    }
    if std::env::args().any(|a| a == "--geschiedenis") {
        return history::history(basis);
    }
    println!("median of the runs, wall time of the whole process\n");
    for aantal in [100, 1_000, 10_000] {
        let map = generate(basis, aantal);
        report(&format!("oogo toon, {aantal} afspraken"), 9, || timed(|| run(&map, &["toon"])));
        report(&format!("first frame, {aantal} afspraken"), 9, || first_frame(&map));
        report(&format!("oogo controleer, {aantal} afspraken"), 5, || timed(|| run(&map, &["controleer"])));
        let mut teller = 0;
        report(&format!("oogo wijzig (a save), {aantal} afspraken"), 9, || {
            teller += 1;
            timed(|| run(&map, &["wijzig", &id(0, 1), &format!("titel=Versie {teller}")]))
        });
    }
    for aantal in [200, 10_000] {
        let map = if aantal == 10_000 { basis.join("agenda-10000") } else { generate(basis, aantal) };
        println!();
        at_the_keys(&map, aantal);
        gitui(&map, aantal);
    }
    privacy(basis);
    doorstop(basis);
    compare::compare(&basis.join("vergelijk"));
    history::history(&basis.join("geschiedenis"));
    verify::verify(&basis.join("verklaringen"));
    exchange::exchange(&basis.join("uitwisselen"));
    merge::merge(&basis.join("samenvoegen"));
    versions(basis);
}

fn id(thema: usize, nummer: usize) -> String {
    const TEKENS: &[u8] = b"346789abcdefghjkmnpqrtvwxy";
    let mut rest = nummer;
    let code: String = (0..4)
        .map(|_| {
            let teken = TEKENS[rest % TEKENS.len()] as char;
            rest /= TEKENS.len();
            teken
        })
        .collect();
    format!("{}-{code}", THEMAS[thema].1)
}

/// An ontwikkelagenda with the example's texts, repeated under other numbers.
fn generate(basis: &Path, aantal: usize) -> PathBuf {
    let map = basis.join(format!("agenda-{aantal}"));
    let bron = Path::new(env!("CARGO_MANIFEST_DIR")).join("agendas/voorbeeldland");
    fs::create_dir_all(&map).unwrap();
    fs::copy(bron.join("ontwikkelagenda.toml"), map.join("ontwikkelagenda.toml")).unwrap();
    copy_tree(&bron.join("partijen"), &map.join("partijen"));
    let mut originelen = Vec::new();
    for (i, (thema, _)) in THEMAS.iter().enumerate() {
        let doel = map.join("agendas").join(thema);
        fs::create_dir_all(&doel).unwrap();
        for bestand in fs::read_dir(bron.join("agendas").join(thema)).unwrap().flatten() {
            let naam = bestand.file_name().into_string().unwrap();
            if naam == "thema.toml" {
                fs::copy(bestand.path(), doel.join(&naam)).unwrap();
            } else {
                originelen.push((i, naam.trim_end_matches(".toml").to_owned()));
            }
        }
    }
    for deel in ["voortgang", "beheer"] {
        fs::create_dir_all(map.join(deel)).unwrap();
    }
    for n in 0..aantal {
        let (thema, oud) = &originelen[n % originelen.len()];
        let nieuw = id(*thema, n + 1);
        let paden = [format!("agendas/{}", THEMAS[*thema].0), "voortgang".to_owned(), "beheer".to_owned()];
        for pad in paden {
            let tekst = fs::read_to_string(bron.join(&pad).join(format!("{oud}.toml"))).unwrap();
            let tekst: String = tekst
                .lines()
                .filter(|r| !r.starts_with("afhankelijk-van"))
                .map(|r| format!("{}\n", r.replace(&format!("id = \"{oud}\""), &format!("id = \"{nieuw}\""))))
                .collect();
            fs::write(map.join(&pad).join(format!("{nieuw}.toml")), tekst).unwrap();
        }
    }
    fs::write(map.join(".gitattributes"), "* -text\n").unwrap();
    run(&map, &["beheer", "versies-bijhouden", "--partij", "voorbeeldstad", "--functie", "meting"]);
    map
}

fn copy_tree(van: &Path, naar: &Path) {
    fs::create_dir_all(naar).unwrap();
    for ingang in fs::read_dir(van).unwrap().flatten() {
        let doel = naar.join(ingang.file_name());
        if ingang.file_type().unwrap().is_dir() {
            copy_tree(&ingang.path(), &doel);
        } else {
            fs::copy(ingang.path(), doel).unwrap();
        }
    }
}

fn command(map: &Path) -> Command {
    let mut c = Command::new(OOGO);
    let thuis = map.parent().unwrap().join("home");
    c.current_dir(map).env("OOGO_CONFIG", &thuis).env("OOGO_DATA", &thuis).stdin(Stdio::null()).stdout(Stdio::null());
    c
}

fn run(map: &Path, args: &[&str]) {
    let status = command(map).args(args).status().unwrap();
    assert!(status.code().is_some_and(|c| c < 2), "{args:?}: {status}");
}

/// A program in a real pty of 160 by 50.
struct Window {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Window {
    fn open(program: &str, map: &Path) -> Self {
        let size = portable_pty::PtySize { rows: 50, cols: 160, ..Default::default() };
        let pty = portable_pty::native_pty_system().openpty(size).unwrap();
        let mut c = portable_pty::CommandBuilder::new(program);
        c.cwd(map);
        let thuis = map.parent().unwrap().join("home");
        for naam in ["OOGO_CONFIG", "OOGO_DATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            c.env(naam, &thuis);
        }
        c.env("TERM", "xterm-256color");
        let child = pty.slave.spawn_command(c).unwrap();
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (send, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut block = vec![0; 65536];
            while let Ok(n) = reader.read(&mut block) {
                if n == 0 || send.send(block[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pty.master.take_writer().unwrap();
        Self { child, keys, output, _master: pty.master }
    }

    /// Reads until this text came by.
    fn wait_for(&mut self, text: &str) {
        let mut seen = Vec::new();
        while !String::from_utf8_lossy(&seen).contains(text) {
            seen.extend(self.output.recv_timeout(Duration::from_secs(60)).expect(text));
        }
    }

    /// Waits until nothing more is drawn.
    fn settle(&mut self) {
        while self.output.recv_timeout(Duration::from_millis(400)).is_ok() {}
    }

    /// From a key to the first bytes of the frame that answers it.
    fn press(&mut self, key: &str) -> Duration {
        while self.output.try_recv().is_ok() {}
        let begin = Instant::now();
        self.keys.write_all(key.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self.output.recv_timeout(Duration::from_secs(10)).expect("a frame");
        let took = begin.elapsed();
        // The rest of the frame is not the next key's.
        while self.output.recv_timeout(Duration::from_millis(5)).is_ok() {}
        took
    }

    /// What the process used: seconds of CPU, and the most memory in MB (Linux only).
    fn used(&self) -> Option<(f64, f64)> {
        let pid = self.child.process_id()?;
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
        let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        let most = status.lines().find_map(|r| r.strip_prefix("VmHWM:"))?;
        let kb: f64 = most.trim().trim_end_matches(" kB").trim().parse().ok()?;
        Some((ticks / 100.0, kb / 1000.0))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// From start to the first screen with this text on it.
fn first_frame_of(program: &str, map: &Path, text: &str) -> Duration {
    let begin = Instant::now();
    let mut w = Window::open(program, map);
    w.wait_for(text);
    begin.elapsed()
}

fn first_frame(map: &Path) -> Duration {
    first_frame_of(OOGO, map, "lv-")
}

/// Keys in the overview, in the search field and in a field of text; idle CPU and memory.
fn at_the_keys(map: &Path, aantal: usize) {
    let mut w = Window::open(OOGO, map);
    w.wait_for("lv-");
    w.settle();
    let mut walk: Vec<Duration> = (0..300).map(|n| w.press(if n % 50 < 40 { "\x1b[B" } else { "\x1b[6~" })).collect();
    let mut search = Vec::new();
    for words in
        ["thuiszitten vervoer gemeente ondersteuning leerling", "huisvesting wachttijd in samenspraak met de scholen"]
    {
        for _ in 0..3 {
            w.press("/");
            search.extend(words.chars().map(|c| w.press(&c.to_string())));
            w.settle();
            w.press("\x1b");
            w.settle();
            w.press("\x1b");
            w.settle();
        }
    }
    w.press("\r");
    w.settle();
    w.press("e");
    let mut write: Vec<Duration> = (0..300).map(|n| w.press(["e", "n", " "][n % 3])).collect();
    for (wat, tijden) in [("walking", &mut walk), ("searching", &mut search), ("writing", &mut write)] {
        tijden.sort();
        let p99 = tijden[(tijden.len() * 99 / 100).min(tijden.len() - 1)];
        let (mid, worst) = (tijden[tijden.len() / 2], tijden[tijden.len() - 1]);
        let ms = |d: Duration| d.as_secs_f64() * 1000.0;
        println!(
            "key to frame, {wat}, {aantal} afspraken: median {:.2}, p99 {:.2}, worst {:.2} ms",
            ms(mid),
            ms(p99),
            ms(worst)
        );
    }
    w.settle();
    std::thread::sleep(Duration::from_secs(3));
    if let Some((cpu, _)) = w.used() {
        std::thread::sleep(Duration::from_secs(10));
        let (later, most) = w.used().unwrap();
        println!("idle for ten seconds, {aantal} afspraken: {:.2} s of CPU; most memory {most:.0} MB", later - cpu);
    }
}

/// The first frame beside that of gitui on the same repository, taking turns.
fn gitui(map: &Path, aantal: usize) {
    if Command::new("gitui").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("gitui is not installed (cargo install gitui): first frame not compared");
        return;
    }
    let (mut first, mut whole, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..9 {
        // Like gitui's, our first frame is there before everything was read.
        first.push(first_frame_of(OOGO, map, "Openen"));
        whole.push(first_frame(map));
        theirs.push(first_frame_of("gitui", map, "Unstaged Changes"));
    }
    for tijden in [&mut first, &mut whole, &mut theirs] {
        tijden.sort();
    }
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    println!(
        "first frame, {aantal} afspraken: oogo {:.1} ms, gitui {:.1} ms, gitui / oogo {:.2}; oogo with all afspraken on screen {:.1} ms",
        ms(first[4]),
        ms(theirs[4]),
        theirs[4].as_secs_f64() / first[4].as_secs_f64(),
        ms(whole[4])
    );
}

/// How long something takes.
fn timed(doe: impl FnOnce()) -> Duration {
    let begin = Instant::now();
    doe();
    begin.elapsed()
}

fn median(n: usize, mut meet: impl FnMut() -> Duration) -> Duration {
    meet();
    let mut tijden: Vec<Duration> = (0..n).map(|_| meet()).collect();
    tijden.sort();
    tijden[n / 2]
}

fn report(wat: &str, n: usize, meet: impl FnMut() -> Duration) {
    let tijd = median(n, meet);
    println!("{wat:<52} {:>9.1} ms", tijd.as_secs_f64() * 1000.0);
}

/// The privacy rules over 64 MB of policy text, beside ripgrep matching nothing but nine digits, and over
/// all versions of the example, taking turns.
fn privacy(basis: &Path) {
    let zinnen =
        [include_str!("../../tests/privacy/negatief.tsv"), include_str!("../../tests/privacy/positief.tsv")].concat();
    let tekst: String =
        zinnen.lines().filter_map(|r| r.rsplit('\t').next()).map(|z| z.replace("\\n", "\n") + "\n").collect();
    let groot = tekst.repeat(64_000_000 / tekst.len());
    let pad = basis.join("tekst.txt");
    fs::write(&pad, &groot).unwrap();
    let bestand = pad.display().to_string();
    let mut hun = Vec::new();
    let mut ons = Vec::new();
    let rg = |args: &[&str]| Command::new("rg").args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_er = rg(&["--version"]).is_ok();
    for _ in 0..5 {
        ons.push(timed(|| {
            let args = ["controleer", "--privacy", "--tekst", &bestand];
            command(basis).args(args).stdout(Stdio::null()).status().unwrap();
        }));
        if is_er {
            hun.push(timed(|| drop(rg(&["--threads", "1", "-c", "[0-9]{9}", &bestand]))));
        }
    }
    ons.sort();
    hun.sort();
    let snelheid = |t: Duration| groot.len() as f64 / 1e6 / t.as_secs_f64();
    println!("privacy rules over {} MB: {:.0} MB/s", groot.len() / 1_000_000, snelheid(ons[2]));
    if let Some(t) = hun.get(2) {
        println!(
            "ripgrep, nine digits, one thread: {:.0} MB/s, {:.1} times as fast",
            snelheid(*t),
            ons[2].as_secs_f64() / t.as_secs_f64()
        );
    } else {
        println!("ripgrep is not installed (cargo install ripgrep): not compared");
    }
    let map = basis.join("voorbeeld");
    run(basis, &["voorbeeld", &map.display().to_string()]);
    report("oogo controleer --privacy --geschiedenis, example", 5, || {
        timed(|| run(&map, &["controleer", "--privacy", "--geschiedenis"]))
    });
    let map = generate(basis, 1_000);
    report("oogo controleer --privacy, 1000 afspraken", 5, || timed(|| run(&map, &["controleer", "--privacy"])));
}

/// `oogo controleer` on 1,000 afspraken beside `doorstop` on 1,000 items, taking turns.
fn doorstop(basis: &Path) {
    if Command::new("doorstop").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("\ndoorstop is not installed (pip install doorstop): not compared");
        return;
    }
    let map = basis.join("doorstop");
    fs::create_dir_all(map.join("req")).unwrap();
    Repository::init(&map).unwrap();
    fs::write(map.join("req/.doorstop.yml"), "settings:\n  digits: 4\n  prefix: REQ\n  sep: ''\n").unwrap();
    // The same words as in our files.
    let lees = |pad: &Path| {
        fs::read_dir(pad).unwrap().flatten().map(|i| fs::read_to_string(i.path()).unwrap()).collect::<Vec<_>>()
    };
    let originelen: Vec<String> =
        THEMAS.iter().flat_map(|(t, _)| lees(&basis.join("agenda-100/agendas").join(t))).collect();
    for n in 1..=1_000 {
        let inhoud: String = originelen[n % originelen.len()].lines().map(|r| format!("  {r}\n")).collect();
        let tekst = format!(
            "active: true\nderived: false\nheader: ''\nlevel: {n}.1\nlinks: []\nnormative: true\nref: ''\nreviewed: null\ntext: |\n{inhoud}"
        );
        fs::write(map.join(format!("req/REQ{n:04}.yml")), tekst).unwrap();
    }
    let agenda = basis.join("agenda-1000");
    println!();
    let (mut ons, mut hun) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        ons.push(timed(|| run(&agenda, &["controleer"])));
        hun.push(timed(|| {
            let _ = Command::new("doorstop").current_dir(&map).stdout(Stdio::null()).stderr(Stdio::null()).status();
        }));
    }
    ons.sort();
    hun.sort();
    println!("oogo controleer, 1000 afspraken (3000 files) {:>17.1} ms", ons[1].as_secs_f64() * 1000.0);
    println!("doorstop, 1000 items                         {:>17.1} ms", hun[1].as_secs_f64() * 1000.0);
    println!("doorstop / oogo                              {:>17.0} ×", hun[1].as_secs_f64() / ons[1].as_secs_f64());
}

/// 20,000 saves with upkeep, and what `git gc` makes of the same repository.
fn versions(basis: &Path) {
    let map = basis.join("versies");
    copy_tree(&basis.join("agenda-100"), &map);
    let repo = Repository::open(&map).unwrap();
    let auteur = Auteur { naam: "meting".to_owned(), mailbox: "meting@oogo.invalid".to_owned() };
    let paden: Vec<String> = oogo::store::load::lees(&map)
        .unwrap()
        .bestanden
        .into_iter()
        .map(|(_, p)| p)
        .filter(|p| p.contains("-") && p.starts_with("agendas/"))
        .collect();
    assert_eq!(paden.len(), 100);
    let begin = Instant::now();
    let mut langste_opruimen = Duration::ZERO;
    for n in 0..20_000usize {
        let pad = &paden[n * 7 % paden.len()];
        let was = fs::read(map.join(pad)).unwrap();
        let tekst = String::from_utf8(was.clone()).unwrap();
        let wordt: String = tekst
            .lines()
            .map(|r| {
                if r.starts_with("titel = ") {
                    format!("titel = \"Afspraak in versie {n}\"\n")
                } else {
                    format!("{r}\n")
                }
            })
            .collect();
        let wijziging = Wijziging { pad: pad.clone(), was: Some(was), wordt: Some(wordt.into_bytes()) };
        let boodschap =
            Boodschap { onderwerp: format!("versie {n}"), toelichting: None, partij: "voorbeeldstad".to_owned() };
        repo.sla_op(&[wijziging], &boodschap, Maker::zonder_sleutel(&auteur, chrono::Local::now().fixed_offset()))
            .unwrap();
        if n % 100 == 0 && repo.is_opruimen_nodig() {
            let nu = Instant::now();
            Repository::open(&map).unwrap().ruim_op(false).unwrap();
            langste_opruimen = langste_opruimen.max(nu.elapsed());
        }
    }
    println!(
        "\n20,000 saves with upkeep: {:.1} ms a save, longest upkeep {:.1} s",
        begin.elapsed().as_secs_f64() * 1000.0 / 20_000.0,
        langste_opruimen.as_secs_f64()
    );
    let ons = size(&map.join(".git/objects"));
    let gc = Command::new("git").args(["gc", "--quiet"]).current_dir(&map).status();
    if gc.is_ok_and(|s| s.success()) {
        let hun = size(&map.join(".git/objects"));
        println!(
            "objects: oogo {:.1} MB, after git gc {:.1} MB, ratio {:.2}",
            mb(ons),
            mb(hun),
            ons as f64 / hun as f64
        );
    }
}

fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn size(map: &Path) -> u64 {
    fs::read_dir(map)
        .unwrap()
        .flatten()
        .map(|i| if i.file_type().unwrap().is_dir() { size(&i.path()) } else { i.metadata().unwrap().len() })
        .sum()
}
