//! Numbers that a register of pupils gave: ECK iD, leerlingnummer, number of a
//! toelaatbaarheidsverklaring.

use super::blik::{Blik, Wijst};
use super::{Gegeven, Niveau, Vondst};

/// How long an ECK iD is, in hexadecimal digits.
const ECK: usize = 128;

pub(super) fn zoek(blik: &Blik<'_>, gevonden: &mut Vec<Vondst>) {
    eck(blik, gevonden);
    for i in 0..blik.delen.len() {
        if let Some(na) = leerlingnummer(blik, i) {
            gevonden.extend(nummer_na(blik, na, 4, 10, Gegeven::Leerlingnummer));
            gevonden.extend(nummer_voor(blik, i, Gegeven::Leerlingnummer));
            in_kolom(blik, i, 4, Gegeven::Leerlingnummer, gevonden);
        }
        if let Some((na, minst)) = tlv(blik, i) {
            gevonden.extend(nummer_na(blik, na, minst, 20, Gegeven::Tlv));
            in_kolom(blik, i, minst, Gegeven::Tlv, gevonden);
        }
    }
}

/// 128 hexadecimal digits that nobody calls a checksum.
fn eck(blik: &Blik<'_>, gevonden: &mut Vec<Vondst>) {
    let bytes = blik.tekst.as_bytes();
    let mut i = 0;
    while i < blik.delen.len() {
        // Digits and letters that touch are one hexadecimal number.
        let eerste = i;
        while i + 1 < blik.delen.len() && blik.tussen(i).is_empty() {
            i += 1;
        }
        let plek = blik.delen[eerste].plek.start..blik.delen[i].plek.end;
        i += 1;
        if plek.len() != ECK || !bytes[plek.clone()].iter().all(u8::is_ascii_hexdigit) {
            continue;
        }
        let voor = &blik.tekst[..plek.start];
        // ketenid.nl, a slash, at most eight characters, a slash.
        let in_adres = voor.ends_with('/') && voor.rfind("ketenid.nl").is_some_and(|i| plek.start - i < 24);
        if in_adres || !blik.bij(eerste, i - 1, 4, 2, Wijst::Controlegetal) {
            gevonden.push(Vondst::nieuw(blik.tekst, Gegeven::EckId, Niveau::Blokkeert, plek));
        }
    }
}

/// The part after ‘leerlingnummer’, when a part begins it.
fn leerlingnummer(blik: &Blik<'_>, i: usize) -> Option<usize> {
    if !begint_met(blik.woord(i), b"lsan") {
        return None;
    }
    let woord = blik.woord(i).to_lowercase();
    let is_nummer = |w: &str| matches!(w.to_lowercase().as_str(), "nummer" | "nr" | "id" | "code");
    match woord.as_str() {
        "leerlingnummer"
        | "leerlingnummers"
        | "leerlingnr"
        | "leerlingnrs"
        | "llnr"
        | "llnnr"
        | "lnr"
        | "stamnummer"
        | "stamnr"
        | "leerlingid"
        | "leerlingcode"
        | "llnnummer"
        | "administratienummer" => Some(i + 1),
        "leerling" | "lln" | "ll" | "stam" if is_nummer(blik.woord(i + 1)) && kort(blik.tussen(i)) => Some(i + 2),
        "nummer" if blik.woord(i + 1).eq_ignore_ascii_case("leerling") => Some(i + 2),
        _ => None,
    }
}

