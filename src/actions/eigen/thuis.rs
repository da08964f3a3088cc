//! Where this user's own things are on this machine: settings and data, never in the
//! ontwikkelagenda.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::actions::fout::Fout;
use crate::git::schrijf_veilig;

/// This user's own folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thuis {
    instellingen: PathBuf,
    gegevens: PathBuf,
    persoonlijk: Option<PathBuf>,
}

impl Thuis {
    /// The folders that the system has for this; `OOGO_CONFIG` and `OOGO_DATA` name others.
    ///
    /// # Errors
    /// When the system has no home folder for this user.
    pub fn van_systeem() -> Result<Self, Fout> {
        let eigen = |variabele: &str| std::env::var_os(variabele).filter(|v| !v.is_empty()).map(PathBuf::from);
        let basis = etcetera::choose_base_strategy().ok();
        let map = |variabele: &str, van_systeem: Option<PathBuf>| {
            eigen(variabele).or_else(|| Some(van_systeem?.join("oogo"))).ok_or_else(|| {
                let advies = format!("Zet de omgevingsvariabele {variabele} op een map van uzelf.");
                Fout::nieuw("Uw persoonlijke map is niet te vinden.", advies)
            })
        };
        Ok(Self {
            instellingen: map("OOGO_CONFIG", basis.as_ref().map(BaseStrategy::config_dir))?,
            // On Windows the data folder roams with its user to other machines; drafts and notes stay here.
            gegevens: map(
                "OOGO_DATA",
                basis.as_ref().map(|b| if cfg!(windows) { b.cache_dir() } else { b.data_dir() }),
            )?,
            persoonlijk: basis.as_ref().map(|b| b.home_dir().to_path_buf()),
        })
    }

    /// Both in one folder.
    pub fn in_map(map: &Path) -> Self {
        let persoonlijk = Some(map.to_path_buf());
        Self { instellingen: map.join("instellingen"), gegevens: map.join("gegevens"), persoonlijk }
    }

    /// A file or folder as a person types it: quotes of a copied path fall off, `~` is the home folder.
    pub fn pad(&self, tekst: &str) -> PathBuf {
        let tekst = tekst.trim().trim_matches('"');
        let rest = tekst.strip_prefix("~/").or_else(|| tekst.strip_prefix("~\\"));
        match (rest, &self.persoonlijk) {
            (Some(rest), Some(map)) => map.join(rest),
            _ => PathBuf::from(tekst),
        }
    }

    /// As [`Thuis::pad`]; a name alone stands in the home folder, never where the program was begun.
    pub fn document(&self, tekst: &str) -> PathBuf {
        let pad = self.pad(tekst);
        match &self.persoonlijk {
            Some(map) if pad.is_relative() => map.join(pad),
            _ => pad,
        }
    }

    /// An address as a person types it: a name alone is a folder in the home folder; with a colon it is a server or a
    /// disk.
    pub fn adres(&self, tekst: &str) -> String {
        match tekst.trim().is_empty() || tekst.contains(':') {
            true => tekst.to_owned(),
            false => self.document(tekst).display().to_string(),
        }
    }

    /// A file that somebody got, as they type it: here, or in the home folder.
    pub fn gekregen(&self, tekst: &str) -> PathBuf {
        let hier = self.pad(tekst);
        if hier.is_absolute() || hier.exists() { hier } else { self.document(tekst) }
    }

    /// The folder with settings.
    pub fn instellingen(&self) -> &Path {
        &self.instellingen
    }

    /// The folder with data.
    pub fn gegevens(&self) -> &Path {
        &self.gegevens
    }
}

/// Makes a folder that only this user can look into.
///
/// # Errors
/// When it cannot be made.
pub fn eigen_map(map: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(map)?;
    #[cfg(unix)]
    std::fs::set_permissions(map, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Writes a new file that only this user can read, in a folder that is there already and stays as it is.
///
/// # Errors
/// When it is there already, or cannot be written.
pub fn schrijf_nieuw(pad: &Path, inhoud: &[u8]) -> Result<(), Fout> {
    use std::io::Write as _;
    let mut opties = std::fs::OpenOptions::new();
    opties.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
    let gedaan = opties.open(pad).and_then(|mut bestand| bestand.write_all(inhoud).and_then(|()| bestand.sync_all()));
    gedaan.map_err(|e| {
        let wat = format!("{} kan niet geschreven worden: {}.", pad.display(), crate::store::disk::reden(&e));
        Fout::nieuw(wat, "Controleer of u rechten hebt op die map en of er ruimte is.")
    })
}

/// Writes a file that only this user can read, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn schrijf_eigen(pad: &Path, inhoud: &[u8]) -> Result<(), Fout> {
    let fout = |e: std::io::Error| {
        let wat = format!("{} kan niet geschreven worden: {}.", pad.display(), crate::store::disk::reden(&e));
        Fout::nieuw(wat, "Controleer of u rechten hebt op die map en of er ruimte is.")
    };
    if let Some(map) = pad.parent() {
        eigen_map(map).map_err(fout)?;
    }
    schrijf_veilig(pad, inhoud)?;
    #[cfg(unix)]
    std::fs::set_permissions(pad, std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(fout)?;
    Ok(())
}
