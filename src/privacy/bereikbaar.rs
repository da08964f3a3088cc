//! Where a person can be reached: address, mail, telephone, bank account.

use super::blik::{Blik, Wijst};
use super::{Gegeven, Niveau, Vondst};

/// Providers where people have a mailbox of their own.
const PARTICULIER: &str = "gmail googlemail hotmail outlook live msn icloud me mac yahoo ymail ziggo kpnmail kpnplanet planet hetnet xs4all \
    home casema chello upcmail telfort tele2 online quicknet zeelandnet solcon proton protonmail pm gmx mail caiway \
    zonnet wanadoo tiscali freeler versatel t-mobilethuis delta onsbrabantnet onsnet kabelfoon luna concepts aol web";

pub(super) fn zoek(blik: &Blik<'_>, gevonden: &mut Vec<Vondst>) {
    mail(blik, gevonden);
    for i in 0..blik.delen.len() {
        gevonden.extend(telefoon(blik, i));
        gevonden.extend(iban(blik, i));
        gevonden.extend(adres(blik, i));
    }
}

fn mail(blik: &Blik<'_>, gevonden: &mut Vec<Vondst>) {
    for (apenstaart, _) in blik.tekst.match_indices('@') {
        let hoort = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        let voor = &blik.tekst[..apenstaart];
        let na = &blik.tekst[apenstaart + 1..];
        let begin = voor.len() - voor.chars().rev().take_while(|c| hoort(*c)).map(char::len_utf8).sum::<usize>();
        let einde = na.find(|c| !hoort(c)).unwrap_or(na.len());
        let domein = na[..einde].trim_end_matches('.').to_lowercase();
        let aanbieder = domein.rsplit('.').nth(1).unwrap_or_default();
        if begin < apenstaart && PARTICULIER.split_whitespace().any(|p| p == aanbieder) {
            let plek = begin..apenstaart + 1 + domein.len();
            gevonden.push(Vondst::nieuw(blik.tekst, Gegeven::Email, Niveau::Waarschuwt, plek));
        }
    }
}

/// A telephone number that begins at a part: a mobile one that is nobody's office, or any by which
/// a family is reached.
fn telefoon(blik: &Blik<'_>, i: usize) -> Option<Vondst> {
    let deel = blik.delen.get(i).filter(|d| d.is_getal && !d.vast_links)?;
    // A part of a longer number begins none.
    if i > 0 && blik.delen[i - 1].is_getal && matches!(blik.tussen(i - 1), " " | "-" | "." | "\u{A0}" | ") ") {
        return None;
    }
    let mut cijfers = String::new();
    let mut tot = i;
    for j in i..blik.delen.len().min(i + 7) {
        if !blik.delen[j].is_getal {
            break;
        }
        cijfers.push_str(blik.woord(j));
        tot = j;
        let tussen = blik.tussen(j);
        if cijfers.len() >= 13
            || tussen.chars().count() > 3
            || !tussen.chars().all(|c| matches!(c, ' ' | '-' | '.' | '\u{A0}' | ')' | '(' | '\u{2011}' | '\u{2013}'))
        {
            break;
        }
    }
    let nationaal = if blik.voor(i) == Some('+') { cijfers.strip_prefix("31") } else { cijfers.strip_prefix("0031") };
    let nationaal = match nationaal {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => cijfers,
    };
    if nationaal.len() != 10 || !nationaal.starts_with('0') || blik.delen[tot].vast_rechts {
        return None;
    }
    let is_mobiel = nationaal.starts_with("06");
    let van_gezin = blik.bij(i, tot, 10, 6, Wijst::Kind) || blik.bij(i, tot, 10, 6, Wijst::Gezin);
    let van_organisatie = blik.bij(i, tot, 10, 6, Wijst::Organisatie);
    let telt = (is_mobiel || van_gezin) && !van_organisatie;
    telt.then(|| {
        Vondst::nieuw(blik.tekst, Gegeven::Telefoon, Niveau::Waarschuwt, deel.plek.start..blik.delen[tot].plek.end)
    })
}

/// How long an IBAN is in the countries around us (ISO 13616).
fn lengte(land: &str) -> Option<usize> {
    Some(match land {
        "NL" => 18,
        "BE" => 16,
        "DE" => 22,
        "FR" => 27,
        "LU" => 20,
        "GB" => 22,
        "ES" => 24,
        "PL" => 28,
        "TR" => 26,
        _ => return None,
    })
}

