//! A text as words and numbers with their places, so that each rule can look at what stands near.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// What a word tells about what stands near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wijst {
    /// That a number is a BSN or onderwijsnummer.
    Bsn,
    /// That a number is something else than a BSN.
    Anders,
    /// That a long hexadecimal number is a checksum.
    Controlegetal,
    /// That a date is of birth.
    Geboren,
    /// One pupil or relative.
    Kind,
    /// A family.
    Gezin,
    /// That somebody lives somewhere.
    Woont,
    /// An organisation, or a place of one.
    Organisatie,
    /// A bestuurder, who may be named.
    Bestuurder,
    /// Another official.
    Ambtenaar,
    /// A document that somebody signs, or a meeting.
    Stuk,
    /// A diagnosis.
    Diagnose,
    /// A school.
    School,
    /// Pupils in general.
    Leerlingen,
    /// What a single child does: goes, sits, lives.
    Doet,
    /// That a word with a capital names nobody.
    GeenNaam,
}

/// The words, in lower case.
const WIJZERS: &[(Wijst, &str)] = &[
    (
        Wijst::Bsn,
        "bsn bsns burgerservicenummer burgerservicenummers burgerservicenr sofinummer sofi sofinr pgn onderwijsnummer onderwijsnummers onderwijsnr persoonsnummer",
    ),
    (
        Wijst::Anders,
        "zaaknummer zaaknr zaak zaakkenmerk kvk kvknummer rsin oin factuur factuurnummer factuurnr kenmerk ordernummer order \
         inkoopnummer inkooporder polisnummer debiteurnummer debiteur crediteurnummer vestigingsnummer artikelnummer projectnummer \
         projectcode project contractnummer contract documentnummer registratienummer dossiernummer aanbestedingsnummer tenderned \
         kamerstuk kamerstukken telefoon telefoonnummer tel fax isbn btw btwnummer fiscaal belastingnummer loonheffingennummer \
         rekeningnummer grootboek grootboekrekening kostenplaats brin referentie ref referentienummer meldingsnummer ticketnummer \
         kadaster kadastraal perceel perceelnummer bagid bag objectnummer gebouwnummer begrotingspost doi issn beschikkingsnummer \
         besluitnummer verseonnummer corsanummer archiefnummer inventarisnummer serienummer lotnummer kanaalnummer",
    ),
    (
        Wijst::Controlegetal,
        "sha sha1 sha256 sha512 sha384 hash hashes hashwaarde controlegetal checksum digest vingerafdruk md5 blake2b blake3",
    ),
    (
        Wijst::Geboren,
        "geboren geb gebdatum gebdat geboortedatum geboortedata geboortedag geboortedat geboorte jarig gd",
    ),
    (
        Wijst::Kind,
        "leerling leerlinge kind kindje zoon zoontje dochter dochtertje jongen jongetje meisje broer broertje zus zusje \
         pleegkind pleegzoon pleegdochter kleinzoon kleindochter pupil moeder vader mama papa mam pap ouder ouders oma opa voogd \
         stiefvader stiefmoeder pleegmoeder pleegvader pleegouders verzorger peuter kleuter tweeling jeugdige brugklasser thuiszitter lln scholier oudergesprek kindgesprek mentorleerling",
    ),
    (Wijst::Gezin, "gezin familie fam"),
    (
        Wijst::Woont,
        "woont wonen wonend wonende woonachtig woonadres thuisadres huisadres ophaaladres verblijft verbleef logeert ingeschreven thuis",
    ),
    (
        Wijst::Organisatie,
        "gemeentehuis stadhuis stadskantoor kantoor bezoekadres postadres vestiging locatie gebouw loket team meldpunt balie \
         secretariaat receptie contactcentrum klantcontactcentrum servicepunt helpdesk afdeling organisatie stichting bureau \
         bereikbaarheidsdienst piketdienst piket dienst school basisschool college lyceum hoofdkantoor vergaderlocatie \
         bestuurskantoor raadhuis dienstmobiel dienstnummer werknummer storingsdienst centrale wachtdienst taxicentrale vervoerder \
         planning telefoondienst spreekuur steunpunt expertisecentrum",
    ),
    (
        Wijst::Bestuurder,
        "wethouder wethouders burgemeester bestuurder bestuurders directeur voorzitter gedeputeerde raadslid minister \
         staatssecretaris rector bestuursvoorzitter portefeuillehouder dijkgraaf",
    ),
    (
        Wijst::Ambtenaar,
        "beleidsmedewerker beleidsadviseur adviseur ambtenaar contactpersoon projectleider secretaris notulist coördinator \
         coordinator medewerker leerplichtambtenaar programmamanager manager orthopedagoog jeugdarts regisseur teamleider consulent \
         trajectbegeleider controller jurist accountmanager procesbegeleider aanspreekpunt",
    ),
    (
        Wijst::Stuk,
        "ondertekend getekend tekende akkoord vastgesteld besproken overleg namens versie aanwezig afwezig verslag notulen besluit benoemd \
         opende aftrad aangetreden trad handtekening ingediend vergadering bijeenkomst interview bron",
    ),
    (
        Wijst::Diagnose,
        "autisme autistisch autistische ass adhd add pdd pddnos asperger dyslexie dyslectisch dyscalculie tos taalontwikkelingsstoornis lvb \
         epilepsie epileptisch depressie depressief angststoornis hechtingsstoornis hechtingsproblematiek tourette downsyndroom down \
         gedragsstoornis odd cd ptss trauma anorexia eetstoornis selectief mutisme zmlk cerebrale parese spasme spastisch diabetes \
         spierziekte hoogbegaafd hoogbegaafdheid methylfenidaat ritalin concerta slechthorend slechtziend psychose schizofrenie verslaving verslaafd suïcidaal \
         borderline dcd fas faalangst schoolangst rolstoel gehandicapt verstandelijk verstandelijke visuele auditieve",
    ),
    (
        Wijst::School,
        "school basisschool college lyceum gymnasium vmbo mavo obs cbs rkbs pcbs kbs dbs kindcentrum ikc praktijkschool speciaal sbo vso montessorischool daltonschool",
    ),
    (
        Wijst::Leerlingen,
        "leerling leerlingen kind kinderen jongen jongens meisje meisjes jongere jongeren jeugdige jeugdigen kleuter kleuters thuiszitter thuiszitters",
    ),
    (
        Wijst::Doet,
        "zit gaat woont heeft krijgt komt mist verzuimt reist slaapt volgt gaan zitten hebben blijft wacht stroomt vertrekt is",
    ),
    (
        Wijst::GeenNaam,
        "één eén ieder niemand iemand bijna totaal samen naast binnen buiten tijdens zonder onder door zodat zodra sommigen velen meer minder hoe hoeveel waarom wanneer welke zulke eind begin mits indien hierbij daarbij aan adres afspraak alle als april artikel augustus basisonderwijs beide besluit bij bsn daar dan datum de \
         december deze dhr die dinsdag dit doel donderdag een eerste elk elke en er europese februari gemeente \
         gemeenten gisteren graag groep heer het hier hij huisvesting hun iedere in inspectie januari jeugdhulp \
         jeugdwet juli juni klas leerlingenvervoer let maandag maar maart mei meneer met mevr mevrouw ministerie \
         moeders morgen mw na naam namens nederland nederlandse nieuwe noord november nu oktober om omdat onderwijs \
         onze oogo ook oost op over overleg passend per programma project provincie raad regio rijk \
         samenwerkingsverband samenwerkingsverbanden september sinds sommige staatsblad team toen tot tweede uit unie \
         vaders van vanaf vandaag volgende volgens voogd voor voortgezet vorige vrijdag waar wat we wegens west wet wie \
         wij woensdag zaterdag ze zij zo zondag zuid",
    ),
];

