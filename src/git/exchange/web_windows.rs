//! The way to a web server by Windows' own (WinHTTP), through libgit2: with the certificates that the system knows,
//! and the proxy that the user's git knows.

use std::cell::Cell;

use git2::{CertificateCheckStatus, Cred, CredentialType, ErrorClass, ErrorCode, ProxyOptions, RemoteCallbacks};

use super::https::{GEDULD, Webserver};

/// What libgit2 has to know before it first speaks to a web server.
#[allow(unsafe_code)]
pub(in crate::git) fn begin() {
    // SAFETY: these set globals of libgit2, once, before any repository is opened; nothing else sets them.
    // A failure leaves libgit2's own.
    unsafe {
        let _ = git2::opts::set_server_connect_timeout_in_milliseconds(i32::from(GEDULD[0]) * 1000);
        let _ = git2::opts::set_server_timeout_in_milliseconds(i32::from(GEDULD[1]) * 1000);
    }
}

/// What libgit2 asks while it speaks to this server, and how it gets there.
pub(in crate::git) fn antwoorden(server: &Webserver) -> (RemoteCallbacks<'_>, ProxyOptions<'_>) {
    let poging = Cell::new(0);
    let mut antwoorden = RemoteCallbacks::new();
    antwoorden.credentials(move |url, _, soorten| {
        // Where a server sends one on to another, that one gets nothing.
        let zelfde = Webserver::lees(url).is_some_and(|ander| ander.host() == server.host());
        let mag = zelfde && soorten.contains(CredentialType::USER_PASS_PLAINTEXT);
        let wie = if mag { server.wie(poging.get()) } else { None };
        poging.set(poging.get() + 1);
        match wie {
            Some((naam, geheim)) => Cred::userpass_plaintext(&naam, &geheim),
            None => Err(git2::Error::new(ErrorCode::Auth, ErrorClass::Http, "niet ingelogd")),
        }
    });
    // Where a server sends one on to another, that one is not spoken to.
    antwoorden.certificate_check(move |_, host| {
        let bedoeld = server.host().rsplit_once(':').map_or(server.host(), |(naam, _)| naam);
        match host.eq_ignore_ascii_case(bedoeld) {
            true => Ok(CertificateCheckStatus::CertificatePassthrough),
            false => Err(git2::Error::new(ErrorCode::Certificate, ErrorClass::Http, "een andere server")),
        }
    });
    let mut proxy = ProxyOptions::new();
    proxy.auto();
    (antwoorden, proxy)
}
