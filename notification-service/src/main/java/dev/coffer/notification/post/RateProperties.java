package dev.coffer.notification.post;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How often each provider is asked in a second, by all replicas together; 0 for as often as there is something to send. */
@ConfigurationProperties("coffer.notification.per-second")
record RateProperties(
        @DefaultValue("0") int smtp,
        @DefaultValue("0") int smtpFallback,
        @DefaultValue("0") int twilio,
        @DefaultValue("0") int whatsapp,
        @DefaultValue("0") int fcm,
        @DefaultValue("0") int apns,
        @DefaultValue("0") int webPush) {

    /** By what the providers are called in settings. */
    Map<String, Integer> all() {
        return Map.of(
                "smtp",
                smtp,
                "smtp-fallback",
                smtpFallback,
                "twilio",
                twilio,
                "whatsapp",
                whatsapp,
                "fcm",
                fcm,
                "apns",
                apns,
                "web-push",
                webPush);
    }
}
