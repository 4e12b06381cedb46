package dev.coffer.auth.user;

import dev.coffer.core.contact.EmailAddress;
import dev.coffer.core.contact.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** How a person is reached, and what they sign in with; in one canonical form, so that it is compared as text. */
public sealed interface Contact {

    /** What a message to a contact goes by. */
    enum Channel {
        EMAIL,
        SMS
    }

    String value();

    Channel channel();

    /** Enough of it for its owner to know which it is: {@code a***@e***.com}, {@code +49 *** 78}. */
    String masked();

    /** An {@link EmailAddress}. */
    record Email(String value) implements Contact {

        public Email {
            value = new EmailAddress(value).value();
        }

        /** @throws IllegalArgumentException with a sentence for the person who typed it */
        public static Email parse(String typed) {
            return new Email(EmailAddress.parse(typed).value());
        }

        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public String masked() {
            return new EmailAddress(value).masked();
        }

        @Override
        public String toString() {
            return "Email[***]";
        }
    }

    /** A {@link PhoneNumber}. */
    record Phone(String value) implements Contact {

        public Phone {
            value = new PhoneNumber(value).value();
        }

        /** @throws IllegalArgumentException with a sentence for the person who typed it */
        public static Phone parse(String typed) {
            return new Phone(PhoneNumber.parse(typed).value());
        }

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public String masked() {
            return new PhoneNumber(value).masked();
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
