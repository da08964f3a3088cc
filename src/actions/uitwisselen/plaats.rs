//! Where one exchanges: a shared folder, or a server.

use std::path::{Path, PathBuf};

use crate::actions::fout::{Fout, Foutsoort};
use crate::actions::thuis::Thuis;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::git::{Gedeeld, GitFout, Oid, OpServer, Repository, Server, Serversleutel};

/// A place to exchange.
#[derive(Debug, Clone)]
pub(super) enum Plaats {
    Map(PathBuf),
    Server(OpServer),
}

impl Plaats {
    /// The place that an address names, with that address as it is kept.
    pub fn lees(repo: &Repository, thuis: &Thuis, adres: &str) -> Result<(String, Self), Fout> {
        let adres = adres.trim().trim_matches('"');
        let adres = adres.strip_prefix("file://").unwrap_or(adres);
        if adres.is_empty() {
            let advies = "Noem de map die u met de andere partij deelt, of het adres van de server.";
            return Err(Fout::gebruik("Hier staat geen map en geen server.", advies));
        }
        if let Some(server) = Server::lees(adres) {
            return Ok((adres.to_owned(), Self::Server(OpServer::nieuw(server))));
        }
        if adres.contains("://") {
            let wat = format!("oogo kan met dit adres niet uitwisselen: {}.", tussen_aanhalingstekens(adres));
            let advies = "Een server gaat met https://server/pad (zonder wachtwoord erin) of ssh (naam@server:pad), verder kan het met een map op een netwerkschijf of stick, of met een bestand.";
            return Err(Fout::nieuw(wat, advies));
        }
        let map = thuis.pad(adres);
        let map = std::path::absolute(&map).unwrap_or(map);
        // However it is written, it is one place.
        let map: PathBuf = if cfg!(windows) { map.components().collect() } else { echt(&map) };
        if echt(&map).starts_with(echt(repo.wortel())) {
            return Err(Fout::gebruik("Dat is deze kopie zelf.", "Noem de map die u met de andere partij deelt."));
        }
        Ok((map.display().to_string(), Self::Map(map)))
    }

    /// Takes over what is shared there, without changing anything that is ours. `is_bekend` says that something was
    /// exchanged there before.
    pub fn haal(&mut self, naar: &Repository, is_bekend: bool) -> Result<Option<Oid>, Fout> {
        Ok(match self {
            Self::Server(server) => server.haal(naar)?,
            Self::Map(map) => match gedeeld(map, is_bekend)? {
                Some(gedeeld) => gedeeld.haal(naar)?,
                None => None,
            },
        })
    }

    /// Whether it is a folder that is not there yet.
    pub fn wordt_gemaakt(&self) -> bool {
        matches!(self, Self::Map(map) if !map.exists())
    }

    /// Brings a version; false where somebody was first.
    pub fn breng(&self, repo: &Repository, gezien: Option<Oid>, nieuw: Oid) -> Result<bool, Fout> {
        Ok(match self {
            Self::Server(server) => server.breng(repo, gezien, nieuw)?,
            Self::Map(map) => match gedeeld(map, gezien.is_some())? {
                Some(gedeeld) => gedeeld.breng(repo, gezien, nieuw)?,
                None => Gedeeld::maak(map)?.breng(repo, gezien, nieuw)?,
            },
        })
    }
}

/// What is shared in a folder; none where nothing is yet.
fn gedeeld(map: &Path, is_bekend: bool) -> Result<Option<Gedeeld>, Fout> {
    let naam = || tussen_aanhalingstekens(&map.display().to_string());
    let boven = map.parent().is_some_and(Path::is_dir);
    if !map.exists() && (is_bekend || !boven) {
        let advies = "Controleer of de schijf er is. Wat hier staat is gebleven; u kunt gewoon doorwerken.";
        return Err(Fout::nieuw(format!("De map {} is er niet.", naam()), advies));
    }
    match Gedeeld::open(map) {
        Err(GitFout::GeenRepository) => Err(Fout::nieuw(
            format!("{} is geen gedeelde map van een ontwikkelagenda.", naam()),
            "Noem de map die u met de andere partij deelt, of een nieuwe of lege map. Er is niets veranderd.",
        )),
        anders => Ok(anders?),
    }
}

/// A path as the system itself writes it, as far as it is there: the same place in one way.
fn echt(pad: &Path) -> PathBuf {
    let er = pad.ancestors().find_map(|boven| Some((boven, std::fs::canonicalize(boven).ok()?)));
    let echt = er.and_then(|(boven, echt)| Some(echt.join(pad.strip_prefix(boven).ok()?)));
    // Without a slash at its end.
    echt.as_deref().unwrap_or(pad).components().collect()
}

/// The key of the server at an address, for who has to say whether it is the right one.
///
/// # Errors
/// When it is no server, or cannot be reached.
pub fn serversleutel(adres: &str) -> Result<Serversleutel, Fout> {
    match Server::lees(adres) {
        Some(Server::Ssh(server)) => Ok(server.sleutel()?),
        _ => Err(Fout::gebruik(
            "Dit is geen adres van een server met ssh.",
            "Een server op het web toont een certificaat.",
        )),
    }
}

/// Trusts the server at an address from now on, if it shows this fingerprint.
///
/// # Errors
/// When it shows another, or it cannot be kept.
pub fn vertrouw_server(adres: &str, vingerafdruk: &str) -> Result<(), Fout> {
    let sleutel = serversleutel(adres)?;
    if sleutel.vingerafdruk != vingerafdruk.trim() {
        let wat = format!("De server laat een andere vingerafdruk zien: {}.", sleutel.vingerafdruk);
        let advies = "Vraag de beheerder welke de goede is. Er is niets verzonden.";
        return Err(Fout { soort: Foutsoort::OnbekendeServer, ..Fout::nieuw(wat, advies) });
    }
    Ok(sleutel.onthoud()?)
}