/// The part after ‘TLV’, when a part begins it, and how many digits make it a number of one.
fn tlv(blik: &Blik<'_>, i: usize) -> Option<(usize, usize)> {
    if !begint_met(blik.woord(i), b"tnvk") {
        return None;
    }
    let woord = blik.woord(i).to_lowercase();
    let is_nummer = |i: usize| {
        matches!(
            blik.woord(i).to_lowercase().as_str(),
            "nummer" | "nummers" | "nr" | "nrs" | "volgnummer" | "kenmerk" | "code" | "id"
        )
    };
    match woord.as_str() {
        "tlv" | "toelaatbaarheidsverklaring" if is_nummer(i + 1) && kort(blik.tussen(i)) => Some((i + 2, 4)),
        "tlvnummer"
        | "tlvnummers"
        | "tlvnr"
        | "toelaatbaarheidsverklaringsnummer"
        | "toelaatbaarheidsverklaringnummer" => Some((i + 1, 4)),
        "nummer" | "volgnummer" | "nr" | "kenmerk" => {
            // ‘Nummer van de toelaatbaarheidsverklaring’, ‘nummer TLV’.
            let tot = (i + 1..i + 4)
                .find(|j| matches!(blik.woord(*j).to_lowercase().as_str(), "tlv" | "toelaatbaarheidsverklaring"))?;
            let tussenin = (i + 1..tot).all(|j| {
                matches!(blik.woord(j).to_lowercase().as_str(), "van" | "de" | "een" | "uw" | "haar" | "zijn")
            });
            tussenin.then_some((tot + 1, 4))
        }
        "tlv" | "toelaatbaarheidsverklaring" => Some((i + 1, 6)),
        _ => None,
    }
}

/// Whether a word begins with one of these letters: most words need no further look.
fn begint_met(woord: &str, letters: &[u8]) -> bool {
    woord.bytes().next().is_some_and(|b| letters.contains(&b.to_ascii_lowercase()))
}

/// Whether nothing but a hyphen, a dot or a space stands there.
fn kort(tussen: &str) -> bool {
    tussen.chars().all(|c| matches!(c, '-' | '.' | ' ' | '\u{A0}' | '\u{2011}'))
}

/// The number that follows, with at most a few small words and signs in between.
fn nummer_na(blik: &Blik<'_>, van: usize, minst: usize, meest: usize, gegeven: Gegeven) -> Option<Vondst> {
    let mut i = van;
    // After a colon, whatever stood between.
    let dubbele_punt = (van.saturating_sub(1)..van + 6).find(|j| blik.tussen(*j).contains(':'));
    if let Some(j) = dubbele_punt
        && (van.saturating_sub(1)..j).all(|k| !blik.tussen(k).contains(['.', ';', '\n', '|']))
    {
        i = j + 1;
    }
    for _ in 0..5 {
        let deel = blik.delen.get(i)?;
        if i > 0 && blik.tussen(i - 1).contains(['€', '%']) {
            return None;
        }
        let is_code =
            !deel.is_getal && blik.tussen(i).chars().all(|c| matches!(c, '-' | '.' | '/')) && deel.lengte <= 4;
        if deel.is_getal || (is_code && blik.delen.get(i + 1).is_some_and(|d| d.is_getal)) {
            break;
        }
        let klein = blik.woord(i).to_lowercase();
        if !matches!(
            klein.as_str(),
            "namelijk"
                | "weten"
                | "te"
                | "is"
                | "nr"
                | "nummer"
                | "was"
                | "met"
                | "heeft"
                | "luidt"
                | "zijn"
                | "van"
                | "de"
                | "het"
                | "deze"
                | "leerling"
                | "wordt"
                | "en"
                | "po"
                | "vo"
                | "tlv"
                | "nl"
                | "onder"
                | "bekend"
                | "als"
                | "in"
                | "som"
                | "magister"
                | "parnassys"
                | "somtoday"
        ) {
            return None;
        }
        i += 1;
    }
    let eerste = blik.delen.get(i)?.plek.start;
    let (mut einde, mut cijfers, mut laatste) = (eerste, 0, i);
    let mut groepen = Vec::new();
    while let Some(d) = blik.delen.get(i) {
        if d.is_getal {
            cijfers += d.lengte;
            groepen.push(blik.woord(i));
        } else if d.lengte > 4 {
            break;
        }
        einde = d.plek.end;
        laatste = i;
        if !(blik.tussen(i).is_empty() || kort(blik.tussen(i)) && blik.tussen(i).len() == 1 || blik.tussen(i) == "/")
            || blik.delen.get(i + 1).is_some_and(|v| !v.is_getal && (v.lengte > 4 || blik.tussen(i) == " "))
        {
            break;
        }
        i += 1;
    }
    // A school year or a year is no number of anybody, unless it is called one; of a TLV it never is.
    let is_jaar = |g: &&str| g.len() == 4 && (g.starts_with("20") || g.starts_with("19"));
    let is_tlv = gegeven == Gegeven::Tlv;
    let alleen_jaren = groepen.iter().all(is_jaar) && (groepen.len() > 1 || is_tlv);
    let na_schooljaar = is_tlv && groepen.len() == 3 && groepen[..2].iter().all(is_jaar) && minst > 4;
    let telt_iets = minst > 4
        && blik.buren(laatste, laatste, 0, 1).any(|(_, d)| {
            let woord = blik.tekst[d.plek.clone()].to_lowercase();
            d.wijst(Wijst::Leerlingen) || matches!(woord.as_str(), "euro" | "eur" | "keer" | "plaatsen" | "uur")
        });
    let goed = (minst..=meest).contains(&cijfers)
        && !alleen_jaren
        && !na_schooljaar
        && !telt_iets
        && !blik.tekst[einde..].trim_start().starts_with(['%', '€']);
    goed.then(|| Vondst::nieuw(blik.tekst, gegeven, Niveau::Blokkeert, eerste..einde))
}

