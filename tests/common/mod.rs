//! A real ontwikkelagenda in a temporary folder, and the real program run in it.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

/// What a run of the program gave.
pub struct Uitkomst {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub uit: String,
    /// Standard error.
    pub fout: String,
}

impl Uitkomst {
    fn van(o: Output) -> Self {
        Self {
            code: o.status.code().unwrap_or(-1),
            uit: String::from_utf8(o.stdout).unwrap(),
            fout: String::from_utf8(o.stderr).unwrap(),
        }
    }

    /// What a command gave.
    pub fn van_opdracht(opdracht: &mut Command) -> Self {
        Self::van(opdracht.output().unwrap())
    }

    /// This stands in the output.
    pub fn bevat(self, wat: &str) -> Self {
        assert!(self.uit.contains(wat), "{wat:?} is not in:\n{}", self.uit);
        self
    }

    /// This does not stand in the output.
    pub fn bevat_niet(self, wat: &str) -> Self {
        assert!(!self.uit.contains(wat), "{wat:?} is in:\n{}", self.uit);
        self
    }

    /// The output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.uit).unwrap_or_else(|e| panic!("{e}\n{}", self.uit))
    }
}

/// Copies a folder with all that is in it.
fn kopieer(van: &Path, naar: &Path) {
    fs::create_dir_all(naar).unwrap();
    for ingang in fs::read_dir(van).unwrap().flatten() {
        let doel = naar.join(ingang.file_name());
        if ingang.file_type().unwrap().is_dir() {
            kopieer(&ingang.path(), &doel);
        } else {
            fs::copy(ingang.path(), &doel).unwrap();
        }
    }
}

/// A copy of an ontwikkelagenda, with a home folder of its own.
pub struct Proef {
    thuis: TempDir,
    /// The ontwikkelagenda's folder.
    pub map: PathBuf,
}

impl Proef {
    /// The example region as it was before any party said something of it, with somebody of gemeente Voorbeeldstad
    /// at the keyboard.
    pub fn voorbeeld() -> Self {
        static TEKST: OnceLock<Proef> = OnceLock::new();
        let tekst = TEKST.get_or_init(|| {
            let proef = Self::met_verklaringen();
            let eerste = proef.git(&["log", "--format=%H", "--grep=eerste lijst"]);
            proef.git(&["reset", "-q", "--hard", &format!("{}~1", eerste.lines().last().unwrap())]);
            proef.git(&["reflog", "expire", "--expire=now", "--all"]);
            fs::remove_file(proef.map.join(".git/ORIG_HEAD")).unwrap();
            proef.git(&["prune"]);
            fs::remove_dir_all(proef.map.join(".git/oogo")).unwrap();
            proef
        });
        let proef = Self::leeg();
        kopieer(&tekst.map, &proef.map);
        proef.ik("voorbeeldstad");
        proef
    }

    /// The example region with all that its parties said, with somebody of gemeente Voorbeeldstad at the keyboard.
    pub fn met_verklaringen() -> Self {
        let proef = Self::leeg();
        proef.oogo(&["voorbeeld", proef.map.to_str().unwrap()]).goed();
        proef.ik("voorbeeldstad");
        proef
    }

    /// A copy of another's, in a home of its own, with somebody of this party at the keyboard.
    pub fn kopie_van(adres: &Path, partij: &str) -> Self {
        let proef = Self::leeg();
        proef.oogo(&["open", adres.to_str().unwrap(), proef.map.to_str().unwrap()]).goed();
        proef.ik(partij);
        proef
    }

    /// A folder that is not there yet.
    pub fn leeg() -> Self {
        let thuis = tempfile::tempdir().unwrap();
        let map = thuis.path().join("agenda");
        Self { thuis, map }
    }

    /// Says for which party one works.
    pub fn ik(&self, partij: &str) {
        self.oogo(&["mijn-gegevens", "--partij", partij, "--functie", "beleidsadviseur"]).goed();
    }

    /// The home folder.
    pub fn thuis(&self) -> &Path {
        self.thuis.path()
    }

