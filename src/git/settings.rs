//! What whoever uses git itself can have set up, in this copy only: differences in words, and merging by field.

use super::error::GitFout;
use super::repository::Repository;
use super::saving::lasting::schrijf_veilig;

/// The line by which git takes our reading and merging of a file; in this copy's own attributes, so that no
/// other copy is asked for a program that it may not have.
const REGEL: &str = "*.toml diff=oogo merge=oogo\n";
/// As it was before there was merging.
const OUDE_REGEL: &str = "*.toml diff=oogo\n";

impl Repository {
    /// Makes `git diff`, `git show` and `git log -p` read the files with this program, and `git merge` bring
    /// them together by field; true when it was not so yet.
    ///
    /// # Errors
    /// When the settings cannot be written.
    pub fn stel_lezer_in(&self, programma: &std::path::Path) -> Result<bool, GitFout> {
        // git runs it by a shell, on Windows too; there a path has slashes as well.
        let pad = programma.display().to_string().replace('\\', "/");
        let programma = format!("'{}'", pad.replace('\'', "'\\''"));
        let opdracht = format!("{programma} als-tekst");
        let mut instellingen = self.git.config()?.open_level(git2::ConfigLevel::Local)?;
        let was = instellingen.get_string("diff.oogo.textconv").ok();
        instellingen.set_str("diff.oogo.textconv", &opdracht)?;
        // Another version of oogo may read a file in other words.
        instellingen.set_bool("diff.oogo.cachetextconv", false)?;
        instellingen.set_str("merge.oogo.name", "oogo: per veld samenvoegen")?;
        instellingen.set_str("merge.oogo.driver", &format!("{programma} samenvoegen %O %A %B %P"))?;
        let bestand = self.git.path().join("info").join("attributes");
        let regels = std::fs::read_to_string(&bestand).unwrap_or_default().replace(OUDE_REGEL, "");
        let is_er = regels.lines().any(|r| r == REGEL.trim_end());
        if !is_er {
            let map = self.git.path().join("info");
            std::fs::create_dir_all(&map).map_err(|e| GitFout::schrijven(&map, e))?;
            let einde = if regels.is_empty() || regels.ends_with('\n') { "" } else { "\n" };
            schrijf_veilig(&bestand, format!("{regels}{einde}{REGEL}").as_bytes())?;
        }
        Ok(!is_er || was.as_deref() != Some(&opdracht))
    }
}
