//! What text may hold: no characters that hide, reorder or control what a reader sees.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The longest file that oogo reads, in bytes. A long afspraak is some 20 kB.
pub const MAX_BESTAND: u64 = 4 * 1024 * 1024;

/// Whether a character can mislead a reader: C0 and C1 controls, bidirectional overrides and
/// isolates, zero-width and other invisible characters (Unicode TR36, TR39).
pub fn is_verboden(teken: char) -> bool {
    if matches!(teken, '\n' | '\t') {
        return false;
    }
    teken.is_control()
        || matches!(teken,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// So many bytes are looked at together.
const BLOK: usize = 64;

/// The first forbidden character and its byte offset.
pub fn eerste_verboden(tekst: &str) -> Option<(usize, char)> {
    // Every file is looked through whole, so plain bytes are passed by the block and only bytes that may
    // begin a forbidden character are decoded; a test compares this with looking at each character.
    let is_gewoon = |byte: &u8| matches!(byte, b'\n' | b'\t' | 0x20..=0x7E);
    tekst.as_bytes().chunks(BLOK).zip((0..).step_by(BLOK)).find_map(|(blok, begin)| {
        if blok.iter().fold(true, |alle, byte| alle & is_gewoon(byte)) {
            return None;
        }
        blok.iter().enumerate().find_map(|(i, byte)| match byte {
            _ if is_gewoon(byte) => None,
            0..=0x1F | 0x7F => Some((begin + i, char::from(*byte))),
            0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xE3 | 0xEF | 0xF0 | 0xF3 => {
                let teken = tekst[begin + i..].chars().next().filter(|c| is_verboden(*c))?;
                Some((begin + i, teken))
            }
            _ => None,
        })
    })
}

/// How a forbidden character is shown: `U+202E`.
pub fn codepunt(teken: char) -> String {
    format!("U+{:04X}", teken as u32)
}

/// Text for a screen or a log: forbidden characters stand there as `<U+202E>`, so that nothing
/// from a file can steer a terminal.
pub fn zichtbaar(tekst: &str) -> std::borrow::Cow<'_, str> {
    if eerste_verboden(tekst).is_none() {
        return tekst.into();
    }
    let mut uit = String::with_capacity(tekst.len() + 16);
    for teken in tekst.chars() {
        if is_verboden(teken) {
            uit.push('<');
            uit.push_str(&codepunt(teken));
            uit.push('>');
        } else {
            uit.push(teken);
        }
    }
    uit.into()
}

/// A short quotation of what somebody wrote, safe to print in a message.
pub fn tussen_aanhalingstekens(tekst: &str) -> String {
    let eerste: String = tekst.chars().take(60).collect();
    let rest = if tekst.chars().nth(60).is_some() { "…" } else { "" };
    format!("‘{}{rest}’", zichtbaar(&eerste.replace(['\n', '\t'], " ")))
}

/// The text in Unicode Normalization Form C, in which two equal texts are equal bytes.
pub fn nfc(tekst: &str) -> String {
    if is_nfc(tekst) { tekst.to_owned() } else { tekst.nfc().collect() }
}

/// Lower case without accents, for searching: `Één` is found by `een`.
pub fn zoekvorm(tekst: &str) -> String {
    use unicode_normalization::char::is_combining_mark;
    if tekst.is_ascii() {
        return tekst.to_ascii_lowercase();
    }
    tekst.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// A sentence with a capital.
pub fn hoofdletter(zin: &str) -> String {
    let mut letters = zin.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Joins words as a Dutch sentence does: `a, b en c`.
pub fn opsomming<T: AsRef<str>>(delen: &[T]) -> String {
    opsomming_met(delen, "en")
}

/// Joins words with another last conjunction: `a, b of c`.
pub fn opsomming_met<T: AsRef<str>>(delen: &[T], voegwoord: &str) -> String {
    match delen {
        [] => String::new(),
        [een] => een.as_ref().to_owned(),
        [voor @ .., laatste] => {
            let voor: Vec<&str> = voor.iter().map(AsRef::as_ref).collect();
            format!("{} {voegwoord} {}", voor.join(", "), laatste.as_ref())
        }
    }
}

/// `1 afspraak`, `2 afspraken`.
pub fn aantal(n: usize, een: &str, meer: &str) -> String {
    format!("{n} {}", if n == 1 { een } else { meer })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misleads_is_shown_as_an_escape() {
        assert_eq!(zichtbaar("a\u{202e}b\u{1b}[31m"), "a<U+202E>b<U+001B>[31m");
        assert_eq!(zichtbaar("één\nregel"), "één\nregel");
        assert_eq!(zichtbaar("\u{feff}\u{200b}"), "<U+FEFF><U+200B>");
    }

    #[test]
    fn every_forbidden_character_is_found_and_no_other() {
        for teken in '\0'..=char::MAX {
            let tekst = format!("é{teken}");
            let verwacht = is_verboden(teken).then_some((2, teken));
            assert_eq!(eerste_verboden(&tekst), verwacht, "{}", codepunt(teken));
        }
    }

    #[test]
    fn accents_do_not_hide_a_word_from_a_search() {
        assert_eq!(zoekvorm("Één CAFÉ"), "een cafe");
    }

    #[test]
    fn words_are_joined_as_in_a_sentence() {
        assert_eq!(opsomming(&["doel"]), "doel");
        assert_eq!(opsomming(&["doel", "titel", "einde"]), "doel, titel en einde");
    }
}
