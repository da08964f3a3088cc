//! Exchanging with a git server: standard ones and forges, nothing of our own to run.

use std::cell::{Cell, RefCell};

use git2::{AutotagOption, Direction, FetchOptions, Oid, ProxyOptions, PushOptions, Remote, RemoteCallbacks};

use super::address::zoals_git;
use super::https::Webserver;
use super::ssh::{self, GEEN_SSH};
use crate::git::error::GitFout;
use crate::git::repository::Repository;

/// Where what was fetched is kept until it is looked at.
const ONTVANGEN: &str = "refs/oogo/ontvangen";
/// Where what is brought is kept while it is.
const VERZENDEN: &str = "refs/oogo/te-verzenden";
const TAK: &str = "refs/heads/main";

/// A server, by the way that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Server {
    /// By the user's own `ssh`.
    Ssh(ssh::Server),
    /// Over the web.
    Web(Webserver),
}

impl Server {
    /// Reads an address; none where it is no server's.
    pub fn lees(adres: &str) -> Option<Self> {
        let adres = &zoals_git(adres);
        ssh::Server::lees(adres).map(Self::Ssh).or_else(|| Webserver::lees(adres).map(Self::Web))
    }

    /// Does something with libgit2 in which this server is the other side.
    fn met<'a, T>(
        &'a self,
        doe: impl FnOnce(&str, RemoteCallbacks<'a>, ProxyOptions<'a>) -> Result<T, git2::Error>,
    ) -> Result<T, GitFout> {
        match self {
            Self::Ssh(server) => ssh::met(server, |url| doe(url, RemoteCallbacks::new(), ProxyOptions::new()))
                .map_err(|e| fout(server, &e)),
            Self::Web(server) => {
                server.met(|antwoorden, proxy| doe(server.url(), antwoorden, proxy)).map_err(|e| server.fout(&e))
            }
        }
    }

    fn host(&self) -> String {
        match self {
            Self::Ssh(server) => server.host.clone(),
            Self::Web(server) => server.host().to_owned(),
        }
    }
}

/// What is shared on a server, as it was last seen.
#[derive(Debug, Clone)]
pub struct OpServer {
    server: Server,
    tak: String,
    hoofd: Option<Oid>,
}

impl OpServer {
    /// Nothing is known of it yet.
    pub fn nieuw(server: Server) -> Self {
        Self { server, tak: TAK.to_owned(), hoofd: None }
    }

    /// Asks the server what is there.
    fn kijk(&mut self, repo: &Repository) -> Result<(), GitFout> {
        (self.tak, self.hoofd) = self.server.met(|url, antwoorden, proxy| {
            let mut remote = daarheen(repo, url)?;
            let verbonden = remote.connect_auth(Direction::Fetch, Some(antwoorden), Some(proxy))?;
            Ok(nieuwste(verbonden.list()?))
        })?;
        Ok(())
    }

    /// Takes over what is shared, with all that leads to it, without changing anything that is ours.
    ///
    /// # Errors
    /// When the server cannot be reached or will not answer, the connection breaks, or it cannot be written.
    pub fn haal(&mut self, naar: &Repository) -> Result<Option<Oid>, GitFout> {
        let ons = naar.hoofd()?;
        let is_hier = |hoofd: Oid| ons.is_some_and(|ons| naar.bouwt_op(ons, hoofd).unwrap_or(false));
        let opties = || {
            let mut opties = FetchOptions::new();
            opties.download_tags(AutotagOption::None).update_fetchhead(false);
            opties
        };
        let mut is_gehaald = false;
        (self.tak, self.hoofd) = self.server.met(|url, antwoorden, proxy| {
            let mut remote = daarheen(naar, url)?;
            let mut verbonden = remote.connect_auth(Direction::Fetch, Some(antwoorden), Some(proxy))?;
            let (tak, hoofd) = nieuwste(verbonden.list()?);
            // To log in takes longest, and by `ssh` nothing more is asked for once one is in.
            if matches!(self.server, Server::Ssh(_)) && hoofd.is_some_and(|hoofd| !is_hier(hoofd)) {
                verbonden.remote().fetch(&[format!("+{tak}:{ONTVANGEN}")], Some(&mut opties()), None)?;
                is_gehaald = true;
            }
            Ok((tak, hoofd))
        })?;
        let Some(hoofd) = self.hoofd else { return Ok(None) };
        if is_hier(hoofd) {
            return Ok(Some(hoofd));
        }
        if !is_gehaald {
            self.server.met(|url, antwoorden, proxy| {
                let mut opties = opties();
                opties.remote_callbacks(antwoorden).proxy_options(proxy);
                daarheen(naar, url)?.fetch(&[format!("+{}:{ONTVANGEN}", self.tak)], Some(&mut opties), None)
            })?;
        }
        Ok(Some(naar.git.refname_to_id(ONTVANGEN)?))
    }

