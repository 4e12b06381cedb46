package dev.coffer.notification.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param host the mail server; empty for none
 * @param user empty where the server asks for none
 * @param from whom mails come from, "Coffer &lt;no-reply@example.com&gt;"
 * @param starttls whether the connection must be encrypted before anything is said; off only for servers on the same machine
 * @param timeout for connecting, for each answer, and for writing
 */
@ConfigurationProperties("coffer.notification.email")
record EmailProperties(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("Coffer <no-reply@localhost>") String from,
        @DefaultValue("true") boolean starttls,
        @DefaultValue("3s") Duration timeout) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(9);

    EmailProperties {
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "coffer.notification.email.timeout must be more than 0 and at most 9s: " + timeout);
        }
        if (from.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("coffer.notification.email.from must be one line");
        }
        parse(from);
    }

    boolean hasServer() {
        return !host.isBlank();
    }

    InternetAddress sender() {
        return parse(from);
    }

    private static InternetAddress parse(String from) {
        try {
            InternetAddress address = new InternetAddress(from, true);
            if (address.getAddress().indexOf('@') < 1) {
                throw new AddressException("no domain");
            }
            return address;
        } catch (AddressException wrong) {
            throw new IllegalArgumentException(
                    "coffer.notification.email.from must be an address such as Coffer <no-reply@example.com>: " + from,
                    wrong);
        }
    }

    @Override
    public String toString() {
        return "EmailProperties[" + host + ":" + port + "]";
    }
}
