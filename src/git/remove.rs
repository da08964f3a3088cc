//! Removing what git made: its objects and packs are read-only, and Windows keeps such a file (a
//! local drive of today's does not, a network drive does).

use std::fs;
use std::io;
use std::path::Path;

/// Removes a file, read-only or not.
///
/// # Errors
/// When it is not there, or the system keeps it for another reason.
pub(super) fn verwijder(pad: &Path) -> io::Result<()> {
    match fs::remove_file(pad) {
        Err(e) if e.kind() == io::ErrorKind::PermissionDenied && maak_schrijfbaar(pad) => fs::remove_file(pad),
        anders => anders,
    }
}

/// Removes a folder with all that is in it, read-only or not; no link in it is followed.
///
/// # Errors
/// When it is not there, or the system keeps something for another reason.
pub fn verwijder_map(map: &Path) -> io::Result<()> {
    let vorige = fs::remove_dir_all(map);
    if !matches!(&vorige, Err(e) if e.kind() == io::ErrorKind::PermissionDenied) {
        return vorige;
    }
    for ingang in fs::read_dir(map)?.flatten() {
        if ingang.file_type().is_ok_and(|t| t.is_dir()) {
            verwijder_map(&ingang.path())?;
        } else {
            verwijder(&ingang.path())?;
        }
    }
    fs::remove_dir(map)
}

/// Takes the mark away by which Windows keeps a file; elsewhere a file's own mark keeps nothing.
fn maak_schrijfbaar(pad: &Path) -> bool {
    #[cfg(windows)]
    {
        let Ok(kenmerken) = fs::symlink_metadata(pad) else { return false };
        let mut rechten = kenmerken.permissions();
        let was = rechten.readonly();
        #[allow(clippy::permissions_set_readonly_false, reason = "on Windows that is one mark of this file")]
        rechten.set_readonly(false);
        was && fs::set_permissions(pad, rechten).is_ok()
    }
    #[cfg(not(windows))]
    {
        let _ = pad;
        false
    }
}
