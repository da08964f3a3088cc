//! What can go wrong with the versions, each with what to do about it.

use crate::store::disk::reden;

/// Why versions could not be read or made.
#[derive(Debug, thiserror::Error)]
pub enum GitFout {
    /// The folder keeps no versions.
    #[error("Deze map houdt geen versies bij")]
    GeenRepository,
    /// A repository without files.
    #[error("In deze map staan alleen versies, geen bestanden")]
    Kaal,
    /// Object format or ref storage that libgit2 cannot read.
    #[error("De versies in deze map zijn bewaard op een manier die oogo niet kan lezen (technisch: {0})")]
    NietOndersteund(String),
    /// Something in `.git` is damaged.
    #[error("De versies in deze map zijn beschadigd (technisch: {0})")]
    Beschadigd(String),
    /// A merge, rebase or the like that somebody began with git.
    #[error("In deze map is iemand met een ander programma bezig en nog niet klaar ({0})")]
    Onaf(&'static str),
    /// Git began to bring two lines together, and nobody finished that.
    #[error("Met git is een samenvoeging begonnen die nog niet af is")]
    HalfSamengevoegd,
    /// HEAD points at a commit, not at a branch.
    #[error("Deze map staat op een oude versie")]
    LosHoofd,
    /// Another program holds a lock.
    #[error("Een ander programma is in deze map aan het opslaan ({0} bestaat)")]
    Vergrendeld(String),
    /// The file is not what it was when it was read.
    #[error("Het bestand {0} is veranderd sinds u het opende")]
    Veranderd(String),
    /// The file was written at the moment that it was replaced; that text is kept elsewhere.
    #[error("Het bestand {0} is gewijzigd op het moment dat oogo het opsloeg; de tekst van dat moment staat in {1}")]
    Opzij(String, String),
    /// Somebody made a version in the meantime.
    #[error("Er is intussen een andere versie opgeslagen")]
    Ingehaald,
    /// There is no `ssh` program.
    #[error("Het programma ssh, waarmee oogo een server bereikt, is er niet")]
    GeenSsh,
    /// A server with a key that is not known here.
    #[error("De server {0} is hier nog niet bekend")]
    OnbekendeServer(String),
    /// A server with another key than before.
    #[error("De server {0} is niet meer dezelfde als eerst: hij laat een andere sleutel zien")]
    AndereServer(String),
    /// A server that does not let this user in.
    #[error("De server {0} laat u niet toe")]
    GeenToegang(String),
    /// A web server that wants to know who this is.
    #[error("De server {0} wil weten wie u bent")]
    Inloggen(String),
    /// A web server that does not know this name with this password or token.
    #[error("De server {0} neemt deze naam met dit wachtwoord of toegangstoken niet aan")]
    NietAangenomen(String),
    /// A web server that knows who this is and does not let them do this.
    #[error("De server {0} staat u dit niet toe")]
    GeenWebtoegang(String),
    /// A web server that cannot show that it is the one it says to be.
    #[error("De server {0} kan niet aantonen dat hij het echt is (zijn certificaat klopt niet)")]
    OnveiligeServer(String),
    /// A server that gives no answer.
    #[error("De server {0} is niet te bereiken")]
    Onbereikbaar(String),
    /// A server that refuses what was asked, in its own words.
    #[error("De server {0} weigert dit ({1})")]
    ServerWeigert(String, String),
    /// A server that could not keep what was brought.
    #[error("De server {0} kon niet opslaan wat u bracht; misschien is zijn schijf vol")]
    ServerVol(String),
    /// A file that is no part of any ontwikkelagenda by its size.
    #[error("Het bestand {0} is te groot")]
    TeGroot(String),
    /// A path that leads out of the folder.
    #[error("De naam {0} leidt buiten de map van de ontwikkelagenda")]
    Buiten(String),
    /// A folder on the way to a file is a link.
    #[error("De map van {0} is een snelkoppeling (symbolic link)")]
    Koppeling(String),
    /// A file or folder of others.
    #[error("U hebt geen rechten op {0}")]
    GeenRechten(String),
    /// A file or folder could not be written.
    #[error("{pad} kan niet geschreven worden: {}", reden(.fout))]
    Schrijven {
        /// Which.
        pad: String,
        /// Why.
        fout: std::io::Error,
    },
    /// No such version.
    #[error("Er is geen versie {0}")]
    GeenVersie(String),
    /// Anything else that libgit2 says.
    #[error("De versies kunnen niet gelezen of gemaakt worden (technisch: {})", technisch(.0))]
    Git(git2::Error),
}

/// What libgit2 says, in one line: Windows ends its part of it with a line end.
pub(super) fn technisch(e: &git2::Error) -> String {
    e.message().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// On what this user has no rights, where libgit2 says so: it does in words, with the path between quotes.
pub(super) fn geen_rechten(e: &git2::Error) -> Option<String> {
    use git2::ErrorClass as C;
    // As Linux and macOS say it, and Windows in English and in Dutch.
    const WOORDEN: [&str; 4] = ["permission denied", "access denied", "access is denied", "toegang geweigerd"];
    let tekst = technisch(e);
    let klein = tekst.to_lowercase();
    let is_hier =
        matches!(e.class(), C::Os | C::Filesystem | C::Repository | C::Odb | C::Reference | C::Index | C::Config);
    let is_zo = is_hier && WOORDEN.iter().any(|w| klein.contains(w));
    let pad = || Some(tekst.get(tekst.find('\'')? + 1..tekst.rfind('\'')?)?.to_owned()).filter(|p| !p.is_empty());
    is_zo.then(|| pad().unwrap_or_else(|| "deze map".to_owned()))
}

impl From<git2::Error> for GitFout {
    fn from(e: git2::Error) -> Self {
        use git2::ErrorClass as C;
        if let Some(waarop) = geen_rechten(&e) {
            return Self::GeenRechten(waarop);
        }
        match e.class() {
            C::Odb | C::Object | C::Zlib | C::Tree | C::Reference | C::Index | C::Repository => {
                Self::Beschadigd(technisch(&e))
            }
            _ => Self::Git(e),
        }
    }
}

impl GitFout {
    /// What the user can do about it.
    pub fn advies(&self) -> &'static str {
        match self {
            Self::GeenRepository => "Laat oogo versies gaan bijhouden met ‘oogo beheer versies-bijhouden’.",
            Self::Kaal => "Open een gewone kopie van de ontwikkelagenda.",
            Self::NietOndersteund(_) => {
                "Vraag uw ICT-afdeling om een kopie van de ontwikkelagenda die in de gewone vorm bewaard is."
            }
            Self::Beschadigd(_) => {
                "Maak eerst een kopie van de hele map. Haal daarna een gave kopie bij uw collega of de andere partij."
            }
            Self::HalfSamengevoegd => {
                "Maak haar af met ‘oogo ontwarren’ (in het programma: Ctrl+P, ontwarren), of breek haar af met git."
            }
            Self::Onaf(_) => "Laat degene die ermee bezig is het afmaken of afbreken, en probeer het dan opnieuw.",
            Self::LosHoofd => {
                "Laat uw ICT-afdeling de map terugzetten op de nieuwste versie, en probeer het dan opnieuw."
            }
            Self::Vergrendeld(_) => {
                "Wacht tot dat programma klaar is. Weet u zeker dat er niets meer loopt, laat uw ICT-afdeling dat bestand dan weghalen."
            }
            Self::Veranderd(_) => "Er is niets overschreven. Open de afspraak opnieuw en breng uw wijziging daar aan.",
            Self::Opzij(..) => "Vergelijk beide teksten, en sla op wat moet blijven.",
            Self::Ingehaald => "Er is niets veranderd. Probeer het opnieuw.",
            Self::GeenSsh => {
                "Vraag uw ICT-afdeling om OpenSSH (in Windows: ‘Optionele onderdelen’), of wissel uit met een map of bestand."
            }
            Self::OnbekendeServer(_) => {
                "Vergelijk zijn vingerafdruk met wat de beheerder zegt, voor u hem vertrouwt. Er is niets verzonden."
            }
            Self::AndereServer(_) => {
                "Ga niet verder: iemand kan zich ervoor uitgeven. Vraag de beheerder of de sleutel is vervangen. Er is niets verzonden."
            }
            Self::GeenToegang(_) => {
                "Vraag de beheerder om toegang met uw ssh-sleutel, en controleer of die op deze computer klaarstaat (ssh-agent)."
            }
            Self::Inloggen(_) | Self::NietAangenomen(_) => {
                "Log in met uw naam en wachtwoord of toegangstoken van die server; een script zet het in OOGO_TOKEN, en in OOGO_SERVER voor welke server het is. Er is niets verzonden."
            }
            Self::GeenWebtoegang(_) => {
                "Vraag de beheerder of u daar mag lezen en schrijven. Wat hier staat is gebleven."
            }
            Self::OnveiligeServer(_) => {
                "Ga niet verder. Gebruikt uw organisatie een eigen certificaat, laat dan uw ICT-afdeling het op deze computer zetten (of noem het in GIT_SSL_CAINFO). Er is niets verzonden."
            }
            Self::Onbereikbaar(_) => "Wat hier staat is gebleven; u kunt gewoon doorwerken. Probeer het later opnieuw.",
            Self::ServerVol(_) => {
                "Er is niets verzonden; hier en op de server staat alles nog. Vraag de beheerder van de server om ruimte te maken, en wissel opnieuw uit."
            }
            Self::ServerWeigert(..) => {
                "Wat hier staat is gebleven. Vraag de beheerder van de server waarom; probeer het daarna opnieuw."
            }
            Self::TeGroot(_) => "Er is niets overgenomen. Vraag wie het deelde om het weg te halen.",
            Self::Buiten(_) => "Er is niets geschreven. Meld dit aan wie dit bestand deelde.",
            Self::Koppeling(_) => "oogo volgt die niet en heeft niets veranderd. Zet de map zelf neer.",
            Self::GeenRechten(_) => {
                "Vraag wie deze map beheert, of u erin mag lezen en schrijven. Er is niets veranderd."
            }
            Self::Schrijven { .. } => "Wat er stond, staat er nog. Los dit op en probeer het opnieuw.",
            Self::GeenVersie(_) => "Bekijk met ‘oogo geschiedenis’ welke versies er zijn.",
            Self::Git(_) => "Probeer het opnieuw. Blijft dit gebeuren, laat dan uw ICT-afdeling meekijken.",
        }
    }

    /// The error of writing a file.
    pub(super) fn schrijven(pad: impl AsRef<std::path::Path>, fout: std::io::Error) -> Self {
        Self::Schrijven { pad: pad.as_ref().display().to_string(), fout }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_others_is_not_a_damaged_one() {
        for wat in
            ["failed to resolve path '/srv/x': Permission denied", "could not open '/srv/x': Toegang geweigerd.\r\n"]
        {
            let fout = git2::Error::new(git2::ErrorCode::GenericError, git2::ErrorClass::Repository, wat);
            assert_eq!(GitFout::from(fout).to_string(), "U hebt geen rechten op /srv/x");
        }
    }

    #[test]
    fn what_libgit2_says_is_one_line() {
        for soort in [git2::ErrorClass::Os, git2::ErrorClass::Odb] {
            let fout = git2::Error::new(git2::ErrorCode::GenericError, soort, "'a.idx' is\r\nbroken.\r\n");
            let tekst = GitFout::from(fout).to_string();
            assert!(tekst.ends_with("(technisch: 'a.idx' is broken.)"), "{tekst:?}");
        }
    }
}