    /// The program, ready to run in the ontwikkelagenda.
    pub fn opdracht(&self, args: &[&str]) -> Command {
        let mut c = Command::new(env!("CARGO_BIN_EXE_oogo"));
        c.args(args)
            .env("OOGO_CONFIG", self.thuis.path().join("instellingen"))
            .env("OOGO_DATA", self.thuis.path().join("gegevens"))
            .env("HOME", self.thuis.path())
            .env("USERPROFILE", self.thuis.path());
        c.current_dir(if self.map.is_dir() { &self.map } else { self.thuis.path() });
        c
    }

    /// Runs the program.
    pub fn oogo(&self, args: &[&str]) -> Uitkomst {
        Uitkomst::van(self.opdracht(args).output().unwrap())
    }

    /// A file's text.
    pub fn lees(&self, pad: &str) -> String {
        fs::read_to_string(self.map.join(pad)).unwrap()
    }

    /// Writes a file as some other program would.
    pub fn vervang(&self, pad: &str, van: &str, naar: &str) {
        let tekst = self.lees(pad);
        assert!(tekst.contains(van), "{van:?} is not in {pad}");
        self.schrijf(pad, tekst.replace(van, naar));
    }

    pub fn schrijf(&self, pad: &str, inhoud: impl AsRef<[u8]>) {
        let vol = self.map.join(pad);
        fs::create_dir_all(vol.parent().unwrap()).unwrap();
        fs::write(vol, inhoud).unwrap();
    }

    /// Runs git in the ontwikkelagenda.
    pub fn git(&self, args: &[&str]) -> String {
        let o = Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@x"])
            .args(args)
            .current_dir(&self.map)
            .output()
            .unwrap();
        assert!(o.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&o.stderr));
        String::from_utf8(o.stdout).unwrap()
    }

    /// How many versions there are.
    pub fn versies(&self) -> usize {
        self.git(&["rev-list", "--count", "HEAD"]).trim().parse().unwrap()
    }

    /// Every file outside `.git` with its bytes.
    pub fn alles(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn loop_(map: &Path, uit: &mut Vec<(PathBuf, Vec<u8>)>) {
            for i in fs::read_dir(map).unwrap().flatten() {
                let pad = i.path();
                if i.file_name() == ".git" {
                    continue;
                }
                if i.file_type().unwrap().is_dir() {
                    loop_(&pad, uit);
                } else if i.file_type().unwrap().is_file() {
                    uit.push((pad.clone(), fs::read(&pad).unwrap_or_default()));
                }
            }
        }
        let mut uit = Vec::new();
        loop_(&self.map, &mut uit);
        uit.sort();
        uit
    }
}

/// What a test expects of a run.
pub trait Verwacht {
    /// Exit code 0.
    fn goed(self) -> Uitkomst;
    /// Exit code 1, and a sentence on standard error that holds this.
    fn geweigerd(self, zin: &str) -> Uitkomst;
    /// Exit code 2, and a sentence on standard error that holds this.
    fn gebruik(self, zin: &str) -> Uitkomst;
}

impl Verwacht for Uitkomst {
    fn goed(self) -> Uitkomst {
        assert_eq!(self.code, 0, "{}{}", self.uit, self.fout);
        self
    }

    fn geweigerd(self, zin: &str) -> Uitkomst {
        assert_eq!(self.code, 1, "{}{}", self.uit, self.fout);
        assert!(self.fout.contains(zin), "{}", self.fout);
        self
    }

    fn gebruik(self, zin: &str) -> Uitkomst {
        assert_eq!(self.code, 2, "{}{}", self.uit, self.fout);
        assert!(self.fout.contains(zin), "{}", self.fout);
        self
    }
}

/// So much text of which no two parts are alike that it is large however it is packed.
pub fn veel_woorden() -> String {
    let mut getal: u64 = 1;
    let mut woord = || {
        getal = getal.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let letters = (0..9).map(|i| char::from(b'a' + u8::try_from((getal >> (8 + 6 * i)) % 26).unwrap()));
        letters.collect::<String>()
    };
    (0..3000).map(|_| woord()).collect::<Vec<_>>().join(" ")
}

/// What git says in this folder.
pub fn git_in(map: &Path, args: &[&str]) -> String {
    Uitkomst::van_opdracht(Command::new("git").args(args).current_dir(map)).goed().uit
}
