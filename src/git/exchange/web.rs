//! The way to a web server, on other systems than Windows: git's smart HTTP (gitprotocol-http(5)), with the
//! certificates, the proxy and the names that the system and the user's git know.
//!
//! What goes wrong is told in libgit2's words, which `Webserver::fout` looks for: of an error in reading libgit2 keeps
//! the message alone. Of what a server says itself, nothing stands in it but a number.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use git2::transport::{Service, SmartSubtransport, SmartSubtransportStream, Transport};
use git2::{Config, ProxyOptions, Remote, RemoteCallbacks};
use ureq::http::Response;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body, Proxy, RequestBuilder};

use super::https::{GEDULD, Webserver};

/// As servers expect it of git: some look whether it begins so.
const WIE: &str = concat!("git/2.0 (oogo ", env!("CARGO_PKG_VERSION"), ")");
/// So often one server may send one on.
const VERWIJZINGEN: usize = 5;
/// So much is read of what comes with a refusal, in bytes: after that the connection can be used again.
const UITLEG: u64 = 16 * 1024;

const GEEN_GIT: &str = "op dit adres antwoordt geen git-server";

/// What speaks to each server, for as long as this program runs: it holds connections and certificates.
static AGENTEN: Mutex<BTreeMap<String, Agent>> = Mutex::new(BTreeMap::new());

fn agenten() -> MutexGuard<'static, BTreeMap<String, Agent>> {
    AGENTEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes this the way by which libgit2 goes to a web server.
#[allow(unsafe_code)]
pub(in crate::git) fn begin() {
    // SAFETY: it is called once, before any repository is opened, and so before any way to a server is made.
    // A failure leaves libgit2's own, which cannot do https here: what asks for it is then refused with a sentence.
    let _ =
        unsafe { git2::transport::register("https", |remote| Transport::smart(remote, true, Weg::vanuit(remote)?)) };
}

/// What libgit2 asks while it speaks to a server, and how it gets there: nothing, as it goes by the way above.
pub(in crate::git) fn antwoorden(_: &Webserver) -> (RemoteCallbacks<'_>, ProxyOptions<'_>) {
    (RemoteCallbacks::new(), ProxyOptions::new())
}

struct Weg(Arc<Mutex<Gesprek>>);

impl Weg {
    fn vanuit(remote: &Remote<'_>) -> Result<Self, git2::Error> {
        let server = Webserver::lees(remote.url()?).ok_or_else(|| git2::Error::from_str("geen webserver"))?;
        let basis = basis(&server);
        Ok(Self(Arc::new(Mutex::new(Gesprek { server, basis, poging: 0, wie: None }))))
    }
}

impl SmartSubtransport for Weg {
    fn action(&self, _: &str, dienst: Service) -> Result<Box<dyn SmartSubtransportStream>, git2::Error> {
        Ok(Box::new(Stroom { gesprek: Arc::clone(&self.0), dienst, stand: Stand::Vraag(Vec::new()) }))
    }

    fn close(&self) -> Result<(), git2::Error> {
        Ok(())
    }
}

/// One question to a server, and its answer.
struct Stroom {
    gesprek: Arc<Mutex<Gesprek>>,
    dienst: Service,
    stand: Stand,
}

enum Stand {
    /// What will be asked, as far as it is written. All of it is kept: a server that wants to know who this is, is
    /// asked once more.
    Vraag(Vec<u8>),
    Antwoord(Box<dyn Read + Send>),
    /// Something went wrong; it is not asked again.
    Mislukt,
}

impl Read for Stroom {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let mut antwoord = match std::mem::replace(&mut self.stand, Stand::Mislukt) {
            Stand::Vraag(inhoud) => {
                let mut gesprek = self.gesprek.lock().unwrap_or_else(PoisonError::into_inner);
                gesprek.vraag(self.dienst, &inhoud).map_err(io::Error::other)?
            }
            Stand::Antwoord(antwoord) => antwoord,
            Stand::Mislukt => return Err(io::ErrorKind::UnexpectedEof.into()),
        };
        let n = antwoord.read(buf).map_err(|e| io::Error::other(klacht(&ureq::Error::from(e))))?;
        self.stand = Stand::Antwoord(antwoord);
        Ok(n)
    }
}