static OP_WOORD: LazyLock<HashMap<&'static str, Vec<Wijst>>> = LazyLock::new(|| {
    let mut op: HashMap<&str, Vec<Wijst>> = HashMap::new();
    for (wijst, woorden) in WIJZERS {
        for woord in woorden.split_whitespace() {
            op.entry(woord).or_default().push(*wijst);
        }
    }
    op
});

/// A word or a run of digits.
#[derive(Debug, Clone)]
pub(super) struct Deel {
    /// Where, in bytes.
    pub plek: Range<usize>,
    /// How many letters or digits.
    pub lengte: usize,
    /// Whether it is a run of digits.
    pub is_getal: bool,
    /// Whether it is a word that begins with a capital.
    pub is_hoofdletter: bool,
    /// Whether a letter or digit touches it on the left.
    pub vast_links: bool,
    /// Whether one touches it on the right.
    pub vast_rechts: bool,
    /// What it tells about what stands near.
    wijst: &'static [Wijst],
}

impl Deel {
    /// Whether it tells this.
    pub fn wijst(&self, wat: Wijst) -> bool {
        self.wijst.contains(&wat)
    }
}

/// A text and its parts.
#[derive(Debug)]
pub(super) struct Blik<'t> {
    /// The text.
    pub tekst: &'t str,
    /// Its words and numbers, in their order.
    pub delen: Vec<Deel>,
}

