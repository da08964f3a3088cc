//! The terminal program on a test terminal, driven by key scripts.

#![allow(dead_code, reason = "each test file uses its own part")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use oogo::actions::Thuis;
use oogo::agenda::Datum;
use oogo::tui::app::{App, Message, Opening};
use oogo::tui::system::effect::Effect;
use oogo::tui::view;
use oogo::tui::work::job::Job;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;

use crate::common::Proef;

/// The program on a screen of this size, with jobs done at once.
pub struct Scherm {
    /// Its state.
    pub app: App,
    /// The screen.
    pub terminal: Terminal<TestBackend>,
    /// What was put on the clipboard last.
    pub gekopieerd: String,
    /// What the user's own editor makes of a text.
    pub bewerkt: String,
}

impl Scherm {
    pub fn open(p: &Proef, breed: u16, hoog: u16) -> Self {
        Self::met_map(p, Some(p.map.clone()), breed, hoog)
    }

    pub fn met_map(p: &Proef, map: Option<std::path::PathBuf>, breed: u16, hoog: u16) -> Self {
        let opening = Opening { map, ..Opening::default() };
        let app = App::new(Thuis::in_map(p.thuis()), Datum::nieuw(2026, 11, 21).unwrap(), opening);
        let mut s = Self {
            app,
            gekopieerd: String::new(),
            bewerkt: String::new(),
            terminal: Terminal::new(TestBackend::new(breed, hoog)).unwrap(),
        };
        let jobs = s.app.take_jobs();
        s.doe(jobs);
        s.teken();
        s
    }

    pub fn doe(&mut self, jobs: Vec<Job>) {
        let mut wachtrij: std::collections::VecDeque<Job> = jobs.into();
        while let Some(job) = wachtrij.pop_front() {
            wachtrij.extend(self.app.update(Message::Done(Box::new(job.run()))));
        }
        for effect in self.app.take_effects() {
            let jobs = match effect {
                Effect::Copy(tekst) => {
                    self.gekopieerd = tekst;
                    Vec::new()
                }
                // No system's clipboard is told here; then our own is used.
                Effect::Paste => self.app.update(Message::Clipboard(None)),
                Effect::Edit(_) => self.app.update(Message::Edited(Ok(self.bewerkt.clone()))),
            };
            self.doe(jobs);
        }
    }

    pub fn teken(&mut self) {
        let app = &self.app;
        self.terminal.draw(|f| view::draw(f, app)).unwrap();
    }

