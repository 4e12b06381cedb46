package dev.coffer.notification.email;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /notifications/twilio/status/{tenant}/{delivery}}, public, since Twilio signs what it says. 403 where it did not; 204 also where
 * there is nothing to be changed, so that it does not say it again.
 */
@RestController
class HttpTwilioStatus {

    private static final int MOST_BYTES = 16_384;
    private static final int MOST_FIELDS = 100;

    private final TwilioCallbacks callbacks;
    private final TakeTwilioStatus take;

    HttpTwilioStatus(TwilioCallbacks callbacks, TakeTwilioStatus take) {
        this.callbacks = callbacks;
        this.take = take;
    }

    @PostMapping(TwilioCallbacks.PATH + "/{tenantId}/{deliveryId}")
    ResponseEntity<Void> said(
            @PathVariable String tenantId,
            @PathVariable String deliveryId,
            @RequestHeader(name = "X-Twilio-Signature", defaultValue = "") String signature,
            HttpServletRequest request)
            throws IOException {
        SortedMap<String, String> fields = fields(request);
        if (fields == null || !callbacks.isSigned(tenantId, deliveryId, fields, signature)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        take.take(tenantId, deliveryId, fields);
        return ResponseEntity.noContent().build();
    }

    /** As they were sent: what the container makes of a form has the query in it, which is signed elsewhere. Null for none that Twilio sends. */
    private static @Nullable SortedMap<String, String> fields(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        String[] pairs = new String(body, StandardCharsets.UTF_8).split("&", MOST_FIELDS + 1);
        if (body.length > MOST_BYTES || pairs.length > MOST_FIELDS) {
            return null;
        }
        SortedMap<String, String> fields = new TreeMap<>();
        try {
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                if (equals < 1
                        || fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)))
                                != null) {
                    return null;
                }
            }
        } catch (IllegalArgumentException noForm) {
            return null;
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
