//! Exchanging with git's own http-backend behind a real web server, with a certificate of its own authority.
#![cfg(target_os = "linux")]

mod common;

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::{Proef, Uitkomst, Verwacht};

/// A web server of which only `ca.pem` says that it is real, and that lets in who knows the password.
struct Server {
    map: tempfile::TempDir,
    poort: u16,
    apache: Child,
}

fn openssl(map: &Path, args: &[&str]) {
    let uit = Command::new("openssl").args(args).current_dir(map).output().unwrap();
    assert!(uit.status.success(), "{args:?}: {}", String::from_utf8_lossy(&uit.stderr));
}

impl Server {
    fn start() -> Self {
        let map = tempfile::tempdir().unwrap();
        // The server may run as another user than the one who made the folder.
        fs::set_permissions(map.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let pad = |naam: &str| map.path().join(naam);
        let nieuw =
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
        openssl(map.path(), &[&nieuw[..], &["-subj", "/CN=proef", "-keyout", "ca.key", "-out", "ca.pem"]].concat());
        let vraag =
            ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"];
        openssl(map.path(), &[&vraag[..], &["-keyout", "server.key", "-out", "server.csr"]].concat());
        fs::write(pad("ext"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n").unwrap();
        let teken =
            ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"];
        openssl(map.path(), &[&teken[..], &["-extfile", "ext", "-out", "server.pem"]].concat());
        let hash = Command::new("openssl").args(["passwd", "-apr1", "geheim"]).output().unwrap();
        let hash = String::from_utf8(hash.stdout).unwrap();
        fs::write(pad("wie"), format!("jan:{}\nlezer:{}\n", hash.trim(), hash.trim())).unwrap();
        let git =
            |args: &[&str]| assert!(Command::new("git").args(args).current_dir(map.path()).status().unwrap().success());
        fs::create_dir(pad("git")).unwrap();
        git(&["init", "-q", "--bare", "-b", "main", "git/agenda.git"]);
        git(&["-C", "git/agenda.git", "config", "http.receivepack", "true"]);
        git(&["-C", "git/agenda.git", "config", "safe.directory", "*"]);
        let poort = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let modules = [
            "mpm_event",
            "authn_core",
            "authn_file",
            "authz_core",
            "authz_user",
            "auth_basic",
            "alias",
            "cgid",
            "env",
            "ssl",
            "socache_shmcb",
        ];
        let modules: String = modules
            .iter()
            .filter(|m| Path::new(&format!("/usr/lib/apache2/modules/mod_{m}.so")).exists())
            .map(|m| format!("LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so\n"))
            .collect();
        let m = map.path().display();
        // The server refuses to run as root; another account then owns what it serves.
        let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
        let wie = if is_root { "User www-data\nGroup www-data\n" } else { "" };
        fs::write(
            pad("apache.conf"),
            format!(
                "ServerRoot {m}\nServerName localhost\nListen 127.0.0.1:{poort}\nPidFile {m}/pid\nErrorLog {m}/fouten\n{wie}{modules}\
                 ScriptSock {m}/cgisock\nSSLEngine on\nSSLCertificateFile {m}/server.pem\nSSLCertificateKeyFile {m}/server.key\n\
                 SetEnv GIT_PROJECT_ROOT {m}/git\nSetEnv GIT_HTTP_EXPORT_ALL 1\n\
                 Redirect 302 /weg/ https://127.0.0.1:{poort}/git/\nScriptAlias /git/ {m}/backend/\n\
                 <Location /git/>\nAuthType Basic\nAuthName oogo\nAuthUserFile {m}/wie\nRequire valid-user\n</Location>\n\
                 <LocationMatch \"git-receive-pack\">\nRequire user jan\nAuthzSendForbiddenOnFailure On\n</LocationMatch>\n"
            ),
        )
        .unwrap();
        let backend = format!(
            "#!/bin/sh\nif [ -e {m}/vol ]; then trap '' XFSZ; ulimit -f 1; fi\nexec /usr/lib/git-core/git-http-backend\n"
        );
        fs::write(pad("backend"), backend).unwrap();
        fs::set_permissions(pad("backend"), fs::Permissions::from_mode(0o755)).unwrap();
        if !wie.is_empty() {
            let van = Command::new("chown").args(["-R", "www-data:www-data", "git"]).current_dir(map.path()).status();
            assert!(van.unwrap().success());
        }
        let programma = ["/usr/sbin/apache2", "/usr/sbin/httpd"].into_iter().find(|p| Path::new(p).exists());
        let programma = programma.expect("these tests need a web server (Debian: apache2)");
        let mut c = Command::new(programma);
        let apache = c.arg("-DFOREGROUND").arg("-f").arg(pad("apache.conf")).stderr(Stdio::null()).spawn().unwrap();
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", poort)).is_err() {
            let fouten = fs::read_to_string(pad("fouten")).unwrap_or_default();
            assert!(begin.elapsed() < Duration::from_secs(20), "the web server does not start: {fouten}");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { map, poort, apache }
    }

    fn adres(&self) -> String {
        self.adres_op(self.poort)
    }

    fn adres_op(&self, poort: u16) -> String {
        format!("https://jan@localhost:{poort}/git/agenda.git")
    }

    fn pad(&self, naam: &str) -> PathBuf {
        self.map.path().join(naam)
    }

    /// The program, for who trusts the authority and knows this password.
    fn opdracht(&self, p: &Proef, args: &[&str], geheim: &str) -> Command {
        let mut c = p.opdracht(args);
        c.env("GIT_SSL_CAINFO", self.pad("ca.pem")).env("GIT_CONFIG_NOSYSTEM", "1").env("OOGO_TOKEN", geheim);
        let van = args.iter().find_map(|a| a.strip_prefix("https://jan@")?.split('/').next().map(str::to_owned));
        c.env("OOGO_SERVER", van.unwrap_or_else(|| format!("localhost:{}", self.poort)));
        for naam in ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"] {
            c.env_remove(naam);
        }
        c
    }

    fn als(&self, p: &Proef, args: &[&str]) -> Uitkomst {
        Uitkomst::van_opdracht(&mut self.opdracht(p, args, "geheim"))
    }

    fn hook(&self, naam: &str, tekst: &str) {
        let pad = self.pad("git/agenda.git/hooks").join(naam);
        fs::write(&pad, tekst).unwrap();
        fs::set_permissions(&pad, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.apache.id().to_string()).status();
        let _ = self.apache.wait();
    }
}

/// Voorbeeldstad with a copy that was exchanged, and Fictiehoven with its own.
fn twee(s: &Server) -> [Proef; 2] {
    let a = Proef::voorbeeld();
    s.als(&a, &["uitwisselen", "--met", &s.adres(), "--ja"]).goed();
    let b = Proef::leeg();
    s.als(&b, &["open", &s.adres(), b.map.to_str().unwrap()]).goed();
    b.ik("fictiehoven");
    [a, b]
}

#[test]
fn two_parties_exchange_over_the_web() {
    let s = Server::start();
    let [a, b] = twee(&s);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Van Voorbeeldstad"]).goed();
    b.oogo(&["wijzig", "hv-c8rw", "titel=Van Fictiehoven"]).goed();
    s.als(&a, &["uitwisselen", "--ja"]).goed();
    s.als(&b, &["uitwisselen", "--ja"]).goed();
    s.als(&a, &["uitwisselen", "--ja"]).goed();
    for p in [&a, &b] {
        p.oogo(&["toon"]).goed().bevat("Van Voorbeeldstad").bevat("Van Fictiehoven");
    }
    assert_eq!(a.git(&["rev-parse", "HEAD"]), b.git(&["rev-parse", "HEAD"]));
    // Nothing of who this is stays behind.
    for map in [a.map.join(".git/config"), b.map.join(".git/config")] {
        assert!(!fs::read_to_string(map).unwrap().contains("geheim"));
    }
}

#[test]
fn who_does_not_say_who_they_are_is_not_let_in() {
    let s = Server::start();
    let [a, _] = twee(&s);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    for (geheim, zin) in
        [("fout", "neemt deze naam met dit wachtwoord of toegangstoken niet aan"), ("", "wil weten wie u bent")]
    {
        let uit = Uitkomst::van_opdracht(&mut s.opdracht(&a, &["uitwisselen", "--ja"], geheim));
        uit.geweigerd(zin);
    }
    // A token is of one server: where a copy says to go elsewhere, it does not go along.
    for ander in ["", "localhost", "forge.example"] {
        let uit = Uitkomst::van_opdracht(s.opdracht(&a, &["uitwisselen", "--ja"], "geheim").env("OOGO_SERVER", ander));
        uit.geweigerd("in OOGO_SERVER voor welke server het is");
    }
    a.oogo(&["uitwisselen", "--met", "https://jan:geheim@localhost/a.git"]).geweigerd("zonder wachtwoord erin");
    // What the user's own git knows is used.
    let bewaard = a.thuis().join("bewaard");
    fs::write(&bewaard, format!("https://jan:geheim@localhost%3a{}\n", s.poort)).unwrap();
    let helper = format!("[credential]\n\thelper = store --file {}\n", bewaard.display());
    fs::write(a.thuis().join(".gitconfig"), helper).unwrap();
    Uitkomst::van_opdracht(&mut s.opdracht(&a, &["uitwisselen", "--ja"], "")).goed();
    // A program that the folder itself names is not.
    fs::remove_file(a.thuis().join(".gitconfig")).unwrap();
    a.git(&["config", "credential.helper", "!touch gestart; false"]);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Weer anders"]).goed();
    let uit = Uitkomst::van_opdracht(&mut s.opdracht(&a, &["uitwisselen", "--ja"], ""));
    uit.geweigerd("wil weten wie u bent");
    assert!(!a.map.join("gestart").exists());
}

#[test]
fn whoever_is_at_the_program_is_asked_who_they_are() {
    let s = Server::start();
    let [a, _] = twee(&s);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    let gesprek = |antwoorden: &str| {
        let mut c = s.opdracht(&a, &["--schermlezer"], "");
        c.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut kind = c.spawn().unwrap();
        kind.stdin.take().unwrap().write_all(antwoorden.as_bytes()).unwrap();
        String::from_utf8(kind.wait_with_output().unwrap().stdout).unwrap()
    };
    let uit = gesprek("uitwisselen\njan\nfout\njan\ngeheim\n1\nstoppen\n");
    let zinnen = [
        "wil weten wie u bent. Uw naam bij die server",
        "Wachtwoord of toegangstoken",
        "neemt deze naam met dit wachtwoord of toegangstoken niet aan. Uw naam bij die server",
        "Uitgewisseld: 0 wijzigingen ontvangen, 1 verzonden.",
    ];
    let waar: Vec<_> = zinnen.iter().map(|zin| uit.find(zin)).collect();
    assert!(waar.is_sorted() && waar[0].is_some(), "{waar:?} {uit}");
    assert!(!uit.contains("geheim"), "{uit}");
}

#[test]
fn who_may_only_read_and_what_a_hook_refuses_is_told() {
    let s = Server::start();
    let [a, b] = twee(&s);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    let lezer = s.adres().replace("jan@", "lezer@");
    s.als(&a, &["uitwisselen", "--met", &lezer, "--ja"]).geweigerd("staat u dit niet toe");
    s.als(&b, &["uitwisselen", "--ja"]).goed().bevat_niet("Anders");
    s.hook("pre-receive", "#!/bin/sh\necho 'vandaag niet' >&2\nexit 1\n");
    s.als(&a, &["uitwisselen", "--ja"]).geweigerd("weigert dit");
    fs::remove_file(s.pad("git/agenda.git/hooks/pre-receive")).unwrap();
    s.als(&a, &["uitwisselen", "--ja"]).goed();
    s.als(&b, &["uitwisselen", "--ja"]).goed();
    b.oogo(&["toon"]).goed().bevat("Anders");
}

#[test]
fn a_server_that_cannot_show_who_it_is_gets_nothing() {
    let s = Server::start();
    let a = Proef::voorbeeld();
    let zonder = |opdracht: &mut Command| Uitkomst::van_opdracht(opdracht.env_remove("GIT_SSL_CAINFO"));
    let uit = zonder(&mut s.opdracht(&a, &["uitwisselen", "--met", &s.adres(), "--ja"], "geheim"));
    uit.geweigerd("kan niet aantonen dat hij het echt is");
    // Who set up their git for their organisation's own authority, set up oogo too.
    fs::write(a.thuis().join(".gitconfig"), format!("[http]\n\tsslCAInfo = {}\n", s.pad("ca.pem").display())).unwrap();
    zonder(&mut s.opdracht(&a, &["uitwisselen", "--met", &s.adres(), "--ja"], "geheim")).goed();
    // Another name is another server; and what turns the check off, does not.
    a.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    a.git(&["config", "http.sslVerify", "false"]);
    let vreemd = s.adres().replace("localhost", "127.0.0.2");
    let mut opdracht = s.opdracht(&a, &["uitwisselen", "--met", &vreemd, "--ja"], "geheim");
    let uit = Uitkomst::van_opdracht(opdracht.env_remove("GIT_SSL_CAINFO"));
    assert_eq!(uit.code, 1, "{}{}", uit.uit, uit.fout);
    for fout in ["http://localhost/a.git", "https://localhost"] {
        a.oogo(&["uitwisselen", "--met", fout]).geweigerd("kan met dit adres niet uitwisselen");
    }
    s.als(&a, &["uitwisselen", "--met", &s.adres().replace("agenda.git", "niets.git"), "--ja"])
        .geweigerd("op dit adres staat niets");
    let dicht = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    s.als(&a, &["uitwisselen", "--met", &s.adres_op(dicht), "--ja"]).geweigerd("is niet te bereiken");
}

/// What the user set up for all of their git holds here too.
#[test]
fn the_users_own_git_says_where_an_address_is_and_whom_to_trust() {
    let s = Server::start();
    let [a, _] = twee(&s);
    let git = format!(
        "[url \"https://jan@localhost:{p}/git/\"]\n\tinsteadOf = regio:\n[url \"https://fout.example/\"]\n\tinsteadOf = r\n[http \"https://localhost:{p}\"]\n\tsslCAInfo = {}\n",
        s.pad("ca.pem").display(),
        p = s.poort
    );
    fs::write(a.thuis().join(".gitconfig"), git).unwrap();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    let mut opdracht = s.opdracht(&a, &["uitwisselen", "--met", "regio:agenda.git", "--ja"], "geheim");
    Uitkomst::van_opdracht(opdracht.env_remove("GIT_SSL_CAINFO")).goed().bevat("Verzonden:");
}

#[test]
fn nobody_is_sent_on_to_another_server() {
    let s = Server::start();
    let a = Proef::voorbeeld();
    let weg = s.adres().replace("/git/", "/weg/");
    let uit = s.als(&a, &["uitwisselen", "--met", &weg, "--ja"]);
    uit.geweigerd("kan niet aantonen dat hij het echt is");
    // Nor by what a folder that came from elsewhere has in its settings.
    for sleutel in ["insteadOf", "pushInsteadOf"] {
        let naam = format!("url.https://127.0.0.1:{}/.{sleutel}", s.poort);
        a.git(&["config", &naam, &format!("https://jan@localhost:{}/", s.poort)]);
        s.als(&a, &["uitwisselen", "--met", &s.adres(), "--ja"]).geweigerd("naar een ander adres");
        a.git(&["config", "--unset", &naam]);
    }
    assert!(!s.pad("git/agenda.git/refs/heads/main").exists());
    s.als(&a, &["uitwisselen", "--met", &s.adres(), "--ja"]).goed();
}

/// Passes on what comes from a server up to so many bytes.
fn doorgeven(naar: u16, terug: usize) -> (u16, Arc<AtomicUsize>) {
    doorgeven_tot(naar, [usize::MAX, terug])
}

/// Passes on what goes to a server and what comes back, each up to so many bytes, after which all is cut; as a proxy
/// where it is asked to be one.
fn doorgeven_tot(naar: u16, [heen, terug]: [usize; 2]) -> (u16, Arc<AtomicUsize>) {
    let luistert = TcpListener::bind("127.0.0.1:0").unwrap();
    let poort = luistert.local_addr().unwrap().port();
    let gevraagd = Arc::new(AtomicUsize::new(0));
    let teller = Arc::clone(&gevraagd);
    std::thread::spawn(move || {
        for klant in luistert.incoming().flatten() {
            let teller = Arc::clone(&teller);
            std::thread::spawn(move || {
                let mut klant = klant;
                let mut begin = [0; 1024];
                let n = klant.peek(&mut begin).unwrap_or(0);
                if begin[..n].starts_with(b"CONNECT ") {
                    teller.fetch_add(1, Ordering::SeqCst);
                    let mut gelezen = Vec::new();
                    while !gelezen.ends_with(b"\r\n\r\n") {
                        let mut een = [0];
                        if klant.read(&mut een).unwrap_or(0) == 0 {
                            return;
                        }
                        gelezen.push(een[0]);
                    }
                    klant.write_all(b"HTTP/1.1 200 ok\r\n\r\n").unwrap();
                }
                let Ok(mut server) = TcpStream::connect(("127.0.0.1", naar)) else { return };
                let (mut van_klant, mut naar_server) = (klant.try_clone().unwrap(), server.try_clone().unwrap());
                std::thread::spawn(move || {
                    let _ = std::io::copy(&mut Read::by_ref(&mut van_klant).take(heen as u64), &mut naar_server);
                    if heen < usize::MAX {
                        let _ = van_klant.shutdown(std::net::Shutdown::Both);
                        let _ = naar_server.shutdown(std::net::Shutdown::Both);
                    }
                });
                let _ = std::io::copy(&mut Read::by_ref(&mut server).take(terug as u64), &mut klant);
                let _ = klant.shutdown(std::net::Shutdown::Both);
                let _ = server.shutdown(std::net::Shutdown::Both);
            });
        }
    });
    (poort, gevraagd)
}

#[test]
fn a_connection_that_is_cut_halfway_leaves_all_as_it_was() {
    let s = Server::start();
    let [a, b] = twee(&s);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    s.als(&a, &["uitwisselen", "--ja"]).goed();
    let voor = b.git(&["rev-parse", "HEAD"]);
    for hoogstens in [0, 700, 1_800, 2_600, 4_000] {
        let (poort, _) = doorgeven(s.poort, hoogstens);
        let uit = s.als(&b, &["uitwisselen", "--met", &s.adres_op(poort), "--ja"]);
        assert_eq!(uit.code, 1, "{hoogstens}: {}{}", uit.uit, uit.fout);
        assert_eq!(b.git(&["rev-parse", "HEAD"]), voor, "{hoogstens}");
        assert_eq!(b.git(&["status", "--short"]), "");
        b.oogo(&["controleer"]).goed();
    }
    s.als(&b, &["uitwisselen", "--ja"]).goed();
    b.oogo(&["toon"]).goed().bevat("Anders");
}

/// Cut while it goes, or when the server has it and nobody hears so.
#[test]
fn what_was_cut_off_on_its_way_is_brought_after_all() {
    let s = Server::start();
    let [a, b] = twee(&s);
    let heel = usize::MAX;
    let mut mislukt = [0, 0];
    for (n, tot) in [
        [900, heel],
        [2_000, heel],
        [3_500, heel],
        [6_000, heel],
        [9_000, heel],
        [heel, 2_500],
        [heel, 3_500],
        [heel, 4_200],
    ]
    .into_iter()
    .enumerate()
    {
        let (titel, tekst) = (format!("titel=Ronde {n}"), format!("aanleiding={n} {}", common::veel_woorden()));
        a.oogo(&["wijzig", "lv-k7qm", &titel, &tekst]).goed();
        let (poort, _) = doorgeven_tot(s.poort, tot);
        let uit = s.als(&a, &["uitwisselen", "--met", &s.adres_op(poort), "--ja"]);
        assert!([0, 1].contains(&uit.code), "{tot:?}: {}", uit.fout);
        mislukt[usize::from(tot[0] == heel)] += uit.code;
        common::git_in(&s.pad("git/agenda.git"), &["-c", "safe.directory=*", "fsck", "--strict"]);
        s.als(&a, &["uitwisselen", "--met", &s.adres(), "--ja"]).goed();
        s.als(&b, &["uitwisselen", "--ja"]).goed();
        b.oogo(&["toon"]).goed().bevat(&format!("Ronde {n}"));
        assert_eq!(a.git(&["rev-parse", "HEAD"]), b.git(&["rev-parse", "HEAD"]));
    }
    assert!(mislukt[0] >= 3 && mislukt[1] >= 2, "{mislukt:?}");
}

#[test]
fn an_organisations_proxy_is_used() {
    let s = Server::start();
    let [a, _] = twee(&s);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    let (proxy, gevraagd) = doorgeven(s.poort, usize::MAX);
    let mut opdracht = s.opdracht(&a, &["uitwisselen", "--ja"], "geheim");
    Uitkomst::van_opdracht(opdracht.env("HTTPS_PROXY", format!("http://127.0.0.1:{proxy}"))).goed();
    assert!(gevraagd.load(Ordering::SeqCst) > 0);
}

#[test]
fn two_who_bring_at_once_both_get_there() {
    let s = Server::start();
    let [a, b] = twee(&s);
    a.oogo(&["wijzig", "lv-k7qm", "titel=Van Voorbeeldstad"]).goed();
    b.oogo(&["wijzig", "hv-c8rw", "titel=Van Fictiehoven"]).goed();
    let [een, twee] = [&a, &b].map(|p| s.opdracht(p, &["uitwisselen", "--ja"], "geheim").stdout(Stdio::null()).spawn());
    for kind in [een, twee] {
        assert!(kind.unwrap().wait().unwrap().success());
    }
    for p in [&a, &b, &a] {
        s.als(p, &["uitwisselen", "--ja"]).goed();
    }
    assert_eq!(a.git(&["rev-parse", "HEAD"]), b.git(&["rev-parse", "HEAD"]));
    a.oogo(&["toon"]).goed().bevat("Van Voorbeeldstad").bevat("Van Fictiehoven");
}

#[test]
fn a_server_whose_disk_is_full_keeps_what_it_had() {
    let s = Server::start();
    let [a, _] = twee(&s);
    let ref_van = || fs::read_to_string(s.pad("git/agenda.git/refs/heads/main")).unwrap();
    let voor = ref_van();
    a.oogo(&["wijzig", "lv-k7qm", &format!("aanleiding={}", common::veel_woorden())]).goed();
    fs::write(s.pad("vol"), "").unwrap();
    let uit = s.als(&a, &["uitwisselen", "--ja"]);
    assert_eq!(uit.code, 1, "{}", uit.fout);
    assert!(uit.fout.contains("Er is niets verzonden"), "{}", uit.fout);
    assert_eq!(ref_van(), voor);
    a.oogo(&["controleer"]).goed();
    fs::remove_file(s.pad("vol")).unwrap();
    s.als(&a, &["uitwisselen", "--ja"]).goed().bevat("Verzonden:");
    assert_eq!(ref_van().trim(), a.git(&["rev-parse", "HEAD"]).trim());
}
