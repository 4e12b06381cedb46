package dev.coffer.kyc.check.sumsub;

/** Sumsub has not said what became of a request, or has not done it: it may be asked again. */
final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param why for operators, without anything personal */
    NoAnswer(String why) {
        super(why);
    }

    NoAnswer(String why, Throwable cause) {
        super(why, cause);
    }

    /** For operators. */
    String why() {
        return String.valueOf(getMessage());
    }
}
