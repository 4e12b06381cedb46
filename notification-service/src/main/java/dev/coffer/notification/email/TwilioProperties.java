package dev.coffer.notification.email;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param accountSid empty for none: text messages are off
 * @param from a number in E.164, or the id of a messaging service: "MG..."
 * @param whatsappFrom the number that messages in WhatsApp come from, or the id of a messaging service; empty: WhatsApp is off
 * @param url of Twilio's API
 * @param timeout for connecting, and for the answer
 */
@ConfigurationProperties("coffer.notification.twilio")
record TwilioProperties(
        @DefaultValue("") String accountSid,
        @DefaultValue("") String authToken,
        @DefaultValue("") String from,
        @DefaultValue("") String whatsappFrom,
        @DefaultValue("https://api.twilio.com") String url,
        @DefaultValue("5s") Duration timeout) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(9);
    private static final Pattern SID = Pattern.compile("AC[0-9a-f]{32}");
    private static final Pattern FROM = Pattern.compile("\\+[1-9][0-9]{6,14}|MG[0-9a-f]{32}");

    TwilioProperties {
        if (!accountSid.isEmpty()
                && (!SID.matcher(accountSid).matches()
                        || authToken.isBlank()
                        || !FROM.matcher(from).matches())) {
            throw new IllegalArgumentException("coffer.notification.twilio needs an account-sid (AC and 32 hexadecimal"
                    + " digits), an auth-token and a from (+4915112345678, or MG and 32 hexadecimal digits).");
        }
        if (!whatsappFrom.isEmpty()
                && (accountSid.isEmpty() || !FROM.matcher(whatsappFrom).matches())) {
            throw new IllegalArgumentException("coffer.notification.twilio.whatsapp-from needs an account-sid, and is a"
                    + " number (+4915112345678) or a messaging service (MG and 32 hexadecimal digits).");
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "coffer.notification.twilio.timeout must be more than 0 and at most 9s: " + timeout);
        }
    }

    boolean isSet() {
        return !accountSid.isEmpty();
    }

    boolean hasWhatsapp() {
        return !whatsappFrom.isEmpty();
    }

    @Override
    public String toString() {
        return "TwilioProperties[" + accountSid + "]";
    }
}