/// Where the ten digits of other scripts begin (Unicode, general category Nd).
const NULLEN: &[u32] = &[
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
];

/// The digit that a character is, in whatever script or ornament (`٣`, `③`, `³`, `𝟑`).
pub(super) fn cijfer(c: char) -> Option<u32> {
    if c.is_ascii() || !c.is_numeric() {
        return c.to_digit(10);
    }
    let mut ontleed = std::iter::once(c).nfkd();
    match (ontleed.next().and_then(|c| c.to_digit(10)), ontleed.next()) {
        (Some(cijfer), None) => Some(cijfer),
        _ => NULLEN.iter().find_map(|nul| u32::from(c).checked_sub(*nul).filter(|n| *n < 10)),
    }
}

impl<'t> Blik<'t> {
    /// Divides a text.
    pub fn op(tekst: &'t str) -> Self {
        let mut delen: Vec<Deel> = Vec::new();
        let mut letters = tekst.char_indices().peekable();
        let mut vorige: Option<char> = None;
        while let Some((begin, c)) = letters.next() {
            let is_getal = cijfer(c).is_some();
            if !is_getal && !c.is_alphabetic() {
                vorige = Some(c);
                continue;
            }
            let mut einde = begin + c.len_utf8();
            let mut lengte = 1;
            let mut laatste = c;
            while let Some((i, d)) =
                letters.next_if(
                    |(_, d)| {
                        if is_getal { cijfer(*d).is_some() } else { cijfer(*d).is_none() && d.is_alphabetic() }
                    },
                )
            {
                einde = i + d.len_utf8();
                lengte += 1;
                laatste = d;
            }
            let raakt = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let deel = Deel {
                lengte,
                is_getal,
                is_hoofdletter: !is_getal && c.is_uppercase(),
                vast_links: raakt(vorige),
                vast_rechts: raakt(letters.peek().map(|(_, d)| *d)),
                wijst: if is_getal { &[] } else { wijzers(&tekst[begin..einde]) },
                plek: begin..einde,
            };
            delen.push(deel);
            vorige = Some(laatste);
        }
        Self { tekst, delen }
    }

