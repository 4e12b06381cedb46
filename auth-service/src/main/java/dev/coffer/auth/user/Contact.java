package dev.coffer.auth.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a person is reached, and what they sign in with; in one canonical form, so that it is compared as text. */
public sealed interface Contact {

    String value();

    /** An e-mail address in lower case, at most 254 characters. */
    record Email(String value) implements Contact {

        private static final int MAX_LENGTH = 254;
        private static final Pattern SHAPE =
                Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

        public Email {
            if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches() || value.contains("..")) {
                throw new IllegalArgumentException("This is not an e-mail address such as ada@example.com.");
            }
        }

        /** @throws IllegalArgumentException with a sentence for the person who typed it */
        public static Email parse(String typed) {
            return new Email(
                    Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return "Email[***]";
        }
    }

    /** A phone number in E.164: {@code +}, country code, number. */
    record Phone(String value) implements Contact {

        private static final Pattern SHAPE = Pattern.compile("\\+[1-9][0-9]{6,14}");
        private static final Pattern DECORATION = Pattern.compile("[\\s().-]");

        public Phone {
            if (!SHAPE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "This is not a phone number with its country code such as +4915112345678.");
            }
        }

        /** @throws IllegalArgumentException with a sentence for the person who typed it */
        public static Phone parse(String typed) {
            return new Phone(DECORATION.matcher(typed.strip()).replaceAll(""));
        }

        @Override
        public String toString() {
            return "Phone[***]";
        }
    }

    /**
     * Reads what a person signs in with: a phone number where it starts with {@code +}, else an e-mail address.
     *
     * @throws IllegalArgumentException with a sentence for the person who typed it
     */
    static Contact parse(String typed) {
        return typed.strip().startsWith("+") ? Phone.parse(typed) : Email.parse(typed);
    }

    static @Nullable String valueOf(@Nullable Contact contact) {
        return contact == null ? null : contact.value();
    }
}
