//! The same flows in a narrow window, the usual one and a wide one.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::Proef;
use screen::Scherm;

const SIZES: [(u16, u16); 3] = [(40, 24), (80, 24), (160, 50)];

fn at_every_size(name: &str, script: &str) {
    for (breed, hoog) in SIZES {
        let p = Proef::voorbeeld();
        let mut s = Scherm::open(&p, breed, hoog);
        s.toetsen(script);
        insta::assert_snapshot!(format!("{name}_{breed}x{hoog}"), s.tekst());
    }
}

#[test]
fn searching() {
    at_every_size("search", "/reistijd");
}

#[test]
fn the_filter_form() {
    at_every_size("filter", "f<down><down><enter>");
}

#[test]
fn the_palette() {
    at_every_size("palette", "<ctrl-p>overleg");
}

#[test]
fn writing_prose() {
    at_every_size("prose", "<ctrl-p>lv-k7qm<enter><down><down><down><down><down>e Een zin meer.");
}

#[test]
fn a_list_of_words() {
    at_every_size("words", "<ctrl-p>lv-k7qm<enter><end><up><up><up>e");
}

#[test]
fn leaving_with_changes() {
    at_every_size("leaving", "<ctrl-p>lv-k7qm<enter>ex<esc><esc>");
}

#[test]
fn help_on_the_reading_screen() {
    at_every_size("help", "<ctrl-p>lv-k7qm<enter><f1>");
}

#[test]
fn indicators() {
    at_every_size("indicators", "i<down><down><enter>");
}