    /// A part's own text.
    pub fn woord(&self, i: usize) -> &'t str {
        self.delen.get(i).map_or("", |d| &self.tekst[d.plek.clone()])
    }

    /// What stands between a part and the next.
    pub fn tussen(&self, i: usize) -> &'t str {
        match (self.delen.get(i), self.delen.get(i + 1)) {
            (Some(a), Some(b)) => &self.tekst[a.plek.end..b.plek.start],
            _ => "",
        }
    }

    /// The character before a part.
    pub fn voor(&self, i: usize) -> Option<char> {
        self.tekst[..self.delen.get(i)?.plek.start].chars().next_back()
    }

    /// The text after a part, to the end.
    pub fn na(&self, i: usize) -> &'t str {
        self.delen.get(i).map_or("", |d| &self.tekst[d.plek.end..])
    }

    /// The parts of the same paragraph at most so many before and after the parts from `van` to `tot`.
    pub fn buren(&self, van: usize, tot: usize, ervoor: usize, erna: usize) -> impl Iterator<Item = (usize, &Deel)> {
        let voor = (van.saturating_sub(ervoor)..van).rev().take_while(|i| !self.tussen(*i).contains("\n\n"));
        let na =
            (tot + 1..self.delen.len().min(tot + 1 + erna)).take_while(move |i| !self.tussen(*i - 1).contains("\n\n"));
        voor.chain(na).map(|i| (i, &self.delen[i]))
    }

    /// Whether a word near the parts from `van` to `tot` tells this.
    pub fn bij(&self, van: usize, tot: usize, ervoor: usize, erna: usize, wat: Wijst) -> bool {
        self.buren(van, tot, ervoor, erna).any(|(_, d)| d.wijst(wat))
    }
}

/// What the end or the beginning of a word that is not in the list tells: ‘bestelnummer’,
/// ‘dorpsschool’, ‘autismespectrumstoornis’.
const AAN_HET_EIND: &[(&str, &[Wijst])] = &[
    ("nummer", &[Wijst::Anders]),
    ("nummers", &[Wijst::Anders]),
    ("nr", &[Wijst::Anders]),
    ("kenmerk", &[Wijst::Anders]),
    ("school", &[Wijst::School, Wijst::Organisatie]),
    ("college", &[Wijst::School, Wijst::Organisatie]),
    ("punt", &[Wijst::Organisatie]),
    ("loket", &[Wijst::Organisatie]),
    ("team", &[Wijst::Organisatie]),
    ("centrum", &[Wijst::Organisatie]),
    ("dienst", &[Wijst::Organisatie]),
    ("lijn", &[Wijst::Organisatie]),
    ("balie", &[Wijst::Organisatie]),
    ("stoornis", &[Wijst::Diagnose]),
    ("problematiek", &[Wijst::Diagnose]),
    ("medewerker", &[Wijst::Ambtenaar]),
    ("adviseur", &[Wijst::Ambtenaar]),
    ("ambtenaar", &[Wijst::Ambtenaar]),
    ("coördinator", &[Wijst::Ambtenaar]),
    ("bestuurder", &[Wijst::Bestuurder]),
    ("directeur", &[Wijst::Bestuurder]),
];

const AAN_HET_BEGIN: &[(&str, &[Wijst])] = &[
    ("autis", &[Wijst::Diagnose]),
    ("dyslec", &[Wijst::Diagnose]),
    ("epilep", &[Wijst::Diagnose]),
    ("depress", &[Wijst::Diagnose]),
];

/// The shortest word that these are looked for in.
const LANG: usize = 6;

/// What a word tells.
fn wijzers(woord: &str) -> &'static [Wijst] {
    // No word in the list is longer, and who writes one glues words together.
    if woord.len() > 60 {
        return &[];
    }
    if woord.is_ascii() && woord.bytes().all(|b| b.is_ascii_lowercase()) {
        bekend(woord)
    } else {
        bekend(&woord.to_lowercase())
    }
}

fn bekend(woord: &str) -> &'static [Wijst] {
    if let Some(wijst) = OP_WOORD.get(woord) {
        return wijst;
    }
    if woord.len() < LANG {
        return &[];
    }
    if ["bsn", "burgerservice", "sofi"].iter().any(|b| woord.starts_with(b)) {
        return &[Wijst::Bsn];
    }
    let eind = AAN_HET_EIND.iter().find(|(deel, _)| woord.len() > deel.len() + 1 && woord.ends_with(deel));
    let begin = || AAN_HET_BEGIN.iter().find(|(deel, _)| woord.starts_with(deel));
    eind.or_else(begin).map_or(&[], |(_, wijst)| wijst)
}
