//! Web servers: which one an address names, who this is to it, and what is told of what it refuses. How one is spoken
//! to stands in `web`.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use git2::{Config, CredentialHelper, ErrorCode, ProxyOptions, RemoteCallbacks};

use super::web;
use crate::git::error::GitFout;

/// So long it may take to get to a server, and so long it may be silent, in seconds.
pub(in crate::git) const GEDULD: [u16; 2] = [20, 60];

/// The environment variables with a password or token, for scripts, and the only server that gets it: which one a
/// copy exchanges with can have come from elsewhere.
const TOKEN: [&str; 2] = ["OOGO_TOKEN", "OOGO_SERVER"];

/// Who gives no name with a token: servers look at the token alone.
const NIEMAND: &str = "oogo";

/// What a person typed, by server; for as long as this program runs.
static INGELOGD: Mutex<BTreeMap<String, (String, String)>> = Mutex::new(BTreeMap::new());

/// The server that asked last who this is.
static GEVRAAGD: Mutex<Option<String>> = Mutex::new(None);

/// A web server, and where on it the versions are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webserver {
    url: String,
    /// With its port, where that is another than the usual one.
    host: String,
    /// The user's name that stands in the address.
    naam: Option<String>,
}

/// Keeps who this is, for the server that asked it last.
pub fn log_in(gebruiker: &str, geheim: &str) {
    let gevraagd = GEVRAAGD.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(host) = gevraagd {
        let naam = if gebruiker.trim().is_empty() { NIEMAND } else { gebruiker.trim() };
        let wie = (naam.to_owned(), geheim.to_owned());
        INGELOGD.lock().unwrap_or_else(PoisonError::into_inner).insert(host, wie);
    }
}

impl Webserver {
    /// Reads `https://server/pad`; none where it is something else, or holds more than a user's name.
    pub fn lees(adres: &str) -> Option<Self> {
        let rest = adres.strip_prefix("https://")?;
        let (server, pad) = rest.split_once('/')?;
        let (naam, host) = server.rsplit_once('@').map_or((None, server), |(naam, host)| (Some(naam), host));
        let is_host = !host.is_empty()
            && !host.starts_with('-')
            && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
        let is_schoon = !rest.contains(|c: char| c.is_control() || c.is_whitespace()) && !pad.is_empty();
        if !is_host || !is_schoon || !naam.is_none_or(is_naam) || pad.contains('@') {
            return None;
        }
        let host = als_host(host);
        let naam = naam.filter(|n| !n.is_empty()).map(str::to_owned);
        Some(Self { url: adres.to_owned(), host, naam })
    }

    /// The address.
    pub(in crate::git) fn url(&self) -> &str {
        &self.url
    }

    /// The server's name.
    pub(in crate::git) fn host(&self) -> &str {
        &self.host
    }

