//! The system's clipboard: through the terminal itself where it can (OSC 52), and through the
//! programs that the system has for it.

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// A program with its arguments.
type Program = (&'static str, &'static [&'static str]);

/// The programs that take text, and those that give it, the most likely first.
#[cfg(target_os = "macos")]
const PROGRAMS: (&[Program], &[Program]) = (&[("pbcopy", &[])], &[("pbpaste", &[])]);
#[cfg(windows)]
const PROGRAMS: (&[Program], &[Program]) = (
    &[("clip.exe", &[])],
    &[(
        "WindowsPowerShell\\v1.0\\powershell.exe",
        &["-NoProfile", "-Command", "[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-Clipboard -Raw"],
    )],
);
#[cfg(not(any(target_os = "macos", windows)))]
const PROGRAMS: (&[Program], &[Program]) = (
    &[("wl-copy", &[]), ("xclip", &["-selection", "clipboard"]), ("xsel", &["--clipboard", "--input"])],
    &[
        ("wl-paste", &["--no-newline"]),
        ("xclip", &["-selection", "clipboard", "-out"]),
        ("xsel", &["--clipboard", "--output"]),
    ],
);

/// Larger texts than this most terminals refuse.
const OSC52_MAX: usize = 74_000;

fn command((program, args): &Program) -> Command {
    // On Windows only the system's own folder is looked in, never the folder one happens to be in.
    let path = match std::env::var_os("SystemRoot").filter(|_| cfg!(windows)) {
        Some(root) => std::path::Path::new(&root).join("System32").join(program),
        None => program.into(),
    };
    let mut command = Command::new(path);
    command.args(*args).stderr(Stdio::null());
    command
}

/// Whether the programs for it can work: without a graphical session they only wait or complain.
fn is_desktop() -> bool {
    cfg!(any(windows, target_os = "macos"))
        || ["WAYLAND_DISPLAY", "DISPLAY"].iter().any(|v| std::env::var_os(v).is_some_and(|w| !w.is_empty()))
}

/// Puts text on the clipboard, as far as the terminal and the system let us.
pub fn copy(text: &str) {
    if text.len() <= OSC52_MAX {
        let command = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
        let _ = crossterm::execute!(io::stdout(), command);
    }
    if !is_desktop() {
        return;
    }
    let bytes: Vec<u8> = if cfg!(windows) {
        // With its byte order mark, clip.exe takes it for what it is.
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    } else {
        text.as_bytes().to_vec()
    };
    std::thread::spawn(move || PROGRAMS.0.iter().find(|p| give(p, &bytes).is_ok()).is_some());
}

fn give(program: &Program, bytes: &[u8]) -> io::Result<()> {
    let mut child = command(program).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(bytes)?;
    }
    if child.wait()?.success() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
}

/// What is on the clipboard; none where the system does not tell.
pub fn paste() -> Option<String> {
    if !is_desktop() {
        return None;
    }
    PROGRAMS.1.iter().find_map(|program| {
        let output = command(program).stdin(Stdio::null()).output().ok().filter(|o| o.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    })
}
