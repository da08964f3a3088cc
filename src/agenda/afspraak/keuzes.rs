//! The choices in an afspraak.

use crate::agenda::keuze::keuze;

keuze! {
    /// For which area the afspraak holds.
    Niveau {
        Regionaal "regionaal" "Regionaal",
        Subregionaal "subregionaal" "Subregionaal",
        Lokaal "lokaal" "Lokaal",
    }
}

keuze! {
    /// What part a party takes (the role columns of the lokale educatieve agenda).
    Rol {
        Ondersteunt "ondersteunt" "Ondersteunt",
        Regisseert "regisseert" "Neemt initiatief en regisseert",
        Eindverantwoordelijk "eindverantwoordelijk" "Is eindverantwoordelijk",
    }
}

keuze! {
    /// Whether money comes once or every year.
    Duur {
        Eenmalig "eenmalig" "Eenmalig",
        Jaarlijks "jaarlijks" "Elk jaar",
    }
}

keuze! {
    /// Whether the money is there.
    Dekking {
        Gedekt "gedekt" "Gedekt in de begroting",
        OnderVoorbehoud "onder-voorbehoud" "Onder voorbehoud van de begroting",
        NietGedekt "niet-gedekt" "Nog niet gedekt",
    }
}

keuze! {
    /// The pace at which a gemeente takes its own route.
    Tempo {
        Koploper "koploper" "Koploper: begint als eerste",
        Volgt "volgt" "Volgt: doet daarna mee",
        Later "later" "Later: besluit nog over het moment",
        Niet "niet" "Doet niet mee",
    }
}

keuze! {
    /// How an afspraak ended.
    EindeSoort {
        Beeindigd "beeindigd" "Beëindigd",
        Vervallen "vervallen" "Vervallen",
        Vervangen "vervangen" "Vervangen door een andere afspraak",
    }
}

keuze! {
    /// The kinds of documents that an afspraak leans on.
    Documentsoort {
        Ondersteuningsplan "ondersteuningsplan" "Ondersteuningsplan",
        Jeugdplan "jeugdplan" "Jeugdbeleidsplan",
        Ihp "ihp" "Integraal huisvestingsplan (IHP)",
        VerordeningVervoer "verordening-leerlingenvervoer" "Verordening leerlingenvervoer",
        VerordeningHuisvesting "verordening-onderwijshuisvesting" "Verordening onderwijshuisvesting",
        Lea "lea" "Lokale educatieve agenda (LEA)",
        Rea "rea" "Regionale educatieve agenda (REA)",
        InclusieAgenda "lokale-inclusie-agenda" "Lokale inclusie-agenda",
        Aanbesteding "aanbesteding" "Contract of aanbesteding jeugdhulp",
        Begroting "begroting" "Begroting",
        Collegebesluit "collegebesluit" "Collegebesluit",
        Overig "overig" "Ander document",
    }
}

keuze! {
    /// The ten principles of the Inclusieverstellers (2020), as tags.
    Principe {
        Werkwoord "inclusie-is-een-werkwoord" "1. Inclusie is een werkwoord",
        RondDeSchool "in-en-om-de-school" "2. Onderwijs, jeugdhulp, zorg en vrije tijd in en om de school",
        GeenLabel "behoefte-geen-label" "3. De ondersteuningsbehoefte telt, niet het label",
        SamenLeren "samen-leren" "4. Samen leren, zo geïntegreerd als kan",
        Ontwikkelrecht "ontwikkelrecht" "5. Recht op ontwikkeling",
        SamenOptrekken "samen-optrekken" "6. Alle partijen trekken samen op",
        EenRoute "een-route" "7. Eén route naar een passend aanbod",
        NietBureaucratisch "niet-bureaucratisch" "8. Zonder bureaucratie",
        Luisteren "luisteren" "9. Luisteren naar kinderen, jongeren en ouders",
        MurenSlechten "muren-slechten" "10. Muren tussen hokjes slechten",
    }
}

keuze! {
    /// The seven transformation goals of passend onderwijs, as tags.
    Transformatiedoel {
        Thuisnabij "thuisnabij" "1. Dicht bij huis, op een zo passend mogelijke plek",
        Beperkingen "beperkingen-aanpakken" "2. Belemmeringen in het onderwijs aanpakken",
        Mogelijkheden "mogelijkheden" "3. Uitgaan van wat een leerling kan",
        Maatwerk "maatwerk" "4. Maatwerk",
        MinderRegels "minder-regeldruk" "5. Minder regeldruk",
        NietThuiszitten "niet-thuiszitten" "6. Naar school, niet thuiszitten",
        Jeugdzorg "samenhang-jeugdzorg" "7. Eén aanpak samen met de jeugdhulp",
    }
}
