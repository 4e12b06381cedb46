package dev.coffer.core.contact;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address in canonical form: NFKC, lower case, at most 254 characters. Who it belongs to is found out by writing to it.
 *
 * @param value "ada@example.com"
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

    public EmailAddress {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches() || value.contains("..")) {
            throw new IllegalArgumentException("This is not an e-mail address such as ada@example.com.");
        }
    }

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public static EmailAddress parse(String typed) {
        return new EmailAddress(
                Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    /** Enough of it for its owner to know which it is: "a***@e***.com". */
    public String masked() {
        int at = value.indexOf('@');
        String domain = value.substring(at + 1);
        int dot = domain.lastIndexOf('.');
        String end = dot < 0 ? "" : domain.substring(dot);
        return first(value) + "***@" + first(domain) + "***" + end;
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }

    @Override
    public String toString() {
        return "EmailAddress[***]";
    }
}