    /// Does something with libgit2 by which this server can be spoken to.
    pub(in crate::git) fn met<'a, T>(&'a self, doe: impl FnOnce(RemoteCallbacks<'a>, ProxyOptions<'a>) -> T) -> T {
        let (antwoorden, proxy) = web::antwoorden(self);
        doe(antwoorden, proxy)
    }

    /// The name and secret to say who this is at this try, counted from 0: as typed here, else as a script says, else
    /// as the user's git knows (gitcredentials(7)); each is tried once.
    pub(in crate::git) fn wie(&self, poging: usize) -> Option<(String, String)> {
        let bekend = self.genoemd();
        if poging != bekend.len() {
            return bekend.into_iter().nth(poging);
        }
        // Only what the user set up for all of their git: a folder that came from elsewhere names no program.
        let van_git = Config::open_default().ok()?;
        CredentialHelper::new(&self.url).username(self.naam.as_deref()).config(&van_git).execute()
    }

    /// What was typed here, and what a script says.
    fn genoemd(&self) -> Vec<(String, String)> {
        let getypt = INGELOGD.lock().unwrap_or_else(PoisonError::into_inner).get(&self.host).cloned();
        let [token, server] = TOKEN.map(|naam| std::env::var(naam).unwrap_or_default());
        let token = Some(token).filter(|t| !t.is_empty() && als_host(&server) == self.host);
        let token = token.map(|t| (self.naam.clone().unwrap_or_else(|| NIEMAND.to_owned()), t));
        getypt.into_iter().chain(token).collect()
    }

    /// What went wrong.
    pub(in crate::git) fn fout(&self, e: &git2::Error) -> GitFout {
        let (host, klacht) = (self.host.clone(), e.message().to_owned());
        let heeft = |wat: &[&str]| wat.iter().any(|w| klacht.contains(w));
        let inloggen = |host: String| {
            *GEVRAAGD.lock().unwrap_or_else(PoisonError::into_inner) = Some(host.clone());
            if self.genoemd().is_empty() { GitFout::Inloggen(host) } else { GitFout::NietAangenomen(host) }
        };
        match e.code() {
            _ if heeft(&["proxy", "407"]) => GitFout::ServerWeigert(host, klacht),
            ErrorCode::Certificate => GitFout::OnveiligeServer(host),
            ErrorCode::Auth => inloggen(host),
            _ if heeft(&["SSL", "certificate", "TLS"]) => GitFout::OnveiligeServer(host),
            _ if heeft(&["401"]) => inloggen(host),
            _ if heeft(&["status code: 403"]) => GitFout::GeenWebtoegang(host),
            _ if heeft(&["status code: 404"]) => {
                GitFout::ServerWeigert(host, "op dit adres staat niets, of u mag het niet zien".to_owned())
            }
            // Windows says why in its own language.
            _ if heeft(&["failed to send request"]) => GitFout::Onbereikbaar(host),
            _ if heeft(&["resolve", "timed out", "refused", "unreachable", "failed to connect", "No route"]) => {
                GitFout::Onbereikbaar(host)
            }
            _ => GitFout::ServerWeigert(host, klacht),
        }
    }
}

/// A server's name, as one writes it: without the usual port, and in small letters.
fn als_host(host: &str) -> String {
    let host = host.trim().to_ascii_lowercase();
    host.strip_suffix(":443").map_or(host.clone(), str::to_owned)
}

/// Whether it is the name of a user, and no password or token: an address is kept, and shown.
fn is_naam(naam: &str) -> bool {
    let is_token = ["ghp_", "gho_", "github_pat_", "glpat-"].iter().any(|begin| naam.starts_with(begin));
    !is_token && naam.len() <= 30 && naam.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_gave_no_answer_refused_nothing() {
        let server = Webserver::lees("https://forge.example/a").unwrap();
        let wat = "failed to send request: De servernaam of het adres kan niet worden herleid";
        let fout = server.fout(&git2::Error::new(ErrorCode::GenericError, git2::ErrorClass::Os, wat));
        assert!(matches!(fout, GitFout::Onbereikbaar(host) if host == "forge.example"));
    }

    #[test]
    fn addresses_of_web_servers_are_read_and_passwords_in_them_are_not() {
        let host = |adres: &str| Webserver::lees(adres).map(|w| w.host);
        assert_eq!(host("https://forge.example/regio/agenda.git").as_deref(), Some("forge.example"));
        assert_eq!(host("https://jan@forge.example:8443/a").as_deref(), Some("forge.example:8443"));
        assert_eq!(host("https://Forge.Example:443/a").as_deref(), Some("forge.example"));
        assert_eq!(host("https://dev.azure.example/org/project/_git/agenda").as_deref(), Some("dev.azure.example"));
        for fout in [
            "http://forge.example/a",
            "https://forge.example",
            "https://forge.example/",
            "https:///a",
            "https://jan:geheim@forge.example/a",
            "https://jan:ge/heim@forge.example/a",
            "https://jan%3Ageheim@forge.example/a",
            "https://ghp_0123456789abcdefghij@forge.example/a",
            "https://-x/a",
            "https://fo rge/a",
            "https://forge/a\nb",
            "ftp://forge/a",
        ] {
            assert_eq!(host(fout), None, "{fout}");
        }
    }
}
