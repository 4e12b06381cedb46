package dev.coffer.notification.push;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param timeout for connecting, and for the answer of any provider */
@ConfigurationProperties("coffer.notification.push")
record PushProperties(
        @DefaultValue Fcm fcm,
        @DefaultValue Apns apns,
        @DefaultValue Web web,
        @DefaultValue("5s") Duration timeout) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(9);

    PushProperties {
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "coffer.notification.push.timeout must be more than 0 and at most 9s: " + timeout);
        }
    }

    /**
     * Firebase Cloud Messaging.
     *
     * @param serviceAccountFile the JSON file that Google gives for a service account; empty for none
     */
    record Fcm(
            @DefaultValue("") String serviceAccountFile,
            @DefaultValue("https://fcm.googleapis.com") String url) {

        boolean isSet() {
            return !serviceAccountFile.isBlank();
        }
    }

    /**
     * Apple's push service, with token authentication.
     *
     * @param keyFile the file that Apple gives for a key ({@code AuthKey_....p8}); empty for none
     * @param topic the app's bundle id
     * @param url {@code https://api.sandbox.push.apple.com} for apps in development
     */
    record Apns(
            @DefaultValue("") String keyFile,
            @DefaultValue("") String keyId,
            @DefaultValue("") String teamId,
            @DefaultValue("") String topic,
            @DefaultValue("https://api.push.apple.com") String url) {

        Apns {
            if (!keyFile.isBlank() && (keyId.isBlank() || teamId.isBlank() || topic.isBlank())) {
                throw new IllegalArgumentException(
                        "coffer.notification.push.apns needs a key-file, a key-id, a team-id and a topic.");
            }
        }

        boolean isSet() {
            return !keyFile.isBlank();
        }
    }

    /**
     * The push services of browsers (RFC 8030, 8291, 8292).
     *
     * @param publicKey in Base64url; empty for none
     * @param privateKey in Base64url
     * @param subject whom a push service reaches the sender by: mailto: or https:
     * @param services the origins of push services that are written to
     */
    record Web(
            @DefaultValue("") String publicKey,
            @DefaultValue("") String privateKey,
            @DefaultValue("") String subject,

            @DefaultValue({
                "https://fcm.googleapis.com",
                "https://updates.push.services.mozilla.com",
                "https://*.push.apple.com",
                "https://*.notify.windows.com"
            })
            List<String> services) {

        Web {
            boolean hasSubject = subject.startsWith("mailto:") || subject.startsWith("https:");
            if (!publicKey.isBlank() && (privateKey.isBlank() || !hasSubject)) {
                throw new IllegalArgumentException("coffer.notification.push.web needs a public-key, a private-key and"
                        + " a subject (mailto:push@example.com).");
            }
            services = List.copyOf(services);
        }

        boolean isSet() {
            return !publicKey.isBlank();
        }

        @Override
        public String toString() {
            return "Web[" + publicKey + "]";
        }
    }
}
