package dev.coffer.kyc.screening.list;

/** How a file is laid out. */
enum ListFormat {
    /** {@code targets.simple.csv} of OpenSanctions: comma-separated with a line of titles; several values of a field by semicolons. */
    OPEN_SANCTIONS_CSV,
    /** {@code sdn.xml} of the Office of Foreign Assets Control. */
    OFAC_SDN_XML
}