impl Write for Stroom {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let Stand::Vraag(inhoud) = &mut self.stand else { return Err(io::ErrorKind::BrokenPipe.into()) };
        inhoud.extend_from_slice(buf);
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Stroom {
    fn drop(&mut self) {
        // libgit2 stops where git's own part ends; once the end itself is seen, the connection can be used again.
        if let Stand::Antwoord(antwoord) = &mut self.stand {
            let _ = io::copy(&mut Read::take(antwoord, 1), &mut io::sink());
        }
    }
}

/// What the questions to one server have in common.
struct Gesprek {
    server: Webserver,
    /// Where on it the versions are; elsewhere once the server said so.
    basis: String,
    /// So often was said who this is.
    poging: usize,
    /// Who this is, as said the last time (`Authorization`, RFC 7617).
    wie: Option<String>,
}

impl Gesprek {
    /// Asks something, and says who this is where the server wants to know.
    fn vraag(&mut self, dienst: Service, inhoud: &[u8]) -> Result<Box<dyn Read + Send>, String> {
        let agent = agent(self.server.host()).map_err(|e| klacht(&e))?;
        let (naam, is_lijst) = match dienst {
            Service::UploadPackLs => ("git-upload-pack", true),
            Service::UploadPack => ("git-upload-pack", false),
            Service::ReceivePackLs => ("git-receive-pack", true),
            Service::ReceivePack => ("git-receive-pack", false),
        };
        let plek = if is_lijst { format!("/info/refs?service={naam}") } else { format!("/{naam}") };
        let soort = format!("application/x-{naam}-{}", if is_lijst { "advertisement" } else { "result" });
        let mut verwezen = 0;
        loop {
            let url = format!("{}{plek}", self.basis);
            let antwoord = if is_lijst {
                self.met_kop(agent.get(url.as_str()), &soort).call()
            } else {
                let vraag = agent.post(url.as_str()).content_type(format!("application/x-{naam}-request"));
                self.met_kop(vraag, &soort).send(inhoud)
            };
            let mut antwoord = antwoord.map_err(|e| {
                // What the user mends now, counts at the next try.
                agenten().remove(self.server.host());
                klacht(&e)
            })?;
            let status = antwoord.status().as_u16();
            if status == 200 {
                let is_git = antwoord.body().mime_type() == Some(soort.as_str());
                return if is_git {
                    Ok(Box::new(antwoord.into_body().into_reader()))
                } else {
                    Err(GEEN_GIT.to_owned())
                };
            }
            let _ = antwoord.body_mut().with_config().limit(UITLEG).read_to_vec();
            match status {
                401 if self.volgende() => {}
                301 | 302 | 303 | 307 | 308 if is_lijst && verwezen < VERWIJZINGEN => {
                    verwezen += 1;
                    self.basis = self.verwijzing(&antwoord, &plek)?;
                }
                _ => return Err(format!("unexpected http status code: {status}")),
            }
        }
    }

    fn met_kop<T>(&self, vraag: RequestBuilder<T>, soort: &str) -> RequestBuilder<T> {
        let vraag = vraag.header("accept", soort);
        match &self.wie {
            Some(wie) => vraag.header("authorization", wie.as_str()),
            None => vraag,
        }
    }

    /// Goes on to the next who this may be; false where there is none.
    fn volgende(&mut self) -> bool {
        let Some((naam, geheim)) = self.server.wie(self.poging) else { return false };
        self.poging += 1;
        self.wie = Some(format!("Basic {}", BASE64_STANDARD.encode(format!("{naam}:{geheim}"))));
        true
    }