/// The number right before, as in `48213 (leerlingnummer)`.
fn nummer_voor(blik: &Blik<'_>, i: usize, gegeven: Gegeven) -> Option<Vondst> {
    let vorig = i.checked_sub(1)?;
    let deel = blik.delen.get(vorig).filter(|d| d.is_getal && (4..=10).contains(&d.lengte) && !d.vast_links)?;
    blik.tussen(vorig)
        .trim_start()
        .starts_with('(')
        .then(|| Vondst::nieuw(blik.tekst, gegeven, Niveau::Blokkeert, deel.plek.clone()))
}

/// The numbers below a heading of a table: rows of cells between `;`, `|` or tabs.
fn in_kolom(blik: &Blik<'_>, kop: usize, minst: usize, gegeven: Gegeven, gevonden: &mut Vec<Vondst>) {
    let Some(deel) = blik.delen.get(kop) else { return };
    let begin = blik.tekst[..deel.plek.start].rfind('\n').map_or(0, |i| i + 1);
    let Some(einde) = blik.tekst[begin..].find('\n').map(|i| begin + i) else { return };
    let Some(scheiding) = [';', '|', '\t'].into_iter().find(|s| blik.tekst[begin..einde].contains(*s)) else { return };
    // A heading has no numbers, and no table of people has fifty columns.
    if blik.tekst[begin..einde].contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let kolom = blik.tekst[begin..deel.plek.start].matches(scheiding).count();
    if kolom > 50 || blik.tekst[begin..einde].len() > 2_000 {
        return;
    }
    let mut regelbegin = einde + 1;
    for regel in blik.tekst[regelbegin..].split('\n') {
        if !regel.contains(scheiding) {
            return;
        }
        let mut celbegin = regelbegin;
        for (n, cel) in regel.split(scheiding).enumerate() {
            let cijfers = cel.chars().filter(char::is_ascii_digit).count();
            if n == kolom && (minst..=10).contains(&cijfers) && !cel.contains(['€', '%', ',']) {
                let voor = cel.len() - cel.trim_start().len();
                let plek = celbegin + voor..celbegin + voor + cel.trim().len();
                gevonden.push(Vondst::nieuw(blik.tekst, gegeven, Niveau::Blokkeert, plek));
            }
            celbegin += cel.len() + scheiding.len_utf8();
        }
        regelbegin += regel.len() + 1;
    }
}
