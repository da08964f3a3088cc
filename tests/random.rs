//! A hundred thousand keys, clicks and pastes from a seed: no panic, no lost draft, every saved file
//! valid.

mod common;
#[path = "common/screen.rs"]
mod screen;

use std::collections::BTreeSet;

use common::Proef;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use oogo::actions::klad;
use oogo::agenda::Ernst;
use oogo::tui::app::Message;
use oogo::tui::dialogs::dialog::{Dialog, Purpose};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use screen::Scherm;

const KEYS: [&str; 64] = [
    "<ctrl-s><enter>",
    "ex<esc><ctrl-s><enter>",
    "nx<enter><ctrl-s>",
    "rx<ctrl-s>",
    "<down>",
    "<up>",
    "<down>",
    "<up>",
    "<enter>",
    "<enter>",
    "<esc>",
    "<esc>",
    "<pgdn>",
    "<pgup>",
    "<home>",
    "<end>",
    "<tab>",
    "<del>",
    "<backspace>",
    "<left>",
    "<right>",
    "<shift-left>",
    "<shift-home>",
    "<ctrl-left>",
    "<ctrl-up>",
    "<ctrl-down>",
    "<ctrl-s>",
    "<ctrl-z>",
    "<ctrl-y>",
    "<ctrl-a>",
    "<ctrl-c>",
    "<ctrl-x>",
    "<ctrl-v>",
    "<ctrl-p>",
    "<ctrl-f>",
    "<ctrl-e>",
    "<f1>",
    "<f3>",
    "<f4>",
    "<f5>",
    "<f6>",
    "e",
    "e",
    "n",
    "l",
    "g",
    "/",
    " ",
    "a",
    "é",
    "v",
    "b",
    "d",
    "r",
    "t",
    "u",
    "m",
    "i",
    "s",
    "f",
    "p",
    "z",
    "w",
    "y",
];
const PASTES: [&str; 5] = ["een\r\n\r\ntwee", "漢字 e\u{301}", "- punt\n- punt", "\u{202e}om", "12 mrt 2027"];
const SIZES: [(u16, u16); 6] = [(80, 24), (40, 24), (160, 50), (21, 7), (5, 2), (200, 24)];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// So many keys from this seed.
fn play(seed: u64, keys: usize) {
    // What is typed may be a place to write to.
    std::env::set_current_dir(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let p = Proef::voorbeeld();
    let mut dice = Dice(seed);
    let begin = p.versies();
    let mut seen = BTreeSet::new();
    let mut s = Scherm::open(&p, 80, 24);
    for n in 0..keys {
        seen.insert(format!("{:?}", s.app.place()));
        if n % 500 == 0 {
            let (b, h) = SIZES[dice.roll(SIZES.len())];
            s.terminal = Terminal::new(TestBackend::new(b, h)).unwrap();
            s.bewerkt = "Uit een ander programma.".to_owned();
        }
        match dice.roll(40) {
            0 => {
                s.plak(PASTES[dice.roll(PASTES.len())]);
            }
            1 => {
                let area = s.terminal.backend().buffer().area;
                let event = MouseEvent {
                    kind: [MouseEventKind::Down(MouseButton::Left), MouseEventKind::ScrollDown][dice.roll(2)],
                    column: u16::try_from(dice.roll(area.width.into())).unwrap(),
                    row: u16::try_from(dice.roll(area.height.into())).unwrap(),
                    modifiers: KeyModifiers::NONE,
                };
                let jobs = s.app.update(Message::Mouse(event));
                s.doe(jobs);
                s.teken();
            }
            _ => {
                s.toetsen(KEYS[dice.roll(KEYS.len())]);
            }
        }
        s.app.quit = false;
        if dice.roll(1_000) == 0 {
            s = killed(&p, s);
        }
    }
    // Everything but the start screen was reached, and much was saved.
    assert!(seen.len() >= 10 && p.versies() > begin + 20, "{} versions, {seen:?}", p.versies() - begin);
    assert_eq!(p.git(&["status", "--porcelain"]), "", "seed {seed}");
    let gelezen = oogo::store::load::lees_en_keur(&p.map).unwrap();
    let fouten: Vec<_> = gelezen.bevindingen.into_iter().filter(|b| b.ernst == Ernst::Fout).collect();
    assert_eq!(fouten, vec![], "seed {seed}");
}

/// Kills the program two seconds after the last key: what was typed is in the draft.
fn killed(p: &Proef, mut s: Scherm) -> Scherm {
    let jobs = s.app.update(Message::Tick);
    s.doe(jobs);
    if let (Some(kopie), Some(r)) = (&s.app.kopie, &s.app.reader) {
        let draft = klad::van(kopie, r.concept.stuk());
        let open = s.app.dialogs.iter().find_map(|d| match d {
            Dialog::Editor(e) if matches!(e.purpose, Purpose::Value(..)) && e.field.text() != e.begin => {
                Some(e.field.text())
            }
            _ => None,
        });
        if r.concept.is_gewijzigd() || open.is_some() {
            let draft = draft.expect("unsaved work has a draft");
            assert_eq!(draft.open.map(|o| o.tekst).filter(|_| open.is_some()), open);
            assert_eq!(draft.delen.is_empty(), !r.concept.is_gewijzigd());
        }
    }
    drop(s);
    Scherm::open(p, 80, 24)
}

#[test]
fn fifty_thousand_random_keys_and_nothing_is_lost() {
    play(20_261_121, 50_000);
}

#[test]
fn fifty_thousand_other_random_keys_and_nothing_is_lost() {
    play(3, 50_000);
}