    /// Where the server says that the versions are: elsewhere on itself, or one does not go there.
    fn verwijzing(&self, antwoord: &Response<Body>, plek: &str) -> Result<String, String> {
        let naar = antwoord.headers().get("location").and_then(|n| n.to_str().ok()).unwrap_or_default();
        // Some servers leave out what was asked for.
        let naar = naar.strip_suffix(plek).or_else(|| naar.strip_suffix("/info/refs")).ok_or(GEEN_GIT)?;
        let naar =
            if naar.starts_with('/') { format!("https://{}{naar}", self.server.host()) } else { naar.to_owned() };
        match Webserver::lees(&naar).ok_or(GEEN_GIT)? {
            ander if ander.host() == self.server.host() => Ok(basis(&ander)),
            _ => Err("SSL: een andere server".to_owned()),
        }
    }
}

/// The address of the versions without the user's name: that goes along with their secret.
fn basis(server: &Webserver) -> String {
    let pad = server.url().splitn(4, '/').nth(3).unwrap_or_default();
    format!("https://{}/{}", server.host(), pad.trim_end_matches('/'))
}

/// What speaks to this server. The certificates are read here, and not at every start.
fn agent(host: &str) -> Result<Agent, ureq::Error> {
    let mut agenten = agenten();
    if let Some(agent) = agenten.get(host) {
        return Ok(agent.clone());
    }
    // Only what the user set up for all of their git: a folder that came from elsewhere leads nobody astray.
    let van_git = Config::open_default().ok();
    let eigen = std::env::var_os("GIT_SSL_CAINFO").map(PathBuf::from);
    let eigen = eigen.or_else(|| {
        let git = van_git.as_ref()?;
        instellingen(host, "sslcainfo").iter().find_map(|naam| git.get_path(naam).ok())
    });
    // What cannot be read is not trusted: an unknown server is then refused with a sentence.
    let systeem = rustls_native_certs::load_native_certs().certs;
    let erbij = rustls_native_certs::load_certs_from_paths(eigen.as_deref(), None).certs;
    let bekend = systeem.iter().chain(&erbij).map(|c| Certificate::from_der(c).to_owned());
    // Where it was set before, that one is used.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let [verbinden, stilte] = GEDULD.map(|s| Some(Duration::from_secs(s.into())));
    let config = Agent::config_builder()
        .https_only(true)
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(proxy(van_git.as_ref(), host)?)
        .tls_config(TlsConfig::builder().root_certs(RootCerts::from(bekend)).build())
        .user_agent(WIE)
        .timeout_resolve(verbinden)
        .timeout_connect(verbinden)
        .timeout_per_read(stilte)
        .timeout_per_write(stilte)
        .build();
    let agent = Agent::new_with_config(config);
    agenten.insert(host.to_owned(), agent.clone());
    Ok(agent)
}

/// By which names git sets something for a web server: for this one, or for all (`http.<url>.*` in git-config(1)).
fn instellingen(host: &str, wat: &str) -> [String; 3] {
    [format!("http.https://{host}/.{wat}"), format!("http.https://{host}.{wat}"), format!("http.{wat}")]
}

/// The organisation's proxy, by git's settings (`http.proxy` in git-config(1)) or else the environment's (curl(1)).
fn proxy(van_git: Option<&Config>, host: &str) -> Result<Option<Proxy>, ureq::Error> {
    let omgeving = |namen: &[&str]| namen.iter().find_map(|n| std::env::var(n).ok().filter(|w| !w.is_empty()));
    if omgeving(&["no_proxy", "NO_PROXY"]).is_some_and(|namen| hoort_bij(host, &namen)) {
        return Ok(None);
    }
    let gezet = instellingen(host, "proxy").iter().find_map(|naam| van_git?.get_string(naam).ok());
    let gezet = gezet.or_else(|| omgeving(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]));
    // Git's setting without a value turns off what the environment says.
    gezet.filter(|p| !p.is_empty()).map(|p| Proxy::new(&p)).transpose()
}

/// Whether a server is one of those named in `no_proxy`, or part of one.
fn hoort_bij(host: &str, namen: &str) -> bool {
    let kaal = host.rsplit_once(':').map_or(host, |(naam, _)| naam);
    namen.to_ascii_lowercase().split(',').map(str::trim).any(|naam| {
        let domein = naam.trim_start_matches("*.").trim_start_matches('.');
        let past = |h: &str| h.strip_suffix(domein).is_some_and(|voor| voor.is_empty() || voor.ends_with('.'));
        naam == "*" || (!domein.is_empty() && (past(kaal) || past(host)))
    })
}

/// What went wrong.
fn klacht(e: &ureq::Error) -> String {
    match e {
        ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => format!("proxy: {e}"),
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => "SSL".to_owned(),
        ureq::Error::Io(e) if e.get_ref().is_some_and(|e| e.is::<rustls::Error>()) => "SSL".to_owned(),
        ureq::Error::Io(_) | ureq::Error::HostNotFound => "failed to connect".to_owned(),
        ureq::Error::Timeout(_) => "timed out".to_owned(),
        _ => "geen geldig antwoord".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_goes_by_no_proxy() {
        for (host, namen) in [
            ("forge.example", "Forge.example"),
            ("forge.example:8443", "ander, .example"),
            ("forge.example:8443", "forge.example:8443"),
            ("forge.example", "*.forge.example"),
            ("forge.example", "*"),
        ] {
            assert!(hoort_bij(host, namen), "{host} {namen}");
        }
        for namen in ["", ",", "geforge.example", "orge.example", "forge.example:1", "sub.forge.example"] {
            assert!(!hoort_bij("forge.example", namen), "{namen}");
        }
    }

    #[test]
    fn the_address_that_is_asked_holds_no_name() {
        let van = |adres: &str| Webserver::lees(adres).map(|s| basis(&s));
        let goed = Some("https://forge.example/regio/agenda.git".to_owned());
        assert_eq!(van("https://jan@Forge.example:443/regio/agenda.git/"), goed);
    }
}
