package dev.coffer.notification.email;

import dev.coffer.notification.message.PublicAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Where Twilio says what became of a message, and whether it is Twilio who says so: it signs the address and all fields with the account's
 * token. Address and message are bound to each other by that, so nothing that was said of one message counts for another.
 */
final class TwilioCallbacks {

    static final String PATH = "/notifications/twilio/status";

    private static final String ALGORITHM = "HmacSHA1";
    private static final Pattern SID = Pattern.compile("(SM|MM)[0-9a-f]{32}");

    private final TwilioProperties settings;
    private final @Nullable URI publicAddress;

    TwilioCallbacks(TwilioProperties settings, PublicAddress publicAddress) {
        this.settings = settings;
        this.publicAddress = publicAddress.value();
    }

    static boolean isSid(String text) {
        return SID.matcher(text).matches();
    }

    /** Null where nobody outside could reach it. */
    @Nullable
    String address(String tenantId, String deliveryId) {
        return publicAddress == null
                ? null
                : publicAddress + PATH + "/" + encoded(tenantId) + "/" + encoded(deliveryId);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @param fields of the form @param signature of the header {@code X-Twilio-Signature} */
    boolean isSigned(String tenantId, String deliveryId, SortedMap<String, String> fields, String signature) {
        String address = address(tenantId, deliveryId);
        if (address == null || !settings.isSet() || !settings.accountSid().equals(fields.get("AccountSid"))) {
            return false;
        }
        byte[] wanted = signature(settings.authToken(), address, fields).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(wanted, signature.getBytes(StandardCharsets.UTF_8));
    }

    /** The address, then each field and its value in the order of the fields' names, signed with HMAC-SHA1. */
    static String signature(String authToken, String address, SortedMap<String, String> fields) {
        StringBuilder signed = new StringBuilder(address);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            signed.append(field.getKey()).append(field.getValue());
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