/// An IBAN that begins at a part and holds by mod 97 (ISO 13616).
fn iban(blik: &Blik<'_>, i: usize) -> Option<Vondst> {
    let deel = blik.delen.get(i).filter(|d| !d.is_getal && d.lengte == 2 && !d.vast_links && d.vast_rechts)?;
    let lang = lengte(&blik.woord(i).to_ascii_uppercase())?;
    let begin = deel.plek.start;
    let mut tekens = String::new();
    let mut einde = begin;
    for (n, c) in blik.tekst[begin..].char_indices() {
        match c {
            _ if c.is_ascii_alphanumeric() => tekens.push(c.to_ascii_uppercase()),
            ' ' | '\u{A0}' | '.' | '-' => continue,
            _ => break,
        }
        einde = begin + n + c.len_utf8();
        if tekens.len() == lang {
            break;
        }
    }
    let vast = blik.tekst[einde..].starts_with(|c: char| c.is_alphanumeric());
    if tekens.len() != lang || vast {
        return None;
    }
    let gedraaid = tekens[4..].chars().chain(tekens[..4].chars());
    let rest = gedraaid.fold(0u32, |rest, c| {
        let waarde = c.to_digit(36).unwrap_or(0);
        if waarde > 9 { (rest * 100 + waarde) % 97 } else { (rest * 10 + waarde) % 97 }
    });
    (rest == 1).then(|| Vondst::nieuw(blik.tekst, Gegeven::Iban, Niveau::Waarschuwt, begin..einde))
}

/// How a street ends.
const STRAAT: &str = "straat laan weg plein hof dreef kade pad singel steeg gracht park dijk baan plantsoen erf ring wal veld akker \
    burg oord beek berg donk horst kamp meent markt haven werf gaarde straatje straatweg hoek heide bos brink zoom \
    rade";

/// A street with a number, or a postcode, that begins at a part, where somebody lives.
fn adres(blik: &Blik<'_>, i: usize) -> Option<Vondst> {
    let deel = blik.delen.get(i)?;
    let is_postcode = deel.is_getal
        && deel.lengte == 4
        && !deel.vast_links
        && matches!(blik.tussen(i), "" | " " | "\u{A0}")
        && blik.delen.get(i + 1).is_some_and(|d| d.lengte == 2 && !d.vast_rechts)
        && blik.woord(i + 1).chars().all(|c| c.is_ascii_uppercase());
    let klein = || blik.woord(i).to_lowercase();
    let nummer =
        blik.delen.get(i + 1).filter(|d| d.is_getal && d.lengte <= 4 && matches!(blik.tussen(i), " " | "\u{A0}"));
    let is_straat = !deel.is_getal
        && nummer.is_some()
        && STRAAT.split_whitespace().any(|s| klein().ends_with(s))
        && (deel.is_hoofdletter || (i > 0 && blik.delen[i - 1].is_hoofdletter));
    // Kanaaldijk-Oost 112; Achter de Kerk 2 in Heusden.
    let tweede =
        || i > 0 && blik.tussen(i - 1) == "-" && STRAAT.split_whitespace().any(|s| blik.woord(i - 1).ends_with(s));
    let in_plaats =
        || matches!(blik.woord(i + 2), "in" | "te") && blik.delen.get(i + 3).is_some_and(|d| d.is_hoofdletter);
    let is_straat = is_straat || (deel.is_hoofdletter && nummer.is_some() && (tweede() || in_plaats()));
    if !is_postcode && !is_straat {
        return None;
    }
    let woont = blik.bij(i, i + 1, 14, 8, Wijst::Woont) || blik.bij(i, i + 1, 14, 8, Wijst::Gezin);
    let kind = blik.bij(i, i + 1, 12, 6, Wijst::Kind);
    let organisatie = blik.bij(i, i + 1, 8, 5, Wijst::Organisatie);
    (woont || (kind && !organisatie)).then(|| {
        let plek = deel.plek.start..blik.delen[i + 1].plek.end;
        Vondst::nieuw(blik.tekst, Gegeven::Adres, Niveau::Waarschuwt, plek)
    })
}
