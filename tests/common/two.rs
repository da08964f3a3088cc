//! Two parties with a copy each, and what they share.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{Proef, Uitkomst, Verwacht};

pub const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";

/// Two copies and what they share.
pub struct Twee {
    pub a: Proef,
    pub b: Proef,
}

impl Twee {
    /// Voorbeeldstad and Fictiehoven, who have exchanged before.
    pub fn nieuw() -> Self {
        let a = Proef::voorbeeld();
        a.oogo(&["uitwisselen", "--met", gedeeld(&a).to_str().unwrap()]).goed();
        let b = Proef::kopie_van(&gedeeld(&a), "fictiehoven");
        Self { a, b }
    }

    pub fn gedeeld(&self) -> PathBuf {
        gedeeld(&self.a)
    }

    /// Both have the same, and nothing is amiss.
    pub fn gelijk(&self) {
        let bestanden = |p: &Proef| {
            let alle = p.alles().into_iter().map(|(pad, b)| (pad.strip_prefix(&p.map).unwrap().to_owned(), b));
            alle.collect::<Vec<_>>()
        };
        assert_eq!(bestanden(&self.a), bestanden(&self.b));
        for p in [&self.a, &self.b] {
            assert_eq!(p.git(&["status", "--short"]), "");
            p.oogo(&["controleer"]).goed();
            p.git(&["fsck", "--strict"]);
        }
    }
}

pub fn gedeeld(p: &Proef) -> PathBuf {
    p.thuis().join("gedeeld")
}

pub fn git(map: &Path, args: &[&str]) -> String {
    let mut c = Command::new("git");
    c.args(["-c", "user.name=x", "-c", "user.email=x@x"]).args(args).current_dir(map);
    let u = Uitkomst::van_opdracht(&mut c);
    assert_eq!(u.code, 0, "git {args:?}: {}", u.fout);
    u.uit
}

/// A copy that somebody made with git, to do harm with.
pub fn vreemde(twee: &Twee) -> Proef {
    let p = Proef::leeg();
    git(p.thuis(), &["clone", "-q", twee.gedeeld().to_str().unwrap(), "agenda"]);
    p
}

/// Brings what stands there to the shared folder, with git itself.
pub fn verzend(p: &Proef) {
    p.git(&["add", "-A"]);
    p.git(&["commit", "-qm", "x"]);
    p.git(&["push", "-q", "origin", "HEAD"]);
}
