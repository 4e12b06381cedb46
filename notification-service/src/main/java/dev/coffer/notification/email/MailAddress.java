package dev.coffer.notification.email;

import java.net.IDN;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address as it goes into a header: plain ASCII, one address and nothing else. A domain in another script is written in
 * its ASCII form ({@code xn--}), so that one that only looks like another goes nowhere else than where it belongs.
 *
 * @param value "ada@xn--exmple-cua.com"
 */
record MailAddress(String value) {

    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    /** Null where mail servers cannot be expected to take it: quoted or non-ASCII before the @, or no domain after it. */
    static @Nullable MailAddress of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1
                || at > LONGEST_LOCAL_PART
                || !LOCAL_PART.matcher(address.substring(0, at)).matches()) {
            return null;
        }
        String domain = ascii(address.substring(at + 1));
        return domain == null || !DOMAIN.matcher(domain).matches()
                ? null
                : new MailAddress(address.substring(0, at + 1) + domain);
    }

    private static @Nullable String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException noDomain) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "MailAddress[***]";
    }
}
