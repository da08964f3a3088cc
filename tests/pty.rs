//! The real program in a real terminal.
#![cfg(unix)]

mod common;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::Proef;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

fn maat(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

/// The program in a terminal of 80 by 24.
struct Venster {
    kind: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    toetsen: Box<dyn Write + Send>,
    scherm: Arc<Mutex<vt100::Parser>>,
}

impl Venster {
    fn open(p: &Proef, args: &[&str]) -> Self {
        Self::open_met(p, args, &[])
    }

    fn open_met(p: &Proef, args: &[&str], omgeving: &[(&str, &str)]) -> Self {
        let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..Default::default() }).unwrap();
        let mut c = CommandBuilder::new(env!("CARGO_BIN_EXE_oogo"));
        c.args(args);
        c.cwd(if p.map.is_dir() { p.map.as_path() } else { p.thuis() });
        c.env("OOGO_CONFIG", p.thuis().join("instellingen"));
        c.env("OOGO_DATA", p.thuis().join("gegevens"));
        c.env("OOGO_VANDAAG", "2026-11-21");
        c.env("TERM", "xterm-256color");
        for (naam, waarde) in omgeving {
            c.env(naam, waarde);
        }
        let kind = pty.slave.spawn_command(c).unwrap();
        drop(pty.slave);
        let scherm = Arc::new(Mutex::new(vt100::Parser::new(maat(24), maat(80), 0)));
        let mut lezer = pty.master.try_clone_reader().unwrap();
        let doel = Arc::clone(&scherm);
        std::thread::spawn(move || {
            let mut blok = [0; 8192];
            while let Ok(n) = lezer.read(&mut blok) {
                if n == 0 {
                    break;
                }
                doel.lock().unwrap().process(&blok[..n]);
            }
        });
        let toetsen = pty.master.take_writer().unwrap();
        Self { kind, master: pty.master, toetsen, scherm }
    }

    fn typ(&mut self, tekst: &str) -> &mut Self {
        self.toetsen.write_all(tekst.as_bytes()).unwrap();
        self.toetsen.flush().unwrap();
        self
    }

    fn tekst(&self) -> String {
        self.scherm.lock().unwrap().screen().contents()
    }

    fn wacht_op(&mut self, wat: &str) -> &mut Self {
        let begin = Instant::now();
        while !self.tekst().contains(wat) {
            assert!(begin.elapsed() < Duration::from_secs(20), "{wat:?} does not come:\n{}", self.tekst());
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    fn signaal(&self, naam: &str) {
        let pid = self.kind.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-s", naam, &pid]).status().unwrap().success());
    }

    /// Whether the terminal is as it was before the program began.
    fn is_teruggegeven(&self) -> bool {
        let nu = || {
            let scherm = self.scherm.lock().unwrap();
            let s = scherm.screen();
            !s.alternate_screen() && !s.bracketed_paste() && s.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        };
        // The last of what it wrote may still be on its way.
        let begin = Instant::now();
        while !nu() && begin.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(5));
        }
        nu()
    }

    fn wacht_op_einde(&mut self) -> u32 {
        let begin = Instant::now();
        loop {
            if let Some(status) = self.kind.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(begin.elapsed() < Duration::from_secs(20), "it does not end:\n{}", self.tekst());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn the_main_job_runs_in_a_terminal() {
    let p = Proef::voorbeeld();
    let mut v = Venster::open(&p, &[]);
    v.wacht_op("Analyse van de vervoersstromen")
        .typ("\x1b[B\r")
        .wacht_op("AFSPRAAK")
        .typ("e")
        .wacht_op("Kort en herkenbaar");
    // A bracketed paste with a newline submits nothing.
    v.typ(" \x1b[200~met é en €\nop twee regels\x1b[201~")
        .wacht_op("met é en € op twee regels")
        .typ("\r")
        .wacht_op("nog niet opgeslagen");
    v.typ("\x13").wacht_op("Waarom wijzigt u dit?").typ("proef\r").wacht_op("Opgeslagen: lv-k7qm");
    v.typ("q");
    assert_eq!(v.wacht_op_einde(), 0);
    assert!(p.lees("agendas/leerlingenvervoer/lv-k7qm.toml").contains("vervoersstromen met é en € op twee regels\""));
    assert!(v.is_teruggegeven());
}

#[test]
fn a_server_that_never_answers_keeps_nobody_from_saving_and_stopping() {
    use std::os::unix::fs::PermissionsExt;
    let p = Proef::voorbeeld();
    let hangt = p.thuis().join("hangt");
    std::fs::write(&hangt, "#!/bin/sh\nexec sleep 120\n").unwrap();
    std::fs::set_permissions(&hangt, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut v = Venster::open_met(&p, &[], &[("GIT_SSH", hangt.to_str().unwrap())]);
    v.wacht_op("Analyse van de vervoersstromen").typ("u").wacht_op("Waarmee wisselt u uit?");
    v.typ("git@forge.example:regio/agenda.git\r").wacht_op("Kijken wat er klaarstaat… (Esc stopt)");
    v.typ("\x1b").wacht_op("Gestopt. Er is niets gewijzigd.");
    v.typ("\x1b[B\r").wacht_op("AFSPRAAK").typ("e").wacht_op("Kort en herkenbaar");
    v.typ(" toch\r").wacht_op("nog niet opgeslagen").typ("\x13").wacht_op("Waarom wijzigt u dit?").typ("\r");
    v.wacht_op("Opgeslagen: lv-k7qm");
    // Whoever does not even wait for that, and stops while it still looks.
    v.typ("\x1b").wacht_op("Leerlingenvervoer (3)").typ("u").wacht_op("Waarmee wisselt u uit?");
    v.typ("git@forge.example:regio/agenda.git\r").wacht_op("Kijken wat er klaarstaat…").typ("q");
    let begin = Instant::now();
    assert_eq!(v.wacht_op_einde(), 0);
    assert!(begin.elapsed() < Duration::from_secs(5));
    assert!(v.is_teruggegeven());
}

#[test]
fn the_example_opens_for_a_new_user_without_a_folder() {
    let p = Proef::leeg();
    let mut v = Venster::open(&p, &["voorbeeld"]);
    v.wacht_op("Wilt u een rondleiding").typ("k").wacht_op("lv-k7qm").wacht_op("stoppen").typ("q");
    assert_eq!(v.wacht_op_einde(), 0);
    let mut v = Venster::open(&p, &[]);
    v.wacht_op("Waarmee wilt u beginnen?")
        .typ("1")
        .wacht_op("Wilt u een rondleiding")
        .typ("k")
        .wacht_op("lv-k7qm")
        .wacht_op("stoppen")
        .typ("q");
    assert_eq!(v.wacht_op_einde(), 0);
}

#[test]
fn the_window_can_shrink_to_nothing_and_grow_again() {
    let p = Proef::voorbeeld();
    let mut v = Venster::open(&p, &[]);
    v.wacht_op("Analyse van de vervoersstromen");
    for (rows, cols) in [(1, 1), (3, 200), (24, 40), (24, 80)] {
        v.master.resize(PtySize { rows, cols, ..Default::default() }).unwrap();
        v.scherm.lock().unwrap().screen_mut().set_size(maat(rows), maat(cols));
        std::thread::sleep(Duration::from_millis(60));
    }
    v.typ("\x1b[B").wacht_op("> ").wacht_op("Analyse van de vervoersstromen").typ("q");
    assert_eq!(v.wacht_op_einde(), 0);
}

#[test]
fn killed_while_typing_nothing_is_lost_and_nothing_in_the_ontwikkelagenda_changed() {
    let p = Proef::voorbeeld();
    let voor = p.alles();
    let mut v = Venster::open(&p, &[]);
    v.wacht_op("Analyse")
        .typ("\r")
        .wacht_op("AFSPRAAK")
        .typ("e")
        .wacht_op("herkenbaar")
        .typ("half getypt")
        .wacht_op("half getypt");
    // Typing on without a pause, and killed two seconds later.
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(2) {
        v.typ("!");
        std::thread::sleep(Duration::from_millis(100));
    }
    v.kind.kill().unwrap();
    v.wacht_op_einde();
    assert_eq!(p.alles(), voor);
    let mut v = Venster::open(&p, &[]);
    v.wacht_op("Analyse")
        .typ("\r")
        .wacht_op("Terughalen")
        .typ("h")
        .wacht_op("half getypt!!!!")
        .typ("\x1b")
        .wacht_op("Gewijzigd, nog niet");
    v.typ("q").wacht_op("weggooien").typ("w");
    assert_eq!(v.wacht_op_einde(), 0);
    let mut v = Venster::open(&p, &[]);
    v.wacht_op("Welkom terug").typ("\x1b").wacht_op("Analyse").typ("\r").wacht_op("AFSPRAAK").typ("q");
    assert_eq!(v.wacht_op_einde(), 0);
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_what_was_typed() {
    for (naam, code) in [("TERM", 143), ("HUP", 129)] {
        let p = Proef::voorbeeld();
        let mut v = Venster::open(&p, &[]);
        v.wacht_op("Analyse")
            .typ("\r")
            .wacht_op("AFSPRAAK")
            .typ("e")
            .wacht_op("herkenbaar")
            .typ(" half")
            .wacht_op("half");
        v.signaal(naam);
        assert_eq!(v.wacht_op_einde(), code);
        assert!(v.is_teruggegeven(), "{naam}");
        let mut v = Venster::open(&p, &[]);
        v.wacht_op("Analyse").typ("\r").wacht_op("Terughalen").typ("h").wacht_op(" half");
    }
}

#[test]
fn a_fault_in_the_program_gives_the_terminal_back_and_says_so() {
    let p = Proef::voorbeeld();
    let mut v = Venster::open_met(&p, &[], &[("OOGO_FOUT", "toets")]);
    v.wacht_op("Analyse van de vervoersstromen").typ("j");
    v.wacht_op("oogo is gestopt door een fout in het programma (src/fault.rs")
        .wacht_op("Wat was opgeslagen, is er nog.");
    assert_eq!(v.wacht_op_einde(), 101);
    assert!(v.is_teruggegeven());
}

#[test]
fn paused_by_the_shell_it_gives_the_terminal_back_and_comes_back_as_it_was() {
    let p = Proef::voorbeeld();
    let mut v = Venster::open(&p, &[]);
    v.wacht_op("Analyse").typ("\r").wacht_op("AFSPRAAK");
    v.signaal("TSTP");
    let begin = Instant::now();
    while !v.is_teruggegeven() {
        assert!(begin.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(5));
    }
    v.signaal("CONT");
    v.wacht_op("AFSPRAAK").typ("\x1b").wacht_op("Leerlingenvervoer (3)").typ("q");
    assert_eq!(v.wacht_op_einde(), 0);
}

#[test]
fn the_users_own_editor_works_on_a_private_file_that_goes_away() {
    use std::os::unix::fs::PermissionsExt;
    let p = Proef::voorbeeld();
    let script = p.thuis().join("editor.sh");
    std::fs::write(
        &script,
        "#!/bin/sh\nstat -c %a \"$1\" > \"$0.mode\"\nread antwoord\nprintf 'Een zin van %s.\\n' \"$antwoord\" > \"$1\"\n",
    )
    .unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
    let mut v = Venster::open_met(&p, &[], &[("EDITOR", script.to_str().unwrap()), ("VISUAL", "")]);
    v.wacht_op("Analyse").typ("\r").wacht_op("AFSPRAAK");
    while !v.tekst().contains("> Doel") {
        v.typ("\x1b[B");
        std::thread::sleep(Duration::from_millis(30));
    }
    v.typ("e").wacht_op("willen de partijen").typ("\x05");
    // The editor has the terminal to itself: what is typed now is for it.
    while !script.with_extension("sh.mode").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    v.typ("buiten\n").wacht_op("Een zin van buiten.").wacht_op("Overgenomen");
    assert_eq!(std::fs::read_to_string(script.with_extension("sh.mode")).unwrap().trim(), "600");
    assert_eq!(std::fs::read_dir(p.thuis().join("gegevens/bewerken")).unwrap().count(), 0);
}

#[test]
fn the_mouse_works_and_a_wheel_scrolls() {
    let p = Proef::voorbeeld();
    let mut v = Venster::open(&p, &[]);
    // A press on row 5, column 10; then the wheel.
    v.wacht_op("lv-n9pd").typ("\x1b[<0;10;5M").wacht_op(">   lv-n9pd").typ("\x1b[<65;10;5M").wacht_op("> ").typ("q");
    assert_eq!(v.wacht_op_einde(), 0);
}

#[test]
fn settings_change_keys_dates_and_mouse_and_a_mistake_is_named() {
    let p = Proef::voorbeeld();
    let pad = p.thuis().join("instellingen/instellingen.toml");
    let fout = p.oogo(&["instellingen"]);
    assert_eq!((fout.code, pad.is_file()), (0, true), "{}", fout.fout);
    let tekst = std::fs::read_to_string(&pad).unwrap();
    assert!(tekst.contains("# muis = true"));
    std::fs::write(
        &pad,
        "muis = false\ndatums = \"cijfers\"\nkleuren = 3\n[toetsen]\nzoeken = \"F8\"\nfilteren = \"q\"\n",
    )
    .unwrap();
    let uit = p.oogo(&["instellingen"]);
    assert_eq!(uit.code, 1);
    assert!(uit.uit.contains("‘kleuren’ is") && uit.uit.contains("q is al van ‘stoppen’"), "{}", uit.uit);
    let mut v = Venster::open(&p, &[]);
    v.wacht_op("26-02-2027").wacht_op("‘kleuren’ is").typ("\x1b[19~").wacht_op("Typ een of meer woorden").typ("\x1b");
    v.wacht_op("F8 zoeken");
    let muis = v.scherm.lock().unwrap().screen().mouse_protocol_mode();
    assert_eq!(muis, vt100::MouseProtocolMode::None);
    v.typ("q");
    assert_eq!(v.wacht_op_einde(), 0);
}

/// Keys, and what has to come on screen after each.
type Flow = &'static [(&'static str, &'static str)];

/// Flows in a terminal: what the test terminal cannot show is whether bytes become these keys.
const FLOWS: [(&str, Flow); 12] = [
    ("search", &[("/", "Typ een of meer"), ("thuiszitten\r", "1 afspraak"), ("\x1b", "lv-k7qm")]),
    (
        "filter",
        &[
            ("f", "Welke afspraken"),
            ("\x1b[B\x1b[B\r", "Waar de afspraak geldt"),
            ("denk\r", "Denkbeeldrade"),
            ("\x13", "geldt in"),
        ],
    ),
    ("order", &[("s", "In welke volgorde"), ("\x1b[B\r", "volgorde: wat het eerst")]),
    ("palette", &[("\x10", "Wat wilt u doen?"), ("warme over", "ov-f6ht"), ("\r", "AFSPRAAK")]),
    ("insight", &[("i", "Inzicht"), ("\r", "De tien principes"), ("\x1b", "Omvang"), ("\x1b", "lv-b4xt")]),
    ("words", &[("b", "Begrippenlijst"), ("\x1b", "lv-b4xt")]),
    ("remark", &[("\r", "AFSPRAAK"), ("r", "Opmerking over titel"), ("Mooi zo.\x13", "De opmerking is geplaatst")]),
    ("note", &[("\r", "AFSPRAAK"), ("t", "INTERNE NOTITIE"), ("Alleen hier.\x1b", "alleen op deze computer")]),
    (
        "progress",
        &[
            ("\r", "AFSPRAAK"),
            ("u", "Wat is er nieuw?"),
            ("klaar\r", "Klaar gemeld"),
            ("\x13", "Waarom"),
            ("\r", "Opgeslagen"),
        ],
    ),
    ("meetings", &[("v", "OOGO op 12 maart"), ("\x1b[B\r", "OVERLEG"), ("\x1b", "lv-b4xt")]),
    (
        "undo",
        &[
            ("\r", "AFSPRAAK"),
            ("e", "herkenbaar"),
            (" erbij", "vervoer erbij"),
            ("\x1a", "leerlingenvervoer"),
            ("\x1b", "AFSPRAAK"),
        ],
    ),
    (
        "altgr and accents",
        &[("\r", "AFSPRAAK"), ("e", "herkenbaar"), (" café € é", "café € é"), ("\x1b", "nog niet opgeslagen")],
    ),
];

#[test]
fn twelve_flows_work_in_a_real_terminal() {
    for (naam, flow) in FLOWS {
        let p = Proef::voorbeeld();
        let mut v = Venster::open(&p, &[]);
        v.wacht_op("lv-b4xt");
        for (toetsen, komt) in flow {
            v.typ(toetsen).wacht_op(komt);
        }
        v.signaal("TERM");
        assert_eq!(v.wacht_op_einde(), 143, "{naam}");
        assert!(v.is_teruggegeven(), "{naam}");
    }
}