    /// Types a script: plain characters, and keys between angle brackets: `<enter>`, `<ctrl-s>`.
    pub fn toetsen(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let (event, lengte) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((naam, _)) if c == '<' => (toets(naam), naam.len() + 2),
                _ => (KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE), c.len_utf8()),
            };
            rest = &rest[lengte..];
            let jobs = self.app.update(Message::Key(event));
            self.doe(jobs);
            self.teken();
        }
        self
    }

    /// Presses the mouse where this text stands on screen.
    pub fn klik(&mut self, op: &str) -> &mut Self {
        let scherm = self.tekst();
        let (rij, regel) = scherm.lines().enumerate().find(|(_, r)| r.contains(op)).unwrap_or_else(|| panic!("{op:?}"));
        let kolom = regel.split(op).next().unwrap().chars().count();
        let event = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: u16::try_from(kolom).unwrap(),
            row: u16::try_from(rij).unwrap(),
            modifiers: KeyModifiers::NONE,
        };
        let jobs = self.app.update(Message::Mouse(event));
        self.doe(jobs);
        self.teken();
        self
    }

    /// Goes down to the line that begins with this.
    pub fn naar(&mut self, label: &str) -> &mut Self {
        for _ in 0..300 {
            if self.tekst().contains(&format!("> {label}")) {
                return self;
            }
            self.toetsen("<down>");
        }
        panic!("{label:?} cannot be reached:\n{}", self.tekst());
    }

    /// Types a script and holds back the work that it asks for, as a slow disk does.
    pub fn traag(&mut self, script: &str) -> Vec<Job> {
        let mut rest = script;
        let mut jobs = Vec::new();
        while let Some(c) = rest.chars().next() {
            let (event, lengte) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((naam, _)) if c == '<' => (toets(naam), naam.len() + 2),
                _ => (KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE), c.len_utf8()),
            };
            rest = &rest[lengte..];
            jobs.extend(self.app.update(Message::Key(event)));
        }
        jobs
    }

    /// Some time goes by: drafts are kept.
    pub fn tik(&mut self) -> &mut Self {
        let jobs = self.app.update(Message::Tick);
        self.doe(jobs);
        self.teken();
        self
    }

    pub fn plak(&mut self, tekst: &str) -> &mut Self {
        let jobs = self.app.update(Message::Paste(tekst.to_owned()));
        self.doe(jobs);
        self.teken();
        self
    }

    pub fn tekst(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let breed = usize::from(buffer.area.width);
        let regels = buffer.content().chunks(breed);
        let mut uit: Vec<String> =
            regels.map(|r| r.iter().map(|c| c.symbol()).collect::<String>().trim_end().to_owned()).collect();
        let cursor = self.terminal.backend().cursor_position();
        uit.push(format!("[cursor: rij {}, kolom {}]", cursor.y + 1, cursor.x + 1));
        uit.join("\n")
    }

    pub fn toont(&mut self, wat: &str) -> &mut Self {
        assert!(self.tekst().contains(wat), "{wat:?} is not on screen:\n{}", self.tekst());
        self
    }

    /// What is underlined, a stretch each.
    pub fn onderstreept(&self) -> Vec<String> {
        let mut uit = Vec::new();
        let mut was = false;
        for cel in self.terminal.backend().buffer().content() {
            let is = cel.modifier.contains(Modifier::UNDERLINED);
            match uit.last_mut() {
                Some(laatste) if is && was => String::push_str(laatste, cel.symbol()),
                _ if is => uit.push(cel.symbol().to_owned()),
                _ => {}
            }
            was = is;
        }
        uit
    }

    pub fn toont_niet(&mut self, wat: &str) -> &mut Self {
        assert!(!self.tekst().contains(wat), "{wat:?} is on screen:\n{}", self.tekst());
        self
    }
}

pub fn toets(naam: &str) -> KeyEvent {
    let (code, modifiers) = match naam {
        "enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "up" => (KeyCode::Up, KeyModifiers::NONE),
        "down" => (KeyCode::Down, KeyModifiers::NONE),
        "pgdn" => (KeyCode::PageDown, KeyModifiers::NONE),
        "pgup" => (KeyCode::PageUp, KeyModifiers::NONE),
        "home" => (KeyCode::Home, KeyModifiers::NONE),
        "end" => (KeyCode::End, KeyModifiers::NONE),
        "tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "del" => (KeyCode::Delete, KeyModifiers::NONE),
        "left" => (KeyCode::Left, KeyModifiers::NONE),
        "right" => (KeyCode::Right, KeyModifiers::NONE),
        "backspace" => (KeyCode::Backspace, KeyModifiers::NONE),
        "shift-left" => (KeyCode::Left, KeyModifiers::SHIFT),
        "shift-home" => (KeyCode::Home, KeyModifiers::SHIFT),
        "ctrl-left" => (KeyCode::Left, KeyModifiers::CONTROL),
        "ctrl-up" => (KeyCode::Up, KeyModifiers::CONTROL),
        "ctrl-down" => (KeyCode::Down, KeyModifiers::CONTROL),
        f if f.strip_prefix('f').is_some_and(|n| n.parse::<u8>().is_ok()) => {
            (KeyCode::F(f[1..].parse().unwrap()), KeyModifiers::NONE)
        }
        _ => match naam.strip_prefix("ctrl-") {
            Some(t) => (KeyCode::Char(t.chars().next().unwrap()), KeyModifiers::CONTROL),
            None => panic!("{naam}"),
        },
    };
    KeyEvent::new(code, modifiers)
}
