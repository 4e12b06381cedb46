package dev.coffer.notification.email;

import java.util.Set;

/** What Twilio's numbers of errors mean for a message, by its documentation. What it says in words is not told: it repeats the phone number. */
final class TwilioErrors {

    /** Said freely in WhatsApp to somebody who has not written within 24 hours. */
    static final int OUTSIDE_SESSION = 63_016;

    /**
     * Not a number (21211), none that can be reached (21612), none of a mobile phone (21614), nobody in WhatsApp (63003, and 63024 for an
     * address that is none there).
     */
    private static final Set<Integer> NO_SUCH_RECIPIENT = Set.of(21_211, 21_612, 21_614, 63_003, 63_024);

    private TwilioErrors() {}

    static boolean isNoSuchRecipient(int code) {
        return NO_SUCH_RECIPIENT.contains(code);
    }

    /** ", 30003", with what to do where the tenant can do something; empty for 0, which is none. */
    static String told(int code) {
        if (code == 0) {
            return "";
        }
        return code == OUTSIDE_SESSION
                ? ", " + code + ": outside of 24 hours after its reader wrote WhatsApp takes approved texts only"
                : ", " + code;
    }
}
