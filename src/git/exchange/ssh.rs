//! The way to a server by the user's own `ssh`: with its configuration, agent and known servers (ssh(1)). The
//! library that libgit2 could use instead reads none of these.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use git2::transport::{Service, SmartSubtransport, SmartSubtransportStream, Transport};

/// So long a server has for the first answer, in seconds.
const GEDULD: u32 = 20;
/// So long a server may be silent before it is given up.
const STILTE: Duration = Duration::from_secs(60);
/// So much of what `ssh` complains of is kept, in bytes.
const KLACHT: usize = 8 * 1024;

static MAG_VRAGEN: AtomicBool = AtomicBool::new(false);
static LAATSTE_KLACHT: Mutex<String> = Mutex::new(String::new());

/// Lets `ssh` ask at the terminal for the password of a key; only where nothing else uses that terminal.
pub fn mag_vragen() {
    MAG_VRAGEN.store(true, Ordering::Relaxed);
}

/// A server, and where on it the versions are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// With the user's name before it, where one was given.
    pub host: String,
    /// Another port than the usual one.
    pub poort: Option<u16>,
    pad: String,
}

impl Server {
    /// Reads `ssh://naam@host:poort/pad` or `naam@host:pad`; none where it is neither, or could be taken for an
    /// option.
    pub fn lees(adres: &str) -> Option<Self> {
        let (host, poort, pad) = if let Some(rest) = adres.strip_prefix("ssh://") {
            let (host, pad) = rest.split_once('/')?;
            // In an ssh address what begins at home is written so.
            let pad = if pad.starts_with('~') { pad.to_owned() } else { format!("/{pad}") };
            match host.rsplit_once(':') {
                Some((host, poort)) => (host, Some(poort.parse().ok()?), pad),
                None => (host, None, pad),
            }
        } else {
            let (host, pad) = adres.split_once(':')?;
            // One letter before a colon is a drive of Windows.
            if host.len() < 2 || pad.starts_with("//") || host.contains(['/', '\\']) {
                return None;
            }
            (host, None, pad.to_owned())
        };
        let is_naam = |t: &str| {
            !t.is_empty()
                && !t.starts_with('-')
                && t.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '[' | ']' | ':'))
        };
        let is_pad = !pad.is_empty() && !pad.starts_with('-') && !pad.contains(char::is_control);
        (is_naam(host) && host.split('@').all(is_naam) && is_pad).then(|| Self { host: host.to_owned(), poort, pad })
    }

    /// The address by which libgit2 finds this way.
    pub(in crate::git) fn url(&self) -> String {
        "oogo-ssh://server".to_owned()
    }

    /// The user's `ssh`, with the port that every connection needs.
    pub(in crate::git) fn opdracht(&self) -> Command {
        let woorden = programma();
        let mut c = Command::new(woorden.first().map_or("ssh", String::as_str));
        c.args(woorden.iter().skip(1));
        if let Some(poort) = self.poort {
            c.arg("-p").arg(poort.to_string());
        }
        c
    }

    fn start(&self, dienst: Service) -> io::Result<Stroom> {
        let wat = match dienst {
            Service::UploadPackLs | Service::UploadPack => "git-upload-pack",
            Service::ReceivePackLs | Service::ReceivePack => "git-receive-pack",
        };
        let mut c = self.opdracht();
        // A new server is asked about by oogo, with its fingerprint; a changed one is refused.
        c.args(["-o", "StrictHostKeyChecking=yes", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=2"]);
        c.arg("-o").arg(format!("ConnectTimeout={GEDULD}"));
        if !MAG_VRAGEN.load(Ordering::Relaxed) {
            c.args(["-o", "BatchMode=yes"]);
        }
        c.args(["-T", "--", &self.host]).arg(format!("{wat} '{}'", self.pad.replace('\'', "'\\''")));
        c.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut kind = c.spawn()?;
        let geen = || io::Error::other("ssh gaf geen verbinding");
        let naar = kind.stdin.take().ok_or_else(geen)?;
        let mut stdout = kind.stdout.take().ok_or_else(geen)?;
        let (stuur, van) = mpsc::sync_channel(16);
        std::thread::spawn(move || {
            let mut stuk = vec![0; 64 * 1024];
            // Nobody waits for more once the other end is gone.
            while let Ok(n @ 1..) = stdout.read(&mut stuk) {
                if stuur.send(stuk[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let klacht: Arc<Mutex<Vec<u8>>> = Arc::default();
        let lezer = kind.stderr.take().map(|stderr| {
            let klacht = klacht.clone();
            std::thread::spawn(move || lees_klacht(stderr, &klacht))
        });
        Ok(Stroom { kind, naar: Some(naar), van, over: Vec::new(), klacht, lezer })
    }
}

/// What to start in the place of `ssh`, with what goes before all else: as git does (git(1), `core.sshCommand` in
/// git-config(1)), but without a shell, and not where only the folder's own settings say so.
fn programma() -> Vec<String> {
    let omgeving = |naam: &str| std::env::var(naam).ok().filter(|w| !w.trim().is_empty());
    let van_git = || git2::Config::open_default().ok()?.get_string("core.sshcommand").ok();
    let opdracht = omgeving("GIT_SSH_COMMAND").or_else(van_git).and_then(|c| shell_words::split(&c).ok());
    opdracht.filter(|woorden| !woorden.is_empty()).or_else(|| Some(vec![omgeving("GIT_SSH")?])).unwrap_or_default()
}

fn lees_klacht(mut stderr: ChildStderr, klacht: &Mutex<Vec<u8>>) {
    let mut stuk = [0; 1024];
    while let Ok(n @ 1..) = stderr.read(&mut stuk) {
        let Ok(mut alles) = klacht.lock() else { return };
        alles.extend_from_slice(&stuk[..n]);
        let teveel = alles.len().saturating_sub(KLACHT);
        alles.drain(..teveel);
    }
}

/// What `ssh` complained of the last time, and forgets it.
pub(in crate::git) fn klacht() -> String {
    LAATSTE_KLACHT.lock().map(|mut k| std::mem::take(&mut *k)).unwrap_or_default()
}

/// A running `ssh`.
struct Stroom {
    kind: Child,
    naar: Option<ChildStdin>,
    van: mpsc::Receiver<Vec<u8>>,
    over: Vec<u8>,
    klacht: Arc<Mutex<Vec<u8>>>,
    lezer: Option<JoinHandle<()>>,
}

impl Read for Stroom {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.over.is_empty() {
            self.over = match self.van.recv_timeout(STILTE) {
                Ok(stuk) => stuk,
                // Nothing in the protocol ends like this; libgit2 would wait for more for ever.
                Err(mpsc::RecvTimeoutError::Disconnected) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    let _ = self.kind.kill();
                    return Err(io::ErrorKind::TimedOut.into());
                }
            };
        }
        let n = self.over.len().min(buf.len());
        buf[..n].copy_from_slice(&self.over[..n]);
        self.over.drain(..n);
        Ok(n)
    }
}

impl Write for Stroom {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.naar.as_mut().map_or(Err(io::ErrorKind::BrokenPipe.into()), |n| n.write(buf))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.naar.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Stroom {
    fn drop(&mut self) {
        // The server goes when nothing more comes; one that does not, is left.
        self.naar.take();
        let begin = Instant::now();
        while matches!(self.kind.try_wait(), Ok(None)) {
            if begin.elapsed() > Duration::from_secs(3) {
                let _ = self.kind.kill();
                let _ = self.kind.wait();
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        // What it started itself may hold on to the pipe: nobody waits for that.
        while self.lezer.as_ref().is_some_and(|l| !l.is_finished()) && begin.elapsed() < Duration::from_secs(4) {
            std::thread::sleep(Duration::from_millis(2));
        }
        if let (Ok(klacht), Ok(mut laatste)) = (self.klacht.lock(), LAATSTE_KLACHT.lock()) {
            *laatste = String::from_utf8_lossy(&klacht).into_owned();
        }
    }
}

struct Weg;

impl SmartSubtransport for Weg {
    fn action(&self, _: &str, dienst: Service) -> Result<Box<dyn SmartSubtransportStream>, git2::Error> {
        let server = DOEL.lock().ok().and_then(|d| d.clone());
        let server = server.ok_or_else(|| git2::Error::from_str("geen server"))?;
        let stroom = server.start(dienst).map_err(|e| {
            if let (io::ErrorKind::NotFound, Ok(mut laatste)) = (e.kind(), LAATSTE_KLACHT.lock()) {
                GEEN_SSH.clone_into(&mut laatste);
            }
            git2::Error::from_str(&e.to_string())
        })?;
        Ok(Box::new(stroom))
    }

    fn close(&self) -> Result<(), git2::Error> {
        Ok(())
    }
}

/// What stands for a complaint where there is no `ssh`.
pub(in crate::git) const GEEN_SSH: &str = "oogo: geen ssh";

/// The server that is spoken to now: one at a time.
static DOEL: Mutex<Option<Server>> = Mutex::new(None);
static BEURT: Mutex<()> = Mutex::new(());

/// Makes this a way by which libgit2 can go to a server.
#[allow(unsafe_code)]
pub(in crate::git) fn begin() {
    // SAFETY: it is called once, before any repository is opened, and so before any way to a server is made.
    // A failure leaves the way unknown: what asks for it is then refused with a sentence.
    let _ = unsafe { git2::transport::register("oogo-ssh", |remote| Transport::smart(remote, false, Weg)) };
}

/// Does something with libgit2 in which this server is the other side.
pub(in crate::git) fn met<T>(server: &Server, doe: impl FnOnce(&str) -> T) -> T {
    let _beurt = BEURT.lock();
    if let Ok(mut doel) = DOEL.lock() {
        *doel = Some(server.clone());
    }
    drop(klacht());
    doe(&server.url())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_servers_are_read_and_options_are_not() {
        let goed = |adres: &str| {
            let s = Server::lees(adres).unwrap_or_else(|| panic!("{adres}"));
            (s.host, s.poort, s.pad)
        };
        assert_eq!(
            goed("git@forge.example:regio/agenda.git"),
            ("git@forge.example".into(), None, "regio/agenda.git".into())
        );
        assert_eq!(
            goed("ssh://git@forge.example:2222/srv/a.git"),
            ("git@forge.example".into(), Some(2222), "/srv/a.git".into())
        );
        assert_eq!(goed("ssh://forge/~/a b.git"), ("forge".into(), None, "~/a b.git".into()));
        for fout in [
            "-oProxyCommand=x:pad",
            "ssh://-oProxyCommand=x/pad",
            "ssh://git@-x/pad",
            "git@host:-x",
            "C:\\map\\agenda",
            "C:/map/agenda",
            "https://forge.example/a.git",
            "/srv/a:b",
            "ho st:pad",
            "h;rm:pad",
            "ssh://host:99999/x",
            "host:",
            "host:a\nb",
        ] {
            assert_eq!(Server::lees(fout), None, "{fout}");
        }
    }
}
