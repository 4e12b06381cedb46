package dev.coffer.kyc.screening.list;

/** A file is not what it should be. The message names the line, for operators. */
final class BadRow extends Exception {

    private static final long serialVersionUID = 1L;

    BadRow(long line, String problem) {
        super("Line " + line + ": " + problem + ".");
    }
}