    /// Brings a version with all that leads to it, if the newest one there is still the one that was seen.
    /// False where somebody was first.
    ///
    /// # Errors
    /// When the connection breaks or the server refuses it.
    pub fn breng(&self, van: &Repository, gezien: Option<Oid>, nieuw: Oid) -> Result<bool, GitFout> {
        van.git.reference(VERZENDEN, nieuw, true, "oogo: verzenden")?;
        let geweigerd = RefCell::new(None);
        let is_ingehaald = Cell::new(false);
        let gebracht = self.server.met(|url, mut antwoorden, proxy| {
            let mut remote = daarheen(van, url)?;
            antwoorden.push_update_reference(|_, waarom| {
                *geweigerd.borrow_mut() = waarom.map(str::to_owned);
                Ok(())
            });
            let mut opties = PushOptions::new();
            opties.remote_callbacks(antwoorden).proxy_options(proxy);
            let gedaan = remote.push(&[format!("{VERZENDEN}:{}", self.tak)], Some(&mut opties));
            is_ingehaald.set(gedaan.as_ref().is_err_and(|e| e.code() == git2::ErrorCode::NotFastForward));
            gedaan
        });
        let uitkomst = match (gebracht, geweigerd.into_inner()) {
            (Ok(()), None) => Ok(true),
            (Ok(()), Some(waarom)) => Err(GitFout::ServerWeigert(self.server.host(), waarom)),
            (Err(_), _) if is_ingehaald.get() => Ok(false),
            (Err(e), _) => Err(e),
        };
        // Another who was just first is the usual reason why a server refuses.
        match uitkomst {
            Err(e) => {
                let mut nu = self.clone();
                match nu.kijk(van) {
                    Ok(()) if nu.hoofd == Some(nieuw) => Ok(true),
                    Ok(()) if nu.hoofd != gezien => Ok(false),
                    _ => Err(match e {
                        GitFout::ServerWeigert(host, klacht) if klacht.contains("unpack") => GitFout::ServerVol(host),
                        e => e,
                    }),
                }
            }
            goed => goed,
        }
    }
}

/// The branch that is shared, and its newest version, by what a server says it has.
fn nieuwste(lijst: &[git2::RemoteHead<'_>]) -> (String, Option<Oid>) {
    let doel = lijst.iter().find(|h| h.name() == "HEAD").and_then(|h| h.symref_target());
    let tak = doel.map(str::to_owned).or_else(|| {
        let takken = || lijst.iter().map(git2::RemoteHead::name).filter(|n| n.starts_with("refs/heads/"));
        takken().find(|n| *n == TAK).or_else(|| takken().next()).map(str::to_owned)
    });
    let tak = tak.unwrap_or_else(|| TAK.to_owned());
    let hoofd = lijst.iter().find(|h| h.name() == tak).map(git2::RemoteHead::oid);
    (tak, hoofd)
}

/// The other side at this address, and at no other: a folder's own settings may say to go elsewhere (`insteadOf`).
fn daarheen<'r>(repo: &'r Repository, url: &str) -> Result<Remote<'r>, git2::Error> {
    let remote = repo.git.remote_anonymous(url)?;
    let is_zo = remote.url().is_ok_and(|u| u == url) && remote.pushurl().ok().flatten().is_none_or(|u| u == url);
    if is_zo { Ok(remote) } else { Err(git2::Error::from_str("de instellingen van git wijzen naar een ander adres")) }
}

/// What went wrong, by what `ssh` complained of.
fn fout(server: &ssh::Server, e: &git2::Error) -> GitFout {
    let (klacht, host) = (ssh::klacht(), server.host.clone());
    let heeft = |wat: &str| klacht.contains(wat);
    if heeft(GEEN_SSH) {
        GitFout::GeenSsh
    } else if heeft("REMOTE HOST IDENTIFICATION HAS CHANGED") {
        GitFout::AndereServer(host)
    } else if heeft("Host key verification failed") || heeft("host key is known for") {
        GitFout::OnbekendeServer(host)
    } else if heeft("Permission denied") || heeft("Too many authentication failures") {
        GitFout::GeenToegang(host)
    } else if ["resolve hostname", "timed out", "refused", "unreachable", "No route"].iter().any(|w| heeft(w)) {
        GitFout::Onbereikbaar(host)
    } else {
        let laatste = klacht.lines().rev().find(|r| !r.trim().is_empty()).unwrap_or(e.message()).trim().to_owned();
        GitFout::ServerWeigert(host, laatste)
    }
}
