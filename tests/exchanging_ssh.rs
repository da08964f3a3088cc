//! Exchanging with a real `sshd` on this machine, by the user's own `ssh`.
#![cfg(unix)]

mod common;

use std::fs;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::{Proef, Uitkomst, Verwacht};

/// A server with its own key, and a client that knows only what stands in its own folder.
struct Server {
    map: tempfile::TempDir,
    poort: u16,
    sshd: Child,
}

fn keygen(pad: &Path) {
    let mut c = Command::new("ssh-keygen");
    c.args(["-q", "-t", "ed25519", "-N", "", "-C", "proef", "-f"]).arg(pad);
    assert!(c.status().unwrap().success());
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Server {
    fn start() -> Self {
        let map = tempfile::tempdir().unwrap();
        let pad = |naam: &str| map.path().join(naam);
        keygen(&pad("server"));
        keygen(&pad("klant"));
        fs::copy(pad("klant.pub"), pad("toegelaten")).unwrap();
        let poort = free_port();
        fs::write(
            pad("sshd_config"),
            format!(
                "Port {poort}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nForceCommand {}\n",
                pad("server").display(),
                pad("toegelaten").display(),
                pad("opdracht").display()
            ),
        )
        .unwrap();
        let opdracht = format!(
            "#!/bin/sh\nif [ -e {vol} ]; then trap '' XFSZ; ulimit -f 1; fi\ncase \"$SSH_ORIGINAL_COMMAND\" in git-receive-pack*) if [ -e {alleen_lezen} ]; then echo 'alleen lezen' >&2; exit 1; fi;; esac\nexec sh -c \"$SSH_ORIGINAL_COMMAND\"\n",
            vol = pad("vol").display(),
            alleen_lezen = pad("alleen-lezen").display()
        );
        fs::write(pad("opdracht"), opdracht).unwrap();
        fs::set_permissions(pad("opdracht"), fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(
            pad("config"),
            format!(
                "Host *\n  UserKnownHostsFile {}\n  GlobalKnownHostsFile /dev/null\n  IdentityFile {}\n  IdentitiesOnly yes\n  IdentityAgent none\n",
                pad("bekend").display(),
                pad("klant").display()
            ),
        )
        .unwrap();
        let eigen = pad("eigen-ssh");
        fs::write(&eigen, format!("#!/bin/sh\nexec ssh -F {} \"$@\"\n", pad("config").display())).unwrap();
        fs::set_permissions(&eigen, fs::Permissions::from_mode(0o755)).unwrap();
        let sshd = Self::sshd(&pad("sshd_config"), poort);
        let git = Command::new("git").args(["init", "-q", "--bare", "-b", "main"]).arg(pad("agenda.git")).status();
        assert!(git.unwrap().success());
        Self { poort, sshd, map }
    }

    fn sshd(config: &Path, poort: u16) -> Child {
        // Where sshd runs as root it wants this folder.
        let _ = fs::create_dir_all("/run/sshd");
        let programma =
            ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"].into_iter().find(|p| Path::new(p).exists());
        let programma = programma.expect("these tests need sshd (Debian: openssh-server)");
        let mut c = Command::new(programma);
        let sshd = c.args(["-D", "-e", "-f"]).arg(config).stderr(Stdio::null()).spawn().unwrap();
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", poort)).is_err() {
            assert!(begin.elapsed() < Duration::from_secs(20), "sshd does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        sshd
    }

    fn pad(&self, naam: &str) -> PathBuf {
        self.map.path().join(naam)
    }

    fn adres(&self) -> String {
        let wie = Command::new("id").arg("-un").output().unwrap();
        let wie = String::from_utf8(wie.stdout).unwrap();
        format!("ssh://{}@127.0.0.1:{}{}", wie.trim(), self.poort, self.pad("agenda.git").display())
    }

    fn oogo(&self, p: &Proef, args: &[&str]) -> Uitkomst {
        Uitkomst::van_opdracht(p.opdracht(args).env("GIT_SSH", self.pad("eigen-ssh")))
    }

    fn vingerafdruk(&self) -> String {
        let uit = Command::new("ssh-keygen").arg("-lf").arg(self.pad("server.pub")).output().unwrap();
        String::from_utf8(uit.stdout).unwrap().split(' ').nth(1).unwrap().to_owned()
    }

    /// The server is known, and one party has brought everything.
    fn bekend(&self) -> Proef {
        let a = Proef::voorbeeld();
        self.oogo(&a, &["uitwisselen", "--met", &self.adres(), "--server", &self.vingerafdruk()]).goed();
        a
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

#[test]
fn a_new_server_is_asked_about_once_and_a_changed_one_refused() {
    let mut s = Server::start();
    let a = Proef::voorbeeld();
    let adres = s.adres();
    let uit = s.oogo(&a, &["uitwisselen", "--met", &adres]);
    assert_eq!(uit.code, 1);
    assert!(uit.fout.contains("nog niet bekend") && uit.fout.contains(&s.vingerafdruk()), "{}", uit.fout);
    let anders = s.oogo(&a, &["uitwisselen", "--met", &adres, "--server", "SHA256:abc"]);
    anders.geweigerd("een andere vingerafdruk");
    assert!(!s.pad("bekend").exists());
    s.oogo(&a, &["uitwisselen", "--met", &adres, "--server", &s.vingerafdruk()]).goed().bevat("Verzonden:");
    s.oogo(&a, &["uitwisselen"]).goed().bevat("Alles is al uitgewisseld");
    // Another key on the same place.
    s.sshd.kill().unwrap();
    s.sshd.wait().unwrap();
    for naam in ["server", "server.pub"] {
        fs::remove_file(s.pad(naam)).unwrap();
    }
    keygen(&s.pad("server"));
    s.sshd = Server::sshd(&s.pad("sshd_config"), s.poort);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Later"]).goed();
    s.oogo(&a, &["uitwisselen"]).geweigerd("niet meer dezelfde als eerst");
    s.oogo(&a, &["uitwisselen", "--server", &s.vingerafdruk()]).geweigerd("niet meer dezelfde als eerst");
}

/// The way to it, its name and where it is kept are as the user's own settings say.
#[test]
fn a_new_server_behind_another_is_known_by_the_name_that_the_settings_give_it() {
    let s = Server::start();
    let (lijst, poort) = (s.pad("be kend"), s.poort);
    let eerst = fs::read_to_string(s.pad("config")).unwrap();
    let eerst = eerst.replace(&s.pad("bekend").display().to_string(), &format!("\"{}\"", lijst.display()));
    let host = |naam: &str, alias: &str| {
        format!("Host {naam}\n  HostName 127.0.0.1\n  Port {poort}\n  HostKeyAlias {alias}\n")
    };
    let config = format!("{}  ProxyJump sprong\n{}{eerst}", host("doel", "regio-agenda"), host("sprong", "sprong"));
    fs::write(s.pad("config"), config).unwrap();
    let sprong = format!("sprong {}", fs::read_to_string(s.pad("server.pub")).unwrap());
    fs::write(&lijst, &sprong).unwrap();
    let a = Proef::voorbeeld();
    let adres = s.adres().replace(&format!("127.0.0.1:{poort}"), "doel");
    let uit = s.oogo(&a, &["uitwisselen", "--met", &adres]);
    assert!(uit.fout.contains("nog niet bekend") && uit.fout.contains(&s.vingerafdruk()), "{}", uit.fout);
    assert_eq!(fs::read_to_string(&lijst).unwrap(), sprong);
    s.oogo(&a, &["uitwisselen", "--met", &adres, "--server", &s.vingerafdruk()]).goed().bevat("Verzonden:");
    assert!(fs::read_to_string(&lijst).unwrap().contains("\nregio-agenda ssh-ed25519 "));
    s.oogo(&a, &["uitwisselen"]).goed().bevat("Alles is al uitgewisseld");
}

/// As git does, and not where only the folder says so.
#[test]
fn what_the_user_set_up_in_the_place_of_ssh_is_started() {
    let s = Server::start();
    let a = s.bekend();
    let map = s.pad("met een spatie");
    fs::create_dir(&map).unwrap();
    fs::copy(s.pad("config"), map.join("config")).unwrap();
    let opdracht = format!("ssh -F '{}'", map.join("config").display());
    a.git(&["config", "core.sshCommand", "touch gestart; false"]);
    let met = |omgeving: &[(&str, &str)]| {
        let mut c = a.opdracht(&["uitwisselen"]);
        c.envs(omgeving.iter().copied());
        Uitkomst::van_opdracht(&mut c)
    };
    met(&[("GIT_SSH_COMMAND", &opdracht), ("GIT_SSH", "/bin/false")]).goed();
    fs::write(a.thuis().join(".gitconfig"), format!("[core]\n\tsshCommand = {opdracht}\n")).unwrap();
    met(&[("GIT_SSH", "/bin/false")]).goed();
    fs::remove_file(a.thuis().join(".gitconfig")).unwrap();
    assert_eq!(met(&[("GIT_SSH", "/bin/false")]).code, 1);
    assert!(!a.map.join("gestart").exists());
}

#[test]
fn in_the_program_itself_a_new_server_is_asked_about_too() {
    let s = Server::start();
    let a = Proef::voorbeeld();
    let gesprek = |antwoorden: &str| {
        let mut c = a.opdracht(&["--schermlezer"]);
        c.env("GIT_SSH", s.pad("eigen-ssh")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut kind = c.spawn().unwrap();
        kind.stdin.take().unwrap().write_all(antwoorden.as_bytes()).unwrap();
        String::from_utf8(kind.wait_with_output().unwrap().stdout).unwrap()
    };
    let adres = s.adres();
    let nee = gesprek(&format!("terug\nuitwisselen\n{adres}\n2\nstoppen\n"));
    assert!(nee.contains("nog niet bekend") && nee.contains(&s.vingerafdruk()), "{nee}");
    assert!(!s.pad("bekend").exists());
    let ja = gesprek(&format!("terug\nuitwisselen\n{adres}\n1\nstoppen\n"));
    assert!(ja.contains("Alles gaat erheen"), "{ja}");
    assert!(fs::read_to_string(s.pad("bekend")).unwrap().contains("ssh-ed25519"));
    s.oogo(&a, &["uitwisselen", "--met", &adres, "--ja"]).goed().bevat("Verzonden:");
}

#[test]
fn two_parties_exchange_through_a_server() {
    let s = Server::start();
    let a = s.bekend();
    let b = Proef::leeg();
    s.oogo(&b, &["open", &s.adres(), b.map.to_str().unwrap()]).goed();
    b.ik("fictiehoven");
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    b.oogo(&["wijzig", "lv-k7qm", "looptijd.tot=2031-01-01"]).goed();
    s.oogo(&a, &["uitwisselen"]).goed().bevat("Verzonden:");
    s.oogo(&b, &["uitwisselen"]).goed().bevat("Samengevoegd");
    s.oogo(&a, &["uitwisselen"]).goed().bevat("Ontvangen:");
    assert_eq!(a.git(&["rev-parse", "HEAD"]), b.git(&["rev-parse", "HEAD"]));
    assert_eq!(a.git(&["status", "--short"]), "");
    // Both at once: nobody is lost.
    a.oogo(&["wijzig", "hv-c8rw", "titel=Tegelijk A"]).goed();
    b.oogo(&["wijzig", "jh-p4vd", "titel=Tegelijk B"]).goed();
    std::thread::scope(|t| {
        let bezig = [&a, &b].map(|p| t.spawn(|| s.oogo(p, &["uitwisselen"]).goed()));
        bezig.into_iter().for_each(|b| drop(b.join().unwrap()));
    });
    s.oogo(&a, &["uitwisselen"]).goed();
    s.oogo(&b, &["uitwisselen"]).goed();
    assert_eq!(a.git(&["rev-parse", "HEAD^{tree}"]), b.git(&["rev-parse", "HEAD^{tree}"]));
    assert!(a.oogo(&["toon"]).uit.contains("Tegelijk A") && a.oogo(&["toon"]).uit.contains("Tegelijk B"));
    // git itself reads what stands there.
    let fsck = Command::new("git").args(["fsck", "--strict"]).current_dir(s.pad("agenda.git")).status();
    assert!(fsck.unwrap().success());
}

#[test]
fn what_goes_wrong_on_the_way_is_said_and_changes_nothing() {
    let mut s = Server::start();
    let a = s.bekend();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let voor = a.alles();
    // A hook that refuses.
    let haak = s.pad("agenda.git/hooks/pre-receive");
    fs::write(&haak, "#!/bin/sh\necho 'vandaag niet' >&2\nexit 1\n").unwrap();
    fs::set_permissions(&haak, fs::Permissions::from_mode(0o755)).unwrap();
    s.oogo(&a, &["uitwisselen"]).geweigerd("weigert dit");
    fs::remove_file(&haak).unwrap();
    // A place where one may only read.
    fs::write(s.pad("alleen-lezen"), "").unwrap();
    s.oogo(&a, &["uitwisselen", "--bekijk"]).goed();
    s.oogo(&a, &["uitwisselen"]).geweigerd("weigert dit (alleen lezen)");
    fs::remove_file(s.pad("alleen-lezen")).unwrap();
    // A connection that breaks halfway.
    let echt = fs::read_to_string(s.pad("eigen-ssh")).unwrap();
    let pijp = s.pad("pijp").display().to_string();
    let half = echt
        .replace("exec ssh", "ssh")
        .replace("\"$@\"\n", &format!("\"$@\" <&0 >{pijp} &\nexec dd bs=1 count=300 2>/dev/null <{pijp}\n"));
    assert!(Command::new("mkfifo").arg(&pijp).status().unwrap().success());
    fs::write(s.pad("eigen-ssh"), half).unwrap();
    assert_eq!(s.oogo(&a, &["uitwisselen"]).code, 1);
    fs::write(s.pad("eigen-ssh"), &echt).unwrap();
    // A key that is not let in, a path that is not there, a server that is off.
    fs::write(s.pad("toegelaten"), "").unwrap();
    s.oogo(&a, &["uitwisselen"]).geweigerd("laat u niet toe");
    fs::copy(s.pad("klant.pub"), s.pad("toegelaten")).unwrap();
    s.oogo(&a, &["uitwisselen", "--met", &format!("{}x", s.adres())]).geweigerd("weigert dit");
    let mut zonder = a.opdracht(&["uitwisselen"]);
    Uitkomst::van_opdracht(zonder.env("GIT_SSH", "/nergens/ssh")).geweigerd("ssh");
    s.sshd.kill().unwrap();
    s.sshd.wait().unwrap();
    let uit = s.oogo(&a, &["uitwisselen"]).geweigerd("niet te bereiken");
    assert!(uit.fout.contains("u kunt gewoon doorwerken"), "{}", uit.fout);
    assert_eq!(voor, a.alles());
    // None of it made it forget with whom it exchanges.
    s.sshd = Server::sshd(&s.pad("sshd_config"), s.poort);
    s.oogo(&a, &["uitwisselen"]).goed().bevat("lv-k7qm: titel gewijzigd");
}

#[test]
fn a_server_whose_disk_is_full_keeps_what_it_had() {
    let s = Server::start();
    let a = s.bekend();
    let voor = common::git_in(&s.pad("agenda.git"), &["rev-parse", "main"]);
    a.oogo(&["wijzig", "lv-k7qm", &format!("aanleiding={}", common::veel_woorden())]).goed();
    fs::write(s.pad("vol"), "").unwrap();
    let uit = s.oogo(&a, &["uitwisselen"]);
    assert_eq!(uit.code, 1, "{}", uit.fout);
    assert!(uit.fout.contains("Er is niets verzonden") && !uit.fout.contains("panicked"), "{}", uit.fout);
    assert_eq!(common::git_in(&s.pad("agenda.git"), &["rev-parse", "main"]), voor);
    common::git_in(&s.pad("agenda.git"), &["fsck", "--strict"]);
    a.oogo(&["controleer"]).goed();
    // With room again, nothing was lost.
    fs::remove_file(s.pad("vol")).unwrap();
    s.oogo(&a, &["uitwisselen"]).goed().bevat("Verzonden:");
    assert_eq!(common::git_in(&s.pad("agenda.git"), &["rev-parse", "main"]), a.git(&["rev-parse", "HEAD"]));
}
